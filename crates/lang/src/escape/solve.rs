//! Walking the graph to a fixed point. Source: cmd/compile/internal/escape/solve.go, Go 1.27.

use std::collections::VecDeque;

use super::graph::{Batch, CALLEE, CALLS, ESCAPES, HEAP, L, MUTATES, MUTATOR, PERSISTS};
use super::leaks::{Leaks, Sink};

/// Edges looked at for each location and edge there is, before everything is said to escape. Go has no such bound;
/// what people write takes some dozens.
const EDGES_EACH: usize = 2000;
/// Edges that may be looked at however small the graph is, and at most.
const EDGES: std::ops::Range<usize> = 100_000..4_000_000;

impl Batch<'_> {
    /// Finds out what escapes, and where parameters leak to.
    pub fn solve(&mut self) {
        let count = self.all.len() as L;
        let edges: usize = self.all.iter().map(|location| location.edges.len() + 1).sum();
        let mut fuel = edges.saturating_mul(EDGES_EACH).clamp(EDGES.start, EDGES.end);
        let mut todo: VecDeque<L> = [HEAP, CALLEE, MUTATOR].into_iter().chain((4..count).rev()).collect();
        self.all.iter_mut().for_each(|location| location.is_queued = true);
        let mut walk = 0;
        while let Some(root) = todo.pop_front() {
            self.at(root).is_queued = false;
            walk += 1;
            if !self.walk(root, walk, &mut todo, &mut fuel) {
                return self.give_up();
            }
        }
    }

    fn give_up(&mut self) {
        for location in &mut self.all {
            location.attrs |= ESCAPES | PERSISTS | MUTATES | CALLS;
            location.leaks = Leaks::unknown();
        }
    }

    fn enqueue(&mut self, l: L, todo: &mut VecDeque<L>) {
        if !std::mem::replace(&mut self.at(l).is_queued, true) {
            if self.has(l, ESCAPES) { todo.push_front(l) } else { todo.push_back(l) }
        }
    }

    /// The least dereferences from everywhere to a root, and what follows; whether there was fuel enough.
    fn walk(&mut self, root: L, walk: u32, todo: &mut VecDeque<L>, fuel: &mut usize) -> bool {
        let at = self.at(root);
        (at.walk, at.derefs) = (walk, 0);
        if self.has(root, CALLS)
            && let (Some(f), (ir, _)) = (self.all[root as usize].literal, self.all[root as usize].owner)
            && !std::mem::replace(&mut self.lost[ir as usize][f as usize], true)
        {
            for v in self.irs[ir as usize].fun(f).results.clone() {
                let l = self.location(ir, v);
                self.enqueue(l, todo);
            }
        }
        let mut queue = VecDeque::from([root]);
        while let Some(l) = queue.pop_front() {
            self.at(l).queued_in = 0;
            let mut derefs = self.all[l as usize].derefs;
            let is_address = derefs < 0;
            let root_attrs = self.all[root as usize].attrs;
            let mut new = 0;
            if is_address {
                derefs = 0;
                if self.outlives(root, l) {
                    new |= ESCAPES | PERSISTS | MUTATES | CALLS;
                } else {
                    new |= root_attrs & PERSISTS;
                }
            }
            if derefs == 0 {
                new |= root_attrs & (MUTATES | CALLS);
            }
            if self.all[l as usize].is_param {
                if self.outlives(root, l) {
                    self.leak(l, root, derefs);
                }
                for (attr, sink) in [(MUTATES, Sink::Mutator), (CALLS, Sink::Callee)] {
                    if root_attrs & attr != 0 {
                        self.at(l).leaks.add(sink, derefs);
                    }
                }
            }
            if new & !self.all[l as usize].attrs != 0 {
                self.at(l).attrs |= new;
                self.enqueue(l, todo);
                if self.has(l, ESCAPES) {
                    continue;
                }
            }
            for index in 0..self.all[l as usize].edges.len() {
                let (from, by) = self.all[l as usize].edges[index];
                *fuel = match fuel.checked_sub(1) {
                    Some(left) => left,
                    None => return false,
                };
                let d = derefs + i32::from(by);
                let at = &mut self.all[from as usize];
                if at.attrs & ESCAPES != 0 || at.walk == walk && at.derefs <= d {
                    continue;
                }
                (at.walk, at.derefs) = (walk, d);
                if at.queued_in != walk {
                    at.queued_in = walk;
                    queue.push_back(from);
                }
            }
        }
        true
    }

    /// Notes that a parameter leaks.
    fn leak(&mut self, param: L, to: L, derefs: i32) {
        let sink = &self.all[to as usize];
        let is_result =
            sink.attrs & ESCAPES == 0 && sink.result > 0 && sink.owner == self.all[param as usize].owner;
        let sink = if is_result { Sink::Result(sink.result as usize - 1) } else { Sink::Heap };
        self.at(param).leaks.add(sink, derefs);
    }

    /// Whether what is stored in `l` may live longer than `other`.
    fn outlives(&self, l: L, other: L) -> bool {
        let (at, than) = (&self.all[l as usize], &self.all[other as usize]);
        if at.attrs & ESCAPES != 0 {
            return true;
        }
        if l == MUTATOR || l == CALLEE {
            return false;
        }
        if at.result > 0 {
            // What literals return that are only called where it is known may stay where it is.
            let (ir, f) = at.owner;
            return !self.contains(than.owner, at.owner) || self.lost[ir as usize][f as usize];
        }
        at.owner == than.owner && at.depth < than.depth || self.contains(at.owner, than.owner)
    }
}
