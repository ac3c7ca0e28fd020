//! A run as a trace for <https://ui.perfetto.dev> and Chrome, event by event.
//!
//! Processors are the threads of one process, with a slice for each goroutine that runs on them; goroutines are those of
//! another, with a slice for each state; the collector, the stopped world and what the viewer changes belong to a third. An
//! arrow leads from who wakes or starts a goroutine to the moment at which that can run. Unlike Go's tracer this one tells
//! stealing, timers and leaks too. The file is written as the run goes on, and nothing of what is written is kept.

mod json;
mod marks;
mod notes;

use std::collections::BTreeMap;

use gopark_trace::{CodePlace, Event, GId, GState, Kind, PId, PState, Pc, StwReason, WaitReason, World};

use crate::export::Places;
use crate::export::words::stw_reason;
use json::{Entries, Track};
use notes::Open;

const PROCESSORS: u8 = 1;
const GOROUTINES: u8 = 2;
const RUNTIME: u8 = 3;
const COLLECTOR: Track = Track(RUNTIME, 1);
const STOPPED: Track = Track(RUNTIME, 2);
const OTHERS: Track = Track(RUNTIME, 3);

/// Writes a run, of which it has to see every event from the first.
pub struct Perfetto {
    entries: Entries,
    places: Box<dyn Places>,
    /// What the events so far come to.
    world: World,
    /// The latest moment that something was told of.
    now_ns: u64,
    /// How the goroutine on each P is called, from the innermost place outwards.
    stacks: Vec<Vec<Pc>>,
    /// Which goroutine's slice is open on each P, and whether that is in a system call.
    procs: Vec<Option<(GId, bool)>>,
    /// Which slice is open on the track of each goroutine.
    goroutines: BTreeMap<GId, Doing>,
    collector: Option<&'static str>,
    stopped: Option<StwReason>,
    /// The counters as they were written last.
    counted: Option<Counters>,
    /// Tasks and regions that have begun.
    open: Vec<Open>,
    /// Arrows so far.
    arrows: u64,
    fault: Option<String>,
}

type Doing = (GState, WaitReason);

#[derive(Clone, Copy, PartialEq, Eq)]
struct Counters {
    /// Running, runnable, waiting, in system calls.
    goroutines: [u32; 4],
    /// Heap, its goal, stacks, in bytes.
    memory: [u64; 3],
}

/// A processor's track; the format has no thread 0.
fn proc(p: PId) -> Track {
    Track(PROCESSORS, u64::from(p.0) + 1)
}

fn goroutine(g: GId) -> Track {
    Track(GOROUTINES, g.0.into())
}

impl Perfetto {
    /// A trace without events.
    #[must_use]
    pub fn new(places: Box<dyn Places>) -> Self {
        let mut entries = Entries::new();
        let groups = [(PROCESSORS, "Processors"), (GOROUTINES, "Goroutines"), (RUNTIME, "Runtime")];
        for (pid, name) in groups {
            entries.entry('M', Track(pid, 0)).text("name", "process_name").args().text("name", name).close();
            let order = entries.entry('M', Track(pid, 0)).text("name", "process_sort_index").args();
            order.number("sort_index", pid).close();
        }
        for (track, name) in [(COLLECTOR, "Collector"), (STOPPED, "World stopped"), (OTHERS, "Others")] {
            entries.entry('M', track).text("name", "thread_name").args().text("name", name).close();
        }
        Self {
            entries,
            places,
            world: World::new(),
            now_ns: 0,
            stacks: Vec::new(),
            procs: Vec::new(),
            goroutines: BTreeMap::new(),
            collector: None,
            stopped: None,
            counted: None,
            open: Vec::new(),
            arrows: 0,
            fault: None,
        }
    }

    /// The goroutine on `p` is called from `stack`, the innermost place first.
    pub fn stack(&mut self, p: PId, stack: &[Pc]) {
        if self.stacks.len() <= p.idx() {
            self.stacks.resize(p.idx() + 1, Vec::new());
        }
        self.stacks[p.idx()].clear();
        self.stacks[p.idx()].extend_from_slice(stack);
    }

    /// Takes the next event.
    pub fn event(&mut self, event: &Event) {
        if self.fault.is_some() {
            return;
        }
        if event.at.0 > self.now_ns {
            self.count();
        }
        if let Err(fault) = self.world.apply(event) {
            self.fault = Some(fault.to_string());
            return;
        }
        self.now_ns = self.now_ns.max(event.at.0);
        match event.kind {
            Kind::GoCreate { g, .. } => {
                self.name_goroutine(g);
                self.wake(event, g, "starts");
            }
            Kind::GoCreateBlocked { g, .. } => self.name_goroutine(g),
            Kind::GoUnblock { g } => self.wake(event, g, "wakes"),
            Kind::GoStart { g, .. } => self.show_goroutine(event, g),
            _ => {}
        }
        if event.g.is_some() {
            self.show_goroutine(event, event.g);
        }
        self.show_procs(event);
        self.show_runtime();
        self.mark(event);
    }

    /// What was written since the last time, the beginning of the file first.
    pub fn take(&mut self) -> Vec<u8> {
        self.entries.take()
    }

    /// Bytes that wait to be taken.
    #[must_use]
    pub fn waiting_bytes(&self) -> usize {
        self.entries.len()
    }

    /// Ends what goes on, and returns the rest of the file.
    ///
    /// # Errors
    /// When an event did not fit those before: a bug of Gopark, in words.
    pub fn finish(mut self) -> Result<Vec<u8>, String> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        self.count();
        let procs = self.procs.iter().zip(0..).filter(|(open, _)| open.is_some());
        let mut open: Vec<Track> = procs.map(|(_, p)| proc(PId(p))).collect();
        open.extend(self.goroutines.keys().map(|&g| goroutine(g)));
        open.extend(self.collector.map(|_| COLLECTOR));
        open.extend(self.stopped.map(|_| STOPPED));
        for track in open {
            self.end(track);
        }
        self.end_notes();
        self.entries.end();
        Ok(self.entries.take())
    }

    /// Ends the slice that is open on a track.
    fn end(&mut self, track: Track) {
        let at = self.now_ns;
        self.entries.entry('E', track).at(at).close();
    }

    fn name_goroutine(&mut self, g: GId) {
        let name = self.called(g);
        let entry = self.entries.entry('M', goroutine(g)).text("name", "thread_name");
        entry.args().text("name", &name).close();
    }

    /// `G7 main.worker`.
    fn called(&self, g: GId) -> String {
        let it = self.world.gs.get(g);
        if it.is_some_and(|it| it.is_system) {
            return format!("{g} of the runtime");
        }
        match it.and_then(|it| self.places.place(it.entry.some()?)) {
            Some(place) => format!("{g} {}", place.func),
            None => g.to_string(),
        }
    }

    /// Whoever acts in `event` lets `g` run, which shows on both tracks.
    fn wake(&mut self, event: &Event, g: GId, how: &str) {
        let from = event.g.some().filter(|from| self.goroutines.contains_key(from));
        let (at, id) = (self.now_ns, self.arrows);
        if let Some(from) = from {
            let entry = self.entries.entry('s', goroutine(from)).at(at).text("name", how);
            entry.text("cat", "wake").number("id", id).close();
            self.arrows += 1;
        }
        self.show_goroutine(event, g);
        if from.is_some() {
            // It points at the slice around it, which has just begun.
            let entry = self.entries.entry('f', goroutine(g)).at(at).text("name", how).text("cat", "wake");
            entry.number("id", id).text("bp", "e").close();
        }
    }

    fn show_goroutine(&mut self, event: &Event, g: GId) {
        let it = self.world.gs.get(g).filter(|it| !it.is_hidden());
        let doing = it.map(|it| (it.state, it.reason));
        let shown = self.goroutines.get(&g).copied();
        if doing == shown {
            return;
        }
        if shown.is_some() {
            self.end(goroutine(g));
            self.goroutines.remove(&g);
        }
        let Some((state, reason)) = doing else { return };
        self.goroutines.insert(g, (state, reason));
        let name = if state == GState::Waiting { reason.text() } else { state.text() };
        let stands = matches!(state, GState::Waiting | GState::Syscall).then(|| self.stands(event)).flatten();
        let at = self.now_ns;
        let entry = self.entries.entry('B', goroutine(g)).at(at).text("name", name);
        match stands {
            Some(CodePlace { func, file, line }) => {
                entry.args().text("in", &func).text("at", &format!("{file}:{line}")).close();
            }
            None => entry.close(),
        }
    }

    /// Where the goroutine of `event` stands: in the program rather than in the packages it calls.
    fn stands(&self, event: &Event) -> Option<CodePlace> {
        let pc = event.pc.some()?;
        let stack = self.stacks.get(event.p.idx()).filter(|stack| stack.first() == Some(&pc));
        let mut own = stack.into_iter().flatten().filter_map(|&pc| self.places.place(pc));
        own.find(|place| !place.is_std()).or_else(|| self.places.place(pc))
    }

    fn show_procs(&mut self, event: &Event) {
        for p in self.procs.len()..self.world.ps.len() {
            let (p, name) = (PId(p as u32), format!("P{p}"));
            let entry = self.entries.entry('M', proc(p)).text("name", "thread_name");
            entry.args().text("name", &name).close();
            self.procs.push(None);
        }
        match event.kind {
            Kind::ProcsChange { .. } => (0..self.procs.len()).for_each(|p| self.show_proc(PId(p as u32))),
            _ if event.p.is_some() => self.show_proc(event.p),
            _ => {}
        }
    }

    fn show_proc(&mut self, p: PId) {
        let Some(it) = self.world.ps.get(p.idx()).filter(|it| it.state != PState::Dead) else { return };
        let runs = it.curg.some().and_then(|g| Some((g, self.world.gs.get(g)?.state == GState::Syscall)));
        if runs == self.procs[p.idx()] {
            return;
        }
        if std::mem::replace(&mut self.procs[p.idx()], runs).is_some() {
            self.end(proc(p));
        }
        if let Some((g, in_syscall)) = runs {
            let (at, mut name) = (self.now_ns, self.called(g));
            name.push_str(if in_syscall { ", in a system call" } else { "" });
            self.entries.entry('B', proc(p)).at(at).text("name", &name).close();
        }
    }

    fn show_runtime(&mut self) {
        let gc = &self.world.heap.gc;
        let collector = if gc.running { Some("mark") } else { gc.sweeping.then_some("sweep") };
        let stopped = self.world.stw;
        if collector != self.collector {
            let was = std::mem::replace(&mut self.collector, collector);
            self.turn(COLLECTOR, was.is_some(), collector);
        }
        if stopped != self.stopped {
            let was = std::mem::replace(&mut self.stopped, stopped);
            self.turn(STOPPED, was.is_some(), stopped.map(stw_reason));
        }
    }

    fn turn(&mut self, track: Track, is_open: bool, name: Option<&str>) {
        if is_open {
            self.end(track);
        }
        if let Some(name) = name {
            let at = self.now_ns;
            self.entries.entry('B', track).at(at).text("name", name).close();
        }
    }

    /// Tells the counters that have changed, as they are at the end of a moment.
    fn count(&mut self) {
        let (at, c, heap) = (self.now_ns, &self.world.counts, &self.world.heap);
        let now = Counters {
            goroutines: [c.running, c.runnable, c.waiting, c.syscall],
            memory: [heap.alloc_bytes, heap.goal_bytes, c.stack_bytes],
        };
        let was = self.counted.replace(now);
        if was.is_none_or(|was| was.goroutines != now.goroutines) {
            let [running, runnable, waiting, syscall] = now.goroutines;
            let entry = self.entries.entry('C', Track(RUNTIME, 0)).at(at).text("name", "goroutines").args();
            let entry = entry.number("running", running).number("runnable", runnable);
            entry.number("waiting", waiting).number("in system calls", syscall).close();
        }
        if was.is_none_or(|was| was.memory != now.memory) {
            let [heap, goal, stacks] = now.memory;
            let entry = self.entries.entry('C', Track(RUNTIME, 0)).at(at).text("name", "memory").args();
            entry.number("heap", heap).number("goal", goal).number("stacks", stacks).close();
        }
    }
}
