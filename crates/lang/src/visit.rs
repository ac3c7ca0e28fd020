//! Going through syntax without knowing what one looks for.

use crate::ast::{Block, DeclKind, Expr, ExprKind, Stmt, StmtKind};

/// A statement or an expression.
#[derive(Clone, Copy)]
pub(crate) enum Node<'a> {
    Stmt(&'a Stmt<'a>),
    Expr(&'a Expr<'a>),
}

/// Shows every statement and expression of a block (types left out) to `see`, which says whether to go into it. In no
/// particular order, and without recursion.
pub(crate) fn walk<'a>(block: &'a Block<'a>, see: impl FnMut(Node<'a>) -> bool) {
    walk_all(block.statements.iter().map(Node::Stmt).collect(), see);
}

/// The same of a statement.
pub(crate) fn walk_stmt<'a>(stmt: &'a Stmt<'a>, see: impl FnMut(Node<'a>) -> bool) {
    walk_all(vec![Node::Stmt(stmt)], see);
}

/// The same of an expression.
pub(crate) fn walk_expr<'a>(expr: &'a Expr<'a>, see: impl FnMut(Node<'a>) -> bool) {
    walk_all(vec![Node::Expr(expr)], see);
}

fn walk_all<'a>(mut stack: Vec<Node<'a>>, mut see: impl FnMut(Node<'a>) -> bool) {
    while let Some(node) = stack.pop() {
        if see(node) {
            match node {
                Node::Stmt(stmt) => push_stmt(stmt, &mut stack),
                Node::Expr(expr) => push_expr(expr, &mut stack),
            }
        }
    }
}

fn push_stmt<'a>(stmt: &'a Stmt<'a>, stack: &mut Vec<Node<'a>>) {
    let block = |block: &'a Block<'a>, stack: &mut Vec<Node<'a>>| {
        stack.extend(block.statements.iter().map(Node::Stmt));
    };
    match &stmt.kind {
        StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
        StmtKind::Decl(decl) => {
            if let DeclKind::Var(specs) = &decl.kind {
                stack.extend(specs.iter().flat_map(|spec| spec.values).map(Node::Expr));
            }
        }
        StmtKind::Labeled { statement, .. } => stack.push(Node::Stmt(statement)),
        StmtKind::Expr(expr) | StmtKind::IncDec { operand: expr, .. } => stack.push(Node::Expr(expr)),
        StmtKind::Go { call } | StmtKind::Defer { call } => stack.push(Node::Expr(call)),
        StmtKind::Send { channel, value, .. } => stack.extend([channel, value].map(|part| Node::Expr(part))),
        StmtKind::Assign { left, right, .. } | StmtKind::Define { left, right, .. } => {
            stack.extend(left.iter().chain(*right).map(Node::Expr));
        }
        StmtKind::Return { results } => stack.extend(results.iter().map(Node::Expr)),
        StmtKind::Block(inner) => block(inner, stack),
        StmtKind::If(stmt) => {
            stmt.otherwise.iter().for_each(|otherwise| block(otherwise, stack));
            for arm in stmt.arms.iter().rev() {
                stack.extend(arm.init.iter().map(Node::Stmt));
                stack.push(Node::Expr(&arm.condition));
                block(&arm.then, stack);
            }
        }
        StmtKind::Switch(stmt) => {
            stack.extend(stmt.init.iter().map(Node::Stmt));
            stack.extend(stmt.tag.iter().map(Node::Expr));
            stack.extend(stmt.clauses.iter().flat_map(|clause| clause.expressions).map(Node::Expr));
            stack.extend(stmt.clauses.iter().flat_map(|clause| clause.body).map(Node::Stmt));
        }
        StmtKind::TypeSwitch(stmt) => {
            stack.extend(stmt.init.iter().map(Node::Stmt));
            stack.push(Node::Expr(&stmt.operand));
            stack.extend(stmt.clauses.iter().flat_map(|clause| clause.body).map(Node::Stmt));
        }
        StmtKind::Select(stmt) => {
            stack.extend(
                stmt.clauses.iter().filter_map(|clause| clause.communication.as_ref()).map(Node::Stmt),
            );
            stack.extend(stmt.clauses.iter().flat_map(|clause| clause.body).map(Node::Stmt));
        }
        StmtKind::For(stmt) => {
            stack.extend(stmt.init.iter().chain(&stmt.post).map(Node::Stmt));
            stack.extend(stmt.condition.iter().map(Node::Expr));
            block(&stmt.body, stack);
        }
        StmtKind::Range(stmt) => {
            stack.extend(stmt.left.iter().map(Node::Expr));
            stack.push(Node::Expr(&stmt.operand));
            block(&stmt.body, stack);
        }
    }
}

fn push_expr<'a>(expr: &'a Expr<'a>, stack: &mut Vec<Node<'a>>) {
    match &expr.kind {
        ExprKind::Composite(lit) => {
            let parts =
                lit.elements.iter().flat_map(|element| element.key.into_iter().chain([&element.value]));
            stack.extend(parts.map(Node::Expr));
        }
        ExprKind::Func(lit) => stack.extend(lit.body.statements.iter().map(Node::Stmt)),
        ExprKind::Paren(inner) | ExprKind::Star(inner) => stack.push(Node::Expr(inner)),
        ExprKind::Selector { operand, .. }
        | ExprKind::TypeAssert { operand, .. }
        | ExprKind::TypeSwitchGuard { operand }
        | ExprKind::Unary { operand, .. } => stack.push(Node::Expr(operand)),
        ExprKind::Index { operand, indices } => {
            stack.push(Node::Expr(operand));
            stack.extend(indices.iter().map(Node::Expr));
        }
        ExprKind::Slice(slice) => {
            stack.push(Node::Expr(&slice.operand));
            stack.extend(slice.low.iter().chain(&slice.high).chain(&slice.max).map(Node::Expr));
        }
        ExprKind::Call(call) => {
            stack.push(Node::Expr(&call.function));
            stack.extend(call.arguments.iter().map(Node::Expr));
        }
        ExprKind::Binary(binary) => stack.extend([&binary.left, &binary.right].map(Node::Expr)),
        _ => {}
    }
}
