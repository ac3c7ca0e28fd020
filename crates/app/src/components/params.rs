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

/// GOMAXPROCS goes up by one to this many, and then by larger steps.
const PROCS_BY_ONE: i64 = 16;
/// What comes after that.
const PROCS_MANY: [u32; 8] = [20, 24, 28, 32, 40, 48, 56, 64];
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
    /// What the value is called, which may lie between two positions or beyond them.
    words: fn(&Runtime) -> String,
    change: fn(i64) -> ParamChange,
}

/// What has no bound.
const OFF: &str = "off";
/// Go's word for no memory limit is the greatest number that it has room for.
const NO_LIMIT: u64 = i64::MAX as u64;
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
        positions: (1, PROCS_BY_ONE + PROCS_MANY.len() as i64),
        position: |it| procs_position(it.procs),
        words: |it| it.procs.to_string(),
        change: |at| ParamChange::Procs(procs_at(at)),
    },
    Slider {
        name: "GOGC",
        about: "How much the heap may grow over what is live before it is collected, in percent",
        positions: (1, GOGC_OFF),
        position: |it| match it.gc_percent {
            ..0 => GOGC_OFF,
            percent => (i64::from(percent) / GOGC_STEP).min(GOGC_OFF - 1),
        },
        words: |it| if it.gc_percent < 0 { OFF.to_owned() } else { format!("{}%", it.gc_percent) },
        change: |at| ParamChange::Gogc(if at >= GOGC_OFF { -1 } else { (at * GOGC_STEP) as i32 }),
    },
    Slider {
        name: "GOMEMLIMIT",
        about: "The memory that the runtime tries to stay below, by collecting more often",
        positions: (0, LIMIT_POSITIONS),
        position: |it| limit_position(it.go_memory_limit_bytes),
        words: |it| match it.go_memory_limit_bytes {
            NO_LIMIT.. => OFF.to_owned(),
            bytes => words::bytes(bytes),
        },
        change: |at| ParamChange::GoLimit(if at >= LIMIT_POSITIONS { u64::MAX } else { limit_bytes(at) }),
    },
    Slider {
        name: "Memory limit",
        about: "The container's memory: a process that needs more is killed",
        positions: (0, LIMIT_POSITIONS - 1),
        position: |it| limit_position(it.memory_limit_bytes),
        words: |it| words::bytes(it.memory_limit_bytes),
        change: |at| ParamChange::Limit(limit_bytes(at)),
    },
    Slider {
        name: "First stack",
        about: "With how large a stack a goroutine begins; restarts the run. A power of this stage: in Go it is 2 KB",
        positions: (STACK_LEAST, STACK_MOST),
        position: |it| i64::from(it.first_stack_bytes.ilog2()),
        words: |it| words::bytes(u64::from(it.first_stack_bytes)),
        change: |at| ParamChange::FirstStack(1 << at),
    },
];

fn limit_bytes(position: i64) -> u64 {
    1 << (i64::from(LIMIT_LEAST) + position.clamp(0, LIMIT_POSITIONS))
}

fn limit_position(bytes: u64) -> i64 {
    let most = if bytes >= NO_LIMIT { LIMIT_POSITIONS } else { LIMIT_POSITIONS - 1 };
    (i64::from(bytes.max(1).ilog2()) - i64::from(LIMIT_LEAST)).clamp(0, most)
}

fn procs_at(position: i64) -> u32 {
    let many = usize::try_from(position - PROCS_BY_ONE - 1).ok().and_then(|index| PROCS_MANY.get(index));
    many.copied().unwrap_or(position as u32)
}

fn procs_position(procs: u32) -> i64 {
    i64::from(procs).min(PROCS_BY_ONE) + PROCS_MANY.iter().filter(|&&many| many <= procs).count() as i64
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
                <span class="gp-note">{ "restarts" }</span>
            </label>
            <label class="gp-slider gp-slider--short" title="sysmon interrupts loops without calls; without it, as before Go 1.14 and with GODEBUG=asyncpreemptoff=1, they keep their processor">
                <span class="gp-slider__name">{ "Preemption" }</span>
                <input type="checkbox" aria-label="Asynchronous preemption" checked={props.runtime.async_preempt}
                    onchange={on_preempt} />
                <span class="gp-note">{ "restarts" }</span>
            </label>
        </fieldset>
    }
}

fn slider(it: &'static Slider, runtime: &Runtime, on_change: &Callback<ParamChange>) -> Html {
    let on_change = on_change.clone();
    let (min, max) = it.positions;
    let position = (it.position)(runtime).clamp(min, max);
    let words = (it.words)(runtime);
    let oninput = move |event: InputEvent| {
        number_of(&event).into_iter().for_each(|at| on_change.emit((it.change)(at as i64)));
    };
    html! {
        <label class="gp-slider" title={it.about}>
            { slider_name(it.name) }
            <input type="range" aria-label={it.name} min={min.to_string()} max={max.to_string()} step="1"
                value={position.to_string()} aria-valuetext={words.clone()} {oninput} />
            <span class="gp-slider__value">{ words }</span>
        </label>
    }
}

/// Names of Go's environment are written as code, ours as words.
fn slider_name(name: &'static str) -> Html {
    if name.starts_with("GO") {
        html! { <code class="gp-slider__name">{ name }</code> }
    } else {
        html! { <span class="gp-slider__name">{ name }</span> }
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

    use super::{
        ParamChange, Runtime, SLIDERS, STACK_LEAST, STACK_MOST, limit_position, procs_at, procs_position,
        shown, step,
    };
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
        let changes = [1, 10, 51].map(gogc.change);
        assert_eq!(changes, [10, 100, -1].map(ParamChange::Gogc));
        assert_eq!([0, 6, 10].map(limit.change), [4 << 20, 256 << 20, 4 << 30].map(ParamChange::Limit));
        assert_eq!((limit_position(256 << 20), limit_position(u64::MAX)), (6, 11));
        assert_eq!([STACK_LEAST, STACK_MOST].map(stack.change), [2048, 65_536].map(ParamChange::FirstStack));
    }

    #[test]
    fn every_number_of_processors_has_a_position() {
        let there_and_back = |procs| procs_at(procs_position(procs));
        assert_eq!([1, 4, 16, 20, 64].map(there_and_back), [1, 4, 16, 20, 64]);
        assert_eq!([17, 63, 500].map(there_and_back), [16, 56, 64]);
    }

    /// A program may set what no position of a slider stands for.
    #[test]
    fn a_slider_says_what_is_and_not_where_it_stands() {
        let runtime = Runtime {
            procs: 18,
            gc_percent: 1_050,
            go_memory_limit_bytes: 100 << 20,
            memory_limit_bytes: 96 << 20,
            ..Runtime::USUAL
        };
        let told = |runtime: &Runtime| SLIDERS.each_ref().map(|it| (it.words)(runtime));
        assert_eq!(told(&runtime), ["18", "1050%", "100 MB", "96 MB", "2 KB"]);
        let none = Runtime { gc_percent: -1, go_memory_limit_bytes: u64::MAX, ..runtime };
        assert_eq!(told(&none)[1..3], ["off", "off"]);
        let at = |it: &super::Slider| (it.position)(&runtime).clamp(it.positions.0, it.positions.1);
        assert_eq!(
            SLIDERS.each_ref().map(at),
            [16, 50, 4, 4, 11],
            "none of them is at an end that means off"
        );
    }

    #[test]
    fn values_read_as_go() {
        assert_eq!(shown(ParamKind::Duration, 1_500_000), "1.5ms");
        assert_eq!(shown(ParamKind::Bool, 1), "true");
        assert_eq!(shown(ParamKind::Int, -3), "-3");
    }
}
