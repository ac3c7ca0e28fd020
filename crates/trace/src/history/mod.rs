//! The fold of all events that keeps the past: who did what when, and numbers over time. What a timeline is drawn from.
//!
//! It is bounded: long lanes forget the details of their older half, but how much of any stretch somebody ran stays exact.

mod lane;
mod samples;

use crate::event::{Event, Kind};
use crate::ids::{GId, MId, PId};
use crate::time::SimTime;
use crate::world::{GState, MState, PState, World};

pub use lane::{Doing, Lane, Span, What};
pub use samples::{Sample, Samples};

/// Spans kept of all processors together, and as many of all threads.
const SPANS_MAX: usize = 1 << 19;
/// Spans kept of one goroutine.
const SPANS_OF_G_MAX: usize = 1 << 12;
/// Threads that have a lane: the first ones.
const THREADS_MAX: usize = 64;
/// Changes of stacks that are kept.
const STACKS_MAX: usize = 1 << 16;
/// Goroutines that have a lane: the first ones.
const GOROUTINES_MAX: usize = 256;

/// Everything that a timeline shows.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct History {
    events: u64,
    /// Processors, by id.
    pub procs: Vec<Lane>,
    /// The first threads, by id.
    pub threads: Vec<Lane>,
    /// The first goroutines, by id.
    pub gs: Vec<(GId, Lane)>,
    /// The collector: running while it marks, stopped while the world is.
    pub gc: Lane,
    /// Stacks that were grown or shrunk: whose, when, to how many bytes; the first ones.
    pub stacks: Vec<(GId, SimTime, u32)>,
    /// Numbers over time.
    pub samples: Samples,
}

impl History {
    /// Events it was told.
    pub const fn events(&self) -> u64 {
        self.events
    }

    /// The lane of a goroutine, if it is one of those that have one.
    pub fn g(&self, g: GId) -> Option<&Lane> {
        let i = self.gs.binary_search_by_key(&g, |&(id, _)| id).ok()?;
        Some(&self.gs[i].1)
    }

    /// Looks at `world` after `event`; events that it was told before are not told again.
    pub fn note(&mut self, event: &Event, world: &World) {
        if world.events <= self.events {
            return;
        }
        self.events = world.events;
        self.samples.note(world);
        let at = world.now;
        if let Kind::ProcsChange { .. } = event.kind {
            (0..world.ps.len()).for_each(|p| self.note_proc(world, PId(p as u32), at));
        } else if event.p.is_some() {
            self.note_proc(world, event.p, at);
        }
        if event.m.is_some() {
            self.note_thread(world, event.m, at);
        }
        if event.g.is_some() {
            self.note_g(world, event.g, at);
        }
        match event.kind {
            Kind::GoCreate { g, .. }
            | Kind::GoStatus { g, .. }
            | Kind::GoStart { g, .. }
            | Kind::GoUnblock { g } => {
                self.note_g(world, g, at);
            }
            Kind::StackGrow { bytes } => self.note_stack(event.g, at, bytes),
            Kind::StackSet { g, bytes } => self.note_stack(g, at, bytes),
            Kind::GcBegin | Kind::GcEnd { .. } | Kind::StwBegin { .. } | Kind::StwEnd => {
                let doing = match world.stw {
                    Some(_) => Doing::Stopped,
                    None if world.heap.gc.running => Doing::Running,
                    None => Doing::Idle,
                };
                self.gc.note(at, What::of(doing), SPANS_OF_G_MAX);
            }
            _ => {}
        }
    }

    /// What another run is compared with: processors and numbers alone, for the rest is several times as much.
    pub fn outline(&self) -> Self {
        let (procs, samples) = (self.procs.clone(), self.samples.clone());
        Self { events: self.events, procs, samples, ..Self::default() }
    }

    /// Forgets everything after the moment `at`, which is that of event `events`.
    pub fn truncate(&mut self, events: u64, at: SimTime) {
        self.events = self.events.min(events);
        let lanes = self.procs.iter_mut().chain(&mut self.threads).chain([&mut self.gc]);
        lanes.for_each(|lane| lane.truncate(at));
        self.gs.iter_mut().for_each(|(_, lane)| lane.truncate(at));
        self.gs.retain(|(_, lane)| !lane.spans().is_empty());
        self.samples.truncate(at);
        self.stacks.retain(|&(_, grown, _)| grown <= at);
    }

    fn note_stack(&mut self, g: GId, at: SimTime, bytes: u32) {
        if self.stacks.len() < STACKS_MAX {
            self.stacks.push((g, at, bytes));
        }
    }

    fn note_proc(&mut self, world: &World, id: PId, at: SimTime) {
        let Some(p) = world.ps.get(id.idx()) else { return };
        let spins = || world.ms.get(p.m.idx()).is_some_and(|m| m.state == MState::Spinning);
        let what = match p.state {
            PState::Dead => What::of(Doing::Gone),
            PState::Idle => What::of(Doing::Idle),
            PState::Running => match world.gs.get(p.curg) {
                Some(g) if g.state == GState::Syscall => What::with(Doing::Syscall, p.curg.0),
                Some(_) => What::with(Doing::Running, p.curg.0),
                None if spins() => What::of(Doing::Spinning),
                None => What::of(Doing::Scheduling),
            },
        };
        if self.procs.len() < world.ps.len() {
            self.procs.resize_with(world.ps.len(), Lane::default);
        }
        self.procs[id.idx()].note(at, what, SPANS_MAX / world.ps.len());
    }

    fn note_thread(&mut self, world: &World, id: MId, at: SimTime) {
        let Some(m) = world.ms.get(id.idx()).filter(|_| id.idx() < THREADS_MAX) else { return };
        let calls = || world.gs.get(m.curg).is_some_and(|g| g.state == GState::Syscall);
        let what = match m.state {
            MState::Parked | MState::LockedWait | MState::Gone => What::of(Doing::Idle),
            MState::Netpoll => What::of(Doing::Waiting),
            MState::Spinning => What::of(Doing::Spinning),
            MState::Awake if m.curg.is_none() => What::of(Doing::Scheduling),
            MState::Awake if calls() => What::with(Doing::Syscall, m.curg.0),
            MState::Awake => What::with(Doing::Running, m.curg.0),
        };
        if self.threads.len() <= id.idx() {
            self.threads.resize_with(id.idx() + 1, Lane::default);
        }
        self.threads[id.idx()].note(at, what, SPANS_MAX / THREADS_MAX);
    }

    fn note_g(&mut self, world: &World, id: GId, at: SimTime) {
        let i = match self.gs.binary_search_by_key(&id, |&(id, _)| id) {
            Ok(i) => i,
            Err(_) if self.gs.len() >= GOROUTINES_MAX => return,
            Err(i) => {
                self.gs.insert(i, (id, Lane::default()));
                i
            }
        };
        let what = match world.gs.get(id) {
            None => What::of(Doing::Gone),
            Some(g) => match g.state {
                GState::Running => What::with(Doing::Running, g.p.0),
                GState::Runnable => What::of(Doing::Runnable),
                GState::Syscall => What::of(Doing::Syscall),
                GState::Waiting => What::of(Doing::Waiting),
            },
        };
        self.gs[i].1.note(at, what, SPANS_OF_G_MAX);
    }
}
