//! Names the functions of the wasm so that, in the order of their names, like stands beside like.
//!
//! The compression of the transport says the second of two like functions in a few bytes, and in fewer the nearer they
//! stand. What a function does tells better what it is like than its own name does: a hundredth less travels (measured).

use super::apart::{byte, bytes, locals_and_instructions, number, write};
use crate::steps::Done;

const CUSTOM_SECTION: u8 = 0;
const IMPORT_SECTION: u8 = 2;
const CODE_SECTION: u8 = 10;

/// Functions with more bytes than this are like no other: they come last, in the order they had.
const LONG: usize = 1200;

/// The module with names for its functions, and with no other names.
///
/// # Errors
/// Where it holds something that is not known here.
pub fn named(wasm: &[u8]) -> Done<Vec<u8>> {
    with_names(wasm).ok_or_else(|| "the wasm holds something that src/xtask/dist/likeness.rs does not know.".to_owned())
}

fn with_names(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut made = wasm.get(..8)?.to_vec();
    let mut rest = wasm.get(8..)?;
    let (mut imported, mut functions) = (0, Vec::new());
    while !rest.is_empty() {
        let start = rest;
        let id = byte(&mut rest)?;
        let size = number(&mut rest)?.1;
        let section = bytes(&mut rest, size)?;
        match id {
            CUSTOM_SECTION => continue,
            IMPORT_SECTION => imported = imported_functions(section)?,
            CODE_SECTION => functions = likenesses(section)?,
            _ => {}
        }
        made.extend(&start[..start.len() - rest.len()]);
    }
    let mut order: Vec<usize> = (0..functions.len()).collect();
    order.sort_by_key(|function| &functions[*function]);
    let mut names = vec![String::new(); functions.len()];
    order.iter().enumerate().for_each(|(place, function)| names[*function] = format!("{place:06}"));

    let mut map = Vec::new();
    write(names.len(), &mut map);
    for (function, name) in names.iter().enumerate() {
        write(imported + function, &mut map);
        counted(name.as_bytes(), &mut map);
    }
    let mut section = Vec::new();
    counted(b"name", &mut section);
    section.push(1); // the names of functions
    counted(&map, &mut section);
    made.push(CUSTOM_SECTION);
    counted(&section, &mut made);
    Some(made)
}

/// How many there are, and then they.
fn counted(what: &[u8], to: &mut Vec<u8>) {
    write(what.len(), to);
    to.extend(what);
}

/// How many of the imports are functions, which are numbered before the module's own.
fn imported_functions(mut section: &[u8]) -> Option<usize> {
    let mut count = 0;
    for _ in 0..number(&mut section)?.1 {
        for _ in 0..2 {
            let letters = number(&mut section)?.1;
            bytes(&mut section, letters)?;
        }
        match byte(&mut section)? {
            0 => {
                number(&mut section)?;
                count += 1;
            }
            1 => {
                byte(&mut section)?;
                limits(&mut section)?;
            }
            2 => limits(&mut section)?,
            3 => {
                bytes(&mut section, 2)?;
            }
            _ => return None,
        }
    }
    Some(count)
}

/// Passes what a table or a memory has at least, and at most where that is said.
fn limits(section: &mut &[u8]) -> Option<()> {
    for _ in 0..=byte(section)? & 1 {
        number(section)?;
    }
    Some(())
}

/// What tells how alike functions are: whether one is long, its locals and its instructions.
type Likeness = (bool, Vec<u8>, Vec<u8>);

fn likenesses(mut section: &[u8]) -> Option<Vec<Likeness>> {
    let count = number(&mut section)?.1;
    let likeness = |_| {
        let size = number(&mut section)?.1;
        let (locals, instructions) = locals_and_instructions(bytes(&mut section, size)?)?;
        Some(if size > LONG { (true, Vec::new(), Vec::new()) } else { (false, locals, instructions) })
    };
    (0..count).map(likeness).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_functions_are_named_to_stand_side_by_side() {
        // Three functions, the first and third of which are the same; before them, one import.
        let mut module = b"\0asm\x01\0\0\0\x02\x07\x01\x01a\x01b\0\0".to_vec();
        module.extend(b"\x0a\x0d\x03\x03\0\x01\x0b\x03\0\0\x0b\x03\0\x01\x0b");
        let names = named(&module).expect("nothing unknown");
        let added = &names[module.len()..];
        assert!(added.ends_with(b"\x03\x01\x06000001\x02\x06000000\x03\x06000002"), "{added:?}");
        assert!(named(&module[..module.len() - 1]).is_err(), "a module that was cut short");
    }

    #[test]
    fn of_what_is_imported_only_functions_are_counted() {
        // A table of at least 2, a function, a memory of 1 to 2, a global.
        let imports = b"\x04\x01a\x01t\x01\x70\0\x02\x01a\x01f\0\0\x01a\x01m\x02\x01\x01\x02\x01a\x01g\x03\x7f\x01";
        assert_eq!(imported_functions(imports), Some(1));
        assert_eq!(imported_functions(b"\x01\x01a\x01x\x09"), None, "something else");
    }
}
