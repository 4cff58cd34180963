// The words of the clinic's log on the tablet: what an entry is, and what is folded from entries. See docs/clinic.md.
export type Station = "registration" | "triage" | "medical" | "dental" | "korean" | "eye" | "pharmacy" | "exit";
export type Colour = "red" | "yellow" | "green" | "none";
export type Standing = "waiting" | "called" | "held" | "done";
export type Specialty = "medical" | "dental" | "korean" | "eye";
export type Body = Record<string, unknown>;

export const STATIONS: Station[] = ["registration", "triage", "medical", "dental", "korean", "eye", "pharmacy", "exit"];
export const SPECIALTIES: Specialty[] = ["medical", "dental", "korean", "eye"];

export interface Entry {
  id: string;
  kind: string;
  seq: number;
  at: string;
  by: string;
  of: string | null;
  visit: string | null;
  corrects: string | null;
  body: Body;
}

// An entry as the tablet keeps it: what the site last said of it, and a line for people.
export interface Kept extends Entry {
  state?: "stored" | "known" | "aside" | "refused";
  say?: string;
  title: string;
}

export interface Vitals {
  temperature_c?: number;
  pulse?: number;
  respirations?: number;
  systolic?: number;
  diastolic?: number;
  spo2?: number;
  weight_kg?: number;
  height_cm?: number;
  glucose_mmol?: number;
  avpu?: "a" | "v" | "p" | "u";
  pregnant?: "yes" | "no" | "unknown";
  allergies?: string[];
  confirmed?: string[];
}

export interface Diagnosis { code: string; text?: string; new?: boolean }
export interface Done { code: string; text?: string }
export interface Line {
  line: string;
  medicine: string;
  quantity: number;
  given: number;
  standing: "open" | "partly" | "given" | "not_given";
  because?: string | null;
  dose?: string | null;
  per_day?: number | null;
  days?: number | null;
  text?: string | null;
  [more: string]: unknown;
}
export interface Visit {
  id: string;
  day: string | null;
  returning: boolean;
  reason?: string | null;
  station: Station | null;
  standing: Standing | null;
  queued_at: string | null;
  colour: Colour;
  vitals: Vitals | null;
  triage: Body | null;
  pregnant?: string | null;
  age_days?: number | null;
  consultations: Body[];
  lines: Line[];
  outcome: string | null;
  exited_at: string | null;
  [more: string]: unknown;
}
export interface Resident {
  id: string;
  number: string;
  name: string;
  latin: string;
  hangul: string;
  sex: "male" | "female" | "unknown";
  birth_on: string | null;
  birth_about: string | null;
  village: string;
  phone: string;
  language: string;
  allergies: string[];
  joined_to: string | null;
  seq: number;
  visits: Visit[];
  [more: string]: unknown;
}

// RFC 9562, version 7: 48 bits of milliseconds, then chance. The clock in it orders nothing at the site.
export function uuid7(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let left = Math.max(0, now);
  for (let place = 5; place >= 0; place--) {
    bytes[place] = left % 256;
    left = Math.floor(left / 256);
  }
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

const two = (number: number) => String(Math.abs(number)).padStart(2, "0");

// The device's clock as the contract writes it: to the millisecond, with its own offset.
export function moment(now = new Date()): string {
  const offset = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, 23);
  return `${local}${offset < 0 ? "-" : "+"}${two(Math.trunc(offset / 60))}:${two(offset % 60)}`;
}

export const today = (now = new Date()): string => moment(now).slice(0, 10);
