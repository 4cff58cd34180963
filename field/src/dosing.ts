// How much of a medicine, and what speaks against it: the same rules as naru/missions/rules/dosing.py, over its data.
export interface Medicine {
  code: string; name: string; name_ko: string; form: string; strength: string; unit: string; measure: string; pack: number; mg: number | null;
  adult_mg: number | null; per_day: number; mg_per_kg: number | null; child_per_day: number | null; most_mg: number | null; most_day_mg: number | null;
  from_months: number; days: number; allergy: string[]; pregnancy: string; group: string; atc: string; pictograms: string[];
}
export type Level = "stop" | "careful" | "note";
export interface DosingData {
  edition: number;
  steps: Record<string, number>;
  cross: Record<string, string[]>;
  limits: {
    child_days: number; child_kg: number; grown_days: number; month_days: number; above: number; far_above: number; below: number;
    fertile_days: [number, number]; epsilon: number;
  };
  levels: Record<string, Level>;
  level_words: Record<string, string>;
  sentences: Record<string, string>;
  allergies: Record<string, string>;
  medicines: Medicine[];
}
export interface Patient { sex: string; age_days: number | null; weight_kg: number | null; pregnant: string; allergies: string[] }
export interface LotHeld { code: string; expires_on: string; on_hand: number }
export interface Dose { measures: number; per_day: number; mg: number | null; by: "weight" | "adult" | "use"; capped: boolean }
export interface Warning { code: string; level: Level; values: Record<string, string | number> }

export function tidy(number: number): number {
  return Math.floor(number * 10_000 + 0.5) / 10_000;
}

const folded = (word: string): string => word.toLowerCase().split(/\s+/).filter(Boolean).join(" ");

export class Dosing {
  constructor(private readonly data: DosingData) {}

  byWeight(medicine: Medicine, patient: Patient): boolean {
    const { grown_days, child_days, child_kg } = this.data.limits;
    if (medicine.mg_per_kg === null || patient.age_days === null || patient.age_days >= grown_days) return false;
    if (patient.age_days < child_days) return true;
    return patient.weight_kg !== null && patient.weight_kg < child_kg;
  }

  times(medicine: Medicine, patient: Patient): number {
    return this.byWeight(medicine, patient) && medicine.child_per_day ? medicine.child_per_day : medicine.per_day;
  }

  // The milligrams at once that suit a patient: by weight, never above the highest single or shared daily dose.
  dueMg(medicine: Medicine, patient: Patient): number | null {
    if (!this.byWeight(medicine, patient)) return medicine.adult_mg;
    if (patient.weight_kg === null || medicine.mg_per_kg === null) return null;
    let mg = medicine.mg_per_kg * patient.weight_kg;
    if (medicine.most_mg !== null) mg = Math.min(mg, medicine.most_mg);
    if (medicine.most_day_mg !== null) mg = Math.min(mg, medicine.most_day_mg / this.times(medicine, patient));
    return mg;
  }

  step(medicine: Medicine): number {
    return medicine.pictograms.includes("whole") ? 1 : (this.data.steps[medicine.measure] ?? 1);
  }

  propose(medicine: Medicine, patient: Patient): Dose | null {
    const often = this.times(medicine, patient);
    if (medicine.mg === null) return { measures: 1, per_day: often, mg: null, by: "use", capped: false };
    const mg = this.dueMg(medicine, patient);
    if (mg === null) return null;
    const { epsilon } = this.data.limits;
    const part = this.step(medicine);
    const measures = tidy(Math.floor(mg / medicine.mg / part + epsilon) * part);
    if (measures <= 0) return null;
    const weighed = this.byWeight(medicine, patient);
    const capped = weighed && medicine.mg_per_kg !== null && patient.weight_kg !== null && mg + epsilon < medicine.mg_per_kg * patient.weight_kg;
    return { measures, per_day: often, mg: tidy(measures * medicine.mg), by: weighed ? "weight" : "adult", capped };
  }

  quantity(medicine: Medicine, dose: number, perDay: number, days: number): number {
    return Math.max(Math.ceil((dose * perDay * days) / medicine.pack - this.data.limits.epsilon), 0);
  }

  // All that speaks against giving a medicine so, the heaviest first; `lots` null where the stock is not asked.
  warnings(
    medicine: Medicine, patient: Patient,
    given: { dose: number; per_day: number; days: number; others?: Medicine[]; lots?: LotHeld[] | null; on: string },
  ): Warning[] {
    const found: Warning[] = [];
    const warn = (code: string, values: Record<string, string | number>) => found.push({ code, level: this.data.levels[code] ?? "careful", values });
    this.allergies(medicine, patient, warn);
    this.pregnancy(medicine, patient, warn);
    this.doubles(medicine, given.others ?? [], warn);
    this.doses(medicine, patient, given.dose, given.per_day, warn);
    if (given.lots) this.stock(medicine, given.lots, given, warn);
    const order: Level[] = ["stop", "careful", "note"];
    return found.map((one, place) => [one, place] as const)
      .sort((a, b) => order.indexOf(a[0].level) - order.indexOf(b[0].level) || a[1] - b[1]).map(([one]) => one);
  }

  sentence(warning: Warning, sentences = this.data.sentences): string {
    return (sentences[warning.code] ?? warning.code).replace(/%\((\w+)\)s/g, (_whole, name: string) => String(warning.values[name] ?? ""));
  }

  private allergies(medicine: Medicine, patient: Patient, warn: (code: string, values: Record<string, string | number>) => void): void {
    const names = new Set([medicine.name, medicine.name_ko].filter(Boolean).map(folded));
    for (const allergy of patient.allergies) {
      const values = { class: this.data.allergies[allergy] ?? allergy, medicine: medicine.name };
      if (medicine.allergy.includes(allergy)) warn("allergy", values);
      else if (medicine.allergy.some((one) => (this.data.cross[allergy] ?? []).includes(one))) warn("allergy_cross", values);
      else if (names.has(folded(allergy))) warn("allergy_word", { word: allergy, medicine: medicine.name });
    }
  }

  private pregnancy(medicine: Medicine, patient: Patient, warn: (code: string, values: Record<string, string | number>) => void): void {
    if (patient.sex === "male") return;
    if (patient.pregnant === "yes") {
      if (medicine.pregnancy === "avoid") warn("pregnancy_avoid", { medicine: medicine.name });
      else if (medicine.pregnancy === "caution") warn("pregnancy_caution", { medicine: medicine.name });
    } else if (patient.pregnant !== "no" && medicine.pregnancy === "avoid") {
      const [first, last] = this.data.limits.fertile_days;
      const age = patient.age_days;
      if (patient.sex === "female" && (age === null || (first <= age && age < last))) warn("pregnancy_unknown", { medicine: medicine.name });
    }
  }

  private doubles(medicine: Medicine, others: Medicine[], warn: (code: string, values: Record<string, string | number>) => void): void {
    const seen = new Set<string>();
    for (const other of others) {
      if (seen.has(other.name)) continue;
      seen.add(other.name);
      if (other.name === medicine.name) warn("duplicate", { medicine: medicine.name });
      else if (other.group && other.group === medicine.group) warn("duplicate_group", { medicine: medicine.name, other: other.name });
    }
  }

  private doses(
    medicine: Medicine, patient: Patient, dose: number, perDay: number, warn: (code: string, values: Record<string, string | number>) => void,
  ): void {
    const { month_days, epsilon, above, far_above, below } = this.data.limits;
    if (patient.age_days !== null && patient.age_days < medicine.from_months * month_days) warn("too_young", { medicine: medicine.name, months: medicine.from_months });
    if (medicine.mg === null) return;
    const mg = dose * medicine.mg;
    const due = this.dueMg(medicine, patient);
    const weighed = this.byWeight(medicine, patient);
    if (due === null) warn(weighed && patient.weight_kg === null ? "weight_missing" : "no_dose", { medicine: medicine.name });
    if (medicine.most_mg !== null && mg > medicine.most_mg + epsilon) warn("over_single", { given: tidy(mg), most: tidy(medicine.most_mg) });
    if (medicine.most_day_mg !== null && mg * perDay > medicine.most_day_mg + epsilon) warn("over_day", { given: tidy(mg * perDay), most: tidy(medicine.most_day_mg) });
    if (!weighed || due === null || patient.weight_kg === null) return;
    const values = { given: tidy(mg), due: tidy(due), weight: tidy(patient.weight_kg) };
    if (mg > far_above * due + epsilon) warn("far_over_weight", values);
    else if (mg > above * due + epsilon) warn("over_weight", values);
    else if (mg < below * due - epsilon) warn("under_weight", values);
  }

  private stock(
    medicine: Medicine, lots: LotHeld[], given: { dose: number; per_day: number; days: number; on: string },
    warn: (code: string, values: Record<string, string | number>) => void,
  ): void {
    const { epsilon } = this.data.limits;
    const held = lots.filter((lot) => lot.on_hand > epsilon);
    const good = held.filter((lot) => lot.expires_on >= given.on).sort(byExpiry);
    if (!good.length) {
      warn(held.length ? "expired" : "no_stock", { medicine: medicine.name });
      return;
    }
    const wanted = this.quantity(medicine, given.dose, given.per_day, given.days);
    const onHand = good.reduce((sum, lot) => sum + lot.on_hand, 0);
    if (onHand + epsilon < wanted) warn("short", { on_hand: tidy(onHand), quantity: wanted });
    const last = dayAfter(given.on, Math.max(Math.ceil(given.days - epsilon), 1) - 1);
    let left = wanted;
    for (const lot of good) {
      if (left <= epsilon) return;
      left -= lot.on_hand;
      if (lot.expires_on < last) warn("expires_soon", { lot: lot.code, day: lot.expires_on });
    }
  }
}

export const byExpiry = (one: { expires_on: string; code: string }, other: { expires_on: string; code: string }): number =>
  one.expires_on < other.expires_on ? -1 : one.expires_on > other.expires_on ? 1 : one.code < other.code ? -1 : one.code > other.code ? 1 : 0;

export const dayAfter = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

// Lots of one medicine for a quantity: first expired first out, none past its expiry, part if need be. As rules/stores.py.
export function pick(lots: LotHeld[], quantity: number, on: string): { lots: { lot: string; quantity: number }[]; short: number } {
  let left = quantity;
  const taken: { lot: string; quantity: number }[] = [];
  for (const lot of [...lots].sort(byExpiry)) {
    if (left <= 0) break;
    if (lot.expires_on < on || lot.on_hand <= 0) continue;
    const part = Math.min(left, lot.on_hand);
    taken.push({ lot: lot.code, quantity: part });
    left -= part;
  }
  return { lots: taken, short: Math.max(left, 0) };
}
