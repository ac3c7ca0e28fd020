//! The parts of the page around the stage. They get data and callbacks, and know nothing of the run.

mod assumptions;
mod checklist;
mod dump;
mod events;
mod goroutines;
mod header;
mod help;
mod hunt;
mod icon;
mod inspector;
mod legend;
mod metrics;
mod output;
mod params;
mod problems;
mod recording;
mod save;
mod status;
mod timeline_head;
mod transport;

use gopark_trace::GState;
use web_sys::HtmlInputElement;
use yew::prelude::*;

pub use assumptions::assumptions;
pub use checklist::ChecklistPane;
pub use dump::DumpPane;
pub use events::Events;
pub use goroutines::Goroutines;
pub use header::Header;
pub use help::help;
pub use hunt::HuntPane;
pub use inspector::Inspector;
pub use legend::legend;
pub use metrics::metrics;
pub use output::Output;
pub use params::{ParamChange, Params};
pub use problems::problems;
pub use recording::recording;
pub use save::Keepsake;
pub use status::status;
pub use timeline_head::{TimelineAct, timeline_head};
pub use transport::{Command, GOALS, Transport, moment};

/// Whether a `<details>` that was opened or closed is open.
fn is_open(event: &Event) -> bool {
    event.target_dyn_into::<web_sys::HtmlElement>().is_some_and(|it| it.has_attribute("open"))
}

/// The class that colors a sign by a goroutine's state.
pub fn state_class(state: GState) -> &'static str {
    match state {
        GState::Runnable => "gp-is-runnable",
        GState::Running => "gp-is-running",
        GState::Syscall => "gp-is-syscall",
        GState::Waiting => "gp-is-waiting",
    }
}

/// The number that an input holds after an event.
fn number_of(event: &InputEvent) -> Option<f64> {
    let value = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
    value.is_finite().then_some(value)
}
