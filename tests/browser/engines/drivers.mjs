// Three engines behind one small interface, without a package for each: Chromium through playwright-core, Firefox through the
// remote protocol it carries itself, WebKitGTK through its WebDriver. The last two take the same commands of the W3C.
//
// A driver has: `version`, `goTo(address)`, `run(name, ...given)` (a function of look.js on the page), `press(key)`, `type(text)`,
// `give(path)` (a file, in the first file field that `look.fileField` finds), `pdf(file)` where the engine can, and `close()`.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launch } from "../browser.mjs";
import { until } from "../practitioner.mjs";
import { end, freePort, program } from "../programs.mjs";

const folderOf = (name) => mkdtempSync(join(tmpdir(), `fha-${name}-`));
const saidBy = (program, ...args) => execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

export async function chromium(downloads) {
  const browser = await launch();
  const context = await browser.newContext({ locale: "en-GB", acceptDownloads: true });
  const page = await context.newPage();
  page.on("download", (download) => download.saveAs(join(downloads, download.suggestedFilename())));
  return {
    version: `Chromium ${browser.version()}`,
    goTo: (address) => page.goto(address),
    run: (name, ...given) => page.evaluate(([name, given]) => window.look[name](...given), [name, given]),
    press: (key) => page.keyboard.press(key),
    type: (text) => page.keyboard.type(text),
    give: async (path) => (await page.evaluateHandle(() => window.look.fileField())).setInputFiles(path),
    pdf: async () => page.pdf({ preferCSSPageSize: true }),
    close: () => browser.close(),
  };
}

/** Keys as the W3C numbers them. */
const KEYS = { Tab: "\uE004", Enter: "\uE007", Space: " ", ArrowDown: "\uE015", ArrowUp: "\uE013", Control: "\uE009", End: "\uE010" };

const typing = (keys) => ({ actions: [{ type: "key", id: "keyboard", actions: keys.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]) }] });

/** A driver that speaks the commands of the W3C through `send(command, parameters)`. */
const speaking = (send) => ({
  goTo: (url) => send("navigate", { url }),
  run: (name, ...given) => send("execute", { script: "return window.look[arguments[0]](...arguments[1])", args: [name, given] }),
  press: (key) => send("actions", typing([KEYS[key]])),
  type: (text) => send("actions", typing([...text])),
  give: async (path) => {
    const field = await send("execute", { script: "return window.look.fileField()", args: [] });
    await send("upload", { id: Object.values(field)[0], text: path });
  },
});

export async function firefox(downloads) {
  const binary = program("Firefox", [process.env.FHA_FIREFOX, "/usr/bin/firefox-esr", "/usr/bin/firefox", "/Applications/Firefox.app/Contents/MacOS/firefox"]);
  const profile = folderOf("firefox");
  const printed = join(profile, "printed.pdf");
  const prefs = {
    "marionette.port": 0, "browser.download.folderList": 2, "browser.download.dir": downloads, "browser.download.useDownloadDir": true,
    "browser.download.always_ask_before_handling_new_types": false, "browser.shell.checkDefaultBrowser": false, "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": false, "toolkit.telemetry.reportingpolicy.firstRun": false, "app.update.enabled": false,
    "browser.aboutwelcome.enabled": false, "network.captive-portal-service.enabled": false, "intl.accept_languages": "en-GB",
    // The list of what was saved takes the focus from the page when it opens: a key that is pressed then does nothing.
    "browser.download.alwaysOpenPanel": false,
    // What `print()` asks for really goes to a file, without the window.
    "print.always_print_silent": true, print_printer: "Mozilla Save to PDF", "print.printer_Mozilla_Save_to_PDF.print_to_file": true,
    "print.printer_Mozilla_Save_to_PDF.print_to_filename": printed,
  };
  writeFileSync(join(profile, "user.js"), Object.entries(prefs).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`).join("\n"));
  const child = spawn(binary, ["--headless", "--marionette", "--no-remote", "--profile", profile], { stdio: "ignore", detached: true });
  const portFile = join(profile, "MarionetteActivePort");
  let port;
  await until(() => (port = existsSync(portFile) && Number(readFileSync(portFile, "utf8"))), "Firefox says where it listens", 30_000);
  const socket = connect(port, "127.0.0.1");
  const answers = [];
  let heard = Buffer.alloc(0);
  socket.on("data", (more) => {
    heard = Buffer.concat([heard, more]);
    for (;;) {
      // Each message stands behind its length and a colon.
      const colon = heard.indexOf(":");
      const length = colon < 0 ? NaN : Number(heard.subarray(0, colon));
      if (!(heard.length >= colon + 1 + length)) return;
      const message = JSON.parse(heard.subarray(colon + 1, colon + 1 + length));
      heard = heard.subarray(colon + 1 + length);
      if (!Array.isArray(message)) answers.shift()?.(message);
      else if (message[2]) answers.shift()?.(Promise.reject(new Error(`${message[2].error}: ${message[2].message}`)));
      else answers.shift()?.(message[3]);
    }
  });
  let number = 0;
  const tell = (name, parameters) => new Promise((answer) => {
    answers.push(answer);
    const text = JSON.stringify([0, ++number, name, parameters]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
  });
  await new Promise((greeted) => answers.push(greeted));
  const names = { navigate: "WebDriver:Navigate", execute: "WebDriver:ExecuteScript", actions: "WebDriver:PerformActions", upload: "WebDriver:ElementSendKeys" };
  const driver = speaking(async (command, parameters) => (await tell(names[command], parameters))?.value);
  const { capabilities } = await tell("WebDriver:NewSession", { capabilities: { alwaysMatch: { strictFileInteractability: false, unhandledPromptBehavior: "accept" } } });
  return {
    ...driver,
    version: saidBy(binary, "--version").replace("Mozilla ", "") || `Firefox ${capabilities.browserVersion}`,
    printed,
    pdf: async () => Buffer.from((await tell("WebDriver:Print", { background: true })).value, "base64"),
    close: async () => {
      socket.destroy();
      await end(child);
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

export async function webkit(downloads) {
  const xvfb = program("A screen without a monitor (xvfb)", [process.env.FHA_XVFB, "/usr/bin/xvfb-run"]);
  const binary = program("The driver of WebKitGTK", [process.env.FHA_WEBKIT_DRIVER, "/usr/bin/WebKitWebDriver"]);
  const home = folderOf("webkit");
  writeFileSync(join(home, "user-dirs.dirs"), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  const port = await freePort();
  const child = spawn(xvfb, ["-a", binary, `--port=${port}`], { stdio: "ignore", detached: true, env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home, LANG: "C.UTF-8", NO_AT_BRIDGE: "1" } });
  const ask = async (method, path, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(body ? { body: JSON.stringify(body), headers: { "content-type": "application/json" } } : {}) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  await until(() => ask("GET", "/status").then(() => true, () => false), "the driver of WebKitGTK answers", 30_000);
  const browsers = readdirSync("/usr/lib").map((machine) => `/usr/lib/${machine}`).flatMap((folder) => ["4.1", "4.0", "6.0"].map((version) => `${folder}/webkit${version === "6.0" ? "gtk" : "2gtk"}-${version}/MiniBrowser`));
  const browser = browsers.find((place) => existsSync(place));
  if (!browser) throw new Error("WebKitGTK's MiniBrowser is not on this machine. `cargo xtask setup` installs it where apt-get may.");
  const { sessionId, capabilities } = await ask("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] }, unhandledPromptBehavior: "accept" } } });
  const at = `/session/${sessionId}`;
  const paths = { navigate: () => "/url", execute: () => "/execute/sync", actions: () => "/actions", upload: ({ id }) => `/element/${id}/value` };
  return {
    ...speaking((command, parameters) => ask("POST", at + paths[command](parameters), parameters)),
    version: `WebKitGTK ${capabilities.browserVersion}`,
    close: async () => {
      await ask("DELETE", at).catch(() => {});
      await end(child);
      rmSync(home, { recursive: true, force: true });
    },
  };
}
