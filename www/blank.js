// The blank checklist for when the assistant cannot run: the questions of the content pack, on the screen and for the printer. The
// pack and the styles of paper stand in the wasm as text, which can be read without running it (`wordsInside`, www/wasm.js), so that
// they need not travel twice.

/** The blank as parts, [title, [[question, hint], …]], and the styles it is printed with. */
const blankParts = async () => {
  const [pack, css] = await wordsInside();
  const { topics, prompts, words } = JSON.parse(pack);
  const fill = (text = "") => text.replaceAll("{child}", words["paper.this-child"]).replaceAll("{person}", words["paper.this-adult"]);
  const parts = topics.filter(({ part }) => !["supervision", "training"].includes(part)).map(({ id, title }) =>
    [title, prompts.filter(({ topic }) => topic === id).map(({ text, hint }) => [fill(text), fill(hint)])]);
  return { words, css, parts };
};

const showBlank = async (place, mount) => {
  const { words, css, parts } = await blankParts();
  const title = words["paper.title"], order = words["paper.blank-order"] + " " + words["paper.live-order"];
  const onPaper = () => printBlank(mount, title, css, [
    el("h1", {}, title),
    el("p", { className: "panel" }, order),
    ...[words["paper.reference"], words["paper.worker"], words["paper.blank-day"]].map((label) => writeLine(label)),
    ...parts.flatMap(([title, asked]) => [el("h2", {}, title), ...asked.map(([question, hint]) =>
      el("div", { className: "card" }, el("div", { className: "card-main" },
        el("p", { className: "card-title" }, question, " ", el("span", { className: "soft" }, hint)), rule(), rule())))]),
  ]);
  place.append(
    el("h3", { className: "h-card" }, "The blank checklist"),
    el("p", {}, "These are the questions of the assistant. Nothing is filled in. Ask your supervisor to look at your answers with you."),
    el("p", {}, order),
    el("div", { className: "actions" }, el("button", { type: "button", className: "btn", onclick: onPaper }, "Print the blank checklist")),
    ...parts.flatMap(([title, asked]) => [el("h4", { className: "h-card" }, title), el("ul", { className: "list" }, ...asked.map(([question, hint]) =>
      el("li", {}, question, ...(hint ? [el("span", { className: "quiet" }, ` ${hint}`)] : []))))]));
};

const rule = () => el("p", { className: "fill" }, el("span", { className: "rule long" }));
const writeLine = (label) => el("p", { className: "write" }, label, el("span", { className: "rule" }));

const printBlank = (mount, title, css, content) => {
  const { activeElement } = mount.getRootNode();
  const frame = el("iframe", { className: "paper-frame", ariaHidden: true, tabIndex: -1, title });
  mount.appendChild(frame);
  const { contentWindow, contentDocument } = frame;
  if (!contentDocument) {
    // In a sandbox no blank frame can be filled: there the page itself is printed, which is this panel. Where the sandbox forbids
    // that too, the browser says nothing at all: `beforeprint` just stays away.
    frame.remove();
    let begun = false;
    addEventListener("beforeprint", () => begun = true, { once: true });
    print();
    mount.querySelector("[role=status]")?.remove();
    if (!begun) activeElement.after(el("p", { role: "status", className: "notice" }, "Nothing was printed. The page this stands in does not let it print. Select the questions below and copy them, or ask for a printed checklist."));
    return;
  }
  const sheet = new contentWindow.CSSStyleSheet();
  sheet.replaceSync(css);
  contentDocument.adoptedStyleSheets = [sheet];
  contentDocument.title = title;
  contentDocument.documentElement.lang = "en-GB";
  contentDocument.body.append(el("main", { className: "paper" }, ...content));
  contentWindow.focus();
  contentWindow.print();
  activeElement?.focus();
  setTimeout(() => frame.remove(), 120_000);
};
