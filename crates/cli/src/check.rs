//! `gopark check`: diagnostics.

use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

use gopark_program::Program;

/// Prints every diagnostic of a file; exit code 1 when there are errors.
pub fn check(file: &Path) -> Result<ExitCode, String> {
    Ok(if load(file)?.is_some() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Compiles a file and prints its diagnostics on stderr. None: it has errors.
pub fn load(file: &Path) -> Result<Option<Rc<Program>>, String> {
    let text = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let text = String::from_utf8(text).map_err(|_| format!("{}: the file is not UTF-8", file.display()))?;
    let name = file
        .file_name()
        .map_or_else(|| file.display().to_string(), |name| name.to_string_lossy().into_owned());
    let compiled = gopark_session::compile(&name, &text);
    for diagnostic in &compiled.diagnostics {
        eprintln!("{diagnostic}");
    }
    Ok(compiled.program)
}
