//! What the compiler says, with positions.

use gopark_session::Diagnostic;
use yew::prelude::*;

/// The list of problems under the editor; nothing when there are none.
pub fn problems(diagnostics: &[Diagnostic]) -> Html {
    let items = diagnostics.iter().map(|problem| {
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
            if !diagnostics.is_empty() { <ul class="gp-problems__list">{ for items }</ul> }
        </div>
    }
}
