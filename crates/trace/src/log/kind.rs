//! The way back from a number and two words to what happened; the way there is the fingerprint's (`hash.rs`).

use crate::event::{
    Ending, Fd, Kind, LimitKind, ObjKind, RunqPlace, Side, Source, StopReason, StwReason, Unwinding,
    WaitReason, WorkerMode,
};
use crate::ids::{GId, ObjId, PId, Pc, TimerId};
use crate::time::SimTime;
use crate::world::GState;

/// The one of `all` with that number.
fn nth<T: Copy>(all: &[T], n: u64) -> Option<T> {
    all.get(usize::try_from(n).ok()?).copied()
}

const PLACES: [RunqPlace; 3] = [RunqPlace::Next, RunqPlace::Local, RunqPlace::Global];
const SOURCES: [Source; 6] =
    [Source::RunNext, Source::Local, Source::Stolen, Source::Global, Source::Direct, Source::GcWorker];
const STOPS: [StopReason; 3] = [StopReason::Gosched, StopReason::Preempted, StopReason::Yield];
const OBJS: [ObjKind; 8] = [
    ObjKind::Chan,
    ObjKind::Mutex,
    ObjKind::RwMutex,
    ObjKind::WaitGroup,
    ObjKind::Cond,
    ObjKind::Sema,
    ObjKind::Context,
    ObjKind::Line,
];
const SIDES: [Side; 2] = [Side::Recv, Side::Send];
const STWS: [StwReason; 7] = [
    StwReason::Gomaxprocs,
    StwReason::GcSweepTermination,
    StwReason::GcMarkTermination,
    StwReason::ReadMemStats,
    StwReason::Trace,
    StwReason::Stacks,
    StwReason::Unknown,
];
const WORKERS: [WorkerMode; 3] = [WorkerMode::Dedicated, WorkerMode::Fractional, WorkerMode::Idle];
const FDS: [Fd; 2] = [Fd::Stdout, Fd::Stderr];
const LIMITS: [LimitKind; 5] =
    [LimitKind::Goroutines, LimitKind::Memory, LimitKind::Output, LimitKind::Objects, LimitKind::Events];
const UNWINDINGS: [Unwinding; 4] = [Unwinding::No, Unwinding::Panic, Unwinding::Goexit, Unwinding::Recovered];
const STATES: [GState; 4] = [GState::Runnable, GState::Running, GState::Syscall, GState::Waiting];

/// What `tag`, `a` and `b` stand for; none when they stand for nothing.
pub(super) fn kind(tag: u8, a: u64, b: u64) -> Option<Kind> {
    let (lo, hi, on) = (a as u32, b as u32, a != 0);
    let (g, obj, timer) = (GId(lo), ObjId(lo), TimerId(lo));
    Some(match tag {
        1 => Kind::ProcsChange { n: lo },
        2 => Kind::ProcStart,
        3 => Kind::ProcStop,
        4 => Kind::ProcSteal,
        5 => Kind::ProcHandoff,
        6 => Kind::ProcRelease,
        7 => Kind::MStart,
        8 => Kind::MPark,
        9 => Kind::MUnpark,
        10 => Kind::MSpin { on },
        11 => Kind::GoCreate { g, entry: Pc(hi) },
        12 => Kind::GoStart { g, from: nth(&SOURCES, b / 2)?, tick: b % 2 == 1 },
        13 => Kind::GoStop { reason: nth(&STOPS, a)? },
        14 => Kind::GoBlock { reason: nth(&WaitReason::ALL, a)?, obj: ObjId(hi) },
        15 => Kind::GoUnblock { g },
        16 => Kind::GoDestroy,
        17 => Kind::GoSyscallBegin,
        18 => Kind::GoSyscallEnd,
        19 => Kind::GoSyscallEndBlocked,
        20 => Kind::StackGrow { bytes: lo },
        21 => Kind::PreemptRequest,
        22 => Kind::CpuSample,
        23 => Kind::RunqPut { g, place: nth(&PLACES, b)? },
        24 => Kind::RunqKick { overflow: on },
        25 => Kind::RunqOverflow { g, n: hi },
        26 => Kind::RunqGrab { n: lo },
        27 => Kind::RunqSteal { victim: PId(lo), n: hi },
        28 => Kind::RunqStealNext { victim: PId(lo) },
        29 => Kind::RunqDrain,
        30 => Kind::ObjNew { obj, kind: nth(&OBJS, b & 0xff)?, cap: (b >> 8) as u32 },
        31 => Kind::ObjFree { obj },
        32 => Kind::WaitBegin { obj, side: nth(&SIDES, b / 2)?, at_head: b % 2 == 1 },
        33 => Kind::ChanLen { obj, len: hi },
        34 => Kind::ChanHandoff { obj, from: GId((b >> 32) as u32), to: GId(hi) },
        35 => Kind::ChanClose { obj },
        36 => Kind::ChanResize { obj, cap: hi },
        37 => Kind::LockHolder { obj, holder: GId(hi) },
        38 => Kind::LockReaders { obj, readers: hi },
        39 => Kind::LockStarving { obj, on: b != 0 },
        40 => Kind::Counter { obj, value: hi.cast_signed() },
        41 => Kind::TimerArm { timer, when: SimTime(b) },
        42 => Kind::TimerFire { timer },
        43 => Kind::TimerStop { timer },
        44 => Kind::HeapAlloc { bytes: a },
        45 => Kind::HeapGoal { bytes: a },
        46 => Kind::GcBegin,
        47 => Kind::GcEnd { live: a },
        48 => Kind::StwBegin { reason: nth(&STWS, a)? },
        49 => Kind::StwEnd,
        50 => Kind::Write { fd: nth(&FDS, a)?, len: hi },
        51 => Kind::ParamSet { param: a as u16, value: b.cast_signed() },
        52 => Kind::End { how: ending(a, b)? },
        53 => Kind::MNetpoll { on },
        54 => Kind::StackSet { g, bytes: hi },
        55 => Kind::GoCreateBlocked { g, reason: nth(&WaitReason::ALL, b)? },
        56 => Kind::RunqFlush,
        57 => Kind::GcSwept,
        58 => Kind::GcProgress { done: a, total: b },
        59 => Kind::GcWorker { mode: nth(&WORKERS, a)? },
        60 => Kind::GcMarkAssistBegin,
        61 => Kind::GcMarkAssistEnd,
        62 => Kind::GcSweepBegin,
        63 => Kind::GcSweepEnd { swept: a, freed: b },
        64 => Kind::GcPercent { percent: lo.cast_signed() },
        65 => Kind::MemoryLimit { bytes: a },
        66 => Kind::ContainerLimit { bytes: a },
        67 => Kind::MLock { g },
        68 => Kind::MLockedWait { on },
        69 => Kind::MExit,
        70 => Kind::GoLeaked { g, by_go: b != 0 },
        71 => Kind::CtxNew { obj: ObjId((a >> 32) as u32), parent: obj, deadline: SimTime(b) },
        72 => Kind::CtxDone { obj, done: ObjId(hi) },
        73 => Kind::CtxCancel { obj, deadline: b != 0 },
        74 => Kind::GoStatus {
            g,
            entry: Pc((a >> 32) as u32),
            state: nth(&STATES, b & 0xff)?,
            reason: nth(&WaitReason::ALL, b >> 8 & 0xff)?,
            system: b >> 16 & 1 == 1,
        },
        75 => Kind::RunqLeave { g },
        76 => Kind::Recorded,
        77 => Kind::GoPanic { goexit: on },
        78 => Kind::GoDefer { entry: Pc(lo) },
        79 => Kind::GoRecover,
        80 => Kind::GoUnwound { entry: Pc(lo), left: nth(&UNWINDINGS, b)? },
        _ => return None,
    })
}

fn ending(a: u64, b: u64) -> Option<Ending> {
    Some(match a {
        0 => Ending::Exit { code: (b as u32).cast_signed() },
        1 => Ending::Panic,
        2 => Ending::Deadlock,
        3 => Ending::Fatal,
        4 => Ending::Oom,
        5 => Ending::Limit { limit: nth(&LIMITS, b)? },
        6 => Ending::Recording,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::kind;
    use crate::hash::words;

    #[test]
    fn there_and_back() {
        let values =
            [0, 1, 2, 3, 5, 22, 256, 0x102, u64::from(u32::MAX), u64::from(u32::MAX) << 32 | 7, u64::MAX];
        let mut tags = 0;
        for tag in 0..=u8::MAX {
            let all = values.iter().flat_map(|&a| values.iter().filter_map(move |&b| kind(tag, a, b)));
            let mut known = false;
            for what in all {
                let (same, a, b) = words(&what);
                assert_eq!((same, kind(same, a, b)), (tag, Some(what)));
                known = true;
            }
            tags += u32::from(known);
        }
        assert_eq!(tags, 80);
    }
}
