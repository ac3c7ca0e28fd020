//! The scheduler: its state, its clocks, its voice.

use std::collections::VecDeque;

use gopark_sorted::SortedSet;
use gopark_trace::{
    Ending, Event, GId, Kind, MId, Note, ObjId, PId, Pc, RunqPlace, SimTime, Sink, Source, Table, TimerId,
    WaitReason,
};

use crate::config::{Config, Limits};
use crate::cost;
use crate::gc::{Duty, Gc};
use crate::machine::gfree::Gs;
use crate::machine::netpoll::Network;
use crate::measures::Measures;
use crate::ops::bubble::Bubble;
use crate::rng::Rng;
use crate::state::{G, M, Obj, P, Poller, Returning, Status, Stopped, Timer};

/// The simulated scheduler. Cloning it is a snapshot.
#[derive(Clone, Debug)]
pub struct Sched<S> {
    pub(crate) sink: S,
    pub(crate) gs: Table<GId, G>,
    pub(crate) all: Gs,
    /// All Ps there ever were; those from `procs` on are dead.
    pub(crate) ps: Vec<P>,
    /// GOMAXPROCS.
    pub(crate) procs: u32,
    /// Strides that visit every P (`proc.go:randomOrder`).
    pub(crate) coprimes: Vec<u32>,
    pub(crate) ms: Vec<M>,
    pub(crate) runq: VecDeque<GId>,
    pub(crate) idle_ps: Vec<PId>,
    pub(crate) idle_ms: Vec<MId>,
    pub(crate) objs: Table<ObjId, Obj>,
    pub(crate) timers: Table<TimerId, Timer>,
    pub(crate) returning: SortedSet<Returning>,
    /// The M blocked in netpoll, if one is.
    pub(crate) poller: Option<Poller>,
    pub(crate) network: Network,
    /// `sched.nmspinning`.
    pub(crate) spinning: u32,
    /// Threads that have a goroutine tied to them.
    pub(crate) locked_threads: u32,
    /// `sched.maxmcount`.
    pub(crate) threads_max: u32,
    /// More threads than that.
    pub(crate) too_many_threads: bool,
    pub(crate) measures: Measures,
    /// `sched.needspinning`: there was work for one more thread, but no idle P.
    pub(crate) needspinning: bool,
    pub(crate) sysmon: Sysmon,
    /// The world is stopped.
    pub(crate) stopped: Option<Stopped>,
    /// GOMAXPROCS was changed while the world was stopped.
    pub(crate) procs_wanted: Option<u32>,
    pub(crate) gc: Gc,
    /// How many goroutines are the runtime's own.
    pub(crate) system: u32,
    /// Those of them that have something to do: whoever looks for work next wakes them (`findRunnable`).
    pub(crate) wanted: Vec<GId>,
    /// Bubbles that somebody is in, and how many there were.
    pub(crate) bubbles: Vec<Bubble>,
    pub(crate) bubble_last: u32,
    pub(crate) rng: Rng,
    /// The moment of whatever was picked or told last.
    pub(crate) now: SimTime,
    /// When the next other thing wants its turn; who is later must wait before acting.
    pub(crate) horizon: SimTime,
    /// The P that had the last turn, as long as `horizon` is known to hold for all others.
    pub(crate) turn: PId,
    /// Chance decided when the P with the earliest turn was looked for the last time.
    pub(crate) is_tied: bool,
    pub(crate) goid_next: u32,
    /// How many numbers of goroutines the runtime used for itself at the beginning.
    pub(crate) runtime_goids: u32,
    /// Those of them that have ended, a bit for each id.
    pub(crate) runtime_ended: u32,
    pub(crate) obj_next: u32,
    pub(crate) timer_next: u32,
    pub(crate) async_preempt: bool,
    pub(crate) is_randomized: bool,
    pub(crate) limits: Limits,
    pub(crate) ended: Option<Ending>,
}

/// The monitor thread.
#[derive(Clone, Debug)]
pub struct Sysmon {
    /// When it wakes.
    pub at: SimTime,
    /// Rounds without anything to do.
    pub idle_rounds: u32,
    /// How long it sleeps.
    pub delay: u64,
    /// All Ps are idle, and it sleeps until the next timer (`sched.sysmonwait`).
    pub is_deep: bool,
}

/// The thread that runs `main.main` first, and the monitor thread.
pub(crate) const M0: MId = MId(0);
pub(crate) const SYSMON: MId = MId(1);
pub(crate) const P0: PId = PId(0);

/// Goroutines the runtime itself starts before `main.main`, from number 2 on, with what they wait for (Go 1.27). The last
/// one is there because package os sets finalizers. They come with the first collection or not at all; their numbers
/// are used up.
const RUNTIME_GOROUTINES: [&str; 5] =
    ["force gc (idle)", "GC sweep wait", "GC scavenge wait", "GOMAXPROCS updater (idle)", "finalizer wait"];
/// Threads a program may have (`proc.go:schedinit`).
const THREADS_MAX: u32 = 10_000;
/// `proc.go:_GoidCacheBatch`.
const GOID_BATCH: u32 = 16;

impl<S: Sink> Sched<S> {
    /// A scheduler with its processors, M0 on P0 and sysmon, and no goroutine yet.
    pub fn new(config: &Config, sink: S) -> Self {
        let procs = config.procs.clamp(1, Config::PROCS_MAX);
        let mut sched = Self {
            sink,
            gs: Table::default(),
            all: Gs::default(),
            ps: Vec::new(),
            procs: 0,
            coprimes: Vec::new(),
            ms: Vec::new(),
            runq: VecDeque::new(),
            idle_ps: Vec::new(),
            idle_ms: Vec::new(),
            objs: Table::default(),
            timers: Table::default(),
            returning: SortedSet::new(),
            poller: None,
            network: Network::default(),
            spinning: 0,
            locked_threads: 0,
            measures: Measures::default(),
            threads_max: THREADS_MAX,
            too_many_threads: false,
            needspinning: false,
            sysmon: Sysmon {
                at: SimTime(cost::SYSMON_MIN),
                idle_rounds: 0,
                delay: cost::SYSMON_MIN,
                is_deep: false,
            },
            stopped: None,
            procs_wanted: None,
            gc: Gc::new(),
            system: 0,
            wanted: Vec::new(),
            bubbles: Vec::new(),
            bubble_last: 0,
            rng: Rng::new(config.seed),
            now: SimTime::ZERO,
            horizon: SimTime::ZERO,
            turn: PId::NONE,
            is_tied: false,
            goid_next: 1,
            runtime_goids: 0,
            runtime_ended: 0,
            obj_next: 0,
            timer_next: 0,
            async_preempt: config.async_preempt,
            is_randomized: false,
            limits: config.limits,
            ended: None,
        };
        for m in [M0, SYSMON] {
            sched.ms.push(M::NEW);
            sched.tell(SimTime::ZERO, m, PId::NONE, Kind::MStart);
        }
        sched.resize(procs);
        sched.tell(SimTime::ZERO, M0, PId::NONE, Kind::ProcsChange { n: procs });
        sched.bind(M0, P0);
        sched.tell(SimTime::ZERO, M0, P0, Kind::ProcHandoff);
        sched.settle(SimTime::ZERO);
        sched
    }

    /// Creates goroutine 1 with code `main`, on P0's queue; `has_os`: the program has package os.
    pub fn start(&mut self, main: Pc, has_os: bool) -> GId {
        let g = self.new_goid(P0);
        self.runtime_goids = RUNTIME_GOROUTINES.len() as u32 - u32::from(!has_os);
        self.ps[0].goids.start = 2 + self.runtime_goids;
        self.gs.insert(g, G::new(self.all.add(1 + self.runtime_goids)));
        self.emit_now(P0, Kind::GoCreate { g, entry: main });
        self.ps[0].runq.push_back(g);
        self.emit_now(P0, Kind::RunqPut { g, place: RunqPlace::Local });
        g
    }

    /// Gives so many pages of each table back, of a scheduler that is not needed any more; true when none is left.
    pub fn shed(&mut self, most: usize) -> bool {
        let mut is_empty = self.gs.shed(most) & self.objs.shed(most) & self.timers.shed(most);
        for p in &mut self.ps {
            is_empty &= p.timers.shed(most);
        }
        is_empty
    }

    /// Goroutines of the runtime itself: those that are simulated, and those that wait from the beginning.
    pub fn runtime_goroutines(&self) -> impl Iterator<Item = (GId, &'static str)> {
        let ids = self.idle_runtime_goids().map(|g| (GId(g), RUNTIME_GOROUTINES[g as usize - 2]));
        let idle = ids.filter(|&(g, _)| self.gs.get(g).is_none());
        idle.chain(self.gs.iter().filter(|(_, it)| it.is_system).map(|(g, _)| (g, self.state_text(g))))
    }

    /// The goroutine of finalizers, when package os has started it before `main.main`.
    pub fn old_finalizer(&self) -> Option<GId> {
        (self.runtime_goids as usize == RUNTIME_GOROUTINES.len()).then_some(GId(1 + self.runtime_goids))
    }

    /// Where events go.
    pub const fn sink(&self) -> &S {
        &self.sink
    }

    /// Where events go, to be emptied.
    pub const fn sink_mut(&mut self) -> &mut S {
        &mut self.sink
    }

    /// p's clock.
    #[inline]
    pub fn now(&self, p: PId) -> SimTime {
        self.ps[p.idx()].time()
    }

    /// The moment up to which everything has happened.
    pub const fn time(&self) -> SimTime {
        self.now
    }

    /// p's goroutine used `ns` of time since its last operation (what that one cost comes on top).
    #[inline]
    pub fn charge(&mut self, p: PId, ns: u64) {
        let it = &mut self.ps[p.idx()];
        it.clock += ns.saturating_add(std::mem::take(&mut it.spent));
    }

    /// What p does now costs `ns`: it happens at once, and then the time passes. So nothing that happens is later than
    /// the moment at which p was allowed to act.
    #[inline]
    pub(crate) fn spend(&mut self, p: PId, ns: u64) {
        self.ps[p.idx()].spent += ns;
    }

    /// How long p may compute before its caller goes back to [`Self::next`].
    #[inline]
    pub fn budget_ns(&self, p: PId) -> u64 {
        if self.ps[p.idx()].preempt && self.async_preempt {
            return 0;
        }
        self.horizon.since(self.ps[p.idx()].time()).saturating_add(cost::LOOKAHEAD)
    }

    /// The same, but not beyond the next safe point when p's goroutine has to stop there: for a collection that is due, for
    /// what it owes to one, or since its time slice is over.
    #[inline]
    pub fn free_ns(&mut self, p: PId) -> u64 {
        let it = &self.ps[p.idx()];
        let ns = self.horizon.since(it.time()).saturating_add(cost::LOOKAHEAD);
        if it.preempt || self.gc.is_due() || self.gc_owes(p) { 0 } else { ns }
    }

    /// p's goroutine, which used `ns` of time since its last operation, stands at `pc` before the next one. True: nothing
    /// is behind p, and it may call it now.
    #[inline]
    pub fn arrive(&mut self, p: PId, ns: u64, pc: Pc) -> bool {
        let it = &mut self.ps[p.idx()];
        it.clock += ns.saturating_add(std::mem::take(&mut it.spent));
        it.pc = pc;
        it.clock <= self.horizon
    }

    /// Nothing is behind p: its goroutine may call an operation now.
    #[inline]
    pub fn may_act(&self, p: PId) -> bool {
        self.ps[p.idx()].time() <= self.horizon
    }

    /// sysmon asked p's goroutine to stop.
    #[inline]
    pub fn preempt_wanted(&self, p: PId) -> bool {
        self.ps[p.idx()].preempt
    }

    /// Requests interrupt loops without calls.
    pub const fn async_preempt(&self) -> bool {
        self.async_preempt
    }

    /// Turns asynchronous preemption on or off (`GODEBUG=asyncpreemptoff`).
    pub const fn set_async_preempt(&mut self, on: bool) {
        self.async_preempt = on;
    }

    /// Schedules as programs built with `-race` are (`proc.go:randomizeScheduler`): who would be in runnext is put at the
    /// tail of the local queue every other time. Batches are not shuffled.
    pub const fn randomize(&mut self) {
        self.is_randomized = true;
    }

    /// Where p's goroutine stands; events it causes carry it.
    #[inline]
    pub fn set_pc(&mut self, p: PId, pc: Pc) {
        self.ps[p.idx()].pc = pc;
    }

    /// Where p's goroutine stands.
    #[inline]
    pub fn pc(&self, p: PId) -> Pc {
        self.ps[p.idx()].pc
    }

    /// The goroutine that runs on p; `NONE` while p looks for one.
    #[inline]
    pub fn curg(&self, p: PId) -> GId {
        self.ps[p.idx()].curg
    }

    /// Goroutines alive (`runtime.NumGoroutine`).
    pub fn goroutines(&self) -> u32 {
        self.gs.len() as u32 - self.system
    }

    /// Why g waits; none when it does not wait.
    pub fn wait_reason(&self, g: GId) -> WaitReason {
        self.gs.get(g).map_or(WaitReason::None, |it| it.reason)
    }

    /// Since when g waits, when it does.
    pub fn waits_since(&self, g: GId) -> Option<SimTime> {
        self.gs.get(g).filter(|it| it.status == Status::Waiting).map(|it| it.since)
    }

    /// What g is doing while the world is stopped, in Go's words (`traceback.go:gStatusStrings`).
    pub fn state_text(&self, g: GId) -> &'static str {
        match self.gs.get(g) {
            Some(it) if it.status == Status::Syscall => "syscall",
            Some(it) if it.status == Status::Waiting => it.reason.text(),
            _ => "runnable",
        }
    }

    /// No P runs anything or looks for work.
    pub fn is_idle(&self) -> bool {
        self.idle_ps.len() as u32 == self.procs
    }

    /// g was found to wait forever; told once.
    pub fn leaked(&mut self, g: GId, by_go: bool) {
        let Some(it) = self.gs.get_mut(g).filter(|it| it.status == Status::Waiting) else { return };
        if !std::mem::replace(&mut it.is_leaked, true) {
            self.emit_outside(Kind::GoLeaked { g, by_go });
        }
    }

    /// GOMAXPROCS.
    pub const fn procs(&self) -> u32 {
        self.procs
    }

    /// The caller's generator: chance that the program itself asks for (map iteration, `math/rand`).
    pub const fn rng(&mut self) -> &mut Rng {
        &mut self.rng
    }

    /// Tells something the caller did in p's goroutine: a stack that grew, bytes allocated or written. May be called
    /// while p is ahead of the others; the event is then kept until they have caught up.
    pub fn emit(&mut self, p: PId, kind: Kind) {
        if self.may_act(p) && self.ps[p.idx()].pending.is_empty() {
            self.emit_now(p, kind);
        } else {
            self.ps[p.idx()].pending.push(kind);
        }
    }

    /// Tells something that p's goroutine does now, which may call an operation ([`Self::arrive`]).
    pub fn emit_acting(&mut self, p: PId, kind: Kind) {
        self.flush(p);
        self.emit_now(p, kind);
    }

    /// Tells something the viewer did, outside of any goroutine.
    pub fn emit_outside(&mut self, kind: Kind) {
        self.tell(self.now, MId::NONE, PId::NONE, kind);
    }

    /// p's goroutine notes something in a trace, if one is written.
    pub fn note(&mut self, p: PId, note: Note<'_>) {
        let P { m, curg, pc, clock, .. } = self.ps[p.idx()];
        let kind = Kind::CpuSample;
        self.sink.note(&Event { at: clock, m, p, g: curg, pc, kind }, note);
    }

    /// The program is over; `p`: by the doing of its goroutine.
    pub fn end(&mut self, p: Option<PId>, how: Ending) {
        if self.ended.is_none() {
            self.ended = Some(how);
            match p {
                Some(p) => {
                    self.flush(p);
                    self.emit_now(p, Kind::End { how });
                }
                None => self.emit_outside(Kind::End { how }),
            }
        }
    }

    /// How the program ended, when it did.
    pub const fn ended(&self) -> Option<Ending> {
        self.ended
    }

    /// Tells `kind` in the context of p and its goroutine.
    #[inline]
    pub(crate) fn emit_now(&mut self, p: PId, kind: Kind) {
        let P { m, curg, pc, clock, .. } = self.ps[p.idx()];
        self.now = self.now.max(clock);
        if !self.sink.wants(&kind) {
            return;
        }
        let pc = if curg.is_some() { pc } else { Pc::NONE };
        self.sink.event(&Event { at: clock, m, p, g: curg, pc, kind });
    }

    pub(crate) fn tell(&mut self, at: SimTime, m: MId, p: PId, kind: Kind) {
        self.now = self.now.max(at);
        if !self.sink.wants(&kind) {
            return;
        }
        self.sink.event(&Event { at, m, p, g: GId::NONE, pc: Pc::NONE, kind });
    }

    /// Tells what was kept while p was ahead.
    #[inline(always)]
    pub(crate) fn flush(&mut self, p: PId) {
        if !self.ps[p.idx()].pending.is_empty() {
            self.flush_pending(p);
        }
    }

    #[cold]
    pub(crate) fn flush_pending(&mut self, p: PId) {
        for kind in std::mem::take(&mut self.ps[p.idx()].pending) {
            self.emit_now(p, kind);
        }
    }

    pub(crate) fn new_goid(&mut self, p: PId) -> GId {
        let goids = &mut self.ps[p.idx()].goids;
        if goids.start == goids.end {
            *goids = self.goid_next..self.goid_next + GOID_BATCH;
            self.goid_next += GOID_BATCH;
        }
        let id = goids.start;
        goids.start += 1;
        GId(id)
    }

    pub(crate) fn bind(&mut self, m: MId, p: PId) {
        self.ms[m.idx()].p = p;
        let p = &mut self.ps[p.idx()];
        p.m = m;
        p.is_idle = false;
    }

    pub(crate) fn unbind(&mut self, p: PId) -> MId {
        let m = std::mem::take(&mut self.ps[p.idx()].m);
        if m.is_some() {
            self.ms[m.idx()].p = PId::NONE;
        }
        m
    }

    /// `pidleput`.
    pub(crate) fn make_idle(&mut self, at: SimTime, p: PId) -> MId {
        let m = self.ps[p.idx()].m;
        self.tell(at, m, p, Kind::ProcStop);
        self.unbind(p);
        let it = &mut self.ps[p.idx()];
        (it.is_idle, it.spent, it.idle_since) = (true, 0, at);
        self.idle_ps.push(p);
        m
    }

    pub(crate) fn g_mut(&mut self, g: GId) -> Option<&mut G> {
        self.gs.get_mut(g)
    }

    /// Something wants its turn at `at`.
    pub(crate) fn wants(&mut self, at: SimTime) {
        self.horizon = self.horizon.min(at);
        self.turn = PId::NONE;
    }

    /// `execute`: g runs on p, with a fresh time slice if `tick`. Who comes back from the kernel, or moves to another P,
    /// does not pass through it in Go, and has none.
    pub(crate) fn execute(&mut self, p: PId, g: GId, from: Source, tick: bool) {
        let duty = self.gs.get_mut(g).map_or(Duty::Program, |it| {
            it.status = Status::Running;
            it.duty
        });
        let it = &mut self.ps[p.idx()];
        (it.curg, it.duty) = (GId::NONE, duty);
        if !matches!(duty, Duty::Program | Duty::Assist) {
            it.pc = Pc::NONE;
        }
        let m = it.m;
        self.emit_now(p, Kind::GoStart { g, from, tick });
        let it = &mut self.ps[p.idx()];
        it.curg = g;
        it.schedtick = it.schedtick.wrapping_add(u32::from(tick));
        it.preempt &= !tick;
        it.spent += cost::SWITCH;
        let at = it.clock;
        self.ms[m.idx()].curg = g;
        self.measures.runs(g, at);
    }

    /// g leaves p; p's thread goes on looking for work.
    #[inline]
    pub(crate) fn drop_g(&mut self, p: PId, status: Status) -> (GId, Option<&mut G>) {
        let g = self.leave_g(p);
        let Some(it) = self.gs.get_mut(g) else { return (g, None) };
        it.status = status;
        (g, Some(it))
    }

    /// The same, whatever becomes of g.
    #[inline]
    pub(crate) fn leave_g(&mut self, p: PId) -> GId {
        let it = &mut self.ps[p.idx()];
        let g = std::mem::take(&mut it.curg);
        it.preempt = false;
        let m = it.m;
        self.ms[m.idx()].curg = GId::NONE;
        g
    }
}
