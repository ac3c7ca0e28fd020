//! What flows where at a call.
//! Source: cmd/compile/internal/escape/call.go, Go 1.27.

use super::{DISCARD, Flow, HEAP_HOLE, RESULTS_MAX};
use crate::escape::graph::{CALLEE, HEAP, Hole, MUTATOR, NOWHERE};
use crate::escape::ir::{F, N, Op};
use crate::escape::leaks::{Leaks, Sink};

/// A variable that may hold more functions may hold any; Go has no such bound.
const VALUES_MAX: usize = 100;

/// What was found to be called.
pub(super) enum Callee {
    /// A function of the batch, or a literal in it.
    Near(u32, F),
    Known(std::rc::Rc<[Leaks]>),
    Unknown,
}

impl Flow<'_, '_, '_, '_, '_> {
    /// A call, of whose results the first flow to `ks`.
    pub(super) fn call(&mut self, ks: &[Hole], n: N) {
        let ir = self.ir;
        let node = ir.node(n);
        let own = node.own();
        if node.op == Op::Inlined {
            let (body, results) = own.split_at(own.len() - node.data as usize);
            self.list(body);
            for (index, &result) in results.iter().enumerate() {
                self.expr(ks.get(index).copied().unwrap_or(DISCARD), result);
            }
            return;
        }
        if node.op == Op::CallInter {
            return own.iter().for_each(|&n| self.expr(HEAP_HOLE, n));
        }
        let callees = self.callees(own[0]);
        for callee in &callees {
            if let Callee::Near(index, f) = *callee {
                for (n, &v) in self.batch.irs[index as usize].fun(f).results.iter().enumerate() {
                    let l = self.batch.location(index, v);
                    if let Some(&k) = ks.get(n) {
                        self.batch.flow(k, l);
                    }
                }
            }
        }
        let is_unknown = callees.is_empty();
        let is_wanted = ks.iter().any(|k| k.to != NOWHERE);
        self.expr(if is_unknown && is_wanted { Hole::to(CALLEE) } else { DISCARD }, own[0]);
        if node.data == 1 && own.len() == 2 {
            // What a call with several results gives.
            let holes: Vec<Hole> =
                (0..RESULTS_MAX).map(|index| self.argument_holes(&callees, ks, index)).collect();
            return self.several(&holes, own[1]);
        }
        for (index, &arg) in own[1..].iter().enumerate() {
            let k = self.argument_holes(&callees, ks, index);
            self.expr(k, arg);
        }
    }

    fn argument_holes(&mut self, callees: &[Callee], ks: &[Hole], index: usize) -> Hole {
        if callees.is_empty() {
            return HEAP_HOLE;
        }
        let holes: Vec<Hole> = callees.iter().map(|callee| self.argument_hole(callee, ks, index)).collect();
        self.tee(&holes)
    }

    /// Where an argument goes. Source: call.go:tagHole.
    pub(super) fn argument_hole(&mut self, callee: &Callee, ks: &[Hole], index: usize) -> Hole {
        match callee {
            Callee::Unknown => HEAP_HOLE,
            Callee::Near(ir, f) => {
                let fun = self.batch.irs[*ir as usize].fun(*f);
                match fun.params.get(index) {
                    Some(&v) if !self.batch.irs[*ir as usize].var(v).is_blank => {
                        Hole::to(self.batch.location(*ir, v))
                    }
                    _ => DISCARD,
                }
            }
            Callee::Known(leaks) => {
                let leaks = leaks.get(index).copied().unwrap_or(Leaks::unknown());
                let mut holes = Vec::new();
                let sinks = [(Sink::Heap, HEAP), (Sink::Mutator, MUTATOR), (Sink::Callee, CALLEE)];
                for (sink, l) in sinks {
                    holes.extend(leaks.get(sink).map(|derefs| Hole::to(l).shift(derefs)));
                }
                for (n, derefs) in leaks.results() {
                    holes.extend(ks.get(n).map(|k| k.shift(derefs)));
                }
                self.tee(&holes)
            }
        }
    }

    /// All that an expression may be that is called; nothing if that is not known.
    fn callees(&mut self, fun: N) -> Vec<Callee> {
        let value = self.ir.static_value(fun);
        match self.callee_of(value) {
            Callee::Unknown => {}
            callee => return vec![callee],
        }
        let Some(v) = self.ir.as_var(value) else { return Vec::new() };
        let Some(values) = &self.ir.var(v).funcs else { return Vec::new() };
        if values.len() > VALUES_MAX {
            return Vec::new();
        }
        let mut callees = Vec::new();
        for &value in values {
            if self.ir.node(value).op == Op::Nil {
                continue;
            }
            match self.callee_of(value) {
                Callee::Unknown => return Vec::new(),
                callee => callees.push(callee),
            }
        }
        callees
    }

    pub(super) fn callee_of(&mut self, value: N) -> Callee {
        let node = self.ir.node(value);
        match node.op {
            Op::Closure => Callee::Near(self.index, node.data),
            Op::Func | Op::Method => match self.keys.iter().position(|&near| near == node.data) {
                Some(index) => Callee::Near(index as u32, 0),
                None => Callee::Known(self.esc.leaks(node.data)),
            },
            _ => Callee::Unknown,
        }
    }
}
