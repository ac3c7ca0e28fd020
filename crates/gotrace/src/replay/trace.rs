//! A trace played on the stage, event by event.

use std::collections::BTreeMap;

use gopark_trace::{
    Ending, GId, GState, Kind, ObjId, ObjKind, PId, Pc, Recording, Side, SimTime, StopReason, StwReason,
    WaitReason, WorkerMode,
};

use super::cast::{Cast, Found, own_stack};
use super::machine::{At, Halt, Machine, SYSMON, Told};
use super::names::{Call, Namer, is_runtime};
use super::{reason, remarks};
use crate::id::{GoId, ProcId};
use crate::trace::{
    Context, Event, EventKind, Frame, GoStatus, ProcStatus, StackId, Symbols, TextId, TraceError, read_trace,
};

/// Plays the trace in `bytes`.
///
/// # Errors
/// When it is no trace of a version that can be read, or nothing of it can be.
pub fn replay(bytes: &[u8]) -> Result<Recording, TraceError> {
    let trace = read_trace(bytes)?;
    let version = trace.version();
    let cast = Cast::of(trace);
    if let (0, Some(error)) = (cast.events, &cast.error) {
        return Err(error.clone());
    }
    let mut player = Player::new(&cast);
    let mut halt = player.begin().err();
    for event in read_trace(bytes)?.take(cast.events).map_while(Result::ok) {
        if halt.is_some() {
            break;
        }
        halt = player.play(&event).err();
    }
    let Player { mut machine, namer, .. } = player;
    // Whatever it ended with, this fits: nothing is over yet.
    machine.end();
    let mut recording = Recording {
        title: format!("Go execution trace (go 1.{})", version.minor()),
        notes: cast.renumbered().map(|(shown, g)| (shown, format!("goroutine {}", g.0))).collect(),
        remarks: remarks::of_trace(&cast, &machine, &namer, halt.as_ref()),
        sites: namer.sites,
        events: machine.log,
    };
    recording.notes.sort_by_key(|&(g, _)| g);
    Ok(recording)
}

struct Player<'a> {
    cast: &'a Cast,
    machine: Machine,
    namer: Namer,
    /// Where each stack stands.
    stands: BTreeMap<StackId, Pc>,
    /// Lines at which somebody waited, by the reason, and function and line.
    lines: BTreeMap<(u32, u32, u32), ObjId>,
    /// Who stopped the world.
    stopper: GId,
}

impl<'a> Player<'a> {
    fn new(cast: &'a Cast) -> Self {
        Self {
            cast,
            machine: Machine::default(),
            namer: Namer::default(),
            stands: BTreeMap::new(),
            lines: BTreeMap::new(),
            stopper: GId::NONE,
        }
    }

    /// What was there before, as far as the file ever tells; it tells it at the first touch.
    fn begin(&mut self) -> Told {
        let cast = self.cast;
        self.machine.tell(At::default(), Kind::Recorded)?;
        self.machine.has_thread(SYSMON)?;
        self.machine.procs(At::default(), cast.procs)?;
        for &(p, m) in &cast.held {
            let (p, m) = (proc(Some(p))?, cast.thread(Some(m)));
            let (there, held) = (&self.machine.world.ps, &self.machine.world.ms);
            let is_free = there.get(p.idx()).is_some_and(|p| p.m.is_none())
                && held.get(m.idx()).is_none_or(|m| m.p.is_none());
            if is_free {
                self.machine.hold(m, p)?;
            }
        }
        for found in &cast.found {
            if self.has_room(found)? {
                self.found(found)?;
            }
        }
        if cast.gc_active {
            self.machine.tell(At::default(), Kind::GcBegin)?;
        }
        for &g in &cast.assisting {
            self.assist(At { g: cast.goroutine(Some(g)), ..At::default() }, true)?;
        }
        Ok(())
    }

    /// Whether a goroutine can have been there as it was found later: its thread and processor were not seen with others.
    fn has_room(&self, found: &Found) -> Result<bool, Halt> {
        let m = self.machine.world.ms.get(self.cast.thread(found.m).idx());
        let p = self.machine.world.ps.get(proc(found.p)?.idx());
        Ok(match found.status {
            GoStatus::Runnable | GoStatus::Waiting => true,
            GoStatus::Syscall => m.is_none_or(|m| m.curg.is_none()),
            GoStatus::Running => p.is_some_and(|p| p.curg.is_none() && p.m == self.cast.thread(found.m)),
        })
    }

    fn found(&mut self, found: &Found) -> Told {
        let cast = self.cast;
        let g = cast.goroutine(Some(found.g));
        if g.is_none() || self.machine.state(g).is_some() {
            return Ok(());
        }
        let root = cast.root(found);
        let system = found.g.0 != 1 && is_system(&cast.symbols, root);
        let entry = root.map_or(Pc::NONE, |root| self.namer.entry(&call(&cast.symbols, root)));
        let pc = self.stand(found.stack);
        let mut by = At::default();
        let (mut state, mut reason) = (GState::Runnable, WaitReason::None);
        match found.status {
            GoStatus::Runnable => {}
            GoStatus::Waiting => {
                (state, reason) = (GState::Waiting, reason::of_stack(&calls(&cast.symbols, found.stack)));
            }
            GoStatus::Running | GoStatus::Syscall => {
                by.m = cast.thread(found.m);
                self.machine.wake(by.m)?;
                let p = proc(found.p)?;
                let holds = |p: &gopark_trace::P| p.m == by.m && p.curg.is_none();
                by.p = p
                    .some()
                    .filter(|p| self.machine.world.ps.get(p.idx()).is_some_and(holds))
                    .unwrap_or_default();
                let is_running = found.status == GoStatus::Running;
                state = if is_running { GState::Running } else { GState::Syscall };
            }
        }
        self.machine.tell(by, Kind::GoStatus { g, entry, state, reason, system })?;
        let by = At { g, pc, ..by };
        match state {
            GState::Runnable => self.machine.put_global(At { g: GId::NONE, ..by }, g),
            GState::Waiting if !system => self.waits(by, reason).map(drop),
            _ if pc.is_some() => self.machine.tell(by, Kind::CpuSample),
            _ => Ok(()),
        }
    }

    fn play(&mut self, event: &Event) -> Told {
        self.machine.at = SimTime(event.time_ns.saturating_sub(self.cast.first_ns));
        let by = self.by(&event.context, own_stack(&event.kind))?;
        match event.kind {
            EventKind::ProcsChange { procs, .. } => {
                self.machine.procs(by, u32::try_from(procs).unwrap_or(u32::MAX))
            }
            EventKind::ProcStart { p } => self.machine.hold(by.m, proc(Some(p))?),
            EventKind::ProcStop => self.machine.stop(by.p),
            EventKind::ProcSteal { p, abandoned, .. } => {
                let p = proc(Some(p))?;
                let is_held = self.machine.world.ps.get(p.idx()).is_some_and(|p| p.curg.is_some());
                if is_held && !abandoned { self.machine.take(by.m, p) } else { self.machine.let_go(p) }
            }
            EventKind::ProcStatus { p, status, known: false } => match status {
                ProcStatus::Running | ProcStatus::Syscall if by.m.is_some() => {
                    self.machine.hold(by.m, proc(Some(p))?)
                }
                _ => self.machine.has_proc(proc(Some(p))?),
            },
            EventKind::StwBegin { kind, .. } => self.stop_the_world(by, kind),
            EventKind::StwEnd { .. } if by.g == self.stopper && self.machine.world.stw.is_some() => {
                self.stopper = GId::NONE;
                self.machine.tell(by, Kind::StwEnd)
            }
            EventKind::CpuSample { .. } if self.machine.state(by.g).is_some() => {
                self.machine.tell(by, Kind::CpuSample)
            }
            EventKind::HeapAlloc { bytes } => self.machine.tell(by, Kind::HeapAlloc { bytes }),
            EventKind::HeapGoal { bytes } => self.machine.tell(by, Kind::HeapGoal { bytes }),
            EventKind::GcBegin { .. } if !self.machine.world.heap.gc.running => {
                self.machine.tell(by, Kind::GcBegin)
            }
            // What was found live, the tracer does not say.
            EventKind::GcEnd if self.machine.world.heap.gc.running => {
                self.machine.tell(by, Kind::GcEnd { live: 0 })
            }
            EventKind::GcSweepBegin { .. } if by.g.is_some() => self.machine.tell(by, Kind::GcSweepBegin),
            EventKind::GcSweepEnd { swept_bytes: swept, reclaimed_bytes: freed } if by.g.is_some() => {
                self.machine.tell(by, Kind::GcSweepEnd { swept, freed })
            }
            EventKind::GcMarkAssistBegin { .. } => self.assist(by, true),
            EventKind::GcMarkAssistEnd => self.assist(by, false),
            EventKind::GoLabel { label } => match worker(self.cast.symbols.text(label)) {
                Some(mode) if self.machine.state(by.g).is_some() => {
                    self.machine.tell(by, Kind::GcWorker { mode })
                }
                _ => Ok(()),
            },
            _ => self.goroutine(by, event),
        }
    }

    fn goroutine(&mut self, by: At, event: &Event) -> Told {
        match event.kind {
            EventKind::GoStatus { g, m, status, known: false, stack } => {
                let m = m.or(event.context.m);
                self.found(&Found {
                    g,
                    status,
                    m,
                    p: event.context.p.filter(|_| m == event.context.m),
                    stack,
                })
            }
            EventKind::GoCreate { g, start, blocked, .. } => self.create(by, g, start, blocked),
            EventKind::GoCreateSyscall { g } => {
                self.machine.wake(by.m)?;
                let g = self.cast.goroutine(Some(g));
                let (state, reason) = (GState::Syscall, WaitReason::None);
                let by = At { p: PId::NONE, ..by };
                self.machine.tell(by, Kind::GoStatus { g, entry: Pc::NONE, state, reason, system: false })
            }
            EventKind::GoStart { g } => self.machine.start(by, self.cast.goroutine(Some(g))),
            EventKind::GoStop { reason, stack } => {
                let symbols = &self.cast.symbols;
                // To the tracer, stepping aside for another one is a preemption, too.
                let yields = symbols.stack(stack).first().map(|frame| symbols.text(frame.func));
                let reason = match symbols.text(reason) {
                    "preempted" if yields == Some("runtime.goyield") => StopReason::Yield,
                    "preempted" => StopReason::Preempted,
                    _ => StopReason::Gosched,
                };
                self.machine.tell(by, Kind::GoStop { reason })?;
                if reason == StopReason::Yield {
                    self.machine.put_local(by, by.g)
                } else {
                    self.machine.put_global(by, by.g)
                }
            }
            EventKind::GoBlock { reason, stack } => {
                let word = self.cast.symbols.text(reason);
                self.block(by, reason::of_trace(word, &calls(&self.cast.symbols, stack)))
            }
            EventKind::GoUnblock { g, .. } => self.unblock(by, self.cast.goroutine(Some(g))),
            EventKind::GoDestroy => self.destroy(by),
            EventKind::GoDestroySyscall => {
                self.leave_proc(by)?;
                self.destroy(At { p: PId::NONE, ..by })?;
                self.machine.park(by.m)
            }
            EventKind::GoSyscallBegin { .. } => self.machine.tell(by, Kind::GoSyscallBegin),
            EventKind::GoSyscallEnd => self.machine.tell(by, Kind::GoSyscallEnd),
            EventKind::GoSyscallEndBlocked => {
                self.leave_proc(by)?;
                self.machine.tell(by, Kind::GoSyscallEndBlocked)?;
                self.machine.put_global(by, by.g)?;
                self.machine.park(by.m)
            }
            EventKind::GoSwitch { g, destroy } => {
                let next = self.cast.goroutine(Some(g));
                self.machine.tell(by, Kind::GoUnblock { g: next })?;
                if destroy {
                    self.destroy(by)?;
                } else {
                    self.block(by, WaitReason::Coroutine)?;
                }
                let from = gopark_trace::Source::Direct;
                let by = At { g: GId::NONE, pc: Pc::NONE, ..by };
                self.machine.tell(by, Kind::GoStart { g: next, from, tick: false })
            }
            // What everything was doing was told at the beginning, and the rest has no place on the stage.
            _ => Ok(()),
        }
    }

    fn create(&mut self, by: At, g: GoId, start: StackId, blocked: bool) -> Told {
        let symbols = &self.cast.symbols;
        let root = symbols.stack(start).last();
        let entry = root.map_or(Pc::NONE, |root| self.namer.entry(&call(symbols, root)));
        let system = is_system(symbols, root);
        let g = self.cast.goroutine(Some(g));
        if blocked || system {
            let (state, reason) = if blocked {
                // Nothing else is created like that (`runtime/coro.go: newcoro`).
                (GState::Waiting, WaitReason::Coroutine)
            } else {
                (GState::Runnable, WaitReason::None)
            };
            self.machine.tell(by, Kind::GoStatus { g, entry, state, reason, system })?;
        } else {
            self.machine.tell(by, Kind::GoCreate { g, entry })?;
        }
        match (blocked, by.g.is_some()) {
            (true, _) => Ok(()),
            (false, true) => self.machine.ready(by, g),
            (false, false) => self.machine.put_local(by, g),
        }
    }

    fn block(&mut self, by: At, reason: WaitReason) -> Told {
        let system = self.machine.world.gs.get(by.g).is_none_or(|g| g.is_system);
        let obj = if system { ObjId::NONE } else { self.waits(by, reason)? };
        self.machine.tell(by, Kind::GoBlock { reason, obj })?;
        // The sweeper rests when there is nothing left to sweep.
        let is_swept = reason == WaitReason::GcSweepWait && self.machine.world.heap.gc.sweeping;
        if is_swept { self.machine.tell(At { pc: Pc::NONE, ..by }, Kind::GcSwept) } else { Ok(()) }
    }

    /// The goroutine begins to wait at its line, if it does for something of the program.
    fn waits(&mut self, by: At, reason: WaitReason) -> Result<ObjId, Halt> {
        let Some(site) = self.namer.sites.get(by.pc).filter(|_| reason::has_line(reason)) else {
            if by.pc.is_some() && self.machine.state(by.g) == Some(GState::Waiting) {
                self.machine.tell(by, Kind::CpuSample)?;
            }
            return Ok(ObjId::NONE);
        };
        let key = (reason as u32, site.func, site.line);
        let next = ObjId(self.lines.len() as u32);
        let obj = *self.lines.entry(key).or_insert(next);
        if obj == next {
            let kind = Kind::ObjNew { obj, kind: ObjKind::Line, cap: reason as u32 };
            self.machine.tell(At { g: GId::NONE, ..by }, kind)?;
        }
        self.machine.tell(by, Kind::WaitBegin { obj, side: Side::Recv, at_head: false })?;
        Ok(obj)
    }

    fn unblock(&mut self, by: At, g: GId) -> Told {
        let slept = self.machine.world.gs.get(g).is_some_and(|g| g.reason == WaitReason::Sleep);
        self.machine.tell(by, Kind::GoUnblock { g })?;
        // A goroutine or a timer makes ready who runs next; the network poller hands over a list.
        if by.g.is_some() || slept { self.machine.ready(by, g) } else { self.machine.put_local(by, g) }
    }

    fn destroy(&mut self, by: At) -> Told {
        self.assist(by, false)?;
        self.machine.tell(by, Kind::GoDestroy)
    }

    /// The processor of a goroutine in a system call is taken, if it still has one.
    fn leave_proc(&mut self, by: At) -> Told {
        let p = self.machine.world.gs.get(by.g).map_or(PId::NONE, |g| g.p);
        if p.is_some() { self.machine.take(by.m, p) } else { Ok(()) }
    }

    fn assist(&mut self, by: At, on: bool) -> Told {
        let is_other = self.machine.world.gs.get(by.g).is_some_and(|g| g.is_assisting != on);
        let kind = if on { Kind::GcMarkAssistBegin } else { Kind::GcMarkAssistEnd };
        if is_other { self.machine.tell(by, kind) } else { Ok(()) }
    }

    fn stop_the_world(&mut self, by: At, kind: TextId) -> Told {
        if self.machine.world.stw.is_some() {
            return Ok(());
        }
        self.stopper = by.g;
        // `runtime/proc.go: stwReasonStrings`.
        let reason = match self.cast.symbols.text(kind) {
            "GOMAXPROCS" => StwReason::Gomaxprocs,
            "GC sweep termination" => StwReason::GcSweepTermination,
            "GC mark termination" => StwReason::GcMarkTermination,
            "read mem stats" => StwReason::ReadMemStats,
            "start trace" | "stop trace" => StwReason::Trace,
            "goroutine profile" | "goroutine profile cleanup" | "all goroutines stack trace" => {
                StwReason::Stacks
            }
            _ => StwReason::Unknown,
        };
        self.machine.tell(by, Kind::StwBegin { reason })
    }

    fn by(&mut self, context: &Context, stack: StackId) -> Result<At, Halt> {
        let (m, p) = (self.cast.thread(context.m), proc(context.p)?);
        if m.is_some() {
            self.machine.has_thread(m)?;
        }
        Ok(At { m, p, g: self.cast.goroutine(context.g), pc: self.stand(stack) })
    }

    fn stand(&mut self, stack: StackId) -> Pc {
        if let Some(&pc) = self.stands.get(&stack) {
            return pc;
        }
        let pc = self.namer.stand(&calls(&self.cast.symbols, stack));
        self.stands.insert(stack, pc);
        pc
    }
}

impl Machine {
    /// The recording ends here.
    fn end(&mut self) {
        // It fits, or what comes before says already why not.
        let _ = self.tell(At::default(), Kind::End { how: Ending::Recording });
    }
}

/// A processor by its number; Go has no more than `_MaxGomaxprocs`.
fn proc(p: Option<ProcId>) -> Result<PId, Halt> {
    let Some(p) = p else { return Ok(PId::NONE) };
    match u32::try_from(p.0) {
        Ok(p) if p < 1 << 10 => Ok(PId(p)),
        _ => Err(Halt::Misfit(format!("there is a processor {p}"))),
    }
}

fn call<'a>(symbols: &'a Symbols, frame: &Frame) -> Call<'a> {
    Call { func: symbols.text(frame.func), file: symbols.text(frame.file), line: frame.line }
}

fn calls(symbols: &Symbols, stack: StackId) -> Vec<Call<'_>> {
    symbols.stack(stack).iter().map(|frame| call(symbols, frame)).collect()
}

/// The runtime's own or the tracer's (`internal/trace/summary.go: IsSystemGoroutine`, and who reads the trace).
fn is_system(symbols: &Symbols, root: Option<&Frame>) -> bool {
    let Some(root) = root else { return true };
    let func = symbols.text(root.func);
    is_runtime(func) && func != "runtime.main"
        || matches!(func, "runtime/trace.Start.func1" | "runtime/trace.(*traceMultiplexer).startLocked.func1")
}

fn worker(label: &str) -> Option<WorkerMode> {
    match label {
        "GC (dedicated)" => Some(WorkerMode::Dedicated),
        "GC (fractional)" => Some(WorkerMode::Fractional),
        "GC (idle)" => Some(WorkerMode::Idle),
        _ => None,
    }
}
