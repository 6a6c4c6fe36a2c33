// What the element shows when the assistant itself cannot: plain DOM and plain words, no wasm.
// The words of failures.js, these, and those of loader.js are the only ones for people that are not in src/content, because they are
// needed when that cannot be read.

// el("p", {className: "hint"}, "words", child): text only ever becomes text.
const el = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// Draws a panel into `mount` and moves the focus to its heading. `buttons` is [words, action] pairs.
function showPanel(mount, cause, { more, reason, buttons = [] } = {}) {
  const [title, lines, now, tell] = FAILURES[cause];
  const heading = el("h2", { className: "h-section", tabIndex: -1 }, title);
  const actions = buttons.map(([words, onclick], at) =>
    el("button", { type: "button", className: at ? "btn" : "btn btn-main", onclick }, words));
  const list = (name, items) =>
    [el("h3", { className: "h-card" }, name), el("ul", { className: "list" }, ...items.map((item) => el("li", {}, item)))];
  const blank = el("div", { className: "stopped" });
  mount.replaceChildren(el("section", { className: "screen stopped" },
    heading,
    ...lines.concat(more ?? []).map((line) => el("p", {}, line)),
    ...(actions.length ? [el("div", { className: "actions" }, ...actions)] : []),
    ...list("What you can do now", now),
    ...list("What to tell your IT help desk", [...tell, `Code: ${cause}, version ${VERSION}, ${location.protocol === "file:" ? "opened as a file" : location.origin}.`]),
    ...(reason ? [el("p", { className: "hint" }, `The browser said: ${reason}`)] : []),
    blank));
  heading.focus();
  showBlank(blank, mount);
}
