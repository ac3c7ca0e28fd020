//! What the machine keeps of a channel: its values. Who waits and who is next, the scheduler decides.
//!
//! ```text
//! header   object u32, element type u16, flags u16 | buffer addr | room u32, count u32 | head u32
//! ```
//! The buffer is a ring of elements in memory form. It grows when a value comes for which there is no room, which
//! happens only when the viewer has enlarged the channel.

use gopark_program::TypeId;
use gopark_trace::{LimitKind, ObjId};

use crate::form::Shape;
use crate::memory::{Layout, Memory, with_header};
use crate::stop::Stop;

/// Bytes of the header; Go's `hchan` has as many.
const HEADER_BYTES: u64 = 112;
/// The channel belongs to a timer: `len` and `cap` are 0.
const TIMER: u64 = 1 << 48;

/// A channel's header, read.
#[derive(Clone, Copy, Debug)]
pub struct Chan {
    /// Its address, which is the channel value.
    pub addr: u64,
    /// The scheduler's object.
    pub obj: ObjId,
    /// Type of its elements.
    pub elem: TypeId,
    /// It belongs to a timer.
    pub is_timer: bool,
    buffer: u64,
    room: u32,
    count: u32,
    head: u32,
}

/// Makes a channel, as one object with its buffer where its elements have no pointers (`chan.go:makechan`).
///
/// # Errors
/// Out of memory.
pub fn make(
    memory: &mut Memory,
    obj: ObjId,
    elem: TypeId,
    shape: Shape,
    cap: u32,
    (has_pointers, is_timer): (bool, bool),
) -> Result<u64, Stop> {
    let full = || Stop::limit(LimitKind::Memory);
    let bytes = u64::from(cap) * u64::from(shape.bytes);
    let buffered = if has_pointers { 0 } else { bytes };
    let addr = memory.alloc_later(HEADER_BYTES + buffered, Layout::CHAN).ok_or_else(full)?;
    let buffer = match has_pointers {
        true => memory.alloc_later(with_header(bytes, true), Layout::of(elem)).ok_or_else(full)?,
        false if bytes > 0 => addr + HEADER_BYTES,
        false => addr,
    };
    let chan = Chan { addr, obj, elem, is_timer, buffer, room: cap, count: 0, head: 0 };
    // Its memory may not be there yet.
    memory.write(addr, chan.header().map(u64::to_le_bytes).as_flattened());
    Ok(addr)
}

/// The channel at `addr`; none for nil.
#[inline]
pub fn read(memory: &Memory, addr: u64) -> Option<Chan> {
    let block: &[[u8; 8]; 4] = memory.block::<32>(addr)?.as_chunks().0.first_chunk()?;
    let words = block.map(u64::from_le_bytes);
    Some(Chan {
        addr,
        obj: ObjId(words[0] as u32),
        elem: TypeId((words[0] >> 32) as u16),
        is_timer: words[0] & TIMER != 0,
        buffer: words[1],
        room: words[2] as u32,
        count: (words[2] >> 32) as u32,
        head: words[3] as u32,
    })
}

impl Chan {
    fn write(&self, memory: &mut Memory) {
        memory.store_words(self.addr, &self.header());
    }

    fn header(&self) -> [u64; 4] {
        let flags = if self.is_timer { TIMER } else { 0 };
        let first = u64::from(self.obj.0) | u64::from(self.elem.0) << 32 | flags;
        let counts = u64::from(self.room) | u64::from(self.count) << 32;
        [first, self.buffer, counts, u64::from(self.head)]
    }

    fn slot(&self, shape: Shape, i: u32) -> u64 {
        self.buffer
            + (u64::from(self.head) + u64::from(i)) % u64::from(self.room.max(1)) * u64::from(shape.bytes)
    }

    /// A value goes to the tail of the buffer.
    ///
    /// # Errors
    /// Out of memory, when the buffer has to grow.
    pub fn push(&mut self, memory: &mut Memory, shape: Shape, value: &[u64]) -> Result<(), Stop> {
        if self.count == self.room {
            self.grow(memory, shape)?;
        }
        let at = self.slot(shape, self.count);
        shape.store(memory, at, value);
        self.count += 1;
        self.write(memory);
        Ok(())
    }

    /// The head of the buffer comes out; its place is zeroed.
    pub fn pop(&mut self, memory: &mut Memory, shape: Shape, value: &mut [u64]) {
        if self.count == 0 {
            return;
        }
        let at = self.slot(shape, 0);
        shape.load(memory, at, value);
        if let Some(bytes) = memory.range_mut(at, u64::from(shape.bytes)) {
            bytes.fill(0);
        }
        self.head = (self.head + 1) % self.room.max(1);
        self.count -= 1;
        self.write(memory);
    }

    fn grow(&mut self, memory: &mut Memory, shape: Shape) -> Result<(), Stop> {
        let room = self.room.saturating_mul(2).max(4);
        let size = u64::from(shape.bytes);
        let full = Stop::limit(LimitKind::Memory);
        let buffer = memory.alloc(u64::from(room) * size, Layout::of(self.elem)).ok_or(full)?;
        for i in 0..self.count {
            memory.copy(buffer + u64::from(i) * size, self.slot(shape, i), size);
        }
        (self.buffer, self.room, self.head) = (buffer, room, 0);
        Ok(())
    }
}
