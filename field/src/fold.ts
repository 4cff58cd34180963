// Folding: what a resident's entries come to, by the same rules as naru/missions/rules/folding.py. The tablet folds its own
// entries on top of the record that the site last gave it; the site folds all of them from the first.
import type { Body, Entry, Line, Resident, Visit } from "./entries";

type Told = Pick<Entry, "id" | "kind" | "by" | "at" | "visit" | "corrects" | "body"> & { device?: string };

export interface Move { entry: string; lot: string; quantity: number; why: string; line: string }

const PERSON = ["name", "latin", "hangul", "sex", "village", "phone", "language", "consent", "consent_mark", "photo"];
const VITALS = ["temperature_c", "pulse", "respirations", "systolic", "diastolic", "spo2", "weight_kg", "height_cm", "glucose_mmol", "avpu"];

// Gives the entries that stand: without those taken back, each correction in the place of what it corrects.
export function standing<T extends Told>(ordered: T[]): T[] {
  const known = new Map(ordered.map((one) => [one.id, one]));
  const withdrawn = new Set<string>();
  for (const one of ordered) {
    const meant = one.kind === "entry.withdrawn" && one.corrects ? known.get(one.corrects) : undefined;
    if (meant && (meant.device ?? "") === (one.device ?? "")) withdrawn.add(meant.id);
  }
  const last = new Map<string, T>();
  for (const one of ordered) {
    if (one.kind === "entry.withdrawn" || withdrawn.has(one.id)) continue;
    const root = rootOf(one, known);
    if (!withdrawn.has(root)) last.set(root, one);
  }
  const place = new Map(ordered.map((one, index) => [one.id, index]));
  return [...last].sort((one, other) => (place.get(one[0]) ?? 0) - (place.get(other[0]) ?? 0)).map(([, one]) => one);
}

function rootOf<T extends Told>(one: T, known: Map<string, T>): string {
  const seen = new Set([one.id]);
  let here = one;
  while (here.corrects) {
    const parent = known.get(here.corrects);
    if (!parent || seen.has(parent.id) || parent.kind !== here.kind) break;
    seen.add(parent.id);
    here = parent;
  }
  return here.id;
}

export function blank(id: string): Resident {
  return {
    id, number: "", name: "", latin: "", hangul: "", sex: "unknown", village: "", phone: "", language: "", consent: "", consent_mark: "",
    photo: "", birth_on: null, birth_about: "", allergies: [], joined_to: null, registered: false, seq: 0, visits: [],
  };
}

// Folds entries, in their order, onto a record (which is not changed) and gives what comes of it.
export function foldOnto(record: Resident, entries: Told[]): Resident {
  const held: Resident = structuredClone(record);
  const inside = new Set(entries.map((one) => one.id));
  for (const one of entries) if (one.kind === "entry.withdrawn" && one.corrects && !inside.has(one.corrects)) takeBack(held, one.corrects);
  const joined = new Set<string>((held.joins as string[] | undefined) ?? []);
  const visits = new Map(held.visits.map((visit) => [visit.id, visit]));
  for (const one of standing(entries)) {
    const body = one.body;
    if (one.kind === "resident.registered" || one.kind === "resident.amended") person(held, one);
    else if (one.kind === "residents.joined") joined.add(String(body.with));
    else if (one.kind === "residents.parted") joined.delete(String(body.with));
    else if (one.visit) {
      const visit = visits.get(one.visit) ?? newVisit(one.visit);
      visits.set(one.visit, visit);
      tell(visit, one, held, inside);
    }
  }
  held.joins = [...joined];
  held.visits = [...visits.values()];
  for (const visit of held.visits) visit.age_days = ageDays(held.birth_on, visit.day);
  return held;
}

export const fold = (id: string, entries: Told[]): Resident => foldOnto(blank(id), entries);

// What the site already folded into its record and the tablet takes back: gone from the screen at once, where it can be told apart.
function takeBack(record: Resident, entry: string): void {
  for (const visit of record.visits) {
    visit.consultations = visit.consultations.filter((one) => one.id !== entry);
    visit.lines = visit.lines.filter((line) => line.id !== entry || line.given > 0);
  }
}

function person(record: Resident, one: Told): void {
  const body = one.body;
  if (one.kind === "resident.registered") {
    record.registered = true;
    record.number = String(body.number);
  }
  for (const key of PERSON) if (key in body) record[key] = body[key];
  if (Array.isArray(body.allergies)) record.allergies = [...(body.allergies as string[])];
  if (typeof body.birth_on === "string") {
    record.birth_on = body.birth_on;
    record.birth_about = "";
  } else if ("age_years" in body || "age_months" in body) {
    const months = body.age_months as number | undefined;
    record.birth_on = bornAbout(body.age_years as number | undefined, months, (body.asked_on as string | undefined) || one.at.slice(0, 10));
    record.birth_about = months === undefined ? "year" : "month";
  }
}

const two = (number: number) => String(number).padStart(2, "0");

// Gives a day of birth for an age: the middle of the year or month in which it must lie.
export function bornAbout(years: number | undefined, months: number | undefined, askedOn: string): string | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(askedOn);
  if (!found) return null;
  const back = months ?? (years ?? 0) * 12 + 6;
  const whole = Number(found[1]) * 12 + Number(found[2]) - 1 - back;
  const year = Math.floor(whole / 12);
  if (year < 1) return null;
  const born = `${String(year).padStart(4, "0")}-${two((whole - year * 12) + 1)}-15`;
  const asked = askedOn.slice(0, 10);
  return born < asked ? born : asked;
}

export function ageDays(born: string | null, day: string | null): number | null {
  if (!born || !day) return null;
  return Math.max(Math.round((Date.parse(day.slice(0, 10)) - Date.parse(born.slice(0, 10))) / 86_400_000), 0);
}

function newVisit(id: string): Visit {
  return {
    id, day: null, returning: false, reason: "", arrived_at: null, station: "registration", standing: "waiting", queued_at: null, stops: [],
    colour: "none", vitals: {}, triage: null, pregnant: "unknown", consultations: [], lines: [], outcome: "", exited_at: null,
  };
}

interface Stop { station: string; placed_at: string; called_at: string | null }

function tell(visit: Visit, one: Told, record: Resident, inside: Set<string>): void {
  const body = one.body;
  const outside = one.corrects && !inside.has(one.corrects) ? one.corrects : null;
  switch (one.kind) {
    case "visit.arrived":
      visit.day = String(body.day);
      visit.returning = body.returning === true;
      visit.reason = (body.reason as string | undefined) ?? "";
      visit.arrived_at = one.at;
      visit.queued_at = visit.queued_at || one.at;
      break;
    case "vitals.taken": {
      const vitals: Record<string, unknown> = { ...visit.vitals };
      for (const key of VITALS) if (key in body) vitals[key] = body[key];
      visit.vitals = vitals;
      if ("pregnant" in body) visit.pregnant = String(body.pregnant);
      for (const word of (body.allergies as string[] | undefined) ?? []) if (!record.allergies.includes(word)) record.allergies.push(word);
      break;
    }
    case "triage.judged": {
      const instead = body.instead as { colour: Visit["colour"] } | undefined;
      visit.colour = instead ? instead.colour : (body.colour as Visit["colour"]);
      visit.triage = { ...body };
      break;
    }
    case "queue.placed":
      visit.station = body.station as Visit["station"];
      visit.standing = "waiting";
      visit.queued_at = one.at;
      (visit.stops as Stop[] | undefined)?.push({ station: String(body.station), placed_at: one.at, called_at: null });
      break;
    case "queue.called":
    case "queue.held":
      if (visit.station === body.station && visit.standing !== "done") visit.standing = one.kind === "queue.called" ? "called" : "held";
      if (one.kind === "queue.called") {
        const stop = ((visit.stops as Stop[] | undefined) ?? []).findLast((each) => each.station === body.station);
        if (stop) stop.called_at = stop.called_at || one.at;
      }
      break;
    case "consultation.recorded": {
      const told = { id: one.id, at: one.at, by: one.by, ...body };
      const place = outside ? visit.consultations.findIndex((each) => each.id === outside) : -1;
      if (place >= 0) visit.consultations[place] = told;
      else visit.consultations.push(told);
      break;
    }
    case "prescription.written":
      if (outside) visit.lines = visit.lines.filter((line) => line.id !== outside || line.given > 0);
      for (const line of body.lines as Body[]) {
        const found = lineOf(visit, String(line.line));
        Object.assign(found, line, { id: one.id, by: one.by });
        if (found.standing === "given" && found.given < found.quantity && !found.done) found.standing = "partly";
      }
      break;
    case "medicine.dispensed": {
      const line = lineOf(visit, String(body.line));
      const lots = body.lots as { lot: string; quantity: number }[];
      line.given = whole(line.given + lots.reduce((sum, part) => sum + part.quantity, 0));
      line.lots = [...((line.lots as Body[] | undefined) ?? []), ...lots];
      line.done = line.done === true || body.done === true;
      line.standing = line.done || line.given >= line.quantity ? "given" : "partly";
      break;
    }
    case "medicine.not_dispensed": {
      const line = lineOf(visit, String(body.line));
      line.standing = line.given ? "partly" : "not_given";
      line.because = String(body.because);
      break;
    }
    case "visit.exited":
      visit.outcome = String(body.outcome);
      visit.exited_at = one.at;
      visit.standing = "done";
      visit.station = "exit";
      break;
  }
}

function lineOf(visit: Visit, id: string): Line {
  const found = visit.lines.find((line) => line.line === id);
  if (found) return found;
  const line: Line = { line: id, medicine: "", quantity: 0, given: 0, done: false, lots: [], standing: "open", because: "" };
  visit.lines.push(line);
  return line;
}

export const whole = (value: number): number => Math.round(value * 1000) / 1000;

// Gives the changes of stock that entries come to, in their order; `onHand` is what was there before, by lot.
export function moves(entries: Told[], onHand: Record<string, number> = {}): Move[] {
  const now = new Map(Object.entries(onHand));
  const done: Move[] = [];
  const add = (one: Told, lot: unknown, quantity: number, why: string, line = "") => {
    const move = { entry: one.id, lot: String(lot), quantity, why, line };
    now.set(move.lot, whole((now.get(move.lot) ?? 0) + quantity));
    done.push(move);
  };
  for (const one of standing(entries)) {
    const body = one.body;
    const quantity = Number(body.quantity ?? 0);
    if (one.kind === "medicine.dispensed") for (const part of body.lots as { lot: string; quantity: number }[]) add(one, part.lot, -part.quantity, "dispensed", String(body.line));
    else if (one.kind === "stock.received") add(one, body.lot, quantity, "received");
    else if (one.kind === "stock.discarded") add(one, body.lot, -quantity, "discarded");
    else if (one.kind === "stock.moved") add(one, body.lot, ("from" in body ? 1 : -1) * quantity, "moved");
    else if (one.kind === "stock.counted") add(one, body.lot, whole(Number(body.counted) - (now.get(String(body.lot)) ?? 0)), "counted");
  }
  return done;
}
