//! What is put off until the types it needs are complete.

use super::checker::{Checker, Later};
use super::decl::CyclePart;
use super::types::{Basic, NamedId, Ty, Type};
use super::valid_type::TypeCycle;
use crate::slices::pause;
use crate::source::Span;

/// Most are bodies of functions.
const LATER_IN_A_SLICE: usize = 8;

impl Checker<'_> {
    /// Does the work put off since the list was `top` long, and what that puts off.
    pub(super) fn process_later(&mut self, top: usize) {
        let mut next = top;
        while next < self.later.len() {
            self.process(next);
            next += 1;
        }
        self.later.truncate(top);
    }

    /// Does all of it, a few in each slice.
    pub(super) async fn process_all(&mut self) {
        let mut next = 0;
        while next < self.later.len() {
            self.process(next);
            next += 1;
            if next.is_multiple_of(LATER_IN_A_SLICE) {
                pause().await;
            }
        }
        self.later.clear();
    }

    fn process(&mut self, next: usize) {
        self.wrap_constraints();
        match self.later[next].clone() {
            Later::FuncBody { decl, key, scope, body, iota } => {
                self.func_body(decl, key, scope, body, iota);
            }
            Later::VarType { span, ty } => self.check_var_type(span, ty),
            Later::MapKey { span, key } => {
                if !key.is_invalid() && !self.types.under(key).is_invalid() && !self.types.is_comparable(key)
                {
                    let is_param = self.types.as_param(key).is_some();
                    let why = if is_param { " (missing comparable constraint)" } else { "" };
                    let message = format!("invalid map key type {}{why}", self.type_text(key));
                    self.error(span, message);
                }
            }
            Later::Embedded { span, ty } => self.check_embedded(span, ty),
            Later::InterfaceMethods { ty } => self.check_interface_methods(ty),
            Later::Receiver { span, ty } => self.check_receiver(span, ty),
            Later::FieldUniqueness { named } => self.check_field_uniqueness(named),
            Later::ValidType { ty } => self.check_valid_type(ty),
            Later::Instance { span, name, params, args, spans } => {
                self.check_instance(span, &name, &params, &args, &spans);
            }
            Later::Union { union, spans } => self.check_union(union, &spans),
        }
    }

    fn check_var_type(&mut self, span: Span, ty: Ty) {
        if !self.types.is_interface(ty) {
            return;
        }
        let set = self.types.type_set(ty);
        if set.is_method_set() {
            return;
        }
        let why = if set.is_comparable {
            "interface is (or embeds) comparable"
        } else {
            "interface contains type constraints"
        };
        let message = format!("cannot use type {} outside a type constraint: {why}", self.type_text(ty));
        self.error(span, message);
    }

    fn check_embedded(&mut self, span: Span, ty: Ty) {
        let (base, is_pointer) = self.types.deref(ty);
        let message = match self.types.structure(base) {
            Type::Basic(Basic::UnsafePointer) => "embedded field type cannot be unsafe.Pointer",
            Type::Pointer(_) => "embedded field type cannot be a pointer",
            Type::Interface(_) if self.types.as_param(base).is_some() => {
                "embedded field type cannot be a (pointer to a) type parameter"
            }
            Type::Interface(_) if is_pointer => "embedded field type cannot be a pointer to an interface",
            _ => return,
        };
        self.error(span, message);
    }

    /// Reports a type that contains itself.
    /// Source: cmd/compile/internal/types2/validtype.go.
    fn check_valid_type(&mut self, ty: Ty) {
        let Some(cycle) = TypeCycle::default().find(self, ty) else { return };
        if let Some(id) = cycle.first().and_then(|&first| self.types.as_named(first)) {
            let origin = self.types.named(id).origin.unwrap_or(id);
            self.types.named_mut(id).underlying = Some(Ty::INVALID);
            self.types.named_mut(origin).underlying = Some(Ty::INVALID);
        }
        let parts: Vec<CyclePart> = cycle.iter().map(|&part| self.cycle_part(part)).collect();
        self.report_cycle(&parts);
    }

    /// A type of a cycle, an instance where it was first used.
    pub(super) fn cycle_part(&self, ty: Ty) -> CyclePart {
        let named = self.types.as_named(ty).map(|id| self.types.named(id));
        match named {
            Some(named) if named.origin.is_none() => self.declared_part(named.obj),
            _ => {
                let declared = named.map(|named| self.objects.get(named.obj).span);
                let span = self.instance_spans.get(&ty).copied().or(declared).unwrap_or_default();
                CyclePart { obj: None, span, name: self.type_text(ty) }
            }
        }
    }

    pub(super) fn check_field_uniqueness(&mut self, named: NamedId) {
        let ty = self.objects.get(self.types.named(named).obj).ty;
        let Some(fields) = self.types.fields(ty).cloned() else { return };
        for &method in &self.types.named(named).methods.clone() {
            let object = self.objects.get(method);
            let (name, span) = (object.name.clone(), object.span);
            if let Some(field) = fields.iter().find(|field| field.name == name) {
                let message = format!("field and method with the same name {name}");
                self.error_with_note(span, message, field.span, format!("other declaration of {name}"));
            }
        }
    }
}
