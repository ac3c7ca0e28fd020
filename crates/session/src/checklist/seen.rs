//! Everything that is known when a checklist is judged.

use std::cell::Ref;

use gopark_lang::review::{Remark, Repeats, What};
use gopark_trace::{Ending, GId, GState, Leaked, SimTime, WaitReason};

use super::tally::{Site, Tally};
use crate::{Diagnostic, Session, State};

/// Goroutines that are looked at one by one, at most.
const LOOKED_AT_MAX: usize = 50_000;

/// A program and its run up to the moment shown.
pub struct Seen<'a> {
    /// What is remarkable in the source, with the switches as they are.
    pub remarks: Vec<&'a Remark>,
    pub warnings: &'a [Diagnostic],
    pub tally: Ref<'a, Tally>,
    /// How the run ended, if it did.
    pub ended: Option<Ending>,
    /// About those who are alive, of each site.
    alive: Vec<Alive>,
}

/// Those goroutines of a site that are alive.
#[derive(Clone, Default)]
pub struct Alive {
    /// How many wait for ever; the first, and since when.
    pub leaked: u32,
    pub leak: Option<(GId, SimTime)>,
    /// How many were left behind by whoever started them; the first.
    pub orphans: u32,
    pub orphan: GId,
    /// How many wait for somebody else.
    pub stuck: u32,
    /// The first one.
    pub first: GId,
}

impl<'a> Seen<'a> {
    pub fn of(session: &'a Session) -> Option<Self> {
        let (program, world) = (session.program()?, session.world()?);
        let is_on = |name: &str| {
            let index = program.params.iter().position(|param| param.name == name);
            index.is_some_and(|index| session.param(index) != 0)
        };
        let holds = |remark: &&Remark| remark.when.iter().all(|(name, value)| is_on(name) == *value);
        let tally = session.tally()?;
        let mut alive = vec![Alive::default(); tally.sites.len()];
        for (id, g) in world.gs.iter().take(LOOKED_AT_MAX) {
            let Some(of) = tally.index(id).and_then(|index| alive.get_mut(index)) else { continue };
            of.first = of.first.some().unwrap_or(id);
            if g.leaked != Leaked::No {
                of.leaked += 1;
                of.leak = of.leak.or(Some((id, g.since)));
            }
            if g.parent.is_some() && world.gs.get(g.parent).is_none() {
                of.orphans += 1;
                of.orphan = of.orphan.some().unwrap_or(id);
            }
            if g.state == GState::Waiting && g.reason != WaitReason::Sleep {
                of.stuck += 1;
            }
        }
        let ended = if let State::Ended(how) = session.state() { Some(*how) } else { None };
        let remarks = session.remarks().iter().filter(holds).collect();
        Some(Self { remarks, warnings: session.diagnostics(), tally, ended, alive })
    }

    /// The sites, with those who are alive.
    pub fn sites(&self) -> impl Iterator<Item = (&Site, &Alive)> {
        let all = self.tally.sites.iter().zip(&self.alive);
        // Whoever serves requests or asks others has goroutines of its own; they are not the program's to judge.
        all.filter(|(site, _)| self.launch(site.line).is_some())
    }

    /// The name of what is started at a line.
    pub fn name(&self, line: u32) -> &str {
        let launch = self.remarks.iter().find(|it| it.line == line && matches!(it.what, What::Launch { .. }));
        launch.map_or("", |remark| &remark.name)
    }

    /// How often a line starts goroutines, and whether it has to wait in between; None when it is no statement of the
    /// program that starts one.
    pub fn launch(&self, line: u32) -> Option<(Repeats, bool)> {
        self.remarks.iter().find_map(|remark| match remark.what {
            What::Launch { repeats, is_held } if remark.line == line => Some((repeats, is_held)),
            _ => None,
        })
    }

    /// The source has a statement that starts goroutines.
    pub fn can_start(&self) -> bool {
        self.remarks.iter().any(|remark| matches!(remark.what, What::Launch { .. }))
    }

    /// The program came to its own end, or was killed: nothing that was alive will go on.
    pub fn is_cut_off(&self) -> bool {
        matches!(self.ended, Some(Ending::Exit { .. } | Ending::Oom))
    }

    /// How many goroutines were started, and how many are alive.
    pub fn counts(&self) -> (u32, u32) {
        self.sites().fold((0, 0), |(created, alive), (it, _)| (created + it.created, alive + it.alive))
    }
}
