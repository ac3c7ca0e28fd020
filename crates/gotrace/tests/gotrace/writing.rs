//! Writing traces, and reading them back.

use gopark_gotrace::trace::{
    ClockSnapshot, Context, Event, EventKind, GoStatus, ProcStatus, StackId, Symbols, TextId, Version,
};
use gopark_gotrace::{GoId, ProcId, ThreadId, TraceWriter, WriteError, read_trace};

use crate::support::rng::Rng;
use crate::support::run;

/// Reads all of a sound trace.
fn read_all(bytes: &[u8]) -> (Vec<Event>, Symbols) {
    let mut trace = read_trace(bytes).expect("a trace");
    let events = trace.by_ref().map(|event| event.expect("an event")).collect();
    (events, trace.into_symbols())
}

fn write_all(events: &[Event], symbols: &Symbols) -> Vec<u8> {
    let mut writer = TraceWriter::new(symbols.clone());
    for event in events {
        writer.push(event).unwrap_or_else(|error| panic!("{event:?}: {error}"));
    }
    writer.finish()
}

#[test]
fn what_was_written_is_read() {
    for seed in 0..30 {
        let (generations, steps) = (1 + seed % 3, 1 << (seed % 11));
        let run = run::make(Rng::announced(seed), generations, steps);
        let (events, symbols) = read_all(&run.bytes);
        assert_eq!(events.len(), run.events.len(), "seed {seed}");
        for (read, written) in events.iter().zip(&run.events) {
            assert_eq!((read.time_ns, read.context), (written.time_ns, written.context), "seed {seed}");
        }
        // Read texts and stacks are numbered as they are used, so from here on everything is the same.
        let again = write_all(&events, &symbols);
        let (events_again, symbols_again) = read_all(&again);
        assert!(events == events_again && symbols == symbols_again, "seed {seed}");
        assert_eq!(write_all(&events_again, &symbols_again), again, "seed {seed}");
    }
}

#[test]
fn long_runs_fill_many_batches() {
    let run = run::make(Rng::announced(1), 1, 60_000);
    assert!(run.bytes.len() > 5 * (64 << 10), "{} bytes", run.bytes.len());
    let (events, symbols) = read_all(&run.bytes);
    assert_eq!(events.len(), run.events.len());
    assert_eq!(read_all(&write_all(&events, &symbols)).0, events);
    let trace = read_trace(&run.bytes).expect("a trace");
    assert_eq!((trace.version(), trace.bytes_read()), (Version::Go126, 16));
}

const CLOCK: Option<ClockSnapshot> =
    Some(ClockSnapshot { trace_ns: 100, mono_ns: 7, wall_s: 1_700_000_000, wall_ns: 8 });
const M: Option<ThreadId> = Some(ThreadId(7));

/// A writer with a thread that runs goroutine 1 on processor 0, at 102 ns.
fn running() -> TraceWriter {
    let mut writer = TraceWriter::new(Symbols::new());
    writer.sync(100, 1, CLOCK).expect("a generation");
    let p = EventKind::ProcStatus { p: ProcId(0), status: ProcStatus::Running, known: false };
    writer.emit(101, M, p).expect("a processor");
    writer.emit(102, M, status(1, GoStatus::Running)).expect("a goroutine");
    writer
}

fn status(g: u64, status: GoStatus) -> EventKind {
    EventKind::GoStatus { g: GoId(g), m: M, status, known: false, stack: StackId::NONE }
}

#[test]
fn the_context_is_found() {
    let mut writer = running();
    let event = writer.emit(110, M, EventKind::GoDestroy).expect("the end of a goroutine");
    let context = Context { m: M, p: Some(ProcId(0)), g: Some(GoId(1)) };
    assert_eq!(event, Event { time_ns: 110, context, kind: EventKind::GoDestroy });
    assert_eq!(read_all(&writer.finish()).0.last(), Some(&event));
}

#[test]
fn what_cannot_be_is_not_written() {
    let impossible = |kind| match running().emit(200, M, kind) {
        Err(WriteError::Impossible { what }) => what,
        other => panic!("{kind:?}: {other:?}"),
    };
    let stack = StackId::NONE;
    assert_eq!(impossible(EventKind::GoStart { g: GoId(2) }), "it would have to wait for another event");
    assert_eq!(impossible(status(1, GoStatus::Waiting)), "G1 is Running but said to be Waiting");
    assert_eq!(impossible(EventKind::GcEnd), "the mark phase does not begin and end in turn");
    assert_eq!(
        impossible(EventKind::GoCreate { g: GoId(1), start: stack, blocked: false, stack }),
        "G1 is created but exists"
    );
    assert_eq!(running().emit(102, M, EventKind::GoDestroy), Err(WriteError::BadTime { time_ns: 102 }));
    assert_eq!(
        running().emit(1 << 53, M, EventKind::GoDestroy),
        Err(WriteError::BadTime { time_ns: 1 << 53 })
    );
    assert_eq!(running().sync(200, 1, CLOCK), Err(WriteError::BadSync));
    assert_eq!(running().sync(200, 2, None), Err(WriteError::BadSync));
    let mut empty = TraceWriter::new(Symbols::new());
    assert_eq!(empty.emit(5, M, EventKind::GoDestroy), Err(WriteError::NotStarted));
    let context = Context { m: M, p: None, g: Some(GoId(1)) };
    let elsewhere = Event { time_ns: 200, context, kind: EventKind::GoDestroy };
    assert_eq!(running().push(&elsewhere), Err(WriteError::Mismatch));
    let stw_end = EventKind::StwEnd { kind: TextId::EMPTY };
    assert!(matches!(
        running().push(&Event { kind: stw_end, ..elsewhere }),
        Err(WriteError::Impossible { .. })
    ));
}

#[test]
fn an_error_costs_its_generation() {
    let mut writer = running();
    writer.sync(300, 2, CLOCK.map(|clock| ClockSnapshot { trace_ns: 300, ..clock })).expect("a generation");
    writer.emit(301, M, EventKind::GcEnd).expect_err("no collection has begun");
    assert_eq!(writer.emit(302, M, EventKind::GoDestroy), Err(WriteError::NotStarted));
    assert_eq!(writer.sync(400, 3, CLOCK), Err(WriteError::NotStarted));
    assert_eq!(read_all(&writer.finish()).0.len(), 3);
}
