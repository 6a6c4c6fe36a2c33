// Writes FILE.br and FILE.gz beside each file given. What was compressed before is taken from KEPT, by its hash: compressing well is slow.
// usage: node compress.mjs KEPT FILE...
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const [kept, ...files] = process.argv.slice(2);

const brotli = (plain) => promisify(brotliCompress)(plain, { params: {
  [constants.BROTLI_PARAM_QUALITY]: 11,
  [constants.BROTLI_PARAM_LGWIN]: 22,
  [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
} });

const used = new Set();

async function small(plain, ending, compress) {
  const name = createHash("sha256").update(plain).digest("hex") + ending;
  used.add(name);
  const known = join(kept, name);
  if (!existsSync(known)) {
    // A name of its own until it is whole: the same file may be compressed twice at once.
    const half = `${known}.${process.pid}.${Math.random()}`;
    writeFileSync(half, await compress(plain));
    renameSync(half, known);
  }
  return readFileSync(known);
}

await Promise.all(files.map(async (file) => {
  const plain = readFileSync(file);
  const [br, gz] = await Promise.all([small(plain, ".br", brotli), small(plain, ".gz", (plain) => promisify(gzip)(plain, { level: 9 }))]);
  writeFileSync(`${file}.br`, br);
  writeFileSync(`${file}.gz`, gz);
}));
for (const name of readdirSync(kept)) if (!used.has(name)) rmSync(join(kept, name));
