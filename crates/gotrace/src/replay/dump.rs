//! A dump as a recording of one moment: who is in what state, at which line, and who started whom. It tells no processors,
//! and threads only when the runtime itself failed: whoever runs gets a processor of its own, and whoever is on a thread
//! one without a name.

use std::collections::{BTreeMap, BTreeSet};

use gopark_trace::{Ending, GId, GState, Kind, MId, ObjId, ObjKind, PId, Pc, Recording, Side, WaitReason};

use super::machine::{At, Machine, SYSMON, Told};
use super::names::{Call, Namer, is_runtime};
use super::{reason, remarks};
use crate::dump::{CountProfile, Crash, Dump, Frame, Goroutine, GoroutineDump, Group, Header, Place};
use crate::limits::{REPLAYED_ID_MAX, THREADS_MAX};

/// The moment of a dump.
pub fn of_dump(dump: &Dump) -> Recording {
    match dump {
        Dump::Goroutines(dump) => of_goroutines(dump),
        Dump::Counts(profile) => of_counts(profile),
    }
}

/// A goroutine that is put on the stage.
struct Actor<'a> {
    g: GId,
    state: GState,
    reason: WaitReason,
    leaked: bool,
    is_system: bool,
    stack: Vec<Call<'a>>,
    /// Who started it, and where.
    parent: GId,
    created: Option<Call<'a>>,
    /// The thread it is on, if that is told.
    m: Option<MId>,
}

#[derive(Default)]
struct Scene {
    machine: Machine,
    namer: Namer,
    lines: BTreeMap<(u32, u32, u32), ObjId>,
    next_p: u32,
    next_m: u32,
}

fn of_goroutines(dump: &GoroutineDump) -> Recording {
    let mut seen = BTreeSet::new();
    let all: Vec<&Goroutine> = dump.goroutines.iter().filter(|it| seen.insert(it.header.id)).collect();
    let numbers = numbers(&seen);
    let number = |id: u64| numbers.get(&id).copied().unwrap_or_else(|| small(id).unwrap_or_default());
    let actors: Vec<Actor<'_>> = all.iter().map(|it| actor(it, &number)).collect();
    let mut recording = stage(&actors, ending(&dump.crash));
    recording.title = "Go goroutine dump".to_owned();
    recording.notes = all.iter().map(|it| (number(it.header.id), words(&it.header))).collect();
    recording.notes.sort();
    let mut told = crash_words(&dump.crash);
    let twice = dump.goroutines.len() - all.len();
    if twice > 0 {
        told.push(format!("The text holds more than one dump; {twice} goroutines are told again there."));
    }
    recording.remarks.splice(0..0, told);
    recording
}

fn of_counts(profile: &CountProfile) -> Recording {
    let mut actors = Vec::new();
    let is_leaked = profile.name.ends_with("leak");
    for group in &profile.groups {
        for _ in 0..group.count.min(crate::limits::REPLAYED_GOROUTINES_MAX as u64 + 1 - actors.len() as u64) {
            actors.push(counted(group, GId(actors.len() as u32 + 1), is_leaked));
        }
    }
    let mut recording = stage(&actors, Ending::Recording);
    recording.title = format!("Go {} profile", profile.name);
    recording.remarks.push(
        "It counts equal stacks and tells neither ids nor states: numbers are given in its order, and whoever does not run is taken to wait."
            .to_owned(),
    );
    recording
}

/// Puts all on the stage at one moment.
fn stage(actors: &[Actor<'_>], how: Ending) -> Recording {
    let mut scene = Scene::default();
    let halt = scene.play(actors, how).err();
    let Scene { machine, namer, .. } = scene;
    Recording {
        remarks: halt.iter().map(|halt| remarks::stopped(halt, machine.at)).collect(),
        sites: namer.sites,
        events: machine.log,
        ..Recording::default()
    }
}

impl Scene {
    fn play(&mut self, actors: &[Actor<'_>], how: Ending) -> Told {
        let nobody = At::default();
        self.machine.tell(nobody, Kind::Recorded)?;
        self.machine.has_thread(SYSMON)?;
        let running = actors.iter().filter(|it| it.state == GState::Running).count();
        self.machine.procs(nobody, u32::try_from(running).unwrap_or(u32::MAX).clamp(1, 1 << 10))?;
        // Threads that are named go to whom they are named for.
        let (named, others): (Vec<_>, Vec<_>) = actors.iter().partition(|it| it.m.is_some());
        let found = named.into_iter().chain(others).try_for_each(|it| self.found(it));
        let found = found.and_then(|()| actors.iter().try_for_each(|it| self.settle(it)));
        (0..self.machine.world.ms.len()).try_for_each(|m| self.machine.park(MId(m as u32)))?;
        self.machine.tell(nobody, Kind::End { how })?;
        found
    }

    fn found(&mut self, it: &Actor<'_>) -> Told {
        let entry = it.stack.last().map_or(Pc::NONE, |root| self.namer.entry(root));
        let pc = it.created.as_ref().map_or(Pc::NONE, |at| self.namer.entry(at));
        let mut by = At { g: it.parent, pc, ..At::default() };
        let mut state = it.state;
        if matches!(state, GState::Running | GState::Syscall) {
            by.m = self.thread(it.m);
            self.machine.has_thread(by.m)?;
        }
        if state == GState::Running {
            by.p = PId(self.next_p);
            self.next_p += 1;
            if self.machine.world.ps.get(by.p.idx()).is_some() {
                self.machine.hold(by.m, by.p)?;
            } else {
                // More than Go can have; the text is no dump of one program.
                (state, by.p, by.m) = (GState::Runnable, PId::NONE, MId::NONE);
            }
        }
        let (g, system) = (it.g, it.is_system);
        self.machine.tell(by, Kind::GoStatus { g, entry, state, reason: it.reason, system })?;
        if state == GState::Runnable { self.machine.put_global(At::default(), g) } else { Ok(()) }
    }

    /// Where it stands is told after all are there, for starting another one stands somewhere, too.
    fn settle(&mut self, it: &Actor<'_>) -> Told {
        let by = At { g: it.g, pc: self.namer.stand(&it.stack), ..At::default() };
        if by.pc.is_none() {
            return Ok(());
        }
        if it.state != GState::Waiting || it.is_system || !reason::has_line(it.reason) {
            self.machine.tell(by, Kind::CpuSample)?;
        } else if let Some(site) = self.namer.sites.get(by.pc) {
            let key = (it.reason as u32, site.func, site.line);
            let next = ObjId(self.lines.len() as u32);
            let obj = *self.lines.entry(key).or_insert(next);
            if obj == next {
                let kind = Kind::ObjNew { obj, kind: ObjKind::Line, cap: it.reason as u32 };
                self.machine.tell(At { g: GId::NONE, ..by }, kind)?;
            }
            self.machine.tell(by, Kind::WaitBegin { obj, side: Side::Recv, at_head: false })?;
        }
        if it.leaked && it.state == GState::Waiting && !it.is_system {
            self.machine.tell(At::default(), Kind::GoLeaked { g: it.g, by_go: true })?;
        }
        Ok(())
    }

    /// A thread that nobody is on: the one that is named, if it is free.
    fn thread(&mut self, named: Option<MId>) -> MId {
        let ms = &self.machine.world.ms;
        let is_free = |m: &MId| *m != SYSMON && ms.get(m.idx()).is_none_or(|m| m.curg.is_none());
        if let Some(named) = named.filter(is_free) {
            return named;
        }
        let free = (self.next_m..).map(MId).find(is_free).unwrap_or_default();
        self.next_m = free.0.saturating_add(1);
        free
    }
}

fn actor<'a>(it: &'a Goroutine, number: &dyn Fn(u64) -> GId) -> Actor<'a> {
    let header = &it.header;
    let mut stack: Vec<_> = it.stack.frames.iter().filter_map(call).collect();
    if stack.len() > 1 && stack.last().is_some_and(|call| call.func == "runtime.goexit") {
        stack.pop();
    }
    let (state, reason) = match header.status.as_str() {
        "running" => (GState::Running, WaitReason::None),
        "runnable" | "idle" | "dead" | "copystack" => (GState::Runnable, WaitReason::None),
        "syscall" | "waiting for cgo callback" => (GState::Syscall, WaitReason::None),
        status => match reason::of_dump(status) {
            WaitReason::Unknown => (GState::Waiting, reason::of_stack(&stack)),
            reason => (GState::Waiting, reason),
        },
    };
    let created_by = it.stack.created_by.as_ref();
    let root = stack.last().map_or("", |root| root.func);
    let is_tracer =
        matches!(root, "runtime/trace.Start.func1" | "runtime/trace.(*traceMultiplexer).startLocked.func1");
    Actor {
        g: number(header.id),
        state,
        reason,
        leaked: header.leaked,
        is_system: is_tracer || header.id != 1 && is_runtime(root) && root != "runtime.main",
        parent: created_by.and_then(|it| it.goroutine).map_or(GId::NONE, number),
        created: created_by.and_then(|it| Some(place_call(&it.func, it.place.as_ref()?))),
        m: header.runtime.and_then(|ids| small(ids.m?)).map(|m| MId(m.0)).filter(|m| m.idx() < THREADS_MAX),
        stack,
    }
}

fn counted(group: &Group, g: GId, leaked: bool) -> Actor<'_> {
    let symbols = group.frames.iter().filter_map(|frame| frame.symbol.as_ref());
    let stack: Vec<_> =
        symbols.map(|at| Call { func: &at.func, file: &at.file, line: line(at.line) }).collect();
    // Who takes the profile runs.
    let is_running = stack.first().is_some_and(|call| call.func.starts_with("runtime/pprof."));
    let state = if is_running { GState::Running } else { GState::Waiting };
    let reason = if is_running { WaitReason::None } else { reason::of_stack(&stack) };
    let is_system = stack.last().is_some_and(|root| is_runtime(root.func) && root.func != "runtime.main");
    Actor { g, state, reason, leaked, is_system, stack, parent: GId::NONE, created: None, m: None }
}

fn call(frame: &Frame) -> Option<Call<'_>> {
    let Frame::Call(call) = frame else { return None };
    let place = call.place.as_ref();
    Some(Call {
        func: &call.func,
        file: place.map_or("", |place| &place.file),
        line: place.map_or(0, |place| line(place.line)),
    })
}

fn place_call<'a>(func: &'a str, place: &'a Place) -> Call<'a> {
    Call { func, file: &place.file, line: line(place.line) }
}

fn line(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

fn small(id: u64) -> Option<GId> {
    u32::try_from(id).ok().filter(|&id| id < REPLAYED_ID_MAX).map(GId)
}

/// Numbers for those whose own are too large to count by.
fn numbers(ids: &BTreeSet<u64>) -> BTreeMap<u64, GId> {
    let largest = ids.iter().filter_map(|&id| small(id)).max().map_or(0, |g| g.0);
    let large = ids.iter().copied().filter(|&id| small(id).is_none());
    large.zip((largest + 1..).map(GId)).collect()
}

fn ending(crash: &Crash) -> Ending {
    match &crash.fatal_error {
        Some(why) if why.starts_with("all goroutines are asleep - deadlock!") => Ending::Deadlock,
        Some(_) => Ending::Fatal,
        None if !crash.panics.is_empty() => Ending::Panic,
        None if crash.signal.is_some() => Ending::Fatal,
        None => Ending::Recording,
    }
}

/// What a dying program said.
fn crash_words(crash: &Crash) -> Vec<String> {
    let panics = crash.panics.iter().map(|panic| format!("panic: {}", panic.text));
    let fatal = crash.fatal_error.iter().map(|text| format!("fatal error: {text}"));
    panics.chain(fatal).chain(crash.signal.iter().cloned()).collect()
}

/// The line in front of a goroutine, as a dump has it.
fn words(header: &Header) -> String {
    let mut words = format!("goroutine {} [{}", header.id, header.status);
    let marks = [(header.leaked, " (leaked)"), (header.durable, " (durable)")];
    words.extend(marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark));
    if let Some(minutes) = header.wait_minutes {
        words += &format!(", {minutes} minutes");
    }
    if header.locked_to_thread {
        words += ", locked to thread";
    }
    if let Some(bubble) = header.bubble {
        words += &format!(", synctest bubble {bubble}");
    }
    words.push(']');
    let labels: Vec<_> = header.labels.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    if labels.is_empty() { words } else { format!("{words} {{{}}}", labels.join(", ")) }
}
