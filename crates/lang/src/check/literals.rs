//! Composite and function literals.

use crate::sorted::{SortedMap, SortedSet};

use super::checker::{Checker, Later};
use super::constant::Value;
use super::info::{FuncInfo, Mode};
use super::object::is_exported;
use super::operand::{Operand, Source};
use super::position::start_span;
use super::types::{Field, Missing, Ty, Type};
use crate::ast::{CompositeLit, Element, Expr, ExprKind, FuncLit};
use crate::print;

impl<'a> Checker<'a> {
    pub(super) fn func_literal(&mut self, x: &mut Operand<'a>, expr: &'a Expr<'a>, lit: &'a FuncLit<'a>) {
        let info = FuncInfo { outer: self.env.func, ..FuncInfo::default() };
        let (ty, scope, info) = self.signature(&lit.signature, None, Some(expr.id), info);
        self.info.funcs.insert(expr.id, info);
        self.later.push(Later::FuncBody {
            decl: self.env.decl,
            key: expr.id,
            scope,
            body: &lit.body,
            iota: self.env.iota.clone(),
        });
        x.mode = Mode::Value;
        x.ty = ty;
    }

    /// Source: cmd/compile/internal/types2/literals.go:compositeLit.
    pub(super) fn composite_literal(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        lit: &'a CompositeLit<'a>,
        hint: Option<Ty>,
    ) {
        let mut open_array = None;
        let (mut ty, base) = match (&lit.ty, hint) {
            (Some(written), _) => {
                if let ExprKind::ArrayType { length: None, element } = &written.kind {
                    let elem = self.var_type(element);
                    open_array = Some((written, elem));
                    let ty = self.types.intern(Type::Array { elem, len: 0 });
                    (ty, ty)
                } else {
                    let ty = self.typ(written);
                    (ty, ty)
                }
            }
            (None, Some(hint)) => {
                let under = self.common_type(hint).unwrap_or(Ty::INVALID);
                let (elem, is_pointer) = self.types.deref(under);
                (hint, if is_pointer { elem } else { hint })
            }
            (None, None) => {
                self.error(start_span(expr), "missing type in composite literal");
                (Ty::INVALID, Ty::INVALID)
            }
        };
        if !self.is_complete(base) {
            return x.invalidate();
        }
        let under = self.common_type(base);
        let structure = under.map(|under| self.types.get(under).clone());
        match structure {
            Some(Type::Struct(fields)) => self.struct_literal(x, lit, base, &fields),
            Some(Type::Array { elem, .. }) if open_array.is_some() => {
                let len = self.indexed_elements(lit.elements, elem, None);
                if let Some((written, elem)) = open_array {
                    ty = self.types.intern(Type::Array { elem, len });
                    self.record_expr(written.id, Mode::Type, ty, None);
                }
            }
            Some(Type::Array { elem, len }) => _ = self.indexed_elements(lit.elements, elem, Some(len)),
            Some(Type::Slice(elem)) => _ = self.indexed_elements(lit.elements, elem, None),
            Some(Type::Map { key, elem }) => self.map_literal(x, lit, key, elem),
            structure => {
                for element in lit.elements {
                    self.use_exprs([&element.value]);
                }
                if structure != Some(Type::Basic(super::types::Basic::Invalid)) {
                    let element = if lit.ty.is_none() { " element" } else { "" };
                    let cause = if structure.is_none() { " (no common underlying type)" } else { "" };
                    let message =
                        format!("invalid composite literal{element} type {}{cause}", self.type_text(ty));
                    self.error(start_span(expr), message);
                    return x.invalidate();
                }
            }
        }
        x.mode = Mode::Value;
        x.ty = ty;
        x.value = None;
    }

    fn struct_literal(&mut self, x: &mut Operand<'a>, lit: &'a CompositeLit<'a>, base: Ty, fields: &[Field]) {
        let Some(first) = lit.elements.first() else { return };
        if first.key.is_some() {
            return self.keyed_struct_literal(x, lit, base);
        }
        for (index, element) in lit.elements.iter().enumerate() {
            if let Some(key) = &element.key {
                self.error(start_span(key), "mixture of field:value and value elements in struct literal");
                continue;
            }
            self.generic_expr(x, &element.value, None);
            let Some(field) = fields.get(index) else {
                let message = format!("too many values in struct literal of type {}", self.type_text(base));
                self.error(x.span(), message);
                break;
            };
            if !is_exported(&field.name) && field.pkg != self.pkg {
                let message = format!(
                    "implicit assignment to unexported field {} in struct literal of type {}",
                    field.name,
                    self.type_text(base)
                );
                self.error(x.span(), message);
                continue;
            }
            self.assignment(x, Some(field.ty), "struct literal");
        }
        if lit.elements.len() < fields.len() {
            let is_foreign = fields.iter().any(|field| !is_exported(&field.name) && field.pkg != self.pkg);
            let hint = if is_foreign { " (type has unexported fields - use key:value pairs)" } else { "" };
            let message = format!("too few values in struct literal of type {}{hint}", self.type_text(base));
            self.error(lit.rbrace, message);
        }
    }

    fn keyed_struct_literal(&mut self, x: &mut Operand<'a>, lit: &'a CompositeLit<'a>, base: Ty) {
        let mut visited: Vec<(Vec<u32>, String)> = Vec::new();
        for element in lit.elements {
            let Some(key) = &element.key else {
                self.error(element.value.span, "mixture of field:value and value elements in struct literal");
                continue;
            };
            self.generic_expr(x, &element.value, None);
            let Some(ident) = key.as_name() else {
                let message = format!("invalid field name {} in struct literal", print::expr(key));
                self.error(start_span(key), message);
                continue;
            };
            let under = self.common_type(base).unwrap_or(Ty::INVALID);
            let found = match self.types.lookup(under, false, Some(self.pkg), ident.name) {
                Ok(found) => found,
                Err(Missing::Ambiguous | Missing::NotFound | Missing::PointerReceiver) => {
                    let folded = self.types.lookup_folded(under, false, Some(self.pkg), ident.name).ok();
                    let message = self.lookup_error(base, ident.name, under, folded.as_ref(), true);
                    self.error(start_span(key), message);
                    continue;
                }
            };
            if found.method.is_some() {
                self.error(start_span(key), format!("{} is not a field", ident.name));
                continue;
            }
            if found.is_indirect {
                let message = format!("invalid implicit pointer indirection to reach {}", ident.name);
                self.error(start_span(key), message);
                continue;
            }
            self.assignment(x, Some(found.ty), "struct literal");
            let path: Vec<u32> = found.path.iter().map(|step| step.field).collect();
            let other = visited.iter().find(|(other, _)| path.starts_with(other) || other.starts_with(&path));
            if let Some((other, name)) = other {
                let own = &ident.name;
                let message = match other.len().cmp(&path.len()) {
                    std::cmp::Ordering::Equal => format!("duplicate field name {own} in struct literal"),
                    std::cmp::Ordering::Less => {
                        format!("cannot specify promoted field {own} and enclosing embedded field {name}")
                    }
                    std::cmp::Ordering::Greater => {
                        format!("cannot specify embedded field {own} and enclosed promoted field {name}")
                    }
                };
                self.error(start_span(key), message);
            } else {
                visited.push((path, ident.name.to_string()));
            }
        }
    }

    /// Elements of an array (of known length) or slice; the length that they need.
    fn indexed_elements(&mut self, elements: &'a [Element<'a>], ty: Ty, length: Option<i64>) -> i64 {
        let mut visited = SortedSet::new();
        let (mut index, mut max) = (0i64, 0i64);
        for element in elements {
            let span = element.key.as_ref().map_or(element.value.span, |key| key.span);
            let mut is_valid = false;
            if let Some(key) = &element.key {
                let (key_ty, value) = self.index_value(key, length);
                if let Some(value) = value {
                    index = value;
                    is_valid = true;
                } else if !key_ty.is_invalid() {
                    self.error(span, format!("index {} must be integer constant", print::expr(key)));
                }
            } else if let Some(length) = length.filter(|&length| index >= length) {
                self.error(span, format!("index {index} is out of bounds (>= {length})"));
            } else {
                is_valid = true;
            }
            if is_valid && !visited.insert(index) {
                self.error(span, format!("duplicate index {index} in array or slice literal"));
            }
            index = index.saturating_add(1);
            max = max.max(index);
            let mut x = Operand::invalid();
            self.generic_expr(&mut x, &element.value, Some(ty));
            self.assignment(&mut x, Some(ty), "array or slice literal");
        }
        max
    }

    fn map_literal(&mut self, x: &mut Operand<'a>, lit: &'a CompositeLit<'a>, key_ty: Ty, elem: Ty) {
        let key_is_interface = self.types.is_interface(key_ty);
        let mut visited: SortedMap<String, Vec<Ty>> = SortedMap::new();
        for element in lit.elements {
            let Some(key) = &element.key else {
                self.error(element.value.span, "missing key in map literal");
                continue;
            };
            self.generic_expr(x, key, Some(key_ty));
            self.assignment(x, Some(key_ty), "map literal");
            if !x.is_valid() {
                continue;
            }
            if x.is_constant() {
                let value = x.const_value();
                let seen = visited.get_or_insert_with(key_text(&value), Default::default);
                let is_duplicate =
                    seen.iter().any(|&other| !key_is_interface || self.types.identical(other, x.ty));
                if is_duplicate {
                    self.error(x.span(), format!("duplicate key {value} in map literal"));
                    continue;
                }
                seen.push(x.ty);
            }
            self.generic_expr(x, &element.value, Some(elem));
            self.assignment(x, Some(elem), "map literal");
        }
        x.expr = Source::None;
    }
}

/// Equal exactly for equal constants: integers and floats of one value are.
fn key_text(value: &Value) -> String {
    let value =
        super::constant::to_int(value).or_else(|| super::constant::to_float(value)).unwrap_or(value.clone());
    format!("{value:?}")
}
