//! Loops that neither end nor yield: everything else on their processor waits until they are preempted, and what another
//! goroutine writes need never be seen in them.

use super::Vet;
use crate::ast::{BranchKind, Expr, ExprKind, Stmt, StmtKind, UnaryOp};
use crate::check::{Mode, ObjId, Type};
use crate::source::Span;
use crate::visit::{Node, walk, walk_expr};

impl<'a> Vet<'a> {
    /// `for { n++ }`, `for !done { }`
    pub fn endless_spin(&mut self, stmt: &'a Stmt<'a>) {
        let StmtKind::For(node) = &stmt.kind else { return };
        if node.post.is_some() {
            return;
        }
        let mut looked_at = Vec::new();
        let mut is_harmless = false;
        if let Some(condition) = &node.condition {
            walk_expr(condition, |inner| self.spins(inner, &mut is_harmless, |obj| looked_at.push(obj)));
        }
        let mut changes = false;
        walk(&node.body, |inner| {
            if let Node::Stmt(stmt) = inner {
                changes |= assigned(stmt).iter().any(|left| match left.as_name() {
                    Some(ident) => self.info.used(ident.id).is_some_and(|obj| looked_at.contains(&obj)),
                    // Who knows what lies there.
                    None => true,
                });
            }
            self.spins(inner, &mut is_harmless, |_| {})
        });
        if is_harmless || changes {
            return;
        }
        let at = Span { end: stmt.span.start + "for".len() as u32, ..stmt.span };
        let message = match &node.condition {
            None => "this loop never yields: nothing in it calls, waits or leaves",
            Some(_) => "this loop never yields: nothing in it changes its condition, calls, waits or leaves",
        };
        self.warn(at, message);
    }

    /// Looks at a part of the loop: whether it calls, waits or leaves; which variables it uses.
    fn spins(&self, node: Node<'a>, is_harmless: &mut bool, mut uses: impl FnMut(ObjId)) -> bool {
        match node {
            Node::Stmt(stmt) => {
                *is_harmless |= matches!(
                    stmt.kind,
                    StmtKind::Go { .. }
                        | StmtKind::Defer { .. }
                        | StmtKind::Send { .. }
                        | StmtKind::Select(_)
                        | StmtKind::Return { .. }
                        | StmtKind::Branch { kind: BranchKind::Break | BranchKind::Goto, .. }
                );
                if let StmtKind::Range(range) = &stmt.kind {
                    let ty = self.info.ty(range.operand.id);
                    let types = &self.checked.types;
                    let waits = matches!(types.structure(ty), Type::Chan { .. } | Type::Signature(_));
                    *is_harmless |= waits;
                }
            }
            Node::Expr(expr) => match &expr.kind {
                ExprKind::Call(call) => {
                    let mode = self.info.expr(call.function.id).mode;
                    let is_plain =
                        mode == Mode::Type || self.builtin(call).is_some() && !self.never_returns(expr);
                    *is_harmless |= !is_plain;
                }
                ExprKind::Unary { op: UnaryOp::Receive, .. } => *is_harmless = true,
                ExprKind::Name(ident) => self.info.used(ident.id).into_iter().for_each(&mut uses),
                ExprKind::Func(_) => return false,
                _ => {}
            },
        }
        true
    }
}

/// What a statement assigns to.
fn assigned<'a>(stmt: &'a Stmt<'a>) -> &'a [Expr<'a>] {
    match &stmt.kind {
        StmtKind::Assign { left, .. } | StmtKind::Define { left, .. } => left,
        StmtKind::IncDec { operand, .. } => std::slice::from_ref(operand),
        StmtKind::Range(range) if !range.define => range.left,
        _ => &[],
    }
}
