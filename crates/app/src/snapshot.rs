//! What the page says about the moment shown: small, plain, and made at most ten times a second.

use std::rc::Rc;

use gopark_lessons::Quiz;
use gopark_program::{ParamKind, Program};
use gopark_scene::words::{self, Row};
use gopark_scene::{Hit, NoNames, Rows};
use gopark_session::checklist::Judgement;
use gopark_session::{Hunted, Options as Runtime, Prey, Session, State};
use gopark_trace::{Ending, Fd, METRICS, SimTime, World};

use crate::components::Keepsake;
use crate::inspect::{Inspection, inspect};
use crate::lesson::Answer;
use crate::line_marks::{LineMark, LineMarks};
use crate::names::ProgramNames;
use crate::state::Said;

/// Rows of the table of goroutines: the browser takes a tenth of a millisecond to lay out each.
pub const ROWS_MAX: usize = 100;
/// Lines of the event log.
pub const EVENTS_SHOWN_MAX: usize = 50;
/// Events that are looked at for the event log; most have a sentence.
const EVENTS_READ_MAX: usize = 200;
/// Events that are looked at for the log of one selected thing.
const EVENTS_SEARCHED_MAX: usize = 20_000;
/// Bytes of output shown; the newest.
const OUTPUT_BYTES_MAX: usize = 24 << 10;

/// Bytes of a dump that are shown.
const DUMP_BYTES_MAX: usize = 64 << 10;

/// What the run is doing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// No program that compiles was loaded yet.
    #[default]
    Empty,
    /// Stands still.
    Paused,
    /// Plays.
    Playing,
    /// At the program's end.
    Ended(Ending),
    /// Gopark itself is at fault.
    Fault(Rc<str>),
}

/// A parameter of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamView {
    /// Its name in the program.
    pub name: Rc<str>,
    /// What kind of value it has.
    pub kind: ParamKind,
    /// Its value now (nanoseconds for a duration).
    pub value: i64,
    /// Least value.
    pub min: i64,
    /// Greatest value.
    pub max: i64,
    /// What the program says about it.
    pub doc: Rc<str>,
    /// It is the capacity of a channel.
    pub is_capacity: bool,
}

/// A line of the event log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventLine {
    /// Which event, counted from 0.
    pub index: u64,
    /// When.
    pub at: SimTime,
    /// What, in a sentence.
    pub words: Rc<str>,
    /// The rule of the runtime behind it, when it is a decision.
    pub rule: Option<&'static str>,
}

/// What was written in one go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputPiece {
    /// Written to standard error.
    pub is_stderr: bool,
    /// Its text.
    pub text: Rc<str>,
}

/// All goroutines with their calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dump {
    /// At that moment.
    pub at: SimTime,
    /// As Go writes it.
    pub text: String,
    /// There is more than is shown.
    pub is_cut: bool,
}

impl Dump {
    /// A dump of the moment that `session` shows, if that is known.
    pub fn of(session: &Session) -> Option<Self> {
        let mut text = session.dump()?;
        let is_cut = text.len() > DUMP_BYTES_MAX;
        if is_cut {
            // A goroutine's stack is shown whole or not at all.
            let end = text.get(..DUMP_BYTES_MAX).and_then(|part| part.rfind("\n\n")).unwrap_or(0);
            text.truncate(end);
        }
        Some(Self { at: session.time(), text, is_cut })
    }
}

/// How a hunt stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HuntView {
    /// What it is for.
    pub prey: Prey,
    /// Seeds that were tried.
    pub tried: u64,
    /// How many runs went on for too long.
    pub left_early: u64,
    /// Whether it goes on, and what came of it.
    pub hunted: Hunted,
}

/// A file that is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SavingView {
    /// Of what.
    pub what: Keepsake,
    /// How much of the run has gone into it.
    pub percent: u8,
}

/// What there is to know about a recording on the stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordingView {
    /// The name of its file.
    pub file: String,
    /// What kind of file that is.
    pub title: String,
    /// What is remarkable in it.
    pub remarks: Vec<String>,
}

/// The moment shown, for the page around the stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snapshot {
    /// What the run is doing.
    pub phase: Phase,
    /// The moment.
    pub time: SimTime,
    /// How far the run is known.
    pub until: SimTime,
    /// What the timeline shows of it, from and to.
    pub window: (SimTime, SimTime),
    /// What the timeline's rows are.
    pub rows_of: Rows,
    /// Events before the moment.
    pub cursor: u64,
    /// The moment in one line.
    pub summary: Rc<str>,
    /// The runtime's parameters.
    pub runtime: Option<Runtime>,
    /// The program's parameters.
    pub params: Rc<[ParamView]>,
    /// The first goroutines.
    pub rows: Rc<[Row]>,
    /// How many goroutines there are.
    pub goroutines: usize,
    /// Goroutines by source line.
    pub marks: Rc<[LineMark]>,
    /// Not all of them were counted yet.
    pub is_partial: bool,
    /// The newest output of both streams, in the order it was written.
    pub output: Rc<[OutputPiece]>,
    /// There was more before that.
    pub output_cut: bool,
    /// The newest events, oldest first.
    pub events: Rc<[EventLine]>,
    /// What is selected.
    pub inspection: Option<Rc<Inspection>>,
    /// Where the run and the one beside it part, when there is one, in words and when.
    pub apart: Option<Rc<str>>,
    /// See [`Self::apart`].
    pub parted: Option<SimTime>,
    /// How the hunt stands, if there was one.
    pub hunt: Option<HuntView>,
    /// The file that is being made, if there is one.
    pub saving: Option<SavingView>,
    /// The values of all metrics that have a name in Go.
    pub metrics: Rc<[u64]>,
    /// What the run says to the lesson's question.
    pub answer: Answer,
    /// What is on the stage, when that is a recording.
    pub recording: Option<Rc<RecordingView>>,
    /// The checklist, while somebody looks at it.
    pub checklist: Rc<[Judgement]>,
    /// All goroutines, while somebody looks at them.
    pub dump: Option<Rc<Dump>>,
}

/// The moment that `session` shows, with what it says to `quiz`; `marks` are those of the moment before, which are counted
/// on as far as `keep_going` says.
pub fn snapshot(
    session: &Session,
    selected: Option<Hit>,
    quiz: Option<&Quiz>,
    marks: &mut LineMarks,
    keep_going: &mut dyn FnMut() -> bool,
) -> Snapshot {
    let mut shot = Snapshot {
        answer: quiz.map(|quiz| Answer::of(quiz, session)).unwrap_or_default(),
        phase: phase(session.state()),
        time: session.time(),
        until: session.recorded_until(),
        cursor: session.cursor(),
        runtime: Some(session.runtime()),
        ..Snapshot::default()
    };
    let (Some(program), Some(world)) = (session.program(), session.world()) else { return shot };
    let names = ProgramNames { program, world };
    shot.summary = words::summary(world, shot.time).into();
    shot.metrics = METRICS.iter().map(|metric| metric.value(world)).collect();
    shot.params = params(session, program);
    shot.rows = words::rows(world, &names, ROWS_MAX).into();
    shot.goroutines = world.goroutines();
    let (marks, all) = marks.look(program, world, keep_going);
    (shot.marks, shot.is_partial) = (marks.into(), !all);
    (shot.output, shot.output_cut) = output(session, world);
    shot.events = events(session, selected, &names);
    shot.inspection = selected.map(|hit| Rc::new(inspect(session, program, world, hit)));
    shot
}

/// One line about the event that a step arrived at.
pub fn last_event(session: &Session) -> Option<Said> {
    let event = &session.last_events(1).pop()?;
    let world = session.world()?;
    let text = match session.program() {
        Some(program) => words::describe_event(event, world, &ProgramNames { program, world }),
        None => words::describe_event(event, world, &NoNames),
    }?;
    // The rule stands in the picture, where it was followed.
    let after = words::decision(event, world).unwrap_or_default();
    Some(Said { words: format!("{text}."), after, ..Said::default() })
}

fn phase(state: &State) -> Phase {
    match state {
        State::Empty => Phase::Empty,
        State::Paused => Phase::Paused,
        State::Playing => Phase::Playing,
        State::Ended(how) => Phase::Ended(*how),
        State::Fault(what) => Phase::Fault(what.as_str().into()),
    }
}

fn params(session: &Session, program: &Program) -> Rc<[ParamView]> {
    let view = |(index, param): (usize, &gopark_program::Param)| ParamView {
        name: param.name.as_str().into(),
        kind: param.kind,
        value: session.param(index),
        min: param.min,
        max: param.max,
        doc: param.doc.as_str().into(),
        is_capacity: program.param_chans.iter().any(|&(_, of)| usize::from(of) == index),
    };
    program.params.iter().enumerate().map(view).collect()
}

fn output(session: &Session, world: &World) -> (Rc<[OutputPiece]>, bool) {
    let pieces = session.newest_output(OUTPUT_BYTES_MAX);
    let bytes: usize = pieces.iter().map(|(_, text)| text.len()).sum();
    let view = |(fd, text): (Fd, String)| OutputPiece { is_stderr: fd == Fd::Stderr, text: text.into() };
    (pieces.into_iter().map(view).collect(), (bytes as u32) < world.written[0] + world.written[1])
}

/// The newest events that are worth a line; of what is selected alone, if something is.
fn events(session: &Session, selected: Option<Hit>, names: &ProgramNames<'_>) -> Rc<[EventLine]> {
    let newest = session.last_events(if selected.is_some() { EVENTS_SEARCHED_MAX } else { EVENTS_READ_MAX });
    let first = session.cursor() - newest.len() as u64;
    let mut lines = Vec::new();
    for (nth, event) in newest.iter().enumerate().rev() {
        if selected.is_none_or(|hit| words::concerns(event, hit))
            && let Some(text) = words::describe_event(event, names.world, names)
        {
            let rule = if names.world.is_recorded { None } else { words::rule(event) };
            let index = first + nth as u64;
            lines.push(EventLine { index, at: event.at, words: text.into(), rule });
            if lines.len() == EVENTS_SHOWN_MAX {
                break;
            }
        }
    }
    lines.reverse();
    lines.into()
}
