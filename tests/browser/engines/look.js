// On the page, for every engine: finds things as people do, by the words on them, and notes what must not happen. Printing is
// noted too, and goes on only after `look.printReally()`.

(() => {
  const heard = [];
  for (const level of ["log", "info", "warn", "error", "debug"]) {
    const was = console[level];
    console[level] = (...said) => { heard.push(`console ${level}: ${said.join(" ")}`); was.apply(console, said); };
  }
  addEventListener("error", (event) => heard.push(`error: ${event.message}`));
  addEventListener("unhandledrejection", (event) => heard.push(`rejected: ${event.reason}`));
  document.addEventListener("securitypolicyviolation", (event) => heard.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));

  const look = {};
  let papers = 0, reallyPrints = false;
  const { appendChild } = Node.prototype;
  Node.prototype.appendChild = function (child) {
    const done = appendChild.call(this, child);
    if (child.tagName === "IFRAME" && child.className === "paper-frame") {
      const { contentWindow } = child;
      const print = contentWindow.print.bind(contentWindow);
      contentWindow.print = () => { papers += 1; if (reallyPrints) print(); };
    }
    return done;
  };

  const root = () => document.querySelector("family-history-assistant").shadowRoot;
  // What is out of sight is not laid out (content-visibility), and some engines then give no `innerText`.
  const words = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const inSight = (node) => node.checkVisibility();
  const card = () => root().querySelector("li.card-open");
  const within = (where) => (where === "card" ? card() : where ? root().querySelector(where) : root()) ?? document.createElement("div");
  // A visually hidden rest of a name counts to it, as it does for those who listen.
  const named = (selector, name, where) => [...within(where).querySelectorAll(selector)].filter((node) => inSight(node) && words(node) === name);
  const labelled = (name, where) => named("label", name, where).map((label) => label.control).find(Boolean);
  const group = (name, where) => named("legend", name, where)[0]?.closest("fieldset");

  const find = {
    button: (name, where) => named("button", name, where)[0],
    line: (name, where) => named("summary", name, where)[0],
    field: (name, where) => labelled(name, where),
    option: ([name, one], where) => {
      const set = group(name, where);
      return set && [...set.querySelectorAll("label")].find((label) => words(label) === one)?.control;
    },
  };

  Object.assign(look, {
    heard: () => heard,
    printReally: () => { reallyPrints = true; },
    heading: () => { const heading = root()?.querySelector("h2"); return heading ? words(heading) : null; },
    /** Whether the focus is on the heading of a screen. */
    isAt: (title) => { const here = root()?.activeElement; return here?.tagName === "H2" && words(here) === title; },
    has: (kind, name, where) => Boolean(find[kind](name, where)),
    /** Puts the focus where Tab would have come to, and says whether it took it. */
    focus: (kind, name, where) => {
      const it = find[kind](name, where);
      it?.focus();
      return Boolean(it) && root().activeElement === it;
    },
    select: (name, where) => find.field(name, where).select(),
    isOpen: (name, where) => find.line(name, where).parentElement.open,
    value: (name, where) => { const it = find.field(name, where); return it.selectedOptions ? it.selectedOptions[0]?.label : it.value; },
    isChosen: (name, one, where) => find.option([name, one], where).checked,
    choose: (name, one, where) => {
      // The list of a `select` is the system's own in WebKitGTK: what it gives is given.
      const list = find.field(name, where);
      list.value = [...list.options].find((option) => option.label === one)?.value;
      list.dispatchEvent(new Event("change", { bubbles: true }));
      return list.selectedOptions[0]?.label;
    },
    cardIsReady: () => Boolean(card()?.contains(root().activeElement)),
    cardIsDone: () => !card() && Boolean(root().activeElement?.closest("li.card")),
    says: (text) => words(root().querySelector(".fha")).includes(text),
    fileField: () => root().getElementById("file"),
    printed: () => papers,
    paper: () => [...root().querySelectorAll("iframe.paper-frame")].at(-1)?.contentDocument.body.textContent,
    /** The last paper as a page of its own, for the engine's own PDF: what stood there before is taken away. */
    becomePaper: () => {
      const inside = [...root().querySelectorAll("iframe.paper-frame")].at(-1).contentDocument;
      const sheet = new CSSStyleSheet();
      sheet.replaceSync([...inside.adoptedStyleSheets].flatMap((one) => [...one.cssRules].map((rule) => rule.cssText)).join("\n"));
      const body = document.importNode(inside.body, true);
      document.body.replaceWith(body);
      document.querySelectorAll("link[rel=stylesheet]").forEach((link) => link.remove());
      document.adoptedStyleSheets = [sheet];
    },
    missing: () => [
      ["constructed style sheets", "adoptedStyleSheets" in document],
      ["container queries", CSS.supports("container-type: inline-size")],
      ["moveBefore", "moveBefore" in Element.prototype],
      ["Trusted Types", "trustedTypes" in window],
      ["writingsuggestions", "writingSuggestions" in HTMLElement.prototype],
    ].filter(([, has]) => !has).map(([name]) => name),
  });
  window.look = look;
})();
