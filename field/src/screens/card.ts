// A resident's card: the number as a code that any tablet of the clinic reads.
import encodeQR from "qr";
import { h } from "../dom";

export function code(text: string, name = ""): HTMLElement {
  const box = h("div", { class: "field-code", role: "img", "aria-label": name || text });
  const made = new DOMParser().parseFromString(encodeQR(text, "svg", { ecc: text.length > 400 ? "low" : "medium", border: 2 }), "image/svg+xml").documentElement;
  made.removeAttribute("width");
  made.removeAttribute("height");
  box.append(document.importNode(made, true));
  return box;
}

export const card = (number: string): HTMLElement => code(`NARU:${number}`, number);
