//! How long playing programs holds up whoever plays them, natively and in time of the processor: the longest frames, and what
//! was done in them. `cargo run --release -p gopark-cli --example stretches PROGRAM.go` tells those of one program; with
//! several programs, or folders of them, it tells who has a frame that is too long.
//!
//! With `MALLOC_MMAP_THRESHOLD_` and `MALLOC_TRIM_THRESHOLD_` very large, memory is kept, as the page's is: otherwise the
//! system takes tens of milliseconds for hundreds of megabytes that are given back.

#![expect(clippy::print_stdout, reason = "a benchmark says what it saw")]

mod play;

use std::fs;
use std::path::{Path, PathBuf};

use play::{Bounds, Stretch};

/// A page has half as much time again, and its own work besides.
const LONG_MS: f64 = 25.0;
/// Longest stretches that are told of one program.
const TOLD: usize = 4;

fn main() {
    let mut files = Vec::new();
    std::env::args().skip(1).for_each(|arg| collect(Path::new(&arg), &mut files));
    if let [file] = &files[..] {
        let played = play::all(&read(file), &Bounds::ONE).expect("a program that compiles");
        for (what, stretches) in played {
            stretches.iter().take(TOLD).for_each(|it| println!("{what}: {it}"));
        }
        return;
    }
    let (mut played, mut long) = (0, 0);
    for file in &files {
        let Some(phases) = play::all(&read(file), &Bounds::MANY) else { continue };
        played += 1;
        let worst = |(what, stretches): (_, Vec<Stretch>)| Some((what, stretches.into_iter().next()?));
        let over = phases.into_iter().filter_map(worst).filter(|(_, it)| it.all_ms > LONG_MS);
        let over: Vec<_> = over.map(|(what, it)| format!("  {what}: {it}\n")).collect();
        if !over.is_empty() {
            long += 1;
            print!("{}\n{}", file.display(), over.concat());
        }
    }
    println!("{played} of {} programs played, {long} with a frame of more than {LONG_MS} ms", files.len());
}

/// The programs at a path, by name.
fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if let Ok(entries) = fs::read_dir(path) {
        let mut inside: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        inside.sort();
        inside.iter().for_each(|path| collect(path, files));
    } else if path.extension().is_some_and(|it| it == "go") {
        files.push(path.to_owned());
    }
}

fn read(file: &Path) -> String {
    String::from_utf8_lossy(&fs::read(file).unwrap_or_default()).into_owned()
}
