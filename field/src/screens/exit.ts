// The exit: how the visit ended, the summary on paper, and its code that the resident keeps.
import type { App, Screen } from "../app";
import { newestVisit, openVisit } from "../app";
import { choice, fill, h } from "../dom";
import { diagnosisName } from "../diagnoses";
import type { Diagnosis } from "../entries";
import { packed, summary } from "../ips";
import { card, code } from "./card";
import { saveBar, section, who } from "./parts";
import { medicineName, medicinesOf } from "./prescribing";

const OUTCOMES = ["home", "referred", "admitted", "left_early", "died", "dead_on_arrival"];
const MOST_CODE = 2200;

export function exit(app: App, go: (name: string, of?: string) => void, id: string): Screen {
  const node = h("div", { class: "field-screen", "data-screen": "exit" });
  const record = app.view.get(id);
  const visit = record ? (openVisit(record) ?? newestVisit(record)) : undefined;
  if (!record || !visit) return { name: "exit", node };
  let outcome = visit.consultations.some((one) => one.referral) ? "referred" : "home";
  const text = h("input", { name: "exit_text", maxlength: 400, autocomplete: "off" });
  const paper = h("article", { class: "field-paper-summary", "data-part": "summary" });
  const save = async () => {
    const body: Record<string, unknown> = { outcome };
    if (text.value.trim()) body.text = text.value.trim();
    if (await app.save([{ kind: "visit.exited", of: id, visit: visit.id, body, title: `${record.number} ${record.name}` }])) go("queue");
  };
  const draw = async () => {
    const language = app.told.words[record.language] ? record.language : app.language;
    const t = (key: string, values: Record<string, string | number> = {}) => app.t(key, values, language);
    const told = await packed(summary(app, record));
    const found = visit.consultations.flatMap((one) => (one.diagnoses as Diagnosis[] | undefined) ?? []);
    const kept = visit.consultations.map((one) => one.follow_up as { what: string; on?: string } | undefined).filter(Boolean);
    const sent = visit.consultations.map((one) => one.referral as { to: string; why?: string } | undefined).filter(Boolean);
    paper.lang = language;
    fill(paper,
      h("header", {}, h("div", {}, h("strong", {}, record.name), h("span", {}, record.number), h("span", {}, `${visit.day ?? ""} · ${app.briefing?.site.name ?? ""}`)), card(record.number)),
      found.length ? h("section", {}, h("h3", {}, t("diagnoses")), h("ul", {}, ...found.map((one) => h("li", {}, `${diagnosisName(app, one)} (${one.code})`)))) : null,
      visit.lines.length ? h("section", {}, h("h3", {}, t("prescription")), h("ul", {}, ...visit.lines.filter((line) => line.given > 0).map((line) => {
        const about = medicinesOf(app).find((one) => one.code === line.medicine);
        return h("li", {}, `${about ? medicineName(app, about) : line.medicine} · ${String(line.dose ?? "")} · ${String(line.per_day ?? "")} × ${t("a_day")} · ${t("n_days", { n: Number(line.days ?? 0) })}`);
      }))) : null,
      sent.length ? h("section", {}, h("h3", {}, t("referral")), ...sent.map((one) => h("p", {}, `${one?.to ?? ""} ${one?.why ?? ""}`))) : null,
      kept.length ? h("section", {}, h("h3", {}, t("follow_up")), ...kept.map((one) => h("p", {}, `${one?.on ?? ""} ${one?.what ?? ""}`))) : null,
      h("footer", {}, told.length <= MOST_CODE ? code(told, t("summary_code")) : null, h("p", {}, told.length <= MOST_CODE ? t("summary_code") : t("summary_too_long"))));
  };
  void draw();
  fill(node, who(app, record),
    section(app.t("outcome"), choice(app.t("outcome"), OUTCOMES.map((each): [string, string] => [each, app.t(`exit.${each}`)]), () => outcome, (value) => { outcome = value ?? outcome; }, { need: true, name: "outcome" }),
      h("label", { class: "field-field" }, h("span", {}, app.t("note")), text)),
    paper,
    h("div", { class: "field-deeds field-noprint" }, h("button", { type: "button", "data-deed": "print", onClick: () => print() }, app.t("print_summary"))),
    saveBar(app.t("finish_visit"), save, { name: "exit" }));
  return { name: "exit", node };
}
