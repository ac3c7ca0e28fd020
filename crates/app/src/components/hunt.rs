//! The hunt: the same program under one seed after another, until a run goes wrong.

use gopark_session::{Hunted, Prey};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::snapshot::HuntView;
use crate::stage::{Player, told};

/// What can be hunted for, as the page names it.
const PREY: [(Prey, &str); 3] = [
    (Prey::Failure, "that ends badly"),
    (Prey::Leak, "that leaks a goroutine"),
    (Prey::Output, "that writes something else"),
];

/// Properties of [`HuntPane`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Who hunts.
    pub player: Player,
    /// How the hunt stands, if there was one.
    pub hunt: Option<HuntView>,
}

/// A panel named `Hunt`.
#[component]
pub fn HuntPane(props: &Props) -> Html {
    let prey = use_state(|| 0);
    let onchange = {
        let prey = prey.clone();
        move |event: Event| {
            prey.set(event.target_unchecked_into::<HtmlSelectElement>().selected_index() as usize);
        }
    };
    let hunts = props.hunt.is_some_and(|it| it.hunted == Hunted::Goes);
    let onclick = {
        let (player, (prey, _)) = (props.player.clone(), PREY[(*prey).min(PREY.len() - 1)]);
        move |_| if hunts { player.stop_hunt() } else { player.hunt(prey) }
    };
    let options = PREY
        .iter()
        .enumerate()
        .map(|(i, (_, name))| html! { <option selected={i == *prey}>{ *name }</option> });
    html! {
        <details class="gp-panel gp-assumptions gp-hunt">
            <summary class="gp-panel__title">{ "Hunt" }</summary>
            <p>{ "The program runs again and again, under a thousand seeds, in search of a run" }</p>
            <div class="gp-hunt__bar">
                <select class="gp-select" aria-label="A run" {onchange}>{ for options }</select>
                <button type="button" class="gp-button" {onclick}>{ if hunts { "Give up" } else { "Hunt" } }</button>
            </div>
            if let Some(hunt) = &props.hunt {
                <p class="gp-hunt__told">{ told(hunt) }</p>
                if let Hunted::Caught(caught) = hunt.hunted {
                    <button type="button" class="gp-button"
                        onclick={ let player = props.player.clone(); move |_| player.show_catch(caught) }>
                        { "Show this run" }
                    </button>
                }
            }
        </details>
    }
}
