//! What the lessons say is true: every number in a text has a run or a test behind it, every link leads somewhere.

mod claims;
mod facts;
mod markdown;
mod proofs;
mod questions;
mod runs;
