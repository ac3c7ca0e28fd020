//! Reads and writes Go's own files: execution traces and goroutine dumps.
//!
//! Everything here is a function from bytes to values: no files are opened, no clock is read, and no input,
//! however damaged, makes it panic or allocate more than a small multiple of the input's length.

pub mod dump;
pub mod export;
mod id;
pub mod limits;
mod perfetto;
pub mod replay;
mod sniff;
pub mod trace;

pub use dump::{Dump, DumpError, parse_dump};
pub use export::Exporter;
pub use id::{GoId, ProcId, TaskId, ThreadId};
pub use perfetto::Perfetto;
pub use sniff::{FileKind, sniff};
pub use trace::{Trace, TraceError, TraceWriter, WriteError, read_trace};
