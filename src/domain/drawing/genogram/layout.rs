//! Where everyone stands: generations, order within each, and columns. Whole numbers and no chance: the same facts give
//! the same picture.
//!
//! The four steps of layered drawing (Sugiyama, Tagawa and Toda 1981), with the units and the last step of pedigree drawing
//! (`kinship2`, Sinnwell, Therneau and Schaid 2014): couples are laid out as one, and columns are found by least squares
//! between parents and children under fixed least distances. Here each row is solved exactly by pooling neighbours (Ayer and
//! others 1955), row after row, instead of all at once by quadratic programming.

use super::model::{At, Couple, Family, Union, Way};
use crate::case::{Role, TieKind};

/// Half the side of a symbol.
pub const HALF: i32 = 22;
/// The least distance between what stands in two neighbouring columns.
pub const GAP: i32 = 24;
/// From one line down beside a parent to the next.
pub const BESIDE: i32 = 7;
/// How wide a line that passes through a row is.
const PASSING: i32 = 6;
/// How often the order is improved.
const ORDERINGS: usize = 10;
/// How often the columns are improved.
const ALIGNMENTS: usize = 24;

/// What a person needs: half the width of symbol and words.
pub type Width = i32;

/// What the words of a couple need: between the two symbols, and from the middle of one to the other over those between.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Room {
    pub beside: i32,
    pub over: i32,
}

/// Who stands where, in columns.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// The row of each person, from the top.
    pub row: Vec<usize>,
    /// The middle of each person, from the left.
    pub x: Vec<i32>,
    /// How many rows.
    pub rows: usize,
    /// How wide everything is.
    pub width: i32,
    /// Who stands in each row, from the left.
    pub order: Vec<Vec<At>>,
    /// The lines down, from parents to children.
    pub falls: Vec<Fall>,
    /// How each couple stands, in the order of [`Family::couples`].
    pub pairs: Vec<Pair>,
}

/// How two who have a line between them stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pair {
    /// Side by side: the place between them from which their children hang.
    Beside(i32),
    /// In one row, with others between them: the place from which their children hang, beside the second.
    Over(i32),
    /// In different rows, or the same person twice: told by a [`Fall`] or in words alone.
    Apart,
}

/// A line down from the parents of a union to one or more people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fall {
    /// The union it draws; none for a couple apart or an odd link.
    pub union: Option<usize>,
    /// The parents who stand in the row that it leaves.
    pub from: Vec<At>,
    /// In what way.
    pub way: Way,
    /// The row it leaves.
    pub row: usize,
    /// Where it leaves the row, from the left.
    pub drop: i32,
    /// Its place among the lines down from the same parents, and how many those are.
    pub place: (i32, i32),
    /// Who may be a parent beside the one it leaves: it falls on their side.
    toward: Option<At>,
    /// To whom, each with the columns in which it passes the rows between.
    pub to: Vec<(At, Vec<i32>)>,
}

/// Sets that are joined step by step.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Sets {
        Sets((0..count).collect())
    }
    fn find(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.find(one), self.find(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// Whether a line between two means that they stand side by side.
fn is_side_by_side(couple: &Couple) -> bool {
    !matches!(couple.kind, Some(Some(TieKind::Siblings | TieKind::ParentAndAdultChild | TieKind::Other)))
}

/// What is laid out as one: people side by side, or a line that passes through a row.
#[derive(Clone, Default, Debug)]
struct Item {
    people: Vec<At>,
    /// From the first person's middle to each one's.
    offset: Vec<i32>,
    /// Space to the left of the first middle, and to the right of the last.
    left: i32,
    right: i32,
    row: usize,
    component: usize,
    x: i32,
}

/// A line from an item to one in the next row: who sends and who gets it, by place in the item.
#[derive(Clone, Debug)]
struct Step {
    fall: usize,
    upper: usize,
    upper_port: i32,
    lower: usize,
    lower_port: i32,
}

/// Lays out a family.
pub fn lay(family: &Family, widths: &[Width], room: &[Room]) -> Layout {
    let count = family.people.len();
    if count == 0 {
        return Layout::default();
    }
    let mut sets = Sets::new(count);
    let maybe = maybe(family);
    let companions = generations_joined(family, &mut sets, &maybe);
    let (row, component, rows) = rows(family, &mut sets, &companions);
    let mut work = Work {
        family,
        widths,
        room,
        maybe: &maybe,
        row,
        component,
        rows,
        items: Vec::new(),
        item_of: vec![0; count],
        falls: Vec::new(),
        steps: Vec::new(),
        order: Vec::new(),
    };
    work.blocks(&companions);
    work.falls();
    work.first_order();
    work.better_order();
    work.eldest_left();
    work.columns();
    work.finish()
}

/// Who can be reached going down from a set of people of one generation.
fn reaches(down: &[Vec<At>], sets: &mut Sets, members: &[Vec<At>], from: At, to: At) -> bool {
    let goal = sets.find(to);
    let start = sets.find(from);
    let mut seen = vec![false; down.len()];
    let mut next = vec![start];
    seen[start] = true;
    while let Some(set) = next.pop() {
        for at in &members[set] {
            for child in &down[*at] {
                let child = sets.find(*child);
                if child == goal {
                    return true;
                }
                if !std::mem::replace(&mut seen[child], true) {
                    next.push(child);
                }
            }
        }
    }
    false
}

/// The one settled parent of a child, and each who may be the other.
fn maybe(family: &Family) -> Vec<(At, At)> {
    let mut maybe = Vec::new();
    let birth = |union: &&Union| union.way == Way::Birth;
    for open in family.unions.iter().filter(birth).filter(|union| union.is_open) {
        for settled in family.unions.iter().filter(birth).filter(|union| !union.is_open && union.parents.len() == 1) {
            if settled.children.iter().any(|child| open.children.contains(child)) {
                maybe.push((settled.parents[0], open.parents[0]));
            }
        }
    }
    maybe
}

/// Puts couples into one generation where that contradicts no parent link, and says who stands beside whom without a line
/// between them: for the sake of a child who may be theirs, or of their home.
fn generations_joined(family: &Family, sets: &mut Sets, maybe: &[(At, At)]) -> Vec<(At, At)> {
    let count = family.people.len();
    let down = down(family);
    let mut members: Vec<Vec<At>> = (0..count).map(|at| vec![at]).collect();
    let mut join = |sets: &mut Sets, one: At, other: At| {
        let (first, second) = (sets.find(one), sets.find(other));
        if first == second || reaches(&down, sets, &members, one, other) || reaches(&down, sets, &members, other, one) {
            return;
        }
        sets.join(first, second);
        let (keep, gone) = (first.min(second), first.max(second));
        let moved = std::mem::take(&mut members[gone]);
        members[keep].extend(moved);
    };
    for couple in &family.couples {
        if couple.kind != Some(Some(TieKind::ParentAndAdultChild)) {
            join(sets, couple.one, couple.other);
        }
    }
    let mut companions = maybe.to_vec();
    for (one, other) in maybe {
        join(sets, *one, *other);
    }
    // An adult who is linked to nobody stands beside an adult of their home.
    let mut linked = vec![false; count];
    for union in &family.unions {
        union.parents.iter().chain(&union.children).for_each(|at| linked[*at] = true);
    }
    family.couples.iter().for_each(|couple| (linked[couple.one], linked[couple.other]) = (true, true));
    let is_child = |at: At| {
        let person = &family.people[at].fact;
        crate::network::is_child(person) || person.loss.is_some()
    };
    for home in &family.homes {
        let mut adults = home.members.iter().map(|(at, _)| *at).filter(|at| !is_child(*at));
        let Some(first) = adults.clone().find(|at| linked[*at]).or(adults.next()) else { continue };
        for (at, _) in &home.members {
            if *at != first && !linked[*at] && !is_child(*at) {
                linked[*at] = true;
                companions.push((first, *at));
                join(sets, first, *at);
            }
        }
    }
    companions
}

/// The children of each person, however they came to be theirs.
fn down(family: &Family) -> Vec<Vec<At>> {
    let mut down = vec![Vec::new(); family.people.len()];
    for union in &family.unions {
        for parent in &union.parents {
            down[*parent].extend(&union.children);
        }
    }
    down
}

/// The row of each person and the component they belong to. Rows are the longest way down from a founder; founders come as
/// near to their children as they can.
fn rows(family: &Family, sets: &mut Sets, companions: &[(At, At)]) -> (Vec<usize>, Vec<usize>, usize) {
    let count = family.people.len();
    let down = down(family);
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut above: Vec<usize> = vec![0; count];
    let mut whole = Sets::new(count);
    for (at, children) in down.iter().enumerate() {
        let set = sets.find(at);
        whole.join(set, at);
        for child in children {
            let child_set = sets.find(*child);
            whole.join(at, *child);
            if child_set != set {
                below[set].push(child_set);
                above[child_set] += 1;
            }
        }
    }
    for couple in &family.couples {
        whole.join(couple.one, couple.other);
    }
    for (one, other) in companions {
        whole.join(*one, *other);
    }
    for link in &family.links {
        link.adult.into_iter().for_each(|adult| whole.join(adult, link.child));
    }
    let mut deep: Vec<i32> = vec![0; count];
    let mut ready: Vec<usize> = (0..count).filter(|at| sets.find(*at) == *at && above[*at] == 0).collect();
    let founders = ready.clone();
    let mut place = 0;
    while let Some(set) = ready.get(place).copied() {
        place += 1;
        for child in &below[set] {
            deep[*child] = deep[*child].max(deep[set] + 1);
            above[*child] -= 1;
            if above[*child] == 0 {
                ready.push(*child);
            }
        }
    }
    for founder in founders {
        if let Some(nearest) = below[founder].iter().map(|child| deep[*child]).min() {
            deep[founder] = nearest - 1;
        }
    }
    let mut deep: Vec<i32> = (0..count).map(|at| deep[sets.find(at)]).collect();
    // Each component is moved so that the same roles stand in the same row.
    let component: Vec<usize> = (0..count).map(|at| whole.find(at)).collect();
    let standing = |at: At| {
        let person = &family.people[at].fact;
        match person.role {
            _ if crate::network::is_child(person) || person.loss.is_some() => (0, 0),
            Some(Role::Mother | Role::Father | Role::Parent) => (1, -1),
            Some(Role::Grandmother | Role::Grandfather) => (2, -2),
            _ => (3, -1),
        }
    };
    for part in 0..count {
        let members: Vec<At> = (0..count).filter(|at| component[*at] == part).collect();
        let Some(key) = members.iter().copied().min_by_key(|at| (!family.people[*at].in_review, standing(*at).0, *at))
        else {
            continue;
        };
        let shift = standing(key).1 - deep[key];
        members.into_iter().for_each(|at| deep[at] += shift);
    }
    let top = deep.iter().copied().min().unwrap_or_default();
    let row: Vec<usize> = deep.iter().map(|deep| (deep - top) as usize).collect();
    let rows = row.iter().copied().max().unwrap_or_default() + 1;
    // Components in order: those with children of this review first, the rest by who is in them.
    let mut parts: Vec<usize> = (0..count).filter(|at| component[*at] == *at).collect();
    let has_review = |part: usize| (0..count).any(|at| component[at] == part && family.people[at].in_review);
    parts.sort_by_key(|part| (!has_review(*part), *part));
    let mut rank = vec![0; count];
    parts.iter().enumerate().for_each(|(place, part)| rank[*part] = place);
    (row, component.into_iter().map(|part| rank[part]).collect(), rows)
}

/// A line down that is to be drawn: of which union, from whom, in what way, to whom.
type Wanted = (Option<usize>, Vec<At>, Way, Vec<At>);

struct Work<'a> {
    family: &'a Family,
    widths: &'a [Width],
    /// The room that each couple's words need between the two symbols.
    room: &'a [Room],
    maybe: &'a [(At, At)],
    row: Vec<usize>,
    component: Vec<usize>,
    rows: usize,
    items: Vec<Item>,
    item_of: Vec<usize>,
    falls: Vec<Fall>,
    steps: Vec<Step>,
    /// The items of each row, from the left.
    order: Vec<Vec<usize>>,
}

impl Work<'_> {
    /// Who stands side by side is one item.
    fn blocks(&mut self, companions: &[(At, At)]) {
        let count = self.family.people.len();
        let mut beside: Vec<Vec<At>> = vec![Vec::new(); count];
        for couple in self.family.couples.iter().filter(|couple| is_side_by_side(couple)) {
            if self.row[couple.one] == self.row[couple.other] {
                beside[couple.one].push(couple.other);
                beside[couple.other].push(couple.one);
            }
        }
        // The eldest child of two people comes first, and so do they.
        let first_child = |one: At, other: At| {
            let of = |union: &&Union| union.parents.contains(&one) && union.parents.contains(&other);
            let children = self.family.unions.iter().filter(of).flat_map(|union| &union.children);
            children.map(|child| self.family.age_key(*child)).min()
        };
        for (at, others) in beside.iter_mut().enumerate() {
            let mut keyed: Vec<_> = others
                .iter()
                .map(|other| (first_child(at, *other).is_none(), first_child(at, *other), *other))
                .collect();
            keyed.sort();
            *others = keyed.into_iter().map(|(.., other)| other).collect();
        }
        for (one, other) in companions {
            if self.row[*one] == self.row[*other] {
                beside[*one].push(*other);
                beside[*other].push(*one);
            }
        }
        let mut placed = vec![false; count];
        let mut hubs: Vec<At> = (0..count).collect();
        hubs.sort_by_key(|at| (std::cmp::Reverse(beside[*at].len()), *at));
        for hub in hubs {
            if placed[hub] {
                continue;
            }
            let mut line = std::collections::VecDeque::from([hub]);
            placed[hub] = true;
            // To which end each one's further partners go.
            let mut next = std::collections::VecDeque::from([(hub, None)]);
            while let Some((at, side)) = next.pop_front() {
                let free: Vec<At> = beside[at].iter().copied().filter(|other| !placed[*other]).collect();
                let one_only = free.len() == 1;
                for (place, other) in free.into_iter().enumerate() {
                    if std::mem::replace(&mut placed[other], true) {
                        continue;
                    }
                    // A lone man stands left of a woman; of several partners the first stands left.
                    let is_left = match side {
                        Some(is_left) => is_left,
                        None if one_only => {
                            (self.family.people[other].symbol, other) < (self.family.people[at].symbol, at)
                        }
                        None => place == 0,
                    };
                    if is_left {
                        line.push_front(other)
                    } else {
                        line.push_back(other)
                    }
                    next.push_back((other, Some(is_left)));
                }
            }
            let item = Item {
                people: line.into_iter().collect(),
                row: self.row[hub],
                component: self.component[hub],
                ..Item::default()
            };
            item.people.iter().for_each(|at| self.item_of[*at] = self.items.len());
            self.items.push(item);
            self.measure(self.items.len() - 1);
        }
    }

    /// The couple of two people, if there is a line between them.
    fn couple(&self, one: At, other: At) -> Option<usize> {
        let key = (one.min(other), one.max(other));
        self.family.couples.binary_search_by_key(&key, |couple| (couple.one, couple.other)).ok()
    }

    fn is_maybe(&self, one: At, other: At) -> bool {
        self.maybe.contains(&(one, other)) || self.maybe.contains(&(other, one))
    }

    /// Least distances within an item.
    fn measure(&mut self, item: usize) {
        let people = self.items[item].people.clone();
        let mut offset = vec![0];
        for pair in people.windows(2) {
            let (one, other) = (pair[0], pair[1]);
            // Between two who may be parents, each has a line down.
            let open = if self.is_maybe(one, other) { GAP / 2 } else { 0 };
            let least = self.widths[one] + GAP + open + self.widths[other];
            let room = self.couple(one, other).map_or(0, |couple| self.room[couple].beside + 2 * HALF);
            let mut place = offset.last().copied().unwrap_or_default() + least.max(room);
            for (before, from) in people.iter().zip(&offset).take(offset.len() - 1) {
                let room = self.couple(*before, other).map_or(0, |couple| self.room[couple].over);
                place = place.max(from + room);
            }
            offset.push(place);
        }
        let item = &mut self.items[item];
        item.left = people.first().map_or(PASSING, |at| self.widths[*at]);
        item.right = people.last().map_or(PASSING, |at| self.widths[*at]);
        item.offset = offset;
    }

    /// The lines down, with an item of their own in each row they pass.
    fn falls(&mut self) {
        let family = self.family;
        let mut wanted: Vec<Wanted> = Vec::new();
        for (place, union) in family.unions.iter().enumerate() {
            let low = union.parents.iter().map(|at| self.row[*at]).max().unwrap_or_default();
            let from: Vec<At> = union.parents.iter().copied().filter(|at| self.row[*at] == low).collect();
            wanted.push((Some(place), from, union.way, union.children.clone()));
        }
        for couple in &family.couples {
            let (one, other) = (couple.one, couple.other);
            if self.row[one] != self.row[other] {
                let (high, low) = if self.row[one] < self.row[other] { (one, other) } else { (other, one) };
                wanted.push((None, vec![high], Way::Couple, vec![low]));
            }
        }
        for link in family.links.iter().filter(|link| link.is_odd) {
            let Some(adult) = link.adult.filter(|adult| self.row[*adult] != self.row[link.child]) else { continue };
            let (high, low) =
                if self.row[adult] < self.row[link.child] { (adult, link.child) } else { (link.child, adult) };
            wanted.push((None, vec![high], Way::Odd, vec![low]));
        }
        for (union, from, way, targets) in wanted {
            let (fall, row) = (self.falls.len(), self.row[from[0]]);
            let hub = self.item_of[from[0]];
            let port = |items: &[Item], at: At, item: usize| {
                2 * items[item].people.iter().position(|one| *one == at).unwrap_or_default() as i32
            };
            let upper_port = from.iter().map(|at| port(&self.items, *at, hub)).sum::<i32>() / from.len() as i32;
            let mut to = Vec::new();
            for target in targets {
                let (mut upper, mut upper_port) = (hub, upper_port);
                let mut passed = Vec::new();
                for between in row + 1..self.row[target] {
                    let item = self.items.len();
                    self.items.push(Item {
                        offset: vec![0],
                        left: PASSING,
                        right: PASSING,
                        row: between,
                        component: self.component[target],
                        ..Item::default()
                    });
                    self.steps.push(Step { fall, upper, upper_port, lower: item, lower_port: 0 });
                    (upper, upper_port) = (item, 0);
                    passed.push(item as i32);
                }
                let lower = self.item_of[target];
                let lower_port = port(&self.items, target, lower);
                self.steps.push(Step { fall, upper, upper_port, lower, lower_port });
                to.push((target, passed));
            }
            let place = self.falls.iter().filter(|fall| fall.from == from).count() as i32;
            let people = &self.items[hub].people;
            let seat = people.iter().position(|one| *one == from[0]).unwrap_or_default();
            let beside =
                [seat.checked_sub(1), Some(seat + 1)].into_iter().flatten().filter_map(|seat| people.get(seat));
            let toward = beside.copied().find(|other| from.len() == 1 && self.is_maybe(from[0], *other));
            self.falls.push(Fall { union, from, way, row, drop: 0, place: (place, 0), toward, to });
        }
        for place in 0..self.falls.len() {
            let all = self.falls.iter().filter(|fall| fall.from == self.falls[place].from).count();
            self.falls[place].place.1 = all as i32;
        }
    }

    /// A first order: from each item to its neighbours above and below, eldest children first.
    fn first_order(&mut self) {
        let mut near: Vec<Vec<usize>> = vec![Vec::new(); self.items.len()];
        for step in &self.steps {
            near[step.lower].push(step.upper);
        }
        for step in &self.steps {
            near[step.upper].push(step.lower);
        }
        self.order = vec![Vec::new(); self.rows];
        let mut placed = vec![false; self.items.len()];
        let mut starts: Vec<usize> = (0..self.items.len()).collect();
        let first = |item: &Item| item.people.iter().copied().min();
        starts.sort_by_key(|item| {
            let item = &self.items[*item];
            (item.component, item.row, first(item).is_none(), first(item))
        });
        for start in starts {
            let mut next = vec![start];
            while let Some(item) = next.pop() {
                if std::mem::replace(&mut placed[item], true) {
                    continue;
                }
                self.order[self.items[item].row].push(item);
                next.extend(near[item].iter().rev());
            }
        }
        let items = &self.items;
        for row in &mut self.order {
            row.sort_by_key(|item| items[*item].component);
        }
    }

    /// The place of each item in its row, counted in people, doubled.
    fn places(&self) -> Vec<i32> {
        let mut places = vec![0; self.items.len()];
        for row in &self.order {
            let mut at = 0;
            for item in row {
                places[*item] = at;
                at += 2 * self.items[*item].people.len().max(1) as i32;
            }
        }
        places
    }

    /// How often lines cross.
    fn crossings(&self) -> usize {
        let places = self.places();
        let mut by_row: Vec<Vec<(i32, i32)>> = vec![Vec::new(); self.rows];
        for step in &self.steps {
            let line = (places[step.upper] + step.upper_port, places[step.lower] + step.lower_port);
            by_row[self.items[step.upper].row].push(line);
        }
        let mut crossings = 0;
        for lines in &mut by_row {
            lines.sort();
            for (place, line) in lines.iter().enumerate() {
                crossings += lines[..place].iter().filter(|other| other.0 < line.0 && other.1 > line.1).count();
            }
        }
        crossings
    }

    fn better_order(&mut self) {
        let mut best = (self.crossings(), self.order.clone(), self.items.clone(), self.steps.clone());
        for round in 0..ORDERINGS {
            if best.0 == 0 {
                break;
            }
            let is_down = round % 2 == 0;
            for number in 0..self.rows {
                self.sort_row(if is_down { number } else { self.rows - 1 - number }, is_down);
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.order.clone(), self.items.clone(), self.steps.clone());
            }
        }
        (_, self.order, self.items, self.steps) = best;
    }

    /// Sorts a row by the middle of what each item is tied to in the row before.
    fn sort_row(&mut self, row: usize, is_down: bool) {
        let places = self.places();
        let mut keys: Vec<(i64, i64)> = vec![(0, 0); self.items.len()];
        let mut ends: Vec<Vec<(i32, i32)>> = vec![Vec::new(); self.items.len()];
        for step in &self.steps {
            let (own, port, other, far) = match is_down {
                true => (step.lower, step.lower_port, step.upper, step.upper_port),
                false => (step.upper, step.upper_port, step.lower, step.lower_port),
            };
            if self.items[own].row == row {
                let at = places[other] + far;
                keys[own].0 += i64::from(at - port);
                keys[own].1 += 1;
                ends[own].push((port, at));
            }
        }
        let items = &self.items;
        let key = |item: usize| match keys[item] {
            (_, 0) => i64::from(places[item]) * 1000,
            (sum, count) => sum * 1000 / count,
        };
        self.order[row].sort_by_key(|item| (items[*item].component, key(*item), places[*item]));
        // Two whose parents stand the other way round change sides.
        for item in self.order[row].clone() {
            let end = &ends[item];
            let (first, last) = (end.iter().min(), end.iter().max());
            if let (Some(first), Some(last)) = (first, last)
                && first.0 < last.0
                && first.1 > last.1
                && is_down
            {
                self.turn(item);
            }
        }
    }

    /// Turns an item round.
    fn turn(&mut self, item: usize) {
        let last = 2 * (self.items[item].people.len() as i32 - 1);
        self.items[item].people.reverse();
        self.measure(item);
        for step in &mut self.steps {
            if step.lower == item {
                step.lower_port = last - step.lower_port;
            }
            if step.upper == item {
                step.upper_port = last - step.upper_port;
            }
        }
    }

    /// Brothers and sisters share out their places in the row by age.
    fn eldest_left(&mut self) {
        for union in self.family.unions.iter().filter(|union| !matches!(union.way, Way::Donor | Way::Grand)) {
            let mut by_row: Vec<(usize, At)> = union.children.iter().map(|child| (self.row[*child], *child)).collect();
            by_row.sort_by_key(|(row, _)| *row);
            for same in by_row.chunk_by(|one, other| one.0 == other.0) {
                let row = same[0].0;
                let mut items: Vec<usize> = Vec::new();
                for (_, child) in same {
                    if !items.contains(&self.item_of[*child]) {
                        items.push(self.item_of[*child]);
                    }
                }
                let places: Vec<usize> =
                    (0..self.order[row].len()).filter(|at| items.contains(&self.order[row][*at])).collect();
                for (place, item) in places.into_iter().zip(items) {
                    self.order[row][place] = item;
                }
            }
        }
    }

    /// Where a fall leaves its row, from the columns as they are.
    fn drop_of(&self, fall: &Fall) -> i32 {
        // Lines from the same parents stand side by side.
        let (place, all) = fall.place;
        match fall.from[..] {
            [one, other, ..] => self.between(one, other).0 + (2 * place - all + 1) * 6,
            [one] => {
                let (item, seat) = self.seat(one);
                let people = &self.items[item].people;
                let right = people.get(seat + 1).and_then(|next| self.couple(one, *next));
                let left = seat.checked_sub(1).and_then(|before| self.couple(one, people[before]));
                let is_left = match fall.toward {
                    Some(other) => self.x_of(other) < self.x_of(one),
                    None => right.is_some() && left.is_none(),
                };
                let away = self.widths[one] + 1 - BESIDE * place.min(2);
                self.x_of(one) + if is_left { -away } else { away }
            }
            _ => 0,
        }
    }

    fn x_of(&self, at: At) -> i32 {
        let (item, place) = self.seat(at);
        self.items[item].x + self.items[item].offset[place]
    }

    fn seat(&self, at: At) -> (usize, usize) {
        let item = self.item_of[at];
        (item, self.items[item].people.iter().position(|one| *one == at).unwrap_or_default())
    }

    /// The place between two in one row from which their children hang, and whether they are neighbours.
    fn between(&self, one: At, other: At) -> (i32, bool) {
        let (left, right) = if self.x_of(one) <= self.x_of(other) { (one, other) } else { (other, one) };
        let ((item, place), (other_item, other_place)) = (self.seat(left), self.seat(right));
        let edges = |left: At, right: At| (self.x_of(left) + self.widths[left], self.x_of(right) - self.widths[right]);
        if item == other_item && place + 1 == other_place {
            let (from, until) = edges(left, right);
            return ((from + until) / 2, true);
        }
        let partners =
            |at: At| self.family.couples.iter().filter(|couple| couple.one == at || couple.other == at).count();
        let is_right = partners(right) <= partners(left);
        let beside = match is_right {
            true => self.x_of(right) - self.widths[right] - GAP / 2,
            false => self.x_of(left) + self.widths[left] + GAP / 2,
        };
        (beside, false)
    }

    /// Columns: each row in turn is put as near as it can be to what it is tied to, in order and with least distances.
    fn columns(&mut self) {
        let parts = self.items.iter().map(|item| item.component).max().unwrap_or_default() + 1;
        let mut steps: Vec<Vec<usize>> = vec![Vec::new(); self.items.len()];
        for (place, step) in self.steps.iter().enumerate() {
            steps[step.upper].push(place);
            steps[step.lower].push(place);
        }
        let mut by_fall: Vec<Vec<usize>> = vec![Vec::new(); self.falls.len()];
        for (place, step) in self.steps.iter().enumerate() {
            if self.items[step.upper].row == self.falls[step.fall].row {
                by_fall[step.fall].push(place);
            }
        }
        let rows: Vec<Vec<Vec<usize>>> = (0..parts)
            .map(|part| {
                let of =
                    |row: &Vec<usize>| row.iter().copied().filter(|item| self.items[*item].component == part).collect();
                self.order.iter().map(of).collect()
            })
            .collect();
        let mut edges = vec![i32::MIN; self.rows];
        for own in &rows {
            for row in own {
                let mut at = 0;
                for item in row {
                    self.items[*item].x = at + self.items[*item].left;
                    at = self.items[*item].x + self.span(*item) + self.items[*item].right + GAP;
                }
            }
            for round in 0..ALIGNMENTS {
                for number in 0..self.rows {
                    let (row, up, down) = match round {
                        0 => (number, true, false),
                        1 => (self.rows - 1 - number, false, true),
                        round if round % 2 == 0 => (number, true, true),
                        _ => (self.rows - 1 - number, true, true),
                    };
                    self.align(&own[row], &steps, &by_fall, up, down);
                }
            }
            // Beside the components that have their place: as far left as every row allows.
            let mut shift = i32::MIN;
            for (row, items) in own.iter().enumerate() {
                if let Some(first) = items.first() {
                    let left = self.items[*first].x - self.items[*first].left;
                    let least = if edges[row] == i32::MIN { -left } else { edges[row] + 2 * GAP - left };
                    shift = shift.max(least);
                }
            }
            for (row, items) in own.iter().enumerate() {
                for item in items {
                    self.items[*item].x += shift;
                }
                if let Some(last) = items.last() {
                    edges[row] = self.items[*last].x + self.span(*last) + self.items[*last].right;
                }
            }
        }
    }

    fn span(&self, item: usize) -> i32 {
        self.items[item].offset.last().copied().unwrap_or_default()
    }

    /// One row of one component, by least squares under least distances.
    fn align(&mut self, row: &[usize], steps: &[Vec<usize>], by_fall: &[Vec<usize>], up: bool, down: bool) {
        let mut pools: Vec<(i64, i64, usize)> = Vec::new();
        let mut ahead = 0;
        let mut aheads = Vec::new();
        for item in row {
            let left = self.items[*item].left;
            if !aheads.is_empty() {
                ahead += left + GAP;
            }
            aheads.push(ahead);
            let x = self.items[*item].x;
            let (mut sum, mut weight) = (i64::from(x), 1i64);
            for place in &steps[*item] {
                let step = &self.steps[*place];
                let (is_upper, fall) = (step.upper == *item, &self.falls[step.fall]);
                let is_first = self.items[step.upper].row == fall.row;
                let wish = if is_first {
                    let all = &by_fall[step.fall];
                    let middle: i64 =
                        all.iter().map(|place| i64::from(self.lower_x(*place))).sum::<i64>() / all.len() as i64;
                    let away = middle - i64::from(self.drop_of(fall));
                    if is_upper { i64::from(x) + away } else { i64::from(x) - away }
                } else if is_upper {
                    i64::from(self.lower_x(*place))
                } else {
                    i64::from(x) + i64::from(self.items[step.upper].x) - i64::from(self.lower_x(*place))
                };
                if (is_upper && down) || (!is_upper && up) {
                    let much = if is_first { 8 } else { 16 };
                    sum += much * wish;
                    weight += much;
                }
            }
            sum -= weight * i64::from(ahead);
            pools.push((sum, weight, 1));
            // Neighbours that would come too near one another move as one.
            while let [.., before, last] = pools[..] {
                if before.0 * last.1 <= last.0 * before.1 {
                    break;
                }
                pools.truncate(pools.len() - 2);
                pools.push((before.0 + last.0, before.1 + last.1, before.2 + last.2));
            }
            ahead += self.span(*item) + self.items[*item].right;
        }
        let mut place = 0;
        for (sum, weight, count) in pools {
            let at = sum.div_euclid(weight) as i32;
            for _ in 0..count {
                self.items[row[place]].x = at + aheads[place];
                place += 1;
            }
        }
    }

    fn lower_x(&self, step: usize) -> i32 {
        let step = &self.steps[step];
        let item = &self.items[step.lower];
        item.x + item.offset[(step.lower_port / 2) as usize]
    }

    fn finish(mut self) -> Layout {
        let count = self.family.people.len();
        let x: Vec<i32> = (0..count).map(|at| self.x_of(at)).collect();
        let mut falls = std::mem::take(&mut self.falls);
        for fall in &mut falls {
            fall.drop = self.drop_of(fall);
            for (_, passed) in &mut fall.to {
                passed.iter_mut().for_each(|item| *item = self.items[*item as usize].x);
            }
        }
        let pairs = self.family.couples.iter().map(|couple| {
            if couple.one == couple.other || self.row[couple.one] != self.row[couple.other] {
                return Pair::Apart;
            }
            match self.between(couple.one, couple.other) {
                (drop, true) => Pair::Beside(drop),
                (drop, false) => Pair::Over(drop),
            }
        });
        let pairs = pairs.collect();
        let width = self.items.iter().map(|item| item.x + item.offset.last().copied().unwrap_or_default() + item.right);
        let order = self.order.iter().map(|row| row.iter().flat_map(|item| self.items[*item].people.clone()).collect());
        Layout {
            rows: self.rows,
            width: width.max().unwrap_or_default(),
            order: order.collect(),
            falls,
            pairs,
            x,
            row: self.row,
        }
    }
}
