//! Assignments that change nothing of where things may be. Source: cmd/compile/internal/escape/utils.go, Go 1.27.

use super::ir::{Ir, N, Op};

/// Whether an assignment gives an object only what it has: `p.a = p.b`, `p.s = p.s[i:j]`.
pub(super) fn is_self_assignment(ir: &Ir, left: N, right: N) -> bool {
    let (to, from) = (ir.node(left), ir.node(right));
    if let (Op::Deref | Op::DotPtr, Op::Slice) = (to.op, from.op)
        && let of = ir.node(from.own()[0])
        && matches!(of.op, Op::Deref | Op::DotPtr)
        && let (Some(a), Some(b)) = (ir.as_var(to.own()[0]), ir.as_var(of.own()[0]))
        && a == b
    {
        return true;
    }
    if to.op != from.op {
        return false;
    }
    match to.op {
        Op::Dot | Op::DotPtr => is_same(ir, to.own()[0], from.own()[0]),
        Op::Index => {
            is_harmless(ir, to.own()[1])
                && is_harmless(ir, from.own()[1])
                && is_same(ir, to.own()[0], from.own()[0])
        }
        _ => false,
    }
}

/// Whether two expressions are the same and can be computed once. Source: ir/expr.go:SameSafeExpr.
pub(super) fn is_same(ir: &Ir, a: N, b: N) -> bool {
    let (x, y) = (ir.node(a), ir.node(b));
    if x.op != y.op || x.init > 0 || y.init > 0 {
        return false;
    }
    match x.op {
        Op::Var => x.data == y.data,
        Op::Lit => x.data == y.data && x.data < u32::MAX,
        Op::Dot | Op::DotPtr => x.data == y.data && is_same(ir, x.own()[0], y.own()[0]),
        Op::Deref | Op::ConvNop | Op::Conv => x.ty == y.ty && is_same(ir, x.own()[0], y.own()[0]),
        Op::Index | Op::IndexMap => {
            is_same(ir, x.own()[0], y.own()[0]) && is_same(ir, x.own()[1], y.own()[1])
        }
        _ => false,
    }
}

/// Whether computing it changes nothing. Source: utils.go:mayAffectMemory.
fn is_harmless(ir: &Ir, n: N) -> bool {
    let node = ir.node(n);
    let is_plain = matches!(
        node.op,
        Op::Var
            | Op::Global
            | Op::Lit
            | Op::Nil
            | Op::Operator
            | Op::Index
            | Op::Conv
            | Op::ConvNop
            | Op::Len
            | Op::Cap
            | Op::Dot
            | Op::DotPtr
            | Op::Deref
    );
    is_plain && node.own().iter().all(|&kid| is_harmless(ir, kid))
}
