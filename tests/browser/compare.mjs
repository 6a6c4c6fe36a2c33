// The same work in this assistant and in two others, on this machine, in one run: `cargo xtask compare` runs it.
//
// FHA_BASE_URL serves the assistant, FHA_COMPARE is the folder with the packages of the others, as npm packs them. Prints the
// whole table, a line, and the short table of the README.

import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { HOME, closePage, freshPage, launch } from "./browser.mjs";
import { largeCase } from "./cases/large.mjs";
import { measured, ms, part, slow, watch } from "./measure.mjs";
import { DIST } from "./servers.mjs";
import { topic, word } from "./words.mjs";

const EVENTS = 300, KEYS = 20, TURNS = 5;
const FOLDER = process.env.FHA_COMPARE;

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
const version = (name) => JSON.parse(readFileSync(join(FOLDER, name, "package.json"), "utf8")).version;

// What a page loads, as the project's own documents say to set it up, built for production.
const SURVEYJS = {
  name: `SurveyJS (survey-core and survey-js-ui ${version("survey-core")})`,
  files: ["survey-core/survey-core.fontless.min.css", "survey-core/survey.core.min.js", "survey-js-ui/survey-js-ui.min.js"],
};
const LFORMS = {
  name: `LHC-Forms (lforms ${version("lforms")})`,
  files: ["webcomponent/styles.css", "webcomponent/assets/lib/zone.min.js", "webcomponent/runtime.js", "webcomponent/polyfills.js", "webcomponent/main.js", "fhir/R4/lformsFHIR.min.js"]
    .map((file) => `lforms/dist/lforms/${file}`),
};

/** The events of the large case, as rows. */
const rows = Object.values(JSON.parse(largeCase(12, EVENTS)).case.events).map(({ when, what, source }) => ({ when: when.edtf, what, source: source.route }));
const ROUTES = [...new Set(rows.map(({ source }) => source))];

// --- the others' pages ----------------------------------------------------------------------------------------------

const survey = {
  textUpdateMode: "onTyping",       // as this assistant does: what is typed is kept with every key
  elements: [{
    type: "matrixdynamic", name: "events", rowCount: 0, columns: [
      { name: "when", cellType: "text" },
      { name: "what", cellType: "comment" },
      { name: "source", cellType: "dropdown", choices: ROUTES },
    ],
  }],
};

const options = ROUTES.map((code) => ({ valueCoding: { code, display: code } }));
const questionnaire = {
  resourceType: "Questionnaire", status: "draft", title: "Events", item: [{
    linkId: "event", text: "Event", type: "group", repeats: true, item: [
      { linkId: "when", text: "When", type: "string" },
      { linkId: "what", text: "What happened", type: "text" },
      { linkId: "source", text: "Source", type: "choice", answerOption: options },
    ],
  }],
};
const answer = (linkId, value) => ({ linkId, answer: [value] });
const response = {
  resourceType: "QuestionnaireResponse", status: "in-progress", item: rows.map(({ when, what, source }) => ({
    linkId: "event", item: [answer("when", { valueString: when }), answer("what", { valueString: what }), answer("source", { valueCoding: { code: source, display: source } })],
  })),
};

const STARTS = {
  survey: `const survey = new Survey.Model(${JSON.stringify(survey)}); survey.data = { events: ${JSON.stringify(rows)} };
    window.survey = survey; survey.render(document.getElementById("here"));`,
  lforms: `let form = LForms.Util.convertFHIRQuestionnaireToLForms(${JSON.stringify(questionnaire)}, "R4");
    form = LForms.Util.mergeFHIRDataIntoLForms(${JSON.stringify(response)}, form, "R4");
    LForms.Util.addFormToPage(form, "here");`,
};

const pageOf = (files, start) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Events</title>
${files.filter((file) => file.endsWith(".css")).map((file) => `<link rel="stylesheet" href="/${file}">`).join("\n")}
<body><div id="here"></div>
${files.filter((file) => file.endsWith(".js")).map((file) => `<script src="/${file}"></script>`).join("\n")}
<script>${start}</script></body></html>`;

const KINDS = { css: "text/css", js: "text/javascript", html: "text/html" };
const pages = { "/survey.html": pageOf(SURVEYJS.files, STARTS.survey), "/lforms.html": pageOf(LFORMS.files, STARTS.lforms) };

async function served() {
  const server = createServer((asked, answers) => {
    const path = new URL(asked.url, "http://here").pathname;
    try {
      const body = pages[path] ?? readFileSync(join(FOLDER, decodeURIComponent(path)));
      answers.writeHead(200, { "content-type": `${KINDS[path.split(".").pop()] ?? "application/octet-stream"}; charset=utf-8` }).end(body);
    } catch { answers.writeHead(404).end(); }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

// --- what is measured -----------------------------------------------------------------------------------------------

const press = (page, key = "Enter") => () => page.keyboard.press(key);
const paints = (times) => part(times.map((one) => one.paint), 0.5);

/** What the page for a frame loads until its first screen is there. */
const UNTIL_FIRST = ["index.html", "embed.css", "family-history-loader.js", "family-history-frame.js", "family-history-assistant.js"];
const UNTIL = "What it must load before anything stands there (ours: the page for a frame)";

async function opened(browser, address, cpu) {
  const page = await freshPage(browser, { address, ready: false, before: (page) => page.addInitScript(watch) });
  page.setDefaultTimeout(120_000);
  return { page, slowed: () => slow(page, cpu) };
}

/** The median time of each, in milliseconds; what a product cannot do is not there. */
async function ours(browser, cpu) {
  const { page, slowed } = await opened(browser, HOME, cpu);
  await page.getByRole("heading", { level: 2 }).first().waitFor();
  await page.evaluate((text) => document.querySelector("family-history-assistant").openFile(text), largeCase(12, EVENTS));
  await page.getByRole("button", { name: topic("history").title, exact: true }).first().click();
  const card = page.locator("li.card:has(.card-toggle[aria-expanded=true])");
  await page.locator(".card-toggle").first().press("Enter");
  const field = (name) => card.getByRole("textbox", { name, exact: true });
  await slowed();
  await field(word("event.what")).focus();
  const typing = await measured(page, "input", KEYS, press(page, "a"));
  // The list is in the order of its dates at all times: typing a date is what sorts it.
  await field(word("event.when")).focus();
  await page.keyboard.press("Control+a");
  const sorting = await measured(page, "input", TURNS, (turn) => page.keyboard.press("20091"[turn]));
  const adding = [];
  const add = page.getByRole("button", { name: word("history.add"), exact: true });
  for (let turn = 0; turn < TURNS; turn++) {
    await add.focus();
    adding.push(...await measured(page, "click", 1, press(page)));
    await card.first().waitFor();
  }
  await page.getByRole("button", { name: word("bar.find"), exact: true }).press("Enter");
  await page.getByRole("textbox", { name: word("find.words"), exact: true }).focus();
  const searching = await measured(page, "input", TURNS, (turn) => page.keyboard.press("numbe"[turn]));
  await closePage(page);
  return { typing: paints(typing), adding: paints(adding), sorting: paints(sorting), searching: paints(searching) };
}

/** The others: typing in the first row, and adding a row, from the press until the row is painted. Each row has one large field. */
async function theirs(browser, address, cpu, { add, sort }) {
  const { page, slowed } = await opened(browser, address, cpu);
  await page.waitForFunction((count) => document.querySelectorAll("textarea").length >= count, EVENTS);
  await slowed();
  await page.locator("textarea").first().focus();
  const typing = await measured(page, "input", KEYS, press(page, "a"));
  const adding = [];
  for (let turn = 0; turn < TURNS; turn++) {
    await add(page).focus();
    await page.evaluate(() => {
      const rows = document.getElementsByTagName("textarea"), wanted = rows.length + 1;
      window.measured = [];
      window.measure("click", () => rows.length >= wanted);
    });
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => window.measured.length);
    adding.push(...await page.evaluate(() => { window.unmeasure(); return window.measured; }));
    // LHC-Forms adds no row while the last one is blank.
    await page.locator("textarea").last().fill("More.");
  }
  const sorting = sort && await sort(page);
  await closePage(page);
  return { typing: paints(typing), adding: paints(adding), sorting };
}

/** No sorting of its own: what a page takes that sorts the rows itself and gives them back. */
const sortSurvey = (page) => page.evaluate(async () => {
  const times = [];
  for (let turn = 0; turn < 3; turn++) {
    const began = performance.now();
    const question = window.survey.getQuestionByName("events");
    const sorted = [...question.value].sort((one, other) => (turn % 2 ? -1 : 1) * String(one.when).localeCompare(String(other.when)));
    question.value = sorted;
    await new Promise((done) => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(null); }));
    times.push(performance.now() - began);
  }
  return times.sort((one, other) => one - other)[1];
});

// --- the tables -----------------------------------------------------------------------------------------------------

const sized = (texts) => {
  const sum = (weigh) => texts.reduce((total, bytes) => total + weigh(bytes).length, 0);
  return { raw: sum((bytes) => bytes), gzip: sum((bytes) => gzipSync(bytes, { level: 9 })), brotli: sum(brotli) };
};
const kB = (bytes) => String(Math.round(bytes / 1000));
const cell = (time, mine, own) => (time === undefined ? "cannot" : `${ms(time)}${own ? ` (${(time / mine).toFixed(1)}×)` : ""}`);

const browser = await launch();
const server = await served();
try {
  const at = `http://127.0.0.1:${server.address().port}`;
  const script = Buffer.from(await (await fetch(`${HOME}family-history-assistant.js`)).arrayBuffer());
  const sizes = [sized([script]), ...[SURVEYJS, LFORMS].map(({ files }) => sized(files.map((file) => readFileSync(join(FOLDER, file)))))];
  // The other two draw nothing before all of it is there.
  const first = [sized(UNTIL_FIRST.map((file) => readFileSync(join(DIST, "embed", file)))), ...sizes.slice(1)];
  const times = {};
  for (const cpu of [1, 4]) {
    times[cpu] = [
      await ours(browser, cpu),
      await theirs(browser, `${at}/survey.html`, cpu, {
        sort: sortSurvey, add: (page) => page.locator(".sd-matrixdynamic__add-btn, .sv_matrix_dynamic_button").first(),
      }),
      await theirs(browser, `${at}/lforms.html`, cpu, {
        add: (page) => page.locator("button[id^=add-event]").last(),
      }),
    ];
  }
  const names = ["This assistant", SURVEYJS.name, LFORMS.name];
  console.log(`| | ${names.join(" | ")} |\n| --- | --: | --: | --: |`);
  for (const kind of ["raw", "gzip", "brotli"]) console.log(`| What a page must load, kB ${{ raw: "raw", gzip: "after gzip", brotli: "after Brotli" }[kind]} | ${sizes.map((size) => kB(size[kind])).join(" | ")} |`);
  console.log(`| ${UNTIL}, kB after Brotli | ${first.map((size) => kB(size.brotli)).join(" | ")} |`);
  const rowsOf = { typing: "A key typed in what happened", adding: "A row added", sorting: "Put in order of dates", searching: "A key typed in search" };
  for (const [key, name] of Object.entries(rowsOf)) {
    for (const cpu of [1, 4]) {
      const [mine, ...others] = times[cpu].map((one) => one[key]);
      console.log(`| ${name}, ms at ${cpu}× | ${ms(mine)} | ${others.map((time) => cell(time, mine, true)).join(" | ")} |`);
    }
  }
  console.log("\n---\n");
  console.log(`| ${EVENTS} events, CPU 4× slower | ${names.join(" | ")} |\n| --- | --: | --: | --: |`);
  console.log(`| What a page must load, after Brotli | ${sizes.map((size) => `${kB(size.brotli)} kB`).join(" | ")} |`);
  console.log(`| ${UNTIL} | ${first.map((size) => `${kB(size.brotli)} kB`).join(" | ")} |`);
  for (const [key, name] of Object.entries(rowsOf)) {
    console.log(`| ${name} | ${times[4].map((one) => (one[key] === undefined ? "cannot" : `${ms(one[key])} ms`)).join(" | ")} |`);
  }
} finally {
  server.close();
  await browser.close();
}
