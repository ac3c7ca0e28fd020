//! A second run beside the first: the same but for one thing, on the same clock, in the same frames.

use std::rc::{Rc, Weak};

use gopark_scene::words;
use gopark_session::{Session, Share, Twin};
use gopark_trace::{Event, SimTime};

use super::frame::ADVANCE_MS_MAX;
use super::{Inner, Player};
use crate::names::ProgramNames;

/// In what the second run differs.
#[derive(Clone, Debug, PartialEq)]
pub enum Differs {
    /// Its chance.
    Seed(u64),
    /// GOMAXPROCS.
    Procs(u32),
    /// The value of a parameter, by its number.
    Param(u16, i64),
    /// The program.
    Program(Rc<str>),
}

impl Differs {
    fn apply(&self, share: &mut Share) {
        match self {
            Self::Seed(seed) => share.options.seed = *seed,
            Self::Procs(n) => share.options.procs = *n,
            Self::Param(param, value) => {
                share.initial.retain(|(other, _)| other != param);
                share.initial.push((*param, *value));
            }
            Self::Program(text) => share.program = text.to_string(),
        }
    }
}

impl Player {
    /// From now on `twin` goes along with this one; None: nobody does.
    pub fn set_twin(&self, twin: Option<Self>) {
        if let Some(twin) = &twin {
            twin.command_silently(|inner| inner.lead = Rc::downgrade(&self.0));
        }
        self.command(|inner| {
            if let Some(former) = inner.twin.take() {
                former.command_silently(|it| it.lead = Weak::new());
            }
            inner.twin_is_stale = twin.is_some();
            inner.twin = twin;
        });
    }

    /// In what this one differs from whom it goes along with.
    pub fn differ(&self, how: Differs) {
        self.command_silently(|inner| inner.differs = how);
        if let Some(lead) = self.0.try_borrow().ok().and_then(|inner| inner.lead.upgrade()) {
            Self(lead).command(|inner| inner.twin_is_stale = true);
        }
    }
}

impl Inner {
    /// The second run goes to where this one is, and is painted; true while it has something left to do.
    pub(super) fn lead(&mut self, now_ms: f64) {
        let Some(twin) = self.twin.clone() else { return };
        let Ok(mut it) = twin.0.try_borrow_mut() else { return };
        let to = self.session.time();
        if !self.session.is_preview()
            && std::mem::take(&mut self.twin_is_stale)
            && let Some(mut share) = self.session.share()
        {
            it.differs.apply(&mut share);
            (share.at, share.events) = (SimTime::ZERO, 0);
            let text = share.program.clone();
            let put_on = move |inner: &mut Self, compiled| {
                inner.session.open_compiled(&share, compiled);
            };
            it.compile(&text, Box::new(put_on));
            (self.compared, self.apart, self.parted) = (Twin::default(), None, None);
        }
        if it.is_compiling() {
            it.go_on_compiling(ADVANCE_MS_MAX);
            return;
        }
        it.go_along(to, now_ms);
        let apart = self.compared.part(&self.session, &it.session);
        let told = told(self.compared, apart, [&self.session, &it.session]);
        self.to_show |= self.apart.as_ref() != Some(&told);
        self.apart = Some(told);
        self.parted = apart.and_then(|events| events.iter().flatten().map(|event| event.at).min());
    }

    fn go_along(&mut self, to: SimTime, now_ms: f64) {
        let until_ms = self.clock.now_ms() + ADVANCE_MS_MAX;
        let clock = &self.clock;
        self.session.follow(to, &mut || clock.now_ms() < until_ms);
        self.to_say.clear();
        self.paint_passed(now_ms);
        self.to_show = false;
    }

    /// The second run is not where this one is, or not painted as it is.
    pub(super) fn twin_waits(&self) -> bool {
        let Some(it) = self.twin.as_ref().and_then(|twin| twin.0.try_borrow().ok()) else { return false };
        let behind = it.session.time() != self.session.time() && !it.session.is_over();
        let is_stale = self.twin_is_stale && !self.session.is_preview();
        is_stale || it.is_compiling() || behind || it.moving || it.dirty
    }
}

/// Where two runs part, in words.
fn told(twin: Twin, apart: Option<[Option<Event>; 2]>, of: [&Session; 2]) -> Rc<str> {
    let Some(events) = apart else { return "The same so far.".into() };
    let same = words::number(twin.same() as u64);
    let said = |i: usize| {
        let Some(event) = events[i] else { return "it is over".to_owned() };
        let (Some(world), Some(program)) = (of[i].world(), of[i].program()) else { return String::new() };
        let said = words::describe_event(&event, world, &ProgramNames { program, world });
        let said = said.unwrap_or_else(|| "something too small for words".to_owned());
        format!("{said} at {}", event.at)
    };
    format!("They part after {same} events. A: {}. B: {}.", said(0), said(1)).into()
}
