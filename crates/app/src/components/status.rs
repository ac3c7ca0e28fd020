//! What the run is doing, how it ended, and what a person's last action led to.

use std::rc::Rc;

use yew::prelude::*;

use crate::snapshot::Phase;
use crate::verdict::{Gravity, phase_word, verdict};

/// Properties of [`Status`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// What the run is doing.
    pub phase: Phase,
    /// What a person's last action led to.
    pub announcement: Rc<str>,
}

/// One line under the transport.
#[component]
pub fn Status(props: &Props) -> Html {
    let verdict = verdict(&props.phase);
    let sign = match verdict.as_ref().map(|verdict| verdict.gravity) {
        Some(Gravity::Good) => "gp-chip--good",
        Some(Gravity::Limit) => "gp-chip--limit",
        Some(Gravity::Bad) => "gp-chip--bad",
        None if props.phase == Phase::Playing => "gp-chip--playing",
        None => "gp-chip--paused",
    };
    let grave = verdict.map(|verdict| match verdict.gravity {
        Gravity::Good => "gp-status--good",
        Gravity::Limit => "gp-status--limit",
        Gravity::Bad => "gp-status--bad",
    });
    html! {
        <div class={classes!("gp-status", grave)} role="status">
            <span class={classes!("gp-chip", sign)}>{ phase_word(&props.phase) }</span>
            <span class="gp-status__said" title={props.announcement.to_string()}>{ &*props.announcement }</span>
        </div>
    }
}
