//! `gopark replay`: what happened in a program of Go's, as its trace or dump tells it.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::ExitCode;

use gopark_scene::words;
use gopark_session::Session;
use gopark_trace::{GId, SimTime, World};

use crate::args::Replay;
use crate::failure::Failure;
use crate::listeners::{Lines, Stats};
use crate::recording::{self, Named};
use crate::run;

/// Goroutines that are listed, unless all are asked for.
const ROWS_MAX: usize = 200;

/// Reads a file and tells what it holds: its events, or the goroutines of one moment.
pub fn replay(args: &Replay) -> Result<ExitCode, Failure> {
    let given = args.file.display();
    let bytes = fs::read(&args.file).map_err(|error| Failure::from(format!("{given}: {error}")))?;
    let recording = recording::read(&args.file, &bytes)?;
    if args.stats {
        let mut stats = Stats::default();
        recording.events.for_each(|event| stats.fold(event));
        run::tell_stats(&stats, stats.world.now)?;
    }
    if let Some(path) = &args.events {
        let mut lines = Lines::open(path)?;
        recording.events.for_each(|event| lines.write(event));
        lines.finish()?;
    } else {
        let told = listed(&recording::at(recording, args.at), if args.all { usize::MAX } else { ROWS_MAX });
        std::io::stdout().write_all(told.as_bytes()).map_err(|error| Failure::io("the list", &error))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What is known of a recording as a whole, and its goroutines at the moment shown: at most so many.
fn listed(session: &Session, most: usize) -> String {
    let mut out = String::new();
    let (Some(recording), Some(program)) = (session.recording(), session.program()) else { return out };
    let nothing = World::new();
    let world = session.world().unwrap_or(&nothing);
    // Writing to a string cannot fail.
    let until = session.recorded_until();
    let long = if until > SimTime::ZERO { format!(", {until} in all") } else { String::new() };
    let _ = writeln!(out, "{}{long}", recording.title);
    for remark in &recording.remarks {
        let _ = writeln!(out, "{remark}");
    }
    let _ = writeln!(out, "\n{}", words::summary(world, session.time()));
    let names = Named { program, world };
    let rows = words::rows(world, &names, most);
    for row in &rows {
        let _ = write!(out, "{:<8} {:<10} {:<36}", row.g.to_string(), row.state, row.function);
        let _ = writeln!(out, " {:>5} {}", row.line, row.place);
        // What the row does not say already.
        if let Some(note) = recording.note(row.g).filter(|note| !is_said(note, world, row.g)) {
            let _ = writeln!(out, "         {note}");
        }
    }
    let beyond = world.goroutines().saturating_sub(rows.len());
    if beyond > 0 {
        let _ = writeln!(out, "and {beyond} more (--all lists them)");
    }
    out
}

/// The number and the state are all that a note says.
fn is_said(note: &str, world: &World, g: GId) -> bool {
    let state = world
        .gs
        .get(g)
        .map_or("", |g| if g.reason.text().is_empty() { g.state.text() } else { g.reason.text() });
    note == format!("goroutine {} [{state}]", g.0)
}
