//! Drives the built page in a browser, as a reader would.
//!
//! A test opens a [`Page`] and finds what it needs by role and accessible name, so that what a screen reader cannot
//! find, a test cannot find either. Finding waits for a moment, and whatever is not there, or cannot be done, ends
//! the test with a sentence that says so.
//!
//! `cargo xtask test page` builds the page, finds a browser and passes both in environment variables.

#![expect(
    clippy::disallowed_methods,
    reason = "a test harness waits for a browser in wall time, and serves files to it from a thread"
)]

mod driver;
mod element;
mod page;
mod role;
mod server;

pub use element::{Element, Key};
pub use page::{Page, Theme};
pub use role::Role;
