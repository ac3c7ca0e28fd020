//! What `GODEBUG=schedtrace=N` prints (`proc.go:schedtrace`).

use std::fmt::Write as _;

use gopark_trace::{GId, MId, SimTime, Sink};

use crate::sched::Sched;
use crate::state::{M, P, Status};

impl<S: Sink> Sched<S> {
    /// The state of the scheduler `at` a moment, in the runtime's words: one line, or with `detailed`
    /// (`scheddetail=1`) one more for every P, M and G. Lengths of local queues don't count runnext. What is not
    /// simulated is 0: locks the runtime itself holds.
    pub fn schedtrace(&self, at: SimTime, detailed: bool) -> String {
        let mut out = String::new();
        let (idle_ps, threads, idle_ms) = (self.idle_ps.len(), self.threads(), self.idle_ms.len());
        let (procs, ms) = (self.procs, at.0 / 1_000_000);
        let (spinning, needed, queued) = (self.spinning, u32::from(self.needspinning), self.runq.len());
        let _ = write!(
            out,
            "SCHED {ms}ms: gomaxprocs={procs} idleprocs={idle_ps} threads={threads} spinningthreads={spinning} \
             needspinning={needed} idlethreads={idle_ms} runqueue={queued}"
        );
        if detailed {
            self.details(&mut out);
            return out;
        }
        let ps = &self.ps[..procs as usize];
        let list = |number: fn(&P) -> String| ps.iter().map(number).collect::<Vec<_>>().join(" ");
        let lengths = list(|p| p.runq.len().to_string());
        let ticks = list(|p| p.schedtick.to_string());
        let _ = writeln!(out, " [ {lengths} ] schedticks=[ {ticks} ]");
        out
    }

    fn details(&self, out: &mut String) {
        let sysmonwait = self.sysmon.is_deep;
        let waits = |m: &&M| m.locked.is_some() && m.curg.is_none() && m.p.is_none();
        let locked = self.ms.iter().filter(waits).count();
        let _ = writeln!(out, " gcwaiting=false nmidlelocked={locked} stopwait=0 sysmonwait={sysmonwait}");
        for (i, p) in self.ps.iter().take(self.procs as usize).enumerate() {
            let (status, m) = (u32::from(!p.is_idle), id(p.m.some().map(|m| m.0)));
            let (tick, syscalls, queued, timers) = (p.schedtick, p.syscalltick, p.runq.len(), p.timers.len());
            let dead = p.dead.len();
            let _ = writeln!(
                out,
                "  P{i}: status={status} schedtick={tick} syscalltick={syscalls} m={m} runqsize={queued} \
                 gfreecnt={dead} timerslen={timers}"
            );
        }
        for (i, m) in self.ms.iter().enumerate().rev() {
            let (p, g) = (id(m.p.some().map(|p| p.0)), id(m.curg.some().map(|g| g.0)));
            if m.is_gone {
                continue;
            }
            let is_locked_out = m.locked.is_some() && m.curg.is_none();
            let blocked = m.p.is_none() && (is_locked_out || self.idle_ms.contains(&MId(i as u32)));
            let (spinning, locked) = (m.is_spinning, id(m.locked.some().map(|g| g.0)));
            let _ = writeln!(
                out,
                "  M{i}: p={p} curg={g} mallocing=0 throwing=0 preemptoff= locks=0 dying=0 spinning={spinning} \
                 blocked={blocked} lockedg={locked}"
            );
        }
        // Who is there from the beginning and is not simulated waits.
        let idle: Vec<_> = self.runtime_goroutines().filter(|&(g, _)| self.gs.get(g).is_none()).collect();
        for g in self.all_gs() {
            let waiting = idle.iter().find(|it| it.0 == g).map_or((6, ""), |it| (4, it.1));
            let (status, reason) = self.gs.get(g).map_or(waiting, |it| {
                let status = match it.status {
                    Status::Runnable => 1,
                    Status::Running => 2,
                    Status::Syscall => 3,
                    Status::Waiting => 4,
                };
                (status, it.reason.text())
            });
            let (m, locked) = (id(self.thread_of(g)), id(self.locked_m(g).map(|m| m.0)));
            let _ = writeln!(out, "  G{}: status={status}({reason}) m={m} lockedm={locked}", g.0);
        }
    }

    /// The number of the thread that g runs on.
    pub fn thread_of(&self, g: GId) -> Option<u32> {
        self.ms.iter().position(|m| m.curg == g).map(|i| i as u32)
    }
}

fn id(id: Option<u32>) -> String {
    id.map_or_else(|| "nil".to_owned(), |id| id.to_string())
}
