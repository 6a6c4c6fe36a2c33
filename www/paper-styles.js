// The styles that all papers have, for when the assistant cannot run. They stand in the first part of the wasm as text, which can be
// read without running any of it: PAPER_STYLES says where.

const paperStyles = () => {
  const byteOf = [];
  [...LETTERS[AFTER]].forEach((letter, byte) => byteOf[letter.charCodeAt(0)] = byte);
  return new TextDecoder().decode(Uint8Array.from(FIRST[AFTER].slice(...PAPER_STYLES), (letter) => byteOf[letter.charCodeAt(0)]));
};
