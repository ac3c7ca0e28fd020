//! What stands over the timeline: what its rows are, how much of it is seen.

use gopark_scene::Rows;
use yew::prelude::*;

use super::save::{Keepsake, save_menu};
use crate::snapshot::SavingView;

/// What is done with the timeline's window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum TimelineAct {
    /// Other rows.
    Rows(Rows),
    /// The window becomes this many times as wide.
    Zoom(f64),
    /// Everything is shown.
    Fit,
    /// What is shown becomes a file, or does not any more.
    Save(Keepsake),
    StopSaving,
}

const ROWS: [(Rows, &str); 3] =
    [(Rows::Processors, "Processors"), (Rows::Goroutines, "Goroutines"), (Rows::Threads, "Threads")];

const ACTS: [(TimelineAct, &str, &str); 3] = [
    (TimelineAct::Zoom(2.0), "Zoom out", "\u{2212}"),
    (TimelineAct::Zoom(0.5), "Zoom in", "+"),
    (TimelineAct::Fit, "Show all of it", "\u{2194}"),
];

/// The line over the timeline.
pub fn timeline_head(rows: Rows, saving: Option<SavingView>, on_act: &Callback<TimelineAct>) -> Html {
    let act = |act: TimelineAct| {
        let on_act = on_act.clone();
        move |_: MouseEvent| on_act.emit(act)
    };
    let tabs = ROWS.iter().map(|&(of, words)| {
        html! {
            <button type="button" class="gp-pick__one" aria-pressed={(of == rows).to_string()}
                onclick={act(TimelineAct::Rows(of))}>{ words }</button>
        }
    });
    let zooms = ACTS.iter().map(|&(to, name, sign)| {
        html! {
            <button type="button" class="gp-button gp-button--small" title={name} aria-label={name}
                onclick={act(to)}>{ sign }</button>
        }
    });
    html! {
        <div class="gp-timeline__head">
            <div class="gp-pick gp-pick--small" role="group" aria-label="Rows by">{ for tabs }</div>
            <div class="gp-timeline__zoom" role="group" aria-label="Timeline">{ for zooms }</div>
            { save_menu(saving, on_act) }
        </div>
    }
}
