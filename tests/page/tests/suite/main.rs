//! What a reader can do with the page, one file for each thing they come for.

mod looks;
mod opening;
