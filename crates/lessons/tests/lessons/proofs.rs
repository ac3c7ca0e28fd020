//! What the lessons stand for, shown over seeds and parameters: more than any one sentence of their texts says.

use gopark_session::{Session, measure};
use gopark_trace::{GId, Kind, Leaked, SimTime, StopReason};

use crate::markdown::lesson;
use crate::runs::{SEEDS, begun, run};

fn number(session: &Session, name: &str) -> i64 {
    measure(session, name).unwrap_or_else(|| panic!("there is no {name}"))
}

/// Plays on to a moment.
fn play_to(session: &mut Session, ns: u64) {
    session.seek(SimTime(ns));
    session.advance(0.0, &mut || true);
}

fn set(session: &mut Session, name: &str, value: i64) {
    let params = &session.program().expect("a program").params;
    let index = params.iter().position(|param| param.name == name).expect("the parameter");
    session.set_param(index, value);
}

const SECOND: u64 = 1_000_000_000;

#[test]
fn the_semaphore_is_never_exceeded() {
    for seed in SEEDS {
        for limit in [1, 3, 10, 40] {
            let session = run(lesson("semaphore"), &format!("limit={limit},until=30s"), "", seed);
            assert_eq!(number(&session, "peak"), limit + 1, "limit {limit}, seed {seed}: the limit and main");
            assert_eq!(number(&session, "out: most in flight at once:"), limit, "limit {limit}, seed {seed}");
        }
    }
}

/// Of a request every five seconds (the pause, and the time until the client gives up), one goroutine stays.
#[test]
fn the_leak_is_linear_in_requests_and_flat_when_mended() {
    for seed in SEEDS {
        let mut leaking = begun(lesson("http-leak"), "", seed);
        let mut mended = begun(lesson("http-leak"), "fixed=true", seed);
        let mut bytes = Vec::new();
        for part in 1..=4 {
            let at = part * 1000 * SECOND;
            play_to(&mut leaking, at);
            play_to(&mut mended, at);
            let (left, requests) = (number(&leaking, "in: main.process"), part as i64 * 1000 / 5);
            assert!(
                left.abs_diff(requests) <= 2,
                "seed {seed} at {part},000 s: {left} of {requests} requests"
            );
            assert!(number(&mended, "in: main.process") <= 1, "seed {seed} at {part},000 s");
            bytes.push((number(&leaking, "memory"), number(&mended, "memory")));
        }
        // What is not collected yet rises and falls; the line under it does not.
        let climbs: Vec<i64> = bytes.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
        let (least, most) = ((200 * 64) << 10, (200 * 80) << 10);
        assert!(climbs.iter().all(|climb| (least / 2..most * 2).contains(climb)), "seed {seed}: {climbs:?}");
        let flat = bytes.iter().map(|(_, mended)| *mended).max().expect("four");
        assert!(flat < 8 << 20, "seed {seed}: {bytes:?}");
    }
}

#[test]
fn the_climb_stops_when_the_service_is_mended_while_it_runs() {
    for seed in SEEDS {
        let mut session = begun(lesson("http-leak"), "", seed);
        play_to(&mut session, 1000 * SECOND);
        set(&mut session, "fixed", 1);
        let stuck = number(&session, "in: main.process");
        assert!(stuck >= 198, "seed {seed}: {stuck}");
        for until in [1500, 3000, 7000] {
            play_to(&mut session, until * SECOND);
            let now = number(&session, "in: main.process");
            // One that is on its way when the switch is set may be of either kind.
            assert!((stuck..=stuck + 2).contains(&now), "seed {seed}: {stuck} at first, {now} at {until} s");
        }
        assert_eq!(number(&session, "oom"), 0, "seed {seed}");
    }
}

#[test]
fn the_container_kills_at_its_limit() {
    let mut killed_at = Vec::new();
    for limit_mb in [32, 64, 128] {
        let session = run(lesson("http-leak"), &format!("memory={limit_mb}MB,until=20000s"), "", 1);
        assert_eq!((number(&session, "oom"), number(&session, "exit")), (1, 137), "{limit_mb} MB");
        let used_mb = number(&session, "memory") >> 20;
        assert!((limit_mb * 7 / 8..=limit_mb).contains(&used_mb), "{used_mb} of {limit_mb} MB");
        killed_at.push(session.time().0 / SECOND);
    }
    let [first, second, third] = killed_at[..] else { panic!("three") };
    assert!(
        (17..=23).contains(&(second * 10 / first)) && (17..=23).contains(&(third * 10 / second)),
        "{killed_at:?}"
    );
}

/// The nodes are numbered from the root down, each before its children: the `k`th goroutine belongs to the `k`th node.
#[test]
fn a_cancellation_reaches_every_descendant_and_nobody_else() {
    for (depth, width) in [(1, 5), (2, 3), (3, 2)] {
        // Nodes below and at one of each generation.
        let sizes: Vec<usize> =
            (0..=depth).map(|left| (0..=left).map(|n| usize::pow(width, n)).sum()).collect();
        let mut ends = Vec::new();
        subtrees(depth as usize, width, &sizes, &mut ends);
        for seed in SEEDS {
            for node in [1, 2, 3, 4, ends.len()] {
                let setup = format!("depth={depth},width={width},deaf=0");
                let mut session = begun(lesson("context"), &setup, seed);
                play_to(&mut session, SECOND / 10);
                set(&mut session, "cancelNow", node as i64);
                play_to(&mut session, SECOND / 5);
                let ended = ended(&session);
                let expected: Vec<usize> = (node..=ends[node - 1]).collect();
                assert_eq!(ended, expected, "depth {depth}, width {width}, node {node}, seed {seed}");
            }
        }
    }
}

/// As long as somebody holds what it waits for it only waits; then it is leaked, and nobody else is.
#[test]
fn who_ignores_the_wave_stays_behind_and_sinks() {
    let sunk = |session: &Session| {
        let world = session.world().expect("a run");
        world.gs.iter().filter(|(_, g)| g.leaked != Leaked::No).count()
    };
    for seed in SEEDS {
        for (deaf, left) in [(6, 1), (1, 1), (0, 0)] {
            let mut session = begun(lesson("context"), &format!("deaf={deaf}"), seed);
            for (ns, leaked) in [(SECOND, 0), (3 * SECOND / 2, 0), (5 * SECOND / 2, left)] {
                play_to(&mut session, ns);
                assert_eq!(sunk(&session), leaked, "deaf {deaf}, at {ns}, seed {seed}");
            }
        }
    }
}

/// The last descendant of each node.
fn subtrees(generations: usize, width: usize, sizes: &[usize], ends: &mut Vec<usize>) {
    ends.push(ends.len() + sizes[generations]);
    if generations > 0 {
        (0..width).for_each(|_| subtrees(generations - 1, width, sizes, ends));
    }
}

/// The nodes whose goroutines have ended.
fn ended(session: &Session) -> Vec<usize> {
    let program = session.program().expect("a program");
    let mut nodes: Vec<GId> = Vec::new();
    let mut ended = Vec::new();
    for event in session.last_events(usize::MAX) {
        match event.kind {
            Kind::GoCreate { g, entry } if entry.some().is_some_and(|pc| is_node(program.place(pc.0))) => {
                nodes.push(g);
            }
            Kind::GoDestroy => ended.extend(nodes.iter().position(|&g| g == event.g).map(|at| at + 1)),
            _ => {}
        }
    }
    ended.sort_unstable();
    ended
}

fn is_node(place: Option<gopark_program::Place<'_>>) -> bool {
    place.is_some_and(|place| place.func.contains("Tree"))
}

#[test]
fn a_stack_doubles_at_each_power_of_two_and_is_halved_by_collections() {
    for seed in SEEDS {
        let session = run(lesson("stacks"), "", "", seed);
        let mut sizes = vec![2 << 10];
        let mut collections = 0;
        for event in session.last_events(usize::MAX) {
            match event.kind {
                Kind::StackGrow { bytes } if bytes > 8 << 10 || sizes.len() > 1 || event.g != GId(1) => {
                    assert_eq!(collections, 0, "seed {seed}: it only grows while it dives");
                    assert_eq!(Some(&(bytes / 2)), sizes.last(), "seed {seed}: {sizes:?}");
                    sizes.push(bytes);
                }
                Kind::GcBegin => collections += 1,
                Kind::StackSet { bytes, .. } if collections > 0 => {
                    assert_eq!(Some(&(bytes * 2)), sizes.last(), "seed {seed}: {sizes:?}");
                    sizes.push(bytes);
                }
                _ => {}
            }
        }
        let up_and_down = [2, 4, 8, 16, 32, 64, 128, 256, 128, 64, 32, 16, 8, 4, 2].map(|kb| kb << 10);
        assert_eq!(sizes, up_and_down, "seed {seed}");
    }
}

/// Nobody gets a processor when there are as many loops as processors and nothing interrupts them.
#[test]
fn a_tight_loop_starves_the_others_exactly_when_it_should() {
    for seed in SEEDS {
        for (procs, spinners) in [(1, 1), (1, 2), (2, 1), (2, 2), (2, 3), (4, 3), (4, 4)] {
            for preempt in [true, false] {
                let setup = format!(
                    "procs={procs},spinners={spinners},until=300ms,preempt={}",
                    if preempt { "on" } else { "off" }
                );
                let session = run(lesson("preemption"), &setup, "", seed);
                let turns = number(&session, "says: main is back");
                let starves = !preempt && spinners >= procs;
                assert_eq!(turns == 0, starves, "{setup}, seed {seed}: main was back {turns} times");
                let interrupted = session.last_events(usize::MAX).into_iter();
                let interrupted = interrupted
                    .filter(|it| matches!(it.kind, Kind::GoStop { reason: StopReason::Preempted }));
                assert!(preempt || interrupted.count() == 0, "{setup}, seed {seed}");
            }
        }
    }
}
