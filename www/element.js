// <family-history-assistant>: the guest on somebody else's page. It knows no case logic and no words about people.
// `cargo xtask dist` makes one classic script of: STYLES (www/styles as a string), FIRST, LATER and FOLLOWS (see www/wasm.js),
// startGlue(guard, URL) (the generated bindings; every call gives a separate instance), and the files of www/ in the order of PARTS in
// src/xtask/dist/pack.rs, with this file last.

const NAME = "family-history-assistant";
let sheet, firstPart, laterPart;

// What else runs on a page can read what is on it. In a frame of its own nothing else does.
const ownScript = document.currentScript?.src;
let isToldOfOthers = false;

/** From how many other addresses scripts are on the page. The one that this script came from is trusted already. */
const othersOnPage = () => {
  const origins = [...document.scripts].filter(({ src }) => /^https?:/.test(src)).map(({ src }) => new URL(src).origin);
  return new Set(origins.filter((origin) => origin !== location.origin && !ownScript?.startsWith(`${origin}/`))).size;
};

const tellOfOthers = () => {
  const count = isToldOfOthers || parent !== window ? 0 : othersOnPage();
  if (!count) return;
  isToldOfOthers = true;
  console.warn(`${NAME}: this page also runs scripts from ${count > 1 ? `${count} other addresses` : "another address"}. They can read what is on it. The page for a frame keeps them out: see EMBEDDING.md.`);
};

// Nothing in a browser that is too old for it.
const styles = () => {
  if (!sheet && "adoptedStyleSheets" in document) (sheet = new CSSStyleSheet()).replaceSync(STYLES);
  return sheet;
};

// Unpacked and compiled once for the whole page. Each element then has an instance of its own, so
// that a failure in one cannot reach another, and an element that is gone gives all its memory back.
// In a task of its own: the page that reads this script is not kept from its own work for longer than it must.
const compileFirst = () => firstPart ??= new Promise((go) => setTimeout(go)).then(firstWasm);
const compileLater = () => laterPart ??= laterWasm();

// Once what was just drawn is on the screen, which is by the frame after; where the page is not looked at, soon.
const painted = () => new Promise((go) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go)));
  setTimeout(go, 300);
});

const aMoment = () => new Promise((go) => { setTimeout(go, 500); });

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
  static observedAttributes = ["lock-after"];
  static #open = new Set();         // the elements that are on a page now
  static #scenarios = [];
  static #needsAll = false;         // the first screen needed more than the first part of the wasm
  #mount = null;          // the view lives in here
  #height;                // watches how high it is
  #handle = null;         // the work lives in here: it outlives the view
  #starting = null;       // one start at a time
  #turn = 0;              // which of them: one that was overtaken comes to nothing
  #whole = null;          // comes true when all of the wasm is there; what is pressed before that waits for it
  #isWhole = false;
  #pressed = null;
  #moment = null;         // what is said meanwhile, and when it is late
  #late;
  #base = "";             // the file the work rests on, and every edit since, both outside wasm memory
  #journal = [];
  #hasFile = false;       // whether there is a file of the person's own, and how many edits the base holds that are not in it
  #edits = 0;
  #setAside = [];         // edits that "carry on" left out because the assistant stopped on them
  #place = "";            // where the person is, and what the fields in sight held when the assistant stopped
  #typed = null;
  #stops = 0;             // in a row, with nothing done between them
  #begunAnew = false;     // by the person: whose review it is, is theirs to say
  #isOther = false;       // another file was opened, and nothing typed since: fields in sight may be of the one before
  #words = {};            // of the panels that are drawn over the work
  #forget = null;         // wipes the memory of the instance that runs
  #urls = rememberingURL();
  #lock;
  #aside;                 // what asks before finishing, over the work
  #draft;
  #content;
  #contentProblems = [];
  #dirty = false;         // there is work in no file

  static version = VERSION;

  constructor() {
    super();
    this.attachShadow({ mode: "open" });
    if (styles()) this.shadowRoot.adoptedStyleSheets = [styles()];
    this.#freshMount();
    this.#lock = new Lock(this, {
      word: this.#word, isBegun: () => this.#base !== "" || this.#journal.length > 0, say: (what) => this.#say(what),
    });
    this.#aside = new Curtain(this.shadowRoot);
    this.#draft = new Draft(this, {
      word: this.#word, work: () => ({ base: this.#base, journal: this.#journal, place: this.#place, hasFile: this.#hasFile, edits: this.#edits }),
      resume: (work) => this.#resume(work),
    });
    keepFocus(this.shadowRoot);
    sayErrors(this.shadowRoot);
    this.shadowRoot.addEventListener("input", () => { this.#isOther = false; });
    for (const kind of ["click", "change"]) this.shadowRoot.addEventListener(kind, (event) => this.#wait(event), true);
  }

  /** Whether anything of a review is here: opened, typed or begun. */
  get hasWork() { return this.#lock.hasWork; }

  /** Whether there is work that is in no file. */
  get dirty() { return this.#dirty; }

  /** Scenarios for a page of trainers, each the text of a training file: see family-history-training.js. */
  static offerScenarios(texts) {
    this.#scenarios = texts.map(String);
    for (const element of this.#open) if (element.#isWhole) element.#handle?.offer_scenarios(this.#scenarios);
  }

  connectedCallback() {
    FamilyHistoryAssistant.#open.add(this);
    if (Object.hasOwn(this, "content")) {   // given before this script was read
      const { content } = this;
      delete this.content;
      this.content = content;
    }
    this.#lock.watch();
    // Scripts that the page names itself are all there then.
    if (document.readyState === "complete") tellOfOthers();
    else addEventListener("load", tellOfOthers, { once: true });
    this.#show();
  }

  attributeChangedCallback() { if (this.isConnected) this.#lock.look(); }
  connectedMoveCallback() {}              // moveBefore(): the view comes along, there is nothing to do
  disconnectedCallback() {
    FamilyHistoryAssistant.#open.delete(this);
    this.#lock.unwatch();
    if (this.#isWhole) this.#handle?.detach();      // else once it is
  }

  /** A content pack of the agency's own. Refused packs leave the old one in place: see contentProblems. */
  get content() { return this.#content; }
  set content(pack) {
    this.#content = pack;
    if (this.#handle && this.#isWhole) this.#giveContent(this.#handle);
  }
  get contentProblems() { return [...this.#contentProblems]; }

  /** Opens the text of a saved review, as if the person had chosen the file. */
  async openFile(text) { (await this.#show())?.open_text(String(text)); }

  /** Ends the work and forgets it. An element that is put on a page again starts empty. */
  close() {
    this.#draft.leave();          // while there is something to write in it
    this.#letGo();
    this.#base = this.#place = "";
    this.#journal = [];
    this.#hasFile = false;
    this.#edits = 0;
    this.#setAside = [];
    this.#typed = null;
    this.#begunAnew = false;
    this.#stops = 0;
    this.#lock.forget();
    this.#aside.open();
    this.#dirty = false;
    this.#urls.takeAllBack();
    this.#freshMount();
  }

  /** Lets the instance go that runs, and wipes its memory. */
  #letGo() {
    const handle = this.#handle, isWhole = this.#isWhole, forget = this.#forget;
    this.#turn++;
    this.#handle = this.#starting = this.#whole = this.#pressed = this.#forget = null;
    this.#isWhole = false;
    this.#meanwhileIsOver();
    if (isWhole) handle?.free();
    forget?.();
  }

  /** Draws what there is, and gives back the handle once all of the wasm is there. */
  async #show() {
    this.#mount.classList.add("fha-coming");
    const starting = this.#starting ??= this.#start();
    const handle = await starting;
    const isNew = handle && starting === this.#starting && this.isConnected && !handle.shown;
    try {
      if (isNew) handle.attach(this.#mount);
    } catch (error) {
      if (starting === this.#starting || this.#isWhole) throw error;
    }
    if (isNew && starting === this.#starting) this.#say("drawn");
    await this.#whole;
    // Overtaken by another start, which whoever asked waits for instead.
    if (starting !== this.#starting) return this.#starting && this.#show();
    if (isNew && this.#handle?.shown) {
      if (this.#typed) setTimeout(() => this.#backInPlace());
      this.#say("ready");
      if (!this.#base && !this.#journal.length) this.#offerDraft();
    }
    return this.#handle;
  }

  async #start() {
    const run = { over: false, isWhole: false }, turn = this.#turn;
    const cause = missing(this);
    if (cause) return this.#cannot(failing(cause));
    const config = {
      agency: this.#begunAnew || this.#base ? "" : this.getAttribute("agency") ?? "", today: today(), base: this.#base, journal: this.#journal, place: this.#place,
      hasFile: this.#hasFile, edits: this.#edits,
    };
    // The first screen of an empty review needs the first part of the wasm alone.
    const isEmpty = !this.#base && !this.#journal.length && !this.#place && this.#content === undefined && !FamilyHistoryAssistant.#scenarios.length;
    let handle, complete;
    this.#isWhole = false;
    this.#whole = null;
    try {
      const glue = startGlue((exports, imports) => {
        complete = async () => {
          const module = await compileLater();
          if (!run.over) await WebAssembly.instantiate(module, { ...imports(), first: exports });
          run.isWhole = true;
        };
        return guard(exports, run, () => (run.isWhole ? this.#stopped() : this.#startWhole()));
      }, this.#urls);
      const begin = async () => glue({ module_or_path: await compileFirst() });
      // Where many have just come and gone there may be room only once the browser has tidied up: it is tried once more.
      const { memory } = await begin().catch((error) => (error instanceof RangeError ? aMoment().then(begin) : Promise.reject(error)));
      if (turn !== this.#turn) return null;
      this.#forget = () => {
        run.over = true;
        new Uint8Array(memory.buffer).fill(0);
      };
      if (!isEmpty || FamilyHistoryAssistant.#needsAll) await complete();
      if (turn !== this.#turn) return null;
      handle = new glue.Handle(config, (kind, text, ...more) => this.#told(kind, text, ...more));
    } catch (error) {
      // Where it stopped on the way, that was said already.
      return run.over ? null : this.#cannot(error);
    }
    this.#handle = handle;
    this.#learn(handle);
    if (run.isWhole) {
      this.#isComplete(handle);
      return handle;
    }
    this.#whole = painted().then(complete).then(() => this.#isComplete(handle), (error) => this.#cannotGoOn(handle, error));
    this.#late = setTimeout(() => this.#sayMeanwhile("coming.late"), 10_000);
    return handle;
  }

  #isComplete(handle) {
    if (handle !== this.#handle) return;
    this.#isWhole = true;
    this.#meanwhileIsOver();
    if (!this.isConnected) handle.detach();
    if (FamilyHistoryAssistant.#scenarios.length) handle.offer_scenarios(FamilyHistoryAssistant.#scenarios);
    if (this.#content !== undefined) this.#giveContent(handle);
    const { kind, target } = this.#pressed ?? {};
    this.#pressed = null;
    if (!target?.isConnected) return;
    target.dispatchEvent(kind === "click" ? new MouseEvent(kind, { bubbles: true, cancelable: true, composed: true }) : new Event(kind, { bubbles: true }));
  }

  /** What is pressed, or chosen, while the rest of the wasm is on its way is done when it is there; of several the last. */
  #wait(event) {
    const { type: kind, target } = event;
    if (!this.#handle || this.#isWhole || !this.#mount.contains(target)) return;
    event.stopImmediatePropagation();
    // A window to choose a file opens only right after a press. What is chosen in it waits.
    if (kind === "click" && target.id === "file") return;
    event.preventDefault();
    if (target.closest("#open")) return this.#mount.querySelector("#file").click();
    this.#pressed = { kind, target };
    this.#sayMeanwhile("coming.moment");
  }

  /** Says it below what was pressed, or above where there is no room: in a frame as tall as its page the bottom may be out of sight. */
  #sayMeanwhile(key, target = this.#pressed?.target) {
    const pressed = target?.id === "file" ? this.#mount.querySelector("#open") : target;
    // Put there first and filled then, so that it is read out.
    if (!this.#moment) this.shadowRoot.append(this.#moment = el("div", { role: "status" }));
    this.#moment.className = `fha fha-moment${pressed ? " fha-moment-near" : ""}`;
    const words = el("p", {}, this.#word(key));
    this.#moment.replaceChildren(words);
    if (!pressed) return;
    const { top, bottom } = pressed.getBoundingClientRect(), tall = words.offsetHeight + 8;
    words.style.top = `${(bottom + tall > innerHeight ? top - tall : bottom) - this.#moment.getBoundingClientRect().top}px`;
  }

  #meanwhileIsOver() {
    clearTimeout(this.#late);
    this.#moment?.remove();
    this.#moment = null;
  }

  /** The first part came to something that is in the other. Nobody has done anything yet: so all is begun anew, with both. */
  #startWhole() {
    FamilyHistoryAssistant.#needsAll = true;
    const forget = this.#forget;
    this.#forget = null;
    this.#letGo();
    setTimeout(() => forget?.());           // once everything that was on its way out of it is out
    this.#freshMount();
    this.#show();
  }

  /** The rest of the wasm did not come. Nobody has done anything yet. */
  #cannotGoOn(handle, error) {
    if (handle !== this.#handle) return;
    this.#letGo();
    this.#freshMount();
    this.#starting = Promise.resolve(this.#cannot(error));
  }

  #told(kind, text, hasFile, isDirty) {
    if (kind === "journal") this.#journal.push(text);
    if (kind === "base") {
      [this.#base, this.#journal, this.#setAside, this.#hasFile, this.#edits] = [text, [], [], hasFile, 0];
      [this.#isOther, this.#begunAnew, this.#dirty] = [true, text === "", isDirty];
      this.#lock.begunAnew();
    }
    if (kind === "rest") { this.#edits += this.#journal.length; this.#base = text; this.#journal = []; }
    if (kind === "saved") { [this.#isOther, this.#hasFile] = [false, true]; this.#say("saved"); }
    if (kind === "place") this.#place = text;
    if (kind === "journal" || kind === "base" || kind === "place") this.#stops = 0;
    if (kind === "journal" && !this.#dirty) this.#say("dirty");
    if (kind === "journal") this.#dirty = true;
    // Somebody may have typed on while the file was made.
    if (kind === "saved") this.#dirty = this.#edits + this.#journal.length > 0;
    if (kind === "journal" || kind === "base" || kind === "rest") this.#draft.changed(kind === "journal" ? text : undefined);
    if (kind === "making") this.#sayMeanwhile("coming.made", this.shadowRoot.activeElement);
    if (kind === "made") this.#meanwhileIsOver();
    // Not while the assistant is at work: what it draws in would be taken from under it.
    if (kind === "cover") queueMicrotask(() => this.#lock.draw());
    if (kind.startsWith("finish")) queueMicrotask(() => this.#askToFinish(kind === "finish-unsaved"));
    if (kind === "keeping") queueMicrotask(() => this.#aside.draw(keepingPanel(this.#word, [...this.#lock.settings(), ...this.#draft.settings()], () => this.#aside.open())));
  }

  #word = (key) => this.#words[key] ?? key;

  #learn(handle) {
    const words = handle.words();
    for (let at = 0; at < words.length; at += 2) this.#words[words[at]] = words[at + 1];
  }

  #askToFinish(isUnsaved) {
    const back = () => this.#aside.open();
    this.#aside.draw(finishPanel(this.#word, isUnsaved, {
      back,
      save: () => {
        back();
        const save = this.#mount.querySelector("#save");
        save?.focus();
        save?.click();
      },
      goOn: async () => {
        const isErased = await this.#draft.erase();
        this.close();
        this.#say("finished");
        this.#aside.draw(finishedPanel(this.#word, isErased, async () => {
          back();
          await this.#show();
          setTimeout(() => this.#mount.querySelector("#screen-heading")?.focus());
        }));
      },
    }));
  }

  #cannot(error) {
    const cause = causeOf(error);
    showPanel(this.#mount, cause, { reason: error.cause === cause ? "" : String(error) });
    this.#say("failed", { code: cause });
    return null;
  }

  async #offerDraft() {
    const panel = await this.#draft.offer(() => this.#aside.open());
    if (panel && !this.#base && !this.#journal.length && !this.#aside.drawn && !this.#lock.drawn) this.#aside.draw(panel);
  }

  /** Goes on with other work in a fresh instance. */
  #resume({ base, journal, place, hasFile, edits }) {
    this.#letGo();
    this.#setAside = [];
    [this.#base, this.#journal, this.#place, this.#typed] = [base, journal, place, {}];
    [this.#hasFile, this.#edits, this.#dirty] = [hasFile, edits, edits + journal.length > 0];
    if (this.#dirty) this.#say("dirty");
    this.#freshMount();
    this.#show();
  }

  #giveContent(handle) {
    this.#contentProblems = handle.set_content(this.#content);
    this.#learn(handle);
    if (this.#contentProblems.length) this.#say("content-refused", { problems: this.contentProblems });
  }

  // A fresh instance goes to the same place. If that stops too before anything was done, the next goes to the first screen, and
  // the one after that does without the last change. The person starts each: they know what happened before they type
  // on, and can take a file first.
  #stopped() {
    const stops = this.#stops++;
    const without = this.#journal.length > 0 && (this.#handle === null || stops >= 2);
    this.#typed = stops || this.#isOther ? {} : this.#inSight();
    this.#handle = null;
    this.#starting = Promise.resolve(null);
    const forget = this.#forget;
    setTimeout(() => forget?.());           // once everything that was on its way out of it is out
    this.#freshMount();
    const carryOn = () => {
      // How the person looks at it stays: names that are hidden stay hidden.
      if (stops) this.#place = ["home", "", ...this.#place.split("\n").slice(2)].join("\n");
      if (without) {
        this.#setAside.push(this.#journal.pop());
        this.#draft.changed();
      }
      this.#freshMount();
      this.#starting = null;
      this.#show();
    };
    const save = ["Save what you have to a file", () => this.#rescue()];
    showPanel(this.#mount, "stopped", without ? {
      more: "It stops on the last change. Carrying on leaves that change out. A file saved here holds it still.",
      buttons: [save, ["Carry on without the last change", carryOn]],
    } : { buttons: [["Carry on", carryOn], save] });
    this.#say("failed", { code: "stopped" });
  }

  /** What the fields in sight hold, and which has the focus: a line that is half typed is in no journal. */
  #inSight() {
    const fields = [...this.#mount.querySelectorAll("input[type=text], textarea")].filter(({ id, value }) => id && value);
    return { focus: this.shadowRoot.activeElement?.id, fields: fields.map(({ id, value }) => [id, value]) };
  }

  /** Puts back what was half typed, where a field came back with less, and the focus. */
  #backInPlace() {
    const { focus, fields = [] } = this.#typed ?? {};
    this.#typed = null;
    const find = (id) => this.#mount.querySelector(`[id="${CSS.escape(id)}"]`);
    for (const [id, value] of fields) {
      const field = find(id);
      if (!field || field.value === value || !value.startsWith(field.value)) continue;
      field.value = value;
      field.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }
    ((focus && find(focus)) || find("screen-heading"))?.focus();
  }

  #rescue() {
    const text = JSON.stringify({ format: "family-history-assistant rescue", base: this.#base, journal: this.#journal, setAside: this.#setAside });
    const href = this.#urls.createObjectURL(new Blob([text], { type: "application/json" }));
    el("a", { href, download: `family-history-rescue-${today()}.json` }).click();
    setTimeout(() => this.#urls.revokeObjectURL(href), 60_000);
  }

  #freshMount() {
    const mount = el("div", { className: "fha", lang: "en-GB" });
    // A frame is as high as it is told to be. Elsewhere nobody needs to know, and watching would be heard in the page's own log of errors.
    if (parent !== window) {
      this.#height?.disconnect();
      this.#height = new ResizeObserver(([{ target }]) => {
        // As high as the window, until what belongs there is drawn; and no height of its own while something stands over it.
        const isDrawn = target.isConnected && target.firstChild && !target.querySelector(".soon");
        if (isDrawn && target.offsetHeight) this.#say("resize", { height: target.offsetHeight });
      });
      this.#height.observe(mount);
    }
    papersIn(this.shadowRoot).forEach((paper) => paper.remove());
    this.#mount?.replaceWith(mount);
    if (!this.#mount) this.shadowRoot.append(mount);
    this.#mount = mount;
  }

  // Past tense, through shadow roots, and never with anything about a family.
  #say(what, detail = null) {
    this.dispatchEvent(new CustomEvent(`fha-${what}`, { bubbles: true, composed: true, detail }));
  }
}

// The same script twice is one element. Another version stands beside the first, under a name of its own.
const VERSIONED = `${NAME}-${VERSION.replaceAll(".", "-")}`;
const first = customElements.get(NAME);
if (first?.version !== VERSION && !customElements.get(VERSIONED)) {
  const name = first ? VERSIONED : NAME;
  customElements.define(name, FamilyHistoryAssistant);
  document.dispatchEvent(new CustomEvent("fha-defined", { detail: { name, version: VERSION } }));
}
