// The tablet of the clinic. Everything is saved on the device first; the network only carries it away.
import { App, type Briefing, type Screen, type Told } from "./app";
import { fill, h } from "./dom";
import { STATIONS, type Station } from "./entries";
import { get, open, put, type Tablet } from "./outbox";
import { consultation } from "./screens/consultation";
import { exit } from "./screens/exit";
import { more } from "./screens/more";
import { pharmacy } from "./screens/pharmacy";
import { WORKS, queue } from "./screens/queue";
import { registration, resident } from "./screens/registration";
import { shelf } from "./screens/shelf";
import { start, unknown } from "./screens/start";
import { triage } from "./screens/triage";
import { Courier, type Heard } from "./sending";

const page = document.getElementById("clinic") as HTMLElement;
const told = JSON.parse(document.getElementById("clinic-words")?.textContent ?? "{}") as Told;

async function run(): Promise<void> {
  const part = (name: string) => page.querySelector(`[data-part="${name}"]`) as HTMLElement;
  if (!("indexedDB" in window)) {
    part("said").textContent = told.words[told.language]?.too_old ?? "";
    return;
  }
  const app = new App(await open(), told);
  let fading: ReturnType<typeof setTimeout> | undefined;
  app.say = (sentence, tone = "plain") => {
    const line = part("said");
    line.textContent = sentence;
    line.className = `field-told is-${tone}`;
    clearTimeout(fading);
    if (tone !== "bad") fading = setTimeout(() => { line.textContent = ""; }, 4000);
  };

  // The line on every screen: what is not yet safe, and where.
  const safety = () => {
    const { site, office } = app.counts;
    page.dataset.site = String(site);
    page.dataset.office = String(office);
    const line = part("safety");
    line.className = `field-safety is-${site ? "here" : office ? "site" : "safe"}`;
    fill(line,
      h("b", {}, site ? app.t("not_at_site_n", { n: site }) : app.t("all_at_site")),
      h("span", {}, office ? app.t("not_at_office_n", { n: office }) : app.t("all_at_office")),
      h("i", { class: app.reached ? "is-on" : "is-off" }, app.reached ? app.t("network_on") : app.t("network_off")),
      app.aside.length ? h("em", {}, app.t("aside_n", { n: app.aside.length })) : null);
  };

  const undoing = () => {
    const left = app.last ? Math.ceil((app.last.until - Date.now()) / 1000) : 0;
    const bar = part("undo");
    bar.hidden = left <= 0 || !app.last;
    if (bar.hidden || !app.last) return;
    const entry = app.last.entries[0];
    fill(bar, h("span", {}, `${app.t(`kind.${entry?.kind ?? ""}`)} · ${entry?.title ?? ""}`),
      h("button", { type: "button", "data-deed": "undo", onClick: () => void app.undo().then(() => go("home")) }, app.t("undo_n", { n: left })));
  };
  setInterval(undoing, 1000);

  const show = (screen: Screen) => {
    app.screen = screen;
    fill(part("screen"), screen.node);
    page.dataset.screen = screen.name;
    scrollTo(0, 0);
    head();
  };
  const head = () => {
    const person = app.briefing?.volunteers.find((one) => one.code === app.who);
    document.documentElement.lang = app.language;
    fill(part("head"),
      h("button", { type: "button", class: "field-whom", "data-deed": "who", onClick: () => go("start") },
        h("strong", {}, `${app.briefing?.site.letter ?? ""} ${app.briefing?.site.name ?? ""}`), h("span", {}, person ? `${person.name}` : app.who)),
      h("label", { class: "field-at" }, h("span", { class: "field-hidden" }, app.t("my_station")),
        h("select", {
          name: "at", onChange: async (event: Event) => {
            await app.choose("station", (event.target as HTMLSelectElement).value);
            go("home");
          },
        }, ...STATIONS.map((each) => h("option", { value: each, selected: each === app.station }, app.t(`station.${each}`))))));
    const tabs: [string, string][] = [["home", app.station === "registration" ? app.t("station.registration") : app.t("queue")], ["find", app.t("find")], ...(app.station === "pharmacy" ? [["shelf", app.t("shelf")] as [string, string]] : []), ["more", app.t("safety")]];
    const working = Boolean(app.tablet && app.who);
    part("tabs").hidden = !working;
    part("head").hidden = !working;
    fill(part("tabs"), ...tabs.filter(([name]) => !(name === "find" && app.station === "registration")).map(([name, text]) =>
      h("button", { type: "button", "data-tab": name, onClick: () => go(name) }, text)));
    safety();
    undoing();
  };
  const go = (name: string, of = ""): void => {
    if (!app.tablet) return show(unknown(app));
    if (!app.who || name === "start") return show(start(app, () => go("home")));
    if (name === "home") return show(app.station === "registration" ? registration(app, go) : queue(app, go));
    if (name === "queue") return show(queue(app, go));
    if (name === "find") return show(registration(app, go));
    if (name === "shelf") return show(shelf(app));
    if (name === "more") return show(more(app, go));
    if (name === "resident") return show(resident(app, go, of));
    const work = WORKS[name as Station] ?? name;
    if (work === "triage") return show(triage(app, go, of));
    if (work === "consultation") return show(consultation(app, go, of));
    if (work === "pharmacy") return show(pharmacy(app, go, of));
    if (work === "exit") return show(exit(app, go, of));
  };
  app.draw = () => {
    if (app.screen?.name === "start") return show(start(app, () => go("home")));
    head();
    app.screen?.update?.();
  };

  const block = async (sentence: string) => {
    if (!app.tablet) return;
    app.tablet.blocked = sentence || app.t("blocked");
    await put(app.db, "tablet", app.tablet);
    part("blocked").hidden = false;
    part("blocked").textContent = app.tablet.blocked;
  };
  const hear = async (heard: Heard) => {
    app.reached = heard.reached;
    page.dataset.reached = String(heard.reached);
    if (heard.blocked !== undefined) await block(heard.blocked);
    if (heard.refused) app.say(heard.refused, "bad");
    await app.count();
    if (heard.changed) {
      await app.look();
      app.screen?.update?.();
    }
    if (heard.reached && !app.tablet?.blocked) part("blocked").hidden = true;
    safety();
    undoing();
  };
  app.courier = new Courier(app.db, told.urls, () => app.tablet, hear);

  const brief = async () => {
    if (!app.tablet) return;
    try {
      const headers: Record<string, string> = { Authorization: `Bearer ${app.tablet.token}`, "Accept-Language": app.language };
      if (app.briefing) headers["If-None-Match"] = `"${app.briefing.edition}"`;
      const answer = await fetch(told.urls.briefing, { headers, credentials: "omit", cache: "no-store" });
      if (answer.status === 304 || !answer.ok) return;
      app.briefing = (await answer.json()) as Briefing;
      await put(app.db, "briefing", app.briefing);
      if (app.screen?.name === "start" || !app.screen) go(app.who ? "home" : "start");
      else head();
    } catch {
      // without network the tablet goes on with what it was told before
    }
  };
  const enrol = async (link: string) => {
    history.replaceState(null, "", location.pathname);
    try {
      const answer = await fetch(told.urls.enrol, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ link }), credentials: "omit" });
      const heard = (await answer.json()) as { tablet?: Tablet; sentence?: string };
      if (!heard.tablet) return app.say(heard.sentence ?? app.t("not_enrolled"), "bad");
      const before = app.tablet;
      if (before && before.uid !== heard.tablet.uid && app.counts.site > 0) return app.say(app.t("still_waiting"), "bad");
      // Another tablet's tag begins its own numbers: entries, sequence and running number belong to one enrolment.
      if (before?.uid !== heard.tablet.uid) for (const store of ["entries", "residents", "stock", "kept"] as const) await app.db.clear(store);
      await put(app.db, "tablet", { uid: heard.tablet.uid, label: heard.tablet.label, tag: heard.tablet.tag, token: heard.tablet.token });
      await navigator.storage?.persist?.().catch(() => false);
      await app.load();
      await brief();
      go(app.who ? "home" : "start");
      page.dataset.ready = "yes";
      await app.courier.go(true);
    } catch {
      app.say(app.t("enrol_offline"), "bad");
    }
  };

  await app.load();
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register(told.urls.worker, { scope: told.urls.scope }).then(() => { page.dataset.worker = "yes"; }).catch(() => undefined);
  }
  addEventListener("online", () => void app.courier.go(true));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") void app.courier.go(true); });
  addEventListener("hashchange", () => { const link = new URLSearchParams(location.hash.slice(1)).get("enrol"); if (link) void enrol(link); });
  if (app.tablet?.blocked) await block(app.tablet.blocked);
  go(app.who ? "home" : "start");
  const link = new URLSearchParams(location.hash.slice(1)).get("enrol");
  if (link) await enrol(link);
  else if (app.tablet) {
    page.dataset.ready = "yes";
    void brief();
    void app.courier.go(true);
  } else page.dataset.ready = "new";
  await get(app.db, "seq", 0);
}

void run();
