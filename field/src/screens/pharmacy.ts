// The pharmacy: what was prescribed, from which lots, how much, or why not; the label in the resident's language.
import type { App, Screen } from "../app";
import { newestVisit, openVisit } from "../app";
import { choice, fill, h } from "../dom";
import { pick } from "../dosing";
import { today, type Line } from "../entries";
import { label } from "./label";
import { saveBar, section, who } from "./parts";
import { lotsOf, medicineName, medicinesOf } from "./prescribing";

const BECAUSE = ["out_of_stock", "expired", "contraindicated", "declined", "left", "other"];

export function pharmacy(app: App, go: (name: string, of?: string) => void, id: string): Screen {
  const node = h("div", { class: "field-screen", "data-screen": "pharmacy" });
  const asking = new Set<string>();
  const give = new Map<string, number>();
  const show = () => {
    const record = app.view.get(id);
    const visit = record ? (openVisit(record) ?? newestVisit(record)) : undefined;
    if (!record || !visit) return;
    const title = `${record.number} ${record.name}`;
    const one = (line: Line) => {
      const medicine = medicinesOf(app).find((each) => each.code === line.medicine);
      const left = Math.max(0, line.quantity - line.given);
      const lots = lotsOf(app, line.medicine);
      const most = pick(lots, left, today());
      const wanted = Math.min(give.get(line.line) ?? left, left);
      const picked = pick(lots, wanted, today());
      const closed = line.standing === "given" || line.standing === "not_given" || (line.standing === "partly" && (line.because || line.done));
      const dispense = async () => {
        const now = pick(lotsOf(app, line.medicine), wanted, today());
        if (!now.lots.length) return app.say(app.t("none_on_hand"), "bad");
        const given = now.lots.reduce((sum, part) => sum + part.quantity, 0);
        if (await app.save([{ kind: "medicine.dispensed", of: id, visit: visit.id, body: { line: line.line, lots: now.lots, done: line.given + given >= line.quantity }, title }])) {
          give.delete(line.line);
          show();
          app.draw();
        }
      };
      const refuse = async (because: string | null) => {
        if (!because) return;
        if (await app.save([{ kind: "medicine.not_dispensed", of: id, visit: visit.id, body: { line: line.line, because }, title }])) {
          asking.delete(line.line);
          show();
          app.draw();
        }
      };
      const step = (by: number) => { give.set(line.line, Math.max(1, Math.min(left, wanted + by))); show(); };
      return h("li", { "data-medicine": line.medicine, class: `is-${line.standing}` },
        h("strong", {}, medicine ? medicineName(app, medicine) : line.medicine),
        h("span", {}, [line.dose ? String(line.dose) : "", line.per_day ? `${line.per_day} × ${app.t("a_day")}` : "", line.days ? app.t("n_days", { n: line.days }) : "", line.text ?? ""].filter(Boolean).join(" · ")),
        h("span", { "data-part": "given" }, `${app.t("given")} ${line.given} / ${line.quantity} ${medicine ? app.t(`unit.${medicine.unit}`) : ""} · ${app.t(`line.${line.standing}`)}${line.because ? ` (${app.t(`because.${line.because}`)})` : ""}`),
        closed ? null : h("div", { class: "field-lots", "data-part": "lots" }, ...picked.lots.map((part) => {
          const lot = lots.find((each) => each.code === part.lot);
          return h("span", {}, `${app.t("lot")} ${lot?.number || part.lot} · ${app.t("until", { day: lot?.expires_on ?? "" })} · `, h("b", {}, String(part.quantity)));
        }), most.short ? h("em", {}, app.t("short", { n: most.short })) : null),
        closed ? null : h("div", { class: "field-deeds" },
          h("button", { type: "button", "aria-label": "−", onClick: () => step(-1) }, "−"), h("output", {}, String(Math.min(wanted, left - most.short))), h("button", { type: "button", "aria-label": "+", onClick: () => step(1) }, "+"),
          h("button", { type: "button", class: "field-do", "data-deed": "give", disabled: !picked.lots.length, onClick: dispense }, app.t("give")),
          h("button", { type: "button", "data-deed": "not", "aria-expanded": String(asking.has(line.line)), onClick: () => { if (!asking.delete(line.line)) asking.add(line.line); show(); } }, app.t("not_given"))),
        asking.has(line.line) && !closed ? choice(app.t("not_given"), BECAUSE.map((each): [string, string] => [each, app.t(`because.${each}`)]), () => null, (value) => void refuse(value), { kind: "is-small", name: "because" }) : null,
        medicine && line.given > 0 ? label(app, record, line, medicine) : null);
    };
    const finish = async () => {
      if (await app.save([{ kind: "queue.placed", of: id, visit: visit.id, body: { station: "exit" }, title }])) go("queue");
    };
    fill(node, who(app, record),
      section(app.t("prescription"), h("ul", { class: "field-list field-drugs", "data-part": "lines" }, ...visit.lines.map(one)), visit.lines.length ? null : h("p", { class: "field-none" }, app.t("no_lines"))),
      h("div", { class: "field-deeds field-noprint" }, h("button", { type: "button", "data-deed": "print", onClick: () => print() }, app.t("print_labels"))),
      saveBar(app.t("to_exit"), finish, { name: "finish" }));
  };
  show();
  return { name: "pharmacy", node, update: show };
}
