//! `gopark preview`: the first moments of a run, which a stage in a page plays while compiler and machine are on their way.

use std::fs;
use std::io::{self, Write as _};
use std::process::ExitCode;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use gopark_session::{Options, Preview};
use gopark_trace::SimTime;

use crate::args;
use crate::failure::Failure;

/// Runs a file and keeps how it begins.
pub fn preview(args: &args::Preview) -> Result<ExitCode, Failure> {
    let given = args.file.display();
    let text = fs::read_to_string(&args.file).map_err(|error| Failure::from(format!("{given}: {error}")))?;
    let options = Options { procs: args.schedule.procs, seed: args.schedule.seed, ..Options::USUAL };
    let kept = match of_text(&text, options, args.until) {
        Ok(kept) => kept + "\n",
        Err(problems) => {
            problems.iter().for_each(|problem| eprintln!("{problem}"));
            return Ok(ExitCode::from(1));
        }
    };
    match &args.out {
        Some(path) => {
            fs::write(path, kept).map_err(|error| Failure::io(&path.display().to_string(), &error))?;
        }
        None => {
            io::stdout().write_all(kept.as_bytes()).map_err(|error| Failure::io("the preview", &error))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// How a run begins, up to a moment in ns, as a page takes it: in base64; or what is wrong with the program.
pub fn of_text(text: &str, options: Options, until_ns: u64) -> Result<String, Vec<String>> {
    match Preview::of(text, options, SimTime(until_ns)) {
        Ok(preview) => Ok(BASE64_STANDARD.encode(preview.to_bytes())),
        Err(problems) => Err(problems.iter().map(ToString::to_string).collect()),
    }
}
