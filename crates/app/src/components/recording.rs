//! What a recording is and is not, in place of a program.

use yew::prelude::*;

use crate::snapshot::RecordingView;

/// What such files hold, and what is made of the rest.
const ABOUT: [&str; 4] = [
    "This has happened: it can be played, stepped through and searched, but it has no parameters, no seed and no program that could be changed.",
    "Run queues and sleeping threads are in no such file. They are inferred by the rules of Go's scheduler, and the log says \u{201c}probably\u{201d} of them.",
    "For which channel or lock a goroutine waits is in no such file either: it stands at its line, with all who wait there for the same reason. How large stacks are is not told.",
    "The file was read in this browser, and nothing of it leaves it.",
];

/// The panel named `Recording`.
pub fn recording(it: &RecordingView, on_leave: &Callback<()>) -> Html {
    let on_leave = on_leave.clone();
    let line = |words: &str| html! { <li>{ words }</li> };
    html! {
        <div class="gp-panel gp-panel--source gp-recording" role="group" aria-label="Recording">
            <h2 class="gp-panel__title">{ "Recording" }</h2>
            <p><strong>{ &*it.file }</strong>{ ": " }{ &*it.title }</p>
            <ul>{ for it.remarks.iter().map(|words| line(words)) }{ for ABOUT.into_iter().map(line) }</ul>
            <button type="button" class="gp-button" onclick={move |_| on_leave.emit(())}>{ "Back to the program" }</button>
        </div>
    }
}
