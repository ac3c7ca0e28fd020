//! What the run is doing, how it ended, and what a person's last action led to.

use yew::prelude::*;

use crate::snapshot::Phase;
use crate::verdict::{Gravity, phase_word, verdict};

/// One line under the transport: what the run is doing, and what a person's last action led to.
pub fn status(phase: &Phase, announcement: &str) -> Html {
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
            <span class="gp-status__said" title={announcement.to_owned()}>{ announcement }</span>
        </div>
    }
}
