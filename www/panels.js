// What the element shows when the assistant itself cannot: plain DOM and plain words, no wasm.
// These are the only words for people that are not in src/content, because they are needed when that cannot be read.

const WORDS = {
  stopped: {
    title: "The assistant stopped. Your work is safe",
    lines: [
      "Everything up to your last change is kept on this page. Do not close or reload the page yet.",
      "Nothing was sent anywhere. If it stops again, save what you have to a file, then tell your IT help desk that the family history assistant stopped.",
    ],
  },
  unavailable: {
    title: "The assistant cannot start here",
    lines: ["This page or this browser does not let it run. Nothing you typed was lost, and nothing was sent anywhere."],
    lists: [
      ["What you can do now", [
        "Open this page in another browser on this computer, for example an up-to-date Edge, Chrome or Firefox.",
        "Or work on paper with these questions, and ask your supervisor to look at them with you.",
      ]],
      ["Questions to work through on paper", [
        "Which records have you looked at, how far back does each go, and which could you not reach?",
        "Who is around each child, including people who visit or stay over? Who said so, and when?",
        "Who are the father and male carers of each child? Who has asked about them, and who has met them?",
        "What happened before, who told you, and what does it mean for the children now?",
        "What has the family managed well, and who helps?",
        "Which support level did you decide for each child, on what, and who was not considered?",
        "What is not known, who will find out, and by when?",
      ]],
      ["What to tell your IT help desk", [
        "The family history assistant needs WebAssembly. It may be switched off by a browser policy.",
        "The page's content security policy needs 'wasm-unsafe-eval' in script-src.",
      ]],
    ],
  },
};

// el("p", {className: "hint"}, "words", child): text only ever becomes text.
const el = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

// Draws a panel into `mount` and moves the focus to its heading. `buttons` is [words, action] pairs.
function showPanel(mount, { title, lines, lists = [] }, { reason, buttons = [] }) {
  const heading = el("h2", { className: "h-section", tabIndex: -1 }, title);
  const actions = buttons.map(([words, onclick], at) =>
    el("button", { type: "button", className: at ? "btn" : "btn btn-main", onclick }, words));
  mount.replaceChildren(el("section", { className: "screen stopped" },
    heading,
    ...lines.map((line) => el("p", {}, line)),
    ...(actions.length ? [el("div", { className: "actions" }, ...actions)] : []),
    ...lists.flatMap(([name, items]) =>
      [el("h3", { className: "h-card" }, name), el("ul", { className: "list" }, ...items.map((item) => el("li", {}, item)))]),
    ...(reason ? [el("p", { className: "hint" }, `The browser said: ${reason}`)] : [])));
  heading.focus();
}
