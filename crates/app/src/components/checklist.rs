//! The operational checklist, judged on the run on the stage.

use gopark_session::checklist::{ITEMS, Judgement, Place, Verdict};
use yew::prelude::*;

use super::is_open;

/// A panel named `Checklist` that is closed until somebody wants to know.
pub struct ChecklistPane<'a> {
    /// The lesson is about it: it stands before everything else.
    pub first: bool,
    /// It is open, so that the run is judged.
    pub open: bool,
    /// What is said of each item.
    pub judged: &'a [Judgement],
    /// It was opened or closed.
    pub on_open: &'a Callback<bool>,
    /// A place is to be shown.
    pub on_place: &'a Callback<Place>,
}

impl ChecklistPane<'_> {
    /// The panel.
    pub fn view(&self) -> Html {
        let on_open = self.on_open.clone();
        let ontoggle = move |event: Event| on_open.emit(is_open(&event));
        let items = ITEMS.iter().zip(self.judged).map(|(name, it)| item(name, it, self.on_place));
        html! {
            <details class={classes!("gp-panel", "gp-assumptions", self.first.then_some("gp-pane--first"))} open={self.open} {ontoggle}>
                <summary class="gp-panel__title">{ "Checklist" }</summary>
                <ul class="gp-checklist__items" aria-label="Checklist">{ for items }</ul>
            </details>
        }
    }
}

/// States are told apart by sign and word, too.
fn item(name: &'static str, it: &Judgement, on_place: &Callback<Place>) -> Html {
    let (sign, word, class) = match it.verdict {
        Verdict::Kept => ("\u{2713}", "kept", "gp-checklist__item gp-checklist__item--kept"),
        Verdict::Broken => ("\u{2717}", "broken", "gp-checklist__item gp-checklist__item--broken"),
        Verdict::Unknown => ("?", "cannot tell", "gp-checklist__item"),
    };
    let places = it.places.iter().map(|&place| {
        let on_place = on_place.clone();
        let words = match place {
            Place::Line(line) => "line ".to_owned() + &line.to_string(),
            Place::Goroutine(g) => g.to_string(),
            Place::Moment(at) => at.to_string(),
        };
        html! { <button type="button" class="gp-link" onclick={move |_| on_place.emit(place)}>{ words }</button> }
    });
    html! {
        <li {class}>
            <span class="gp-checklist__sign" aria-hidden="true">{ sign }</span>
            <strong>{ name }</strong>
            <span class="gp-checklist__verdict">{ word }</span>
            <p>{ &it.words }</p>
            if !it.places.is_empty() { <p class="gp-checklist__places">{ "Show " }{ for places }</p> }
        </li>
    }
}
