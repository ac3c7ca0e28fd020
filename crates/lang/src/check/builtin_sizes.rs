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
        if self.has_variable_size(ty, &mut Vec::new()) {
            x.mode = Mode::Value;
        } else {
            x.set_value(Value::int(bytes as i64));
        }
        x.ty = Ty::UINTPTR;
    }

    /// Also of a type whose size is that of something being declared, which is reported. `path` are the types around it.
    /// Source: cmd/compile/internal/types2/builtins.go:hasVarSize.
    fn has_variable_size(&mut self, ty: Ty, path: &mut Vec<Ty>) -> bool {
        let ty = self.types.unalias(ty);
        match self.types.get(ty) {
            Type::Param(_) => true,
            &Type::Array { elem, .. } => self.has_variable_size(elem, path),
            Type::Struct(fields) => {
                let fields = fields.clone();
                fields.iter().any(|field| self.has_variable_size(field.ty, path))
            }
            &Type::Named(id) => {
                if let Some(&known) = self.variable_sizes.get(&ty) {
                    return known;
                }
                let named = self.types.named(id);
                let (obj, declared) = (named.origin.is_none().then_some(named.obj), named.underlying);
                let declaring = self.path.iter().position(|&other| Some(other) == obj);
                let within = path.iter().position(|&other| other == ty);
                if declaring.is_none() && within.is_none() {
                    path.push(ty);
                    let is_variable = declared.is_some_and(|ty| self.has_variable_size(ty, path));
                    path.pop();
                    self.variable_sizes.insert(ty, is_variable);
                    return is_variable;
                }
                let objects = declaring.map_or(&[][..], |start| &self.path[start..]);
                let mut cycle: Vec<_> = objects.iter().map(|&obj| self.declared_part(obj)).collect();
                cycle.extend(path[within.unwrap_or(0)..].iter().map(|&ty| self.cycle_part(ty)));
                self.report_cycle_from_first(cycle);
                true
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
