// Puts the wasm together. Each of its two parts travels taken apart, because that is lighter (src/xtask/dist/apart.rs): what
// stands before the code, what stands after it, the instructions, the locals of the functions, and lists of what follows the instructions,
// each byte as a letter. LETTERS is the letter of each byte, list by list, FOLLOWS says for each instruction which lists that is, and CONSTANTS
// which list the constants before each instruction are in: the same for both.

const BEFORE = 0, AFTER = 1, INSTRUCTIONS = 2, LOCALS = 3, ODD = 4, PAIRS = 5;


// Typed lists and plain loops throughout: all of it runs once, mostly before the browser has made it fast.

/** The bytes that the letters of a list stand for, from this place on; gives back where they end. */
const decode = (list, byteOf, bytes, end) => {
  for (let at = 0; at < list.length; at++) bytes[end++] = byteOf[list.charCodeAt(at)];
  return end;
};

/** All instructions, where some bytes stand for several. */
const expand = (short, stands) => {
  const lengths = Uint8Array.from(stands, (one) => one.length);
  let count = 0;
  for (let at = 0; at < short.length; at++) count += lengths[short[at]];
  const instructions = new Uint8Array(count);
  let now = 0;
  for (let at = 0; at < short.length; at++) {
    const byte = short[at];
    if (lengths[byte] === 1) instructions[now++] = byte;
    else for (let which = 0; which < lengths[byte]; which++) instructions[now++] = stands[byte][which];
  }
  return instructions;
};

/** One part of its lists. */
const wasmBytes = (lists) => {
  const bytes = new Uint8Array(lists.reduce((count, list) => count + list.length, 0));
  const read = new Int32Array(lists.length), ends = new Int32Array(lists.length);      // how far each list has been read, and where it ends
  let end = 0;
  lists.forEach((list, which) => {
    const byteOf = new Uint8Array(512);                                              // no letter is beyond
    [...LETTERS[which]].forEach((letter, byte) => byteOf[letter.charCodeAt(0)] = byte);
    read[which] = end;
    end = decode(list, byteOf, bytes, end);
    ends[which] = end;
  });

  // Some bytes stand for two instructions, each of which may stand for two again.
  const stands = Array.from(FOLLOWS, (_, byte) => [byte]);
  for (let at = read[PAIRS]; at < ends[PAIRS]; at += 3) stands[bytes[at]] = [...stands[bytes[at + 1]], ...stands[bytes[at + 2]]];
  const short = bytes.subarray(read[INSTRUCTIONS], ends[INSTRUCTIONS]);
  const instructions = expand(short, stands);
  let now = 0;                          // which of the instructions

  // There are no more functions than numbers of locals: room for the size of each. What a load says may be longer in the module.
  const wasm = new Uint8Array(bytes.length + instructions.length + 5 * lists[LOCALS].length + 5 * lists[LOADS].length + 6);
  end = 0;                              // now of what has been put together
  const copyByte = (list) => wasm[end++] = bytes[read[list]++];
  const copyNumber = (list) => {        // the last byte of a number is below 128
    let at = read[list], byte;
    do wasm[end++] = byte = bytes[at++]; while (byte > 127);
    read[list] = at;
  };
  const readNumber = (list) => {
    let said = 0, byte = 128;
    for (let bits = 0; byte > 127; bits += 7) said |= ((byte = bytes[read[list]++]) & 127) << bits;
    return said;
  };
  const writeNumber = (said) => {
    for (; said > 127; said >>>= 7) wasm[end++] = said & 127 | 128;
    wasm[end++] = said;
  };
  const copyAll = (list) => {
    const all = bytes.subarray(read[list], ends[list]);
    wasm.set(all, end);
    end += all.length;
  };
  const first = Uint8Array.from(FOLLOWS, (lists) => lists[0] ?? 0), second = Uint8Array.from(FOLLOWS, (lists) => lists[1] ?? 0);
  const constants = Uint8Array.from(CONSTANTS);
  const reached = new Int32Array(65536);                               // more locals than a browser allows a function
  let most = 0;                                                        // how many of them the function before had reached
  const copyFunction = () => {
    for (let kinds = copyByte(LOCALS); kinds > 0; kinds--) { copyNumber(LOCALS); copyNumber(LOCALS); }
    // What is known from the instructions before: as `Near` in src/xtask/dist/apart.rs, which says why.
    let local = 0, frame = -1, previous = 0;
    reached.fill(0, 0, most);
    most = 0;
    for (let depth = 1; depth > 0;) {
      const instruction = wasm[end++] = instructions[now++];
      if (instruction >= 2 && instruction <= 4) depth++;               // block, loop, if
      else if (instruction === 11) depth--;                            // end
      let list = first[instruction];
      if (list === 0) {                                                // nothing follows
      } else if (instruction >= 32 && instruction <= 34) {               // local.get, local.set, local.tee
        writeNumber(local = readNumber(list));
        if (instruction !== 32) reached[local] = 0;
      } else if (instruction === 65) {                                 // i32.const, before i32.add or another
        const next = instructions[now];
        copyNumber(next === 106 && previous === 32 && local === frame ? PLACES : constants[next]);
      } else if (list === ODD) {
        for (let count = bytes[read[ODD]++]; count > 0; count--) copyByte(ODD);
      } else {
        copyNumber(list);
        list = second[instruction];
        if (list === LOADS) {
          if (previous === 32) {
            const further = readNumber(LOADS);
            writeNumber(reached[local] += further & 1 ? -(further + 1 >> 1) : further >> 1);
            if (local >= most) most = local + 1;
          } else copyNumber(LOADS_OF_WORKED_OUT);
        } else if (list !== 0) copyNumber(list);
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
