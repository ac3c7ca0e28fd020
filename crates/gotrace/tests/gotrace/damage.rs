//! Hostile input: nothing may panic, and what is read must be sound.

use gopark_gotrace::trace::{EventKind, Version};
use gopark_gotrace::{TraceWriter, WriteError, parse_dump, read_trace, sniff};

use crate::dumps::SAMPLES;
use crate::support::rng::Rng;
use crate::support::{run, text};

/// Reads `bytes` as far as it goes; what was read must be writable, and the same when read again.
fn check_trace(bytes: &[u8], seed: u64) {
    let _ = sniff(bytes);
    let Ok(mut trace) = read_trace(bytes) else { return };
    let mut events = Vec::new();
    for event in trace.by_ref() {
        let Ok(event) = event else { break };
        assert!(events.last().is_none_or(|last: &gopark_gotrace::trace::Event| last.time_ns < event.time_ns));
        events.push(event);
    }
    assert!(trace.next().is_none(), "seed {seed}: an event behind the end");
    if trace.version() < Version::Go126 {
        return;
    }
    let mut writer = TraceWriter::new(trace.into_symbols());
    for (index, event) in events.iter().enumerate() {
        match writer.push(event) {
            Ok(()) => {}
            Err(WriteError::BadTime { .. } | WriteError::BadSync) => {
                events.truncate(index);
                break;
            }
            Err(error) => panic!("seed {seed}: event {index}, {event:?}: {error}"),
        }
    }
    let bytes = writer.finish();
    let again: Vec<_> = read_trace(&bytes).expect("a trace").map_while(Result::ok).collect();
    let whole = events.iter().rposition(|event| matches!(event.kind, EventKind::Sync { .. })).unwrap_or(0);
    assert!(again.len() >= whole, "seed {seed}: {} of {} events", again.len(), events.len());
    for (before, after) in events.iter().zip(&again) {
        assert_eq!((before.time_ns, before.context), (after.time_ns, after.context), "seed {seed}");
    }
}

#[test]
fn damaged_traces() {
    for seed in 0..3_000 {
        let mut rng = Rng::announced(seed);
        let run = run::make(Rng(seed % 7), 1 + seed % 3, 40);
        check_trace(&rng.damage(&run.bytes), seed);
    }
}

#[test]
fn noise_behind_a_header() {
    for seed in 0..2_000 {
        let mut rng = Rng::announced(seed);
        let minor = [22, 23, 25, 26][rng.below(4)];
        let mut bytes = format!("go 1.{minor} trace\0\0\0").into_bytes();
        for _ in 0..rng.below(200) {
            let byte = rng.next();
            bytes.push(if byte & 1 == 0 { (byte >> 8) as u8 % 53 } else { (byte >> 8) as u8 });
        }
        check_trace(&bytes, seed);
    }
}

#[test]
fn damaged_dumps() {
    for seed in 0..3_000 {
        let mut rng = Rng::announced(seed);
        let sample = SAMPLES[rng.below(SAMPLES.len())];
        let damaged = rng.damage(sample.as_bytes());
        // An error is as good as a dump, as long as it comes back at all.
        let _ = parse_dump(&String::from_utf8_lossy(&damaged));
    }
}

/// Many threads that wait forever, before one that has many events: each of these would try all of the others.
#[test]
fn waiting_threads_cannot_hold_up_a_reader() {
    let mut text = "Trace Go1.22\nEventBatch gen=1 m=0 time=0\nFrequency freq=1000000000\n".to_owned();
    for m in 1..3_000 {
        text += &format!("EventBatch gen=1 m={m} time=1\nGoStart dt=1 g=1 g_seq=1\n");
    }
    text += "EventBatch gen=1 m=0 time=1000\nProcStatus dt=1 p=0 pstatus=1\n";
    text += &"HeapGoal dt=1 heapgoal_value=1\n".repeat(5_000);
    let bytes = text::trace(&text);
    let events = read_trace(&bytes).expect("a header").take_while(Result::is_ok).count();
    let error = read_trace(&bytes).expect("a header").find_map(Result::err).map(|error| error.to_string());
    assert!(events < 5_000, "{events} events");
    assert!(error.is_some_and(|error| error.contains("clocks of its threads disagree")));
}
