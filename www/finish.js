// What the element asks and tells beside the work: “Finish and clear”, and “Cover, code and draft”.

/** `URL` for the assistant, which remembers every address of a file that was handed out: each holds its file until it is taken back. */
const rememberingURL = () => class extends URL {
  static #given = new Set();
  static createObjectURL(blob) {
    const address = super.createObjectURL(blob);
    this.#given.add(address);
    return address;
  }
  static revokeObjectURL(address) {
    this.#given.delete(address);
    super.revokeObjectURL(address);
  }
  static takeAllBack() { for (const address of this.#given) this.revokeObjectURL(address); }
};

const headed = (words) => {
  const heading = el("h2", { className: "h-page", tabIndex: -1 }, words);
  heading.dataset.first = "";
  return heading;
};

/** Asks whether to finish. `goOn` ends the work; `back` goes on with it, and `save` goes on at the button that saves. */
const finishPanel = (word, isUnsaved, { goOn, back, save }) => panelOf("stopped",
  headed(word("finish.title")),
  el("p", {}, word(isUnsaved ? "finish.unsaved" : "finish.saved")),
  el("p", {}, word("finish.what")),
  el("div", { className: "actions" },
    ...(isUnsaved ? [button(word("finish.save-first"), save, "btn btn-main"), button(word("finish.go-on-unsaved"), goOn)]
      : [button(word("finish.go-on"), goOn, "btn btn-main")]),
    button(word("finish.stay"), back)));

/** What is left elsewhere, when nothing is left here. */
function finishedPanel(word, isErased, anew) {
  const said = spoken();
  const empty = async () => {
    const done = await navigator.clipboard.writeText("").then(() => true, () => false);
    said.textContent = word(done ? "finish.clipboard-emptied" : "finish.clipboard-refused");
  };
  const items = ["finish.downloads", "finish.printer", "finish.clipboard"].map((key) => el("li", {}, word(key)));
  return panelOf("stopped", headed(word("finish.done")),
    ...(isErased ? [] : [wrongHere(word("draft.not-erased"))]),
    el("h3", { className: "h-card" }, word("finish.remains")), el("ul", { className: "list" }, ...items),
    el("div", { className: "actions" }, button(word("finish.anew"), anew, "btn btn-main"),
      ...(navigator.clipboard ? [button(word("finish.clipboard-empty"), empty)] : [])), said);
}

/** After how many months a version is said to be old. */
const MONTHS = 6;

/** What else there is to know of the page: which version it has and how old that is, and whose scripts run beside it. */
const pagePart = (word) => {
  const count = parent === window ? othersOnPage() : 0;
  const released = new Date(RELEASED), old = new Date(RELEASED);
  old.setUTCMonth(old.getUTCMonth() + MONTHS);
  const date = released.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  return [el("h3", { className: "h-card" }, word("keeping.page")), el("p", {}, word("keeping.version").replace("{version}", VERSION).replace("{date}", date)),
    ...(Date.now() > old ? [el("p", {}, word("keeping.old"))] : []),
    ...(count ? [el("p", {}, word(count > 1 ? "keeping.scripts" : "keeping.scripts-one").replace("{count}", count))] : [])];
};

const keepingPanel = (word, parts, back) => panelOf("stopped", headed(word("keeping.title")), ...parts, ...pagePart(word),
  el("div", { className: "actions" }, button(word("keeping.back"), back, "btn btn-main")));
