// The words of the content pack, read from the files they are written in, so that tests look for what people see.

import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../../src/content/pack/", import.meta.url);

/** The content pack as one object, in the shape the element's `content` property takes. */
export const pack = () => {
  const whole = {};
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".toml")).sort()) {
    merge(whole, readToml(readFileSync(new URL(name, folder), "utf8")));
  }
  return whole;
};

const said = pack();

/** A word of the interface, with its spaces filled. */
export const word = (key, slots = {}) => fill(known(said.words[key], key), slots);
/** A value of a closed list, as it stands in a sentence. */
export const choice = (list, key) => known(said.choices[list]?.[key], `${list}.${key}`);
/** A value of a closed list, as an option or a title: with a capital. */
export const option = (list, key) => capital(choice(list, key));
/** The name of an agency. */
export const agency = (id) => known(said.agencies.find((agency) => agency.id === id)?.name, id);
/** A topic: its title and its short name. */
export const topic = (id) => known(said.topics.find((topic) => topic.id === id), id);
export const topics = said.topics;
/** A question of the pack, with its spaces filled. */
export const prompt = (id, slots = {}) => fill(known(said.prompts.find((prompt) => prompt.id === id)?.text, id), slots);
/** The title of a rule: what an open question is called. */
export const rule = (id) => known(said.rules.find((rule) => rule.id === id), id);
/** What a level is called. */
export const levelName = (key) => known(said.levels.find((level) => level.key === key)?.name, `level ${key}`);
export const indicators = said.indicators;

const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
const fill = (text, slots) => text.replace(/\{([\w-]+)\}/g, (whole, name) => slots[name] ?? whole);
const known = (found, key) => {
  if (found === undefined) throw new Error(`the content pack has no ${key}`);
  return found;
};

function merge(into, from) {
  for (const [key, value] of Object.entries(from)) {
    if (Array.isArray(into[key])) into[key].push(...value);
    else if (typeof into[key] === "object") merge(into[key], value);
    else into[key] = value;
  }
}

/** As much of TOML as the pack is written in. */
function readToml(text) {
  const root = {};
  let here = root, at = 0;
  const skip = () => { at += /^(?:\s|#[^\n]*)*/.exec(text.slice(at))[0].length; };
  const take = (pattern, what) => {
    const found = pattern.exec(text.slice(at));
    if (!found) throw new Error(`${what} expected at: ${text.slice(at, at + 40)}`);
    at += found[0].length;
    return found[0];
  };
  const key = () => (text[at] === '"' ? JSON.parse(take(/^"(?:[^"\\]|\\.)*"/, "a key")) : take(/^[\w-]+/, "a key"));
  const path = () => {
    const parts = [key()];
    while (text[at] === ".") { at++; parts.push(key()); }
    return parts;
  };
  const list = (end, item) => {
    for (at++, skip(); text[at] !== end; skip()) {
      item();
      skip();
      if (text[at] === ",") at++;
    }
    at++;
  };
  const value = () => {
    if (text.startsWith('"""', at)) {
      const long = take(/^"""[^]*?"""/, "a text").slice(3, -3).replace(/^\n/, "").replace(/\\\n\s*/g, "");
      return JSON.parse(`"${long.replace(/(?<!\\)"/g, '\\"').replaceAll("\n", "\\n")}"`);
    }
    if (text[at] === '"') return JSON.parse(take(/^"(?:[^"\\]|\\.)*"/, "a text"));
    if (text[at] === "[") { const all = []; list("]", () => all.push(value())); return all; }
    if (text[at] === "{") { const all = {}; list("}", () => pair(all)); return all; }
    const bare = take(/^[\w.+-]+/, "a value");
    return bare === "true" || (bare === "false" ? false : /^-?\d+$/.test(bare) ? Number(bare) : bare);
  };
  const pair = (table) => {
    const name = path();
    skip(); take(/^=/, "="); skip();
    const last = name.pop();
    for (const part of name) table = table[part] ??= {};
    table[last] = value();
  };
  for (skip(); at < text.length; skip()) {
    if (text[at] !== "[") { pair(here); continue; }
    const many = text.startsWith("[[", at);
    at += many ? 2 : 1;
    const name = path(), last = name.pop();
    at += many ? 2 : 1;
    here = root;
    for (const part of name) { here = here[part] ??= {}; if (Array.isArray(here)) here = here.at(-1); }
    here = many ? ((here[last] ??= []).push({}), here[last].at(-1)) : (here[last] ??= {});
  }
  return root;
}
