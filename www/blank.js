// The blank checklist for when the assistant cannot run: the same paper as checklist.html, on the screen and for the printer. BLANK is
// a list of elements, each once: [name, what stands in it, …], where a number is another of them and the last is all of it (`in_js` in
// src/xtask/dist/blank.rs).

/** The blank as elements. Its headings are `deeper` by so many levels than on a page of its own. */
const blankPaper = (deeper = 0) => {
  const made = (part) => {
    if (typeof part === "string") return part;
    const [kind, ...inside] = BLANK[part];
    const [, name, className = "", scope] = /^(\w+)(?:\.([^@]+))?(?:@(.+))?$/.exec(kind);
    // A page has one `main` only, and this is part of it.
    const node = el(name === "main" ? "div" : name, { className }, ...inside.map(made));
    if (scope) node.scope = scope;
    if (deeper && /^h\d/.test(name)) node.ariaLevel = `${+name[1] + deeper}`;
    return node;
  };
  const paper = made(BLANK.length - 1);
  paper.lang = "en-GB";
  return paper;
};

/** Gives a document or a shadow root its styles, in a browser that is too old for sheets of its own too. Takes them off again. */
const wear = (root, css, { CSSStyleSheet }, place = root) => {
  if (!root.adoptedStyleSheets) {
    const style = el("style", {}, css);
    place.append(style);
    return () => style.remove();
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  return () => { root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet); };
};

const showBlank = (place, mount) => {
  const css = paperStyles() + BLANK_MARGINS;
  const paper = el("div", { className: "blank-paper" }), root = paper.attachShadow({ mode: "open" });
  wear(root, css.replace(/\b(html|body) \{/g, ":host {") + BLANK_SCREEN, window);
  root.append(blankPaper(3));
  place.append(
    el("h3", { className: "h-card" }, "The blank checklist"),
    el("p", {}, "These are the questions of the assistant, with boxes to tick and lines to write on. Nothing is filled in. Ask your supervisor to look at your answers with you."),
    el("div", { className: "actions" }, el("button", { type: "button", className: "btn", onclick: () => printBlank(mount, css, blankPaper()) }, "Print the blank checklist")),
    paper);
};

const printBlank = (mount, css, paper) => {
  const { activeElement } = mount.getRootNode(), title = paper.querySelector("h1").textContent;
  const frame = el("iframe", { className: "paper-frame", ariaHidden: true, tabIndex: -1, title });
  mount.appendChild(frame);
  const { contentWindow, contentDocument } = frame;
  mount.querySelector("[role=status]")?.remove();
  if (!contentDocument) {
    // In a sandbox no blank frame can be filled: there the page itself is printed, with this alone on it. Where the sandbox forbids
    // that too, the browser says nothing at all: `beforeprint` just stays away.
    frame.remove();
    const sheet = el("div", { className: "fha-printed" }, paper);
    const off = wear(document, `@media screen { .fha-printed { display: none } } @media print { body > :not(.fha-printed) { display: none !important } ${css} }`, window, sheet);
    let begun = false;
    const isBegun = () => { begun = true; }, done = () => { off(); sheet.remove(); };
    addEventListener("beforeprint", isBegun, { once: true });
    addEventListener("afterprint", done, { once: true });
    document.body.append(sheet);
    print();
    if (begun) return;
    removeEventListener("beforeprint", isBegun);
    done();
    activeElement.after(el("p", { role: "status", className: "notice" }, "Nothing was printed. The page this stands in does not let it print. Select the questions below and copy them, or ask for a printed checklist."));
    return;
  }
  contentDocument.title = title;
  contentDocument.documentElement.lang = "en-GB";
  contentDocument.body.append(paper);
  wear(contentDocument, css, contentWindow, contentDocument.head);
  contentWindow.focus();
  contentWindow.print();
  activeElement?.focus();
  setTimeout(() => frame.remove(), 120_000);
};
