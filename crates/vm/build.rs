//! Standard packages travel with every page, so their comments and indentation stay behind. Lines keep their numbers.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=std");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?).join("std");
    copy(Path::new("std"), &out)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to)?;
        } else if path.extension().is_some_and(|extension| extension == "go") {
            fs::write(to, lean(&fs::read_to_string(path)?))?;
        }
    }
    Ok(())
}

/// The same Go program without what only people read. Directives (`//go:`, `//gopark:`) stay.
fn lean(text: &str) -> String {
    let mut lean = String::with_capacity(text.len());
    let mut in_raw_string = false;
    for line in text.lines() {
        if !in_raw_string && line.trim_start().starts_with("//go") {
            lean.push_str(line.trim_start());
        } else {
            let kept = code(line, &mut in_raw_string);
            lean.push_str(if in_raw_string { kept } else { kept.trim_end() });
        }
        lean.push('\n');
    }
    lean
}

/// A line without indentation and without its `//` comment; what is inside a literal stays as it is.
fn code<'a>(line: &'a str, in_raw_string: &mut bool) -> &'a str {
    let line = if *in_raw_string { line } else { line.trim_start() };
    let mut quote = if *in_raw_string { Some('`') } else { None };
    let mut chars = line.char_indices();
    let mut end = line.len();
    while let Some((i, c)) = chars.next() {
        match quote {
            Some(open) if c == open => quote = None,
            Some('"' | '\'') if c == '\\' => drop(chars.next()),
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if line[i..].starts_with("//") => {
                end = i;
                break;
            }
            None => {}
        }
    }
    *in_raw_string = quote == Some('`');
    &line[..end]
}
