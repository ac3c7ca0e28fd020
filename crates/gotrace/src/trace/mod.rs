//! The execution trace, format v2 (`internal/trace` of the Go tree; written by `runtime/trace.go`).
//!
//! A file is a row of generations of about a second each. In a generation every thread's events stand in
//! batches of their own; `order` finds the one order that the sequence numbers in them allow, and so tells
//! for every event which goroutine and processor its thread held. `read` drives that, `write` inverts it.

mod batch;
mod code;
mod convert;
mod error;
mod event;
mod generation;
mod order;
mod read;
mod symbols;
mod varint;
mod version;
mod write;

pub use error::{TraceError, WriteError};
pub use event::{ClockSnapshot, Context, Event, EventKind, Experiment, GoStatus, ProcStatus};
pub use read::{Trace, read_trace};
pub use symbols::{Frame, StackId, Symbols, TextId};
pub use version::Version;
pub use write::TraceWriter;
