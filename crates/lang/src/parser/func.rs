//! Functions: declarations, signatures and bodies.

use super::Parser;
use super::branches::check_branches;
use super::decl::SEMI;
use super::directives::Home;
use super::params::ListKind;
use crate::ast::{Block, FuncDecl, Param, Signature, TypeParam};
use crate::source::Span;
use crate::token::TokenKind as T;

impl<'a> Parser<'_, 'a> {
    /// `func [receiver] name signature [body]`; `func` is consumed already and starts at `start`.
    pub(super) fn func_decl(&mut self, start: u32) -> FuncDecl<'a> {
        let mut directives = self.take_directives(Home::Function);
        let from = self.directive_mark;
        let after_receiver = self.at(T::Lparen);
        let receiver = if after_receiver { self.receiver() } else { None };
        let (name, signature) = if self.at(T::Name) {
            let name = self.ident();
            (name, self.signature(self.start(), ""))
        } else {
            let name = self.blank_ident();
            let span = Span::at(self.file, self.start());
            self.syntax_error(if after_receiver { "expected name" } else { "expected name or (" });
            self.advance(&[T::Lbrace, SEMI]);
            (name, Signature { span, open: span, type_params: &[], params: &[], results: &[] })
        };
        let body = self.at(T::Lbrace).then(|| self.func_body());
        let span = self.span_from(start);
        self.take_function_directives(from, span, &mut directives);
        FuncDecl { span, receiver, name, signature, body, directives: self.arena.list(&directives) }
    }

    fn receiver(&mut self) -> Option<Param<'a>> {
        self.next();
        let params = self.params(ListKind::Receiver);
        let count: usize = params.iter().map(|param| param.names.len().max(1)).sum();
        if count != 1 {
            let message = if count == 0 { "method has no receiver" } else { "method has multiple receivers" };
            self.error_at(self.token.span, message);
        }
        params.first().copied()
    }

    pub(super) fn func_body(&mut self) -> Block<'a> {
        self.function_nest += 1;
        let errors = self.error_count();
        let body = self.block("");
        self.function_nest -= 1;
        // After a syntax error labels may be missing, and complaints about them misleading.
        if errors == self.error_count() {
            check_branches(&body, self.source, &mut self.other_errors);
        }
        body
    }

    /// `[type parameters](parameters) results`. Where type parameters are not allowed, `context` says what may not
    /// have them.
    pub(super) fn signature(&mut self, start: u32, context: &str) -> Signature<'a> {
        let open = self.token.span;
        let type_params = self.signature_type_params(context);
        self.want(T::Lparen);
        let params = self.params(ListKind::Params);
        let results = self.results();
        Signature { span: self.span_from(start), open, type_params, params, results }
    }

    fn signature_type_params(&mut self, context: &str) -> &'a [TypeParam<'a>] {
        let lbrack = self.token.span;
        if !self.got(T::Lbrack) {
            return &[];
        }
        if !context.is_empty() {
            self.syntax_error_at(lbrack, &format!("{context} must have no type parameters"));
        }
        if self.at(T::Rbrack) {
            self.syntax_error("empty type parameter list");
            self.next();
            return &[];
        }
        self.type_params(None)
    }

    fn results(&mut self) -> &'a [Param<'a>] {
        if self.got(T::Lparen) {
            return self.params(ListKind::Results);
        }
        match self.type_or_none() {
            Some(ty) => self.arena.list(&[Param { names: &[], variadic: None, ty }]),
            None => &[],
        }
    }
}
