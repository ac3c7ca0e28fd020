//! `gopark check`: diagnostics.

use std::path::Path;
use std::process::ExitCode;
use std::rc::Rc;

use gopark_program::Program;

/// Prints every diagnostic of a file on stdout; exit code 1 when there are errors.
///
/// # Errors
/// When the file cannot be read.
pub fn check(file: &Path) -> Result<ExitCode, String> {
    let program = load(file, |diagnostic| println!("{diagnostic}"))?;
    Ok(if program.is_some() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// Compiles a file and tells its diagnostics, with the file named as it was given. None: it has errors.
///
/// # Errors
/// When the file cannot be read.
pub fn load(file: &Path, tell: impl Fn(&str)) -> Result<Option<Rc<Program>>, String> {
    let given = file.display();
    let text = std::fs::read(file).map_err(|error| format!("{given}: {error}"))?;
    let text = String::from_utf8(text).map_err(|_| format!("{given}: the file is not UTF-8"))?;
    let name = file.file_name().map_or_else(|| given.to_string(), |name| name.to_string_lossy().into_owned());
    let compiled = gopark_session::compile(&name, &text);
    for mut diagnostic in compiled.diagnostics {
        if diagnostic.file == name {
            diagnostic.file = given.to_string();
        }
        tell(&diagnostic.to_string());
    }
    Ok(compiled.program)
}
