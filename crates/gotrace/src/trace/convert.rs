//! Between a timed event on the wire and an [`EventKind`]. One is the inverse of the other, but for sequence
//! numbers, which only the order of events needs, and for what [`super::order`] adds.

use super::code::{Args, Code, Raw};
use super::event::{EventKind, Experiment, GoStatus, ProcStatus};
use super::generation::Tables;
use super::symbols::{StackId, Symbols, TextId};
use crate::id::{GoId, ProcId, TaskId, ThreadId};

/// Gives texts and stacks the ids they have on the wire.
pub(crate) trait Names {
    fn text(&mut self, id: TextId) -> u64;
    fn stack(&mut self, id: StackId) -> u64;
}

/// The sequence number in `raw`, for those events that carry one.
pub(crate) fn seq(raw: &Raw) -> u64 {
    match raw.code {
        Code::ProcStart | Code::ProcSteal | Code::GoStart | Code::GoUnblock => raw.args[1],
        Code::GoSwitch | Code::GoSwitchDestroy => raw.args[1],
        Code::GoSyscallBegin | Code::GCActive | Code::GCBegin | Code::GCEnd => raw.args[0],
        _ => 0,
    }
}

/// Resolves `raw`. Fails on an id that the tables lack, or a value that no id or status has.
pub(crate) fn decode(raw: &Raw, tables: &mut Tables<'_>, symbols: &mut Symbols) -> Result<EventKind, String> {
    let [a, b, c, d] = raw.args;
    let mut stack = |id| tables.stack(id, symbols);
    Ok(match raw.code {
        Code::ProcsChange => EventKind::ProcsChange { procs: a, stack: stack(b)? },
        Code::ProcStart => EventKind::ProcStart { p: proc(a)? },
        Code::ProcStop => EventKind::ProcStop,
        Code::ProcSteal => {
            EventKind::ProcSteal { p: proc(a)?, from: ThreadId::from_wire(c), abandoned: false }
        }
        Code::ProcStatus => EventKind::ProcStatus { p: proc(a)?, status: proc_status(b)?, known: false },
        Code::GoCreate | Code::GoCreateBlocked => {
            let (start, stack) = (stack(b)?, stack(c)?);
            EventKind::GoCreate { g: go(a)?, start, blocked: raw.code == Code::GoCreateBlocked, stack }
        }
        Code::GoCreateSyscall => EventKind::GoCreateSyscall { g: go(a)? },
        Code::GoStart => EventKind::GoStart { g: go(a)? },
        Code::GoDestroy => EventKind::GoDestroy,
        Code::GoDestroySyscall => EventKind::GoDestroySyscall,
        Code::GoUnblock => EventKind::GoUnblock { g: go(a)?, stack: stack(c)? },
        Code::GoSyscallBegin => EventKind::GoSyscallBegin { stack: stack(b)? },
        Code::GoSyscallEnd => EventKind::GoSyscallEnd,
        Code::GoSyscallEndBlocked => EventKind::GoSyscallEndBlocked,
        Code::GoStatus | Code::GoStatusStack => {
            let (status, m) = (go_status(c)?, ThreadId::from_wire(b));
            EventKind::GoStatus { g: go(a)?, m, status, known: false, stack: stack(d)? }
        }
        Code::GoSwitch | Code::GoSwitchDestroy => {
            EventKind::GoSwitch { g: go(a)?, destroy: raw.code == Code::GoSwitchDestroy }
        }
        Code::STWEnd => EventKind::StwEnd { kind: TextId::EMPTY },
        Code::GCActive => EventKind::GcActive,
        Code::GCBegin => EventKind::GcBegin { stack: stack(b)? },
        Code::GCEnd => EventKind::GcEnd,
        Code::GCSweepActive => EventKind::GcSweepActive { p: proc(a)? },
        Code::GCSweepBegin => EventKind::GcSweepBegin { stack: stack(a)? },
        Code::GCSweepEnd => EventKind::GcSweepEnd { swept_bytes: a, reclaimed_bytes: b },
        Code::GCMarkAssistActive => EventKind::GcMarkAssistActive { g: go(a)? },
        Code::GCMarkAssistBegin => EventKind::GcMarkAssistBegin { stack: stack(a)? },
        Code::GCMarkAssistEnd => EventKind::GcMarkAssistEnd,
        Code::HeapAlloc => EventKind::HeapAlloc { bytes: a },
        Code::HeapGoal => EventKind::HeapGoal { bytes: a },
        code if code as u8 >= Code::Span as u8 => {
            EventKind::Experimental(Experiment { code, args: [a, b, c] })
        }
        _ => return decode_texts(raw, tables, symbols),
    })
}

/// [`decode`] for the events that name a text.
fn decode_texts(raw: &Raw, tables: &mut Tables<'_>, symbols: &mut Symbols) -> Result<EventKind, String> {
    let [a, b, c, d] = raw.args;
    let mut text = |id| tables.text(id, symbols);
    let task = TaskId(a);
    Ok(match raw.code {
        Code::GoStop => EventKind::GoStop { reason: text(a)?, stack: tables.stack(b, symbols)? },
        Code::GoBlock => EventKind::GoBlock { reason: text(a)?, stack: tables.stack(b, symbols)? },
        Code::STWBegin => EventKind::StwBegin { kind: text(a)?, stack: tables.stack(b, symbols)? },
        Code::GoLabel => EventKind::GoLabel { label: text(a)? },
        Code::UserTaskBegin => {
            // On the wire parent 0 means none here, not the background task.
            let parent = TaskId::from_wire(b).filter(|parent| parent.0 != 0);
            EventKind::UserTaskBegin { task, parent, name: text(c)?, stack: tables.stack(d, symbols)? }
        }
        Code::UserTaskEnd => EventKind::UserTaskEnd {
            task,
            parent: None,
            name: TextId::EMPTY,
            stack: tables.stack(b, symbols)?,
        },
        Code::UserRegionBegin => {
            EventKind::UserRegionBegin { task, name: text(b)?, stack: tables.stack(c, symbols)? }
        }
        Code::UserRegionEnd => {
            EventKind::UserRegionEnd { task, name: text(b)?, stack: tables.stack(c, symbols)? }
        }
        Code::UserLog => {
            let (category, message) = (text(b)?, text(c)?);
            EventKind::UserLog { task, category, message, stack: tables.stack(d, symbols)? }
        }
        other => return Err(format!("{} has no texts", other.name())),
    })
}

fn go(id: u64) -> Result<GoId, String> {
    GoId::from_wire(id).ok_or_else(|| "a goroutine without id".into())
}

fn proc(id: u64) -> Result<ProcId, String> {
    ProcId::from_wire(id).ok_or_else(|| "a processor without id".into())
}

fn proc_status(value: u64) -> Result<ProcStatus, String> {
    match value {
        1 => Ok(ProcStatus::Running),
        2 => Ok(ProcStatus::Idle),
        3 => Ok(ProcStatus::Syscall),
        4 => Ok(ProcStatus::SyscallAbandoned),
        other => Err(format!("status {other} of a processor")),
    }
}

fn go_status(value: u64) -> Result<GoStatus, String> {
    match value {
        1 => Ok(GoStatus::Runnable),
        2 => Ok(GoStatus::Running),
        3 => Ok(GoStatus::Syscall),
        4 => Ok(GoStatus::Waiting),
        other => Err(format!("status {other} of a goroutine")),
    }
}

/// The type byte of `kind`; `None` for the two kinds that are no timed events.
pub(crate) fn code(kind: &EventKind) -> Option<Code> {
    Some(match kind {
        EventKind::Sync { .. } | EventKind::CpuSample { .. } => return None,
        EventKind::ProcsChange { .. } => Code::ProcsChange,
        EventKind::ProcStart { .. } => Code::ProcStart,
        EventKind::ProcStop => Code::ProcStop,
        EventKind::ProcSteal { .. } => Code::ProcSteal,
        EventKind::ProcStatus { .. } => Code::ProcStatus,
        EventKind::GoCreate { blocked: false, .. } => Code::GoCreate,
        EventKind::GoCreate { blocked: true, .. } => Code::GoCreateBlocked,
        EventKind::GoCreateSyscall { .. } => Code::GoCreateSyscall,
        EventKind::GoStart { .. } => Code::GoStart,
        EventKind::GoDestroy => Code::GoDestroy,
        EventKind::GoDestroySyscall => Code::GoDestroySyscall,
        EventKind::GoStop { .. } => Code::GoStop,
        EventKind::GoBlock { .. } => Code::GoBlock,
        EventKind::GoUnblock { .. } => Code::GoUnblock,
        EventKind::GoSyscallBegin { .. } => Code::GoSyscallBegin,
        EventKind::GoSyscallEnd => Code::GoSyscallEnd,
        EventKind::GoSyscallEndBlocked => Code::GoSyscallEndBlocked,
        EventKind::GoStatus { stack: StackId::NONE, .. } => Code::GoStatus,
        EventKind::GoStatus { .. } => Code::GoStatusStack,
        EventKind::GoSwitch { destroy: false, .. } => Code::GoSwitch,
        EventKind::GoSwitch { destroy: true, .. } => Code::GoSwitchDestroy,
        EventKind::StwBegin { .. } => Code::STWBegin,
        EventKind::StwEnd { .. } => Code::STWEnd,
        EventKind::GcActive => Code::GCActive,
        EventKind::GcBegin { .. } => Code::GCBegin,
        EventKind::GcEnd => Code::GCEnd,
        EventKind::GcSweepActive { .. } => Code::GCSweepActive,
        EventKind::GcSweepBegin { .. } => Code::GCSweepBegin,
        EventKind::GcSweepEnd { .. } => Code::GCSweepEnd,
        EventKind::GcMarkAssistActive { .. } => Code::GCMarkAssistActive,
        EventKind::GcMarkAssistBegin { .. } => Code::GCMarkAssistBegin,
        EventKind::GcMarkAssistEnd => Code::GCMarkAssistEnd,
        EventKind::HeapAlloc { .. } => Code::HeapAlloc,
        EventKind::HeapGoal { .. } => Code::HeapGoal,
        EventKind::GoLabel { .. } => Code::GoLabel,
        EventKind::UserTaskBegin { .. } => Code::UserTaskBegin,
        EventKind::UserTaskEnd { .. } => Code::UserTaskEnd,
        EventKind::UserRegionBegin { .. } => Code::UserRegionBegin,
        EventKind::UserRegionEnd { .. } => Code::UserRegionEnd,
        EventKind::UserLog { .. } => Code::UserLog,
        EventKind::Experimental(experiment) => experiment.code,
    })
}

/// The arguments of `kind` on the wire, with `seq` where it carries a sequence number.
pub(crate) fn encode(kind: &EventKind, seq: u64, names: &mut impl Names) -> Args {
    match *kind {
        EventKind::ProcStart { p } => [p.0, seq, 0, 0],
        EventKind::ProcSteal { p, from, .. } => [p.0, seq, thread(from), 0],
        EventKind::ProcStatus { p, status, .. } => [p.0, proc_status_value(status), 0, 0],
        EventKind::GoCreate { g, start, stack, .. } => [g.0, names.stack(start), names.stack(stack), 0],
        EventKind::GoCreateSyscall { g } | EventKind::GcMarkAssistActive { g } => [g.0, 0, 0, 0],
        EventKind::GoStart { g } | EventKind::GoSwitch { g, .. } => [g.0, seq, 0, 0],
        EventKind::GoStop { reason: text, stack }
        | EventKind::GoBlock { reason: text, stack }
        | EventKind::StwBegin { kind: text, stack } => [names.text(text), names.stack(stack), 0, 0],
        EventKind::GoUnblock { g, stack } => [g.0, seq, names.stack(stack), 0],
        EventKind::GoSyscallBegin { stack } | EventKind::GcBegin { stack } => [seq, names.stack(stack), 0, 0],
        EventKind::GoStatus { g, m, status, stack, .. } => {
            [g.0, thread(m), go_status_value(status), names.stack(stack)]
        }
        EventKind::GcActive | EventKind::GcEnd => [seq, 0, 0, 0],
        EventKind::GcSweepActive { p } => [p.0, 0, 0, 0],
        EventKind::GcSweepBegin { stack } | EventKind::GcMarkAssistBegin { stack } => {
            [names.stack(stack), 0, 0, 0]
        }
        EventKind::GcSweepEnd { swept_bytes, reclaimed_bytes } => [swept_bytes, reclaimed_bytes, 0, 0],
        EventKind::HeapAlloc { bytes } | EventKind::HeapGoal { bytes } => [bytes, 0, 0, 0],
        EventKind::ProcsChange { procs, stack } => [procs, names.stack(stack), 0, 0],
        EventKind::GoLabel { label } => [names.text(label), 0, 0, 0],
        EventKind::UserTaskBegin { task, parent, name, stack } => {
            [task.0, parent.map_or(0, |parent| parent.0), names.text(name), names.stack(stack)]
        }
        EventKind::UserTaskEnd { task, stack, .. } => [task.0, names.stack(stack), 0, 0],
        EventKind::UserRegionBegin { task, name, stack } | EventKind::UserRegionEnd { task, name, stack } => {
            [task.0, names.text(name), names.stack(stack), 0]
        }
        EventKind::UserLog { task, category, message, stack } => {
            [task.0, names.text(category), names.text(message), names.stack(stack)]
        }
        EventKind::Experimental(Experiment { args: [a, b, c], .. }) => [a, b, c, 0],
        EventKind::ProcStop
        | EventKind::GoDestroy
        | EventKind::GoDestroySyscall
        | EventKind::GoSyscallEnd
        | EventKind::GoSyscallEndBlocked
        | EventKind::StwEnd { .. }
        | EventKind::GcMarkAssistEnd
        | EventKind::Sync { .. }
        | EventKind::CpuSample { .. } => [0; 4],
    }
}

/// A thread on the wire.
pub(crate) fn thread(m: Option<ThreadId>) -> u64 {
    m.map_or(u64::MAX, |m| m.0)
}

fn proc_status_value(status: ProcStatus) -> u64 {
    match status {
        ProcStatus::Running => 1,
        ProcStatus::Idle => 2,
        ProcStatus::Syscall => 3,
        ProcStatus::SyscallAbandoned => 4,
    }
}

fn go_status_value(status: GoStatus) -> u64 {
    match status {
        GoStatus::Runnable => 1,
        GoStatus::Running => 2,
        GoStatus::Syscall => 3,
        GoStatus::Waiting => 4,
    }
}
