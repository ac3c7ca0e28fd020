//! Reading a tape.

use std::fmt;

use super::{
    CodePlace, HEAD, LOG, NOTE, PLACE, REGION_BEGIN, REGION_END, STACK, TASK_BEGIN, TASK_END, VERSION,
};
use crate::event::Event;
use crate::ids::{PId, Pc};
use crate::log::pack::{Known, take, unpack, unzigzag};
use crate::sink::Note;

/// What a tape tells next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told<'a> {
    /// Something happened.
    Event(Event),
    /// The goroutine on that processor is called from here, as in [`Sink::stack`](crate::Sink::stack).
    Stack(PId, &'a [Pc]),
    /// The program noted something, as in [`Sink::note`](crate::Sink::note).
    Note(Event, Note<'a>),
    /// Where an instruction stands that events name from now on.
    Place(Pc, CodePlace),
}

/// Why a tape cannot be read any further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Torn {
    /// It was made by another version of Gopark, or is none.
    OtherVersion,
    /// A record is not whole, or means nothing.
    Damaged,
}

impl fmt::Display for Torn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OtherVersion => "two versions of Gopark are mixed: load the page again",
            Self::Damaged => "the recording is damaged",
        })
    }
}

/// Reads the pieces of a tape, in their order.
#[derive(Clone)]
pub struct TapeReader {
    known: Known,
    stack: Vec<Pc>,
    begun: bool,
}

impl Default for TapeReader {
    fn default() -> Self {
        Self { known: Known::NOTHING, stack: Vec::new(), begun: false }
    }
}

impl TapeReader {
    /// The next record of `piece`, which is shortened by it; none at the end of the piece.
    ///
    /// # Errors
    /// When there is no sense in what follows.
    pub fn next<'t, 'b: 't>(&'t mut self, piece: &mut &'b [u8]) -> Result<Option<Told<'t>>, Torn> {
        if !self.begun && !piece.is_empty() {
            *piece = piece.strip_prefix(&[HEAD, VERSION]).ok_or(Torn::OtherVersion)?;
            self.begun = true;
        }
        if piece.is_empty() { Ok(None) } else { self.record(piece).ok_or(Torn::Damaged).map(Some) }
    }

    fn record<'t, 'b: 't>(&'t mut self, piece: &mut &'b [u8]) -> Option<Told<'t>> {
        let (&head, rest) = piece.split_first()?;
        if head < STACK {
            return unpack(piece, &mut self.known).map(Told::Event);
        }
        *piece = rest;
        match head {
            STACK => {
                let p = PId(number(piece)?);
                let n = take(piece)?;
                self.stack.clear();
                let mut last = 0_u64;
                for _ in 0..n {
                    last = last.wrapping_add(unzigzag(take(piece)?));
                    self.stack.push(Pc(u32::try_from(last).ok()?));
                }
                Some(Told::Stack(p, &self.stack))
            }
            NOTE => {
                let event = unpack(piece, &mut self.known)?;
                Some(Told::Note(event, note(piece)?))
            }
            PLACE => {
                let (pc, line) = (Pc(number(piece)?), number(piece)?);
                let (func, file) = (text(piece)?.to_owned(), text(piece)?.to_owned());
                Some(Told::Place(pc, CodePlace { func, file, line }))
            }
            _ => None,
        }
    }
}

fn note<'a>(piece: &mut &'a [u8]) -> Option<Note<'a>> {
    let (&what, rest) = piece.split_first()?;
    *piece = rest;
    let (task, parent) = (take(piece)?, take(piece)?);
    let (name, message) = (text(piece)?, text(piece)?);
    Some(match what {
        TASK_BEGIN => Note::TaskBegin { task, parent, name },
        TASK_END => Note::TaskEnd { task },
        REGION_BEGIN | REGION_END => Note::Region { on: what == REGION_BEGIN, task, name },
        LOG => Note::Log { task, category: name, message },
        _ => return None,
    })
}

fn number(piece: &mut &[u8]) -> Option<u32> {
    u32::try_from(take(piece)?).ok()
}

fn text<'a>(piece: &mut &'a [u8]) -> Option<&'a str> {
    let len = usize::try_from(take(piece)?).ok()?;
    let (text, rest) = piece.split_at_checked(len)?;
    *piece = rest;
    std::str::from_utf8(text).ok()
}
