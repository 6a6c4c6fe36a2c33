// What a public body checks of a release before it puts it up: hashes, twins, what it is made of, and that it says nothing of where it was made.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

import { DIST } from "./servers.mjs";

const files = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(DIST.length).replaceAll("\\", "/")).sort();
const bytes = (name) => readFileSync(join(DIST, name));
const json = (name) => JSON.parse(bytes(name).toString());

test("every file of the release stands in SHA256SUMS with its hash, and no other", () => {
  const sums = Object.fromEntries(bytes("SHA256SUMS").toString().trim().split("\n").map((line) => line.split("  ").reverse()));
  assert.deepEqual(Object.keys(sums).sort(), files.filter((name) => name !== "SHA256SUMS"));
  for (const [name, sum] of Object.entries(sums)) assert.equal(createHash("sha256").update(bytes(name)).digest("hex"), sum, name);
});

test("every file that a page may load has its integrity, and every script of the words for web teams carries the right one", () => {
  const said = json("integrity.json").files;
  const hash = (name) => `sha384-${createHash("sha384").update(bytes(name)).digest("base64")}`;
  for (const name of files.filter((name) => /\.(js|mjs|css|html|wasm)$/.test(name))) assert.equal(said[name], hash(name), name);
  const scripts = [...bytes("EMBEDDING.md").toString().matchAll(/<script src=[^>]*>/g)].map(([tag]) => tag);
  assert.ok(scripts.length >= 3);
  for (const tag of scripts) {
    assert.match(tag, /crossorigin="anonymous"/);
    assert.ok(tag.includes(`integrity="${said[/([\w-]+\.js)"/.exec(tag)[1]]}"`), tag);
  }
});

test("what is worth compressing has twins that unpack to it", () => {
  const worth = files.filter((name) => /\.(html|css|js|mjs|json|wasm)$/.test(name) && !name.startsWith("hosts/"));
  assert.ok(worth.length > 15);
  for (const name of worth) {
    assert.ok(existsSync(join(DIST, `${name}.br`)), `${name}.br`);
    assert.ok(brotliDecompressSync(bytes(`${name}.br`)).equals(bytes(name)), `${name}.br`);
    assert.ok(gunzipSync(bytes(`${name}.gz`)).equals(bytes(name)), `${name}.gz`);
  }
});

test("the bill of materials names what is inside with version, licence and hash, and what only built it as that", () => {
  const bill = json("sbom.cdx.json");
  assert.deepEqual([bill.bomFormat, bill.specVersion], ["CycloneDX", "1.6"]);
  assert.match(bill.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(bill.metadata.timestamp, undefined, "a time would make two builds differ");
  const scope = (name) => bill.components.find((one) => one.name === name)?.scope;
  assert.deepEqual(["yew", "wasm-bindgen", "serde_json", "rust-std"].map(scope), Array(4).fill("required"));
  assert.deepEqual(["yew-macro", "esbuild", "binaryen"].map(scope), Array(3).fill("excluded"));
  assert.equal(new Set(bill.components.map((one) => one["bom-ref"])).size, bill.components.length);
  for (const one of bill.components) {
    assert.ok(one.purl.endsWith(`/${one.name}@${one.version}`) && one.version, one.purl);
    assert.match(one.licenses[0].expression, /^[A-Za-z0-9.()+-]+( (AND|OR|WITH) [A-Za-z0-9.()+-]+)*$/, one.name);
    if (one.purl.startsWith("pkg:cargo/")) assert.match(one.hashes[0].content, /^[0-9a-f]{64}$/, one.name);
  }
  const notices = bytes("notices/THIRD-PARTY.txt").toString();
  for (const one of bill.components.filter((one) => one.purl.startsWith("pkg:cargo/"))) assert.ok(notices.includes(`==== ${one.name} ${one.version}`), `the licence list has ${one.name}`);
});

test("nothing in the release says where it was built", () => {
  const here = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");
  for (const name of files.filter((name) => !/\.(br|gz|tgz)$/.test(name))) {
    const text = bytes(name).toString("latin1");
    for (const place of [here, "/.cargo/registry", "/rustc/", process.env.HOME]) assert.ok(!place || place === "/" || !text.includes(place), `${name} holds ${place}`);
  }
});
