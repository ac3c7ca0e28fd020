//! The program's own parameters and the runtime's, changed while it runs.

use std::rc::Rc;

use gopark_program::ParamKind;
use gopark_trace::SimTime;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::number_of;
use crate::snapshot::ParamView;

/// GOMAXPROCS goes up to this.
const PROCS_MAX: u32 = 16;
/// Steps of a slider whose range has no natural steps.
const SLIDER_STEPS: i64 = 200;

/// A parameter that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParamChange {
    /// The program's parameter of that index; in words, for the reader.
    Program { index: usize, value: i64, words: String },
    /// GOMAXPROCS.
    Procs(u32),
    /// The seed, which starts the run again.
    Seed(u64),
}

/// Properties of [`Params`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The program's parameters.
    pub params: Rc<[ParamView]>,
    /// GOMAXPROCS.
    pub procs: u32,
    /// The seed.
    pub seed: u64,
    /// One was changed.
    pub on_change: Callback<ParamChange>,
}

/// The group of parameters.
#[component]
pub fn Params(props: &Props) -> Html {
    let on_procs = use_callback(props.on_change.clone(), |event: InputEvent, on_change| {
        number_of(&event).into_iter().for_each(|n| on_change.emit(ParamChange::Procs(n as u32)));
    });
    let on_seed = use_callback(props.on_change.clone(), |event: Event, on_change| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        value.parse().into_iter().for_each(|seed| on_change.emit(ParamChange::Seed(seed)));
    });
    let own = props.params.iter().enumerate().map(|(index, param)| {
        html! { <Param key={param.name.to_string()} {index} param={param.clone()} on_change={props.on_change.clone()} /> }
    });
    html! {
        <fieldset class="gp-panel gp-params" aria-label="Parameters">
            <h2 class="gp-panel__title">{ "Parameters" }</h2>
            { for own }
            <label class="gp-slider">
                <code class="gp-slider__name">{ "GOMAXPROCS" }</code>
                <input type="range" aria-label="GOMAXPROCS" min="1" max={PROCS_MAX.to_string()} step="1"
                    value={props.procs.to_string()} oninput={on_procs} />
                <span class="gp-slider__value">{ props.procs }</span>
            </label>
            <label class="gp-slider gp-slider--short" title="All chance comes from it; another one restarts the run">
                <span class="gp-slider__name">{ "Seed" }</span>
                <input class="gp-input" type="number" aria-label="Seed" min="0" step="1" inputmode="numeric"
                    value={props.seed.to_string()} onchange={on_seed} />
                <span class="gp-note">{ "restarts the run" }</span>
            </label>
        </fieldset>
    }
}

/// Properties of [`Param`].
#[derive(PartialEq, Properties)]
struct ParamProps {
    index: usize,
    param: ParamView,
    on_change: Callback<ParamChange>,
}

/// One parameter of the program.
#[component]
fn Param(props: &ParamProps) -> Html {
    let ParamProps { index, param, on_change } = props;
    let change = {
        let (index, name, kind, on_change) = (*index, param.name.clone(), param.kind, on_change.clone());
        move |value: i64| {
            let words = format!("{name} is {}", shown(kind, value));
            on_change.emit(ParamChange::Program { index, value, words });
        }
    };
    let input = if param.kind == ParamKind::Bool {
        let onchange = move |event: Event| {
            change(i64::from(event.target_unchecked_into::<HtmlInputElement>().checked()));
        };
        html! { <input type="checkbox" aria-label={param.name.to_string()} checked={param.value != 0} {onchange} /> }
    } else {
        let (min, max) = (param.min, param.max);
        let oninput = move |event: InputEvent| {
            number_of(&event).into_iter().for_each(|value| change((value as i64).clamp(min, max)));
        };
        html! {
            <input type="range" aria-label={param.name.to_string()} min={min.to_string()} max={max.to_string()}
                step={step(param).to_string()} value={param.value.to_string()}
                aria-valuetext={shown(param.kind, param.value)} {oninput} />
        }
    };
    html! {
        <div class="gp-param">
            <label class="gp-slider">
                <code class="gp-slider__name">{ &*param.name }</code>
                { input }
                <span class="gp-slider__value">{ shown(param.kind, param.value) }</span>
            </label>
            if !param.doc.is_empty() { <p class="gp-note">{ &*param.doc }</p> }
            if param.is_capacity {
                <p class="gp-note gp-note--power">
                    { "Resizes the live channel: a power of this stage, not of Go." }
                </p>
            }
        </div>
    }
}

/// The value as a Go programmer writes it.
fn shown(kind: ParamKind, value: i64) -> String {
    match kind {
        ParamKind::Int => value.to_string(),
        ParamKind::Duration => SimTime(value.max(0) as u64).to_string(),
        ParamKind::Bool => (value != 0).to_string(),
    }
}

/// Integers move by one while that takes a bearable number of steps; durations by round steps from their least value.
fn step(param: &ParamView) -> i64 {
    let range = param.max.saturating_sub(param.min);
    if param.kind == ParamKind::Int && range <= 10 * SLIDER_STEPS {
        return 1;
    }
    let wanted = (range / SLIDER_STEPS).max(1);
    let round = 10i64.saturating_pow(wanted.ilog10());
    round * (wanted / round)
}

#[cfg(test)]
mod tests {
    use gopark_program::ParamKind;

    use super::{shown, step};
    use crate::snapshot::ParamView;

    #[test]
    fn sliders_move_in_round_steps() {
        let of = |kind, min, max| {
            let (name, doc) = ("x".into(), "".into());
            step(&ParamView { name, kind, value: min, min, max, doc, is_capacity: false })
        };
        assert_eq!(of(ParamKind::Int, 1, 100), 1);
        assert_eq!(of(ParamKind::Int, 1, 100_000), 400);
        assert_eq!(of(ParamKind::Duration, 100_000, 10_000_000), 40_000);
        assert_eq!(of(ParamKind::Duration, 0, 0), 1);
        assert_eq!(of(ParamKind::Int, i64::MIN, i64::MAX), 40_000_000_000_000_000);
    }

    #[test]
    fn values_read_as_go() {
        assert_eq!(shown(ParamKind::Duration, 1_500_000), "1.5ms");
        assert_eq!(shown(ParamKind::Bool, 1), "true");
        assert_eq!(shown(ParamKind::Int, -3), "-3");
    }
}
