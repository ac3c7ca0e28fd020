//! What the signs mean, as data: the page shows it beside the stage, always in sight.

use gopark_trace::GState;

use crate::draw::{Cmd, DrawList, Ink, Mark, Pen};
use crate::geom::Rect;
use crate::mark::Look;
use crate::palette::Role;
use crate::words;

/// A sign on the stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// A goroutine that looks like this.
    Mark(Look),
    /// A value in a channel's buffer.
    Value,
    /// The ring around a running goroutine that is its time slice.
    Slice,
    /// A processor's next slot.
    Next,
    /// A thread.
    Thread,
}

/// One line of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// What it looks like.
    pub sign: Sign,
    /// What it is called.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

/// The whole legend, most important first.
pub fn legend() -> Vec<LegendEntry> {
    let big_stack = Look { notches: 6, ..Look::of_state(GState::Runnable) };
    let entry = |sign, (name, meaning)| LegendEntry { sign, name, meaning };
    vec![
        entry(Sign::Mark(Look::of_state(GState::Running)), words::LEGEND_RUNNING),
        entry(Sign::Mark(Look::of_state(GState::Runnable)), words::LEGEND_RUNNABLE),
        entry(Sign::Mark(Look::of_state(GState::Waiting)), words::LEGEND_WAITING),
        entry(Sign::Mark(Look::of_state(GState::Syscall)), words::LEGEND_SYSCALL),
        entry(Sign::Mark(Look::of_state(GState::Running).panicking()), words::LEGEND_PANICKING),
        entry(Sign::Mark(big_stack), words::LEGEND_STACK),
        entry(Sign::Slice, words::LEGEND_SLICE),
        entry(Sign::Next, words::LEGEND_NEXT),
        entry(Sign::Value, words::LEGEND_VALUE),
        entry(Sign::Thread, words::LEGEND_THREAD),
    ]
}

impl Sign {
    /// The sign alone, in a square of `side` px.
    pub fn draw(self, side: f32) -> DrawList {
        let mut list = DrawList { width: side, height: side, ..DrawList::default() };
        let (mid, r) = (side / 2.0, side * 0.45);
        let inner = Rect::new(0.0, 0.0, side, side).inset(side * 0.14);
        let line = Some(Pen::new(Role::Line, 1.2));
        match self {
            Self::Mark(look) => list.push_marks([Mark { x: mid, y: mid, r, alpha: 255, look }]),
            Self::Value => {
                let (rect, radius) = (inner.inset(side * 0.08), side * 0.16);
                list.cmds.push(Cmd::Box { rect, radius, fill: Some(Ink::from(Role::Value)), line: None });
            }
            Self::Slice => {
                let (x, y, r) = (mid, mid, r * 0.84);
                let track = Some(Pen::new(Role::Track, side * 0.12));
                list.cmds.push(Cmd::Circle { x, y, r, fill: None, line: track });
                let pen = Pen::new(Role::Running, side * 0.12);
                list.cmds.push(Cmd::Arc { x, y, r, from: 0.0, sweep: 0.6, pen });
            }
            Self::Next => {
                let line = Some(Pen::dashed(Role::Muted, 1.0));
                list.cmds.push(Cmd::Box { rect: inner, radius: side * 0.2, fill: None, line });
            }
            Self::Thread => {
                let rect = Rect::new(0.0, side * 0.3, side, side * 0.4).inset(1.0);
                let fill = Some(Ink::from(Role::Track));
                let line = line.map(|pen| Pen { ink: Role::Thread.into(), ..pen });
                list.cmds.push(Cmd::Box { rect, radius: side * 0.14, fill, line });
            }
        }
        list
    }
}
