//! What a run of ten million events costs natively, and seeking in it:
//! `cargo run --release -p gopark-session --example seek_cost [FILE.go [EVENTS]]`.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads a clock and says what it saw"
)]

use std::time::Instant;

use gopark_session::{Options, Session};
use gopark_trace::SimTime;

const OPTIONS: Options = Options { memory_limit_bytes: 1 << 30, ..Options::USUAL };
const EVENTS: u64 = 10_000_000;
const SEEKS: u64 = 200;

fn main() {
    let mut args = std::env::args().skip(1);
    let file = args.next().unwrap_or_else(|| "bench/page/events.go".to_owned());
    let events = args.next().and_then(|n| n.parse().ok()).unwrap_or(EVENTS);
    let text = std::fs::read_to_string(&file).expect("a Go program");
    let mut session = Session::new(OPTIONS);
    assert!(session.load(&text), "{:?}", session.diagnostics());
    let begun = Instant::now();
    let mut most = 0.0_f64;
    while !session.is_over() && session.event_count() < events {
        let portion = Instant::now();
        let mut looks = 0;
        session.run_to_end(&mut || {
            looks += 1;
            looks < 50
        });
        drop(session.passed());
        most = most.max(portion.elapsed().as_secs_f64());
    }
    let known = session.event_count();
    println!("{known} events in {:.1} s, {} MB resident", begun.elapsed().as_secs_f64(), resident_mb());
    println!("longest portion of 50 looks {:.0} ms; {}", most * 1e3, session.time());
    let until = session.recorded_until().0;
    let mut rng = 1_u64;
    let mut times: Vec<_> = (0..SEEKS)
        .map(|_| {
            rng = rng.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31);
            let to = SimTime(((u128::from(rng) * u128::from(until)) >> 64) as u64);
            let begun = Instant::now();
            session.seek(to);
            begun.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize];
    println!("seek: median {:.1} ms, 99th percentile {:.1} ms, most {:.1} ms", at(0.5), at(0.99), at(1.0));
    println!("{} MB resident", resident_mb());
}

/// Of this process, where the system tells.
fn resident_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1024
}
