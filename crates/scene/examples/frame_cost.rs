//! What a frame costs natively: `cargo run --release -p gopark-scene --example frame_cost [ONLY]`.
//!
//! Goroutines move in it: those who wait longest are let in, and wait again at the end of the line.

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
/// Goroutines that go in and out in a frame: each of them moves two marks.
const PASSED: u32 = 30;

/// Its name, what makes it, and how many goroutines pass through it in a frame.
type World = (&'static str, fn() -> Tale, u32);

fn main() {
    let only = std::env::args().nth(1).unwrap_or_default();
    let worlds: [World; 6] = [
        ("busy, 120 goroutines", world::busy, 0),
        ("10,000 runnable", || world::unbounded(10_000), 0),
        ("100,000 runnable", || world::unbounded(100_000), 0),
        ("1,000 at a semaphore, 60 move", || world::semaphore(1_000), PASSED),
        ("10,000 at a semaphore, 60 move", || world::semaphore(10_000), PASSED),
        ("100,000 at a semaphore, 60 move", || world::semaphore(100_000), PASSED),
    ];
    for (name, tale, passed) in worlds.into_iter().filter(|(name, ..)| name.contains(&only)) {
        let mut tale = tale();
        let mut stage = Stage::new();
        // So that who comes into a queue in a frame stays there for some.
        for i in 0..passed * 2 {
            tale.go(i % 4, trace::RunqPlace::Local);
        }
        let mut costs: Vec<_> = (0..FRAMES)
            .map(|_| {
                tale.events.clear();
                for i in 0..passed {
                    world::pass_on(&mut tale, i % 4);
                }
                let viewport = Viewport { width: 1280.0, height: 720.0 };
                let (world, events) = (&tale.world, &tale.events[..]);
                let begin = Instant::now();
                stage.frame(&Input { world, now: world.now, events, names: &Program, viewport, dt_s: 0.016 });
                begin.elapsed()
            })
            .collect();
        costs.sort();
        let ms = |part: f64| costs[((costs.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e3;
        println!("{name:<34} median {:.3} ms, 99% {:.3} ms, most {:.3} ms", ms(0.5), ms(0.99), ms(1.0));
    }
}
