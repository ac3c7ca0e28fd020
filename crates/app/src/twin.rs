//! The second run beside the first: what of it differs, its stage, and where both part.

use std::rc::Rc;

use gopark_lessons::Lesson;
use gopark_program::ParamKind;
use gopark_session::Options;
use gopark_trace::SimTime;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::options;
use crate::snapshot::ParamView;
use crate::stage::{Differs, Player, StageView};
use crate::storage;

/// Properties of [`TwinView`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Who plays the first run.
    pub player: Player,
    /// The element that holds the whole page of ours.
    pub root: NodeRef,
    /// The lesson that was picked.
    pub lesson: &'static Lesson,
    /// The program's parameters.
    pub params: Rc<[ParamView]>,
    /// The runtime's.
    pub runtime: Option<Options>,
    /// Where both part, in words.
    pub apart: Option<Rc<str>>,
    /// When they do.
    pub parted: Option<SimTime>,
    /// It is to go.
    pub on_close: Callback<()>,
}

/// What can differ, with the number that it is at first and the least and greatest it may be.
#[derive(Clone)]
struct Choice {
    words: String,
    value: i64,
    min: i64,
    max: i64,
    /// What it is a number of, where that is not plain.
    unit: &'static str,
    of: fn(usize, i64) -> Differs,
    index: usize,
}

fn choices(props: &Props) -> Vec<Choice> {
    let (seed, procs) = props.runtime.map_or((0, 1), |it| (it.seed as i64, i64::from(it.procs)));
    let mut all = vec![
        Choice {
            words: "Seed".to_owned(),
            value: seed + 1,
            min: 0,
            max: i64::MAX,
            unit: "",
            of: |_, n| Differs::Seed(n as u64),
            index: 0,
        },
        Choice {
            words: "GOMAXPROCS".to_owned(),
            value: if procs > 1 { 1 } else { 4 },
            min: 1,
            max: 64,
            unit: "",
            of: |_, n| Differs::Procs(n as u32),
            index: 0,
        },
    ];
    all.extend(props.params.iter().enumerate().map(|(index, param)| Choice {
        words: param.name.to_string(),
        value: if param.value == param.max { param.min } else { param.max },
        min: param.min,
        max: param.max,
        unit: if param.kind == ParamKind::Duration { "ns" } else { "" },
        of: |index, n| Differs::Param(index as u16, n),
        index,
    }));
    all
}

/// The region named `Twin`.
#[component]
pub fn TwinView(props: &Props) -> Html {
    let twin = use_memo((), |()| Player::new(options::Options::default().run));
    let picked = use_state_eq(|| 0);
    let all = choices(props);
    let programs = props.lesson.programs.len();
    let first = use_state(|| all.first().map_or(0, |choice| choice.value));
    use_effect_with((), {
        let (lead, twin, seed) = (props.player.clone(), (*twin).clone(), *first as u64);
        move |()| {
            twin.differ(Differs::Seed(seed));
            lead.set_twin(Some(twin));
            move || lead.set_twin(None)
        }
    });
    let on_pick = {
        let (picked, twin, all, lesson) = (picked.clone(), twin.clone(), all.clone(), props.lesson);
        move |event: Event| {
            let i = event.target_unchecked_into::<HtmlSelectElement>().selected_index().max(0) as usize;
            picked.set(i);
            match all.get(i) {
                Some(choice) => twin.differ((choice.of)(choice.index, choice.value)),
                None => {
                    let text = storage::original(lesson, i - all.len());
                    twin.differ(Differs::Program(text.into()));
                }
            }
        }
    };
    let value = all.get(*picked).map(|choice| {
        let (twin, it) = (twin.clone(), choice.clone());
        let onchange = move |event: Event| {
            let n = event.target_unchecked_into::<HtmlInputElement>().value_as_number();
            if n.is_finite() {
                twin.differ((it.of)(it.index, (n as i64).clamp(it.min, it.max)));
            }
        };
        html! {
            <>
                <input key={*picked} class="gp-input" type="number" aria-label="Value in B" min={choice.min.to_string()}
                    max={choice.max.to_string()} value={choice.value.to_string()} {onchange} />
                <span class="gp-note">{ choice.unit }</span>
            </>
        }
    });
    // Which one is picked is said of each: what comes into a list first is else picked by the browser.
    let options = all
        .iter()
        .enumerate()
        .map(|(i, choice)| html! { <option selected={i == *picked}>{ &choice.words }</option> });
    let variants = (0..programs).map(|i| {
        let selected = all.len() + i == *picked;
        html! { <option {selected}>{ "Program: " }{ props.lesson.programs[i].name }</option> }
    });
    let there = props.parted.map(|at| {
        let player = props.player.clone();
        let onclick = move |_: MouseEvent| player.seek(at);
        html! { <button type="button" class="gp-link" {onclick}>{ format!("Go to {at}") }</button> }
    });
    let close = use_callback(props.on_close.clone(), |_: MouseEvent, on_close| on_close.emit(()));
    html! {
        <section class="gp-panel gp-twin" aria-label="Twin">
            <div class="gp-twin__head">
                <h2 class="gp-panel__title">{ "B differs in" }</h2>
                <select class="gp-select" aria-label="What differs" onchange={on_pick}>
                    { for options }
                    if programs > 1 { { for variants } }
                </select>
                { for value }
                <button type="button" class="gp-link" onclick={close}>{ "Close" }</button>
            </div>
            <StageView player={(*twin).clone()} root={props.root.clone()} name="Stage B" role="region" />
            <p class="gp-twin__apart" aria-live="polite">
                { props.apart.as_deref().unwrap_or_default() }{ " " }{ there }
            </p>
        </section>
    }
}
