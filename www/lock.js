// The cover over the work, and when it is drawn. The work is not hidden but taken out of the page whole, and put back
// as it was: what is half typed, the caret and the place stay, because the view itself stays.

/** Papers of the work that were printed, each in a frame of its own beside what is drawn. */
const papersIn = (root) => [...root.children].filter((one) => one.localName === "iframe");

/** What stands in place of all that a shadow root holds, until it is put back. */
class Curtain {
  #root;
  #behind = null;
  #panel = null;
  #field = null;
  #caret = null;
  #scroll = [0, 0];
  #hadFocus = false;

  constructor(root) { this.#root = root; }

  get drawn() { return this.#behind !== null; }

  draw(panel) {
    const field = this.#field = this.#root.activeElement;
    this.#hadFocus = field !== null;
    this.#caret = field && typeof field.selectionStart === "number" ? [field.selectionStart, field.selectionEnd, field.selectionDirection] : null;
    this.#scroll = [scrollX, scrollY];
    hideTyped(this.#root);
    // Paper that was printed is in no sight, and taking it apart takes as long as drawing it did: the cover comes first.
    const papers = papersIn(this.#root);
    this.#behind = document.createDocumentFragment();
    this.#behind.append(...[...this.#root.childNodes].filter((node) => !papers.includes(node)));
    this.#root.append(this.#panel = panel);
    if (papers.length) painted().then(() => papers.forEach((paper) => paper.remove()));
    // Nobody's hands are taken from elsewhere on the page.
    if (this.#hadFocus || document.activeElement === document.body) panel.querySelector("[data-first]")?.focus();
  }

  open() {
    if (!this.#behind) return;
    const hadFocus = this.#hadFocus || this.#root.activeElement !== null;
    this.#panel.replaceWith(this.#behind);
    this.#behind = this.#panel = null;
    const field = this.#field?.isConnected ? this.#field : this.#root.getElementById("screen-heading");
    this.#field = null;
    if (hadFocus) {
      field?.focus({ preventScroll: true });
      if (this.#caret && field?.setSelectionRange) field.setSelectionRange(...this.#caret);
    }
    scrollTo(...this.#scroll);
  }
}

const MINUTE = 60_000;
const CODE_LETTERS = 4;
const ROUNDS = 600_000;          // of PBKDF2-SHA-256: the number OWASP's password storage cheat sheet asks for

/** Bits that only somebody who knows these words can make again. */
const bitsOf = async (secret, salt) => {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), "PBKDF2", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, key, 256)).join();
};

/** A field for something only the person knows, which can be looked at. No service that reads, fills in or keeps fields is offered it. */
const secretField = (word, id, words, hint) => {
  const input = el("input", { id, type: "password", className: "input width-20", autocomplete: "off", spellcheck: false, translate: false });
  for (const [name, value] of [["autocorrect", "off"], ["autocapitalize", "off"], ["writingsuggestions", "false"], ["data-gramm", "false"],
    ["data-bwignore", "true"], ["data-lpignore", "true"], ["data-1p-ignore", "true"]]) input.setAttribute(name, value);
  const about = hint ? [el("p", { className: "hint", id: `${id}-hint` }, hint)] : [];
  input.setAttribute("aria-describedby", `${hint ? `${id}-hint ` : ""}${id}-error`);
  const error = el("p", { className: "error-message", id: `${id}-error`, role: "alert" });
  const shown = el("input", { id: `${id}-show`, type: "checkbox", className: "shows-typed" });
  shown.addEventListener("change", () => { input.type = shown.checked ? "text" : "password"; });
  const part = el("div", { className: "field" }, el("label", { className: "label", htmlFor: id, id: `${id}-label` }, words), ...about, input, error);
  shown.setAttribute("aria-describedby", `${id}-label`);     // a panel may have several
  const field = el("div", { className: "secret" }, part,
    el("div", { className: "choice" }, shown, el("label", { htmlFor: shown.id }, word("cover.show-typed"))));
  /** Says what is wrong with what was typed; with nothing, that nothing is. */
  const wrong = (words = "") => {
    error.textContent = words;
    part.classList.toggle("field-error", words !== "");
    input.ariaInvalid = words ? "true" : null;
    if (words) input.focus();
  };
  return { input, field, wrong };
};

/** Whoever comes back to a panel, or to a page that was kept, finds nothing of this kind in sight. */
const hideTyped = (root) => root.querySelectorAll(".shows-typed:checked").forEach((shown) => shown.click());

const button = (words, onclick, className = "btn") => el("button", { type: "button", className, onclick }, words);

/** Something that needs saying, read out when it changes. */
const spoken = () => {
  const made = el("p", { className: "note" });
  made.setAttribute("role", "status");
  return made;
};

/** A panel of the element's own over the whole of it. */
const panelOf = (className, ...children) => el("div", { className: "fha", lang: "en-GB" }, el("section", { className: `widget ${className}` }, ...children));

/** When nobody may see the work: by hand, by three times Shift, after a while, and whenever the page goes out of sight by going elsewhere. */
class Lock {
  #element; #curtain; #word; #isBegun; #say;
  #code = null;
  #typed = false;
  #shifts = [];
  #last = 0;
  #timer = 0;
  #warning = null;
  #ends = null;

  constructor(element, { word, isBegun, say }) {
    this.#element = element;
    this.#curtain = new Curtain(element.shadowRoot);
    this.#word = word;
    this.#isBegun = isBegun;
    this.#say = say;
    // A line that is half typed is in no journal, and is work all the same.
    element.shadowRoot.addEventListener("input", () => { this.#typed = true; });
  }

  get drawn() { return this.#curtain.drawn; }

  /** Minutes with nothing pressed until the cover is drawn; none for never. */
  get minutes() {
    const said = (this.#element.getAttribute("lock-after") ?? "").trim();
    if (said === "never" || said === "0") return null;
    const minutes = Number(said);
    // Nobody is covered without a minute's warning; a day is as good as never.
    return said && minutes > 0 ? Math.min(Math.max(2, minutes), 24 * 60) : 10;
  }

  /** Whether anything of a review is here: opened, typed or begun. */
  get hasWork() { return this.#typed || this.#isBegun(); }

  /** Watches the page for as long as the element is on it. */
  watch() {
    this.#ends?.abort();
    const { signal } = this.#ends = new AbortController();
    const on = (target, names, does) => names.forEach((name) => target.addEventListener(name, does, { signal, capture: true, passive: true }));
    on(window, ["pagehide"], () => hideTyped(this.#element.shadowRoot));
    on(window, ["pagehide", "pageshow"], (event) => { if (this.hasWork && (event.type === "pagehide" || event.persisted)) this.draw({ atOnce: true }); });
    // What a screen reader or a switch does for a person comes as a click or a move of the focus alone.
    on(window, ["keydown", "pointerdown", "pointermove", "wheel", "input", "touchstart", "mousedown", "click"], (event) => this.#active(event));
    // A move of the focus from one control of ours to another is told in here alone.
    on(this.#element.shadowRoot, ["focusin", "change"], (event) => this.#active(event));
    on(document, ["visibilitychange"], () => this.look());
    window.addEventListener("keydown", (event) => {
      if (!event.altKey || !event.shiftKey || event.code !== "KeyD" || this.drawn) return;
      event.preventDefault();
      if (event.repeat) return;
      // Names hidden or shown, from wherever the keyboard is.
      this.#element.shadowRoot.getElementById("discreet")?.click();
    }, { signal });
    this.#last = Date.now();
    this.look();
  }

  unwatch() {
    this.#ends?.abort();
    clearTimeout(this.#timer);
  }

  /** Forgets the code and whatever was covered: the work is gone. */
  forget() {
    this.#code = null;
    this.#typed = false;
    this.#unwarn();
    this.#curtain.open();
  }

  /** Another review: nothing of it was typed yet. */
  begunAnew() { this.#typed = false; }

  /** `atOnce`: the page is left, or came back. Nothing that was printed is in what a browser keeps of it. */
  draw({ atOnce = false } = {}) {
    if (atOnce) papersIn(this.#element.shadowRoot).forEach((paper) => paper.remove());
    if (this.#curtain.drawn) return;
    this.#unwarn();
    this.#curtain.draw(this.#panel());
    this.#say("locked");
  }

  #panel() {
    const word = this.#word, said = spoken();
    const show = () => {
      this.#curtain.open();
      this.#last = Date.now();
      this.look();
      this.#say("unlocked");
    };
    const title = el("h2", { className: "h-page" }, word("cover.title"));
    if (!this.#code) {
      const first = button(word("cover.show"), show, "btn btn-main");
      first.dataset.first = "";
      return panelOf("covered", title, el("p", {}, word("cover.kept")), el("p", {}, word("cover.anyone")), first);
    }
    const { input, field, wrong } = secretField(word, "cover-code", word("cover.code"));
    input.dataset.first = "";
    let times = 0;
    const tryIt = async () => {
      if (first.disabled) return;
      first.disabled = true;
      wrong();
      said.textContent = word("cover.looking");
      const { salt, bits } = this.#code;
      const given = input.value;
      input.value = "";
      const right = (await bitsOf(given, salt)) === bits;
      // Each wrong code takes longer: nobody tries them all.
      if (!right) await new Promise((done) => setTimeout(done, Math.min(times++, 10) * 1000));
      first.disabled = false;
      if (right) return show();
      said.textContent = "";
      wrong(word("cover.wrong-code"));
    };
    const first = button(word("cover.show"), tryIt, "btn btn-main");
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") tryIt(); });
    return panelOf("covered", title, el("p", {}, word("cover.kept")), field, first, said, el("p", { className: "hint" }, word("cover.forgot")));
  }

  // --- when ---------------------------------------------------------------------------------------------------------

  #active(event) {
    // A computer that slept counted no time: what is pressed first is not what kept the screen open.
    if (Date.now() - this.#last > MINUTE) this.look();
    this.#last = Date.now();
    this.#unwarn();
    if (event.type === "keydown") this.#shift(event);
  }

  #shift({ key, repeat, timeStamp }) {
    if (key !== "Shift" || this.#element.getAttribute("cover-key") === "off") this.#shifts = [];
    else if (!repeat) this.#shifts = [...this.#shifts, timeStamp].filter((at) => timeStamp - at < 1500);
    if (this.#shifts.length < 3) return;
    this.#shifts = [];
    if (this.hasWork) this.draw();
  }

  /** Looks whether it is time, and when to look again. */
  look() {
    clearTimeout(this.#timer);
    const { minutes } = this;
    if (minutes === null) return;
    const idle = Date.now() - this.#last, left = minutes * MINUTE - idle;
    // An exercise has no family in it, and a group talks for a long time.
    const matters = this.hasWork && !this.drawn && !this.#element.shadowRoot.querySelector(".is-training");
    if (matters && left <= 0) return this.draw();
    if (matters && left <= MINUTE) this.#warn();
    const next = left > MINUTE ? left - MINUTE : left > 0 ? left : minutes * MINUTE - MINUTE;
    this.#timer = setTimeout(() => this.look(), next);
  }

  #warn() {
    if (this.#warning) return;
    this.#warning = el("div", { className: "fha lock-soon" });
    this.#warning.setAttribute("role", "alert");
    this.#element.shadowRoot.prepend(this.#warning);
    this.#warning.append(el("div", { className: "notice" }, el("p", {}, this.#word("cover.soon"))));
  }

  #unwarn() {
    if (!this.#warning) return;
    this.#warning.remove();
    this.#warning = null;
  }

  // --- its code -----------------------------------------------------------------------------------------------------

  /** The part of “Cover, code and draft” that is about the cover. */
  settings() {
    const word = this.#word, said = spoken(), { minutes } = this;
    const lines = [word("keeping.cover-how"), ...(minutes === null ? [] : [word("keeping.cover-idle").replace("{minutes}", minutes)])];
    const cover = [el("h3", { className: "h-card" }, word("keeping.cover")), ...lines.map((line) => el("p", {}, line))];
    const about = [el("h3", { className: "h-card" }, word("keeping.code")), el("p", {}, word("keeping.code-why")), el("p", {}, word("keeping.code-not"))];
    if (!globalThis.crypto?.subtle) return [...cover, ...about, el("p", {}, word("keeping.code-cannot"))];
    const { input, field, wrong } = secretField(word, "keeping-code", word("keeping.code-new"), word("keeping.code-lost"));
    const set = async () => {
      const given = input.value;
      if (given.length < CODE_LETTERS) {
        said.textContent = "";
        return wrong(word("keeping.code-short"));
      }
      wrong();
      input.value = "";
      const salt = crypto.getRandomValues(new Uint8Array(16));
      this.#code = { salt, bits: await bitsOf(given, salt) };
      said.textContent = word("keeping.code-is-set");
      off.hidden = false;
    };
    input.addEventListener("keydown", (event) => { if (event.key === "Enter") set(); });
    const off = button(word("keeping.code-off"), () => {
      this.#code = null;
      wrong();
      said.textContent = word("keeping.code-is-off");
      off.hidden = true;
      input.focus();
    });
    off.hidden = !this.#code;
    said.textContent = word(this.#code ? "keeping.code-is-set" : "keeping.code-is-off");
    return [...cover, ...about, field, el("div", { className: "actions" }, button(word("keeping.code-set"), set), off), said];
  }
}
