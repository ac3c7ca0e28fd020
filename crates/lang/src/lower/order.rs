//! The order of evaluation where Go leaves it open, as its compiler chooses it: of the operands of a statement, calls
//! come first, from left to right, and variables are read after them. So `x + f()` sees what `f` does to `x`. Built-in
//! functions, slicing and type assertions count as calls there, but only real calls make their order matter.
//! Source: cmd/compile/internal/walk/order.go.

use super::body::{Body, Storage};
use crate::ast::{BinaryExpr, BinaryOp, Expr, ExprId, ExprKind, UnaryOp};
use crate::check::{Adjust, Builtin, Mode, Selection, SelectionKind};

/// What stands in a list of operands, in order.
#[derive(Default)]
struct Found<'a> {
    /// Calls, receives and what counts as one, those within each other counted once.
    calls: Vec<&'a Expr<'a>>,
    /// One of them may change what others read.
    changes: bool,
    /// Something that a call may change is read before the last of them.
    is_read_early: bool,
    reads: bool,
}

impl<'a> Body<'_, 'a> {
    /// Computes the calls among operands now, if anything that they may change is read between them. What computes the
    /// operands later finds the results.
    pub fn calls_first(&mut self, operands: impl IntoIterator<Item = &'a Expr<'a>>) {
        let mut found = Found::default();
        for operand in operands {
            self.find_calls(operand, &mut found);
        }
        self.compute_first(found);
    }

    /// The same among the operands of a call: the receiver, or the call that gives the function, and the arguments.
    pub fn calls_of_call_first(&mut self, function: &'a Expr<'a>, arguments: &'a [Expr<'a>]) {
        let mut found = Found::default();
        self.find_in_function(function, &mut found);
        for argument in arguments {
            self.find_calls(argument, &mut found);
        }
        self.compute_first(found);
    }

    fn find_in_function(&self, function: &'a Expr<'a>, found: &mut Found<'a>) {
        let function = function.unparen();
        match &function.kind {
            ExprKind::Selector { operand, .. } => {
                found.reads |= self.selection(function).is_some_and(|selection| {
                    selection.kind == SelectionKind::MethodValue && reads_memory(selection)
                });
                self.find_calls(operand, found);
            }
            ExprKind::Index { operand, .. } if self.is_generic_func(operand) => {
                self.find_in_function(operand, found);
            }
            ExprKind::Call(_) => self.find_calls(function, found),
            _ => {}
        }
    }

    fn compute_first(&mut self, found: Found<'a>) {
        if !found.is_read_early {
            return;
        }
        for call in found.calls {
            if !self.hoisted.contains_key(&call.id) {
                let t = self.value_type(call);
                let d = self.temp(t);
                self.eval(call, Some(d));
                self.hoisted.insert(call.id, d);
            }
        }
    }

    fn find_calls(&self, expr: &'a Expr<'a>, found: &mut Found<'a>) {
        let mut stack = vec![expr];
        while let Some(expr) = stack.pop() {
            if matches!(self.info.expr(expr.id).mode, Mode::Constant | Mode::Nil | Mode::Type) {
                continue;
            }
            match &expr.kind {
                ExprKind::Paren(inner) => stack.push(inner),
                ExprKind::Call(call) => match self.info.expr(call.function.id).mode {
                    Mode::Builtin => {
                        let builtin = self.builtin_of(&call.function);
                        let changes = matches!(builtin, Some(Builtin::Append | Builtin::Copy));
                        self.note_value(expr, call.arguments, changes, found);
                    }
                    Mode::Type => stack.extend(call.arguments.iter().rev()),
                    _ => self.note_call(expr, found),
                },
                ExprKind::Unary { op: UnaryOp::Receive, .. } => self.note_call(expr, found),
                ExprKind::Unary { op: UnaryOp::Address, .. } | ExprKind::Func(_) => {}
                ExprKind::Unary { operand, .. } => stack.push(operand),
                ExprKind::TypeAssert { operand, .. } => {
                    self.note_value(expr, std::iter::once(&**operand), false, found);
                }
                ExprKind::Name(ident) => {
                    let obj = self.info.object(ident.id);
                    found.reads |= obj.is_some_and(|obj| match self.vars.get(&obj) {
                        Some(storage) => matches!(storage, Storage::Heap(_)),
                        None => self.m.globals.contains_key(&obj),
                    });
                }
                ExprKind::Star(operand) => {
                    found.reads = true;
                    stack.push(operand);
                }
                // The receiver of a method with type parameters is copied in its turn.
                ExprKind::Selector { operand, member } if self.is_generic_method_value(expr, member.id) => {
                    self.note_value(expr, std::iter::once(&**operand), false, found);
                }
                ExprKind::Selector { operand, .. } => {
                    found.reads |= self.selection(expr).is_none_or(reads_memory);
                    stack.push(operand);
                }
                ExprKind::Index { operand, .. } if self.is_generic_func(operand) => stack.push(operand),
                ExprKind::Index { operand, indices } => {
                    found.reads = true;
                    stack.extend(indices.iter().rev());
                    stack.push(operand);
                }
                ExprKind::Slice(slice) => {
                    let bounds = [&slice.low, &slice.high, &slice.max].into_iter().flatten();
                    self.note_value(expr, std::iter::once(&slice.operand).chain(bounds), false, found);
                }
                ExprKind::Composite(lit) => {
                    stack.extend(lit.elements.iter().rev().map(|element| &element.value));
                }
                ExprKind::Binary(_) => {
                    let Some((first, chain)) = BinaryExpr::chain(expr) else { continue };
                    let is_logic = |b: &BinaryExpr| matches!(b.op, BinaryOp::AndAnd | BinaryOp::OrOr);
                    // Of `a && b` only `a` is certain to be computed.
                    let end = chain.iter().position(|(_, b)| is_logic(b)).unwrap_or(chain.len());
                    stack.extend(chain[..end].iter().rev().map(|(_, binary)| &binary.right));
                    stack.push(first);
                }
                _ => {}
            }
        }
    }

    fn is_generic_method_value(&self, expr: &Expr, member: ExprId) -> bool {
        self.selection(expr).is_some_and(|selection| selection.kind == SelectionKind::MethodValue)
            && self.info.instances.contains_key(&member)
    }

    fn note_call(&self, expr: &'a Expr<'a>, found: &mut Found<'a>) {
        // Several results go straight to where they are wanted.
        if matches!(self.m.types.get(self.info.ty(expr.id)), crate::check::Type::Tuple(_)) {
            return;
        }
        found.is_read_early |= found.reads;
        found.changes = true;
        found.calls.push(expr);
    }

    /// Notes what is computed with the calls, and reads what it is computed from.
    fn note_value(
        &self,
        expr: &'a Expr<'a>,
        operands: impl IntoIterator<Item = &'a Expr<'a>>,
        changes: bool,
        found: &mut Found<'a>,
    ) {
        let mut inner = Found::default();
        operands.into_iter().for_each(|operand| self.find_calls(operand, &mut inner));
        // Several results go straight to where they are wanted.
        if matches!(self.m.types.get(self.info.ty(expr.id)), crate::check::Type::Tuple(_)) {
            return;
        }
        if changes || inner.changes {
            found.is_read_early |= found.reads;
            found.changes = true;
        }
        found.reads |= inner.reads;
        found.calls.push(expr);
    }
}

/// Whether going from the operand to the field or the receiver follows a pointer.
fn reads_memory(selection: &Selection) -> bool {
    selection.adjust == Adjust::Deref || selection.path.iter().any(|step| step.through_pointer)
}
