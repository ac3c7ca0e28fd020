//! Text as Go writes and reads it: numbers, quoted strings, code points. Plain functions over bytes, without a machine.

pub mod decimal;
pub mod float;
pub mod layout;
pub mod parse;
pub mod quote;
pub mod runes;
pub mod search;
pub mod utf8;

#[cfg(test)]
mod tests;
