//! Untyped values: how they get their types, and which constants a type can represent.

use gopark_exact::Ratio;

use super::checker::Checker;
use super::constant::{self, Value};
use super::info::Mode;
use super::operand::{Operand, Source, operation_name};
use super::position::start_span;
use super::types::{Basic, Ty, Type};
use crate::ast::{Expr, ExprKind};
use crate::source::Span;

/// The longest untyped integer, in bits.
const INT_BITS_MAX: u64 = 512;

/// Why an untyped value does not become a value of a type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    /// A fraction would be cut off.
    Truncated,
    /// The number is too large.
    Overflows,
    /// It is another kind of value.
    Mismatch,
}

/// The value as a constant of a basic type, rounded if need be; `None` if the type has no such value.
/// Source: cmd/compile/internal/types2/const.go:representableConst.
pub(super) fn represent(value: &Value, basic: Basic) -> Option<Value> {
    if *value == Value::Unknown {
        return Some(Value::Unknown);
    }
    if basic.is_integer() {
        let value = constant::to_int(value)?;
        let Value::Int(int) = &value else { return None };
        return integer_bits(basic).is_none_or(|bits| fits(int, bits)).then_some(value);
    }
    match basic {
        Basic::UntypedFloat => constant::to_float(value),
        Basic::UntypedComplex => constant::to_complex(value),
        Basic::Float32 | Basic::Float64 => match constant::to_float(value)? {
            Value::Float(ratio) => rounded(&ratio, basic == Basic::Float32).map(Value::from),
            _ => None,
        },
        Basic::Complex64 | Basic::Complex128 => match constant::to_complex(value)? {
            Value::Complex(re, im) => {
                let single = basic == Basic::Complex64;
                Some((rounded(&re, single)?, rounded(&im, single)?).into())
            }
            _ => None,
        },
        _ if basic.is_string() => matches!(value, Value::Str(_)).then(|| value.clone()),
        _ if basic.is_boolean() => matches!(value, Value::Bool(_)).then(|| value.clone()),
        _ => None,
    }
}

fn rounded(ratio: &Ratio, single: bool) -> Option<Ratio> {
    let value = if single { f64::from(constant::round_f32(ratio)) } else { constant::round_f64(ratio) };
    Ratio::from_float(value)
}

/// Whether an integer type has signs, and its bits; none: it has any number of them.
const fn integer_bits(basic: Basic) -> Option<(bool, u32)> {
    use Basic::*;
    Some(match basic {
        Int | Int64 => (true, 64),
        Int8 => (true, 8),
        Int16 => (true, 16),
        Int32 | Rune => (true, 32),
        Uint | Uint64 | Uintptr => (false, 64),
        Uint8 | Byte => (false, 8),
        Uint16 => (false, 16),
        Uint32 => (false, 32),
        _ => return None,
    })
}

fn fits(int: &gopark_exact::Int, (is_signed, bits): (bool, u32)) -> bool {
    let bits = u64::from(bits) - u64::from(is_signed);
    match int.is_negative() {
        // The lowest number is one farther from zero than the highest.
        true => is_signed && (int + &gopark_exact::Int::one()).bits() <= bits,
        false => int.bits() <= bits,
    }
}

/// The bits of an unsigned type.
pub(super) fn unsigned_bits(basic: Basic) -> Option<u32> {
    integer_bits(basic).filter(|_| basic.is_unsigned()).map(|(_, bits)| bits)
}

impl<'a> Checker<'a> {
    /// Reports a constant that its type cannot hold, or an untyped one that is too large for anyone.
    pub(super) fn overflow(&mut self, x: &mut Operand<'a>, at: Span) {
        let value = x.const_value();
        if value == Value::Unknown {
            return self.error(at, "constant result is not representable");
        }
        if !self.types.is_untyped(x.ty) {
            if let Some(basic) = self.types.basic(x.ty) {
                self.representable(x, basic);
            }
            return;
        }
        if let Value::Int(int) = &value
            && int.magnitude().bits() > INT_BITS_MAX
        {
            self.error(at, format!("constant {}overflow", operation_name(x.syntax())));
            x.value = Some(Value::Unknown);
        }
    }

    /// Makes a constant a value of a basic type, or reports that it is none.
    pub(super) fn representable(&mut self, x: &mut Operand<'a>, basic: Basic) {
        match self.representation(x, basic) {
            Ok(value) => x.value = Some(value),
            Err(refusal) => {
                self.refuse(x, Ty(basic as u32), refusal);
                x.invalidate();
            }
        }
    }

    fn representation(&self, x: &Operand<'a>, basic: Basic) -> Result<Value, Refusal> {
        if let Some(value) = represent(&x.const_value(), basic) {
            return Ok(value);
        }
        Err(if self.types.is(x.ty, Basic::is_numeric) && basic.is_numeric() {
            if !self.types.is(x.ty, Basic::is_integer) && basic.is_integer() {
                Refusal::Truncated
            } else {
                Refusal::Overflows
            }
        } else {
            Refusal::Mismatch
        })
    }

    fn refuse(&mut self, x: &Operand<'a>, target: Ty, refusal: Refusal) {
        let (operand, target) = (self.describe(x), self.type_text(target));
        let message = match refusal {
            Refusal::Truncated => format!("{operand} truncated to {target}"),
            Refusal::Overflows => format!("{operand} overflows {target}"),
            Refusal::Mismatch => format!("cannot convert {operand} to type {target}"),
        };
        self.error(x.span(), message);
    }

    /// The type and, for a constant, the value that an untyped operand gets where `target` is wanted.
    /// Source: cmd/compile/internal/types2/expr.go:implicitTypeAndValue.
    pub(super) fn implicit(&self, x: &Operand<'a>, target: Ty) -> Result<(Ty, Option<Value>), Refusal> {
        if !x.is_valid() || !self.types.is_untyped(x.ty) || target.is_invalid() {
            return Ok((x.ty, None));
        }
        if self.types.is_untyped(target) {
            let (x, y) = (self.types.basic(x.ty), self.types.basic(target));
            return match (x, y) {
                (Some(x), Some(y)) if x == y => Ok((target, None)),
                (Some(x), Some(y)) if x.is_numeric() && y.is_numeric() => Ok((Ty(x.max(y) as u32), None)),
                _ => Err(Refusal::Mismatch),
            };
        }
        if x.is_nil() {
            return if self.types.has_nil(target) { Ok((target, None)) } else { Err(Refusal::Mismatch) };
        }
        if self.types.as_param(target).is_some() {
            let terms = self.types.type_set(target).terms.clone().unwrap_or_default();
            let fits = !terms.is_empty()
                && terms.iter().all(|term| self.implicit(x, self.types.under(term.ty)).is_ok());
            return if fits { Ok((target, None)) } else { Err(Refusal::Mismatch) };
        }
        match self.types.structure(target) {
            Type::Basic(basic) => {
                if x.is_constant() {
                    return self.representation(x, *basic).map(|value| (target, Some(value)));
                }
                let fits = match x.ty {
                    Ty::UNTYPED_BOOL => basic.is_boolean(),
                    Ty::UNTYPED_STRING => basic.is_string(),
                    Ty::UNTYPED_NIL => false,
                    _ => basic.is_numeric(),
                };
                if fits { Ok((target, None)) } else { Err(Refusal::Mismatch) }
            }
            Type::Interface(_) if self.types.type_set(target).is_all() => {
                Ok((self.types.default_type(x.ty), None))
            }
            _ => Err(Refusal::Mismatch),
        }
    }

    /// Gives an untyped operand the type that `target` implies, or reports that it cannot have it.
    pub(super) fn convert_untyped(&mut self, x: &mut Operand<'a>, target: Ty) {
        match self.implicit(x, target) {
            Ok((ty, value)) => self.set_implicit(x, ty, value),
            Err(refusal) => {
                let shown =
                    if self.types.as_param(target).is_some() { target } else { self.types.under(target) };
                self.refuse(x, shown, refusal);
                x.invalidate();
            }
        }
    }

    pub(super) fn set_implicit(&mut self, x: &mut Operand<'a>, ty: Ty, value: Option<Value>) {
        if let Some(value) = value {
            x.value = Some(value.clone());
            if let Some(expr) = x.syntax()
                && let Some(info) = self.info.exprs.get_mut(expr.id.index())
                && self.types.is_untyped(info.ty)
            {
                info.value = Some(value);
            }
        }
        if ty != x.ty {
            x.ty = ty;
            if let Some(expr) = x.syntax() {
                self.update_type(expr, ty, false);
            }
        }
    }

    /// Gives an untyped expression, and the operands that decide its type, another type: a final one if `is_final` or if
    /// it is typed.
    /// Source: cmd/compile/internal/types2/expr.go:updateExprType.
    pub(super) fn update_type(&mut self, expr: &'a Expr<'a>, ty: Ty, is_final: bool) {
        let mut pending = vec![expr];
        let mut found = Vec::new();
        while let Some(expr) = pending.pop() {
            let Some(old) = self.info.exprs.get(expr.id.index()) else { continue };
            if old.mode == Mode::Invalid || !self.types.is_untyped(old.ty) {
                continue;
            }
            let (old_mode, old_ty, old_value) = (old.mode, old.ty, old.value.clone());
            match &expr.kind {
                ExprKind::Paren(inner) => pending.push(inner),
                ExprKind::Unary { operand, .. } if old_value.is_none() => pending.push(operand),
                ExprKind::Binary(binary) if old_value.is_none() => {
                    if binary.op.is_comparison() {
                        // The result is boolean whatever the operands are.
                    } else {
                        pending.push(&binary.left);
                        if !binary.op.is_shift() {
                            pending.push(&binary.right);
                        }
                    }
                }
                _ => {}
            }
            found.push((expr, (old_mode, old_ty, old_value)));
        }
        // Operands before what they are operands of, as Go reports them.
        for (expr, old) in found.into_iter().rev() {
            self.update_one(expr, ty, is_final, old);
        }
    }

    fn update_one(&mut self, expr: &'a Expr<'a>, ty: Ty, is_final: bool, old: (Mode, Ty, Option<Value>)) {
        let (mode, old_ty, value) = old;
        if !is_final && self.types.is_untyped(ty) {
            self.info.exprs[expr.id.index()].ty = self.types.under(ty);
            return;
        }
        if self.shifted.remove(&expr.id) && !self.types.all(ty, Basic::is_integer) {
            let message = format!(
                "invalid operation: shifted operand {} (type {}) must be integer",
                crate::print::expr(expr),
                self.type_text(ty)
            );
            self.error(start_span(expr), message);
            return;
        }
        let mut value = value;
        if value.is_some() {
            let mut x = Operand { value, ..Operand::new(mode, old_ty, Source::Expr(expr)) };
            // The record must not be seen as untyped while it is converted.
            self.info.exprs[expr.id.index()].mode = Mode::Invalid;
            self.convert_untyped(&mut x, ty);
            if !x.is_valid() {
                return;
            }
            value = x.value;
        }
        self.record_expr(expr.id, mode, ty, value);
    }

    /// Gives both operands of an operation one type, if one of them is untyped and that can be.
    /// Source: cmd/compile/internal/types2/expr.go:matchTypes.
    pub(super) fn match_types(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>) {
        if !self.may_match(x, y) {
            return;
        }
        self.convert_untyped(x, y.ty);
        if !x.is_valid() {
            return;
        }
        self.convert_untyped(y, x.ty);
        if !y.is_valid() {
            x.invalidate();
        }
    }

    fn may_match(&self, x: &Operand<'a>, y: &Operand<'a>) -> bool {
        let types = &self.types;
        let (a, b) = (x.ty, y.ty);
        if !types.is_untyped(a) && !types.is_untyped(b) {
            return false;
        }
        if types.all(a, Basic::is_numeric) != types.all(b, Basic::is_numeric) {
            return false;
        }
        if types.is_interface(a) || types.is_interface(b) {
            return true;
        }
        if types.all(a, Basic::is_boolean) != types.all(b, Basic::is_boolean)
            || types.all(a, Basic::is_string) != types.all(b, Basic::is_string)
        {
            return false;
        }
        if x.is_nil() {
            return types.has_nil(b);
        }
        if y.is_nil() {
            return types.has_nil(a);
        }
        let is_pointer = |ty| matches!(types.structure(ty), Type::Pointer(_));
        !is_pointer(a) && !is_pointer(b)
    }

    /// Whether a constant of this value is negative.
    pub(super) fn is_negative(value: &Value) -> bool {
        match value {
            Value::Int(int) => int.is_negative(),
            other => other.is_negative(),
        }
    }
}
