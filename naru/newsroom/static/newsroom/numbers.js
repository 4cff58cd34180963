/* The figure checker beside the text: it asks the server while somebody writes, and marks what it is told. */
(function () {
  "use strict";

  const WAIT = 300;
  const OPENS = "\ue000";
  const CLOSES = "\ue001";
  const MARKS = ["agrees", "contradicts", "unsourced", "backed", "finding"];

  let words = {};
  let form = null;
  let panel = null;
  let fields = []; // for each part of the text that was sent, the pieces of the editor's fields that it was made of
  let told = null; // the last answer
  let sent = ""; // the text that it answers
  let turn = 0;
  let asking = null;
  let timer = 0;
  let opened = ""; // the row that stands open
  let shown = "open"; // which rows are listed
  let leap = false; // whether to go to the first open one with the next answer
  let drawn = new Map(); // the rows in the list, by what is drawn in them

  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (value === false || value === null || value === undefined) continue;
      if (name === "class") element.className = value;
      else if (name === "text") element.textContent = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  /* The text in the fields of the form */

  function named(name) {
    return form.elements.namedItem(name);
  }

  function valueOf(name) {
    const field = named(name);
    return field && "value" in field ? field.value : "";
  }

  function plainPiece(field, part) {
    if (!field || !field.value) return;
    part.pieces.push({ field, from: part.length, to: part.length + field.value.length });
    put(part, field.value, field.value.length);
  }

  function put(part, text, length) {
    part.text += text;
    part.length += length;
  }

  /* A rich field: its blocks line by line, chips with the code of their reading. */
  function richPieces(field, part) {
    const editor = field && field.draftailEditor;
    if (!editor) return;
    const content = editor.getEditorState().getCurrentContent();
    content.getBlocksAsArray().forEach((block, place) => {
      if (place) put(part, "\n", 1);
      const text = block.getText();
      part.pieces.push({
        field,
        block: block.getKey(),
        from: part.length,
        to: part.length + text.length,
      });
      let at = 0;
      block.findEntityRanges(
        (letter) => {
          const key = letter.getEntity();
          return key !== null && content.getEntity(key).getType() === "FIGURE";
        },
        (start, end) => {
          const code = content.getEntity(block.getEntityAt(start)).getData().code;
          put(part, text.slice(at, start), start - at);
          put(part, OPENS + code + OPENS + text.slice(start, end) + CLOSES, end - start);
          at = end;
        },
      );
      put(part, text.slice(at), text.length - at);
    });
  }

  function codePiece(field, part) {
    if (!field || !/^[a-z0-9]{1,12}$/.test(field.value)) return;
    part.pieces.push({ field, from: part.length, to: part.length + field.value.length });
    put(part, OPENS + field.value + OPENS + field.value + CLOSES, field.value.length);
  }

  function inOrder(prefix) {
    const many = Number(valueOf(prefix + "-count")) || 0;
    return Array.from({ length: many }, (_none, at) => at)
      .filter((at) => !valueOf(`${prefix}-${at}-deleted`))
      .sort((one, other) => valueOf(`${prefix}-${one}-order`) - valueOf(`${prefix}-${other}-order`));
  }

  function apart(part, text) {
    if (part.length) put(part, text, text.length);
  }

  function tablePieces(name, part) {
    const order = (kind, many) =>
      Array.from({ length: many }, (_none, at) => at)
        .filter((at) => !valueOf(`${name}-${kind}-${at}-deleted`))
        .sort((one, other) => valueOf(`${name}-${kind}-${one}-order`) - valueOf(`${name}-${kind}-${other}-order`));
    const columns = order("column", Number(valueOf(`${name}-column-count`)) || 0);
    const rows = order("row", Number(valueOf(`${name}-row-count`)) || 0);
    plainPiece(named(`${name}-caption`), part);
    apart(part, "\n");
    columns.forEach((column, place) => {
      if (place) put(part, " | ", 3);
      plainPiece(named(`${name}-column-${column}-heading`), part);
    });
    rows.forEach((row) => {
      put(part, "\n", 1);
      columns.forEach((column, place) => {
        if (place) put(part, " | ", 3);
        anyPiece(named(`${name}-cell-${row}-${column}`), part);
      });
    });
  }

  function anyPiece(field, part) {
    if (field && field.draftailEditor) richPieces(field, part);
    else plainPiece(field, part);
  }

  function collect() {
    const parts = [];
    const begin = (id, kind) => {
      const part = { id, kind, text: "", length: 0, pieces: [] };
      parts.push(part);
      return part;
    };
    plainPiece(named("title"), begin("title", "title"));
    if (valueOf("subtitle")) plainPiece(named("subtitle"), begin("subtitle", "subtitle"));
    inOrder("body").forEach((at) => {
      const kind = valueOf(`body-${at}-type`);
      const name = `body-${at}-value`;
      const part = begin(valueOf(`body-${at}-id`) || `at-${at}`, kind);
      if (kind === "items" || kind === "figures") {
        inOrder(name).forEach((point) => {
          apart(part, kind === "figures" ? " · " : "\n");
          const field = named(`${name}-${point}-value`);
          if (kind === "figures") codePiece(field, part);
          else anyPiece(field, part);
        });
      } else if (kind === "table") {
        tablePieces(name, part);
      } else if (["picture", "quotation", "attachment"].includes(kind)) {
        const keys = { picture: ["alt", "caption"], quotation: ["text", "source"], attachment: ["title"] }[kind];
        keys.forEach((key) => {
          if (!valueOf(`${name}-${key}`)) return;
          apart(part, "\n");
          plainPiece(named(`${name}-${key}`), part);
        });
      } else {
        anyPiece(named(name), part);
      }
    });
    return parts;
  }

  /* Asking the server */

  function bulletin() {
    const found = /\/edit\/(\d+)\//.exec(window.location.pathname);
    return found ? Number(found[1]) : null;
  }

  function payload(parts) {
    return {
      bulletin: bulletin(),
      language: new URLSearchParams(window.location.search).get("locale") || words.language,
      published_on: valueOf("published_on") || null,
      parts: parts.map((part) => ({ id: part.id, kind: part.kind, text: part.text })),
    };
  }

  async function post(body, signal) {
    return fetch(words.url, {
      method: "POST",
      signal,
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": valueOf("csrfmiddlewaretoken"),
      },
      body,
    });
  }

  async function check(force) {
    const begun = performance.now();
    const parts = collect();
    const body = JSON.stringify(payload(parts));
    if (body === sent && !force) return;
    const mine = ++turn;
    if (asking) asking.abort();
    asking = new AbortController();
    let answer;
    try {
      const response = await post(body, asking.signal);
      if (!response.ok) throw new Error(String(response.status));
      answer = await response.json();
    } catch (error) {
      if (mine === turn && error.name !== "AbortError") say(words.failed);
      return;
    }
    if (mine !== turn) return;
    performance.measure("naru-numbers-asked", { start: begun, end: performance.now() });
    take(answer, parts, body);
    performance.measure("naru-numbers", { start: begun, end: performance.now() });
  }

  function take(answer, parts, body) {
    sent = body;
    told = answer;
    fields = parts;
    mark();
    draw();
    if (leap) {
      leap = false;
      goToOpen();
    }
  }

  async function act(deed) {
    clearTimeout(timer);
    const parts = collect();
    const asked = payload(parts);
    const body = JSON.stringify(asked);
    if (body !== sent) {
      // The text has changed since the rows were drawn: their places are not to be trusted.
      await check(true);
      say(words.changed);
      return;
    }
    const mine = ++turn;
    if (asking) asking.abort();
    let answer;
    try {
      const response = await post(JSON.stringify({ ...asked, deed }), undefined);
      answer = await response.json();
      if (response.status === 409) {
        await check(true);
        say(answer.refusal, true);
        return;
      }
      if (!response.ok) throw new Error(String(response.status));
    } catch (error) {
      say(words.failed, true);
      return;
    }
    if (mine !== turn) return;
    take(answer, parts, body);
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => check(false), WAIT);
  }

  /* Places in the page */

  function pieceOf(row) {
    const part = fields[row.part];
    return part ? part.pieces.find((piece) => row.start >= piece.from && row.start < Math.max(piece.to, piece.from + 1)) : null;
  }

  function rangeOf(row) {
    const piece = pieceOf(row);
    if (!piece || !piece.block) return null;
    const editor = piece.field.parentNode.querySelector(".Draftail-Editor__wrapper");
    const block = editor && editor.querySelector(`[data-block="true"][data-offset-key="${piece.block}-0-0"]`);
    if (!block) return null;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let from = row.start - piece.from;
    let to = Math.min(row.end, piece.to) - piece.from;
    let begun = false;
    while (walker.nextNode()) {
      const length = walker.currentNode.data.length;
      if (!begun && from < length) {
        range.setStart(walker.currentNode, from);
        begun = true;
      }
      if (begun && to <= length) {
        range.setEnd(walker.currentNode, to);
        return range;
      }
      from -= length;
      to -= length;
    }
    return null;
  }

  function looks(row) {
    if (row.code) return row.open ? "finding" : "";
    if (!row.claimed) return "";
    return row.open ? row.verdict : "backed";
  }

  function mark() {
    if (!window.CSS || !CSS.highlights || !window.Highlight) return;
    const ranges = Object.fromEntries(MARKS.map((name) => [name, []]));
    [...told.numbers, ...told.findings].forEach((row) => {
      const look = looks(row);
      const range = look && ranges[look] ? rangeOf(row) : null;
      if (range) ranges[look].push(range);
    });
    MARKS.forEach((name) => CSS.highlights.set(`naru-${name}`, new Highlight(...ranges[name])));
  }

  function goTo(row) {
    const piece = pieceOf(row);
    if (!piece) return;
    if (!piece.block) {
      piece.field.focus();
      piece.field.scrollIntoView({ block: "center" });
      if (piece.field.setSelectionRange && piece.field.type !== "hidden") {
        piece.field.setSelectionRange(row.start - piece.from, row.end - piece.from);
      }
      return;
    }
    const range = rangeOf(row);
    if (!range) return;
    const at = range.startContainer.parentElement;
    at.scrollIntoView({ block: "center" });
    const { EditorState, SelectionState } = window.DraftJS;
    const editor = piece.field.draftailEditor;
    const selection = SelectionState.createEmpty(piece.block).merge({
      anchorOffset: row.start - piece.from,
      focusOffset: Math.min(row.end, piece.to) - piece.from,
    });
    editor.onChange(EditorState.forceSelection(editor.getEditorState(), selection));
  }

  function goToOpen() {
    const row = [...told.findings, ...told.numbers].find((one) => one.open);
    if (!row) return;
    shown = "open";
    opened = key(row);
    draw();
    const drawn = panel.querySelector(".is-opened .naru-number-head");
    if (drawn) drawn.focus();
    panel.scrollIntoView({ block: "nearest" });
    if (drawn) drawn.scrollIntoView({ block: "nearest" });
  }

  /* A mark that is clicked opens its row. */
  function clicked(event) {
    if (!told || !event.target.closest(".Draftail-Editor__wrapper")) return;
    const caret = document.caretPositionFromPoint
      ? document.caretPositionFromPoint(event.clientX, event.clientY)
      : null;
    const old = !caret && document.caretRangeFromPoint ? document.caretRangeFromPoint(event.clientX, event.clientY) : null;
    const node = caret ? caret.offsetNode : old && old.startContainer;
    const offset = caret ? caret.offset : old && old.startOffset;
    if (!node) return;
    const row = [...told.findings, ...told.numbers].find((one) => {
      if (!looks(one)) return false;
      const range = rangeOf(one);
      return range && range.isPointInRange(node, offset);
    });
    if (!row) return;
    if (!listed(row)) shown = "counted";
    opened = key(row);
    draw();
    const drawn = panel.querySelector(".is-opened");
    if (drawn) drawn.scrollIntoView({ block: "nearest" });
  }

  /* A plain number becomes a chip, or a chip gets a newer reading. */
  function quote(row, reading) {
    const piece = pieceOf(row);
    if (!piece || !piece.block) {
      if (piece && piece.field.dataset.reading !== undefined) {
        piece.field.value = reading.code;
        piece.field.dispatchEvent(new Event("change", { bubbles: true }));
        check(false);
      } else {
        say(words.noChipHere, true);
      }
      return;
    }
    const { EditorState, Modifier, SelectionState } = window.DraftJS;
    const editor = piece.field.draftailEditor;
    const state = editor.getEditorState();
    let content = state.getCurrentContent();
    const block = content.getBlockForKey(piece.block);
    let from = row.start - piece.from;
    let to = Math.min(row.end, piece.to) - piece.from;
    const entity = block && block.getEntityAt(from);
    if (entity) {
      block.findEntityRanges(
        (letter) => letter.getEntity() === entity,
        (start, end) => {
          if (start <= from && from < end) [from, to] = [start, end];
        },
      );
    } else {
      to = wholeNumber(block.getText(), from, to, row, reading);
    }
    content = content.createEntity("FIGURE", "IMMUTABLE", { code: reading.code, said: reading.said });
    const made = content.getLastCreatedEntityKey();
    const place = SelectionState.createEmpty(piece.block).merge({ anchorOffset: from, focusOffset: to });
    const next = Modifier.replaceText(content, place, reading.said, null, made);
    editor.onChange(EditorState.push(state, next, "insert-characters"));
    check(false);
  }

  /* The chip says its unit: where the same word follows the number in the text, it is taken along. */
  function wholeNumber(text, from, to, row, reading) {
    const said = reading.said;
    for (let length = Math.min(said.length, 40); length > 0; length -= 1) {
      const tail = said.slice(-length);
      if (/^[\s\d.,%]*$/.test(tail)) break;
      if (text.slice(to, to + length) === tail) return to + length;
    }
    return to;
  }

  /* The panel */

  function key(row) {
    return `${row.code || "number"}:${row.part}:${row.start}:${row.text}`;
  }

  function listed(row) {
    if (row.code) return shown !== "open" || row.open;
    if (shown === "open") return row.open || (row.newer && row.claimed);
    if (shown === "counted") return row.claimed;
    return true;
  }

  function say(text, loud) {
    const place = panel.querySelector(".naru-numbers-said");
    place.textContent = text || "";
    place.classList.toggle("is-loud", Boolean(loud));
  }

  function draw() {
    if (panel.querySelector(".naru-numbers-list .naru-number-asked")) {
      // Somebody is typing a reason: the rows wait until that is done.
      panel.querySelector(".naru-numbers-summary").textContent = told.summary;
      return;
    }
    say("");
    const held = document.activeElement && panel.contains(document.activeElement) ? document.activeElement.dataset.hold : null;
    panel.classList.toggle("is-clear", told.open === 0);
    const summary = panel.querySelector(".naru-numbers-summary");
    if (summary.textContent !== told.summary) summary.textContent = told.summary;
    panel.querySelector(".naru-numbers-all").hidden = !told.agreeing;
    panel.querySelector(".naru-numbers-all").textContent = words.bindAll.replace("%n", told.agreeing);
    panel.querySelector(".naru-numbers-waive").hidden = !told.open;
    panel.querySelectorAll("[name=naru-shown]").forEach((choice) => {
      choice.checked = choice.value === shown;
    });
    const rows = [
      ...told.findings.map((row, at) => [row, at]),
      ...told.numbers.map((row, at) => [row, at]).sort(([one], [other]) => Number(other.claimed) - Number(one.claimed)),
    ].filter(([row]) => listed(row));
    list(rows);
    panel.querySelector(".naru-numbers-none").hidden = rows.length > 0;
    if (held) {
      const again = panel.querySelector(`[data-hold="${CSS.escape(held)}"]`);
      if (again) again.focus();
    }
  }

  /* Rows that look as before stay: only what changed is drawn, and moved into its place. */
  function list(rows) {
    const place = panel.querySelector(".naru-numbers-list");
    const next = new Map(
      rows.map(([row, at]) => {
        const look = JSON.stringify([row, at, opened === key(row)]);
        return [look, drawn.get(look) || drawRow(row, at)];
      }),
    );
    const stay = new Set(next.values());
    [...place.children].forEach((item) => stay.has(item) || item.remove());
    let before = place.firstElementChild;
    stay.forEach((item) => {
      if (item === before) before = before.nextElementSibling;
      else place.insertBefore(item, before);
    });
    drawn = next;
  }

  function drawRow(row, at) {
    const own = key(row);
    const isOpened = opened === own;
    const head = make(
      "button",
      {
        type: "button",
        class: "naru-number-head",
        "aria-expanded": String(isOpened),
        "data-hold": own,
        onclick: () => {
          opened = isOpened ? "" : own;
          draw();
          if (!isOpened) goTo(row);
        },
      },
      make("strong", { text: row.text }),
      make("span", { class: "naru-number-said", text: row.said || row.kind_said }),
    );
    const item = make("li", {
      class: `naru-number is-${looks(row) || (row.code ? "answered" : "plain")}${isOpened ? " is-opened" : ""}`,
    });
    item.append(head);
    if (isOpened || row.open) {
      if (row.why) item.append(make("p", { class: "naru-number-why", text: row.why }));
    }
    if (row.code && row.expected) {
      item.append(
        make(
          "p",
          { class: "naru-number-values" },
          make("span", { text: `${words.printed}: ${row.printed}` }),
          make("span", { text: `${words.expected}: ${row.expected}` }),
        ),
      );
    }
    if (row.reading && (isOpened || (row.open && row.verdict !== "unsourced"))) item.append(drawReading(row.reading));
    if (row.backing) item.append(drawBacking(row.backing));
    if (isOpened || row.newer) item.append(...drawDeeds(row, at, isOpened));
    return item;
  }

  function drawReading(reading) {
    return make(
      "p",
      { class: "naru-number-reading" },
      make("strong", { text: reading.said }),
      " ",
      make("a", { href: reading.url, target: "_blank", rel: "noopener", text: reading.title }),
      make("small", { text: [reading.split, reading.on, reading.source].filter(Boolean).join(" · ") }),
    );
  }

  function drawBacking(backing) {
    const what = backing.url
      ? make("a", { href: backing.url, target: "_blank", rel: "noopener", text: backing.document })
      : backing.document || backing.reason;
    return make(
      "p",
      { class: "naru-number-backing" },
      what ? make("span", {}, what) : null,
      make("small", { text: `${backing.by} · ${backing.on}` }),
    );
  }

  function button(text, deed, look) {
    return make("button", {
      type: "button",
      class: `button button-small ${look || "button-secondary"}`,
      onclick: deed,
      text,
    });
  }

  function drawDeeds(row, at, isOpened) {
    const deeds = [];
    const isNumber = !row.code;
    if (row.newer) {
      deeds.push(button(words.useNew.replace("%s", row.newer.said), () => quote(row, row.newer), "button-primary"));
    }
    if (!isOpened) return [make("p", { class: "naru-number-deeds" }, ...deeds)];
    if (isNumber && row.open) {
      if (row.reading && !row.newer) {
        if (row.verdict === "agrees") {
          deeds.push(button(words.bind, () => act({ what: "bind", at, reading: row.reading.code }), "button-primary"));
        }
        deeds.push(button(words.quote, () => quote(row, row.reading)));
      }
      deeds.push(
        button(words.choose, () =>
          window.naruPick((reading) => reading && act({ what: "bind", at, reading: reading.code })),
        ),
        button(words.cite, (event) => ask(event, { what: "cite", at }, ["document", "url"])),
        button(words.waive, (event) => ask(event, { what: "waive", at }, ["reason"])),
      );
    }
    if (!isNumber && row.open) {
      deeds.push(button(words.letStand, (event) => ask(event, { what: "let_stand", at }, ["reason"])));
    }
    if (row.backing) {
      deeds.push(button(words.takeBack, () => act({ what: "unback", backing: row.backing.id })));
    }
    const also = (row.open && row.also ? row.also : []).map((reading) =>
      make(
        "li",
        {},
        drawReading(reading),
        button(words.quote, () => quote(row, reading)),
      ),
    );
    return [
      make("div", { class: "naru-number-deeds" }, ...deeds),
      also.length ? make("ul", { class: "naru-number-also", "aria-label": words.also }, ...also) : "",
    ].filter(Boolean);
  }

  /* A small form under a row for a reason or a document. */
  function ask(event, deed, keys) {
    const place = event.target.closest(".naru-number-deeds") || event.target.parentNode;
    const inputs = keys.map((name) =>
      make(name === "reason" ? "textarea" : "input", {
        name: `naru-${name}`,
        rows: name === "reason" ? 2 : null,
        type: name === "url" ? "url" : name === "document" ? "text" : null,
        maxlength: name === "reason" ? 1000 : 300,
        "data-naru": name,
      }),
    );
    // No form element: it would stand inside the editor's own form. Its place in the list is what holds the rows.
    const asked = make(
      "div",
      { class: "naru-number-asked", role: "group" },
      ...inputs.map((input, at) => make("label", {}, keys[at] === "url" ? words.address : words[keys[at]], input)),
      make(
        "div",
        { class: "naru-number-deeds" },
        button(words.save, () => send(), "button-primary"),
        button(words.cancel, () => shut()),
      ),
    );
    function shut() {
      asked.remove();
      draw();
    }
    function send() {
      const said = Object.fromEntries(inputs.map((input) => [input.dataset.naru, input.value.trim()]));
      asked.remove();
      act({ ...deed, ...said });
    }
    asked.addEventListener("keydown", (pressed) => {
      if (pressed.key === "Escape") shut();
      if (pressed.key === "Enter" && !pressed.shiftKey) {
        pressed.preventDefault();
        send();
      }
    });
    place.after(asked);
    inputs[0].focus();
  }

  function build(place) {
    const choices = ["open", "counted", "all"].map((value) =>
      make(
        "label",
        {},
        make("input", {
          type: "radio",
          name: "naru-shown",
          value,
          checked: value === shown,
          onchange: () => {
            shown = value;
            if (told) draw();
          },
        }),
        words[`shown_${value}`],
      ),
    );
    panel = make(
      "section",
      { class: "naru-numbers", "aria-labelledby": "naru-numbers-title" },
      make("h2", { id: "naru-numbers-title", text: words.title }),
      make("p", { class: "naru-numbers-summary", role: "status", text: words.wait }),
      make("p", { class: "naru-numbers-said", role: "alert" }),
      make(
        "div",
        { class: "naru-number-deeds" },
        make("button", {
          type: "button",
          class: "button button-small button-primary naru-numbers-all",
          hidden: true,
          onclick: () => act({ what: "bind_all" }),
        }),
        make("button", {
          type: "button",
          class: "button button-small button-secondary naru-numbers-waive",
          hidden: true,
          onclick: (event) => ask(event, { what: "waive_all" }, ["reason"]),
          text: words.waiveAll,
        }),
      ),
      make("fieldset", { class: "naru-numbers-shown" }, make("legend", { text: words.shown }), ...choices),
      make("ul", { class: "naru-numbers-list" }),
      make("p", { class: "naru-numbers-none", hidden: true, text: words.none }),
    );
    place.classList.add("has-naru-numbers");
    place.append(panel);
  }

  function start() {
    const given = document.getElementById("newsroom-numbers");
    const subtitle = document.querySelector("form [name=subtitle]");
    const place = subtitle && subtitle.closest("[role=tabpanel]");
    if (!given || !place || !document.querySelector("#id_body, [data-contentpath=body]")) return;
    words = JSON.parse(given.dataset.words);
    form = subtitle.form;
    build(place);
    // Typing in the panel is no change of the bulletin.
    ["input", "change", "keyup"].forEach((kind) => panel.addEventListener(kind, (event) => event.stopPropagation()));
    const watch = new MutationObserver((changes) => {
      if (changes.some((change) => !panel.contains(change.target))) later();
    });
    watch.observe(place, { childList: true, subtree: true, characterData: true });
    form.addEventListener("input", later);
    form.addEventListener("change", later);
    place.addEventListener("click", clicked);
    window.addEventListener("hashchange", hashed);
    if (window.location.hash === "#naru-open") leap = true;
    later();
  }

  function hashed() {
    if (window.location.hash !== "#naru-open") return;
    if (told) goToOpen();
    else leap = true;
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
