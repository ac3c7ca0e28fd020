//! Tests on small traces and dumps of our own.

#[path = "../support/mod.rs"]
mod support;

mod damage;
mod dumps;
mod perfetto;
mod reading;
mod replaying;
mod writing;
