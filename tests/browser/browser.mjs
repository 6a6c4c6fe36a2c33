// The browser and fresh pages of the built product, for tests and measurements.

import { chromium } from "playwright-core";

export const HOME = `${process.env.FHA_BASE_URL ?? "http://127.0.0.1:8080"}/`;

const QUIET = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** The one browser of a test file. Close it when the file is done. */
export const launch = () => chromium.launch({ executablePath: process.env.FHA_CHROMIUM ?? "/usr/bin/chromium", args: QUIET });

/**
 * A page nobody was on before, with the assistant ready. `before` prepares the page before anything is loaded.
 * Whatever the page says in the console or refuses is kept in `page.heard`.
 */
export async function freshPage(browser, { size = { width: 1280, height: 900 }, address = HOME, before, ready = true, ...options } = {}) {
  const context = await browser.newContext({ viewport: size, locale: "en-GB", acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.heard = [];
  page.on("console", (message) => page.heard.push(`console ${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => page.heard.push(`error: ${error.message}`));
  if (before) await before(page);
  await page.goto(address);
  if (ready) await page.getByRole("heading", { level: 2 }).first().waitFor();
  return page;
}

/** Closes a page and all it had. */
export const closePage = (page) => page.context().close();
