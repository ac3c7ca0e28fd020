//! What is selected: what it does, why, and what it is tied to.

use gopark_scene::Hit;
use yew::prelude::*;

use crate::inspect::{Fact, Inspection};

/// The region named `Inspector`.
pub struct Inspector<'a> {
    /// The role of the panel.
    pub role: &'static str,
    /// What is selected.
    pub inspection: Option<&'a Inspection>,
    /// The moment in one line.
    pub summary: &'a str,
    /// Something else, or nothing, is to be selected.
    pub on_select: &'a Callback<Option<Hit>>,
    /// The context that is selected is to be cancelled.
    pub on_cancel: &'a Callback<Hit>,
}

impl Inspector<'_> {
    /// The panel.
    pub fn view(&self) -> Html {
        let chosen = self.inspection.is_some();
        let body = match self.inspection {
            Some(inspection) => self.selected(inspection),
            None => html! {
                <>
                    <p class="gp-inspector__summary">{ self.summary }</p>
                    <p class="gp-empty">
                        { "Select anything on the stage to learn what it does and why: click it, or go there with the arrow keys." }
                    </p>
                </>
            },
        };
        html! {
            <div class={classes!("gp-panel", "gp-inspector", chosen.then_some("gp-inspector--chosen"))} role={self.role} aria-label="Inspector">
                <h2 class="gp-panel__title">{ "Inspector" }</h2>
                { body }
            </div>
        }
    }

    fn selected(&self, inspection: &Inspection) -> Html {
        let on_select = self.on_select;
        let (close, on_cancel, hit) = (on_select.clone(), self.on_cancel.clone(), inspection.hit);
        let facts = inspection.facts.iter().map(|it| fact(it, on_select));
        html! {
            <>
                <div class="gp-inspector__head">
                    <h3 class="gp-inspector__title">{ &inspection.title }</h3>
                    <button type="button" class="gp-link" onclick={move |_| close.emit(None)}>{ "Deselect" }</button>
                </div>
                <p>{ &inspection.sentence }</p>
                if !inspection.why.is_empty() { <p class="gp-inspector__why">{ &inspection.why }</p> }
                if inspection.can_cancel {
                    <button type="button" class="gp-pick__one" onclick={move |_| on_cancel.emit(hit)}>{ "Cancel this context" }</button>
                }
                <dl class="gp-facts">{ for facts }</dl>
                { pairs("Calls, the latest first", "gp-pairs gp-pairs--code", &inspection.calls) }
                if inspection.calls_beyond > 0 {
                    <p class="gp-note">{ format!("and {} more", inspection.calls_beyond) }</p>
                }
                { pairs("How its stack changed", "gp-pairs", &inspection.growths) }
            </>
        }
    }
}

fn fact(fact: &Fact, on_select: &Callback<Option<Hit>>) -> Html {
    let value = match fact.to {
        Some(_) => {
            let (to, on_select) = (fact.to, on_select.clone());
            html! {
                <button type="button" class="gp-link" onclick={move |_| on_select.emit(to)}>{ &fact.value }</button>
            }
        }
        None => html! { &fact.value },
    };
    html! { <><dt>{ fact.label }</dt><dd>{ value }</dd></> }
}

/// A small table without a head.
fn pairs(title: &'static str, class: &'static str, pairs: &[(String, String)]) -> Html {
    if pairs.is_empty() {
        return Html::default();
    }
    let rows =
        pairs.iter().map(|(left, right)| html! { <li><span>{ left }</span><span>{ right }</span></li> });
    html! { <><h4 class="gp-inspector__sub">{ title }</h4><ul {class}>{ for rows }</ul></> }
}
