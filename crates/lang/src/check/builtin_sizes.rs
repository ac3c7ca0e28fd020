//! Built-in functions of package unsafe that tell sizes and offsets.

use super::checker::Checker;
use super::constant::Value;
use super::info::Mode;
use super::object::Builtin;
use super::operand::Operand;
use super::position::start_span;
use super::types::{Layout, Ty, Type};
use crate::ast::{CallExpr, ExprKind};
use crate::print;
use crate::sorted::SortedSet;

impl<'a> Checker<'a> {
    pub(super) fn size_call(&mut self, builtin: Builtin, x: &mut Operand<'a>) -> bool {
        self.assignment(x, None, &format!("argument to unsafe.{}", builtin.name()));
        if !x.is_valid() {
            return false;
        }
        let layout = self.types.size_align(x.ty);
        if builtin == Builtin::Sizeof && layout.bytes == Layout::TOO_LARGE {
            let message = format!("{} is too large", self.describe(x));
            self.error(x.span(), message);
            return false;
        }
        let bytes = if builtin == Builtin::Sizeof { layout.bytes } else { layout.align };
        self.size_result(x, x.ty, bytes);
        true
    }

    /// A constant, unless the type has no size before it is instantiated.
    fn size_result(&mut self, x: &mut Operand<'a>, ty: Ty, bytes: u64) {
        if self.has_variable_size(ty, &mut SortedSet::new()) {
            x.mode = Mode::Value;
        } else {
            x.set_value(Value::int(bytes as i64));
        }
        x.ty = Ty::UINTPTR;
    }

    fn has_variable_size(&self, ty: Ty, seen: &mut SortedSet<Ty>) -> bool {
        if self.types.as_param(ty).is_some() {
            return true;
        }
        match self.types.structure(ty) {
            Type::Array { elem, .. } => self.has_variable_size(*elem, seen),
            Type::Struct(fields) => {
                seen.insert(ty) && fields.iter().any(|field| self.has_variable_size(field.ty, seen))
            }
            _ => false,
        }
    }

    pub(super) fn offsetof_call(&mut self, x: &mut Operand<'a>, call: &'a CallExpr<'a>) -> bool {
        let arg = &call.arguments[0];
        let ExprKind::Selector { operand, member } = &arg.unparen().kind else {
            let message = format!("invalid argument: {} is not a selector expression", print::expr(arg));
            self.error(start_span(arg), message);
            self.use_exprs([arg]);
            return false;
        };
        self.expr(None, x, operand);
        if !x.is_valid() {
            return false;
        }
        let base = self.types.deref_struct(x.ty);
        let name = &member.name;
        let Ok(found) = self.types.lookup(base, false, Some(self.pkg), name) else {
            let message = format!("invalid argument: {} has no single field {name}", self.type_text(base));
            self.error(x.span(), message);
            return false;
        };
        if found.method.is_some() {
            self.error(start_span(arg), format!("invalid argument: {} is a method value", print::expr(arg)));
            return false;
        }
        if found.is_indirect {
            let base = self.type_text(base);
            self.error(
                x.span(),
                format!("invalid argument: field {name} is embedded via a pointer in {base}"),
            );
            return false;
        }
        let (mut offset, mut at) = (0u64, base);
        for step in &found.path {
            let index = step.field as usize;
            offset = offset.saturating_add(self.types.field_offsets(at).get(index).copied().unwrap_or(0));
            at = self
                .types
                .fields(at)
                .and_then(|fields| fields.get(index))
                .map_or(Ty::INVALID, |field| field.ty);
        }
        if offset > i64::MAX as u64 {
            let message = format!("{} is too large", self.describe(x));
            self.error(x.span(), message);
            return false;
        }
        self.size_result(x, base, offset);
        true
    }
}
