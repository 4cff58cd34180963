// Pieces that several screens show: who somebody is, how long they wait, what was asked beside it in their own language.
import type { App } from "../app";
import { h } from "../dom";
import type { Resident, Visit } from "../entries";

export function age(app: App, record: Resident): string {
  const days = record.visits.at(-1)?.age_days ?? (record.birth_on ? Math.floor((Date.now() - Date.parse(record.birth_on)) / 86_400_000) : null);
  if (days === null || days === undefined) return app.t("age_unknown");
  if (days < 60) return app.t("days_old", { n: days });
  if (days < 730) return app.t("months_old", { n: Math.floor(days / 30.4375) });
  return app.t("years_old", { n: Math.floor(days / 365.25) });
}

export const colour = (app: App, visit: Visit | undefined): HTMLElement =>
  h("span", { class: `field-colour is-${visit?.colour ?? "none"}` }, app.t(`colour.${visit?.colour ?? "none"}`));

export function who(app: App, record: Resident, ...more: (Node | null)[]): HTMLElement {
  const latin = record.latin && record.latin !== record.name ? record.latin : "";
  return h("div", { class: "field-who" },
    h("strong", {}, record.name || record.number, latin ? h("small", {}, latin) : null),
    h("span", {}, [record.number, app.t(`sex.${record.sex}`), age(app, record), record.village].filter(Boolean).join(" · ")),
    record.allergies.length ? h("b", { class: "field-allergy" }, `${app.t("allergies")}: ${record.allergies.map((word) => app.told.words[app.language]?.[`allergy.${word}`] ?? word).join(", ")}`) : null,
    ...more);
}

export const minutes = (since: string | null): number => (since ? Math.max(0, Math.floor((Date.now() - Date.parse(since)) / 60_000)) : 0);

// A label with the resident's words beside it, where theirs is another language.
export function both(app: App, key: string, language: string | null | undefined): Node {
  const own = app.t(key);
  const theirs = language && language !== app.language ? app.told.words[language]?.[key] : "";
  return h("span", { class: "field-both" }, own, theirs && theirs !== own ? h("small", { lang: language }, theirs) : null);
}

export function section(title: string | Node, ...children: (Node | null | false)[]): HTMLElement {
  const box = h("section", { class: "field-section" }, h("h2", {}, title));
  for (const child of children) if (child) box.append(child);
  return box;
}

export function saveBar(label: string, press: () => void | Promise<unknown>, given: { name?: string; disabled?: boolean } = {}): HTMLElement {
  let busy = false;
  const button = h("button", {
    type: "button", class: "field-save", "data-deed": given.name ?? "save", disabled: given.disabled,
    onClick: async () => {
      if (busy) return;
      busy = true;
      try { await press(); } finally { busy = false; }
    },
  }, label);
  return h("div", { class: "field-bar" }, button);
}
