//! Events in, the file for Perfetto out.

use expect_test::{Expect, expect};
use gopark_gotrace::Perfetto;
use gopark_gotrace::export::Places;
use gopark_trace::{
    CodePlace, Ending, Event, GId, Kind, MId, Note, ObjId, PId, Pc, SimTime, Source, WaitReason,
};

/// Places are lines of a function; those from 90 on lie in a package of Go's.
struct Lines;

impl Places for Lines {
    fn place(&self, pc: Pc) -> Option<CodePlace> {
        let (func, file) = if pc.0 < 90 {
            ("main.\"f\"".to_owned(), "a\\b.go".to_owned())
        } else {
            ("time.Sleep".to_owned(), format!("{}time/sleep.go", CodePlace::GO_ROOT))
        };
        Some(CodePlace { func, file, line: pc.0 })
    }
}

/// What happens on P0 and M0, in goroutine `g`, at a place: goroutine 0 is none, and so is place 0.
fn event(at: u64, g: u32, pc: u32, kind: Kind) -> Event {
    let (g, pc) = (if g == 0 { GId::NONE } else { GId(g) }, if pc == 0 { Pc::NONE } else { Pc(pc) });
    Event { at: SimTime(at), m: MId(0), p: PId(0), g, pc, kind }
}

fn start(g: u32) -> Kind {
    Kind::GoStart { g: GId(g), from: Source::Direct, tick: true }
}

fn block(reason: WaitReason) -> Kind {
    Kind::GoBlock { reason, obj: ObjId::NONE }
}

/// The file of a run on one processor, without the names of its groups, and of its tracks that are always there.
fn check(events: &[Event], expected: &Expect) {
    let mut perfetto = Perfetto::new(Box::new(Lines));
    let begin = [Kind::ProcsChange { n: 1 }, Kind::MStart, Kind::ProcStart].map(|kind| event(0, 0, 0, kind));
    let outside = Event { m: MId::NONE, p: PId::NONE, ..begin[0] };
    for event in [outside, begin[1], begin[2]].iter().chain(events) {
        if let Kind::GoBlock { .. } = event.kind {
            perfetto.stack(PId(0), &[event.pc, Pc(12)]);
        }
        perfetto.event(event);
    }
    let mut file = perfetto.take();
    file.extend(perfetto.finish().expect("the events fit"));
    let text = String::from_utf8(file).expect("text");
    let own = text.lines().filter(|line| !line.contains("process_") && !line.contains("\"M\",\"pid\":3"));
    expected.assert_eq(&own.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn slices_arrows_and_marks() {
    check(
        &[
            event(1_000, 0, 0, Kind::GoCreate { g: GId(1), entry: Pc(1) }),
            event(1_000, 0, 0, start(1)),
            event(2_500, 1, 3, Kind::GoCreate { g: GId(7), entry: Pc(10) }),
            event(2_500, 1, 4, Kind::StackGrow { bytes: 4096 }),
            event(3_000, 1, 95, block(WaitReason::Sleep)),
            event(3_000, 0, 0, start(7)),
            event(4_001, 7, 12, Kind::GoUnblock { g: GId(1) }),
            event(4_002, 7, 13, Kind::GoDestroy),
            event(5_000, 0, 0, start(1)),
            event(1_000_000, 1, 5, Kind::End { how: Ending::Exit { code: 3 } }),
        ],
        &expect![[r#"
            {"displayTimeUnit":"ns","traceEvents":[
            {"ph":"M","pid":1,"tid":1,"name":"thread_name","args":{"name":"P0"}},
            {"ph":"i","pid":3,"tid":3,"ts":0.000,"name":"GOMAXPROCS is 1","s":"g"},
            {"ph":"C","pid":3,"tid":0,"ts":0.000,"name":"goroutines","args":{"running":0,"runnable":0,"waiting":0,"in system calls":0}},
            {"ph":"C","pid":3,"tid":0,"ts":0.000,"name":"memory","args":{"heap":0,"goal":0,"stacks":0}},
            {"ph":"M","pid":2,"tid":1,"name":"thread_name","args":{"name":"G1 main.\"f\""}},
            {"ph":"B","pid":2,"tid":1,"ts":1.000,"name":"runnable"},
            {"ph":"E","pid":2,"tid":1,"ts":1.000},
            {"ph":"B","pid":2,"tid":1,"ts":1.000,"name":"running"},
            {"ph":"B","pid":1,"tid":1,"ts":1.000,"name":"G1 main.\"f\""},
            {"ph":"C","pid":3,"tid":0,"ts":1.000,"name":"goroutines","args":{"running":1,"runnable":0,"waiting":0,"in system calls":0}},
            {"ph":"C","pid":3,"tid":0,"ts":1.000,"name":"memory","args":{"heap":0,"goal":0,"stacks":2048}},
            {"ph":"M","pid":2,"tid":7,"name":"thread_name","args":{"name":"G7 main.\"f\""}},
            {"ph":"s","pid":2,"tid":1,"ts":2.500,"name":"starts","cat":"wake","id":0},
            {"ph":"B","pid":2,"tid":7,"ts":2.500,"name":"runnable"},
            {"ph":"f","pid":2,"tid":7,"ts":2.500,"name":"starts","cat":"wake","id":0,"bp":"e"},
            {"ph":"i","pid":2,"tid":1,"ts":2.500,"name":"its stack grows to 4096 bytes","s":"t"},
            {"ph":"C","pid":3,"tid":0,"ts":2.500,"name":"goroutines","args":{"running":1,"runnable":1,"waiting":0,"in system calls":0}},
            {"ph":"C","pid":3,"tid":0,"ts":2.500,"name":"memory","args":{"heap":0,"goal":0,"stacks":6144}},
            {"ph":"E","pid":2,"tid":1,"ts":3.000},
            {"ph":"B","pid":2,"tid":1,"ts":3.000,"name":"sleep","args":{"in":"main.\"f\"","at":"a\\b.go:12"}},
            {"ph":"E","pid":1,"tid":1,"ts":3.000},
            {"ph":"E","pid":2,"tid":7,"ts":3.000},
            {"ph":"B","pid":2,"tid":7,"ts":3.000,"name":"running"},
            {"ph":"B","pid":1,"tid":1,"ts":3.000,"name":"G7 main.\"f\""},
            {"ph":"C","pid":3,"tid":0,"ts":3.000,"name":"goroutines","args":{"running":1,"runnable":0,"waiting":1,"in system calls":0}},
            {"ph":"s","pid":2,"tid":7,"ts":4.001,"name":"wakes","cat":"wake","id":1},
            {"ph":"E","pid":2,"tid":1,"ts":4.001},
            {"ph":"B","pid":2,"tid":1,"ts":4.001,"name":"runnable"},
            {"ph":"f","pid":2,"tid":1,"ts":4.001,"name":"wakes","cat":"wake","id":1,"bp":"e"},
            {"ph":"C","pid":3,"tid":0,"ts":4.001,"name":"goroutines","args":{"running":1,"runnable":1,"waiting":0,"in system calls":0}},
            {"ph":"E","pid":2,"tid":7,"ts":4.002},
            {"ph":"E","pid":1,"tid":1,"ts":4.002},
            {"ph":"C","pid":3,"tid":0,"ts":4.002,"name":"goroutines","args":{"running":0,"runnable":1,"waiting":0,"in system calls":0}},
            {"ph":"C","pid":3,"tid":0,"ts":4.002,"name":"memory","args":{"heap":0,"goal":0,"stacks":4096}},
            {"ph":"E","pid":2,"tid":1,"ts":5.000},
            {"ph":"B","pid":2,"tid":1,"ts":5.000,"name":"running"},
            {"ph":"B","pid":1,"tid":1,"ts":5.000,"name":"G1 main.\"f\""},
            {"ph":"C","pid":3,"tid":0,"ts":5.000,"name":"goroutines","args":{"running":1,"runnable":0,"waiting":0,"in system calls":0}},
            {"ph":"i","pid":3,"tid":3,"ts":1000.000,"name":"exit status 3","s":"g"},
            {"ph":"E","pid":1,"tid":1,"ts":1000.000},
            {"ph":"E","pid":2,"tid":1,"ts":1000.000}
            ]}
        "#]],
    );
}

#[test]
fn what_goes_on_ends_with_the_file() {
    let mut perfetto = Perfetto::new(Box::new(Lines));
    perfetto.note(&event(5, 3, 1, Kind::CpuSample), Note::TaskBegin { task: 9, parent: 0, name: "t\n" });
    perfetto.note(&event(6, 3, 1, Kind::CpuSample), Note::Region { on: true, task: 9, name: "r" });
    perfetto.note(&event(7, 3, 1, Kind::CpuSample), Note::Region { on: false, task: 9, name: "other" });
    let text = String::from_utf8(perfetto.finish().expect("nothing is wrong")).expect("text");
    let own: String =
        text.lines().filter(|line| line.contains("cat")).map(|line| format!("{line}\n")).collect();
    expect![[r#"
        {"ph":"b","pid":2,"tid":3,"ts":0.005,"name":"t\n","cat":"task","id":9},
        {"ph":"b","pid":2,"tid":3,"ts":0.006,"name":"r","cat":"region","id":3},
        {"ph":"e","pid":2,"tid":3,"ts":0.007,"name":"r","cat":"region","id":3},
        {"ph":"e","pid":2,"tid":3,"ts":0.007,"name":"t\n","cat":"task","id":9}
    "#]]
    .assert_eq(&own);
}

#[test]
fn what_does_not_fit_is_said() {
    let mut perfetto = Perfetto::new(Box::new(Lines));
    perfetto.event(&event(1, 1, 1, Kind::GoDestroy));
    assert!(perfetto.finish().is_err());
}
