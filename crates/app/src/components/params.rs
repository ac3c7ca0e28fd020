//! The program's own parameters and the runtime's, changed while it runs.

use std::rc::Rc;

use gopark_program::ParamKind;
use gopark_scene::words;
use gopark_session::Options as Runtime;
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
    /// GOGC, in percent; -1: off.
    Gogc(i32),
    /// GOMEMLIMIT, in bytes; the largest number: none.
    GoLimit(u64),
    /// The container's limit, in bytes.
    Limit(u64),
    /// The seed, which starts the run again.
    Seed(u64),
    /// Whether loops without calls are interrupted, which starts the run again.
    AsyncPreempt(bool),
    /// The first stack of each goroutine, in bytes; starts again.
    FirstStack(u32),
}

/// Properties of [`Params`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The program's parameters.
    pub params: Rc<[ParamView]>,
    /// The runtime's parameters.
    pub runtime: Runtime,
    /// One was changed.
    pub on_change: Callback<ParamChange>,
}

/// A parameter of the runtime as a slider: positions, and what they mean.
struct Slider {
    name: &'static str,
    about: &'static str,
    positions: (i64, i64),
    /// Where it stands.
    position: fn(&Runtime) -> i64,
    /// What a position is called.
    words: fn(i64) -> String,
    change: fn(i64) -> ParamChange,
}

/// GOGC goes in steps of this, and its last position is off.
const GOGC_STEP: i64 = 10;
const GOGC_OFF: i64 = 51;
/// Memory limits double from one position to the next: from 4 MB.
const LIMIT_LEAST: u32 = 22;
const LIMIT_POSITIONS: i64 = 11;
/// First stacks double, too: from 2 to 64 KB.
const STACK_LEAST: i64 = 11;
const STACK_MOST: i64 = 16;

const SLIDERS: [Slider; 5] = [
    Slider {
        name: "GOMAXPROCS",
        about: "How many processors (P) there are: so many goroutines run at once",
        positions: (1, PROCS_MAX as i64),
        position: |it| i64::from(it.procs),
        words: |at| at.to_string(),
        change: |at| ParamChange::Procs(at as u32),
    },
    Slider {
        name: "GOGC",
        about: "How much the heap may grow over what is live before it is collected, in percent",
        positions: (1, GOGC_OFF),
        position: |it| if it.gc_percent < 0 { GOGC_OFF } else { i64::from(it.gc_percent) / GOGC_STEP },
        words: |at| if at >= GOGC_OFF { "off".to_owned() } else { format!("{}%", at * GOGC_STEP) },
        change: |at| ParamChange::Gogc(if at >= GOGC_OFF { -1 } else { (at * GOGC_STEP) as i32 }),
    },
    Slider {
        name: "GOMEMLIMIT",
        about: "The memory that the runtime tries to stay below, by collecting more often",
        positions: (0, LIMIT_POSITIONS),
        position: |it| limit_position(it.go_memory_limit_bytes),
        words: |at| if at >= LIMIT_POSITIONS { "off".to_owned() } else { words::bytes(limit_bytes(at)) },
        change: |at| ParamChange::GoLimit(if at >= LIMIT_POSITIONS { u64::MAX } else { limit_bytes(at) }),
    },
    Slider {
        name: "Memory limit",
        about: "The container's memory: a process that needs more is killed",
        positions: (0, LIMIT_POSITIONS - 1),
        position: |it| limit_position(it.memory_limit_bytes),
        words: |at| words::bytes(limit_bytes(at)),
        change: |at| ParamChange::Limit(limit_bytes(at)),
    },
    Slider {
        name: "First stack",
        about: "With how large a stack a goroutine begins; restarts the run. A power of this stage: in Go it is 2 KB",
        positions: (STACK_LEAST, STACK_MOST),
        position: |it| i64::from(it.first_stack_bytes.ilog2()),
        words: |at| words::bytes(1 << at),
        change: |at| ParamChange::FirstStack(1 << at),
    },
];

fn limit_bytes(position: i64) -> u64 {
    1 << (i64::from(LIMIT_LEAST) + position.clamp(0, LIMIT_POSITIONS))
}

fn limit_position(bytes: u64) -> i64 {
    (i64::from(bytes.max(1).ilog2()) - i64::from(LIMIT_LEAST)).clamp(0, LIMIT_POSITIONS)
}

/// The group of parameters.
#[component]
pub fn Params(props: &Props) -> Html {
    let on_seed = use_callback(props.on_change.clone(), |event: Event, on_change| {
        let value = event.target_unchecked_into::<HtmlInputElement>().value();
        value.parse().into_iter().for_each(|seed| on_change.emit(ParamChange::Seed(seed)));
    });
    let on_preempt = use_callback(props.on_change.clone(), |event: Event, on_change| {
        on_change
            .emit(ParamChange::AsyncPreempt(event.target_unchecked_into::<HtmlInputElement>().checked()));
    });
    let own =
        props.params.iter().enumerate().map(|(index, param)| program_param(index, param, &props.on_change));
    let runtime = SLIDERS.iter().map(|it| slider(it, &props.runtime, &props.on_change));
    let seed = props.runtime.seed;
    html! {
        <fieldset class="gp-panel gp-params" aria-label="Parameters">
            <h2 class="gp-panel__title">{ "Parameters" }</h2>
            { for own }
            { for runtime }
            <label class="gp-slider gp-slider--short" title="All chance comes from it; another one restarts the run">
                <span class="gp-slider__name">{ "Seed" }</span>
                <input class="gp-input" type="number" aria-label="Seed" min="0" step="1" inputmode="numeric"
                    value={seed.to_string()} onchange={on_seed} />
                <span class="gp-note">{ "restarts the run" }</span>
            </label>
            <label class="gp-slider gp-slider--short" title="sysmon interrupts loops without calls; without it, as before Go 1.14 and with GODEBUG=asyncpreemptoff=1, they keep their processor">
                <span class="gp-slider__name">{ "Preemption" }</span>
                <input type="checkbox" aria-label="Asynchronous preemption" checked={props.runtime.async_preempt}
                    onchange={on_preempt} />
                <span class="gp-note">{ "restarts the run" }</span>
            </label>
        </fieldset>
    }
}

fn slider(it: &'static Slider, runtime: &Runtime, on_change: &Callback<ParamChange>) -> Html {
    let on_change = on_change.clone();
    let (min, max) = it.positions;
    let position = (it.position)(runtime).clamp(min, max);
    let words = (it.words)(position);
    let oninput = move |event: InputEvent| {
        number_of(&event).into_iter().for_each(|at| on_change.emit((it.change)(at as i64)));
    };
    html! {
        <label class="gp-slider" title={it.about}>
            <code class="gp-slider__name">{ it.name }</code>
            <input type="range" aria-label={it.name} min={min.to_string()} max={max.to_string()} step="1"
                value={position.to_string()} aria-valuetext={words.clone()} {oninput} />
            <span class="gp-slider__value">{ words }</span>
        </label>
    }
}

/// One parameter of the program.
fn program_param(index: usize, param: &ParamView, on_change: &Callback<ParamChange>) -> Html {
    let change = {
        let (index, name, kind, on_change) = (index, param.name.clone(), param.kind, on_change.clone());
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
        <div key={param.name.to_string()} class="gp-param">
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

    use super::{ParamChange, SLIDERS, STACK_LEAST, STACK_MOST, limit_position, shown, step};
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
    fn limits_double_and_gogc_ends_with_off() {
        let [_, gogc, _, limit, stack] = &SLIDERS;
        assert_eq!([1, 10, 51].map(gogc.words), ["10%", "100%", "off"]);
        assert_eq!([0, 6, 10].map(limit.words), ["4 MB", "256 MB", "4 GB"]);
        assert_eq!((limit_position(256 << 20), limit_position(u64::MAX)), (6, 11));
        assert_eq!([STACK_LEAST, STACK_MOST].map(stack.words), ["2 KB", "64 KB"]);
        assert_eq!((stack.change)(13), ParamChange::FirstStack(8192));
    }

    #[test]
    fn values_read_as_go() {
        assert_eq!(shown(ParamKind::Duration, 1_500_000), "1.5ms");
        assert_eq!(shown(ParamKind::Bool, 1), "true");
        assert_eq!(shown(ParamKind::Int, -3), "-3");
    }
}
