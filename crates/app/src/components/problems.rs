//! What the compiler says, with positions.

use std::rc::Rc;

use gopark_session::Diagnostic;
use yew::prelude::*;

/// Properties of [`Problems`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Errors and warnings, by position.
    pub diagnostics: Rc<[Diagnostic]>,
}

/// The list of problems under the editor; nothing when there are none.
#[component]
pub fn Problems(props: &Props) -> Html {
    let items = props.diagnostics.iter().map(|problem| {
        let class = if problem.is_error { "gp-problem gp-problem--error" } else { "gp-problem" };
        html! {
            <li {class}>
                <span class="gp-problem__place">{ format!("{}:{}:{}", problem.file, problem.line, problem.column) }</span>
                <span class="gp-problem__message">{ &problem.message }</span>
            </li>
        }
    });
    html! {
        <div class="gp-problems" role="group" aria-label="Problems">
            if !props.diagnostics.is_empty() { <ul class="gp-problems__list">{ for items }</ul> }
        </div>
    }
}
