//! Every bound this crate enforces, with its unit and its source.

/// Bytes in the payload of one batch (Go: `internal/trace/tracev2.MaxBatchSize`).
pub const BATCH_BYTES_MAX: u64 = 64 << 10;
/// Bytes in one string of a trace (Go: `tracev2.MaxEventTrailerDataSize`).
pub const TEXT_BYTES_MAX: usize = 1 << 10;
/// Frames in one stack of a trace (Go: `tracev2.MaxFramesPerStack`).
pub const STACK_FRAMES_MAX: usize = 128;
/// Threads in one trace; Go's own limit is 10,000 at the same time (`runtime/proc.go: schedinit`, `sched.maxmcount`).
/// One step of the reader tries each thread at most once, so this bounds the time of a step.
pub const THREADS_MAX: usize = 1 << 16;
/// Threads tried in vain before the next event is found, counted over a trace: so many are free …
pub const VAIN_TRIES_FREE: u64 = 10_000_000;
/// … and so many more with each event. With sound clocks hardly one in a million events takes more than one try, and
/// with wrong ones no more than there are busy threads; this bounds the time for a whole trace.
pub const VAIN_TRIES_PER_EVENT: u64 = 256;
/// Ranges (stop-the-world, mark assist) one goroutine may have open at the same time; Go's runtime opens two.
pub const OPEN_RANGES_MAX: usize = 16;
/// Nanoseconds a written time stamp stays below: larger ones are not exact in the `float64` Go's reader uses.
pub const TIME_NS_MAX: u64 = 1 << 53;
/// Bytes in one goroutine dump: `runtime/pprof` stops at 64 MiB (`pprof.go: writeGoroutineStacks`).
pub const DUMP_BYTES_MAX: usize = 64 << 20;
/// Events of ours that a replayed trace may come to, and events of its own that it may have; the recording ends there.
pub const REPLAYED_EVENTS_MAX: usize = 8_000_000;
/// Goroutines that a recording may have at once.
pub const REPLAYED_GOROUTINES_MAX: usize = 1 << 20;
/// Goroutines with larger numbers than this get others: tables of goroutines are as long as the largest number in them.
pub const REPLAYED_ID_MAX: u32 = 1 << 20;
