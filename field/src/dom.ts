// Making elements: text is always text, never markup.
type Child = Node | string | number | null | undefined | false;
type Given = Record<string, unknown>;

function dress<T extends Element>(node: T, given: Given | null, children: Child[]): T {
  for (const [name, value] of Object.entries(given ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on") && typeof value === "function") node.addEventListener(name.slice(2).toLowerCase(), value as EventListener);
    else if (value === true) node.setAttribute(name, "");
    else node.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) node.append(child instanceof Node ? child : String(child));
  return node;
}

export const h = <K extends keyof HTMLElementTagNameMap>(tag: K, given: Given | null = null, ...children: Child[]): HTMLElementTagNameMap[K] =>
  dress(document.createElement(tag), given, children);

export const svg = (tag: string, given: Given | null = null, ...children: Child[]): SVGElement =>
  dress(document.createElementNS("http://www.w3.org/2000/svg", tag), given, children);

export function fill(node: Element, ...children: Child[]): void {
  node.replaceChildren(...children.filter((child): child is Node | string | number => child !== null && child !== undefined && child !== false).map((child) => (child instanceof Node ? child : String(child))));
}

// Buttons of which one is chosen; tapping the chosen one again lets it go where nothing need be chosen.
export function choice<T extends string>(
  label: string, options: [T, Child][], chosen: () => T | null | undefined, choose: (value: T | null) => void, given: { need?: boolean; kind?: string; name?: string } = {},
): HTMLElement {
  const row = h("div", { class: `field-choice ${given.kind ?? ""}`, role: "group", "aria-label": label, "data-choice": given.name });
  const buttons = options.map(([value, text]) =>
    h("button", {
      type: "button", "data-value": value,
      onClick: () => {
        choose(chosen() === value && !given.need ? null : value);
        mark();
      },
    }, text),
  );
  const mark = () => buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.value === (chosen() ?? ""))));
  mark();
  row.append(...buttons);
  return row;
}

// A surface to draw on with a finger; gives the drawing as SVG path data, whole numbers, at most `most` signs.
export function surface(label: string, changed: (path: string) => void, given: { wide?: number; high?: number; path?: string; most?: number; under?: SVGElement } = {}): HTMLElement {
  const wide = given.wide ?? 400;
  const high = given.high ?? 140;
  let path = given.path ?? "";
  const line = svg("path", { d: path, class: "field-ink" });
  const paper = svg("svg", { viewBox: `0 0 ${wide} ${high}`, class: "field-paper", role: "img", "aria-label": label }, given.under, line);
  let drawing = false;
  let last = "";
  const at = (event: PointerEvent) => {
    const box = paper.getBoundingClientRect();
    return `${Math.round(((event.clientX - box.left) / box.width) * wide)} ${Math.round(((event.clientY - box.top) / box.height) * high)}`;
  };
  paper.addEventListener("pointerdown", (event) => {
    const pointer = event as PointerEvent;
    drawing = true;
    paper.setPointerCapture(pointer.pointerId);
    last = at(pointer);
    path += `M${last}`;
    event.preventDefault();
  });
  paper.addEventListener("pointermove", (event) => {
    if (!drawing || path.length > (given.most ?? 20_000)) return;
    const here = at(event as PointerEvent);
    if (here !== last) path += `L${here}`;
    last = here;
    line.setAttribute("d", path);
  });
  const end = () => {
    if (!drawing) return;
    drawing = false;
    line.setAttribute("d", path);
    changed(path);
  };
  paper.addEventListener("pointerup", end);
  paper.addEventListener("pointercancel", end);
  const box = h("div", { class: "field-surface" });
  box.append(paper);
  box.append(h("button", { type: "button", class: "field-wipe", "aria-label": "×", onClick: () => { path = ""; line.setAttribute("d", ""); changed(""); } }, "×"));
  return box;
}
