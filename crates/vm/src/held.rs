//! What takes long in real time, though it is one operation at one moment: waking a million, growing a map, copying a hundred
//! megabytes; or one turn of a goroutine that nobody disturbs. Many steps of the machine do nothing else then, and what
//! happens is the same as if it were done at once.

use gopark_sched::Woken;
use gopark_trace::{GId, PId, Sink};

use crate::interp;
use crate::limits;
use crate::memory::Layout;
use crate::natives::Entries;
use crate::stop::Stop;
use crate::vm::Vm;

/// A goroutine within an operation, on its P.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    pub p: PId,
    pub g: GId,
    /// Nanoseconds it has left, and had when time was last charged.
    pub fuel: i64,
    pub full: i64,
    /// The instruction is executed again.
    pub again: bool,
}

/// How far an operation is that said [`Later`](crate::stop::Stop::Later): what it likes. Nothing at its beginning.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// Where it goes on.
    pub at: usize,
    /// How many.
    pub count: usize,
    /// A text so far.
    pub pieces: Pieces,
    /// Those who left their queues and are not ready yet.
    pub woken: Vec<Woken>,
    /// Entries of a map in order.
    pub entries: Option<Box<Entries>>,
}

/// A text in pieces, none of which is long.
#[derive(Clone, Debug, Default)]
pub struct Pieces(Vec<Vec<u8>>);

impl Pieces {
    /// How long it is.
    pub fn bytes(&self) -> u64 {
        self.0.iter().map(|piece| piece.len() as u64).sum()
    }
}

/// Puts what the beginning of a text becomes behind what there is, and tells how much of it that was: about so many bytes.
pub type Make<'a> = dyn FnMut(&[u8], usize, &mut Vec<u8>) -> usize + 'a;

impl<S: Sink> Vm<S> {
    /// What becomes of a text in memory, however long it is.
    ///
    /// # Errors
    /// [`Stop::Later`].
    pub(crate) fn in_pieces(&mut self, (addr, len): (u64, u64), make: &mut Make<'_>) -> Result<Pieces, Stop> {
        let (at, mut piece) = (self.progress.at, Vec::new());
        let rest = self.mem.bytes(addr, len).and_then(|text| text.get(at..)).unwrap_or_default();
        let done = make(rest, limits::TEXT_PER_STEP_MAX, &mut piece);
        let is_all = done >= rest.len();
        self.progress.at += done;
        self.progress.pieces.0.push(piece);
        if !is_all {
            return Err(Stop::Later);
        }
        Ok(std::mem::take(&mut self.progress).pieces)
    }

    /// A new object with room for so many bytes and without pointers, which begins with that text.
    ///
    /// # Errors
    /// Out of memory.
    pub(crate) fn alloc_pieces(&mut self, pieces: Pieces, room: u64) -> Result<u64, Stop> {
        let addr = self.alloc(room, Layout::NOSCAN)?;
        let mut to = addr;
        for piece in pieces.0 {
            let len = piece.len() as u64;
            let done = if self.mem.is_behind() {
                self.mem.write_later(to, piece)
            } else {
                self.mem.write(to, &piece)
            };
            done.ok_or(Stop::Nil)?;
            to += len;
        }
        Ok(addr)
    }

    /// Nothing else happens until something is done.
    #[inline]
    pub fn is_held(&self) -> bool {
        self.held.is_some() || self.mem.is_behind() || self.mem.has_dead_chans(limits::WOKEN_PER_STEP_MAX)
    }

    /// Until nothing is held any more.
    pub(crate) fn finish(&mut self) {
        while self.is_held() {
            self.go_on();
        }
    }

    /// Goes on with that.
    #[cold]
    pub(crate) fn go_on(&mut self) {
        if self.mem.is_behind() {
            self.mem.catch_up();
        } else if let Some(held) = self.held.take() {
            interp::go_on(self, held);
        } else {
            self.bury_chans(limits::WOKEN_PER_STEP_MAX);
        }
    }
}
