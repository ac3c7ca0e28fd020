//! Everything the page can do, without a page.

mod bounds;
mod changes;
mod moving;
mod programs;
