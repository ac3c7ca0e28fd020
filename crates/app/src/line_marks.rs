//! How many goroutines stand at each line of the source. Only those that moved since the last look are looked at.

use gopark_program::Program;
use gopark_sorted::sort_by;
use gopark_trace::{GId, GState, Table, World};

/// Goroutines at a line of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineMark {
    /// The line, from 1.
    pub line: u32,
    /// How many goroutines stand there.
    pub count: u32,
    /// What most of them do.
    pub state: GState,
}

const STATES: [GState; 4] = [GState::Running, GState::Runnable, GState::Syscall, GState::Waiting];

/// How many are in each of [`STATES`].
type Counts = [u32; STATES.len()];

/// Pages of 64 goroutines that are looked at between two looks at the clock.
const PAGES_AT_ONCE: usize = 1 << 8;

/// Counts by place, kept from look to look.
#[derive(Default)]
pub struct LineMarks {
    seen: Vec<u64>,
    /// Where to go on looking.
    page: usize,
    /// Where everybody stood: the place and the state.
    stood: Table<GId, (u32, usize)>,
    /// By place; places where nobody stands are not here.
    at: Vec<(u32, Counts)>,
}

impl LineMarks {
    /// The marks of `world`, by line, as far as `keep_going` lets it count.
    ///
    /// After a jump among very many goroutines that takes several calls; false: another one.
    pub fn look(
        &mut self,
        program: &Program,
        world: &World,
        keep_going: &mut dyn FnMut() -> bool,
    ) -> (Vec<LineMark>, bool) {
        let mut done = self.follow(world);
        while !done && keep_going() {
            done = self.follow(world);
        }
        let mut lines: Vec<(u32, Counts)> = Vec::new();
        for &(pc, counts) in &self.at {
            let Some(place) = program.place(pc).filter(|place| !place.is_std) else { continue };
            match lines.iter_mut().find(|(line, _)| *line == place.line) {
                Some((_, sum)) => sum.iter_mut().zip(counts).for_each(|(sum, n)| *sum += n),
                None => lines.push((place.line, counts)),
            }
        }
        sort_by(&mut lines, |a, b| a.0.cmp(&b.0));
        let mark = |(line, counts): (u32, Counts)| {
            let most = (0..STATES.len()).rev().max_by_key(|&i| counts[i]).unwrap_or(0);
            LineMark { line, count: counts.iter().sum(), state: STATES[most] }
        };
        (lines.into_iter().map(mark).collect(), done)
    }

    fn follow(&mut self, world: &World) -> bool {
        let Self { seen, page, stood, at } = self;
        world.gs.some_changes(seen, page, PAGES_AT_ONCE, |g, it| {
            let stands = it.and_then(|it| {
                let state = STATES.iter().position(|state| *state == it.state)?;
                Some((it.pc.some()?.0, state))
            });
            let stood = match stands {
                Some(stands) => stood.insert(g, stands),
                None => stood.remove(g),
            };
            if stood != stands {
                stood.into_iter().for_each(|place| count(at, place, false));
                stands.into_iter().for_each(|place| count(at, place, true));
            }
        })
    }
}

fn count(at: &mut Vec<(u32, Counts)>, (pc, state): (u32, usize), on: bool) {
    let i = match at.binary_search_by_key(&pc, |&(pc, _)| pc) {
        Ok(i) => i,
        Err(i) => {
            at.insert(i, (pc, Counts::default()));
            i
        }
    };
    let counts = &mut at[i].1;
    counts[state] = if on { counts[state] + 1 } else { counts[state] - 1 };
    if *counts == Counts::default() {
        at.remove(i);
    }
}
