//! Tests of the machine at its boundary: programs in, what they wrote and how they ended out.

mod asm;
mod bounds;
mod fixtures;
mod generated;
mod harness;
mod leaks;
mod machine;
mod minutes;
mod panics;
mod programs;
mod reach;
mod slices;
mod stacks;
