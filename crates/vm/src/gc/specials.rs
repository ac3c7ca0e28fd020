//! Finalizers and cleanups: what is called when an object is found unreachable (`mheap.go:special`, `mfinal.go`,
//! `mcleanup.go`).
//!
//! A finalizer keeps what its object points to, and when nothing else keeps the object, that one for one cycle more. A
//! cleanup keeps nothing but itself. Both are queued when the object's span is swept.

use std::collections::VecDeque;

use gopark_program::MEMORY_BASE;
use gopark_trace::{GId, PId, Sink, WaitReason};

use crate::memory::pointers;
use crate::parked::Parked;
use crate::task::Task;
use crate::vm::Vm;

/// Cleanups of one block (`mcleanup.go:cleanupBlock`).
const CLEANUP_BLOCK: usize = 20;
/// Finalizers have no number.
const FINALIZER: u32 = 0;
/// Nor has the indirection of weak pointers, which stands where a call would.
const WEAK: u32 = u32::MAX;

/// A call that is to be made.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// A func word.
    pub closure: u64,
    /// Its arguments: the pointer of a finalizer, or the interface that holds it; none for a cleanup.
    pub args: [u64; 2],
    pub arg_words: u8,
}

/// What hangs on an object.
#[derive(Clone, Copy, Debug)]
struct Special {
    /// Where the object begins; of weak pointers, where they point to.
    addr: u64,
    /// Of a cleanup, from 1; [`FINALIZER`]; [`WEAK`].
    id: u32,
    call: Call,
}

/// All of them, and what is due.
#[derive(Clone, Debug, Default)]
pub struct Specials {
    /// By address and number.
    all: Vec<Special>,
    /// Of objects that are unreachable and not swept.
    due: Vec<Special>,
    /// Queued finalizers, of which the last one runs first; those that are queued meanwhile come after them.
    finalizers: [Vec<Call>; 2],
    cleanups: VecDeque<Call>,
    /// The goroutines that run them; Go has more than one for cleanups on eight Ps and above.
    finalizer_g: GId,
    cleanup_g: GId,
    ids: u32,
    /// Queued and called, of both.
    pub counts: [(u64, u64); 2],
}

impl Specials {
    fn find(&self, addr: u64, id: u32) -> Result<usize, usize> {
        self.all.binary_search_by_key(&(addr, id), |it| (it.addr, it.id))
    }

    /// The object at `addr` gets a finalizer. False when it has one.
    pub fn add_finalizer(&mut self, addr: u64, call: Call) -> bool {
        let place = self.find(addr, FINALIZER);
        if let Err(at) = place {
            self.all.insert(at, Special { addr, id: FINALIZER, call });
        }
        place.is_err()
    }

    /// The object at `addr` has no finalizer any more.
    pub fn remove_finalizer(&mut self, addr: u64) {
        self.remove(addr, FINALIZER);
    }

    /// The object at `addr` gets a cleanup, of this number.
    pub fn add_cleanup(&mut self, addr: u64, call: Call) -> u32 {
        self.ids += 1;
        let at = self.find(addr, self.ids).unwrap_or_else(|at| at);
        self.all.insert(at, Special { addr, id: self.ids, call });
        self.ids
    }

    /// Cleanup `id` of the object at `addr` will not run.
    pub fn remove(&mut self, addr: u64, id: u32) {
        if let Ok(at) = self.find(addr, id) {
            self.all.remove(at);
        }
    }

    /// The indirection of weak pointers to `addr` (`mheap.go:getWeakHandle`).
    pub fn weak_handle(&self, addr: u64) -> Option<u64> {
        self.find(addr, WEAK).ok().map(|at| self.all[at].call.closure)
    }

    /// Weak pointers to `addr` have this indirection, which lives as long as the object.
    pub fn add_weak_handle(&mut self, addr: u64, handle: u64) {
        if let Err(at) = self.find(addr, WEAK) {
            let call = Call { closure: handle, args: [0; 2], arg_words: 0 };
            self.all.insert(at, Special { addr, id: WEAK, call });
        }
    }

    /// Forgets those of objects that are unreachable: their indirections.
    fn take_weak(&mut self, dead: impl Fn(u64) -> bool) -> Vec<u64> {
        let mut handles = Vec::new();
        self.all.retain(|it| {
            let is_gone = it.id == WEAK && dead(it.addr);
            if is_gone {
                handles.push(it.call.closure);
            }
            !is_gone
        });
        handles
    }

    /// The next call for a goroutine that waits for `reason`.
    pub fn next(&mut self, reason: WaitReason) -> Option<Call> {
        let (call, count) = if reason == WaitReason::FinalizerWait {
            let [now, later] = &mut self.finalizers;
            if now.is_empty() {
                std::mem::swap(now, later);
            }
            (now.pop(), &mut self.counts[0])
        } else {
            (self.cleanups.pop_front(), &mut self.counts[1])
        };
        count.1 += u64::from(call.is_some());
        call
    }

    /// Those of objects that are unreachable: a finalizer alone, whose object lives on, or all that the object has.
    fn take_dead(&mut self, dead: impl Fn(u64) -> bool) {
        let mut finalized = 0;
        let due = &mut self.due;
        self.all.retain(|it| {
            let is_due = it.addr != finalized && dead(it.addr);
            if is_due {
                due.push(*it);
                if it.id == FINALIZER {
                    finalized = it.addr;
                }
            }
            !is_due
        });
    }

    fn queue(&mut self, due: Special) {
        let number = usize::from(due.id != FINALIZER);
        self.counts[number].0 += 1;
        match number {
            0 => self.finalizers[1].push(due.call),
            _ => self.cleanups.push_back(due.call),
        }
    }
}

impl<S: Sink> Vm<S> {
    /// A goroutine of the runtime's own that runs nothing of the program's (`traceback.go:isSystemGoroutine`).
    pub(crate) fn is_hidden(&self, g: GId, task: &Task) -> bool {
        task.frames.len() == 1 && [self.specials.finalizer_g, self.specials.cleanup_g].contains(&g)
    }

    /// The same of one that does not run.
    pub(crate) fn is_hidden_parked(&self, g: GId, parked: &Parked) -> bool {
        [self.specials.finalizer_g, self.specials.cleanup_g].contains(&g) && self.is_hidden(g, &parked.open())
    }

    /// Shows `visit` every word that finalizers and cleanups keep (`mgcmark.go:markrootSpans`).
    pub(crate) fn special_words(&self, visit: &mut dyn FnMut(u64)) {
        let specials = &self.specials;
        for it in &specials.all {
            visit(it.call.closure);
            let object = it.addr.checked_sub(MEMORY_BASE).and_then(|offset| self.mem.heap.find(offset));
            if let Some(object) = object.filter(|_| it.id == FINALIZER) {
                pointers(&self.program, &self.mem, object, visit);
            }
        }
        let queued = specials.finalizers.iter().flatten().chain(&specials.cleanups);
        for call in queued.chain(specials.due.iter().map(|it| &it.call)) {
            visit(call.closure);
            call.args.iter().for_each(|&word| visit(word));
        }
    }

    /// Everything reachable was found, and the world is still stopped: weak pointers to all else are nil from now on, also
    /// where a finalizer keeps it for another cycle.
    pub(crate) fn clear_weak_pointers(&mut self) {
        let heap = &self.mem.heap;
        for handle in self.specials.take_weak(|addr| heap.is_dead(addr.wrapping_sub(MEMORY_BASE))) {
            self.mem.set_word(handle, 0);
        }
    }

    /// Marking is over: what hangs on unreachable objects is due. An object with a finalizer is kept.
    pub(crate) fn find_dead_specials(&mut self) {
        let heap = &mut self.mem.heap;
        self.specials.take_dead(|addr| heap.is_dead(addr.wrapping_sub(MEMORY_BASE)));
        for it in self.specials.due.iter().filter(|it| it.id == FINALIZER) {
            heap.mark(it.addr.wrapping_sub(MEMORY_BASE));
        }
    }

    /// Something was swept: what hangs on the objects there is queued (`mgcsweep.go:sweep`).
    pub(crate) fn queue_specials(&mut self) {
        if self.specials.due.is_empty() && self.specials.cleanups.is_empty() {
            return;
        }
        for due in std::mem::take(&mut self.specials.due) {
            if !self.mem.heap.is_swept_at(due.addr.wrapping_sub(MEMORY_BASE)) {
                self.specials.due.push(due);
                continue;
            }
            self.specials.queue(due);
        }
        let specials = &self.specials;
        if specials.finalizers.iter().any(|calls| !calls.is_empty()) {
            self.sched.want(specials.finalizer_g);
        }
        // Cleanups come in blocks; one that is not full has to wait for the end of sweeping.
        let is_block = specials.cleanups.len() >= CLEANUP_BLOCK || self.mem.heap.is_swept();
        if is_block && !specials.cleanups.is_empty() {
            self.sched.want(specials.cleanup_g);
        }
    }

    /// The goroutine that runs finalizers, or the one that runs cleanups, by what it waits for.
    pub(crate) fn spawn_system(&mut self, p: PId, reason: WaitReason) -> GId {
        let is_finalizer = reason == WaitReason::FinalizerWait;
        let old = self.sched.old_finalizer().filter(|_| is_finalizer);
        let g = match old {
            Some(old) => {
                self.sched.old_system(p, old, reason);
                old
            }
            None => self.sched.go_system(p, reason),
        };
        *(if is_finalizer { &mut self.specials.finalizer_g } else { &mut self.specials.cleanup_g }) = g;
        g
    }
}
