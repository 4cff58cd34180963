// The number pad: large keys under the thumb, the next field by itself once a value is whole; a keyboard works as well.
import { h, fill } from "./dom";

export interface PadField {
  name: string;
  label: string;
  second?: string;
  unit: string;
  // After how many digits the value is whole, by what has been typed; 0 where only the person knows.
  whole: (typed: string) => boolean;
  point?: boolean;
}

export const twoOrThree = (typed: string): boolean => (/^[12]/.test(typed) ? typed.length >= 3 : typed.length >= 2);
// 36.6 is whole; so is 366, whose point was forgotten: it is asked about at once.
export const tenths = (typed: string): boolean => /^(\d+\.\d|\d{3})$/.test(typed);
export const never = (): boolean => false;

export interface Pad { node: HTMLElement; typed: Record<string, string>; values: () => Record<string, number>; mark: (field: string, note: Node | null) => void; focus: (name: string) => void; set: (name: string, value: number) => void }

export function pad(fields: PadField[], label: string, changed: () => void, nextLabel: string): Pad {
  const typed: Record<string, string> = {};
  const inputs = new Map<string, HTMLInputElement>();
  const notes = new Map<string, HTMLElement>();
  let active = fields[0]?.name ?? "";

  const choose = (name: string) => {
    active = name;
    for (const [each, input] of inputs) input.classList.toggle("is-active", each === name);
  };
  const advance = () => {
    const place = fields.findIndex((field) => field.name === active);
    const next = fields[place + 1];
    if (next) {
      choose(next.name);
      if (document.activeElement instanceof HTMLInputElement && inputs.has(document.activeElement.name)) inputs.get(next.name)?.focus();
    }
  };
  const show = (name: string) => {
    const input = inputs.get(name);
    if (input && input.value !== (typed[name] ?? "")) input.value = typed[name] ?? "";
  };
  const take = (name: string, text: string, go: boolean) => {
    const field = fields.find((each) => each.name === name);
    typed[name] = text.replace(",", ".").replace(/[^\d.]/g, "").replace(/(\..*)\./g, "$1").slice(0, 7);
    show(name);
    changed();
    if (go && field?.whole(typed[name] ?? "")) advance();
  };
  const rows = fields.map((field) => {
    const input = h("input", {
      name: field.name, inputmode: "none", autocomplete: "off", "aria-label": `${field.label} (${field.unit})`, maxlength: 7,
      onFocus: () => choose(field.name),
      onInput: (event: Event) => take(field.name, (event.target as HTMLInputElement).value, (event as InputEvent).inputType !== "deleteContentBackward"),
    });
    inputs.set(field.name, input);
    const note = h("div", { class: "field-note", "aria-live": "polite" });
    notes.set(field.name, note);
    return h("div", { class: "field-measure" },
      h("label", {}, h("span", {}, field.label), field.second ? h("small", {}, field.second) : null, input, h("i", {}, field.unit)), note);
  });
  const press = (sign: string) => {
    const now = typed[active] ?? "";
    if (sign === "⌫") take(active, now.slice(0, -1), false);
    else take(active, now + sign, true);
  };
  const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "0", "⌫"].map((sign) =>
    h("button", { type: "button", "data-key": sign, onPointerdown: (event: Event) => event.preventDefault(), onClick: () => press(sign) }, sign));
  const node = h("div", { class: "field-padded" },
    h("div", { class: "field-measures" }, ...rows),
    h("div", { class: "field-pad", role: "group", "aria-label": label }, ...keys,
      h("button", { type: "button", class: "field-next", "data-key": "next", onClick: advance }, nextLabel)),
  );
  choose(active);
  return {
    node, typed,
    values: () => Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== "" && text !== "." && Number.isFinite(Number(text))).map(([name, text]) => [name, Number(text)])),
    mark: (field, note) => {
      const place = notes.get(field);
      if (place) fill(place, note);
      inputs.get(field)?.classList.toggle("is-odd", note !== null);
    },
    focus: choose,
    set: (name, value) => {
      typed[name] = String(value);
      show(name);
      changed();
    },
  };
}
