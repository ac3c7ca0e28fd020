//! Everything that may listen to a run.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::rc::Rc;

use gopark_gotrace::Exporter;
use gopark_gotrace::export::Places;
use gopark_program::Program;
use gopark_session::code_place;
use gopark_trace::{CodePlace, Event, EventHash, Fault, Fd, Kind, Note, PId, Pc, Sink, World, line};

use crate::args::Run;
use crate::failure::Failure;
use crate::perfetto::PerfettoFile;

/// Those who listen.
pub struct Listeners {
    pub lines: Option<Lines>,
    pub hash: Option<EventHash>,
    pub stats: Option<Stats>,
    pub trace: Option<Box<Exporter>>,
    pub perfetto: Option<Box<PerfettoFile>>,
    /// The trace that the program makes of itself, when it can.
    own_trace: Option<Box<Exporter>>,
    /// What contradicts itself in the program's own trace.
    pub fault: Option<String>,
    /// Somebody listens to more than what is written.
    is_heard: bool,
    /// Not only to count.
    is_recorded: bool,
    /// Somebody may want stacks.
    is_traced: bool,
    /// What was written to which stream and not yet passed on: the stream's new length.
    pub writes: Vec<(Fd, u32)>,
}

/// One line for each event.
pub struct Lines {
    out: BufWriter<Box<dyn Write>>,
    /// The first thing that went wrong.
    result: io::Result<()>,
}

/// The world, for its numbers.
#[derive(Default)]
pub struct Stats {
    pub world: World,
    pub fault: Option<String>,
}

impl Listeners {
    /// Those that `args` ask for.
    pub fn new(args: &Run, program: &Rc<Program>) -> Result<Self, Failure> {
        let source = || -> Box<Source> {
            Box::new(Source { program: Rc::clone(program), file: args.file.display().to_string() })
        };
        let traces_itself = program.natives.iter().any(|native| native.name == "runtime/trace.start");
        let writes_files = args.events.is_some() || args.trace.is_some() || args.perfetto.is_some();
        let is_recorded = writes_files || args.events_hash || traces_itself;
        let perfetto = args.perfetto.as_deref().map(|path| PerfettoFile::create(path, source()));
        Ok(Self {
            lines: args.events.as_deref().map(Lines::open).transpose()?,
            hash: args.events_hash.then(EventHash::default),
            stats: args.stats.then(Stats::default),
            trace: args.trace.is_some().then(|| Box::new(Exporter::new(source()))),
            perfetto: perfetto.transpose()?.map(Box::new),
            own_trace: traces_itself.then(|| Box::new(Exporter::waiting(source()))),
            fault: None,
            is_heard: is_recorded || args.stats,
            is_recorded,
            is_traced: args.trace.is_some() || args.perfetto.is_some() || traces_itself,
            writes: Vec::new(),
        })
    }

    #[inline(never)]
    fn hear(&mut self, event: &Event) {
        if let Some(stats) = &mut self.stats {
            stats.fold(event);
        }
        if self.is_recorded {
            self.record(event);
        }
    }

    #[inline(never)]
    fn record(&mut self, event: &Event) {
        if let Some(lines) = &mut self.lines {
            lines.write(event);
        }
        if let Some(hash) = &mut self.hash {
            hash.event(event);
        }
        for trace in self.trace.iter_mut().chain(&mut self.own_trace) {
            trace.event(event);
        }
        if let Some(perfetto) = &mut self.perfetto {
            perfetto.event(event);
        }
    }
}

impl Stats {
    #[inline]
    pub fn fold(&mut self, event: &Event) {
        if let Err(fault) = self.world.apply(event) {
            self.keep(&fault);
        }
    }

    #[cold]
    fn keep(&mut self, fault: &Fault) {
        self.fault.get_or_insert_with(|| fault.to_string());
    }
}

impl Sink for Listeners {
    #[inline]
    fn wants(&self, kind: &Kind) -> bool {
        self.is_heard || matches!(kind, Kind::Write { .. })
    }

    #[inline]
    fn event(&mut self, event: &Event) {
        if let Kind::Write { fd, len } = event.kind {
            self.writes.push((fd, len));
        }
        if self.is_heard {
            self.hear(event);
        }
    }

    #[inline]
    fn wants_stacks(&self) -> bool {
        self.is_traced
            && (self.trace.is_some()
                || self.perfetto.is_some()
                || self.own_trace.as_ref().is_some_and(|trace| trace.is_writing()))
    }

    fn stack(&mut self, p: PId, stack: &[Pc]) {
        for trace in self.trace.iter_mut().chain(&mut self.own_trace) {
            trace.stack(p, stack);
        }
        if let Some(perfetto) = &mut self.perfetto {
            perfetto.stack(p, stack);
        }
    }

    fn trace_start(&mut self) -> bool {
        self.own_trace.as_mut().is_some_and(|trace| trace.start())
    }

    fn trace_stop(&mut self) -> Vec<u8> {
        match self.own_trace.as_mut().map(|trace| trace.stop()) {
            Some(Ok(bytes)) => bytes,
            Some(Err(fault)) => {
                self.fault.get_or_insert(fault);
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    fn note(&mut self, event: &Event, note: Note<'_>) {
        for trace in self.trace.iter_mut().chain(&mut self.own_trace) {
            trace.note(event, note);
        }
        if let Some(perfetto) = &mut self.perfetto {
            perfetto.note(event, note);
        }
    }
}

impl Lines {
    /// Lines into a file; `-`: to stdout.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        let file: Box<dyn Write> = if path == Path::new("-") {
            Box::new(io::stdout())
        } else {
            Box::new(File::create(path).map_err(|error| Failure::io(&path.display().to_string(), &error))?)
        };
        Ok(Self { out: BufWriter::new(file), result: Ok(()) })
    }

    pub fn write(&mut self, event: &Event) {
        if self.result.is_ok() {
            self.result = writeln!(self.out, "{}", line(event));
        }
    }

    /// Whether all lines got where they should.
    pub fn check(&mut self) -> Result<(), Failure> {
        std::mem::replace(&mut self.result, Ok(())).map_err(|error| Failure::io("the events", &error))
    }

    pub fn finish(&mut self) -> Result<(), Failure> {
        self.check()?;
        self.out.flush().map_err(|error| Failure::io("the events", &error))
    }
}

/// The source, for the trace's stacks.
struct Source {
    program: Rc<Program>,
    /// The reader's file, as it was named.
    file: String,
}

impl Places for Source {
    fn place(&self, pc: Pc) -> Option<CodePlace> {
        code_place(&self.program, pc, &self.file)
    }
}
