//! Reads and writes Go's own files: execution traces and goroutine dumps.
//!
//! Everything here is a function from bytes to values: no files are opened, no clock is read, and no input,
//! however damaged, makes it panic or allocate more than a small multiple of the input's length.

//mod dump;
mod id;
pub mod limits;
//mod sniff;
mod trace;

//DU
pub use id::{GoId, ProcId, TaskId, ThreadId};
//SN
pub use trace::{
    ClockSnapshot, Context, Event, EventKind, Experiment, Frame, GoStatus, ProcStatus, StackId, Symbols,
    TextId, Trace, TraceError, TraceWriter, Version, WriteError, read_trace,
};
