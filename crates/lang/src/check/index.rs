//! Index and slice expressions.

use super::checker::Checker;
use super::constant::Value;
use super::info::Mode;
use super::operand::{Operand, Source};
use super::position::start_span;
use super::types::{Basic, Ty, Type};
use super::untyped::represent;
use crate::ast::{Expr, SliceExpr};

/// What indexing an operand gives.
struct Indexed {
    mode: Mode,
    elem: Ty,
    /// A constant index must be below it.
    length: Option<i64>,
    /// The key type of a map.
    key: Option<Ty>,
}

impl<'a> Checker<'a> {
    /// `x[i]`; true if it is the instantiation of a generic function, which is then left to the caller.
    /// Source: cmd/compile/internal/types2/index.go:indexExpr.
    pub(super) fn index_expr(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        operand: &'a Expr<'a>,
        indices: &'a [Expr<'a>],
    ) -> bool {
        self.expr_or_type(x, operand, true);
        match x.mode {
            Mode::Invalid => {
                self.use_exprs(indices);
                return false;
            }
            Mode::Type => {
                *x = Operand::invalid();
                x.ty = self.var_type(expr);
                if !x.ty.is_invalid() {
                    x.mode = Mode::Type;
                }
                return false;
            }
            Mode::Value if self.types.signature(x.ty).is_some_and(|s| !s.type_params.is_empty()) => {
                return true;
            }
            _ => {}
        }
        self.non_generic(None, x);
        if !x.is_valid() {
            return false;
        }
        let parts = match self.types.structure(x.ty) {
            Type::Pointer(base) => Some(*base),
            Type::Map { elem, .. } => Some(*elem),
            _ => None,
        };
        if !self.is_complete(x.ty) || parts.is_some_and(|part| !self.is_complete(part)) {
            x.invalidate();
            return false;
        }
        let Some(indexed) = self.indexed(x) else {
            let at = self.node_span(expr);
            let message = format!("cannot index {}", self.describe(x));
            self.error(at, message);
            self.use_exprs(indices);
            x.invalidate();
            return false;
        };
        let Some(index) = indices.first() else {
            x.invalidate();
            return false;
        };
        if let Some(second) = indices.get(1) {
            self.error(start_span(second), "invalid operation: more than one index");
        }
        x.mode = indexed.mode;
        x.ty = indexed.elem;
        x.value = None;
        x.expr = Source::Expr(expr);
        match indexed.key {
            Some(key_ty) => {
                let mut key = Operand::invalid();
                self.generic_expr(&mut key, index, None);
                self.assignment(&mut key, Some(key_ty), "map index");
            }
            None => _ = self.index_value(index, indexed.length),
        }
        false
    }

    fn indexed(&self, x: &Operand<'a>) -> Option<Indexed> {
        if self.types.as_param(x.ty).is_some() {
            return self.indexed_param(x);
        }
        self.indexed_type(x, self.types.under(x.ty))
    }

    fn indexed_type(&self, x: &Operand<'a>, under: Ty) -> Option<Indexed> {
        let plain = |mode, elem, length| Some(Indexed { mode, elem, length, key: None });
        match *self.types.get(under) {
            Type::Basic(basic) if basic.is_string() => {
                let length = match &x.value {
                    Some(Value::Str(bytes)) if x.is_constant() => Some(bytes.len() as i64),
                    _ => None,
                };
                plain(Mode::Value, Ty::BYTE, length)
            }
            Type::Array { elem, len } => {
                let mode = if x.mode == Mode::Variable { Mode::Variable } else { Mode::Value };
                plain(mode, elem, Some(len))
            }
            Type::Pointer(base) => match *self.types.structure(base) {
                Type::Array { elem, len } => plain(Mode::Variable, elem, Some(len)),
                _ => None,
            },
            Type::Slice(elem) => plain(Mode::Variable, elem, None),
            Type::Map { key, elem } => {
                Some(Indexed { mode: Mode::MapIndex, elem, length: None, key: Some(key) })
            }
            _ => None,
        }
    }

    fn indexed_param(&self, x: &Operand<'a>) -> Option<Indexed> {
        let mut common: Option<Indexed> = None;
        for (_, under) in self.type_terms(x.ty) {
            let next = self.indexed_type(x, under?)?;
            let Some(common) = &mut common else {
                common = Some(next);
                continue;
            };
            let same_key = match (common.key, next.key) {
                (None, None) => true,
                (Some(a), Some(b)) => self.types.identical(a, b),
                _ => false,
            };
            if !same_key || !self.types.identical(common.elem, next.elem) {
                return None;
            }
            if next.mode == Mode::Value {
                common.mode = Mode::Value;
            }
            common.length = match (common.length, next.length) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
        }
        common
    }

    /// An index; its type, and its value if it is constant. Both are missing after an error.
    pub(super) fn index_value(&mut self, index: &'a Expr<'a>, bound: Option<i64>) -> (Ty, Option<i64>) {
        let mut x = Operand::invalid();
        self.expr(None, &mut x, index);
        if !self.is_valid_index(&mut x, "index", false) {
            return (Ty::INVALID, None);
        }
        if !x.is_constant() {
            return (x.ty, None);
        }
        let Some(value) = x.const_value().as_i64() else { return (Ty::INVALID, None) };
        if let Some(bound) = bound.filter(|&bound| value >= bound) {
            let message = format!("invalid argument: index {} out of bounds [0:{bound}]", x.const_value());
            self.error(x.span(), message);
            return (Ty::INVALID, None);
        }
        (x.ty, Some(value))
    }

    pub(super) fn is_valid_index(&mut self, x: &mut Operand<'a>, what: &str, allow_negative: bool) -> bool {
        if !x.is_valid() {
            return false;
        }
        self.convert_untyped(x, Ty::INT);
        if !x.is_valid() {
            return false;
        }
        let fault = if !self.types.all(x.ty, Basic::is_integer) {
            "must be integer"
        } else if x.is_constant() && !allow_negative && x.const_value().is_negative() {
            "must not be negative"
        } else if x.is_constant() && represent(&x.const_value(), Basic::Int).is_none() {
            "overflows int"
        } else {
            return true;
        };
        let message = format!("invalid argument: {what} {} {fault}", self.describe(x));
        self.error(x.span(), message);
        false
    }

    /// Source: cmd/compile/internal/types2/index.go:sliceExpr.
    pub(super) fn slice_expr(&mut self, x: &mut Operand<'a>, slice: &'a SliceExpr<'a>) {
        let parts = [slice.low.as_ref(), slice.high.as_ref(), slice.max.as_ref()];
        self.expr(None, x, &slice.operand);
        if !x.is_valid() {
            self.use_exprs(parts.into_iter().flatten());
            return;
        }
        let Some(under) = self.sliced(x) else { return x.invalidate() };
        if let Type::Pointer(base) = *self.types.structure(x.ty)
            && !self.is_complete(base)
        {
            return x.invalidate();
        }
        let mut length = None;
        let is_valid = match *self.types.get(under) {
            Type::Basic(basic) if basic.is_string() => {
                if slice.three {
                    let at = slice.max.as_ref().map_or(x.span(), |max| max.span);
                    self.error(at, "invalid operation: 3-index slice of string");
                    return x.invalidate();
                }
                if let (true, Value::Str(bytes)) = (x.is_constant(), x.const_value()) {
                    length = Some(bytes.len() as i64);
                }
                if self.types.is_untyped(x.ty) {
                    x.ty = Ty::STRING;
                    self.update_type(&slice.operand, Ty::STRING, true);
                }
                true
            }
            Type::Array { elem, len } => {
                if x.mode != Mode::Variable {
                    let message = format!("cannot slice unaddressable value {}", self.describe(x));
                    self.error(x.span(), message);
                    return x.invalidate();
                }
                self.mark_address_taken(&slice.operand);
                length = Some(len);
                x.ty = self.types.slice_of(elem);
                true
            }
            Type::Pointer(base) => match *self.types.structure(base) {
                Type::Array { elem, len } => {
                    length = Some(len);
                    x.ty = self.types.slice_of(elem);
                    true
                }
                _ => false,
            },
            Type::Slice(_) => true,
            _ => false,
        };
        if !is_valid {
            let message = format!("cannot slice {}", self.describe(x));
            self.error(x.span(), message);
            return x.invalidate();
        }
        x.mode = Mode::Value;
        x.value = None;
        self.slice_indices(parts, length);
    }

    fn slice_indices(&mut self, parts: [Option<&'a Expr<'a>>; 3], length: Option<i64>) {
        let mut values = [None; 3];
        for (index, part) in parts.into_iter().enumerate() {
            values[index] = match part {
                Some(part) => self.index_value(part, length.map(|length| length + 1)).1,
                None if index == 0 => Some(0),
                None => length,
            };
        }
        for (first, &low) in values.iter().enumerate() {
            let Some(low) = low.filter(|&low| low > 0) else { continue };
            for (second, &high) in values.iter().enumerate().skip(first + 1) {
                if let (Some(high), Some(part)) = (high, parts[second])
                    && high < low
                {
                    self.error(start_span(part), format!("invalid slice indices: {high} < {low}"));
                    return;
                }
            }
        }
    }

    /// The underlying type that all types of an operand share as far as slicing is concerned.
    fn sliced(&mut self, x: &Operand<'a>) -> Option<Ty> {
        let mut common: Option<(Ty, Ty)> = None;
        let mut has_string = false;
        for (ty, under) in self.type_terms(x.ty) {
            let Some(mut under) = under else {
                let (operand, ty) = (self.describe(x), self.type_text(x.ty));
                self.error(x.span(), format!("cannot slice {operand}: no specific type in {ty}"));
                return None;
            };
            if self.types.is(under, Basic::is_string) {
                under = self.types.slice_of(Ty::BYTE);
                has_string = true;
            }
            match common {
                None => common = Some((ty, under)),
                Some((first, shared)) if !self.types.identical(shared, under) => {
                    let (operand, a, b) = (self.describe(x), self.type_text(first), self.type_text(ty));
                    let message =
                        format!("cannot slice {operand}: {a} and {b} have different underlying types");
                    self.error(x.span(), message);
                    return None;
                }
                Some(_) => {}
            }
        }
        if has_string {
            let is_param = self.types.as_param(x.ty).is_some();
            return Some(if is_param { Ty::STRING } else { self.types.under(x.ty) });
        }
        common.map(|(_, under)| under)
    }
}
