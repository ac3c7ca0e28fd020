//! Functions are looked at after those they call; those that call each other, together.
//! Source: cmd/compile/internal/ir/scc.go, Go 1.27.

use std::rc::Rc;

use super::build::build;
use super::cost::costs;
use super::graph::Batch;
use super::ir::{Ir, K};
use super::keys::{Key, Known};
use super::leaks::Leaks;
use super::{Escape, dead, exclusive, flow, inline};
use crate::slices::pause;
use crate::sorted::SortedMap;

/// Functions that are looked at together at most; others of such a circle count as unknown.
const TOGETHER_MAX: usize = 500;

/// A function on the way.
struct Visit {
    key: K,
    ir: Option<Ir>,
    /// When it was met, counted from 1, and the earliest one that it leads to.
    number: u32,
    low: u32,
    next: usize,
}

impl Escape<'_, '_> {
    /// Looks at a function, and first at all that it calls.
    pub async fn look_at(&mut self, key: Key) {
        let key = self.number(&key);
        let mut numbers: SortedMap<K, u32> = SortedMap::new();
        let mut way: Vec<Visit> = Vec::new();
        // Those whose circle is not complete.
        let mut open: Vec<(u32, K, Ir)> = Vec::new();
        self.enter(key, &mut numbers, &mut way);
        while let Some(visit) = way.last_mut() {
            let callee = visit.ir.as_ref().and_then(|ir| ir.callees.get(visit.next).copied());
            if let Some(callee) = callee {
                visit.next += 1;
                match numbers.get(&callee) {
                    _ if self.keys.is_known(callee) => {}
                    Some(&number) => visit.low = visit.low.min(number),
                    None => self.enter(callee, &mut numbers, &mut way),
                }
                continue;
            }
            let Some(visit) = way.pop() else { break };
            let Some(ir) = visit.ir else {
                let leaks = self.leaks_of_native(self.keys.key(visit.key).obj);
                self.keys.learn(visit.key, Known { leaks, ..Known::default() });
                continue;
            };
            if let Some(before) = way.last_mut() {
                before.low = before.low.min(visit.low);
            }
            open.push((visit.number, visit.key, ir));
            if visit.low == visit.number {
                let together: Vec<_> = {
                    let mut together = Vec::new();
                    while let Some(last) = open.pop_if(|last| last.0 >= visit.number) {
                        together.push(last);
                    }
                    together
                };
                for chunk in chunks(together) {
                    self.look_at_together(chunk);
                    pause().await;
                }
            }
        }
    }

    fn enter(&mut self, key: K, numbers: &mut SortedMap<K, u32>, way: &mut Vec<Visit>) {
        if self.keys.is_known(key) {
            return;
        }
        let number = numbers.len() as u32 + 1;
        numbers.insert(key, number);
        let ir = build(self, key);
        way.push(Visit { key, ir, number, low: number, next: 0 });
    }

    /// Looks at functions that call each other, or at one.
    fn look_at_together(&mut self, group: Vec<(K, Ir)>) {
        let mut raws = Vec::with_capacity(group.len());
        let mut keys = Vec::with_capacity(group.len());
        for (key, mut ir) in group {
            ir.costs = costs(self, &ir);
            let cost = ir.costs[0].filter(|_| !self.is_never_inlined(self.keys.key(key).obj));
            let raw = Rc::new(ir);
            let callees = raw.callees.as_slice().into();
            let known = Known { raw: cost.map(|_| raw.clone()), cost, callees, ..Known::default() };
            self.keys.learn(key, known);
            raws.push(raw);
            keys.push(key);
        }
        let irs: Vec<Ir> = raws
            .iter()
            .zip(&keys)
            .map(|(raw, &key)| {
                let is_own = !self.is_imported(self.keys.key(key).obj);
                let mut ir = inline::expand(self, raw, is_own);
                dead::remove(&mut ir);
                ir
            })
            .collect();
        drop(raws);
        let mut batch = Batch::new(&irs);
        for index in 0..irs.len() as u32 {
            flow::find(self, &keys, &mut batch, &irs, index);
        }
        self.limit(&mut batch);
        batch.solve();
        let leaks = leaks_of(&batch);
        for (&key, leaks) in keys.iter().zip(&leaks) {
            if let (Some(known), Some(own)) = (self.keys.known(key), leaks.first()) {
                self.keys.learn(key, Known { leaks: own.as_slice().into(), ..known });
            }
        }
        if let Some(observer) = self.observer {
            observer(self, &keys, &irs, &batch, &leaks);
        }
        for (index, ir) in irs.iter().enumerate() {
            if self.is_imported(self.keys.key(keys[index]).obj) {
                self.judge_imported(keys[index], ir, index as u32, &batch);
                continue;
            }
            let moved = exclusive::find(self, ir, &keys, &leaks, index);
            self.judge(keys[index], ir, index as u32, &batch, moved);
        }
    }
}

/// Circles that are too large, in parts.
fn chunks(mut all: Vec<(u32, K, Ir)>) -> Vec<Vec<(K, Ir)>> {
    let mut chunks = Vec::new();
    while !all.is_empty() {
        let rest = all.split_off(all.len().min(TOGETHER_MAX));
        chunks.push(all.into_iter().map(|(_, key, ir)| (key, ir)).collect());
        all = rest;
    }
    chunks
}

/// Where parameters leak to, of each function of a batch and each literal in it. Source: escape.go:paramTag.
fn leaks_of(batch: &Batch<'_>) -> Vec<Vec<Vec<Leaks>>> {
    let of_param = |index: usize, ir: &Ir, v: u32| {
        let var = ir.var(v);
        if var.is_blank || !var.ptrs {
            return Leaks::default();
        }
        let mut leaks = batch.all[batch.location(index as u32, v) as usize].leaks;
        leaks.optimize();
        leaks
    };
    let of_ir = |(index, ir): (usize, &Ir)| {
        ir.funs.iter().map(|fun| fun.params.iter().map(|&v| of_param(index, ir, v)).collect()).collect()
    };
    batch.irs.iter().enumerate().map(of_ir).collect()
}
