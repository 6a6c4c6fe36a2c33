// nginx and Apache themselves, set up as their README files in hosts/ say: the frame and the element are gone through, the check finds
// nothing, and each file comes as EMBEDDING.md says. What was seen stands in docs/assurance/servers.md: UPDATE_TABLES=1 writes it.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { closePage, freshPage, launch } from "./browser.mjs";
import { checkAt, RIGHT, snippet, works } from "./hosts.mjs";
import { catchPrinting } from "./paper.mjs";
import { apache, nginx } from "./real-servers.mjs";
import { AT, DIST } from "./servers.mjs";

const TABLE = new URL("../../docs/assurance/servers.md", import.meta.url);

/** The pages of the intranet: that of hosts/, and one with the element. Browsers ask every site for its icon. */
const STAFF = {
  "favicon.ico": "",
  "staff.html": readFileSync(join(DIST, "hosts/page.html"), "utf8"),
  "element.html": `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Staff pages</title><body>${snippet("element")}`,
};

/** nginx sends Brotli only with a module that not every system has. */
const SERVERS = { nginx: { start: nginx, codings: ["gzip"] }, Apache: { start: apache, codings: ["gzip", "br"] } };
const OPENED = { gzip: gunzipSync, br: brotliDecompressSync };

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** What a server sends, as it sends it. A header that comes twice stands there twice. */
const ask = (address, path, coding, more = {}) => new Promise((tell, fail) => {
  get(address + path, { headers: { ...(coding ? { "accept-encoding": coding } : {}), ...more } }, (answer) => {
    const parts = [];
    answer.on("data", (part) => parts.push(part));
    answer.on("end", () => tell({ status: answer.statusCode, body: Buffer.concat(parts), header: (name) => (answer.headersDistinct[name] ?? []).join(" AND ") }));
  }).on("error", fail);
});

const TYPES = {
  "embed/": "text/html; charset=utf-8", "embed/family-history-assistant.js": "text/javascript; charset=utf-8", "embed/family-history-assistant-later.js": "text/javascript; charset=utf-8", "embed/checklist.css": "text/css; charset=utf-8",
  "npm/family-history-assistant.mjs": "text/javascript; charset=utf-8", "npm/family-history-assistant.wasm": "application/wasm", "npm/family-history-assistant-later.wasm": "application/wasm", "integrity.json": "application/json; charset=utf-8",
};

const rows = [];
for (const [name, { start, codings }] of Object.entries(SERVERS)) {
  test(`${name} itself, with its ready file: the frame and the element work, and the check finds nothing`, async () => {
    const server = await start(STAFF);
    try {
      for (const [file, framed] of [["staff.html", true], ["element.html", false]]) {
        const page = await freshPage(browser, { address: `${server.address}/${file}`, framed, before: catchPrinting });
        await works(page);
        assert.deepEqual(page.heard, [], `nothing is refused on ${file}`);
        await closePage(page);
      }
      for (const place of ["embed/", ""]) assert.deepEqual(await checkAt(browser, `${server.address}${AT}${place}check.html`), RIGHT);

      for (const [file, type] of Object.entries(TYPES)) {
        const plain = await ask(server.address, AT + file);
        assert.deepEqual([plain.status, plain.header("content-type"), plain.header("content-encoding")], [200, type, ""], file);
        assert.deepEqual(plain.body, readFileSync(join(DIST, file.replace(/\/$/, "/index.html"))), file);
        for (const coding of codings) {
          const small = await ask(server.address, AT + file, coding);
          assert.deepEqual([small.header("content-type"), small.header("content-encoding"), small.header("vary")], [type, coding, "Accept-Encoding"], `${file}, ${coding}`);
          assert.ok(OPENED[coding](small.body).equals(plain.body), `${file} is compressed once, with ${coding}`);
        }
      }
      await sendsWhatItSays(server.address);
      assert.doesNotMatch(server.heard(), /\[(warn|emerg|alert|crit)\]|:(warn|emerg|alert|crit)\]/, "the server has nothing to complain of");
      rows.push([server.version, "a person added, printed, saved; nothing refused", "the same", "as it should be", `${codings.join(" and ")}, each file once`]);
    } finally {
      await server.close();
    }
  });
}

/** Headers, in the folder of the version and in `embed`, compressed or not. */
async function sendsWhatItSays(address) {
  for (const coding of ["", "gzip, br"]) {
    for (const place of [AT, `${AT}embed/`]) {
      const of = async (file, header) => (await ask(address, place + file, coding)).header(header);
      for (const file of ["", "index.html", "check.html", "checklist.html", "checklist.css"]) assert.equal(await of(file, "cache-control"), "no-cache", place + file);
      for (const file of ["family-history-assistant.js", "family-history-loader.js"]) assert.equal(await of(file, "cache-control"), "public, max-age=31536000, immutable", place + file);
      for (const file of ["", "check.html", "checklist.html"]) {
        const policy = await of(file, "content-security-policy");
        assert.ok(policy.includes(`style-src 'self'; img-src data:; connect-src ${file === "check.html" ? "'self'" : "'none'"}`), place + file);
        assert.doesNotMatch(policy, / AND /, "the site's own policy does not hold as well");
      }
      for (const [header, value] of [["connection-allowlist", "(response-origin)"], ["referrer-policy", "no-referrer"], ["x-content-type-options", "nosniff"],
        ["cross-origin-resource-policy", "cross-origin"], ["permissions-policy", "camera=(), microphone=(), geolocation=(), display-capture=()"]]) assert.equal(await of("", header), value);
      const missing = await ask(address, `${place}family-history-assistant-of-tomorrow.js`, coding);
      assert.deepEqual([missing.status, missing.header("cache-control")], [404, ""], "that a file is missing is not kept for a year");
    }
    for (const file of ["standalone.html", "standalone-training.html"]) assert.equal((await ask(address, AT + file, coding)).header("content-disposition"), "attachment", file);
    assert.equal((await ask(address, `${AT}embed/`, coding)).header("content-disposition"), "");
  }
  const elsewhere = await ask(address, `${AT}embed`);
  assert.deepEqual([elsewhere.status, elsewhere.header("cache-control")], [301, ""], "that the page lies elsewhere is not kept for a year");
  const part = await ask(address, `${AT}embed/family-history-loader.js`, "", { range: "bytes=0-9" });
  assert.deepEqual([part.status, part.header("cache-control")], [206, "public, max-age=31536000, immutable"]);
  const same = await ask(address, `${AT}embed/family-history-loader.js`, "", { "if-modified-since": part.header("last-modified") });
  assert.deepEqual([same.status, same.header("cache-control")], [304, "public, max-age=31536000, immutable"]);
}

test("Apache without the modules that the README asks for: the assistant still runs, and the check says what is missing", async () => {
  const server = await apache(STAFF, { modules: [] });
  try {
    const { outcome, found } = await checkAt(browser, `${server.address}${AT}embed/check.html`);
    assert.match(outcome, /^The assistant runs here\. \d+ of \d+ should be changed\.$/);
    assert.deepEqual(found.map((said) => /^[^:]+: (.*)/.exec(said)[1]),
      ["It is kept by browsers", "The page is asked for anew", "The page has a strict policy", "Who may put the page in a frame", "Types are not guessed", "Addresses are not passed on"]);
  } finally {
    await server.close();
  }
});

test("Apache whose folder lacks FollowSymLinks refuses everything, says AH00670, and serves once the README is followed", async () => {
  const withoutRules = (text) => text.replace(/<IfModule mod_rewrite\.c>[^]*?<\/IfModule>/, "");
  for (const [given, status] of [[{ options: "None" }, 403], [{ options: "None", alter: withoutRules }, 200], [{ options: "FollowSymLinks" }, 200]]) {
    const server = await apache(STAFF, given);
    try {
      for (const file of ["embed/", "embed/family-history-loader.js"]) assert.equal((await ask(server.address, AT + file)).status, status, file);
      assert.equal(/AH00670/.test(server.heard()), status === 403);
    } finally {
      await server.close();
    }
  }
  assert.match(readFileSync(join(DIST, "hosts/apache/README.md"), "utf8"), /403.*`AH00670`.*`Options FollowSymLinks`.*delete the block `<IfModule mod_rewrite\.c>`/);
});

const HEAD = `# Servers that were run

nginx and Apache themselves, started from a temporary folder with the ready files of the release where \`hosts/nginx\` and \`hosts/apache\` say. Their sites have
a strict policy of their own, and rules for types, compression and keeping, which must not get in the way. The browser is Chromium. Written by
\`tests/browser/real-servers.test.mjs\` with UPDATE_TABLES=1, and compared on every run of the tests.

| server | the frame of EMBEDDING.md, in \`hosts/page.html\` | the element of EMBEDDING.md | \`check.html\` | compressed files sent |
| --- | --- | --- | --- | --- |
`;

test("the table of servers says what was seen", () => {
  assert.equal(rows.length, Object.keys(SERVERS).length, "every server came through");
  const table = `${HEAD}${rows.map((cells) => `| ${cells.join(" | ")} |`).join("\n")}\n`;
  if (process.env.UPDATE_TABLES) writeFileSync(TABLE, table);
  // Another machine has other versions.
  const withoutVersions = (text) => text.replace(/^(\| \w+) [\d.]+ /gm, "$1 ");
  assert.equal(withoutVersions(readFileSync(TABLE, "utf8")), withoutVersions(table), "docs/assurance/servers.md is not what was seen: UPDATE_TABLES=1 writes it anew");
});
