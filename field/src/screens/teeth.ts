// The tooth chart by FDI numbers: tap a tooth, then what it is; a child's teeth are a second chart.
import type { App } from "../app";
import { choice, fill, h } from "../dom";

const row = (quadrants: [number, number], last: number): string[] => [
  ...Array.from({ length: last }, (_one, place) => `${quadrants[0]}${last - place}`), ...Array.from({ length: last }, (_one, place) => `${quadrants[1]}${place + 1}`),
];
const GROWN = [row([1, 2], 8), row([4, 3], 8)];
const MILK = [row([5, 6], 5), row([8, 7], 5)];
export const STATES = ["caries", "missing", "filled", "loose", "root", "extracted", "pain"];

export function teeth(app: App, mouth: Record<string, string>): HTMLElement {
  const node = h("div", { class: "field-teeth" });
  let milk = false;
  let open = "";
  const show = () => fill(node,
    choice(app.t("teeth"), [["grown", app.t("teeth_grown")], ["milk", app.t("teeth_milk")]], () => (milk ? "milk" : "grown"), (value) => { milk = value === "milk"; open = ""; show(); }, { need: true, kind: "is-small" }),
    ...(milk ? MILK : GROWN).map((line) => h("div", { class: "field-jaw" }, ...line.map((tooth) =>
      h("button", { type: "button", "data-tooth": tooth, class: mouth[tooth] ? `is-${mouth[tooth]}` : "", "aria-pressed": String(open === tooth), "aria-label": `${tooth} ${mouth[tooth] ? app.t(`tooth.${mouth[tooth]}`) : ""}`, onClick: () => { open = open === tooth ? "" : tooth; show(); } }, tooth)))),
    open ? choice(open, STATES.map((state): [string, string] => [state, app.t(`tooth.${state}`)]), () => mouth[open] ?? null, (state) => {
      if (state) mouth[open] = state;
      else delete mouth[open];
      open = "";
      show();
    }, { kind: "is-small", name: "tooth" }) : null,
    h("p", { class: "field-source" }, Object.entries(mouth).map(([tooth, state]) => `${tooth} ${app.t(`tooth.${state}`)}`).join(" · ")));
  show();
  return node;
}
