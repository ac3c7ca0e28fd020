//! What a checklist asks of a program's source: where goroutines are started and how they may end, where contexts go,
//! what is counted and served. Facts, each with its line; what they mean beside a run is judged elsewhere
//! (`gopark-session`, `checklist`).
//!
//! One pass over the syntax notes what stands where; questions are then answered by which place lies inside which.

mod context;
mod facts;
mod launch;
mod ways;

use crate::ast::Name;
use crate::check::Checked;
use crate::source::Span;
use facts::Facts;

/// Something about the source that matters for a checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What.
    pub what: What,
    /// Where, counted from 1.
    pub line: u32,
    /// The function that it is about; empty for a literal.
    pub name: Name,
    /// It holds only while these `//gopark:param` switches have these values.
    pub when: Vec<(Name, bool)>,
}

/// What a [`Remark`] says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A goroutine is started.
    Launch {
        /// How often.
        repeats: Repeats,
        /// The loop around it has to wait for something in every turn, such as a place in a channel.
        is_held: bool,
    },
    /// A loop of the goroutine started at line `launch` that nothing leaves.
    Endless {
        /// Its `go` statement.
        launch: u32,
    },
    /// A loop of that goroutine over a channel of a kind that is closed nowhere.
    OpenRange {
        /// Its `go` statement.
        launch: u32,
    },
    /// A function takes a context, waits, and never looks at it.
    Deaf,
    /// A new root where a context is at hand: who is above cannot reach what is below.
    CutContext,
    /// A goroutine that waits is started without the context that is at hand.
    NoContext,
    /// A context is used: the first place.
    Context,
    /// Goroutines are counted.
    Counts {
        /// Again and again.
        again: bool,
    },
    /// Profiles can be had.
    Profile,
    /// Requests are served.
    Serves,
}

/// How often a statement is executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Repeats {
    /// As often as its function.
    Once,
    /// So many times as a number says.
    Counted,
    /// As often as there are elements, requests or turns.
    Open,
}

/// Looks through the program's own package, which must be free of errors. By line.
pub fn review(checked: &Checked<'_>) -> Vec<Remark> {
    let Some(package) = checked.packages.last() else { return Vec::new() };
    let facts = Facts::collect(checked, package);
    let mut remarks = Vec::new();
    facts.launches(&mut remarks);
    facts.contexts(&mut remarks);
    facts.watching(&mut remarks);
    crate::sorted::sort_by(&mut remarks, |a, b| a.line.cmp(&b.line));
    remarks
}

/// Whether `inner` lies in `outer`.
fn within(outer: Span, inner: Span) -> bool {
    outer.file == inner.file && outer.start <= inner.start && inner.end <= outer.end
}
