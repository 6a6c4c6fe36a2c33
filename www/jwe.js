// Files that open with a passphrase: JSON Web Encryption (RFC 7516) by the browser's own WebCrypto, so that any tool of that standard
// opens them without us. Written is the compact form with PBES2-HS512+A256KW and A256GCM (RFC 7518, sections 4.8 and 5.3). Read are
// the compact and the JSON forms, for one recipient. What goes wrong is thrown as the key of its words in the content pack.

const JWE_COUNT = 600_000;              // a third of a second where it was measured; OWASP asks for 210,000 or more
const JWE_MOST = 5_000_000;             // a file could ask for hours: more than this is not begun
const JWE_BITS = { "PBES2-HS256+A128KW": 128, "PBES2-HS512+A256KW": 256, A128GCM: 128, A256GCM: 256 };

const inBytes = (text) => new TextEncoder().encode(text);
const to64 = (bytes) => {
  let letters = "";
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
};
const from64 = (text) => {
  if (typeof text !== "string" || /[^\w-]/.test(text) || text.length % 4 === 1) throw "problem.sealed-damaged";
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/")), bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
};

// The parts of a sealed text, or nothing where it is another kind of file.
const jweParts = (text) => {
  const trimmed = text.replace(/^\uFEFF/, "").trim();
  if (trimmed.startsWith("eyJ")) {
    const [protectedPart, key, iv, ciphertext, tag] = trimmed.split(".");
    return { protected: protectedPart, encrypted_key: key, iv, ciphertext, tag };
  }
  if (!trimmed.startsWith("{") || !/"ciphertext"\s*:/.test(trimmed)) return null;
  try {
    const whole = JSON.parse(trimmed);
    if (typeof whole.ciphertext !== "string") return null;
    if (whole.recipients?.length > 1) return { ...whole, encrypted_key: "", header: { alg: "several" } };
    return { ...whole, ...whole.recipients?.[0] };
  } catch { return null; }
};

const jweHeader = (parts) => {
  let header;
  try {
    header = { ...parts.unprotected, ...JSON.parse(new TextDecoder().decode(from64(parts.protected ?? "e30"))), ...parts.header };
    if (typeof header.alg !== "string" || typeof header.enc !== "string") throw 0;
    for (const part of ["encrypted_key", "iv", "ciphertext", "tag"]) if (typeof parts[part] !== "string") throw 0;
  } catch { throw "problem.sealed-damaged"; }
  const { alg, enc, p2c, p2s, zip, crit } = header;
  if (!/^PBES2/.test(alg) || !/GCM$/.test(enc) || !JWE_BITS[alg] || !JWE_BITS[enc] || zip !== undefined || crit !== undefined) throw "problem.sealed-other";
  if (!Number.isSafeInteger(p2c) || p2c < 1 || typeof p2s !== "string") throw "problem.sealed-damaged";
  if (p2c > JWE_MOST) throw "problem.sealed-slow";
  return header;
};

/** Whether this is the text of a sealed file, whatever is wrong with it. */
const jweIs = (text) => jweParts(text) !== null;

/** What keeps a sealed text from being opened by any passphrase here, as the key of its words; empty when nothing does. */
const jweProblem = (text) => {
  if (!globalThis.crypto?.subtle) return "problem.sealed-insecure";
  try { jweHeader(jweParts(text)); return ""; } catch (problem) { return String(problem); }
};

/** Whether the browser lets this page seal anything: only a page over https, or of this computer. */
const jweWorks = () => globalThis.crypto?.subtle !== undefined;

/** What is kept of a passphrase: a key that cannot be read out again. Composed alike on every keyboard (as in RFC 8265), and without
    the spaces that come along when it is pasted. */
const jweKey = (passphrase) =>
  crypto.subtle.importKey("raw", inBytes(passphrase.trim().normalize("NFC")), "PBKDF2", false, ["deriveKey"]);

const jweWrapping = (key, { alg, p2s, p2c }) => {
  const salt = new Uint8Array([...inBytes(alg), 0, ...from64(p2s)]);
  const way = { name: "PBKDF2", hash: `SHA-${alg.slice(8, 11)}`, salt, iterations: p2c };
  return crypto.subtle.deriveKey(way, key, { name: "AES-KW", length: JWE_BITS[alg] }, false, ["wrapKey", "unwrapKey"]);
};

/** The sealed form of a text. */
const jweSeal = async (text, key) => {
  const { subtle } = crypto, random = (count) => crypto.getRandomValues(new Uint8Array(count));
  const header = { alg: "PBES2-HS512+A256KW", enc: "A256GCM", typ: "JOSE", cty: "json", p2s: to64(random(16)), p2c: JWE_COUNT };
  const protectedPart = to64(inBytes(JSON.stringify(header))), iv = random(12);
  const once = await subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
  const wrapped = await subtle.wrapKey("raw", once, await jweWrapping(key, header), "AES-KW");
  const sealed = new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv, additionalData: inBytes(protectedPart) }, once, inBytes(text)));
  return [protectedPart, ...[new Uint8Array(wrapped), iv, sealed.subarray(0, -16), sealed.subarray(-16)].map(to64)].join(".");
};

/** The text of a sealed one. */
const jweOpen = async (sealed, key) => {
  const { subtle } = crypto, parts = jweParts(sealed), header = jweHeader(parts);
  let wrapped, iv, whole;
  try {
    wrapped = from64(parts.encrypted_key);
    iv = from64(parts.iv);
    const ciphertext = from64(parts.ciphertext), tag = from64(parts.tag);
    if (tag.length !== 16 || iv.length !== 12) throw 0;
    whole = new Uint8Array(ciphertext.length + 16);
    whole.set(ciphertext);
    whole.set(tag, ciphertext.length);
  } catch { throw "problem.sealed-damaged"; }
  const wrapping = await jweWrapping(key, header);
  let once;
  try { once = await subtle.unwrapKey("raw", wrapped, wrapping, "AES-KW", "AES-GCM", false, ["decrypt"]); } catch { throw "problem.sealed-wrong"; }
  try {
    if (once.algorithm.length !== JWE_BITS[header.enc]) throw 0;
    const additionalData = inBytes((parts.protected ?? "") + (parts.aad === undefined ? "" : `.${parts.aad}`));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await subtle.decrypt({ name: "AES-GCM", iv, additionalData }, once, whole));
  } catch { throw "problem.sealed-damaged"; }
};

/** Six of the 512 words, by chance: 54 bits. */
const newPhrase = () =>
  Array.from(crypto.getRandomValues(new Uint16Array(6)), (number) => PHRASE_WORDS[number % 512]).join("-");
