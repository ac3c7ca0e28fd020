//! `break`, `continue`, `goto`, labels, and the loops `for` makes.

use super::body::{Body, Storage};
use super::code::Target;
use crate::ast::{BranchKind, ForStmt, Ident, Stmt, StmtKind};
use crate::check::ObjId;

/// A statement around that `break` or `continue` may leave.
pub(super) struct Flow<'a> {
    label: Option<&'a str>,
    break_to: Target,
    continue_to: Option<Target>,
    /// In a switch: the body of the next clause.
    pub fallthrough_to: Option<Target>,
}

impl<'a> Body<'_, 'a> {
    /// Enters a statement that `break` leaves; the label before it is its own.
    pub fn enter(&mut self, break_to: Target, continue_to: Option<Target>) {
        let label = self.pending_label.take();
        self.flows.push(Flow { label, break_to, continue_to, fallthrough_to: None });
    }

    /// Leaves it again.
    pub fn leave(&mut self) {
        self.flows.pop();
    }

    /// `label: statement`
    pub fn labeled(&mut self, label: &'a Ident<'a>, statement: &'a Stmt<'a>) {
        let target = self.label_target(label.name);
        self.code.set(target);
        self.pending_label = Some(label.name);
        self.stmt(statement);
        self.pending_label = None;
    }

    fn label_target(&mut self, name: &'a str) -> Target {
        if let Some(&target) = self.labels.get(name) {
            return target;
        }
        let target = self.code.target();
        self.labels.insert(name, target);
        target
    }

    /// Where a branch goes that leaves or repeats a statement of this function.
    pub fn branch_target(&self, kind: BranchKind, label: Option<&'a str>) -> Option<Target> {
        let is_meant = |flow: &&Flow| label.is_none_or(|label| flow.label == Some(label));
        let mut flows = self.flows.iter().rev();
        match kind {
            BranchKind::Goto => None,
            BranchKind::Break => flows.find(is_meant).map(|flow| flow.break_to),
            BranchKind::Continue => flows
                .filter(|flow| flow.continue_to.is_some())
                .find(is_meant)
                .and_then(|flow| flow.continue_to),
            BranchKind::Fallthrough => self.flows.last().and_then(|flow| flow.fallthrough_to),
        }
    }

    /// Goes where a `break`, `continue`, `goto` or `fallthrough` goes.
    pub fn branch_to(&mut self, kind: BranchKind, label: Option<&'a str>) {
        if let Some(target) = self.branch_target(kind, label) {
            self.code.jmp(target);
        } else if !self.range_branch(kind, label)
            && kind == BranchKind::Goto
            && let Some(label) = label
        {
            let target = self.label_target(label);
            self.code.jmp(target);
        }
    }

    /// `for init; condition; post { ... }`
    pub fn for_loop(&mut self, stmt: &'a ForStmt<'a>) {
        let (top, test, next, done) =
            (self.code.target(), self.code.target(), self.code.target(), self.code.target());
        let label = self.pending_label.take();
        let mut copied = Vec::new();
        if let Some(init) = &stmt.init {
            self.stmt(init);
            copied = self.per_iteration(init);
        }
        self.pending_label = label;
        self.enter(done, Some(next));
        if stmt.condition.is_some() {
            self.code.jmp(test);
        }
        self.code.set(top);
        self.block(&stmt.body);
        self.code.set(next);
        if let Some(again) = stmt.post.as_ref().or(stmt.init.as_ref()) {
            self.code.set_place(again.span);
        }
        for obj in copied {
            self.renew(obj);
        }
        if let Some(post) = &stmt.post {
            self.stmt(post);
        }
        self.code.set(test);
        match &stmt.condition {
            Some(condition) => self.jump_if(condition, true, top),
            None => self.code.jmp(top),
        }
        self.code.set(done);
        self.leave();
    }

    /// The variables of a loop that something may still point at when its next round begins.
    fn per_iteration(&self, init: &'a Stmt<'a>) -> Vec<ObjId> {
        let StmtKind::Define { left, .. } = &init.kind else { return Vec::new() };
        let objs = left.iter().filter_map(|expr| self.info.def(expr.as_name()?.id));
        let is_shared = |obj: &ObjId| {
            self.m.checked.objects.var(*obj).is_some_and(|var| var.is_captured || var.is_address_taken)
        };
        objs.filter(is_shared).filter(|obj| matches!(self.vars.get(obj), Some(Storage::Heap(_)))).collect()
    }

    /// Gives a variable a new place with its old value.
    fn renew(&mut self, obj: ObjId) {
        let Some(&Storage::Heap(cell)) = self.vars.get(&obj) else { return };
        let t = self.object_type(obj);
        let mark = self.code.mark();
        let value = self.temp(t);
        self.load_memory(t, cell, 0, value);
        self.local(crate::escape::What::Var(obj));
        self.code.emit(gopark_program::Instr::New { d: cell, t });
        self.store_memory(t, cell, 0, value);
        self.code.release(mark);
    }
}
