//! The shapes of the picture: symbols, lines and rings at the places the layout gave.

use std::fmt::Write;

use super::layout::{BESIDE, Fall, HALF, Layout, Pair, Room};
use super::model::{At, Couple, Family, Held, How, Symbol, Way};
use super::words::{Words, ring_label, visit_style};
use crate::case::{BondKind, FactId, TieKind};
use crate::drawing::{Anchor, Area, Legend, Mark, Picture, Shape};

/// From one line of text to the next.
const LINE: i32 = 16;
/// How wide a letter of a label, and of the words under it, can be: tenths of a pixel.
const BOLD: i32 = 76;
const PLAIN: i32 = 68;
/// Space between the symbol and its words.
const UNDER: i32 = 5;
/// Space around the whole.
const EDGE: i32 = 24;
/// Between two lines that run side by side below a row: to children, and to a home or between two people.
const BAR: i32 = 14;
const ROUTE: i32 = 12;
/// What a line over a row needs for its slash and words.
const OVER: i32 = 34;
/// From where the words over such a line end to the one on the right.
const BEFORE: i32 = 54;
/// Free space over each row: for small rings on parent links and the edge of a home.
const HEAD: i32 = 30;
/// Space below a row for the edge of a home, and for its name.
const FOOT: i32 = 10;
const NAME: i32 = 17;
/// From one line that leaves beside a person to the next, and how many have room.
const LANE: i32 = 9;
const LANES: i32 = 3;
/// How far below the middle of a symbol a line leaves it at the side.
const LOW: i32 = 15;
/// How far the edge of a home stands from those who live in it.
const AROUND: i32 = 7;
/// How far outside the first the second outline of a child of this review is.
const SECOND: i32 = 4;
/// The small ring with a question mark.
const SMALL: i32 = 9;

/// How wide words are at most.
fn wide(lines: &[String], letter: i32) -> i32 {
    let letters = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default() as i32;
    (letters * letter + 9) / 10
}

/// Half the width that the words of a person need.
fn half((label, states): &(Vec<String>, Vec<String>)) -> i32 {
    (wide(label, BOLD).max(wide(states, PLAIN)) / 2 + 1).max(HALF + 4)
}

/// Half the width that each person needs with the lines that leave beside them, and the room each couple's words need.
pub fn widths(words: &Words, bonds: bool) -> (Vec<i32>, Vec<Room>) {
    let family = words.family;
    let mut lanes = vec![0; family.people.len()];
    for visit in &family.visits {
        lanes[visit.who] += i32::from(visit_style(visit.kind).is_some() && visit.home.is_some());
    }
    for bond in family.bonds.iter().filter(|_| bonds) {
        lanes[bond.one] += 1;
        lanes[bond.other] += 1;
    }
    let people = (0..family.people.len()).map(|at| {
        let down = family.unions.iter().filter(|union| union.parents == [at]).count() as i32;
        half(&words.lines(at)) + BESIDE * down.min(3) + LANE * lanes[at].min(LANES)
    });
    let room = |couple: &Couple| {
        let lines = words.couple_lines(couple);
        let over = wide(&[lines.join(" ")], PLAIN) + BEFORE + 20;
        Room { beside: (wide(&lines, PLAIN) + 10).max(56), over }
    };
    let couples = words.family.couples.iter().map(room);
    (people.collect(), couples.collect())
}

/// How far from the middle of a symbol the line to a partner who is no neighbour leaves it.
fn over_aside(lane: usize) -> i32 {
    (16 - 4 * lane as i32).max(8)
}

/// Stretches that lie beside one another without touching: the first free lane is taken.
#[derive(Default)]
struct Lanes(Vec<Vec<(i32, i32)>>);

impl Lanes {
    fn take(&mut self, from: i32, until: i32) -> usize {
        self.take_below(0, from, until)
    }

    /// The first of the lanes from this one on that is free.
    fn take_below(&mut self, least: usize, from: i32, until: i32) -> usize {
        let (from, until) = (from.min(until) - 8, from.max(until) + 8);
        let is_free = |lane: &Vec<(i32, i32)>| lane.iter().all(|(start, end)| until < *start || *end < from);
        let free = self.0.iter().skip(least).position(is_free).map(|place| place + least);
        let place = free.unwrap_or(self.0.len().max(least));
        self.0.resize(self.0.len().max(place + 1), Vec::new());
        self.0[place].push((from, until));
        place
    }

    fn count(&self) -> i32 {
        self.0.len() as i32
    }
}

/// What stands between two rows, from the top: names of homes, lines to children, other lines, lines over the row below.
#[derive(Default)]
struct Between {
    names: i32,
    bars: Lanes,
    routes: Lanes,
    overs: Lanes,
    /// What the row below needs over it beside that, for letters one over the other and many words of a couple.
    more: i32,
    top: i32,
}

impl Between {
    fn bar(&self, lane: usize) -> i32 {
        self.top + FOOT + self.names * NAME + 6 + lane as i32 * BAR
    }
    fn route(&self, lane: usize) -> i32 {
        self.bar(0) + self.bars.count() * BAR + lane as i32 * ROUTE
    }
    fn over(&self, lane: usize) -> i32 {
        // The first lane is the one next to the row.
        self.bottom() - self.head() - lane as i32 * OVER
    }
    fn bottom(&self) -> i32 {
        self.route(0) + self.routes.count() * ROUTE + self.overs.count() * OVER + self.head()
    }
    fn head(&self) -> i32 {
        HEAD + self.more
    }
}

/// A piece of a home's outline: who stands together in one row.
#[derive(Clone)]
struct Run {
    row: usize,
    left: i32,
    right: i32,
    /// Who stands at its left and right.
    ends: (At, At),
}

/// One closed outline of a home.
struct Ring {
    home: usize,
    held: Held,
    runs: Vec<Run>,
    /// Where its name begins, and how far below.
    name: (i32, i32),
}

/// A line that goes around what stands in its way.
struct Route {
    /// Where it begins: whose side, on the left or right, and how far out.
    from: End,
    to: End,
    lanes: Vec<(usize, usize)>,
    /// How far outside everything it passes from one gap to another; none when it need not.
    outside: Option<i32>,
}

#[derive(Clone, Copy)]
enum End {
    /// At a symbol's side: who, from which column, and how far below the middle.
    Person(At, i32, i32),
    /// At an outline: column, and the edge in question: the row, and whether it is the lower edge.
    Edge(i32, usize, bool),
    /// At the side of an outline, in the gap over a row.
    Side(i32),
    /// At the top of a symbol: who, and how far from the middle.
    Top(At, i32),
}

/// Everything that has a place.
pub struct Drawing<'a> {
    words: &'a Words<'a>,
    family: &'a Family,
    layout: &'a Layout,
    widths: &'a [i32],
    lines: Vec<(Vec<String>, Vec<String>)>,
    gaps: Vec<Between>,
    /// The middle of the symbols of each row, and where its words end.
    rows: Vec<(i32, i32)>,
    /// For each fall: the lane in each gap it passes, by target.
    bars: Vec<(usize, Vec<Vec<usize>>)>,
    /// For each fall: where at each target its line ends.
    entries: Vec<Vec<Entry>>,
    overs: Vec<Option<usize>>,
    rings: Vec<Ring>,
    outside: i32,
    /// How many lines leave beside each person, on the left and right.
    sides: Vec<[i32; 2]>,
    /// How far from the middle of each person lines from above end.
    tops: Vec<Vec<i32>>,
    used: Vec<&'static str>,
}

/// Where at a symbol a line from above ends: how far from the middle, and how high over the symbol its mark stands.
#[derive(Clone, Copy, Default)]
struct Entry {
    aside: i32,
    level: i32,
}

/// For each fall, where at each symbol its line from above ends, when several end there: in the order in which they come.
fn entries(family: &Family, layout: &Layout) -> Vec<Vec<Entry>> {
    let mut met: Vec<Vec<(i32, usize, usize)>> = vec![Vec::new(); family.people.len()];
    for (number, fall) in layout.falls.iter().enumerate() {
        for (place, (target, passed)) in fall.to.iter().enumerate() {
            met[*target].push((passed.last().copied().unwrap_or(fall.drop), number, place));
        }
    }
    let mut entries: Vec<Vec<Entry>> = layout.falls.iter().map(|fall| vec![Entry::default(); fall.to.len()]).collect();
    let has_mark = |fall: usize| !look_of(family, &layout.falls[fall]).letter.is_empty();
    for (target, all) in met.iter_mut().enumerate() {
        all.sort();
        let apart = if all.iter().any(|(_, fall, _)| has_mark(*fall)) { 2 * SMALL } else { 10 };
        let between = all.len() as i32 - 1;
        let apart = apart.min(36 / between.max(1));
        let mut ends: Vec<i32> = Vec::new();
        for (at, (came, fall, place)) in all.iter().enumerate() {
            let aside = match (*came - layout.x[target], between) {
                // So near that a corner would look like a slip.
                (away @ -2..=2, 0) => away,
                _ => (2 * at as i32 - between) * apart / 2,
            };
            let entry = &mut entries[*fall][*place];
            entry.aside = aside;
            if has_mark(*fall) {
                let level = ends.iter().position(|end| aside - end >= 2 * SMALL).unwrap_or(ends.len());
                ends.resize(ends.len().max(level + 1), aside);
                ends[level] = aside;
                entry.level = level as i32;
            }
        }
    }
    entries
}

/// The look of a line down.
fn look_of(family: &Family, fall: &Fall) -> Look {
    style_of(fall.way, fall.union.is_some_and(|union| family.unions[union].is_open))
}

/// Draws a family.
pub fn draw(words: &Words, layout: &Layout, widths: &[i32], bonds: bool) -> Picture {
    let count = words.family.people.len();
    let mut drawing = Drawing {
        words,
        family: words.family,
        layout,
        widths,
        lines: (0..count).map(|at| words.lines(at)).collect(),
        gaps: (0..=layout.rows).map(|_| Between::default()).collect(),
        rows: Vec::new(),
        bars: Vec::new(),
        entries: entries(words.family, layout),
        overs: Vec::new(),
        rings: Vec::new(),
        outside: 0,
        sides: vec![[0; 2]; count],
        tops: vec![Vec::new(); count],
        used: Vec::new(),
    };
    drawing.rings();
    drawing.take_bars();
    drawing.take_overs();
    let mut routes = drawing.take_visits();
    if bonds {
        routes.extend(drawing.take_bonds());
    }
    drawing.names(&routes);
    drawing.place_rows();
    drawing.picture(routes)
}

impl Drawing<'_> {
    fn x(&self, at: At) -> i32 {
        self.layout.x[at] + EDGE
    }

    fn y(&self, at: At) -> i32 {
        self.rows[self.layout.row[at]].0
    }

    fn use_of(&mut self, key: &'static str) {
        if !self.used.contains(&key) {
            self.used.push(key);
        }
    }

    /// The outlines of each home: neighbours in a row are one piece, and pieces below one another are one outline.
    fn rings(&mut self) {
        for (number, home) in self.family.homes.iter().enumerate() {
            for wanted in [Held::Yes, Held::Maybe] {
                let lives = |at: At| home.members.contains(&(at, wanted));
                let out = AROUND + (number as i32 % 3) * 3;
                let mut open: Vec<Ring> = Vec::new();
                for row in 0..self.layout.rows {
                    let order = &self.layout.order[row];
                    let mut runs: Vec<Run> = Vec::new();
                    for members in order.chunk_by(|one, other| lives(*one) == lives(*other)) {
                        if let ([first, ..], [.., last], true) = (members, members, lives(members[0])) {
                            let left = self.x(*first) - self.widths[*first] - out;
                            runs.push(Run {
                                row,
                                left,
                                right: self.x(*last) + self.widths[*last] + out,
                                ends: (*first, *last),
                            });
                        }
                    }
                    for run in runs {
                        let shared = |ring: &Ring| {
                            let above = ring.runs.last().filter(|above| above.row + 1 == row);
                            above.map_or(0, |above| above.right.min(run.right) - above.left.max(run.left))
                        };
                        let best = open.iter().enumerate().max_by_key(|(_, ring)| shared(ring)).map(|(place, _)| place);
                        match best.filter(|place| shared(&open[*place]) >= 48) {
                            Some(place) => open[place].runs.push(run),
                            None => open.push(Ring { home: number, held: wanted, runs: vec![run], name: (0, 0) }),
                        }
                    }
                }
                self.rings.extend(open);
            }
        }
    }

    /// The upright edges of homes between two rows: over which row, and where.
    fn edges(&self) -> impl Iterator<Item = (usize, i32)> {
        self.rings.iter().flat_map(|ring| ring.runs.windows(2)).flat_map(|pair| {
            let (above, below) = (&pair[0], &pair[1]);
            [above.left.max(below.left), above.right.min(below.right)].map(|x| (below.row, x))
        })
    }

    /// Names below the outlines, where no line leaves the row, and one under the other where they would meet.
    fn names(&mut self, routes: &[Option<Route>]) {
        let mut columns: Vec<(usize, i32)> = Vec::new();
        for fall in &self.layout.falls {
            columns.push((fall.row + 1, fall.drop + EDGE));
            let passed = fall.to.iter().flat_map(|(_, passed)| passed.iter().enumerate());
            columns.extend(passed.map(|(step, x)| (fall.row + 2 + step, x + EDGE)));
        }
        for route in routes.iter().flatten().filter(|route| !route.lanes.is_empty()) {
            for end in [route.from, route.to] {
                match end {
                    End::Person(at, column, _) => columns.push((self.layout.row[at] + 1, column)),
                    End::Edge(column, row, true) => columns.push((row + 1, column)),
                    _ => {}
                }
            }
            let gaps = route.lanes.iter().map(|(gap, _)| *gap);
            if let (Some(far), Some(from), Some(until)) = (route.outside, gaps.clone().min(), gaps.max()) {
                columns.extend((from..=until).map(|gap| (gap, far)));
            }
        }
        columns.extend(self.edges());
        let mut taken: Vec<(usize, i32, i32, i32)> = Vec::new();
        for ring in &mut self.rings {
            let Some(last) = ring.runs.last() else { continue };
            let (row, left) = (last.row, last.left + 8);
            let width = wide(&[ring_label(&self.words.homes[ring.home])], PLAIN);
            let here = columns.iter().filter(|(gap, _)| *gap == row + 1).map(|(_, column)| *column);
            let is_clear = |x: &i32| *x >= 4 && here.clone().all(|column| column < x - 8 || x + width + 8 < column);
            let beside = here.clone().flat_map(|column| [column + 9, column - 9 - width]);
            let places = beside.chain([left]).filter(is_clear).filter(|x| (x - left).abs() < 120);
            let x = places.min_by_key(|x| (x - left).abs()).unwrap_or(left);
            let meets = |lane: i32| {
                taken
                    .iter()
                    .any(|(of, at, from, until)| *of == row && *at == lane && x < *until + 6 && *from < x + width + 6)
            };
            let lane = (0..).find(|lane| !meets(*lane)).unwrap_or_default();
            ring.name = (x, lane);
            taken.push((row, lane, x, x + width));
            let gap = &mut self.gaps[row + 1];
            gap.names = gap.names.max(lane + 1);
        }
    }

    fn take_bars(&mut self) {
        let falls = &self.layout.falls;
        let ends = |(fall, entries): (&Fall, &Vec<Entry>)| -> Vec<Vec<i32>> {
            let ends = fall.to.iter().zip(entries).map(|((target, passed), entry)| {
                let passed = passed.iter().map(|x| x + EDGE);
                passed.chain([self.x(*target) + entry.aside]).collect()
            });
            ends.collect()
        };
        let ends: Vec<Vec<Vec<i32>>> = falls.iter().zip(&self.entries).map(ends).collect();
        // A line that comes down where another reaches a child turns before that other does, or they would look like one.
        let mut before: Vec<Vec<usize>> = vec![Vec::new(); falls.len()];
        let mut rank = vec![0; falls.len()];
        for (number, fall) in falls.iter().enumerate() {
            let meets = |ends: &Vec<i32>| (ends[0] - fall.drop - EDGE).abs() < 5;
            for (other, beside) in falls.iter().enumerate() {
                if other != number && beside.row == fall.row && ends[other].iter().any(meets) {
                    before[other].push(number);
                }
            }
        }
        for _ in 0..4 {
            for (number, before) in before.iter().enumerate() {
                rank[number] = before.iter().map(|other| rank[*other] + 1).max().unwrap_or_default();
            }
        }
        let mut order: Vec<usize> = (0..falls.len()).collect();
        order.sort_by_key(|number| (rank[*number], *number));
        self.bars = vec![(0, Vec::new()); falls.len()];
        for number in order {
            let fall = &falls[number];
            let drop = fall.drop + EDGE;
            let firsts = ends[number].iter().map(|ends| ends[0]);
            let (from, until) =
                (firsts.clone().min().unwrap_or(drop).min(drop), firsts.max().unwrap_or(drop).max(drop));
            let over = before[number].iter().filter(|other| rank[**other] < rank[number]);
            let least = over.map(|other| self.bars[*other].0 + 1).max().unwrap_or_default();
            let first = self.gaps[fall.row + 1].bars.take_below(least, from, until);
            let mut lanes = Vec::new();
            for ends in &ends[number] {
                let mut own = Vec::new();
                for (step, pair) in ends.windows(2).enumerate() {
                    own.push(self.gaps[fall.row + 2 + step].bars.take(pair[0], pair[1]));
                }
                lanes.push(own);
            }
            self.bars[number] = (first, lanes);
            for ((target, _), entry) in fall.to.iter().zip(&self.entries[number]) {
                let gap = &mut self.gaps[self.layout.row[*target]];
                gap.more = gap.more.max(entry.level * 2 * SMALL);
            }
        }
    }

    fn take_overs(&mut self) {
        self.overs = vec![None; self.family.couples.len()];
        let mut wanted: Vec<(i32, usize)> = Vec::new();
        for (number, couple) in self.family.couples.iter().enumerate() {
            match self.layout.pairs[number] {
                Pair::Over(_) => wanted.push(((self.x(couple.one) - self.x(couple.other)).abs(), number)),
                Pair::Beside(_) => {
                    let lines = self.words.couple_lines(couple).len() as i32;
                    let gap = &mut self.gaps[self.layout.row[couple.one]];
                    gap.more = gap.more.max((lines - 2) * LINE);
                }
                Pair::Apart => {}
            }
        }
        wanted.sort();
        for (_, number) in wanted {
            let couple = &self.family.couples[number];
            let (one, other) = (self.x(couple.one), self.x(couple.other));
            let words = wide(&[self.words.couple_lines(couple).join(" ")], PLAIN);
            let from = one.min(other).min(one.max(other) - BEFORE - words);
            let lane = self.gaps[self.layout.row[couple.one]].overs.take(from, one.max(other));
            self.overs[number] = Some(lane);
            let (left, right) = if one < other { (couple.one, couple.other) } else { (couple.other, couple.one) };
            self.tops[left].push(over_aside(lane));
            self.tops[right].push(-over_aside(lane));
        }
        for (fall, entries) in self.layout.falls.iter().zip(&self.entries) {
            for ((target, _), entry) in fall.to.iter().zip(entries) {
                self.tops[*target].push(entry.aside);
            }
        }
    }

    /// Where a line leaves beside a person, in a column of its own outside their words.
    fn side(&mut self, at: At, is_right: bool) -> End {
        let lane = self.sides[at][usize::from(is_right)].min(LANES - 1);
        self.sides[at][usize::from(is_right)] += 1;
        let away = half(&self.lines[at]) + 6 + lane * LANE;
        let column = |away: i32| self.x(at) + if is_right { away } else { -away };
        let below = self.layout.row[at] + 1;
        let is_along = self.edges().any(|(row, x)| row == below && (x - column(away)).abs() < 4);
        End::Person(at, column(if is_along { away + 5 } else { away }), LOW - 6 * lane)
    }

    /// Where a line from above ends at a person, as far from others as can be.
    fn top(&mut self, at: At, is_right: bool) -> End {
        End::Top(at, self.over_top(at, is_right, 18))
    }

    /// The same, at most so far from the middle.
    fn over_top(&mut self, at: At, is_right: bool, most: i32) -> i32 {
        let side = if is_right { 9 } else { -9 };
        let edges = self.edges().filter(|(row, _)| *row == self.layout.row[at]).map(|(_, x)| x - self.x(at));
        let taken: Vec<i32> = self.tops[at].iter().copied().chain(edges).collect();
        let free = |aside: &i32| taken.iter().map(|one| (one - aside).abs()).min().unwrap_or(18).min(18);
        let aside = (-3..=3).map(|step| (step * side).clamp(-most, most)).max_by_key(free).unwrap_or_default();
        self.tops[at].push(aside);
        aside
    }

    fn column(&self, end: End) -> i32 {
        match end {
            End::Person(_, column, _) | End::Edge(column, ..) | End::Side(column) => column,
            End::Top(at, aside) => self.x(at) + aside,
        }
    }

    fn take_visits(&mut self) -> Vec<Option<Route>> {
        let mut routes = Vec::new();
        for visit in &self.family.visits {
            let style = visit_style(visit.kind);
            let ring = visit.home.and_then(|home| {
                let own = self.rings.iter().filter(|ring| ring.home == home);
                let near = |ring: &&Ring| {
                    let count: i32 = ring.runs.iter().map(|run| run.right - run.left).sum();
                    (ring.held == Held::Yes, count)
                };
                own.max_by_key(near)
                    .map(|ring| (ring.runs.clone(), ring.runs[0].row, ring.runs[ring.runs.len() - 1].row))
            });
            let (Some(_), Some((runs, top, bottom))) = (style, ring) else {
                routes.push(None);
                continue;
            };
            let row = self.layout.row[visit.who];
            let x = self.x(visit.who);
            let is_right = runs.iter().map(|run| run.left + run.right).sum::<i32>() / (2 * runs.len() as i32) > x;
            let from = match row == bottom + 1 {
                true => self.top(visit.who, is_right),
                false => self.side(visit.who, is_right),
            };
            let leave = self.column(from);
            // Under the words of those at its ends, beside which other lines leave.
            let near = |run: &Run| {
                let (first, last) = run.ends;
                if is_right {
                    self.x(first) - half(&self.lines[first]) + 4
                } else {
                    self.x(last) + half(&self.lines[last]) - 4
                }
            };
            let mut lanes = Vec::new();
            let mut outside = None;
            let to = if row >= top && row < bottom {
                let (above, below) = (&runs[row - top], &runs[row - top + 1]);
                let side = if is_right { above.left.max(below.left) } else { above.right.min(below.right) };
                lanes.push((row + 1, leave, side));
                End::Side(side)
            } else if row == bottom || row == bottom + 1 {
                let end = near(&runs[bottom - top]);
                lanes.push((bottom + 1, leave, end));
                End::Edge(end, bottom, true)
            } else if row + 1 == top {
                // Over one of those at its ends, where no words of a couple are.
                let (first, last) = runs[0].ends;
                let over = if is_right { first } else { last };
                let end = self.x(over) + self.over_top(over, !is_right, HALF + SECOND);
                lanes.push((row + 1, leave, end));
                End::Edge(end, top, false)
            } else {
                let end = near(&runs[bottom - top]);
                let far = self.far();
                lanes.extend([(row + 1, leave, far), (bottom + 1, far, end)]);
                outside = Some(far);
                End::Edge(end, bottom, true)
            };
            routes.push(Some(self.route(from, to, lanes, outside)));
        }
        routes
    }

    /// A column outside everything.
    fn far(&mut self) -> i32 {
        self.outside += ROUTE;
        self.right() + self.outside
    }

    /// Where everything else ends on the right.
    fn right(&self) -> i32 {
        let ring = |ring: &Ring| {
            let name = ring_label(&self.words.homes[ring.home]);
            let edges = ring.runs.iter().map(|run| run.right);
            let left = ring.runs.last().map_or(0, |run| ring.name.0.max(run.left + 8));
            edges.fold(left + wide(&[name], PLAIN) - EDGE / 2, i32::max)
        };
        self.rings.iter().map(ring).fold(self.layout.width + EDGE, i32::max)
    }

    fn route(&mut self, from: End, to: End, lanes: Vec<(usize, i32, i32)>, outside: Option<i32>) -> Route {
        let lanes =
            lanes.into_iter().map(|(gap, from, until)| (gap, self.gaps[gap].routes.take(from, until))).collect();
        Route { from, to, lanes, outside }
    }

    fn take_bonds(&mut self) -> Vec<Option<Route>> {
        let mut routes = Vec::new();
        let mut beside: Vec<(At, At)> = Vec::new();
        for bond in &self.family.bonds {
            let (one, other) = (bond.one, bond.other);
            let (row, other_row) = (self.layout.row[one], self.layout.row[other]);
            let is_right = self.x(other) > self.x(one);
            let order = &self.layout.order[row];
            let seat = |at: At| order.iter().position(|known| *known == at);
            let is_beside = seat(one).zip(seat(other)).is_some_and(|(one, other)| one.abs_diff(other) == 1);
            if one == other {
                routes.push(None);
                continue;
            }
            let pair = (one.min(other), one.max(other));
            let before = beside.iter().filter(|known| **known == pair).count();
            if is_beside && before < 2 {
                beside.push(pair);
                let below = if before == 0 { LOW } else { -8 };
                let (from, to) = (End::Person(one, self.x(one), below), End::Person(other, self.x(other), below));
                routes.push(Some(self.route(from, to, Vec::new(), None)));
                continue;
            }
            // Down beside the upper one, and from above to the lower.
            let mut end = |at: At, is_upper: bool, is_right: bool| match is_upper {
                true => self.side(at, is_right),
                false => self.top(at, is_right),
            };
            let ends = (end(one, row <= other_row, is_right), end(other, other_row <= row, !is_right));
            let (leave, reach) = (self.column(ends.0), self.column(ends.1));
            let (gap, other_gap) = (row + usize::from(row <= other_row), other_row + usize::from(other_row <= row));
            let (lanes, outside) = if gap == other_gap {
                (vec![(gap, leave, reach)], None)
            } else {
                let far = self.far();
                (vec![(gap, leave, far), (other_gap, far, reach)], Some(far))
            };
            routes.push(Some(self.route(ends.0, ends.1, lanes, outside)));
        }
        routes
    }

    /// Now that it is known what stands between them, each row gets its height.
    fn place_rows(&mut self) {
        let mut top = EDGE - FOOT - 6;
        for row in 0..self.layout.rows {
            self.gaps[row].top = top;
            let middle = self.gaps[row].bottom() + HALF;
            let lines = self.layout.order[row].iter().map(|at| self.lines[*at].0.len() + self.lines[*at].1.len());
            let end = middle + HALF + UNDER + lines.max().unwrap_or_default() as i32 * LINE;
            self.rows.push((middle, end));
            top = end;
        }
        self.gaps[self.layout.rows].top = top;
    }

    fn picture(mut self, routes: Vec<Option<Route>>) -> Picture {
        let mut ground = self.ground();
        let mut marks = Vec::new();
        let mut order: Vec<At> = self.layout.order.iter().flatten().copied().collect();
        order.sort_by_key(|at| self.layout.row[*at]);
        let mut rings = self.draw_rings();
        marks.append(&mut rings);
        for (number, couple) in self.family.couples.iter().enumerate() {
            marks.push(self.couple(number, couple));
        }
        marks.extend(self.open_links());
        let (visits, bonds) = routes.split_at(self.family.visits.len());
        for (visit, route) in self.family.visits.iter().zip(visits) {
            let (Some(route), Some(style)) = (route, visit_style(visit.kind)) else { continue };
            self.use_of(style);
            let points = self.points(route);
            marks.push(Mark {
                id: visit.id.to_string(),
                about: vec![visit.id.into()],
                name: self.words.visit_sentence(visit),
                area: around(&points),
                shapes: visit_shapes(style, &points),
            });
        }
        for (bond, route) in self.family.bonds.iter().zip(bonds) {
            let Some(route) = route else { continue };
            let points = self.points(route);
            let id: FactId = match bond.how {
                How::Bond(id, _) => id.into(),
                How::Abuse(id, _) => id.into(),
            };
            let mut about = vec![id.clone()];
            if let How::Bond(id, _) = bond.how {
                let events = self.words.case.bonds.get(&id).map(|bond| bond.events.clone()).unwrap_or_default();
                about.extend(events.iter().map(|event| FactId::from(*event)));
            }
            let shapes = self.bond(bond.how, &points);
            marks.push(Mark {
                id: id.to_string(),
                about,
                name: self.words.bond_words(bond),
                area: around(&points),
                shapes,
            });
        }
        for at in order {
            marks.push(self.person(at));
        }
        ground.extend(self.brackets());
        let last = &self.gaps[self.layout.rows];
        let height = last.bottom() - HEAD + EDGE - 10;
        let outside = if self.outside > 0 { self.outside + ROUTE } else { 0 };
        let width = self.right() + EDGE + outside;
        let date = self.words.on.in_words();
        let slots = [("date", date.as_str())];
        Picture {
            name: self.words.guidance.say("genogram.title", &slots),
            description: self.words.guidance.say("genogram.description", &slots),
            width,
            height,
            ground,
            marks,
            legend: self.legend(),
            sentences: Vec::new(),
        }
    }

    /// How far above its middle a symbol ends, so far from its middle to the side.
    fn reach(&self, at: At, aside: i32) -> i32 {
        let aside = aside.abs();
        self.outline_of(at)
            + match self.family.people[at].symbol {
                Symbol::Square | Symbol::Rounded => HALF,
                Symbol::Circle => HALF - aside * aside / 36,
                Symbol::Diamond => HALF + 2 - aside,
                Symbol::Triangle => HALF - 2 * aside,
                Symbol::Loss(_) => 10 - aside,
            }
    }

    /// How far to the side of its middle a symbol ends, so far below its middle.
    fn breadth(&self, at: At, below: i32) -> i32 {
        self.outline_of(at)
            + match self.family.people[at].symbol {
                Symbol::Square | Symbol::Rounded => HALF,
                Symbol::Circle => HALF - below * below / 40,
                Symbol::Diamond => HALF + 2 - below.abs(),
                Symbol::Triangle => 11 + below / 2,
                Symbol::Loss(_) => 6,
            }
    }

    /// How far the second outline of a child of the review stands outside the first: the age keeps its room inside.
    fn outline_of(&self, at: At) -> i32 {
        if self.family.people[at].in_review { SECOND } else { 0 }
    }

    /// The lines to children that are settled, behind everything; the rest are marks.
    fn ground(&mut self) -> Vec<Shape> {
        let (mut shapes, mut letters) = (Vec::new(), Vec::new());
        for number in 0..self.layout.falls.len() {
            let fall = &self.layout.falls[number];
            let look = look_of(self.family, fall);
            self.use_of(look.key);
            shapes.push(Shape::Path { d: self.fall(number), style: look.style });
            // The ring of one that is not settled is a mark of its own.
            if look.key != "open" {
                let over = |(child, _): &(At, Vec<i32>)| letter(look.letter, self.over(number, *child));
                letters.extend(fall.to.iter().flat_map(over));
            }
        }
        shapes.append(&mut letters);
        shapes
    }

    fn couple_of(&self, one: At, other: At) -> Option<&Couple> {
        let key = (one.min(other), one.max(other));
        let place = self.family.couples.binary_search_by_key(&key, |couple| (couple.one, couple.other)).ok()?;
        Some(&self.family.couples[place])
    }

    /// Where the line down from a couple or a lone parent begins, with the stub that leads there.
    fn stem(&self, fall: &Fall, d: &mut String) -> i32 {
        let first = fall.from[0];
        let y = self.y(first);
        if let Some(second) = fall.from.get(1).copied() {
            let key = (first.min(second), first.max(second));
            let place = self.family.couples.binary_search_by_key(&key, |couple| (couple.one, couple.other));
            return match place.ok().and_then(|place| self.overs[place]) {
                Some(lane) => self.gaps[fall.row].over(lane),
                None => y,
            };
        }
        // A lone parent: a stub beside the symbol, below any line to a partner.
        let is_right = fall.drop > self.layout.x[first];
        let order = &self.layout.order[fall.row];
        let seat = order.iter().position(|at| *at == first).unwrap_or_default();
        let next = if is_right { order.get(seat + 1) } else { seat.checked_sub(1).and_then(|seat| order.get(seat)) };
        let below = if next.is_some_and(|next| self.couple_of(first, *next).is_some()) { 9 } else { 0 }
            + BESIDE * fall.place.0.min(2);
        let breadth = self.breadth(first, below);
        let start = if is_right { self.x(first) + breadth } else { self.x(first) - breadth };
        let _ = write!(d, "M{start} {}H{}", y + below, fall.drop + EDGE);
        y + below
    }

    /// One line down with its bar and its ends.
    fn fall(&self, number: usize) -> String {
        let fall = &self.layout.falls[number];
        let (lane, passing) = &self.bars[number];
        let mut d = String::new();
        let start = self.stem(fall, &mut d);
        let drop = fall.drop + EDGE;
        let bar = self.gaps[fall.row + 1].bar(*lane);
        let _ = write!(d, "M{drop} {start}V{bar}");
        let mut ends = vec![drop];
        let mut told: Vec<At> = Vec::new();
        let has_letter = !look_of(self.family, fall).letter.is_empty();
        for (place, (target, passed)) in fall.to.iter().enumerate() {
            let aside = self.entries[number][place].aside;
            let end = self.x(*target) + aside;
            let top = self.y(*target) - self.reach(*target, aside);
            if told.contains(target) {
                continue;
            }
            // Born of one pregnancy: both lines leave one point.
            let twins: Vec<At> = match passed.is_empty() {
                true => self.twins_in(fall, *target),
                false => Vec::new(),
            };
            if twins.len() > 1 {
                let middle = twins.iter().map(|twin| self.x(*twin)).sum::<i32>() / twins.len() as i32;
                ends.push(middle);
                for twin in &twins {
                    let aside = self.entry(number, *twin).aside;
                    let (x, y) = (self.x(*twin) + aside, self.y(*twin) - self.reach(*twin, aside));
                    let _ = write!(d, "M{middle} {bar}");
                    if has_letter {
                        // Upright where the letter stands.
                        let _ = write!(d, "L{x} {}", self.over(number, *twin).1 - SMALL - 2);
                    }
                    let _ = write!(d, "L{x} {y}");
                }
                told.extend(twins);
                continue;
            }
            let mut at = bar;
            for (step, x) in passed.iter().enumerate() {
                let x = x + EDGE;
                if step == 0 {
                    ends.push(x);
                }
                let next = self.gaps[fall.row + 2 + step].bar(passing[place][step]);
                let to = passed.get(step + 1).map_or(end, |x| x + EDGE);
                let _ = write!(d, "M{x} {at}V{next}H{to}");
                at = next;
            }
            if passed.is_empty() {
                ends.push(end);
            }
            let _ = write!(d, "M{end} {at}V{top}");
        }
        let (left, right) = (ends.iter().min().copied().unwrap_or(drop), ends.iter().max().copied().unwrap_or(drop));
        if left < right {
            let _ = write!(d, "M{left} {bar}H{right}");
        }
        d
    }

    /// Where a line down ends at one of its targets.
    fn entry(&self, fall: usize, target: At) -> Entry {
        let place = self.layout.falls[fall].to.iter().position(|(at, _)| *at == target);
        place.map(|place| self.entries[fall][place]).unwrap_or_default()
    }

    fn twins_in(&self, fall: &Fall, target: At) -> Vec<At> {
        let is_here = |at: &At| fall.to.iter().any(|(other, passed)| other == at && passed.is_empty());
        let twins = self.family.twins.iter().find(|twins| twins.contains(&target));
        twins.map(|twins| twins.iter().copied().filter(is_here).collect()).unwrap_or_default()
    }

    /// A line between two in one row, with its slashes and words. In different rows it is a line down, and only told here.
    fn couple(&mut self, number: usize, couple: &Couple) -> Mark {
        let name = self.words.couple_words(couple).join(" ");
        let mut about: Vec<FactId> = couple.ties.iter().map(|tie| FactId::from(*tie)).collect();
        about.extend([couple.one, couple.other].map(|at| FactId::from(self.family.people[at].id)));
        let (one, other) = (self.family.people[couple.one].id, self.family.people[couple.other].id);
        let id = format!("{one}-{other}");
        let (left, right) = match self.x(couple.one) <= self.x(couple.other) {
            true => (couple.one, couple.other),
            false => (couple.other, couple.one),
        };
        let (key, style, slashes) = couple_style(couple);
        let lines = self.words.couple_lines(couple);
        let mut shapes = Vec::new();
        let area = match self.layout.pairs[number] {
            Pair::Apart => {
                let row = self.layout.row[couple.one].max(self.layout.row[couple.other]);
                let low = if self.layout.row[couple.one] == row { couple.one } else { couple.other };
                Area { x: self.x(low) - 10, y: self.y(low) - HALF - HEAD, w: 20, h: HEAD }
            }
            Pair::Beside(drop) => {
                let (y, drop) = (self.y(left), drop + EDGE);
                let (from, until) = (self.x(left) + self.breadth(left, 0), self.x(right) - self.breadth(right, 0));
                shapes.push(Shape::Path { d: format!("M{from} {y}H{until}"), style });
                let slash = (from + drop) / 2;
                shapes.extend(slash_at(slash, y, slashes));
                shapes.extend(couple.is_over.then(|| end_at(slash, y)));
                let low = y - 14;
                shapes.extend(text_lines(&lines, (from + until) / 2, low));
                let up = 22 + lines.len() as i32 * LINE;
                Area { x: from, y: y - up, w: (until - from).max(1), h: up + 14 }
            }
            Pair::Over(_) => {
                let lane = self.overs[number].unwrap_or_default();
                let aside = over_aside(lane);
                let lane = self.gaps[self.layout.row[left]].over(lane);
                let (from, until) = (self.x(left) + aside, self.x(right) - aside);
                let (left_top, right_top) =
                    (self.y(left) - self.reach(left, aside), self.y(right) - self.reach(right, aside));
                let d = format!("M{from} {left_top}V{lane}H{until}V{right_top}");
                shapes.push(Shape::Path { d, style });
                let slash = until - 30;
                shapes.extend(slash_at(slash, lane, slashes));
                shapes.extend(couple.is_over.then(|| end_at(slash, lane)));
                let words = lines.join(" ");
                let start = (self.x(right) - BEFORE - wide(std::slice::from_ref(&words), PLAIN)).max(EDGE / 2);
                if !words.is_empty() {
                    shapes.push(Shape::Text { x: start, y: lane - 5, anchor: Anchor::Start, words, style: "tie" });
                }
                Area { x: from, y: lane - 12, w: (until - from).max(1), h: 24 }
            }
        };
        if self.layout.pairs[number] != Pair::Apart {
            // The bar alone tells that partners are partners no more.
            if !(couple.is_over && key == "together") {
                self.use_of(key);
            }
            if couple.is_over {
                self.use_of("ended");
            }
        }
        Mark { id, about, name, area, shapes }
    }

    /// A small ring on each parent link that is not settled, over the child it is about.
    fn open_links(&mut self) -> Vec<Mark> {
        let mut marks = Vec::new();
        let family = self.family;
        for link in family.links.iter().filter(|link| link.is_open && !link.is_odd) {
            let Some(adult) = link.adult else { continue };
            let is_its = |fall: &Fall| {
                let union = fall.union.map(|union| &family.unions[union]);
                union.is_some_and(|of| of.is_open && of.parents == [adult] && of.children.contains(&link.child))
            };
            let Some(fall) = self.layout.falls.iter().position(is_its) else { continue };
            let (x, y) = self.over(fall, link.child);
            marks.push(Mark {
                id: link.id.to_string(),
                about: vec![link.id.into()],
                name: self.words.link_words(link),
                area: Area { x: x - SMALL, y: y - SMALL, w: 2 * SMALL, h: 2 * SMALL },
                shapes: letter("?", (x, y)),
            });
        }
        marks
    }

    /// Where over a child the mark of its line from above stands.
    fn over(&self, fall: usize, child: At) -> (i32, i32) {
        let Entry { aside, level } = self.entry(fall, child);
        (self.x(child) + aside, self.y(child) - HALF - 15 - level * 2 * SMALL)
    }

    fn draw_rings(&mut self) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        for number in 0..self.family.homes.len() {
            let mut shapes = Vec::new();
            let mut names = Vec::new();
            let mut area: Option<Area> = None;
            for ring in self.rings.iter().filter(|ring| ring.home == number) {
                let points = self.outline(ring);
                let (style, key) = match ring.held {
                    Held::Yes => ("home", "home"),
                    _ => ("home-maybe", "home-maybe"),
                };
                if !self.used.contains(&key) {
                    self.used.push(key);
                }
                let mut closed = points.clone();
                closed.push(points[0]);
                shapes.push(Shape::Path { d: rounded(&closed, 16), style });
                let last = &ring.runs[ring.runs.len() - 1];
                let y = self.rows[last.row].1 + FOOT + 12 + ring.name.1 * NAME;
                names.push(Shape::Text {
                    x: ring.name.0,
                    y,
                    anchor: Anchor::Start,
                    words: ring_label(&self.words.homes[number]),
                    style: "home-name",
                });
                let own = around(&points);
                let size = |area: &Area| i64::from(area.w) * i64::from(area.h);
                area = area.into_iter().chain([own]).max_by_key(size);
            }
            shapes.extend(names);
            let name = self.words.home_name(number);
            let about = self.family.homes[number].about.clone();
            marks.push(Mark { id: format!("home-{number}"), about, name, area: area.unwrap_or_default(), shapes });
        }
        marks
    }

    /// The corners of an outline, clockwise from the top left.
    fn outline(&self, ring: &Ring) -> Vec<(i32, i32)> {
        let out = AROUND + (ring.home as i32 % 3) * 3;
        let mut right = Vec::new();
        let mut left = Vec::new();
        for (place, run) in ring.runs.iter().enumerate() {
            let (middle, end) = self.rows[run.row];
            let (top, bottom) = (middle - HALF - out, end + out - 2);
            right.extend([(run.right, top), (run.right, bottom)]);
            left.extend([(run.left, top), (run.left, bottom)]);
            if let Some(next) = ring.runs.get(place + 1) {
                let next_top = self.rows[next.row].0 - HALF - out;
                let (narrow_left, narrow_right) = (run.left.max(next.left), run.right.min(next.right));
                right.extend([(narrow_right, bottom), (narrow_right, next_top)]);
                left.extend([(narrow_left, bottom), (narrow_left, next_top)]);
            }
        }
        left.reverse();
        right.extend(left);
        right
    }

    fn points(&self, route: &Route) -> Vec<(i32, i32)> {
        let mut points = Vec::new();
        let lane = |place: usize| route.lanes.get(place).map(|(gap, lane)| self.gaps[*gap].route(*lane));
        let end = |end: End, toward: i32, near: Option<i32>| -> Vec<(i32, i32)> {
            match end {
                End::Person(at, column, below) => {
                    let y = self.y(at) + below;
                    let breadth = self.breadth(at, below);
                    let start = if toward > self.x(at) { self.x(at) + breadth } else { self.x(at) - breadth };
                    match near {
                        Some(near) => vec![(start, y), (column, y), (column, near)],
                        None => vec![(start, y)],
                    }
                }
                End::Edge(x, row, is_lower) => {
                    let (middle, end) = self.rows[row];
                    let y = if is_lower { end + AROUND } else { middle - HALF - AROUND };
                    vec![(x, y), (x, near.unwrap_or(y))]
                }
                End::Side(x) => vec![(x, near.unwrap_or_default())],
                End::Top(at, aside) => {
                    let (x, y) = (self.x(at) + aside, self.y(at) - self.reach(at, aside));
                    vec![(x, y), (x, near.unwrap_or(y))]
                }
            }
        };
        points.extend(end(
            route.from,
            if route.lanes.is_empty() { self.column(route.to) } else { self.column(route.from) },
            lane(0),
        ));
        if let (Some(far), Some(first), Some(last)) = (route.outside, lane(0), lane(1)) {
            points.extend([(far, first), (far, last)]);
        }
        let toward = if route.lanes.is_empty() { self.column(route.from) } else { self.column(route.to) };
        let mut back = end(route.to, toward, lane(route.lanes.len().saturating_sub(1)));
        back.reverse();
        points.extend(back);
        points.dedup();
        points
    }

    fn bond(&mut self, how: How, points: &[(i32, i32)]) -> Vec<Shape> {
        let (key, shapes) = bond_shapes(how, points);
        self.use_of(key);
        shapes
    }

    fn person(&mut self, at: At) -> Mark {
        let drawn = &self.family.people[at];
        let (x, y) = (self.x(at), self.y(at));
        let (symbol, in_review, is_open) = (drawn.symbol, drawn.in_review, drawn.is_open);
        let mut shapes = symbol_shapes(symbol, in_review, is_open, (x, y), HALF);
        if is_open {
            self.use_of("may-be");
        }
        let age = self.words.age(at);
        if !age.is_empty() {
            let style = if age.chars().count() > 3 { "age-long" } else { "age" };
            if age == "?" {
                self.use_of("not-known");
            }
            shapes.push(Shape::Text { x, y: y + 5, anchor: Anchor::Middle, words: age, style });
        }
        self.use_of(&super::words::symbol_key(symbol)["genogram.symbol.".len()..]);
        if in_review {
            self.use_of("review");
        }
        let (label, states) = self.lines[at].clone();
        let mut base = y + HALF + UNDER + 12;
        let count = (label.len() + states.len()) as i32;
        for (lines, style) in [(label, "label"), (states, "state")] {
            for words in lines {
                shapes.push(Shape::Text { x, y: base, anchor: Anchor::Middle, words, style });
                base += LINE;
            }
        }
        let w = half(&self.lines[at]);
        Mark {
            id: self.family.people[at].id.to_string(),
            about: self.words.about(at),
            name: self.words.person_words(at),
            area: Area { x: x - w, y: y - HALF, w: 2 * w, h: 2 * HALF + UNDER + count * LINE },
            shapes,
        }
    }

    /// Brackets around those who were adopted.
    fn brackets(&self) -> Vec<Shape> {
        let adopted = self.family.unions.iter().filter(|union| union.way == Way::Adoptive);
        let mut children: Vec<At> = adopted.flat_map(|union| union.children.iter().copied()).collect();
        children.sort();
        children.dedup();
        let bracket = |at: At| {
            let (x, y, far) = (self.x(at), self.y(at), HALF + SECOND + 4);
            let (top, bottom) = (y - far, y + far - 3);
            let d = format!(
                "M{} {top}H{}V{bottom}H{}M{} {top}H{}V{bottom}H{}",
                x - far + 7,
                x - far,
                x - far + 7,
                x + far - 7,
                x + far,
                x + far - 7
            );
            Shape::Path { d, style: "line" }
        };
        children.into_iter().map(bracket).collect()
    }

    /// What is used, in one order.
    fn legend(&self) -> Vec<Legend> {
        let of = |key: &&Key| self.used.contains(&key.0);
        let entry = |(key, shapes): &Key| Legend {
            words: self.words.word(&format!("genogram.legend.{key}")),
            shapes: shapes(),
        };
        let twins: &[Key] = &[("twins", || line("M28 4L16 24M28 4L40 24", "line"))];
        let has_twins = self
            .layout
            .falls
            .iter()
            .any(|fall| fall.to.iter().any(|(target, _)| self.twins_in(fall, *target).len() > 1));
        LEGEND.iter().filter(of).chain(twins.iter().filter(|_| has_twins)).map(entry).collect()
    }
}

/// The box around some points, at least as large as a finger-tip needs.
fn around(points: &[(i32, i32)]) -> Area {
    let xs = points.iter().map(|point| point.0);
    let ys = points.iter().map(|point| point.1);
    let (x, y) = (xs.clone().min().unwrap_or_default(), ys.clone().min().unwrap_or_default());
    let (w, h) = (xs.max().unwrap_or_default() - x, ys.max().unwrap_or_default() - y);
    Area { x: x - 6, y: y - 6, w: w + 12, h: h + 12 }
}

/// Where `point` is, moved towards `other` by at most `by`.
fn toward(point: (i32, i32), other: (i32, i32), by: i32) -> (i32, i32) {
    let step = |from: i32, to: i32| from + (to - from).clamp(-by, by);
    (step(point.0, other.0), step(point.1, other.1))
}

/// A path along points that are joined by upright and level lines, with round corners. It is closed where its last point is
/// its first.
fn rounded(points: &[(i32, i32)], radius: i32) -> String {
    let mut points: Vec<(i32, i32)> = points.to_vec();
    points.dedup();
    let is_closed = points.len() > 2 && points.first() == points.last();
    if is_closed {
        points.pop();
    }
    // A point in the middle of a straight line is no corner.
    let count = points.len();
    let is_corner = |place: usize| {
        if !is_closed && (place == 0 || place + 1 == count) {
            return true;
        }
        let (before, at, after) = (points[(place + count - 1) % count], points[place], points[(place + 1) % count]);
        !((before.0 == at.0 && at.0 == after.0) || (before.1 == at.1 && at.1 == after.1))
    };
    let corners: Vec<(i32, i32)> = (0..count).filter(|place| is_corner(*place)).map(|place| points[place]).collect();
    let count = corners.len();
    let mut d = String::new();
    for (place, at) in corners.iter().enumerate() {
        let is_end = !is_closed && (place == 0 || place + 1 == count);
        let command = if place == 0 { 'M' } else { 'L' };
        if is_end {
            let _ = write!(d, "{command}{} {}", at.0, at.1);
            continue;
        }
        let (before, after) = (corners[(place + count - 1) % count], corners[(place + 1) % count]);
        let half = |one: (i32, i32), other: (i32, i32)| ((one.0 - other.0).abs() + (one.1 - other.1).abs()) / 2;
        let round = radius.min(half(*at, before)).min(half(*at, after));
        let (from, to) = (toward(*at, before, round), toward(*at, after, round));
        let _ = write!(d, "{command}{} {}Q{} {} {} {}", from.0, from.1, at.0, at.1, to.0, to.1);
    }
    if is_closed {
        d.push('Z');
    }
    d
}

fn text_lines(lines: &[String], x: i32, low: i32) -> Vec<Shape> {
    let count = lines.len() as i32;
    let place = |(number, words): (usize, &String)| Shape::Text {
        x,
        y: low - (count - 1 - number as i32) * LINE,
        anchor: Anchor::Middle,
        words: words.clone(),
        style: "tie",
    };
    lines.iter().enumerate().map(place).collect()
}

fn slash_at(x: i32, y: i32, count: usize) -> Vec<Shape> {
    let slash = |number: usize| {
        let x = x + 7 * number as i32 - 3 * (count as i32 - 1);
        Shape::Path { d: format!("M{} {}L{} {}", x - 5, y + 10, x + 5, y - 10), style: "line" }
    };
    (0..count).map(slash).collect()
}

/// The upright bar on the line of two whose tie was over by the day.
fn end_at(x: i32, y: i32) -> Shape {
    Shape::Path { d: format!("M{x} {}V{}", y - 9, y + 9), style: "line" }
}

/// A letter on a line, that tells it from others without its dashes: a question mark has a ring.
fn letter(letter: &str, (x, y): (i32, i32)) -> Vec<Shape> {
    if letter.is_empty() {
        return Vec::new();
    }
    let style = if letter == "?" { "small" } else { "letter" };
    let mut shapes = vec![Shape::Text { x, y: y + 4, anchor: Anchor::Middle, words: letter.to_owned(), style }];
    if letter == "?" {
        shapes.insert(0, Shape::Circle { x, y, r: SMALL, style: "small-ring" });
    }
    shapes
}

/// The legend key, the class and the number of slashes of a couple's line.
fn couple_style(couple: &Couple) -> (&'static str, &'static str, usize) {
    match couple.kind {
        None => ("tie-unsaid", "line-thin", 0),
        Some(None | Some(TieKind::NotKnown)) => ("tie-not-known", "line-thin", 0),
        Some(Some(TieKind::Partners | TieKind::NeverLivedTogether)) => ("together", "line", 0),
        Some(Some(TieKind::Brief)) => ("brief", "line-brief", 0),
        Some(Some(TieKind::OnOff)) => ("on-off", "line-on-off", 0),
        Some(Some(TieKind::Separated)) => ("separated", "line", 1),
        Some(Some(TieKind::Divorced)) => ("divorced", "line", 2),
        Some(Some(TieKind::ParentAndAdultChild | TieKind::Siblings | TieKind::Other)) => ("kin", "line-thin", 0),
    }
}

/// How a line to children looks: its key in the legend, its class, and the letter on it, if any.
struct Look {
    key: &'static str,
    style: &'static str,
    letter: &'static str,
}

fn style_of(way: Way, is_open: bool) -> Look {
    let (key, style, letter) = match way {
        _ if is_open => ("open", "line-open", "?"),
        Way::Birth => ("birth", "line", ""),
        Way::Adoptive => ("adoptive", "line-adoptive", "a"),
        Way::Kinship => ("kinship", "line-kinship", "k"),
        Way::Foster => ("foster", "line-foster", "f"),
        Way::Step => ("step", "line-step", "s"),
        Way::Social => ("social", "line-social", "c"),
        Way::Donor => ("donor", "line-donor", "d"),
        Way::Grand => ("grand", "line-thin", "g"),
        Way::Couple => ("kin", "line-thin", ""),
        Way::Odd => ("odd", "line-odd", ""),
    };
    Look { key, style, letter }
}

/// The line of somebody who comes to a home.
fn visit_shapes(style: &'static str, points: &[(i32, i32)]) -> Vec<Shape> {
    let mut shapes = vec![Shape::Path { d: along(points), style }];
    if style == "stays" {
        // On a level piece where one is long enough: an upright one has words beside it.
        let is_level = |pair: &&[(i32, i32)]| (pair[1].0 - pair[0].0).abs() >= 28;
        let piece = points.windows(2).find(is_level).unwrap_or(points);
        shapes.extend(letter("n", middle(piece).0));
    }
    shapes
}

/// A symbol without its age, half so wide.
fn symbol_shapes(symbol: Symbol, in_review: bool, is_open: bool, (x, y): (i32, i32), half: i32) -> Vec<Shape> {
    let style = if is_open { "person-open" } else { "person" };
    let one = |half: i32| match symbol {
        Symbol::Square | Symbol::Rounded => Shape::Box {
            area: Area { x: x - half, y: y - half, w: 2 * half, h: 2 * half },
            round: if symbol == Symbol::Rounded { half * 2 / 3 } else { 0 },
            style,
        },
        Symbol::Circle => Shape::Circle { x, y, r: half, style },
        Symbol::Diamond => {
            let half = half + 2;
            Shape::Path { d: format!("M{x} {}L{} {y}L{x} {}L{} {y}Z", y - half, x + half, y + half, x - half), style }
        }
        Symbol::Triangle => {
            Shape::Path { d: format!("M{x} {}L{} {}H{}Z", y - half, x + half, y + half, x - half), style }
        }
        Symbol::Loss(_) => {
            Shape::Path { d: format!("M{x} {}L{} {}H{}Z", y - 10, x + 11, y + 10, x - 11), style: "loss" }
        }
    };
    let mut shapes = vec![one(half)];
    if in_review {
        // Behind the first, which it would hide.
        shapes.insert(
            0,
            match symbol {
                // The outer outline keeps the same distance on all three sides.
                Symbol::Triangle => Shape::Path {
                    d: format!(
                        "M{x} {}L{} {}H{}Z",
                        y - half - 2 * SECOND,
                        x + half + 7,
                        y + half + SECOND,
                        x - half - 7
                    ),
                    style,
                },
                _ => one(half + SECOND),
            },
        );
    }
    shapes
}

fn line(d: &str, style: &'static str) -> Vec<Shape> {
    vec![Shape::Path { d: d.to_owned(), style }]
}

/// A zigzag along a line of points, for what is not calm.
fn zigzag(points: &[(i32, i32)]) -> String {
    let mut d = String::new();
    let mut is_up = false;
    for (place, pair) in points.windows(2).enumerate() {
        let (from, to) = (pair[0], pair[1]);
        if place == 0 {
            let _ = write!(d, "M{} {}", from.0, from.1);
        }
        let length = (to.0 - from.0).abs().max((to.1 - from.1).abs());
        let steps = length / 6;
        for step in 1..steps {
            let away = if is_up { -4 } else { 4 };
            is_up = !is_up;
            // A picture of many is wide: the product needs more room than the place.
            let part = |from: i32, to: i32| from + (i64::from(to - from) * i64::from(step) / i64::from(steps)) as i32;
            let (x, y) = (part(from.0, to.0), part(from.1, to.1));
            let (x, y) = if from.1 == to.1 { (x, y + away) } else { (x + away, y) };
            let _ = write!(d, "L{x} {y}");
        }
        let _ = write!(d, "L{} {}", to.0, to.1);
    }
    d
}

/// A plain path along points.
fn along(points: &[(i32, i32)]) -> String {
    rounded(points, 6)
}

/// The middle of the longest piece of a line, and whether it is level.
fn middle(points: &[(i32, i32)]) -> ((i32, i32), bool) {
    let length = |pair: &&[(i32, i32)]| (pair[1].0 - pair[0].0).abs() + (pair[1].1 - pair[0].1).abs();
    points.windows(2).max_by_key(length).map_or(((0, 0), true), |pair| {
        (((pair[0].0 + pair[1].0) / 2, (pair[0].1 + pair[1].1) / 2), pair[0].1 == pair[1].1)
    })
}

/// The arrow head at the end of a line.
fn arrow(points: &[(i32, i32)]) -> Option<Shape> {
    let [.., before, end] = points[..] else { return None };
    let (x, y) = end;
    let (dx, dy) = ((end.0 - before.0).signum(), (end.1 - before.1).signum());
    let d = format!(
        "M{x} {y}L{} {}L{} {}Z",
        x - 10 * dx - 5 * dy,
        y - 10 * dy - 5 * dx,
        x - 10 * dx + 5 * dy,
        y - 10 * dy + 5 * dx
    );
    Some(Shape::Path { d, style: "arrow" })
}

/// The legend key and the shapes of a bond.
fn bond_shapes(how: How, points: &[(i32, i32)]) -> (&'static str, Vec<Shape>) {
    let path = |d: String, style: &'static str| Shape::Path { d, style };
    match how {
        // Who says it of whom draws no second arrow: the recorded one stands alone, and the rest is told in words.
        How::Abuse(..) => {
            let mut shapes = vec![path(zigzag(points), "bond")];
            shapes.extend(arrow(points));
            ("abuse", shapes)
        }
        How::Bond(_, Some(BondKind::Close)) => {
            ("bond-close", vec![path(along(points), "bond-wide"), path(along(points), "bond-inside")])
        }
        How::Bond(_, Some(BondKind::Distant)) => ("bond-distant", vec![path(along(points), "bond-distant")]),
        How::Bond(_, Some(BondKind::Conflict)) => ("bond-conflict", vec![path(zigzag(points), "bond")]),
        How::Bond(_, Some(BondKind::CutOff)) => {
            let ((x, y), is_level) = middle(points);
            let bars = match is_level {
                true => format!("M{} {}V{}M{} {}V{}", x - 4, y - 7, y + 7, x + 4, y - 7, y + 7),
                false => format!("M{} {}H{}M{} {}H{}", x - 7, y - 4, x + 7, x - 7, y + 4, x + 7),
            };
            ("bond-cut-off", vec![path(along(points), "bond"), path(bars, "bond")])
        }
        How::Bond(_, Some(BondKind::NotKnown) | None) => {
            let ((x, y), _) = middle(points);
            let mut shapes = vec![path(along(points), "bond")];
            shapes.extend(letter("?", (x, y)));
            ("bond-not-known", shapes)
        }
    }
}

/// A line of the legend.
const LEVEL: &[(i32, i32)] = &[(4, 14), (52, 14)];

/// A line to children in the legend; the child of an adoption has its brackets.
fn down_key(way: Way, is_open: bool) -> Vec<Shape> {
    let look = style_of(way, is_open);
    let is_adopted = way == Way::Adoptive;
    let mut shapes = line(if is_adopted { "M0 14H37" } else { "M0 14H56" }, look.style);
    shapes.extend(letter(look.letter, (if is_adopted { 31 } else { 46 }, 14)));
    if is_adopted {
        shapes.extend(line("M46 4H41V24H46M50 4H55V24H50", "line"));
    }
    shapes
}

fn bond_key(kind: BondKind) -> Vec<Shape> {
    bond_shapes(How::Bond(crate::case::BondId(0), Some(kind)), LEVEL).1
}

fn with_slashes(count: usize) -> Vec<Shape> {
    let mut shapes = line("M4 14H52", "line");
    shapes.extend(slash_at(28, 14, count));
    shapes
}

/// A symbol as small as the legend needs it.
fn small(symbol: Symbol) -> Vec<Shape> {
    symbol_shapes(symbol, false, false, (28, 14), 11)
}

/// A symbol of the legend: the end of the key of its words, and its shapes.
type Key = (&'static str, fn() -> Vec<Shape>);

/// Every symbol of the legend, in the order it is shown.
const LEGEND: &[Key] = &[
    ("review", || symbol_shapes(Symbol::Square, true, false, (28, 14), 8)),
    ("square", || small(Symbol::Square)),
    ("circle", || small(Symbol::Circle)),
    ("diamond", || small(Symbol::Diamond)),
    ("rounded", || small(Symbol::Rounded)),
    ("triangle", || small(Symbol::Triangle)),
    ("loss", || small(Symbol::Loss(crate::case::Loss::NotSaid))),
    ("not-known", || vec![Shape::Text { x: 28, y: 19, anchor: Anchor::Middle, words: "?".to_owned(), style: "age" }]),
    ("together", || with_slashes(0)),
    ("brief", || line("M4 14H52", "line-brief")),
    ("on-off", || line("M4 14H52", "line-on-off")),
    ("separated", || with_slashes(1)),
    ("divorced", || with_slashes(2)),
    ("ended", || {
        let mut shapes = line("M4 14H52", "line");
        shapes.push(end_at(28, 14));
        shapes
    }),
    ("tie-not-known", || line("M4 14H52", "line-thin")),
    ("tie-unsaid", || line("M4 14H52", "line-thin")),
    ("kin", || line("M4 14H52", "line-thin")),
    ("birth", || line("M4 4H52M28 4V26", "line")),
    ("adoptive", || down_key(Way::Adoptive, false)),
    ("kinship", || down_key(Way::Kinship, false)),
    ("foster", || down_key(Way::Foster, false)),
    ("step", || down_key(Way::Step, false)),
    ("social", || down_key(Way::Social, false)),
    ("donor", || down_key(Way::Donor, false)),
    ("grand", || down_key(Way::Grand, false)),
    ("odd", || down_key(Way::Odd, false)),
    ("open", || down_key(Way::Birth, true)),
    ("may-be", || symbol_shapes(Symbol::Square, false, true, (28, 14), 11)),
    ("home", || vec![Shape::Box { area: Area { x: 6, y: 4, w: 44, h: 20 }, round: 10, style: "home" }]),
    ("home-maybe", || vec![Shape::Box { area: Area { x: 6, y: 4, w: 44, h: 20 }, round: 10, style: "home-maybe" }]),
    ("visits", || visit_shapes("visits", LEVEL)),
    ("stays", || visit_shapes("stays", &[(0, 14), (28, 14), (56, 14)])),
    ("bond-close", || bond_key(BondKind::Close)),
    ("bond-distant", || bond_key(BondKind::Distant)),
    ("bond-conflict", || bond_key(BondKind::Conflict)),
    ("bond-cut-off", || bond_key(BondKind::CutOff)),
    ("bond-not-known", || bond_key(BondKind::NotKnown)),
    ("abuse", || bond_shapes(How::Abuse(crate::case::AbuseId(0), false), LEVEL).1),
];
