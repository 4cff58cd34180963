/**
 * What is the matter with vital signs as they are typed: the tablet's reader of the tables that the briefing brings as
 * `vitals`. It is `look_at` of `naru/missions/rules/vitals/looking.py` once more, and a test compares the two.
 */

type Texts = Record<string, string>;

export interface Band {
  until: number | null;
  least: number;
  low: number;
  high: number;
  most: number;
}

export interface VitalField {
  field: string;
  unit: string;
  decimals: number;
  text: Texts;
  bands: Band[];
  slips: { code: string; times: number; plus: number }[];
}

export interface VitalsData {
  version: string;
  languages: string[];
  fields: VitalField[];
  pairs: { fields: [string, string]; kind: "order" | "swap" }[];
  pregnancy_days: [number, number];
  age: { most_days: number; odd_days: number; most_years: number; odd_years: number };
  says: Record<string, Texts>;
}

export interface Finding {
  field: string;
  /** `impossible` is refused; `odd` is asked about, and stands once it is confirmed. */
  standing: "impossible" | "odd";
  code: string;
  say: string;
  /** What it probably should be, by field. */
  suggest: Record<string, number>;
}

export interface Looking {
  age_days?: number | null;
  sex?: string;
  confirmed?: string[];
  language?: string;
}

type Body = Record<string, unknown>;

/** Round halves up, as the site does. */
export function rounded(value: number, decimals: number): number {
  return Math.floor(value * 10 ** decimals + 0.5) / 10 ** decimals;
}

/** Write a number with at most three decimals and no needless noughts. */
export function shown(value: number): string {
  return String(rounded(value, 3));
}

/** Give the limits of an age; where it is not known, the widest of all ages. */
export function bandOf(one: VitalField, age: number | null): Band {
  if (age !== null) return one.bands.find((each) => each.until === null || age < each.until)!;
  return {
    until: null,
    least: Math.min(...one.bands.map((each) => each.least)),
    low: Math.min(...one.bands.map((each) => each.low)),
    high: Math.max(...one.bands.map((each) => each.high)),
    most: Math.max(...one.bands.map((each) => each.most)),
  };
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function usual(one: VitalField, value: number, age: number | null): boolean {
  const band = bandOf(one, age);
  return band.low <= value && value <= band.high;
}

function canBe(one: VitalField, value: number, age: number | null): boolean {
  const band = bandOf(one, age);
  return band.least <= value && value <= band.most;
}

class Reader {
  constructor(
    private readonly data: VitalsData,
    private readonly language: string,
    private readonly age: number | null,
  ) {}

  text(texts: Texts): string {
    return texts[this.language] ?? texts.en ?? Object.values(texts)[0] ?? "";
  }

  say(code: string, places: Record<string, string | number> = {}): string {
    let text = this.text(this.data.says[code]!);
    for (const [name, value] of Object.entries(places)) text = text.replaceAll(`{${name}}`, () => String(value));
    return text;
  }

  look(one: VitalField, value: unknown): Finding | null {
    const [field, label] = [one.field, this.text(one.text)];
    if (!isNumber(value)) {
      const say = this.say("no_number", { field: label });
      return { field, standing: "impossible", code: "no_number", say, suggest: {} };
    }
    if (usual(one, value, this.age)) return null;
    const band = bandOf(one, this.age);
    const standing = canBe(one, value, this.age) ? "odd" : "impossible";
    const places = {
      field: label,
      value: shown(value),
      unit: one.unit,
      least: shown(band.least),
      most: shown(band.most),
    };
    for (const slip of one.slips) {
      const meant = rounded(value * slip.times + slip.plus, one.decimals);
      if (meant !== value && usual(one, meant, this.age)) {
        const say = this.say(`${standing}_suggest`, { suggest: shown(meant), ...places });
        return { field, standing, code: slip.code, say, suggest: { [field]: meant } };
      }
    }
    return { field, standing, code: standing, say: this.say(standing, places), suggest: {} };
  }

  lookAtPair(first: VitalField, second: VitalField, kind: "order" | "swap", body: Body): Finding | null {
    const [one, other, age] = [body[first.field], body[second.field], this.age];
    if (!isNumber(one) || !isNumber(other)) return null;
    const field = first.field;
    const bothUsual = usual(first, one, age) && usual(second, other, age);
    if (kind === "order" && one === other) {
      return bothUsual ? { field, standing: "odd", code: "equal", say: this.say("equal"), suggest: {} } : null;
    }
    const fit = usual(first, other, age) && usual(second, one, age);
    if (!fit || (kind === "order" ? one > other : bothUsual)) return null;
    const possible = canBe(first, one, age) && canBe(second, other, age);
    const told = `${this.text(first.text)} ${shown(other)}, ${this.text(second.text)} ${shown(one)}`;
    return {
      field,
      standing: possible ? "odd" : "impossible",
      code: kind,
      say: this.say(kind, { suggest: told }),
      suggest: { [first.field]: other, [second.field]: one },
    };
  }
}

/** Say what is the matter with vital signs (the body of `vitals.taken`); nothing if all is well. */
export function lookAt(data: VitalsData, body: Body, looking: Looking = {}): Finding[] {
  const { sex = "unknown", confirmed = [], language = "en" } = looking;
  const age = looking.age_days ?? null;
  const reader = new Reader(data, language, age);
  const fields = new Map(data.fields.map((one) => [one.field, one]));
  const found: Finding[] = [];
  const settled = new Set<string>();
  for (const { fields: names, kind } of data.pairs) {
    const pair = reader.lookAtPair(fields.get(names[0])!, fields.get(names[1])!, kind, body);
    if (!pair) continue;
    found.push(pair);
    Object.keys(pair.suggest).forEach((name) => settled.add(name));
  }
  for (const one of data.fields) {
    if (body[one.field] === null || body[one.field] === undefined || settled.has(one.field)) continue;
    const finding = reader.look(one, body[one.field]);
    if (finding) found.push(finding);
  }
  if (body.pregnant === "yes") {
    const [from, until] = data.pregnancy_days;
    const code = sex === "male" ? "sex" : age !== null && !(from <= age && age < until) ? "age" : null;
    if (code) found.push({ field: "pregnant", standing: "odd", code, say: reader.say(code), suggest: {} });
  }
  return found.filter((each) => each.standing === "impossible" || !confirmed.includes(each.field));
}

/** Say what is the matter with an age in days: a birth in the future, nobody's age, or a very old one. */
export function lookAtAge(data: VitalsData, days: number | null, language = "en"): Finding | null {
  if (days === null) return null;
  const reader = new Reader(data, language, days);
  const { most_days, odd_days, most_years, odd_years } = data.age;
  const finding = (standing: "impossible" | "odd", code: string, places = {}): Finding => ({
    field: "birth_on",
    standing,
    code,
    say: reader.say(code, places),
    suggest: {},
  });
  if (days < 0) return finding("impossible", "born_later");
  if (days >= most_days) return finding("impossible", "too_old", { most: most_years });
  return days >= odd_days ? finding("odd", "old", { value: odd_years }) : null;
}
