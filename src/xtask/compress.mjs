// Writes NAME.br and NAME.gz for each file given, into a folder: for the sizes that are printed, and for the server.
// usage: node compress.mjs FOLDER FILE...
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const [folder, ...files] = process.argv.slice(2);
for (const file of files) {
  const plain = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 22,
    [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
  };
  writeFileSync(join(folder, `${basename(file)}.br`), brotliCompressSync(plain, { params }));
  writeFileSync(join(folder, `${basename(file)}.gz`), gzipSync(plain, { level: 9 }));
}
