// What the tablet knows and does: records of the site with its own entries on top, who works on it, and how a save ends.
import type { Kept, Resident, Station, Visit } from "./entries";
import { today } from "./entries";
import { blank, foldOnto, moves } from "./fold";
import { bonesOf } from "./names";
import { above, add, get, put, type Draft, type Store, type Tablet } from "./outbox";
import type { Courier, Doors } from "./sending";
import type { Favourite } from "./diagnoses";
import type { DosingData } from "./dosing";
import type { TriageData } from "./triage";
import type { VitalsData } from "./vitals";

export const UNDO_MS = 60_000;
export type Texts = Record<string, string>;

export interface Volunteer { code: string; name: string; profession?: string; roles?: string[]; languages?: string[]; [more: string]: unknown }
export interface Lot { code: string; medicine: string; number: string; expires_on: string; packed?: number }
export interface Briefing {
  site: { letter: string; name: string; [more: string]: unknown };
  mission: { title?: string; code?: string; [more: string]: unknown };
  volunteers: Volunteer[];
  formulary: DosingData;
  lots: Lot[];
  triage: TriageData;
  vitals: VitalsData;
  edition: string;
}

export interface Told {
  urls: Doors & { worker: string; scope: string; icd: string };
  procedures: { code: string; specialty: string }[];
  favourites: Favourite[];
  language: string;
  languages: [string, string][];
  words: Record<string, Texts>;
}

export interface Screen { name: string; node: HTMLElement; update?: () => void; back?: () => void }

export class App {
  tablet: Tablet | null = null;
  briefing: Briefing | null = null;
  who = "";
  station: Station = "registration";
  language: string;
  base = new Map<string, Resident>();
  view = new Map<string, Resident>();
  own: Kept[] = [];
  aside: Kept[] = [];
  stock = new Map<string, number>();
  counts = { site: 0, office: 0, seq: 0 };
  reached: boolean | null = null;
  last: { entries: Kept[]; until: number } | null = null;
  courier!: Courier;
  screen: Screen | null = null;
  draw: () => void = () => undefined;
  say: (sentence: string, tone?: "good" | "bad" | "plain") => void = () => undefined;
  private bones = new Map<string, { of: string; bones: string[][] }>();

  constructor(readonly db: Store, readonly told: Told) {
    this.language = told.language;
  }

  // Words in the volunteer's language, or another's; {name} is filled in.
  t(key: string, values: Record<string, string | number> = {}, language = this.language): string {
    const text = this.told.words[language]?.[key] ?? this.told.words.en?.[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  }

  // A text that came in several languages, or in one.
  said(text: unknown, language = this.language): string {
    if (typeof text === "string") return text;
    const told = (text ?? {}) as Texts;
    return told[language] ?? told[language.split("-")[0] ?? ""] ?? told.en ?? "";
  }

  async load(): Promise<void> {
    this.tablet = await get<Tablet | null>(this.db, "tablet", null);
    this.briefing = await get<Briefing | null>(this.db, "briefing", null);
    this.who = await get(this.db, "who", "");
    this.station = await get<Station>(this.db, "station", "registration");
    this.language = await get(this.db, "language", this.told.language);
    await this.look();
  }

  // Reads all anew from what is kept: after the site said something.
  async look(): Promise<void> {
    const [records, stock, covered] = await Promise.all([this.db.getAll("residents"), this.db.getAll("stock"), get(this.db, "covered", 0)]);
    this.own = await above(this.db, covered);
    this.aside = (await this.db.getAll("entries")).filter((entry) => entry.state === "aside" || entry.state === "refused");
    this.base = new Map(records.map((record) => [record.id, record]));
    this.stock = new Map(stock.map((lot) => [lot.lot, lot.on_hand]));
    this.view = new Map(this.base);
    for (const id of new Set(this.own.map((entry) => entry.of))) if (id) this.refold(id);
    await this.count();
  }

  private refold(id: string): void {
    const entries = this.own.filter((entry) => entry.of === id && entry.state !== "refused" && entry.state !== "aside");
    const record = foldOnto(this.base.get(id) ?? blank(id), entries);
    if (record.registered || this.base.has(id)) this.view.set(id, record);
    else this.view.delete(id);
  }

  async count(): Promise<void> {
    const [seq, have, safe] = await Promise.all([get(this.db, "seq", 0), get(this.db, "have", 0), get(this.db, "safe", 0)]);
    this.counts = { seq, site: Math.max(seq - have, 0), office: Math.max(seq - safe, 0) };
  }

  // Writes entries for good. True only after the transaction; otherwise a sentence stands on the screen and what was typed stays.
  async save(drafts: Draft[]): Promise<Kept[] | null> {
    const started = performance.now();
    if (!this.tablet || !this.who) return null;
    try {
      const series = this.briefing ? { letter: this.briefing.site.letter, tag: this.tablet.tag } : undefined;
      const written = await add(this.db, this.who, drafts, series);
      this.own.push(...written);
      for (const id of new Set(written.map((entry) => entry.of))) if (id) this.refold(id);
      this.last = { entries: written, until: Date.now() + UNDO_MS };
      await this.count();
      performance.measure("save", { start: started, end: performance.now() });
      document.documentElement.dataset.saved = String(Number(document.documentElement.dataset.saved ?? 0) + written.length);
      this.say(this.t("saved"), "good");
      void this.courier.go();
      return written;
    } catch (fault) {
      this.say(this.t(fault instanceof DOMException && fault.name === "QuotaExceededError" ? "full" : "not_saved"), "bad");
      return null;
    }
  }

  // Takes the last save back, within a minute, by entries that say so.
  async undo(): Promise<void> {
    const last = this.last;
    if (!last || Date.now() > last.until) return;
    const done = await this.save(
      [...last.entries].reverse().map((entry) => ({ kind: "entry.withdrawn", of: entry.of, visit: entry.visit, corrects: entry.id, body: {}, title: entry.title })),
    );
    if (!done) return;
    this.last = null;
    this.say(this.t("taken_back"), "good");
    this.draw();
  }

  async choose(key: "who" | "station" | "language", value: string): Promise<void> {
    (this as Record<string, unknown>)[key] = value;
    await put(this.db, key, value);
  }

  // Stock on hand by lot: what the site said, with what this tablet wrote since; a lot that nobody received is not in it.
  onHand(): Map<string, number> {
    const held = new Map(this.stock);
    const inside = this.own.filter((entry) => entry.state !== "refused" && entry.state !== "aside");
    for (const move of moves(inside, Object.fromEntries(held))) held.set(move.lot, (held.get(move.lot) ?? 0) + move.quantity);
    return held;
  }

  // The words by which a resident is found: name, quick key, Korean reading.
  bonesOf(record: Resident): string[][] {
    const of = `${record.name}\n${record.latin}\n${record.hangul}`;
    const known = this.bones.get(record.id);
    if (known?.of === of) return known.bones;
    const bones = [record.name, record.latin, record.hangul].filter(Boolean).map(bonesOf);
    this.bones.set(record.id, { of, bones });
    return bones;
  }
}

export const openVisit = (record: Resident, day = today()): Visit | undefined => record.visits.findLast((visit) => visit.day === day && visit.standing !== "done");
export const newestVisit = (record: Resident): Visit | undefined => record.visits.at(-1);
