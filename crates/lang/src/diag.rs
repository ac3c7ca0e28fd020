//! Diagnostics: what the compiler has to say about a program, at a place, in Go's wording.

use std::fmt::Write as _;

use crate::source::{Sources, Span};

/// How bad it is: a program with an error does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The program does not compile.
    Error,
    /// The program runs, though not as its author may think.
    Warning,
}

/// A second place that a diagnostic speaks of, such as `other declaration of x`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub span: Span,
    /// What, in Go's wording.
    pub message: String,
}

/// One error or warning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// Where; its start is the position Go prints.
    pub span: Span,
    /// What, as cmd/compile prints it after the position.
    pub message: String,
    /// Further places; printed on indented lines.
    pub notes: Vec<Note>,
}

impl Diagnostic {
    /// An error without notes.
    pub fn error(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Error, span, message: message.into(), notes: Vec::new() }
    }

    /// A warning without notes.
    pub fn warning(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(span, message) }
    }

    /// The same diagnostic with one more note.
    pub fn with_note(mut self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.notes.push(Note { span, message: message.into() });
        self
    }

    /// `main.go:3:7: undefined: x` or `main.go:3:7: warning: ...`, and for each note a line `\tmain.go:1:5: ...`.
    pub fn render(&self, sources: &Sources) -> String {
        let warning = if self.severity == Severity::Warning { "warning: " } else { "" };
        let mut text = format!("{}: {warning}{}", sources.position(self.span), self.message);
        for note in &self.notes {
            let _ = write!(text, "\n\t{}: {}", sources.position(note.span), note.message);
        }
        text
    }

    fn is_syntax_error(&self) -> bool {
        self.message.starts_with("syntax error")
    }
}

/// Whether the program must not run.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

/// Whether types must not be checked: cmd/compile goes on after lexical errors and wrong jumps, and stops only after
/// a `syntax error`. Source: cmd/compile/internal/noder/irgen.go:checkFiles.
pub fn has_syntax_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_syntax_error)
}

/// Drops what cmd/compile drops, judged in the order of reporting: all but the first `syntax error` of a line, and a
/// message equal to the one before it on the same line. Then sorts by position.
/// Source: cmd/compile/internal/base/print.go:ErrorfAt and FlushErrors.
pub fn sort_and_dedup(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    sort_and_dedup_by(diagnostics, |span| {
        sources.get(span.file).map_or(0, |file| file.line_col(span.start).line)
    });
}

/// [`sort_and_dedup`] with another way to find the line of a span.
pub(crate) fn sort_and_dedup_by(diagnostics: &mut Vec<Diagnostic>, line_of: impl Fn(Span) -> u32) {
    let mut last_syntax = None;
    let mut last_other = None;
    diagnostics.retain(|diagnostic| {
        let line = (diagnostic.span.file, line_of(diagnostic.span));
        if diagnostic.is_syntax_error() {
            last_syntax.replace(line) != Some(line)
        } else {
            let entry = (line, diagnostic.message.clone());
            let repeated = last_other.as_ref() == Some(&entry);
            last_other = Some(entry);
            !repeated
        }
    });
    crate::sorted::sort_by(diagnostics, |a, b| (a.span.file, a.span.start).cmp(&(b.span.file, b.span.start)));
    diagnostics.dedup_by(|later, earlier| {
        let place = |diagnostic: &Diagnostic| (diagnostic.span.file, diagnostic.span.start);
        later.message == earlier.message && place(later) == place(earlier)
    });
}

/// All diagnostics as cmd/compile prints them, one a line, each ending in a newline.
pub fn render_all(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    diagnostics.iter().map(|diagnostic| diagnostic.render(sources) + "\n").collect()
}
