//! Which types implement which interfaces, and why not.
//! Source: cmd/compile/internal/types2/lookup.go:missingMethod, instantiate.go:implements.

use std::rc::Rc;

use super::checker::Checker;
use super::object::is_exported;
use super::types::{Found, Method, MethodRef, Missing, Signature, Term, Ty, Type, Var};
use crate::sorted::SortedSet;

impl Checker<'_> {
    /// Whether values of type `ty` implement an interface (or satisfy a constraint); if not, why.
    pub(super) fn implements(&mut self, ty: Ty, interface: Ty, is_constraint: bool) -> Result<(), String> {
        let (vu, tu) = (self.types.under(ty), self.types.under(interface));
        if vu.is_invalid() || tu.is_invalid() {
            return Ok(());
        }
        if let Type::Pointer(base) = *self.types.get(vu)
            && self.types.under(base).is_invalid()
        {
            return Ok(());
        }
        let verb = if is_constraint { "satisfy" } else { "implement" };
        let does_not = |checker: &Self| {
            format!("{} does not {verb} {}", checker.type_text(ty), checker.type_text(interface))
        };
        if !matches!(self.types.get(tu), Type::Interface(_)) {
            let detail = if self.is_interface_pointer(tu) {
                self.interface_pointer_error(interface)
            } else {
                format!("{} is not an interface", self.type_text(interface))
            };
            return Err(format!("{} ({detail})", does_not(self)));
        }
        let set = self.types.type_set(interface);
        if set.is_all() {
            return Ok(());
        }
        let own_set = matches!(self.types.get(vu), Type::Interface(_)).then(|| self.types.type_set(ty));
        if own_set.as_ref().is_some_and(|own| own.is_empty()) {
            return Ok(());
        }
        if set.is_empty() {
            return Err(format!("cannot {verb} {} (empty type set)", self.type_text(interface)));
        }
        self.has_all_methods(ty, interface, true).map_err(|cause| format!("{} {cause}", does_not(self)))?;
        if let Some(terms) = &set.terms {
            match &own_set {
                Some(own) => {
                    let within = own.terms.as_ref().is_some_and(|own| self.types.terms_within(own, terms));
                    if !within {
                        return Err(does_not(self));
                    }
                }
                None if !self.types.terms_include(terms, ty) => {
                    let detail = self.missing_term(ty, interface, terms);
                    return Err(format!("{} ({detail})", does_not(self)));
                }
                None => {}
            }
        }
        let comparable = !set.is_comparable
            || self.types.is_comparable_strictly(ty)
            || is_constraint && self.types.is_comparable(ty) && self.types.as_param(ty).is_none();
        if comparable { Ok(()) } else { Err(format!("{} does not {verb} comparable", self.type_text(ty))) }
    }

    fn missing_term(&self, ty: Ty, interface: Ty, terms: &[Term]) -> String {
        let without_tilde = terms.iter().find(|term| {
            !term.is_tilde
                && self.types.identical(term.ty, self.types.under(term.ty))
                && self.types.terms_include(&[Term { is_tilde: true, ..**term }], ty)
        });
        if let Some(term) = without_tilde {
            let (alternative, interface) = (self.type_text(term.ty), self.type_text(interface));
            return format!("possibly missing ~ for {alternative} in {interface}");
        }
        if self.mentions(self.types.under(interface), ty, &mut SortedSet::new()) {
            let (ty, interface) = (self.type_text(ty), self.type_text(interface));
            return format!("{interface} mentions {ty}, but {ty} is not in the type set of {interface}");
        }
        let list: Vec<String> = terms.iter().map(|&term| self.term_text(term)).collect();
        format!("{} missing in {}", self.type_text(ty), list.join(" | "))
    }

    fn mentions(&self, within: Ty, ty: Ty, seen: &mut SortedSet<Ty>) -> bool {
        if !seen.insert(within) {
            return false;
        }
        match self.types.get(within) {
            Type::Interface(id) => self
                .types
                .interface(*id)
                .embeds
                .iter()
                .any(|&(embedded, _)| self.mentions(embedded, ty, seen)),
            Type::Union(terms) => terms.iter().any(|term| self.mentions(term.ty, ty, seen)),
            _ => self.types.identical(within, ty),
        }
    }

    /// Whether a value of an interface type may have the dynamic type `ty`; if not, why.
    pub(super) fn assertable(&mut self, interface: Ty, ty: Ty) -> Result<(), String> {
        if self.types.is_interface(ty) {
            return Ok(());
        }
        self.has_all_methods(ty, interface, false)
    }

    fn has_all_methods(&mut self, ty: Ty, interface: Ty, is_static: bool) -> Result<(), String> {
        if ty.is_invalid() {
            return Ok(());
        }
        match self.missing_method(ty, interface, is_static) {
            Some(_) if self.has_invalid_embedding(ty, &mut SortedSet::new()) => Ok(()),
            Some(cause) => Err(cause),
            None => Ok(()),
        }
    }

    fn has_invalid_embedding(&self, ty: Ty, seen: &mut SortedSet<Ty>) -> bool {
        let Some(fields) = self.types.fields(self.types.deref_struct(ty)) else { return false };
        seen.insert(ty)
            && fields.iter().any(|field| {
                field.is_embedded && (field.ty.is_invalid() || self.has_invalid_embedding(field.ty, seen))
            })
    }

    /// Why `ty` lacks a method of an interface; `None` if it lacks none.
    fn missing_method(&mut self, ty: Ty, interface: Ty, is_static: bool) -> Option<String> {
        let wanted = self.types.type_set(interface);
        if matches!(self.types.structure(ty), Type::Interface(_)) {
            let own = self.types.type_set(ty);
            for method in &wanted.methods {
                let same =
                    |m: &&Method| super::types::Types::same_name(&m.name, m.pkg, &method.name, method.pkg);
                match own.methods.iter().find(same) {
                    None if is_static => return Some(self.method_not_found(ty, interface, method)),
                    None => {}
                    Some(own) if !self.types.identical(own.ty, method.ty) => {
                        return Some(self.wrong_type(method, &own.name, own.ty));
                    }
                    Some(_) => {}
                }
            }
            return None;
        }
        for method in &wanted.methods {
            match self.types.lookup_declared(ty, method.pkg, &method.name) {
                Err(Missing::Ambiguous) => {
                    return Some(format!("(ambiguous selector {}.{})", self.type_text(ty), method.name));
                }
                Err(Missing::PointerReceiver) => {
                    return Some(format!("(method {} has pointer receiver)", method.name));
                }
                Err(Missing::NotFound) => {
                    let folded = self.types.lookup_folded(ty, false, method.pkg, &method.name).ok();
                    if let Some(other) = folded.and_then(|found| found.method) {
                        return Some(self.similar_method(method, other));
                    }
                    return Some(self.method_not_found(ty, interface, method));
                }
                Ok(Found { method: None, .. }) => {
                    return Some(format!(
                        "({}.{} is a field, not a method)",
                        self.type_text(ty),
                        method.name
                    ));
                }
                Ok(Found { method: Some(found), .. }) => {
                    let found_ty = self.signature_of(found);
                    if !self.types.identical(found_ty, method.ty) {
                        return Some(self.wrong_type(method, &method.name.clone(), found_ty));
                    }
                }
            }
        }
        None
    }

    /// Why a type lacks methods of a constraint.
    pub(super) fn lacks_method(&mut self, ty: Ty, constraint: Ty) -> Option<String> {
        self.missing_method(ty, constraint, true)
    }

    fn method_not_found(&self, ty: Ty, interface: Ty, method: &Method) -> String {
        if self.is_interface_pointer(ty) {
            format!("({})", self.interface_pointer_error(ty))
        } else if self.is_interface_pointer(interface) {
            format!("({})", self.interface_pointer_error(interface))
        } else {
            format!("(missing method {})", method.name)
        }
    }

    fn similar_method(&mut self, method: &Method, other: MethodRef) -> String {
        let name = self.types.method_entry(other).map(|entry| entry.name).unwrap_or_default();
        if name == method.name {
            return format!("(unexported method {name})");
        }
        let ty = self.signature_of(other);
        let (have, want) = (self.method_text(&name, ty), self.method_text(&method.name, method.ty));
        format!("(missing method {})\n\t\thave {have}\n\t\twant {want}", method.name)
    }

    fn wrong_type(&self, method: &Method, name: &str, ty: Ty) -> String {
        let (have, want) = (self.method_text(name, ty), self.method_text(&method.name, method.ty));
        if have == want {
            let full = |name: &str, ty: Ty| format!("{name}{}", &self.types.format(ty, None)[4..]);
            let (have, want) = (full(name, ty), full(&method.name, method.ty));
            if have == want {
                return format!("(wrong type for method {})", method.name);
            }
            return format!("(wrong type for method {})\n\t\thave {have}\n\t\twant {want}", method.name);
        }
        format!("(wrong type for method {})\n\t\thave {have}\n\t\twant {want}", method.name)
    }

    /// A method with its signature, without parameter names.
    fn method_text(&self, name: &str, ty: Ty) -> String {
        let Some(signature) = self.types.signature(ty) else { return name.to_string() };
        let unnamed = |vars: &[Var]| vars.iter().map(|v| Var { name: "".into(), ty: v.ty }).collect();
        let signature: Rc<Signature> = Rc::new(Signature {
            params: unnamed(&signature.params),
            results: unnamed(&signature.results),
            ..(**signature).clone()
        });
        format!("{name}{}", self.types.format_signature(&signature, Some(self.pkg)))
    }

    /// A method's signature, after its declaration was checked.
    pub(super) fn signature_of(&mut self, method: MethodRef) -> Ty {
        if let MethodRef::Declared { obj, .. } = method {
            self.object_decl(obj);
        }
        let ty = self.types.method_signature(method);
        if ty == Ty::UNSET { Ty::INVALID } else { ty }
    }

    pub(super) fn interface_pointer_error(&self, ty: Ty) -> String {
        let is_param = match self.types.structure(ty) {
            Type::Pointer(base) => self.types.as_param(*base).is_some(),
            _ => false,
        };
        let what = if is_param { "type parameter" } else { "interface" };
        format!("type {} is pointer to {what}, not {what}", self.type_text(ty))
    }

    /// Why a field or method was not found, given what a search without regard to case finds.
    /// Source: cmd/compile/internal/types2/errsupport.go:lookupError.
    pub(super) fn lookup_error(
        &self,
        ty: Ty,
        selector: &str,
        searched: Ty,
        found: Option<&Found>,
        in_literal: bool,
    ) -> String {
        let shown = self.type_text(ty);
        let tail = |text: &str| text.chars().skip(1).collect::<String>();
        let Some(found) = found else {
            return if in_literal {
                format!("unknown field {selector} in struct literal of type {shown}")
            } else {
                format!("type {shown} has no field or method {selector}")
            };
        };
        let other = self.types.found_name(searched, found);
        let what = if found.method.is_some() { "method" } else { "field" };
        let is_own = self.found_pkg(searched, found) == Some(self.pkg);
        let (misspelled, unexported, inaccessible) = if is_own {
            (true, false, false)
        } else if is_exported(selector) {
            (is_exported(&other), !is_exported(&other) && tail(selector) == tail(&other), false)
        } else if is_exported(&other) {
            (tail(selector) == tail(&other), false, false)
        } else {
            (false, false, selector == other)
        };
        match (in_literal, misspelled, unexported, inaccessible) {
            (true, true, ..) => {
                format!("unknown field {selector} in struct literal of type {shown}, but does have {other}")
            }
            (true, _, true, _) => {
                format!(
                    "unknown field {selector} in struct literal of type {shown}, but does have unexported {other}"
                )
            }
            (true, _, _, true) => {
                format!("cannot refer to unexported field {other} in struct literal of type {shown}")
            }
            (false, true, ..) => {
                format!("type {shown} has no field or method {selector}, but does have {what} {other}")
            }
            (false, _, true, _) => {
                format!(
                    "type {shown} has no field or method {selector}, but does have unexported {what} {other}"
                )
            }
            (false, _, _, true) => format!("cannot refer to unexported {what} {other}"),
            (true, ..) => format!("unknown field {selector} in struct literal of type {shown}"),
            (false, ..) => format!("type {shown} has no field or method {selector}"),
        }
    }

    fn found_pkg(&self, ty: Ty, found: &Found) -> Option<super::object::PkgId> {
        if let Some(method) = found.method {
            return self.types.method_entry(method).and_then(|entry| entry.pkg);
        }
        let mut at = ty;
        let mut pkg = None;
        for step in &found.path {
            let field = self.types.fields(self.types.deref_struct(at))?.get(step.field as usize)?;
            (at, pkg) = (field.ty, Some(field.pkg));
        }
        pkg
    }
}
