//! `go` and `defer`.

use gopark_program::{Instr, Slot};

use super::body::Body;
use super::call::How;
use super::func::FuncKey;
use crate::ast::{CallExpr, Expr, ExprKind};
use crate::check::Mode;

impl<'a> Body<'_, 'a> {
    /// `go f(x)` or `defer f(x)`.
    pub fn start(&mut self, expr: &'a Expr<'a>, how: How) {
        let ExprKind::Call(call) = &expr.unparen().kind else { return };
        let mark = self.code.mark();
        match self.info.expr(call.function.id).mode {
            Mode::Builtin => self.start_builtin(call, how),
            Mode::Type => {
                if let Some(operand) = call.arguments.first() {
                    self.eval(operand, None);
                }
            }
            _ => {
                self.call(expr, call, how);
            }
        }
        if how == How::Defer {
            self.range_defer();
        }
        self.code.release(mark);
    }

    /// A built-in, by way of a function that does nothing else.
    fn start_builtin(&mut self, call: &'a CallExpr<'a>, how: How) {
        let Some(builtin) = self.builtin_of(&call.function) else { return };
        let args = call.arguments;
        let types: Vec<_> =
            args.iter().enumerate().map(|(n, arg)| self.operand_of(builtin, args, n, arg)).collect();
        let words: u32 = types.iter().map(|&t| self.m.words(t)).sum();
        let base = self.code.window(words + 1);
        let mut at = base;
        for (arg, &t) in args.iter().zip(&types) {
            self.eval_as(arg, t, Some(at));
            at += self.m.words(t) as Slot;
        }
        let f = self.m.func(FuncKey::Builtin { builtin, operands: types.into() });
        self.code.emit(if how == How::Go { Instr::Go { base, f } } else { Instr::Defer { base, f } });
    }
}
