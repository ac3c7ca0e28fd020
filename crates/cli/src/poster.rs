//! `gopark poster`: the stage at one moment, as an SVG picture.

use std::fs;
use std::process::ExitCode;

use gopark_program::Program;
use gopark_scene::{Input, Names, Palette, Stage, Viewport};
use gopark_session::{Options, Session};
use gopark_trace::{ObjId, Pc, SimTime, World};

use crate::args::{Poster, Theme};
use crate::failure::Failure;

/// The container's limit, as on the page.
const MEMORY_LIMIT_BYTES: u64 = 256 << 20;

/// Runs a file up to a moment and draws it.
pub fn poster(args: &Poster) -> Result<ExitCode, Failure> {
    let given = args.file.display();
    let text = fs::read_to_string(&args.file).map_err(|error| Failure::from(format!("{given}: {error}")))?;
    let memory_limit_bytes = MEMORY_LIMIT_BYTES;
    let options = Options { procs: args.procs, seed: args.seed, memory_limit_bytes, async_preempt: true };
    let mut session = Session::new(options);
    if !session.load(&text) {
        session.diagnostics().iter().for_each(|diagnostic| eprintln!("{diagnostic}"));
        return Ok(ExitCode::from(1));
    }
    let at = SimTime(args.at);
    session.seek(at);
    while session.time() < at && !session.is_over() {
        session.advance(0.0, &mut || true);
    }
    let (Some(program), Some(world)) = (session.program(), session.world()) else {
        return Ok(ExitCode::from(1));
    };
    let svg = draw(program, world, args);
    match &args.out {
        Some(path) => {
            fs::write(path, svg).map_err(|error| Failure::io(&path.display().to_string(), &error))?
        }
        None => std::io::Write::write_all(&mut std::io::stdout(), svg.as_bytes())
            .map_err(|error| Failure::io("the picture", &error))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn draw(program: &Program, world: &World, args: &Poster) -> String {
    let mut stage = Stage::new();
    stage.set_reduced_motion(true);
    let viewport = Viewport { width: args.width as f32, height: args.height as f32 };
    let names = Named { program, world };
    let frame = stage.frame(&Input { world, events: &[], names: &names, viewport, dt_s: 1.0 });
    let palette = match args.theme {
        Theme::Light => Palette::LIGHT,
        Theme::Dark => Palette::DARK,
    };
    gopark_paint::svg::render(&frame.draw, &palette)
}

/// How the program calls things.
struct Named<'a> {
    program: &'a Program,
    world: &'a World,
}

impl Names for Named<'_> {
    fn function(&self, pc: Pc) -> Option<&str> {
        Some(self.program.place(pc.some()?.0)?.func)
    }

    fn line(&self, pc: Pc) -> Option<u32> {
        let place = self.program.place(pc.some()?.0)?;
        (!place.is_std).then_some(place.line)
    }

    fn object(&self, obj: ObjId) -> Option<&str> {
        self.program.label(self.world.objs.get(obj)?.pc.some()?.0)
    }
}
