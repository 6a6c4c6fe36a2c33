//! Takes the code of the wasm apart, so that it travels lighter.
//!
//! In a module the numbers that follow an instruction (which local, which function, how far into a struct) stand between
//! the instructions, and hide from the compression how alike the code is. Apart, all instructions stand in one list, and
//! each kind of number in a list of its own: a tenth less travels (measured). A constant goes to the list of what is done
//! with it, and instructions that often follow one another travel as one byte: 4 % less again. `www/wasm.js` puts them
//! together again.

use std::collections::BTreeMap;

use crate::steps::Done;

const BEFORE: usize = 0;
/// What stands after the code: the data, among others.
pub const AFTER: usize = 1;
const INSTRUCTIONS: usize = 2;
/// How many functions there are; of each, how many kinds of local it has; of each kind, how many and of which type.
const LOCALS: usize = 3;
/// What follows instructions of other shapes: how many bytes, and those bytes.
const ODD: usize = 4;
/// Three bytes for each byte of the instructions that stands for a pair: itself, and the two it stands for, which may be
/// pairs themselves.
const PAIRS: usize = 5;
/// The first of the lists that hold one number for each of their instructions.
const NUMBERS: usize = 6;

/// Which instructions, from and to, are followed by numbers from which lists. Those of no line are followed by nothing.
const FOLLOWED: &[(u8, u8, &[usize])] = &[
    (0x02, 0x04, &[NUMBERS]),                   // block, loop, if: a type
    (0x0c, 0x0d, &[NUMBERS + 1]),               // br, br_if: how far out
    (0x0e, 0x0e, &[ODD]),                       // br_table
    (0x10, 0x10, &[NUMBERS + 2]),               // call: a function
    (0x11, 0x11, &[NUMBERS + 3, NUMBERS]),      // call_indirect: a type and a table
    (0x1c, 0x1c, &[ODD]),                       // select of a type
    (0x20, 0x20, &[NUMBERS + 4]),               // local.get
    (0x21, 0x21, &[NUMBERS + 5]),               // local.set
    (0x22, 0x22, &[NUMBERS + 6]),               // local.tee
    (0x23, 0x26, &[NUMBERS + 7]),               // globals and tables
    (0x28, 0x35, &[NUMBERS + 8, LOADS]),        // loads: alignment and offset, see `Near`
    (0x36, 0x3e, &[NUMBERS + 8, NUMBERS + 10]), // stores: the same
    (0x3f, 0x40, &[NUMBERS + 7]),               // memory.size, memory.grow
    (0x41, 0x41, &[CONSTANTS]),                 // i32.const
    (0x42, 0x42, &[NUMBERS + 12]),              // i64.const
    (0x43, 0x44, &[ODD]),                       // f32.const, f64.const
    (0xd0, 0xd2, &[ODD]),                       // references
    (0xfc, 0xfc, &[ODD]),                       // whole runs of memory and tables, and more
];
/// The offsets of loads.
pub const LOADS: usize = NUMBERS + 9;
/// Where a load is from what was worked out just before, and not from a local: nearly always from its very beginning.
pub const LOADS_OF_WORKED_OUT: usize = NUMBERS + 11;
/// What is added to the frame, where a function keeps what does not fit in its locals.
pub const PLACES: usize = NUMBERS + 13;
/// The first of the lists of constants: one for each use, and one for the rest.
const CONSTANTS: usize = NUMBERS + 14;
const LISTS: usize = CONSTANTS + USES.len() + 1;

/// What a constant is for is told by the instruction after it, and constants of one use are alike: places in a struct where
/// they are added, lengths of words where a local follows. The first line that fits, from and to.
const USES: &[(u8, u8)] = &[
    (0x6a, 0x6a), // i32.add
    (0x6b, 0x6b), // i32.sub
    (0x20, 0x20), // local.get
    (0x21, 0x22), // local.set, local.tee
    (0x10, 0x10), // call
    (0x41, 0x41), // another constant
    (0x28, 0x35), // loads
    (0x36, 0x3e), // stores
    (0x45, 0x66), // comparisons
    (0x67, 0xc4), // arithmetic
];

/// How many pairs of instructions travel as one byte. With more of them less is said, but in more kinds of byte, and what
/// travels grows again (measured).
const MOST_PAIRS: usize = 64;

const CODE_SECTION: u8 = 10;
const LOCAL_GET: u8 = 0x20;
const LOCAL_TEE: u8 = 0x22;
const GLOBAL_SET: u8 = 0x24;
const I32_ADD: u8 = 0x6a;

/// Which lists follow an instruction.
fn follows(instruction: u8) -> &'static [usize] {
    let of = |(from, to, _): &&(u8, u8, &[usize])| (*from..=*to).contains(&instruction);
    FOLLOWED.iter().find(of).map_or(&[], |(_, _, lists)| lists)
}

/// The list of a constant with this instruction after it.
fn constants_before(next: u8) -> usize {
    CONSTANTS + USES.iter().position(|(from, to)| (*from..=*to).contains(&next)).unwrap_or(USES.len())
}

/// Which lists follow each instruction, as JavaScript: `[[],[],[6],…]`.
pub fn follows_in_js() -> String {
    format!("{:?}", (0..=255).map(follows).collect::<Vec<_>>()).replace(' ', "")
}

/// The list of a constant before each instruction, as JavaScript.
pub fn constants_in_js() -> String {
    format!("{:?}", (0..=255).map(constants_before).collect::<Vec<_>>()).replace(' ', "")
}

/// The lists of two modules, in which the same bytes stand for the same pairs: what is alike in both then stays alike.
///
/// # Errors
/// Where one holds something that is not known here.
pub fn take_apart(modules: [&[u8]; 2]) -> Done<[Vec<Vec<u8>>; 2]> {
    let [Some(mut one), Some(mut other)] = modules.map(lists_of) else {
        return Err(
            "the wasm holds an instruction, or more than 255 bytes after one, that src/xtask/dist/apart.rs does \
            not know."
                .to_owned(),
        );
    };
    let (short, pairs) = paired([&one, &other].map(|lists| lists[INSTRUCTIONS].clone()));
    [one[INSTRUCTIONS], other[INSTRUCTIONS]] = short;
    one[PAIRS].clone_from(&pairs);
    other[PAIRS] = pairs;
    Ok([one, other])
}

fn lists_of(wasm: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut lists = vec![Vec::new(); LISTS];
    let mut rest = wasm.get(8..)?;
    lists[BEFORE].extend(&wasm[..8]);
    let mut place = BEFORE;
    while !rest.is_empty() {
        let start = rest;
        let id = byte(&mut rest)?;
        let size = number(&mut rest)?.1;
        let section = bytes(&mut rest, size)?;
        if id == CODE_SECTION {
            code(section, &mut lists)?;
            place = AFTER;
        } else {
            lists[place].extend(&start[..start.len() - rest.len()]);
        }
    }
    Some(lists)
}

/// Instructions of two modules with the commonest pairs as one byte each, one after the other, and what those bytes stand for.
fn paired(instructions: [Vec<u8>; 2]) -> ([Vec<u8>; 2], Vec<u8>) {
    let (mut now, mut pairs) = (instructions.clone(), Vec::new());
    let free = (0..=255).filter(|byte| !instructions.iter().any(|one| one.contains(byte)));
    for byte in free.take(MOST_PAIRS) {
        let mut often = vec![0_usize; 1 << 16];
        let both = now.iter().flat_map(|one| one.windows(2));
        both.for_each(|pair| often[usize::from(pair[0]) << 8 | usize::from(pair[1])] += 1);
        let commonest = (0..=u16::MAX).max_by_key(|pair| often[usize::from(*pair)]).unwrap_or_default();
        if often[usize::from(commonest)] < 2 {
            break;
        }
        let pair = commonest.to_be_bytes();
        pairs.extend([byte, pair[0], pair[1]]);
        now = now.map(|one| with_pair(&one, pair, byte));
    }
    (now, pairs)
}

/// Instructions with one byte for each of these pairs.
fn with_pair(mut rest: &[u8], [first, second]: [u8; 2], byte: u8) -> Vec<u8> {
    let mut shorter = Vec::new();
    while let [one, after @ ..] = rest {
        let is_pair = *one == first && after.first() == Some(&second);
        shorter.push(if is_pair { byte } else { *one });
        rest = if is_pair { &after[1..] } else { after };
    }
    shorter
}

fn code(mut section: &[u8], lists: &mut [Vec<u8>]) -> Option<()> {
    let (written, functions) = number(&mut section)?;
    lists[LOCALS].extend(written);
    for _ in 0..functions {
        let size = number(&mut section)?.1;
        function(bytes(&mut section, size)?, lists)?;
    }
    section.is_empty().then_some(())
}

/// The size of a function is left out: it ends with its last block.
fn function(mut body: &[u8], lists: &mut [Vec<u8>]) -> Option<()> {
    let kinds = byte(&mut body).filter(|kinds| *kinds < 128)?;
    lists[LOCALS].push(kinds);
    for _ in 0..2 * usize::from(kinds) {
        lists[LOCALS].extend(number(&mut body)?.0);
    }
    let mut near = Near::default();
    let mut depth = 1;
    while depth > 0 {
        let instruction = byte(&mut body)?;
        lists[INSTRUCTIONS].push(instruction);
        depth = match instruction {
            0x02..=0x04 => depth + 1,
            0x0b => depth - 1,
            _ => depth,
        };
        for list in follows(instruction) {
            if *list == ODD {
                let written = odd(instruction, &mut body)?;
                lists[ODD].push(u8::try_from(written.len()).ok()?);
                lists[ODD].extend(written);
                continue;
            }
            let (written, said) = number(&mut body)?;
            let next = body.first().copied().unwrap_or_default();
            match near.of_load(*list, said) {
                Some(further) => write(further, &mut lists[LOADS]),
                None => lists[near.list(*list, next)].extend(written),
            }
            near.pass(instruction, said);
        }
        near.previous = instruction;
    }
    body.is_empty().then_some(())
}

/// The locals of a function and its instructions, without what follows them.
pub fn locals_and_instructions(body: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut lists = vec![Vec::new(); LISTS];
    function(body, &mut lists)?;
    Some((std::mem::take(&mut lists[LOCALS]), std::mem::take(&mut lists[INSTRUCTIONS])))
}

/// What is known near an instruction, from those before it in the function, and tells what its number is like.
#[derive(Default)]
struct Near {
    previous: u8,
    /// The local that was last got, set or teed.
    local: usize,
    /// The local that points to the frame.
    frame: Option<usize>,
    /// How far from each local something was last loaded, since it was set: what is loaded next is often next to it.
    reached: BTreeMap<usize, usize>,
}

impl Near {
    /// For a load from a local: how much further it is than the one before, twice, and one less for each step back.
    fn of_load(&mut self, list: usize, offset: usize) -> Option<usize> {
        let is_load = list == LOADS && self.previous == LOCAL_GET;
        is_load.then(|| {
            let before = self.reached.insert(self.local, offset).unwrap_or_default();
            if offset >= before { 2 * (offset - before) } else { 2 * (before - offset) - 1 }
        })
    }

    /// Which list a number goes to that would go to this one.
    fn list(&self, list: usize, next: u8) -> usize {
        let is_of_frame = self.previous == LOCAL_GET && self.frame == Some(self.local);
        match list {
            CONSTANTS if next == I32_ADD && is_of_frame => PLACES,
            CONSTANTS => constants_before(next),
            LOADS => LOADS_OF_WORKED_OUT,
            list => list,
        }
    }

    fn pass(&mut self, instruction: u8, said: usize) {
        if (LOCAL_GET..=LOCAL_TEE).contains(&instruction) {
            self.local = said;
            if instruction != LOCAL_GET {
                self.reached.remove(&said);
            }
        }
        // A function that has a frame begins with it: room is made, and told to all that is called.
        if instruction == GLOBAL_SET && self.previous == LOCAL_TEE && self.frame.is_none() {
            self.frame = Some(self.local);
        }
    }
}

/// What follows an instruction of an odd shape.
fn odd<'a>(instruction: u8, body: &mut &'a [u8]) -> Option<&'a [u8]> {
    let start = *body;
    let numbers = match instruction {
        0x0e => number(body)?.1 + 1,
        0x1c => number(body)?.1,
        0x43 => return bytes(body, 4),
        0x44 => return bytes(body, 8),
        0xd0 | 0xd2 => 1,
        0xfc => match number(body)?.1 {
            0..=7 => 0,
            9 | 11 | 13 | 15..=17 => 1,
            8 | 10 | 12 | 14 => 2,
            _ => return None,
        },
        _ => return None,
    };
    for _ in 0..numbers {
        number(body)?;
    }
    Some(&start[..start.len() - body.len()])
}

/// The next byte.
pub fn byte(from: &mut &[u8]) -> Option<u8> {
    bytes(from, 1).map(|one| one[0])
}

/// The next so many bytes.
pub fn bytes<'a>(from: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = from.split_at_checked(count)?;
    *from = rest;
    Some(taken)
}

/// A number as it is written, seven bits a byte, and what it says.
pub fn number<'a>(from: &mut &'a [u8]) -> Option<(&'a [u8], usize)> {
    let length = from.iter().position(|byte| *byte < 128)? + 1;
    let written = bytes(from, length)?;
    let said = written.iter().rev().fold(0_usize, |said, byte| (said << 7) | usize::from(byte & 127));
    Some((written, said))
}

/// Writes a number, seven bits a byte.
pub fn write(mut said: usize, to: &mut Vec<u8>) {
    while said > 127 {
        to.push((said & 127) as u8 | 128);
        said >>= 7;
    }
    to.push(said as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One function: `(local i32) (block (local.get 0) (i32.load offset=8) drop)`; a custom section; nothing after it.
    const SMALL: &[u8] =
        b"\0asm\x01\0\0\0\x00\x02\x01x\x0a\x0f\x01\x0d\x01\x01\x7f\x02\x40\x20\0\x28\x02\x08\x1a\x0b\x0b";

    #[test]
    fn instructions_and_what_follows_them_are_taken_apart() {
        let [lists, _] = take_apart([SMALL, SMALL]).expect("modules of known instructions");
        assert_eq!(lists[BEFORE], b"\0asm\x01\0\0\0\x00\x02\x01x");
        assert_eq!(lists[AFTER], b"");
        let stands_for = [&lists[INSTRUCTIONS], &lists[PAIRS]];
        assert_eq!(whole(stands_for[0], stands_for[1]), b"\x02\x20\x28\x1a\x0b\x0b");
        assert_eq!(lists[LOCALS], b"\x01\x01\x01\x7f");
        assert_eq!(lists[NUMBERS], b"\x40", "the type of the block");
        assert_eq!([&lists[NUMBERS + 8], &lists[LOADS]], [b"\x02", b"\x10"], "alignment, and offset twice");
    }

    #[test]
    fn a_constant_goes_to_the_list_of_what_is_done_with_it() {
        // (i32.const 5) (local.get 0) i32.add (i32.load offset=4) (i32.const 9) i32.add drop
        let body = b"\0\x41\x05\x20\0\x6a\x28\x02\x04\x41\x09\x6a\x1a\x0b";
        let mut lists = vec![Vec::new(); LISTS];
        function(body, &mut lists).expect("known instructions");
        assert_eq!(lists[constants_before(0x20)], [5]);
        assert_eq!(lists[constants_before(0x6a)], [9]);
        assert_eq!((lists[LOADS].len(), lists[LOADS_OF_WORKED_OUT].as_slice()), (0, &[4][..]));
    }

    #[test]
    fn a_load_says_how_far_it_is_from_the_one_before() {
        // From local 0 at 8, 12 and 4, from local 1 at 4; then local 0 is set, and from it at 4.
        let body =
            b"\0\x20\0\x28\x02\x08\x20\0\x28\x02\x0c\x20\0\x28\x02\x04\x20\x01\x28\x02\x04\x21\0\x20\0\x28\x02\x04\x0b";
        let mut lists = vec![Vec::new(); LISTS];
        function(body, &mut lists).expect("known instructions");
        assert_eq!(lists[LOADS], [16, 8, 15, 8, 8]);
    }

    #[test]
    fn places_in_the_frame_have_a_list() {
        // (global.set 0 (local.tee 1 (i32.const 16))) (local.get 1) (i32.const 5) i32.add (local.get 0) (i32.const 9) i32.add
        let body = b"\0\x41\x10\x22\x01\x24\0\x20\x01\x41\x05\x6a\x20\0\x41\x09\x6a\x0b";
        let mut lists = vec![Vec::new(); LISTS];
        function(body, &mut lists).expect("known instructions");
        assert_eq!((lists[PLACES].as_slice(), lists[constants_before(I32_ADD)].as_slice()), (&[5][..], &[9][..]));
    }

    /// Instructions with all that bytes stand for.
    fn whole(short: &[u8], pairs: &[u8]) -> Vec<u8> {
        let unfold = |whole: Vec<u8>, pair: &[u8]| {
            whole.iter().flat_map(|byte| if *byte == pair[0] { pair[1..].to_vec() } else { vec![*byte] }).collect()
        };
        pairs.chunks(3).rev().fold(short.to_vec(), unfold)
    }

    #[test]
    fn pairs_say_what_they_stand_for_in_both() {
        let plain = [b"abcabcabcxab".to_vec(), b"xxabcx".to_vec()];
        let (short, pairs) = paired(plain.clone());
        assert!(short[0].len() < plain[0].len() && short[1].len() < plain[1].len());
        assert_eq!(short.map(|one| whole(&one, &pairs)), plain);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        let mut unknown = SMALL.to_vec();
        let load = unknown.iter().position(|byte| *byte == 0x28).expect("it is there");
        unknown[load] = 0xfc;
        unknown[load + 1] = 99;
        assert!(take_apart([SMALL, &unknown]).is_err());
        assert!(take_apart([&SMALL[..SMALL.len() - 1], SMALL]).is_err(), "a module that was cut short");
    }
}
