//! Assignments to variables that nobody reads go, above all of literals whose calls were inlined.
//! Source: cmd/compile/internal/deadlocals, Go 1.27.

use super::ir::{Class, Ir, N, Node, Op, V};
use crate::check::Ty;

/// What is known of a variable so far.
#[derive(Clone)]
enum Uses {
    /// Only assigned to: nodes with the places of the value and the variable among their children.
    Assigned(Vec<(N, usize, usize)>),
    Used,
}

struct Pass<'i> {
    ir: &'i Ir,
    uses: Vec<Uses>,
}

/// Removes them.
pub(super) fn remove(ir: &mut Ir) {
    let Some(body) = ir.fun(0).body else { return };
    let mut pass = Pass { ir, uses: vec![Uses::Assigned(Vec::new()); ir.vars.len()] };
    pass.node(body);
    let uses = pass.uses;
    for (n, x, y) in uses.into_iter().flat_map(|uses| match uses {
        Uses::Assigned(places) => places,
        Uses::Used => Vec::new(),
    }) {
        let value = ir.node(n).kids.get(y).copied();
        for (kid, op) in [(x, Op::Blank), (y, Op::Lit)] {
            // A literal whose calls were inlined is made here nevertheless.
            let literal = value.filter(|&n| op == Op::Lit && ir.node(n).op == Op::Closure);
            let (op, data) = literal.map_or((op, 0), |n| (Op::Dead, n));
            let node = Node {
                op,
                ty: Ty::INVALID,
                kids: [].into(),
                init: 0,
                data,
                ptrs: false,
                ..ir.node(n).clone()
            };
            ir.nodes.push(node);
            let new = ir.nodes.len() as N - 1;
            if let Some(kid) = ir.nodes[n as usize].kids.get_mut(kid) {
                *kid = new;
            }
        }
    }
}

impl Pass<'_> {
    fn node(&mut self, n: N) {
        let ir = self.ir;
        let node = ir.node(n);
        match node.op {
            Op::Dcl => {}
            Op::Var => self.used(node.data),
            Op::Closure => {
                let fun = ir.fun(node.data);
                fun.captures.iter().for_each(|&v| self.used(v));
                fun.body.into_iter().for_each(|body| self.node(body));
            }
            Op::As | Op::As2 => {
                let init = node.init as usize;
                node.kids[..init].iter().for_each(|&kid| self.node(kid));
                let count = if node.op == Op::As { 1 } else { node.own().len() / 2 };
                let blank = |x: N| ir.node(x).op == Op::Blank;
                let has_name = node.op == Op::As2 && node.own()[..count].iter().any(|&x| !blank(x));
                for index in 0..count {
                    self.assign(n, init + index, init + count + index, has_name);
                }
            }
            _ => node.kids.iter().for_each(|&kid| self.node(kid)),
        }
    }

    fn used(&mut self, v: V) {
        if let Uses::Assigned(places) = std::mem::replace(&mut self.uses[v as usize], Uses::Used) {
            for (n, _, y) in places {
                self.ir.node(n).kids.get(y).into_iter().for_each(|&value| self.node(value));
            }
        }
    }

    /// An assignment of child `y` to child `x`; one to `_` among others to names is none.
    fn assign(&mut self, n: N, x: usize, y: usize, blank_is_unused: bool) {
        let ir = self.ir;
        let kids = &ir.node(n).kids;
        let value = kids.get(y).copied();
        let has_effect = value.is_some_and(|value| {
            let node = ir.node(value);
            !matches!(node.op, Op::Var | Op::Global | Op::Func | Op::Lit | Op::Nil | Op::Closure)
                || node.init > 0
        });
        let target = ir.node(kids[x]);
        match target.op {
            Op::Var if ir.var(target.data).class != Class::Result => {
                if !has_effect && let Uses::Assigned(places) = &mut self.uses[target.data as usize] {
                    return places.push((n, x, y));
                }
            }
            Op::Var => {}
            Op::Blank if blank_is_unused && !has_effect => return,
            Op::Blank => {}
            _ => self.node(kids[x]),
        }
        value.into_iter().for_each(|value| self.node(value));
    }
}
