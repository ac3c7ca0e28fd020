//! The buttons that make files of what is shown.

use yew::prelude::*;

use super::TimelineAct;
use crate::snapshot::SavingView;

/// What of a run can be kept as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keepsake {
    /// The stage at the moment shown.
    Picture,
    /// The run up to that moment, as Go's tracer writes it.
    GoTrace,
    /// The same for ui.perfetto.dev.
    Perfetto,
    /// All goroutines at that moment, as `net/http/pprof` writes them.
    Dump,
}

/// Each with its name, the file's, and what kind of file that is.
const ALL: [(Keepsake, &str, &str, &str); 4] = [
    (Keepsake::Picture, "Picture (SVG)", "gopark.svg", "image/svg+xml"),
    (Keepsake::GoTrace, "Go trace", "gopark.trace", "application/octet-stream"),
    (Keepsake::Perfetto, "Perfetto trace", "gopark.json", "application/json"),
    (Keepsake::Dump, "Goroutine dump", "goroutines.txt", "text/plain;charset=utf-8"),
];

impl Keepsake {
    /// The name of the file, and what kind it is.
    pub fn file(self) -> (&'static str, &'static str) {
        let (.., name, mime) = ALL[self as usize];
        (name, mime)
    }
}

/// A menu named `Save`; while a file is made, how far that is.
pub fn save_menu(saving: Option<SavingView>, on_act: &Callback<TimelineAct>) -> Html {
    let act = |act: TimelineAct| {
        let on_act = on_act.clone();
        move |_: MouseEvent| on_act.emit(act)
    };
    if let Some(SavingView { what, percent }) = saving {
        return html! {
            <div class="gp-save">
                <progress max="100" value={percent.to_string()} aria-label={format!("Saving: {}", ALL[what as usize].1)} />
                <button type="button" class="gp-button gp-button--small" onclick={act(TimelineAct::StopSaving)}>
                    { "Cancel" }
                </button>
            </div>
        };
    }
    let buttons = ALL.iter().map(|&(what, name, ..)| {
        html! { <button type="button" class="gp-button" onclick={act(TimelineAct::Save(what))}>{ name }</button> }
    });
    html! {
        <details class="gp-save">
            <summary class="gp-button gp-button--small" title="Save" aria-label="Save">{ "\u{2913}" }</summary>
            { for buttons }
        </details>
    }
}
