//! Goroutines that do anything, under a viewer who changes anything: the world stays the scheduler's equal, time does not
//! run backwards, and when the scheduler says deadlock, it is one.
#![expect(clippy::print_stdout, reason = "a failing random test must say how to run it again")]
#![expect(clippy::disallowed_methods, reason = "a fuzz test runs for the time it is given")]

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use gopark_sched::{
    Config, GcTask, Limits, Lock, Marked, Next, Recv, Rng, Sched, Select, SelectCase, Send, Trigger, Unlock,
    Woken,
};
use gopark_trace::{
    Ending, Event, EventHash, GId, ObjId, ObjKind, PId, Pc, Side, SimTime, Sink, StwReason, TimerId, World,
    line,
};

/// How many random runs, or until when: `GOPARK_FUZZ_SECONDS` and `GOPARK_FUZZ_SEED`.
pub struct Rounds {
    pub rng: Rng,
    left: u32,
    until: Option<Instant>,
}

impl Rounds {
    pub fn new(count: u32) -> Self {
        let setting = |name| std::env::var(name).ok().and_then(|s| s.parse::<u64>().ok());
        let seed = setting("GOPARK_FUZZ_SEED").unwrap_or(1);
        println!("GOPARK_FUZZ_SEED={seed}");
        let until = setting("GOPARK_FUZZ_SECONDS").map(|s| Instant::now() + Duration::from_secs(s));
        Self { rng: Rng::new(seed), left: count, until }
    }

    pub fn go_on(&mut self) -> bool {
        self.left = self.left.saturating_sub(1);
        self.until.map_or(self.left > 0, |until| Instant::now() < until)
    }
}

/// An acquisition that is to be repeated until it is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Acquire {
    Lock(ObjId),
    Read(ObjId),
    Write(ObjId),
    Wait(ObjId),
}

#[derive(Default)]
struct Task {
    acquiring: Option<Acquire>,
    held: Vec<Acquire>,
    cases: Vec<SelectCase>,
}

struct Chaos {
    sched: Sched<Vec<Event>>,
    rng: Rng,
    tasks: BTreeMap<GId, Task>,
    chans: Vec<ObjId>,
    /// Two mutexes, an RWMutex, a WaitGroup, a Cond.
    others: Vec<ObjId>,
    counter: i32,
    timers: Vec<TimerId>,
    /// Connections there ever were.
    descs: u32,
    world: World,
    last: SimTime,
    lines: Vec<String>,
    hash: EventHash,
}

const STEPS: u32 = 1_500;
const GOROUTINES: u32 = 24;

impl Chaos {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let limits = Limits { goroutines: GOROUTINES, objects: 1_000 };
        let procs = [1, 1, 2, 2, 3, 4, 8, 64][rng.below(8) as usize];
        let config = Config { procs, seed, async_preempt: true, limits };
        let mut sched = Sched::new(&config, Vec::new());
        let main = sched.start(Pc(0), true);
        Self {
            sched,
            rng,
            tasks: BTreeMap::from([(main, Task::default())]),
            chans: Vec::new(),
            others: Vec::new(),
            counter: 0,
            timers: Vec::new(),
            descs: 0,
            world: World::new(),
            last: SimTime::ZERO,
            lines: Vec::new(),
            hash: EventHash::default(),
        }
    }

    fn below(&mut self, n: u64) -> u64 {
        self.rng.below(n)
    }

    /// Until everything is stuck, or the steps are used up.
    fn run(mut self) -> (Ending, u64) {
        for _ in 0..STEPS {
            match self.sched.next() {
                Next::Run { p, g } => self.turn(p, g),
                Next::Timer { p, t } => self.timer(p, t),
                Next::Gc(task) => self.collect(task),
                Next::Busy => {}
                Next::Deadlock => {
                    self.stuck();
                    self.sched.end(None, Ending::Deadlock);
                }
                Next::NoGoroutines => {
                    assert!(self.tasks.is_empty(), "goroutines are left: {:?}", self.tasks.keys());
                    self.sched.end(None, Ending::Fatal);
                }
                Next::TooManyThreads => self.sched.end(None, Ending::Fatal),
                Next::Over => break,
            }
            self.check();
            if self.below(40) == 0 && self.sched.ended().is_none() {
                self.viewer();
                self.check();
            }
        }
        (self.sched.ended().unwrap_or(Ending::Exit { code: 0 }), self.hash.value())
    }

    fn check(&mut self) {
        for event in std::mem::take(self.sched.sink_mut()) {
            self.lines.push(line(&event));
            self.hash.event(&event);
            assert!(self.last <= event.at, "time runs backwards:\n{}", self.tail());
            self.last = event.at;
            let fit = self.world.apply(&event);
            assert!(fit.is_ok(), "{fit:?}\n{}", self.tail());
        }
        let same = self.sched.verify(&self.world);
        assert!(same.is_ok(), "{same:?}\n{}", self.tail());
    }

    fn tail(&self) -> String {
        self.lines[self.lines.len().saturating_sub(60)..].join("\n")
    }

    /// Nobody can go on: no value is there for who waits for one, no lock is free that somebody wants.
    fn stuck(&self) {
        let w = &self.world;
        let told = self.tail();
        assert_eq!(w.counts.waiting as usize, w.goroutines(), "somebody can run:\n{told}");
        assert!(w.timers.is_empty(), "a timer is armed:\n{told}");
        for (id, obj) in w.objs.iter() {
            let (receivers, senders) = (!obj.recvq.is_empty(), !obj.sendq.is_empty());
            match obj.kind {
                ObjKind::Chan => {
                    let alone =
                        obj.recvq.iter().chain(obj.sendq.iter()).collect::<std::collections::BTreeSet<_>>();
                    assert!(!(receivers && senders) || alone.len() == 1, "{id} has both sides:\n{told}");
                    assert!(
                        !receivers || (obj.len == 0 && !obj.closed),
                        "{id} has something to receive:\n{told}"
                    );
                    assert!(!senders || (obj.len >= obj.cap && !obj.closed), "{id} has room:\n{told}");
                }
                ObjKind::Mutex => assert!(!receivers || obj.holder.is_some(), "{id} is free:\n{told}"),
                ObjKind::RwMutex => {
                    let held = obj.holder.is_some() || obj.readers > 0;
                    assert!(held || !(receivers || senders), "{id} is free:\n{told}");
                }
                ObjKind::WaitGroup => assert!(!receivers || obj.count != 0, "{id} is at zero:\n{told}"),
                ObjKind::Cond | ObjKind::Sema | ObjKind::Context | ObjKind::Line => {}
            }
        }
    }

    fn viewer(&mut self) {
        for _ in 0..1 + self.below(3) {
            let what = self.below(5);
            if what < 2 {
                let n = [1, 2, 3, 4, 7, 64, 256][self.below(7) as usize];
                self.sched.set_procs(None, n);
            } else if what == 2 {
                let percent = [-1, 0, 50, 100, 400][self.below(5) as usize];
                self.sched.set_gc_percent(percent);
            } else if !self.chans.is_empty() {
                let (ch, cap) = (self.chan(), self.below(4) as u32);
                for woken in self.sched.chan_resize(ch, cap) {
                    self.matches(woken, ch, Side::Send);
                }
            }
        }
    }

    fn timer(&mut self, p: PId, t: TimerId) {
        self.timers.retain(|&other| other != t);
        match self.below(4) {
            0 => self.spawn(p),
            1 => {
                let ns = self.below(30_000);
                self.timers.push(self.sched.timer_arm(p, self.sched.now(p) + ns));
            }
            2 if !self.chans.is_empty() => {
                let ch = self.chan();
                if let Send::Handoff(woken) = self.sched.chan_timer_send(p, ch) {
                    self.matches(woken, ch, Side::Recv);
                }
            }
            _ => {}
        }
    }

    fn turn(&mut self, p: PId, g: GId) {
        while self.sched.curg(p) == g && self.sched.may_act(p) && self.sched.ended().is_none() {
            self.sched.set_pc(p, Pc(self.rng.below(100) as u32));
            if self.sched.preempt_wanted(p) {
                return self.sched.preempt(p);
            }
            if self.sched.gc_owes(p) && self.sched.gc_assist(p) {
                return;
            }
            let goes_on = match self.tasks[&g].acquiring {
                Some(what) => self.acquire(p, g, what),
                None => self.operation(p, g),
            };
            if !goes_on {
                return;
            }
            let ns = [5, 50, 400, 20_000, 3_000_000][self.below(40).min(4) as usize % 5];
            self.sched.charge(p, ns);
            if self.below(10) == 0 {
                self.sched.emit(p, gopark_trace::Kind::CpuSample);
            }
        }
    }

    fn spawn(&mut self, p: PId) {
        if let Ok(new) = self.sched.go(p, Pc(7)) {
            self.tasks.insert(new, Task::default());
        }
    }

    /// False: back to `next`.
    fn operation(&mut self, p: PId, g: GId) -> bool {
        self.objects(p);
        match self.below(28) {
            26 => self.sched.lock_thread(p),
            27 => self.sched.unlock_thread(p),
            0..3 => self.spawn(p),
            3 => self.sched.gosched(p),
            4 => return !self.sched.sleep(p, self.rng.below(2_000_000)),
            5 if self.below(3) == 0 => return self.network(p),
            5 => return !self.sched.syscall(p, self.rng.below(100_000)),
            6 => {
                let n = [1, 2, 5, 17, 256][self.below(5) as usize];
                self.sched.set_procs(Some(p), n);
                return false;
            }
            7 => return self.allocate(p),
            8 => {
                let ns = self.below(100_000);
                self.timers.push(self.sched.timer_arm(p, self.sched.now(p) + ns));
            }
            9 => {
                if let Some(t) = self.timers.pop() {
                    self.sched.timer_stop(p, t);
                }
            }
            10..17 => self.channel(p, g),
            17 => return self.exit(p, g),
            18..22 => return self.lock(p, g),
            _ => self.group(p),
        }
        true
    }

    /// A connection is opened, closed, or waited for: something is reported in time. False: back to `next`.
    fn network(&mut self, p: PId) -> bool {
        if self.descs > 0 && self.below(3) == 0 {
            let desc = self.rng.below(u64::from(self.descs)) as u32;
            self.sched.net_close(p, desc);
            return true;
        }
        let desc = self.sched.net_open();
        self.descs = self.descs.max(desc + 1);
        let when = self.sched.now(p) + self.below(100_000);
        self.sched.net_report(p, desc, when);
        self.below(4) == 0 || !self.sched.net_wait(p, desc)
    }

    /// Memory is used, or asked about, or collected on demand. False: back to `next`.
    fn allocate(&mut self, p: PId) -> bool {
        let bytes = [100, 10_000, 1_000_000, 3_000_000][self.below(4) as usize];
        let owes = self.sched.gc_allocated(p, bytes);
        if owes && self.below(2) == 0 && self.sched.gc_assist(p) {
            return false;
        }
        let heap = self.sched.gc().is_due() && self.sched.gc_start(p, Trigger::Heap);
        if heap || (self.below(30) == 0 && self.sched.gc_start(p, Trigger::Call)) {
            return false;
        }
        if self.below(30) == 0 {
            self.sched.pause(p, StwReason::ReadMemStats, 10_000);
            return false;
        }
        let cycle = self.sched.gc().begun;
        self.below(4) != 0 || !self.sched.gc_wait(p, cycle)
    }

    fn collect(&mut self, task: GcTask) {
        let some = self.below(4_000_000);
        match task {
            // It may take its time.
            GcTask::Mark | GcTask::Finish if self.below(3) == 0 => {}
            GcTask::Mark => {
                let marked =
                    Marked { live: some, heap_scan: some / 2, stack_scan: some / 10, globals_scan: 500 };
                self.sched.gc_marked(marked);
            }
            GcTask::Finish => {
                let live = self.below(self.sched.gc().pacer.heap_live + 1);
                self.sched.gc_finished(live);
            }
            GcTask::Sweep(p) => {
                let more = self.below(3) != 0;
                self.sched.gc_swept(p, 2_000, more);
                if !more {
                    self.sched.gc_sweep_done();
                }
            }
        }
    }

    fn objects(&mut self, p: PId) {
        if self.chans.is_empty() {
            self.chans = (0..3).map(|cap| self.sched.obj_new(p, ObjKind::Chan, cap).unwrap()).collect();
            let kinds = [ObjKind::Mutex, ObjKind::Mutex, ObjKind::RwMutex, ObjKind::WaitGroup, ObjKind::Cond];
            self.others = kinds.map(|kind| self.sched.obj_new(p, kind, 0).unwrap()).to_vec();
        }
    }

    fn chan(&mut self) -> ObjId {
        self.chans[self.rng.below(self.chans.len() as u64) as usize]
    }

    /// It is about what the woken goroutine was waiting for.
    fn matches(&self, woken: Woken, ch: ObjId, dir: Side) {
        let task = &self.tasks[&woken.g()];
        if !task.cases.is_empty() {
            assert_eq!(
                task.cases[usize::from(woken.case())],
                SelectCase { ch, dir },
                "{woken:?}\n{}",
                self.tail()
            );
        }
    }

    fn channel(&mut self, p: PId, g: GId) {
        let ch = self.chan();
        self.tasks.get_mut(&g).unwrap().cases.clear();
        match self.below(9) {
            0..3 => {
                if let Send::Handoff(woken) = self.sched.chan_send(p, ch) {
                    self.matches(woken, ch, Side::Recv);
                }
            }
            3..6 => {
                if let Recv::Handoff(woken) | Recv::Buffered(Some(woken)) = self.sched.chan_recv(p, ch) {
                    self.matches(woken, ch, Side::Send);
                }
            }
            6 if self.below(4) == 0 => {
                let Some(woken) = self.sched.chan_close(p, ch) else { return };
                for w in woken {
                    let cases = &self.tasks[&w.g()].cases;
                    assert!(cases.is_empty() || cases[usize::from(w.case())].ch == ch);
                }
                let cap = self.below(3) as u32;
                if let Ok(new) = self.sched.obj_new(p, ObjKind::Chan, cap) {
                    let i = self.chans.iter().position(|&c| c == ch).unwrap();
                    self.chans[i] = new;
                }
            }
            _ => self.select(p, g),
        }
    }

    fn select(&mut self, p: PId, g: GId) {
        let mut cases = Vec::new();
        for _ in 0..self.below(5) {
            let ch = if self.below(6) == 0 { ObjId::NONE } else { self.chan() };
            cases.push(SelectCase { ch, dir: if self.below(2) == 0 { Side::Recv } else { Side::Send } });
        }
        let has_default = cases.iter().all(|c| c.ch.is_none()) || self.below(3) == 0;
        match self.sched.select(p, &cases, has_default) {
            Select::Send { case, how: Send::Handoff(woken) } => {
                assert_ne!(woken.g(), g, "matched itself");
                self.matches(woken, cases[usize::from(case)].ch, Side::Recv);
            }
            Select::Recv { case, how: Recv::Handoff(woken) | Recv::Buffered(Some(woken)) } => {
                assert_ne!(woken.g(), g, "matched itself");
                self.matches(woken, cases[usize::from(case)].ch, Side::Send);
            }
            Select::Parked => self.tasks.get_mut(&g).unwrap().cases = cases,
            Select::Default => assert!(has_default),
            _ => {}
        }
    }

    fn acquire(&mut self, p: PId, g: GId, what: Acquire) -> bool {
        let lock = match what {
            Acquire::Lock(m) => self.sched.mutex_lock(p, m),
            Acquire::Read(rw) => self.sched.rw_rlock(p, rw),
            Acquire::Write(rw) => self.sched.rw_lock(p, rw),
            // Chance uses the group anew while somebody who waited has not run yet: he goes on.
            Acquire::Wait(wg) => self.sched.wg_wait(p, wg).unwrap_or(Lock::Held),
        };
        let task = self.tasks.get_mut(&g).unwrap();
        task.acquiring = (lock != Lock::Held).then_some(what);
        if lock == Lock::Held && !matches!(what, Acquire::Wait(_)) {
            task.held.push(what);
        }
        lock == Lock::Held
    }

    fn lock(&mut self, p: PId, g: GId) -> bool {
        if self.below(3) > 0 && !self.tasks[&g].held.is_empty() {
            return self.release(p, g);
        }
        let (a, b, rw) = (self.others[0], self.others[1], self.others[2]);
        let what = match self.below(6) {
            0 => Acquire::Lock(a),
            1 => Acquire::Lock(b),
            2 => Acquire::Read(rw),
            3 => Acquire::Write(rw),
            4 => {
                if self.sched.mutex_trylock(p, a) {
                    self.tasks.get_mut(&g).unwrap().held.push(Acquire::Lock(a));
                }
                return true;
            }
            _ => {
                let writes = self.below(2) == 0;
                let got = if writes { self.sched.rw_try_lock(p, rw) } else { self.sched.rw_try_rlock(p, rw) };
                if got {
                    let what = if writes { Acquire::Write(rw) } else { Acquire::Read(rw) };
                    self.tasks.get_mut(&g).unwrap().held.push(what);
                }
                return true;
            }
        };
        self.acquire(p, g, what)
    }

    /// False when the goroutine yielded.
    fn release(&mut self, p: PId, g: GId) -> bool {
        let how = match self.tasks.get_mut(&g).unwrap().held.pop() {
            Some(Acquire::Lock(m)) => self.sched.mutex_unlock(p, m),
            Some(Acquire::Read(rw)) => self.sched.rw_runlock(p, rw),
            Some(Acquire::Write(rw)) => self.sched.rw_unlock(p, rw),
            Some(Acquire::Wait(_)) | None => return true,
        };
        assert_ne!(how, Unlock::NotLocked, "{}", self.tail());
        how == Unlock::Done
    }

    fn group(&mut self, p: PId) {
        let (wg, cond) = (self.others[3], self.others[4]);
        match self.below(6) {
            0 if self.counter < 3 => {
                self.counter += 1;
                assert!(self.sched.wg_add(p, wg, 1));
            }
            1 | 2 if self.counter > 0 => {
                self.counter -= 1;
                assert!(self.sched.wg_add(p, wg, -1));
            }
            3 => {
                self.acquire(p, self.sched.curg(p), Acquire::Wait(wg));
            }
            4 => {
                let ticket = self.sched.cond_ticket(p, cond);
                self.sched.cond_wait(p, cond, ticket);
            }
            5 => assert!(!self.sched.cond_broadcast(p, cond) || self.sched.cond_wake(p, cond, usize::MAX)),
            _ => self.sched.cond_signal(p, cond),
        }
    }

    fn exit(&mut self, p: PId, g: GId) -> bool {
        if self.below(3) > 0 {
            return true;
        }
        if !self.tasks[&g].held.is_empty() {
            return self.release(p, g);
        }
        self.sched.goexit(p, 2048);
        self.tasks.remove(&g);
        false
    }
}

/// Says which run it was when a test fails.
struct ShownOnPanic(u64);

impl Drop for ShownOnPanic {
    fn drop(&mut self) {
        if std::thread::panicking() {
            println!("chaos seed {}", self.0);
        }
    }
}

#[test]
fn fuzz_goroutines_that_do_anything() {
    let mut rounds = Rounds::new(150);
    let mut deadlocks = 0;
    while rounds.go_on() {
        let seed = rounds.rng.next_u64();
        let _shown = ShownOnPanic(seed);
        let first = Chaos::new(seed).run();
        deadlocks += u32::from(first.0 == Ending::Deadlock);
        assert_eq!(first, Chaos::new(seed).run(), "the same again");
    }
    assert!(deadlocks > 10, "only {deadlocks} deadlocks: the test tests little");
}
