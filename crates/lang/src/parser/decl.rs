//! The file and its declarations.

use super::Parser;
use super::directives::Home;
use crate::ast::{
    ConstSpec, Decl, DeclKind, Directive, Expr, File, Ident, ImportSpec, Literal, LiteralKind, VarSpec,
};
use crate::source::Span;
use crate::token::{Semi, TokenKind as T};

const DECLARATIONS: [T; 5] = [T::Import, T::Const, T::Type, T::Var, T::Func];

/// Any semicolon, where only the kind of token matters.
pub(super) const SEMI: T = T::Semi(Semi::Written);

impl<'a> Parser<'_, 'a> {
    /// `package name; {import;} {declaration;}`
    pub(super) fn file(&mut self) -> File<'a> {
        let (package, decls) = self.package_and_decls();
        self.check_directives();
        File {
            id: self.file,
            span: Span::new(self.file, 0, self.source.text().len() as u32),
            package,
            decls,
            directives: self.arena.list(&self.lexer.directives),
            misplaced: self.arena.list(&self.misplaced),
        }
    }

    fn package_and_decls(&mut self) -> (Ident<'a>, &'a [Decl<'a>]) {
        if !self.at(T::Package) {
            self.syntax_error("package statement must be first");
            let span = Span::at(self.file, self.start());
            return (self.ident_at(span, "_"), &[]);
        }
        self.next();
        self.take_directives(Home::Package);
        let package = self.ident();
        self.want(SEMI);
        if self.error_count() > 0 {
            return (package, &[]);
        }
        (package, self.top_level_decls())
    }

    fn top_level_decls(&mut self) -> &'a [Decl<'a>] {
        let mut decls: Vec<Decl<'a>> = Vec::new();
        let mut previous = T::Import;
        while !self.at(T::Eof) {
            if self.at(T::Import) && previous != T::Import {
                self.syntax_error("imports must appear before other declarations");
            }
            previous = self.kind();
            if !DECLARATIONS.contains(&self.kind()) {
                decls.push(self.stray_statement(decls.last()));
                continue;
            }
            decls.push(self.decl());
            self.drop_directives();
            if !self.at(T::Eof) && !self.got_semi() {
                self.syntax_error("after top level declaration");
                self.advance(&DECLARATIONS);
            }
        }
        self.drop_directives();
        self.arena.list(&decls)
    }

    /// Skips what cannot stand outside of a function.
    fn stray_statement(&mut self, previous: Option<&Decl<'a>>) -> Decl<'a> {
        let start = self.start();
        let after_head =
            matches!(previous.map(|decl| &decl.kind), Some(DeclKind::Func(decl)) if decl.body.is_none());
        if self.at(T::Lbrace) && after_head {
            self.syntax_error("unexpected semicolon or newline before {");
        } else {
            self.syntax_error("non-declaration statement outside function body");
        }
        self.advance(&DECLARATIONS);
        Decl { span: self.span_from(start), kind: DeclKind::Bad }
    }

    /// A declaration; the current token is its keyword, one of those of [`DECLARATIONS`].
    pub(super) fn decl(&mut self) -> Decl<'a> {
        let start = self.start();
        let keyword = self.kind();
        self.next();
        let kind = match keyword {
            T::Import => DeclKind::Import(self.group(Home::Other, |parser, _, _| parser.import_spec())),
            T::Const => DeclKind::Const(self.group(Home::Other, Parser::const_spec)),
            T::Type => {
                DeclKind::Type(self.group(Home::Other, |parser, _, directives| parser.type_spec(directives)))
            }
            T::Var => {
                DeclKind::Var(self.group(Home::Variable, |parser, _, directives| parser.var_spec(directives)))
            }
            _ => DeclKind::Func(self.arena.node(self.func_decl(start))),
        };
        Decl { span: self.span_from(start), kind }
    }

    /// `spec`, or `(` specs `)`. A spec is given its index and the directives above it.
    fn group<S: Copy>(
        &mut self,
        home: Home,
        mut spec: impl FnMut(&mut Self, u32, Vec<Directive<'a>>) -> S,
    ) -> &'a [S] {
        if !self.at(T::Lparen) {
            let above = self.take_directives(home);
            return self.arena.list(&[spec(self, 0, above)]);
        }
        self.drop_directives();
        self.next();
        let mut specs = Vec::new();
        self.list("grouped declaration", SEMI, T::Rparen, |parser| {
            let above = parser.take_directives(home);
            let index = specs.len() as u32;
            specs.push(spec(parser, index, above));
            false
        });
        self.arena.list(&specs)
    }

    /// `[name] "path"`
    fn import_spec(&mut self) -> ImportSpec<'a> {
        let start = self.start();
        let name = match self.kind() {
            T::Name => Some(self.ident()),
            T::Dot => {
                let dot = self.ident_at(self.token.span, ".");
                self.next();
                Some(dot)
            }
            _ => None,
        };
        let Some(mut path) = self.literal() else {
            let span = Span::at(self.file, self.start());
            self.syntax_error("missing import path");
            self.advance(&[SEMI, T::Rparen]);
            let path = Literal { span, kind: LiteralKind::String, text: "\"\"", bad: true };
            return ImportSpec { span: self.span_from(start), name, path };
        };
        if !path.bad && path.kind != LiteralKind::String {
            self.syntax_error_at(path.span, "import path must be a string");
            path.bad = true;
        }
        ImportSpec { span: self.span_from(start), name, path }
    }

    /// `names [[type] = values]`
    fn const_spec(&mut self, iota: u32, mut directives: Vec<Directive<'a>>) -> ConstSpec<'a> {
        let start = self.start();
        let names = self.first_idents();
        let (mut ty, mut values): (_, &[Expr<'a>]) = (None, &[]);
        if !self.at(T::Eof) && !self.at_semi() && !self.at(T::Rparen) {
            ty = self.type_or_none();
            values = self.values();
        }
        self.take_trailing_directives(&mut directives);
        let directives = self.arena.list(&directives);
        ConstSpec { span: self.span_from(start), names, ty, values, iota, directives }
    }

    /// `names type [= values]` or `names = values`
    fn var_spec(&mut self, mut directives: Vec<Directive<'a>>) -> VarSpec<'a> {
        let start = self.start();
        let names = self.first_idents();
        let mut ty = None;
        if !matches!(self.kind(), T::Assign | T::Define) {
            ty = Some(self.ty());
        }
        let values = self.values();
        self.take_trailing_directives(&mut directives);
        let directives = self.arena.list(&directives);
        VarSpec { span: self.span_from(start), names, ty, values, directives }
    }

    fn first_idents(&mut self) -> &'a [Ident<'a>] {
        let first = self.ident();
        self.idents(first)
    }

    fn values(&mut self) -> &'a [Expr<'a>] {
        if self.got_assign() { self.expr_list() } else { &[] }
    }

    /// Consumes `=`, or `:=` with a complaint.
    pub(super) fn got_assign(&mut self) -> bool {
        if self.at(T::Define) {
            self.syntax_error("expected =");
        }
        let found = matches!(self.kind(), T::Assign | T::Define);
        if found {
            self.next();
        }
        found
    }

    /// A name of ours for where the source has none.
    pub(super) fn blank_ident(&mut self) -> Ident<'a> {
        Ident { id: self.id(), span: Span::at(self.file, self.start()), name: "_" }
    }
}
