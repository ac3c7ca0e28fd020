//! The fold is total: whatever events come, it says what does not fit, and neither panics nor takes memory out of
//! proportion.

#![expect(clippy::print_stdout, reason = "a failing random test must say how to run it again")]
#![expect(clippy::disallowed_methods, reason = "a fuzz test runs for the time it is given")]

use std::time::{Duration, Instant};

use gopark_trace::{
    Ending, Event, Fd, GId, GState, Kind, MId, ObjId, ObjKind, PId, Pc, RunqPlace, Side, SimTime, Source,
    StopReason, StwReason, TimerId, Unwinding, WaitReason, WorkerMode, World,
};

struct Rng(u64);

impl Rng {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        (z ^ (z >> 27)) % n
    }

    /// Mostly small, so that events meet; sometimes nobody, sometimes huge.
    fn id(&mut self) -> u32 {
        match self.below(40) {
            0 => u32::MAX,
            1 => u32::MAX - 1,
            2 => 1 << self.below(32),
            _ => self.below(4) as u32,
        }
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    fn event(&mut self) -> Event {
        let at = SimTime(if self.below(50) == 0 { u64::MAX } else { self.below(1_000) });
        let (m, p, g) = (MId(self.id()), PId(self.id()), GId(self.id()));
        Event { at, m, p, g, pc: Pc(self.id()), kind: self.kind() }
    }

    fn kind(&mut self) -> Kind {
        match self.below(5) {
            0 => self.machine(),
            1 | 2 => self.goroutine(),
            3 => self.queue(),
            _ => self.rest(),
        }
    }

    fn machine(&mut self) -> Kind {
        match self.below(11) {
            0 => Kind::ProcsChange { n: self.id() },
            1 => Kind::ProcStart,
            2 => Kind::ProcStop,
            3 => Kind::ProcSteal,
            4 => Kind::ProcHandoff,
            5 => Kind::ProcRelease,
            6 => Kind::MStart,
            7 => Kind::MPark,
            8 => Kind::MUnpark,
            9 => Kind::MNetpoll { on: self.coin() },
            10 => Kind::MLockedWait { on: self.coin() },
            11 => Kind::MExit,
            _ => Kind::MSpin { on: self.coin() },
        }
    }

    fn goroutine(&mut self) -> Kind {
        let from = [
            Source::RunNext,
            Source::Local,
            Source::Stolen,
            Source::Global,
            Source::Direct,
            Source::GcWorker,
        ];
        match self.below(17) {
            14 => Kind::GoStatus {
                g: GId(self.id()),
                entry: Pc(self.id()),
                state: self.of(&[GState::Runnable, GState::Running, GState::Syscall, GState::Waiting]),
                reason: WaitReason::Unknown,
                system: self.coin(),
            },
            0 | 1 => Kind::GoCreate { g: GId(self.id()), entry: Pc(self.id()) },
            2..5 => Kind::GoStart { g: GId(self.id()), from: self.of(&from), tick: self.coin() },
            5 => Kind::GoStop { reason: StopReason::Gosched },
            6 => Kind::GoBlock { reason: WaitReason::Select, obj: ObjId(self.id()) },
            7 => Kind::GoUnblock { g: GId(self.id()) },
            8 => Kind::GoDestroy,
            9 => self.of(&[Kind::GoSyscallBegin, Kind::GoSyscallEnd, Kind::GoSyscallEndBlocked]),
            10 => self.of(&[Kind::StackGrow { bytes: 4096 }, Kind::GoLeaked { g: GId(3), by_go: true }]),
            11 => Kind::StackSet { g: GId(self.id()), bytes: self.id() },
            12 => Kind::GoCreateBlocked { g: GId(self.id()), reason: WaitReason::GcWorkerIdle },
            13 => self.unwinding(),
            _ => self.of(&[Kind::PreemptRequest, Kind::CpuSample]),
        }
    }

    fn unwinding(&mut self) -> Kind {
        let (entry, goexit) = (Pc(self.id()), self.coin());
        let left = self.of(&[Unwinding::No, Unwinding::Panic, Unwinding::Goexit, Unwinding::Recovered]);
        let unwound = Kind::GoUnwound { entry, left };
        self.of(&[Kind::GoPanic { goexit }, Kind::GoDefer { entry }, Kind::GoRecover, unwound])
    }

    fn queue(&mut self) -> Kind {
        let (g, n) = (GId(self.id()), self.id());
        match self.below(10) {
            8 => Kind::RunqLeave { g },
            0 | 1 => {
                Kind::RunqPut { g, place: self.of(&[RunqPlace::Next, RunqPlace::Local, RunqPlace::Global]) }
            }
            2 => Kind::RunqKick { overflow: self.coin() },
            3 => Kind::RunqOverflow { g, n },
            4 => Kind::RunqGrab { n },
            5 => Kind::RunqSteal { victim: PId(self.id()), n },
            6 => Kind::RunqStealNext { victim: PId(self.id()) },
            7 => Kind::RunqFlush,
            _ => Kind::RunqDrain,
        }
    }

    fn rest(&mut self) -> Kind {
        let (obj, side) = (ObjId(self.id()), self.of(&[Side::Recv, Side::Send]));
        let timer = TimerId(self.id());
        match self.below(24) {
            21 => Kind::ObjNew { obj, kind: ObjKind::Context, cap: 0 },
            22 => Kind::CtxNew { obj, parent: self.of(&[obj, ObjId::NONE]), deadline: SimTime::NEVER },
            23 => self.of(&[Kind::CtxDone { obj, done: obj }, Kind::CtxCancel { obj, deadline: false }]),
            0 | 1 => Kind::ObjNew { obj, kind: self.of(&[ObjKind::Chan, ObjKind::RwMutex]), cap: self.id() },
            2 => Kind::ObjFree { obj },
            3..7 => Kind::WaitBegin { obj, side, at_head: self.coin() },
            7 => Kind::ChanLen { obj, len: self.id() },
            8 => Kind::LockHolder { obj, holder: GId(self.id()) },
            9 => Kind::Counter { obj, value: self.id().cast_signed() },
            10 | 11 => Kind::TimerArm { timer, when: SimTime(self.below(u64::MAX)) },
            12 => Kind::TimerFire { timer },
            13 => Kind::TimerStop { timer },
            14 => Kind::HeapAlloc { bytes: self.below(u64::MAX) },
            15 => Kind::GcEnd { live: self.below(u64::MAX) },
            16 => self.of(&[Kind::StwBegin { reason: StwReason::Gomaxprocs }, Kind::StwEnd]),
            17 => Kind::Write { fd: Fd::Stderr, len: self.id() },
            18 => self.collector(),
            20 if self.coin() => Kind::Recorded,
            19 => Kind::ChanHandoff { obj, from: GId(self.id()), to: GId(self.id()) },
            _ => Kind::End { how: Ending::Deadlock },
        }
    }
}

impl Rng {
    fn collector(&mut self) -> Kind {
        let (done, total) = (self.below(u64::MAX), self.below(u64::MAX));
        self.of(&[
            Kind::GcBegin,
            Kind::GcSwept,
            Kind::GcProgress { done, total },
            Kind::GcWorker { mode: WorkerMode::Idle },
            Kind::GcMarkAssistBegin,
            Kind::GcMarkAssistEnd,
            Kind::MemoryLimit { bytes: total },
        ])
    }
}

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn fuzz_no_sequence_of_events_is_too_much() {
    let seed = setting("GOPARK_FUZZ_SEED").unwrap_or(1);
    println!("GOPARK_FUZZ_SEED={seed}");
    let until = setting("GOPARK_FUZZ_SECONDS").map(|s| Instant::now() + Duration::from_secs(s));
    let mut rng = Rng(seed);
    let mut fitted = 0;
    for round in 0.. {
        if until.map_or(round == 300, |until| Instant::now() >= until) {
            break;
        }
        let mut world = World::new();
        for _ in 0..500 {
            fitted += u32::from(world.apply(&rng.event()).is_ok());
        }
        let c = world.counts;
        let by_state = [c.runnable, c.running, c.syscall, c.waiting];
        assert_eq!(by_state.iter().sum::<u32>() as usize, world.goroutines());
        assert_eq!(c.stack_bytes, world.gs.iter().map(|(_, g)| u64::from(g.stack_bytes)).sum::<u64>());
    }
    assert!(fitted > 10_000, "only {fitted} events fitted: the test tests little");
}
