// A consultation at one of the four treating stations: what was found, what was done, what is prescribed, and where to next.
import type { App, Screen } from "../app";
import { newestVisit, openVisit } from "../app";
import { choice, fill, h, surface } from "../dom";
import { SPECIALTIES, type Diagnosis, type Specialty, type Station } from "../entries";
import { diagnosisName, searchDiagnoses } from "../diagnoses";
import { prescribing } from "./prescribing";
import { colour, saveBar, section, who } from "./parts";
import { teeth } from "./teeth";

const NEXT: Station[] = ["pharmacy", "medical", "dental", "korean", "eye", "exit"];

export function consultation(app: App, go: (name: string, of?: string) => void, id: string): Screen {
  const node = h("div", { class: "field-screen", "data-screen": "consultation" });
  const record = app.view.get(id);
  const visit = record ? (openVisit(record) ?? newestVisit(record)) : undefined;
  if (!record || !visit || !app.briefing) return { name: "consultation", node };
  const specialty: Specialty = (SPECIALTIES as string[]).includes(app.station) ? (app.station as Specialty) : "medical";
  const diagnoses: Diagnosis[] = [];
  const procedures: string[] = [];
  const mouth: Record<string, string> = {};
  const referral = { to: "", why: "", urgent: false };
  let drawing = "";
  let interpreter = "";
  let sponsor = false;
  let next: Station | null = null;
  const text = (name: string, rows = 0, most = 4000) => (rows ? h("textarea", { name, rows, maxlength: most }) : h("input", { name, maxlength: most, autocomplete: "off" }));
  const complaint = text("complaint", 2);
  const findings = text("findings", 2);
  const note = text("note", 2);
  const eyes = text("eyes", 0, 400);
  const to = text("referral_to", 0, 200);
  const why = text("referral_why", 0, 400);
  const what = text("follow_up", 0, 400);
  const on = h("input", { type: "date", name: "follow_up_on" });
  const said = h("p", { class: "field-said is-bad", role: "alert" });

  // Diagnoses: this station's favourites first, others by code or by words of any language.
  const chosen = h("ul", { class: "field-list", "data-part": "diagnoses" });
  const offered = h("div", { class: "field-chips", "data-part": "offered" });
  const search = h("input", { name: "diagnosis", type: "search", autocomplete: "off", placeholder: app.t("diagnosis_hint"), "aria-label": app.t("diagnoses"), onInput: () => void offer() });
  const showChosen = () => fill(chosen, ...diagnoses.map((one) =>
    h("li", {}, h("span", {}, `${one.code} ${one.text ?? ""}`),
      h("button", { type: "button", "aria-pressed": String(one.new === true), "data-deed": "new-illness", onClick: () => { one.new = !one.new; showChosen(); } }, app.t("new_illness")),
      h("button", { type: "button", "aria-label": `${app.t("remove")} ${one.code}`, onClick: () => { diagnoses.splice(diagnoses.indexOf(one), 1); showChosen(); void offer(); } }, "×"))));
  const offer = async () => {
    const typed = search.value;
    const found = await searchDiagnoses(app, typed, specialty);
    if (typed !== search.value) return;
    fill(offered, ...found.filter((one) => !diagnoses.some((each) => each.code === one.code)).slice(0, 24).map((one) =>
      h("button", { type: "button", "data-value": one.code, onClick: () => { diagnoses.push({ code: one.code, text: one.name, new: true }); search.value = ""; showChosen(); void offer(); } }, h("i", {}, one.code), one.name)));
  };
  void offer();

  const done = h("div", { class: "field-chips", "data-part": "procedures" }, ...app.told.procedures.filter((one) => one.specialty === specialty).map((one) => {
    const chip = h("button", {
      type: "button", "data-value": one.code, "aria-pressed": "false",
      onClick: () => {
        const place = procedures.indexOf(one.code);
        if (place >= 0) procedures.splice(place, 1);
        else procedures.push(one.code);
        chip.setAttribute("aria-pressed", String(place < 0));
      },
    }, app.t(`procedure.${one.code}`));
    return chip;
  }));
  const people = h("select", { name: "interpreter", onChange: (event: Event) => { interpreter = (event.target as HTMLSelectElement).value; } },
    h("option", { value: "" }, "–"), ...app.briefing.volunteers.map((one) => h("option", { value: one.code }, `${one.name} · ${one.code}`)));
  const drug = prescribing(app, record, visit);
  const vitals = Object.entries(visit.vitals ?? {}).filter(([, value]) => typeof value === "number").map(([key, value]) => {
    const about = app.briefing?.vitals.fields.find((each) => each.field === key);
    return `${app.said(about?.text)} ${value} ${about?.unit ?? ""}`;
  });
  const gave = ((visit.triage?.criteria as string[] | undefined) ?? []).map((code) => app.said(app.briefing?.triage.criteria.find((each) => each.code === code)?.text));
  const field = (key: string, input: Node) => h("label", { class: "field-field" }, h("span", {}, app.t(key)), input);

  const save = async () => {
    said.textContent = drug.problem();
    if (said.textContent) return;
    const body: Record<string, unknown> = { specialty, diagnoses, procedures: procedures.map((code) => ({ code })) };
    for (const [key, input] of [["complaint", complaint], ["findings", findings], ["note", note], ["eyes", eyes]] as const) if (input.value.trim()) body[key] = input.value.trim();
    if (Object.keys(mouth).length) body.teeth = { ...mouth };
    if (to.value.trim()) body.referral = { to: to.value.trim(), ...(why.value.trim() ? { why: why.value.trim() } : {}), urgent: referral.urgent };
    if (what.value.trim()) body.follow_up = { what: what.value.trim(), ...(on.value ? { on: on.value } : {}) };
    if (drawing) body.drawing = drawing;
    if (interpreter) body.interpreter = interpreter;
    if (sponsor) body.sponsor = true;
    if (!diagnoses.length && !procedures.length && !drug.lines().length && !body.complaint && !body.findings && !body.note && !body.teeth) {
      said.textContent = app.t("why.empty");
      return;
    }
    const title = `${record.number} ${record.name}`;
    const lines = drug.lines();
    const station = next ?? (lines.length ? "pharmacy" : "exit");
    const written = await app.save([
      { kind: "consultation.recorded", of: id, visit: visit.id, body, title },
      ...(lines.length ? [{ kind: "prescription.written", of: id, visit: visit.id, body: { lines }, title }] : []),
      { kind: "queue.placed", of: id, visit: visit.id, body: { station }, title },
    ]);
    if (written) go("queue");
  };

  fill(node,
    who(app, record),
    h("div", { class: "field-facts-line" }, colour(app, visit), h("span", {}, [...gave, ...vitals].join(" · "))),
    ...visit.consultations.map((one) => h("p", { class: "field-before" }, `${app.t(`station.${String(one.specialty)}`)} · ${String(one.by ?? "")}: ${((one.diagnoses as Diagnosis[] | undefined) ?? []).map((each) => diagnosisName(app, each)).join(", ")} ${String(one.findings ?? "")}`)),
    section(app.t("complaint"), complaint, field("findings", findings)),
    section(app.t("diagnoses"), chosen, search, offered),
    section(app.t("procedures"), done),
    specialty === "dental" ? section(app.t("teeth"), teeth(app, mouth)) : null,
    specialty === "eye" ? section(app.t("eyes"), eyes) : null,
    section(app.t("prescription"), drug.node),
    section(app.t("further"),
      h("details", { class: "field-details" }, h("summary", {}, app.t("referral")), field("referral_to", to), field("why", why),
        choice(app.t("urgent"), [["yes", app.t("urgent")]], () => (referral.urgent ? "yes" : null), (value) => { referral.urgent = value === "yes"; }, { kind: "is-small" })),
      h("details", { class: "field-details" }, h("summary", {}, app.t("follow_up")), field("follow_up", what), field("day", on)),
      h("details", { class: "field-details" }, h("summary", {}, app.t("drawing")), surface(app.t("drawing"), (path) => { drawing = path; }, { high: 260, most: 50_000 })),
      h("details", { class: "field-details" }, h("summary", {}, app.t("note_and_help")), field("note", note), field("interpreter", people),
        choice(app.t("sponsor"), [["yes", app.t("sponsor")]], () => (sponsor ? "yes" : null), (value) => { sponsor = value === "yes"; }, { kind: "is-small" }))),
    section(app.t("handed_to"), choice(app.t("handed_to"), NEXT.filter((each) => each !== specialty).map((each): [Station, string] => [each, app.t(`station.${each}`)]), () => next, (value) => { next = value; }, { kind: "is-small", name: "next" })),
    said, saveBar(app.t("save"), save, { name: "consultation" }));
  return { name: "consultation", node };
}
