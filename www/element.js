// <family-history-assistant>: the guest on somebody else's page. It knows no case logic and no words about people.
// `cargo xtask dist` makes one classic script of: STYLES (www/styles as a string), WASM, LETTERS and FOLLOWS (see www/wasm.js),
// startGlue(guard) (the generated bindings; every call gives a separate instance), www/wasm.js, www/panels.js and this file.

const NAME = "family-history-assistant";
let sheet, compiled;

const styles = () => {
  if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(STYLES);
  return sheet;
};

// Unpacked and compiled once for the whole page, without a request. Each element then has an instance of its own, so
// that a failure in one cannot reach another, and an element that is gone gives all its memory back.
// In a task of its own: the page that reads this script is not kept from its own work for longer than it must.
const compile = () => compiled ??= new Promise((go) => setTimeout(go)).then(() => WebAssembly.compile(wasmBytes()));

// Every way into the wasm, so that no trap goes unseen, and so that nothing enters an instance that has stopped.
const guard = (exports, run, stopped) => Object.fromEntries(Object.entries(exports).map(([name, value]) =>
  [name, typeof value !== "function" ? value : (...given) => {
    if (run.over) return undefined;
    try { return value(...given); } catch (error) { run.over = true; stopped(); throw error; }
  }]));

const today = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
};

class FamilyHistoryAssistant extends HTMLElement {
  static #open = new Set();         // the elements that are on a page now
  static #scenarios = [];
  #mount = null;          // the view lives in here
  #handle = null;         // the work lives in here: it outlives the view
  #starting = null;       // one start at a time
  #base = "";             // the file the work rests on, and every edit since, both outside wasm memory
  #journal = [];
  #hasFile = false;       // whether there is a file of the person's own, and how many edits the base holds that are not in it
  #edits = 0;
  #setAside = [];         // edits that "carry on" left out because the assistant stopped on them
  #content;
  #contentProblems = [];

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [styles()];
    this.#freshMount();
  }

  /** Scenarios for a page of trainers, each the text of a training file: see family-history-training.js. */
  static offerScenarios(texts) {
    this.#scenarios = texts.map(String);
    for (const element of this.#open) element.#handle?.offer_scenarios(this.#scenarios);
  }

  connectedCallback() {
    FamilyHistoryAssistant.#open.add(this);
    if (Object.hasOwn(this, "content")) {   // given before this script was read
      const { content } = this;
      delete this.content;
      this.content = content;
    }
    this.#show();
  }

  connectedMoveCallback() {}              // moveBefore(): the view comes along, there is nothing to do
  disconnectedCallback() { FamilyHistoryAssistant.#open.delete(this); this.#handle?.detach(); }

  /** A content pack of the agency's own. Refused packs leave the old one in place: see contentProblems. */
  get content() { return this.#content; }
  set content(pack) {
    this.#content = pack;
    if (this.#handle) this.#giveContent(this.#handle);
  }
  get contentProblems() { return [...this.#contentProblems]; }

  /** Opens the text of a saved review, as if the person had chosen the file. */
  async openFile(text) { (await this.#show())?.open_text(String(text)); }

  /** Ends the work and forgets it. An element that is put on a page again starts empty. */
  close() {
    const handle = this.#handle;
    this.#handle = this.#starting = null;
    this.#base = "";
    this.#journal = [];
    this.#hasFile = false;
    this.#edits = 0;
    this.#setAside = [];
    handle?.free();
    this.#freshMount();
  }

  async #show() {
    this.#mount.classList.add("fha-coming");
    const starting = this.#starting ??= this.#start();
    const handle = await starting;
    if (handle && starting === this.#starting && this.isConnected && !handle.shown) {
      handle.attach(this.#mount);
      this.#say("ready");
    }
    return this.#handle;
  }

  async #start() {
    const run = { over: false };
    let glue;
    try {
      glue = startGlue((exports) => guard(exports, run, () => this.#stopped(run)));
      await glue({ module_or_path: await compile() });
    } catch (error) {
      showPanel(this.#mount, WORDS.unavailable, { reason: String(error) });
      this.#say("failed", { why: "unavailable" });
      return null;
    }
    const config = { agency: this.getAttribute("agency") ?? "", today: today(), base: this.#base, journal: this.#journal, hasFile: this.#hasFile, edits: this.#edits };
    const handle = new glue.Handle(config, (kind, text) => this.#told(kind, text));
    this.#handle = handle;
    handle.offer_scenarios(FamilyHistoryAssistant.#scenarios);
    if (this.#content !== undefined) this.#giveContent(handle);
    return handle;
  }

  #told(kind, text) {
    if (kind === "journal") this.#journal.push(text);
    if (kind === "base") { this.#base = text; this.#journal = []; this.#hasFile = text !== ""; this.#edits = 0; }
    if (kind === "rest") { this.#edits += this.#journal.length; this.#base = text; this.#journal = []; }
    if (kind === "saved") this.#say("saved");
  }

  #giveContent(handle) {
    this.#contentProblems = handle.set_content(this.#content);
    if (this.#contentProblems.length) this.#say("content-refused", { problems: this.contentProblems });
  }

  #stopped() {
    const startedWell = this.#handle !== null;
    this.#handle = null;
    this.#starting = Promise.resolve(null);
    this.#freshMount();
    const carryOn = () => {
      if (!startedWell) this.#setAside.push(this.#journal.pop());
      this.#freshMount();
      this.#starting = null;
      this.#show();
    };
    showPanel(this.#mount, WORDS.stopped, { buttons: [
      [startedWell ? "Carry on" : "Carry on without the last change", carryOn],
      ["Save what you have to a file", () => this.#rescue()],
    ] });
    this.#say("failed", { why: "stopped" });
  }

  #rescue() {
    const text = JSON.stringify({ format: "family-history-assistant rescue", base: this.#base, journal: this.#journal, setAside: this.#setAside });
    const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    el("a", { href, download: `family-history-rescue-${today()}.json` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  }

  #freshMount() {
    const mount = el("div", { className: "fha" });
    this.#mount?.replaceWith(mount);
    if (!this.#mount) this.shadowRoot.append(mount);
    this.#mount = mount;
  }

  // Past tense, through shadow roots, and never with anything about a family.
  #say(what, detail = null) {
    this.dispatchEvent(new CustomEvent(`fha-${what}`, { bubbles: true, composed: true, detail }));
  }
}

if (!customElements.get(NAME)) customElements.define(NAME, FamilyHistoryAssistant);
