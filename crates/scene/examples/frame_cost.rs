//! What a frame costs natively: `cargo run --release -p gopark-scene --example frame_cost`.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads a clock and says what it saw"
)]

#[path = "../tests/world/mod.rs"]
#[expect(dead_code, reason = "the benchmark tells fewer tales than the tests")]
mod world;

use std::time::Instant;

use gopark_scene::{Input, Names, Stage, Viewport, trace};
use world::{Program, Tale};

const FRAMES: u32 = 300;

fn main() {
    let worlds: [(&str, Tale); 4] = [
        ("busy, 120 goroutines", world::busy()),
        ("10,000 at a semaphore", world::semaphore(10_000)),
        ("10,000 runnable", world::unbounded(10_000)),
        ("100,000 at a semaphore", world::semaphore(100_000)),
    ];
    for (name, tale) in &worlds {
        let mut stage = Stage::new();
        let mut costs: Vec<_> = (0..FRAMES)
            .map(|frame| {
                // A width that changes sends every mark to a new place.
                let width = 1280.0 + if frame % 40 == 0 { 1.0 } else { 0.0 };
                let viewport = Viewport { width, height: 720.0 };
                let begin = Instant::now();
                stage.frame(&Input {
                    world: &tale.world,
                    events: &[],
                    names: &Program,
                    viewport,
                    dt_s: 0.016,
                });
                begin.elapsed()
            })
            .collect();
        costs.sort();
        let ms = |at: usize| costs[at].as_secs_f64() * 1e3;
        println!("{name:<24} median {:.3} ms, worst {:.3} ms", ms(costs.len() / 2), ms(costs.len() - 1));
    }
}
