// The main journey in three engines, written once: from an empty start to paper and a file, and the file opened again. Every engine
// gives the same paper and the same file, letter by letter. What was seen, with versions, stands in docs/assurance/engines.md:
// `UPDATE_TABLES=1` writes it.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { HOME } from "./browser.mjs";
import { chromium, firefox, webkit } from "./engines/drivers.mjs";
import { plain, wordsOf } from "./paper.mjs";
import { until, withoutMark } from "./practitioner.mjs";
import { agency, option, topic, word } from "./words.mjs";

const TABLE = new URL("../../docs/assurance/engines.md", import.meta.url);
const LOOK = readFileSync(new URL("engines/look.js", import.meta.url));

let server, address;

/** The built page as it is served, with look.js before everything else: under the same policy, for engines that cannot add a script. */
before(async () => {
  server = createServer(async (request, response) => {
    const name = request.url.slice(1);
    if (name.endsWith("look.js")) return response.writeHead(200, { "content-type": "text/javascript" }).end(LOOK);
    const from = await fetch(HOME + name);
    let body = Buffer.from(await from.arrayBuffer());
    if (name === "" || name === "embed/") body = Buffer.from(body.toString("utf8").replace("<head>", '<head><script src="look.js"></script>'));
    const headers = Object.fromEntries(["content-type", "content-security-policy"].map((header) => [header, from.headers.get(header)]).filter(([, value]) => value));
    return response.writeHead(from.status, headers).end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  address = `http://127.0.0.1:${server.address().port}/`;
});
after(() => { server.close(); server.closeAllConnections(); });

/** What a practitioner does, as far as every engine's driver can: by the words on things, and by the keyboard. */
class Hands {
  constructor(driver) { this.driver = driver; }

  async reach(kind, name, where) {
    await until(() => this.driver.run("focus", kind, name, where), `the focus can go to the ${kind} “${name}”`);
  }
  async press(name, where) {
    await this.reach("button", name, where);
    await this.driver.press("Enter");
  }
  async open(name, where) {
    await this.reach("line", name, where);
    if (!(await this.driver.run("isOpen", name, where))) await this.driver.press("Enter");
  }
  async type(name, text, where = "card") {
    await this.reach("field", name, where);
    const stood = await this.driver.run("value", name, where);
    await this.driver.type(text);
    assert.equal(await this.driver.run("value", name, where), stood + text, name);
  }
  async pick(name, one, where = "card") {
    await this.reach("field", name, where);
    assert.equal(await this.driver.run("choose", name, one, where), one, name);
  }
  async choose(name, one, where = "card") {
    await this.reach("option", [name, one], where);
    await this.driver.press("Space");
    assert.ok(await this.driver.run("isChosen", name, one, where), `${name}: ${one}`);
  }
  async fill(entries, where) {
    for (const [key, value] of Object.entries(entries)) {
      if (value.pick) await this.pick(word(key), value.pick, where);
      else if (value.choose) await this.choose(word(key), value.choose, where);
      else if (value.tick) await this.choose(word(key), value.tick, where);
      else await this.type(word(key), value, where);
    }
  }
  async add(button, entries) {
    await this.press(button);
    await until(() => this.driver.run("cardIsReady"), "the focus is in the new card");
    await this.fill(entries);
  }
  async done() {
    await this.press(word("card.done"), "card");
    await until(() => this.driver.run("cardIsDone"), "the card is closed, and the focus is on it");
  }
  async goTo(id) {
    const { nav, title } = topic(id);
    await this.press((await this.driver.run("has", "button", nav, "nav")) ? nav : title);
    await until(() => this.driver.run("isAt", title), `the focus is on “${title}”`);
  }
  async sees(text) { await until(() => this.driver.run("says", text), `“${text}” is in sight`); }
}

const TYPED = ["Larch 3", "duty health visitor", "Child Birch", "Mother of both", "Male carer Cedar", "Child health record", "anything before the move",
  "Police came to the flat at night", "They moved to the coast", "A worker left", "Birch may freeze at raised voices", "She smiled and said he helps", "Two needs stand together",
  "Loud evenings may be frightening"];

/** The journey. Gives the paper, the file, what the page said, and what came out of the engine's own printing. */
async function journey(driver, downloads) {
  const her = new Hands(driver);
  const person = async (role, label, more = {}) => {
    await her.press(word(`people.add-${role}`));
    await until(() => driver.run("cardIsReady"), "the focus is in the new card");
    await her.reach("field", word("person.label"), "card");
    await driver.run("select", word("person.label"), "card");
    await driver.type(label);
    await her.fill(more);
    await her.done();
  };
  await driver.goTo(address);
  await until(() => driver.run("heading"), "the assistant has started", 15_000);

  await her.goTo("start");
  await her.choose(word("head.checkpoint"), option("checkpoint", "allocation"), "");
  await her.fill({ "head.begun": "9 November 2026", "head.worker": "duty health visitor", "head.reference": "Larch 3" }, "");

  await her.goTo("people");
  await person("child", "Child Birch", { "person.born": "June 2022", "person.sex": { pick: option("sex", "female") } });
  await person("mother", "Mother of both", { "person.born": "3 May 2002" });
  await person("father", "Father of Birch");
  await person("partner", "Male carer Cedar");

  await her.goTo("records");
  await her.add(word("records.add"), {
    "record.name": "Child health record", "record.agency": { pick: agency("hv") }, "record.state": { choose: option("record-state", "partial") },
    "record.earliest": "June 2021", "record.not-found": "anything before the move",
  });
  await her.done();

  await her.goTo("history");
  await her.add(word("history.add"), {
    "event.people": { tick: "Mother of both" }, "event.when": "when she was 8", "event.what": "Police came to the flat at night",
    "event.standing": { choose: option("standing", "reported") }, "event.meaning": "Birch may freeze at raised voices",
  });
  // Her date of birth is known: an age is read as the year between two birthdays.
  await her.sees(word("date.read-as", { date: "between 3 May 2010 and 2 May 2011" }));
  await her.done();
  // A date moves its entry in the list while it is typed, and no key is lost.
  for (const [when, what] of [["3 March 2024", "They moved to the coast"], ["June 2021", "A worker left"]]) {
    await her.add(word("history.add"), { "event.when": when, "event.what": what });
    await her.done();
  }
  await her.type(word("answer.text"), "Loud evenings may be frightening", "");

  await her.goTo("men");
  await her.press("Male carer Cedar");
  await her.add(word("men.add-attempt"), { "attempt.kind": { choose: option("attempt", "asked-about") }, "attempt.when": "9 November 2026", "attempt.outcome": "She smiled and said he helps" });
  await her.done();

  await her.goTo("level");
  await her.add(word("level.add"), { "level.when": "16 November 2026", "level.level": { choose: option("level", "2") }, "level.reasons": "Two needs stand together" });
  await her.done();

  if (driver.printed) await driver.run("printReally");
  await her.press(word("bar.print"));
  await until(() => driver.run("printed"), "printing is asked for");
  const paper = await driver.run("paper");

  await her.press(word("bar.save"));
  // Firefox writes under a name of its own first.
  let name;
  await until(() => (name = readdirSync(downloads).find((name) => /^family-history.*\.json$/.test(name))), "a file is saved");
  const path = join(downloads, name);
  let file = "";
  await until(() => (file = readFileSync(path, "utf8")).endsWith("}\n") || file.endsWith("}"), "the file is whole");

  // A page that knows nothing of it opens the file, and saves the same again.
  const heard = await driver.run("heard");
  await driver.goTo(address);
  await until(() => driver.run("heading"), "the assistant has started again", 15_000);
  assert.ok(!(await driver.run("says", "Larch 3")), "after a reload nothing is left on the page");
  await driver.give(path);
  await her.sees("Larch 3");
  await her.goTo("history");
  await her.sees("Police came to the flat at night");
  rmSync(path);
  await her.press(word("bar.save"));
  await until(() => existsSync(path), "it is saved again");
  let again = "";
  await until(() => (again = readFileSync(path, "utf8")).length >= file.length, "the second file is whole");
  assert.equal(again, file, "opening and saving again gives the same file, byte for byte");
  heard.push(...(await driver.run("heard")));

  // The page for a frame comes in two parts, the second by way of a template in the page.
  await driver.goTo(`${address}embed/`);
  await until(() => driver.run("heading"), "the page for a frame has its first screen", 15_000);
  await her.goTo("people");
  heard.push(...(await driver.run("heard")));

  let printed = driver.printed;
  if (printed) await until(() => existsSync(printed) && readFileSync(printed).includes("%%EOF"), "what was printed is written");
  printed &&= readFileSync(printed);
  return { paper, file, name, heard, printed, missing: await driver.run("missing") };
}

const HEAD = `# Engines

The main journey, done in each engine under the strict content security policy of \`cargo xtask serve\`: start, people, records, history,
men, level, printing, saving, and the file opened on a fresh page; then the page for a frame, whose script comes in two parts. Written by \`tests/browser/engines.test.mjs\` with UPDATE_TABLES=1; the
test fails where an engine differs or is not there. Edge and Chrome share the engine of Chromium; Safari has a build of WebKit of its own,
which was not run.

| Engine and version | Journey done, console empty, policy kept | Paper the same as in Chromium | Printed | File the same as in Chromium, and opened again | Lacks, and does without |
| --- | --- | --- | --- | --- | --- |
`;

const ENGINES = { Chromium: chromium, Firefox: firefox, WebKitGTK: webkit };
const results = {};

for (const [engine, start] of Object.entries(ENGINES)) {
  test(`the main journey in ${engine}: facts, paper, a file, and the file again`, { timeout: 90_000 }, async () => {
    const downloads = mkdtempSync(join(tmpdir(), "fha-downloads-"));
    const driver = await start(downloads);
    try {
      const result = await journey(driver, downloads);
      assert.match(result.name, /^family-history-review-\d{4}-\d\d-\d\d\.json$/);
      assert.deepEqual(TYPED.filter((text) => !result.paper.includes(text)), [], "everything that was typed stands on the paper");
      assert.deepEqual(TYPED.filter((text) => !result.file.includes(text)), [], "and in the file");
      if (result.printed) {
        const words = wordsOf(result.printed);
        assert.deepEqual(TYPED.filter((text) => !words.includes(plain(text))), [], "and in what the engine itself printed");
      }
      assert.deepEqual(result.heard, [], "the console stays empty and nothing is refused by the page's policy");
      results[engine] = { version: driver.version, ...result };
    } finally {
      await driver.close();
      rmSync(downloads, { recursive: true, force: true });
    }
  });
}

test("three engines give the same paper and the same file, letter by letter, and the table says what was seen", () => {
  assert.deepEqual(Object.keys(results), Object.keys(ENGINES), "every engine came through");
  for (const [engine, { paper, file }] of Object.entries(results)) {
    assert.equal(withoutMark(file), withoutMark(results.Chromium.file), `the file of ${engine}`);
    assert.equal(paper, results.Chromium.paper, `the paper of ${engine}`);
  }
  const rows = Object.values(results).map(row);
  if (process.env.UPDATE_TABLES) writeFileSync(TABLE, `${HEAD}${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`);
  const table = readFileSync(TABLE, "utf8");
  assert.ok(table.startsWith(HEAD), "docs/assurance/engines.md begins as this test writes it: UPDATE_TABLES=1");
  const written = table.slice(HEAD.length).trim().split("\n").map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
  assert.equal(written.length, rows.length);
  for (const [at, cells] of rows.entries()) {
    // Another machine has other versions, which may lack other things. What was done is the same everywhere.
    if (written[at][0] === cells[0]) assert.deepEqual(written[at], cells);
    else assert.deepEqual([written[at][0].replace(/ .*/, ""), ...written[at].slice(1, -1)], [cells[0].replace(/ .*/, ""), ...cells.slice(1, -1)]);
  }
});

/** What the table says of an engine. */
function row({ version, printed, missing }) {
  return [version, "yes", "yes, letter by letter", printed ? "yes, from its own printing to a file" : "asked for, and the paper read in its frame", "yes, byte for byte", missing.join(", ") || "nothing"];
}
