// The assistant is made to stop in the middle of everything a person does with it. Each time the panel says that the work is safe,
// and carrying on brings back the same case, with or without that last step, at the same place.
//
// Nothing is in the assistant for this: the page counts what the assistant asks of the browser while something is done, and when it
// is done again, the browser fails half way through. To the assistant that is what a panic is: the call never comes back.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";

import { fileOf, richFacts } from "./cases/rich.mjs";
import { SHAPE, closePage, freshPage, homeOf, launch } from "./browser.mjs";
import { begin, until } from "./practitioner.mjs";
import { option, topic, word } from "./words.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

const STOPPED = "The assistant stopped. Your work is safe";

/** Before anything loads: counts the calls of the assistant to the browser, and has the one that is chosen fail in one of three ways. */
function prepare() {
  const { instantiate } = WebAssembly;
  const deep = () => deep() + 1;
  const break_ = {
    error: () => { throw new Error("refused by the page"); },
    unreachable: (exports) => exports.__wbindgen_malloc(-1, 1),
    "stack overflow": () => deep(),
  };
  window.calls = { made: 0, failAt: null, how: "error" };
  WebAssembly.instantiate = async (module, imports) => {
    let exports;
    for (const some of Object.values(imports)) {
      for (const [name, call] of Object.entries(some)) {
        if (typeof call !== "function") continue;
        some[name] = (...given) => {
          if (++window.calls.made === window.calls.failAt) break_[window.calls.how](exports);
          return call(...given);
        };
      }
    }
    const made = await instantiate(module, imports);
    ({ exports } = made.instance ?? made);
    return made;
  };
  window.print = () => {};
}

const ours = () => fileOf(richFacts());
const THEIRS = fileOf({ head: { reference: "Job 12", agency: "police" }, people: { p1: { label: "Baby of theirs", role: "child" } } });
const ROWS = "Date\tWhat happened\tWho\n14 March 2021\tPolice called to the home\tMother\n2 June 2022\tFood bank, £10 of gas\tMother";

/** Somebody at a page with a family open, and one change that is in no file. */
async function sit() {
  const page = await freshPage(browser, { before: (page) => page.addInitScript(prepare) });
  return seat(page);
}

function seat(page) {
  const at = page.locator("family-history-assistant");
  const her = begin(page);
  const heading = () => at.locator("[id=screen-heading]").innerText();
  return {
    page, at, her, heading,
    press: (selector) => at.locator(selector).first().click(),
    named: (name) => at.getByRole("button", { name, exact: true }).first().click(),
    async go(id) {
      if (!id) return;
      await at.locator("nav.topics button", { hasText: topic(id).nav }).first().or(at.getByRole("button", { name: topic(id).title, exact: true })).first().click();
      await at.getByRole("heading", { level: 2, name: topic(id).title, exact: true }).waitFor();
    },
    /** Types one letter after what stands in a field: one event of the keyboard. */
    async key(selector, letter = "q") {
      const field = at.locator(selector).first();
      await field.evaluate((field) => { field.closest("details")?.setAttribute("open", ""); field.focus(); field.setSelectionRange(field.value.length, field.value.length); });
      return () => page.keyboard.type(letter);
    },
    async text() {
      const coming = page.waitForEvent("download");
      await at.locator("#save").click();
      return JSON.parse(readFileSync(await (await coming).path(), "utf8"));
    },
    async opened() {
      await at.locator("#file").setInputFiles(file(ours()));
      await at.getByText("Larch 3", { exact: true }).first().waitFor();
    },
  };
}

const file = (text) => ({ name: "f.json", mimeType: "application/json", buffer: Buffer.from(text) });
/** Sets a control as a hand would, when it may lie in a part that is folded. */
const set = (seat, selector, value) => () => seat.at.locator(selector).first().evaluate((control, value) => {
  control.value = value;
  control.dispatchEvent(new Event(control.localName === "select" ? "change" : "input", { bubbles: true, composed: true }));
}, value);
const press = (selector) => (seat) => () => seat.at.locator(selector).first().dispatchEvent("click");
const called = (name) => (seat) => () => seat.at.getByRole("button", { name, exact: true }).first().dispatchEvent("click");
/** Opens an entry first. */
const within = (id, act) => async (seat) => {
  await seat.press(`[id=${id}-toggle]`);
  await seat.at.locator(`[id=${id}-toggle][aria-expanded=true]`).waitFor();
  return act(seat);
};

/** What is done, on which screen: each gives what is done at once, after whatever comes before it. */
const DOINGS = {
  "typing in the field of a label": ["people", within("fact-p3", (seat) => seat.key("[id=p3-label]"))],
  "typing a story": ["history", within("fact-e4", (seat) => seat.key("[id=e4-what]"))],
  "typing a date": ["history", within("fact-e4", (seat) => seat.key("[id=e4-when]"))],
  "answering in words": ["history", (seat) => seat.key("[id=fact-answer-R1-05a-text]")],
  "typing the reference": ["start", (seat) => seat.key("[id=head-reference]")],
  "typing in quick add": ["people", (seat) => seat.key("[id=quick-people]", "u")],
  "choosing one of several": ["start", (seat) => () => seat.at.locator("input[type=radio]:not(:checked)").first().dispatchEvent("click")],
  "picking from a list": ["start", (seat) => set(seat, "[id=head-agency]", "gp")],
  "ticking a box": ["history", within("fact-e4", (seat) => press("[id=e4-people-p3]")(seat))],
  "saying that nothing is known": ["history", (seat) => set(seat, "[id=fact-answer-R1-05b-state]", "not-known")],
  "deciding a next step": ["history", (seat) => set(seat, "[id=panel-R1-05-help-state]", "next")],
  "adding a person": ["people", called(word("people.add-grandfather"))],
  "adding an event": ["history", called(word("history.add"))],
  "quick add, added": ["people", async (seat) => {
    await (await seat.key("[id=quick-people]", "uncle, about 30"))();
    await seat.at.locator(".quick-echo").waitFor();
    return () => seat.page.keyboard.press("Enter");
  }],
  "removing a person": ["people", within("fact-p7", press("[id=fact-p7-remove]"))],
  "undo": ["people", press("#undo")],
  "redo": ["people", async (seat) => {
    await seat.press("#undo");
    await seat.at.locator("#redo").waitFor();
    return press("#redo")(seat);
  }],
  "opening an entry": ["people", press("[id=fact-p3-toggle]")],
  "closing an entry": ["people", within("fact-p3", press("[id=fact-p3-toggle]"))],
  "going to another topic": ["people", called(topic("history").nav)],
  "going to all topics": ["people", called(word("topics.home"))],
  "looking for words": ["people", async (seat) => {
    await seat.press("#find");
    await seat.at.locator("[id=find-words]").waitFor();
    return seat.key("[id=find-words]", "o");
  }],
  "following what was found": ["people", async (seat) => {
    await seat.press("#find");
    await seat.at.locator("[id=find-words]").fill("mother");
    await seat.at.locator("[id^=found-]").first().waitFor();
    return press("[id^=found-]")(seat);
  }],
  "going back from it": ["people", async (seat) => {
    await seat.press("#find");
    await seat.at.locator("[id=find-words]").fill("mother");
    await seat.press("[id^=found-]");
    await seat.at.locator(".way-back button").first().waitFor();
    return press(".way-back button")(seat);
  }],
  "printing": ["people", press("#print")],
  "opening the papers": ["people", press("#papers")],
  "saving to a file": ["people", press("#save")],
  "opening another file": ["people", (seat) => () => seat.at.locator("#file").setInputFiles(file(THEIRS))],
  "opening what is no file": ["people", (seat) => () => seat.at.locator("#file").setInputFiles(file("{ no file"))],
  "opening the picture on another day": ["people", (seat) => set(seat, ".slider", "1")],
  "looking closer at the timeline": ["history", called(word("timeline.in"))],
  "pasting rows": ["history", async (seat) => {
    await seat.named(word("bring.link"));
    await seat.at.locator("[id=bring-text], textarea").first().fill(ROWS);
    return called(word("bring.read"))(seat);
  }],
  "starting a new review": ["people", async (seat) => {
    await seat.press("#anew");
    await seat.at.getByRole("alertdialog").waitFor();
    return called(word("leaving.go-on-anew"))(seat);
  }],
};

/** Does what comes before, and gives back what is done; counts from there. */
async function upTo(seat, [id, ready]) {
  await seat.opened();
  await seat.go("start");
  await seat.at.locator("[id=head-reference]").fill("Larch 3, in hand");
  await seat.go(id);
  const act = await ready(seat);
  await quiet(seat);
  return act;
}

/** Until the assistant asks for nothing more: what is drawn after the rest is drawn. */
const quiet = (seat) => seat.page.evaluate(async () => {
  for (let made = -1; made !== window.calls.made;) {
    ({ made } = window.calls);
    await new Promise((done) => setTimeout(done, 150));
  }
});

/** How the case stands. */
const standing = async (seat) => (await seat.text()).case;

const HOW = ["error", "unreachable", "stack overflow"];

test("a stop in the middle of anything that is done loses nothing, and comes back to the same place", async () => {
  assert.ok(Object.keys(DOINGS).length >= 30, "thirty doings and more");
  const control = await sit(), stopping = await sit();
  let turn = 0;
  for (const [name, doing] of Object.entries(DOINGS)) {
    const how = HOW[turn++ % HOW.length];
    // Done once without a failure, to know how it ends and how much the assistant asks for on the way.
    const [act, again] = await Promise.all([upTo(control, doing), upTo(stopping, doing)]);
    const before = await control.heading();
    await control.page.evaluate(() => { window.calls.made = 0; });
    await act();
    await quiet(control);
    const made = await control.page.evaluate(() => window.calls.made);
    assert.ok(made > 1, `${name}: the assistant had something to do`);
    const ends = { heading: await control.heading(), case: await standing(control) };

    await stopping.page.evaluate(([half, how]) => { window.calls = { made: 0, failAt: half, how }; }, [Math.ceil(made / 2), how]);
    await again();
    await stopping.at.getByRole("heading", { name: STOPPED, exact: true }).waitFor({ timeout: 4000 }).catch(() => assert.fail(`${name}: ${how} at ${made}/2 was not told`));
    await stopping.page.evaluate(() => { window.calls.failAt = null; });
    await stopping.named("Carry on");
    await stopping.at.locator("#save").waitFor();
    assert.ok([before, ends.heading].includes(await stopping.heading()), `${name}: at the same place, not at “${await stopping.heading()}”`);
    await until(async () => (await stopping.her.where()) !== "nowhere", `${name}: the focus is on the screen`);
    const now = await standing(stopping);
    if (JSON.stringify(now) !== JSON.stringify(ends.case)) {
      // Without that step: as it stood before.
      await upTo(control, doing);
      assert.deepEqual(now, await standing(control), `${name}, ${how}: the case is as it was`);
    }
  }
  await closePage(control.page);
  await closePage(stopping.page);
});

test("a line that is half typed is there again, and the keyboard where it was", async () => {
  const seat = await sit();
  await seat.opened();
  await seat.go("people");
  await (await seat.key("[id=quick-people]", "uncle, abo"))();
  await seat.page.evaluate(() => { window.calls = { made: 0, failAt: 3, how: "error" }; });
  await seat.page.keyboard.type("u");
  await seat.at.getByRole("heading", { name: STOPPED, exact: true }).waitFor();
  await seat.named("Carry on");
  await until(async () => (await seat.her.where()).startsWith("textarea#quick-people"), "the keyboard is in the line");
  assert.match(await seat.at.locator("[id=quick-people]").inputValue(), /^uncle, abou?$/);
  await closePage(seat.page);
});

test("where it stops again at once, it goes on without the last change, and the file that is taken holds all but that", async () => {
  const seat = await sit();
  await seat.opened();
  await seat.go("start");
  await seat.at.locator("[id=head-reference]").fill("Larch 3, kept");
  await seat.at.locator("[id=head-worker]").fill("Left out");
  const fail = (at) => seat.page.evaluate((at) => { window.calls = { made: 0, failAt: at, how: "unreachable" }; }, at);
  // Set and pressed in one, so that nothing else that is on its way is what fails.
  await seat.at.locator("#print").evaluate((button) => {
    window.calls = { made: 0, failAt: 4, how: "unreachable" };
    button.click();
  });
  await seat.at.getByRole("heading", { name: STOPPED, exact: true }).waitFor();
  // The next instance stops on its way.
  await fail(2);
  await seat.named("Carry on");
  await seat.at.getByRole("button", { name: "Carry on without the last change", exact: true }).waitFor();
  await fail(null);
  const coming = seat.page.waitForEvent("download");
  await seat.named("Save what you have to a file");
  const rescue = readFileSync(await (await coming).path(), "utf8");
  await seat.named("Carry on without the last change");
  await seat.at.locator("#save").waitFor();
  const { head } = await standing(seat);
  assert.deepEqual([head.reference, head.worker], ["Larch 3, kept", "Health visitor"], "as it was before that change");

  // What was left out of one review is not in what is rescued of another.
  await seat.at.locator("#file").setInputFiles(file(THEIRS));
  await seat.at.getByText("Job 12", { exact: true }).first().waitFor();
  await seat.at.locator("#print").evaluate((button) => {
    window.calls = { made: 0, failAt: 4, how: "unreachable" };
    button.click();
  });
  await seat.at.getByRole("heading", { name: STOPPED, exact: true }).waitFor();
  await fail(null);
  const another = seat.page.waitForEvent("download");
  await seat.named("Save what you have to a file");
  const theirs = readFileSync(await (await another).path(), "utf8");
  assert.ok(theirs.includes("Job 12") && !theirs.includes("Left out") && !theirs.includes("Larch 3"));
  await closePage(seat.page);

  const later = await sit();
  await later.at.locator("#file").setInputFiles(file(rescue));
  await later.at.getByText("Larch 3, kept", { exact: true }).first().waitFor();
  assert.equal((await standing(later)).head.worker, "Left out", "the file was taken with the change in it");
  await closePage(later.page);
});

test("a draft that is kept loses the change that was left out, and holds all before it", async () => {
  // A frame in a sandbox has nowhere to keep one.
  const page = await freshPage(browser, { address: await homeOf("element"), before: async (page) => {
    await page.addInitScript(prepare);
    await page.addInitScript(() => {
      const see = new MutationObserver(() => document.querySelector("family-history-assistant")?.setAttribute("drafts", "allowed"));
      see.observe(document, { childList: true, subtree: true });
    });
  } });
  page.on("dialog", (dialog) => dialog.accept());
  const there = seat(page), words = "heron ladder noon";
  const parts = () => page.evaluate(() => new Promise((done) => {
    const asked = indexedDB.open("family-history-assistant drafts");
    asked.onsuccess = () => {
      const all = asked.result.transaction("parts").objectStore("parts").getAllKeys();
      all.onsuccess = () => { asked.result.close(); done(all.result.map(([, number]) => number)); };
    };
  }));
  await there.opened();
  await there.go("start");
  await there.press("#keeping");
  await there.at.locator("[id=draft-words]").fill(words);
  await there.named(word("draft.begin"));
  await there.at.getByText(word("draft.is-kept"), { exact: true }).waitFor();
  await there.named(word("keeping.back"));
  await there.at.locator("[id=head-reference]").fill("Larch 3, kept");
  await until(async () => (await parts()).at(-1) >= 1, "the change before is in the draft");
  const before = (await parts()).at(-1);
  await there.at.locator("[id=head-worker]").fill("Left out");
  await until(async () => (await parts()).at(-1) > before, "the change that is left out later is in it too");
  await there.at.locator("#print").evaluate((button) => {
    window.calls = { made: 0, failAt: 4, how: "unreachable" };
    button.click();
  });
  await there.at.getByRole("heading", { name: STOPPED, exact: true }).waitFor();
  await page.evaluate(() => { window.calls = { made: 0, failAt: 2, how: "unreachable" }; });
  await there.named("Carry on");
  await there.at.getByRole("button", { name: "Carry on without the last change", exact: true }).waitFor();
  await page.evaluate(() => { window.calls.failAt = null; });
  await there.named("Carry on without the last change");
  await there.at.locator("#save").waitFor();
  await until(async () => (await parts()).length === 1, "all of the work takes the place of the parts before");

  await page.reload();
  await there.at.getByLabel(word("draft.words"), { exact: true }).fill(words);
  await there.named(word("draft.open"));
  await there.at.locator("#save").waitFor();
  const { head, people } = await standing(there);
  assert.deepEqual([head.reference, head.worker], ["Larch 3, kept", "Health visitor"]);
  assert.deepEqual(people, JSON.parse(ours()).case.people, "all that was there before is there");
  await closePage(page);
});

/** Makes it stop on a press that changes nothing. */
async function stopAndCarryOn(seat) {
  await seat.at.locator("#print").evaluate((button) => {
    window.calls = { made: 0, failAt: 4, how: "error" };
    button.click();
  });
  await seat.at.getByRole("heading", { name: STOPPED, exact: true }).waitFor();
  await seat.page.evaluate(() => { window.calls.failAt = null; });
  await seat.named("Carry on");
  await seat.at.locator("#save").waitFor();
}

test("names that are hidden on a shared screen are hidden again after a stop", async () => {
  const seat = await sit();
  await seat.opened();
  await seat.press("#discreet");
  await seat.at.locator("#looking").waitFor();
  await stopAndCarryOn(seat);
  await seat.at.getByText(word("looking.discreet"), { exact: true }).waitFor();
  assert.equal(await seat.at.locator("#discreet").innerText(), word("looking.turn-off"));
  await closePage(seat.page);
});

test("a paper that was printed does not outlive a stop", async () => {
  const seat = await sit();
  await seat.opened();
  const papers = () => seat.at.evaluate((element) => element.shadowRoot.querySelectorAll("iframe").length);
  await seat.press("#print");
  // In a sandbox the page itself is printed.
  if (SHAPE !== "embed") await until(async () => await papers() === 1, "the paper is there for the printer");
  await seat.at.locator(".fha-moment").waitFor({ state: "detached" });
  await stopAndCarryOn(seat);
  assert.equal(await papers(), 0);
  await closePage(seat.page);
});

test("after a stop it is still said truly whether there is a file, and whether all is in it", async () => {
  const seat = await sit();
  await seat.opened();
  const state = seat.at.locator(".bar-save");
  await state.getByText(word("save.all-in-file")).waitFor();
  await stopAndCarryOn(seat);
  assert.match(await state.innerText(), new RegExp(word("save.all-in-file")));
  assert.equal(await seat.at.evaluate((element) => element.dirty), false);
  await seat.go("start");
  await seat.at.locator("[id=head-reference]").fill("Larch 3, after the stop");
  await state.getByText(word("save.some-since")).waitFor();
  await stopAndCarryOn(seat);
  assert.match(await state.innerText(), new RegExp(word("save.some-since")));
  assert.equal(await seat.at.evaluate((element) => element.dirty), true);
  await closePage(seat.page);
});

test("a memory that cannot grow ends the same way", async () => {
  const page = await freshPage(browser, { before: (page) => page.addInitScript(() => {
    // The same module, with a most that its memory may have. The part that comes later has no memory of its own.
    const { compile } = WebAssembly;
    const number = (value) => value < 128 ? [value] : [(value & 127) | 128, ...number(value >>> 7)];
    WebAssembly.compileStreaming = async (answer) => WebAssembly.compile(new Uint8Array(await (await answer).arrayBuffer()));
    WebAssembly.compile = (bytes) => {
      let at = 8;
      const read = () => {
        let value = 0, shift = 0, byte;
        do { byte = bytes[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte & 128);
        return value;
      };
      while (at < bytes.length) {
        const start = at, id = bytes[at++], size = read(), end = at + size;
        if (id === 5) {
          at += 2;
          const first = read(), memory = [1, 1, ...number(first), ...number(first + 320)];
          return compile(new Uint8Array([...bytes.subarray(0, start), 5, ...number(memory.length), ...memory, ...bytes.subarray(end)]));
        }
        at = end;
      }
      return compile(bytes);
    };
  }) });
  const small = seat(page);
  await small.opened();
  await small.go("start");
  await small.at.locator("[id=head-reference]").fill("Larch 3, in hand");
  const before = JSON.parse(JSON.stringify(await standing(small)));
  await small.at.evaluate((element) => element.openFile(JSON.stringify({ format: "family-history-review", version: 1, case: { head: { reference: "x".repeat(40_000_000) } } })).catch(() => {}));
  await small.at.getByRole("heading", { name: STOPPED, exact: true }).waitFor();
  await small.named("Carry on");
  await small.at.locator("#save").waitFor();
  assert.deepEqual(await standing(small), before);
  await closePage(page);
});
