//! Why a trace could not be read, or not be written.

use std::fmt;

use super::version::Version;

/// Why the reading of a trace stopped. Events handed out before stay valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TraceError {
    /// The bytes do not begin like a trace.
    NotATrace,
    /// A trace of a Go version before 1.22, whose format is another one.
    OldFormat {
        /// The number behind the dot in the header: 21 for `go 1.21`.
        minor: u32,
    },
    /// A trace of a Go version newer than this reader.
    UnknownVersion {
        /// The number behind the dot in the header.
        minor: u32,
    },
    /// The file ends inside a generation, which is lost: the program did not stop its tracer, or the file is cut.
    Truncated {
        /// Number of the generation that is not complete; 0 if even that is missing.
        generation: u64,
    },
    /// The file contradicts the format or itself.
    Broken {
        /// Number of the generation in which that shows; 0 if it has none.
        generation: u64,
        /// What is wrong, as half a sentence.
        what: String,
    },
}

impl fmt::Display for TraceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotATrace => write!(f, "this is not a Go execution trace"),
            Self::OldFormat { minor } => {
                write!(f, "this trace has the format of go 1.{minor}; traces can be read from Go 1.22 on")
            }
            Self::UnknownVersion { minor } => write!(
                f,
                "this trace has the format of go 1.{minor}; the newest that can be read is go 1.{}",
                Version::Go126.minor()
            ),
            Self::Truncated { generation } => write!(
                f,
                "generation {generation} is not complete: the program did not stop its tracer, or the file is cut"
            ),
            Self::Broken { generation, what } => write!(f, "broken trace, generation {generation}: {what}"),
        }
    }
}

impl std::error::Error for TraceError {}

/// Why an event cannot be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// No generation is open: none was begun, or an error came before.
    NotStarted,
    /// A generation whose number is 0 or not above the last, or without a clock snapshot, which `go 1.26` demands.
    BadSync,
    /// The time is not above the last one, or not below [`crate::limits::TIME_NS_MAX`].
    BadTime {
        /// The time that was refused, in nanoseconds.
        time_ns: u64,
    },
    /// The event cannot happen after those before it: no reader would accept it here.
    Impossible {
        /// Why, as half a sentence.
        what: String,
    },
    /// A reader would find another thread, processor, goroutine or detail than the event states.
    Mismatch,
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStarted => write!(f, "no generation is open"),
            Self::BadSync => write!(f, "a generation needs a rising number and a clock snapshot"),
            Self::BadTime { time_ns } => write!(f, "the time {time_ns} ns does not rise or is too large"),
            Self::Impossible { what } => write!(f, "impossible event: {what}"),
            Self::Mismatch => write!(f, "a reader would see this event differently"),
        }
    }
}

impl std::error::Error for WriteError {}
