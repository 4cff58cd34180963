// The translator's screen: chips are inserted and never typed, keys lead from paragraph to paragraph, and
// nobody leaves with unsaved words. Without this script the fields hold the same words, a chip as {code}.
const TOKEN = /<(\/?)(b|i|sup)>|(<\/a>)|(<a\s[^<>]*>)|\{([a-z0-9]{4,12})\}/g;
const list = document.querySelector(".side-rows");

function chipsOf(row) {
  const said = new Map();
  for (const button of document.querySelectorAll("button[data-chip]")) said.set(button.dataset.chip, button.dataset.said);
  for (const button of row.querySelectorAll("button[data-chip]")) said.set(button.dataset.chip, button.dataset.said);
  return said;
}

function chip(code, words) {
  const one = document.createElement("span");
  one.className = "figure-chip";
  one.contentEditable = "false";
  one.dataset.code = code;
  one.textContent = words;
  return one;
}

// What is written in a field, as elements: built one by one, never as markup, so that no word becomes an element.
function read(text, said, place) {
  place.replaceChildren();
  for (const paragraph of text.split(/\n{2,}/)) {
    const block = document.createElement("p");
    const open = [block];
    const add = (words) => {
      words.split("\n").forEach((line, at) => {
        if (at) open.at(-1).append(document.createElement("br"));
        if (line) open.at(-1).append(line);
      });
    };
    let at = 0;
    for (const found of paragraph.matchAll(TOKEN)) {
      add(paragraph.slice(at, found.index));
      at = found.index + found[0].length;
      const [whole, closes, tag, endsLink, link, code] = found;
      if (code) {
        if (said.has(code)) open.at(-1).append(chip(code, said.get(code)));
        else add(whole);
      } else if (closes || endsLink) {
        if (open.length > 1) open.pop();
      } else {
        const mark = document.createElement(link ? "a" : tag);
        if (link) mark.dataset.opening = link;
        open.at(-1).append(mark);
        open.push(mark);
      }
    }
    add(paragraph.slice(at));
    if (!block.hasChildNodes()) block.append(document.createElement("br"));
    place.append(block);
  }
}

function write(node) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data.replaceAll("\u00a0", " ").replaceAll("\n", " ");
    else if (!(child instanceof HTMLElement)) continue;
    else if (child.dataset.code) text += `{${child.dataset.code}}`;
    else if (child.tagName === "BR") text += child === node.lastChild ? "" : "\n";
    else if (["P", "DIV"].includes(child.tagName)) text += (text ? "\n\n" : "") + write(child);
    else {
      const tag = { B: "b", STRONG: "b", I: "i", EM: "i", SUP: "sup", A: "a" }[child.tagName];
      const inside = write(child);
      const opens = tag === "a" ? child.dataset.opening || "" : `<${tag}>`;
      text += tag && inside && opens ? `${opens}${inside}</${tag}>` : inside;
    }
  }
  return text;
}

function changed(row) {
  row.dataset.dirty = "yes";
  const mark = row.querySelector(".side-dirty");
  mark.textContent = list.dataset.unsaved;
  mark.hidden = false;
}

function start(row) {
  const said = chipsOf(row);
  for (const field of row.querySelectorAll("textarea[data-written]:not([hidden])")) {
    const editor = document.createElement("div");
    editor.className = "side-editor";
    editor.contentEditable = "true";
    editor.setAttribute("role", "textbox");
    editor.setAttribute("aria-multiline", "true");
    editor.lang = field.lang;
    const label = row.querySelector(`label[for="${CSS.escape(field.id)}"]`);
    if (label) {
      label.id = `${field.id}-label`;
      editor.setAttribute("aria-labelledby", label.id);
      label.addEventListener("click", () => editor.focus());
    }
    read(field.value, said, editor);
    field.hidden = true;
    field.after(editor);
    editor.addEventListener("input", () => {
      field.value = write(editor);
      changed(row);
    });
    editor.addEventListener("paste", (event) => {
      event.preventDefault();
      document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
    });
    editor.addEventListener("drop", (event) => event.preventDefault());
  }
  for (const field of row.querySelectorAll("textarea:not([data-written])")) {
    field.addEventListener("input", () => changed(row));
  }
  if (row.hasAttribute("data-unsettled")) changed(row);
}

function insert(button) {
  const row = button.closest(".side-row");
  const editors = [...row.querySelectorAll(".side-editor")];
  const editor = editors.find((one) => one === last) || editors[0];
  if (!editor) return;
  editor.focus();
  const selection = window.getSelection();
  let range = selection.rangeCount ? selection.getRangeAt(0) : null;
  if (!range || !editor.contains(range.startContainer)) {
    range = document.createRange();
    range.selectNodeContents(editor.lastElementChild || editor);
    range.collapse(false);
  }
  range.deleteContents();
  const one = chip(button.dataset.chip, button.dataset.said);
  range.insertNode(one);
  range.setStartAfter(one);
  range.collapse(true);
  selection.removeAllRanges();
  selection.addRange(range);
  editor.dispatchEvent(new Event("input", { bubbles: true }));
}

let last = null;
document.addEventListener("focusin", (event) => {
  if (event.target.closest?.(".side-editor")) last = event.target.closest(".side-editor");
});

document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.("button[data-chip]")) event.preventDefault(); // the caret stays where it was
});
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-chip]");
  if (button) insert(button);
});

function lead(row, step) {
  const rows = [...document.querySelectorAll(".side-row")];
  const next = rows[rows.indexOf(row) + step];
  const field = next?.querySelector(".side-editor, textarea:not([hidden])");
  if (!field) return;
  field.focus();
  next.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  const row = event.target.closest?.(".side-row");
  if (!row) return;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.preventDefault();
    row.querySelector("form").requestSubmit();
  } else if (event.altKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    lead(row, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
    const button = row.querySelectorAll("button[data-chip]")[Number(event.code.slice(5)) - 1];
    if (button) {
      event.preventDefault();
      insert(button);
    }
  }
});

let leaving = false;
document.addEventListener("submit", (event) => {
  if (!event.target.closest(".side-row")) leaving = !document.querySelector(".side-row[data-dirty]");
  else leaving = !event.target.hasAttribute("hx-post");
});
window.addEventListener("beforeunload", (event) => {
  if (!leaving && document.querySelector(".side-row[data-dirty]")) event.preventDefault();
});

// After a save the paragraph comes back: the caret goes on to where the writer was, so that keys keep working.
let keep = "";
document.addEventListener("htmx:beforeRequest", (event) => {
  keep = document.activeElement?.closest(".side-row")?.id || "";
  last = event.target instanceof Element ? null : last;
});
document.addEventListener("htmx:afterSwap", () => {
  for (const row of document.querySelectorAll(".side-row:not([data-started])")) {
    row.dataset.started = "yes";
    start(row);
    if (row.id === keep) row.querySelector(".side-editor, textarea:not([hidden])")?.focus();
  }
});

document.execCommand("defaultParagraphSeparator", false, "p");
for (const row of document.querySelectorAll(".side-row")) {
  row.dataset.started = "yes";
  start(row);
}
