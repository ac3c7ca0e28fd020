//! Compiling for tests.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::Expect;
use gopark_lang::diag::render_all;
use gopark_lang::source::SourceFile;
use gopark_lang::{Compiled, compile};
use gopark_program::{FuncId, Program, disassemble_func, validate};

/// The source of one of our standard packages.
pub fn std_package(path: &str) -> Option<Vec<(String, String)>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/std");
    let mut files: Vec<PathBuf> =
        fs::read_dir(root.join(path)).ok()?.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    let named = |file: PathBuf| {
        let name = file.strip_prefix(&root).unwrap().display().to_string();
        (name, fs::read_to_string(file).unwrap())
    };
    (!files.is_empty()).then(|| files.into_iter().map(named).collect())
}

/// Compiles a program of package main, whose package clause may be left out.
pub fn compiled(text: &str) -> Compiled {
    let text = if text.contains("package main") {
        text.to_string()
    } else {
        format!("package main; {}", text.trim())
    };
    let compiled = compile(SourceFile::new("main.go", text.as_str()), &mut std_package);
    if let Some(program) = &compiled.program {
        assert_eq!(validate(program), Ok(()), "{text}");
    }
    compiled
}

/// A program without errors.
pub fn program(text: &str) -> Program {
    let compiled = compiled(text);
    let diagnostics = render_all(&compiled.diagnostics, &compiled.sources);
    compiled.program.unwrap_or_else(|| panic!("{diagnostics}"))
}

/// The code of the functions whose names begin so.
pub fn code_of(program: &Program, name: &str) -> String {
    let ids = (0..program.funcs.len() as u32).map(FuncId);
    ids.filter(|f| program.funcs[f.idx()].name.starts_with(name))
        .map(|f| disassemble_func(program, f))
        .collect()
}

/// Compares the code of function `f` and of the literals in it.
pub fn check(text: &str, expected: &Expect) {
    let text = if text.contains("func main()") {
        text.to_string()
    } else {
        format!("{}\nfunc main() {{}}", text.trim())
    };
    let program = program(&text);
    expected.assert_eq(&code_of(&program, "main.f"));
}
