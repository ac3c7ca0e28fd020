//! What a function costs where it is inlined. Source: cmd/compile/internal/inline/inl.go:hairyVisitor, Go 1.27.

use super::Escape;
use super::ir::{Class, F, Ir, N, Op};
use crate::check::Type;

/// Functions that cost more are not inlined.
pub(super) const BUDGET: i32 = 80;
/// Literals that are called once may cost more.
pub(super) const BUDGET_CALLED_ONCE: i32 = 10 * BUDGET;
/// What a call costs that is not inlined.
const CALL: i32 = 57;
/// The same of a parameter.
const CALL_OF_PARAM: i32 = 17;

/// What a function and the literals in it cost, each that can be inlined at all.
pub(super) fn costs(esc: &Escape<'_, '_>, ir: &Ir) -> Vec<Option<i32>> {
    let mut costs = Costs { esc, ir, known: vec![None; ir.funs.len()] };
    (0..ir.funs.len() as F).map(|f| costs.cost(f)).collect()
}

/// Costs while they are found.
struct Costs<'c, 'm, 'a> {
    esc: &'c Escape<'m, 'a>,
    ir: &'c Ir,
    /// Of each function what was found, for literals that call literals are asked for again and again.
    known: Vec<Option<Option<i32>>>,
}

impl Costs<'_, '_, '_> {
    fn cost(&mut self, f: F) -> Option<i32> {
        if let Some(known) = self.known[f as usize] {
            return known;
        }
        self.known[f as usize] = Some(None);
        let cost = self.sum(f);
        self.known[f as usize] = Some(cost);
        cost
    }

    fn sum(&mut self, f: F) -> Option<i32> {
        let limit = if f == 0 { BUDGET } else { BUDGET_CALLED_ONCE };
        let mut left = limit;
        let mut stack = vec![self.ir.fun(f).body?];
        while let Some(n) = stack.pop() {
            left -= self.of_node(f, n)?;
            if left < 0 {
                return None;
            }
            stack.extend(self.ir.node(n).kids.iter());
        }
        Some(limit - left)
    }

    /// What a node adds to its children's cost; none if it must not be inlined.
    fn of_node(&mut self, f: F, n: N) -> Option<i32> {
        let (esc, ir) = (self.esc, self.ir);
        let node = ir.node(n);
        let kid = |index: usize| ir.node(node.own()[index]);
        Some(match node.op {
            Op::Recover | Op::Go | Op::Defer => return None,
            Op::Method | Op::ConvNop | Op::Block => 0,
            Op::Operator | Op::Leak => node.data as i32,
            Op::SliceLit | Op::MethodValue => 2,
            // A size that is not written is 0.
            Op::MakeMap | Op::MakeChan => 1 + i32::from(node.own().is_empty()),
            Op::Closure => 16,
            Op::If => (node.own().len() / 2) as i32,
            Op::CallInter => CALL + 2,
            Op::Call => 1 + self.of_call(f, n) + spread_cost(esc, ir, n, node.data == 1),
            Op::Return => 1 + spread_cost(esc, ir, n, node.own().len() == 1 && ir.fun(f).results.len() > 1),
            Op::TypeSwitch => 2 + i32::from(node.own()[1..].iter().any(|&case| ir.node(case).data > 0)),
            Op::Case => 1 + i32::from(node.data > 0),
            Op::Addr => {
                let of = kid(0);
                let is_first = matches!(of.op, Op::Dot | Op::DotPtr) && of.data == 0;
                if is_first && ir.node(of.own()[0]).op == Op::Var { -1 } else { 1 }
            }
            Op::Deref => {
                let mut of = kid(0);
                while of.op == Op::ConvNop {
                    of = ir.node(of.own()[0]);
                }
                i32::from(of.op != Op::Addr)
            }
            _ => 1,
        })
    }

    fn of_call(&mut self, f: F, n: N) -> i32 {
        let (esc, ir) = (self.esc, self.ir);
        let fun = ir.node(n).own()[0];
        let value = ir.node(ir.static_value(fun));
        let known = match value.op {
            Op::Func | Op::Method => {
                if esc.is_intrinsic(esc.keys.key(value.data).obj) {
                    return 0;
                }
                esc.keys.known(value.data).and_then(|known| known.cost)
            }
            Op::Closure if ir.fun(value.data).captures.is_empty() || ir.fun(value.data).parent == Some(f) => {
                self.cost(value.data).filter(|&cost| cost <= 2 * BUDGET)
            }
            _ => None,
        };
        let is_param = ir.as_var(fun).is_some_and(|v| ir.var(v).class == Class::Param && ir.var(v).f == f);
        known.unwrap_or(if is_param { CALL_OF_PARAM } else { CALL })
    }
}

/// What the variables cost that the results of a call with several lie in meanwhile.
fn spread_cost(esc: &Escape<'_, '_>, ir: &Ir, n: N, is_spread: bool) -> i32 {
    let of = if is_spread { ir.node(n).own().last() } else { None };
    let Some(&of) = of else { return 0 };
    match esc.types.get(ir.node(of).ty) {
        Type::Tuple(vars) => 4 * vars.len() as i32 + 1,
        _ => 0,
    }
}
