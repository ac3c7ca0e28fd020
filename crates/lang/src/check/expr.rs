//! Expressions.

use super::assign::Target;
use super::checker::Checker;
use super::constant::{self, Value};
use super::info::Mode;
use super::operand::{Operand, Source};
use super::position::start_span;
use super::types::{Basic, ChanDir, Ty, Type};
use crate::ast::{BinaryExpr, Expr, ExprKind, Literal, LiteralKind, UnaryOp};
use crate::literal;
use crate::print;

/// What an expression may be as a statement.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Conversion,
    Expression,
    /// A call or a receive.
    Statement,
}

impl<'a> Checker<'a> {
    /// Any expression; a generic function only if `allow_generic` or if `target` says what it must become.
    pub(super) fn raw_expr(
        &mut self,
        target: Option<&Target>,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        hint: Option<Ty>,
        allow_generic: bool,
    ) -> Kind {
        let kind = self.expr_internal(target, x, expr, hint);
        if !allow_generic {
            self.non_generic(target, x);
        }
        if self.bounded(expr.span, x.ty) != x.ty {
            x.invalidate();
        }
        self.record(x);
        kind
    }

    /// Reports a generic function or type that is used without type arguments.
    pub(super) fn non_generic(&mut self, target: Option<&Target>, x: &mut Operand<'a>) {
        if !x.is_valid() || x.mode == Mode::NoValue || !self.is_generic(x.ty) {
            return;
        }
        let is_func = matches!(self.types.get(x.ty), Type::Signature(_));
        if is_func && let Some(target) = target {
            self.function_instance(Some(target), x, None, true);
            return;
        }
        let what = if is_func { "function" } else { "type" };
        let message = format!("cannot use generic {what} {} without instantiation", x.text());
        self.error(x.span(), message);
        x.invalidate();
        x.ty = Ty::INVALID;
    }

    /// A single value.
    pub(super) fn expr(&mut self, target: Option<&Target>, x: &mut Operand<'a>, expr: &'a Expr<'a>) {
        self.raw_expr(target, x, expr, None, false);
        self.exclude(x, &[Mode::NoValue, Mode::Builtin, Mode::Type]);
        self.single_value(x);
    }

    /// A single value, which may be a generic function.
    pub(super) fn generic_expr(&mut self, x: &mut Operand<'a>, expr: &'a Expr<'a>, hint: Option<Ty>) {
        self.raw_expr(None, x, expr, hint, true);
        self.exclude(x, &[Mode::NoValue, Mode::Builtin, Mode::Type]);
        self.single_value(x);
    }

    /// A single value or a type.
    pub(super) fn expr_or_type(&mut self, x: &mut Operand<'a>, expr: &'a Expr<'a>, allow_generic: bool) {
        self.raw_expr(None, x, expr, None, allow_generic);
        self.exclude(x, &[Mode::NoValue]);
        self.single_value(x);
    }

    /// One or several values; with `allow_comma_ok` also the second value of `v, ok`, and whether that was meant.
    pub(super) fn multi_expr(
        &mut self,
        expr: &'a Expr<'a>,
        allow_comma_ok: bool,
    ) -> (Vec<Operand<'a>>, bool) {
        let mut x = Operand::invalid();
        self.raw_expr(None, &mut x, expr, None, false);
        self.exclude(&mut x, &[Mode::NoValue, Mode::Builtin, Mode::Type]);
        if x.is_valid()
            && let Type::Tuple(vars) = self.types.get(x.ty).clone()
        {
            let part = |(index, var): (usize, &super::types::Var)| {
                let text = format!("{} function result", ordinal(index + 1));
                Operand::new(Mode::Value, var.ty, Source::Text(text, expr.span))
            };
            return (vars.iter().enumerate().map(part).collect(), false);
        }
        if allow_comma_ok && matches!(x.mode, Mode::MapIndex | Mode::CommaOk) {
            let text = "ok value of (comma, ok) expression".to_string();
            let ok = Operand::new(Mode::Value, Ty::UNTYPED_BOOL, Source::Text(text, expr.span));
            return (vec![x, ok], true);
        }
        (vec![x], false)
    }

    fn exclude(&mut self, x: &mut Operand<'a>, modes: &[Mode]) {
        if !modes.contains(&x.mode) {
            return;
        }
        let what = match x.mode {
            Mode::NoValue if modes.contains(&Mode::Type) => "used as value",
            Mode::NoValue => "used as value or type",
            Mode::Builtin => "must be called",
            _ => "is not an expression",
        };
        let message = format!("{} {what}", self.describe(x));
        self.error(x.span(), message);
        x.invalidate();
    }

    pub(super) fn exclude_for_new(&mut self, x: &mut Operand<'a>) {
        self.exclude(x, &[Mode::NoValue, Mode::Builtin]);
    }

    pub(super) fn exclude_for_argument(&mut self, x: &mut Operand<'a>) {
        self.exclude(x, &[Mode::NoValue, Mode::Builtin, Mode::Type]);
    }

    fn single_value(&mut self, x: &mut Operand<'a>) {
        if x.mode == Mode::Value && matches!(self.types.get(x.ty), Type::Tuple(_)) {
            let message = format!("multiple-value {} in single-value context", self.describe(x));
            self.error(x.span(), message);
            x.invalidate();
        }
    }

    fn expr_internal(
        &mut self,
        target: Option<&Target>,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        hint: Option<Ty>,
    ) -> Kind {
        *x = Operand::invalid();
        x.expr = Source::Expr(expr);
        let mut kind = Kind::Expression;
        match &expr.kind {
            ExprKind::Bad => {}
            ExprKind::Name(ident) => self.ident(x, expr, ident, false),
            ExprKind::Literal(lit) => self.basic_literal(x, expr, lit),
            ExprKind::Func(lit) => self.func_literal(x, expr, lit),
            ExprKind::Composite(lit) => self.composite_literal(x, expr, lit, hint),
            ExprKind::Paren(inner) => {
                let kind = self.raw_expr(None, x, inner, None, false);
                x.expr = Source::Expr(expr);
                return kind;
            }
            ExprKind::Selector { operand, member } => self.selector(x, expr, operand, member, false),
            ExprKind::Index { operand, indices } => {
                if self.index_expr(x, expr, operand, indices) {
                    self.function_instance(target, x, Some((expr, indices)), true);
                }
            }
            ExprKind::Slice(slice) => self.slice_expr(x, slice),
            ExprKind::TypeAssert { operand, ty } => self.type_assert(x, expr, operand, ty),
            ExprKind::TypeSwitchGuard { operand } => {
                self.error(start_span(expr), "invalid syntax tree: use of .(type) outside type switch");
                self.use_exprs([&**operand]);
            }
            ExprKind::Call(call) => return self.call_expr(x, expr, call),
            ExprKind::Star(operand) => self.star(x, operand),
            ExprKind::Unary { op, operand } => {
                self.unary(x, expr, *op, operand);
                if *op == UnaryOp::Receive {
                    kind = Kind::Statement;
                }
            }
            ExprKind::Binary(_) => self.binary_chain(x, expr),
            ExprKind::ArrayType { .. }
            | ExprKind::SliceType { .. }
            | ExprKind::MapType { .. }
            | ExprKind::ChanType { .. }
            | ExprKind::FuncType(_)
            | ExprKind::StructType { .. }
            | ExprKind::InterfaceType { .. } => {
                x.ty = self.typ(expr);
                x.mode = Mode::Type;
            }
        }
        x.expr = Source::Expr(expr);
        if x.is_valid() { kind } else { Kind::Statement }
    }

    fn basic_literal(&mut self, x: &mut Operand<'a>, expr: &'a Expr<'a>, lit: &Literal) {
        if lit.bad {
            return;
        }
        let (ty, value) = match lit.kind {
            LiteralKind::String => {
                (Ty::UNTYPED_STRING, literal::string_value(lit).map(|bytes| Value::Str(bytes.into())))
            }
            LiteralKind::Rune => {
                (Ty::UNTYPED_RUNE, literal::rune_value(lit).map(|rune| Value::int(i64::from(rune))))
            }
            LiteralKind::Int => (Ty::UNTYPED_INT, constant::number(lit)),
            LiteralKind::Float => (Ty::UNTYPED_FLOAT, constant::number(lit)),
            LiteralKind::Imaginary => (Ty::UNTYPED_COMPLEX, constant::number(lit)),
        };
        let is_number = !matches!(lit.kind, LiteralKind::String | LiteralKind::Rune);
        if is_number && lit.text.len() > constant::DIGITS_MAX {
            let start = lit.text.get(..10).unwrap_or("");
            self.error(
                start_span(expr),
                format!("excessively long constant: {start}... ({} chars)", lit.text.len()),
            );
            return;
        }
        let Some(value) = value else {
            self.error(start_span(expr), format!("malformed constant: {}", lit.text));
            return;
        };
        x.ty = ty;
        x.set_value(value);
        self.overflow(x, expr.span);
    }

    fn type_assert(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        operand: &'a Expr<'a>,
        ty: &'a Expr<'a>,
    ) {
        self.expr(None, x, operand);
        if !x.is_valid() {
            return;
        }
        if self.types.as_param(x.ty).is_some() {
            let what = self.describe(x);
            self.error(
                x.span(),
                format!("invalid operation: cannot use type assertion on type parameter value {what}"),
            );
            return x.invalidate();
        }
        if !matches!(self.types.structure(x.ty), Type::Interface(_)) {
            let message = format!("invalid operation: {} is not an interface", self.describe(x));
            self.error(x.span(), message);
            return x.invalidate();
        }
        let ty = self.var_type(ty);
        if ty.is_invalid() || !self.is_complete(ty) {
            return x.invalidate();
        }
        self.type_assertion(expr, x, ty, false);
        x.mode = Mode::CommaOk;
        x.ty = ty;
    }

    /// Reports an assertion, or a case of a type switch, that cannot hold.
    pub(super) fn type_assertion(&mut self, expr: &'a Expr<'a>, x: &Operand<'a>, ty: Ty, in_switch: bool) {
        let Err(cause) = self.assertable(x.ty, ty) else { return };
        let (written, wanted) = (print::expr(expr), self.type_text(ty));
        let message = if in_switch {
            let operand = self.describe(x);
            format!(
                "impossible type switch case: {written}\n\t{operand} cannot have dynamic type {wanted} {cause}"
            )
        } else {
            let interface = self.type_text(x.ty);
            format!("impossible type assertion: {written}\n\t{wanted} does not implement {interface} {cause}")
        };
        self.error(start_span(expr), message);
    }

    fn star(&mut self, x: &mut Operand<'a>, operand: &'a Expr<'a>) {
        self.expr_or_type(x, operand, false);
        match x.mode {
            Mode::Invalid => {}
            Mode::Type => {
                self.valid_var_type(operand.span, x.ty);
                x.ty = self.types.pointer_to(x.ty);
            }
            _ => {
                let bases: Result<Vec<Ty>, ()> = self
                    .type_terms(x.ty)
                    .into_iter()
                    .map(|(_, under)| match under.map(|under| self.types.get(under)) {
                        Some(Type::Pointer(base)) => Ok(*base),
                        _ => Err(()),
                    })
                    .collect();
                let Some(bases) = bases.ok().filter(|bases| !bases.is_empty()) else {
                    let message = format!("invalid operation: cannot indirect {}", self.describe(x));
                    self.error(x.span(), message);
                    return x.invalidate();
                };
                if bases.iter().any(|&base| !self.types.identical(base, bases[0])) {
                    let what = self.describe(x);
                    self.error(
                        x.span(),
                        format!("invalid operation: pointers of {what} must have identical base types"),
                    );
                    return x.invalidate();
                }
                if !self.is_complete(bases[0]) {
                    return x.invalidate();
                }
                x.mode = Mode::Variable;
                x.ty = bases[0];
            }
        }
    }

    fn unary(&mut self, x: &mut Operand<'a>, expr: &'a Expr<'a>, op: UnaryOp, operand: &'a Expr<'a>) {
        self.expr(None, x, operand);
        if !x.is_valid() {
            return;
        }
        let mut op = op;
        match op {
            UnaryOp::Address => return self.address(x, operand),
            UnaryOp::Receive => {
                match self.chan_elem(x.span(), x, true) {
                    Some(elem) if self.is_complete(elem) => {
                        x.mode = Mode::CommaOk;
                        x.ty = elem;
                        self.env.has_call_or_receive = true;
                    }
                    _ => x.invalidate(),
                }
                return;
            }
            UnaryOp::Tilde => {
                let is_integer = self.types.all(x.ty, Basic::is_integer);
                let hint = if is_integer { " (use ^ for bitwise complement)" } else { "" };
                self.error(
                    start_span(expr),
                    format!("cannot use ~ outside of interface or type constraint{hint}"),
                );
                if !is_integer {
                    return x.invalidate();
                }
                op = UnaryOp::Complement;
            }
            _ => {}
        }
        let test = match op {
            UnaryOp::Not => Basic::is_boolean,
            UnaryOp::Complement => Basic::is_integer,
            _ => Basic::is_numeric,
        };
        if !self.types.all(x.ty, test) {
            let message =
                format!("invalid operation: operator {} not defined on {}", op.text(), self.describe(x));
            self.error(x.span(), message);
            return x.invalidate();
        }
        if !x.is_constant() {
            x.mode = Mode::Value;
            return;
        }
        let old = x.const_value();
        if old == Value::Unknown {
            return;
        }
        let bits = self.types.basic(x.ty).and_then(super::untyped::unsigned_bits);
        let value = match (op, &old) {
            (UnaryOp::Plus, _) => Some(old),
            (UnaryOp::Neg, _) => constant::negate(&old),
            (UnaryOp::Not, Value::Bool(value)) => Some(Value::Bool(!value)),
            _ => constant::to_complement(&old, bits),
        };
        x.value = Some(value.unwrap_or(Value::Unknown));
        x.expr = Source::Expr(expr);
        self.overflow(x, expr.span);
    }

    fn address(&mut self, x: &mut Operand<'a>, operand: &'a Expr<'a>) {
        let is_literal = matches!(operand.unparen().kind, ExprKind::Composite(_));
        if !is_literal && x.mode != Mode::Variable {
            let message = format!("invalid operation: cannot take address of {}", self.describe(x));
            self.error(x.span(), message);
            return x.invalidate();
        }
        self.mark_address_taken(operand);
        x.mode = Mode::Value;
        x.ty = self.types.pointer_to(x.ty);
    }

    /// The element type of a channel operand that is received from or sent to.
    pub(super) fn chan_elem(
        &mut self,
        at: crate::source::Span,
        x: &Operand<'a>,
        receives: bool,
    ) -> Option<Ty> {
        let test = |checker: &Self, ty: Ty, under: Option<Ty>| -> Result<(), String> {
            match under.map(|under| checker.types.get(under)) {
                None => Err("no specific channel type".to_string()),
                Some(Type::Chan { dir: ChanDir::Send, .. }) if receives => {
                    Err(format!("send-only channel {}", checker.type_text(ty)))
                }
                Some(Type::Chan { dir: ChanDir::Receive, .. }) if !receives => {
                    Err(format!("receive-only channel {}", checker.type_text(ty)))
                }
                Some(Type::Chan { .. }) => Ok(()),
                Some(_) => Err(format!("non-channel {}", checker.type_text(ty))),
            }
        };
        let cause = match self.common_under(x.ty, test) {
            Ok(Some(under)) => match self.types.get(under) {
                Type::Chan { elem, .. } => return Some(*elem),
                _ => String::new(),
            },
            Ok(None) => "no specific channel type".to_string(),
            Err(cause) => cause,
        };
        let verb = if receives { "receive from" } else { "send to" };
        let operand = self.describe(x);
        let message = if self.types.as_param(x.ty).is_some() {
            format!("invalid operation: cannot {verb} {operand}: {cause}")
        } else {
            format!("invalid operation: cannot {verb} {cause} {operand}")
        };
        self.error(at, message);
        None
    }

    /// A binary expression whose left operands may form a long chain, which is walked without recursion.
    fn binary_chain(&mut self, x: &mut Operand<'a>, expr: &'a Expr<'a>) {
        let Some((first, chain)) = BinaryExpr::chain(expr) else { return };
        self.expr(None, x, first);
        let last = chain.len() - 1;
        for (index, (expr, binary)) in chain.into_iter().enumerate() {
            let left = std::mem::replace(x, Operand::invalid());
            self.binary(x, Some(expr), left, &binary.left, &binary.right, binary.op, binary.op_span);
            x.expr = Source::Expr(expr);
            if index < last {
                self.record(x);
            }
        }
    }
}

/// `1st`, `2nd`, ...
fn ordinal(n: usize) -> String {
    let suffix = match n {
        1 => "st",
        2 => "nd",
        3 => "rd",
        _ => "th",
    };
    format!("{n}{suffix}")
}
