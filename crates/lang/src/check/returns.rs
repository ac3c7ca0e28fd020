//! Whether control can reach the end of a function.
//! Source: cmd/compile/internal/types2/return.go.

use super::checker::Checker;
use crate::ast::{Block, BranchKind, ExprKind, Stmt, StmtKind};

impl Checker<'_> {
    pub(super) fn is_terminating_block(&self, block: &Block) -> bool {
        self.is_terminating_list(block.statements)
    }

    fn is_terminating_list(&self, list: &[Stmt]) -> bool {
        let last = list.iter().rev().find(|stmt| !matches!(stmt.kind, StmtKind::Empty));
        last.is_some_and(|stmt| self.is_terminating(stmt, None))
    }

    fn is_terminating(&self, stmt: &Stmt, label: Option<&str>) -> bool {
        match &stmt.kind {
            // What could not be parsed might return.
            StmtKind::Bad => true,
            StmtKind::Labeled { label, statement } => self.is_terminating(statement, Some(label.name)),
            StmtKind::Expr(expr) => {
                let expr = expr.unparen();
                matches!(expr.kind, ExprKind::Call(_)) && self.panics.contains(&expr.id)
            }
            StmtKind::Return { .. } => true,
            StmtKind::Branch { kind, .. } => matches!(kind, BranchKind::Goto | BranchKind::Fallthrough),
            StmtKind::Block(block) => self.is_terminating_block(block),
            StmtKind::If(node) => {
                node.otherwise.as_ref().is_some_and(|otherwise| self.is_terminating_block(otherwise))
                    && node.arms.iter().all(|arm| self.is_terminating_block(&arm.then))
            }
            StmtKind::Switch(node) => {
                node.clauses.iter().any(|clause| clause.is_default)
                    && node.clauses.iter().all(|clause| self.is_terminating_clause(clause.body, label))
            }
            StmtKind::TypeSwitch(node) => {
                node.clauses.iter().any(|clause| clause.is_default)
                    && node.clauses.iter().all(|clause| self.is_terminating_clause(clause.body, label))
            }
            StmtKind::Select(node) => {
                node.clauses.iter().all(|clause| self.is_terminating_clause(clause.body, label))
            }
            StmtKind::For(node) => {
                node.condition.is_none() && !has_break_list(node.body.statements, label, true)
            }
            _ => false,
        }
    }

    fn is_terminating_clause(&self, body: &[Stmt], label: Option<&str>) -> bool {
        self.is_terminating_list(body) && !has_break_list(body, label, true)
    }
}

fn has_break_list(list: &[Stmt], label: Option<&str>, implicit: bool) -> bool {
    list.iter().any(|stmt| has_break(stmt, label, implicit))
}

/// Whether a statement breaks out of what is labeled so or, if `implicit`, out of what is directly around it.
fn has_break(stmt: &Stmt, label: Option<&str>, implicit: bool) -> bool {
    match &stmt.kind {
        StmtKind::Labeled { statement, .. } => has_break(statement, label, implicit),
        StmtKind::Branch { kind: BranchKind::Break, label: None } => implicit,
        StmtKind::Branch { kind: BranchKind::Break, label: Some(target) } => Some(target.name) == label,
        StmtKind::Block(block) => has_break_list(block.statements, label, implicit),
        StmtKind::If(node) => {
            let mut blocks = node.arms.iter().map(|arm| &arm.then).chain(&node.otherwise);
            blocks.any(|block| has_break_list(block.statements, label, implicit))
        }
        StmtKind::Switch(node) => {
            label.is_some() && node.clauses.iter().any(|clause| has_break_list(clause.body, label, false))
        }
        StmtKind::TypeSwitch(node) => {
            label.is_some() && node.clauses.iter().any(|clause| has_break_list(clause.body, label, false))
        }
        StmtKind::Select(node) => {
            label.is_some() && node.clauses.iter().any(|clause| has_break_list(clause.body, label, false))
        }
        StmtKind::For(node) => label.is_some() && has_break_list(node.body.statements, label, false),
        StmtKind::Range(node) => label.is_some() && has_break_list(node.body.statements, label, false),
        _ => false,
    }
}
