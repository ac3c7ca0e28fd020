//! Which declaration a directive belongs to, and whether it may stand where it does.

use super::Parser;
use crate::ast::{Decl, DeclKind, Directive};
use crate::source::Span;

/// Directives of Go's compiler for functions; it knows others that it does not mind anywhere.
/// Source: cmd/compile/internal/noder/lex.go:pragmaFlag, Go 1.27.
const OF_FUNCTIONS: [&str; 12] = [
    "go:noescape",
    "go:norace",
    "go:nosplit",
    "go:noinline",
    "go:nocheckptr",
    "go:cgo_unsafe_args",
    "go:uintptrescapes",
    "go:registerparams",
    "go:systemstack",
    "go:nowritebarrier",
    "go:nowritebarrierrec",
    "go:yeswritebarrierrec",
];

impl<'a> Parser<'_, 'a> {
    /// The directives since the last declaration or statement, for the declaration that starts here.
    pub(super) fn take_directives(&mut self) -> Vec<Directive<'a>> {
        let from = self.directive_mark;
        self.drop_directives();
        self.lexer.directives[from..].to_vec()
    }

    /// Forgets the directives so far: nothing that could have one starts here.
    pub(super) fn drop_directives(&mut self) {
        self.directive_mark = self.lexer.directives.len();
    }

    /// Adds the directives that trail the declaration just parsed, on its last line.
    pub(super) fn take_trailing_directives(&mut self, directives: &mut Vec<Directive<'a>>) {
        let from = self.directive_mark;
        self.drop_directives();
        if from == self.directive_mark {
            return;
        }
        let last_line = self.line(self.end);
        let trailing = self.lexer.directives[from..].iter();
        directives.extend(trailing.filter(|directive| self.line(directive.span.start) == last_line).copied());
    }

    /// Adds those of the directives from index `from` on that stand on the first or last line of a function.
    pub(super) fn take_function_directives(
        &mut self,
        from: usize,
        span: Span,
        directives: &mut Vec<Directive<'a>>,
    ) {
        if from == self.lexer.directives.len() {
            return;
        }
        let lines = [self.line(span.start), self.line(span.end)];
        let inside = self.lexer.directives[from..].iter();
        directives
            .extend(inside.filter(|directive| lines.contains(&self.line(directive.span.start))).copied());
        self.drop_directives();
    }

    fn line(&self, offset: u32) -> u32 {
        self.source.line_col(offset).line
    }

    /// Complains about Go's directives that stand beside other text, and about those for functions that are not right above
    /// one. Source: cmd/compile/internal/noder/noder.go:pragma.
    pub(super) fn check_directives(&mut self, decls: &[Decl<'a>]) {
        let mut above = decls.iter().flat_map(|decl| match &decl.kind {
            DeclKind::Func(func) => func.directives,
            _ => &[],
        });
        let mut next = above.next();
        for directive in std::mem::take(&mut self.lexer.directives) {
            let (start, is_above) = (directive.span.start, next.is_some_and(|next| *next == directive));
            if is_above {
                next = above.next();
            }
            let word = directive.text.split(' ').next().unwrap_or_default();
            let is_of_functions = OF_FUNCTIONS.contains(&word);
            let at = Span::new(self.file, start + 2, directive.span.end);
            let before = self.source.text()[..start as usize].rsplit('\n').next().unwrap_or_default();
            let is_alone = before.trim().is_empty();
            if word.starts_with("go:") && (!is_alone || is_of_functions && !is_above) {
                self.error_at(at, "misplaced compiler directive");
            }
            self.lexer.directives.push(directive);
        }
    }
}
