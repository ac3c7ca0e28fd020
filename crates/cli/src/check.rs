//! `gopark check`: diagnostics.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

use gopark_lang::diag::Severity;
use gopark_lang::source::SourceFile;
use gopark_program::Program;

use crate::failure::Failure;

/// Prints every diagnostic of a file on stdout; exit code 1 when there are errors.
///
/// # Errors
/// When the file cannot be read, or nobody reads the diagnostics.
pub fn check(file: &Path) -> Result<ExitCode, Failure> {
    let mut told = String::new();
    let program = load(file, |_, diagnostic| told.extend([diagnostic, "\n"]))?;
    std::io::stdout().write_all(told.as_bytes()).map_err(|error| Failure::io("the diagnostics", &error))?;
    Ok(if program.is_some() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Compiles a file and tells its diagnostics, with the file named as it was given. None: it has errors.
///
/// # Errors
/// When the file cannot be read.
pub fn load(file: &Path, mut tell: impl FnMut(Severity, &str)) -> Result<Option<Rc<Program>>, String> {
    let given = file.display().to_string();
    let bytes = std::fs::read(file).map_err(|error| format!("{given}: {error}"))?;
    let source = SourceFile::from_bytes(given.as_str(), &bytes);
    let compiled = gopark_lang::compile(source, &mut |path| gopark_vm::std::source(path));
    for diagnostic in &compiled.diagnostics {
        tell(diagnostic.severity, &diagnostic.render(&compiled.sources));
    }
    let mut program = compiled.program;
    let own = program.iter_mut().flat_map(|program| &mut program.files).find(|own| own.name == given);
    if let (Some(own), Some(name)) = (own, file.file_name()) {
        own.name = name.to_string_lossy().into_owned();
    }
    Ok(program.map(Rc::new))
}
