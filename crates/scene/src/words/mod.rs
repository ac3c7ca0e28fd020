//! All words of the interface, in one place, so that they can be translated.

mod context;
mod describe;
mod events;
mod leak;
mod table;
mod text;
mod why;

pub use context::{CONTEXTS, cancelled, context_label, context_name};
pub(crate) use context::{contexts_remark, dial_part};
pub use describe::{called_object, describe, is_inner, panicked};
pub(crate) use events::rule_and_source;
pub use events::{concerns, decision, describe_event, rule};
pub use leak::leak;
pub use table::{Row, row, rows, summary};
pub use text::*;
pub use why::{Chain, chain, why};

#[cfg(test)]
mod tests;
