//! What things take, in virtual nanoseconds. Orders of magnitude of Go 1.27 on a current amd64 server; none of them is
//! exact on any one machine, all of them are the same on every run.

/// `schedule` and `execute`: from one goroutine to the next on the same thread.
pub const SWITCH: u64 = 60;
/// `newproc` with a recycled G and a 2 KB stack.
pub const GO: u64 = 200;
/// `goexit0` and putting the G on the free list.
pub const GOEXIT: u64 = 80;
/// `goready`.
pub const READY: u64 = 25;
/// An uncontended channel operation.
pub const CHAN: u64 = 25;
/// `selectgo`: a part for itself and a part for each case (poll order, locks).
pub const SELECT: u64 = 30;
/// See [`SELECT`].
pub const SELECT_CASE: u64 = 20;
/// Reading what others may write, and nothing more.
pub const LOAD: u64 = 1;
/// A compare-and-swap on a cache line nobody fights for.
pub const ATOMIC: u64 = 8;
/// `procyield(30)`: one round of a mutex's active spinning.
pub const SPIN_ROUND: u64 = 300;
/// Arming or stopping a timer in a P's heap.
pub const TIMER: u64 = 60;
/// Entering and leaving a system call.
pub const SYSCALL: u64 = 150;
/// From `futexwakeup` to the woken thread running: half fixed, half drawn.
pub const M_WAKE: u64 = 5_000;
/// `clone` of a new thread: half fixed, half drawn.
pub const M_START: u64 = 20_000;
/// One search over all processors that finds nothing.
pub const SEARCH: u64 = 200;
/// Moving a batch between queues.
pub const STEAL: u64 = 120;
/// `usleep(3)` before a running P's runnext is stolen (`proc.go:runqgrab`).
pub const STEAL_NEXT_WAIT: u64 = 3_000;
/// Stopping and restarting the world when everybody is at a safe point.
pub const STW: u64 = 15_000;
/// Scanning so many bytes that may hold pointers: about a nanosecond a byte.
pub const fn mark_ns(bytes: u64) -> u64 {
    bytes
}
/// What a cycle scans beside the program's memory: the runtime's own variables and the roots' bookkeeping.
pub const MARK_ROOTS_BYTES: u64 = 10_000;
/// How far a P may compute ahead of the others before they get their turn. Accesses to memory without synchronization
/// are ordered no better than this.
pub const LOOKAHEAD: u64 = 10_000;

/// sysmon's shortest sleep (`proc.go:sysmon`).
pub const SYSMON_MIN: u64 = 20_000;
/// sysmon's longest sleep.
pub const SYSMON_MAX: u64 = 10_000_000;
/// Idle rounds before sysmon's sleep doubles.
pub const SYSMON_IDLE_ROUNDS: u32 = 50;
/// A time slice (`proc.go:forcePreemptNS`).
pub const SLICE: u64 = 10_000_000;
/// A mutex waiter that waited longer makes the mutex starving (`internal/sync/mutex.go:starvationThresholdNs`).
pub const STARVATION: u64 = 1_000_000;
