//! A program and the fingerprint of its run, asserted natively and in the browser: the same, byte for byte.

/// Channels, locks, maps, floats, text, timers and a collection: whatever could differ between two machines.
pub const DETERMINISM_PROGRAM: &str = include_str!("determinism.go.txt");

/// The fingerprint with four processors, seed 1 and 256 MiB; `UPDATE_EXPECT=1 cargo test -p gopark-session` rewrites it.
pub const DETERMINISM_HASH: &str = include_str!("determinism.hash.txt");
