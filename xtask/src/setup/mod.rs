//! Finds or installs what the other tasks need.
//!
//! Each part answers with what it found, or with one sentence that says what is missing and what to do about it.
//! What is installed goes to a cache folder of our own and touches nothing else of the machine, apart from Debian
//! packages, which only root may install.

pub mod chromium;
pub mod firefox;
pub mod go;
pub mod hugo;
pub mod lua;
pub mod mdbook;
pub mod npm;
pub mod progress;
pub mod rust;
pub mod tools;

mod apt;
mod cache;
mod pip;
