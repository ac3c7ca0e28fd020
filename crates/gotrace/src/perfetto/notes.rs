//! What a program notes in its trace. Tasks and regions last longer than the slices of goroutines, and lie beside them.

use gopark_trace::{Event, Note};

use super::json::Entry;
use super::{Perfetto, goroutine};

/// A task or a region that has begun: its kind, its number, its name, and the goroutine that began it.
pub struct Open {
    kind: &'static str,
    id: u64,
    name: String,
    at: super::Track,
}

impl Perfetto {
    /// The goroutine of `event`, which is none of the stream, notes something.
    pub fn note(&mut self, event: &Event, note: Note<'_>) {
        let track = goroutine(event.g);
        let ns = self.now_ns.max(event.at.0);
        self.now_ns = ns;
        match note {
            Note::TaskBegin { task, name, .. } => {
                self.begin(Open { kind: "task", id: task, name: name.to_owned(), at: track }, ns);
            }
            Note::TaskEnd { task } => self.end_note("task", task, None, ns),
            Note::Region { on: true, name, .. } => {
                self.begin(
                    Open { kind: "region", id: event.g.0.into(), name: name.to_owned(), at: track },
                    ns,
                );
            }
            Note::Region { on: false, name, .. } => {
                self.end_note("region", event.g.0.into(), Some(name), ns);
            }
            Note::Log { category, message, .. } => {
                let entry = self.entries.entry('i', track).at(ns).text("name", message).text("s", "t");
                entry.args().text("category", category).close();
            }
        }
    }

    fn begin(&mut self, open: Open, ns: u64) {
        open.write(self.entries.entry('b', open.at).at(ns));
        self.open.push(open);
    }

    /// Ends the latest of that kind, number and name, if one has begun.
    fn end_note(&mut self, kind: &str, id: u64, name: Option<&str>, ns: u64) {
        let is_it = |it: &Open| it.kind == kind && it.id == id && name.is_none_or(|name| it.name == name);
        if let Some(at) = self.open.iter().rposition(is_it) {
            let open = self.open.remove(at);
            open.write(self.entries.entry('e', open.at).at(ns));
        }
    }

    /// Ends all.
    pub(super) fn end_notes(&mut self) {
        let ns = self.now_ns;
        while let Some(open) = self.open.pop() {
            open.write(self.entries.entry('e', open.at).at(ns));
        }
    }
}

impl Open {
    fn write(&self, entry: Entry<'_>) {
        entry.text("name", &self.name).text("cat", self.kind).number("id", self.id).close();
    }
}
