//! A run that was recorded elsewhere, on the stage.

use gopark_program::{File, Func, FuncKind, Label, Line, Program};
use gopark_trace::{Pc, Sites};

/// The program of a recording, as far as that is known: what places in it are called. Nothing of it runs here.
pub fn program(sites: &Sites) -> Program {
    let mut program = Program::default();
    let mut files: Vec<(u32, bool)> = Vec::new();
    for entry in 0..sites.len() as u32 {
        let Some(site) = sites.get(Pc(entry)) else { continue };
        let file = files.iter().position(|file| *file == (site.file, site.is_std)).unwrap_or_else(|| {
            files.push((site.file, site.is_std));
            let name = sites.text(site.file).to_owned();
            program.files.push(File { name, is_std: site.is_std });
            files.len() - 1
        });
        program.funcs.push(func(sites.text(site.func), entry));
        let file = u16::try_from(file).unwrap_or_default();
        program.lines.push(Line { pc: entry, file, column: 1, line: site.line });
        if let Some(text) = sites.label(Pc(entry)) {
            program.labels.push(Label { pc: entry, text });
        }
    }
    program
}

/// A function, at one of its places.
fn func(name: &str, entry: u32) -> Func {
    Func {
        name: name.to_owned(),
        entry,
        len: 1,
        frame_words: 0,
        result_words: 0,
        param_words: 0,
        is_closure: false,
        has_defer: false,
        epilogue: 0,
        stack_bytes: 0,
        locals: (0, 0),
        kind: FuncKind::Code,
    }
}
