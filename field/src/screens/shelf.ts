// The pharmacy's shelf: what stands there by lot; received, counted and thrown away are entries like everything else.
import type { App, Lot, Screen } from "../app";
import { choice, fill, h } from "../dom";
import { byExpiry } from "../dosing";
import { today } from "../entries";
import { medicineName, medicinesOf } from "./prescribing";

const DISCARDED = ["expired", "damaged", "lost", "other"];

export function shelf(app: App): Screen {
  const list = h("ul", { class: "field-list field-drugs", "data-part": "shelf" });
  const input = h("input", { name: "shelf", type: "search", class: "field-find", autocomplete: "off", placeholder: app.t("medicine_hint"), "aria-label": app.t("medicine_hint"), onInput: () => show() });
  let open = "";
  const tell = async (kind: string, lot: Lot, body: Record<string, unknown>) => {
    if (!(await app.save([{ kind, body: { lot: lot.code, ...body }, title: `${lot.code} ${lot.number}` }]))) return;
    open = "";
    show();
    app.draw();
  };
  const show = () => {
    const typed = input.value.trim().toLowerCase();
    const held = app.onHand();
    const all = [...(app.briefing?.lots ?? [])].sort(byExpiry);
    const arriving = all.filter((lot) => lot.packed && !held.has(lot.code));
    const found = all.filter((lot) => {
      const medicine = medicinesOf(app).find((one) => one.code === lot.medicine);
      return !typed || `${medicine?.name ?? ""} ${medicine?.name_ko ?? ""} ${lot.code} ${lot.number}`.toLowerCase().includes(typed);
    });
    everything.hidden = arriving.length < 2;
    everything.textContent = app.t("received_all", { n: arriving.length });
    fill(list, ...found.slice(0, 80).map((lot) => {
      const medicine = medicinesOf(app).find((one) => one.code === lot.medicine);
      const known = held.has(lot.code);
      const number = h("input", { name: "many", type: "number", min: 0, inputmode: "numeric", "aria-label": app.t("how_many") });
      return h("li", { "data-lot": lot.code, class: lot.expires_on && lot.expires_on < today() ? "is-held" : "" },
        h("strong", {}, medicine ? medicineName(app, medicine) : lot.medicine),
        h("span", {}, `${app.t("lot")} ${lot.number || lot.code} · ${app.t("until", { day: lot.expires_on ?? "–" })} · `, h("b", { "data-part": "on-hand" }, known ? app.t("on_hand", { n: held.get(lot.code) ?? 0 }) : app.t("not_received"))),
        h("div", { class: "field-deeds" },
          !known && lot.packed ? h("button", { type: "button", class: "field-do", "data-deed": "received", onClick: () => tell("stock.received", lot, { quantity: lot.packed }) }, app.t("received_n", { n: lot.packed })) : null,
          h("button", { type: "button", "data-deed": "stock", "aria-expanded": String(open === lot.code), onClick: () => { open = open === lot.code ? "" : lot.code; show(); } }, app.t("stock_more"))),
        open === lot.code
          ? h("div", { class: "field-deeds" }, number,
            h("button", { type: "button", "data-deed": "count", onClick: () => { if (number.value !== "" && Number(number.value) >= 0) void tell("stock.counted", lot, { counted: Number(number.value) }); } }, app.t("counted")),
            !known || !lot.packed ? h("button", { type: "button", "data-deed": "more", onClick: () => { if (Number(number.value) > 0) void tell("stock.received", lot, { quantity: Number(number.value) }); } }, app.t("received")) : null,
            choice(app.t("thrown_away"), DISCARDED.map((each): [string, string] => [each, `${app.t("thrown_away")}: ${app.t(`discarded.${each}`)}`]), () => null, (because) => {
              const many = Number(number.value);
              if (!because) return;
              if (many <= 0 || many > (held.get(lot.code) ?? 0)) return app.say(app.t("below_zero", { n: held.get(lot.code) ?? 0 }), "bad");
              void tell("stock.discarded", lot, { quantity: many, because });
            }, { kind: "is-small", name: "discarded" }))
          : null);
    }));
    if (!found.length) fill(list, h("li", { class: "field-none" }, app.t("none_on_hand")));
  };
  const everything = h("button", {
    type: "button", class: "field-primary", "data-deed": "received-all",
    onClick: async () => {
      const held = app.onHand();
      const arriving = (app.briefing?.lots ?? []).filter((lot) => lot.packed && !held.has(lot.code));
      const done = await app.save(arriving.map((lot) => ({ kind: "stock.received", body: { lot: lot.code, quantity: lot.packed }, title: `${lot.code} ${lot.number}` })));
      if (done) { show(); app.draw(); }
    },
  });
  show();
  return { name: "shelf", node: h("div", { class: "field-screen", "data-screen": "shelf" }, input, everything, list), update: show };
}
