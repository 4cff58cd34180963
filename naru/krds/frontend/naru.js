// The page's own script. Every page reads and works without it; it adds dialogs, menus that close themselves,
// focus on the first error and spoken results. Words come from the markup, so each language has its own.
const body = document.body;

function say(text) {
  const place = document.getElementById("announcer");
  if (place) place.textContent = text;
}

function toast(text, tone) {
  const place = document.getElementById("toasts");
  if (!place || !text) return;
  const one = document.createElement("div");
  one.className = `toast is-${tone}`;
  one.append(Object.assign(document.createElement("p"), { textContent: text }));
  place.append(one);
  dismissible(place);
}

function dismissible(place) {
  for (const one of place.querySelectorAll(".toast:not(:has(button))")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "icon-button";
    button.setAttribute("aria-label", place.dataset.dismiss || "");
    button.append(Object.assign(document.createElement("span"), { className: "icon is-close" }));
    button.addEventListener("click", () => one.remove());
    one.append(button);
  }
}

// What must be done again for every piece of page that arrives.
function start(root) {
  root.querySelectorAll(".toasts").forEach(dismissible);
  const errors = root.querySelector("[data-focus]");
  if (errors) errors.focus();
}

function closeOthers(except) {
  for (const open of document.querySelectorAll("details.drop[open], details.picks[open]")) {
    if (!open.contains(except)) open.open = false;
  }
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return;
  closeOthers(target);
  const opens = target.closest("[data-opens]");
  if (opens) {
    const dialog = document.getElementById(opens.dataset.opens);
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      if (!dialog.open) dialog.showModal();
    }
    return;
  }
  const closes = target.closest("[data-closes]");
  const dialog = closes ? closes.closest("dialog") : target instanceof HTMLDialogElement ? target : null;
  if (dialog && dialog.open) {
    event.preventDefault();
    dialog.close();
    return;
  }
  if (target.closest("[data-print]")) window.print();
  const copies = target.closest("[data-copy]");
  if (copies && navigator.clipboard) {
    navigator.clipboard.writeText(copies.dataset.copy).then(() => toast(body.dataset.copied, "success"));
  }
});

document.addEventListener("change", (event) => {
  const all = event.target instanceof HTMLInputElement ? event.target.dataset.all : undefined;
  if (!all) return;
  for (const one of event.target.form?.elements ?? []) {
    if (one.type === "checkbox" && one.name === all) one.checked = event.target.checked;
  }
});

document.addEventListener("keydown", (event) => {
  const target = event.target instanceof HTMLElement ? event.target : body;
  if (event.key === "Escape") {
    const open = document.querySelector("details.drop[open], details.picks[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  }
  if (event.key === " " && target.matches("a[role=button]")) {
    event.preventDefault();
    target.click();
  }
  if (event.key === "/" && !target.matches("input, textarea, select, [contenteditable]")) {
    const search = document.querySelector("[data-search]");
    if (search && search.checkVisibility()) {
      event.preventDefault();
      search.focus();
    }
  }
});

document.addEventListener("htmx:configRequest", (event) => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (token && event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token[1];
});
document.addEventListener("htmx:afterSettle", (event) => {
  const place = event.detail.elt;
  if (!(place instanceof Element)) return;
  start(place);
  const count = place.querySelector(".list-count");
  if (count) say(count.textContent.trim());
});
for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(failure, () => toast(body.dataset.failed, "error"));
}

start(document);
