// The queue of a station: by colour, then by time; call, hold, pass on, begin.
import type { App, Screen } from "../app";
import { choice, fill, h } from "../dom";
import { STATIONS, today, type Colour, type Resident, type Standing, type Station, type Visit } from "../entries";
import { colour, minutes, saveBar, who } from "./parts";

// Who is not judged yet waits before green: not judged is never well. As rules/entries.py RANK.
const RANK: Record<Colour, number> = { red: 0, yellow: 1, none: 2, green: 3 };
const TURN: Record<Standing, number> = { called: 0, waiting: 0, held: 1, done: 2 };

export function waiting(app: App, station: Station, day = today()): { record: Resident; visit: Visit }[] {
  const found: { record: Resident; visit: Visit }[] = [];
  const also = lastDay(app, day);
  for (const record of app.view.values()) {
    if (record.joined_to) continue;
    const visit = record.visits.findLast((each) => each.station === station && each.standing !== "done" && (each.day === day || each.day === also || each.day === null));
    if (visit) found.push({ record, visit });
  }
  return found.sort((a, b) =>
    TURN[a.visit.standing ?? "waiting"] - TURN[b.visit.standing ?? "waiting"] || RANK[a.visit.colour] - RANK[b.visit.colour] ||
    Date.parse(a.visit.queued_at ?? "") - Date.parse(b.visit.queued_at ?? "") || (a.record.number < b.record.number ? -1 : 1));
}

// Outside the site's own days (a rehearsal, a look back) the last day that it knows is shown too.
function lastDay(app: App, day: string): string {
  const starts_on = app.briefing?.site.starts_on;
  const ends_on = app.briefing?.site.ends_on;
  if (typeof starts_on !== "string" || typeof ends_on !== "string" || (starts_on <= day && day < ends_on)) return day;
  let last = "";
  for (const record of app.view.values()) for (const visit of record.visits) if ((visit.day ?? "") > last && (visit.day ?? "") < ends_on) last = visit.day ?? "";
  return last || day;
}

export const WORKS: Partial<Record<Station, string>> = { triage: "triage", medical: "consultation", dental: "consultation", korean: "consultation", eye: "consultation", pharmacy: "pharmacy", exit: "exit" };

export function queue(app: App, go: (name: string, of?: string) => void): Screen {
  const list = h("ol", { class: "field-list field-queue", "data-part": "queue" });
  const head = h("p", { class: "field-waits", "data-part": "waits" });
  let passing = "";
  const node = h("div", { class: "field-screen", "data-screen": "queue" }, head, list);
  const tell = async (kind: string, record: Resident, visit: Visit, station: Station) => {
    if (await app.save([{ kind, of: record.id, visit: visit.id, body: { station }, title: `${record.number} ${record.name}` }])) {
      passing = "";
      app.draw();
    }
  };
  const work = WORKS[app.station];
  const begin = async (record: Resident, visit: Visit) => {
    if (visit.standing !== "called") await app.save([{ kind: "queue.called", of: record.id, visit: visit.id, body: { station: app.station }, title: `${record.number} ${record.name}` }]);
    if (work) go(work, record.id);
  };
  const show = () => {
    const rows = waiting(app, app.station);
    const spent = rows.filter(({ visit }) => visit.standing === "waiting" && (!visit.day || visit.day === today())).map(({ visit }) => minutes(visit.queued_at));
    const mean = spent.length ? Math.round(spent.reduce((sum, one) => sum + one, 0) / spent.length) : 0;
    head.textContent = rows.length ? app.t("waits", { n: rows.length, minutes: mean }) : app.t("nobody_waits", { station: app.t(`station.${app.station}`) });
    fill(list, ...rows.slice(0, 60).map(({ record, visit }) =>
      h("li", { class: `is-${visit.colour} is-${visit.standing}`, "data-number": record.number },
        h("div", { class: "field-row" }, colour(app, visit), who(app, record), h("time", {}, visit.day && visit.day !== today() ? visit.day : app.t("minutes", { n: minutes(visit.queued_at) }))),
        visit.standing !== "waiting" ? h("span", { class: "field-standing" }, app.t(`standing.${visit.standing}`)) : null,
        h("div", { class: "field-deeds" },
          work ? h("button", { type: "button", class: "field-do", "data-deed": "begin", onClick: () => begin(record, visit) }, app.t("begin")) : null,
          h("button", { type: "button", "data-deed": "call", onClick: () => tell("queue.called", record, visit, app.station) }, app.t("call")),
          h("button", { type: "button", "data-deed": "hold", onClick: () => tell("queue.held", record, visit, app.station) }, app.t("hold")),
          h("button", { type: "button", "data-deed": "pass", "aria-expanded": String(passing === visit.id), onClick: () => { passing = passing === visit.id ? "" : visit.id; show(); } }, app.t("pass"))),
        passing === visit.id
          ? choice(app.t("pass"), STATIONS.filter((each) => each !== app.station && each !== "registration").map((each): [Station, string] => [each, app.t(`station.${each}`)]), () => null, (station) => { if (station) void tell("queue.placed", record, visit, station); }, { kind: "is-small", name: "pass" })
          : null)));
  };
  show();
  const first = saveBar(app.t("call_next"), () => {
    const next = waiting(app, app.station).find(({ visit }) => visit.standing !== "held");
    return next ? begin(next.record, next.visit) : app.say(app.t("nobody_waits", { station: app.t(`station.${app.station}`) }));
  }, { name: "next" });
  if (work) node.append(first);
  return { name: "queue", node, update: show };
}
