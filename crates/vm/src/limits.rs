//! Every bound of the machine, with its unit. Reaching one ends the program with an `Ending` that names it.

/// Bytes of simulated memory: data segment and heap pages.
pub const MEMORY_BYTES_MAX: u64 = 512 << 20;

/// Bytes a single object may have; larger requests are refused as Go refuses them beyond its address space.
pub const OBJECT_BYTES_MAX: u64 = MEMORY_BYTES_MAX / 2;

/// Bytes of each output stream.
pub const OUTPUT_BYTES_MAX: usize = 4 << 20;

/// Words of one goroutine's stack, whatever the configured limit of its simulated stack: 512 MiB of frames that are
/// all words.
pub const STACK_WORDS_MAX: usize = 64 << 20;

/// Goroutines shown in one dump.
pub const DUMP_GOROUTINES_MAX: usize = 1_000;

/// Collections whose moments are kept: a dump tells since when a goroutine waits only from those.
pub const COLLECTIONS_REMEMBERED_MAX: usize = 1 << 16;

/// Goroutines, bytes of heap and of stacks, and deferred calls of those who run, beyond which leaked goroutines are looked for only when the program asks.
pub const LEAK_WATCH_GOROUTINES_MAX: u32 = 10_000;
pub const LEAK_WATCH_HEAP_BYTES_MAX: u64 = 8 << 20;
pub const LEAK_WATCH_STACK_BYTES_MAX: u64 = 32 << 20;
pub const LEAK_WATCH_DEFERS_MAX: usize = 10_000;
/// What may be looked at for that, objects, goroutines and timers, as often as usual: it takes ten milliseconds.
pub const LEAK_WATCH_WORK_MAX: u64 = 25_000;

/// Leaked goroutines that are looked at for who holds on to something.
pub const LEAK_HOLDERS_MAX: usize = 64;

/// Armed and stopped timers the program holds.
pub const TIMERS_MAX: usize = 1 << 20;

/// Bytes of a write that take one more nanosecond in the kernel.
pub const WRITE_BYTES_PER_NS: usize = 8;

/// Interfaces within interfaces that a comparison follows.
pub const VALUE_DEPTH_MAX: u32 = 500;

/// Words that one step of the machine looks at for pointers: a millisecond or two of real time.
pub const WORDS_PER_STEP_MAX: usize = 50_000;

/// Spans that one step of the machine sweeps while the world is stopped.
pub const SPANS_PER_STEP_MAX: u32 = 512;

/// Words of a stack that are looked through for contexts, when somebody asks what a goroutine carries.
pub const CARRIED_WORDS_MAX: usize = 1 << 14;

/// Goroutines that one step of the machine wakes, and channels that it buries.
pub const WOKEN_PER_STEP_MAX: usize = 4_096;

/// Bytes that one step of the machine zeroes, copies or looks through.
pub const BYTES_PER_STEP_MAX: usize = 1 << 20;

/// Bytes of text that one step of the machine turns into others.
pub const TEXT_PER_STEP_MAX: usize = 256 << 10;

/// Tables of a map, of a thousand slots each, that one step of the machine empties.
pub const TABLES_PER_STEP_MAX: usize = 64;

/// Entries of a map that one step of the machine finds, compares or copies to print them in order.
pub const ENTRIES_PER_STEP_MAX: usize = 10_000;

/// Pages of memory that are copied or given back at a time: 4 MiB.
pub const PAGES_PER_STEP_MAX: usize = 1 << 10;

/// Pages of a table, of 64 goroutines each, that are given back at a time.
pub const TABLE_PAGES_PER_STEP_MAX: usize = 64;

/// Timers, locks and groups that one step of the machine looks through.
pub const REGISTRY_PER_STEP_MAX: usize = 10_000;

/// Nanoseconds of virtual time that one step may compute without going back to whoever steps; one instruction is one.
pub const STEP_NS_MAX: u64 = 250_000;

/// What a step may do while the scheduler lets its goroutine go on, in nanoseconds of virtual time.
pub const WORK_PER_STEP_MAX: u64 = 250_000;

/// What an instruction counts there that the hot loop leaves to others: some hundred nanoseconds of real time.
pub const SLOW_WORK: u64 = 64;

/// Calls of a stack that a sink is told, from the innermost outwards: what Go's execution traces hold.
pub const TRACE_FRAMES_MAX: usize = 128;
