// The page of a booth: scan, note, count. Everything is saved on the device first; the network only carries it away.
import { judge, keyOf } from "./_badges.js";
import { add, countOf, newest, open, settle, waiting } from "./_outbox.js";

const page = document.getElementById("booth");
const told = JSON.parse(document.getElementById("booth-words").textContent);
const { urls, words, topics, outcomes } = told;
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const BATCH = 100;
const RETRY = [2, 5, 10, 20, 40, 60];

let db, device, key;
let sending = false;
let failures = 0;
let timer = 0;
let open_lead = null;
let last_tally = null;

const fill = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_whole, name) => values[name] ?? "");

function tell(sentence, tone = "info") {
  const line = part("said");
  line.textContent = sentence;
  line.className = `booth-said is-${tone}`;
}

// Sending: what waits goes in batches; what is answered is settled; a line that breaks tries again, later each time.
async function call(url, body, token) {
  const headers = { "Content-Type": "application/json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  const stop = AbortSignal.timeout ? AbortSignal.timeout(20000) : undefined;
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body), credentials: "omit", cache: "no-store", signal: stop });
}

async function send() {
  if (sending || !device) return;
  sending = true;
  clearTimeout(timer);
  try {
    let entries = await waiting(db, BATCH);
    while (entries.length) {
      const sent = entries.map(({ id, kind, sequence, device_time, offset, about, body }) => ({ id, kind, sequence, device_time, offset, about, body }));
      const answer = await call(urls.send, { sent_at: new Date().toISOString(), entries: sent }, device.token);
      const text = await answer.json().catch(() => null);
      if (answer.status === 401 || answer.status === 403) {
        await block(text?.sentence ?? words.unknown);
        return;
      }
      if (!answer.ok || !Array.isArray(text?.entries)) {
        if (answer.status === 400 || answer.status === 413) tell(text?.sentence ?? words.unreachable, "warning");
        throw new Error("not taken");
      }
      await settle(db, text.entries);
      const here = new Set(entries.map((entry) => entry.id));
      const answered = text.entries.filter((entry) => here.has(entry.id));
      const bad = answered.filter((entry) => entry.state === "aside" || entry.state === "refused");
      if (bad.length) tell(bad[0].say || words.aside, "warning");
      if (!answered.length) throw new Error("nothing settled");
      failures = 0;
      page.dataset.reached = "yes";
      if (text.revoked) await block(text.revoked);
      await show();
      entries = await waiting(db, BATCH);
    }
  } catch {
    page.dataset.reached = "no";
    timer = setTimeout(send, 1000 * RETRY[Math.min(failures++, RETRY.length - 1)]);
  } finally {
    sending = false;
    await show();
  }
}

async function block(sentence) {
  device.blocked = sentence;
  await db.put("kept", device, "device");
  tell(sentence, "warning");
  await show();
}

// Showing: how much is not yet safe, and the newest entries with what became of each.
async function show() {
  const [open_count, aside, refused] = await Promise.all([countOf(db, "waiting"), countOf(db, "aside"), countOf(db, "refused")]);
  const line = part("safety");
  line.textContent = open_count ? fill(words.not_safe, { n: open_count }) : words.all_safe;
  line.className = `booth-safety is-${open_count ? "warning" : "success"}`;
  page.dataset.waiting = open_count;
  page.dataset.aside = aside + refused;
  part("blocked").hidden = !device?.blocked;
  part("blocked").textContent = device?.blocked ?? "";
  const list = part("newest");
  const entries = await newest(db);
  part("none").hidden = entries.length > 0;
  list.replaceChildren(
    ...entries.map((entry) => {
      const row = document.createElement("li");
      const name = document.createElement("strong");
      name.textContent = entry.who || entry.title || words.kinds[entry.kind];
      const what = document.createElement("span");
      what.textContent = `${words.kinds[entry.kind]} · ${new Date(entry.device_time).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })}`;
      const state = document.createElement("span");
      state.className = `booth-state is-${entry.state}`;
      state.textContent = words.states[entry.state];
      row.append(name, what, state);
      const why = entry.say || entry.warning;
      if (why) {
        const reason = document.createElement("em");
        reason.textContent = why;
        row.append(reason);
      }
      if (entry.kind === "lead" && entry.state !== "refused") {
        const more = document.createElement("button");
        more.type = "button";
        more.className = "krds-btn tertiary small";
        more.textContent = words.add_note;
        more.addEventListener("click", () => openLead(entry));
        row.append(more);
      }
      return row;
    }),
  );
}

function mark(name, started) {
  performance.measure(name, { start: started, end: performance.now() });
  const took = performance.now() - started;
  page.dataset.took = took.toFixed(1);
  return took;
}

async function keep(kind, body, options = {}) {
  const entry = await add(db, kind, body, options);
  void send();
  return entry;
}

// A scan: judged and saved here and now, whether or not there is a network.
let reading = "";
async function scanned(text) {
  const started = performance.now();
  const read = text.trim();
  if (!read || read === reading) return;
  reading = read;
  setTimeout(() => { reading = ""; }, 1500);
  if (read.includes("#enrol=")) return tell(words.is_a_link, "warning");
  const verdict = await judge(read, device.fair, key);
  const warning = { forged: words.forged, other_fair: words.other_fair, none: words.no_badge }[verdict];
  const over = device.ends_at && Date.now() > Date.parse(device.ends_at) ? words.over : "";
  const entry = await add(db, "lead", { badge: read.slice(0, 300) }, { warning: warning || over, title: fill(words.visitor, { n: read.slice(15, 19) }) });
  tell(warning || over || words.saved, warning || over ? "warning" : "success");
  mark("scan", started);
  page.dataset.saved = Number(page.dataset.saved ?? 0) + 1;
  navigator.vibrate?.(warning ? [80, 60, 80] : 60);
  await show();
  openLead(entry);
  void send();
}

// A lead that is open: note, rating, tags, next step; and one tap to a consultation.
function openLead(entry) {
  open_lead = entry;
  const form = part("lead");
  form.reset();
  form.hidden = false;
  part("lead-name").textContent = entry.who || entry.title || words.kinds.lead;
  part("consultation").hidden = true;
}

function valuesOf(form) {
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (!value) continue;
    if (name === "tags") values.tags = value.split(",").map((word) => word.trim()).filter(Boolean).slice(0, 20);
    else if (name === "rating" || name === "owner") values[name] = Number(value);
    else if (name === "agreed") values[name] = true;
    else values[name] = value;
  }
  return values;
}

function listen() {
  part("type").addEventListener("submit", (event) => {
    event.preventDefault();
    const field = event.target.elements.badge;
    void scanned(field.value);
    field.value = "";
    field.focus();
  });
  part("lead").addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = valuesOf(event.target);
    if (Object.keys(body).length && open_lead) {
      await keep("change", body, { about: open_lead.id, title: open_lead.who || open_lead.title });
      tell(words.saved, "success");
    }
    event.target.hidden = true;
    await show();
  });
  part("talk").addEventListener("click", async () => {
    const entry = await keep("consultation", { our_side: device.exhibitor }, { about: open_lead?.id, title: open_lead?.who || open_lead?.title });
    tell(words.talk_saved, "success");
    part("lead").hidden = true;
    page.dataset.talk = entry.id;
    await show();
  });
  part("talk-more").addEventListener("click", () => {
    part("consultation").hidden = false;
    part("lead").hidden = true;
    part("consultation").elements.their_side.value = open_lead?.who || open_lead?.title || "";
  });
  part("consultation").addEventListener("submit", async (event) => {
    event.preventDefault();
    await keep("consultation", valuesOf(event.target), { about: open_lead?.id, title: event.target.elements.their_side.value });
    tell(words.talk_saved, "success");
    event.target.reset();
    event.target.hidden = true;
    await show();
  });
  part("person").addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = valuesOf(event.target);
    if (!body.name && !body.contact && !body.note) return tell(words.nothing_typed, "warning");
    const entry = await keep("lead", body, { title: body.name || words.kinds.lead });
    tell(words.saved, "success");
    event.target.reset();
    await show();
    openLead(entry);
  });
  part("plus").addEventListener("click", async () => {
    last_tally = await keep("tally", {});
    await bump(1);
  });
  part("minus").addEventListener("click", async () => {
    if (!last_tally) return tell(words.nothing_to_undo, "warning");
    await keep("undo", {}, { about: last_tally.id });
    last_tally = null;
    await bump(-1);
  });
  part("camera").addEventListener("click", camera);
  part("picture").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    const text = await decode(await createImageBitmap(file));
    event.target.value = "";
    if (text) await scanned(text);
    else tell(words.no_code, "warning");
  });
  part("send").addEventListener("click", () => { failures = 0; void send(); });
  part("export").addEventListener("click", hand_out);
  for (const tab of page.querySelectorAll("[data-tab]")) tab.addEventListener("click", () => turn(tab.dataset.tab));
  addEventListener("online", () => { failures = 0; void send(); });
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void send());
}

function turn(name) {
  for (const tab of page.querySelectorAll("[data-tab]")) tab.setAttribute("aria-pressed", String(tab.dataset.tab === name));
  for (const pane of page.querySelectorAll("[data-pane]")) pane.hidden = pane.dataset.pane !== name;
}

async function bump(by) {
  const today = new Date().toDateString();
  const counted = (await db.get("kept", "counted")) ?? { day: today, n: 0 };
  const n = (counted.day === today ? counted.n : 0) + by;
  await db.put("kept", { day: today, n }, "counted");
  part("counted").textContent = n;
  await show();
}

// What is on the device can always be carried away as a file, even when it may no longer speak.
async function hand_out() {
  const file = new Blob([JSON.stringify(await db.getAll("entries"), null, 1)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "naru-booth.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
}

// The camera: the browser's own reader where it has one, else ours, fetched when it is first needed.
let native, ours, stream;
async function decode(image) {
  if (native === undefined) {
    const formats = "BarcodeDetector" in window ? await BarcodeDetector.getSupportedFormats().catch(() => []) : [];
    native = formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : null;
  }
  if (native) {
    const found = await native.detect(image).catch(() => []);
    if (found.length) return found[0].rawValue;
  }
  ours ??= await import(urls.qr);
  const canvas = document.createElement("canvas");
  const scale = Math.min(1, 1000 / Math.max(image.width || image.videoWidth, image.height || image.videoHeight));
  canvas.width = Math.round((image.width || image.videoWidth) * scale);
  canvas.height = Math.round((image.height || image.videoHeight) * scale);
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
  return ours.read(drawing.getImageData(0, 0, canvas.width, canvas.height));
}

async function camera() {
  const video = part("video");
  if (stream) {
    for (const track of stream.getTracks()) track.stop();
    stream = null;
    video.hidden = true;
    part("camera").textContent = words.camera_on;
    return;
  }
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    return tell(words.no_camera, "warning");
  }
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  part("camera").textContent = words.camera_off;
  const look = async () => {
    if (!stream) return;
    if (video.readyState >= 2) {
      const text = await decode(video).catch(() => null);
      if (text) await scanned(text);
    }
    setTimeout(() => requestAnimationFrame(look), 120);
  };
  void look();
}

// Enrolling: the link's secret stands behind #, so that no server log and no address in a letter of ours keeps it.
async function enrol(link) {
  history.replaceState(null, "", location.pathname);
  let answer;
  try {
    answer = await call(urls.enrol, { link });
  } catch {
    location.hash = `enrol=${link}`;
    tell(words.enrol_offline, "warning");
    return;
  }
  const text = await answer.json().catch(() => null);
  if (!answer.ok) return tell(text?.sentence ?? words.unreachable, "warning");
  const left = await countOf(db, "waiting");
  if (device && left) await set_apart();
  device = text.device;
  await db.put("kept", device, "device");
  await navigator.storage?.persist?.();
  await begin();
  tell(words.enrolled, "success");
}

// Another fair's device before: what it could not send any more stays, apart, and can be carried away as a file.
async function set_apart() {
  const change = db.transaction("entries", "readwrite");
  for (const entry of await change.store.index("state").getAll("waiting")) {
    change.store.put({ ...entry, state: "refused", say: device.blocked || words.unknown });
  }
  await change.done;
}

async function brief() {
  try {
    const answer = await fetch(urls.briefing, { headers: { Authorization: `Bearer ${device.token}` }, credentials: "omit", cache: "no-store" });
    const text = await answer.json();
    if (answer.ok) {
      device = { ...device, ...text.device, token: device.token };
      delete device.blocked;
      if (text.device.revoked) device.blocked = text.device.revoked;
      await db.put("kept", device, "device");
      dress();
    } else if (answer.status === 401) await block(text.sentence);
  } catch {
    // without network the device goes on with what it knows
  }
}

function options(select, pairs) {
  select.replaceChildren(new Option("", ""), ...pairs.map(([value, label]) => new Option(label, value)));
}

function dress() {
  part("fair").textContent = device.fair_title;
  part("where").textContent = device.exhibitor ? `${device.exhibitor} · ${device.booth}` : words.entrance;
  for (const select of page.querySelectorAll("select[name=owner]")) options(select, device.members.map((one) => [one.id, one.name]));
  for (const select of page.querySelectorAll("select[name=language]")) options(select, told.languages);
  options(part("consultation").elements.topic, topics);
  options(part("consultation").elements.outcome, outcomes);
  const names = part("interpreters");
  names.replaceChildren(...device.members.filter((one) => one.role === "interpreter").map((one) => new Option(one.name, one.name)));
  for (const only of page.querySelectorAll("[data-only=booth]")) only.hidden = !device.exhibitor;
}

async function begin() {
  key = await keyOf(device.key);
  part("start").hidden = true;
  part("work").hidden = false;
  dress();
  const today = new Date().toDateString();
  const counted = await db.get("kept", "counted");
  part("counted").textContent = counted?.day === today ? counted.n : 0;
  await show();
  page.dataset.ready = "yes";
  void brief().then(show);
  void send();
}

async function start() {
  if (!("indexedDB" in window) || !crypto.subtle) return tell(words.too_old, "warning");
  db = await open();
  device = await db.get("kept", "device");
  listen();
  turn("scan");
  if ("serviceWorker" in navigator) navigator.serviceWorker.register(urls.worker, { scope: urls.scope }).then(() => { page.dataset.worker = "yes"; }).catch(() => {});
  const link = new URLSearchParams(location.hash.slice(1)).get("enrol");
  if (device) await begin();
  if (link) await enrol(link);
  else if (!device) page.dataset.ready = "new";
}

addEventListener("hashchange", () => {
  const link = new URLSearchParams(location.hash.slice(1)).get("enrol");
  if (link) void enrol(link);
});
void start();
