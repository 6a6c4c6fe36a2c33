// A draft in this browser, for where an agency allows it and the person wants it: the work, locked with words that only the person
// knows, and written within a moment of every change. Without both of them nothing is written and nothing is opened.
//
// A draft is the file the work rests on and the edits since, in parts: each part is locked by itself and bound to its draft and its
// number, and one that holds all of the work takes the place of those before it.

const DRAFTS = "family-history-assistant drafts";
const DAYS = 7;                  // a draft that nobody wrote to for so long is erased when the page is opened
const SOON = 200;                // milliseconds from a change to its being written
const SECRET_LETTERS = 8;

const answered = (asked) => new Promise((done, fail) => {
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => fail(asked.error);
});

/** The drafts of this browser, or null where there are none and none are to be made: not even an empty place for them. */
async function openDrafts(make) {
  const asked = indexedDB.open(DRAFTS, 1);
  asked.onupgradeneeded = () => {
    if (!make) return asked.transaction.abort();
    asked.result.createObjectStore("drafts", { keyPath: "id" });
    asked.result.createObjectStore("parts");
  };
  try {
    const drafts = await answered(asked);
    drafts.onversionchange = () => drafts.close();
    return drafts;
  } catch (error) {
    if (make) throw error;
    return null;
  }
}

/** Does something with both lists as one step: all of it or nothing. */
const inOneStep = (drafts, does) => new Promise((done, fail) => {
  const step = drafts.transaction(["drafts", "parts"], "readwrite");
  const asked = does(step.objectStore("drafts"), step.objectStore("parts"));
  step.oncomplete = () => done(asked?.result);
  step.onabort = () => fail(step.error);
});

const partsOf = (id, until = Infinity) => IDBKeyRange.bound([id], [id, until]);
const lockName = (id) => `${DRAFTS} ${id}`;
const heldNames = async () => new Set((await navigator.locks.query()).held.map(({ name }) => name));

async function eraseDraft(id) {
  const drafts = await openDrafts(false);
  if (!drafts) return;
  await inOneStep(drafts, (list, parts) => { list.delete(id); parts.delete(partsOf(id)); });
  const left = await inOneStep(drafts, (list) => list.count());
  drafts.close();
  if (!left) indexedDB.deleteDatabase(DRAFTS);
}

const keyOf = async (secret, salt) => crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS },
  await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), "PBKDF2", false, ["deriveKey"]),
  { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

/** What lets go of the lock of a draft, or nothing where another tab has it: no other may write to it while this one is open. */
const hold = (id) => new Promise((done) => {
  navigator.locks.request(lockName(id), { ifAvailable: true }, (lock) => lock ? new Promise((letGo) => done(letGo)) : done(null)).catch(() => done(null));
});

/** Words that take the keyboard, so that they are read out. */
const tellHere = (words) => el("p", { tabIndex: -1 }, words);

const wrongHere = (words) => el("p", { className: "error-message", role: "alert" }, words);

const leaveSeat = ({ drafts, letGo }) => { drafts.close(); letGo?.(); };

const boundTo = ({ id }, number) => new TextEncoder().encode(`${id} ${number}`);

async function sealPart(seat, part, number) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: boundTo(seat, number) }, seat.key, new TextEncoder().encode(JSON.stringify(part)));
  return { iv, data };
}

const openPart = async (seat, { iv, data }, number) =>
  JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: boundTo(seat, number) }, seat.key, data)));

class Draft {
  #element; #word; #work; #resume;
  #seat = null;                  // the draft this tab writes to: its id, key and salt, the lists it is in, and what lets go of its lock
  #ends = null;
  #turn = 0;                     // which opening of a draft: one that was overtaken comes to nothing
  #busy = false;
  #number = 0;
  #whole = true;                 // the next part holds all of the work
  #edits = [];
  #timer = 0;
  #writing = Promise.resolve();
  #state = el("p", { className: "fha draft-state" });

  /** `work` gives the work as it is now; `resume` goes on with other work. */
  constructor(element, { word, work, resume }) {
    this.#element = element;
    this.#word = word;
    this.#work = work;
    this.#resume = resume;
  }

  get #allowed() { return this.#element.getAttribute("drafts") === "allowed"; }

  /** Why none can be kept here; nothing where one can. */
  async #why() {
    if (!this.#allowed) return "draft.not-allowed";
    if (!globalThis.crypto?.subtle) return "draft.insecure";
    try {
      await navigator.locks.query();
      (await openDrafts(false))?.close();
    } catch {
      return "draft.no-storage";
    }
    return "";
  }

  // --- keeping ------------------------------------------------------------------------------------------------------

  /** From now on this tab writes to this draft: also when the page goes out of sight, for there may be no later. */
  #keep(seat) {
    [this.#seat, this.#ends] = [seat, new AbortController()];
    for (const [target, name] of [[document, "visibilitychange"], [window, "pagehide"]]) {
      target.addEventListener(name, () => this.#write(), { signal: this.#ends.signal });
    }
  }

  /** Something was told that the draft must hold. */
  changed(edit) {
    if (!this.#seat) return;
    if (edit === undefined) this.#whole = true;
    else if (edit) this.#edits.push(edit);
    this.#timer ||= setTimeout(() => this.#write(), SOON);
  }

  /** Writes what there is to write: as it is now, whatever comes while the part before is still being written. */
  #write() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const seat = this.#seat, whole = this.#whole, edits = this.#edits;
    if (!seat || !(whole || edits.length)) return this.#writing;
    const { journal, ...work } = this.#work();
    const part = whole ? { ...work, journal: [...journal] } : { journal: edits, place: work.place };
    const number = this.#number++;
    [this.#edits, this.#whole] = [[], false];
    return this.#writing = this.#writing.then(() => this.#put(seat, part, number, whole));
  }

  async #put(seat, part, number, whole) {
    const at = new Date(), { id, salt } = seat;
    try {
      const sealed = await sealPart(seat, part, number);
      if (seat.isErased) return;
      await inOneStep(seat.drafts, (list, parts) => {
        if (whole) parts.delete(partsOf(id, number - 1));
        list.put({ id, salt, at });
        parts.put(sealed, [id, number]);
      });
      if (seat === this.#seat) this.#say(this.#word("draft.kept").replace("{time}", at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })));
    } catch {
      if (seat !== this.#seat) return;
      // What was left out is in the next one that can be written.
      this.#whole = true;
      this.#say(this.#word("draft.refused"), "alert");
    }
  }

  #say(words, role = "note") {
    this.#state.setAttribute("role", role);
    if (this.#state.textContent !== words) this.#state.textContent = words;
    if (!this.#state.parentNode) this.#element.shadowRoot.prepend(this.#state);
  }

  /** One thing at a time: making a key takes a while, and a press meanwhile is the same press. */
  async #once(does) {
    if (this.#busy) return;
    this.#busy = true;
    try { await does(); } finally { this.#busy = false; }
  }

  /** A seat at a draft, unless another tab has it or this opening of it was overtaken. */
  async #sit(id, salt, secret) {
    const turn = this.#turn;
    const key = await keyOf(secret, salt), drafts = await openDrafts(true), letGo = await hold(id);
    const seat = { id, key, salt, drafts, letGo };
    if (letGo && turn === this.#turn && !this.#seat) return seat;
    leaveSeat(seat);
    throw new Error(letGo ? "overtaken" : "held");
  }

  async #begin(secret) {
    const id = [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    this.#keep(await this.#sit(id, crypto.getRandomValues(new Uint8Array(16)), secret));
    this.#number = 0;
    this.#whole = true;
    await this.#write();
  }

  /** Leaves the draft as it is, for another time. What was to be written soon is written first. */
  leave() {
    this.#turn++;
    const seat = this.#seat, last = this.#timer ? this.#write() : this.#writing;
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#seat = null;
    this.#edits = [];
    this.#ends?.abort();
    this.#state.remove();
    if (seat) last.then(() => leaveSeat(seat));
  }

  /** Erases the draft of this tab. Gives back whether nothing of it is left. */
  async erase() {
    const seat = this.#seat;
    this.#turn++;
    if (!seat) return true;
    seat.isErased = true;                  // nothing more is written
    await this.#writing;
    this.leave();
    return eraseDraft(seat.id).then(() => true, () => false);
  }

  // --- finding ------------------------------------------------------------------------------------------------------

  /** The drafts there are, newest first, each with whether another tab has it open. What is too old is erased. */
  async #found() {
    if (await this.#why()) return [];
    const drafts = await openDrafts(false);
    if (!drafts) return [];
    const [all, held] = [await inOneStep(drafts, (list) => list.getAll()), await heldNames()];
    drafts.close();
    const old = Date.now() - DAYS * 24 * 60 * MINUTE;
    const isOver = ({ id, at }) => at < old && !held.has(lockName(id));
    for (const { id } of all.filter(isOver)) await eraseDraft(id);
    return all.filter((draft) => !isOver(draft)).sort((one, other) => other.at - one.at).map((draft) => ({ ...draft, isHeld: held.has(lockName(draft.id)) }));
  }

  /** The work of a draft, which this tab goes on keeping; nothing for the wrong words. */
  async #workOf({ id, salt }, secret) {
    let seat;
    try {
      seat = await this.#sit(id, salt, secret);
      const [numbers, parts] = await Promise.all([
        inOneStep(seat.drafts, (_, parts) => parts.getAllKeys(partsOf(id))), inOneStep(seat.drafts, (_, parts) => parts.getAll(partsOf(id))),
      ]);
      const work = { base: "", journal: [], place: "", hasFile: false, edits: 0 };
      for (const [at, part] of parts.entries()) {
        const { journal, ...more } = await openPart(seat, part, numbers[at][1]);
        // The first holds all of the work, and none is missing after it.
        if (at ? numbers[at][1] !== numbers[at - 1][1] + 1 : more.base === undefined) throw new Error("missing");
        if (more.base !== undefined) work.journal = [];
        work.journal.push(...journal);
        Object.assign(work, more);
      }
      this.#keep(seat);
      this.#number = numbers.length ? numbers.at(-1)[1] + 1 : 0;
      this.#whole = false;
      return work;
    } catch {
      if (seat) leaveSeat(seat);
      return null;
    }
  }

  /** A panel that offers the drafts there are, or nothing. `done` puts it away. */
  async offer(done) {
    const drafts = await this.#found();
    if (!drafts.length || this.#seat) return null;
    const word = this.#word;
    const one = (draft, at) => {
      const when = draft.at.toLocaleString("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
      const title = el("h3", { className: "h-card" }, word("draft.of").replace("{when}", when));
      if (draft.isHeld) return [title, el("p", {}, word("draft.elsewhere"))];
      const { input, field, wrong } = secretField(word, `draft-words-${at}`, word("draft.words")), said = spoken();
      const open = () => this.#once(async () => {
        wrong();
        said.textContent = word("cover.looking");
        const work = await this.#workOf(draft, input.value);
        input.value = said.textContent = "";
        if (!work) return wrong(word("draft.wrong"));
        done();
        this.#resume(work);
        this.changed(undefined);
      });
      const erase = async () => {
        // Not under the hands of a tab that opened it meanwhile.
        const erased = await navigator.locks.request(lockName(draft.id), { ifAvailable: true }, (lock) =>
          lock ? eraseDraft(draft.id).then(() => "draft.erased", () => "draft.not-erased") : "draft.elsewhere");
        part.replaceChildren(tellHere(word(erased)));
        if (erased === "draft.not-erased") part.firstChild.className = "error-message";
        part.firstChild.focus();
      };
      input.addEventListener("keydown", (event) => { if (event.key === "Enter") open(); });
      const part = el("div", { className: "stopped-part" }, title, field, el("div", { className: "actions" }, button(word("draft.open"), open, "btn btn-main"),
        button(word("draft.erase"), () => this.#askToErase(part, erase))), said);
      return [part];
    };
    return panelOf("stopped", headed(word("draft.found")), ...drafts.flatMap(one), el("p", {}, word("draft.without-what")),
      el("div", { className: "actions" }, button(word("draft.without"), done)));
  }

  /** Asks first: a draft may be the only copy there is. */
  #askToErase(part, erase) {
    hideTyped(part);
    const word = this.#word, before = [...part.childNodes], asked = tellHere(word("draft.erase-sure"));
    const back = () => {
      part.replaceChildren(...before);
      part.querySelector("button")?.focus();
    };
    part.replaceChildren(asked, el("div", { className: "actions" }, button(word("draft.erase-yes"), erase), button(word("draft.erase-no"), back)));
    asked.focus();
  }

  /** The part of “Cover, code and draft” that is about the draft. */
  settings() {
    const word = this.#word, part = el("div", { className: "stopped-part" });
    const fill = async (first) => {
      const why = await this.#why();
      const title = el("h3", { className: "h-card" }, word("draft.title"));
      if (why) return part.replaceChildren(title, el("p", {}, word(why)));
      const said = spoken();
      if (this.#seat) {
        const kept = tellHere(word("draft.is-kept"));
        const off = button(word("draft.erase"), () => this.#askToErase(part, async () => {
          const isErased = await this.erase();
          await fill(true);
          if (!isErased) part.append(wrongHere(word("draft.not-erased")));
        }));
        part.replaceChildren(title, kept, el("div", { className: "actions" }, off));
        if (first) kept.focus();
        return;
      }
      const { input, field, wrong } = secretField(word, "draft-words", word("draft.words-new"), word("draft.words-hint"));
      const begin = button(word("draft.begin"), () => this.#once(async () => {
        if (input.value.length < SECRET_LETTERS) return wrong(word("draft.words-short"));
        wrong();
        said.textContent = word("cover.looking");
        try {
          await this.#begin(input.value);
          await fill(true);
        } catch {
          this.leave();
          said.textContent = "";
          wrong(word("draft.refused"));
        }
      }));
      part.replaceChildren(title, el("p", {}, word("draft.what")), el("p", {}, word("draft.ends")), field, el("div", { className: "actions" }, begin), said);
      input.addEventListener("keydown", (event) => { if (event.key === "Enter") begin.click(); });
      if (first) input.focus();
    };
    fill(false);
    return [part];
  }
}
