//! Writes the lessons into a folder, under the name by which the page fetches them, and the first one into the page that lies
//! there, to be read until the page runs. Trunk calls it after each build.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use gopark_lessons::{BUNDLE, FILE_NAME, install};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).or_else(|| env::var_os("TRUNK_STAGING_DIR"));
    let folder = folder.ok_or_else(|| io::Error::other("which folder? TRUNK_STAGING_DIR is not set"))?;
    let folder = PathBuf::from(folder);
    fs::write(folder.join(FILE_NAME), BUNDLE)?;
    let page = folder.join("index.html");
    if page.is_file() { fill(&page) } else { Ok(()) }
}

/// Puts the first lesson into the places that the page has for it.
fn fill(page: &Path) -> io::Result<()> {
    let lesson = install(BUNDLE).first().ok_or_else(|| io::Error::other("there are no lessons"))?;
    let program = lesson.programs.first().map_or("", |program| program.text);
    let mut html = fs::read_to_string(page)?;
    for (place, content) in
        [("title", escaped(lesson.title)), ("text", lesson.before.to_owned()), ("program", escaped(program))]
    {
        let marker = format!("<!-- lesson: {place} -->");
        if !html.contains(&marker) {
            return Err(io::Error::other(format!("{} has no place {marker}", page.display())));
        }
        html = html.replace(&marker, &content);
    }
    fs::write(page, html)
}

/// A text that HTML takes as it is.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
