//! Makes up runs of a program, from a seed: a crude scheduler that knows no more than what a trace can say.

use gopark_gotrace::trace::{
    ClockSnapshot, Context, Event, EventKind, Frame, GoStatus, ProcStatus, StackId, TextId,
};
use gopark_gotrace::{GoId, ProcId, TaskId, ThreadId, TraceWriter};

use super::rng::Rng;

/// A trace and the events in it.
pub struct Run {
    pub bytes: Vec<u8>,
    pub events: Vec<Event>,
}

#[derive(Clone, Copy, PartialEq)]
struct Thread {
    id: ThreadId,
    p: ProcId,
    g: Option<GoId>,
    in_syscall: bool,
}

struct Machine {
    rng: Rng,
    writer: TraceWriter,
    events: Vec<Event>,
    time_ns: u64,
    threads: Vec<Thread>,
    goroutines: Vec<(GoId, GoStatus)>,
    next_g: u64,
    texts: Vec<TextId>,
    stacks: Vec<StackId>,
    gc: bool,
}

/// A run of `generations` with about `steps` events in each.
pub fn make(rng: Rng, generations: u64, steps: usize) -> Run {
    let mut machine = Machine {
        rng,
        writer: TraceWriter::new(gopark_gotrace::trace::Symbols::new()),
        events: Vec::new(),
        time_ns: 1_000,
        threads: Vec::new(),
        goroutines: Vec::new(),
        next_g: 1,
        texts: Vec::new(),
        stacks: Vec::new(),
        gc: false,
    };
    machine.make_symbols();
    for generation in 1..=generations {
        machine.begin(generation);
        for _ in 0..steps {
            machine.step();
        }
    }
    Run { bytes: machine.writer.finish(), events: machine.events }
}

impl Machine {
    fn make_symbols(&mut self) {
        let symbols = self.writer.symbols_mut();
        for text in ["chan receive", "select", "ü", &"long ".repeat(300)] {
            self.texts.push(symbols.intern_text(text));
        }
        for depth in [0_u64, 1, 3, 128] {
            let frame =
                |index| Frame { pc: 0x40_0000 + index, func: self.texts[0], file: self.texts[1], line: 7 };
            let frames: Vec<Frame> = (0..depth).map(frame).collect();
            self.stacks.push(symbols.intern_stack(&frames));
        }
    }

    fn tick(&mut self) -> u64 {
        self.time_ns += 3 + self.rng.next() % 1_000;
        self.time_ns
    }

    fn emit(&mut self, m: ThreadId, kind: EventKind) {
        let time_ns = self.tick();
        let event =
            self.writer.emit(time_ns, Some(m), kind).unwrap_or_else(|error| panic!("{kind:?}: {error}"));
        self.events.push(event);
    }

    fn text(&mut self) -> TextId {
        self.texts[self.rng.below(self.texts.len())]
    }

    fn stack(&mut self) -> StackId {
        self.stacks[self.rng.below(self.stacks.len())]
    }

    /// Announces everything that lives.
    fn begin(&mut self, generation: u64) {
        let time_ns = self.tick();
        let clock = ClockSnapshot { trace_ns: time_ns + 9, mono_ns: 5, wall_s: 1_700_000_000, wall_ns: 6 };
        let kind = EventKind::Sync { generation, clock: Some(clock) };
        let event = Event { time_ns, context: Context::default(), kind };
        self.writer.push(&event).expect("a generation");
        self.events.push(event);
        let known = generation > 1;
        if !known {
            for id in 0..3 {
                self.threads.push(Thread {
                    id: ThreadId(100 + id),
                    p: ProcId(id),
                    g: None,
                    in_syscall: false,
                });
            }
        }
        for thread in self.threads.clone() {
            let status = if thread.in_syscall { ProcStatus::Syscall } else { ProcStatus::Running };
            self.emit(thread.id, EventKind::ProcStatus { p: thread.p, status, known });
        }
        for (g, status) in self.goroutines.clone() {
            let holder = self.threads.iter().find(|thread| thread.g == Some(g)).map(|thread| thread.id);
            let m = holder.unwrap_or(self.threads[0].id);
            let stack = self.stack();
            self.emit(m, EventKind::GoStatus { g, m: holder, status, known: true, stack });
        }
        if self.gc {
            let runs = |thread: &&Thread| thread.g.is_some() && !thread.in_syscall;
            if let Some(m) = self.threads.iter().find(runs).map(|thread| thread.id) {
                self.emit(m, EventKind::GcActive);
            }
        }
    }

    fn set(&mut self, g: GoId, status: GoStatus) {
        for known in self.goroutines.iter_mut().filter(|(id, _)| *id == g) {
            known.1 = status;
        }
    }

    fn any(&mut self, status: GoStatus) -> Option<GoId> {
        let fitting: Vec<GoId> =
            self.goroutines.iter().filter(|(_, s)| *s == status).map(|(g, _)| *g).collect();
        if fitting.is_empty() { None } else { Some(fitting[self.rng.below(fitting.len())]) }
    }

    fn step(&mut self) {
        let index = self.rng.below(self.threads.len());
        let thread = self.threads[index];
        match thread.g {
            Some(g) if thread.in_syscall => {
                self.emit(thread.id, EventKind::GoSyscallEnd);
                self.threads[index].in_syscall = false;
                self.set(g, GoStatus::Running);
            }
            Some(g) => self.run_on(index, thread, g),
            None => match self.any(GoStatus::Runnable) {
                Some(g) => {
                    self.emit(thread.id, EventKind::GoStart { g });
                    self.threads[index].g = Some(g);
                    self.set(g, GoStatus::Running);
                }
                None => self.create(thread.id),
            },
        }
    }

    fn create(&mut self, m: ThreadId) {
        let (g, blocked) = (GoId(self.next_g), self.rng.below(4) == 0);
        self.next_g += 1;
        let (start, stack) = (self.stack(), self.stack());
        self.emit(m, EventKind::GoCreate { g, start, blocked, stack });
        self.goroutines.push((g, if blocked { GoStatus::Waiting } else { GoStatus::Runnable }));
    }

    fn run_on(&mut self, index: usize, thread: Thread, g: GoId) {
        let (m, stack, text) = (thread.id, self.stack(), self.text());
        match self.rng.below(12) {
            0 | 1 => self.create(m),
            2 => self.leave(index, g, EventKind::GoBlock { reason: text, stack }, Some(GoStatus::Waiting)),
            3 => self.leave(index, g, EventKind::GoStop { reason: text, stack }, Some(GoStatus::Runnable)),
            4 => self.leave(index, g, EventKind::GoDestroy, None),
            5 | 6 => {
                if let Some(woken) = self.any(GoStatus::Waiting) {
                    self.emit(m, EventKind::GoUnblock { g: woken, stack });
                    self.set(woken, GoStatus::Runnable);
                }
            }
            7 => {
                if let Some(next) = self.any(GoStatus::Waiting) {
                    let destroy = self.rng.below(2) == 0;
                    let then = (!destroy).then_some(GoStatus::Waiting);
                    self.leave(index, g, EventKind::GoSwitch { g: next, destroy }, then);
                    self.threads[index].g = Some(next);
                    self.set(next, GoStatus::Running);
                }
            }
            8 => {
                self.emit(m, EventKind::GoSyscallBegin { stack });
                self.threads[index].in_syscall = true;
                self.set(g, GoStatus::Syscall);
            }
            9 => {
                let kind = if self.gc { EventKind::GcEnd } else { EventKind::GcBegin { stack } };
                self.emit(m, kind);
                self.gc = !self.gc;
            }
            10 => self.sample(&thread, stack),
            _ => {
                let task = TaskId(u64::from(text != TextId::EMPTY));
                self.emit(m, EventKind::UserLog { task, category: text, message: text, stack });
                self.emit(m, EventKind::StwBegin { kind: text, stack });
                self.emit(m, EventKind::StwEnd { kind: text });
            }
        }
    }

    fn leave(&mut self, index: usize, g: GoId, kind: EventKind, status: Option<GoStatus>) {
        self.emit(self.threads[index].id, kind);
        self.threads[index].g = None;
        match status {
            Some(status) => self.set(g, status),
            None => self.goroutines.retain(|(id, _)| *id != g),
        }
    }

    fn sample(&mut self, thread: &Thread, stack: StackId) {
        let context = Context { m: Some(thread.id), p: Some(thread.p), g: thread.g };
        let event = Event { time_ns: self.tick(), context, kind: EventKind::CpuSample { stack } };
        self.writer.push(&event).expect("a sample");
        self.events.push(event);
    }
}
