//! Gs that are dead and kept for the next goroutines (`proc.go:gfput`, `gfget`). A G is never given back.

use gopark_trace::{GId, PId, Sink};

use crate::sched::Sched;
use crate::state::G;

/// A P that has so many dead Gs ...
const LOCAL_MAX: usize = 64;
/// ... keeps fewer than this many, and one that has none takes up to so many.
const BATCH: usize = 32;

/// The place of a G among all there are (`allgs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(pub u32);

/// A dead G.
#[derive(Clone, Copy, Debug)]
pub struct DeadG {
    slot: Slot,
    /// Who had it last.
    g: GId,
    /// The stack it has kept; 0: none.
    stack_bytes: u32,
}

/// How many Gs there are, and the dead ones that no P has.
#[derive(Clone, Debug, Default)]
pub struct Gs {
    count: u32,
    with_stack: Vec<DeadG>,
    without: Vec<DeadG>,
    /// Bytes of the stacks of all dead ones.
    stack_bytes: u64,
    /// The stack that came with the G of the newest goroutine; none: it is new.
    recycled: Option<u32>,
}

impl Gs {
    /// So many new ones: the first.
    pub(crate) fn add(&mut self, n: u32) -> Slot {
        let slot = Slot(self.count);
        self.count += n;
        slot
    }

    fn put(&mut self, it: DeadG) {
        if it.stack_bytes == 0 { self.without.push(it) } else { self.with_stack.push(it) }
    }
}

impl<S: Sink> Sched<S> {
    /// `gfget`: a dead G for a goroutine that p creates, or one more.
    #[inline]
    pub(crate) fn new_g(&mut self, p: PId) -> G {
        let (dead, all) = (&mut self.ps[p.idx()].dead, &mut self.all);
        if dead.is_empty() {
            while dead.len() < BATCH
                && let Some(it) = all.with_stack.pop().or_else(|| all.without.pop())
            {
                dead.push(it);
            }
        }
        let it = dead.pop();
        all.recycled = it.map(|it| it.stack_bytes);
        all.stack_bytes -= u64::from(all.recycled.unwrap_or(0));
        G::new(it.map_or_else(|| all.add(1), |it| it.slot))
    }

    /// `gfput`: p's goroutine g is gone; its G keeps a stack of so many bytes.
    #[inline]
    pub(crate) fn bury(&mut self, p: PId, (g, slot): (GId, Slot), stack_bytes: u32) {
        let (dead, all) = (&mut self.ps[p.idx()].dead, &mut self.all);
        all.stack_bytes += u64::from(stack_bytes);
        dead.push(DeadG { slot, g, stack_bytes });
        if dead.len() >= LOCAL_MAX {
            dead.drain(BATCH - 1..).rev().for_each(|it| all.put(it));
        }
    }

    /// `gfpurge`: p keeps none.
    pub(crate) fn purge_dead(&mut self, p: PId) {
        let dead = std::mem::take(&mut self.ps[p.idx()].dead);
        dead.into_iter().rev().for_each(|it| self.all.put(it));
    }

    /// A collection gives the stacks of dead Gs back, but for those that Ps have (`mgcmark.go:markrootFreeGStacks`).
    pub fn free_dead_stacks(&mut self) {
        let all = &mut self.all;
        for it in all.with_stack.drain(..) {
            all.stack_bytes -= u64::from(it.stack_bytes);
            all.without.push(DeadG { stack_bytes: 0, ..it });
        }
    }

    /// The stack that the G of the goroutine that was created last has kept, 0 bytes for none; None: it is a new one.
    #[inline]
    pub const fn recycled(&self) -> Option<u32> {
        self.all.recycled
    }

    /// Bytes of the stacks of dead Gs.
    pub const fn dead_stack_bytes(&self) -> u64 {
        self.all.stack_bytes
    }

    /// Gs there are, dead ones included.
    pub const fn gs_ever(&self) -> u64 {
        self.all.count as u64
    }

    /// The place of g's G among all. The runtime's own that are there from the beginning are behind the main goroutine's.
    pub fn g_index(&self, g: GId) -> Option<u32> {
        let is_old = (2..2 + self.runtime_goids).contains(&g.0);
        if is_old { Some(g.0 - 1) } else { self.gs.get(g).map(|it| it.slot.0) }
    }

    /// The runtime's own goroutines that are there from the beginning, but for those that a program has ended.
    pub(crate) fn idle_runtime_goids(&self) -> impl Iterator<Item = u32> {
        (2..2 + self.runtime_goids).filter(|g| self.runtime_ended & 1 << g == 0)
    }

    /// All Gs in their order (`forEachG`): who has each or had it last.
    pub fn all_gs(&self) -> Vec<GId> {
        let mut all = vec![GId::NONE; self.all.count as usize];
        for (g, slot) in self.slots() {
            all[slot.0 as usize] = g;
        }
        all
    }

    /// The same in any order, each with its place.
    fn slots(&self) -> impl Iterator<Item = (GId, Slot)> {
        let living = self.gs.iter().map(|(g, it)| (g, it.slot));
        let local = self.ps.iter().flat_map(|p| &p.dead);
        let dead = local.chain(&self.all.with_stack).chain(&self.all.without).map(|it| (it.g, it.slot));
        let old = self.idle_runtime_goids().filter(|&g| self.gs.get(GId(g)).is_none());
        living.chain(dead).chain(old.map(|g| (GId(g), Slot(g - 1))))
    }

    /// Dead Gs and living ones are all there are, each once.
    pub(crate) fn verify_all_gs(&self) -> Result<(), String> {
        let mut slots: Vec<Slot> = self.slots().map(|it| it.1).collect();
        slots.sort_unstable();
        let all: Vec<Slot> = (0..self.all.count).map(Slot).collect();
        if slots == all { Ok(()) } else { Err(format!("Gs are {slots:?}, not all of {}", all.len())) }
    }
}
