//! Maps that several Ps use at once (`internal/runtime/maps`: the flag `writing`, which is set while a map is changed).
//!
//! An operation on a map takes some nanoseconds of virtual time. One that begins while another P changes the same map is
//! what Go's check sees. Which Ps use a map is noted in a few bytes; operations themselves only of maps that more than one
//! uses, so the first of them go by unseen.

use std::collections::VecDeque;

use gopark_trace::PId;

use crate::cost;

/// Maps that are known at a time, by address.
const MAPS: usize = 64;
/// Operations that are remembered of each P: more than it can do before others have their turn.
const OPS_MAX: usize = 1024;
/// After so many nanoseconds of virtual time it does not matter any more who used a map.
const FORGET_NS: u64 = 100_000;

/// What is done to a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    Read,
    Write,
    Iterate,
}

/// Who used a map of late.
#[derive(Clone, Copy, Debug, Default)]
struct Recent {
    map: u64,
    p: PId,
    /// More than one P did.
    is_shared: bool,
    /// Somebody changed it.
    is_written: bool,
    /// When that was, and when another P than before used it.
    written_ns: u64,
    moved_ns: u64,
}

/// An operation.
#[derive(Clone, Copy, Debug)]
struct Op {
    map: u64,
    ns: u64,
    is_write: bool,
}

/// Who uses which map.
#[derive(Clone, Debug)]
pub struct MapUse {
    recent: [Recent; MAPS],
    /// Operations on shared maps, by P, in order.
    ops: Vec<VecDeque<Op>>,
}

impl MapUse {
    pub const fn new() -> Self {
        let none =
            Recent { map: 0, p: PId::NONE, is_shared: false, is_written: false, written_ns: 0, moved_ns: 0 };
        Self { recent: [none; MAPS], ops: Vec::new() }
    }

    fn slot(&mut self, map: u64) -> &mut Recent {
        // Headers of maps are 48 bytes.
        &mut self.recent[(map >> 4) as usize % MAPS]
    }

    /// p uses a map, and nobody else is known to be about to. False: [`Self::conflict`] has to look.
    #[inline]
    pub fn is_alone(&mut self, map: u64, p: PId, is_write: bool) -> bool {
        let it = self.slot(map);
        if it.map != map {
            *it = Recent { map, p, is_written: is_write, ..Recent::default() };
            return true;
        }
        if it.p == p && !it.is_shared {
            it.is_written |= is_write;
            return true;
        }
        it.is_shared |= !is_write && !it.is_written;
        !is_write && !it.is_written
    }

    /// p uses, at `ns`, a map that others use too: what Go's check has to say of it.
    #[cold]
    pub fn conflict(&mut self, map: u64, p: PId, ns: u64, how: Use) -> Option<&'static str> {
        let is_write = how == Use::Write;
        let it = self.slot(map);
        if it.p != p {
            (it.p, it.is_shared, it.moved_ns) = (p, true, ns);
        } else if ns > it.moved_ns + FORGET_NS {
            it.is_shared = false;
        }
        if is_write {
            (it.is_written, it.written_ns) = (true, ns);
        } else if ns > it.written_ns + FORGET_NS {
            it.is_written = false;
        }
        if self.ops.len() <= p.idx() {
            self.ops.resize_with(p.idx() + 1, VecDeque::new);
        }
        let ops = &mut self.ops[p.idx()];
        if ops.len() == OPS_MAX {
            ops.pop_front();
        }
        ops.push_back(Op { map, ns, is_write });
        let busy = self.ops.iter().enumerate().any(|(other, ops)| {
            // Changes that have begun by now and are not over.
            let first = ops.partition_point(|op| op.ns + cost::MAP_NS.cast_unsigned() <= ns);
            let now = ops.range(first..).take_while(|op| op.ns <= ns);
            other != p.idx() && now.filter(|op| op.is_write).any(|op| op.map == map)
        });
        busy.then_some(match how {
            Use::Read => "concurrent map read and map write",
            Use::Write => "concurrent map writes",
            Use::Iterate => "concurrent map iteration and map write",
        })
    }
}
