//! The simulated Go scheduler: what a goroutine asks for, and when it gets it.
//!
//! Goroutines (G), processors (P) and threads (M) as in Go 1.27's `runtime/proc.go`, on virtual time. The caller (the
//! virtual machine) runs goroutines and calls an operation for everything a goroutine asks of the runtime; the
//! scheduler decides, keeps order and time, and tells everything it does as [`Event`](gopark_trace::Event)s to its sink.
//! It knows nothing of Go source or of values: when a value has to move, the operation's result says between whom.
//!
//! # Time
//! Every P has a clock. [`Sched::next`] picks whatever is furthest behind: a P, sysmon, a thread coming back from a
//! system call, the network poller with its timers. A P may compute ahead of the others (up to [`Sched::budget_ns`]),
//! but it may act, that is, call an operation, only when nothing is behind it ([`Sched::may_act`]). So operations happen
//! in the order of their times, and causality holds.
//!
//! Before every operation the caller charges the time used so far and sets the place in the code; an operation that
//! parks or yields sends the caller back to `next`.

mod config;
mod cost;
mod gc;
mod machine;
mod measures;
mod ops;
mod outcome;
mod rng;
mod sched;
mod schedtrace;
mod state;
mod timers;
mod verify;

pub use config::{Config, Limits};
pub use gc::{Cycle, Gc, GcTask, Marked, Pacer, Trigger};
pub use measures::{Measures, Numbers, TimeHistogram};
pub use outcome::{BubbleLeft, BubbleWait, Lock, Next, Recv, Select, SelectCase, Send, Unlock, Woken};
pub use rng::Rng;
pub use sched::Sched;
