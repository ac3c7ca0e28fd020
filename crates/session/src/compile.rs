//! Compiling, with positions as people count them.

use std::cell::RefCell;
use std::rc::Rc;

use gopark_lang::diag::Severity;
use gopark_lang::review::Remark;
use gopark_lang::source::{SourceFile, Sources};
use gopark_lang::{Compiler, Order};
use gopark_program::Program;

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

thread_local! {
    /// One for all, so that each edit finds the standard packages as the last one left them.
    static COMPILER: RefCell<Compiler> = RefCell::new(Compiler::new(gopark_vm::std::source));
}

/// A program that is being compiled, a few ms at a time; who drops it gives it up.
pub struct Compiling(State);

enum State {
    Ordered(Rc<Order>),
    /// Its text is too long.
    Refused(Diagnostic),
}

impl Compiling {
    /// Nothing is done yet.
    pub fn new(name: &str, text: &str) -> Self {
        if text.len() > SOURCE_BYTES_MAX {
            let message = format!("the program is longer than {SOURCE_BYTES_MAX} bytes");
            return Self(State::Refused(Diagnostic {
                is_error: true,
                file: name.to_owned(),
                line: 1,
                column: 1,
                end_line: 1,
                end_column: 1,
                message,
            }));
        }
        let files = vec![SourceFile::new(name, text)];
        Self(State::Ordered(COMPILER.with_borrow(|compiler| compiler.order(files))))
    }

    /// Goes on until `keep_going` says no, or until it is done: what became of it, which is told once.
    pub fn go_on(&mut self, keep_going: &mut dyn FnMut() -> bool) -> Option<Compiled> {
        let order = match &self.0 {
            State::Ordered(order) => order,
            State::Refused(why) => {
                return Some(Compiled { program: None, diagnostics: vec![why.clone()], remarks: Vec::new() });
            }
        };
        loop {
            COMPILER.with_borrow_mut(Compiler::go_on);
            if let Some(compiled) = order.take() {
                return Some(Compiled::new(compiled));
            }
            if !keep_going() {
                return None;
            }
        }
    }
}

impl Compiled {
    fn new(compiled: gopark_lang::Compiled) -> Self {
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
