//! All words of the interface, in one place, so that they can be translated.

mod describe;
mod events;
mod leak;
mod table;
mod text;
mod why;

pub use describe::describe;
pub use events::{concerns, describe_event, rule};
pub use leak::leak;
pub use table::{Row, row, rows, summary};
pub use text::*;
pub use why::{Chain, chain, why};

#[cfg(test)]
mod tests;
