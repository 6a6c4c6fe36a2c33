// Every paper: chosen, with what is left out of it, printed and read back from the PDF as a reader of it would.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { closePage, freshPage, launch } from "./browser.mjs";
import { largeCase } from "./cases/large.mjs";
import { fileOf, richFacts } from "./cases/rich.mjs";
import { catchPrinting, metaOf, paperOf, pdfOf, plain, structureOf } from "./paper.mjs";
import { begin, until } from "./practitioner.mjs";
import { word } from "./words.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"];

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
  const times = await page.evaluate(() => window.timesPrinted);
  await her.press(word("papers.print"));
  await page.waitForFunction((times) => window.timesPrinted > times, times);
  return { made: plain(await paperOf(page)), pdf: await pdfOf(page) };
}

/** The printed PDF says what was made, no less and no more, has its headings and tables, and nothing personal in its title. */
function isWhole({ made, pdf }, about) {
  const { words, kinds } = structureOf(pdf);
  if (words !== made) {
    const at = [...made].findIndex((letter, at) => letter !== words[at]);
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
    assert.ok(name.startsWith(title), `“${title}” names the paper and nobody`);
    assert.ok(!/Child A|Mother|Father of|Larch/.test(title), title);
  }
  for (const kind of ["H1", "H2", "Table", "TH", "L"]) assert.ok(kinds.has(kind), kind);
  await closePage(page);
});
