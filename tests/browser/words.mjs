// The words of the content pack, read from the files they are written in, so that tests look for what people see.

import { readdirSync, readFileSync } from "node:fs";
import { parse } from "smol-toml";

const folder = new URL("../../src/content/pack/", import.meta.url);

/** The content pack as one object, in the shape the element's `content` property takes. */
export const pack = () => {
  const whole = {};
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".toml")).sort()) {
    merge(whole, parse(readFileSync(new URL(name, folder), "utf8")));
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
