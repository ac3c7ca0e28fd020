//! Goroutines by the statement that started them: how many, how many at once and when.

use gopark_program::Program;
use gopark_trace::{Event, EventLog, GId, Kind, SimTime};

/// Events that are unpacked at once.
const EVENTS_AT_ONCE: usize = 2_048;

/// What became of the goroutines that were started at a line.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The line of the statement.
    pub line: u32,
    /// How many were started.
    pub created: u32,
    /// How many have not ended.
    pub alive: u32,
    /// Most that were alive at once.
    pub peak: u32,
    /// When they were.
    pub peak_at: SimTime,
}

/// A fold of the events of a run; it goes on where it stopped.
#[derive(Default)]
pub struct Tally {
    /// Events that were looked at.
    events: usize,
    /// Sites, in the order of their first goroutine.
    pub sites: Vec<Site>,
    /// The site of each goroutine by its number, counted from 1; 0: none.
    site_of: Vec<u16>,
}

impl Tally {
    /// Looks at the first `until` events, as far as `keep_going` allows. When they are fewer than before, all of them are
    /// looked at again. True when it has seen them all.
    pub fn follow(
        &mut self,
        log: &EventLog,
        until: usize,
        program: &Program,
        keep_going: &mut dyn FnMut() -> bool,
    ) -> bool {
        if until < self.events {
            *self = Self::default();
        }
        while self.events < until {
            let to = until.min(self.events + EVENTS_AT_ONCE);
            for event in &log.range(self.events..to) {
                match event.kind {
                    Kind::GoCreate { g, .. } => self.created(event, g, program),
                    Kind::GoDestroy => {
                        if let Some(index) = self.index(event.g) {
                            self.sites[index].alive -= 1;
                        }
                    }
                    _ => {}
                }
            }
            self.events = to;
            if !keep_going() {
                break;
            }
        }
        self.events == until
    }

    /// The number of a goroutine's site.
    pub fn index(&self, g: GId) -> Option<usize> {
        usize::from(*self.site_of.get(g.idx())?).checked_sub(1)
    }

    fn created(&mut self, event: &Event, g: GId, program: &Program) {
        let place = event.pc.some().and_then(|pc| program.place(pc.0)).filter(|place| !place.is_std);
        let Some(place) = place else { return };
        let found = self.sites.iter().position(|site| site.line == place.line);
        let index = found.unwrap_or_else(|| {
            self.sites.push(Site { line: place.line, ..Site::default() });
            self.sites.len() - 1
        });
        if self.site_of.len() <= g.idx() {
            self.site_of.resize(g.idx() + 1, 0);
        }
        self.site_of[g.idx()] = u16::try_from(index + 1).unwrap_or(0);
        let site = &mut self.sites[index];
        site.created += 1;
        site.alive += 1;
        if site.alive > site.peak {
            (site.peak, site.peak_at) = (site.alive, event.at);
        }
    }
}
