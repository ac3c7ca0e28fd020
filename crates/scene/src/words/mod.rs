//! All words of the interface, in one place, so that they can be translated.

mod describe;
mod events;
mod table;
mod text;

pub use describe::describe;
pub use events::{concerns, describe_event, rule};
pub use table::{Row, row, rows, summary};
pub use text::*;

#[cfg(test)]
mod tests;
