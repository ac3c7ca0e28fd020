//! Why the command cannot go on.

use std::io;
use std::process::ExitCode;

/// Why the command cannot go on.
#[derive(Debug)]
pub enum Failure {
    /// Something to tell.
    Message(String),
    /// Nobody reads the output any more, as in `gopark run ... | head`: an end as good as any, and quiet.
    ClosedPipe,
}

/// What a shell sees of a process that was ended by SIGPIPE, as Unix tools are.
const SIGPIPE_EXIT_CODE: u8 = 128 + 13;

impl Failure {
    /// `error` happened to what `what` names.
    pub fn io(what: &str, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Message(format!("{what}: {error}")),
        }
    }

    /// A broken invariant of ours, which is shown and not hidden.
    pub fn contradiction(fault: String) -> Self {
        Self::Message(format!("Gopark contradicts itself: {fault}"))
    }

    /// Tells it on stderr, and how the process ends.
    pub fn report(&self) -> ExitCode {
        match self {
            Self::Message(message) => {
                eprintln!("gopark: {message}");
                ExitCode::from(1)
            }
            Self::ClosedPipe => ExitCode::from(SIGPIPE_EXIT_CODE),
        }
    }
}

impl From<String> for Failure {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}
