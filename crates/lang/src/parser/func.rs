//! Functions: declarations, signatures and bodies.

use super::Parser;
use super::branches::check_branches;
use super::decl::SEMI;
use super::params::ListKind;
use crate::ast::{Block, FuncDecl, Param, Signature, TypeParam};
use crate::source::Span;
use crate::token::TokenKind as T;

impl Parser<'_> {
    /// `func [receiver] name signature [body]`; `func` is consumed already and starts at `start`.
    pub(super) fn func_decl(&mut self, start: u32) -> FuncDecl {
        let mut directives = self.take_directives();
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
            (name, Signature { span, type_params: Vec::new(), params: Vec::new(), results: Vec::new() })
        };
        let body = self.at(T::Lbrace).then(|| self.func_body());
        let span = self.span_from(start);
        self.take_function_directives(from, span, &mut directives);
        FuncDecl { span, receiver, name, signature, body, directives }
    }

    fn receiver(&mut self) -> Option<Param> {
        self.next();
        let params = self.param_list(None, ListKind::Receiver).into_params();
        let count: usize = params.iter().map(|param| param.names.len().max(1)).sum();
        if count != 1 {
            let message = if count == 0 { "method has no receiver" } else { "method has multiple receivers" };
            self.error_at(self.token.span, message);
        }
        params.into_iter().next()
    }

    pub(super) fn func_body(&mut self) -> Block {
        self.function_nest += 1;
        let errors = self.error_count();
        let body = self.block("");
        self.function_nest -= 1;
        // After a syntax error labels may be missing, and complaints about them misleading.
        if errors == self.error_count() {
            check_branches(&body, self.source, &mut self.branch_errors);
        }
        body
    }

    /// `[type parameters](parameters) results`. Where type parameters are not allowed, `context` says what may not
    /// have them.
    pub(super) fn signature(&mut self, start: u32, context: &str) -> Signature {
        let type_params = self.signature_type_params(context);
        self.want(T::Lparen);
        let params = self.param_list(None, ListKind::Params).into_params();
        let results = self.results();
        Signature { span: self.span_from(start), type_params, params, results }
    }

    fn signature_type_params(&mut self, context: &str) -> Vec<TypeParam> {
        let lbrack = self.token.span;
        if !self.got(T::Lbrack) {
            return Vec::new();
        }
        if !context.is_empty() {
            self.syntax_error_at(lbrack, &format!("{context} must have no type parameters"));
        }
        if self.at(T::Rbrack) {
            self.syntax_error("empty type parameter list");
            self.next();
            return Vec::new();
        }
        self.param_list(None, ListKind::TypeParams).into_type_params()
    }

    fn results(&mut self) -> Vec<Param> {
        if self.got(T::Lparen) {
            return self.param_list(None, ListKind::Results).into_params();
        }
        let ty = self.type_or_none();
        ty.map(|ty| Param { names: Vec::new(), variadic: None, ty }).into_iter().collect()
    }
}
