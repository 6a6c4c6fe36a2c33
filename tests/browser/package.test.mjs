// The npm package as those who install it meet it: what npm's own checkers, TypeScript and its manifest say of it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { closePage, freshPage, homeOf, launch } from "./browser.mjs";
import { DIST } from "./servers.mjs";

const TOOLS = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const tarball = join(DIST, readdirSync(DIST).find((name) => name.endsWith(".tgz")));
const tool = (script, ...args) => execFileSync("node", [join(TOOLS, script), ...args], { encoding: "utf8", env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" } });

let folder, installed;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "fha-package-"));
  installed = join(folder, "node_modules/family-history-assistant");
  mkdirSync(installed, { recursive: true });
  // What npm would unpack, and nothing else.
  execFileSync("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
});
after(() => rmSync(folder, { recursive: true }));

const described = () => JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));

test("publint and attw find nothing wrong with the package as it is packed", () => {
  assert.match(tool("publint/src/cli.js", tarball, "--strict"), /All good!/);
  // It fails where something is wrong. What it leaves out of account is what the package does not offer: CommonJS.
  const said = tool("@arethetypeswrong/cli/dist/index.js", tarball, "--profile", "esm-only", "--format", "ascii",
    // Bytes, not a module: nobody imports it, and it has no types.
    "--exclude-entrypoints", "family-history-assistant.wasm", "family-history-assistant-later.wasm");
  assert.match(said, /node16 \(from ESM\): 🟢 \(ESM\)\nbundler: 🟢/);
  assert.deepEqual(said.split("\n").filter((line) => /[💀❌🎭👺🐛]/u.test(line) && !line.includes("ignored")), []);
});

test("the package brings nothing else along, runs nothing on installing, and holds only what it names", () => {
  const { dependencies, scripts, files, exports, customElements } = described();
  assert.deepEqual([dependencies, scripts], [undefined, undefined]);
  const held = readdirSync(installed).filter((name) => !["package.json", "README.md", "LICENSE"].includes(name));
  assert.deepEqual(held.sort(), [...files].sort());
  const targets = Object.values(exports).flatMap((target) => target.import ? Object.values(target.import) : [target]);
  for (const target of [...targets, customElements]) assert.ok(readFileSync(join(installed, target)).length > 0, target);
  assert.equal(Object.keys(exports["."].import)[0], "types", "types come first, or some readers never find them");
});

test("what the package says of its files' integrity is so", () => {
  const { files } = JSON.parse(readFileSync(join(installed, "integrity.json"), "utf8"));
  const hash = (name) => `sha384-${createHash("sha384").update(readFileSync(join(installed, name))).digest("base64")}`;
  assert.ok(files["family-history-assistant.wasm"] && files["family-history-assistant-later.wasm"] && files["inline.mjs"]);
  for (const [name, integrity] of Object.entries(files)) assert.equal(integrity, hash(name), name);
});

test("TypeScript knows the element, its methods and its events, in plain code and in JSX", () => {
  writeFileSync(join(folder, "use.ts"), `
    import { FamilyHistoryAssistant } from "family-history-assistant";
    const one: FamilyHistoryAssistant = document.createElement("family-history-assistant");
    const opened: Promise<void> = one.openFile("{}");
    const problems: string[] = one.contentProblems;
    one.close();
    document.addEventListener("fha-content-refused", (event) => event.detail.problems.map((problem) => problem.length));
    // @ts-expect-error: it is read, not written
    one.contentProblems = [];
    export { opened, problems };`);
  // React as far as the sample knows it.
  mkdirSync(join(folder, "node_modules/react"), { recursive: true });
  writeFileSync(join(folder, "node_modules/react/package.json"), '{ "name": "react", "version": "19.0.0", "types": "index.d.ts" }');
  writeFileSync(join(folder, "node_modules/react/index.d.ts"), `
    export interface HTMLAttributes<T> { id?: string; title?: string; onClick?: (event: T) => void }
    export type DetailedHTMLProps<E, T> = E & { ref?: (instance: T | null) => void };
    export namespace JSX { interface IntrinsicElements { main: HTMLAttributes<HTMLElement> } }
    export function createElement(name: string, given: unknown): object;`);
  writeFileSync(join(folder, "sample.d.ts"), readFileSync(join(installed, "jsx-sample.d.ts")));
  writeFileSync(join(folder, "use.tsx"), `
    import * as React from "react";
    export const good = <family-history-assistant agency="hv" ref={(one) => { one?.close(); }} />;
    // @ts-expect-error: there is no such attribute
    export const bad = <family-history-assistant colour="red" />;`);
  const config = { compilerOptions: { strict: true, noEmit: true, module: "nodenext", target: "es2022", jsx: "react", lib: ["es2022", "dom"], types: [], skipLibCheck: false }, files: ["sample.d.ts", "use.ts", "use.tsx"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  assert.equal(tool("typescript/lib/tsc.js", "-p", folder), "");
});

test("the manifest names what the element has, and nothing that it has not", async () => {
  const { schemaVersion, modules } = JSON.parse(readFileSync(join(installed, "custom-elements.json"), "utf8"));
  assert.equal(schemaVersion, "1.0.0");
  const [module] = modules;
  const [element] = module.declarations;
  assert.ok(described().exports["."].import.default.endsWith(module.path));
  const browser = await launch();
  const page = await freshPage(browser, { address: await homeOf("npm") });
  const has = await page.evaluate(async (tag) => {
    const Class = customElements.get(tag);
    const { FamilyHistoryAssistant } = await import("/npm/family-history-assistant.mjs");
    const own = (of) => Object.getOwnPropertyNames(of).filter((name) => !/^(constructor|length|name|prototype|observedAttributes)$|Callback$/.test(name));
    return { members: [...own(Class.prototype), ...own(Class)].sort(), isExported: Class === FamilyHistoryAssistant };
  }, element.tagName);
  assert.ok(has.isExported, "the module exports the class of the element");
  assert.deepEqual(element.members.map(({ name }) => name).sort(), has.members);
  await closePage(page);
  await browser.close();
  const types = readFileSync(join(installed, "family-history-assistant.d.mts"), "utf8");
  assert.deepEqual(element.events.map(({ name }) => name).sort(), [...types.matchAll(/"(fha-[\w-]+)":/g)].map(([, name]) => name).sort());
  for (const { name } of element.members) assert.match(types, new RegExp(`\\b${name}\\b`));
});
