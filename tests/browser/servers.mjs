// Servers of all kinds, on this computer only: good ones, and those that send the wrong thing.

import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

/** What `cargo xtask dist` made. */
export const DIST = new URL("../../dist/", import.meta.url).pathname;

const TYPES = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml",
};

/** The policy of a strict agency (Content-Security-Policy), with all that can be forbidden. */
export const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'none'; img-src 'none'; font-src 'none'; "
  + "form-action 'none'; base-uri 'none'; frame-src 'none'; worker-src 'none'; object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/**
 * Serves a folder. `headers` go with every answer, `types` are kinds by ending, and `rules` say by path (`/name.js`) what is sent
 * instead: `{ status, headers, body }`, or a function of the body that gives such an object. Gives `address` (without a slash at the
 * end), `asked` (the paths that were asked for) and `close()`.
 */
export async function serve(folder = DIST, { headers = {}, types = {}, rules = {} } = {}) {
  const asked = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    asked.push(path);
    const name = normalize(path.endsWith("/") ? `${path}index.html` : path);
    const file = join(folder, name);
    const kind = types[extname(name)] ?? TYPES[extname(name)] ?? "application/octet-stream";
    const head = { "content-type": kind, "cache-control": "no-store", ...headers };
    let rule = rules[path];
    if (rule === undefined && existsSync(file) && statSync(file).isFile()) {
      response.writeHead(200, head);
      createReadStream(file).pipe(response);
      return;
    }
    if (typeof rule === "function") rule = rule(existsSync(file) ? readFileSync(file) : Buffer.alloc(0));
    const { status = rule ? 200 : 404, body = "There is no such page here.\n", headers: more = {}, hangUp = false } = rule ?? {};
    if (hangUp) return void request.socket.destroy();
    response.writeHead(status, { ...head, ...more });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    address: `http://127.0.0.1:${server.address().port}`,
    asked,
    close: () => new Promise((closed) => { server.close(closed); server.closeAllConnections(); }),
  };
}
