//! Works out the tables from what the compiler's standard library knows.

use std::path::PathBuf;
use std::{env, fs, io};

/// From, to, the step between them, and what to add.
type Run = (u32, u32, u32, i32);

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let upper = table("UPPER", &|c| single(c.to_uppercase()));
    let lower = table("LOWER", &|c| single(c.to_lowercase()));
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join("tables.rs"), upper + &lower)
}

/// A mapping to several code points is none.
fn single(mut mapped: impl Iterator<Item = char>) -> Option<char> {
    mapped.next().filter(|_| mapped.next().is_none())
}

fn table(name: &str, map: &dyn Fn(char) -> Option<char>) -> String {
    let mut runs: Vec<Run> = Vec::new();
    for c in '\0'..=char::MAX {
        let at = u32::from(c);
        let Some(mapped) = map(c).filter(|mapped| *mapped != c) else { continue };
        let add = u32::from(mapped) as i32 - at as i32;
        match runs.last_mut() {
            Some((from, to, step, by))
                if *by == add && (at - *to == *step || *from == *to && at - *to == 2) =>
            {
                (*step, *to) = (at - *to, at);
            }
            _ => runs.push((at, at, 1, add)),
        }
    }
    let rows: String = runs
        .iter()
        .map(|(from, to, step, add)| format!("    ({from}, {}, {add}),\n", to << 1 | (step - 1)))
        .collect();
    format!("const {name}: [(u32, u32, i32); {}] = [\n{rows}];\n", runs.len())
}
