//! System calls (`proc.go:entersyscall`, `exitsyscall`): the thread goes into the kernel and keeps its P until someone
//! takes it.

use gopark_trace::{Event, Kind, MId, PId, SimTime, Sink, Source};

use crate::cost;
use crate::outcome::Next;
use crate::sched::Sched;
use crate::state::{Returning, Status};

impl<S: Sink> Sched<S> {
    /// A system call of `ns`. False: it is over and nobody took the P meanwhile; true: go back to [`Self::next`].
    pub fn syscall(&mut self, p: PId, ns: u64) -> bool {
        self.emit_now(p, Kind::GoSyscallBegin);
        let g = self.curg(p);
        self.charge(p, 0);
        let it = &mut self.ps[p.idx()];
        it.syscalltick = it.syscalltick.wrapping_add(1);
        let end = it.clock + ns.saturating_add(cost::SYSCALL);
        if end <= self.horizon {
            it.clock = end;
            self.emit_now(p, Kind::GoSyscallEnd);
            return false;
        }
        let clock = it.clock;
        it.syscall_end = Some(end);
        if let Some(it) = self.g_mut(g) {
            it.status = Status::Syscall;
        }
        self.wake_sysmon(clock);
        true
    }

    /// Back from the kernel, with the P.
    pub(crate) fn syscall_end(&mut self, p: PId) -> Next {
        let it = &mut self.ps[p.idx()];
        if let Some(end) = it.syscall_end.take() {
            it.clock = it.clock.max(end);
        }
        let g = it.curg;
        if let Some(it) = self.g_mut(g) {
            it.status = Status::Running;
        }
        self.emit_now(p, Kind::GoSyscallEnd);
        Next::Busy
    }

    /// `by` takes p from a thread in the kernel (`takeP`).
    pub(crate) fn take_from_syscall(&mut self, at: SimTime, by: MId, p: PId) {
        let it = &mut self.ps[p.idx()];
        let Some(end) = it.syscall_end.take() else { return };
        it.syscalltick = it.syscalltick.wrapping_add(1);
        it.preempt = false;
        let (g, pc) = (std::mem::take(&mut it.curg), it.pc);
        self.tell(at, by, p, Kind::ProcSteal);
        let m = self.unbind(p);
        let it = &mut self.ps[p.idx()];
        (it.clock, it.spent) = (at, 0);
        self.returning.insert(Returning { at: end.max(at), m, g, old_p: p, pc });
    }

    /// Back from the kernel without a P: the old one, if its thread now sits in a system call too; else any idle one;
    /// else the global queue (`exitsyscallTryGetP`, `exitsyscallNoP`).
    pub(crate) fn syscall_return(&mut self, at: SimTime) -> Next {
        let Some(Returning { m, g, old_p, pc, .. }) = self.returning.pop_first() else { return Next::Busy };
        let kind = Kind::GoSyscallEndBlocked;
        self.sink.event(&Event { at, m, p: PId::NONE, g, pc, kind });
        self.ms[m.idx()].curg = gopark_trace::GId::NONE;
        if let Some(it) = self.g_mut(g) {
            it.status = Status::Runnable;
        }
        let (p, how) = if self.ps[old_p.idx()].syscall_end.is_some() {
            self.take_from_syscall(at, m, old_p);
            (old_p, Kind::ProcHandoff)
        } else if let Some(idle) = self.take_idle_p() {
            self.wake_sysmon(at);
            (idle, Kind::ProcStart)
        } else {
            self.inject_global(at, g);
            self.stop_m(at, m);
            return Next::Busy;
        };
        self.bind(m, p);
        let it = &mut self.ps[p.idx()];
        (it.clock, it.spent, it.pc) = (at, 0, pc);
        self.tell(at, m, p, how);
        self.execute(p, g, Source::Direct, false);
        Next::Busy
    }
}
