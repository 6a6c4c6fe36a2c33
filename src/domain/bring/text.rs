//! The text in the bytes of a file, whatever program wrote it.

/// A file or a paste larger than this is not read.
pub const MOST_BYTES: usize = 5_000_000;

/// How the letters of a file were written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Coding {
    /// What nearly everything writes now.
    Utf8,
    /// "Unicode Text" of Excel and Notepad.
    Utf16,
    /// "CSV" and "ANSI" of older programs on Windows.
    Windows1252,
}

/// Text, and how it was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded {
    /// The text, without a mark of byte order.
    pub text: String,
    /// How the letters were taken to be written.
    pub coding: Coding,
    /// How many letters could not be read. Each stands as `�`.
    pub lost: usize,
}

impl Decoded {
    /// The key of the words that say how the file was read; none where there is nothing to say.
    pub fn say(&self) -> Option<&'static str> {
        match self.coding {
            _ if self.lost > 0 => Some("bring.read.lost"),
            Coding::Utf8 => None,
            Coding::Utf16 => Some("bring.read.utf-16"),
            Coding::Windows1252 => Some("bring.read.windows-1252"),
        }
    }
}

/// How the files of other programs begin, and the key of what to do instead.
const NO_TEXT: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "bring.refused.workbook"),
    (b"\xD0\xCF\x11\xE0", "bring.refused.workbook"),
    (b"%PDF", "bring.refused.pdf"),
    (b"{\\rtf", "bring.refused.workbook"),
];

/// What Windows-1252 has where Latin-1 has control letters: `80` to `9F`.
const WINDOWS: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// How many bytes show whether every other one is zero.
const SAMPLE: usize = 4096;

/// Reads bytes as text.
///
/// # Errors
/// The key of the words that say why not, and what to do.
pub fn decode(bytes: &[u8]) -> Result<Decoded, &'static str> {
    if bytes.len() > MOST_BYTES {
        return Err("bring.refused.too-large");
    }
    if let Some((_, refused)) = NO_TEXT.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(refused);
    }
    let decoded = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8_or_windows(rest),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        bytes => match zeros(bytes) {
            (few, most) if is_mostly_zero(few, most, bytes) => utf16(bytes, u16::from_le_bytes),
            (most, few) if is_mostly_zero(few, most, bytes) => utf16(bytes, u16::from_be_bytes),
            _ => utf8_or_windows(bytes),
        },
    };
    if decoded.text.trim().is_empty() { Err("bring.refused.empty") } else { Ok(decoded) }
}

/// How many zeros stand in the first and in the second byte of each pair.
fn zeros(bytes: &[u8]) -> (usize, usize) {
    let at = |first: usize| bytes.iter().take(SAMPLE).skip(first).step_by(2).filter(|byte| **byte == 0).count();
    (at(0), at(1))
}

fn is_mostly_zero(few: usize, most: usize, bytes: &[u8]) -> bool {
    let pairs = bytes.len().min(SAMPLE) / 2;
    pairs > 1 && most * 2 > pairs && few * 10 < pairs
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let pairs = bytes.chunks_exact(2);
    let mut lost = pairs.remainder().len();
    let units = pairs.map(|pair| unit([pair[0], pair[1]]));
    let mut text: String = char::decode_utf16(units)
        .map(|letter| {
            letter.unwrap_or_else(|_| {
                lost += 1;
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    if !bytes.len().is_multiple_of(2) {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Decoded { text, coding: Coding::Utf16, lost }
}

/// UTF-8 as it is; anything else is taken for Windows-1252, in which every byte is a letter.
fn utf8_or_windows(bytes: &[u8]) -> Decoded {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), coding: Coding::Utf8, lost: 0 };
    }
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let letter = match byte {
            0x80..=0x9F => WINDOWS.chars().nth(usize::from(byte - 0x80)),
            _ => None,
        };
        text.push(letter.unwrap_or(char::from(*byte)));
    }
    Decoded { text, coding: Coding::Windows1252, lost: 0 }
}
