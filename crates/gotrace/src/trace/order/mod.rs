//! Finds out what may happen next, by emulating what the scheduler did (Go: `internal/trace/order.go`).
//!
//! Time stamps of different threads are a hint only. The truth is a partial order: each goroutine and each
//! processor counts the events that hand it over, anew in each generation, and such an event may go only when
//! its number is the next one. An event that [`Ordering::waits`] has to be tried again after others have gone;
//! one that [`Ordering::apply`] refuses can never be right.

mod goroutines;
mod procs;
mod ranges;
mod syscalls;
mod user;

use std::collections::BTreeMap;

use super::code::{Code, Raw};
use super::event::{Context, EventKind, GoStatus, ProcStatus};
use super::symbols::TextId;
use crate::id::{GoId, ProcId, TaskId, ThreadId};
use crate::limits::THREADS_MAX;

/// The state of everything that events name.
#[derive(Debug, Default)]
pub(crate) struct Ordering {
    generation: u64,
    /// In the first generation things may be found in the middle of what they do.
    first: bool,
    goroutines: BTreeMap<GoId, Goroutine>,
    procs: BTreeMap<ProcId, Proc>,
    threads: BTreeMap<ThreadId, Bound>,
    tasks: BTreeMap<TaskId, Task>,
    gc: Gc,
}

/// What a thread holds.
#[derive(Clone, Copy, Debug, Default)]
struct Bound {
    p: Option<ProcId>,
    g: Option<GoId>,
}

/// Position in the count of events of one goroutine or processor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seq {
    generation: u64,
    number: u64,
}

#[derive(Debug)]
struct Goroutine {
    status: GoStatus,
    seq: Seq,
    regions: Vec<(TaskId, TextId)>,
    ranges: Vec<Range>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Range {
    StopTheWorld(TextId),
    MarkAssist,
}

#[derive(Debug)]
struct Proc {
    status: ProcStatus,
    seq: Seq,
    sweeping: bool,
    /// The last thread that took it, which may have lost it since.
    taken_by: Option<ThreadId>,
}

#[derive(Clone, Copy, Debug)]
struct Task {
    parent: Option<TaskId>,
    name: TextId,
}

#[derive(Clone, Copy, Debug, Default)]
struct Gc {
    /// Runs on through all generations.
    seq: u64,
    /// `None` until the first event tells.
    running: Option<bool>,
}

impl Ordering {
    /// The events from here on belong to generation `number`.
    pub fn begin_generation(&mut self, number: u64) {
        self.first = self.generation == 0;
        self.generation = number;
    }

    /// Whether `raw` from thread `m` has to wait for events of other threads.
    pub fn waits(&self, raw: &Raw, m: Option<ThreadId>) -> bool {
        let [a, b, ..] = raw.args;
        let here = self.bound(m);
        match raw.code {
            Code::ProcStart => here.p.is_some() || !self.proc_ready(a, b, &[ProcStatus::Idle]),
            Code::ProcSteal => !self.proc_ready(a, b, &[ProcStatus::Syscall, ProcStatus::SyscallAbandoned]),
            Code::GoStart => !self.goroutine_ready(a, b, GoStatus::Runnable),
            Code::GoUnblock => !self.goroutine_ready(a, b, GoStatus::Waiting),
            Code::GoSwitch | Code::GoSwitchDestroy => {
                let runs = here.g.and_then(|g| self.goroutines.get(&g)).map(|g| g.status);
                runs == Some(GoStatus::Running) && !self.goroutine_ready(a, b, GoStatus::Waiting)
            }
            // The thread is known to lose its processor before it gets here.
            Code::GoSyscallEndBlocked => {
                here.p.and_then(|p| self.procs.get(&p)).is_some_and(|p| p.status == ProcStatus::Syscall)
            }
            Code::GCActive => !self.first && a != self.gc.seq.wrapping_add(1),
            Code::GCBegin => self.gc.running.is_some() && a != self.gc.seq.wrapping_add(1),
            Code::GCEnd => a != self.gc.seq.wrapping_add(1),
            _ => false,
        }
    }

    /// Lets an event happen that need not wait. Gives the context it happened in, and the event with the details
    /// that only earlier events tell. An error is half a sentence.
    pub fn apply(
        &mut self,
        m: Option<ThreadId>,
        seq: u64,
        mut kind: EventKind,
    ) -> Result<(Context, EventKind), String> {
        let here = self.bound(m);
        let mut context = Context { m, p: here.p, g: here.g };
        let after = self.dispatch(&mut context, seq, &mut kind)?;
        if let Some(m) = m {
            self.bind(m, after)?;
            if let Some(proc) = after.p.filter(|_| after.p != here.p).and_then(|p| self.procs.get_mut(&p)) {
                proc.taken_by = Some(m);
            }
        }
        Ok((context, kind))
    }

    /// The sequence number that `kind` has to carry to go now.
    pub fn next_seq(&self, m: Option<ThreadId>, kind: &EventKind) -> u64 {
        let of_proc = |p: Option<ProcId>| p.and_then(|p| self.procs.get(&p)).map_or(1, |p| p.seq.number + 1);
        match kind {
            EventKind::ProcStart { p } | EventKind::ProcSteal { p, .. } => of_proc(Some(*p)),
            EventKind::GoSyscallBegin { .. } => of_proc(self.bound(m).p),
            EventKind::GoStart { g } | EventKind::GoUnblock { g, .. } | EventKind::GoSwitch { g, .. } => {
                self.goroutines.get(g).map_or(1, |g| g.seq.number + 1)
            }
            EventKind::GcActive | EventKind::GcBegin { .. } | EventKind::GcEnd => self.gc.seq.wrapping_add(1),
            _ => 0,
        }
    }

    /// Whether a status of `kind`, stated for another thread than the one reporting it, must not come from that
    /// thread itself: after the first generation a thread can only confirm a goroutine it holds.
    pub fn needs_reporter(&self, kind: &EventKind) -> bool {
        let EventKind::GoStatus { m: Some(m), status: GoStatus::Syscall, .. } = kind else { return false };
        !self.first && !self.threads.contains_key(m)
    }

    fn dispatch(&mut self, at: &mut Context, seq: u64, kind: &mut EventKind) -> Result<Bound, String> {
        match kind {
            EventKind::ProcStart { .. }
            | EventKind::ProcStop
            | EventKind::ProcSteal { .. }
            | EventKind::ProcStatus { .. } => self.apply_proc(at, kind),
            EventKind::GoCreate { .. }
            | EventKind::GoStart { .. }
            | EventKind::GoDestroy
            | EventKind::GoStop { .. }
            | EventKind::GoBlock { .. }
            | EventKind::GoUnblock { .. }
            | EventKind::GoStatus { .. }
            | EventKind::GoSwitch { .. } => self.apply_goroutine(at, kind),
            EventKind::GoCreateSyscall { .. }
            | EventKind::GoDestroySyscall
            | EventKind::GoSyscallBegin { .. }
            | EventKind::GoSyscallEnd
            | EventKind::GoSyscallEndBlocked => self.apply_syscall(at, seq, kind),
            EventKind::UserTaskBegin { .. }
            | EventKind::UserTaskEnd { .. }
            | EventKind::UserRegionBegin { .. }
            | EventKind::UserRegionEnd { .. } => self.apply_user(at, kind),
            EventKind::HeapAlloc { .. } | EventKind::HeapGoal { .. } => at.needs_p().map(|_| at.bound()),
            EventKind::ProcsChange { .. } | EventKind::GoLabel { .. } | EventKind::UserLog { .. } => {
                at.needs_p_and_g().map(|_| at.bound())
            }
            EventKind::Experimental(_) => at.needs_m().map(|_| at.bound()),
            EventKind::Sync { .. } | EventKind::CpuSample { .. } => {
                Err("it is not an event of a thread".into())
            }
            _ => self.apply_range(at, seq, kind),
        }
    }

    fn bound(&self, m: Option<ThreadId>) -> Bound {
        m.and_then(|m| self.threads.get(&m)).copied().unwrap_or_default()
    }

    fn bind(&mut self, m: ThreadId, bound: Bound) -> Result<(), String> {
        if let Some(old) = self.threads.get_mut(&m) {
            *old = bound;
        } else if self.threads.len() == THREADS_MAX {
            return Err(format!("more than {THREADS_MAX} threads"));
        } else {
            self.threads.insert(m, bound);
        }
        Ok(())
    }

    /// The start of the count in this generation.
    fn seq_start(&self) -> Seq {
        Seq { generation: self.generation, number: 0 }
    }

    fn is_next(&self, seq: Seq, number: u64) -> bool {
        seq.generation == self.generation && number == seq.number.wrapping_add(1)
    }

    fn proc_ready(&self, p: u64, seq: u64, statuses: &[ProcStatus]) -> bool {
        let proc = ProcId::from_wire(p).and_then(|p| self.procs.get(&p));
        proc.is_some_and(|proc| statuses.contains(&proc.status) && self.is_next(proc.seq, seq))
    }

    fn goroutine_ready(&self, g: u64, seq: u64, status: GoStatus) -> bool {
        let goroutine = GoId::from_wire(g).and_then(|g| self.goroutines.get(&g));
        goroutine.is_some_and(|g| g.status == status && self.is_next(g.seq, seq))
    }

    fn proc(&mut self, p: ProcId) -> Result<&mut Proc, String> {
        self.procs.get_mut(&p).ok_or_else(|| format!("{p} is unknown"))
    }

    fn goroutine(&mut self, g: GoId) -> Result<&mut Goroutine, String> {
        self.goroutines.get_mut(&g).ok_or_else(|| format!("{g} is unknown"))
    }

    /// The goroutine of a thread that must hold a processor too, in the state it must have.
    fn current(&mut self, at: &Context, status: GoStatus) -> Result<(ProcId, GoId, &mut Goroutine), String> {
        let (p, g) = at.needs_p_and_g()?;
        let goroutine = self.goroutine(g)?;
        if goroutine.status != status {
            return Err(format!("{g} is {:?}, not {status:?}", goroutine.status));
        }
        Ok((p, g, goroutine))
    }

    fn create(&mut self, g: GoId, status: GoStatus) -> Result<(), String> {
        if self.goroutines.contains_key(&g) {
            return Err(format!("{g} is created but exists"));
        }
        let seq = self.seq_start();
        self.goroutines.insert(g, Goroutine { status, seq, regions: Vec::new(), ranges: Vec::new() });
        Ok(())
    }
}

impl Context {
    fn bound(&self) -> Bound {
        Bound { p: self.p, g: self.g }
    }

    fn needs_m(&self) -> Result<ThreadId, String> {
        self.m.ok_or_else(|| "it needs a thread".into())
    }

    fn needs_p(&self) -> Result<ProcId, String> {
        self.p.ok_or_else(|| "its thread holds no processor".into())
    }

    fn needs_p_and_g(&self) -> Result<(ProcId, GoId), String> {
        let p = self.needs_p()?;
        Ok((p, self.g.ok_or_else(|| String::from("its thread holds no goroutine"))?))
    }
}
