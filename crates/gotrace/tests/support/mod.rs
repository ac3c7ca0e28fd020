//! What the tests of this crate share.

pub mod lines;
pub mod rng;
pub mod text;
