//! What the tests of this crate share.
#![allow(dead_code, reason = "each test binary uses a part of it")]

pub mod dumps;
pub mod lines;
pub mod rng;
pub mod run;
pub mod states;
pub mod text;
pub mod traces;
