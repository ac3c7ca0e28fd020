//! Which declaration a directive belongs to, and whether it may stand where it does.
//! Source: cmd/compile/internal/noder/noder.go:pragma and checkUnusedDuringParse, noder/writer.go:checkPragmas.

use super::Parser;
use crate::ast::Directive;
use crate::diag::Diagnostic;
use crate::source::Span;

/// Directives of Go's compiler for functions; it knows others that it does not mind anywhere.
/// Source: cmd/compile/internal/noder/lex.go:pragmaFlag, Go 1.27.
const OF_FUNCTIONS: [&str; 8] = [
    "go:noescape",
    "go:norace",
    "go:nosplit",
    "go:noinline",
    "go:nocheckptr",
    "go:cgo_unsafe_args",
    "go:uintptrescapes",
    "go:registerparams",
];

/// Those that only Go's runtime may use.
const OF_RUNTIME: [&str; 4] =
    ["go:systemstack", "go:nowritebarrier", "go:nowritebarrierrec", "go:yeswritebarrierrec"];

/// What directives stand above.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Home {
    Package,
    Function,
    Variable,
    /// Another declaration.
    Other,
    /// No declaration.
    Nothing,
}

impl<'a> Parser<'_, 'a> {
    /// The directives since the last declaration or statement, for the declaration that starts here.
    pub(super) fn take_directives(&mut self, home: Home) -> Vec<Directive<'a>> {
        let from = self.directive_mark;
        self.directive_mark = self.lexer.directives.len();
        let taken = self.lexer.directives[from..].to_vec();
        for directive in &taken {
            let Some(message) = self.misplacement(directive, home) else { continue };
            let span = self.past_slashes(directive);
            match home {
                Home::Nothing => self.other_errors.push(Diagnostic::error(span, message)),
                _ => self.misplaced.push((span, message)),
            }
        }
        taken
    }

    /// Forgets the directives so far: nothing that could have one starts here.
    pub(super) fn drop_directives(&mut self) {
        if self.directive_mark < self.lexer.directives.len() {
            self.take_directives(Home::Nothing);
        }
    }

    /// What is wrong about a directive above what may not have it.
    fn misplacement(&self, directive: &Directive<'a>, home: Home) -> Option<&'static str> {
        if !self.is_alone(directive) {
            return None;
        }
        let word = directive.text.split(' ').next().unwrap_or_default();
        let may_stand = match word {
            "go:embed" if self.usage(directive).is_some() => return None,
            "go:embed" if home == Home::Variable => {
                return Some(
                    "go:embed requires import \"embed\" (or import _ \"embed\", if package is not used)",
                );
            }
            "go:embed" => return Some("misplaced go:embed directive"),
            "go:build" => home == Home::Package,
            _ if OF_FUNCTIONS.contains(&word) || OF_RUNTIME.contains(&word) => home == Home::Function,
            _ => true,
        };
        (!may_stand).then_some("misplaced compiler directive")
    }

    /// Complains about Go's directives that are not written as they must be, wherever they stand.
    pub(super) fn check_directives(&mut self) {
        for directive in std::mem::take(&mut self.lexer.directives) {
            let message = match self.is_alone(&directive) {
                true => self.usage(&directive),
                false => Some("misplaced compiler directive".to_owned()),
            };
            if let Some(message) = message.filter(|_| directive.text.starts_with("go:")) {
                let found = Diagnostic::error(self.past_slashes(&directive), message);
                self.other_errors.push(found);
            }
            self.lexer.directives.push(directive);
        }
    }

    fn usage(&self, directive: &Directive<'a>) -> Option<String> {
        let text = directive.text;
        let (word, count) = (text.split(' ').next().unwrap_or_default(), text.split_whitespace().count());
        match word {
            "go:embed" if count == 1 => Some("usage: //go:embed pattern...".to_owned()),
            "go:linkname" if text != word && !(2..=3).contains(&count) => {
                Some("usage: //go:linkname localname [linkname]".to_owned())
            }
            "go:uintptrkeepalive" => Some(format!("//{word} is only allowed in the standard library")),
            "go:cgo_import_dynamic" if count >= 4 => None,
            _ if word.starts_with("go:cgo_") => Some(format!("//{text} only allowed in cgo-generated code")),
            _ if OF_RUNTIME.contains(&word) => Some(format!("//{word} only allowed in runtime")),
            _ => None,
        }
    }

    /// Whether nothing else stands before it on its line.
    fn is_alone(&self, directive: &Directive<'a>) -> bool {
        let before = &self.source.text()[..directive.span.start as usize];
        before.rsplit('\n').next().unwrap_or_default().trim().is_empty()
    }

    fn past_slashes(&self, directive: &Directive<'a>) -> Span {
        Span::new(self.file, directive.span.start + 2, directive.span.end)
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
}
