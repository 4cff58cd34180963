// What is not yet safe and where; the newest entries of this tablet; entries as a file; what was kept aside.
import type { App, Screen } from "../app";
import { fill, h } from "../dom";
import { above, asSent, get } from "../outbox";
import { section } from "./parts";

export function more(app: App, go: (name: string) => void): Screen {
  const newest = h("ul", { class: "field-list", "data-part": "newest" });
  const facts = h("dl", { class: "field-facts" });
  const aside = h("ul", { class: "field-list", "data-part": "aside" });
  const show = async () => {
    const [have, safe, reached, stored] = await Promise.all([get(app.db, "have", 0), get(app.db, "safe", 0), get(app.db, "reached_at", 0), navigator.storage?.persisted?.() ?? Promise.resolve(false)]);
    const estimate = await navigator.storage?.estimate?.();
    const rows: [string, string][] = [
      [app.t("tablet"), `${app.tablet?.label ?? ""} · ${app.tablet?.tag ?? ""}`],
      [app.t("written_here"), String(app.counts.seq)],
      [app.t("not_at_site"), String(app.counts.site)],
      [app.t("not_at_office"), String(app.counts.office)],
      [app.t("last_reached"), reached ? new Date(reached).toLocaleString(app.language) : "–"],
      [app.t("storage"), `${stored ? app.t("storage_kept") : app.t("storage_not_kept")}${estimate?.usage ? ` · ${Math.round(estimate.usage / 1024 / 1024)} MB` : ""}`],
    ];
    fill(facts, ...rows.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
    const entries = (await above(app.db, Math.max(0, app.counts.seq - 40))).reverse();
    const gone = new Set(entries.filter((entry) => entry.kind === "entry.withdrawn").map((entry) => entry.corrects));
    fill(newest, ...entries.map((entry) => {
      const state = entry.state === "aside" || entry.state === "refused" ? entry.state : entry.seq <= safe ? "safe" : entry.seq <= have ? "site" : "here";
      return h("li", { class: gone.has(entry.id) ? "is-gone" : "" },
        h("strong", {}, app.t(`kind.${entry.kind}`)), h("span", {}, `${entry.title} · ${entry.at.slice(11, 16)}`), h("i", { class: `field-state is-${state}` }, app.t(`state.${state}`)), entry.say ? h("em", {}, entry.say) : null);
    }));
    fill(aside, ...app.aside.map((entry) => h("li", {}, h("strong", {}, app.t(`kind.${entry.kind}`)), h("span", {}, entry.title), h("em", {}, entry.say ?? ""))));
    asideBox.hidden = !app.aside.length;
  };
  const asideBox = section(app.t("kept_aside"), aside);
  // The entries that head office does not hold yet, as a file for a stick or another tablet's cable.
  const handOut = async () => {
    const entries = (await above(app.db, await get(app.db, "safe", 0))).map(asSent);
    const told = { tablet: app.tablet?.uid, tag: app.tablet?.tag, site: app.briefing?.site.letter, made_at: new Date().toISOString(), entries };
    const link = h("a", { href: URL.createObjectURL(new Blob([JSON.stringify(told)], { type: "application/json" })), download: `naru-${app.tablet?.tag ?? "tablet"}-${Date.now()}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  const node = h("div", { class: "field-screen", "data-screen": "more" },
    section(app.t("safety"), facts,
      h("div", { class: "field-deeds" },
        h("button", { type: "button", class: "field-do", "data-deed": "send", onClick: () => void app.courier.go(true) }, app.t("send_now")),
        h("button", { type: "button", "data-deed": "export", onClick: handOut }, app.t("as_file")),
        h("button", { type: "button", "data-deed": "persist", onClick: async () => { await navigator.storage?.persist?.(); await show(); } }, app.t("keep_storage")),
        h("button", { type: "button", "data-deed": "change", onClick: () => go("start") }, app.t("change_who")))),
    asideBox,
    section(app.t("newest"), newest));
  void show();
  return { name: "more", node, update: () => void show() };
}
