//! The goroutine profile that a server with `net/http/pprof` gives at `/debug/pprof/goroutine?debug=2`, of the moment shown.

use yew::prelude::*;

use super::is_open;
use crate::snapshot::Dump;

/// A panel named `Goroutine dump` that is closed until somebody wants to know.
pub struct DumpPane<'a> {
    /// The lesson is about it: it stands before everything else.
    pub first: bool,
    /// It is open, so that goroutines are dumped.
    pub open: bool,
    /// The latest dump.
    pub dump: Option<&'a Dump>,
    /// It was opened or closed.
    pub on_open: &'a Callback<bool>,
}

impl DumpPane<'_> {
    /// The panel.
    pub fn view(&self) -> Html {
        let on_open = self.on_open.clone();
        let ontoggle = move |event: Event| on_open.emit(is_open(&event));
        let text = self.dump.map(|dump| {
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
            <details class={classes!("gp-panel", "gp-assumptions", self.first.then_some("gp-pane--first"))} open={self.open} {ontoggle}>
                <summary class="gp-panel__title"><code>{ "goroutine?debug=2" }</code></summary>
                { text }
            </details>
        }
    }
}
