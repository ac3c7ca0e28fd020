//! `gopark hunt`: the seed of a run that goes wrong.

use std::fs;
use std::io::Write as _;
use std::process::ExitCode;

use gopark_session::{Catch, Hunt, Hunted, Options, Prey, Session};

use crate::args;
use crate::failure::Failure;

/// Runs a file again and again, and tells the first seed with which it does what is hunted for.
pub fn hunt(args: &args::Hunt) -> Result<ExitCode, Failure> {
    let given = args.file.display();
    let text = fs::read_to_string(&args.file).map_err(|error| Failure::from(format!("{given}: {error}")))?;
    let options = Options {
        procs: args.procs,
        seed: args.seed,
        // As for `gopark run`, there is no container.
        memory_limit_bytes: u64::MAX,
        ..Options::USUAL
    };
    let mut session = Session::new(options);
    if !session.load(&text) {
        session.diagnostics().iter().for_each(|problem| eprintln!("{problem}"));
        return Ok(ExitCode::from(1));
    }
    let prey = match args.prey {
        args::Prey::Failure => Prey::Failure,
        args::Prey::Leak => Prey::Leak,
        args::Prey::Output => Prey::Output,
    };
    let Some(mut hunt) = Hunt::new(&session, prey, args.seeds) else { return Ok(ExitCode::SUCCESS) };
    let (said, code) = match hunt.go_on(&mut || true) {
        Hunted::Caught(Catch { seed, deed, at }) => {
            let again = format!("gopark run --procs {} --seed {seed} {given}", args.procs);
            (format!("seed {seed}: {deed}, after {at}\n{again}\n"), 1)
        }
        Hunted::Goes | Hunted::Nothing => {
            let left = match hunt.left_early {
                0 => String::new(),
                n => format!(", {n} of them left because they went on for so long"),
            };
            (format!("nothing under {} seeds{left}\n", hunt.tried), 0)
        }
    };
    std::io::stdout().write_all(said.as_bytes()).map_err(|error| Failure::io("the result", &error))?;
    Ok(ExitCode::from(code))
}
