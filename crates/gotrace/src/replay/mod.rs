//! A file of Go's as a recording: the events of a trace in our own vocabulary, or the one moment of a dump.
//!
//! A trace tells who runs where, who waits and who wakes whom. It does not tell run queues, sleeping threads, or for which
//! channel or lock somebody waits. Queues are inferred by the scheduler's rules, so that the next event fits; a thread
//! without a processor is taken to sleep; and whoever waits stands at the *line* where it does. A recording begins with
//! [`gopark_trace::Kind::Recorded`], so that whoever shows it can say so.

mod cast;
mod dump;
mod machine;
mod names;
mod queues;
mod reason;
mod remarks;
mod trace;

use std::fmt;

use gopark_trace::Recording;

use crate::dump::{Dump, DumpError, parse_dump};
use crate::sniff::{FileKind, sniff};
use crate::trace::TraceError;

/// Why a file cannot be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReplayError {
    /// It is a trace that cannot be read.
    Trace(TraceError),
    /// It is no dump that can be read.
    Dump(DumpError),
    /// It is a profile of something else than goroutines; of what.
    Profile(String),
    /// It is nothing of Go's.
    Unknown,
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Trace(error) => error.fmt(f),
            Self::Dump(error) => error.fmt(f),
            Self::Profile(name) => write!(f, "this is a profile named {name}, which counts no goroutines"),
            Self::Unknown => write!(f, "this is neither a Go execution trace nor a goroutine dump"),
        }
    }
}

impl std::error::Error for ReplayError {}

/// Reads a trace or a dump, whichever `bytes` are.
///
/// What can be read of a damaged file is shown, and [`Recording::remarks`] tell what is missing.
///
/// # Errors
/// When `bytes` are neither, or nothing of them can be read.
pub fn replay(bytes: &[u8]) -> Result<Recording, ReplayError> {
    match sniff(bytes) {
        FileKind::Trace => trace::replay(bytes).map_err(ReplayError::Trace),
        FileKind::Unknown => match trace::replay(bytes) {
            // The oldest headers are shorter.
            Err(error @ (TraceError::OldFormat { .. } | TraceError::UnknownVersion { .. })) => {
                Err(ReplayError::Trace(error))
            }
            _ => Err(ReplayError::Unknown),
        },
        FileKind::GoroutineDump | FileKind::CountProfile => {
            match parse_dump(&String::from_utf8_lossy(bytes)).map_err(ReplayError::Dump)? {
                Dump::Counts(profile) if !profile.name.starts_with("goroutine") => {
                    Err(ReplayError::Profile(profile.name))
                }
                dump => Ok(dump::of_dump(&dump)),
            }
        }
        other => Err(ReplayError::Dump(DumpError::NotADump(other))),
    }
}
