// What a practitioner does, with the keyboard only. Controls are found as people find them: by role and by the words on
// them. Every test that touches the screen goes through here, so that a change of the screen is a change of this file.

import { readFileSync } from "node:fs";

import { option, topic, word } from "./words.mjs";

/** The assistant on the page, or the one given. */
export const assistant = (page) => page.locator("family-history-assistant").first();

const FURTHEST = 900;

/** A practitioner at a page. `at` is where she looks: the page, or one assistant of several. */
export class Practitioner {
  constructor(page, at = page) {
    this.page = page;
    this.at = at;
  }

  // --- finding ------------------------------------------------------------------------------------------------------

  button(name, within = this.at) { return within.getByRole("button", { name, exact: true }); }
  field(name, within = this.at) { return within.getByRole("textbox", { name, exact: true }); }
  list(name, within = this.at) { return within.getByRole("combobox", { name, exact: true }); }
  tickBox(name, within = this.at) { return within.getByRole("checkbox", { name, exact: true }); }
  group(name, within = this.at) { return within.getByRole("group", { name, exact: true }); }
  /** A line that opens what is behind it. */
  line(name, within = this.at) { return within.locator("summary").filter({ hasText: name }); }
  /** The entry that is open. */
  card() { return this.at.getByRole("listitem").filter({ has: this.page.locator(".card-toggle[aria-expanded=true]") }); }
  /** The part of the screen that asks this: a region, or a line that opens it. */
  question(name, within = this.at) {
    return within.locator("details.asked").filter({ hasText: name }).or(within.getByRole("region", { name, exact: true })).first();
  }
  /** An open question, by what it asks. */
  openQuestion(asks) { return this.at.getByRole("article", { name: new RegExp(`^${literal(asks)}`) }).first(); }
  /** What every open question in sight asks, after the rest is shown and what is gathered is opened. */
  async openQuestions() {
    const rest = this.button(word("questions.more"));
    if (await rest.count()) await this.pressOn(rest.first());
    const gathered = this.at.locator("details.question-parts:not([open]) > summary");
    while (await gathered.count()) await this.openLine(gathered.first());
    return this.at.getByRole("article").getByRole("heading").evaluateAll((headings) =>
      // What gathers several is no question of its own.
      headings.filter((heading) => !heading.parentElement.querySelector(":scope > .question-parts")).map((heading) => heading.firstChild.textContent.trim()));
  }
  heading() { return this.at.getByRole("heading", { level: 2 }).first(); }

  /** Makes sure that the keyboard is on a control or heading of the screen, not thrown back to the top of the page. */
  async isSomewhere(after) {
    await until(async () => (await this.where()) !== "nowhere", `after ${after} the focus is on the screen`);
  }

  // --- moving -------------------------------------------------------------------------------------------------------

  /** Where the keyboard is now, in words. */
  where() {
    return this.page.evaluate(() => {
      let here = document.activeElement;
      while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
      if (!here || here === document.body) return "nowhere";
      const label = here.labels?.[0]?.innerText ?? here.innerText ?? "";
      return `${here.tagName.toLowerCase()}#${here.id} ${label.slice(0, 80)}`;
    });
  }

  /** Presses Tab, or Shift+Tab when it stands before, until this control has the focus. */
  async tabTo(control) {
    const target = await control.elementHandle();
    const look = () => target.evaluate((target) => {
      let here = document.activeElement;
      while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
      // Tab stops once at a group of radio buttons, wherever in it.
      const together = here?.type === "radio" && target.type === "radio" && here.name === target.name && here.getRootNode() === target.getRootNode();
      if (here === target || together) return "there";
      const root = target.getRootNode();
      const outside = !here || here === document.body || here.getRootNode() !== root;
      const before = outside ? document.querySelector("family-history-assistant")?.compareDocumentPosition(here ?? document.body) & Node.DOCUMENT_POSITION_FOLLOWING
        : here.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING;
      if (outside) return { key: before ? "Shift+Tab" : "Tab", times: 1 };
      // Far away, half of the controls between are passed before looking again.
      const stops = [...root.querySelectorAll("button:enabled, input, select, textarea, summary")].filter((stop) => stop.checkVisibility());
      const away = Math.abs(stops.indexOf(target) - stops.findIndex((stop) => stop === here || here.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING));
      return { key: before ? "Shift+Tab" : "Tab", times: Math.max(1, Math.floor(away / 2)) };
    });
    for (let presses = 0; presses < FURTHEST;) {
      const at = await look();
      if (at === "there") return;
      for (let time = 0; time < at.times; time++, presses++) await this.page.keyboard.press(at.key);
    }
    throw new Error(`Tab never reached ${control}; it is at ${await this.where()}`);
  }

  /** Presses a button. */
  async press(name, within) { await this.pressOn(this.button(name, within).first()); }
  async pressOn(control) {
    await this.tabTo(control);
    await this.page.keyboard.press("Enter");
  }

  /** Opens a line that hides something, unless it is open. */
  async open(name, within) { await this.openLine(this.line(name, within).first()); }
  async openLine(line) {
    if (await line.evaluate((line) => line.parentElement.open)) return;
    await this.tabTo(line);
    await this.page.keyboard.press("Enter");
  }

  // --- answering ----------------------------------------------------------------------------------------------------

  /** Types in a field after whatever is in it, and looks that every letter arrived. */
  async type(name, text, within) {
    const field = this.field(name, within).first();
    await this.tabTo(field);
    const before = await field.inputValue();
    await this.page.keyboard.press("Control+End");
    await this.page.keyboard.type(text);
    const now = await field.inputValue();
    if (now !== before + text) throw new Error(`${name}: “${before + text}” was typed and “${now}” stands there`);
  }

  /** Chooses from a drop-down list, with the arrow keys. */
  async pick(name, words, within) {
    const list = await this.list(name, within).first().elementHandle();
    await this.tabTo(this.list(name, within).first());
    const wanted = await list.evaluate((list, words) => [...list.options].findIndex((option) => option.label === words), words);
    if (wanted < 0) throw new Error(`${name} does not offer “${words}”`);
    const key = (now) => (now < wanted ? "ArrowDown" : "ArrowUp");
    for (let at = await list.evaluate((list) => list.selectedIndex); at !== wanted; at += at < wanted ? 1 : -1) {
      await this.page.keyboard.press(key(at));
    }
    const chosen = await list.evaluate((list) => list.selectedOptions[0]?.label);
    if (chosen !== words) throw new Error(`${name}: the arrow keys chose “${chosen}”, not “${words}”`);
  }

  /** Chooses one of a group of radio buttons, with the arrow keys. */
  async choose(group, words, within) {
    const radio = this.group(group, within).first().getByRole("radio", { name: words, exact: true });
    await this.tabTo(radio);
    const radios = this.group(group, within).first().getByRole("radio");
    const total = await radios.count();
    const focused = () => radio.evaluate((radio) => radio.getRootNode().activeElement === radio);
    for (let presses = 0; !(await focused()); presses++) {
      if (presses > total) throw new Error(`${group}: the arrow keys never reached “${words}”`);
      await this.page.keyboard.press("ArrowDown");
    }
    if (!(await radio.isChecked())) await this.page.keyboard.press("Space");
    if (!(await radio.isChecked())) throw new Error(`${group}: “${words}” was not chosen`);
  }

  /** Ticks a box. */
  async tick(name, within) {
    const box = this.tickBox(name, within).first();
    await this.tabTo(box);
    await this.page.keyboard.press("Space");
  }

  /** Fills the entry that is open: `{ "event.what": "text" }`, by the keys of the pack. */
  async fill(entries, within = this.card()) {
    for (const [key, value] of Object.entries(entries)) {
      const name = word(key);
      if (value.pick) await this.pick(name, value.pick, within);
      else if (value.choose) await this.choose(name, value.choose, within);
      else if (value.tick) for (const one of value.tick) await this.tick(one, this.group(name, within));
      else if (value === true) await this.tick(name, within);
      else await this.type(name, value, within);
    }
  }

  /** Closes the entry that is open, and waits until the focus is on its line. */
  async done() {
    const open = await this.card().first().elementHandle();
    await this.press(word("card.done"), this.card());
    await until(() => open.evaluate((card) => card.getRootNode().activeElement?.matches(".card-toggle[aria-expanded=false]")), "the focus is on the line of what was closed");
  }

  // --- going through it ---------------------------------------------------------------------------------------------

  /** Opens a topic, and arrives at its heading. */
  async goTo(id) {
    const { nav, title, part } = topic(id);
    const topics = this.at.getByRole("navigation", { name: word("topics.title"), exact: true });
    if (await topics.count()) {
      if (!["core", "supervision"].includes(part)) await this.open(word("deeper.nav"), topics);
      await this.press(nav, topics);
    } else await this.press(title);
    await this.arrived(title);
  }

  async goHome() {
    await this.press(word("topics.home"), this.at.getByRole("navigation", { name: word("topics.title"), exact: true }));
    await this.at.locator(".soon").waitFor({ state: "detached" });
  }

  /** Waits until the heading of a screen stands there and has the focus. */
  async arrived(title) {
    const heading = this.at.getByRole("heading", { level: 2, name: title, exact: true });
    await heading.waitFor();
    await until(() => heading.evaluate((heading) => heading.getRootNode().activeElement === heading), `the focus is on “${title}”`);
    await this.at.locator(".soon").waitFor({ state: "detached" });
  }

  /** Adds an entry with a button, waits for its card, and fills it. */
  async add(button, entries = {}, within) {
    await this.press(button, within);
    await this.cardIsReady();
    await this.fill(entries);
  }

  /** Waits until the new card is open, all of it, and the focus is in it. */
  async cardIsReady() {
    await this.card().first().waitFor();
    await until(() => this.card().first().evaluate((card) => card.contains(card.getRootNode().activeElement)), "the focus is in the new card");
    await this.card().locator(".soon").waitFor({ state: "detached" });
  }

  /** Adds a person with the button for a role, and says more. The label that is offered is replaced. */
  async addPerson(role, label, more = {}) {
    await this.press(word(`people.add-${role}`));
    await this.cardIsReady();
    await this.tabTo(this.field(word("person.label"), this.card()));
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.type(label);
    await this.fill(more);
    await this.done();
  }

  /** Answers a question in words. One that is a line is opened first. */
  async answer(question, text) {
    const here = await this.unfold(question);
    await this.type(word("answer.text"), text, here);
  }

  /** Opens a question that is a line, and gives back where it is asked. */
  async unfold(question) {
    const here = this.question(question);
    const line = here.locator("xpath=self::details[contains(@class, 'asked')]/summary");
    if (await line.count()) await this.openLine(line);
    return here;
  }

  /** Gives another answer than “known” to a question. */
  async answerOtherwise(question, state, more = {}) {
    const region = await this.unfold(question);
    await this.open(word("prompt.other-answer"), region);
    await this.pick(word("prompt.state"), option("answer", state), region);
    await this.fill(more, region);
  }

  /** Says what will be done about an open question, or why nothing. One that is put by moves to a list of its own. */
  async decide(asks, state, more = {}) {
    const question = this.openQuestion(asks);
    await this.open(word("questions.step"), question);
    await this.pick(word("step.state"), option("step", state), question);
    // The question stays where it is while the list is open, so that the hands that decided it can go on.
    await this.isSomewhere("a question was decided");
    await this.fill(more, question);
  }

  /** Saves to a file, and gives back its name and its text, once the bar counts no change that is in no file. */
  async save() {
    const coming = this.page.waitForEvent("download");
    await this.press(word("bar.save"));
    const download = await coming;
    await this.at.locator(".bar-count").waitFor({ state: "detached" });
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
  }

  /** Opens a saved file from the file window of the browser. */
  async openFile(text, name = "review.json") {
    await this.at.locator("input[type=file]").first().setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  }

  /** Opens the page again, as after a reload. Whatever the browser asks is agreed to. */
  async reload() {
    const agree = (dialog) => dialog.accept();
    this.page.on("dialog", agree);
    await this.page.goto(this.page.home);
    this.page.off("dialog", agree);
    await this.heading().waitFor();
  }
}

/** Sits down at a page. */
export const begin = (page, at) => new Practitioner(page, at);

const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** A name that goes on, for those who do not see the screen, with what it is about. */
export const withRest = (name, rest) => new RegExp(`^${literal(name)}\\s*:\\s*${rest === undefined ? "" : `${literal(rest)}$`}`);

/** Waits for something to become true. */
export async function until(isSo, what, limit = 15_000) {
  for (const end = Date.now() + limit; !(await isSo());) {
    if (Date.now() > end) throw new Error(`it never came to this: ${what}`);
    await new Promise((next) => setImmediate(next));
  }
}

/** The text of a file that was saved once, without the mark of that save: it is made by chance, and no two files have the same. */
export const withoutMark = (text) => text.replace(/"saves": \[\s*"[0-9a-f]{32}"\s*\]/, '"saves": []');
