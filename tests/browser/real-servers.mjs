// nginx and Apache themselves, with the ready server files of the release put where its README files say, from a temporary folder.

import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { until } from "./practitioner.mjs";
import { end, freePort, program } from "./programs.mjs";
import { AT, DIST, STRICT } from "./servers.mjs";

/** What both servers know of types before the ready file says otherwise: as old lists have it. */
const OLD_TYPES = [["text/html", "html"], ["text/css", "css"], ["text/plain", "txt"], ["application/javascript", "js"], ["application/gzip", "gz"]];

/** The site: the release in a folder of its version, and the pages of the intranet beside it. Everybody may read it: servers give up their rights. */
function site(name, pages) {
  const folder = mkdtempSync(join(tmpdir(), `fha-${name}-`));
  chmodSync(folder, 0o755);
  const root = join(folder, "site");
  cpSync(DIST, join(root, AT), { recursive: true });
  for (const [page, text] of Object.entries(pages)) writeFileSync(join(root, page), text);
  return { folder, root };
}

/** Starts a server in the foreground, and waits until it answers. What it says stands in a file of its own. */
async function started(binary, args, { folder, port, said }) {
  const child = spawn(binary, args, { stdio: "ignore", detached: true });
  const heard = () => (existsSync(said) ? readFileSync(said, "utf8") : "");
  const address = `http://127.0.0.1:${port}`;
  const close = async () => {
    await end(child);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`${binary} ended: ${heard()}`);
      return fetch(`${address}/staff.html`).then(() => true, () => false);
    }, `${binary} answers`, 10_000);
  } catch (why) {
    await close();
    throw why;
  }
  return { address, heard, close };
}

/** `nginx 1.22.1`. nginx says it where others complain. */
const versionOf = (binary) => {
  const { stdout, stderr } = spawnSync(binary, ["-v"], { encoding: "utf8" });
  return /(nginx|Apache)\/[\d.]+/.exec(stdout + stderr)[0].replace("/", " ");
};

/** nginx: the two parts of `family-history.conf`, in a site that has a strict policy and a rule for scripts of its own. */
export async function nginx(pages) {
  const binary = program("nginx", [process.env.FHA_NGINX, "/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx"]);
  const { folder, root } = site("nginx", pages);
  const port = await freePort();
  const [maps, location] = readFileSync(join(DIST, "hosts/nginx/family-history.conf"), "utf8").split("# For the server block.");
  const said = join(folder, "said.txt");
  writeFileSync(join(folder, "nginx.conf"), `
daemon off;
${process.getuid() === 0 ? "user root;" : ""}
worker_processes 1;
pid ${folder}/pid;
error_log ${said} warn;
events { worker_connections 64; }
http {
access_log off;
${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((what) => `${what}_temp_path ${folder}/${what};`).join("\n")}
types { ${OLD_TYPES.map(([type, ending]) => `${type} ${ending};`).join(" ")} }
${maps}
server {
listen 127.0.0.1:${port};
root ${root};
add_header Content-Security-Policy "${STRICT["content-security-policy"]}" always;
location ~ \\.(html|js|css)$ { expires 1h; }
${location.replace("root /srv/www;", `root ${root};`)}
}
}
`);
  return { ...(await started(binary, ["-c", join(folder, "nginx.conf"), "-e", said], { folder, port, said })), version: versionOf(binary) };
}

/** What Apache has to have, beside what it is built with. `headers` is what the README asks for, `rewrite` what it recommends. */
const MODULES = ["mpm_event", "authz_core", "unixd", "mime", "dir", "negotiation", "filter", "deflate"];

/**
 * Apache: `.htaccess` in the folder of the version, in a configuration as Linux systems ship it, whose site has a strict policy of its own.
 * `options` are those of the site, `alter` changes the text of `.htaccess`.
 */
export async function apache(pages, { modules = ["headers", "rewrite"], options = "Indexes FollowSymLinks", alter = (text) => text } = {}) {
  const binary = program("Apache", [process.env.FHA_APACHE, "/usr/sbin/apache2", "/usr/sbin/httpd", "/opt/homebrew/bin/httpd"]);
  const { folder, root } = site("apache", pages);
  writeFileSync(join(root, AT, ".htaccess"), alter(readFileSync(join(DIST, "hosts/apache/.htaccess"), "utf8")));
  const port = await freePort();
  const built = execFileSync(binary, ["-l"], { encoding: "utf8" });
  const shelf = program("The modules of Apache", [process.env.FHA_APACHE_MODULES, "/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/lib/httpd/modules", "/usr/libexec/apache2", "/opt/homebrew/lib/httpd/modules"]);
  const load = [...MODULES, ...modules].filter((name) => !built.includes(`mod_${name}.c`) && !(name === "mpm_event" && /\b(event|worker|prefork)\.c/.test(built)));
  const said = join(folder, "said.txt");
  mkdirSync(join(folder, "run"));
  writeFileSync(join(folder, "mime.types"), OLD_TYPES.map((line) => line.join("\t")).join("\n"));
  writeFileSync(join(folder, "httpd.conf"), `
${load.map((name) => `LoadModule ${name}_module ${shelf}/mod_${name}.so`).join("\n")}
ServerRoot ${folder}
DefaultRuntimeDir ${folder}/run
PidFile ${folder}/run/pid
ErrorLog ${said}
LogLevel warn
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
${process.getuid() === 0 ? "User #65534\nGroup #65534" : ""}
TypesConfig ${folder}/mime.types
AddType application/x-gzip .gz .tgz
AddLanguage br .br
AddOutputFilterByType DEFLATE text/html text/plain text/css text/javascript application/javascript application/wasm
<IfModule mod_headers.c>
  Header set Content-Security-Policy "${STRICT["content-security-policy"]}"
  Header set X-Content-Type-Options nosniff
</IfModule>
DirectoryIndex index.html
DocumentRoot ${root}
<Directory />
  AllowOverride None
  Require all denied
</Directory>
<Directory ${root}>
  Options ${options}
  AllowOverride FileInfo
  Require all granted
</Directory>
`);
  return { ...(await started(binary, ["-f", join(folder, "httpd.conf"), "-D", "FOREGROUND"], { folder, port, said })), version: versionOf(binary) };
}
