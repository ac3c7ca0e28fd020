//! The scheduler's own records of G, P, M and of what they wait at.

use std::collections::VecDeque;

use gopark_trace::{
    Few, GId, MId, ObjId, ObjKind, PId, Pc, Side, SimTime, StwReason, TIMER_CAP, Ticket, WaitQ, WaitReason,
    WorkerMode,
};

use crate::gc::Duty;
use crate::machine::gfree::{DeadG, Slot};
use crate::timers::Timers;

/// A goroutine.
#[derive(Clone, Debug)]
pub struct G {
    pub status: Status,
    pub reason: WaitReason,
    /// Since when it waits.
    pub since: SimTime,
    /// It was found to wait forever.
    pub is_leaked: bool,
    /// The queues it waits in.
    pub waits: Few<Wait>,
    /// How far it is with acquiring a lock.
    lock: Option<Box<Locking>>,
    /// What it does when it runs.
    pub duty: Duty,
    /// It is the runtime's own.
    pub is_system: bool,
    /// Bytes that it may allocate before it has to help with marking, and in which cycle.
    pub assist_bytes: i32,
    pub assist_cycle: u32,
    /// Its place among all Gs.
    pub slot: Slot,
    /// The bubble it is in; 0: none.
    pub bubble: u32,
    /// It waits for something of that bubble.
    pub is_durable: bool,
}

/// `runtime2.go`, `_Grunnable` and its siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Runnable,
    Running,
    Syscall,
    Waiting,
}

/// A sudog: a goroutine's place in one queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    pub obj: ObjId,
    pub side: Side,
    pub ticket: Ticket,
    /// Which case of its select.
    pub case: u16,
}

/// The locals of `Mutex.lockSlow` and `Cond.Wait`, which live across a park.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locking {
    /// The lock it is acquiring.
    pub obj: ObjId,
    /// It parked there, and asks again when it runs again.
    pub parked: bool,
    /// It queued at the head.
    pub at_head: bool,
    /// Its token was given to it (`sudog.ticket`).
    pub handed: bool,
    /// When it first queued.
    pub wait_start: Option<SimTime>,
    /// Rounds spun since it last woke.
    pub spins: u8,
    /// It has the mutex's woken bit.
    pub awoke: bool,
    /// It waited too long.
    pub starving: bool,
    /// Its ticket at the Cond it waits at.
    pub cond_ticket: u32,
}

/// There may be a million of them.
const _: () = assert!(size_of::<G>() <= 56 && size_of::<Few<Wait>>() == size_of::<Wait>());

impl G {
    pub fn new(slot: Slot) -> Self {
        Self {
            slot,
            status: Status::Runnable,
            reason: WaitReason::None,
            since: SimTime::ZERO,
            is_leaked: false,
            waits: Few::default(),
            lock: None,
            duty: Duty::Program,
            is_system: false,
            assist_bytes: 0,
            assist_cycle: 0,
            bubble: 0,
            is_durable: false,
        }
    }

    /// How far it is with acquiring a lock.
    pub fn locking(&self) -> Locking {
        self.lock.as_deref().copied().unwrap_or(Locking::NONE)
    }

    pub fn set_locking(&mut self, locking: Locking) {
        self.lock = (locking != Locking::NONE).then(|| Box::new(locking));
    }
}

impl Locking {
    pub const NONE: Self = Self {
        obj: ObjId::NONE,
        parked: false,
        at_head: false,
        handed: false,
        wait_start: None,
        spins: 0,
        awoke: false,
        starving: false,
        cond_ticket: 0,
    };
}

/// A processor.
#[derive(Clone, Debug)]
pub struct P {
    pub is_idle: bool,
    pub idle_since: SimTime,
    pub is_dead: bool,
    pub m: MId,
    pub curg: GId,
    /// What `curg` does.
    pub duty: Duty,
    /// Bytes it scans at this moment, and for how many nanoseconds.
    pub slice: u64,
    pub slice_ns: u64,
    /// The mark worker that begins here as soon as a thread is there.
    pub worker: Option<(GId, WorkerMode)>,
    /// Nanoseconds that fractional mark workers had here in this cycle.
    pub fractional_ns: u64,
    /// Where `curg` stands.
    pub pc: Pc,
    pub clock: SimTime,
    /// What its last operation cost, to be added to the clock before its next.
    pub spent: u64,
    pub next: GId,
    pub runq: VecDeque<GId>,
    pub schedtick: u32,
    pub syscalltick: u32,
    /// What sysmon saw when it last came by.
    pub seen: Seen,
    /// sysmon asked `curg` to stop.
    pub preempt: bool,
    /// `curg` is in a system call that lasts until then.
    pub syscall_end: Option<SimTime>,
    /// The last pass of looking for work at others, when it was interrupted.
    pub search: Option<Search>,
    /// Whose timers it fires, and those up to when.
    pub firing: Option<(PId, SimTime)>,
    /// Armed timers.
    pub timers: Timers,
    /// The goroutine ids it may still give out.
    pub goids: std::ops::Range<u32>,
    /// Dead Gs, the last of which is used first.
    pub dead: Vec<DeadG>,
    /// Events told while it computed ahead of the others.
    pub pending: Vec<gopark_trace::Kind>,
}

/// Where a thief is on its last pass over all Ps (`proc.go:stealWork`).
#[derive(Clone, Copy, Debug)]
pub struct Search {
    pub victim: u32,
    pub stride: u32,
    /// Ps still to be visited, the victim included.
    pub left: u32,
    /// The victim's timers were looked at.
    pub timers_done: bool,
    /// The victim's runnext that it sleeps 3 µs for.
    pub awaited: GId,
    /// It fired timers on its way.
    pub ran_timer: bool,
}

/// The M that blocks in netpoll.
#[derive(Clone, Copy, Debug)]
pub struct Poller {
    pub m: MId,
    /// `sched.pollUntil`.
    pub until: SimTime,
    /// It spun before.
    pub spun: bool,
}

/// `sysmontick` of `proc.go`.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    pub schedtick: u32,
    pub schedwhen: SimTime,
    pub syscalltick: u32,
    pub syscallwhen: SimTime,
}

impl P {
    pub fn new() -> Self {
        Self {
            is_idle: false,
            idle_since: SimTime::ZERO,
            is_dead: false,
            m: MId::NONE,
            curg: GId::NONE,
            duty: Duty::Program,
            slice: 0,
            worker: None,
            slice_ns: 0,
            fractional_ns: 0,
            pc: Pc::NONE,
            clock: SimTime::ZERO,
            spent: 0,
            next: GId::NONE,
            runq: VecDeque::new(),
            schedtick: 0,
            syscalltick: 0,
            seen: Seen { schedtick: 0, schedwhen: SimTime::ZERO, syscalltick: 0, syscallwhen: SimTime::ZERO },
            preempt: false,
            syscall_end: None,
            search: None,
            firing: None,
            timers: Timers::default(),
            goids: 0..0,
            dead: Vec::new(),
            pending: Vec::new(),
        }
    }

    /// When it can do its next thing.
    #[inline]
    pub fn time(&self) -> SimTime {
        self.clock + self.spent
    }

    /// The same, when `curg` may be in a system call.
    #[inline]
    pub fn wakes(&self) -> SimTime {
        self.syscall_end.unwrap_or_else(|| self.time())
    }

    /// A thread holds it and is awake.
    #[inline]
    pub fn is_running(&self) -> bool {
        self.m.is_some()
    }

    /// Nothing is queued here.
    pub fn runq_is_empty(&self) -> bool {
        self.next.is_none() && self.runq.is_empty()
    }
}

/// A thread.
#[derive(Clone, Debug)]
pub struct M {
    pub p: PId,
    pub curg: GId,
    pub is_spinning: bool,
    /// The goroutine tied to it, and how often it asked for that.
    pub locked: GId,
    pub lock_depth: u32,
    /// It ended.
    pub is_gone: bool,
}

impl M {
    pub const NEW: Self = Self {
        p: PId::NONE,
        curg: GId::NONE,
        is_spinning: false,
        locked: GId::NONE,
        lock_depth: 0,
        is_gone: false,
    };
}

/// A thread in a system call whose P was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Returning {
    pub at: SimTime,
    pub m: MId,
    pub g: GId,
    pub old_p: PId,
    pub pc: Pc,
}

/// An armed timer.
#[derive(Clone, Copy, Debug)]
pub struct Timer {
    pub when: SimTime,
    /// Who armed it.
    pub p: PId,
    /// The sleeper; `NONE`: the caller's timer.
    pub sleeper: GId,
    /// The bubble whose clock it goes by; 0: none.
    pub bubble: u32,
}

/// Something to wait at: `hchan`, `Mutex`, `RWMutex`, `WaitGroup`, `notifyList`.
#[derive(Clone, Debug)]
pub struct Obj {
    pub kind: ObjKind,
    pub recvq: WaitQ,
    pub sendq: WaitQ,
    pub cap: u32,
    pub len: u32,
    pub closed: bool,
    /// A timer's channel: its one place is not told.
    pub is_timer: bool,
    pub locked: bool,
    pub woken: bool,
    pub starving: bool,
    /// Mutex, WaitGroup: how many its word says wait. They may be on their way to the queue or from it.
    pub waiters: u32,
    /// Tokens of the semaphore at which the receivers' side waits.
    pub sema: u32,
    pub holder: GId,
    /// RWMutex: the mutex writers take first.
    pub inner: ObjId,
    /// RWMutex: `readerCount` and `readerWait`. WaitGroup: the counter. Cond: next ticket and next to be notified.
    pub count: i32,
    pub count2: i32,
    /// The bubble it belongs to; 0: none.
    pub bubble: u32,
}

impl Obj {
    pub fn new(kind: ObjKind, cap: u32) -> Self {
        let is_timer = kind == ObjKind::Chan && cap == TIMER_CAP;
        Self {
            kind,
            recvq: WaitQ::default(),
            sendq: WaitQ::default(),
            cap: if is_timer { 1 } else { cap },
            len: 0,
            closed: false,
            is_timer,
            locked: false,
            woken: false,
            starving: false,
            waiters: 0,
            sema: 0,
            holder: GId::NONE,
            inner: ObjId::NONE,
            count: 0,
            count2: 0,
            bubble: 0,
        }
    }

    pub fn waitq(&mut self, side: Side) -> &mut WaitQ {
        match side {
            Side::Recv => &mut self.recvq,
            Side::Send => &mut self.sendq,
        }
    }
}

/// The world is stopped.
#[derive(Clone, Copy, Debug)]
pub struct Stopped {
    pub reason: StwReason,
    /// Whose goroutine wanted it; none: the viewer.
    pub by: Option<PId>,
    pub since: SimTime,
    /// When it goes on; none: when the caller has done its part.
    pub until: Option<SimTime>,
}
