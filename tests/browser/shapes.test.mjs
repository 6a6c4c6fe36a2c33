// One build in four shapes: as an element on a page, as a page in a sandboxed frame, as an npm package with its wasm beside it, and as one
// file. The same journey over all of them, from an empty start to paper and a file, and the same words on the paper.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { closePage, freshPage, homeOf, launch, SHAPES } from "./browser.mjs";
import { catchPrinting, pdfOf, wordsOf } from "./paper.mjs";
import { begin } from "./practitioner.mjs";
import { DIST, serve, STRICT } from "./servers.mjs";
import { agency, option, prompt, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** What every shape's paper and file must say, word for word. */
let known;

for (const shape of SHAPES) {
  test(`from an empty start to paper and a file: ${shape}`, async () => {
    const requests = [];
    const page = await freshPage(browser, { address: await homeOf(shape), before: async (page) => {
      await catchPrinting(page);
      page.on("request", (request) => requests.push(request.url()));
    } });
    if (shape === "standalone") await page.context().setOffline(true);
    const loaded = requests.length;
    assert.deepEqual(requests.filter((address) => address.endsWith(".wasm")).length, shape === "npm" ? 1 : 0, "only the npm package loads a wasm file");
    const made = await journey(page);
    assert.deepEqual(requests.slice(loaded).filter((address) => !/^(blob|data|about):/.test(address)), [], "nothing is fetched once it runs");
    assert.deepEqual(page.heard, [], "and nothing is refused or complained of");
    await closePage(page);
    known ??= made;
    assert.equal(made.paper, known.paper, "the printed words are those of every shape");
    assert.equal(made.file, known.file, "and so is the file");
  });
}

/** People, records, history, a man, a level; then paper, a file, and the file opened again. */
async function journey(page) {
  const her = begin(page);
  await her.goTo("start");
  await her.type(word("head.begun"), "9 November 2026");
  await her.pick(word("head.agency"), agency("midwifery"));
  await her.type(word("head.reference"), "Larch 3");
  await her.goTo("people");
  await her.addPerson("child", "Child Ash", { "person.born": "4 January 2025" });
  await her.addPerson("mother", "Mother of Ash", { "person.born": "3 May 2002" });
  await her.addPerson("father", "Father of Ash");
  await her.goTo("records");
  await her.add(word("records.add"), { "record.name": "Child health record", "record.agency": { pick: agency("hv") }, "record.state": { choose: option("record-state", "partial") } });
  await her.goTo("history");
  await her.add(word("history.add"), {
    "event.when": "late 2018", "event.what": "Police came to the flat at night", "event.people": { tick: ["Mother of Ash"] }, "event.standing": { choose: option("standing", "reported") },
  });
  await her.goTo("men");
  await her.add(word("men.add-attempt"), { "attempt.kind": { choose: option("attempt", "declined") }, "attempt.outcome": "Said it is nothing to do with him" });
  await her.goTo("level");
  await her.add(word("level.add"), { "level.when": "16 November 2026", "level.level": { choose: option("level", "3") }, "level.reasons": "Three needs stand together" },
    her.question(prompt("K-01", { child: "Child Ash" })));
  await her.press(word("bar.print"));
  const paper = wordsOf(await pdfOf(page));
  for (const said of ["Larch3", "MotherofAsh", "Policecametotheflatatnight", "Saiditisnothingtodowithhim", "Threeneedsstandtogether"]) {
    assert.ok(paper.toLowerCase().includes(said.toLowerCase()), `the paper says ${said}`);
  }
  const saved = await her.save();
  await her.reload();
  assert.equal(await page.getByText("Larch 3", { exact: true }).count(), 0, "after a reload nothing is left");
  await her.openFile(saved.text);
  await page.getByText("Larch 3", { exact: true }).waitFor();
  const again = await her.save();
  assert.equal(again.text, saved.text, "the file opens, and is saved as it was");
  return { paper, file: saved.text };
}
