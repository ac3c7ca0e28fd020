//! The goroutine profile that a server with `net/http/pprof` gives at `/debug/pprof/goroutine?debug=2`, of the moment shown.

use std::rc::Rc;

use yew::prelude::*;

use super::is_open;
use crate::snapshot::Dump;

/// Properties of [`DumpPane`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The lesson is about it: it stands before everything else.
    pub first: bool,
    /// It is open, so that goroutines are dumped.
    pub open: bool,
    /// The latest dump.
    pub dump: Option<Rc<Dump>>,
    /// It was opened or closed.
    pub on_open: Callback<bool>,
}

/// A panel named `Goroutine dump` that is closed until somebody wants to know.
#[component]
pub fn DumpPane(props: &Props) -> Html {
    let on_open = props.on_open.clone();
    let ontoggle = move |event: Event| on_open.emit(is_open(&event));
    let text = props.dump.as_ref().map(|dump| {
        html! {
            <>
                <p class="gp-note">{ "at " }{ dump.at.to_string() }
                    if dump.is_cut { { ", the first part" } }
                </p>
                <pre class="gp-log gp-output gp-dump" role="log" aria-live="off" aria-label="Goroutine dump" tabindex="0">
                    { &*dump.text }
                </pre>
            </>
        }
    });
    html! {
        <details class={classes!("gp-panel", "gp-assumptions", props.first.then_some("gp-pane--first"))} open={props.open} {ontoggle}>
            <summary class="gp-panel__title"><code>{ "goroutine?debug=2" }</code></summary>
            { text }
        </details>
    }
}
