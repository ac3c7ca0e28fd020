//! Which contexts a goroutine carries: those that its code can still read, in its frames or in what closures there captured.

use gopark_program::MEMORY_BASE;
use gopark_trace::{GId, ObjId, Sink};

use crate::limits;
use crate::memory::{Object, Shape};
use crate::roots;
use crate::vm::Vm;

/// What a context that only carries a value is called.
const VALUE: &str = "context.valueCtx";

impl<S: Sink> Vm<S> {
    /// The scheduler's objects that lie where variables of `g` point to: contexts, which everybody holds by pointers, and
    /// other things. Behind a context that only carries a value, the one that it was made from counts. Nothing, where the
    /// stack is too deep to be looked through.
    pub fn carried(&self, g: GId) -> Vec<ObjId> {
        let tasks = self.standing();
        let parked = tasks.get(g).and_then(Option::as_ref);
        let Some(parked) = parked.filter(|it| it.words().len() <= limits::CARRIED_WORDS_MAX) else {
            return Vec::new();
        };
        let (task, code) = (parked.open(), (&*self.program, &*self.tables));
        let waiting = roots::waiting(code.0, &task, self.sched.wait_reason(g));
        let mut words = Vec::new();
        roots::words(code, &task, waiting, &mut |word| words.push(word));
        let captured = words.iter().filter_map(|&word| self.object_at(word));
        let captured = captured.filter(|object| object.layout.shape() == Shape::Conservative);
        let captured: Vec<_> = captured.flat_map(|object| self.words_of(object)).collect();
        let mut objs: Vec<_> =
            words.into_iter().chain(captured).filter_map(|word| self.obj_behind(word)).collect();
        gopark_sorted::sort_by(&mut objs, Ord::cmp);
        objs.dedup();
        objs
    }

    fn obj_behind(&self, mut word: u64) -> Option<ObjId> {
        for _ in 0..limits::VALUE_DEPTH_MAX {
            if let Some(&obj) = self.registry.objs.get(&word) {
                return Some(obj);
            }
            let Shape::Typed(t) = self.object_at(word)?.layout.shape() else { return None };
            if self.program.ty(t).name != VALUE {
                return None;
            }
            // An interface: its type, then its data.
            word = self.mem.word(word + 8)?;
        }
        None
    }

    fn object_at(&self, word: u64) -> Option<Object> {
        self.mem.heap.find(word.checked_sub(MEMORY_BASE)?)
    }

    fn words_of(&self, object: Object) -> impl Iterator<Item = u64> {
        let at = MEMORY_BASE + object.offset;
        (at..at + object.bytes).step_by(8).filter_map(|at| self.mem.word(at))
    }
}
