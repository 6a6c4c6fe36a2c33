// Files: a passphrase, read back before they count as saved, and opened again by us and by another library of the same standard.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import * as jose from "jose";

import { largeCase } from "./cases/large.mjs";
import { fileOf, richFacts } from "./cases/rich.mjs";
import { closePage, freshPage, launch } from "./browser.mjs";
import { slow } from "./measure.mjs";
import { begin, until } from "./practitioner.mjs";
import { catchPrinting, lookAtPaper } from "./paper.mjs";
import { topics, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const OWN = "Grey kettle, 3 small boats";
const inBytes = (text) => new TextEncoder().encode(text);
const inWords = (bytes) => new TextDecoder().decode(bytes);
/** Another library of the standard opens a file. */
const openedByJose = async (file, passphrase) => {
  const { plaintext, protectedHeader } = await jose.compactDecrypt(file, inBytes(passphrase), { keyManagementAlgorithms: ["PBES2-HS512+A256KW"], maxPBES2Count: 1_000_000 });
  return { text: inWords(plaintext), header: protectedHeader };
};
/** Another library of the standard makes a file. */
const madeByJose = (text, passphrase, { header = {}, p2c = 2000, flat = false } = {}) => {
  const made = flat ? new jose.FlattenedEncrypt(inBytes(text)) : new jose.CompactEncrypt(inBytes(text));
  return made.setProtectedHeader({ alg: "PBES2-HS512+A256KW", enc: "A256GCM", ...header }).setKeyManagementParameters({ p2c }).encrypt(inBytes(passphrase));
};

const panel = (page, title) => page.getByRole("dialog", { name: word(title), exact: true });
const download = async (page, act) => {
  const coming = page.waitForEvent("download");
  await act();
  const file = await coming;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), "utf8") };
};
const state = (page, key, slots) => page.getByRole("status").filter({ hasText: word(key, slots) }).first();
const TIME = /(\d\d:\d\d)/;
const handedOver = async (page) => {
  const [before, behind] = word("save.handed", { time: "@" }).split("@");
  const said = page.getByRole("status").filter({ hasText: before }).filter({ hasText: behind }).first();
  await said.waitFor();
  return TIME.exec(await said.textContent())[1];
};
const isUnsaved = (page) => page.evaluate(() => !window.dispatchEvent(new Event("beforeunload", { cancelable: true })));

/** A page with a child in hand. */
async function withWork(options) {
  const page = await freshPage(browser, options);
  const her = begin(page);
  await her.goTo("people");
  await her.addPerson("child", "Child in hand");
  return { page, her };
}

/** Opens a file and types its passphrase. */
async function unlock(page, her, file, passphrase, name = "review.jwe") {
  await her.openFile(file, name);
  const asks = panel(page, "unlock.title");
  await asks.waitFor();
  await until(async () => (await her.where()).startsWith("input#unlock-words"), "the focus is where the passphrase is typed");
  await asks.getByLabel(word("unlock.words-label"), { exact: true }).waitFor();
  await asks.getByText(name, { exact: true }).waitFor();
  await page.keyboard.type(passphrase);
  await page.keyboard.press("Enter");
  return asks;
}

test("in the discreet view the name of a file, which may be somebody's, is not shown with the question for its passphrase", async () => {
  const { page, her } = await withWork();
  const asks = await unlock(page, her, await madeByJose(fileOf(richFacts()), OWN), "", "Birch family.jwe");
  await her.press(word("unlock.stay"), asks);
  await her.press(word("looking.turn-on"));
  await her.openFile(await madeByJose(fileOf(richFacts()), OWN), "Birch family.jwe");
  await asks.waitFor();
  assert.equal(await asks.getByText("Birch family").count(), 0);
  await closePage(page);
});

test("a file saved with the passphrase that is offered opens with it here and in another program, and says nothing without it", async () => {
  const { page, her } = await withWork();
  await her.press(word("seal.button"));
  const asks = panel(page, "seal.title");
  const phrase = (await asks.getByRole("group", { name: word("seal.offered"), exact: true }).textContent()).trim();
  assert.match(phrase, /^([a-z]{4,7}-){5}[a-z]{4,7}$/);
  const { name, text } = await download(page, () => her.press(word("seal.use"), asks));
  assert.match(name, /^family-history-review-\d{4}-\d\d-\d\d\.jwe$/);
  await handedOver(page);
  await asks.waitFor({ state: "detached" });
  assert.ok(!await isUnsaved(page), "it counts as saved");
  assert.equal(await page.evaluate((phrase) => document.querySelector("family-history-assistant").shadowRoot.innerHTML.includes(phrase), phrase), false, "the passphrase is shown once");

  const there = await openedByJose(text, phrase);
  assert.equal(JSON.parse(there.text).case.people.p1.label, "Child in hand");
  const { alg, enc, p2c, p2s } = there.header;
  assert.deepEqual([alg, enc, p2c >= 210_000, Buffer.from(p2s, "base64url").length], ["PBES2-HS512+A256KW", "A256GCM", true, 16]);

  await her.reload();
  await unlock(page, her, text, phrase);
  await page.getByText(word("save.all-in-file"), { exact: true }).waitFor();
  await her.goTo("people");
  await page.getByRole("button", { name: /Child in hand/ }).first().waitFor();

  // It opens with a passphrase: nothing is saved without one unless she says so.
  await her.press(word("bar.save"));
  const asksAgain = panel(page, "seal.title");           // in a frame, a page that is loaded again is another
  await asksAgain.getByText(word("seal.was"), { exact: true }).waitFor();
  const plain = await download(page, () => her.press(word("seal.plain"), asksAgain));
  assert.equal(plain.text, there.text, "the same to the byte");
  assert.deepEqual(page.heard, []);
  await closePage(page);
});

test("an own passphrase is long enough, can be looked at, and is used again only when she says so", async () => {
  const { page, her } = await withWork();
  await her.press(word("seal.button"));
  const asks = panel(page, "seal.title");
  await her.open(word("seal.own"), asks);
  const field = asks.getByLabel(word("seal.own-label"), { exact: true });
  await her.tabTo(field);
  await page.keyboard.type("short one");
  await page.keyboard.press("Enter");
  await asks.getByRole("alert").getByText(word("seal.own-short"), { exact: true }).waitFor();
  await until(async () => (await her.where()).startsWith("input#seal-own"), "the focus is back in the field");
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(OWN);
  assert.equal(await field.getAttribute("type"), "password");
  await her.tick(word("seal.show"), asks);
  assert.equal(await field.getAttribute("type"), "text");
  await her.tick(word("seal.again"), asks);
  const first = await download(page, () => her.press(word("seal.own-use"), asks));
  await handedOver(page);

  await her.addPerson("mother", "Mother");
  const second = await download(page, () => her.press(word("bar.save")));
  const parts = [first, second].map(({ text }) => text.split("."));
  assert.ok(parts[0].every((part, at) => part !== parts[1][at]), "salt, key and words are sealed anew");
  const opened = JSON.parse((await openedByJose(second.text, OWN)).text);
  assert.deepEqual(Object.values(opened.case.people).map((person) => person.label), ["Child in hand", "Mother"]);

  // Another review does not inherit it.
  await her.press(word("bar.anew"));
  await her.press(word("leaving.go-on-anew"));
  await page.getByText(word("save.nothing-yet"), { exact: true }).waitFor();
  const plain = await her.save();
  assert.ok(JSON.parse(plain.text).case, "a new review is saved without it");
  await closePage(page);
});

test("the passphrase of a file that was not opened is never that of the review", async () => {
  const { page, her } = await withWork();
  await her.press(word("seal.button"));
  const asks = panel(page, "seal.title");
  await her.open(word("seal.own"), asks);
  await her.tabTo(asks.getByLabel(word("seal.own-label"), { exact: true }));
  await page.keyboard.type(OWN);
  await download(page, () => page.keyboard.press("Enter"));
  await handedOver(page);
  // An exercise does not mix with the review: it is not opened.
  const exercise = JSON.stringify({ format: "family-history-training", version: 2, case: { exercise: { kind: "scenario" } } });
  await her.openFile(await madeByJose(exercise, "another passphrase"), "exercise.jwe");
  const unlocks = panel(page, "unlock.title");
  await unlocks.waitFor();
  await her.tick(word("seal.again"), unlocks);
  await her.tabTo(unlocks.getByLabel(word("unlock.words-label"), { exact: true }));
  await page.keyboard.type("another passphrase");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText(word("problem.training-file"), { exact: true }).waitFor();
  await her.press(word("bar.save"));
  await asks.getByText(word("seal.was"), { exact: true }).waitFor();
  await until(() => asks.evaluate((panel) => panel.contains(panel.getRootNode().activeElement)), "the focus is in what asks");
  await page.keyboard.press("Escape");
  await asks.waitFor({ state: "detached" });
  // Of a review that is opened it is, where she says so.
  await unlock(page, her, await madeByJose(fileOf(richFacts()), "another passphrase"), "", "other.jwe");
  await her.tick(word("seal.again"), unlocks);
  await her.tabTo(unlocks.getByLabel(word("unlock.words-label"), { exact: true }));
  await page.keyboard.type("another passphrase");
  await page.keyboard.press("Enter");
  await page.getByText(word("save.all-in-file"), { exact: true }).waitFor();
  const { text } = await download(page, () => her.press(word("bar.save")));
  assert.equal(JSON.parse((await openedByJose(text, "another passphrase")).text).case.head.reference, "Larch 3");
  await closePage(page);
});

test("the words that passphrases are offered from are 512, each once, short and plain", () => {
  const words = new Function(`${readFileSync(new URL("../../www/phrase.js", import.meta.url), "utf8")}; return PHRASE_WORDS;`)();
  assert.equal(new Set(words).size, 512);
  assert.deepEqual(words.filter((one) => !/^[a-z]{4,7}$/.test(one)), []);
  assert.ok(6 * Math.log2(words.length) >= 51, "six of them are at least 51 bits");
});

test("files that another program made of the same standard open, and what is wrong is said before anything is asked", async () => {
  const { page, her } = await withWork();
  const review = fileOf(richFacts());
  const good = await madeByJose(review, OWN);
  const part = (at, change) => good.split(".").map((part, which) => (which === at ? change(part) : part)).join(".");
  const header = (change) => part(0, (part) => Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(part, "base64url")), ...change })).toString("base64url"));
  const flat = await madeByJose(review, OWN, { flat: true });
  const { encrypted_key, ...shared } = flat;
  const wrong = [
    [header({ p2c: 5_000_001 }), "problem.sealed-slow"],
    [header({ p2c: 1e30 }), "problem.sealed-damaged"],
    [header({ p2c: "many" }), "problem.sealed-damaged"],
    [header({ p2s: undefined }), "problem.sealed-damaged"],
    [header({ alg: "RSA-OAEP" }), "problem.sealed-other"],
    [header({ alg: "dir" }), "problem.sealed-other"],
    [header({ enc: "A128CBC-HS256" }), "problem.sealed-other"],
    [header({ zip: "DEF" }), "problem.sealed-other"],
    [header({ crit: ["exp"] }), "problem.sealed-other"],
    [good.slice(0, 40), "problem.sealed-damaged"],
    [part(4, () => ""), "unlock"],
    [JSON.stringify({ ...shared, recipients: [{ encrypted_key }, { encrypted_key }] }), "problem.sealed-other"],
    [JSON.stringify({ ...flat, encrypted_key: 7 }), "problem.sealed-damaged"],
  ];
  for (const [file, problem] of wrong) {
    if (problem === "unlock") {
      // Whatever the passphrase is, it cannot open.
      const asks = await unlock(page, her, file, OWN);
      await asks.getByRole("alert").getByText(word("problem.sealed-damaged"), { exact: true }).waitFor();
      await page.keyboard.press("Escape");
      await asks.waitFor({ state: "detached" });
      continue;
    }
    await her.openFile(file, "review.jwe");
    await page.getByRole("alert").getByText(word(problem), { exact: true }).waitFor();
    assert.equal(await panel(page, "unlock.title").count(), 0, `${problem}: no passphrase is asked for`);
    await her.pressOn(page.getByRole("alert").getByRole("button").first());
    await page.getByRole("button", { name: /Child in hand/ }).first().waitFor();
  }

  // A wrong passphrase and a damaged file are said in the panel, and can be tried again.
  const asks = await unlock(page, her, part(3, (part) => (part[9] === "A" ? "B" : "A") + part.slice(1)), "not the passphrase");
  await asks.getByRole("alert").getByText(word("problem.sealed-wrong"), { exact: true }).waitFor();
  await until(async () => (await her.where()).startsWith("input#unlock-words"), "the focus is back");
  await page.keyboard.press("Control+a");
  await page.keyboard.type(OWN);
  await page.keyboard.press("Enter");
  await asks.getByRole("alert").getByText(word("problem.sealed-damaged"), { exact: true }).waitFor();
  await her.press(word("unlock.stay"), asks);
  await page.getByRole("button", { name: /Child in hand/ }).first().waitFor();

  const forms = [good, `\uFEFF${good}\r\n`, JSON.stringify(flat), JSON.stringify({ ...shared, recipients: [{ encrypted_key }] }, null, 2), await madeByJose(review, OWN, { header: { alg: "PBES2-HS256+A128KW", enc: "A128GCM" } })];
  for (const file of forms) {
    await unlock(page, her, file, OWN);
    await page.getByText("Larch 3", { exact: true }).first().waitFor();
    await page.evaluate(() => document.querySelector("family-history-assistant").close());
    await her.reload();
  }
  assert.deepEqual(page.heard, []);
  await closePage(page);
});

test("everything that can be recorded comes back from a sealed file letter by letter", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  const odd = "\u202Eodd\u2066 e\u0301 😀👨‍👩‍👧 “\"\\/\t\0\u007F\u2028 =1+1 <b>";
  await her.openFile(fileOf(richFacts((text) => `${text} ${odd}`)));
  await page.getByText(word("save.all-in-file"), { exact: true }).waitFor();
  const plain = (await her.save()).text;
  await her.press(word("seal.button"));
  const asks = panel(page, "seal.title");
  const phrase = (await asks.getByRole("group", { name: word("seal.offered"), exact: true }).textContent()).trim();
  const { text } = await download(page, () => her.press(word("seal.use"), asks));
  assert.equal((await openedByJose(text, phrase)).text, plain);
  await her.reload();
  await unlock(page, her, text, phrase);
  await page.getByText(word("save.all-in-file"), { exact: true }).waitFor();
  await her.press(word("bar.save"));
  assert.equal((await download(page, () => her.press(word("seal.plain"), panel(page, "seal.title")))).text, plain);
  await closePage(page);
});

test("where the page is not served safely, that is said with what to tell IT, and a plain file can still be saved", async () => {
  const { page, her } = await withWork({ before: (page) => page.addInitScript(() => Object.defineProperty(Crypto.prototype, "subtle", { get: () => undefined })) });
  await her.openFile(await madeByJose(fileOf(richFacts()), OWN), "review.jwe");
  await page.getByRole("alert").getByText(word("problem.sealed-insecure"), { exact: true }).waitFor();
  await her.press(word("seal.button"));
  const asks = panel(page, "seal.title");
  await asks.getByText(word("seal.insecure-it"), { exact: true }).waitFor();
  assert.equal(await asks.getByRole("button", { name: word("seal.use"), exact: true }).count(), 0);
  const { text } = await download(page, () => her.press(word("seal.plain"), asks));
  assert.equal(JSON.parse(text).case.people.p1.label, "Child in hand");
  await closePage(page);
});

test("a file counts as saved only when what the browser made of it was read back and is the same", async () => {
  const { page, her } = await withWork({ before: (page) => page.addInitScript(() => {
    window.breaks = null;
    const { text } = Blob.prototype, { createObjectURL } = URL;
    Blob.prototype.text = async function () {
      const read = await text.call(this);
      if (window.breaks === "cut") return read.slice(0, -20);
      if (window.breaks === "other") return read.replace("Child in hand", "Child in hend");
      if (window.breaks === "unreadable") throw new DOMException("not readable");
      return read;
    };
    URL.createObjectURL = (blob) => {
      if (window.breaks === "address") throw new TypeError("no addresses here");
      return createObjectURL.call(URL, blob);
    };
  }) });
  let downloads = 0;
  page.on("download", () => downloads++);
  const asks = panel(page, "seal.title");
  const ways = [async () => her.press(word("bar.save")), async () => { await her.press(word("seal.button")); await her.press(word("seal.use"), asks); }];
  for (const save of ways) {
    for (const [breaks, problem] of [["cut", "file-differs"], ["other", "file-differs"], ["unreadable", "file-refused"], ["address", "file-refused"]]) {
      if (breaks === "other" && save === ways[1]) continue;
      await page.evaluate((breaks) => { window.breaks = breaks; }, breaks);
      await save();
      await page.getByRole("alert").getByText(word(`problem.${problem}`), { exact: true }).waitFor();
      await page.getByText(word("save.not-in-a-file"), { exact: true }).waitFor();
      assert.ok(await isUnsaved(page), `${breaks}: leaving is asked about`);
      await her.pressOn(page.getByRole("alert").getByRole("button").first());
    }
  }
  assert.equal(downloads, 0, "nothing was handed over");
  await page.evaluate(() => { window.breaks = null; });
  await her.save();
  await handedOver(page);
  assert.ok(!await isUnsaved(page));
  await closePage(page);
});

test("the bar says where the work is, counts steps and not letters, and speaks up calmly after twenty changes or ten minutes", async () => {
  const page = await freshPage(browser, { before: (page) => page.clock.install() });
  const her = begin(page);
  await page.getByText(word("save.nothing-yet"), { exact: true }).waitFor();
  await her.goTo("start");
  await her.type(word("head.reference"), "Larch 3 again");
  await page.getByText(word("save.not-in-a-file"), { exact: true }).waitFor();
  await page.getByText(word("save.count-one"), { exact: true }).waitFor();
  const reminder = page.getByText(word("save.remind"), { exact: true });
  assert.equal(await reminder.count(), 0);
  // Somebody is there all the while: otherwise the screen would be covered by then.
  await page.clock.fastForward(400_000);
  await page.keyboard.press("Control");
  await page.clock.fastForward(201_000);
  await reminder.waitFor();
  await her.save();
  const time = await handedOver(page);
  assert.equal(time, await page.evaluate(() => new Date().toTimeString().slice(0, 5)));
  await reminder.waitFor({ state: "detached" });
  await her.goTo("people");
  for (let count = 1; count <= 20; count++) {
    assert.equal(await reminder.count(), 0);
    await page.getByRole("button", { name: word("people.add-child"), exact: true }).dispatchEvent("click");
    if (count > 1) await page.getByText(word("save.count", { count }), { exact: true }).waitFor();
  }
  await state(page, "save.since-time", { time }).waitFor();
  await reminder.waitFor();
  await closePage(page);
});

test("the protected file of an earlier release still opens", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  const file = (name) => readFileSync(new URL(`../files/${name}`, import.meta.url), "utf8");
  await unlock(page, her, file("protected.jwe"), "acorn-beacon-copper-dragon-lantern-orchid");
  await page.getByText(word("save.all-in-file"), { exact: true }).waitFor();
  await her.press(word("bar.save"));
  const { text } = await download(page, () => her.press(word("seal.plain"), panel(page, "seal.title")));
  assert.equal(text, file("version-1-written-back.json"));
  await closePage(page);
});

/** What can be changed on the screen now, by name. */
const changeable = (page) => page.locator("family-history-assistant").evaluate((element) =>
  [...element.shadowRoot.querySelectorAll("input, select, textarea")].filter((control) => !control.matches(":disabled") && control.checkVisibility() && control.type !== "file").map((control) => control.id || control.className));
/** What only turns how something is looked at. */
const LOOKS = /^(find-|slider|papers-|picture-|timeline-|which-|agency-view|knew-filter|.*-tabs)/;

/** Opens every entry and line of a screen that is in sight, a few of each. */
async function lookBehind(page) {
  for (const closed of [".card-toggle[aria-expanded=false]", "details:not([open]) > summary"]) {
    const all = page.locator("family-history-assistant").locator(closed);
    for (let at = 0; at < Math.min(await all.count(), 6); at++) await all.first().dispatchEvent("click");
  }
}

test("a file of a newer version is only looked at: it says so, every control stands still, and it can be printed", async () => {
  const page = await freshPage(browser, { before: catchPrinting });
  const her = begin(page);
  await her.openFile(fileOf(richFacts(), { version: 9 }));
  const banner = page.getByText(word("looking.newer"), { exact: true });
  await banner.waitFor();
  assert.equal(await page.getByRole("alert").count(), 0, "it is said once");
  assert.equal(await her.button(word("bar.save")).count(), 0, "saving is not offered");
  assert.equal(await her.button(word("seal.button")).count(), 0);
  for (const { id } of topics) {
    await her.goTo(id);
    await lookBehind(page);
    const open = (await changeable(page)).filter((id) => !LOOKS.test(id));
    assert.deepEqual(open, [], `${id}: nothing can be changed`);
    assert.equal(await page.getByRole("button", { name: word("people.add-child"), exact: true }).count(), 0, id);
    await banner.waitFor();
  }
  assert.ok(!await isUnsaved(page));
  await her.press(word("bar.print"));
  await page.waitForFunction(() => window.timesPrinted > 0);
  await her.openFile(fileOf(richFacts()));
  await banner.waitFor({ state: "detached" });
  await her.button(word("bar.save")).waitFor();
  await closePage(page);
});

/** A family with names of its own in everything that is said of it. */
const CANARY = /Zephyrine|Quillon|Oxbow|Mayweather|Brambleton/i;
const named = () => {
  const facts = richFacts((text) => `${text} as Zephyrine told Quillon`);
  Object.values(facts.people).forEach((person, at) => { person.label = ["Zephyrine Mayweather", "Quillon Oxbow"][at] ?? `Brambleton${at} Mayweather`; });
  facts.head.reference = "Larch 3";   // how the record is found: no name belongs there
  return fileOf(facts);
};

/** All that is in the assistant and around it, whether in sight or not. */
const everything = (page) => page.evaluate(() => {
  const all = [document.title, location.href];
  for (const { shadowRoot } of document.querySelectorAll("family-history-assistant")) {
    for (const one of shadowRoot.querySelectorAll("*")) {
      if (one.tagName === "IFRAME") continue;
      all.push(...[...one.attributes].map((attribute) => attribute.value), one.value ?? "", ...[...one.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data));
    }
  }
  return all.filter(Boolean);
});

test("no name waits for a pause to be gone in the discreet view: not in a picture, not on the papers, not beside a search", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(named());
  await page.getByText("Larch 3", { exact: true }).waitFor();
  const places = {
    people: () => her.goTo("people"),
    history: () => her.goTo("history"),
    find: async () => {
      await her.press(word("bar.find"));
      await page.locator("#find-words").fill("Zephyrine");
      await page.locator("mark").first().waitFor();
    },
    papers: async () => {
      await her.press(word("bar.papers"));
      await her.arrived(word("papers.title"));
      await her.open(word("papers.text"));
    },
  };
  for (const [place, open] of Object.entries(places)) {
    await open();
    await page.evaluate(() => {
      const { setTimeout } = window;
      window.setTimeout = (act, wait, ...more) => (wait < 200 ? setTimeout(act, wait, ...more) : 0);
      window.goOn = () => { window.setTimeout = setTimeout; };
    });
    await her.press(word("looking.turn-on"));
    await page.getByText(word("looking.discreet"), { exact: true }).waitFor();
    // What is looked for is the person's own.
    const left = async () => (await everything(page)).filter((words) => CANARY.test(words) && !(place === "find" && words === "Zephyrine"));
    await until(async () => !(await left()).length, `no name is left on ${place}`);
    await page.evaluate(() => window.goOn());
    await her.press(word("looking.turn-off"));
    await page.getByText(word("looking.discreet"), { exact: true }).waitFor({ state: "detached" });
  }
  await closePage(page);
});

test("from the press on nobody reads a name, however long it takes: all is out of sight until it is drawn without", async () => {
  const page = await freshPage(browser);
  const her = begin(page);
  await her.openFile(largeCase().replaceAll("Adult ", "Zephyrine "));
  await her.goTo("history");
  await her.field(word("quick.events")).focus();
  await slow(page, 4);
  const frames = await page.evaluate((canary) => new Promise((done) => {
    const { shadowRoot } = document.querySelector("family-history-assistant"), widget = shadowRoot.querySelector(".widget");
    const shows = () => getComputedStyle(widget).opacity !== "0", isNamed = () => new RegExp(canary, "i").test(widget.textContent);
    const frames = [];
    const look = () => {
      frames.push({ shows: shows(), named: isNamed() });
      if (frames.at(-1).shows && frames.length > 1) done(frames);
      else setTimeout(look);
    };
    shadowRoot.getElementById("discreet").click();
    look();
  }), CANARY.source);
  assert.deepEqual(frames[0], { shows: false, named: true }, "at once");
  assert.deepEqual(frames.at(-1), { shows: true, named: false }, "and back when it is drawn");
  await page.getByText(word("looking.discreet"), { exact: true }).waitFor();
  await until(async () => (await her.where()).includes(word("looking.turn-off")), "nothing can be typed now: the keyboard is where names are shown again");
  await page.keyboard.press("Alt+Shift+D");
  await page.getByText(word("looking.discreet"), { exact: true }).waitFor({ state: "detached" });
  await her.button(word("looking.turn-on")).waitFor();
  await closePage(page);
});

test("in the discreet view no name is on any screen, in any picture, in what is read out or printed, and the review is not touched", async () => {
  const page = await freshPage(browser, { before: catchPrinting });
  const her = begin(page);
  await her.openFile(named());
  await page.getByText("Zephyrine", { exact: false }).first().waitFor();
  const before = (await her.save()).text;
  await her.goTo("people");
  await page.keyboard.press("Alt+Shift+D");
  const banner = page.getByText(word("looking.discreet"), { exact: true });
  await banner.waitFor();
  const clean = async (where) => {
    assert.deepEqual((await everything(page)).filter((words) => CANARY.test(words)), [], where);
    assert.doesNotMatch(await page.locator("family-history-assistant").ariaSnapshot(), CANARY, `${where}, read out`);
  };
  for (const { id } of topics) {
    await her.goTo(id);
    await lookBehind(page);
    await clean(id);
    assert.deepEqual((await changeable(page)).filter((id) => !LOOKS.test(id)), [], `${id}: nothing can be changed`);
  }
  await her.press(word("bar.papers"));
  await clean("all papers");
  await her.press(word("bar.print"));
  const paper = await lookAtPaper(page, ({ body, title }) => `${title} ${body.textContent}`);
  assert.doesNotMatch(paper, CANARY, "printed");
  await her.press(word("bar.find"));
  await until(async () => (await her.where()).includes("#find-words"), "the keyboard is where words are looked for");
  await page.keyboard.type("Zephyr");
  await page.getByText(word("find.none"), { exact: true }).waitFor();
  assert.equal((await her.save()).text, before, "the review is saved as it is");
  await her.press(word("looking.turn-off"));
  await banner.waitFor({ state: "detached" });
  await her.goTo("people");
  await page.getByText("Zephyrine", { exact: false }).first().waitFor();
  assert.equal((await her.save()).text, before);
  assert.deepEqual(page.heard, []);
  await closePage(page);
});
