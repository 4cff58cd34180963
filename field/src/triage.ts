/**
 * How soon somebody must be seen: the tablet's evaluator over the tables that the briefing brings as `triage`.
 *
 * It is `naru/missions/rules/triage/judging.py` once more, and a test compares the two over thousands of cases.
 * It knows no criterion: what is asked, measured and compared stands in the data.
 */

export type Texts = Record<string, string>;
export type Condition =
  | { ask: string }
  | { of: string; is: "<" | "<=" | ">" | ">=" | "in"; to: number | string[] }
  | { least: number; among: Condition[] }
  | { either: Condition[] }
  | { given: Condition; then: Condition }
  | { if_known: Condition };
export type Level = "red" | "yellow" | "review";
export type Colour = "red" | "yellow" | "green" | "none";
export type Answer = "yes" | "no";

export interface Criterion {
  code: string;
  chart: "adult" | "child";
  level: Level;
  part: string;
  kind: "asked" | "measured" | "both";
  when: Condition;
  text: Texts;
}

export interface Question {
  code: string;
  group: string;
  charts: ("adult" | "child")[];
  text: Texts;
  signs: { adult: Texts[]; child: Texts[] };
}

export interface TriageData {
  version: string;
  source: Texts;
  charts: Record<"adult" | "child", Condition>;
  assumed: { measure: string; value: string; when: Condition }[];
  groups: { code: string; text: Texts }[];
  questions: Question[];
  measures: { code: string; text: Texts }[];
  criteria: Criterion[];
}

/** Answers by the code of a question; what is missing was not assessed. */
export type Answers = Partial<Record<string, Answer>>;
/** Numbers and words by the name of a measure; what is missing or null was not taken. */
export type Measures = Partial<Record<string, number | string | null>>;

export interface Judgement {
  colour: Colour;
  criteria: string[];
  review: string[];
  not_assessed: string[];
  could_rise: boolean;
}

const RANK: Record<Colour | Level, number> = { none: 0, green: 0, review: 1, yellow: 1, red: 2 };

/** Say whether a condition is yes, no, or (null) not assessed. */
export function holds(condition: Condition, answers: Answers, measures: Measures): boolean | null {
  if ("ask" in condition) {
    const answer = answers[condition.ask];
    return answer === "yes" ? true : answer === "no" ? false : null;
  }
  if ("of" in condition) return compare(measures[condition.of], condition.is, condition.to);
  if ("if_known" in condition) return holds(condition.if_known, answers, measures) === true;
  if ("given" in condition) {
    const gate = holds(condition.given, answers, measures);
    return gate ? holds(condition.then, answers, measures) : gate;
  }
  if ("either" in condition) {
    const found = condition.either.map((each) => holds(each, answers, measures));
    return found.includes(true) ? true : found.includes(false) ? false : null;
  }
  const found = condition.among.map((each) => holds(each, answers, measures));
  const sure = found.filter((each) => each === true).length;
  const open = found.filter((each) => each === null).length;
  return sure >= condition.least ? true : sure + open >= condition.least ? null : false;
}

function compare(value: number | string | null | undefined, how: string, limit: number | string[]): boolean | null {
  if (value === null || value === undefined) return null;
  if (how === "in") return (limit as string[]).includes(value as string);
  const [number, bound] = [value as number, limit as number];
  if (how === "<") return number < bound;
  if (how === "<=") return number <= bound;
  return how === ">" ? number > bound : number >= bound;
}

/** Name what a condition asks and was not assessed, also where the rest of a group already decides it. */
export function missing(condition: Condition, answers: Answers, measures: Measures): string[] {
  const worth = holds(condition, answers, measures);
  if ("if_known" in condition) return [];
  if ("ask" in condition) return worth === null ? [condition.ask] : [];
  if ("of" in condition) return worth === null ? [condition.of] : [];
  if ("given" in condition) {
    const gate = holds(condition.given, answers, measures);
    return gate === false ? [] : missing(gate ? condition.then : condition.given, answers, measures);
  }
  if ("either" in condition) return worth === null ? missing(condition.either[0]!, answers, measures) : [];
  return condition.among.flatMap((each) => missing(each, answers, measures));
}

/** Judge how soon somebody must be seen; what each part of the answer means stands with the Python one. */
export function judge(data: TriageData, answers: Answers, measures: Measures): Judgement {
  const known: Measures = { ...measures };
  for (const each of data.assumed) {
    const taken = known[each.measure] !== null && known[each.measure] !== undefined;
    if (!taken && holds(each.when, answers, known) === true) known[each.measure] = each.value;
  }
  const found: Record<Level, string[]> = { red: [], yellow: [], review: [] };
  const needed = new Set<string>();
  if (known.age_days === null || known.age_days === undefined) needed.add("age_days");
  let highestOpen = 0;
  for (const each of data.criteria) {
    if (holds(data.charts[each.chart], answers, known) === false) continue;
    const worth = holds(each.when, answers, known);
    if (worth === true) {
      found[each.level].push(each.code);
      continue;
    }
    for (const code of missing(each.when, answers, known)) needed.add(code);
    if (worth === null) {
      highestOpen = Math.max(highestOpen, RANK[each.level]);
    }
  }
  const level = (["red", "yellow", "review"] as const).find((each) => found[each].length > 0);
  const colour: Colour = level ? (level === "review" ? "yellow" : level) : needed.size ? "none" : "green";
  return {
    colour,
    criteria: level ? found[level] : [],
    review: found.review,
    not_assessed: [...needed],
    could_rise: colour === "none" || highestOpen > RANK[colour],
  };
}
