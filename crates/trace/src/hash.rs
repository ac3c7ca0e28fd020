//! A fingerprint of an event stream: equal streams, equal fingerprints, natively and in wasm.

use crate::event::{Ending, Event, Kind};
use crate::sink::Sink;

/// Folds events into 64 bits. Not for adversaries; for telling two runs apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventHash(u64);

impl Default for EventHash {
    fn default() -> Self {
        Self(0x676f_7061_726b_0001)
    }
}

impl EventHash {
    /// The fingerprint of all events so far.
    pub const fn value(self) -> u64 {
        self.0
    }

    #[inline]
    fn word(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    #[inline]
    fn pair(&mut self, a: u32, b: u32) {
        self.word(u64::from(a) << 32 | u64::from(b));
    }
}

impl std::fmt::Display for EventHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl Sink for EventHash {
    fn event(&mut self, e: &Event) {
        self.word(e.at.0);
        self.pair(e.m.0, e.p.0);
        self.pair(e.g.0, e.pc.0);
        let (tag, a, b) = words(&e.kind);
        self.word(u64::from(tag) | a.rotate_left(8));
        self.word(b);
    }
}

/// Every kind as a number of its own and two words; the numbers are part of the fingerprint, so only append.
pub(crate) fn words(kind: &Kind) -> (u8, u64, u64) {
    fn w(word: impl Into<u64>) -> u64 {
        word.into()
    }
    match *kind {
        Kind::ProcsChange { n } => (1, w(n), 0),
        Kind::ProcStart => (2, 0, 0),
        Kind::ProcStop => (3, 0, 0),
        Kind::ProcSteal => (4, 0, 0),
        Kind::ProcHandoff => (5, 0, 0),
        Kind::ProcRelease => (6, 0, 0),
        Kind::MStart => (7, 0, 0),
        Kind::MPark => (8, 0, 0),
        Kind::MUnpark => (9, 0, 0),
        Kind::MSpin { on } => (10, w(on), 0),
        Kind::GoCreate { g, entry } => (11, w(g.0), w(entry.0)),
        Kind::GoStart { g, from, tick } => (12, w(g.0), from as u64 * 2 + w(tick)),
        Kind::GoStop { reason } => (13, reason as u64, 0),
        Kind::GoBlock { reason, obj } => (14, reason as u64, w(obj.0)),
        Kind::GoUnblock { g } => (15, w(g.0), 0),
        Kind::GoDestroy => (16, 0, 0),
        Kind::GoSyscallBegin => (17, 0, 0),
        Kind::GoSyscallEnd => (18, 0, 0),
        Kind::GoSyscallEndBlocked => (19, 0, 0),
        Kind::StackGrow { bytes } => (20, w(bytes), 0),
        Kind::PreemptRequest => (21, 0, 0),
        Kind::CpuSample => (22, 0, 0),
        Kind::RunqPut { g, place } => (23, w(g.0), place as u64),
        Kind::RunqKick { overflow } => (24, w(overflow), 0),
        Kind::RunqOverflow { g, n } => (25, w(g.0), w(n)),
        Kind::RunqGrab { n } => (26, w(n), 0),
        Kind::RunqSteal { victim, n } => (27, w(victim.0), w(n)),
        Kind::RunqStealNext { victim } => (28, w(victim.0), 0),
        Kind::RunqDrain => (29, 0, 0),
        Kind::ObjNew { obj, kind, cap } => (30, w(obj.0), w(cap) << 8 | kind as u64),
        Kind::ObjFree { obj } => (31, w(obj.0), 0),
        Kind::WaitBegin { obj, side, at_head } => (32, w(obj.0), side as u64 * 2 + w(at_head)),
        Kind::ChanLen { obj, len } => (33, w(obj.0), w(len)),
        Kind::ChanHandoff { obj, from, to } => (34, w(obj.0), w(from.0) << 32 | w(to.0)),
        Kind::ChanClose { obj } => (35, w(obj.0), 0),
        Kind::ChanResize { obj, cap } => (36, w(obj.0), w(cap)),
        Kind::LockHolder { obj, holder } => (37, w(obj.0), w(holder.0)),
        Kind::LockReaders { obj, readers } => (38, w(obj.0), w(readers)),
        Kind::LockStarving { obj, on } => (39, w(obj.0), w(on)),
        Kind::Counter { obj, value } => (40, w(obj.0), w(value.cast_unsigned())),
        Kind::TimerArm { timer, when } => (41, w(timer.0), when.0),
        Kind::TimerFire { timer } => (42, w(timer.0), 0),
        Kind::TimerStop { timer } => (43, w(timer.0), 0),
        Kind::HeapAlloc { bytes } => (44, bytes, 0),
        Kind::HeapGoal { bytes } => (45, bytes, 0),
        Kind::GcBegin => (46, 0, 0),
        Kind::GcEnd { live } => (47, live, 0),
        Kind::StwBegin { reason } => (48, reason as u64, 0),
        Kind::StwEnd => (49, 0, 0),
        Kind::Write { fd, len } => (50, fd as u64, w(len)),
        Kind::ParamSet { param, value } => (51, w(param), value.cast_unsigned()),
        Kind::MNetpoll { on } => (53, w(on), 0),
        Kind::StackSet { g, bytes } => (54, w(g.0), w(bytes)),
        Kind::GoCreateBlocked { g, reason } => (55, w(g.0), reason as u64),
        Kind::RunqFlush => (56, 0, 0),
        Kind::GcSwept => (57, 0, 0),
        Kind::GcProgress { done, total } => (58, done, total),
        Kind::GcWorker { mode } => (59, mode as u64, 0),
        Kind::GcMarkAssistBegin => (60, 0, 0),
        Kind::GcMarkAssistEnd => (61, 0, 0),
        Kind::GcSweepBegin => (62, 0, 0),
        Kind::GcSweepEnd { swept, freed } => (63, swept, freed),
        Kind::GcPercent { percent } => (64, w(percent.cast_unsigned()), 0),
        Kind::MemoryLimit { bytes } => (65, bytes, 0),
        Kind::ContainerLimit { bytes } => (66, bytes, 0),
        Kind::GoLeaked { g, by_go } => (70, w(g.0), w(by_go)),
        Kind::CtxNew { obj, parent, deadline } => (71, w(obj.0) << 32 | w(parent.0), deadline.0),
        Kind::CtxDone { obj, done } => (72, w(obj.0), w(done.0)),
        Kind::CtxCancel { obj, deadline } => (73, w(obj.0), w(deadline)),
        Kind::MLock { g } => (67, w(g.0), 0),
        Kind::MLockedWait { on } => (68, w(on), 0),
        Kind::MExit => (69, 0, 0),
        Kind::GoStatus { g, entry, state, reason, system } => {
            (74, w(entry.0) << 32 | w(g.0), state as u64 | (reason as u64) << 8 | w(system) << 16)
        }
        Kind::RunqLeave { g } => (75, w(g.0), 0),
        Kind::Recorded => (76, 0, 0),
        Kind::GoPanic { goexit } => (77, w(goexit), 0),
        Kind::GoDefer { entry } => (78, w(entry.0), 0),
        Kind::GoRecover => (79, 0, 0),
        Kind::GoUnwound { entry, left } => (80, w(entry.0), left as u64),
        Kind::End { how } => match how {
            Ending::Exit { code } => (52, 0, w(code.cast_unsigned())),
            Ending::Panic => (52, 1, 0),
            Ending::Deadlock => (52, 2, 0),
            Ending::Fatal => (52, 3, 0),
            Ending::Oom => (52, 4, 0),
            Ending::Limit { limit } => (52, 5, limit as u64),
            Ending::Recording => (52, 6, 0),
        },
    }
}
