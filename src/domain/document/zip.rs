//! A ZIP file of entries as they are, without compression: the least that a word processor opens. There is no time in it,
//! so that the same facts give the same bytes.

/// The entries, by name, in one file.
pub(super) fn of(entries: &[(&str, String)]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in entries {
        let start = out.len() as u32;
        let mut about = Vec::new();
        // Version 1.0, names in UTF-8, stored, midnight of 1 January 1980: the first day that a ZIP file knows.
        numbers(&mut about, &[10, 0x0800, 0, 0, 0x0021]);
        let size = content.len() as u32;
        [crc32(content.as_bytes()), size, size].iter().for_each(|number| about.extend(number.to_le_bytes()));
        numbers(&mut about, &[name.len() as u16, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&about);
        out.extend(name.as_bytes());
        out.extend(content.as_bytes());
        directory.extend(b"PK\x01\x02");
        numbers(&mut directory, &[10]);
        directory.extend(&about);
        // No comment, the first disk, no attributes.
        numbers(&mut directory, &[0, 0, 0, 0, 0]);
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let start = out.len() as u32;
    out.extend(&directory);
    out.extend(b"PK\x05\x06");
    let count = entries.len() as u16;
    numbers(&mut out, &[0, 0, count, count]);
    [directory.len() as u32, start].iter().for_each(|number| out.extend(number.to_le_bytes()));
    numbers(&mut out, &[0]);
    out
}

fn numbers(out: &mut Vec<u8>, numbers: &[u16]) {
    numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
}

/// The sum that a ZIP file is checked by.
fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = (sum >> 1) ^ (0xEDB8_8320 & (sum & 1).wrapping_neg());
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn the_sum_is_the_one_that_is_published_with_the_format() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }
}
