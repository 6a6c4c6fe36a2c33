// Puts the wasm together. It travels taken apart, because that is lighter (src/xtask/apart.rs): WASM is what stands before the code, what
// stands after it, the instructions, the locals of the functions, and lists of what follows the instructions, each byte as a letter.
// FOLLOWS says for each instruction which lists that is; CONSTANTS which list the constants before each instruction are in; LETTERS is
// the letter of each byte, list by list.

const BEFORE = 0, AFTER = 1, INSTRUCTIONS = 2, LOCALS = 3, ODD = 4, PAIRS = 5;

const wasmBytes = () => {
  const bytes = new Uint8Array(WASM.join("").length);
  const ends = [], read = [];           // where each list ends, and how far it has been read
  let end = 0;
  WASM.forEach((list, which) => {
    const byteOf = [];
    [...LETTERS[which]].forEach((letter, byte) => byteOf[letter.charCodeAt(0)] = byte);
    read.push(end);
    for (let at = 0; at < list.length; at++) bytes[end++] = byteOf[list.charCodeAt(at)];
    ends.push(end);
  });

  // Some bytes stand for two instructions, each of which may stand for two again.
  const stands = Array.from(FOLLOWS, (_, byte) => [byte]);
  for (let at = read[PAIRS]; at < ends[PAIRS]; at += 3) stands[bytes[at]] = [...stands[bytes[at + 1]], ...stands[bytes[at + 2]]];
  const short = bytes.subarray(read[INSTRUCTIONS], ends[INSTRUCTIONS]);
  const instructions = new Uint8Array(short.reduce((count, byte) => count + stands[byte].length, 0));
  let now = 0;                          // which of the instructions
  for (const byte of short) for (const one of stands[byte]) instructions[now++] = one;
  now = 0;

  // There are no more functions than numbers of locals: room for the size of each.
  const wasm = new Uint8Array(bytes.length + instructions.length + 5 * WASM[LOCALS].length + 6);
  end = 0;                              // now of what has been put together
  const copyByte = (list) => wasm[end++] = bytes[read[list]++];
  const copyNumber = (list) => { while (copyByte(list) > 127); };      // the last byte of a number is below 128
  const copyAll = (list) => { while (read[list] < ends[list]) copyByte(list); };
  const copyFunction = () => {
    for (let kinds = copyByte(LOCALS); kinds > 0; kinds--) { copyNumber(LOCALS); copyNumber(LOCALS); }
    for (let depth = 1; depth > 0;) {
      const previous = instructions[now - 1], instruction = wasm[end++] = instructions[now++], follow = FOLLOWS[instruction];
      if (instruction >= 2 && instruction <= 4) depth++;               // block, loop, if
      if (instruction === 11) depth--;                                 // end
      for (let at = 0; at < follow.length; at++) {
        if (instruction === 65) copyNumber(CONSTANTS[instructions[now]]);                      // i32.const
        else if (follow[at] === LOADS && previous !== 32) copyNumber(LOADS_OF_WORKED_OUT);     // not after local.get
        else if (follow[at] !== ODD) copyNumber(follow[at]);
        else for (let count = bytes[read[ODD]++]; count > 0; count--) copyByte(ODD);
      }
    }
  };
  // A size stands before what it is the size of, and may be written in five bytes whatever it says: so its place is known first.
  const withSize = (write) => {
    const place = end;
    end += 5;
    write();
    for (let at = 0, size = end - place - 5; at < 5; at++, size >>= 7) wasm[place + at] = size & 127 | (at < 4 ? 128 : 0);
  };

  copyAll(BEFORE);
  wasm[end++] = 10;                     // the code
  withSize(() => {
    copyNumber(LOCALS);
    while (now < instructions.length) withSize(copyFunction);
  });
  copyAll(AFTER);
  return wasm.subarray(0, end);
};
