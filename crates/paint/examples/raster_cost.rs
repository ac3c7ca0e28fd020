//! What painting ten thousand marks as pixels costs natively: `cargo run --release -p gopark-paint --example raster_cost`.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a benchmark reads a clock and says what it saw"
)]

use std::time::Instant;

use gopark_paint::raster::{Patch, Stamps};
use gopark_scene::{Gaze, Look, Mark, Palette, Role, Shape};

const FRAMES: usize = 101;

fn main() {
    for (cell, scale) in [(5.0, 1.0), (5.0, 2.0), (5.3, 1.0), (28.0, 1.0)] {
        let look = Look { shape: Shape::Ring, role: Role::Waiting, gaze: Gaze::Asleep, notches: 0 };
        let mark = |i: u32| {
            let (x, y) = ((i % 230) as f32, (i / 230) as f32);
            Mark { x: 10.0 + x * cell, y: 10.0 + y * cell, r: cell * 0.42, alpha: 255, look }
        };
        let marks: Vec<_> = (0..10_000).map(mark).collect();
        let (mut stamps, mut patch) = (Stamps::default(), Patch::default());
        let mut costs: Vec<_> = (0..FRAMES)
            .map(|_| {
                let begin = Instant::now();
                stamps.begin(&Palette::LIGHT, scale, 1.0);
                let painted =
                    stamps.paint(&marks, (0.0, 0.0), (2560, 1440), &mut patch, |_| Ok::<(), ()>(()));
                assert!(painted.is_ok());
                begin.elapsed()
            })
            .collect();
        costs.sort();
        println!(
            "cells of {cell} px at scale {scale}: median {:.3} ms",
            costs[FRAMES / 2].as_secs_f64() * 1e3
        );
    }
}
