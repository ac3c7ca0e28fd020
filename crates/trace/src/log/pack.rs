//! Events as a few bytes each: what is as it was in the last event of the same processor is left out, and numbers are
//! told as what they differ from the last number of their kind.

use super::kind::kind;
use crate::event::Event;
use crate::hash::words;
use crate::ids::{GId, MId, PId, Pc};
use crate::time::SimTime;

/// What an event shares with the one before it, as bits that are set where it does not.
const AT: u8 = 1;
const P: u8 = 2;
const M: u8 = 4;
const G: u8 = 8;
const PC: u8 = 16;

/// Processors whose context is remembered; more of them cost a few bytes.
const CONTEXTS: usize = 64;
const TAGS: usize = 128;

/// What both sides know before the next event.
#[derive(Clone)]
pub(crate) struct Known {
    at: u64,
    p: u32,
    /// Thread, goroutine and place of each processor's last event.
    contexts: [(u32, u32, u32); CONTEXTS],
    /// The words of the last event of each kind.
    words: [(u64, u64); TAGS],
}

impl Known {
    pub(crate) const NOTHING: Self = Self {
        at: 0,
        p: u32::MAX,
        contexts: [(u32::MAX, u32::MAX, u32::MAX); CONTEXTS],
        words: [(0, 0); TAGS],
    };

    fn context(&mut self, p: u32) -> &mut (u32, u32, u32) {
        &mut self.contexts[p.wrapping_add(1) as usize % CONTEXTS]
    }
}

/// Adds `event` to `out`; which kind it is.
pub(crate) fn pack(event: &Event, known: &mut Known, out: &mut Vec<u8>) -> u8 {
    let (tag, a, b) = words(&event.kind);
    debug_assert_eq!(kind(tag, a, b), Some(event.kind), "a kind that `log/kind.rs` does not know");
    let head = out.len();
    out.extend([tag, 0]);
    let mut differs = 0;
    let mut tell = |bit: u8, was: u64, is: u64| {
        if was != is {
            differs |= bit;
            put(out, zigzag(is.wrapping_sub(was)));
        }
    };
    tell(AT, known.at, event.at.0);
    tell(P, known.p.into(), event.p.0.into());
    let context = known.context(event.p.0);
    tell(M, context.0.into(), event.m.0.into());
    tell(G, context.1.into(), event.g.0.into());
    tell(PC, context.2.into(), event.pc.0.into());
    *context = (event.m.0, event.g.0, event.pc.0);
    (known.at, known.p) = (event.at.0, event.p.0);
    let last = &mut known.words[usize::from(tag) % TAGS];
    put(out, zigzag(a.wrapping_sub(last.0)));
    put(out, zigzag(b.wrapping_sub(last.1)));
    *last = (a, b);
    out[head + 1] = differs;
    tag
}

/// Takes an event off `bytes`; none at their end.
pub(crate) fn unpack(bytes: &mut &[u8], known: &mut Known) -> Option<Event> {
    let (&[tag, differs], mut rest) = bytes.split_first_chunk::<2>()?;
    let mut heard = |bit: u8, was: u64| {
        if differs & bit == 0 { Some(was) } else { Some(was.wrapping_add(unzigzag(take(&mut rest)?))) }
    };
    let at = heard(AT, known.at)?;
    let p = heard(P, known.p.into())? as u32;
    let context = known.context(p);
    let (m, g, pc) = *context;
    let m = heard(M, m.into())? as u32;
    let g = heard(G, g.into())? as u32;
    let pc = heard(PC, pc.into())? as u32;
    *context = (m, g, pc);
    (known.at, known.p) = (at, p);
    let last = &mut known.words[usize::from(tag) % TAGS];
    let a = last.0.wrapping_add(unzigzag(take(&mut rest)?));
    let b = last.1.wrapping_add(unzigzag(take(&mut rest)?));
    *last = (a, b);
    *bytes = rest;
    Some(Event { at: SimTime(at), m: MId(m), p: PId(p), g: GId(g), pc: Pc(pc), kind: kind(tag, a, b)? })
}

/// Small numbers for small differences of either sign.
#[inline]
pub(crate) const fn zigzag(difference: u64) -> u64 {
    difference << 1 ^ (difference.cast_signed() >> 63).cast_unsigned()
}

#[inline]
pub(crate) const fn unzigzag(n: u64) -> u64 {
    n >> 1 ^ (n & 1).wrapping_neg()
}

/// Seven bits a byte, the least first; the last byte is below 128.
#[inline]
pub(crate) fn put(out: &mut Vec<u8>, mut n: u64) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

#[inline]
pub(crate) fn take(bytes: &mut &[u8]) -> Option<u64> {
    let (&first, mut rest) = bytes.split_first()?;
    let mut n = u64::from(first & 0x7f);
    let (mut byte, mut shift) = (first, 7);
    while byte >= 0x80 {
        (byte, rest) = rest.split_first().map(|(byte, rest)| (*byte, rest))?;
        n |= u64::from(byte & 0x7f).checked_shl(shift)?;
        shift += 7;
    }
    *bytes = rest;
    Some(n)
}
