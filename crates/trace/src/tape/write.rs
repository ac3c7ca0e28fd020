//! Making a tape.

use super::{
    CodePlace, HEAD, LOG, NOTE, PLACE, REGION_BEGIN, REGION_END, STACK, TASK_BEGIN, TASK_END, VERSION,
};
use crate::event::{Event, Kind};
use crate::ids::{PId, Pc};
use crate::log::pack::{Known, pack, put, zigzag};
use crate::sink::{Note, Sink};

/// A tape that is being made. What it is told piles up until it is [taken](Self::take).
#[derive(Clone)]
pub struct Tape {
    known: Known,
    bytes: Vec<u8>,
    /// Events it was told, and how many it takes.
    events: u64,
    most: u64,
    /// Which places were named, a bit each; and those that the next piece has to tell.
    named: Vec<u64>,
    fresh: Vec<Pc>,
    begun: bool,
}

impl Default for Tape {
    fn default() -> Self {
        Self::new(u64::MAX)
    }
}

impl Tape {
    /// A tape that is full after so many events, and takes nothing more then.
    pub fn new(events: u64) -> Self {
        Self {
            known: Known::NOTHING,
            bytes: Vec::new(),
            events: 0,
            most: events,
            named: Vec::new(),
            fresh: Vec::new(),
            begun: false,
        }
    }

    /// How many events it was told.
    pub fn events(&self) -> u64 {
        self.events
    }

    /// It takes nothing more.
    pub fn is_full(&self) -> bool {
        self.events == self.most
    }

    /// Bytes that wait to be taken, without the places.
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// The next piece: where the code stands that it names for the first time, and all that was told since the last.
    pub fn take(&mut self, place: &mut dyn FnMut(Pc) -> Option<CodePlace>) -> Vec<u8> {
        let mut piece = Vec::with_capacity(self.bytes.len() + 64 * self.fresh.len() + 2);
        if !std::mem::replace(&mut self.begun, true) {
            piece.extend([HEAD, VERSION]);
        }
        for pc in self.fresh.drain(..) {
            if let Some(CodePlace { func, file, line }) = place(pc) {
                piece.push(PLACE);
                put(&mut piece, pc.0.into());
                put(&mut piece, line.into());
                put_text(&mut piece, &func);
                put_text(&mut piece, &file);
            }
        }
        piece.append(&mut self.bytes);
        piece
    }

    fn name(&mut self, pc: Pc) {
        let Some(pc) = pc.some() else { return };
        let (word, bit) = (pc.0 as usize / 64, 1 << (pc.0 % 64));
        if word >= self.named.len() {
            self.named.resize(word + 1, 0);
        }
        if self.named[word] & bit == 0 {
            self.named[word] |= bit;
            self.fresh.push(pc);
        }
    }
}

impl Sink for Tape {
    fn event(&mut self, event: &Event) {
        if self.is_full() {
            return;
        }
        self.events += 1;
        self.name(event.pc);
        if let Kind::GoCreate { entry, .. } = event.kind {
            self.name(entry);
        }
        pack(event, &mut self.known, &mut self.bytes);
    }

    fn wants_stacks(&self) -> bool {
        !self.is_full()
    }

    fn stack(&mut self, p: PId, stack: &[Pc]) {
        if self.is_full() {
            return;
        }
        self.bytes.push(STACK);
        put(&mut self.bytes, p.0.into());
        put(&mut self.bytes, stack.len() as u64);
        let mut last = 0;
        for &pc in stack {
            self.name(pc);
            put(&mut self.bytes, zigzag(u64::from(pc.0).wrapping_sub(last)));
            last = pc.0.into();
        }
    }

    fn note(&mut self, event: &Event, note: Note<'_>) {
        if self.is_full() {
            return;
        }
        self.name(event.pc);
        self.bytes.push(NOTE);
        pack(event, &mut self.known, &mut self.bytes);
        let (what, task, texts) = match note {
            Note::TaskBegin { task, name, .. } => (TASK_BEGIN, task, [name, ""]),
            Note::TaskEnd { task } => (TASK_END, task, [""; 2]),
            Note::Region { on, task, name } => (if on { REGION_BEGIN } else { REGION_END }, task, [name, ""]),
            Note::Log { task, category, message } => (LOG, task, [category, message]),
        };
        self.bytes.push(what);
        put(&mut self.bytes, task);
        put(&mut self.bytes, if let Note::TaskBegin { parent, .. } = note { parent } else { 0 });
        texts.into_iter().for_each(|text| put_text(&mut self.bytes, text));
    }
}

fn put_text(out: &mut Vec<u8>, text: &str) {
    put(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}
