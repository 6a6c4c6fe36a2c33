// A draft in the browser: only where the page and the person both want one, unreadable without its words, back at the same place
// after the browser was killed, never written by two tabs, and gone after finishing.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

import { findings, withAxe } from "./axe.mjs";
import { closePage, freshPage, HOME, launch } from "./browser.mjs";
import { begin, until } from "./practitioner.mjs";
import { topic, word } from "./words.mjs";

const ELEMENT = "family-history-assistant";
const SECRET = "heron ladder noon";
const CANARY = "Zqxwv";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Says for the page that drafts are allowed, before anything loads. */
const allow = (name) => {
  const see = new MutationObserver(() => {
    const element = document.querySelector(name);
    if (!element) return;
    see.disconnect();
    element.setAttribute("drafts", "allowed");
  });
  see.observe(document, { childList: true, subtree: true });
};

const allowed = (options = {}) => freshPage(browser, { ...options, before: async (page) => {
  await page.context().addInitScript(allow, ELEMENT);
  await withAxe(page);
  await options.before?.(page);
} });

const title = (page, key) => page.getByRole("heading", { name: word(key), exact: true });
const [keptAt] = word("draft.kept").split("{");
const isKept = (page) => page.locator(".draft-state").filter({ hasText: keptAt }).waitFor();
const databases = (page) => page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
/** The parts of all drafts, as they lie in the browser. */
const lying = (page) => page.evaluate(() => new Promise((done) => {
  const asked = indexedDB.open("family-history-assistant drafts");
  asked.onsuccess = () => {
    const all = asked.result.transaction("parts").objectStore("parts").getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result.map(({ data }) => String.fromCharCode(...new Uint8Array(data)))); };
  };
}));

/** Does one thing more and waits until that is written, so that all before it is. */
async function oneMore(page, act) {
  const { length } = await lying(page);
  await act();
  await until(async () => (await lying(page)).length > length, "one part more is written");
}

async function turnOn(her) {
  await her.press(word("foot.keeping"));
  await title(her.page, "keeping.title").waitFor();
  const field = her.page.getByLabel(word("draft.words-new"), { exact: true });
  await field.waitFor();
  await her.tabTo(field);
  await her.page.keyboard.type(SECRET);
  // Pressed twice, as somebody does who waits: one draft is begun.
  await her.button(word("draft.begin")).evaluate((button) => { button.click(); button.click(); });
  await her.page.getByText(word("draft.is-kept"), { exact: true }).waitFor();
  await her.press(word("keeping.back"));
  await isKept(her.page);
}

async function openDraft(her, secret = SECRET) {
  await title(her.page, "draft.found").waitFor();
  const field = her.page.getByLabel(word("draft.words"), { exact: true });
  await her.tabTo(field);
  await her.page.keyboard.press("Control+a");
  await her.page.keyboard.type(secret);
  await her.page.keyboard.press("Enter");
}

test("nothing is kept unless the page allows it and the person asks for it", async () => {
  const not = await freshPage(browser);
  const she = begin(not);
  await she.goTo("people");
  await she.addPerson("mother", `${CANARY} mother`);
  await she.press(word("foot.keeping"));
  await not.getByText(word("draft.not-allowed"), { exact: true }).waitFor();
  assert.deepEqual(await databases(not), []);
  await closePage(not);

  const page = await allowed();
  const her = begin(page);
  await her.goTo("people");
  await her.addPerson("mother", `${CANARY} mother`);
  await her.press(word("foot.keeping"));
  await page.getByText(word("draft.what"), { exact: true }).waitFor();
  assert.deepEqual(await findings(page, { least: 5 }), []);
  assert.deepEqual(await databases(page), [], "looking whether one is there makes none");
  await her.press(word("keeping.back"));
  await page.reload();
  await her.heading().waitFor();
  assert.equal(await title(page, "draft.found").count(), 0);
  await closePage(page);
});

test("a draft comes back at the same place with its words and not without, lies there unreadable, and finishing erases it", async () => {
  const page = await allowed();
  const her = begin(page);
  page.on("dialog", (dialog) => dialog.accept());
  await her.goTo("people");
  await her.addPerson("mother", `${CANARY} mother`);
  await turnOn(her);
  await her.goTo("history");
  await her.add(word("history.add"), { "event.what": `${CANARY} event` });
  await isKept(page);
  await until(async () => (await lying(page)).length > 1, "what was typed since is there too");
  assert.ok(!(await lying(page)).join().includes(CANARY), "it cannot be read");
  await oneMore(page, () => page.keyboard.type("s"));

  await page.reload();
  await openDraft(her, "not these words");
  await page.getByRole("alert").filter({ hasText: word("draft.wrong") }).waitFor();
  const words = page.getByLabel(word("draft.words"), { exact: true });
  assert.equal(await words.getAttribute("aria-invalid"), "true");
  assert.deepEqual(await findings(page, { least: 5 }), []);
  await page.keyboard.type("her");
  await her.tabTo(her.tickBox(word("cover.show-typed")));
  await page.keyboard.press("Space");
  assert.deepEqual([await words.getAttribute("type"), await words.inputValue()], ["text", "her"], "she sees what she types");
  await her.press(word("draft.erase"));
  await her.press(word("draft.erase-no"));
  assert.equal(await words.getAttribute("type"), "password", "and nobody does who comes back to it");
  await openDraft(her);
  await page.getByRole("heading", { level: 2, name: topic("history").title, exact: true }).waitFor();
  assert.match(await her.field(word("event.what"), her.card()).inputValue(), new RegExp(`^${CANARY} event`), "the entry that was open is open");

  // Another tab: it is told, and cannot open it, and may go on without it.
  const other = await page.context().newPage();
  await other.goto(HOME);
  const him = begin(other);
  await other.getByText(word("draft.elsewhere"), { exact: true }).waitFor();
  assert.equal(await other.getByLabel(word("draft.words"), { exact: true }).count(), 0);
  await him.press(word("draft.without"));
  await him.goTo("people");
  await him.addPerson("father", "Father of another");
  await turnOn(him);
  await her.goTo("people");
  await her.addPerson("child", `${CANARY} child`);
  await isKept(page);

  await her.press(word("bar.finish"));
  await her.press(word("finish.go-on-unsaved"));
  await title(page, "finish.done").waitFor();
  assert.equal(await page.locator(".draft-state").count(), 0);
  await other.reload().catch(() => {});
  await title(other, "draft.found").waitFor();
  assert.equal(await other.getByLabel(word("draft.words"), { exact: true }).count(), 1, "the other tab's draft is left, and only that");
  await him.press(word("draft.erase"));
  await him.press(word("draft.erase-no"));
  await him.press(word("draft.erase"));
  await him.press(word("draft.erase-yes"));
  await other.getByText(word("draft.erased"), { exact: true }).waitFor();
  await until(async () => (await databases(other)).length === 0, "nothing is left in the browser");
  await closePage(page);
});

test("where nothing can be written it says so, and where it can again all of the work is there", async () => {
  const page = await allowed();
  const her = begin(page);
  await her.goTo("people");
  await turnOn(her);
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    window.full = true;
    IDBObjectStore.prototype.put = function (...given) {
      if (window.full) throw new DOMException("full", "QuotaExceededError");
      return put.apply(this, given);
    };
  });
  await her.addPerson("mother", `${CANARY} mother`);
  await page.getByRole("alert").filter({ hasText: word("draft.refused") }).waitFor();
  await page.evaluate(() => { window.full = false; });
  await her.addPerson("child", `${CANARY} child`);
  await isKept(page);
  await oneMore(page, () => her.addPerson("partner", "Partner"));
  page.on("dialog", (dialog) => dialog.accept());
  await page.reload();
  await openDraft(her);
  for (const name of ["mother", "child"]) await page.getByRole("button", { name: new RegExp(`^${CANARY} ${name}`) }).first().waitFor();
  await closePage(page);
});

test("a draft that nobody wrote to for a week is erased when the page is opened", async () => {
  const page = await allowed({ before: (page) => page.clock.install() });
  const her = begin(page);
  await her.goTo("people");
  await her.addPerson("mother", `${CANARY} mother`);
  await turnOn(her);
  page.on("dialog", (dialog) => dialog.accept());
  await page.clock.setSystemTime(Date.now() + 6.9 * 24 * 3600_000);
  await page.goto(HOME);
  await title(page, "draft.found").waitFor();
  await page.clock.setSystemTime(Date.now() + 7.1 * 24 * 3600_000);
  await page.goto(HOME);
  await until(async () => (await databases(page)).length === 0, "it is gone");
  assert.equal(await title(page, "draft.found").count(), 0);
  await closePage(page);
});

// --- killing ----------------------------------------------------------------------------------------------------------

/** A Chromium of its own, with a profile that outlasts it. */
async function chrome(profile) {
  const running = spawn(process.env.FHA_CHROMIUM ?? "/usr/bin/chromium", [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank",
  ], { detached: true, stdio: "ignore" });
  const port = join(profile, "DevToolsActivePort");
  let address;
  await until(() => {
    try {
      const [number, path] = readFileSync(port, "utf8").split("\n");
      address = path && `ws://127.0.0.1:${number}${path}`;
    } catch { /* not yet */ }
    return address;
  }, "Chromium is there", 15_000);
  const connected = await chromium.connectOverCDP(address);
  const context = connected.contexts()[0];
  await context.addInitScript(allow, ELEMENT);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(HOME);
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  /** Kills every process of it, as a crash or a cut wire would. */
  const kill = async () => {
    if (running.exitCode !== null || running.signalCode !== null) return;
    const over = new Promise((done) => running.once("exit", done));
    process.kill(-running.pid, "SIGKILL");
    await over;
    rmSync(port, { force: true });
    for (const name of readdirSync(profile)) if (name.startsWith("Singleton")) rmSync(join(profile, name), { force: true });
  };
  return { page, kill };
}

const chance = (seed) => () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;

const KILLS = Number(process.env.FHA_KILLS ?? 6);

test(`killing the browser ${KILLS} times while somebody types loses at most the last second`, async () => {
  const random = chance(40);
  const profile = mkdtempSync(join(tmpdir(), "fha-draft-"));
  let page, kill;
  try {
    ({ page, kill } = await chrome(profile));
    let her = begin(page);
    await her.goTo("history");
    await turnOn(her);
    await her.add(word("history.add"));
    // The entry itself is written, and not of the last second, however soon the first kill comes.
    let stands = "a";
    await oneMore(page, async () => {
      await her.tabTo(her.field(word("event.what"), her.card()));
      await page.keyboard.type(stands);
    });
    for (let time = 0; time < KILLS; time++) {
      const field = her.field(word("event.what"), her.card());
      await her.tabTo(field);
      await page.keyboard.press("Control+End");
      // Letters that are each seen, and when each was there.
      const typed = [[0, stands]];
      const keys = 3 + Math.floor(random() * 60);
      for (let key = 0; key < keys; key++) {
        stands += "abcdefghij"[Math.floor(random() * 10)];
        await page.keyboard.press(stands.at(-1));
        typed.push([performance.now(), stands]);
      }
      const killed = performance.now();
      await kill();
      ({ page, kill } = await chrome(profile));
      her = begin(page);
      await openDraft(her);
      await page.getByRole("heading", { level: 2, name: topic("history").title, exact: true }).waitFor();
      const back = await her.field(word("event.what"), her.card()).inputValue();
      const surely = typed.filter(([at]) => at < killed - 1000).at(-1)[1];
      assert.ok(back.length >= surely.length && stands.startsWith(back), `kill ${time + 1} after ${keys} keys: “${surely}” was there a second before, and “${back}” came back of “${stands}”`);
      stands = back;
    }
  } finally {
    await kill?.();
    rmSync(profile, { recursive: true, force: true });
  }
});
