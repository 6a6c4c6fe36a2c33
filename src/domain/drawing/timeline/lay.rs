//! Where the marks of a lane stand: beside each other as long as there is room, and gathered where there is none.

/// What is to be placed: its edges, and a number to know it by.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Left edge.
    pub x0: i32,
    /// Right edge.
    pub x1: i32,
    /// Which one.
    pub at: u32,
}

/// One mark of a row: of one item, or of several that would not stand beside each other.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Left edge.
    pub x0: i32,
    /// Right edge.
    pub x1: i32,
    /// Which row, from the top.
    pub row: usize,
    /// Which items.
    pub of: Vec<u32>,
}

/// Room between two marks of a row.
pub const GAP: i32 = 8;

/// Places items with all they need, each in the first row that has room, and as many rows as that takes.
pub fn spread(items: &mut [Item]) -> Vec<Group> {
    items.sort_unstable_by_key(|item| (item.x0, item.x1, item.at));
    let mut ends: Vec<i32> = Vec::new();
    let place = |item: &Item| {
        let row = ends.iter().position(|end| end + GAP <= item.x0).unwrap_or(ends.len());
        if row == ends.len() {
            ends.push(item.x1);
        } else {
            ends[row] = item.x1;
        }
        Group { x0: item.x0, x1: item.x1, row, of: vec![item.at] }
    };
    items.iter().map(place).collect()
}

/// Places items in a few rows. One that finds no room is gathered with the last mark of the row in which that makes the
/// shortest one. Two marks of a row begin at least `pitch` apart.
pub fn gather(items: &mut [Item], rows: usize, pitch: i32, gap: i32) -> Vec<Group> {
    items.sort_unstable_by_key(|item| (item.x0, item.x1, item.at));
    let mut groups: Vec<Group> = Vec::new();
    // The last mark of each row.
    let mut lasts: Vec<usize> = Vec::new();
    for item in items.iter() {
        let free = |last: &usize| {
            let group = &groups[*last];
            group.x1.max(group.x0 + pitch) + gap <= item.x0
        };
        let row = lasts.iter().position(free).or((lasts.len() < rows).then_some(lasts.len()));
        if let Some(row) = row {
            let last = groups.len();
            groups.push(Group { x0: item.x0, x1: item.x1, row, of: vec![item.at] });
            if row == lasts.len() {
                lasts.push(last)
            } else {
                lasts[row] = last
            }
            continue;
        }
        let shortest = lasts.iter().min_by_key(|last| groups[**last].x1.max(item.x1) - groups[**last].x0);
        if let Some(group) = shortest.and_then(|last| groups.get_mut(*last)) {
            group.x1 = group.x1.max(item.x1);
            group.of.push(item.at);
        }
    }
    groups
}

/// How wide words are, about, and never less: fonts differ.
pub fn width(words: &str) -> i32 {
    let letter = |letter: char| match letter {
        'i' | 'j' | 'l' | ' ' | '.' | ',' | ':' | ';' | '\'' => 5,
        't' | 'f' | 'r' | '(' | ')' | '-' => 6,
        'm' | 'w' | 'M' | 'W' | '…' => 14,
        'A'..='Z' => 11,
        letter if letter.is_ascii() => 8,
        _ => 15,
    };
    words.chars().map(letter).sum()
}

/// The first of some words that stand in this width.
pub fn fitting(words: &str, room: i32) -> String {
    if width(words) <= room {
        return words.to_owned();
    }
    let mut left = room - width("…");
    let fits = |letter: &char| {
        left -= width(letter.encode_utf8(&mut [0; 4]));
        left >= 0
    };
    let short: String = words.chars().take_while(fits).collect();
    // Whole words where that leaves most of them.
    let whole = short.rsplit_once(' ').map_or("", |(whole, _)| whole);
    let short = if whole.len() * 2 > short.len() { whole } else { &short };
    match short.trim_end_matches([' ', ',', ';', ':']) {
        "" => String::new(),
        short => format!("{short}…"),
    }
}
