//! What the program wrote.

use std::rc::Rc;

use gopark_trace::{Fd, LimitKind};

use crate::limits;

/// The two streams. Clones share them until one of them writes on.
#[derive(Clone, Debug, Default)]
pub struct Output {
    streams: [Rc<Vec<u8>>; 2],
}

impl Output {
    /// What was written to a stream.
    pub fn bytes(&self, fd: Fd) -> &[u8] {
        &self.streams[fd as usize]
    }

    /// How many bytes were written to a stream.
    pub fn len(&self, fd: Fd) -> u32 {
        self.bytes(fd).len() as u32
    }

    /// Appends to a stream.
    ///
    /// # Errors
    /// When the stream would be longer than its bound; what fits is appended.
    pub fn push(&mut self, fd: Fd, bytes: &[u8]) -> Result<(), LimitKind> {
        let stream = Rc::make_mut(&mut self.streams[fd as usize]);
        let room = limits::OUTPUT_BYTES_MAX - stream.len();
        stream.extend_from_slice(&bytes[..bytes.len().min(room)]);
        if bytes.len() > room { Err(LimitKind::Output) } else { Ok(()) }
    }
}
