// Sending: what the site does not hold goes in batches; what changed there comes back; a line that breaks tries again, later each time.
import { above, asSent, BATCH, beginEpoch, forget, get, learn, put, settle, type Answer, type Changes, type Store, type Tablet } from "./outbox";

const RETRY = [2, 5, 10, 20, 30, 60];
const EVERY = 15;

export interface Doors { enrol: string; briefing: string; entries: string; changes: string }
export interface Heard { reached: boolean; changed: boolean; blocked?: string; refused?: string }

export class Courier {
  private busy = false;
  private again = false;
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly db: Store,
    private readonly doors: Doors,
    private readonly tablet: () => Tablet | null,
    private readonly hear: (heard: Heard) => Promise<void> | void,
    private readonly ask: typeof fetch = (...told) => fetch(...told),
  ) {}

  private async call(url: string, token: string, body?: unknown): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json", Authorization: `Bearer ${token}` };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const text = body === undefined ? null : JSON.stringify(body);
    const digest = text === null ? "" : await digestOf(text);
    if (digest) headers["Content-Digest"] = digest;
    return this.ask(url, {
      method: text === null ? "GET" : "POST", headers, body: text, credentials: "omit", cache: "no-store",
      signal: AbortSignal.timeout(30_000),
    });
  }

  // Sends and asks until both sides know the same; never twice at once.
  async go(now = false): Promise<void> {
    if (now) this.failures = 0;
    if (this.busy) {
      this.again = true;
      return;
    }
    const tablet = this.tablet();
    if (!tablet) return;
    this.busy = true;
    clearTimeout(this.timer);
    let next = EVERY;
    try {
      do {
        this.again = false;
        const heard = await this.once(tablet);
        await this.hear(heard);
      } while (this.again);
      this.failures = 0;
    } catch (fault) {
      next = RETRY[Math.min(this.failures++, RETRY.length - 1)] ?? EVERY;
      await this.hear({ reached: false, changed: false, ...(fault instanceof Told ? { [fault.what]: fault.message } : {}) });
    } finally {
      this.busy = false;
      this.timer = setTimeout(() => void this.go(), next * 1000);
    }
  }

  private async once(tablet: Tablet): Promise<Heard> {
    let changed = false;
    // From what the site holds without a gap; what it was told before is asked anew, since a restored backup may hold less.
    let covered = await get(this.db, "have", 0);
    for (let first = true; ; first = false) {
      const waiting = await above(this.db, covered, BATCH);
      if (!waiting.length && !first) break;
      const answer = await this.call(this.doors.entries, tablet.token, {
        sent_at: new Date().toISOString(), epoch: await get(this.db, "epoch", ""), have: await get(this.db, "have", 0), entries: waiting.map(asSent),
      });
      const text = await answer.text();
      const sealed = answer.headers.get("Content-Digest");
      if (sealed?.startsWith("sha-256=") && globalThis.crypto?.subtle && (await digestOf(text)) !== sealed) throw new Error("the answer arrived changed");
      const told = read<Answer & { sentence?: string }>(text);
      if (answer.status === 401 || answer.status === 403) throw new Told("blocked", told?.sentence ?? "");
      if (!answer.ok || !told || !Array.isArray(told.entries)) throw new Told("refused", told?.sentence ?? "");
      await settle(this.db, told);
      const answered = new Set(told.entries.map((each) => each.id));
      if (waiting.some((entry) => !answered.has(entry.id))) throw new Error("not all was answered");
      covered = waiting.length ? (waiting.at(-1)?.seq ?? covered) : told.have;
      changed ||= waiting.length > 0;
      if (!waiting.length) break;
    }
    let fresh = false;
    for (;;) {
      const answer = await this.call(`${this.doors.changes}?after=${await get(this.db, "upto", 0)}`, tablet.token);
      if (!answer.ok) throw new Error("no changes");
      const told = (await answer.json()) as Changes;
      const epoch = await get(this.db, "epoch", "");
      if (epoch && epoch !== told.epoch && !fresh) {
        await beginEpoch(this.db, told.epoch);
        fresh = changed = true;
        continue;
      }
      await learn(this.db, told, covered);
      changed ||= told.residents.length > 0 || told.stock.length > 0;
      if (!told.more) break;
    }
    await forget(this.db);
    await put(this.db, "reached_at", Date.now());
    return { reached: true, changed };
  }
}

function read<T>(text: string): T | null {
  try {
    return JSON.parse(text) as T;
  } catch {
    return null;
  }
}

// RFC 9530: by it the site takes a sending, and the tablet an answer, only as it was sent. Empty where the browser cannot reckon it.
async function digestOf(text: string): Promise<string> {
  if (!globalThis.crypto?.subtle) return "";
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `sha-256=:${btoa(String.fromCharCode(...bytes))}:`;
}

class Told extends Error {
  constructor(readonly what: "blocked" | "refused", sentence: string) {
    super(sentence);
  }
}
