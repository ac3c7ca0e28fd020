//! How keys are found that are compared without looking at their type.
//!
//! Whoever knows the size of groups beforehand has these functions compiled for it. A group is then looked up in memory once,
//! and that its slots lie there needs no further check.

use gopark_program::{GROUP_SLOTS, MemKind};

use super::control;
use super::header::{Header, Probe, folded, hash_of};
use crate::equal::{hash_bytes, hash_scalar, mix, short};
use crate::memory::Memory;

/// Bytes of a group and of a slot.
pub type Steps = (u64, u64);

/// The steps of groups with slots of so many bytes.
pub const fn steps(slot_bytes: u64) -> Steps {
    (8 + slot_bytes * GROUP_SLOTS, slot_bytes)
}

/// An entry with a key that was looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hit {
    /// Where it lies.
    pub entry: u64,
    /// The key is no other text with the same letters.
    is_same: bool,
}

impl Hit {
    /// Sets the key anew with its element, as Go does: an equal text may have less behind it than the one that is there
    /// (`internal/abi/map.go:NeedKeyUpdate`).
    #[inline]
    pub fn renew(self, memory: &mut Memory, (text, len): (u64, u64)) -> Option<()> {
        if self.is_same { Some(()) } else { memory.store_words(self.entry, &[text, len]) }
    }
}

/// Finds a number.
#[inline(always)]
pub fn scalar(memory: &Memory, head: &Header, steps: Steps, kind: MemKind, key: u64) -> Option<Hit> {
    let (bytes, unused) = (kind.bytes(), 64 - 8 * kind.bytes());
    let key = key << unused >> unused;
    by(memory, head, hash_of(hash_scalar(key, bytes)), steps, |entry| {
        let there = match bytes {
            8 => u64::from_le_bytes(*entry.first_chunk()?),
            4 => u64::from(u32::from_le_bytes(*entry.first_chunk()?)),
            2 => u64::from(u16::from_le_bytes(*entry.first_chunk()?)),
            _ => u64::from(*entry.first()?),
        };
        (there == key).then_some(true)
    })
}

/// Finds a text.
#[inline(always)]
pub fn text(memory: &Memory, head: &Header, steps: Steps, (addr, len): (u64, u64)) -> Option<Hit> {
    let text = memory.bytes(addr, len)?;
    by_text(memory, head, folded(hash_bytes(text)), steps, (addr, len), |other| other == text)
}

/// Finds one of less than eight bytes. What makes it is its length and one word.
#[inline(always)]
pub fn short_text(memory: &Memory, head: &Header, steps: Steps, (addr, len): (u64, u64)) -> Option<Hit> {
    let text = short(memory.bytes(addr, len)?);
    by_text(memory, head, folded(mix(len ^ text)), steps, (addr, len), |other| short(other) == text)
}

#[inline(always)]
fn by_text(
    memory: &Memory,
    head: &Header,
    hash: u64,
    steps: Steps,
    (addr, len): (u64, u64),
    is_it: impl Fn(&[u8]) -> bool,
) -> Option<Hit> {
    by(memory, head, hash, steps, |entry| {
        let [at, its_len] = *entry.as_chunks().0.first_chunk()?;
        let (at, is_long) = (u64::from_le_bytes(at), u64::from_le_bytes(its_len) == len);
        let is_same = at == addr;
        (is_long && (is_same || is_it(memory.bytes(at, len)?))).then_some(is_same)
    })
}

/// Finds the key with this hash of whose entry `is_it` says whether it is the very same.
#[inline(always)]
fn by(
    memory: &Memory,
    head: &Header,
    hash: u64,
    (group_bytes, slot_bytes): Steps,
    is_it: impl Fn(&[u8]) -> Option<bool>,
) -> Option<Hit> {
    // A map that never had entries has no groups either, and what should lie there is no memory.
    let (groups, mask) = head.groups(memory, hash)?;
    let mut probe = Probe::new(hash, mask);
    loop {
        let at = groups + probe.at * group_bytes;
        let group = memory.bytes(at, group_bytes)?;
        let word = u64::from_le_bytes(*group.first_chunk()?);
        let mut set = control::tagged(word, hash as u8 & 0x7f);
        while set != 0 {
            let slot = 8 + (control::first(set) % GROUP_SLOTS) * slot_bytes;
            if let Some(is_same) = is_it(group.get(slot as usize..)?) {
                return Some(Hit { entry: at + slot, is_same });
            }
            set &= set - 1;
        }
        if control::empty(word) != 0 || !probe.go_on() {
            return None;
        }
    }
}
