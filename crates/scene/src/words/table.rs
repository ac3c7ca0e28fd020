//! The picture as a table, for those who do not look at it, and as one line.

use gopark_trace::{G, GId, GState, Leaked, SimTime, Unwinding, World};

use super::describe::waiting_for;
use super::text::{count, ending, stack};
use crate::names::{Names, called};

/// One goroutine as cells of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub g: GId,
    /// The function it was started with.
    pub function: String,
    /// Go's word for what it does.
    pub state: &'static str,
    /// What it waits for, or where it runs.
    pub place: String,
    /// The line it stands at; empty when unknown.
    pub line: String,
    /// The size of its stack.
    pub stack: String,
}

/// What a goroutine that can never be woken does.
const LEAKED: &str = "leaked";

/// The row of one goroutine.
pub fn row(world: &World, names: &dyn Names, g: GId) -> Option<Row> {
    Some(of(world, names, g, world.gs.get(g)?))
}

/// The first `most` goroutines by id.
pub fn rows(world: &World, names: &dyn Names, most: usize) -> Vec<Row> {
    world
        .gs
        .iter()
        .filter(|(_, g)| !g.is_hidden())
        .take(most)
        .map(|(id, g)| of(world, names, id, g))
        .collect()
}

fn of(world: &World, names: &dyn Names, id: GId, g: &G) -> Row {
    let place = match g.state {
        GState::Running if g.unwinding == Unwinding::Panic => format!("on {}, panicking", g.p),
        GState::Running => format!("on {}", g.p),
        GState::Syscall => format!("on {}", g.m),
        GState::Runnable => String::new(),
        GState::Waiting => waiting_for(world, names, g),
    };
    Row {
        g: id,
        function: called(names, g).unwrap_or_default().to_owned(),
        state: if g.leaked == Leaked::No { g.state.text() } else { LEAKED },
        place,
        line: names.line(g.pc).map(|line| line.to_string()).unwrap_or_default(),
        stack: stack(g.stack_bytes).unwrap_or_default(),
    }
}

/// The moment `now` in one line; `world` is as it was left by the latest event before it.
pub fn summary(world: &World, now: SimTime) -> String {
    let c = &world.counts;
    let mut out = format!("{now}: {}", count(world.goroutines(), "goroutine", "goroutines"));
    let states = [
        (c.running, "running"),
        (c.runnable, "runnable"),
        (c.waiting, "waiting"),
        (c.syscall, "in system calls"),
    ];
    let parts: Vec<_> = states
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|&(n, word)| format!("{} {word}", super::number(u64::from(n))))
        .collect();
    if !parts.is_empty() {
        out.push_str(&format!(" ({})", parts.join(", ")));
    }
    out.push_str(&format!(
        " on {} and {}.",
        count(world.procs(), "processor", "processors"),
        count(world.ms.len(), "thread", "threads")
    ));
    if let Some(how) = world.end {
        out.push(' ');
        out.push_str(&ending(how));
    }
    out
}
