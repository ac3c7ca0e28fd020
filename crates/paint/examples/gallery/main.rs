//! Writes characteristic worlds as SVG files, to be looked at: `gallery OUTDIR`.

#[path = "../../../scene/tests/world/mod.rs"]
#[expect(dead_code, reason = "the gallery shows fewer worlds than the tests try")]
mod world;

use std::path::Path;

use gopark_paint::svg;
use gopark_scene::{Hit, Input, Names, Palette, Stage, Viewport, trace};
use world::{Program, Tale};

const SIZES: [(f32, f32); 7] = [
    (300.0, 480.0),
    (360.0, 640.0),
    (625.0, 470.0),
    (800.0, 500.0),
    (1280.0, 720.0),
    (1400.0, 900.0),
    (2560.0, 1300.0),
];

type Story = (&'static str, fn() -> Tale);

fn main() -> std::io::Result<()> {
    let out = std::env::args().nth(1).unwrap_or_else(|| "gallery".to_owned());
    let out = Path::new(&out);
    std::fs::create_dir_all(out)?;
    let worlds: [Story; 13] = [
        ("idle", world::idle),
        ("busy", world::busy),
        ("bounded", || world::bounded(4)),
        ("sem11", || world::semaphore(11)),
        ("sem40", || world::semaphore(40)),
        ("sem200", || world::semaphore(200)),
        ("sem10k", || world::semaphore(10_000)),
        ("unbounded", || world::unbounded(10_000)),
        ("deadlock", world::deadlock),
        ("contexts", || world::contexts(2, 3, true)),
        ("contexts5", || world::contexts(2, 5, false)),
        ("procs16", || world::many_procs(16)),
        ("procs64", || world::many_procs(64)),
    ];
    for (name, make) in worlds {
        let tale = make();
        for (width, height) in SIZES {
            for (theme, palette) in [("light", Palette::LIGHT), ("dark", Palette::DARK)] {
                let mut stage = Stage::new();
                if name == "deadlock" {
                    stage.select(Some(Hit::G(trace::GId(3))));
                }
                show(&mut stage, &tale, &[], (width, height), 0.0);
                save(out, &format!("{name}-{width}-{theme}"), &stage, &palette)?;
            }
        }
    }
    steal(out)
}

/// A steal in four moments.
fn steal(out: &Path) -> std::io::Result<()> {
    let mut tale = world::before_steal();
    let mut stage = Stage::new();
    let size = (1280.0, 720.0);
    show(&mut stage, &tale, &[], size, 0.0);
    show(&mut stage, &tale, &[], size, 1.0);
    let before = tale.events.len();
    world::steal(&mut tale);
    let events = tale.events.split_off(before);
    show(&mut stage, &tale, &events, size, 0.0);
    for moment in 0..4 {
        show(&mut stage, &tale, &[], size, 0.04);
        save(out, &format!("steal-{moment}"), &stage, &Palette::LIGHT)?;
    }
    Ok(())
}

fn show(stage: &mut Stage, tale: &Tale, events: &[trace::Event], (width, height): (f32, f32), dt_s: f32) {
    let viewport = Viewport { width, height };
    stage.frame(&Input { world: &tale.world, now: tale.world.now, events, names: &Program, viewport, dt_s });
}

fn save(out: &Path, name: &str, stage: &Stage, palette: &Palette) -> std::io::Result<()> {
    std::fs::write(out.join(format!("{name}.svg")), svg::render(&stage.last().draw, palette))
}
