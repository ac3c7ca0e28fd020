//! Standard packages as two texts, which the page fetches: what most programs import, and the rest. Comments and
//! indentation, which only people read, stay behind; lines keep their numbers.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The same separators as in `src/std.rs`.
const PACKAGE: char = '\u{1d}';
const FILE: char = '\u{1e}';
const TEXT: char = '\u{1f}';

/// What most programs import, and what that imports. All others are in the second text.
const COMMON: [&str; 33] = [
    "bufio",
    "bytes",
    "cmp",
    "context",
    "errors",
    "fmt",
    "golang.org/x/sync/errgroup",
    "internal/pdq",
    "internal/refl",
    "internal/runtime/atomic",
    "internal/strconv",
    "internal/sync",
    "internal/ziggurat",
    "io",
    "io/fs",
    "iter",
    "maps",
    "math",
    "math/bits",
    "math/rand",
    "internal/oserror",
    "os",
    "runtime",
    "slices",
    "sort",
    "strconv",
    "strings",
    "sync",
    "sync/atomic",
    "syscall",
    "time",
    "unicode",
    "unicode/utf8",
];

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=std");
    println!("cargo::rerun-if-changed=build.rs");
    let root = Path::new("std");
    let mut packages = Vec::new();
    collect(root, root, &mut packages)?;
    packages.sort_unstable();
    let (common, rare): (Vec<_>, Vec<_>) =
        packages.into_iter().partition(|(path, _)| COMMON.contains(&path.as_str()));
    let paths: Vec<&str> = rare.iter().map(|(path, _)| path.as_str()).collect();
    println!("cargo::rustc-env=GOPARK_STD_RARE={}", paths.join(" "));
    write("COMMON", &common)?;
    write("RARE", &rare)
}

/// Writes a text, and tells the crate its hash.
fn write(name: &str, packages: &[(String, String)]) -> io::Result<()> {
    let text: String = packages.iter().map(|(path, files)| format!("{PACKAGE}{path}{files}")).collect();
    println!("cargo::rustc-env=GOPARK_STD_{name}_HASH={:016x}", hash(text.as_bytes()));
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join(format!("{name}.txt")), text)
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// The packages of a folder, each by its import path, with its files.
fn collect(root: &Path, folder: &Path, packages: &mut Vec<(String, String)>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_unstable_by_key(fs::DirEntry::file_name);
    let mut files = String::new();
    for path in entries.iter().map(fs::DirEntry::path) {
        if path.is_dir() {
            collect(root, &path, packages)?;
        } else if path.extension().is_some_and(|extension| extension == "go") {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files += &format!("{FILE}{name}{TEXT}{}", lean(&fs::read_to_string(&path)?));
        }
    }
    if !files.is_empty() {
        let path = folder.strip_prefix(root).map_err(io::Error::other)?;
        let names: Vec<_> = path.iter().map(|name| name.to_string_lossy()).collect();
        packages.push((names.join("/"), files));
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
