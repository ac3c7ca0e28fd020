//! What the page and its worker say to each other: a byte that tells what follows.

/// Kinds of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An execution trace of Go's, for `go tool trace`.
    Go,
    /// For ui.perfetto.dev and Chrome.
    Perfetto,
}

/// What the page asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask<'a> {
    /// Make such a file of the tape that follows.
    Write(Format),
    /// The next piece of the tape.
    Tape(&'a [u8]),
    /// The tape is over.
    Finish,
    /// Read this file of Go's: an execution trace, or a goroutine dump.
    Read(&'a [u8]),
}

/// What the worker answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply<'a> {
    /// It has started, and listens from now on.
    Ready,
    /// The next bytes of the file that was asked for.
    File(&'a [u8]),
    /// The next piece of what happened, as the file tells it ([`gopark_trace::Recording`]).
    Recording(&'a [u8]),
    /// All that was asked for is done.
    Done,
    /// It cannot be done: why, in a sentence without its end.
    Failed(&'a str),
}

const GO: u8 = 1;
const PERFETTO: u8 = 2;

impl<'a> Ask<'a> {
    const WRITE: u8 = 1;
    const TAPE: u8 = 2;
    const FINISH: u8 = 3;
    /// The first byte of [`Self::Read`]; the page passes the rest on without looking at it.
    pub const READ: u8 = 4;

    /// As a message.
    pub fn to_bytes(self) -> Vec<u8> {
        match self {
            Self::Write(Format::Go) => vec![Self::WRITE, GO],
            Self::Write(Format::Perfetto) => vec![Self::WRITE, PERFETTO],
            Self::Tape(piece) => with_head(Self::TAPE, piece),
            Self::Finish => vec![Self::FINISH],
            Self::Read(file) => with_head(Self::READ, file),
        }
    }

    /// From a message; none when it means nothing.
    pub fn parse(message: &'a [u8]) -> Option<Self> {
        let (&head, rest) = message.split_first()?;
        match (head, rest) {
            (Self::WRITE, [GO]) => Some(Self::Write(Format::Go)),
            (Self::WRITE, [PERFETTO]) => Some(Self::Write(Format::Perfetto)),
            (Self::TAPE, piece) => Some(Self::Tape(piece)),
            (Self::FINISH, []) => Some(Self::Finish),
            (Self::READ, file) => Some(Self::Read(file)),
            _ => None,
        }
    }
}

impl<'a> Reply<'a> {
    /// The first byte of [`Self::Ready`].
    pub const READY: u8 = 1;
    /// The first byte of [`Self::File`]; the page makes a file of the rest without looking at it.
    pub const FILE: u8 = 2;
    /// The first byte of [`Self::Done`].
    pub const DONE: u8 = 3;
    const FAILED: u8 = 4;
    /// The first byte of [`Self::Recording`].
    pub const RECORDING: u8 = 5;

    /// As a message.
    pub fn to_bytes(self) -> Vec<u8> {
        match self {
            Self::Ready => vec![Self::READY],
            Self::File(bytes) => with_head(Self::FILE, bytes),
            Self::Recording(bytes) => with_head(Self::RECORDING, bytes),
            Self::Done => vec![Self::DONE],
            Self::Failed(why) => with_head(Self::FAILED, why.as_bytes()),
        }
    }

    /// From a message; none when it means nothing.
    pub fn parse(message: &'a [u8]) -> Option<Self> {
        let (&head, rest) = message.split_first()?;
        match head {
            Self::READY => Some(Self::Ready),
            Self::FILE => Some(Self::File(rest)),
            Self::RECORDING => Some(Self::Recording(rest)),
            Self::DONE => Some(Self::Done),
            Self::FAILED => std::str::from_utf8(rest).ok().map(Self::Failed),
            _ => None,
        }
    }
}

fn with_head(head: u8, rest: &[u8]) -> Vec<u8> {
    let mut message = Vec::with_capacity(rest.len() + 1);
    message.push(head);
    message.extend_from_slice(rest);
    message
}

#[cfg(test)]
mod tests {
    use super::{Ask, Format, Reply};

    #[test]
    fn what_is_said_is_understood() {
        let asks = [Ask::Tape(b""), Ask::Tape(b"piece"), Ask::Finish, Ask::Read(b"go 1.26 trace")];
        for ask in [Format::Go, Format::Perfetto].map(Ask::Write).into_iter().chain(asks) {
            assert_eq!(Ask::parse(&ask.to_bytes()), Some(ask));
        }
        for reply in [
            Reply::Ready,
            Reply::File(b"bytes"),
            Reply::Recording(b""),
            Reply::Done,
            Reply::Failed("it is \u{e9}"),
        ] {
            assert_eq!(Reply::parse(&reply.to_bytes()), Some(reply));
        }
        for nonsense in [&b""[..], b"\0", b"\x01\xff", b"\x03rest"] {
            assert_eq!(Ask::parse(nonsense), None);
        }
        assert_eq!(Reply::parse(b"\x04\xff"), None);
    }
}
