//! Writes the lessons into a folder, under the name by which the page fetches them. Trunk calls it after each build.

use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).or_else(|| env::var_os("TRUNK_STAGING_DIR"));
    let folder = folder.ok_or_else(|| io::Error::other("which folder? TRUNK_STAGING_DIR is not set"))?;
    fs::write(PathBuf::from(folder).join(gopark_lessons::FILE_NAME), gopark_lessons::BUNDLE)
}
