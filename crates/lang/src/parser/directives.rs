//! Which declaration a directive belongs to.

use super::Parser;
use crate::ast::Directive;
use crate::source::Span;

impl Parser<'_> {
    /// The directives since the last declaration or statement, for the declaration that starts here.
    pub(super) fn take_directives(&mut self) -> Vec<Directive> {
        let from = self.directive_mark;
        self.drop_directives();
        self.lexer.directives[from..].to_vec()
    }

    /// Forgets the directives so far: nothing that could have one starts here.
    pub(super) fn drop_directives(&mut self) {
        self.directive_mark = self.lexer.directives.len();
    }

    /// Adds the directives that trail the declaration just parsed, on its last line.
    pub(super) fn take_trailing_directives(&mut self, directives: &mut Vec<Directive>) {
        let from = self.directive_mark;
        self.drop_directives();
        if from == self.directive_mark {
            return;
        }
        let last_line = self.line(self.end);
        let trailing = self.lexer.directives[from..].iter();
        directives.extend(trailing.filter(|directive| self.line(directive.span.start) == last_line).cloned());
    }

    /// Adds those of the directives from index `from` on that stand on the first or last line of a function.
    pub(super) fn take_function_directives(
        &mut self,
        from: usize,
        span: Span,
        directives: &mut Vec<Directive>,
    ) {
        if from == self.lexer.directives.len() {
            return;
        }
        let lines = [self.line(span.start), self.line(span.end)];
        let inside = self.lexer.directives[from..].iter();
        directives
            .extend(inside.filter(|directive| lines.contains(&self.line(directive.span.start))).cloned());
        self.drop_directives();
    }

    fn line(&self, offset: u32) -> u32 {
        self.source.line_col(offset).line
    }
}
