//! Code that control never reaches. Source: x/tools/go/analysis/passes/unreachable.

use super::Vet;
use crate::ast::{Block, BranchKind, CaseClause, Stmt, StmtKind};
use crate::check::Builtin;
use crate::sorted::SortedSet;
use crate::visit::{Node, walk};

/// What `break` may leave.
struct Breakable<'a> {
    label: Option<&'a str>,
    is_left: bool,
}

struct Reach<'v, 'a> {
    vet: &'v mut Vet<'a>,
    is_reachable: bool,
    around: Vec<Breakable<'a>>,
    /// Where `goto` goes to.
    targets: SortedSet<&'a str>,
}

impl<'a> Vet<'a> {
    /// Looks through a function's body.
    pub fn unreachable(&mut self, body: &'a Block<'a>) {
        let mut targets = SortedSet::new();
        walk(body, |node| {
            if let Node::Stmt(stmt) = node
                && let StmtKind::Branch { kind: BranchKind::Goto, label: Some(label) } = &stmt.kind
            {
                targets.insert(label.name);
            }
            matches!(node, Node::Stmt(_))
        });
        let mut reach = Reach { vet: self, is_reachable: true, around: Vec::new(), targets };
        reach.list(body.statements);
    }
}

impl<'a> Reach<'_, 'a> {
    fn list(&mut self, list: &'a [Stmt<'a>]) {
        list.iter().for_each(|stmt| self.stmt(stmt, None));
    }

    fn stmt(&mut self, stmt: &'a Stmt<'a>, label: Option<&'a str>) {
        if let StmtKind::Labeled { label, .. } = &stmt.kind {
            self.is_reachable |= self.targets.contains(&label.name);
        }
        if !self.is_reachable && !matches!(stmt.kind, StmtKind::Empty) {
            self.vet.warn(stmt.span, "unreachable code");
            // Not what follows it, too.
            self.is_reachable = true;
        }
        match &stmt.kind {
            StmtKind::Labeled { label, statement } => self.stmt(statement, Some(label.name)),
            StmtKind::Block(block) => self.list(block.statements),
            StmtKind::Return { .. } => self.is_reachable = false,
            StmtKind::Branch { kind, label } => {
                if *kind == BranchKind::Break {
                    self.leave(label.map(|label| label.name));
                }
                self.is_reachable = false;
            }
            StmtKind::Expr(expr) => {
                let call = super::calls::call_of(expr);
                self.is_reachable = call.and_then(|call| self.vet.builtin(call)) != Some(Builtin::Panic);
            }
            StmtKind::If(node) => {
                let mut after = node.otherwise.is_none();
                for block in node.arms.iter().map(|arm| &arm.then).chain(&node.otherwise) {
                    self.is_reachable = true;
                    self.list(block.statements);
                    after |= self.is_reachable;
                }
                self.is_reachable = after;
            }
            StmtKind::For(node) => {
                let is_left = self.inside(label, |reach| reach.list(node.body.statements));
                self.is_reachable = node.condition.is_some() || is_left;
            }
            StmtKind::Range(node) => {
                self.inside(label, |reach| reach.list(node.body.statements));
                self.is_reachable = true;
            }
            StmtKind::Switch(node) => self.switch(node.clauses, label),
            StmtKind::TypeSwitch(node) => self.switch(node.clauses, label),
            StmtKind::Select(node) => {
                let bodies = node.clauses.iter().map(|clause| clause.body);
                self.clauses(bodies, label, false);
            }
            _ => {}
        }
    }

    fn switch(&mut self, clauses: &'a [CaseClause<'a>], label: Option<&'a str>) {
        let may_skip = !clauses.iter().any(|clause| clause.is_default);
        self.clauses(clauses.iter().map(|clause| clause.body), label, may_skip);
    }

    fn clauses(
        &mut self,
        bodies: impl Iterator<Item = &'a [Stmt<'a>]>,
        label: Option<&'a str>,
        may_skip: bool,
    ) {
        let mut after = may_skip;
        let is_left = self.inside(label, |reach| {
            for body in bodies {
                reach.is_reachable = true;
                reach.list(body);
                after |= reach.is_reachable;
            }
        });
        self.is_reachable = after || is_left;
    }

    /// Whether `break` leaves what is looked through.
    fn inside(&mut self, label: Option<&'a str>, look: impl FnOnce(&mut Self)) -> bool {
        self.around.push(Breakable { label, is_left: false });
        look(self);
        self.around.pop().is_some_and(|breakable| breakable.is_left)
    }

    fn leave(&mut self, label: Option<&'a str>) {
        let is_it = |it: &&mut Breakable| label.is_none() || it.label == label;
        if let Some(left) = self.around.iter_mut().rev().find(is_it) {
            left.is_left = true;
        }
    }
}
