//! How a run ended, named for the reader.

use gopark_trace::{Ending, LimitKind};

use crate::snapshot::Phase;

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// As it should be.
    Good,
    /// A bound of Gopark, not of Go.
    Limit,
    /// The program failed.
    Bad,
}

/// The end of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// How grave it is.
    pub gravity: Gravity,
    /// Its name.
    pub title: &'static str,
    /// What it means, in a sentence.
    pub sentence: String,
}

/// The verdict on a run in `phase`; none while it goes on.
pub fn verdict(phase: &Phase) -> Option<Verdict> {
    let (gravity, title, sentence) = match phase {
        Phase::Ended(how) => ended(*how),
        Phase::Fault(what) => (
            Gravity::Limit,
            "Gopark is wrong here",
            format!("This run is not to be trusted from here on ({what}). Your program is not at fault."),
        ),
        Phase::Empty | Phase::Paused | Phase::Playing => return None,
    };
    Some(Verdict { gravity, title, sentence })
}

fn ended(how: Ending) -> (Gravity, &'static str, String) {
    let code = how.exit_code();
    match how {
        Ending::Exit { code: 0 } => (Gravity::Good, "Finished", "main returned; exit code 0.".to_owned()),
        Ending::Exit { .. } => (Gravity::Bad, "Exited", format!("The program exited with code {code}.")),
        Ending::Panic => (
            Gravity::Bad,
            "Panic",
            format!("Nobody recovered a panic; exit code {code}. Go's report is in the output."),
        ),
        Ending::Deadlock => (
            Gravity::Bad,
            "Deadlock",
            format!("All goroutines are asleep: none can wake another; exit code {code}."),
        ),
        Ending::Fatal => (
            Gravity::Bad,
            "Fatal error",
            format!("The Go runtime gave up; exit code {code}. What it said is in the output."),
        ),
        Ending::Oom => (
            Gravity::Bad,
            "Out of memory",
            format!("The container's memory is full: the process was killed; exit code {code}."),
        ),
        Ending::Recording => {
            (Gravity::Good, "Recorded", "The recording ends here; the program may have gone on.".to_owned())
        }
        Ending::Limit { limit } => (Gravity::Limit, "Gopark's limit", limit_sentence(limit)),
    }
}

fn limit_sentence(limit: LimitKind) -> String {
    let what = match limit {
        LimitKind::Goroutines => "goroutines",
        LimitKind::Memory => "memory",
        LimitKind::Output => "output",
        LimitKind::Objects => "channels and locks",
        LimitKind::Events => "events",
    };
    format!("There are more {what} than Gopark keeps; real Go would go on.")
}

/// Whether the program failed.
pub fn is_bad(phase: &Phase) -> bool {
    verdict(phase).is_some_and(|verdict| verdict.gravity == Gravity::Bad)
}

/// The phase in one or two words.
pub fn phase_word(phase: &Phase) -> &'static str {
    match phase {
        Phase::Empty => "No program",
        Phase::Paused => "Paused",
        Phase::Playing => "Running",
        _ => verdict(phase).map_or("", |verdict| verdict.title),
    }
}

/// What is announced when a run ends.
pub fn announcement(phase: &Phase) -> Option<String> {
    verdict(phase).map(|verdict| verdict.sentence)
}

#[cfg(test)]
mod tests {
    use gopark_trace::{Ending, LimitKind};

    use super::{announcement, verdict};
    use crate::snapshot::Phase;

    #[test]
    fn every_ending_has_a_name_of_its_own() {
        let endings = [
            Ending::Exit { code: 0 },
            Ending::Exit { code: 3 },
            Ending::Panic,
            Ending::Deadlock,
            Ending::Fatal,
            Ending::Oom,
            Ending::Recording,
            Ending::Limit { limit: LimitKind::Goroutines },
        ];
        let mut titles: Vec<_> =
            endings.iter().filter_map(|&how| Some(verdict(&Phase::Ended(how))?.title)).collect();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), endings.len());
        assert_eq!(verdict(&Phase::Playing), None);
        assert_eq!(announcement(&Phase::Paused), None);
    }
}
