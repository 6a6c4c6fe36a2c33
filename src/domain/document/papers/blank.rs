//! stub
use super::*;
/// stub
pub fn blank(_: &Guidance, _: Today, _: Kind) -> Document {
    Document::default()
}
