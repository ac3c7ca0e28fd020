//! Built-in functions on numbers: `complex`, `real`, `imag`, `min`, `max`.

use super::checker::Checker;
use super::constant::{self, Value};
use super::info::Mode;
use super::object::Builtin;
use super::operand::Operand;
use super::types::{Basic, Ty};
use crate::ast::{BinaryOp, Expr};
use crate::print;

impl<'a> Checker<'a> {
    pub(super) fn complex_call(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        args: &mut [Operand<'a>],
    ) -> bool {
        let [_, y] = args else { return false };
        match (self.types.is_untyped(x.ty), self.types.is_untyped(y.ty)) {
            (true, false) => self.convert_untyped(x, y.ty),
            (false, true) => self.convert_untyped(y, x.ty),
            (true, true) if x.is_constant() && y.is_constant() => {
                for operand in [&mut *x, &mut *y] {
                    let is_real = constant::to_float(&operand.const_value()).is_some();
                    if self.types.is(operand.ty, Basic::is_numeric) && is_real {
                        operand.ty = Ty::UNTYPED_FLOAT;
                    }
                }
            }
            (true, true) => {
                self.convert_untyped(x, Ty::FLOAT64);
                self.convert_untyped(y, Ty::FLOAT64);
            }
            (false, false) => {}
        }
        if !x.is_valid() || !y.is_valid() {
            return false;
        }
        if !self.types.identical(x.ty, y.ty) {
            let (written, a, b) = (print::expr(expr), self.type_text(x.ty), self.type_text(y.ty));
            self.error(x.span(), format!("invalid operation: {written} (mismatched types {a} and {b})"));
            return false;
        }
        let ty = match self.types.basic(x.ty) {
            Some(Basic::Float32) => Ty::COMPLEX64,
            Some(Basic::Float64) => Ty::COMPLEX128,
            Some(Basic::UntypedFloat) => Ty::UNTYPED_COMPLEX,
            _ => {
                let is_float = |basic| matches!(basic, Basic::Float32 | Basic::Float64);
                if self.types.as_param(x.ty).is_some() && self.types.all(x.ty, is_float) {
                    return self.unsupported_for_params(x, "complex");
                }
                let ty = self.type_text(x.ty);
                self.error(
                    x.span(),
                    format!("invalid argument: arguments have type {ty}, expected floating-point"),
                );
                return false;
            }
        };
        if x.is_constant() && y.is_constant() {
            let parts = (constant::to_float(&x.const_value()), constant::to_float(&y.const_value()));
            x.value = Some(match parts {
                (Some(Value::Float(re)), Some(Value::Float(im))) => Value::Complex(re, im),
                _ => Value::Unknown,
            });
        } else {
            x.mode = Mode::Value;
        }
        x.ty = ty;
        true
    }

    pub(super) fn part_call(&mut self, builtin: Builtin, x: &mut Operand<'a>) -> bool {
        if self.types.is_untyped(x.ty) {
            if !x.is_constant() {
                self.convert_untyped(x, Ty::COMPLEX128);
                if !x.is_valid() {
                    return false;
                }
            } else if self.types.is(x.ty, Basic::is_numeric) {
                x.ty = Ty::UNTYPED_COMPLEX;
            }
        }
        let ty = match self.types.basic(x.ty) {
            Some(Basic::Complex64) => Ty::FLOAT32,
            Some(Basic::Complex128) => Ty::FLOAT64,
            Some(Basic::UntypedComplex) => Ty::UNTYPED_FLOAT,
            _ => {
                if self.types.as_param(x.ty).is_some() && self.types.all(x.ty, Basic::is_complex) {
                    return self.unsupported_for_params(x, builtin.name());
                }
                let ty = self.type_text(x.ty);
                self.error(
                    x.span(),
                    format!("invalid argument: argument has type {ty}, expected complex type"),
                );
                return false;
            }
        };
        if x.is_constant() {
            x.value = Some(match constant::to_complex(&x.const_value()) {
                Some(Value::Complex(re, _)) if builtin == Builtin::Real => Value::Float(re),
                Some(Value::Complex(_, im)) => Value::Float(im),
                _ => Value::Unknown,
            });
        } else {
            x.mode = Mode::Value;
        }
        x.ty = ty;
        true
    }

    /// Go has not decided what the types of these are.
    fn unsupported_for_params(&mut self, x: &Operand<'a>, name: &str) -> bool {
        let message = format!(
            "{} not supported as argument to built-in {name} for go1.18 (see go.dev/issue/50937)",
            self.describe(x)
        );
        self.error(x.span(), message);
        false
    }

    pub(super) fn min_max_call(
        &mut self,
        builtin: Builtin,
        x: &mut Operand<'a>,
        args: &mut [Operand<'a>],
    ) -> bool {
        let op = if builtin == Builtin::Max { BinaryOp::Greater } else { BinaryOp::Less };
        for index in 0..args.len() {
            let arg = &mut args[index];
            if !self.types.all(arg.ty, Basic::is_ordered) {
                let message = format!("invalid argument: {} cannot be ordered", self.describe(arg));
                self.error(arg.span(), message);
                return false;
            }
            if index == 0 {
                continue;
            }
            self.match_types(x, arg);
            if !x.is_valid() {
                return false;
            }
            if !self.types.identical(x.ty, arg.ty) {
                let (a, b, written) = (self.type_text(x.ty), self.type_text(arg.ty), arg.text());
                let message = format!(
                    "invalid argument: mismatched types {a} (previous argument) and {b} (type of {written})"
                );
                self.error(arg.span(), message);
                return false;
            }
            if x.is_constant() && arg.is_constant() {
                if constant::compare(&arg.const_value(), op, &x.const_value()) == Some(true) {
                    *x = arg.clone();
                }
            } else {
                x.mode = Mode::Value;
            }
        }
        if !x.is_constant() {
            x.mode = Mode::Value;
            let context = format!("argument to built-in {}", builtin.name());
            self.assignment(x, Some(Ty::EMPTY_INTERFACE), &context);
            if !x.is_valid() {
                return false;
            }
        }
        for arg in args.iter() {
            if let Some(expr) = arg.syntax() {
                self.update_type(expr, x.ty, true);
            }
        }
        true
    }
}
