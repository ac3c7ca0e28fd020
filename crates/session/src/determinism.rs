//! A program and the fingerprint of its run, asserted natively and in the browser: the same, byte for byte.

/// Channels, locks, maps, floats, text, timers and a collection: whatever could differ between two machines.
pub const DETERMINISM_PROGRAM: &str = include_str!("determinism.go.txt");

/// The fingerprint with four processors, seed 1 and 256 MiB.
pub const DETERMINISM_HASH: &str = "9f8f9d3cf48781ff";
