//! What the program wrote.

use std::rc::Rc;

use yew::prelude::*;

use super::events::use_follow;
use crate::snapshot::OutputLine;

/// Properties of [`Output`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The newest lines.
    pub lines: Rc<[OutputLine]>,
}

/// The log named `Output`.
#[component]
pub fn Output(props: &Props) -> Html {
    let list = use_node_ref();
    use_follow(&list, props.lines.len());
    let skipped = props.lines.first().map_or(0, |line| line.index);
    let lines = props.lines.iter().map(|line| {
        let class = classes!("gp-output__line", line.is_stderr.then_some("gp-output__line--err"));
        let key = format!("{}{}", u8::from(line.is_stderr), line.index);
        html! { <span {key} {class}>{ &*line.text }{ "\n" }</span> }
    });
    html! {
        <div class="gp-panel gp-panel--log">
            <h2 class="gp-panel__title">{ "Output" }</h2>
            <pre class="gp-log gp-output" role="log" aria-label="Output" tabindex="0" ref={list}>
                if skipped > 0 { <span class="gp-note">{ format!("{skipped} earlier lines\n") }</span> }
                { for lines }
                if props.lines.is_empty() { <span class="gp-empty">{ "Nothing written yet." }</span> }
            </pre>
        </div>
    }
}
