//! What programs say about themselves: tasks and regions of `runtime/trace`.

use super::{Bound, Ordering, Task};
use crate::trace::event::{Context, EventKind};
use crate::trace::symbols::TextId;

impl Ordering {
    pub(super) fn apply_user(&mut self, at: &Context, kind: &mut EventKind) -> Result<Bound, String> {
        let (_, g) = at.needs_p_and_g()?;
        match kind {
            EventKind::UserTaskBegin { task, parent, name, .. } => {
                if self.tasks.insert(*task, Task { parent: *parent, name: *name }).is_some() {
                    return Err(format!("task {} begins twice", task.0));
                }
            }
            EventKind::UserTaskEnd { task, parent, name, .. } => {
                // A task may end more than once, or have begun before the trace.
                let begun = self.tasks.remove(task).unwrap_or(Task { parent: None, name: TextId::EMPTY });
                (*parent, *name) = (begun.parent, begun.name);
            }
            EventKind::UserRegionBegin { task, name, .. } => self.goroutine(g)?.regions.push((*task, *name)),
            EventKind::UserRegionEnd { task, name, .. } => {
                let regions = &mut self.goroutine(g)?.regions;
                if regions.last().is_some_and(|innermost| *innermost != (*task, *name)) {
                    return Err(format!("{g} ends another region than its innermost"));
                }
                regions.pop();
            }
            _ => return Err("not an event of a program".into()),
        }
        Ok(at.bound())
    }
}
