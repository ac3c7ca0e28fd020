//! The whole front end in one call.

use std::rc::Rc;

use gopark_program::Program;

use crate::arena::Arena;
use crate::check::{Importer, Library, Own};
use crate::diag::{Diagnostic, has_errors, sort_and_dedup};
use crate::lower::lower;
use crate::review::{Remark, review};
use crate::slices::{pause, whole};
use crate::sorted::sort_by;
use crate::source::{SourceFile, Sources};
use crate::vet::vet;

/// What became of a program's text.
#[derive(Debug)]
pub struct Compiled {
    /// The program, when there are no errors.
    pub program: Option<Program>,
    /// Errors and warnings, sorted by position.
    pub diagnostics: Vec<Diagnostic>,
    /// What a checklist asks of the source, of a program without errors.
    pub remarks: Vec<Remark>,
    /// All source files, those of imported packages too, which spans refer to.
    pub sources: Sources,
}

/// Compiles a program of one file. `std` gives the source files, each with its name and text, of a package by its import
/// path. Never fails: what is wrong is in the diagnostics.
pub fn compile(source: SourceFile, std: &mut Importer<'_>) -> Compiled {
    compile_files(vec![source], std)
}

/// Compiles a program of several files, all of package main.
pub fn compile_files(files: Vec<SourceFile>, std: &mut Importer<'_>) -> Compiled {
    let arena = Arena::new();
    whole(async {
        let own = Own::parse(files.into_iter().map(Rc::new).collect(), &arena).await;
        let library = Library::load(&own, std, &arena, false).await;
        compile_own(own, &library).await
    })
}

/// Compiles a program after what it imports, in slices of a few ms, between which it is pending.
pub(crate) async fn compile_own<'a>(own: Own<'a>, library: &Library<'a>) -> Compiled {
    let mut checked = own.check(library).await;
    pause().await;
    let mut diagnostics = std::mem::take(&mut checked.diagnostics);
    let (mut program, mut remarks) = (None, Vec::new());
    if !has_errors(&diagnostics) {
        let (lowered, found) = lower(&checked).await;
        diagnostics.extend(found);
        sort_and_dedup(&mut diagnostics, &checked.sources);
        pause().await;
        if !has_errors(&diagnostics) {
            diagnostics.extend(vet(&checked));
            sort_by(&mut diagnostics, |a, b| a.span.cmp(&b.span));
            remarks = review(&checked);
            program = Some(lowered);
        }
    }
    Compiled { program, diagnostics, remarks, sources: checked.sources }
}
