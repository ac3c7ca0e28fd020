//! What the program wrote, standard output and standard error as they came.

use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::snapshot::OutputPiece;

/// Properties of [`Output`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The newest output.
    pub pieces: Rc<[OutputPiece]>,
    /// There was more before that.
    pub cut: bool,
    /// The program died, so that its last words on standard error are a report, whose beginning matters most.
    pub died: bool,
}

/// The log named `Output`.
#[component]
pub fn Output(props: &Props) -> Html {
    let (list, report) = (use_node_ref(), use_node_ref());
    let last_words = props.pieces.iter().rposition(|piece| !piece.is_stderr).map_or(0, |i| i + 1);
    let length: usize = props.pieces.iter().map(|piece| piece.text.len()).sum();
    use_effect_with((length, props.died), {
        let (list, report) = (list.clone(), report.clone());
        move |&(_, died)| {
            let Some(list) = list.cast::<HtmlElement>() else { return };
            let begins = report.cast::<HtmlElement>().filter(|_| died);
            list.set_scroll_top(begins.map_or(i32::MAX, |it| it.offset_top() - list.offset_top()));
        }
    });
    let pieces = props.pieces.iter().enumerate().map(|(i, piece)| {
        let at = if i == last_words { report.clone() } else { NodeRef::default() };
        html! { <span ref={at} translate="no" class={piece.is_stderr.then_some("gp-output__err")}>{ &*piece.text }</span> }
    });
    html! {
        <div class="gp-panel gp-panel--output">
            <h2 class="gp-panel__title">{ "Output" }</h2>
            <pre class="gp-log gp-output" role="log" aria-label="Output" tabindex="0" ref={list}>
                if props.cut { <span class="gp-note">{ "Earlier output is not shown.\n" }</span> }
                { for pieces }
                if props.pieces.is_empty() { <span class="gp-empty">{ "Nothing written yet." }</span> }
            </pre>
        </div>
    }
}
