// Every paper: chosen, with what is left out of it, printed and read back from the PDF as a reader of it would.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { findings, overhang, withAxe } from "./axe.mjs";
import { closePage, freshPage, launch, onClipboard, resize } from "./browser.mjs";
import { largeCase } from "./cases/large.mjs";
import { fileOf, richFacts } from "./cases/rich.mjs";
import { catchPrinting, metaOf, paperOf, pdfOf, plain, structureOf, wordsOf } from "./paper.mjs";
import { begin, until } from "./practitioner.mjs";
import { word } from "./words.mjs";


let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** The screen of papers with a case opened. */
async function papers(file, options = {}) {
  const page = await freshPage(browser, { before: catchPrinting, ...options });
  const her = begin(page);
  if (file) {
    await her.openFile(file);
    await until(async () => (await page.getByText(word("save.nothing-yet"), { exact: true }).count()) === 0, "the file is open");
  }
  await her.press(word("bar.papers"));
  await her.arrived(word("papers.title"));
  return { page, her };
}

/** The papers that can be chosen, as they are called. */
const offered = (her) => her.list(word("papers.which")).evaluate((list) => [...list.options].map((option) => option.label));

/** What was printed: the words of the paper as the assistant made it, and the PDF. */
async function printed(page, her) {
  await her.press(word("papers.print"));
  return { made: plain(await paperOf(page)), pdf: await pdfOf(page) };
}

/** The printed PDF says what was made, no less and no more, has its headings and tables, and nothing personal in its title. */
function isWhole({ made, pdf }, about) {
  const { words, kinds } = structureOf(pdf);
  if (words !== made) {
    const at = made.split("").findIndex((letter, at) => letter !== words[at]);
    assert.fail(`${about}: made “…${made.slice(Math.max(0, at - 60), at + 60)}…”, printed “…${words.slice(Math.max(0, at - 60), at + 60)}…”`);
  }
  assert.equal(kinds[0], "Document", about);
  assert.ok(kinds.includes("H1"), `${about}: it has a title`);
  assert.ok(!kinds.includes("Table") || kinds.includes("TH"), `${about}: tables have heads`);
  return kinds;
}

test("every paper of a family prints as it was made, from the screen, by keyboard", async () => {
  const { page, her } = await papers(fileOf(richFacts()));
  const kinds = new Set();
  for (const name of await offered(her)) {
    await her.pick(word("papers.which"), name);
    const paper = await printed(page, her);
    isWhole(paper, name).forEach((kind) => kinds.add(kind));
    const title = /^Title:\s*(.*)$/m.exec(metaOf(paper.pdf))[1];
    // In a sandbox the page in the frame is what is printed, under its own name.
    assert.ok(name.startsWith(title), `“${title}” names the paper and nobody`);
    assert.ok(!/Child A|Mother|Father of|Larch/.test(title), title);
  }
  for (const kind of ["H1", "H2", "Table", "TH", "L", "Figure"]) assert.ok(kinds.has(kind), kind);
  await closePage(page);
});

/** Letters of every kind, and what may be taken for something else. */
const HOSTILE = ["<img src=x onerror=alert(1)>", "{page} of {pages}", "a & b < c", "émile ﬁ Zoë — “said”", "a\tb\nc", "x".repeat(300)];
const TURNED = ["العربية و", "עברית", "\u202eturned\u202c back", "👩‍👧 émile"];
const saying = (more) => {
  let at = 0;
  return fileOf(richFacts((text) => `${text} ${more[at++ % more.length]}`));
};
const text = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const fixture = (name) => text(`../cases/${name}.json`);
const long = () => {
  const facts = richFacts();
  facts.people.p3.note = "A long story, told in full. ".repeat(400).slice(0, 10_000);
  return fileOf(facts);
};

/** Twenty families, from none to many, and the papers that each is printed as. */
const FAMILIES = [
  ["nothing at all", null, ["paper.title", "paper.title-hand-over"]],
  ["one child", fileOf({ people: { p1: { label: "Child", role: "child" } } }), ["paper.title", "paper.title-child"]],
  ["60 people", largeCase(60, 20), ["paper.title", "paper.title-meeting"]],
  ["500 events", largeCase(8, 500), ["paper.title-chronology"]],
  ["a note of 10,000 letters", long(), ["paper.title"]],
  ["hostile letters", saying(HOSTILE), ["paper.title", "paper.title-man", "paper.title-look-back", "paper.title-closing"]],
  ["William", text("../../src/content/training/william.json"), ["paper.title", "paper.title-chronology", "paper.title-meeting"]],
  ...["f-01", "f-02", "f-03", "f-04", "f-05", "f-06", "f-07", "f-08", "f-09", "f-10", "f-11", "f-12", "f-13"].map((name) => [name, fixture(name), ["paper.title-supervisor"]]),
];

test("the printed papers of twenty families say what was made, no less and no more", async () => {
  for (const [about, file, kinds] of FAMILIES) {
    const { page, her } = await papers(file);
    const names = await offered(her);
    for (const kind of kinds) {
      const name = names.find((name) => name.startsWith(word(kind)));
      await her.pick(word("papers.which"), name);
      isWhole(await printed(page, her), `${about}: ${name}`);
    }
    await closePage(page);
  }
});

/** How often each letter stands there. */
const counted = (words) => [...words].reduce((counts, letter) => counts.set(letter, (counts.get(letter) ?? 0) + 1), new Map());

test("what is written from right to left, and what turns lines, is on paper letter for letter", async () => {
  // Readers of a PDF give such words in the order in which they stand on the page: it is the letters that can be counted.
  const { page, her } = await papers(saying(TURNED));
  const { made, pdf } = await printed(page, her);
  const onPaper = counted(wordsOf(pdf));
  const shaped = /[\u0600-\u06ff\u202a-\u202e\u200d]|\p{Extended_Pictographic}/u;
  for (const [letter, times] of counted(made)) {
    if (!shaped.test(letter)) assert.ok((onPaper.get(letter) ?? 0) >= times, `“${letter}” stands ${times} times, printed ${onPaper.get(letter)}`);
  }
  assert.ok([...onPaper.keys()].some((letter) => /[\u0600-\u06ff]/.test(letter)), "Arabic letters are printed");
  await closePage(page);
});

test("what is left out is nowhere: not in print, not in its structure, not in what is copied or taken; and nobody has a name", async () => {
  const called = { Grandmother: "Zebedee", "Male carer C": "Quentin Ash" };
  const { page, her } = await papers(fileOf(richFacts((text) => called[text] ?? text)), { permissions: ["clipboard-read", "clipboard-write"] });
  await her.pick(word("papers.names"), word("papers.names.roles"));
  const group = her.group(word("papers.leave"));
  for (const apart of ["third-party", "offences", "safety"]) await her.tick(word(`papers.leave.${apart}`), group);
  await her.type(word("papers.goes-to"), "the school nurse");
  const { pdf } = await printed(page, her);
  const taken = async (name) => {
    const file = page.waitForEvent("download");
    await her.press(word(name));
    const got = await file;
    assert.match(got.suggestedFilename(), /^(allocation-checklist|chronology)-\d{4}-\d\d-\d\d\.(docx|html|csv)$/);
    return readFileSync(await got.path()).toString("latin1");
  };
  await her.press(word("papers.copy"));
  await page.getByText(/^Copied: The whole paper, \d+ characters\./).waitFor();
  const copied = await onClipboard(page, ["text/plain", "text/html"]);
  const everywhere = { print: structureOf(pdf).words, meta: metaOf(pdf), raw: pdf.toString("latin1"), plain: copied[0], html: copied[1],
    word: await taken("papers.take-docx"), page: await taken("papers.take-html"), rows: await taken("papers.take-csv") };
  for (const [where, words] of Object.entries(everywhere)) {
    for (const gone of ["Zebedee", "Quentin", "Court at the coast", "on-molestation"]) {
      assert.ok(!words.includes(gone) && !words.includes(plain(gone)), `${gone} is not in ${where}`);
    }
  }
  assert.ok(everywhere.print.includes(plain(word("paper.goes-to", { what: "the school nurse" }))));
  assert.match(copied[0], /withheld/);
  assert.match(copied[1], /<table/);
  assert.ok(copied[0].split("\n").every((line) => line.length <= 80));
  await closePage(page);
});

test("what is asked for at once is of what was chosen, before the screen says what a reader would learn of it", async () => {
  const { page, her } = await papers(fileOf(richFacts()));
  const learnt = page.locator("section", { has: page.locator("#papers-learns") });
  await learnt.getByText("It tells of an order").waitFor();
  const { said, copied } = await her.group(word("papers.leave")).evaluate(async (group, { leave, ways }) => {
    const inside = group.getRootNode();
    const press = (name) => [...inside.querySelectorAll("button")].find((button) => button.textContent === name).click();
    let copied;
    document.execCommand = () => {
      const clipboardData = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent("copy", { clipboardData, cancelable: true }));
      copied = clipboardData.getData("text/plain");
      return true;
    };
    [...group.querySelectorAll("label")].find((label) => label.textContent === leave).control.click();
    await scheduler.postTask(() => {}, { priority: "user-blocking" });
    const said = inside.querySelector("#papers-learns").parentElement.textContent;
    ways.forEach(press);
    return { said, copied };
  }, { leave: word("papers.leave.safety"), ways: [word("papers.copy"), word("papers.print")] });
  assert.match(said, /It tells of an order/, "the screen follows");
  const printed = await paperOf(page);
  for (const words of [copied, printed]) {
    assert.ok(!words.includes("on-molestation"));
    assert.match(words.replace(/\s+/g, " "), /withheld: they could make somebody less safe/);
  }
  await learnt.getByText("It tells of an order").waitFor({ state: "detached" });
  await closePage(page);
});

test("a part of a paper is copied by itself, and a page that does not copy says what to do", async () => {
  const { page, her } = await papers(fileOf(richFacts()), { permissions: ["clipboard-read", "clipboard-write"] });
  const part = word("paper.men");
  await her.pick(word("papers.copy.what"), part);
  await her.press(word("papers.copy"));
  await page.getByText(new RegExp(`^Copied: ${part}, `)).waitFor();
  const [copied] = await onClipboard(page, ["text/plain"]);
  assert.ok(copied.toUpperCase().startsWith(part.toUpperCase()), copied.slice(0, 80));
  // What is copied is what the list shows, whatever is chosen of the paper meanwhile.
  const shown = () => her.list(word("papers.copy.what")).evaluate((list) => list.selectedOptions[0].label);
  const learnt = page.locator("section", { has: page.locator("#papers-learns") });
  await learnt.getByText("It tells of an order").waitFor();
  await her.tick(word("papers.leave.safety"), her.group(word("papers.leave")));
  await learnt.getByText("It tells of an order").waitFor({ state: "detached" });
  assert.equal(await shown(), part);
  const [, other] = await offered(her);
  await her.pick(word("papers.which"), other);
  await until(async () => (await shown()) === word("papers.copy.whole"), "another paper has no such part, and all of it is to be copied");
  await her.press(word("papers.copy"));
  await page.getByText(`Copied: ${word("papers.copy.whole")}, `).waitFor();
  await page.evaluate(() => { document.execCommand = () => false; });
  await her.press(word("papers.copy"));
  await page.getByText(word("papers.not-copied"), { exact: true }).waitFor();
  await closePage(page);
});

test("a reader of what was downloaded finds the paper whole, with the network cut off", async () => {
  const { page, her } = await papers(fileOf(richFacts()));
  const { made } = await printed(page, her);
  const download = page.waitForEvent("download");
  await her.press(word("papers.take-html"));
  const html = readFileSync(await (await download).path(), "utf8");
  const other = await page.context().newPage();
  const asked = [];
  other.on("request", (request) => asked.push(request.url()));
  await other.setContent(html);
  assert.equal(plain(await other.locator("body").evaluate((body) => body.textContent)), made);
  assert.deepEqual(asked, [], "it fetches nothing");
  await closePage(page);
});

test("the screen of papers is for everybody: by the accessibility checker, and on a narrow page", async () => {
  for (const size of [{ width: 1280, height: 900 }, { width: 320, height: 720 }]) {
    const { page, her } = await papers(fileOf(richFacts()), { before: async (page) => { await catchPrinting(page); await withAxe(page); } });
    await resize(page, size);
    await her.open(word("papers.text"));
    const found = await findings(page);
    assert.deepEqual(found, [], `${size.width} wide`);
    assert.equal(await overhang(page), 0, `${size.width} wide: it fits`);
    await closePage(page);
  }
});
