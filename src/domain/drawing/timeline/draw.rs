//! The shapes of the timeline.

use std::fmt::Write;

use chrono::{Datelike, NaiveDate};

use super::lay::{self, Group, Item, fitting, width};
use super::span::{Scale, Span, day, number};
use super::words::range_words;
use super::{Entry, Kind, Of, Timeline};
use crate::case::FactId;
use crate::drawing::{Anchor, Area, Legend, Mark, Picture, Shape};
use crate::when::{Today, When};

/// How high a row of marks is.
const ROW: i32 = 26;
/// How high the scale above the lanes is.
const HEAD: i32 = 44;
/// How wide the names of lanes are.
const NAMES: i32 = 164;
/// Room after the last day.
const TAIL: i32 = 52;
/// How wide a mark of several is at least.
const MANY: i32 = 42;
/// How wide one is at least where nothing may be left out of its row.
const NARROWEST: i32 = 20;
/// How wide a span is at least.
const SPAN: i32 = 20;
/// How wide words beside a mark are at most.
const LABEL: i32 = 280;
/// Words that had to be cut to less than this say nothing.
const SHORT: i32 = 84;
/// Under this width the names of lanes stand above them.
const NARROW: i32 = 600;
/// About as many marks as there may be in all lanes.
const MARKS: i32 = 480;
/// A contact closer to the one before than this belongs to the same mark, up to this width.
const TICKS: (i32, i32) = (10, 80);
/// Rows of what has no date.
const UNDATED_ROWS: i32 = 4;

/// The symbols, as bits, in the order of the legend.
const DAY: u32 = 1;
const SOME_TIME: u32 = 2;
const SURE: u32 = 4;
const GOING: u32 = 8;
const OPEN: u32 = 16;
const HATCH: u32 = 32;
const TICK: u32 = 64;
const SEVERAL: u32 = 128;
const CUT: u32 = 256;
const UNDATED: u32 = 512;

/// Shapes as they are drawn, and which symbols are among them.
#[derive(Default)]
struct Pen {
    shapes: Vec<Shape>,
    used: u32,
}

impl Pen {
    fn area(&mut self, (x0, x1): (i32, i32), (y, h): (i32, i32), round: i32, style: &'static str) {
        self.shapes.push(Shape::Box { area: Area { x: x0, y, w: x1 - x0, h }, round, style });
    }

    fn line(&mut self, d: String, style: &'static str) {
        self.shapes.push(Shape::Path { d, style });
    }

    fn text(&mut self, x: i32, y: i32, anchor: Anchor, words: String, style: &'static str) {
        self.shapes.push(Shape::Text { x, y, anchor, words, style });
    }

    /// Some time in this span; ragged on a side that is open.
    fn some_time(&mut self, x: (i32, i32), cy: i32, ragged: (bool, bool)) {
        self.used |= SOME_TIME;
        if ragged == (false, false) {
            return self.area(x, (cy - 7, 14), 7, "t-span");
        }
        self.used |= OPEN;
        self.line(outline(x, (cy - 7, 14), ragged), "t-span");
    }

    /// Hatching, left out where words stand.
    fn hatch(&mut self, (x0, x1): (i32, i32), cy: i32, words: (i32, i32)) {
        self.used |= HATCH;
        let mut d = String::new();
        for x in (x0..x1 - 15).step_by(9).filter(|x| x + 16 < words.0 || *x > words.1) {
            let _ = write!(d, "M{x} {}l16 -16", cy + 8);
        }
        self.area((x0, x1), (cy - 8, 16), 0, "t-none");
        self.line(d, "t-hatch");
    }

    /// A sheet before another, of which its edge is seen: one shape, since there can be hundreds of these marks.
    fn several(&mut self, x: (i32, i32), cy: i32, count: usize) {
        self.used |= SEVERAL;
        let (left, right, top) = (x.0, x.1 - 3, cy - 7);
        let edge = format!("M{} {top}v-3H{}v18H{right}", left + 3, x.1);
        self.line(format!("M{left} {top}H{right}v18H{left}z{edge}"), "t-many");
        let count = count.to_string();
        if width(&count) <= x.1 - x.0 {
            self.text((x.0 + x.1 - 3) / 2, cy + 7, Anchor::Middle, count, "t-count");
        }
    }
}

/// A box whose open sides are ragged.
fn outline((x0, x1): (i32, i32), (y, h): (i32, i32), (left, right): (bool, bool)) -> String {
    let q = h / 4;
    let down = if right { format!("l-4 {q}l4 {q}l-4 {q}l4 {}", h - 3 * q) } else { format!("v{h}") };
    let up = if left { format!("l4 -{q}l-4 -{q}l4 -{q}l-4 -{}", h - 3 * q) } else { "z".to_owned() };
    format!("M{x0} {y}H{x1}{down}H{x0}{up}")
}

/// Words that stand beside a mark or in it: from where, how wide.
struct Label {
    x: i32,
    w: i32,
    words: String,
}

impl Label {
    fn new(x: i32, words: String) -> Label {
        Label { x, w: width(&words), words }
    }
}

/// How much may stand in a lane, so that all lanes together hold no more than can be drawn at once.
#[derive(Clone, Copy)]
struct Plenty {
    /// So many marks are few: they stand with their words.
    few: i32,
    /// Rows of a lane with more.
    rows: i32,
    /// How far apart two marks of such a row begin at least.
    pitch: i32,
}

impl Plenty {
    fn new(lanes: &[(Of, Vec<u32>)], width: i32) -> Plenty {
        let few = (360 / (lanes.len() as i32).max(1)).clamp(6, 24);
        let is_full = |(_, entries): &&(Of, Vec<u32>)| entries.len() as i32 > few;
        let full = lanes.iter().filter(is_full).count().max(1) as i32;
        let rows = (30 / full).clamp(1, 4);
        Plenty { few, rows, pitch: (full * rows * width / MARKS).max(MANY + 4) }
    }
}

/// Where everything stands.
struct Frame {
    scale: Scale,
    /// Where today is, if it is in view.
    today: Option<i32>,
    /// Where words end on the right.
    edge: i32,
}

impl Frame {
    /// How far words may go to the right of this point without standing on the line of today.
    fn right_of(&self, x: i32) -> i32 {
        self.today.filter(|today| *today >= x).map_or(self.edge, |today| today - 4)
    }

    fn left_of(&self, x: i32) -> i32 {
        self.today.filter(|today| *today <= x).map_or(self.scale.left - 10, |today| today + 4)
    }
}

impl Timeline<'_> {
    /// The picture, without its sentences: these are made when they are read.
    pub fn picture(&self) -> Picture {
        self.pictures(i32::MAX).pop().unwrap_or_default()
    }

    /// The same as pictures no higher than this, as far as their lanes allow.
    pub fn pictures(&self, highest: i32) -> Vec<Picture> {
        let is_narrow = self.view.width < NARROW;
        let left = if is_narrow { 16 } else { NAMES + 16 };
        let right = (self.view.width - TAIL).max(left + 120);
        let scale = Scale::new(self.days, self.thick_from(), left, right);
        let today = (self.days.0..=self.days.1).contains(&self.today).then(|| scale.x(self.today));
        let frame = Frame { scale, today, edge: right + TAIL - 4 };
        let (lanes, undated) = self.lanes();
        let plenty = Plenty::new(&lanes, right - left);
        let mut pictures: Vec<Picture> = Vec::new();
        let (mut pen, mut marks, mut y) = (Pen::default(), Vec::new(), HEAD);
        for (of, entries) in &lanes {
            let name = self.lane_name(*of);
            let lines = if is_narrow { 0 } else { wrapped(&name).len() as i32 * 18 };
            let draw = |pen: &mut Pen, marks: &mut Vec<Mark>, y: i32| {
                let (first, top) = (marks.len(), self.head(pen, &name, y, is_narrow));
                let rows = self.lane(&frame, *of, entries, plenty, top, marks, &mut pen.used);
                for mark in &mut marks[first..] {
                    mark.name = self.guidance.say("timeline.in-lane", &[("lane", &name), ("what", &mark.name)]);
                }
                top + (rows * ROW + 8).max(lines + 12)
            };
            let drawn = (pen.shapes.len(), marks.len());
            let bottom = draw(&mut pen, &mut marks, y);
            if bottom > highest && drawn.1 > 0 {
                // It goes onto a picture of its own, with those that come after.
                pen.shapes.truncate(drawn.0);
                marks.truncate(drawn.1);
                pictures.push(self.framed(&frame, std::mem::take(&mut pen), std::mem::take(&mut marks), (y, y)));
                y = draw(&mut pen, &mut marks, HEAD);
            } else {
                y = bottom;
            }
        }
        let bottom = y;
        if !undated.is_empty() {
            let name = self.guidance.word("timeline.lane.undated").to_owned();
            let top = self.head(&mut pen, &name, y, is_narrow);
            let rows = self.undated(&frame, &undated, top, &mut marks, &mut pen.used);
            y = top + (rows * ROW + 8).max(48);
        }
        pictures.push(self.framed(&frame, pen, marks, (bottom, y)));
        pictures
    }

    /// A picture of these marks, with its scale and what its symbols mean.
    fn framed(&self, frame: &Frame, mut pen: Pen, marks: Vec<Mark>, (bottom, y): (i32, i32)) -> Picture {
        pen.line(format!("M0 {y}H{}", frame.edge + 4), "t-lane");
        self.scale(frame, bottom, &mut pen);
        let legend = legend(self, pen.used);
        Picture {
            name: self.guidance.word("timeline.name").to_owned(),
            description: self.description(),
            width: frame.edge + 4,
            height: y + 4,
            ground: pen.shapes,
            marks,
            legend,
            sentences: Vec::new(),
        }
    }

    /// What is in view, and how much is not.
    pub fn description(&self) -> String {
        let words = |number: i32| Today(day(number)).in_words();
        let outside = match self.outside {
            (0, 0) if self.entries.is_empty() => self.guidance.word("timeline.empty").to_owned(),
            (0, 0) => String::new(),
            (earlier, later) => self
                .guidance
                .say("timeline.outside", &[("earlier", &earlier.to_string()), ("later", &later.to_string())]),
        };
        let slots = [("from", &*words(self.days.0)), ("to", &*words(self.days.1)), ("outside", &*outside)];
        self.guidance.say("timeline.description", &slots).trim().to_owned()
    }

    /// The day before which there is little: a fifth of all entries.
    fn thick_from(&self) -> i32 {
        let is_put = |entry: &&Entry| !matches!(entry.kind, Kind::Silence | Kind::NoLevel);
        let begin = |entry: &Entry| Some(entry.span?.around()?.0);
        let mut days: Vec<i32> = self.entries.iter().filter(is_put).filter_map(begin).collect();
        days.sort_unstable();
        days.get(days.len() / 5).copied().unwrap_or(self.days.0)
    }

    /// What stands in which lane, and what has no date.
    #[allow(clippy::type_complexity)]
    fn lanes(&self) -> (Vec<(Of, Vec<u32>)>, Vec<u32>) {
        let mut lanes: Vec<Option<(Of, Vec<u32>)>> = Vec::new();
        let mut undated = Vec::new();
        for (at, entry) in (0..).zip(&self.entries) {
            if entry.span.is_none() {
                undated.push(at);
                continue;
            }
            self.lanes_of(entry, &mut |of| {
                let place = self.place(of);
                lanes.resize(lanes.len().max(place + 1), None);
                lanes[place].get_or_insert_with(|| (of, Vec::new())).1.push(at);
            });
        }
        (lanes.into_iter().flatten().collect(), undated)
    }

    /// The line above a lane and its name; where its marks begin.
    fn head(&self, pen: &mut Pen, name: &str, y: i32, is_narrow: bool) -> i32 {
        pen.line(format!("M0 {y}H{}", self.view.width), "t-lane");
        if is_narrow {
            pen.text(4, y + 18, Anchor::Start, fitting(name, self.view.width - 12), "t-name");
            return y + 22;
        }
        for (line, words) in (0..).zip(wrapped(name)) {
            pen.text(4, y + 21 + line * 18, Anchor::Start, words, "t-name");
        }
        y
    }

    /// The scale, and the line of today.
    fn scale(&self, frame: &Frame, bottom: i32, pen: &mut Pen) {
        let scale = &frame.scale;
        let mut grid = String::new();
        let mut free = i32::MIN;
        for (from, to, x0, x1) in
            [(scale.from, scale.cut, scale.left, scale.middle - 44), (scale.cut, scale.to, scale.middle, scale.right)]
        {
            if from == to {
                continue;
            }
            let months = [1, 3, 6, 12, 24, 60, 120, 240];
            // Months need more room for their words than years.
            let has_room = |months: &&i32| {
                let step = (x1 - x0).max(1) * **months * 30 / (to - from).max(1);
                step >= if **months < 12 { 76 } else { 48 }
            };
            let step = *months.iter().find(has_room).unwrap_or(&480);
            let first = day(from);
            let mut month = first.year() * 12 + first.month0() as i32;
            month += (step - month.rem_euclid(step)) % step;
            if first.day() > 1 && month == first.year() * 12 + first.month0() as i32 {
                month += step;
            }
            loop {
                let (year, of) = (month.div_euclid(12), month.rem_euclid(12));
                let Some(at) = NaiveDate::from_ymd_opt(year, of as u32 + 1, 1).map(number) else { break };
                let x = scale.x(at);
                if at > to || x > x1 {
                    break;
                }
                let words = match step {
                    12.. => year.to_string(),
                    _ => month_words(year, of, step * 30 * (x1 - x0) / (to - from).max(1) < 112),
                };
                let half = width(&words) / 2;
                let at = x.max(half);
                let is_free = at - half > free && at + half <= frame.edge + 4;
                // Nothing stands on the line of today.
                if is_free && frame.today.is_none_or(|today| (today - at).abs() > half + 2) {
                    free = at + half + 6;
                    pen.text(at, HEAD - 10, Anchor::Middle, words, "t-year");
                }
                let _ = write!(grid, "M{x} {}V{bottom}", HEAD - 4);
                month += step;
            }
        }
        pen.line(grid, "t-grid");
        if scale.is_cut() {
            pen.used |= CUT;
            let x = scale.middle;
            pen.line(format!("M{x} {HEAD}V{bottom}"), "t-cut");
            pen.line(format!("M{} {}l6 -16m2 16l6 -16", x - 38, HEAD - 6), "t-break");
        }
        if let Some(x) = frame.today {
            let words = self.guidance.word("timeline.today").to_owned();
            let half = width(&words) / 2;
            pen.line(format!("M{x} 18V{bottom}"), "t-today");
            pen.text(x.clamp(half, frame.edge - half), 14, Anchor::Middle, words, "t-now");
        }
    }

    /// Draws a lane; how many rows it takes.
    #[allow(clippy::too_many_arguments)]
    fn lane(
        &self,
        frame: &Frame,
        of: Of,
        entries: &[u32],
        plenty: Plenty,
        y: i32,
        marks: &mut Vec<Mark>,
        used: &mut u32,
    ) -> i32 {
        let edges = |at: &u32| {
            let (x0, x1) = self.edges(frame, self.entry(*at));
            Item { x0, x1, at: *at }
        };
        let mut items: Vec<Item> = entries.iter().map(edges).collect();
        // Hatching that nobody could see is only told.
        items.retain(|item| self.entry(item.at).kind != Kind::NoLevel || item.x1 - item.x0 >= 18);
        let is_row = matches!(of, Of::Seen(_) | Of::Level(_));
        // Few marks stand with their words, in as many rows as they need.
        if !is_row && items.len() as i32 <= plenty.few {
            let labels: Vec<Option<Label>> = items.iter().map(|item| self.beside(frame, *item)).collect();
            let mut with_words: Vec<Item> = Vec::new();
            for (place, (item, words)) in (0..).zip(items.iter().zip(&labels)) {
                let (x0, x1) = words.as_ref().map_or((item.x0, item.x1), |words| (words.x, words.x + words.w));
                with_words.push(Item { x0: item.x0.min(x0), x1: item.x1.max(x1), at: place });
            }
            let groups = lay::spread(&mut with_words);
            let mut labels = labels;
            for group in &groups {
                let place = group.of[0] as usize;
                let cy = y + group.row as i32 * ROW + 17;
                let words = labels.get_mut(place).and_then(Option::take);
                marks.push(self.single(frame, of, items[place], words, cy, used));
            }
            return groups.iter().map(|group| group.row as i32 + 1).max().unwrap_or(1);
        }
        if matches!(of, Of::Seen(_)) {
            self.contacts(frame, of, &items, y + 17, marks, used);
            return 1;
        }
        let (rows, pitch, gap) = match of {
            Of::Level(_) => (1, NARROWEST, 0),
            _ => (plenty.rows, plenty.pitch, lay::GAP),
        };
        let groups = lay::gather(&mut items, rows as usize, pitch, gap);
        for (at, group) in groups.iter().enumerate() {
            let cy = y + group.row as i32 * ROW + 17;
            let next = groups[at + 1..].iter().find(|next| next.row == group.row);
            let free = next.map_or(frame.edge, |next| next.x0 - lay::GAP);
            marks.push(match group.of.as_slice() {
                [one] => {
                    let item = Item { x0: group.x0, x1: group.x1, at: *one };
                    let words = self.beside(frame, item).filter(|words| words.x >= item.x0);
                    let words = match words {
                        Some(words) if words.x + words.w <= free => Some(words),
                        Some(words) if words.x > item.x1 && free - words.x >= SHORT => {
                            Some(Label::new(words.x, fitting(&words.words, free - words.x)))
                        }
                        _ => None,
                    };
                    self.single(frame, of, item, words, cy, used)
                }
                _ => self.gathered(of, group, cy, used),
            });
        }
        groups.iter().map(|group| group.row as i32 + 1).max().unwrap_or(1)
    }

    fn entry(&self, at: u32) -> &Entry {
        &self.entries[at as usize]
    }

    /// The left and right edge of what a date covers in view.
    fn edges(&self, frame: &Frame, entry: &Entry) -> (i32, i32) {
        let Some(span) = entry.span else { return (0, 0) };
        let scale = &frame.scale;
        let x0 = span.low().map_or(scale.left, |low| scale.x(low));
        let x1 = match span.high() {
            Some(high) => scale.x(high.saturating_add(1)),
            None if span.goes_on() => scale.x(self.going_until(span) + 1),
            None => scale.right,
        };
        let x1 = x1.max(x0);
        match entry.kind {
            Kind::Silence => (x0 + 5, x1 - 5),
            Kind::NoLevel => (x0, x1),
            Kind::Seen if span.is_day() => (x0 - 4, x0 + 4),
            _ if span.is_day() => (x0 - 6, x0 + 6),
            // A level ends where the next begins.
            Kind::Level => {
                let next = span.high().filter(|_| !span.goes_on());
                (x0, next.map_or(x1, |next| scale.x(next)).max(x0 + 6))
            }
            _ if x1 - x0 < SPAN => ((x0 + x1 - SPAN) / 2, (x0 + x1 + SPAN) / 2),
            _ => (x0, x1),
        }
    }

    /// Until when something is drawn that has no end on record: today, or its beginning.
    fn going_until(&self, span: Span) -> i32 {
        let begun = span.begin.1.or(span.begin.0).unwrap_or(self.today);
        begun.max(self.today)
    }

    /// Where the words of a mark stand: in it, after it, before it, or nowhere.
    fn beside(&self, frame: &Frame, item: Item) -> Option<Label> {
        let entry = self.entry(item.at);
        let words = fitting(&self.label(entry), LABEL);
        let wide = width(&words);
        let inside = self.inside(frame, entry, item).map(|(x0, x1)| (x0 + 6, frame.right_of(x0).min(x1) - 4));
        let (after, until) = (item.x1 + 6, frame.right_of(item.x1));
        let (before, since) = (item.x0 - 6, frame.left_of(item.x0));
        // In a band first, and a level nowhere else.
        let is_level = entry.kind == Kind::Level;
        let mut rooms: Vec<(i32, i32, bool)> = inside.map(|(x0, x1)| (x0, x1, false)).into_iter().collect();
        if !is_level {
            rooms.extend([(after, until, false), (since, before, true)]);
        }
        let whole = rooms.iter().find(|(x0, x1, _)| wide <= x1 - x0);
        let widest = rooms.iter().max_by_key(|(x0, x1, _)| x1 - x0).filter(|(x0, x1, _)| x1 - x0 >= SHORT);
        let (x0, x1, is_before) = *whole.or(widest)?;
        let words = fitting(&words, x1 - x0);
        let x = if is_before { x1 - width(&words) } else { x0 };
        Some(Label::new(x, words))
    }

    /// The part of a band in which words can stand.
    fn inside(&self, frame: &Frame, entry: &Entry, item: Item) -> Option<(i32, i32)> {
        let span = entry.span?;
        if let Some((first, last)) = span.core() {
            return Some((frame.scale.x(first), frame.scale.x(last + 1)));
        }
        let begun = span.begin.1.filter(|_| span.goes_on())?;
        Some((frame.scale.x(begun), item.x1 - 4))
    }

    /// One entry as a mark.
    fn single(&self, frame: &Frame, of: Of, item: Item, words: Option<Label>, cy: i32, used: &mut u32) -> Mark {
        let entry = self.entry(item.at);
        let mut pen = Pen::default();
        let (mut x0, mut x1) = (item.x0, item.x1);
        if matches!(entry.kind, Kind::Silence | Kind::NoLevel) {
            let label = self.label(entry);
            let wide = width(&label);
            let at = (x0 + x1 - wide) / 2;
            let at = match frame.today {
                Some(today) if at - 4 < today && today < at + wide + 4 => today - wide - 6,
                _ => at,
            };
            if at < x0 + 24 {
                // Words never take the place of the hatching.
                pen.hatch((x0, x1), cy, (0, 0));
            } else {
                pen.hatch((x0, x1), cy, (at - 4, at + wide + 4));
                pen.text(at, cy + 5, Anchor::Start, label, "t-label");
            }
        } else {
            self.sign(&mut pen, frame, entry, (x0, x1), cy);
            if let Some(Label { x, w, words }) = words {
                (x0, x1) = (x0.min(x), x1.max(x + w));
                pen.text(x, cy + 5, Anchor::Start, words, "t-label");
            }
        }
        *used |= pen.used;
        let (first, _) = entry.span.and_then(Span::around).unwrap_or_default();
        Mark {
            // Two silences can lie on either side of one contact.
            id: format!("t{}-{}{first}-{}", self.place(of), entry.kind as u8, entry.about),
            about: vec![entry.about.clone()],
            name: self.name(entry),
            area: Area { x: x0, y: cy - 11, w: x1 - x0, h: 22 },
            shapes: pen.shapes,
        }
    }

    /// How a date is drawn: a day, a span, what certainly was, and its open ends.
    fn sign(&self, pen: &mut Pen, frame: &Frame, entry: &Entry, (x0, x1): (i32, i32), cy: i32) {
        let Some(span) = entry.span else { return };
        let (from, to) = self.days;
        let left = span.low().is_none_or(|low| low < from);
        let right = span.high().is_none_or(|high| high > to);
        if span.is_day() {
            if entry.kind == Kind::Seen {
                pen.used |= TICK;
                pen.line(format!("M{} {}v18", (x0 + x1) / 2, cy - 9), "t-tick");
            } else {
                pen.used |= DAY;
                pen.shapes.push(Shape::Circle { x: (x0 + x1) / 2, y: cy, r: 5, style: "t-day" });
            }
        } else if span.goes_on() {
            let begun = span.begin.1.map_or(x1, |begun| frame.scale.x(begun)).clamp(x0, x1);
            if span.begin.0 != span.begin.1 && begun > x0 {
                pen.some_time((x0, begun), cy, (left, false));
            }
            let begun = begun.min(x1 - 8).max(x0);
            pen.used |= GOING;
            let is_cut = span.begin.1.is_some_and(|begun| begun < from);
            pen.line(outline((begun, x1), (cy - 9, 18), (is_cut, true)), "t-going");
        } else if let Some((first, last)) = span.core() {
            let (c0, c1) = (frame.scale.x(first), frame.scale.x(last + 1));
            let is_sure = span.begin.0 == span.begin.1 && span.end.is_some_and(|end| end.0 == end.1);
            if !is_sure {
                pen.some_time((x0, x1), cy, (left, right));
            }
            if last >= from && first <= to {
                pen.used |= SURE;
                let sure = if is_sure { (x0, x1) } else { (c0.max(x0), c1.min(x1).max(c0.max(x0) + 2)) };
                let cut = (first < from, last > to);
                if cut == (false, false) {
                    pen.area(sure, (cy - 9, 18), 0, "t-sure");
                } else {
                    pen.used |= OPEN;
                    pen.line(outline(sure, (cy - 9, 18), cut), "t-sure");
                }
            }
        } else {
            pen.some_time((x0, x1), cy, (left, right));
        }
    }

    /// Several entries as one mark, which leads closer.
    fn gathered(&self, of: Of, group: &Group, cy: i32, used: &mut u32) -> Mark {
        let mut pen = Pen::default();
        let least = if matches!(of, Of::Level(_)) { NARROWEST } else { MANY };
        let (x0, x1) = (group.x0, group.x1.max(group.x0 + least));
        pen.several((x0, x1), cy, group.of.len());
        *used |= pen.used;
        let key = match of {
            Of::Person(_) | Of::NoOne | Of::Theme(_) => "timeline.many",
            _ => "timeline.many-other",
        };
        Mark {
            area: Area { x: x0, y: cy - 11, w: x1 - x0, h: 22 },
            shapes: pen.shapes,
            ..self.many(of, &group.of, key)
        }
    }

    /// The name and facts of several entries.
    fn many(&self, of: Of, entries: &[u32], key: &str) -> Mark {
        let around = entries.iter().filter_map(|at| self.entry(*at).span?.around());
        let days = around.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        let span = days.map(range_words).unwrap_or_default();
        let about: Vec<FactId> = entries.iter().map(|at| self.entry(*at).about.clone()).collect();
        let first = about.first().map(FactId::to_string).unwrap_or_default();
        Mark {
            id: format!("m{}-{first}", self.place(of)),
            name: self.guidance.say(key, &[("count", &entries.len().to_string()), ("span", &span)]),
            about,
            ..Mark::default()
        }
    }

    /// When a child was seen: a tick for each time, those close together as one mark; and the silences where there is room.
    fn contacts(&self, frame: &Frame, of: Of, items: &[Item], cy: i32, marks: &mut Vec<Mark>, used: &mut u32) {
        let is_silence = |item: &Item| self.entry(item.at).kind == Kind::Silence;
        let mut seen: Vec<Item> = items.iter().copied().filter(|item| !is_silence(item)).collect();
        seen.sort_unstable_by_key(|item| (item.x0, item.x1, item.at));
        let mut groups: Vec<(i32, i32, Vec<Item>)> = Vec::new();
        for item in seen {
            match groups.last_mut() {
                Some((x0, x1, of)) if item.x0 < *x1 || (item.x0 - *x1 < TICKS.0 && *x1 - *x0 <= TICKS.1) => {
                    *x1 = item.x1.max(*x1);
                    of.push(item);
                }
                _ => groups.push((item.x0, item.x1, vec![item])),
            }
        }
        let mut drawn: Vec<Mark> = Vec::new();
        for (x0, x1, entries) in &groups {
            if let [one] = entries.as_slice() {
                drawn.push(self.single(frame, of, *one, None, cy, used));
                continue;
            }
            let mut pen = Pen::default();
            let mut last = (i32::MIN, i32::MIN);
            for item in entries.iter().filter(|item| {
                // Those of one place look like one.
                let is_new = (item.x0, item.x1) != last;
                last = (item.x0, item.x1);
                is_new
            }) {
                self.sign(&mut pen, frame, self.entry(item.at), (item.x0, item.x1), cy);
            }
            *used |= pen.used;
            let ats: Vec<u32> = entries.iter().map(|item| item.at).collect();
            let area = Area { x: *x0, y: cy - 11, w: x1 - x0, h: 22 };
            drawn.push(Mark { area, shapes: pen.shapes, ..self.many(of, &ats, "timeline.many-other") });
        }
        for item in items.iter().filter(|item| is_silence(item)) {
            // Between the contacts on both sides.
            let after = groups.partition_point(|(x0, ..)| *x0 < item.x0);
            let x0 = after.checked_sub(1).map_or(item.x0, |before| item.x0.max(groups[before].1 + 1));
            let x1 = groups.get(after).map_or(item.x1, |(next, ..)| item.x1.min(next - 1));
            if x1 - x0 >= 18 {
                drawn.push(self.single(frame, of, Item { x0, x1, at: item.at }, None, cy, used));
            }
        }
        drawn.sort_by_key(|mark| mark.area.x);
        marks.extend(drawn);
    }

    /// What has no date, in a place of its own; how many rows that takes.
    fn undated(&self, frame: &Frame, entries: &[u32], y: i32, marks: &mut Vec<Mark>, used: &mut u32) -> i32 {
        *used |= UNDATED;
        let (start, end) = (frame.scale.left - 6, frame.edge);
        let (mut x, mut row) = (start, 0);
        for (at, entry) in entries.iter().enumerate() {
            let is_last = row == UNDATED_ROWS;
            let label = match is_last {
                true => {
                    let count = (entries.len() - at).to_string();
                    self.guidance.say("timeline.many-undated", &[("count", &count)])
                }
                false => fitting(&self.label(self.entry(*entry)), LABEL.min(end - start - 30)),
            };
            let w = 24 + width(&label);
            if x > start && x + w > end {
                (x, row) = (start, row + 1);
                // The last row is for all that are left, if there are more than one.
                if row == UNDATED_ROWS && at + 1 < entries.len() {
                    let (of, rest) = (Of::NoOne, &entries[at..]);
                    let count = rest.len().to_string();
                    let words = self.guidance.say("timeline.many-undated", &[("count", &count)]);
                    let mut mark = self.many(of, rest, "timeline.many-undated");
                    (mark.area, mark.shapes) = chip(start, y + row * ROW + 17, words);
                    mark.id = "m-undated".to_owned();
                    marks.push(mark);
                    return row + 1;
                }
            }
            let (area, shapes) = chip(x, y + row * ROW + 17, label);
            let fact = self.entry(*entry);
            marks.push(Mark {
                id: format!("u{}-{}", fact.kind as u8, fact.about),
                about: vec![fact.about.clone()],
                name: self.guidance.say(
                    "timeline.in-lane",
                    &[("lane", self.guidance.word("timeline.lane.undated")), ("what", &self.sentence(fact))],
                ),
                area,
                shapes,
            });
            x += w + 16;
        }
        row + 1
    }
}

/// A month of a year, counted from nought, in full or short.
fn month_words(year: i32, month: i32, is_short: bool) -> String {
    let words = When::from_edtf(&format!("{year:04}-{:02}", month + 1)).map(|when| when.in_words()).unwrap_or_default();
    match words.split_once(' ') {
        Some((month, year)) if is_short => format!("{} {year}", month.get(..3).unwrap_or(month)),
        _ => words,
    }
}

/// The sign of what has no date, and its words.
fn chip(x: i32, cy: i32, words: String) -> (Area, Vec<Shape>) {
    let mut pen = Pen::default();
    pen.area((x, x + 16), (cy - 8, 16), 8, "t-span");
    pen.line(format!("M{} {}l8 -8", x + 4, cy + 4), "t-hatch");
    let w = 24 + width(&words);
    pen.text(x + 22, cy + 5, Anchor::Start, words, "t-label");
    (Area { x, y: cy - 11, w, h: 22 }, pen.shapes)
}

/// The name of a lane in one or two lines.
fn wrapped(name: &str) -> Vec<String> {
    let room = NAMES - 12;
    if width(name) <= room {
        return vec![name.to_owned()];
    }
    let mut first = String::new();
    let mut rest = name.trim();
    while let Some((word, left)) = rest.split_once(' ') {
        if width(&first) + width(word) > room {
            break;
        }
        first = if first.is_empty() { word.to_owned() } else { format!("{first} {word}") };
        rest = left.trim_start();
    }
    if first.is_empty() { vec![fitting(name, room)] } else { vec![first, fitting(rest, room)] }
}

/// What the symbols that are drawn mean.
fn legend(timeline: &Timeline, used: u32) -> Vec<Legend> {
    let cy = Legend::HEIGHT / 2;
    let sign = |bit: u32| {
        let mut pen = Pen::default();
        match bit {
            DAY => pen.shapes.push(Shape::Circle { x: 28, y: cy, r: 5, style: "t-day" }),
            SOME_TIME => pen.some_time((8, 48), cy, (false, false)),
            SURE => pen.area((8, 48), (cy - 9, 18), 0, "t-sure"),
            GOING => pen.line(outline((8, 48), (cy - 9, 18), (false, true)), "t-going"),
            OPEN => pen.some_time((8, 48), cy, (true, true)),
            HATCH => pen.hatch((4, 52), cy, (0, 0)),
            TICK => pen.line(format!("M28 {}v18", cy - 9), "t-tick"),
            SEVERAL => pen.several((8, 48), cy, 12),
            CUT => pen.line(format!("M21 {}l6 -16m2 16l6 -16", cy + 8), "t-break"),
            _ => pen.shapes = chip(20, cy, String::new()).1,
        }
        pen.shapes
    };
    let all = [
        (DAY, "timeline.legend.day"),
        (SOME_TIME, "timeline.legend.span"),
        (SURE, "timeline.legend.sure"),
        (GOING, "timeline.legend.going"),
        (OPEN, "timeline.legend.open"),
        (HATCH, "timeline.legend.hatch"),
        (TICK, "timeline.legend.tick"),
        (SEVERAL, "timeline.legend.many"),
        (CUT, "timeline.legend.cut"),
        (UNDATED, "timeline.legend.undated"),
    ];
    let used = all.into_iter().filter(|(bit, _)| used & bit != 0);
    used.map(|(bit, key)| Legend { words: timeline.guidance.word(key).to_owned(), shapes: sign(bit) }).collect()
}
