//! What computing takes, in virtual nanoseconds; what the scheduler does has its own table (`gopark_sched`). Orders of
//! magnitude of compiled Go on a current amd64 server, the same on every run.

/// One instruction of the machine. A compiled statement is a few machine instructions of a fraction of a nanosecond.
pub const INSTR_NS: i64 = 1;

/// `mallocgc` of a small object, without zeroing: about 20 ns (Go's own benchmark BenchmarkMalloc8).
const ALLOC_NS: u64 = 20;
/// Zeroing or copying memory: some 8 bytes a nanosecond out of cache.
const BYTES_PER_NS: u64 = 8;

/// An allocation of `bytes`.
pub const fn alloc_ns(bytes: u64) -> u64 {
    ALLOC_NS + bytes / BYTES_PER_NS
}

/// Copying or comparing `bytes`.
pub const fn copy_ns(bytes: u64) -> i64 {
    (bytes / BYTES_PER_NS).cast_signed()
}

/// Hashing a key, finding its group and slot (`internal/runtime/maps`: some 10 to 20 ns in cache).
pub const MAP_NS: i64 = 12;

/// Looking up a method in an itab already made, and the indirect call.
pub const IFACE_CALL_NS: i64 = 2;

/// Allocating and linking a defer record (`panic.go:deferproc`); open-coded defers are cheaper.
pub const DEFER_NS: i64 = 5;

/// Unwinding one frame of a panicking goroutine (`panic.go:nextFrame`): tables have to be searched.
pub const UNWIND_NS: i64 = 200;

/// `stack.go:copystack`: a new stack, every frame adjusted, the contents copied.
pub const fn stack_copy_ns(used_bytes: u64) -> i64 {
    500 + (used_bytes / 4).cast_signed()
}

/// The kernel's part of a small write to a pipe or terminal.
pub const WRITE_SYSCALL_NS: u64 = 1_000;

/// Sweeping a span of so many slots: its bitmaps are looked through, free slots are counted.
pub const fn sweep_ns(spans: u64, slots: u64) -> u64 {
    spans * 150 + slots * 2
}

/// A computing goroutine tells where it stands this often.
pub const SAMPLE_NS: u64 = 100_000;
