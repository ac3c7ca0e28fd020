//! What a card says. Words that change faster than they can be read are held for a moment.

use gopark_trace::{GState, MId, MState, P, PState, World};

use crate::names::{self, Names};
use crate::words;

/// What a processor is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Doing {
    #[default]
    Idle,
    Running,
    Syscall,
    Spinning,
    Scheduling,
    Handed,
}

/// The words on a card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Saying {
    pub(crate) doing: Doing,
    pub(crate) m: MId,
    pub(crate) id: String,
    pub(crate) function: String,
    pub(crate) detail: String,
    /// Function and line, where there is room for one line only.
    pub(crate) brief: String,
    pub(crate) preempt: bool,
}

/// What a card says, and since when.
#[derive(Clone, Debug, Default)]
pub(crate) struct Talk {
    pub(crate) saying: Saying,
    since_s: f32,
    said: bool,
    /// What it would say next, and for how long it would have.
    doing_now: Doing,
    doing_for_s: f32,
}

/// Words change at most three times a second.
const HOLD_S: f32 = 0.35;
/// To be without work is worth a word only when it lasts; at the speed of most runs it does not.
const LASTS_S: f32 = 0.2;

impl Talk {
    /// Says what is so now, unless it spoke a moment ago. True when it still has to.
    pub(crate) fn listen(&mut self, now: Saying, dt_s: f32) -> bool {
        self.since_s += dt_s;
        self.doing_for_s = if self.doing_now == now.doing { self.doing_for_s + dt_s } else { 0.0 };
        self.doing_now = now.doing;
        if self.saying == now && self.said {
            return false;
        }
        let works = matches!(now.doing, Doing::Running | Doing::Syscall);
        if self.said && (self.since_s < HOLD_S || !works && self.doing_for_s < LASTS_S) {
            return true;
        }
        *self = Self { saying: now, since_s: 0.0, said: true, ..*self };
        false
    }
}

/// What there is to say about `p` now.
pub(crate) fn saying(world: &World, names: &dyn Names, p: &P) -> Saying {
    let mut saying = Saying { doing: doing(world, p), m: p.m, preempt: p.preempt, ..Saying::default() };
    if let Some(g) = world.gs.get(p.curg) {
        saying.id = p.curg.to_string();
        saying.function = names::called(names, g).unwrap_or_default().to_owned();
        let line = names.line(g.pc);
        saying.detail = words::standing(line, g.stack_bytes);
        // A line is of the function in which it stands.
        let inside = line.and_then(|_| names.function(g.pc));
        saying.brief = words::brief(inside.unwrap_or(&saying.function), line);
    }
    saying
}

fn doing(world: &World, p: &P) -> Doing {
    if p.state != PState::Running {
        return Doing::Idle;
    }
    match world.gs.get(p.curg) {
        Some(g) if g.state == GState::Syscall => Doing::Syscall,
        Some(_) => Doing::Running,
        None if p.m.is_none() => Doing::Handed,
        None if world.ms.get(p.m.idx()).is_some_and(|m| m.state == MState::Spinning) => Doing::Spinning,
        None => Doing::Scheduling,
    }
}
