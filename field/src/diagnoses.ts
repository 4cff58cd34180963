// Diagnoses without network: the stations' favourites by words of several languages, and the whole of ICD-10 by its English names.
import type { App } from "./app";
import type { Diagnosis } from "./entries";

export interface Favourite { code: string; stations: string[]; words: Record<string, string[]> }
export interface Found { code: string; name: string }

const folded = (text: string): string => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
let all: Promise<[string, string][]> | null = null;

// Kept on the device by the page's worker; asked for when it is first needed.
const classification = (app: App): Promise<[string, string][]> =>
  (all ??= fetch(app.told.urls.icd, { credentials: "omit" })
    .then((answer) => answer.json() as Promise<Record<string, string>>)
    .then((names) => Object.entries(names))
    .catch(() => { all = null; return []; }));

const nameIn = (app: App, one: Favourite): string => (one.words[app.language] ?? one.words.en ?? [])[0] ?? one.code;

export async function searchDiagnoses(app: App, text: string, station: string): Promise<Found[]> {
  const wanted = folded(text).split(/[\s,;]+/).filter(Boolean);
  const ordered = [...app.told.favourites].sort((a, b) => Number(b.stations.includes(station)) - Number(a.stations.includes(station)));
  if (!wanted.length) return ordered.filter((one) => one.stations.includes(station)).map((one) => ({ code: one.code, name: nameIn(app, one) }));
  const code = /\d/.test(text) ? text.toUpperCase().replace(/[^A-Z0-9]/g, "") : "";
  const hits = (parts: string[]) => wanted.every((word) => parts.some((part) => part.startsWith(word)));
  const found = new Map<string, Found>();
  for (const one of ordered) {
    const words = folded(Object.values(one.words).flat().join(" ")).split(/[\s,()-]+/);
    if (hits(words) || wanted.every((word) => words.join(" ").includes(word)) || (code && one.code.replace(".", "").startsWith(code))) found.set(one.code, { code: one.code, name: nameIn(app, one) });
  }
  if (found.size < 24 && text.trim().length >= 2) {
    for (const [known, name] of await classification(app)) {
      if (found.size >= 24) break;
      if (!found.has(known) && (code ? known.replace(".", "").startsWith(code) : hits(folded(name).split(/[\s,()-]+/)))) found.set(known, { code: known, name });
    }
  }
  return [...found.values()];
}

export function diagnosisName(app: App, one: Diagnosis): string {
  const known = app.told.favourites.find((each) => each.code === one.code);
  return known ? nameIn(app, known) : (one.text ?? one.code);
}
