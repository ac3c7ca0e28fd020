//! Everything the page can do, without a page.

mod bounds;
mod changes;
mod contexts;
mod history;
mod hunts;
mod moving;
mod naming;
mod previews;
mod programs;
mod recordings;
mod sharing;
mod taping;
mod twins;
