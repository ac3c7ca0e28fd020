//! `gopark run --perfetto`: the file is written while the program runs.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use gopark_gotrace::Perfetto;
use gopark_gotrace::export::Places;
use gopark_trace::{Event, Note, PId, Pc, Sink};

use crate::failure::Failure;

/// Bytes that pile up before they are written.
const PIECE_BYTES: usize = 64 << 10;

/// A trace for Perfetto on its way into a file.
pub struct PerfettoFile {
    writer: Perfetto,
    path: PathBuf,
    out: BufWriter<File>,
    /// The first thing that went wrong.
    result: std::io::Result<()>,
}

impl PerfettoFile {
    /// Begins the file.
    pub fn create(path: &Path, places: Box<dyn Places>) -> Result<Self, Failure> {
        let file = File::create(path).map_err(|why| Failure::io(&path.display().to_string(), &why))?;
        let (writer, out) = (Perfetto::new(places), BufWriter::new(file));
        Ok(Self { writer, path: path.to_owned(), out, result: Ok(()) })
    }

    /// Ends the file.
    pub fn finish(mut self) -> Result<(), Failure> {
        let rest = self.writer.finish().map_err(Failure::contradiction)?;
        let written = self.result.and_then(|()| self.out.write_all(&rest)).and_then(|()| self.out.flush());
        written.map_err(|why| Failure::io(&self.path.display().to_string(), &why))
    }
}

impl Sink for PerfettoFile {
    fn event(&mut self, event: &Event) {
        self.writer.event(event);
        if self.writer.waiting_bytes() >= PIECE_BYTES {
            let piece = self.writer.take();
            if self.result.is_ok() {
                self.result = self.out.write_all(&piece);
            }
        }
    }

    fn stack(&mut self, p: PId, stack: &[Pc]) {
        self.writer.stack(p, stack);
    }

    fn note(&mut self, event: &Event, note: Note<'_>) {
        self.writer.note(event, note);
    }
}
