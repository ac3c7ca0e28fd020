//! Goroutine dumps: stacks as text, written by `runtime.Stack`, `debug=2`, panics and SIGQUIT
//! (Go: `runtime/traceback.go`), and counted stacks, written with `debug=1` (Go: `runtime/pprof/pprof.go`).
//!
//! Dumps come out of logs, terminals and chats. A prefix of constant width in front of each line is cut off, tabs
//! may have become spaces, line ends may be CRLF, and a line that is no part of a dump is kept and does no harm.

mod counts;
mod crash;
mod header;
mod lines;
mod quoted;
mod stack;

use std::fmt;

use crate::limits::DUMP_BYTES_MAX;
use crate::sniff::{FileKind, sniff};

pub use counts::{CountProfile, Group, ProfileFrame, Symbol};
pub use crash::{Crash, PanicText, Recovery};
pub use header::{Header, RuntimeIds};
pub use stack::{Ancestor, Call, CreatedBy, Frame, Place, Registers, Stack};

pub(crate) use counts::is_profile_header;
pub(crate) use header::is_goroutine_header;

use lines::Lines;

/// A dump of one of the two forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dump {
    /// Each goroutine with its state and stack.
    Goroutines(GoroutineDump),
    /// Equal stacks counted, without ids, states and creators.
    Counts(CountProfile),
}

/// Goroutines in the order of the dump: the one that dumps first, then by allocation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoroutineDump {
    /// What stands in front of the first goroutine.
    pub crash: Crash,
    /// The goroutines. One may come twice if the text holds several dumps.
    pub goroutines: Vec<Goroutine>,
    /// Lines behind the first goroutine that belong to none: registers, `exit status 2`, a log.
    pub rest: Vec<String>,
}

/// One goroutine of a dump.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goroutine {
    /// Id and state.
    pub header: Header,
    /// What it was doing.
    pub stack: Stack,
}

/// Why a text could not be read as a dump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DumpError {
    /// More bytes than [`DUMP_BYTES_MAX`].
    TooLong,
    /// It holds no goroutine and no profile; what it seems to be instead.
    NotADump(FileKind),
}

impl fmt::Display for DumpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "the dump is longer than {} MiB", DUMP_BYTES_MAX >> 20),
            Self::NotADump(FileKind::Gzip) => {
                write!(f, "this is compressed; a goroutine profile is readable when fetched with ?debug=2")
            }
            Self::NotADump(FileKind::Trace) => write!(f, "this is an execution trace, not a dump"),
            Self::NotADump(FileKind::RaceReport) => write!(f, "this is a race report, not a dump"),
            Self::NotADump(_) => write!(f, "no goroutine found in this text"),
        }
    }
}

impl std::error::Error for DumpError {}

/// Reads a goroutine dump, or a profile of counted stacks.
///
/// # Errors
/// If `text` is too long or holds neither.
pub fn parse_dump(text: &str) -> Result<Dump, DumpError> {
    if text.len() > DUMP_BYTES_MAX {
        return Err(DumpError::TooLong);
    }
    match sniff(text.as_bytes()) {
        FileKind::GoroutineDump => Ok(Dump::Goroutines(parse_goroutines(text))),
        FileKind::CountProfile => Ok(Dump::Counts(counts::parse(text))),
        other => Err(DumpError::NotADump(other)),
    }
}

fn parse_goroutines(text: &str) -> GoroutineDump {
    let column = text.lines().find_map(|line| header::find(line.trim_end())).map_or(0, |(column, _)| column);
    let mut lines = Lines::new(text, column);
    let mut dump = GoroutineDump { crash: crash::parse(&mut lines), ..GoroutineDump::default() };
    while let Some(line) = lines.next() {
        if let Some(header) = header::parse(line) {
            dump.goroutines.push(Goroutine { header, stack: stack::parse(&mut lines) });
        } else if !line.trim().is_empty() {
            dump.rest.push(line.to_owned());
        }
    }
    dump
}
