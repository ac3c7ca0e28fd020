//! The first moments of a run as bytes: what a page shows of a program while compiler and machine are on their way.
//! The same events come again when that is run, so the run takes the place of its preview unnoticed.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::rc::Rc;
use std::str::FromStr;

use gopark_program::{
    File, Func, FuncId, FuncKind, Label, Line, MemKind, Param, ParamKind, Program, Variable,
};
use gopark_trace::{Ending, Event, EventLog, GId, Kind, ObjId, Pc, SimTime, Tape};
use gopark_vm::{Call, Input};

use crate::compile::Diagnostic;
use crate::engine::Machine;
use crate::options::Options;
use crate::session::Session;
use crate::stage::Stage;

/// What such bytes begin with, with the version of the format.
const MAGIC: &str = "gopark preview 1\n";
/// What the lines that tell of the program end with; what it wrote and its events follow.
const EVENTS: &str = "events\n";
const KINDS: [ParamKind; 3] = [ParamKind::Int, ParamKind::Duration, ParamKind::Bool];

/// A preview of more is not worth its weight.
const EVENTS_MAX: usize = 2_000;
/// Its machine makes so many steps between two looks at how many there are.
const STEPS: usize = 1_000;

/// The first moments of a run.
pub struct Preview {
    /// Whose they are.
    of: u64,
    /// What its places are called, and its parameters. There is no code in it.
    pub(crate) program: Program,
    pub(crate) kept: Kept,
}

/// A machine that tells again what another one did, and does nothing else.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    events: Rc<Vec<Event>>,
    /// How many of them were told, and those that nobody has taken yet.
    told: usize,
    new: Vec<Event>,
    /// The moment up to which everything is known.
    until: SimTime,
    /// What the program wrote by then: to standard output, and to standard error.
    output: Rc<[String; 2]>,
}

impl Preview {
    /// Runs a program up to a moment, or to its end, or as far as is worth keeping.
    ///
    /// # Errors
    /// What is wrong with a program that does not compile.
    pub fn of(text: &str, options: Options, until: SimTime) -> Result<Self, Vec<Diagnostic>> {
        let mut session = Session::new(options);
        if !session.load(text) {
            return Err(session.diagnostics().to_vec());
        }
        session.seek(until);
        while session.is_busy() && session.event_count() <= EVENTS_MAX as u64 {
            let mut steps = STEPS;
            session.advance(0.0, &mut || {
                steps -= 1;
                steps > 0
            });
        }
        let until = session.time();
        let Some(Stage { run, program, .. }) = session.into_stage() else { return Err(Vec::new()) };
        let output = Rc::new(run.output().map(|bytes| String::from_utf8_lossy(bytes).into_owned()));
        let mut events = Vec::new();
        run.events.for_each(|event| events.push(*event));
        if let Some(event) = events.get(EVENTS_MAX).filter(|event| event.at < until) {
            return Self::of(text, options, event.at);
        }
        let program = outline(&program, &events);
        let kept = Kept { events: Rc::new(events), until, output, ..Kept::default() };
        Ok(Self { of: mark(text, &options), program, kept })
    }

    /// It is of a run of this text with these options.
    pub fn is_of(&self, text: &str, options: &Options) -> bool {
        self.of == mark(text, options)
    }

    /// As bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut text = MAGIC.to_owned();
        // Nothing that is written to a text fails.
        let _ = self.write(&mut text);
        text += EVENTS;
        self.kept.output.iter().for_each(|written| text += written);
        let mut bytes = text.into_bytes();
        let mut events = EventLog::default();
        events.append(&mut self.kept.events.to_vec());
        events.pieces(usize::MAX, |piece| bytes.extend(piece));
        bytes
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        let Program { files, funcs, lines, labels, passed, variables, params, .. } = &self.program;
        let [stdout, stderr] = self.kept.output.each_ref().map(String::len);
        writeln!(out, "of {}", self.of)?;
        writeln!(out, "until {} {} {stdout} {stderr}", self.kept.until.0, self.kept.events.len())?;
        for File { name, is_std } in files {
            writeln!(out, "file {} {name}", u8::from(*is_std))?;
        }
        for Func { name, entry, len, .. } in funcs {
            writeln!(out, "func {entry} {len} {name}")?;
        }
        for Line { pc, file, column, line } in lines {
            writeln!(out, "line {pc} {file} {line} {column}")?;
        }
        for Label { pc, text } in labels {
            writeln!(out, "label {pc} {text}")?;
        }
        for (pc, func) in passed {
            writeln!(out, "passed {pc} {}", func.0)?;
        }
        for Variable { offset, name } in variables {
            writeln!(out, "variable {offset} {name}")?;
        }
        for Param { name, kind, default, min, max, doc, line, .. } in params {
            let kind = KINDS.iter().position(|it| it == kind).unwrap_or_default();
            writeln!(out, "param {kind} {default} {min} {max} {line} {name} {doc}")?;
        }
        Ok(())
    }

    /// From such bytes. None when they are of another version, or not whole.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mark = [b"\n", EVENTS.as_bytes()].concat();
        let end = bytes.windows(mark.len()).position(|window| window == mark)?;
        let (lines, mut rest) = (&bytes[..=end], &bytes[end + mark.len()..]);
        let lines = std::str::from_utf8(lines).ok()?.strip_prefix(MAGIC)?;
        let mut it = Self { of: 0, program: Program::default(), kept: Kept::default() };
        let (mut count, mut written) = (0, [0; 2]);
        for line in lines.lines() {
            match line.strip_prefix("until ") {
                Some(rest) => {
                    let [until, events, stdout, stderr] = words(rest)?;
                    (it.kept.until, count) = (SimTime(number(until)?), number(events)?);
                    written = [number(stdout)?, number(stderr)?];
                }
                None => it.read(line)?,
            }
        }
        for (output, len) in Rc::make_mut(&mut it.kept.output).iter_mut().zip(written) {
            let text;
            (text, rest) = rest.split_at_checked(len)?;
            *output = std::str::from_utf8(text).ok()?.to_owned();
        }
        let mut log = EventLog::default();
        log.take_piece(rest)?;
        let kept = Rc::make_mut(&mut it.kept.events);
        log.for_each(|event| kept.push(*event));
        (kept.len() == count).then_some(it)
    }

    fn read(&mut self, line: &str) -> Option<()> {
        let (what, rest) = line.split_once(' ')?;
        let program = &mut self.program;
        match what {
            "of" => self.of = number(rest)?,
            "file" => {
                let [is_std, name] = words(rest)?;
                program.files.push(File { name: name.to_owned(), is_std: is_std == "1" });
            }
            "func" => {
                let [entry, len, name] = words(rest)?;
                program.funcs.push(func(name, number(entry)?, number(len)?));
            }
            "line" => {
                let [pc, file, line, column] = words(rest)?;
                let (pc, file) = (number(pc)?, number(file)?);
                program.lines.push(Line { pc, file, column: number(column)?, line: number(line)? });
            }
            "label" => {
                let [pc, text] = words(rest)?;
                program.labels.push(Label { pc: number(pc)?, text: text.to_owned() });
            }
            "passed" => {
                let [pc, func] = words(rest)?;
                program.passed.push((number(pc)?, FuncId(number(func)?)));
            }
            "variable" => {
                let [offset, name] = words(rest)?;
                program.variables.push(Variable { offset: number(offset)?, name: name.to_owned() });
            }
            "param" => {
                let [kind, default, min, max, line, name, doc] = words(rest)?;
                program.params.push(Param {
                    name: name.to_owned(),
                    kind: *KINDS.get(number::<usize>(kind)?)?,
                    offset: 0,
                    mem: MemKind::W64,
                    default: number(default)?,
                    min: number(min)?,
                    max: number(max)?,
                    doc: doc.to_owned(),
                    line: number(line)?,
                });
            }
            _ => return None,
        }
        Some(())
    }
}

impl Machine for Kept {
    fn copy(&self) -> Box<dyn Machine> {
        Box::new(self.clone())
    }

    fn events(&mut self) -> &mut Vec<Event> {
        &mut self.new
    }

    fn begin_tape(&mut self, _: u64) {}

    fn tape(&mut self) -> Option<&mut Tape> {
        None
    }

    fn step(&mut self) -> bool {
        let next = self.events.get(self.told);
        self.new.extend(next);
        self.told += usize::from(next.is_some());
        next.is_some()
    }

    fn wait_until(&mut self, _: SimTime) {}

    fn apply(&mut self, _: Input) {}

    fn now(&self) -> SimTime {
        if self.told == self.events.len() {
            return self.until;
        }
        self.told.checked_sub(1).map_or(SimTime::ZERO, |last| self.events[last].at)
    }

    fn upcoming(&self) -> Option<SimTime> {
        Some(self.events.get(self.told).map_or(self.until, |event| event.at))
    }

    fn ended(&self) -> Option<Ending> {
        None
    }

    fn prepare_clone(&self) -> bool {
        true
    }

    fn thaw(&mut self) -> bool {
        true
    }

    fn is_held(&self) -> bool {
        false
    }

    fn shed(&mut self) -> bool {
        true
    }

    fn stdout(&self) -> &[u8] {
        self.output[0].as_bytes()
    }

    fn stderr(&self) -> &[u8] {
        self.output[1].as_bytes()
    }

    fn calls(&self, _: GId, _: usize) -> (Vec<Call>, usize) {
        (Vec::new(), 0)
    }

    fn carried(&self, _: GId) -> Vec<ObjId> {
        Vec::new()
    }

    fn leak_holders(&mut self, _: GId) -> Vec<GId> {
        Vec::new()
    }

    fn dump(&self) -> String {
        String::new()
    }

    fn kept_until(&self) -> Option<SimTime> {
        Some(self.until)
    }
}

/// Tells runs apart that begin otherwise.
fn mark(text: &str, options: &Options) -> u64 {
    let mut hasher = DefaultHasher::new();
    (text, options).hash(&mut hasher);
    hasher.finish()
}

/// What a run's events need of its program, in a program without code.
fn outline(program: &Program, events: &[Event]) -> Program {
    let mut places = BTreeSet::new();
    for event in events {
        places.extend(event.pc.some());
        if let Kind::GoCreate { entry, .. } | Kind::GoStatus { entry, .. } = event.kind {
            places.extend(entry.some());
        }
    }
    let is_named = |pc: u32| places.contains(&Pc(pc));
    let passed: Vec<_> = program.passed.iter().filter(|(pc, _)| is_named(*pc)).copied().collect();
    let mut funcs: BTreeSet<usize> = passed.iter().map(|(_, func)| func.idx()).collect();
    let mut lines = Vec::new();
    for &Pc(pc) in &places {
        let func = program.funcs.partition_point(|func| func.entry <= pc);
        let line = program.lines.partition_point(|line| line.pc <= pc);
        if let (Some(func), Some(line)) = (func.checked_sub(1), line.checked_sub(1)) {
            funcs.insert(func);
            lines.push(Line { pc, ..program.lines[line] });
        }
    }
    let new = |old: FuncId| FuncId(funcs.range(..old.idx()).count() as u32);
    Program {
        files: program.files.clone(),
        lines,
        labels: program.labels.iter().filter(|label| is_named(label.pc)).cloned().collect(),
        passed: passed.into_iter().map(|(pc, func)| (pc, new(func))).collect(),
        variables: program.variables.clone(),
        params: program.params.clone(),
        funcs: funcs.iter().map(|&func| program.funcs[func].clone()).collect(),
        ..Program::default()
    }
}

/// A function as far as one need know to name it.
pub(crate) fn func(name: &str, entry: u32, len: u32) -> Func {
    Func {
        name: name.to_owned(),
        entry,
        len,
        line: 0,
        frame_words: 0,
        result_words: 0,
        param_words: 0,
        is_closure: false,
        has_defer: false,
        epilogue: 0,
        stack_bytes: 0,
        locals: (0, 0),
        kind: FuncKind::Code,
    }
}

/// The words of a line; the last one is all that is left.
fn words<const N: usize>(line: &str) -> Option<[&str; N]> {
    let words: Vec<&str> = line.splitn(N, ' ').collect();
    words.try_into().ok()
}

fn number<T: FromStr>(word: &str) -> Option<T> {
    word.parse().ok()
}
