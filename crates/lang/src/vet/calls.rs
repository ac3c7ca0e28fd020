//! Calls that do not do what their author thinks. Source: x/tools/go/analysis/passes/waitgroup, unusedresult, atomic.

use super::Vet;
use crate::ast::{CallExpr, Expr, ExprKind, Stmt, StmtKind, UnaryOp};
use crate::check::types::MethodRef;
use crate::print;
use crate::source::Span;

/// Whether a function is called for its results only.
fn is_pure(path: &str, name: &str) -> bool {
    match path {
        "context" => ["WithCancel", "WithDeadline", "WithTimeout", "WithValue"].contains(&name),
        "errors" => name == "New",
        "fmt" => name == "Errorf" || name.starts_with("Append") || name.starts_with("Sprint"),
        "maps" => !["Copy", "DeleteFunc", "Insert"].contains(&name),
        "slices" => !["Reverse", "Sort", "SortFunc", "SortStableFunc"].contains(&name),
        "sort" => name == "Reverse",
        _ => false,
    }
}

impl<'a> Vet<'a> {
    /// `fmt.Sprint(x)` as a statement.
    pub fn unused_result(&mut self, stmt: &'a Stmt<'a>) {
        let StmtKind::Expr(expr) = &stmt.kind else { return };
        let Some((path, name)) = call_of(expr).and_then(|call| self.callee(call)) else { return };
        if is_pure(path, name) {
            self.warn(expr.span, format!("result of {path}.{name} call not used"));
        }
    }

    /// `x = atomic.AddInt64(&x, 1)`
    pub fn atomic_assignment(&mut self, stmt: &'a Stmt<'a>) {
        let StmtKind::Assign { left, op: None, right, .. } = &stmt.kind else { return };
        if left.len() != right.len() {
            return;
        }
        for (to, value) in left.iter().zip(*right) {
            let Some(call) = call_of(value) else { continue };
            let Some(("sync/atomic", name)) = self.callee(call) else { continue };
            let to = print::expr(to);
            let is_same = call.arguments.first().is_some_and(|first| match &first.unparen().kind {
                ExprKind::Unary { op: UnaryOp::Address, operand } => print::expr(operand) == to,
                _ => to.strip_prefix('*') == Some(&*print::expr(first)),
            });
            if name.starts_with("Add") && is_same {
                self.warn(stmt.span, "direct assignment to atomic value");
            }
        }
    }

    /// `go func() { wg.Add(1); ... }()`
    pub fn add_in_goroutine(&mut self, stmt: &'a Stmt<'a>) {
        let StmtKind::Go { call } = &stmt.kind else { return };
        let Some(ExprKind::Func(lit)) = call_of(call).map(|call| &call.function.unparen().kind) else {
            return;
        };
        let Some(StmtKind::Expr(first)) = lit.body.statements.first().map(|first| &first.kind) else {
            return;
        };
        let Some(add) = call_of(first) else { return };
        let ExprKind::Selector { member, .. } = &add.function.unparen().kind else { return };
        if member.name == "Add" && self.is_method_of(add, "sync", "WaitGroup") {
            let at = Span::at(member.span.file, member.span.end);
            self.warn(at, "WaitGroup.Add called from inside new goroutine");
        }
    }

    pub(crate) fn is_method_of(&self, call: &CallExpr, path: &str, name: &str) -> bool {
        let selection = self.info.selections.get(&call.function.unparen().id);
        let Some(MethodRef::Declared { receiver, .. }) = selection.and_then(|s| s.method) else {
            return false;
        };
        let types = &self.checked.types;
        types.as_named(receiver).is_some_and(|id| {
            let named = types.named(id);
            let package = named.pkg.and_then(|pkg| self.checked.packages.get(pkg.index()));
            &*named.name == name && package.is_some_and(|package| &*package.path == path)
        })
    }
}

/// The call that an expression is.
pub(crate) fn call_of<'a>(expr: &'a Expr<'a>) -> Option<&'a CallExpr<'a>> {
    match &expr.unparen().kind {
        ExprKind::Call(call) => Some(call),
        _ => None,
    }
}
