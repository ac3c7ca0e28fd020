//! Plays a program as the page does: compiled, played to its end, to moments here and there, changed in the past, started anew.

use std::fmt;

use gopark_scene::{Input, NoNames, Stage, Timeline, TimelineInput, Viewport, words};
use gopark_session::{Compiling, Options, Session, Speed};
use gopark_trace::SimTime;
use nix::time::{ClockId, clock_gettime};

const OPTIONS: Options = Options { memory_limit_bytes: 4 << 30, ..Options::USUAL };
/// What a frame may take of the run, and of compiling, as on the page.
const FRAME_MS: f64 = 6.0;
const COMPILE_MS: f64 = 12.0;
/// What the page shows besides the picture.
const ROWS: usize = 200;
const OUTPUT_BYTES: usize = 24 << 10;
const VIEWPORT: Viewport = Viewport { width: 1280.0, height: 720.0 };
const TIMELINE: Viewport = Viewport { width: 1280.0, height: 120.0 };

/// How much of a program is played.
pub struct Bounds {
    events: u64,
    ms: f64,
}

impl Bounds {
    pub const ONE: Self = Self { events: 3_000_000, ms: 60_000.0 };
    pub const MANY: Self = Self { events: 500_000, ms: 4_000.0 };
}

/// A frame, in ms of the processor.
pub struct Stretch {
    pub all_ms: f64,
    run_ms: f64,
    /// The longest part of the run without a look at the clock.
    once_ms: f64,
    picture_ms: f64,
    events: u64,
    at: SimTime,
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { all_ms, run_ms, once_ms, picture_ms, events, at } = self;
        write!(
            f,
            "{all_ms:.0} ms, of it run {run_ms:.0} (at once {once_ms:.0}), picture {picture_ms:.0}; {events} events, at {at}"
        )
    }
}

/// Time of the processor that this thread has taken, in ms: others at work on the machine make it no longer.
fn now_ms() -> f64 {
    let time = clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID).expect("the system has that clock");
    time.tv_sec() as f64 * 1e3 + time.tv_nsec() as f64 / 1e6
}

/// The frames of each phase, longest first; none for a text that is no program.
pub fn all(text: &str, bounds: &Bounds) -> Option<Vec<(&'static str, Vec<Stretch>)>> {
    let mut player = Player {
        session: Session::new(OPTIONS),
        stage: Stage::default(),
        timeline: Timeline::default(),
        frames: Vec::new(),
    };
    let mut phases = Vec::new();
    player.compile(text)?;
    phases.push(("compiling", player.take()));
    player.session.work_in_frames(now_ms);
    player.session.set_speed(Speed::Unbounded);
    let begun = now_ms();
    player.session.play();
    while !player.session.is_over()
        && player.session.event_count() < bounds.events
        && now_ms() - begun < bounds.ms
    {
        player.frame(|_| {});
    }
    phases.push(("playing", player.take()));
    let until = player.session.recorded_until();
    for nth in 0..20_u64 {
        let to = SimTime(until.0 / 20 * (nth * 7 % 20));
        player.frame(|session| session.seek(to));
        player.settle();
    }
    phases.push(("seeking", player.take()));
    player.frame(|session| session.seek(SimTime(until.0 / 4 * 3)));
    player.settle();
    player.frame(|session| session.set_procs(2));
    player.settle();
    phases.push(("changing", player.take()));
    player.frame(|session| session.restart(None));
    player.frame(|session| session.play());
    phases.push(("again", player.take()));
    Some(phases)
}

struct Player {
    session: Session,
    stage: Stage,
    timeline: Timeline,
    frames: Vec<Stretch>,
}

impl Player {
    fn take(&mut self) -> Vec<Stretch> {
        self.frames.sort_by(|a, b| b.all_ms.total_cmp(&a.all_ms));
        std::mem::take(&mut self.frames)
    }

    fn settle(&mut self) {
        while self.session.is_busy() {
            self.frame(|_| {});
        }
    }

    fn compile(&mut self, text: &str) -> Option<()> {
        let mut compiling = Compiling::new("main.go", text);
        loop {
            let begun = now_ms();
            let (mut last, mut once_ms) = (begun, 0.0_f64);
            let compiled = compiling.go_on(&mut || {
                let now = now_ms();
                once_ms = once_ms.max(now - last);
                last = now;
                now - begun < COMPILE_MS
            });
            let is_done = compiled.is_some();
            if let Some(compiled) = compiled
                && !self.session.put_on(text, compiled)
            {
                return None;
            }
            let now = now_ms();
            let once_ms = once_ms.max(now - last);
            let (all_ms, at) = (now - begun, SimTime::ZERO);
            self.frames.push(Stretch { all_ms, run_ms: all_ms, once_ms, picture_ms: 0.0, events: 0, at });
            if is_done {
                return Some(());
            }
        }
    }

    fn frame(&mut self, act: impl FnOnce(&mut Session)) {
        let Self { session, stage, timeline, frames } = self;
        let begun = now_ms();
        act(session);
        let mut last = now_ms();
        let mut once_ms = last - begun;
        session.advance(16.0, &mut || {
            let now = now_ms();
            once_ms = once_ms.max(now - last);
            last = now;
            now - begun < FRAME_MS
        });
        let ended = now_ms();
        let passed = session.passed();
        let mut painted = ended;
        if let (Some(world), Some(history)) = (session.world(), session.history()) {
            let events = if passed.jumped { &[] } else { &passed.events[..] };
            stage.frame(&Input {
                world,
                now: session.time(),
                events,
                names: &NoNames,
                viewport: VIEWPORT,
                dt_s: 0.016,
            });
            timeline.frame(&TimelineInput {
                history,
                former: session.former().map(|former| (former.at, &former.history)),
                events: &[],
                names: &NoNames,
                world,
                time: session.time(),
                until: session.recorded_until(),
                selected: None,
                viewport: TIMELINE,
                scroll_y: 0.0,
            });
            painted = now_ms();
            words::rows(world, &NoNames, ROWS);
            words::summary(world, session.time());
            session.newest_output(OUTPUT_BYTES);
            session.last_events(ROWS);
        }
        let once_ms = once_ms.max(ended - last);
        let (all_ms, run_ms, picture_ms) = (now_ms() - begun, ended - begun, painted - ended);
        let (events, at) = (session.event_count(), session.time());
        frames.push(Stretch { all_ms, run_ms, once_ms, picture_ms, events, at });
    }
}
