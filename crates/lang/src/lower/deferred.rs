//! `go` and `defer`.

use gopark_program::{FuncId, Instr, Slot};

use super::body::Body;
use super::call::How;
use super::code::Target;
use super::func::{Env, FuncKey};
use crate::ast::{CallExpr, Expr, ExprKind};
use crate::check::{Mode, PkgId};
use crate::source::Span;

/// What the machine knows as the use of a nil pointer.
const NIL_FAULT: &str = "runtime error: invalid memory address or nil pointer dereference";

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
        self.wraps += 1;
        let f = self.m.func(FuncKey::Builtin { builtin, operands: types.into() });
        self.code.emit(if how == How::Go { Instr::Go { base, f } } else { Instr::Defer { base, f } });
    }

    /// When the function value in slot `f` is nil, it is not called itself: what Go wraps the call into fails in its place.
    /// The target lies behind what is done otherwise. Source: cmd/compile/internal/typecheck/stmt.go:normalizeGoDeferCall.
    pub(super) fn start_nil(&mut self, f: Slot, base: Slot, span: Span, how: How) -> Target {
        let [fine, end] = [(); 2].map(|()| self.code.target());
        self.code.jump(Instr::JmpNeImm { a: f, imm: 0, to: 0 }, fine);
        let f = self.nil_wrap(span, how);
        self.code.emit(if how == How::Go { Instr::Go { base, f } } else { Instr::Defer { base, f } });
        self.code.jmp(end);
        self.code.set(fine);
        end
    }

    fn nil_wrap(&mut self, span: Span, how: How) -> FuncId {
        let word = if how == How::Go { "gowrap" } else { "deferwrap" };
        let name = format!("{}.{word}{}", self.name, self.wraps);
        let func = self.m.reserve_func();
        let mut b = Body::new(&mut *self.m, PkgId(0), Env::default(), name);
        b.begin_at(span);
        b.reserve_window(0, 0);
        b.fault(NIL_FAULT);
        b.code.emit(Instr::Ret);
        let finished = b.close();
        self.m.finished[func.idx()] = Some(finished);
        func
    }
}
