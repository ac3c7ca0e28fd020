//! How long playing a program holds up whoever plays it, natively: the longest frames, and what was done in them.
//! `cargo run --release -p gopark-cli --example stretches FILE.go [EVENTS]`; where others work on the same machine, run what
//! that builds with `chrt -f 1`.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads a clock and says what it saw"
)]

use std::fs;
use std::time::Instant;

use gopark_scene::{Input, NoNames, Stage, Viewport, words};
use gopark_session::{Options, Session, Speed};
use gopark_trace::SimTime;

const OPTIONS: Options = Options { memory_limit_bytes: 4 << 30, ..Options::USUAL };
/// What a frame may take, as on the page.
const FRAME_MS: f64 = 6.0;
/// Longest stretches that are told.
const TOLD: usize = 4;

fn main() {
    let mut args = std::env::args().skip(1);
    let file = args.next().expect("a Go program");
    let events = args.next().and_then(|n| n.parse().ok()).unwrap_or(3_000_000);
    let text = fs::read_to_string(&file).expect("a Go program");
    let mut session = Session::new(OPTIONS);
    assert!(session.load(&text), "{:?}", session.diagnostics());
    session.work_in_frames();
    session.set_speed(Speed::Unbounded);
    println!("{file}");
    let mut stretches = Stretches { begun: Instant::now(), stage: Stage::default(), all: Vec::new() };
    let begun = Instant::now();
    session.play();
    while !session.is_over() && session.event_count() < events && begun.elapsed().as_secs() < 60 {
        stretches.frame(&mut session);
    }
    let (known, until) = (session.event_count(), session.recorded_until());
    let alive = session.world().map_or(0, |world| world.gs.len());
    println!("  {known} events, {until}, {alive} goroutines, {:.1} s", begun.elapsed().as_secs_f64());
    stretches.tell("playing");
    for nth in 0..20_u64 {
        let to = SimTime(until.0 / 20 * (nth * 7 % 20));
        stretches.of(&mut session, |session| session.seek(to));
        stretches.settle(&mut session);
    }
    stretches.tell("seeking");
    stretches.of(&mut session, |session| session.seek(SimTime(until.0 / 4 * 3)));
    stretches.settle(&mut session);
    stretches.of(&mut session, |session| session.set_procs(2));
    stretches.settle(&mut session);
    stretches.tell("changing");
    stretches.of(&mut session, |session| session.restart(None));
    stretches.tell("again");
}

struct Stretches {
    begun: Instant,
    stage: Stage,
    /// In ms: all of a frame, the run, that without a look at the clock, the picture.
    all: Vec<([f64; 4], u64, SimTime)>,
}

impl Stretches {
    fn settle(&mut self, session: &mut Session) {
        while session.is_busy() {
            self.frame(session);
        }
    }

    fn frame(&mut self, session: &mut Session) {
        self.of(session, |_| {});
    }

    fn of(&mut self, session: &mut Session, act: impl FnOnce(&mut Session)) {
        let clock = self.begun;
        let now_ms = || clock.elapsed().as_secs_f64() * 1e3;
        let begun = now_ms();
        act(session);
        let mut last = now_ms();
        let mut gap = last - begun;
        session.advance(16.0, &mut || {
            let now = now_ms();
            gap = gap.max(now - last);
            last = now;
            now - begun < FRAME_MS
        });
        let ended = now_ms();
        let passed = session.passed();
        if let Some(world) = session.world() {
            let events = if passed.jumped { &[] } else { &passed.events[..] };
            let viewport = Viewport { width: 1280.0, height: 720.0 };
            self.stage.frame(&Input { world, events, names: &NoNames, viewport, dt_s: 0.016 });
        }
        let painted = now_ms();
        if let Some(world) = session.world() {
            words::rows(world, &NoNames, 200);
            words::summary(world);
        }
        let (run, picture, told) = (ended - begun, painted - ended, now_ms() - painted);
        let gap = gap.max(ended - last);
        self.all.push(([run + picture + told, run, gap, picture], session.event_count(), session.time()));
    }

    fn tell(&mut self, what: &str) {
        self.all.sort_by(|a, b| b.0[0].total_cmp(&a.0[0]));
        for ([all, run, gap, picture], events, at) in self.all.drain(..).take(TOLD) {
            println!(
                "  {what}: {all:.0} ms, of it run {run:.0} (at once {gap:.0}), picture {picture:.0}; {events} events, at {at}"
            );
        }
    }
}
