// Vital signs and triage: measure, ask, see the colour and what gave it; one save hands the resident on.
import type { App, Screen } from "../app";
import { newestVisit, openVisit } from "../app";
import { choice, fill, h } from "../dom";
import type { Colour, Station } from "../entries";
import { never, pad, tenths, twoOrThree, type PadField } from "../pad";
import { judge, type Answers, type Measures } from "../triage";
import { lookAt, type Finding } from "../vitals";
import { both, saveBar, section, who } from "./parts";

const PADS: [string, (typed: string) => boolean][] = [
  ["temperature_c", tenths], ["pulse", twoOrThree], ["respirations", (typed) => typed.length >= 2], ["systolic", twoOrThree], ["diastolic", twoOrThree],
  ["spo2", (typed) => (typed.startsWith("10") ? typed.length >= 3 : typed.length >= 2)], ["weight_kg", never], ["height_cm", never], ["glucose_mmol", never],
];
const NEXT: Station[] = ["medical", "dental", "korean", "eye", "pharmacy"];

export function triage(app: App, go: (name: string, of?: string) => void, id: string): Screen {
  const record = app.view.get(id);
  const briefing = app.briefing;
  const node = h("div", { class: "field-screen", "data-screen": "triage" });
  const visit = record ? (openVisit(record) ?? newestVisit(record)) : undefined;
  if (!record || !visit || !briefing) return { name: "triage", node };
  const language = record.language;
  const data = briefing.triage;
  const days = visit.age_days ?? null;
  const answers: Answers = {};
  const confirmed = new Set<string>();
  let avpu: "a" | "v" | "p" | "u" | null = null;
  let pregnant: "yes" | "no" | "unknown" | null = visit.pregnant === "yes" || visit.pregnant === "no" ? visit.pregnant : null;
  let allergies = [...record.allergies];
  let instead: Colour | null = null;
  let next: Station = "medical";
  const why = h("input", { name: "why", maxlength: 400, "aria-label": app.t("why") });
  const said = h("p", { class: "field-said is-bad", role: "alert" });
  const verdict = h("div", { class: "field-verdict", "aria-live": "polite" });

  const fields: PadField[] = PADS.map(([name, whole]) => {
    const about = briefing.vitals.fields.find((each) => each.field === name);
    return {
      name, whole, label: app.said(about?.text) || name, unit: about?.unit ?? "",
      second: language !== app.language ? app.said(about?.text, language) : "",
    };
  });
  const keys = pad(fields, app.t("vitals"), () => look(), app.t("next"));

  const body = () => ({ ...keys.values(), ...(avpu ? { avpu } : {}), ...(pregnant ? { pregnant } : {}) });
  const findings = (): Finding[] => lookAt(briefing.vitals, body(), { age_days: days, sex: record.sex, confirmed: [...confirmed], language: app.language });
  // What cannot be was not measured.
  const possible = (): Record<string, number> => {
    const wrong = new Set(findings().filter((each) => each.standing === "impossible").map((each) => each.field));
    return Object.fromEntries(Object.entries(keys.values()).filter(([name]) => !wrong.has(name)));
  };
  const measures = (): Measures => ({ ...possible(), age_days: days, sex: record.sex, pregnant: pregnant === "unknown" ? null : pregnant, avpu });
  const colour = () => judge(data, answers, measures());

  // What is odd is asked about at the field itself: take what was probably meant, or let it stand.
  const question = (found: Finding): HTMLElement =>
    h("div", { class: `field-question is-${found.standing}`, "data-code": found.code },
      h("span", {}, found.say),
      Object.keys(found.suggest ?? {}).length
        ? h("button", { type: "button", "data-deed": "suggest", onClick: () => { for (const [name, value] of Object.entries(found.suggest ?? {})) keys.set(name, Number(value)); look(); } }, app.t("yes_that"))
        : null,
      found.standing === "odd" ? h("button", { type: "button", "data-deed": "stands", onClick: () => { confirmed.add(found.field); look(); } }, app.t("it_stands")) : null);

  const look = () => {
    const found = new Map(findings().map((each) => [each.field, each]));
    for (const field of fields) {
      const each = found.get(field.name);
      const half = each && document.activeElement instanceof HTMLInputElement && document.activeElement.name === field.name;
      keys.mark(field.name, each && !half ? question(each) : null);
    }
    show();
  };
  const show = () => {
    const now = colour();
    const shown: Colour = instead ?? now.colour;
    const text = (code: string) => app.said(data.criteria.find((each) => each.code === code)?.text ?? data.questions.find((each) => each.code === code)?.text ?? data.measures.find((each) => each.code === code)?.text ?? code);
    fill(verdict,
      h("strong", { class: `field-colour is-large is-${shown}`, "data-part": "colour" }, app.t(`colour.${shown}`)),
      h("ul", {}, ...now.criteria.slice(0, 4).map((code) => h("li", {}, text(code)))),
      now.review.length && now.colour !== "red" ? h("p", {}, app.t("review"), " ", now.review.map(text).join(" · ")) : null,
      now.not_assessed.length ? h("p", { class: "field-open", "data-part": "open" }, app.t("not_assessed", { n: now.not_assessed.length }), ": ", now.not_assessed.slice(0, 4).map(text).join(" · "), now.not_assessed.length > 4 ? " …" : "") : null);
  };

  const chart = days !== null && days < 4383 ? "child" : "adult";
  const asked = data.questions.filter((each) => each.charts.includes(chart) && (each.group !== "pregnancy" || (record.sex !== "male" && (days === null || (days >= 3287 && days < 21915)))));
  const groups = data.groups.map((group) => {
    const mine = asked.filter((each) => each.group === group.code);
    if (!mine.length) return null;
    const marks: (() => void)[] = [];
    const rows = mine.map((each) => {
      const row = h("li", { "data-question": each.code },
        h("span", { class: "field-both" }, app.said(each.text), language !== app.language ? h("small", { lang: language }, app.said(each.text, language)) : null,
          each.signs[chart].length ? h("em", {}, each.signs[chart].map((sign) => app.said(sign)).join(" · ")) : null));
      const yes = h("button", { type: "button", "data-answer": "yes", onClick: () => set("yes") }, app.t("yes"));
      const no = h("button", { type: "button", "data-answer": "no", onClick: () => set("no") }, app.t("no"));
      const mark = () => {
        yes.setAttribute("aria-pressed", String(answers[each.code] === "yes"));
        no.setAttribute("aria-pressed", String(answers[each.code] === "no"));
      };
      const set = (value: "yes" | "no") => {
        if (answers[each.code] === value) delete answers[each.code];
        else answers[each.code] = value;
        mark();
        show();
      };
      marks.push(mark);
      mark();
      row.append(h("span", { class: "field-yesno" }, yes, no));
      return row;
    });
    const rest = h("button", {
      type: "button", class: "field-rest", "data-deed": `none-${group.code}`,
      onClick: () => {
        for (const each of mine) answers[each.code] ??= "no";
        marks.forEach((mark) => mark());
        show();
        box.open = false;
      },
    }, app.t("rest_no"));
    const box = h("details", { class: "field-group", open: group.code === "general" }, h("summary", {}, app.said(group.text), h("i", {}, String(mine.length))), h("ul", {}, ...rows), rest);
    return h("div", { class: "field-grouped" }, box, h("button", {
      type: "button", class: "field-none-of", "data-deed": `none-of-${group.code}`, "aria-label": `${app.said(group.text)}: ${app.t("rest_no")}`,
      onClick: () => rest.click(),
    }, app.t("none")));
  });

  const save = async () => {
    const found = findings();
    said.textContent = found.length ? app.t("asked_open") : "";
    if (found.length) {
      for (const each of found) keys.mark(each.field, question(each));
      node.querySelector(".field-question")?.scrollIntoView({ block: "center" });
      return;
    }
    if (instead && instead !== colour().colour && !why.value.trim()) {
      said.textContent = app.t("why.instead");
      return;
    }
    const now = colour();
    const title = `${record.number} ${record.name}`;
    const vitals: Record<string, unknown> = { ...body() };
    for (const word of allergies) if (!record.allergies.includes(word)) vitals.allergies = allergies;
    if (confirmed.size) vitals.confirmed = [...confirmed];
    const judged: Record<string, unknown> = { answers: { ...answers }, colour: now.colour, criteria: now.criteria, rules: data.version };
    if (instead && instead !== now.colour) judged.instead = { colour: instead, why: why.value.trim() };
    const done = await app.save([
      ...(Object.keys(vitals).length ? [{ kind: "vitals.taken", of: id, visit: visit.id, body: vitals, title }] : []),
      { kind: "triage.judged", of: id, visit: visit.id, body: judged, title },
      { kind: "queue.placed", of: id, visit: visit.id, body: { station: next }, title },
    ]);
    if (done) go("queue");
  };

  const words = Object.keys(app.told.words[app.language] ?? {}).filter((key) => key.startsWith("allergy.")).map((key) => key.slice(8));
  const allergyBox = h("div", { class: "field-chips" }, ...words.map((word) => {
    const chip = h("button", {
      type: "button", "data-value": word, "aria-pressed": String(allergies.includes(word)),
      onClick: () => {
        allergies = allergies.includes(word) ? (record.allergies.includes(word) ? allergies : allergies.filter((each) => each !== word)) : [...allergies, word];
        chip.setAttribute("aria-pressed", String(allergies.includes(word)));
      },
    }, app.t(`allergy.${word}`));
    return chip;
  }));
  fill(node,
    who(app, record),
    section(app.t("vitals"), keys.node,
      choice(app.t("avpu"), (["a", "v", "p", "u"] as const).map((each): ["a" | "v" | "p" | "u", string] => [each, app.t(`avpu.${each}`)]), () => avpu, (value) => { avpu = value; look(); }, { kind: "is-small", name: "avpu" }),
      record.sex !== "male" && (days === null || (days >= 3287 && days < 21915))
        ? h("div", { class: "field-field" }, both(app, "pregnant", language), choice(app.t("pregnant"), [["yes", app.t("yes")], ["no", app.t("no")], ["unknown", app.t("not_known")]], () => pregnant, (value) => { pregnant = value as typeof pregnant; look(); }, { kind: "is-small", name: "pregnant" }))
        : null,
      h("details", { class: "field-details" }, h("summary", {}, both(app, "allergies", language)), allergyBox)),
    section(app.t("questions"), ...groups),
    h("p", { class: "field-source" }, app.said(data.source)),
    section(app.t("handed_to"), choice(app.t("handed_to"), NEXT.map((each): [Station, string] => [each, app.t(`station.${each}`)]), () => next, (value) => { next = value ?? next; }, { need: true, kind: "is-small", name: "next" }),
      h("details", { class: "field-details" }, h("summary", {}, app.t("other_colour")),
        choice(app.t("other_colour"), (["red", "yellow", "green"] as const).map((each): [Colour, string] => [each, app.t(`colour.${each}`)]), () => instead, (value) => { instead = value; show(); }, { kind: "is-small", name: "instead" }),
        h("label", { class: "field-field" }, h("span", {}, app.t("why")), why))),
    said,
    h("div", { class: "field-bar is-verdict" }, verdict, saveBar(app.t("save"), save, { name: "triage" })));
  show();
  return { name: "triage", node };
}
