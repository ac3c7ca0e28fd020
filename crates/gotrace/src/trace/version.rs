//! The 16 bytes at the start of a trace, which name the version of the format.

use super::error::TraceError;

/// Length of the header in bytes.
pub(crate) const HEADER_BYTES: usize = 16;

/// A version of the trace format, named after the Go version that brought it (Go: `internal/trace/version`).
/// Go 1.24 writes [`Version::Go123`] and Go 1.27 writes [`Version::Go126`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// The first of format v2.
    Go122,
    /// Coroutine switches, stacks with goroutine states.
    Go123,
    /// The clocks of a generation in a batch of their own, with the wall clock.
    Go125,
    /// The end of a generation is marked.
    Go126,
}

impl Version {
    /// The number behind the dot: 26 for `go 1.26`.
    #[must_use]
    pub fn minor(self) -> u32 {
        match self {
            Self::Go122 => 22,
            Self::Go123 => 23,
            Self::Go125 => 25,
            Self::Go126 => 26,
        }
    }

    pub(crate) fn header(self) -> [u8; HEADER_BYTES] {
        let mut header = [0; HEADER_BYTES];
        let text = format!("go 1.{} trace", self.minor());
        header[..text.len()].copy_from_slice(text.as_bytes());
        header
    }

    /// Reads the header at the start of `bytes`.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, TraceError> {
        let header = bytes.get(..HEADER_BYTES).ok_or(TraceError::NotATrace)?;
        let rest = header.strip_prefix(b"go 1.").ok_or(TraceError::NotATrace)?;
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let tail = &rest[digits..];
        let zeros = tail.strip_prefix(b" trace").ok_or(TraceError::NotATrace)?;
        if zeros.iter().any(|&byte| byte != 0) {
            return Err(TraceError::NotATrace);
        }
        // At most five digits fit into the header, so this cannot fail on length.
        let minor = std::str::from_utf8(&rest[..digits]).ok().and_then(|text| text.parse::<u32>().ok());
        match minor.ok_or(TraceError::NotATrace)? {
            22 => Ok(Self::Go122),
            23 => Ok(Self::Go123),
            25 => Ok(Self::Go125),
            26 => Ok(Self::Go126),
            minor @ 0..22 => Err(TraceError::OldFormat { minor }),
            minor => Err(TraceError::UnknownVersion { minor }),
        }
    }
}
