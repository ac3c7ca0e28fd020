//! Runs a compiled program: values, heap, goroutines' stacks, standard packages. Every goroutine is a task of the
//! scheduler, which decides when it runs and wakes it; this crate knows what it does.
//!
//! [`Vm::step`] goes on by one decision of the scheduler. What can be seen of a run are the events that the sink gets,
//! the bytes it wrote, and [`Stats`].

mod carried;
mod chans;
mod cost;
mod disk;
mod equal;
mod float;
mod form;
mod gc;
mod godebug;
mod held;
mod inputs;
mod interp;
mod leaks;
mod limits;
mod map_use;
mod maps;
mod memory;
pub mod native;
mod natives;
mod op;
mod output;
mod parked;
mod proof;
mod registry;
mod report;
mod roots;
mod seats;
mod stack;
pub mod std;
mod stop;
mod symbols;
mod tables;
mod task;
mod text;
mod timers;
mod utf8;
mod vm;

pub use gc::GcConfig;
pub use inputs::Input;
pub use leaks::{Leak, Leaks};
pub use proof::Census;
pub use stack::Call;
pub use stop::{PanicText, Stop};
pub use vm::{Config, Stats, Vm};
