//! What other pages hold of a stage: mount, command, read, unmount; one wasm for all stages of a page.
//!
//! The custom element `<go-park>` (`www/embed/element.js`) is a shell around a [`Handle`], and so is the page of ours.

mod handle;
mod options;
mod report;
mod slots;

pub use handle::{Handle, mount};
