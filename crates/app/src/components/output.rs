//! What the program wrote, standard output and standard error as they came.

use std::rc::Rc;

use yew::prelude::*;

use super::events::use_follow;
use crate::snapshot::OutputPiece;

/// Properties of [`Output`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The newest output.
    pub pieces: Rc<[OutputPiece]>,
    /// There was more before that.
    pub cut: bool,
}

/// The log named `Output`.
#[component]
pub fn Output(props: &Props) -> Html {
    let list = use_node_ref();
    use_follow(&list, props.pieces.iter().map(|piece| piece.text.len()).sum());
    let pieces = props.pieces.iter().map(|piece| {
        html! { <span class={piece.is_stderr.then_some("gp-output__err")}>{ &*piece.text }</span> }
    });
    html! {
        <div class="gp-panel gp-panel--log">
            <h2 class="gp-panel__title">{ "Output" }</h2>
            <pre class="gp-log gp-output" role="log" aria-label="Output" tabindex="0" ref={list}>
                if props.cut { <span class="gp-note">{ "Earlier output is not shown.\n" }</span> }
                { for pieces }
                if props.pieces.is_empty() { <span class="gp-empty">{ "Nothing written yet." }</span> }
            </pre>
        </div>
    }
}
