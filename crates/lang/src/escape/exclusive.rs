//! Slices that alone know their buffer until one place, where it moves to the heap; until then appends to them may use
//! memory of the stack. Source: cmd/compile/internal/slice/slice.go, Go 1.27.

use super::Escape;
use super::facts::{elem, is_array};
use super::ir::{F, Ir, K, N, Op, V};
use super::leaks::Leaks;

/// Larger elements find no place on the stack, in bytes.
pub(super) const BUFFER_BYTES: u64 = 32;

/// A slice whose buffer moves.
pub(super) struct Moved {
    pub v: V,
    /// The statement before which it does.
    pub at: N,
    /// Its capacity is asked for, so it grows step by step and keeps it.
    pub is_cap_used: bool,
    pub appends: Vec<N>,
}

#[derive(Default)]
struct Tracked {
    is_gone: bool,
    understood: i32,
    mentions: i32,
    transition: Option<N>,
    appends: Vec<N>,
    weight: i32,
    depth: i32,
    is_cap_used: bool,
}

struct Pass<'p, 'm, 'a> {
    esc: &'p Escape<'m, 'a>,
    ir: &'p Ir,
    keys: &'p [K],
    own: &'p [Vec<Vec<Leaks>>],
    index: usize,
    f: F,
    /// By variable, those that are looked at.
    slices: Vec<Option<Tracked>>,
    depth: i32,
}

/// Finds such slices in a function of a batch. `own` are the leaks of the batch's functions and literals.
pub(super) fn find(
    esc: &Escape<'_, '_>,
    ir: &Ir,
    keys: &[K],
    own: &[Vec<Vec<Leaks>>],
    index: usize,
) -> Vec<Moved> {
    let tracked = |var: &super::ir::Var| {
        let elem = elem(esc.types, var.ty)?;
        (esc.types.size_align(elem).bytes <= BUFFER_BYTES).then(Tracked::default)
    };
    let slices: Vec<_> = ir.vars.iter().map(tracked).collect();
    if slices.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut pass = Pass { esc, ir, keys, own, index, f: 0, slices, depth: 0 };
    for (f, fun) in ir.funs.iter().enumerate() {
        pass.f = f as F;
        fun.body.into_iter().for_each(|body| pass.see(body));
    }
    let moved = |(v, slice): (usize, Option<Tracked>)| {
        let slice = slice?;
        let is_good = !slice.is_gone && slice.understood == slice.mentions && slice.weight >= 2;
        let at = slice.transition.filter(|_| is_good)?;
        Some(Moved { v: v as V, at, is_cap_used: slice.is_cap_used, appends: slice.appends })
    };
    pass.slices.into_iter().enumerate().filter_map(moved).collect()
}

impl Pass<'_, '_, '_> {
    fn tracked(&mut self, n: N) -> Option<&mut Tracked> {
        let v = self.ir.as_var(n)?;
        self.tracked_variable(v)
    }

    fn tracked_variable(&mut self, v: V) -> Option<&mut Tracked> {
        if self.ir.var(v).f != self.f {
            return None;
        }
        self.slices[v as usize].as_mut().filter(|slice| !slice.is_gone)
    }

    fn understand(&mut self, n: N, uses_cap: bool) {
        if let Some(slice) = self.tracked(n) {
            slice.understood += 1;
            slice.is_cap_used |= uses_cap;
        }
    }

    /// From here on others may know the buffer.
    fn transition(&mut self, n: N, at: N) {
        if let Some(v) = self.ir.as_var(n) {
            self.transition_of(v, at);
        }
    }

    fn transition_of(&mut self, v: V, at: N) {
        let depth = self.depth;
        if let Some(slice) = self.tracked_variable(v) {
            if slice.transition.is_some() || depth > slice.depth {
                slice.is_gone = true;
            } else {
                slice.transition = Some(at);
            }
        }
    }

    fn see(&mut self, n: N) {
        let ir = self.ir;
        let node = ir.node(n);
        let own = node.own();
        match node.op {
            Op::Var => {
                if let Some(slice) = self.tracked(n) {
                    slice.mentions += 1;
                }
            }
            Op::Dcl => {
                let depth = self.depth;
                if let Some(slice) = self.tracked(own[0]) {
                    slice.understood += 1;
                    slice.depth = depth;
                }
            }
            Op::Index | Op::Len => self.understand(own[0], false),
            Op::Cap => self.understand(own[0], true),
            Op::Addr => self.address(own[0]),
            Op::Return => {
                for &value in own {
                    self.understand(value, false);
                    self.transition(value, n);
                }
                if own.is_empty() {
                    let results = &ir.fun(self.f).results;
                    let named = results.iter().filter(|&&v| !ir.var(v).is_blank);
                    named.for_each(|&v| self.transition_of(v, n));
                }
            }
            Op::Call => {
                for (index, &arg) in own[1..].iter().enumerate() {
                    if self.tracked(arg).is_some() && !self.leaks(own[0], index) {
                        self.understand(arg, true);
                    }
                }
            }
            Op::Range => {
                self.understand(own[0], false);
                self.transition(own[0], n);
            }
            Op::As => self.assign(own[0], own.get(1).copied(), n),
            Op::As2 => {
                let (left, right) = own.split_at(own.len() / 2);
                left.iter().zip(right).for_each(|(&x, &y)| self.assign(x, Some(y), n));
            }
            Op::Closure => {
                for &v in &ir.fun(node.data).captures {
                    if let Some(slice) = self.tracked_variable(v) {
                        slice.mentions += 1;
                    }
                }
            }
            _ => {}
        }
        let is_loop = matches!(node.op, Op::For | Op::Range);
        self.depth += i32::from(is_loop);
        node.kids.iter().for_each(|&kid| self.see(kid));
        self.depth -= i32::from(is_loop);
    }

    /// `&s[i]` lets others know the buffer.
    fn address(&mut self, n: N) {
        let mut at = n;
        loop {
            let node = self.ir.node(at);
            match node.op {
                Op::Dot => at = node.own()[0],
                Op::Index => {
                    let of = node.own()[0];
                    if is_array(self.esc.types, self.ir.node(of).ty) {
                        at = of;
                        continue;
                    }
                    if let Some(slice) = self.tracked(of) {
                        slice.is_gone = true;
                    }
                    return;
                }
                _ => return,
            }
        }
    }

    fn assign(&mut self, x: N, y: Option<N>, at: N) {
        let ir = self.ir;
        let op = y.map(|y| ir.node(y).op);
        let is_of_itself = |y: N| ir.as_var(x).is_some() && ir.as_var(ir.node(y).own()[0]) == ir.as_var(x);
        let depth = self.depth;
        if let Some(slice) = self.tracked(x) {
            match (op, y) {
                (None | Some(Op::Nil), _) => slice.understood += 1,
                (Some(Op::SliceLit), _) => {
                    slice.understood += 1;
                    slice.is_cap_used = true;
                }
                // With a third index it is not looked at.
                (Some(Op::Slice), Some(y)) if is_of_itself(y) && ir.node(y).data & 4 == 0 => {
                    slice.understood += 2;
                    slice.is_cap_used = true;
                }
                (Some(Op::Append), Some(y)) if is_of_itself(y) => {
                    slice.understood += 2;
                    slice.appends.push(y);
                    slice.weight += 1 + depth - slice.depth;
                }
                _ => {}
            }
        }
        if let Some(y) = y {
            self.understand(y, false);
            self.transition(y, at);
        }
    }

    /// Whether an argument goes anywhere. Source: slice.go:argLeak.
    fn leaks(&self, fun: N, index: usize) -> bool {
        let value = self.ir.node(self.ir.static_value(fun));
        let leaks = match value.op {
            Op::Closure => self.own[self.index].get(value.data as usize).and_then(|params| params.get(index)),
            Op::Func | Op::Method => match self.keys.iter().position(|&near| near == value.data) {
                Some(near) => self.own[near].first().and_then(|params| params.get(index)),
                None => return self.esc.leaks(value.data).get(index).is_none_or(Leaks::any),
            },
            _ => None,
        };
        leaks.is_none_or(Leaks::any)
    }
}
