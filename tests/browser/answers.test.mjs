// From every open question to where it is answered: no question is a dead end. For every rule of the pack the first example that raises it
// is opened; its question is found, why it is asked is read, and its button leads to the place on the screen where the answer goes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { parse } from "smol-toml";

import { fileOf } from "./cases/rich.mjs";
import { closePage, freshPage, launch } from "./browser.mjs";
import { begin, until } from "./practitioner.mjs";
import { pack, prompt, topic, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const examples = new URL("../rules/", import.meta.url);
const AT_ONCE = 2;

test("every rule: from its question, in at most two actions, to where it is answered", async () => {
  const { rules } = pack();
  assert.ok(rules.length > 30, "the pack has its rules");
  const failed = [];
  const waiting = [...rules];
  const work = async () => {
    for (let rule = waiting.shift(); rule; rule = waiting.shift()) {
      await leads(rule).catch((why) => failed.push(`${rule.id}: ${why.message.split("\n")[0]}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  assert.deepEqual(failed.toSorted(), []);
});

/** The first example that raises a rule: its facts, its day, and what is raised. */
function exampleOf({ id }) {
  const { cases, today } = parse(readFileSync(new URL(`${id}.toml`, examples), "utf8"));
  const one = cases.find(({ raises }) => raises?.length);
  return { facts: one.case ?? {}, today: one.today ?? today, raised: one.raises[0] };
}

/** Words of the pack with any words in their spaces. */
const likeness = (words) => new RegExp(`^${words.split(/\{[\w-]+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".+")}`);

async function leads(rule) {
  const { facts, today, raised } = exampleOf(rule);
  const page = await freshPage(browser, { size: { width: 1280, height: 720 }, before: (page) => page.clock.setFixedTime(`${today}T12:00:00`) });
  try {
    const her = begin(page);
    await her.openFile(fileOf(facts));
    await until(async () => (await page.getByRole("article").count()) > 0, "questions are open on the first screen");
    const says = { ...rule, ...(raised.variant && rule.variants[raised.variant]) };
    const question = page.getByRole("article", { name: likeness(says.question) }).filter({ has: page.getByRole("button", { name: likeness(word("questions.answer")) }) });
    const own = question.filter({ hasNot: page.locator(".question-parts") });
    let actions = 0;
    const rest = her.button(word("questions.more"));
    if (!(await own.count()) && await rest.count()) await rest.press("Enter");
    // Inside what gathers several: opening that is the first action.
    const gathered = page.locator("details.question-parts > summary");
    for (let at = 0; !(await own.count()); at++) {
      if (at === await gathered.count()) throw new Error(`the question “${says.question}” is not there`);
      await gathered.nth(at).press("Enter");
      await until(() => gathered.nth(at).evaluate((line) => line.parentElement.querySelector("article") !== null), "the parts are drawn");
      actions = 1;
    }
    const why = own.first().getByText(word("questions.why"), { exact: true });
    assert.ok(await why.isVisible(), "why it is asked stands there");
    assert.match((await why.evaluate((why) => why.nextSibling.nextSibling.textContent)).trim(), likeness(says.why), "its own reason stands there");

    // Dates are put right in the card that holds them.
    const { nav, title } = topic(rule.id === "X-DATE" ? "people" : rule.topic);
    const button = own.first().getByRole("button", { name: likeness(word("questions.answer", { topic: nav })) });
    assert.equal(await button.count(), 1, "a button leads to the answer");
    await button.press("Enter");
    actions += 1;
    assert.ok(actions <= 2);
    await page.getByRole("heading", { level: 2, name: title, exact: true }).waitFor();
    await until(async () => !/^(nowhere|h2)/.test(await her.where()), `the focus is where it is answered, not ${await her.where()}`);
    const { card, heading, canAnswer, says: words } = await placeOf(page);
    const isTheCard = card !== "" && [...(raised.about ?? []), ...(raised["rests-on"] ?? [])].some((fact) => card === `fact-${fact}`);
    // What is asked at each visit waits for one to be begun.
    const waits = words === word("visit.none-yet") && await her.button(word("visit.begin")).isVisible();
    assert.ok(isTheCard || waits || likeness(prompt(rule.prompt)).test(heading), `the focus is on “${heading || card || await her.where()}”, not where ${rule.prompt} is answered`);
    // Next steps are given in the open questions of that same screen.
    assert.ok(canAnswer || waits || rule.topic === "next", `nothing can be answered where the focus is: “${heading}”`);
    await until(async () => (await placeOf(page)).inSight, `what has the focus is in sight: ${await her.where()}`);
  } finally {
    await closePage(page);
  }
}

/** Where the focus is: in which open card, in which question, and whether it can be seen. */
const placeOf = (page) => page.evaluate(() => {
  const root = document.querySelector("family-history-assistant").shadowRoot;
  const here = root.activeElement;
  const card = here.closest("li.card-open")?.id ?? "";
  const question = here.closest("section.prompt, details.asked");
  const words = (node) => (node?.tagName === "SUMMARY" ? node.firstChild.textContent : node?.textContent ?? "").trim();
  const heading = words(question?.querySelector(":scope > .prompt-ask, :scope > summary"));
  const { top, bottom, left, right, width, height } = here.getBoundingClientRect();
  const middle = root.elementFromPoint(left + Math.min(width / 2, 40), top + Math.min(height / 2, 12));
  const inSight = top >= 0 && left >= 0 && top < innerHeight && Math.min(bottom, top + 40) <= innerHeight && right <= innerWidth && (here === middle || here.contains(middle) || Boolean(middle?.contains(here)));
  const canAnswer = card !== "" || here.tagName === "SUMMARY" || [...question?.querySelectorAll("input, select, textarea, .btn-add, .card-toggle") ?? []].some((control) => !control.closest(".other-answer"));
  return { card, heading, canAnswer, says: here.textContent.trim(), inSight };
});
