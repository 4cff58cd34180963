// The outbox: every entry is written here first, whole and for good, and leaves only as the server says it has it.
import { openDB } from "idb";

const NAME = "naru-booth";

export const open = () =>
  openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("kept");
      const entries = db.createObjectStore("entries", { keyPath: "id" });
      entries.createIndex("state", "state");
      entries.createIndex("sequence", "sequence");
    },
  });

// RFC 9562, version 7: 48 bits of milliseconds, then chance. The clock in it orders nothing on the server.
export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let left = now;
  for (let place = 5; place >= 0; place--) {
    bytes[place] = left % 256;
    left = Math.floor(left / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

const local = () => {
  const now = new Date();
  return { device_time: now.toISOString(), offset: -now.getTimezoneOffset() };
};

// One transaction gives the number and writes the entry, flushed to the disk: after it, pulling the plug loses nothing.
export async function add(db, kind, body, { about, warning, title } = {}) {
  const change = db.transaction(["kept", "entries"], "readwrite", { durability: "strict" });
  const kept = change.objectStore("kept");
  const sequence = ((await kept.get("sequence")) ?? 0) + 1;
  const entry = { id: uuid7(), kind, sequence, ...local(), body, state: "waiting" };
  if (about) entry.about = about;
  if (warning) entry.warning = warning;
  if (title) entry.title = title;
  kept.put(sequence, "sequence");
  change.objectStore("entries").add(entry);
  await change.done;
  return entry;
}

export const waiting = async (db, most) => (await db.getAllFromIndex("entries", "state", "waiting", most)).sort((a, b) => a.sequence - b.sequence);
export const countOf = (db, state) => db.countFromIndex("entries", "state", state);

// What the server says of each entry; nothing is taken away, so that the device can still show it.
export async function settle(db, answers) {
  const change = db.transaction("entries", "readwrite", { durability: "strict" });
  for (const answer of answers) {
    const entry = await change.store.get(answer.id);
    if (!entry) continue;
    entry.state = answer.state === "stored" || answer.state === "known" ? "safe" : answer.state;
    if (answer.say) entry.say = answer.say;
    if (answer.who) entry.who = answer.who;
    change.store.put(entry);
  }
  await change.done;
}

export async function newest(db, most = 30) {
  const found = [];
  let cursor = await db.transaction("entries").store.index("sequence").openCursor(null, "prev");
  while (cursor && found.length < most) {
    found.push(cursor.value);
    cursor = await cursor.continue();
  }
  return found;
}
