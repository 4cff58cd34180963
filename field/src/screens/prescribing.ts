// Prescribing: a medicine from what is on hand, its dose by weight, all that speaks against it, and why it is given all the same.
import type { App } from "../app";
import { fill, h } from "../dom";
import { Dosing, type Medicine, type Patient, type Warning } from "../dosing";
import { today, uuid7, type Resident, type Visit } from "../entries";

interface Row { line: string; medicine: Medicine; dose: number; per_day: number; days: number; quantity: number; text: string; over: Record<string, string> }

export function patientOf(record: Resident, visit: Visit): Patient {
  const weights = record.visits.map((one) => one.vitals?.weight_kg).filter((one): one is number => typeof one === "number");
  return { sex: record.sex, age_days: visit.age_days ?? null, weight_kg: visit.vitals?.weight_kg ?? weights.at(-1) ?? null, pregnant: visit.pregnant ?? "unknown", allergies: record.allergies };
}

export const medicinesOf = (app: App): Medicine[] => app.briefing?.formulary.medicines ?? [];
export const medicineName = (app: App, one: Medicine): string => `${app.language === "ko" && one.name_ko ? one.name_ko : one.name} ${one.strength}`;

export function lotsOf(app: App, medicine: string): { code: string; number: string; expires_on: string; on_hand: number }[] {
  const held = app.onHand();
  return (app.briefing?.lots ?? []).filter((lot) => lot.medicine === medicine).map((lot) => ({ code: lot.code, number: lot.number, expires_on: lot.expires_on, on_hand: held.get(lot.code) ?? 0 }));
}

const folded = (text: string): string => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFC").toLowerCase();

export function prescribing(app: App, record: Resident, visit: Visit): { node: HTMLElement; lines: () => Record<string, unknown>[]; problem: () => string } {
  const rows: Row[] = [];
  const dosing = app.briefing?.formulary.medicines ? new Dosing(app.briefing.formulary) : null;
  const patient = patientOf(record, visit);
  const list = h("ul", { class: "field-list field-drugs", "data-part": "lines" });
  const offered = h("div", { class: "field-chips", "data-part": "medicines" });
  const search = h("input", { name: "medicine", type: "search", autocomplete: "off", placeholder: app.t("medicine_hint"), "aria-label": app.t("prescription"), onInput: () => offer() });
  const already = visit.lines.filter((line) => line.standing !== "not_given").map((line) => medicinesOf(app).find((one) => one.code === line.medicine)).filter((one): one is Medicine => Boolean(one));
  const offer = () => {
    const typed = folded(search.value.trim());
    const found = typed ? medicinesOf(app).filter((one) => folded(`${one.name} ${one.name_ko} ${one.code} ${one.group}`).split(/[\s·]+/).some((word) => word.startsWith(typed)) || folded(one.name).includes(typed)) : [];
    fill(offered, ...found.slice(0, 10).map((one) => {
      const left = lotsOf(app, one.code).filter((lot) => lot.expires_on >= today()).reduce((sum, lot) => sum + Math.max(0, lot.on_hand), 0);
      return h("button", { type: "button", "data-value": one.code, class: left ? "" : "is-none", onClick: () => add(one) }, medicineName(app, one), h("i", {}, `${app.t(`form.${one.form}`)} · ${left ? app.t("on_hand", { n: left }) : app.t("none_on_hand")}`));
    }));
    if (typed && !found.length) fill(offered, h("p", { class: "field-none" }, app.t("no_medicine")));
  };
  const add = (medicine: Medicine) => {
    const dose = dosing?.propose(medicine, patient);
    const row: Row = { line: uuid7(), medicine, dose: dose?.measures ?? 0, per_day: dose?.per_day ?? medicine.per_day, days: medicine.days, quantity: 0, text: "", over: {} };
    row.quantity = dosing?.quantity(medicine, row.dose, row.per_day, row.days) ?? 0;
    rows.push(row);
    search.value = "";
    offer();
    show();
  };
  const warnings = (row: Row): Warning[] =>
    dosing?.warnings(row.medicine, patient, { dose: row.dose, per_day: row.per_day, days: row.days, others: [...already, ...rows.filter((one) => one !== row).map((one) => one.medicine)], lots: lotsOf(app, row.medicine.code), on: today() }) ?? [];
  const sentences = () => Object.fromEntries(Object.entries(app.told.words[app.language] ?? {}).filter(([key]) => key.startsWith("dosing.")).map(([key, text]) => [key.slice(7), text]));
  const show = () => {
    fill(list, ...rows.map((row) => {
      const notes = h("div", { class: "field-warnings" });
      const count = h("b", { "data-part": "quantity" });
      const warn = () => {
        row.quantity = dosing?.quantity(row.medicine, row.dose, row.per_day, row.days) ?? 0;
        count.textContent = `= ${row.quantity} ${app.t(`unit.${row.medicine.unit}`)}`;
        fill(notes, ...warnings(row).map((one) => {
          const why = h("input", { name: `over-${one.code}`, maxlength: 400, value: row.over[one.code] ?? "", placeholder: app.t("why_anyway"), "aria-label": app.t("why_anyway"), onInput: () => { row.over[one.code] = why.value; } });
          return h("div", { class: `field-warning is-${one.level}`, "data-warning": one.code }, h("b", {}, app.t(`level.${one.level}`)), " ", dosing?.sentence(one, sentences()) ?? "", one.level === "stop" ? why : null);
        }));
      };
      const number = (key: "dose" | "per_day" | "days", label: string, step: number) => {
        const input = h("input", { name: key, type: "number", inputmode: "decimal", min: 0, step, value: row[key] || "", "aria-label": label, onInput: () => { row[key] = Number(input.value) || 0; warn(); } });
        return h("label", {}, h("span", {}, label), input);
      };
      const text = h("input", { name: "line_text", maxlength: 400, value: row.text, placeholder: app.t("line_text"), "aria-label": app.t("line_text"), onInput: () => { row.text = text.value; } });
      const item = h("li", { "data-medicine": row.medicine.code },
        h("div", { class: "field-split" }, h("strong", {}, medicineName(app, row.medicine)), h("button", { type: "button", "aria-label": `${app.t("remove")} ${row.medicine.name}`, onClick: () => { rows.splice(rows.indexOf(row), 1); show(); } }, "×")),
        h("div", { class: "field-dose" }, number("dose", app.t(`measure.${row.medicine.measure}`), dosing?.step(row.medicine) ?? 1), number("per_day", app.t("times_a_day"), 1), number("days", app.t("days"), 1), count),
        notes, text);
      warn();
      return item;
    }));
  };
  return {
    node: h("div", {}, list, search, offered),
    lines: () => rows.map((row) => ({
      line: row.line, medicine: row.medicine.code, dose: `${row.dose} ${row.medicine.measure}`, per_day: row.per_day, days: Math.round(row.days), quantity: row.quantity,
      ...(row.text.trim() ? { text: row.text.trim() } : {}),
      ...(warnings(row).length ? { over: warnings(row).map((one) => ({ warning: one.code, ...(row.over[one.code]?.trim() ? { why: row.over[one.code]?.trim() } : {}) })) } : {}),
    })),
    problem: () => {
      for (const row of rows) {
        if (row.dose <= 0 || row.per_day <= 0 || row.days <= 0 || row.quantity <= 0) return app.t("why.dose", { medicine: row.medicine.name });
        const open = warnings(row).find((one) => one.level === "stop" && !row.over[one.code]?.trim());
        if (open) return `${row.medicine.name}: ${app.t("why.over")}`;
      }
      return "";
    },
  };
}
