//! `sync.Pool` at the beginning of a cycle (`sync/pool.go:poolCleanup`): what was put back since the last one waits for the
//! next one, and what waited is let go.

use gopark_trace::Sink;

use crate::limits;
use crate::vm::Vm;

impl<S: Sink> Vm<S> {
    /// Goes through some pools from number `at` on, first through those whose victims are emptied; true when that was all.
    #[cold]
    pub(super) fn clear_pools(&mut self) -> bool {
        let mut lists = [0; 6];
        if self.registry.pools.and_then(|at| self.mem.load_words(at, &mut lists)).is_none() {
            return true;
        }
        let [all, all_len, _, old, old_len, _] = lists;
        for _ in 0..limits::REGISTRY_PER_STEP_MAX {
            let i = self.heap.pools_at;
            let entry = if i < old_len { old + 8 * i } else { all + 8 * (i - old_len) };
            if i >= old_len.saturating_add(all_len) {
                break;
            }
            let (pool, mut known) = (self.mem.word(entry).unwrap_or(0), [0; 4]);
            self.mem.load_words(pool, &mut known);
            let [local, size, ..] = known;
            let cleared = if i < old_len { [local, size, 0, 0] } else { [0, 0, local, size] };
            self.mem.store_words(pool, &cleared);
            self.heap.pools_at += 1;
        }
        if self.heap.pools_at < old_len.saturating_add(all_len) {
            return false;
        }
        self.heap.pools_at = 0;
        let cleared = [0, 0, 0, lists[0], lists[1], lists[2]];
        self.registry.pools.and_then(|at| self.mem.store_words(at, &cleared));
        true
    }
}
