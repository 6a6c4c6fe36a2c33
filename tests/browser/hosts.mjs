// The ready server files of the release, read as their servers read them: which headers and types they give to which path.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { DIST } from "./servers.mjs";

const text = (name) => readFileSync(join(DIST, "hosts", name), "utf8");
const lower = (pairs) => Object.fromEntries(pairs.map(([name, value]) => [name.toLowerCase(), value]));

/** `web.config` of IIS: what goes for the folder, and for single pages in it. IIS compresses by itself. */
function iis() {
  const config = text("iis/web.config").replace(/<!--[^]*?-->/g, "");
  const headersIn = (part) => lower([...part.matchAll(/<add name="([^"]+)" value="([^"]*)" \/>/g)].map(([, name, value]) => [name, value]));
  const cacheIn = (part) => {
    if (part.includes('cacheControlMode="DisableCache"')) return { "cache-control": "no-cache" };
    const days = /cacheControlMaxAge="(\d+)\./.exec(part)?.[1];
    return days ? { "cache-control": `${/cacheControlCustom="([^"]*)"/.exec(part)[1]},max-age=${days * 86400}` } : {};
  };
  const parts = config.split(/<location path="/);
  const all = { ...headersIn(parts[0]), ...cacheIn(parts[0]) };
  const single = Object.fromEntries(parts.slice(1).map((part) => [part.slice(0, part.indexOf('"')), { ...headersIn(part), ...cacheIn(part) }]));
  // What IIS has of its own, and then what the file says.
  const types = { ".html": "text/html", ".css": "text/css", ".mjs": undefined, ".wasm": undefined, ".json": undefined, ".md": undefined };
  for (const [, ending, type] of parts[0].matchAll(/<mimeMap fileExtension="([^"]+)" mimeType="([^"]+)" \/>/g)) types[ending] = type;
  // The file lies in the folder of the version: its places are said from there.
  const place = (path) => path.replace(/^\/family-history\/[^/]+\//, "").replace(/(^|\/)$/, "$1index.html");
  return { headers: (path) => ({ ...all, ...single[place(path)] }), types };
}

/** The two maps and the location of nginx. */
function nginx() {
  const config = text("nginx/family-history.conf").replace(/^\s*#.*$/gm, "");
  const maps = Object.fromEntries([...config.matchAll(/map \$uri \$(\w+) \{([^]*?)\n\}/g)].map(([, name, body]) => [name, (path) => {
    const lines = [...body.matchAll(/^\s*(\S+)\s+"([^"]*)";/gm)];
    const found = lines.find(([, when]) => when.startsWith("~") && new RegExp(when.slice(1)).test(path)) ?? lines.find(([, when]) => when === "default");
    return found[2];
  }]));
  const location = /location (\S+) \{([^]*)\n\}/.exec(config);
  const charset = /\scharset (\S+);/.exec(location[2])[1], said = /charset_types ([^;]+);/.exec(location[2])[1].split(" ");
  const types = Object.fromEntries([...Object.keys({ ".html": 0, ".css": 0, ".js": 0, ".mjs": 0, ".json": 0, ".wasm": 0, ".md": 0, ".txt": 0 })].map((ending) => [ending, "application/octet-stream"]));
  for (const [, type, endings] of /types \{([^}]*)\}/.exec(location[2])[1].matchAll(/(\S+\/\S+) ([^;]+);/g)) {
    for (const ending of endings.split(" ")) types[`.${ending}`] = said.includes(type) ? `${type}; charset=${charset}` : type;
  }
  const isSaid = ([, value]) => value !== "";             // nginx sends no header that is empty
  const headers = (path) => (!path.startsWith(location[1]) ? {} : lower([...location[2].matchAll(/add_header (\S+) (?:"([^"]*)"|\$(\w+)) always;/g)].map(([, name, value, map]) =>
    [name, map ? maps[map](path) : value.replace(/\$(\w+)/g, (_, map) => maps[map](path))]).filter(isSaid)));
  return { headers, types };
}

/** `.htaccess` of Apache: what goes for all, and for the files that match. */
function apache() {
  const config = text("apache/.htaccess").replace(/^\s*#.*$/gm, "");
  const types = {};
  for (const [, type, endings] of config.matchAll(/^AddType (\S+) (.+)$/gm)) for (const ending of endings.split(" ")) types[ending] = type;
  for (const [, charset, endings] of config.matchAll(/^AddCharset (\S+) (.+)$/gm)) {
    for (const ending of endings.split(" ")) types[ending] = `${types[ending] ?? { ".html": "text/html", ".css": "text/css", ".txt": "text/plain", ".md": "text/plain" }[ending]}; charset=${charset}`;
  }
  const set = (part) => lower([...part.matchAll(/Header always set (\S+) "([^"]*)"/g)].map(([, name, value]) => [name, value]));
  const matched = [...config.matchAll(/<FilesMatch "([^"]+)">([^]*?)<\/FilesMatch>/g)].map(([, expression, part]) => [new RegExp(expression), set(part)]);
  const all = set(config.replace(/<FilesMatch[^]*?<\/FilesMatch>/g, ""));
  // What matches is the name of the file that is sent at last: that of the compressed one, where there is one.
  return { types, headers: (path, twin = ".br") => {
    const name = `${path.endsWith("/") ? "index.html" : path.split("/").at(-1)}${twin}`;
    return Object.assign({}, all, ...matched.filter(([expression]) => expression.test(name)).map(([, headers]) => headers));
  } };
}

/** By the name of the folder in hosts/. */
export const HOSTS = { iis, nginx, apache };

/** A snippet of EMBEDDING.md as it is in the release, by its name: literally what people copy. */
export const snippet = (name) => new RegExp(`<!-- snippet: ${name} -->\\s*\`\`\`html\\n([^]*?)\`\`\``).exec(readFileSync(join(DIST, "EMBEDDING.md"), "utf8"))[1];
