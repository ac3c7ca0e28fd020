//! Packages math/rand and math/rand/v2: draws from the run's only generator.

use gopark_trace::Sink;

use crate::native::{Cx, Native};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    (function == "draw").then_some(Native::acts(draw))
}

fn draw<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let word = cx.vm.sched.rng().next_u64();
    cx.set_word(0, word);
    Ok(())
}
