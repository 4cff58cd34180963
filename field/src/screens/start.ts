// Who I am and where I stand; and, before that, a tablet that nobody has enrolled yet.
import type { App, Screen } from "../app";
import { choice, fill, h } from "../dom";
import { STATIONS, type Station } from "../entries";
import { scanner } from "../scanning";
import { saveBar, section } from "./parts";

export function unknown(app: App): Screen {
  return { name: "unknown", node: h("div", { class: "field-screen", "data-screen": "unknown" }, section(app.t("not_enrolled"), h("p", {}, app.t("not_enrolled_how")))) };
}

// A badge's code is the volunteer's code, alone or as the last part of what the badge's code says.
export function codeOf(app: App, text: string): string {
  const typed = text.trim().toUpperCase();
  const found = (app.briefing?.volunteers ?? []).find((one) => one.code.toUpperCase() === typed || typed.split(/[\s:./#|]+/).includes(one.code.toUpperCase()));
  return found?.code ?? "";
}

export function start(app: App, done: () => void): Screen {
  const list = h("ul", { class: "field-list field-people", "data-part": "people" });
  const input = h("input", { name: "badge", type: "search", autocomplete: "off", class: "field-find", placeholder: app.t("badge_hint"), "aria-label": app.t("badge_hint"), onInput: () => show() });
  let chosen = app.who;
  const scan = scanner(app, (text) => {
    const code = codeOf(app, text);
    if (!code) return app.say(app.t("no_badge"), "bad");
    chosen = code;
    input.value = code;
    show();
  });
  const show = () => {
    const typed = input.value.trim().toLowerCase();
    const exact = codeOf(app, input.value);
    if (exact) chosen = exact;
    const people = (app.briefing?.volunteers ?? []).filter((one) => !typed || one.code.toLowerCase().includes(typed) || one.name.toLowerCase().includes(typed) || one.code === chosen);
    fill(list, ...people.sort((a, b) => Number(b.code === chosen) - Number(a.code === chosen)).slice(0, 40).map((one) =>
      h("li", {}, h("button", { type: "button", "data-value": one.code, "aria-pressed": String(one.code === chosen), onClick: () => { chosen = one.code; show(); } },
        h("strong", {}, one.name), h("span", {}, [one.code, one.profession].filter(Boolean).join(" · "))))));
    if (!people.length) fill(list, h("li", { class: "field-none" }, app.t("no_badge")));
  };
  show();
  const node = h("div", { class: "field-screen", "data-screen": "start" },
    section(app.t("language"), choice(app.t("language"), app.told.languages, () => app.language, async (value) => { if (value) { await app.choose("language", value); app.draw(); } }, { need: true, kind: "is-small", name: "language" })),
    section(app.t("my_station"), choice<Station>(app.t("my_station"), STATIONS.map((each): [Station, string] => [each, app.t(`station.${each}`)]), () => app.station, (value) => { if (value) void app.choose("station", value); }, { need: true, name: "station" })),
    section(app.t("who_am_i"), h("div", { class: "field-finder" }, input, scan.button), scan.view, list),
    saveBar(app.t("start"), async () => {
      if (!chosen) return app.say(app.t("choose_who"), "bad");
      await app.choose("who", chosen);
      done();
    }, { name: "start" }));
  return { name: "start", node };
}
