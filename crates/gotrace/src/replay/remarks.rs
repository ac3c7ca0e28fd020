//! What there is to know about a recording as a whole, in sentences.

use gopark_trace::SimTime;

use super::cast::Cast;
use super::machine::{Halt, Machine};
use super::names::Namer;
use crate::limits::{REPLAYED_EVENTS_MAX, REPLAYED_GOROUTINES_MAX};

pub fn of_trace(cast: &Cast, machine: &Machine, namer: &Namer, halt: Option<&Halt>) -> Vec<String> {
    let mut remarks = Vec::new();
    if let Some(halt) = halt {
        remarks.push(stopped(halt, machine.at));
    } else if cast.events >= REPLAYED_EVENTS_MAX {
        remarks.push(stopped(&Halt::Events, machine.at));
    }
    if let Some(error) = &cast.error {
        remarks.push(format!("What comes after {} could not be read: {error}.", machine.at));
    }
    let renumbered = cast.renumbered().count();
    if renumbered > 0 {
        remarks.push(format!(
            "{renumbered} goroutines have smaller numbers here than in the file; the inspector tells both."
        ));
    }
    if cast.annotations > 0 {
        remarks
            .push(format!("{} tasks, regions and messages of the program are not shown.", cast.annotations));
    }
    if machine.starts > 0 {
        let fits = machine.starts - machine.misplaced;
        remarks.push(format!(
            "Run queues are inferred: in {fits} of {} times the goroutine that ran next was where they could give it away.",
            machine.starts
        ));
    }
    if namer.is_full {
        remarks.push(format!("Only the first {} places in the program have names.", gopark_trace::SITES_MAX));
    }
    remarks
}

/// Why it ends early.
pub fn stopped(halt: &Halt, at: SimTime) -> String {
    match halt {
        Halt::Events => format!("It is longer than Gopark keeps: {REPLAYED_EVENTS_MAX} events, up to {at}."),
        Halt::Goroutines => {
            format!(
                "It has more goroutines at once than Gopark keeps: {REPLAYED_GOROUTINES_MAX}, up to {at}."
            )
        }
        Halt::Misfit(what) => format!("From {at} on it contradicts itself: {what}."),
    }
}
