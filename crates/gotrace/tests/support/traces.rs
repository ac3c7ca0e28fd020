//! Small traces written down as text.

use super::text;

/// For the test `a_goroutine_lives`.
pub const GOROUTINE: &str = "EventBatch gen=N m=7 time=100
ProcStatus dt=0 p=0 pstatus=1
GoStatus dt=1 g=1 m=7 gstatus=2
GoCreate dt=1 new_g=5 new_stack=2 stack=1
GoBlock dt=1 reason_string=4 stack=1
GoStart dt=1 g=5 g_seq=1
GoUnblock dt=1 g=1 g_seq=1 stack=2
GoDestroy dt=1
GoStart dt=1 g=1 g_seq=2
GoStop dt=1 reason_string=0 stack=0
ProcStop dt=1";

/// For the test `numbers_beat_clocks`.
pub const SKEWED: &str = "EventBatch gen=N m=7 time=1100
ProcStatus dt=0 p=0 pstatus=1
GoStatus dt=1 g=1 m=7 gstatus=2
GoCreate dt=1 new_g=5 new_stack=2 stack=1
GoBlock dt=9 reason_string=4 stack=1
EventBatch gen=N m=8 time=101
ProcStatus dt=0 p=1 pstatus=1
GoStart dt=3 g=5 g_seq=1
GoUnblock dt=9 g=1 g_seq=1 stack=2";

/// For the test `a_processor_is_stolen_from_a_system_call`.
pub const STOLEN: &str = "EventBatch gen=N m=7 time=100
ProcStatus dt=0 p=0 pstatus=1
GoStatus dt=1 g=1 m=7 gstatus=2
GoSyscallBegin dt=1 p_seq=1 stack=1
GoSyscallEnd dt=2
GoSyscallBegin dt=1 p_seq=2 stack=1
GoSyscallEndBlocked dt=1
EventBatch gen=N m=9 time=110
ProcSteal dt=1 p=0 p_seq=3 m=7
ProcStart dt=1 p=0 p_seq=4
GoStart dt=1 g=1 g_seq=1";

/// For the test `a_call_from_outside_leaves_its_processor_behind`.
pub const FOREIGN_CALL: &str = "EventBatch gen=N m=7 time=100
GoCreateSyscall dt=0 new_g=4
ProcStatus dt=1 p=0 pstatus=2
ProcStart dt=1 p=0 p_seq=1
GoSyscallEndBlocked dt=1
GoStart dt=1 g=4 g_seq=1
GoSyscallBegin dt=1 p_seq=2 stack=0
GoDestroySyscall dt=1
EventBatch gen=N m=9 time=110
ProcSteal dt=1 p=0 p_seq=3 m=7";

/// For the test `coroutines_switch`.
pub const COROUTINES: &str = "EventBatch gen=N m=7 time=100
ProcStatus dt=0 p=0 pstatus=1
GoStatus dt=1 g=1 m=7 gstatus=2
GoCreateBlocked dt=1 new_g=2 new_stack=2 stack=1
GoSwitch dt=1 g=2 g_seq=1
GoSwitchDestroy dt=1 g=1 g_seq=1
HeapAlloc dt=0 heapalloc_value=4096";

/// For the test `who_asks_for_fewer_processors_leaves_its_own`.
pub const FEWER: &str = "EventBatch gen=N m=7 time=100
ProcStatus dt=0 p=0 pstatus=2
ProcStatus dt=0 p=1 pstatus=1
GoStatus dt=1 g=1 m=7 gstatus=2
ProcsChange dt=1 procs_value=1 stack=1
GoStop dt=1 reason_string=0 stack=1
ProcStop dt=1
ProcStart dt=1 p=0 p_seq=1
GoStart dt=1 g=1 g_seq=1";

/// For the test `ranges_and_tasks_cross_generations`.
pub const RANGES_FIRST: &str = "EventBatch gen=N m=7 time=100
ProcStatus dt=0 p=0 pstatus=1
GoStatus dt=1 g=1 m=7 gstatus=2
STWBegin dt=1 kind_string=4 stack=1
STWEnd dt=1
UserTaskBegin dt=1 task=3 parent_task=0 name_string=4 stack=1
UserRegionBegin dt=1 task=3 name_string=1 stack=0
GCBegin dt=1 gc_seq=8 stack=1
GCMarkAssistBegin dt=1 stack=0
GCSweepBegin dt=1 stack=0";

/// For the test `ranges_and_tasks_cross_generations`.
pub const RANGES_SECOND: &str = "EventBatch gen=N m=7 time=200
ProcStatus dt=0 p=0 pstatus=1
GoStatusStack dt=1 g=1 m=7 gstatus=2 stack=2
GCActive dt=1 gc_seq=9
GCMarkAssistActive dt=1 g=1
GCSweepActive dt=1 p=0
GCMarkAssistEnd dt=1
GCSweepEnd dt=1 swept_value=8192 reclaimed_value=512
GCEnd dt=1 gc_seq=10
UserRegionEnd dt=1 task=3 name_string=1 stack=0
UserTaskEnd dt=1 task=3 stack=0
UserTaskEnd dt=1 task=3 stack=0
UserLog dt=1 task=3 key_string=4 value_string=2 stack=1
GoLabel dt=1 label_string=4
ProcsChange dt=1 procs_value=4 stack=0
HeapGoal dt=1 heapgoal_value=1
SpanAlloc dt=1 id=1 npages_value=2 kindclass=3
EventBatch gen=N m=18446744073709551615 time=190
CPUSamples
CPUSample time=205 m=7 p=0 g=0 stack=1
CPUSample time=190 m=7 p=18446744073709551615 g=1 stack=2";

/// The tables and clocks that a generation needs, for a `Trace Go1.26`.
fn generation(number: u32, events: &str) -> String {
    let none = u64::MAX;
    let events = events.replace("gen=N", &format!("gen={number}"));
    format!(
        "EventBatch gen={number} m={none} time=90
Sync
Frequency freq=1000000000
ClockSnapshot dt=5 mono=99 sec=1740755049 nsec=123
{events}
EventBatch gen={number} m={none} time=90
Stacks
Stack id=1 nframes=2
pc=10 func=1 file=3 line=7
pc=20 func=2 file=3 line=9
Stack id=2 nframes=1
pc=30 func=2 file=3 line=12
EventBatch gen={number} m={none} time=90
Strings
String id=1
\tdata=\"main.work\"
String id=2
\tdata=\"main.main\"
String id=3
\tdata=\"main.go\"
String id=4
\tdata=\"chan receive\"
EndOfGeneration
"
    )
}

/// The trace whose generations hold these events, with all they need; `gen=N` stands for their number.
pub fn trace(generations: &[&str]) -> Vec<u8> {
    let numbered = generations.iter().zip(1..).map(|(events, number)| generation(number, events));
    text::trace(&format!("Trace Go1.26\n{}", numbered.collect::<String>()))
}

/// All traces of this file, by name.
pub fn all() -> Vec<(String, Vec<u8>)> {
    let one = |name: &str, events| (name.to_owned(), trace(&[events]));
    vec![
        one("goroutine", GOROUTINE),
        one("skewed", SKEWED),
        one("stolen", STOLEN),
        one("foreign_call", FOREIGN_CALL),
        one("coroutines", COROUTINES),
        one("fewer", FEWER),
        ("ranges".to_owned(), trace(&[RANGES_FIRST, RANGES_SECOND])),
    ]
}
