//! What the run is doing, how it ended, and what a person's last action led to.

use yew::prelude::*;

use crate::snapshot::Phase;
use crate::state::Said;
use crate::verdict::{Gravity, phase_word, verdict};

/// One line under the transport: what the run is doing, and what a person's last action led to.
pub fn status(phase: &Phase, said: &Said) -> Html {
    let verdict = verdict(phase);
    let sign = match verdict.as_ref().map(|verdict| verdict.gravity) {
        Some(Gravity::Good) => "gp-chip--good",
        Some(Gravity::Limit) => "gp-chip--limit",
        Some(Gravity::Bad) => "gp-chip--bad",
        None if *phase == Phase::Playing => "gp-chip--playing",
        None => "gp-chip--paused",
    };
    let grave = verdict.map(|verdict| match verdict.gravity {
        Gravity::Good => "gp-status--good",
        Gravity::Limit => "gp-status--limit",
        Gravity::Bad => "gp-status--bad",
    });
    html! {
        <div class={classes!("gp-status", grave)} role="status">
            <span class={classes!("gp-chip", sign)}>{ phase_word(phase) }</span>
            <span class="gp-status__said">
                { aside(&said.before) }{ &said.words }{ aside(&said.after) }
            </span>
        </div>
    }
}

/// What is heard and not seen.
fn aside(words: &str) -> Html {
    if words.is_empty() {
        Html::default()
    } else {
        html! { <span class="gp-hidden">{ words }{ " " }</span> }
    }
}
