//! What is selected, in sentences and facts.

use std::rc::Rc;

use yew::prelude::*;

use crate::inspect::Inspection;

/// Properties of [`Inspector`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// What is selected.
    pub inspection: Option<Rc<Inspection>>,
    /// The moment in one line.
    pub summary: Rc<str>,
    /// Nothing is to be selected any more.
    pub on_close: Callback<()>,
}

/// The region named `Inspector`.
#[component]
pub fn Inspector(props: &Props) -> Html {
    let on_close = use_callback(props.on_close.clone(), |_: MouseEvent, on_close| on_close.emit(()));
    let body = match &props.inspection {
        Some(inspection) => {
            let facts = inspection.facts.iter().map(|(label, value)| {
                html! { <><dt>{ *label }</dt><dd>{ value }</dd></> }
            });
            html! {
                <>
                    <div class="gp-inspector__head">
                        <h3 class="gp-inspector__title">{ &inspection.title }</h3>
                        <button type="button" class="gp-link" onclick={on_close}>{ "Deselect" }</button>
                    </div>
                    <p>{ &inspection.sentence }</p>
                    <dl class="gp-facts">{ for facts }</dl>
                </>
            }
        }
        None => html! {
            <>
                <p>{ &*props.summary }</p>
                <p class="gp-empty">
                    { "Select anything on the stage to learn what it does and why: click it, or go there with the arrow keys." }
                </p>
            </>
        },
    };
    html! {
        <section class="gp-panel gp-inspector" aria-label="Inspector">
            <h2 class="gp-panel__title">{ "Inspector" }</h2>
            { body }
        </section>
    }
}
