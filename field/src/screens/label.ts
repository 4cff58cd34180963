// The label on a medicine: in the resident's language, with pictures for who cannot read.
import type { App } from "../app";
import { h, svg } from "../dom";
import type { Medicine } from "../dosing";
import { today, type Line, type Resident } from "../entries";

// Pictures on a field of 24 by 24, drawn with lines.
const PICTURES: Record<string, string> = {
  swallow: "M8 3h8l-1 18H9zM8.5 9h7", whole: "M4 12a4 4 0 0 1 8 0v0a4 4 0 0 1-8 0M15 12h5", chew: "M4 9c4-3 12-3 16 0M4 15c4 3 12 3 16 0M8 9v3M12 8v3M16 9v3",
  dissolve: "M7 4h10l-1 17H8zM10 12h.1M13 15h.1M12 10h.1", under_tongue: "M4 8c4-3 12-3 16 0M6 12c2 8 10 8 12 0M10 16h4", spoon: "M15 3a3 4 0 1 1 0 8a3 4 0 1 1 0-8M13 11L5 21",
  shake: "M9 3h6v3l1 3v12H8V9l1-3zM4 8v8M20 8v8", rectal: "M12 3v12M8 11l4 4l4-4M5 20h14", vaginal: "M12 3v12M8 11l4 4l4-4M5 20h14", skin: "M4 18h16M7 14l10-6M15 6l4 4",
  eye: "M2 13c5-7 15-7 20 0c-5 6-15 6-20 0M12 10a3 3 0 1 1 0 6a3 3 0 1 1 0-6M12 2v4", ear: "M8 10a4 5 0 1 1 8 0c0 4-4 4-4 8a2 2 0 0 1-4 0M12 2v3", nose: "M13 3l-4 12h6M9 19h.1M14 19h.1",
  mouth: "M3 12c5-5 13-5 18 0c-5 5-13 5-18 0M3 12h18", no_swallow: "M8 3h8l-1 18H9zM3 3l18 18", inhale: "M4 8h10v8H4zM14 12h6M17 9l3 3l-3 3", rinse: "M7 3h10l-1 9H8zM5 20c3-3 5 0 7 0s4-3 7 0",
  injection: "M3 21l5-5M7 13l4 4l7-7l-4-4zM15 3l6 6", before_food: "M3 14h12a6 6 0 0 1-12 0M20 4v16M9 9V6", after_food: "M9 14h12a6 6 0 0 1-12 0M4 4v16M15 9V6", with_food: "M4 13h16a8 8 0 0 1-16 0M9 9V5M15 9V5",
  drowsy: "M4 6h6l-6 7h6M13 11h6l-6 8h6", no_driving: "M3 15h18l-3-6H6zM6 18h.1M18 18h.1M3 3l18 18", no_alcohol: "M7 3h10c0 8-3 9-5 9s-5-1-5-9M12 12v8M8 20h8M3 3l18 18",
  keep_cold: "M12 3v18M4 7l16 10M20 7L4 17", sun: "M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8M12 2v3M12 19v3M2 12h3M19 12h3", water: "M12 3c4 6 6 8 6 11a6 6 0 0 1-12 0c0-3 2-5 6-11",
  finish: "M4 12l5 6L20 5", children: "M12 4a3 3 0 1 1 0 6a3 3 0 1 1 0-6M7 20c0-6 2-9 5-9s5 3 5 9M3 3l18 18",
};

const picture = (name: string): SVGElement => svg("svg", { viewBox: "0 0 24 24", class: "field-picto", "aria-hidden": "true" }, svg("path", { d: PICTURES[name] ?? "M5 5h14v14H5z" }));

// Morning, noon, evening, night: how the doses of a day are usually spread.
const SPREAD: Record<number, boolean[]> = { 1: [true, false, false, false], 2: [true, false, true, false], 3: [true, true, true, false], 4: [true, true, true, true] };
const TIMES = ["morning", "noon", "evening", "night"];
const SUNS = ["M4 18h16M12 14a4 4 0 0 1 4 4M12 14a4 4 0 0 0-4 4M12 6v4M5 10l2 2M19 10l-2 2", "M12 8a4 4 0 1 1 0 8a4 4 0 1 1 0-8M12 2v3M12 19v3M2 12h3M19 12h3", "M4 18h16M12 14a4 4 0 0 1 4 4M12 14a4 4 0 0 0-4 4M12 4v6M9 7l3 3l3-3", "M15 3a9 9 0 1 0 6 14a8 8 0 0 1-6-14"];

export function label(app: App, record: Resident, line: Line, medicine: Medicine): HTMLElement {
  const language = app.told.words[record.language] ? record.language : app.language;
  const t = (key: string, values: Record<string, string | number> = {}) => app.t(key, values, language);
  const dose = String(line.dose ?? "").split(" ")[0] ?? "";
  const often = Number(line.per_day ?? medicine.per_day);
  const spread = SPREAD[often];
  return h("article", { class: "field-label", lang: language, "data-part": "label" },
    h("header", {}, h("strong", {}, record.name), h("span", {}, record.number)),
    h("h3", {}, `${language === "ko" && medicine.name_ko ? medicine.name_ko : medicine.name} ${medicine.strength}`),
    spread
      ? h("div", { class: "field-times" }, ...TIMES.map((time, place) => h("div", { class: spread[place] ? "is-on" : "" }, svg("svg", { viewBox: "0 0 24 24", class: "field-picto", "aria-hidden": "true" }, svg("path", { d: SUNS[place] ?? "" })), h("small", {}, t(`time.${time}`)), h("b", {}, spread[place] ? dose : "–"))))
      : h("p", {}, `${dose} × ${often} ${t("a_day")}`),
    h("p", {}, `${dose} ${t(`measure.${medicine.measure}`)} · ${often} × ${t("a_day")} · ${t("n_days", { n: Number(line.days ?? medicine.days) })}`),
    h("ul", { class: "field-pictos" }, ...medicine.pictograms.map((name) => h("li", {}, picture(name), t(`picto.${name}`)))),
    line.text ? h("p", {}, String(line.text)) : null,
    h("footer", {}, `${line.given} ${t(`unit.${medicine.unit}`)} · ${today()} · ${app.briefing?.site.name ?? ""}`));
}
