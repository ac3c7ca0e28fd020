//! The headless application: everything the page can do, without a page.
//!
//! A [`Session`] compiles a program, runs it on the simulated runtime, records its events, and shows the world at a
//! *cursor* that moves forward and backward over them. The simulation itself is never ahead by more than one step of
//! what was asked for; when the viewer changes something in the past, the recorded future is dropped and grows again.
//!
//! What happened elsewhere can be shown as well ([`Session::show`]): it is played and stepped through as a run is, but
//! nothing in it can be changed.

pub mod checklist;
mod compile;
pub mod engine;
mod grave;
mod hunt;
mod keyframes;
pub mod limits;
mod measure;
mod naming;
mod options;
mod preview;
mod recorded;
mod recorder;
mod run;
mod session;
mod share;
mod stage;
mod taping;
mod twin;

pub use gopark_vm::{Call, std as packages};

pub use compile::{Compiled, Compiling, Diagnostic, compile};
pub use hunt::{Catch, Deed, Hunt, Hunted, Prey};
pub use measure::measure;
pub use naming::{code_place, object_name};
pub use options::{Goal, Options, Speed, State};
pub use preview::Preview;
pub use session::Session;
pub use share::Share;
pub use stage::{Former, Passed};
pub use taping::Taping;
pub use twin::Twin;
