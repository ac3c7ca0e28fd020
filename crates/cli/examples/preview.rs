//! Writes into a folder how the lessons begin, which a page plays before it can run programs itself: `preview FOLDER`.
//! Prints the name of the first one's file. Release builds call it.

#![expect(clippy::print_stdout, reason = "it says which is the first")]

use std::path::Path;
use std::{env, fs, io};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use gopark_lessons::Lesson;
use gopark_session::{Options, Preview};
use gopark_trace::SimTime;

/// How long it goes on at the lesson's own pace. Whoever has to wait longer sees it stand still.
const LASTS_S: u64 = 30;

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).ok_or_else(|| io::Error::other("into which folder?"))?;
    let lessons = gopark_lessons::install(gopark_lessons::BUNDLE);
    lessons.iter().try_for_each(|lesson| keep(lesson, Path::new(&folder)))?;
    let first = lessons.first().ok_or_else(|| io::Error::other("there are no lessons"))?;
    println!("{}", file_name(first));
    Ok(())
}

fn file_name(lesson: &Lesson) -> String {
    format!("preview-{}.txt", lesson.slug)
}

fn keep(lesson: &Lesson, folder: &Path) -> io::Result<()> {
    let setup = &lesson.setup;
    let options = Options {
        procs: setup.procs,
        memory_limit_bytes: setup.memory_limit_bytes,
        async_preempt: setup.async_preempt,
        ..Options::USUAL
    };
    let until = SimTime(LASTS_S * setup.ns_per_second);
    let preview = Preview::of(lesson.main_program(), options, until)
        .map_err(|_| io::Error::other(format!("lesson {} does not compile", lesson.slug)))?;
    fs::write(folder.join(file_name(lesson)), BASE64_STANDARD.encode(preview.to_bytes()))
}
