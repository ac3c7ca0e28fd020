//! A run that was recorded elsewhere, on the stage.

use gopark_program::{File, Label, Line, Program};
use gopark_trace::{Pc, Sites};

use crate::preview::func;

/// The program of a recording, as far as that is known: what places in it are called. Nothing of it runs here.
pub fn program(sites: &Sites) -> Program {
    let mut program = Program::default();
    // By the number of their names, those of Go's own packages at odd places.
    let mut files: Vec<Option<u16>> = Vec::new();
    for entry in 0..sites.len() as u32 {
        let Some(site) = sites.get(Pc(entry)) else { continue };
        let place = 2 * site.file as usize + usize::from(site.is_std);
        files.resize(files.len().max(place + 1), None);
        let file = *files[place].get_or_insert_with(|| {
            let name = sites.text(site.file).to_owned();
            program.files.push(File { name, is_std: site.is_std });
            u16::try_from(program.files.len() - 1).unwrap_or_default()
        });
        program.funcs.push(func(sites.text(site.func), entry, 1));
        program.lines.push(Line { pc: entry, file, column: 1, line: site.line });
        if let Some(text) = sites.label(Pc(entry)) {
            program.labels.push(Label { pc: entry, text });
        }
    }
    program
}
