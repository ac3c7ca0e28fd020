//! Writes into a file what a page shows of its first lesson before it can run programs itself: `preview FILE`. Release
//! builds call it.

use std::io;

use gopark_session::{Options, Preview};
use gopark_trace::SimTime;

/// How long it goes on at the lesson's own pace. Whoever has to wait longer sees it stand still.
const LASTS_S: u64 = 30;

fn main() -> io::Result<()> {
    let path = std::env::args_os().nth(1).ok_or_else(|| io::Error::other("into which file?"))?;
    let lesson = gopark_lessons::install(gopark_lessons::BUNDLE).first();
    let lesson = lesson.ok_or_else(|| io::Error::other("there are no lessons"))?;
    let setup = &lesson.setup;
    let options = Options {
        procs: setup.procs,
        memory_limit_bytes: setup.memory_limit_bytes,
        async_preempt: setup.async_preempt,
        ..Options::USUAL
    };
    let until = SimTime(LASTS_S * setup.ns_per_second);
    let preview = Preview::of(lesson.main_program(), options, until);
    let preview = preview.ok_or_else(|| io::Error::other("the first lesson does not compile"))?;
    std::fs::write(path, preview.to_bytes())
}
