//! Pictures of a case: shapes with names, and the same in sentences. Facts go in, shapes come out; nothing here knows of a
//! screen. The screen draws the shapes as nodes; the paper uses [`image`].
//!
//! Lengths are whole pixels of the picture. A style is a class name: `www/styles/picture.css` says how it looks on the
//! screen, `document/print.css` how it looks on paper.

pub mod genogram;
mod svg;
pub mod timeline;

pub use svg::{frame, image, legend, shape, svg};

use crate::case::FactId;

/// A picture, and everything it says in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Picture {
    /// What it is, in a few words.
    pub name: String,
    /// What it shows, in a sentence or two, for who cannot see it.
    pub description: String,
    /// How wide.
    pub width: i32,
    /// How high.
    pub height: i32,
    /// What stands behind the marks and is not reached on its own: lanes, a scale, hatching.
    pub ground: Vec<Shape>,
    /// What can be reached, in the order of the keyboard.
    pub marks: Vec<Mark>,
    /// What the symbols that are used mean.
    pub legend: Vec<Legend>,
    /// Every fact of the picture in words.
    pub sentences: Vec<String>,
}

/// Something in a picture that has a name and can be reached by keyboard.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mark {
    /// A short stable name within the picture: `p3`, `e12`.
    pub id: String,
    /// The facts it shows. Pressing it leads to the first.
    pub about: Vec<FactId>,
    /// What it says, in words.
    pub name: String,
    /// Where it is, for the ring around what has the focus.
    pub area: Area,
    /// How it looks.
    pub shapes: Vec<Shape>,
}

/// A symbol and what it means, drawn in a box of [`Legend::WIDTH`] by [`Legend::HEIGHT`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Legend {
    /// What it means.
    pub words: String,
    /// The symbol.
    pub shapes: Vec<Shape>,
}

impl Legend {
    /// How wide the symbol's box is.
    pub const WIDTH: i32 = 56;
    /// How high the symbol's box is.
    pub const HEIGHT: i32 = 28;
}

/// A stretch of a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Area {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// How wide.
    pub w: i32,
    /// How high.
    pub h: i32,
}

impl Area {
    /// Whether two areas share more than an edge.
    pub fn overlaps(self, other: Area) -> bool {
        self.x < other.x + other.w
            && other.x < self.x + self.w
            && self.y < other.y + other.h
            && other.y < self.y + self.h
    }
}

/// Where a line of text stands against its point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// The point is its start.
    Start,
    /// The point is its middle.
    Middle,
    /// The point is its end.
    End,
}

/// One thing drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A box, its corners rounded by `round`.
    Box {
        /// Where.
        area: Area,
        /// Radius of its corners.
        round: i32,
        /// Its class.
        style: &'static str,
    },
    /// A circle.
    Circle {
        /// Its middle, from the left.
        x: i32,
        /// Its middle, from the top.
        y: i32,
        /// Its radius.
        r: i32,
        /// Its class.
        style: &'static str,
    },
    /// A line or an outline, as an SVG path of whole numbers.
    Path {
        /// The path.
        d: String,
        /// Its class.
        style: &'static str,
    },
    /// A line of text.
    Text {
        /// Its point, from the left.
        x: i32,
        /// Its base line, from the top.
        y: i32,
        /// Where it stands against its point.
        anchor: Anchor,
        /// The words.
        words: String,
        /// Its class.
        style: &'static str,
    },
}
