//! What a link in a text may do: `set:GOMAXPROCS=1`, `again:depth=5`, `select:chan:sem`, `moment:2s`, `variant:mended`, `speed:1ms`,
//! `lesson:context`.

use gopark_lessons::{Lesson, number};
use gopark_program::{ParamKind, Program};
use gopark_scene::{Group, Hit};
use gopark_trace::{MId, PId, SimTime, World};

use crate::snapshot::ParamView;

/// Something that a link asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// GOMAXPROCS becomes that.
    Procs(u32),
    /// Asynchronous preemption is on or off.
    AsyncPreempt(bool),
    /// The program's parameter of that index becomes that, at this moment or `again` from the beginning, where a run that
    /// is on its way would not look at it any more; in words, for the reader.
    Param { index: usize, value: i64, words: String, again: bool },
    /// What the words name is selected.
    Select(String),
    /// That moment is shown.
    Moment(SimTime),
    /// That lesson is opened with that one of its programs.
    Open(&'static Lesson, usize),
    /// So many nanoseconds of program time pass in a second.
    Speed(u64),
}

impl Act {
    /// What `link` asks for in `lesson`, while the program on the stage has those parameters.
    pub fn parse(link: &str, lesson: &'static Lesson, params: &[ParamView]) -> Option<Self> {
        let (kind, rest) = link.split_once(':')?;
        match kind {
            "set" | "again" => set(rest, params, kind == "again"),
            "select" => Some(Self::Select(rest.to_owned())),
            "moment" => Some(Self::Moment(SimTime(number(rest)? as u64))),
            "speed" => Some(Self::Speed(number(rest)? as u64)),
            "variant" => Some(Self::Open(lesson, lesson.programs.iter().position(|it| it.name == rest)?)),
            "lesson" => Some(Self::Open(gopark_lessons::find(rest)?, 0)),
            _ => None,
        }
    }
}

fn set(assignment: &str, params: &[ParamView], again: bool) -> Option<Act> {
    let (name, value) = assignment.split_once('=')?;
    match name {
        "GOMAXPROCS" => Some(Act::Procs(number(value)? as u32)),
        "asyncpreemptoff" => Some(Act::AsyncPreempt(value == "0")),
        _ => {
            let index = params.iter().position(|param| &*param.name == name)?;
            let words = format!("{name} is {value}");
            let value = match params[index].kind {
                ParamKind::Bool => i64::from(value == "true"),
                ParamKind::Int | ParamKind::Duration => number(value)?,
            };
            Some(Act::Param { index, value, words, again })
        }
    }
}

/// What the words name at the moment of `world`: `queue`, `p:0`, `m:1`, `sleepers`, `go:main.worker` (the oldest
/// goroutine started with that function), `at:main.worker` (what it waits for), `chan:results` or any other object by its name in the program.
pub fn find(words: &str, world: &World, program: &Program) -> Option<Hit> {
    let (kind, name) = words.split_once(':').unwrap_or((words, ""));
    match kind {
        "queue" => Some(Hit::GlobalQueue),
        "sleepers" => Some(Hit::Group(Group::Sleep)),
        "forever" => Some(Hit::Group(Group::Forever)),
        "p" => Some(Hit::P(PId(name.parse().ok()?))),
        "m" => Some(Hit::M(MId(name.parse().ok()?))),
        "go" | "at" => world.gs.iter().find_map(|(id, g)| {
            let place = program.place(g.entry.some()?.0).filter(|place| place.func == name);
            place.and(if kind == "go" { Some(Hit::G(id)) } else { g.obj.some().map(Hit::Obj) })
        }),
        _ => world.objs.iter().find_map(|(id, obj)| {
            let label = program.label(obj.pc.some()?.0)?;
            (label == name).then_some(Hit::Obj(id))
        }),
    }
}

#[cfg(test)]
mod tests {
    use gopark_lessons::Lesson;
    use gopark_session::{Options, Session};
    use gopark_trace::SimTime;

    use super::{Act, find};
    use crate::line_marks::LineMarks;
    use crate::snapshot::snapshot;

    /// Moments of a run at which something to select is looked for.
    const LOOKS: u64 = 400;

    /// What the links of a lesson ask for, without `data-to="`.
    fn links(lesson: &Lesson) -> Vec<&'static str> {
        let parts = [lesson.before, lesson.quiz.question, lesson.after, lesson.answer, lesson.practice];
        let links = parts.iter().flat_map(|part| part.split("data-to=\"").skip(1));
        links.map(|link| link.split('"').next().unwrap_or_default()).collect()
    }

    fn begun(lesson: &Lesson, text: &str) -> Session {
        let options = Options {
            procs: lesson.setup.procs,
            seed: 1,
            memory_limit_bytes: lesson.setup.memory_limit_bytes,
            async_preempt: lesson.setup.async_preempt,
            gc_percent: 100,
            go_memory_limit_bytes: u64::MAX,
            first_stack_bytes: 2048,
        };
        let mut session = Session::new(options);
        assert!(session.load(text), "{}", lesson.slug);
        session
    }

    #[test]
    fn every_link_asks_for_something_that_one_of_the_programs_has() {
        let mut faults = Vec::new();
        for lesson in gopark_lessons::install(gopark_lessons::BUNDLE) {
            let programs: Vec<_> = lesson
                .programs
                .iter()
                .map(|program| {
                    snapshot(&begun(lesson, program.text), None, None, &mut LineMarks::default(), &mut || {
                        true
                    })
                    .params
                })
                .collect();
            for link in links(lesson) {
                if !programs.iter().any(|params| Act::parse(link, lesson, params).is_some()) {
                    faults.push(format!("{}: {link}", lesson.slug));
                }
            }
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }

    #[test]
    fn what_a_link_selects_is_there_in_the_run_it_stands_beside() {
        let mut faults = Vec::new();
        for lesson in gopark_lessons::install(gopark_lessons::BUNDLE) {
            let mut wanted: Vec<&str> =
                links(lesson).into_iter().filter_map(|link| link.strip_prefix("select:")).collect();
            let mut session = begun(lesson, lesson.main_program());
            for look in 1..=LOOKS {
                if wanted.is_empty() {
                    break;
                }
                session.seek(SimTime(lesson.setup.until_ns / LOOKS * look));
                session.advance(0.0, &mut || true);
                let (Some(world), Some(program)) = (session.world(), session.program()) else { break };
                wanted.retain(|words| find(words, world, program).is_none());
            }
            faults.extend(wanted.iter().map(|words| format!("{}: select:{words}", lesson.slug)));
        }
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}
