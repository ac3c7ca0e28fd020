//! Worlds in a few lines: events as a scheduler would emit them, applied as they are written.

use crate::Names;
use crate::trace::{
    Event, GId, Kind, MId, ObjId, ObjKind, PId, Pc, RunqPlace, Side, SimTime, Source, TimerId, WaitReason,
    World,
};

/// The function every worker runs.
pub const WORKER: Pc = Pc(10);

/// A run being told.
pub struct Tale {
    pub world: World,
    pub events: Vec<Event>,
    pub at: SimTime,
    /// Where whoever acts stands.
    pub pc: Pc,
    next_g: u32,
    next_obj: u32,
    next_timer: u32,
}

impl Tale {
    /// `procs` processors; M0 holds P0 and runs G1, M1 is sysmon.
    pub fn begin(procs: u32) -> Self {
        let mut tale = Self {
            world: World::new(),
            events: Vec::new(),
            at: SimTime::ZERO,
            pc: Pc(WORKER.0 + 3),
            next_g: 1,
            next_obj: 0,
            next_timer: 0,
        };
        tale.tell(MId::NONE, PId::NONE, GId::NONE, Kind::ProcsChange { n: procs });
        for p in (1..procs).rev() {
            tale.tell(MId::NONE, PId(p), GId::NONE, Kind::ProcStop);
        }
        tale.tell(MId(0), PId::NONE, GId::NONE, Kind::MStart);
        tale.tell(MId(0), PId(0), GId::NONE, Kind::ProcStart);
        tale.tell(MId(1), PId::NONE, GId::NONE, Kind::MStart);
        let main = tale.new_g(GId::NONE, PId(0), Pc(1));
        tale.start(0, main, Source::Direct);
        tale
    }

    /// One event, applied.
    pub fn tell(&mut self, m: MId, p: PId, g: GId, kind: Kind) {
        self.at += 100;
        let pc = if g.is_some() { self.pc } else { Pc::NONE };
        let event = Event { at: self.at, m, p, g, pc, kind };
        self.world.apply(&event).unwrap_or_else(|fault| panic!("{fault}"));
        self.events.push(event);
    }

    /// The same on processor `p`, by whoever runs there.
    pub fn on(&mut self, p: u32, kind: Kind) {
        let it = &self.world.ps[p as usize];
        let (m, g) = (it.m, it.curg);
        self.tell(m, PId(p), g, kind);
    }

    pub fn wait(&mut self, ns: u64) {
        self.at += ns;
    }

    fn new_g(&mut self, by: GId, p: PId, entry: Pc) -> GId {
        let g = GId(self.next_g);
        self.next_g += 1;
        let m = self.world.ps[p.idx()].m;
        self.tell(m, p, by, Kind::GoCreate { g, entry });
        g
    }

    /// A goroutine made on `p`, put at `place`.
    pub fn go(&mut self, p: u32, place: RunqPlace) -> GId {
        let by = self.world.ps[p as usize].curg;
        let g = self.new_g(by, PId(p), WORKER);
        self.on(p, Kind::RunqPut { g, place });
        g
    }

    /// A goroutine that is on no queue yet.
    pub fn go_loose(&mut self, p: u32) -> GId {
        let by = self.world.ps[p as usize].curg;
        self.new_g(by, PId(p), WORKER)
    }

    pub fn start(&mut self, p: u32, g: GId, from: Source) {
        let m = self.world.ps[p as usize].m;
        self.tell(m, PId(p), g, Kind::GoStart { g, from, tick: true });
    }

    /// A new thread takes `p`.
    pub fn wake(&mut self, p: u32) -> MId {
        let m = MId(self.world.ms.len() as u32);
        self.tell(m, PId::NONE, GId::NONE, Kind::MStart);
        self.tell(m, PId(p), GId::NONE, Kind::ProcStart);
        m
    }

    /// A new thread takes `p` and runs a new goroutine.
    pub fn busy(&mut self, p: u32) -> GId {
        self.wake(p);
        let g = self.new_g(GId::NONE, PId(p), WORKER);
        self.start(p, g, Source::Direct);
        g
    }

    pub fn obj(&mut self, kind: ObjKind, cap: u32) -> ObjId {
        let obj = ObjId(self.next_obj);
        self.next_obj += 1;
        self.on(0, Kind::ObjNew { obj, kind, cap });
        obj
    }

    /// A context and its Done channel.
    fn context(&mut self, parent: ObjId, deadline: SimTime, made: &mut Vec<(ObjId, ObjId)>) -> ObjId {
        let obj = self.obj(ObjKind::Context, 0);
        self.on(0, Kind::CtxNew { obj, parent, deadline });
        let done = self.obj(ObjKind::Chan, 0);
        self.on(0, Kind::CtxDone { obj, done });
        made.push((obj, done));
        obj
    }

    /// Whoever runs on `p` waits.
    pub fn block(&mut self, p: u32, reason: WaitReason, at: &[(ObjId, Side)]) {
        for &(obj, side) in at {
            self.on(p, Kind::WaitBegin { obj, side, at_head: false });
        }
        let obj = if let [(obj, _)] = at { *obj } else { ObjId::NONE };
        self.on(p, Kind::GoBlock { reason, obj });
    }

    /// A new goroutine runs on free `p` and waits.
    pub fn waiter(&mut self, p: u32, reason: WaitReason, at: &[(ObjId, Side)]) -> GId {
        let g = self.go_loose(p);
        self.start(p, g, Source::Direct);
        self.block(p, reason, at);
        g
    }

    /// A new goroutine runs on free `p` and sleeps for `ns`.
    pub fn sleeper(&mut self, p: u32, ns: u64) -> GId {
        let g = self.go_loose(p);
        self.start(p, g, Source::Direct);
        let timer = TimerId(self.next_timer);
        self.next_timer += 1;
        let when = self.at + ns;
        self.on(p, Kind::TimerArm { timer, when });
        self.block(p, WaitReason::Sleep, &[]);
        g
    }
}

/// Names as a small program would have them.
pub struct Program;

impl Names for Program {
    fn function(&self, pc: Pc) -> Option<&str> {
        Some(if pc.0 < WORKER.0 { "main.main" } else { "main.worker" })
    }
    fn line(&self, pc: Pc) -> Option<u32> {
        Some(pc.0 + 14)
    }
    fn object(&self, obj: ObjId) -> Option<&str> {
        ["sem", "wg", "mu", "results", "done", "quit"].get(obj.idx()).copied()
    }
}

/// Only the first goroutine, only the first processor.
pub fn idle() -> Tale {
    Tale::begin(4)
}

/// Four processors at work, with queues, a system call, sleepers and a lock.
pub fn busy() -> Tale {
    let mut t = Tale::begin(4);
    let sem = t.obj(ObjKind::Chan, 3);
    let wg = t.obj(ObjKind::WaitGroup, 0);
    let mu = t.obj(ObjKind::Mutex, 0);
    let results = t.obj(ObjKind::Chan, 0);
    t.on(0, Kind::Counter { obj: wg, value: 24 });
    t.on(0, Kind::ChanLen { obj: sem, len: 2 });
    t.block(0, WaitReason::WaitGroupWait, &[(wg, Side::Recv)]);
    for p in 1..4 {
        let g = t.busy(p);
        if p == 2 {
            t.on(2, Kind::LockHolder { obj: mu, holder: g });
            t.on(2, Kind::StackGrow { bytes: 8192 });
        }
    }
    t.waiter(0, WaitReason::MutexLock, &[(mu, Side::Recv)]);
    t.waiter(0, WaitReason::MutexLock, &[(mu, Side::Recv)]);
    t.waiter(0, WaitReason::ChanReceive, &[(results, Side::Recv)]);
    for i in 0..9 {
        t.sleeper(0, 1_000_000 * (9 - i));
    }
    let g = t.go_loose(0);
    t.start(0, g, Source::Direct);
    t.on(0, Kind::StackGrow { bytes: 65536 });
    for (p, n) in [(0, 12), (1, 3), (2, 80)] {
        for _ in 0..n {
            t.go(p, RunqPlace::Local);
        }
        t.go(p, RunqPlace::Next);
    }
    for _ in 0..7 {
        t.go(1, RunqPlace::Global);
    }
    t.on(3, Kind::GoSyscallBegin);
    t.wait(6_400_000);
    t.on(3, Kind::ProcSteal);
    t.tell(MId(5), PId::NONE, GId::NONE, Kind::MStart);
    t.tell(MId(5), PId(3), GId::NONE, Kind::ProcHandoff);
    t.tell(MId(5), PId(3), GId::NONE, Kind::MSpin { on: true });
    for m in 6..9 {
        t.tell(MId(m), PId::NONE, GId::NONE, Kind::MStart);
        t.tell(MId(m), PId::NONE, GId::NONE, Kind::MPark);
    }
    t
}

/// One processor has work, another is about to steal half of it.
pub fn before_steal() -> Tale {
    let mut t = Tale::begin(2);
    for _ in 0..40 {
        t.go(0, RunqPlace::Local);
    }
    t.wake(1);
    t.tell(MId(2), PId(1), GId::NONE, Kind::MSpin { on: true });
    t
}

/// The thief takes 20 and runs the last of them.
pub fn steal(t: &mut Tale) {
    t.on(1, Kind::RunqSteal { victim: PId(0), n: 20 });
    t.tell(MId(2), PId(1), GId::NONE, Kind::MSpin { on: false });
    let last = *t.world.ps[1].runq.back().expect("a batch");
    t.start(1, last, Source::Stolen);
}

/// `n` goroutines wait at a semaphore of 10, ten are inside, main waits for all.
pub fn semaphore(n: u32) -> Tale {
    let mut t = Tale::begin(4);
    let sem = t.obj(ObjKind::Chan, 10);
    let wg = t.obj(ObjKind::WaitGroup, 0);
    t.on(0, Kind::Counter { obj: wg, value: n as i32 + 10 });
    t.on(0, Kind::ChanLen { obj: sem, len: 10 });
    t.block(0, WaitReason::WaitGroupWait, &[(wg, Side::Recv)]);
    for _ in 0..7 {
        t.sleeper(0, 3_000_000);
    }
    for _ in 0..n {
        t.waiter(0, WaitReason::ChanSend, &[(sem, Side::Send)]);
    }
    for p in 1..4 {
        t.busy(p);
    }
    t.wait(2_000_000);
    let g = t.go_loose(0);
    t.start(0, g, Source::Direct);
    t
}

/// `n` goroutines that each wait to receive from a channel of their own, all made at one place.
pub fn replies(n: u32) -> Tale {
    let mut t = Tale::begin(4);
    let wg = t.obj(ObjKind::WaitGroup, 0);
    t.on(0, Kind::Counter { obj: wg, value: n as i32 });
    let replies: Vec<_> = (0..n).map(|_| t.obj(ObjKind::Chan, 0)).collect();
    t.block(0, WaitReason::WaitGroupWait, &[(wg, Side::Recv)]);
    for reply in replies {
        t.waiter(0, WaitReason::ChanReceive, &[(reply, Side::Recv)]);
    }
    t
}

/// The one who waits longest to send to the semaphore is let in: it joins the queue of `p`, whose first runs there, and
/// whoever ran there waits at the end of the line.
pub fn pass_on(t: &mut Tale, p: u32) -> (GId, GId) {
    let sem = ObjId(0);
    let (out, back) = (t.world.objs.get(sem).and_then(|it| it.sendq.front()), t.world.ps[p as usize].curg);
    let out = out.expect("somebody waits");
    t.on(p, Kind::GoUnblock { g: out });
    t.on(p, Kind::RunqPut { g: out, place: RunqPlace::Local });
    t.block(p, WaitReason::ChanSend, &[(sem, Side::Send)]);
    let first = *t.world.ps[p as usize].runq.front().expect("somebody can run");
    t.start(p, first, Source::Local);
    (out, back)
}

/// Main waits to send to a full semaphore of ten, ten goroutines sleep, and all processors are idle.
pub fn bounded(procs: u32) -> Tale {
    let mut t = Tale::begin(procs);
    let sem = t.obj(ObjKind::Chan, 10);
    let wg = t.obj(ObjKind::WaitGroup, 0);
    t.on(0, Kind::Counter { obj: wg, value: 10 });
    t.on(0, Kind::ChanLen { obj: sem, len: 10 });
    t.block(0, WaitReason::ChanSend, &[(sem, Side::Send)]);
    for _ in 0..10 {
        t.sleeper(0, 3_000_000);
    }
    t.on(0, Kind::ProcStop);
    t.tell(MId(0), PId::NONE, GId::NONE, Kind::MPark);
    t.tell(MId(2), PId::NONE, GId::NONE, Kind::MStart);
    t.tell(MId(2), PId::NONE, GId::NONE, Kind::MPark);
    t
}

/// Everybody waits and nobody will come.
pub fn deadlock() -> Tale {
    let mut t = Tale::begin(4);
    let results = t.obj(ObjKind::Chan, 0);
    let done = t.obj(ObjKind::Chan, 0);
    let mu = t.obj(ObjKind::Mutex, 0);
    let main = t.world.ps[0].curg;
    t.on(0, Kind::LockHolder { obj: mu, holder: main });
    t.block(0, WaitReason::ChanReceive, &[(results, Side::Recv)]);
    t.waiter(0, WaitReason::MutexLock, &[(mu, Side::Recv)]);
    t.waiter(0, WaitReason::Select, &[(done, Side::Recv), (results, Side::Recv)]);
    t.waiter(0, WaitReason::ChanSendNil, &[]);
    t.on(0, Kind::ProcStop);
    t.tell(MId(0), PId::NONE, GId::NONE, Kind::MPark);
    t.tell(MId::NONE, PId::NONE, GId::NONE, Kind::End { how: crate::trace::Ending::Deadlock });
    t
}

/// A tree of contexts under one with a timeout: `width` under each for `depth` generations, somebody at each; when
/// `cancelled`, a wave from the second one has come to the first of those under it.
pub fn contexts(depth: u32, width: u32, cancelled: bool) -> Tale {
    let mut t = Tale::begin(2);
    let mut made = Vec::new();
    let root = t.context(ObjId::NONE, SimTime(2_000_000_000), &mut made);
    let mut row = vec![root];
    for _ in 0..depth {
        let mut next = Vec::new();
        for &parent in &row {
            for _ in 0..width {
                next.push(t.context(parent, SimTime::NEVER, &mut made));
            }
        }
        row = next;
    }
    let main = t.world.ps[0].curg;
    t.on(0, Kind::GoStop { reason: crate::trace::StopReason::Gosched });
    t.on(0, Kind::RunqPut { g: main, place: RunqPlace::Global });
    for &(_, done) in &made[1..] {
        t.waiter(0, WaitReason::ChanReceive, &[(done, Side::Recv)]);
    }
    let g = t.go_loose(0);
    t.start(0, g, Source::Direct);
    if cancelled {
        for i in [1, 1 + width as usize] {
            let (obj, done) = made[i];
            t.on(0, Kind::CtxCancel { obj, deadline: false });
            t.on(0, Kind::ChanClose { obj: done });
            let waits = t.world.objs.get(done).and_then(|it| it.recvq.iter().next());
            if let Some(g) = waits {
                t.on(0, Kind::GoUnblock { g });
                t.on(0, Kind::RunqPut { g, place: RunqPlace::Local });
            }
        }
    }
    t
}

/// A goroutine for each item, none bounded: full queues everywhere.
pub fn unbounded(n: u32) -> Tale {
    let mut t = Tale::begin(4);
    for p in 1..4 {
        t.busy(p);
    }
    for i in 0..n {
        let p = i % 4;
        let full = t.world.ps[p as usize].runq.len() >= 256;
        t.go(p, if full { RunqPlace::Global } else { RunqPlace::Local });
    }
    t
}

/// `procs` processors, most of them at work.
pub fn many_procs(procs: u32) -> Tale {
    let mut t = Tale::begin(procs);
    for p in 1..procs * 3 / 4 {
        t.busy(p);
        for _ in 0..p % 13 {
            t.go(p, RunqPlace::Local);
        }
    }
    t
}

/// Whatever `seed` says: processors, queues, objects of every kind, selects, sleepers, system calls.
pub fn random(seed: u64) -> Tale {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut below = move |n: u32| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 33) as u32 % n.max(1)
    };
    let procs = [1, 2, 4, 7, 13, 64][below(6) as usize];
    let mut t = Tale::begin(procs);
    let kinds =
        [ObjKind::Chan, ObjKind::Mutex, ObjKind::RwMutex, ObjKind::WaitGroup, ObjKind::Cond, ObjKind::Sema];
    let objs: Vec<_> = (0..below(70))
        .map(|_| {
            let kind = kinds[below(6) as usize];
            let cap = if kind == ObjKind::Chan { [0, 1, 3, 10, 64, 1000][below(6) as usize] } else { 0 };
            let obj = t.obj(kind, cap);
            t.on(0, Kind::ChanLen { obj, len: below(cap + 1) });
            obj
        })
        .collect();
    for p in 1..procs {
        if below(3) > 0 {
            t.busy(p);
            for _ in 0..[0, 1, 5, 40, 255][below(5) as usize] {
                t.go(p, RunqPlace::Local);
            }
            if below(4) == 0 {
                t.on(p, Kind::GoSyscallBegin);
                if below(2) == 0 {
                    t.on(p, Kind::ProcSteal);
                }
            }
        }
    }
    for _ in 0..[0, 3, 60, 700][below(4) as usize] {
        t.go(0, RunqPlace::Global);
    }
    for _ in 0..below(3) {
        t.go_loose(0);
    }
    for _ in 0..below(60) {
        let m = MId(t.world.ms.len() as u32);
        t.tell(m, PId::NONE, GId::NONE, Kind::MStart);
        t.tell(m, PId::NONE, GId::NONE, Kind::MPark);
    }
    t.block(0, WaitReason::SelectNoCases, &[]);
    for _ in 0..[0, 2, 30, 400][below(4) as usize] {
        match below(5) {
            0 => drop(t.sleeper(0, u64::from(below(1_000_000)))),
            1 => drop(t.waiter(0, WaitReason::IoWait, &[])),
            _ if objs.is_empty() => drop(t.waiter(0, WaitReason::ChanSendNil, &[])),
            2 => {
                // A select may wait at one channel more than once.
                let cases: Vec<_> = (0..=below(4))
                    .map(|_| {
                        let side = if below(2) == 0 { Side::Recv } else { Side::Send };
                        (objs[below(objs.len() as u32) as usize], side)
                    })
                    .collect();
                t.waiter(0, WaitReason::Select, &cases);
            }
            _ => {
                // Most wait at few places.
                let most = 1 + below(objs.len() as u32);
                let obj = objs[below(most) as usize];
                let send =
                    t.world.objs.get(obj).is_some_and(|obj| obj.kind == ObjKind::Chan) && below(2) == 0;
                let side = if send { Side::Send } else { Side::Recv };
                t.waiter(0, WaitReason::ChanReceive, &[(obj, side)]);
            }
        }
    }
    t
}
