// One build in four shapes: as an element on a page, as a page in a sandboxed frame, as an npm package with its wasm beside it, and as one
// file. The same journey over all of them, from an empty start to paper and a file, and the same words on the paper. Then the shapes on
// servers as agencies have them, by the files and the words of the release itself.
//
// What was seen is written down in docs/assurance/shapes.md: UPDATE_SHAPES=1 writes it anew.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { closePage, freshPage, homeOf, launch, SANDBOX, SHAPES } from "./browser.mjs";
import { checkAt, iis, RIGHT, snippet, works } from "./hosts.mjs";
import { catchPrinting, pdfOf, wordsOf } from "./paper.mjs";
import { begin, withoutMark } from "./practitioner.mjs";
import { AT, DIST, serve, STRICT } from "./servers.mjs";
import { agency, option, prompt, word } from "./words.mjs";

const TABLE = new URL("../../docs/assurance/shapes.md", import.meta.url);

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** Rows of the table: which shape, where, and what was seen there. */
const seen = [];
const saw = (shape, where, what) => seen.push(`| ${NAMES[shape]} | ${where} | ${what} |`);
const NAMES = { element: "the element", embed: "the page in a frame", npm: "the npm package", standalone: "one file" };

/** What every shape's paper and file must say, word for word. */
let known;
const WHERE = {
  element: "a page with the strict policy", embed: `a frame with sandbox="${SANDBOX}", strict policy`,
  npm: "a page with the strict policy and `connect-src 'self'`", standalone: "`file://`, network off",
};

for (const shape of SHAPES) {
  test(`from an empty start to paper and a file: ${shape}`, async () => {
    const requests = [];
    const page = await freshPage(browser, { address: await homeOf(shape), before: async (page) => {
      await catchPrinting(page);
      page.on("request", (request) => requests.push(request.url()));
    } });
    if (shape === "standalone") await page.context().setOffline(true);
    assert.deepEqual(requests.filter((address) => address.endsWith(".wasm")).length, shape === "npm" ? 2 : 0, "only the npm package loads files of wasm");
    const made = await journey(page, requests);
    assert.deepEqual(page.heard, [], "and nothing is refused or complained of");
    await closePage(page);
    known ??= made;
    assert.equal(made.paper, known.paper, "the printed words are those of every shape");
    assert.equal(withoutMark(made.file), withoutMark(known.file), "and so is the file");
    saw(shape, WHERE[shape], "the whole journey to paper and a file and back; nothing fetched after loading, nothing refused; the same words on paper, the same file");
  });
}

test("where a draft is allowed it is offered, and the frame, to which the browser gives no place for one, says so", async () => {
  for (const shape of SHAPES) {
    const page = await freshPage(browser, { address: await homeOf(shape) });
    await page.locator("family-history-assistant").evaluate((element) => element.setAttribute("drafts", "allowed"));
    await begin(page).press(word("foot.keeping"));
    await page.getByText(word(shape === "embed" ? "draft.no-storage" : "draft.what"), { exact: true }).waitFor();
    assert.equal(await page.getByLabel(word("draft.words-new"), { exact: true }).count(), shape === "embed" ? 0 : 1, shape);
    assert.deepEqual(page.heard, [], shape);
    await closePage(page);
    saw(shape, shape === "standalone" ? "`file://`, drafts allowed" : "drafts allowed", shape === "embed" ? "it says that the browser gives it no place for a draft" : "a draft is offered");
  }
});

const page = (body) => `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Staff pages</title><link rel="icon" href="data:,"><body>${body}</body></html>`;

test("the frame of EMBEDDING.md, copied to a page, works on a server with the ready file for IIS, and its check finds nothing", async () => {
  const { headers, types } = iis();
  const server = await serve(DIST, { at: AT, types, compressed: true, headers: (path) => (path.startsWith(AT) ? headers(path) : {}),
    rules: [{ path: "/intranet.html", type: "text/html", body: page(snippet("frame")) }] });
  const here = await freshPage(browser, { address: `${server.address}/intranet.html`, framed: true, before: catchPrinting });
  await works(here);
  assert.deepEqual(here.heard, []);
  await closePage(here);
  for (const place of ["embed/", ""]) assert.deepEqual(await checkAt(browser, `${server.address}${AT}${place}check.html`), RIGHT);
  server.close();
  saw("embed", "a server with `hosts/iis`, and the frame of EMBEDDING.md", "a person added, printed, saved; nothing refused; `check.html`: as it should be");
});

test("the ready file for IIS, put in the folder of the version, goes for what lies there and for what lies in `embed`", () => {
  const { headers, types } = iis();
  for (const place of [AT, `${AT}embed/`]) {
    const of = (file) => headers(place + file);
    for (const file of ["", "index.html", "check.html", "checklist.html", "checklist.css"]) assert.equal(of(file)["cache-control"], "no-cache", place + file);
    for (const file of ["family-history-assistant.js", "family-history-loader.js"]) assert.match(of(file)["cache-control"], /immutable/, place + file);
    for (const file of ["", "check.html", "checklist.html"]) {
      assert.ok(of(file)["content-security-policy"].includes(`style-src 'self'; img-src data:; connect-src ${file === "check.html" ? "'self'" : "'none'"}`), place + file);
    }
  }
  for (const file of ["standalone.html", "standalone-training.html"]) assert.equal(headers(AT + file)["content-disposition"], "attachment", file);
  assert.equal(headers(`${AT}embed/`)["content-disposition"], undefined);
  assert.match(types[".md"], /^text\/plain/, "what the check tells people to read is served");
  // Added twice, a name is an error: it is taken away first.
  const config = readFileSync(join(DIST, "hosts/iis/web.config"), "utf8").split("<location")[0];
  for (const [, what] of config.matchAll(/<(?:add|mimeMap) ((?:name|value|fileExtension)="[^"]+")/g)) assert.ok(config.includes(`<remove ${what} />`), what);
  assert.match(config, /<defaultDocument enabled="true">\s*<files>\s*<remove value="index\.html" \/>\s*<add value="index\.html" \/>/);
  const words = ["EMBEDDING.md", "hosts/iis/README.md", "hosts/apache/README.md"].map((name) => readFileSync(join(DIST, name), "utf8"));
  for (const said of words) assert.match(said, /beside `EMBEDDING\.md` and above `embed`/);
});

/** Opens the check of a server with one fault of its own, and gives what it says. */
async function checked(rules, look) {
  const server = await serve(DIST, { rules });
  const check = await freshPage(browser, { address: `${server.address}/embed/check.html`, ready: false });
  await look(check);
  await closePage(check);
  server.close();
}

test("a check that may not ask says so in one line, and decides nothing", () => checked([{ path: "/embed/check.html", headers: STRICT }], async (check) => {
  await check.getByText("Undecided: this page may not ask. Send connect-src 'self' in the Content-Security-Policy for check.html.", { exact: true }).waitFor();
  assert.equal(await check.locator("li").count(), 0);
}));

test("a check whose script is not sent as a script says so without it", () => checked([{ path: "/embed/check.js", type: "text/plain", headers: { "x-content-type-options": "nosniff" } }], async (check) => {
  assert.equal(await check.locator("#outcome").innerText(), "Looking …");
  await check.getByText(/^If nothing more appears, scripts are not sent as scripts: see “What a server sends”/).waitFor();
}));

test("a folder that does not give its page must be changed, and small files that are missing should be put beside it", async () => {
  const folder = (answer) => [{ path: "/embed/", ...answer }];
  const gone = { status: 404, body: "not here", type: "text/plain" };
  for (const [rules, what] of [
    [folder({ ...gone, status: 403 }), /^Must.*answers 403 for \/embed\/.*The default document of a folder is index\.html/s],
    [folder({ body: "<h1>Index of /embed/</h1>", type: "text/html" }), /^Must.*or a list of files.*The default document of a folder is index\.html/s],
    [[...folder(gone), { path: "/embed/index.html", ...gone }], /^Must.*answers 404 for \/embed\/.*Put index\.html beside this page/s],
  ]) await checked(rules, async (check) => {
    await check.getByText(/^The assistant will not run here: 1 of \d+ must be changed\.$/).waitFor();
    assert.match(await check.getByRole("listitem").filter({ hasText: "The folder gives its page" }).innerText(), what);
  });
  for (const name of ["family-history-loader.js", "family-history-frame.js", "embed.css"]) await checked([{ path: `/embed/${name}`, ...gone }], async (check) => {
    await check.getByText(/^The assistant runs here\./).waitFor();
    assert.match(await check.getByRole("listitem").filter({ hasText: "Small files lie beside it" }).innerText(), new RegExp(`^Should.*does not give ${name}\\.`, "s"));
  });
});

test("a server that compresses a file only when it is asked for again has it compressed", async () => {
  let times = 0;
  const path = "/embed/family-history-assistant.js";
  const rule = { get path() { return path; }, get headers() { return ++times > 1 ? { "content-encoding": "gzip" } : {}; }, body: (script) => (times > 1 ? gzipSync(script) : script) };
  await checked([rule], async (check) => {
    await check.getByText(/^The assistant runs here\./).waitFor();
    assert.match(await check.getByRole("listitem").filter({ hasText: "It is compressed on the way" }).innerText(), /^Right/);
  });
});

test("X-Frame-Options is told where no frame-ancestors overrides it", async () => {
  for (const [headers, what] of [
    [{ "x-frame-options": "SAMEORIGIN" }, /^Should.*frames of other origins are refused.*Add frame-ancestors/s],
    [{ "x-frame-options": "DENY" }, /^Must.*frames are refused on every page.*Add frame-ancestors/s],
    [{ "x-frame-options": "DENY", "content-security-policy": "frame-ancestors https://intranet.example" }, /^Right/],
    [{ "content-security-policy": "frame-ancestors 'none'" }, /^Must.*no page may/s],
  ]) await checked([{ path: "/embed/", headers }], async (check) => {
    assert.match(await check.getByRole("listitem").filter({ hasText: "Who may put the page in a frame" }).innerText(), what);
  });
});

test("a server that is not set up is told what to do, item by item", async () => {
  const server = await serve(DIST, { types: { ".js": "application/octet-stream", ".html": "text/html" }, rules: [
    { path: "/embed/check.js", type: "text/javascript" }, { path: "/embed/", headers: { "content-security-policy": "script-src 'self'", "cache-control": "max-age=3600" } },
    { path: "/embed/family-history-assistant.js", headers: { "cross-origin-resource-policy": "same-site" }, body: (script) => script.subarray(1) },
    { path: "/embed/family-history-assistant-later.js", status: 404, body: "not here", type: "text/plain" },
  ] });
  const check = await freshPage(browser, { address: `${server.address}/embed/check.html`, ready: false });
  await check.getByText(/^The assistant will not run here: 5 of \d+ must be changed\.$/).waitFor();
  const said = (name) => check.getByRole("listitem").filter({ hasText: name }).innerText();
  for (const [name, what] of [["It is the script that was built", /^Must.*Copy it again/s], ["So is what comes after it", /^Must.*Put family-history-assistant-later\.js beside/s], ["It is sent as a script", /^Must.*octet-stream.*text\/javascript; charset=utf-8/s],
    ["The page's policy allows WebAssembly", /^Must.*Add 'wasm-unsafe-eval'/s], ["A sandboxed frame may load it", /^Must.*cross-origin/s], ["It is compressed on the way", /^Should.*\.br and \.gz/s], ["It is kept by browsers", /^Should.*immutable/s],
    ["The page is asked for anew", /^Should.*no-cache/s], ["Types are not guessed", /^Should.*nosniff/s], ["Who may put the page in a frame", /^Should.*frame-ancestors/s], ["Addresses are not passed on", /^Should.*no-referrer/s],
    ["The script arrives", /^Right/], ["The browser may run WebAssembly", /^Right/]]) assert.match(await said(name), what, name);
  await closePage(check);
  server.close();
});

test("an editor that lets through only plain words and frames leaves the frame as it is", () => {
  const [, attributes] = /^<iframe ([^>]*)><\/iframe>\s*$/.exec(snippet("frame"));
  const allowed = ["src", "title", "sandbox", "allow", "width", "height"];
  assert.deepEqual([...attributes.matchAll(/([\w-]+)="/g)].map(([, name]) => name).filter((name) => !allowed.includes(name)), []);
  assert.ok(attributes.includes(`sandbox="${SANDBOX}"`), "it is the sandbox that is tested");
  assert.ok(readFileSync(join(DIST, "hosts/page.html"), "utf8").includes(snippet("frame").trim()), "the page of hosts/ has the same frame");
  const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  assert.ok(readme.includes(snippet("frame").trim()), "README gives the same frame");
});

test("the element of EMBEDDING.md works from where it says, and a script that was changed in one byte is not run", async () => {
  const { headers, types } = iis();
  const policy = { ...STRICT, "integrity-policy": "blocked-destinations=(script)" };
  const rules = [{ path: "/intranet.html", type: "text/html", body: page(snippet("element")) }];
  const flip = { path: `${AT}family-history-assistant.js`, body: (script) => { const other = Buffer.from(script); other[other.length - 20] ^= 1; return other; } };
  const open = async (rules, ready) => {
    const server = await serve(DIST, { at: AT, types, headers: (path) => (path.startsWith(AT) ? headers(path) : policy), rules });
    return freshPage(browser, { address: `${server.address}/intranet.html`, ready, before: catchPrinting });
  };
  const good = await open(rules, true);
  await works(good);
  assert.deepEqual(good.heard, []);
  await closePage(good);
  saw("element", "the script and element of EMBEDDING.md, strict policy and `Integrity-Policy`", "a person added, printed, saved; nothing refused");
  const bad = await open([...rules, flip], false);
  assert.equal(await bad.evaluate(() => customElements.get("family-history-assistant")), undefined);
  assert.match(bad.heard.join("\n"), /integrity/i);
  await closePage(bad);
  saw("element", "the same, with one byte of the script changed", "the browser refuses the script");
});

/** What may become of a wasm file on its way. */
const WASM = [["its wasm", /^\/npm\/family-history-assistant(-later)?\.wasm$/], ["the later part of its wasm", "/npm/family-history-assistant-later.wasm"]];
const FATES = {
  "is not there (404)": { status: 404, body: "not here", type: "text/plain" },
  "is forbidden (403)": { status: 403, body: "no", type: "text/html" },
  "comes as `application/octet-stream`": { type: "application/octet-stream" },
  "is a page of a filter instead (200)": { body: "<h1>Blocked</h1>", type: "text/html" },
  "is cut off": { body: (wasm) => wasm.subarray(0, wasm.length / 2) },
};

test("the npm package runs whatever becomes of its wasm file, and where it may not be asked for", async () => {
  const host = { path: "/host.html", body: page('<script type="module" src="npm/family-history-assistant.mjs"></script><family-history-assistant></family-history-assistant>') };
  const runs = async (rules, headers) => {
    const server = await serve(DIST, { headers, rules: [host, ...rules] });
    const here = await freshPage(browser, { address: `${server.address}/host.html` });
    await begin(here).goTo("people");
    await closePage(here);
    server.close();
    return server.asked.includes("/npm/inline.mjs") ? "it loads the copy, and works" : "it works";
  };
  for (const [what, path] of WASM) {
    for (const [fate, rule] of Object.entries(FATES)) saw("npm", `${what} ${fate}`, await runs([{ path, ...rule }], {}));
  }
  const policy = (policy) => ({ "content-security-policy": policy });
  saw("npm", "`connect-src 'none'`", await runs([], STRICT));
  saw("npm", "a policy like SharePoint's: `script-src 'unsafe-eval' 'self' 'nonce-x'`", await runs([], policy("script-src 'unsafe-eval' 'self' 'nonce-x'")));
});

/** The test files that are run in every shape, as the command that runs them has them. */
const RUNS = readFileSync(new URL("../../src/xtask/test.rs", import.meta.url), "utf8");
const filesOf = (list) => [...new RegExp(`const ${list}: &\\[&str\\] =\\s*&\\[([^\\]]+)\\]`).exec(RUNS)[1].matchAll(/"([^"]+)"/g)].map(([, name]) => `\`${name}\``).join(", ");

test("the table of shapes and hosts says what was seen", () => {
  const table = `# Shapes and hosts: what was seen

Written by \`UPDATE_SHAPES=1 node --test tests/browser/shapes.test.mjs\`, and compared on every run of the tests. The browser is Chromium. The
servers are small ones; that with \`hosts/iis\` sends what the ready file for IIS says, read from that file. IIS itself runs on Windows alone and was
not run. nginx and Apache themselves were: [servers.md](servers.md).

All tests of \`tests/browser\` run over the element. Those of what people do run over the other three shapes too, word for word the same tests:

- on every run (\`cargo xtask test\`): ${filesOf("END_TO_END")};
- these longer ones with them by \`cargo xtask test --only browser-everywhere\`: ${filesOf("LONGER")}.

Only the element and the one file have a page for trainers. In the other shapes the training tests have the trainer at that of the element, and
the tables at the shape.

| shape | where | what was seen |
| --- | --- | --- |
${seen.join("\n")}
`;
  if (process.env.UPDATE_SHAPES) writeFileSync(TABLE, table);
  assert.equal(readFileSync(TABLE, "utf8"), table, "docs/assurance/shapes.md is not what was seen: UPDATE_SHAPES=1 writes it anew");
});

/** People, records, history, a man, a level; then paper, a file, and the file opened again. */
async function journey(page, requests) {
  const loaded = requests.length;
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
  assert.deepEqual(requests.slice(loaded).filter((address) => !/^(blob|data|about):/.test(address)), [], "nothing is fetched once it runs");
  await her.reload();
  assert.equal(await page.getByText("Larch 3", { exact: true }).count(), 0, "after a reload nothing is left");
  await her.openFile(saved.text);
  await page.getByText("Larch 3", { exact: true }).waitFor();
  const again = await her.save();
  assert.equal(again.text, saved.text, "the file opens, and is saved as it was");
  return { paper, file: saved.text };
}
