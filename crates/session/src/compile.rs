//! Compiling, with positions as people count them.

use std::rc::Rc;

use gopark_lang::diag::Severity;
use gopark_lang::review::Remark;
use gopark_lang::source::Sources;
use gopark_program::Program;

use crate::engine::{Compilation, engine};
use crate::limits::SOURCE_BYTES_MAX;

/// What became of a program's text.
pub struct Compiled {
    /// The program, when there are no errors.
    pub program: Option<Rc<Program>>,
    /// Errors and warnings, by position.
    pub diagnostics: Vec<Diagnostic>,
    /// What a checklist asks of the source, when there are no errors.
    pub remarks: Vec<Remark>,
}

/// An error or a warning at a place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The program does not run.
    pub is_error: bool,
    /// The file it is in.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in bytes, from 1.
    pub column: u32,
    /// Line of its end.
    pub end_line: u32,
    /// Column of its end.
    pub end_column: u32,
    /// In Go's wording.
    pub message: String,
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

/// Compiles a one-file program. Never fails: what is wrong is in the diagnostics.
pub fn compile(name: &str, text: &str) -> Compiled {
    let mut compiling = Compiling::new(name, text);
    loop {
        if let Some(compiled) = compiling.go_on(&mut || true) {
            return compiled;
        }
    }
}

/// A program that is being compiled, a few ms at a time; who drops it gives it up.
pub struct Compiling {
    name: String,
    state: State,
}

enum State {
    Ordered(Box<dyn Compilation>),
    /// It is not compiled.
    Refused(String),
}

impl Compiling {
    /// Nothing is done yet.
    pub fn new(name: &str, text: &str) -> Self {
        let state = match engine() {
            _ if text.len() > SOURCE_BYTES_MAX => {
                State::Refused(format!("the program is longer than {SOURCE_BYTES_MAX} bytes"))
            }
            Some(engine) => State::Ordered(engine.compile(name, text)),
            None => State::Refused("the compiler could not be loaded: load the page again".to_owned()),
        };
        Self { name: name.to_owned(), state }
    }

    /// Goes on until `keep_going` says no, or until it is done: what became of it, which is told once.
    pub fn go_on(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Option<Compiled> {
        match &mut self.state {
            State::Ordered(compilation) => loop {
                if let Some(compiled) = compilation.go_on() {
                    return Some(compiled);
                }
                if !keep_going() {
                    return None;
                }
            },
            State::Refused(why) => Some(Compiled::refused(&self.name, why)),
        }
    }
}

impl Compiled {
    fn refused(name: &str, why: &str) -> Self {
        let (file, message) = (name.to_owned(), why.to_owned());
        let (line, column, end_line, end_column) = (1, 1, 1, 1);
        let why = Diagnostic { is_error: true, file, line, column, end_line, end_column, message };
        Self { program: None, diagnostics: vec![why], remarks: Vec::new() }
    }

    pub(crate) fn new(compiled: gopark_lang::Compiled) -> Self {
        let diagnostics =
            compiled.diagnostics.iter().map(|d| Diagnostic::new(d, &compiled.sources)).collect();
        Self { diagnostics, remarks: compiled.remarks, program: compiled.program.map(Rc::new) }
    }
}

impl Diagnostic {
    fn new(diagnostic: &gopark_lang::diag::Diagnostic, sources: &Sources) -> Self {
        let span = diagnostic.span;
        let file = sources.get(span.file);
        let place = |offset| {
            file.map_or((1, 1), |file| {
                let at = file.line_col(offset);
                (at.line, at.col)
            })
        };
        let ((line, column), (end_line, end_column)) = (place(span.start), place(span.end));
        let mut message = diagnostic.message.clone();
        for note in &diagnostic.notes {
            message += &format!("\n\t{}: {}", sources.position(note.span), note.message);
        }
        let is_error = diagnostic.severity == Severity::Error;
        let file = file.map_or("", |file| file.name()).to_owned();
        Self { is_error, file, line, column, end_line, end_column, message }
    }
}
