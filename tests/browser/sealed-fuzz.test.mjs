// The reader of sealed files (www/jwe.js) against envelopes that were changed at random: whatever comes, it gives back the very text that
// was sealed, or says what is wrong in words that are there. Chance is by a fixed seed, so that a failure comes again.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { word } from "./words.mjs";

// Making a key is slow on purpose; here it is made quick, and the most that is begun is lowered alike.
const source = readFileSync(new URL("../../www/jwe.js", import.meta.url), "utf8")
  .replace(/JWE_COUNT = [\d_]+/, "JWE_COUNT = 1000").replace(/JWE_MOST = [\d_]+/, "JWE_MOST = 3000");
const { jweIs, jweProblem, jweKey, jweSeal, jweOpen } = new Function(`const PHRASE_WORDS = [];\n${source}\nreturn { jweIs, jweProblem, jweKey, jweSeal, jweOpen };`)();

/** Numbers by a fixed seed. */
const dice = (seed) => (most) => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((seed / 2 ** 32) * most);
};

const LETTERS = "ABCXYZabcxyz0189-_.=+/{}\"\\:, \u0000é\uFEFF\uD83D";
const VALUES = ["", "a", "ab", "eyJ", null, 0, -1, 1, 3001, 999_999_999, 1e21, 0.5, true, [], {}, "PBES2-HS256+A128KW", "PBES2-HS512+A256KW", "A128GCM", "A256GCM", "A128CBC-HS256", "RSA-OAEP", "dir", "DEF", "__proto__", "constructor"];
const FIELDS = ["alg", "enc", "p2c", "p2s", "zip", "crit", "typ", "cty", "protected", "unprotected", "header", "encrypted_key", "iv", "ciphertext", "tag", "aad", "recipients", "__proto__"];

const in64 = (text) => Buffer.from(text).toString("base64url");

/** An envelope with something of it changed. */
function changed(sealed, roll) {
  const parts = sealed.split(".");
  const header = JSON.parse(Buffer.from(parts[0], "base64url"));
  const one = (list) => list[roll(list.length)];
  const inJson = (more = {}) => JSON.stringify({ protected: parts[0], encrypted_key: parts[1], iv: parts[2], ciphertext: parts[3], tag: parts[4], ...more });
  switch (roll(8)) {
    case 0: { const at = roll(sealed.length); return sealed.slice(0, at) + one([...LETTERS]) + sealed.slice(at + roll(3)); }
    case 1: return sealed.slice(0, roll(sealed.length));
    case 2: { header[one([...FIELDS.slice(0, 8), "p2c", "p2c", "p2s"])] = one(VALUES); return [in64(JSON.stringify(header)), ...parts.slice(1)].join("."); }
    case 3: { const at = roll(5); parts[at] = String(one(VALUES)); return parts.join("."); }
    case 4: { const at = roll(5), other = roll(5); [parts[at], parts[other]] = [parts[other], parts[at]]; return parts.join("."); }
    case 5: return inJson({ [one(FIELDS)]: one(VALUES) });
    case 6: return inJson({ recipients: [{ encrypted_key: one(VALUES), header: one(VALUES) }, ...(roll(2) ? [{}] : [])] });
    default: { const text = inJson(); const at = roll(text.length); return text.slice(0, at) + one([...LETTERS]) + text.slice(at + 1); }
  }
}

test("a sealed file that was changed in any way gives back the very text that was sealed, or says what is wrong", async () => {
  const roll = dice(20_261_126);
  const text = JSON.stringify({ format: "family-history-review", version: 2, case: { people: { p1: { label: "Mother 👩‍👧" } } } });
  const key = await jweKey("six words that nobody knows here");
  const sealed = await jweSeal(text, key);
  assert.equal(await jweOpen(sealed, key), text);
  const said = new Map();
  for (let round = 0; round < 2500; round++) {
    let envelope = changed(sealed, roll);
    const where = () => `round ${round}: ${JSON.stringify(envelope)}`;
    const is = jweIs(envelope);
    assert.equal(typeof is, "boolean", where());
    const problem = jweProblem(envelope);
    assert.equal(typeof problem, "string", where());
    if (problem !== "") {
      assert.match(problem, /^problem\.sealed-[a-z]+$/, where());
      said.set(problem, (said.get(problem) ?? 0) + 1);
    }
    if (!is) continue;
    const opened = await jweOpen(envelope, key).then((got) => ({ got }), (why) => ({ why }));
    if ("got" in opened) assert.equal(opened.got, text, where());
    else {
      assert.equal(typeof opened.why, "string", `${where()}: ${opened.why}`);
      assert.match(opened.why, /^problem\.sealed-[a-z]+$/, where());
      said.set(opened.why, (said.get(opened.why) ?? 0) + 1);
    }
  }
  for (const problem of said.keys()) assert.ok(word(problem).length > 20, problem);
  for (const problem of ["damaged", "other", "slow", "wrong"]) assert.ok(said.has(`problem.sealed-${problem}`), `${problem} came up: ${[...said]}`);
});

test("another passphrase, or one letter of another, opens nothing", async () => {
  const sealed = await jweSeal("a text", await jweKey("six words that nobody knows here"));
  for (const other of ["six words that nobody knows her", "Six words that nobody knows here", "", "\u0000"]) {
    await assert.rejects(async () => jweOpen(sealed, await jweKey(other)), (why) => why === "problem.sealed-wrong");
  }
});
