// Puts the wasm together. It travels taken apart, because that is lighter (src/xtask/dist/apart.rs): WASM is what stands before the code, what
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

  // There are no more functions than numbers of locals: room for the size of each. What a load says may be longer in the module.
  const wasm = new Uint8Array(bytes.length + instructions.length + 5 * WASM[LOCALS].length + 5 * WASM[LOADS].length + 6);
  end = 0;                              // now of what has been put together
  const copyByte = (list) => wasm[end++] = bytes[read[list]++];
  const copyNumber = (list) => { while (copyByte(list) > 127); };      // the last byte of a number is below 128
  const readNumber = (list) => {
    let said = 0, byte = 128;
    for (let bits = 0; byte > 127; bits += 7) said |= ((byte = bytes[read[list]++]) & 127) << bits;
    return said;
  };
  const writeNumber = (said) => {
    for (; said > 127; said >>>= 7) wasm[end++] = said & 127 | 128;
    wasm[end++] = said;
  };
  const copyAll = (list) => { while (read[list] < ends[list]) copyByte(list); };
  const copyFunction = () => {
    for (let kinds = copyByte(LOCALS); kinds > 0; kinds--) { copyNumber(LOCALS); copyNumber(LOCALS); }
    // What is known from the instructions before: as `Near` in src/xtask/dist/apart.rs, which says why.
    let local, frame = -1, previous;
    const reached = [];
    for (let depth = 1; depth > 0;) {
      const instruction = wasm[end++] = instructions[now++], follow = FOLLOWS[instruction];
      if (instruction >= 2 && instruction <= 4) depth++;               // block, loop, if
      if (instruction === 11) depth--;                                 // end
      for (let at = 0; at < follow.length; at++) {
        const list = follow[at];
        if (instruction >= 32 && instruction <= 34) {                  // local.get, local.set, local.tee
          writeNumber(local = readNumber(list));
          if (instruction !== 32) reached[local] = 0;
        } else if (instruction === 65) {                               // i32.const, before i32.add or another
          const next = instructions[now];
          copyNumber(next === 106 && previous === 32 && local === frame ? PLACES : CONSTANTS[next]);
        } else if (list === LOADS && previous === 32) {
          const further = readNumber(LOADS);
          writeNumber(reached[local] = (reached[local] || 0) + (further & 1 ? -(further + 1) / 2 : further / 2));
        } else if (list === ODD) {
          for (let count = bytes[read[ODD]++]; count > 0; count--) copyByte(ODD);
        } else copyNumber(list === LOADS ? LOADS_OF_WORKED_OUT : list);
      }
      if (instruction === 36 && previous === 34 && frame < 0) frame = local;     // global.set after local.tee
      previous = instruction;
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

// Without a request. The npm package has another: see www/package/wasm.js.
const compiledWasm = async () => WebAssembly.compile(wasmBytes());
