//! Renders every lesson into the one file that the page fetches. A lesson is a folder: its text, and its Go programs.

mod front;
mod link;
mod text;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use front::Front;
use text::Text;

/// The same separators as in `src/bundle.rs`.
const LESSON: char = '\u{1d}';
const FIELD: char = '\u{1e}';
const PART: char = '\u{1f}';

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=.");
    let mut lessons = Vec::new();
    for entry in fs::read_dir(".")? {
        let folder = entry?.path();
        if folder.join("lesson.md").is_file() {
            lessons.push(lesson(&folder)?);
        }
    }
    lessons.sort_unstable();
    let bundle: String = lessons.into_iter().map(|(_, lesson)| lesson).collect();
    println!("cargo::rustc-env=GOPARK_LESSONS_HASH={:016x}", hash(bundle.as_bytes()));
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join("lessons.txt"), bundle)
}

/// A lesson and its place among the others.
fn lesson(folder: &Path) -> io::Result<(u32, String)> {
    let file = folder.join("lesson.md");
    let source = fs::read_to_string(&file)?;
    let (front, body) = Front::split(&source).unwrap_or_else(|fault| fail(&file, &fault));
    let text = Text::render(body).unwrap_or_else(|fault| fail(&file, &fault));
    let slug = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let mut out = format!("{LESSON}slug{PART}{slug}");
    let mut put = |key: &str, value: &str| {
        out.extend([FIELD]);
        out.push_str(key);
        out.extend([PART]);
        out.push_str(value);
    };
    put("title", &front.title);
    for (key, value) in &front.settings {
        put(key, value);
    }
    for name in &front.programs {
        let (stem, _) = name.split_once('=').unwrap_or((name, ""));
        let program = fs::read_to_string(folder.join(format!("{stem}.go")))
            .unwrap_or_else(|error| fail(&file, &format!("{stem}.go: {error}")));
        put("program", &format!("{name}{PART}{program}"));
    }
    for (key, value) in text.parts() {
        put(key, &value);
    }
    Ok((front.place, out))
}

fn fail(file: &Path, fault: &str) -> ! {
    panic!("{}: {fault}", file.display())
}

/// FNV-1a.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}
