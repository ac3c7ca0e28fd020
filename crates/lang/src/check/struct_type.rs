//! Struct and interface types.

use std::rc::Rc;

use super::checker::{Checker, Later};
use super::info::{FuncInfo, Mode};
use super::position::start_span;
use super::types;
use super::types::{Interface, Method, Term, Ty, Type, Types};
use crate::ast::{BinaryOp, Expr, ExprKind, Field, Ident, InterfaceElem, LiteralKind, UnaryOp};
use crate::diag::Diagnostic;
use crate::literal;
use crate::print;
use crate::sorted::sort_by;
use crate::source::Span;

/// The largest number of terms in a union, as in Go's own checker.
const UNION_TERMS_MAX: usize = 100;

impl<'a> Checker<'a> {
    pub(super) fn struct_type(&mut self, list: &'a [Field<'a>]) -> Ty {
        let mut fields: Vec<types::Field> = Vec::new();
        for field in list {
            let ty = self.var_type(&field.ty);
            if let Some(tag) = field.tag.as_ref().filter(|tag| !tag.bad && tag.kind != LiteralKind::String) {
                let message = format!("invalid syntax tree: incorrect tag syntax: {:?}", tag.text);
                self.error(tag.span, message);
            }
            let tag = field.tag.as_ref().and_then(literal::string_value).unwrap_or_default();
            let tag: Rc<[u8]> = tag.into();
            for ident in field.names {
                self.add_field(&mut fields, ident, ident.span, ty, false, &tag);
            }
            if field.is_embedded() {
                let span = field.ty.span;
                let Some(ident) = embedded_name(&field.ty) else {
                    let written = print::expr(&field.ty);
                    self.error(span, format!("invalid syntax tree: invalid embedded field type {written}"));
                    continue;
                };
                self.add_field(&mut fields, ident, ident.span, ty, true, &tag);
                self.later.push(Later::Embedded { span, ty });
            }
        }
        self.types.intern(Type::Struct(fields.into()))
    }

    fn add_field(
        &mut self,
        fields: &mut Vec<types::Field>,
        ident: &Ident,
        span: Span,
        ty: Ty,
        is_embedded: bool,
        tag: &Rc<[u8]>,
    ) {
        let name = ident.name.into();
        let other = fields.iter().find(|field| field.name == name && &*name != "_");
        if let Some(other) = other.map(|other| other.span) {
            let message = format!("{name} redeclared");
            return self.error_with_note(span, message, other, format!("other declaration of {name}"));
        }
        fields.push(types::Field { name, pkg: self.pkg, ty, is_embedded, tag: tag.clone(), span });
    }

    /// Source: cmd/compile/internal/types2/interface.go:interfaceType.
    pub(super) fn interface_type(&mut self, span: Span, elements: &'a [InterfaceElem<'a>]) -> Ty {
        if elements.is_empty() {
            return Ty::EMPTY_INTERFACE;
        }
        let ty = self.types.new_interface(Interface::default());
        self.interface_literals.push((span, ty));
        let Type::Interface(id) = *self.types.get(ty) else { return ty };
        let (mut methods, mut embeds): (Vec<Method>, Vec<(Ty, Span)>) = (Vec::new(), Vec::new());
        for element in elements {
            match element {
                InterfaceElem::Embedded(expr) => {
                    let embedded = self.union_type(expr);
                    embeds.push((embedded, expr.span));
                }
                InterfaceElem::Method { name, .. } if name.is_blank() => {
                    self.error(name.span, "methods must have a unique non-blank name");
                }
                InterfaceElem::Method { name, signature } => {
                    let (ty, ..) = self.signature(signature, None, None, FuncInfo::default());
                    methods.push(Method { name: name.name.into(), pkg: Some(self.pkg), ty, span: name.span });
                }
            }
        }
        let entry = self.types.interface_mut(id);
        (entry.methods, entry.embeds, entry.is_complete) = (methods, embeds, true);
        sort_by(&mut entry.methods, |a, b| a.name.cmp(&b.name));
        self.types.measure(ty);
        self.later.push(Later::InterfaceMethods { ty });
        ty
    }

    /// An element of an interface: a type, `~T` or a union.
    /// Source: cmd/compile/internal/types2/union.go:parseUnion.
    pub(super) fn union_type(&mut self, expr: &'a Expr<'a>) -> Ty {
        let mut list = Vec::new();
        let mut at = expr;
        while let ExprKind::Binary(binary) = &at.kind
            && binary.op == BinaryOp::Or
        {
            list.push(&binary.right);
            at = &binary.left;
        }
        list.push(at);
        list.reverse();
        let is_single = list.len() == 1;
        let mut terms = Vec::new();
        for &part in &list {
            let term = self.union_term(part);
            if is_single && !term.is_tilde {
                return term.ty;
            }
            if terms.len() == UNION_TERMS_MAX {
                self.too_many_terms(start_span(part));
                return Ty::INVALID;
            }
            terms.push(term);
        }
        let union = self.types.intern(Type::Union(terms.into()));
        self.record_expr(expr.id, Mode::Type, union, None);
        let spans = list.iter().map(|part| part.span).collect();
        self.later.push(Later::Union { union, spans });
        union
    }

    fn too_many_terms(&mut self, span: Span) {
        self.error(
            span,
            format!("cannot handle more than {UNION_TERMS_MAX} union terms (implementation limitation)"),
        );
    }

    fn union_term(&mut self, expr: &'a Expr<'a>) -> Term {
        let (part, is_tilde) = match &expr.kind {
            ExprKind::Unary { op: UnaryOp::Tilde, operand } => (&**operand, true),
            _ => (expr, false),
        };
        let mut ty = self.typ(part);
        if self.types.as_param(ty).is_some() {
            let message = if is_tilde {
                format!("type in term {} cannot be a type parameter", print::expr(expr))
            } else {
                "term cannot be a type parameter".to_string()
            };
            self.error(start_span(part), message);
            ty = Ty::INVALID;
        }
        Term { is_tilde, ty }
    }

    /// Checks a union's terms once their types are complete.
    pub(super) fn check_union(&mut self, union: Ty, spans: &[Span]) {
        let Type::Union(terms) = self.types.get(union).clone() else { return };
        if self.types.union_terms(&terms).is_some_and(|terms| terms.len() > UNION_TERMS_MAX) {
            let span = spans.first().copied().unwrap_or_default();
            return self.too_many_terms(span);
        }
        for (index, (term, &span)) in terms.iter().zip(spans).enumerate() {
            if term.ty.is_invalid() {
                continue;
            }
            let under = self.types.under(term.ty);
            let is_interface = matches!(self.types.get(under), Type::Interface(_));
            let text = self.term_text(*term);
            if term.is_tilde && is_interface {
                let message = format!("invalid use of ~ ({} is an interface)", self.type_text(term.ty));
                self.error(span, message);
                continue;
            }
            if term.is_tilde && !self.types.identical(under, term.ty) {
                let (ty, under) = (self.type_text(term.ty), self.type_text(under));
                self.error(span, format!("invalid use of ~ (underlying type of {ty} is {under})"));
                continue;
            }
            if is_interface {
                let set = self.types.type_set(term.ty);
                if !set.methods.is_empty() {
                    self.error(span, format!("cannot use {text} in union ({text} contains methods)"));
                } else if self.types.unalias(term.ty) == Ty::COMPARABLE {
                    self.error(span, "cannot use comparable in union");
                } else if set.is_comparable {
                    self.error(span, format!("cannot use {text} in union ({text} embeds comparable)"));
                }
                continue;
            }
            let overlaps = |other: &&Term| {
                !matches!(self.types.structure(other.ty), Type::Interface(_))
                    && self.types.overlap(**other, *term)
            };
            if let Some(other) = terms[..index].iter().find(overlaps) {
                let other = self.term_text(*other);
                self.error(span, format!("overlapping terms {text} and {other}"));
            }
        }
    }

    pub(super) fn term_text(&self, term: Term) -> String {
        format!("{}{}", if term.is_tilde { "~" } else { "" }, self.types.format(term.ty, None))
    }

    /// Reports methods that an interface has twice.
    /// Source: cmd/compile/internal/types2/typeset.go:computeInterfaceTypeSet.
    pub(super) fn check_interface_methods(&mut self, ty: Ty) {
        let Type::Interface(id) = *self.types.get(ty) else { return };
        let interface = self.types.interface(id).clone();
        let mut seen: Vec<(Method, Span)> = Vec::new();
        let mut clashes = Vec::new();
        for method in &interface.methods {
            let same = |m: &&(Method, Span)| Types::same_name(&m.0.name, m.0.pkg, &method.name, method.pkg);
            match seen.iter().find(same) {
                Some((_, other)) => clashes.push((method.name.clone(), method.span, *other)),
                None => seen.push((method.clone(), method.span)),
            }
        }
        for &(embedded, span) in &interface.embeds {
            let set = self.types.type_set(embedded);
            if !matches!(self.types.structure(embedded), Type::Interface(_)) {
                continue;
            }
            for method in &set.methods {
                let same =
                    |m: &&(Method, Span)| Types::same_name(&m.0.name, m.0.pkg, &method.name, method.pkg);
                match seen.iter().find(same) {
                    Some((first, other)) if !self.types.identical(first.ty, method.ty) => {
                        clashes.push((method.name.clone(), span, *other));
                    }
                    Some(_) => {}
                    None => seen.push((method.clone(), span)),
                }
            }
        }
        for (name, span, other) in clashes {
            let diagnostic = Diagnostic::error(span, format!("duplicate method {name}"));
            self.report(diagnostic.with_note(other, format!("other declaration of method {name}")));
        }
    }
}

/// The name that an embedded field has from its type.
fn embedded_name<'a>(expr: &'a Expr<'a>) -> Option<&'a Ident<'a>> {
    match &expr.kind {
        ExprKind::Name(ident) => Some(ident),
        ExprKind::Selector { member, .. } => Some(member),
        ExprKind::Index { operand, .. } => embedded_name(operand),
        ExprKind::Star(base) if !matches!(base.kind, ExprKind::Star(_)) => embedded_name(base),
        _ => None,
    }
}
