//! Every bound of a session, with its unit.

use std::ops::RangeInclusive;

/// Events a recording keeps; the run ends there, and says so.
pub const EVENTS_MAX: usize = 16_000_000;
/// Stored worlds; beyond that every other one goes, and they stand twice as far apart.
pub const KEYFRAMES_MAX: usize = 96;
/// Bytes of what stored worlds do not share; beyond that every other one goes, too.
pub const KEYFRAME_BYTES_MAX: usize = 128 << 20;
/// Events between two stored worlds, while there are few: what a step back has to fold again at most.
pub const EVENTS_PER_KEYFRAME: usize = 8_192;
/// Events between two looks at what one of them takes.
pub const EVENTS_PER_WEIGHING: u64 = 256;
/// Events between two snapshots of the machine, while there are few.
pub const EVENTS_PER_SNAPSHOT: usize = 32_768;
/// Snapshots of the machine kept; beyond that every other one goes.
pub const SNAPSHOTS_MAX: usize = 24;
/// Newest events reported to whoever animates them.
pub const PASSED_MAX: usize = 4_096;
/// Events that a single command looks at before it gives up looking for its goal.
pub const COMMAND_EVENTS_MAX: usize = 200_000;
/// Milliseconds before the rest of a command is left to the next frames.
pub const COMMAND_MS_MAX: f64 = 5.0;
/// Steps of the machine that a single command waits for the next event.
pub const COMMAND_STEPS_MAX: usize = 20_000;
/// Events that are replayed at most to look at the machine at an earlier moment.
pub const REPLAY_EVENTS_MAX: usize = 65_536;
/// Steps of the machine that are replayed at most for that.
pub const REPLAY_STEPS_MAX: usize = 65_536;
/// Events that a file of a run holds at most: as a trace of Go's five megabytes or so, for Perfetto two
/// hundred.
pub const TAPED_EVENTS_MAX: u64 = 2_000_000;
/// Events of one run of a hunt before it is left for the next seed.
pub const HUNT_EVENTS_MAX: usize = 1_000_000;
/// Nanoseconds of program time in which one run of a hunt computes before it is left for the next seed.
pub const HUNT_NS_MAX: u64 = 1_000_000_000;
/// How many of them one of its steps counts, whatever time went by: no step costs nothing, and none computes for longer.
pub const HUNT_STEP_NS: RangeInclusive<u64> = 1_000..=250_000;
/// Pages of each table of a world that are given back at a time.
pub const TABLE_PAGES_AT_ONCE: usize = 64;
/// Bytes of source text.
pub const SOURCE_BYTES_MAX: usize = 1 << 20;
/// Goroutines alive at once.
pub const GOROUTINES_MAX: u32 = 1 << 20;
/// Channels, locks and groups alive at once.
pub const OBJECTS_MAX: u32 = 2_000_000;
/// Changes in a shared run.
pub const SHARED_CHANGES_MAX: usize = 10_000;
/// Processors of a shared run.
pub const PROCS_MAX: u32 = 256;
/// The container's memory limit of a shared run, in bytes: the largest that the page lets one choose. Stacks have no bytes
/// of ours, and the heap has a bound of its own.
pub const MEMORY_LIMIT_BYTES_MAX: u64 = 4 << 30;
