//! Writes the standard packages into a folder, under the names by which the page fetches them. Trunk calls it after each
//! build.

use std::path::PathBuf;
use std::{env, fs, io};

use gopark_vm::std::Part;

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).or_else(|| env::var_os("TRUNK_STAGING_DIR"));
    let folder = folder.ok_or_else(|| io::Error::other("which folder? TRUNK_STAGING_DIR is not set"))?;
    let folder = PathBuf::from(folder);
    [Part::Common, Part::Rare]
        .iter()
        .try_for_each(|part| fs::write(folder.join(part.file_name()), part.text()))
}
