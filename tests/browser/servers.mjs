// Web servers as agencies have them, good and bad, over what was built.

import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

/** What was built. */
export const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

/** Where EMBEDDING.md puts it: the folder of its version. */
export const AT = `/family-history/${JSON.parse(readFileSync(join(DIST, "integrity.json"), "utf8")).version}/`;

/** As strict as an agency's page may be: what `cargo xtask serve` sends. */
export const STRICT = {
  "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'none'; base-uri 'none'; "
    + "form-action 'none'; frame-src 'self'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};

const TYPES = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
  ".md": "text/plain; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".txt": "text/plain; charset=utf-8", ".wasm": "application/wasm",
};

/**
 * Serves a folder on a port of its own, for this process alone.
 * - `at`: where the folder is; `/` unless said;
 * - `headers`: those of every answer, or a function that gives them for a path;
 * - `types`: the type of each ending, over the usual ones; `null` for a type that is not sent, and `undefined` for an ending that the server does not serve;
 * - `compressed`: whether the `.br` and `.gz` twins are used;
 * - `rules`: the first whose `path` (a string or an expression) matches may give `status`, `headers`, `type`, `body` (text, bytes, or a function of the bytes of
 *   the file). A page that is not in the folder is one that has a `body`.
 * Every path that was asked for is kept in `asked`.
 */
export async function serve(folder = DIST, { at = "/", headers = {}, types = {}, compressed = false, rules = [] } = {}) {
  const known = { ...TYPES, ...types };
  const asked = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://here").pathname);
    asked.push(path);
    const isBelow = path.startsWith(at);
    const name = isBelow ? normalize(`/${path.slice(at.length)}${path.endsWith("/") ? "index.html" : ""}`).slice(1) : path.slice(1);
    const rule = rules.find((rule) => (typeof rule.path === "string" ? rule.path === path : rule.path.test(path))) ?? {};
    const file = join(folder, name);
    const ending = extname(name);
    const there = isBelow && existsSync(file) && known[ending] !== undefined;
    const send = { ...(typeof headers === "function" ? headers(path) : headers), ...rule.headers };
    let body = there ? readFileSync(file) : Buffer.from("There is no such page here.\n");
    if (typeof rule.body === "function") body = rule.body(body);
    else if (rule.body !== undefined) body = Buffer.from(rule.body);
    else if (there && compressed) {
      const takes = (coding) => new RegExp(`\\b${coding}\\b`).test(request.headers["accept-encoding"] ?? "");
      const [coding, twin] = [["br", ".br"], ["gzip", ".gz"]].find(([coding, twin]) => takes(coding) && existsSync(file + twin)) ?? [];
      if (coding) {
        body = readFileSync(file + twin);
        Object.assign(send, { "content-encoding": coding, vary: "accept-encoding" });
      }
    }
    const status = rule.status ?? (there || rule.body !== undefined ? 200 : 404);
    const type = rule.type ?? (there || rule.body !== undefined ? known[ending] : "text/plain");
    response.writeHead(status, { ...(type ? { "content-type": type } : {}), ...send });
    response.end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  server.unref();           // a server that is left open keeps no test from ending
  return { address: `http://127.0.0.1:${server.address().port}`, asked, close: () => server.close() };
}
