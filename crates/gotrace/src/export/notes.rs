//! What a program notes in its trace: tasks, regions, messages (`runtime/trace/annotation.go`).

use gopark_trace::{Event, Note};

use super::Exporter;
use super::generation::thread;
use crate::id::TaskId;
use crate::trace::{EventKind, WriteError};

impl Exporter {
    /// The goroutine of `event`, which is none of the stream, notes something.
    pub fn note(&mut self, event: &Event, note: Note<'_>) {
        if self.fault.is_none()
            && self.begins
            && let Err(error) = self.write_note(event, note)
        {
            self.fault = Some(format!("{note:?}: {error}"));
        }
    }

    fn write_note(&mut self, event: &Event, note: Note<'_>) -> Result<(), WriteError> {
        if !self.is_on {
            self.is_on = true;
            self.open(event.at)?;
        }
        self.tell_delayed(event)?;
        let stack = self.stack_of(event);
        let kind = match note {
            Note::TaskBegin { task, parent, name } => {
                let (task, parent) = (TaskId(task), (parent != 0).then_some(TaskId(parent)));
                EventKind::UserTaskBegin { task, parent, name: self.text(name), stack }
            }
            Note::TaskEnd { task } => {
                EventKind::UserTaskEnd { task: TaskId(task), parent: None, name: self.text(""), stack }
            }
            Note::Region { on: true, task, name } => {
                EventKind::UserRegionBegin { task: TaskId(task), name: self.text(name), stack }
            }
            Note::Region { on: false, task, name } => {
                EventKind::UserRegionEnd { task: TaskId(task), name: self.text(name), stack }
            }
            Note::Log { task, category, message } => {
                let (category, message) = (self.text(category), self.text(message));
                EventKind::UserLog { task: TaskId(task), category, message, stack }
            }
        };
        self.emit(event.at, thread(event.m), kind)
    }
}
