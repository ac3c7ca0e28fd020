//! What the runtime does by itself: queues, looking for work, waking threads, watching.

mod find;
pub(crate) mod gfree;
pub(crate) mod netpoll;
mod next;
mod procs;
mod runq;
mod stw;
mod sysmon;
mod system;
mod timers;
mod wake;
