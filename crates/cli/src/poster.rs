//! `gopark poster`: the stage at one moment, as an SVG picture.

use std::fs;
use std::process::ExitCode;

use gopark_program::Program;
use gopark_scene::{Input, Palette, Stage, Viewport};
use gopark_session::{Options, Session};
use gopark_trace::{Recording, SimTime, World};

use crate::args::{Poster, Schedule, Theme};
use crate::failure::Failure;
use crate::recording::{self, Named};

/// Runs a file up to a moment and draws it.
pub fn poster(args: &Poster) -> Result<ExitCode, Failure> {
    let given = args.file.display();
    let bytes = fs::read(&args.file).map_err(|error| Failure::from(format!("{given}: {error}")))?;
    let recording = recording::sniff(&args.file, &bytes).transpose()?;
    let drawn = match (recording, String::from_utf8(bytes)) {
        (Some(recording), _) => recorded(recording, args),
        (None, Ok(text)) => picture(&text, args),
        (None, Err(_)) => return Err(Failure::from(format!("{given}: not a text, nor a recording of Go's"))),
    };
    let svg = match drawn {
        Ok(svg) => svg,
        Err(problems) => {
            problems.iter().for_each(|problem| eprintln!("{problem}"));
            return Ok(ExitCode::from(1));
        }
    };
    match &args.out {
        Some(path) => {
            fs::write(path, svg).map_err(|error| Failure::io(&path.display().to_string(), &error))?;
        }
        None => std::io::Write::write_all(&mut std::io::stdout(), svg.as_bytes())
            .map_err(|error| Failure::io("the picture", &error))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// A program at a moment, in ns, as `gopark poster` draws it when it is told no more; or what is wrong with the program.
pub fn of_text(text: &str, options: Options, at: u64) -> Result<String, Vec<String>> {
    let (file, Options { procs, seed, .. }) = (std::path::PathBuf::new(), options);
    let schedule = Schedule { procs, seed };
    let poster = Poster { file, at, theme: Theme::Light, out: None, schedule, width: 1200, height: 700 };
    picture(text, &poster)
}

fn picture(text: &str, args: &Poster) -> Result<String, Vec<String>> {
    let options = Options { procs: args.schedule.procs, seed: args.schedule.seed, ..Options::USUAL };
    let mut session = Session::new(options);
    if !session.load(text) {
        return Err(session.diagnostics().iter().map(ToString::to_string).collect());
    }
    let at = SimTime(args.at);
    session.seek(at);
    while session.time() < at && !session.is_over() {
        session.advance(0.0, &mut || true);
    }
    drawn(&session, args)
}

/// The moment of a recording.
fn recorded(recording: Recording, args: &Poster) -> Result<String, Vec<String>> {
    let session = recording::at(recording, Some(args.at));
    drawn(&session, args)
}

fn drawn(session: &Session, args: &Poster) -> Result<String, Vec<String>> {
    let nothing = World::new();
    let world = session.world().unwrap_or(&nothing);
    session.program().map(|program| draw(program, world, session.time(), args)).ok_or_else(Vec::new)
}

fn draw(program: &Program, world: &World, now: SimTime, args: &Poster) -> String {
    let mut stage = Stage::new();
    stage.set_reduced_motion(true);
    let viewport = Viewport { width: args.width as f32, height: args.height as f32 };
    let names = Named { program, world };
    let frame = stage.frame(&Input { world, now, events: &[], names: &names, viewport, dt_s: 1.0 });
    let palette = match args.theme {
        Theme::Light => Palette::LIGHT,
        Theme::Dark => Palette::DARK,
    };
    gopark_paint::svg::render(&frame.draw, &palette)
}
