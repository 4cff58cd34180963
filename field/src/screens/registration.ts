// Registration: find who was here before by card, number or name in any script; else write down who comes for the first time.
import type { App, Screen } from "../app";
import { newestVisit, openVisit } from "../app";
import { choice, fill, h, surface } from "../dom";
import { today, uuid7, type Resident } from "../entries";
import { answers, bonesOf, latinOf } from "../names";
import { readNumber } from "../numbers";
import { never, pad, twoOrThree } from "../pad";
import { get, put } from "../outbox";
import { lookAtAge } from "../vitals";
import { scanner } from "../scanning";
import { both, saveBar, section, who } from "./parts";
import { card } from "./card";

const MOST = 12;

// Residents who answer to what was typed: a number, a telephone, or a name by sound.
export function find(app: App, text: string): Resident[] {
  const typed = text.trim();
  if (!typed) return [];
  const number = readNumber(typed.replace(/^NARU:/, ""));
  const people = [...app.view.values()].filter((one) => !one.joined_to);
  if (number) return people.filter((one) => one.number === number);
  const digits = typed.replace(/\D/g, "");
  if (digits.length >= 4 && digits.length >= typed.replace(/[\s\-+]/g, "").length) {
    return people.filter((one) => one.number.replace(/\D/g, "").includes(digits) || one.phone.replace(/\D/g, "").endsWith(digits)).slice(0, MOST);
  }
  const asked = bonesOf(typed);
  return people
    .map((one) => [Math.max(0, ...app.bonesOf(one).map((held) => answers(asked, held))), one] as const)
    .filter(([worth]) => worth > 0)
    .sort((a, b) => b[0] - a[0] || b[1].seq - a[1].seq)
    .slice(0, MOST)
    .map(([, one]) => one);
}

export function registration(app: App, go: (name: string, of?: string) => void): Screen {
  const results = h("ul", { class: "field-list", "data-part": "found" });
  const input = h("input", {
    name: "find", class: "field-find", type: "search", autocomplete: "off", autocapitalize: "words", placeholder: app.t("find_hint"), "aria-label": app.t("find"),
    onInput: () => show(),
  });
  const fresh = h("button", { type: "button", class: "field-primary", "data-deed": "new", onClick: () => openForm(input.value) }, app.t("new_resident"));
  const show = () => {
    const found = find(app, input.value);
    fill(results, ...found.map((record) => person(record)));
    if (!found.length && input.value.trim()) fill(results, h("li", { class: "field-none" }, app.t("nobody_found")));
    fresh.textContent = input.value.trim() && !readNumber(input.value) && !/\d/.test(input.value) ? app.t("new_named", { name: input.value.trim() }) : app.t("new_resident");
  };
  const person = (record: Resident) => {
    const here = openVisit(record);
    return h("li", {},
      who(app, record),
      here
        ? h("span", { class: "field-here" }, app.t("here_today", { station: app.t(`station.${here.station ?? "registration"}`) }))
        : h("button", { type: "button", class: "field-do", "data-deed": "arrived", onClick: () => arrived(record) }, app.t("came_again")),
      h("button", { type: "button", class: "field-more", "data-deed": "open", onClick: () => go("resident", record.id) }, app.t("open")));
  };
  const arrived = async (record: Resident) => {
    const visit = uuid7();
    const title = `${record.number} ${record.name}`;
    const done = await app.save([
      { kind: "visit.arrived", of: record.id, visit, body: { day: today(), returning: record.visits.length > 0 }, title },
      { kind: "queue.placed", of: record.id, visit, body: { station: "triage" }, title },
    ]);
    if (!done) return;
    input.value = "";
    show();
    app.draw();
  };
  const openForm = (name: string) => {
    const typed = /\d/.test(name) ? "" : name.trim();
    const form = newResident(app, typed, (record) => {
      input.value = "";
      fill(node, h("div", { class: "field-done", "data-part": "registered" },
        h("p", { class: "field-number", "data-part": "number" }, record.number),
        card(record.number),
        h("p", {}, record.name),
        h("p", {}, app.t("write_number"))));
      node.append(h("div", { class: "field-bar" }, h("button", { type: "button", class: "field-save", "data-deed": "next", onClick: () => begin() }, app.t("next_resident"))));
      app.draw();
    });
    fill(node, form);
    form.querySelector<HTMLInputElement>(typed ? "input[name=phone]" : "input[name=name]")?.focus({ preventScroll: true });
    scrollTo(0, 0);
  };
  const node = h("div", { class: "field-screen", "data-screen": "registration" });
  const begin = () => {
    input.value = "";
    const box = scanner(app, (text) => { input.value = text.replace(/^NARU:/, ""); show(); });
    fill(node, h("div", { class: "field-finder" }, input, box.button), box.view, results, h("div", { class: "field-bar" }, fresh));
    show();
    input.focus({ preventScroll: true });
  };
  begin();
  return { name: "registration", node, update: () => { if (input.isConnected) show(); }, back: begin };
}

interface Form {
  name: string; latin: string; hangul: string; sex: string; village: string; phone: string; language: string;
  consent: string; mark: string; born: "years" | "months" | "day"; birth_on: string; reason: string;
}

function newResident(app: App, name: string, done: (record: Resident) => void): HTMLElement {
  const form: Form = { name, latin: latinOf(name), hangul: "", sex: "", village: "", phone: "", language: "", consent: "", mark: "", born: "years", birth_on: "", reason: "" };
  const ownLatin = { typed: false };
  const said = h("p", { class: "field-said is-bad", role: "alert" });
  const languages = app.told.languages;
  const theirs = () => form.language;
  const latin = h("input", { name: "latin", autocomplete: "off", value: form.latin, maxlength: 200, onInput: () => { form.latin = latin.value; ownLatin.typed = true; } });
  const nameInput = h("input", {
    name: "name", autocomplete: "off", autocapitalize: "words", value: name, maxlength: 200,
    onInput: () => {
      form.name = nameInput.value;
      if (!ownLatin.typed) latin.value = form.latin = latinOf(form.name);
      keep();
    },
  });
  const years = pad([{ name: "age", label: app.t("age"), unit: app.t("years"), whole: (typed) => twoOrThree(typed) && false || never() }], app.t("age"), () => { judgeAge(); keep(); }, "→");
  const birth = h("input", { type: "date", name: "birth_on", max: today(), "aria-label": app.t("birth_on"), onInput: () => { form.birth_on = birth.value; judgeAge(); keep(); } });
  const ageBox = h("div", {});
  const note = h("div", { class: "field-note" });
  const ageKind = choice(app.t("age"), [["years", app.t("years")], ["months", app.t("months")], ["day", app.t("birth_on")]], () => form.born, (value) => {
    form.born = (value as Form["born"]) ?? "years";
    showAge();
  }, { need: true, kind: "is-small", name: "born" });
  const showAge = () => fill(ageBox, form.born === "day" ? birth : years.node);
  const ageInDays = (): number | null => {
    const number = years.values().age;
    if (form.born === "day") return form.birth_on ? Math.round((Date.parse(today()) - Date.parse(form.birth_on)) / 86_400_000) : null;
    if (number === undefined) return null;
    return Math.floor(number * (form.born === "months" ? 30.4375 : 365.25));
  };
  const judgeAge = () => {
    const days = ageInDays();
    const found = app.briefing && days !== null ? lookAtAge(app.briefing.vitals, days, app.language) : null;
    note.textContent = found?.say ?? (form.born === "months" && (years.values().age ?? 0) > 60 ? app.t("months_many") : "");
    return found;
  };
  const villages = [...new Set([...app.view.values()].reverse().map((one) => one.village).filter(Boolean))].slice(0, 6);
  const village = h("input", { name: "village", autocomplete: "off", maxlength: 200, onInput: () => { form.village = village.value; keep(); } });
  const chips = choice(app.t("village"), villages.map((each): [string, string] => [each, each]), () => form.village, (value) => { form.village = village.value = value ?? ""; }, { kind: "is-small", name: "village" });
  const phone = h("input", { name: "phone", type: "tel", inputmode: "tel", autocomplete: "off", maxlength: 60, onInput: () => { form.phone = phone.value; keep(); } });
  const labels: HTMLElement[] = [];
  const label = (key: string) => {
    const place = h("span", {}, both(app, key, theirs()));
    place.dataset.key = key;
    labels.push(place);
    return place;
  };
  const relabel = () => { for (const place of labels) fill(place, both(app, place.dataset.key ?? "", theirs())); fill(consentText, both(app, "consent_text", theirs())); };
  const consentText = h("p", { class: "field-consent" });
  const sexes = choice(app.t("sex"), (["female", "male", "unknown"] as const).map((each): [string, Node] => [each, both(app, `sex.${each}`, "")]), () => form.sex, (value) => { form.sex = value ?? ""; keep(); }, { need: true, name: "sex" });
  const consents = choice(app.t("consent"), [["witnessed", app.t("consent.witnessed")], ["refused", app.t("consent.refused")]], () => form.consent, (value) => { form.consent = value ?? ""; keep(); }, { kind: "is-small", name: "consent" });
  const keep = () => { void put(app.db, "draft", form).catch(() => undefined); };
  const save = async () => {
    form.name = nameInput.value.trim();
    const problem = why();
    said.textContent = problem;
    if (problem) { said.scrollIntoView({ block: "center" }); return; }
    const of = uuid7();
    const visit = uuid7();
    const number = years.values().age;
    const body: Record<string, unknown> = { name: form.name, sex: form.sex, language: form.language, consent: form.mark && form.consent !== "refused" ? form.consent || "given" : form.consent };
    if (form.latin.trim()) body.latin = form.latin.trim();
    if (form.village.trim()) body.village = form.village.trim();
    if (form.phone.trim()) body.phone = form.phone.trim();
    if (form.mark && form.consent !== "refused") body.consent_mark = form.mark;
    if (form.born === "day" && form.birth_on) body.birth_on = form.birth_on;
    else if (number !== undefined) {
      body[form.born === "months" ? "age_months" : "age_years"] = Math.floor(number);
      body.asked_on = today();
    }
    const title = form.name;
    const written = await app.save([
      { kind: "resident.registered", of, body, title, numbered: true },
      { kind: "visit.arrived", of, visit, body: { day: today(), returning: false }, title },
      { kind: "queue.placed", of, visit, body: { station: "triage" }, title },
    ]);
    if (!written) return;
    await put(app.db, "draft", null).catch(() => undefined);
    await put(app.db, "last_language", form.language).catch(() => undefined);
    const record = app.view.get(of);
    if (record) done(record);
  };
  const why = (): string => {
    if (!form.name) return app.t("why.name");
    if (!form.sex) return app.t("why.sex");
    const found = judgeAge();
    if (found?.standing === "impossible") return found.say;
    if (form.born === "months" && (years.values().age ?? 0) > 60) return app.t("months_many");
    if (ageInDays() === null) return app.t("why.age");
    if (!form.consent && !form.mark) return app.t("why.consent");
    return "";
  };
  const spoken = choice(app.t("language"), languages, () => form.language, (value) => { form.language = value ?? form.language; relabel(); keep(); }, { need: true, kind: "is-small", name: "language" });
  void get<string>(app.db, "last_language", "").then((last) => {
    if (form.language) return;
    form.language = last || String(app.briefing?.site.language ?? "") || "mn";
    spoken.querySelectorAll("button").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.value === form.language)));
    relabel();
  });
  void get<Form | null>(app.db, "draft", null).then((draft) => {
    // What was typed and not saved (the page was closed) is there again.
    if (!draft?.name || name || nameInput.value) return;
    nameInput.value = form.name = draft.name;
    latin.value = form.latin = draft.latin;
    village.value = form.village = draft.village;
    phone.value = form.phone = draft.phone;
  });
  showAge();
  relabel();
  return h("div", { class: "field-form" },
    h("label", { class: "field-field" }, label("name"), nameInput),
    h("div", { class: "field-field" }, label("sex"), sexes),
    h("div", { class: "field-field" }, h("div", { class: "field-split" }, label("age"), ageKind), ageBox, note),
    h("div", { class: "field-field" }, h("label", {}, label("village"), village), chips),
    h("label", { class: "field-field" }, label("phone"), phone),
    h("div", { class: "field-field" }, label("consent"), consentText, surface(app.t("consent_here"), (path) => { form.mark = path; }), consents),
    h("details", { class: "field-details" }, h("summary", {}, app.t("more_fields")),
      h("label", { class: "field-field" }, h("span", {}, app.t("latin")), latin),
      h("div", { class: "field-field" }, h("span", {}, app.t("language")), spoken)),
    said,
    saveBar(app.t("register"), save, { name: "register" }));
}

// One resident: who they are, their visits, what they may be told, and a change of their data.
export function resident(app: App, go: (name: string, of?: string) => void, id: string): Screen {
  const node = h("div", { class: "field-screen", "data-screen": "resident" });
  const show = () => {
    const record = app.view.get(id);
    if (!record) return;
    const visit = newestVisit(record);
    fill(node, who(app, record), card(record.number),
      section(app.t("visits"), h("ul", { class: "field-list" }, ...record.visits.map((each) =>
        h("li", {}, h("span", {}, `${each.day ?? ""} · ${app.t(`station.${each.station ?? "registration"}`)} · ${app.t(`colour.${each.colour}`)}`))))),
      h("div", { class: "field-stations" }, ...(["triage", "medical", "pharmacy", "exit"] as const).map((station) =>
        h("button", { type: "button", onClick: () => go(station, id), disabled: !visit }, app.t(`station.${station}`)))),
      amend(app, record, show));
  };
  show();
  return { name: "resident", node, update: () => undefined };
}

function amend(app: App, record: Resident, done: () => void): HTMLElement {
  const fields = (["name", "latin", "village", "phone"] as const).map((key) => [key, h("input", { name: key, value: record[key], maxlength: 200, autocomplete: "off" })] as const);
  const birth = h("input", { type: "date", name: "birth_on", max: today(), value: record.birth_about ? "" : (record.birth_on ?? "") });
  const save = async () => {
    const body: Record<string, unknown> = {};
    for (const [key, input] of fields) if (input.value.trim() !== record[key] && (key !== "name" || input.value.trim())) body[key] = input.value.trim();
    if (birth.value && birth.value <= today() && birth.value !== record.birth_on) body.birth_on = birth.value;
    if (!Object.keys(body).length) return app.say(app.t("nothing_changed"));
    if (await app.save([{ kind: "resident.amended", of: record.id, body, title: record.name }])) done();
  };
  return h("details", { class: "field-details" }, h("summary", {}, app.t("change_data")),
    ...fields.map(([key, input]) => h("label", { class: "field-field" }, h("span", {}, app.t(key)), input)),
    h("label", { class: "field-field" }, h("span", {}, app.t("birth_on")), birth),
    h("button", { type: "button", class: "field-primary", "data-deed": "amend", onClick: save }, app.t("save")));
}
