//! Conversions.

use super::assign::with_cause;
use super::checker::Checker;
use super::constant::Value;
use super::info::Mode;
use super::operand::Operand;
use super::types::{Basic, Ty, Type};
use super::untyped::represent;

/// Conversions between type parameters whose sets are nested deeper are refused.
const DEPTH_MAX: u32 = 10;

impl<'a> Checker<'a> {
    /// Makes `x` the conversion of itself to `ty`.
    /// Source: cmd/compile/internal/types2/conversions.go:conversion.
    pub(super) fn conversion(&mut self, x: &mut Operand<'a>, ty: Ty) {
        let is_constant = x.is_constant();
        let is_const_type = self.types.is(ty, Basic::is_const_type);
        let mut cause = String::new();
        let ok = if is_constant && is_const_type {
            match self.convert_constant(x, ty) {
                Some(value) => {
                    x.value = Some(value);
                    true
                }
                None if self.types.is(x.ty, Basic::is_integer) && self.types.is(ty, Basic::is_integer) => {
                    let message = format!("constant {} overflows {}", x.const_value(), self.type_text(ty));
                    self.error(x.span(), message);
                    return x.invalidate();
                }
                None => false,
            }
        } else if is_constant && self.types.as_param(ty).is_some() {
            let converted = self.convert_to_param(x, ty);
            x.mode = Mode::Value;
            cause = converted.clone().err().unwrap_or_default();
            converted.is_ok()
        } else {
            match self.convertible(x, ty, 0) {
                Ok(()) => {
                    x.mode = Mode::Value;
                    true
                }
                Err(why) => {
                    cause = why;
                    false
                }
            }
        };
        if !ok {
            let (operand, target) = (self.describe(x), self.type_text(ty));
            let colon = if cause.is_empty() { "" } else { ": " };
            self.error(x.span(), format!("cannot convert {operand} to type {target}{colon}{cause}"));
            return x.invalidate();
        }
        if self.types.is_untyped(x.ty) {
            let is_default = self.types.is_interface(ty) || is_constant && !is_const_type;
            let is_number_to_string = x.is_constant()
                && self.types.is(x.ty, Basic::is_integer)
                && self.types.all(ty, Basic::is_string);
            let last = if x.ty == Ty::UNTYPED_NIL {
                ty
            } else if is_number_to_string {
                x.ty
            } else if is_default {
                self.types.default_type(x.ty)
            } else {
                ty
            };
            if let Some(expr) = x.syntax() {
                self.update_type(expr, last, true);
            }
        }
        x.ty = ty;
    }

    fn convert_constant(&self, x: &mut Operand<'a>, ty: Ty) -> Option<Value> {
        let basic = self.types.basic(ty)?;
        let value = x.const_value();
        if let Some(value) = represent(&value, basic) {
            return Some(value);
        }
        if basic.is_integer()
            && let Some(int) = super::constant::to_int(&value)
        {
            // The message that it does not fit shows all digits.
            x.value = Some(int);
        }
        if self.types.is(x.ty, Basic::is_integer) && basic.is_string() {
            let ch = value.as_u64().and_then(|n| u32::try_from(n).ok()).and_then(char::from_u32);
            let text = ch.unwrap_or(char::REPLACEMENT_CHARACTER).to_string();
            return Some(Value::Str(text.into_bytes().into()));
        }
        None
    }

    fn convert_to_param(&mut self, x: &Operand<'a>, ty: Ty) -> Result<(), String> {
        for (_, under) in self.type_terms(ty) {
            let Some(under) = under else {
                return Err(format!("{} does not contain specific types", self.type_text(ty)));
            };
            if self.types.is(x.ty, Basic::is_string) && self.is_bytes_or_runes(under) {
                continue;
            }
            if self.types.is(under, Basic::is_const_type)
                && self.convert_constant(&mut x.clone(), under).is_some()
            {
                continue;
            }
            let (target, param) = (self.type_text(under), self.type_text(ty));
            let both_integers =
                self.types.is(x.ty, Basic::is_integer) && self.types.is(under, Basic::is_integer);
            return Err(if both_integers {
                format!("constant {} overflows {target} (in {param})", x.const_value())
            } else {
                format!("cannot convert {} to type {target} (in {param})", self.describe(x))
            });
        }
        Ok(())
    }

    /// Source: cmd/compile/internal/types2/conversions.go:convertibleTo.
    fn convertible(&mut self, x: &Operand<'a>, ty: Ty, depth: u32) -> Result<(), String> {
        let cause = match self.assignable(x, ty) {
            Ok(()) => return Ok(()),
            Err(cause) => cause,
        };
        let (v, t) = (self.types.unalias(x.ty), self.types.unalias(ty));
        let (vp, tp) = (self.types.as_param(v).is_some(), self.types.as_param(t).is_some());
        if !vp && !tp {
            return if self.converts_structurally(v, t) { Ok(()) } else { Err(cause) };
        }
        if depth > DEPTH_MAX {
            return Err(cause);
        }
        let (from, to) = (self.type_terms(v), self.type_terms(t));
        for &(from_ty, from_under) in &from {
            for &(to_ty, to_under) in &to {
                if from_under.is_none() || to_under.is_none() {
                    return Err(cause);
                }
                let part = Operand { ty: from_ty, ..x.clone() };
                self.convertible(&part, to_ty, depth + 1).map_err(|inner| {
                    let text = |checker: &Self, is_param: bool, term: Ty, param: Ty| match is_param {
                        true => format!("{} (in {})", checker.type_text(term), checker.type_text(param)),
                        false => checker.type_text(param),
                    };
                    let (a, b) = (text(self, vp, from_ty, x.ty), text(self, tp, to_ty, ty));
                    // What kept the whole from being assigned stays said where the part has nothing to say.
                    let why = if inner.is_empty() { &cause } else { &inner };
                    with_cause(format!("cannot convert {a} to type {b}"), why)
                })?;
            }
        }
        if from.is_empty() || to.is_empty() { Err(cause) } else { Ok(()) }
    }

    fn converts_structurally(&self, v: Ty, t: Ty) -> bool {
        let types = &self.types;
        let (vu, tu) = (types.under(v), types.under(t));
        if types.identical_ignoring_tags(vu, tu) {
            return true;
        }
        if let (Type::Pointer(a), Type::Pointer(b)) = (types.get(v), types.get(t))
            && types.as_param(*a).is_none()
            && types.as_param(*b).is_none()
            && types.identical_ignoring_tags(types.under(*a), types.under(*b))
        {
            return true;
        }
        let real = |basic: Basic| basic.is_integer() || basic.is_float();
        let both = |test: fn(Basic) -> bool| types.is(vu, test) && types.is(tu, test);
        if both(real) || both(Basic::is_complex) {
            return true;
        }
        let (v_string, t_string) = (types.is(vu, Basic::is_string), types.is(tu, Basic::is_string));
        if t_string && (types.is(vu, Basic::is_integer) || self.is_bytes_or_runes(vu)) {
            return true;
        }
        if v_string && self.is_bytes_or_runes(tu) {
            return true;
        }
        let is_pointer_like =
            |ty: Ty| matches!(types.get(ty), Type::Pointer(_) | Type::Basic(Basic::Uintptr));
        let is_unsafe = |ty: Ty| matches!(types.get(ty), Type::Basic(Basic::UnsafePointer));
        if is_pointer_like(vu) && is_unsafe(tu) || is_unsafe(vu) && is_pointer_like(tu) {
            return true;
        }
        if let Type::Slice(elem) = types.get(vu) {
            let array = match types.get(tu) {
                Type::Pointer(base) => types.structure(*base),
                other => other,
            };
            return matches!(array, Type::Array { elem: other, .. } if types.identical(*elem, *other));
        }
        false
    }

    fn is_bytes_or_runes(&self, ty: Ty) -> bool {
        match self.types.structure(ty) {
            Type::Slice(elem) => matches!(
                self.types.basic(*elem),
                Some(Basic::Byte | Basic::Uint8 | Basic::Rune | Basic::Int32)
            ),
            _ => false,
        }
    }
}
