//! The assistant in a browser: a handle for the custom element, a store that outlives the view, and the view.

mod copy;
mod effects;
mod embed;
mod failure;
mod print;
mod sealed;
mod store;
mod ui;
mod wire;

pub use embed::Handle;
