//! Lists of parameters, where only the whole list tells names from types: `(a, b)` or `(a, b int)`.

use super::{Parser, name_expr};
use crate::ast::{BinaryOp, Expr, ExprKind, Ident, Param, TypeParam};
use crate::source::Span;
use crate::token::TokenKind as T;

use super::types::ArrayOrArgs;

/// What a list holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ListKind {
    /// Parameters; the last may be variadic.
    Params,
    Results,
    Receiver,
    /// Type parameters, which all have names.
    TypeParams,
    /// In brackets after a name in an interface: type parameters or arguments.
    Brackets,
}

impl ListKind {
    fn close(self) -> T {
        match self {
            ListKind::TypeParams | ListKind::Brackets => T::Rbrack,
            _ => T::Rparen,
        }
    }
}

/// The start of a list that was parsed before it was known to be one.
pub(super) struct First<'a> {
    pub(super) name: Ident<'a>,
    pub(super) constraint: Option<Expr<'a>>,
}

/// One entry as written. After [`Parser::param_list`] each name without a type shares that of the next entry.
pub(super) struct Entry<'a> {
    name: Option<Ident<'a>>,
    ty: Option<Expr<'a>>,
    variadic: Option<Span>,
}

/// The entries of a list, the last of which has a type.
pub(super) struct List<'a> {
    entries: Vec<Entry<'a>>,
}

impl<'a> List<'a> {
    pub(super) fn is_named(&self) -> bool {
        self.entries.first().is_some_and(|entry| entry.name.is_some())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<'a> Parser<'_, 'a> {
    pub(super) fn params(&mut self, kind: ListKind) -> &'a [Param<'a>] {
        let list = self.param_list(None, kind);
        self.groups(list, |names, variadic, ty| Param { names, variadic, ty })
    }

    pub(super) fn type_params(&mut self, first: Option<First<'a>>) -> &'a [TypeParam<'a>] {
        let list = self.param_list(first, ListKind::TypeParams);
        self.groups(list, |names, _, constraint| TypeParam { names, constraint })
    }

    pub(super) fn types_of(&mut self, list: List<'a>) -> &'a [Expr<'a>] {
        self.groups(list, |_, _, ty| ty)
    }

    fn groups<G: Copy>(
        &mut self,
        list: List<'a>,
        group: impl Fn(&'a [Ident<'a>], Option<Span>, Expr<'a>) -> G,
    ) -> &'a [G] {
        let mut entries = list.entries;
        let mut groups = Vec::with_capacity(entries.len());
        let from = self.idents.len();
        for entry in &entries {
            self.idents.extend(entry.name);
            if let Some(ty) = entry.ty {
                groups.push(group(self.arena.rest(&mut self.idents, from), entry.variadic, ty));
            }
        }
        entries.clear();
        self.entries.push(entries);
        self.arena.list(&groups)
    }

    /// A list up to its closing token; the opening one is consumed already, and `first` too if given.
    pub(super) fn param_list(&mut self, first: Option<First<'a>>, kind: ListKind) -> List<'a> {
        let close = kind.close();
        let mut entries = self.entries.pop().unwrap_or_default();
        let (mut first_name, mut first_type) = (None, None);
        if let Some(First { name, constraint }) = first {
            if constraint.is_some() && self.at(close) {
                self.next();
                entries.push(Entry { name: Some(name), ty: constraint, variadic: None });
                return List { entries };
            }
            (first_name, first_type) = (Some(name), constraint);
        }
        let end = self.list("parameter list", T::Comma, close, |parser| {
            let name = first_name.take();
            match first_type.take() {
                Some(ty) => entries.push(Entry { name, ty: Some(ty), variadic: None }),
                None => entries.extend(parser.param_entry(name, close)),
            }
            false
        });
        self.distribute(&mut entries, kind, end);
        self.check_variadic(&mut entries, kind);
        List { entries }
    }

    /// `name`, `type`, `name type`, `name ...type`; in brackets the type may be a constraint.
    /// Source: cmd/compile/internal/syntax/parser.go:paramDeclOrNil.
    fn param_entry(&mut self, name: Option<Ident<'a>>, close: T) -> Option<Entry<'a>> {
        let constraint_ok = close == T::Rbrack;
        let entry = |name, ty| Some(Entry { name, ty: Some(ty), variadic: None });
        if name.is_none() && constraint_ok && self.at(T::Tilde) {
            return entry(None, self.union());
        }
        let mut named = name;
        if named.is_some() || self.at(T::Name) {
            let name = named.take().unwrap_or_else(|| self.ident());
            let at_union = |parser: &Self| constraint_ok && parser.at(T::Binary(BinaryOp::Or));
            match self.kind() {
                T::Lbrack => {
                    let (name, ty) = match self.array_or_args() {
                        ArrayOrArgs::Type(ty) => (Some(name), ty),
                        ArrayOrArgs::Args(args) => (None, self.instance(name_expr(name), args)),
                    };
                    return entry(name, if at_union(self) { self.union_from(ty) } else { ty });
                }
                T::Dot => {
                    let ty = self.qualified_name(Some(name));
                    return entry(None, if at_union(self) { self.union_from(ty) } else { ty });
                }
                _ if at_union(self) => return entry(None, self.union_from(name_expr(name))),
                _ => named = Some(name),
            }
        }
        self.param_type(named, close, constraint_ok)
    }

    /// The rest of an entry after its name, if it has one.
    fn param_type(&mut self, name: Option<Ident<'a>>, close: T, constraint_ok: bool) -> Option<Entry<'a>> {
        if self.at(T::DotDotDot) {
            let dots = self.token.span;
            self.next();
            if let Some(ty) = self.type_or_none() {
                return Some(Entry { name, ty: Some(ty), variadic: Some(dots) });
            }
            let bad = self.bad_expr();
            self.syntax_error("... is missing type");
            return Some(Entry { name, ty: Some(bad), variadic: None });
        }
        if constraint_ok && self.at(T::Tilde) {
            return Some(Entry { name, ty: Some(self.union()), variadic: None });
        }
        let mut ty = self.type_or_none();
        if constraint_ok && self.at(T::Binary(BinaryOp::Or)) {
            ty = ty.map(|ty| self.union_from(ty));
        }
        if name.is_none() && ty.is_none() {
            self.syntax_error(&format!("expected {}", close.expected_text()));
            self.advance(&[T::Comma, close]);
            return None;
        }
        Some(Entry { name, ty, variadic: None })
    }

    /// Decides which names are types and complains if only some entries have names.
    /// Source: cmd/compile/internal/syntax/parser.go:paramList.
    fn distribute(&mut self, entries: &mut [Entry<'a>], kind: ListKind, end: Span) {
        let names_required = kind == ListKind::TypeParams;
        let named = entries.iter().filter(|entry| entry.name.is_some() && entry.ty.is_some()).count();
        let typed = entries.iter().filter(|entry| entry.ty.is_some()).count();
        if named == 0 && !names_required {
            for entry in entries {
                if let Some(name) = entry.name.take() {
                    entry.ty = Some(name_expr(name));
                }
            }
            return;
        }
        let mut wrong: Option<Span> = None;
        let mut has_type = false;
        for entry in entries.iter_mut().rev() {
            if let Some(ty) = &entry.ty {
                has_type = true;
                if entry.name.is_none() {
                    let start = entry.variadic.map_or(ty.span.start, |dots| dots.start);
                    let at = Span::at(self.file, start);
                    wrong = Some(at);
                    entry.name = Some(self.ident_at(at, "_"));
                }
            } else if !has_type {
                let at = entry.name.as_ref().map_or(end, |name| name.span);
                wrong = Some(at);
                let bad = Expr { id: self.id(), span: Span::at(self.file, at.start), kind: ExprKind::Bad };
                entry.ty = Some(bad);
            }
        }
        let Some(wrong) = wrong else { return };
        let (at, message) = match (named == typed, names_required) {
            (true, true) => (end, "missing type constraint"),
            (true, false) => (end, "missing parameter type"),
            (false, true) if entries.len() == 1 => {
                (wrong, "missing type parameter name or invalid array length")
            }
            (false, true) => (wrong, "missing type parameter name"),
            (false, false) => (wrong, "missing parameter name"),
        };
        self.syntax_error_at(at, message);
    }

    /// Complains about the first `...` in the wrong place and removes those before others.
    fn check_variadic(&mut self, entries: &mut [Entry<'a>], kind: ListKind) {
        let last = entries.len().saturating_sub(1);
        let mut wrong = None;
        let mut shared = false;
        for (index, entry) in entries.iter_mut().enumerate() {
            if let Some(dots) = entry.variadic
                && (kind != ListKind::Params || index != last || shared)
            {
                wrong = wrong.or(Some(dots));
                // Of several that share a type only the last one has the dots.
                if kind != ListKind::Params || index != last {
                    entry.variadic = None;
                }
            }
            shared = entry.ty.is_none();
        }
        if let Some(dots) = wrong {
            let message = match kind {
                ListKind::Params => "can only use ... with final parameter",
                _ => "invalid use of ...",
            };
            self.error_at(dots, message);
        }
    }
}
