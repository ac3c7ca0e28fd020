//! Binary operations: arithmetic, comparisons, shifts.

use super::checker::Checker;
use super::constant::{self, Value};
use super::info::Mode;
use super::operand::{Operand, Source};
use super::types::{Basic, Ty, Type};
use crate::ast::{BinaryOp, Expr};
use crate::print;
use crate::source::Span;

/// Shifts of constants by more than this are refused.
const SHIFT_MAX: u64 = 1023 - 1 + 52;

impl<'a> Checker<'a> {
    /// `left op right`, whose left operand is already evaluated; `expr` is the whole, `None` for `left op= right`.
    /// Source: cmd/compile/internal/types2/expr.go:binary.
    #[expect(
        clippy::too_many_arguments,
        reason = "an expression and its parts, which op= has without the whole"
    )]
    pub(super) fn binary(
        &mut self,
        x: &mut Operand<'a>,
        expr: Option<&'a Expr<'a>>,
        left: Operand<'a>,
        left_expr: &'a Expr<'a>,
        right_expr: &'a Expr<'a>,
        op: BinaryOp,
        op_span: Span,
    ) {
        *x = left;
        let mut y = Operand::invalid();
        self.expr(None, &mut y, right_expr);
        if !x.is_valid() {
            return;
        }
        if !y.is_valid() {
            x.invalidate();
            x.expr = y.expr;
            return;
        }
        if op.is_shift() {
            return self.shift(x, &mut y, expr, op, op_span);
        }
        self.match_types(x, &mut y);
        if !x.is_valid() {
            return;
        }
        if op.is_comparison() {
            return self.comparison(x, &mut y, op, false);
        }
        if !self.types.identical(x.ty, y.ty) {
            if !x.ty.is_invalid() && !y.ty.is_invalid() {
                let written = match expr {
                    Some(expr) => print::expr(expr),
                    None => format!("{} {}= {}", print::expr(left_expr), op.text(), print::expr(right_expr)),
                };
                let (a, b) = (self.type_text(x.ty), self.type_text(y.ty));
                self.error(x.span(), format!("invalid operation: {written} (mismatched types {a} and {b})"));
            }
            return x.invalidate();
        }
        if !self.types.all(x.ty, operand_test(op)) {
            let message =
                format!("invalid operation: operator {} not defined on {}", op.text(), self.describe(x));
            self.error(x.span(), message);
            return x.invalidate();
        }
        if self.divides_by_zero(x, op, &y) {
            self.error(y.span(), "invalid operation: division by zero");
            return x.invalidate();
        }
        if !x.is_constant() || !y.is_constant() {
            x.mode = Mode::Value;
            return;
        }
        let (a, b) = (x.const_value(), y.const_value());
        if a == Value::Unknown || b == Value::Unknown {
            x.value = Some(Value::Unknown);
            return;
        }
        let integers = self.types.is(x.ty, Basic::is_integer);
        let (a, b) = if integers { (to_int(a), to_int(b)) } else { (a, b) };
        x.value = Some(constant::binary(&a, op, &b, integers).unwrap_or(Value::Unknown));
        if let Some(expr) = expr {
            x.expr = Source::Expr(expr);
        }
        self.overflow(x, if expr.is_some() { op_span } else { x.span() });
    }

    fn divides_by_zero(&self, x: &Operand<'a>, op: BinaryOp, y: &Operand<'a>) -> bool {
        matches!(op, BinaryOp::Div | BinaryOp::Rem)
            && y.is_constant()
            && (x.is_constant() || self.types.all(x.ty, Basic::is_integer))
            && y.const_value().is_zero()
    }

    /// Source: cmd/compile/internal/types2/expr.go:comparison.
    pub(super) fn comparison(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        op: BinaryOp,
        is_case: bool,
    ) {
        if x.ty.is_invalid() || y.ty.is_invalid() {
            return x.invalidate();
        }
        let op = if is_case { BinaryOp::Equal } else { op };
        if let Some((second, cause)) = self.comparison_fault(x, y, op) {
            let fault = if second { &*y } else { &*x };
            let cause = cause.unwrap_or_else(|| self.comparison_cause(x, y, fault, op));
            let (left, right) = (x.text(), y.text());
            let (at, message) = if is_case {
                (x.span(), format!("invalid case {left} in switch on {right} ({cause})"))
            } else {
                (fault.span(), format!("invalid operation: {left} {} {right} ({cause})", op.text()))
            };
            self.error(at, message);
            return x.invalidate();
        }
        if x.is_constant() && y.is_constant() {
            let value = constant::compare(&x.const_value(), op, &y.const_value());
            x.value = Some(value.map_or(Value::Unknown, Value::Bool));
        } else {
            x.mode = Mode::Value;
            for operand in [&*x, &*y] {
                if let Some(expr) = operand.syntax() {
                    let ty = self.types.default_type(operand.ty);
                    self.update_type(expr, ty, true);
                }
            }
        }
        x.ty = Ty::UNTYPED_BOOL;
    }

    /// Whether the fault is the second operand's, and the cause if it is a special one.
    fn comparison_fault(
        &mut self,
        x: &Operand<'a>,
        y: &Operand<'a>,
        op: BinaryOp,
    ) -> Option<(bool, Option<String>)> {
        if self.assignable(x, y.ty).is_err() && self.assignable(y, x.ty).is_err() {
            let (a, b) = (self.type_text(x.ty), self.type_text(y.ty));
            return Some((true, Some(format!("mismatched types {a} and {b}"))));
        }
        if !matches!(op, BinaryOp::Equal | BinaryOp::NotEqual) {
            if !self.types.all(x.ty, Basic::is_ordered) {
                return Some((false, None));
            }
            return (!self.types.all(y.ty, Basic::is_ordered)).then_some((true, None));
        }
        if x.is_nil() || y.is_nil() {
            let ty = if x.is_nil() { y.ty } else { x.ty };
            return (!self.types.has_nil(ty) || ty == Ty::UNTYPED_NIL).then_some((true, None));
        }
        for (second, ty) in [(false, x.ty), (true, y.ty)] {
            if !self.types.is_comparable(ty) {
                return Some((second, self.incomparable_cause(ty)));
            }
        }
        None
    }

    fn comparison_cause(
        &self,
        x: &Operand<'a>,
        y: &Operand<'a>,
        fault: &Operand<'a>,
        op: BinaryOp,
    ) -> String {
        let is_param = |x: &Operand<'a>| self.types.as_param(x.ty).is_some();
        if is_param(x) || is_param(y) {
            let shown = if is_param(x) { fault } else { y };
            return format!("type parameter {} cannot use operator {}", self.type_text(shown.ty), op.text());
        }
        let what = match self.composite_kind(fault.ty) {
            "" => self.type_text(fault.ty),
            kind => kind.to_string(),
        };
        format!("operator {} not defined on {what}", op.text())
    }

    /// Why values of a type cannot be compared, if there is more to say than that they cannot.
    pub(super) fn incomparable_cause(&self, ty: Ty) -> Option<String> {
        match self.types.structure(ty) {
            Type::Slice(_) | Type::Signature(_) | Type::Map { .. } => {
                Some(format!("{} can only be compared to nil", self.composite_kind(ty)))
            }
            Type::Struct(fields) => {
                let field = fields.iter().find(|field| !self.types.is_comparable(field.ty))?;
                Some(format!("struct containing {} cannot be compared", self.type_text(field.ty)))
            }
            Type::Array { .. } => Some(format!("{} cannot be compared", self.type_text(ty))),
            Type::Interface(_) if self.types.type_set(ty).is_empty() => Some("empty type set".to_string()),
            Type::Interface(_) => Some("incomparable types in type set".to_string()),
            _ => None,
        }
    }

    /// Source: cmd/compile/internal/types2/expr.go:shift.
    fn shift(
        &mut self,
        x: &mut Operand<'a>,
        y: &mut Operand<'a>,
        expr: Option<&'a Expr<'a>>,
        op: BinaryOp,
        op_span: Span,
    ) {
        let x_int = if x.is_constant() { constant::to_int(&x.const_value()) } else { None };
        let is_unknown = x.is_constant() && x.const_value() == Value::Unknown;
        let shiftable = self.types.all(x.ty, Basic::is_integer)
            || self.types.is_untyped(x.ty) && (x_int.is_some() || is_unknown);
        if !shiftable {
            let message = format!("invalid operation: shifted operand {} must be integer", self.describe(x));
            self.error(x.span(), message);
            return x.invalidate();
        }
        if !self.shift_count(y) {
            return x.invalidate();
        }
        if x.is_constant() {
            if y.is_constant() {
                let is_unknown = is_unknown || y.const_value() == Value::Unknown;
                if is_unknown {
                    x.value = Some(Value::Unknown);
                } else {
                    let count = constant::to_int(&y.const_value()).and_then(|count| count.as_u64());
                    let Some(count) = count.filter(|&count| count <= SHIFT_MAX) else {
                        let message = format!("invalid operation: invalid shift count {}", self.describe(y));
                        self.error(y.span(), message);
                        return x.invalidate();
                    };
                    let value = x_int.and_then(|int| constant::shift(&int, op, count as u32));
                    x.value = Some(value.unwrap_or(Value::Unknown));
                }
                if !self.types.is(x.ty, Basic::is_integer) {
                    x.ty = Ty::UNTYPED_INT;
                }
                if is_unknown {
                    return;
                }
                if let Some(expr) = expr {
                    x.expr = Source::Expr(expr);
                }
                return self.overflow(x, if expr.is_some() { op_span } else { x.span() });
            }
            if self.types.is_untyped(x.ty) {
                // The context decides the operand's type, which must then be an integer's.
                if let Some(expr) = x.syntax() {
                    self.shifted.insert(expr.id);
                }
                x.mode = Mode::Value;
                return;
            }
        }
        if !self.types.all(x.ty, Basic::is_integer) {
            let message = format!("invalid operation: shifted operand {} must be integer", self.describe(x));
            self.error(x.span(), message);
            return x.invalidate();
        }
        x.mode = Mode::Value;
    }

    fn shift_count(&mut self, y: &mut Operand<'a>) -> bool {
        if y.is_constant() {
            if let Some(count) = constant::to_int(&y.const_value())
                && Self::is_negative(&count)
            {
                let message = format!("invalid operation: negative shift count {}", self.describe(y));
                self.error(y.span(), message);
                return false;
            }
            if self.types.is_untyped(y.ty) {
                self.representable(y, Basic::Uint);
                if y.is_valid()
                    && let Some(expr) = y.syntax()
                {
                    self.update_type(expr, Ty::UINT, true);
                }
                return y.is_valid();
            }
            return true;
        } else if self.types.all(y.ty, Basic::is_integer) {
            return true;
        } else if self.types.is_untyped(y.ty) {
            self.convert_untyped(y, Ty::UINT);
            return y.is_valid();
        }
        let message = format!("invalid operation: shift count {} must be integer", self.describe(y));
        self.error(y.span(), message);
        false
    }
}

fn to_int(value: Value) -> Value {
    constant::to_int(&value).unwrap_or(value)
}

fn operand_test(op: BinaryOp) -> fn(Basic) -> bool {
    match op {
        BinaryOp::Add => |basic| basic.is_numeric() || basic.is_string(),
        BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div => Basic::is_numeric,
        BinaryOp::AndAnd | BinaryOp::OrOr => Basic::is_boolean,
        _ => Basic::is_integer,
    }
}
