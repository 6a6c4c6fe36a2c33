// What stands in memory: the assistant's own, and the page's; and what stands in the storage of the browser.

import assert from "node:assert/strict";

import { toolsOf } from "./browser.mjs";

/** Before anything loads: keeps every memory that is made, to be looked into. */
export function keepMemories() {
  const instantiate = WebAssembly.instantiate;
  window.memories = [];
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    const { memory } = (made.instance ?? made).exports;
    if (memory) window.memories.push(memory);             // the later part of the wasm has that of the first
    return made;
  };
}

/** Before anything loads: counts the memories that are still there, without keeping them there. */
export function rememberMemories() {
  const { instantiate } = WebAssembly, memories = [];
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate.apply(WebAssembly, given);
    const { memory } = (made.instance ?? made).exports;
    if (memory) memories.push(new WeakRef(memory));
    return made;
  };
  window.memoriesLeft = () => memories.filter((memory) => memory.deref()).length;
}

/** Which of these words stand in the memory of the assistant, as it keeps letters or as JavaScript does. */
export const inMemory = (page, words) => page.evaluate((words) => {
  const find = (bytes, wanted) => {
    for (let at = bytes.indexOf(wanted[0]); at >= 0; at = bytes.indexOf(wanted[0], at + 1)) {
      let same = 1;
      while (same < wanted.length && bytes[at + same] === wanted[same]) same += 1;
      if (same === wanted.length) return true;
    }
    return false;
  };
  if (!window.memories.length) throw new Error("no memory was seen");
  const wide = (text) => new Uint8Array(Uint16Array.from(text, (letter) => letter.charCodeAt(0)).buffer);
  return words.filter((text) => window.memories.some((memory) => {
    const bytes = new Uint8Array(memory.buffer);
    return find(bytes, new TextEncoder().encode(text)) || find(bytes, wide(text));
  }));
}, words);

/** The memory of the page itself, as the browser writes it down. */
async function snapshotOf(page) {
  const session = await toolsOf(page);
  let snapshot = "";
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => { snapshot += chunk; });
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  assert.ok(snapshot.includes("shadowRoot"), "the snapshot is of this page");
  return snapshot;
}

/** Which of these words stand anywhere in the memory of the page itself. */
export async function inHeap(page, words) {
  const snapshot = await snapshotOf(page);
  return words.filter((text) => snapshot.includes(JSON.stringify(text).slice(1, -1)));
}

/** How many functions the page keeps. */
export async function functionsIn(page) {
  const { snapshot: { meta }, nodes } = JSON.parse(await snapshotOf(page));
  const type = meta.node_fields.indexOf("type"), closure = meta.node_types[type].indexOf("closure");
  let count = 0;
  for (let at = type; at < nodes.length; at += meta.node_fields.length) if (nodes[at] === closure) count += 1;
  return count;
}

/** What the browser keeps of a page, by kind. Where a page has no origin, in a sandbox or as a file, it may be refused: then nothing is kept. */
export const stored = (page) => page.evaluate(async () => {
  const kinds = {
    local: () => Object.keys(localStorage), session: () => Object.keys(sessionStorage), cookies: () => document.cookie.split("; ").filter(Boolean),
    databases: async () => (await indexedDB.databases()).map(({ name }) => name),
    caches: () => (globalThis.caches ? caches.keys() : []),
    workers: async () => (navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope) : []),
    files: async () => (navigator.storage?.getDirectory ? Array.fromAsync((await navigator.storage.getDirectory()).keys()) : []),
  };
  const found = {};
  for (const [kind, look] of Object.entries(kinds)) {
    found[kind] = await (async () => look())().catch((why) => {
      if (window.origin !== "null" || why.name !== "SecurityError") throw why;
      return [];
    });
  }
  return found;
});

/** Where nothing is kept. */
export const NOTHING = { local: [], session: [], cookies: [], databases: [], caches: [], workers: [], files: [] };
