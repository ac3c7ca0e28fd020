//! Contexts whose cancel function may never be called. Source: x/tools/go/analysis/passes/lostcancel.
//!
//! A path is followed from the statement that gets the function: a return that it reaches without a use of the function
//! loses it.

use super::Vet;
use super::calls::call_of;
use crate::ast::{Block, BranchKind, CaseClause, DeclKind, Expr, Ident, Stmt, StmtKind};
use crate::check::{ObjId, VarKind};
use crate::source::Span;
use crate::visit::{Node, walk, walk_expr, walk_stmt};

/// What `break` or `continue` may leave.
struct Around<'a> {
    label: Option<&'a str>,
    is_loop: bool,
    /// Whether the function may be unused at a `break`, at a `continue`.
    breaks: bool,
    continues: bool,
}

struct Paths<'v, 'a> {
    vet: &'v Vet<'a>,
    cancel: ObjId,
    is_result: bool,
    /// The statement that gets the function.
    got_at: Span,
    around: Vec<Around<'a>>,
    /// Labels that were jumped to with the function unused.
    jumps: Vec<&'a str>,
    lost_at: Option<Span>,
}

impl<'a> Vet<'a> {
    /// Looks through a function's body, but not the literals in it.
    pub fn lost_cancels(&mut self, body: &'a Block<'a>) {
        let mut got = Vec::new();
        walk(body, |node| {
            if let Node::Stmt(stmt) = node {
                match &stmt.kind {
                    StmtKind::Assign { left, right, .. } | StmtKind::Define { left, right, .. } => {
                        if let ([_, cancel], [value]) = (*left, *right) {
                            got.extend(cancel.as_name().map(|cancel| (stmt.span, cancel, value)));
                        }
                    }
                    StmtKind::Decl(decl) => {
                        let DeclKind::Var(specs) = &decl.kind else { return true };
                        for spec in *specs {
                            if let ([_, cancel], [value]) = (spec.names, spec.values) {
                                got.push((spec.span, cancel, value));
                            }
                        }
                    }
                    _ => {}
                }
            }
            matches!(node, Node::Stmt(_))
        });
        got.reverse();
        for (at, cancel, value) in got {
            let callee = call_of(value).and_then(|call| self.callee(call));
            let Some(("context", name)) = callee else { continue };
            if name == "WithoutCancel" || name == "WithValue" {
                continue;
            }
            if cancel.is_blank() {
                let message = format!(
                    "the cancel function returned by context.{name} should be called, not discarded, to avoid a \
                     context leak"
                );
                self.warn(cancel.span, message);
            } else {
                self.lost_cancel(body, at, cancel);
            }
        }
    }

    fn lost_cancel(&mut self, body: &'a Block<'a>, got_at: Span, cancel: &Ident) {
        if self.main == Some(body.span) {
            return;
        }
        let Some(obj) = self.info.object(cancel.id) else { return };
        let Some(var) = self.checked.objects.var(obj) else { return };
        let is_here = body.span.contains(self.checked.objects.get(obj).span.start);
        let is_result = var.kind == VarKind::Result;
        if !is_here && !is_result {
            return;
        }
        let mut paths = Paths {
            vet: self,
            cancel: obj,
            is_result,
            got_at,
            around: Vec::new(),
            jumps: Vec::new(),
            lost_at: None,
        };
        if paths.list(body.statements, false) && !is_result {
            paths.lost_at.get_or_insert(body.rbrace);
        }
        let Some(lost_at) = paths.lost_at else { return };
        let name = &cancel.name;
        let line = self.checked.sources.get(got_at.file).map_or(0, |file| file.line_col(got_at.start).line);
        self.warn(got_at, format!("the {name} function is not used on all paths (possible context leak)"));
        let message = format!(
            "this return statement may be reached without using the {name} var defined on line {line}"
        );
        self.warn(lost_at, message);
    }
}

impl<'a> Paths<'_, 'a> {
    /// Whether the function may be unused after the statements, when `unused` says whether it may be before.
    fn list(&mut self, list: &'a [Stmt<'a>], unused: bool) -> bool {
        list.iter().fold(unused, |unused, stmt| self.stmt(stmt, unused, None))
    }

    fn stmt(&mut self, stmt: &'a Stmt<'a>, unused: bool, label: Option<&'a str>) -> bool {
        match &stmt.kind {
            _ if stmt.span == self.got_at => true,
            StmtKind::Decl(decl) => match &decl.kind {
                DeclKind::Var(specs) if specs.iter().any(|spec| spec.span == self.got_at) => true,
                _ => unused && !self.uses(Node::Stmt(stmt)),
            },
            StmtKind::Labeled { label, statement } => {
                let jumped = self.jumps.contains(&label.name);
                self.stmt(statement, unused || jumped, Some(label.name))
            }
            StmtKind::Block(block) => self.list(block.statements, unused),
            StmtKind::Expr(expr) => unused && !self.vet.never_returns(expr) && !self.uses(Node::Expr(expr)),
            StmtKind::Return { results } => {
                let is_used = results.iter().any(|result| self.uses(Node::Expr(result)));
                if unused && !is_used && !(results.is_empty() && self.is_result) {
                    self.lost_at.get_or_insert(stmt.span);
                }
                false
            }
            StmtKind::Branch { kind, label } => {
                self.branch(*kind, label.map(|label| label.name), unused);
                *kind == BranchKind::Fallthrough && unused
            }
            StmtKind::If(node) => {
                let (mut unused, mut after) = (unused, false);
                for arm in node.arms {
                    unused = self.optional(arm.init.as_ref(), unused);
                    unused = unused && !self.uses(Node::Expr(&arm.condition));
                    after |= self.list(arm.then.statements, unused);
                }
                match &node.otherwise {
                    Some(otherwise) => after | self.list(otherwise.statements, unused),
                    None => after | unused,
                }
            }
            StmtKind::For(node) => {
                let unused = self.optional(node.init.as_ref(), unused);
                let (condition, post) = (node.condition.as_ref(), node.post.as_ref());
                self.repeated(&node.body, condition, post, condition.is_some(), unused, label)
            }
            StmtKind::Range(node) => {
                let unused = unused && !self.uses(Node::Expr(&node.operand));
                self.repeated(&node.body, None, None, true, unused, label)
            }
            StmtKind::Switch(node) => {
                let unused = self.optional(node.init.as_ref(), unused);
                let unused = unused && !node.tag.iter().any(|tag| self.uses(Node::Expr(tag)));
                self.switch(node.clauses, unused, label)
            }
            StmtKind::TypeSwitch(node) => {
                let unused = self.optional(node.init.as_ref(), unused);
                let unused = unused && !self.uses(Node::Expr(&node.operand));
                self.switch(node.clauses, unused, label)
            }
            StmtKind::Select(node) => self.breakable(label, false, |paths| {
                let mut after = false;
                for clause in node.clauses {
                    let unused = paths.optional(clause.communication.as_ref(), unused);
                    after |= paths.list(clause.body, unused);
                }
                after
            }),
            _ => unused && !self.uses(Node::Stmt(stmt)),
        }
    }

    fn optional(&mut self, stmt: Option<&'a Stmt<'a>>, unused: bool) -> bool {
        stmt.map_or(unused, |stmt| self.stmt(stmt, unused, None))
    }

    fn switch(&mut self, clauses: &'a [CaseClause<'a>], unused: bool, label: Option<&'a str>) -> bool {
        self.breakable(label, false, |paths| {
            let mut after = unused && !clauses.iter().any(|clause| clause.is_default);
            let mut falls = false;
            for clause in clauses {
                let is_used = clause.expressions.iter().any(|expr| paths.uses(Node::Expr(expr)));
                let end = paths.list(clause.body, unused && !is_used || falls);
                let last = clause.body.last().map(|last| &last.kind);
                falls = end && matches!(last, Some(StmtKind::Branch { kind: BranchKind::Fallthrough, .. }));
                after |= end && !falls;
            }
            after
        })
    }

    /// A loop, gone through twice: what its end leaves unused is unused at its beginning.
    fn repeated(
        &mut self,
        body: &'a Block<'a>,
        condition: Option<&'a Expr<'a>>,
        post: Option<&'a Stmt<'a>>,
        may_end: bool,
        unused: bool,
        label: Option<&'a str>,
    ) -> bool {
        self.breakable(label, true, |paths| {
            let mut unused = unused;
            for _ in 0..2 {
                unused = unused && !condition.is_some_and(|condition| paths.uses(Node::Expr(condition)));
                let end = paths.list(body.statements, unused);
                let continues = paths.around.last().is_some_and(|around| around.continues);
                unused |= paths.optional(post, end || continues);
            }
            may_end && unused
        })
    }

    /// What can be left by `break`.
    fn breakable(
        &mut self,
        label: Option<&'a str>,
        is_loop: bool,
        go: impl FnOnce(&mut Self) -> bool,
    ) -> bool {
        self.around.push(Around { label, is_loop, breaks: false, continues: false });
        let after = go(self);
        after | self.around.pop().is_some_and(|around| around.breaks)
    }

    fn branch(&mut self, kind: BranchKind, label: Option<&'a str>, unused: bool) {
        if !unused {
            return;
        }
        if kind == BranchKind::Goto {
            self.jumps.extend(label);
            return;
        }
        let is_continue = kind == BranchKind::Continue;
        let is_it = |it: &&mut Around| match label {
            Some(label) => it.label == Some(label),
            None => it.is_loop || !is_continue,
        };
        if let Some(left) = self.around.iter_mut().rev().find(is_it) {
            left.continues |= is_continue;
            left.breaks |= kind == BranchKind::Break;
        }
    }

    fn uses(&self, node: Node<'a>) -> bool {
        let mut is_used = false;
        let look = |node: Node<'a>| {
            if let Node::Expr(expr) = node
                && let Some(ident) = expr.as_name()
            {
                is_used |= self.vet.info.used(ident.id) == Some(self.cancel);
            }
            true
        };
        match node {
            Node::Expr(expr) => walk_expr(expr, look),
            Node::Stmt(stmt) => walk_stmt(stmt, look),
        }
        is_used
    }
}
