//! What the marks mean: by shape as well as by color.

use yew::prelude::*;

/// The legend of the stage, and of the timeline under it.
pub fn legend() -> Html {
    let running = html! {
        <g class="gp-is-running">
            <circle class="gp-mark-line" cx="8" cy="8" r="6.6" /><circle class="gp-mark-fill" cx="8" cy="8" r="4.4" />
        </g>
    };
    let runnable = html! { <circle class="gp-is-runnable gp-mark-fill" cx="8" cy="8" r="6" /> };
    let waiting = html! { <circle class="gp-is-waiting gp-mark-ring" cx="8" cy="8" r="5.2" /> };
    let syscall =
        html! { <rect class="gp-is-syscall gp-mark-fill" x="2.5" y="2.5" width="11" height="11" rx="1.5" /> };
    let leaked = html! {
        <path class="gp-is-leaked gp-mark-ring" d="M12.7 5.9a5.2 5.2 0 0 1-6.6 6.9M3.3 10.1a5.2 5.2 0 0 1 6.6-6.9" />
    };
    let panicking = html! {
        <g class="gp-is-leaked">
            <path class="gp-mark-spikes" d="M8 .6v14.8M.6 8h14.8M2.8 2.8l10.4 10.4M13.2 2.8 2.8 13.2" />
            <circle class="gp-mark-fill" cx="8" cy="8" r="4.6" />
        </g>
    };
    let stack = html! {
        <g class="gp-is-runnable">
            <rect class="gp-mark-fill" x="4" y="1.5" width="8" height="13" rx="4" />
            <path class="gp-mark-notch" d="M6.2 11.5h3.6M6 9.2h4M5.8 6.9h4.4" />
        </g>
    };
    let signs = [
        (running, "running"),
        (runnable, "runnable"),
        (waiting, "waiting"),
        (syscall, "syscall"),
        (leaked, "leaked"),
        (panicking, "panics"),
        (stack, "big stack"),
    ];
    let signs = signs.into_iter().map(|(sign, words)| {
        html! {
            <li class="gp-legend__one">
                <svg class="gp-legend__sign" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{ sign }</svg>
                { words }
            </li>
        }
    });
    html! { <ul class="gp-legend" aria-label="Legend">{ for signs }</ul> }
}
