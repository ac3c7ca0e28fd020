//! The second module of the page: a worker that makes Go's own files of runs, and reads them.
//!
//! The page loads it when somebody wants such a file, so that its own module need not grow by what few visits need. Both
//! speak in messages of bytes ([`Ask`], [`Reply`]), and a run goes over as a [`Tape`](gopark_trace::Tape), in pieces. Reading
//! Go's files is the other way round: the bytes of a file go over, and a [`Recording`](gopark_trace::Recording) comes back.
//!
//! [`Desk`] is all that the worker does, and knows nothing of the web; the program around it (`bin/gopark-files.rs`) only
//! passes messages on.

mod desk;
mod message;

pub use desk::Desk;
pub use message::{Ask, Format, Reply};

/// What a page starts the worker with: a script beside the page's own module.
pub const SCRIPT: &str = "gopark-files_loader.js";
