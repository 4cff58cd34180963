/* What the newsroom adds to Wagtail's editor: date fields without inline scripts, and the figure chip. */
(function () {
  "use strict";

  /* Date fields: Wagtail starts them by inline scripts, which our policy forbids. */
  const starts = { date: "initDateChooser", datetime: "initDateTimeChooser", time: "initTimeChooser" };
  function startChoosers(root) {
    root.querySelectorAll("[data-naru-chooser]:not([data-started])").forEach((mark) => {
      const start = window[starts[mark.dataset.naruChooser]];
      if (!start || !document.getElementById(mark.dataset.for)) return;
      mark.dataset.started = "yes";
      start(mark.dataset.for, JSON.parse(mark.dataset.config));
    });
  }

  /* Picture fields: the same. */
  function startPictures(root) {
    if (!window.ImageChooser) return;
    root.querySelectorAll("[data-naru-picture]:not([data-started])").forEach((mark) => {
      mark.dataset.started = "yes";
      new window.ImageChooser(mark.dataset.naruPicture, JSON.parse(mark.dataset.config));
    });
  }

  /* The dialog in which a reading is found. */
  const words = () => document.getElementById("newsroom-words").dataset;
  let picker = null;
  function makePicker() {
    const dialog = document.createElement("dialog");
    dialog.className = "naru-picker";
    dialog.setAttribute("aria-label", words().title);
    const form = document.createElement("form");
    form.method = "dialog";
    const heading = document.createElement("h2");
    heading.textContent = words().title;
    const label = document.createElement("label");
    label.textContent = words().search;
    const input = document.createElement("input");
    input.type = "search";
    input.name = "q";
    input.autocomplete = "off";
    label.append(input);
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    const list = document.createElement("ul");
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button button-secondary";
    close.textContent = words().close;
    form.append(heading, label, status, list, close);
    dialog.append(form);
    document.body.append(dialog);
    let chosen = null;
    let done = null;
    let asked = 0;
    async function look() {
      const turn = ++asked;
      const language = document.documentElement.lang;
      const address = words().url + "?q=" + encodeURIComponent(input.value) + "&language=" + language;
      let found;
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" } });
        found = (await answer.json()).readings;
      } catch (error) {
        status.textContent = words().failed;
        return;
      }
      if (turn !== asked) return;
      list.replaceChildren();
      status.textContent = found.length ? "" : words().none;
      found.forEach((reading) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.code = reading.code;
        const value = document.createElement("strong");
        value.textContent = reading.said;
        const title = document.createElement("span");
        title.textContent = reading.title + (reading.split ? " · " + reading.split : "");
        const note = document.createElement("small");
        note.textContent = [reading.period, reading.source, reading.state].filter(Boolean).join(" · ");
        button.append(value, title, note);
        button.addEventListener("click", () => {
          chosen = reading;
          dialog.close();
        });
        item.append(button);
        list.append(item);
      });
    }
    let wait = 0;
    input.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(look, 200);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const first = list.querySelector("button");
      if (first) first.click();
    });
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      if (done) done(chosen);
      done = null;
    });
    return {
      open(then) {
        chosen = null;
        done = then;
        input.value = "";
        dialog.showModal();
        input.focus();
        look();
      },
    };
  }
  function pick(then) {
    picker = picker || makePicker();
    picker.open(then);
  }
  window.naruPick = pick;

  /* The chip inside a sentence. */
  function registerChip() {
    if (!window.draftail || !window.DraftJS || !window.React) return;
    const React = window.React;
    const { EditorState, Modifier } = window.DraftJS;
    class FigureSource extends React.Component {
      componentDidMount() {
        const { editorState, entityType, onComplete, onClose } = this.props;
        pick((reading) => {
          if (!reading) {
            onClose();
            return;
          }
          const content = editorState
            .getCurrentContent()
            .createEntity(entityType.type, "IMMUTABLE", { code: reading.code, said: reading.said });
          const key = content.getLastCreatedEntityKey();
          const selection = editorState.getSelection();
          const next = Modifier.replaceText(content, selection, reading.said, null, key);
          onComplete(EditorState.push(editorState, next, "insert-characters"));
        });
      }
      render() {
        return null;
      }
    }
    function Figure(props) {
      const data = props.contentState.getEntity(props.entityKey).getData();
      return React.createElement(
        "span",
        { className: "naru-chip", title: data.title || data.code, "data-code": data.code },
        props.children,
      );
    }
    window.draftail.registerPlugin({ type: "FIGURE", source: FigureSource, decorator: Figure }, "entityTypes");
  }
  registerChip();

  /* Fields that hold a reading's code get a button that opens the same dialog. */
  function startCodes(root) {
    root.querySelectorAll("input[data-reading]:not([data-started])").forEach((field) => {
      field.dataset.started = "yes";
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = words().choose;
      button.addEventListener("click", () =>
        pick((reading) => {
          if (!reading) return;
          field.value = reading.code;
          field.dispatchEvent(new Event("change", { bubbles: true }));
        }),
      );
      field.after(button);
    });
  }

  /* The rich text editor writes into its field a quarter of a second after the last key: let no words be lost. */
  function writeDown() {
    document.querySelectorAll("form input, form textarea").forEach((field) => {
      const editor = field.draftailEditor;
      if (editor && typeof editor.saveState === "function") editor.saveState();
    });
  }
  document.addEventListener("submit", writeDown, true);

  function start() {
    startChoosers(document);
    startPictures(document);
    if (!document.getElementById("newsroom-words")) return;
    startCodes(document);
    new MutationObserver(() => {
      startChoosers(document);
      startCodes(document);
    }).observe(document.body, { childList: true, subtree: true });
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
