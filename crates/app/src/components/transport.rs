//! Running, pausing, stepping; the speed and the moment.

use gopark_session::Goal;
use gopark_trace::{GId, SimTime};
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::icon::{self, icon};
use super::number_of;
use crate::speed;

/// What a button stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    Run,
    Pause,
    Step,
    StepBack,
    NextDecision,
    Restart,
}

/// Commands with their names, the signs beside them, and what they do.
const BUTTONS: [(Command, &str, &str, &str); 6] = [
    (Command::Run, "Run", icon::RUN, "Run the program (Ctrl+Enter in the editor)"),
    (Command::Pause, "Pause", icon::PAUSE, "Stand still"),
    (Command::StepBack, "Step back", icon::STEP_BACK, "Step back"),
    (Command::Step, "Step", icon::STEP, "Step on"),
    (Command::NextDecision, "Next decision", icon::NEXT_DECISION, "On until a processor picks a goroutine"),
    (Command::Restart, "Restart", icon::RESTART, "The same program from its beginning"),
];

/// Where a step can go, in words.
pub const GOALS: [(Goal, &str); 7] = [
    (Goal::Event, "by event"),
    (Goal::Decision, "to a decision"),
    (Goal::Of(GId::NONE), "of the selected"),
    (Goal::Block, "to a block"),
    (Goal::Steal, "to a steal"),
    (Goal::Gc, "to a collection"),
    (Goal::Leak, "to a leak"),
];

/// Properties of [`Transport`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The role of the bar.
    pub role: &'static str,
    /// It plays.
    pub playing: bool,
    /// The editor holds another text than the one on the stage.
    pub ahead: bool,
    /// Position of the speed slider.
    pub speed: u32,
    /// Where a step goes.
    pub goal: Goal,
    /// A button was pressed.
    pub on_command: Callback<Command>,
    /// The speed slider was moved.
    pub on_speed: Callback<u32>,
    /// Steps go elsewhere.
    pub on_goal: Callback<Goal>,
}

/// Buttons, where steps go, and the speed.
#[component]
pub fn Transport(props: &Props) -> Html {
    let buttons = BUTTONS.iter().map(|&(command, name, path, title)| {
        let on_command = props.on_command.clone();
        let wanted = match command {
            Command::Run => !props.playing || props.ahead,
            Command::Pause => props.playing && !props.ahead,
            _ => false,
        };
        let named = matches!(command, Command::Run | Command::Pause);
        let class = classes!(
            "gp-button",
            wanted.then_some("gp-button--primary"),
            (!named).then_some("gp-button--sign")
        );
        html! {
            <button type="button" {class} {title} aria-label={name} onclick={move |_| on_command.emit(command)}>
                { icon(path) }<span class="gp-button__text">{ name }</span>
            </button>
        }
    });
    let on_speed = use_callback(props.on_speed.clone(), |event: InputEvent, on_speed| {
        number_of(&event).into_iter().for_each(|position| on_speed.emit(position as u32));
    });
    let on_goal = use_callback(props.on_goal.clone(), |event: Event, on_goal| {
        let index = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        on_goal.emit(usize::try_from(index).ok().and_then(|i| GOALS.get(i)).map_or(Goal::Event, |it| it.0));
    });
    let goals = GOALS.iter().map(|&(goal, words)| {
        html! { <option selected={goal == props.goal}>{ words }</option> }
    });
    html! {
        <div class="gp-transport" role={props.role} aria-label="Transport">
            <div class="gp-transport__buttons">{ for buttons }</div>
            <select class="gp-select gp-transport__goal" aria-label="Step to" title="Where Step and Step back go"
                onchange={on_goal}>{ for goals }</select>
            <label class="gp-slider gp-transport__speed">
                <span class="gp-slider__name">{ "Speed" }</span>
                <input type="range" aria-label="Speed" min="0" max={speed::POSITION_MAX.to_string()} step="1"
                    value={props.speed.to_string()} aria-valuetext={speed::words(props.speed)} oninput={on_speed} />
                <span class="gp-slider__value">{ speed::label(props.speed) }</span>
            </label>
        </div>
    }
}

/// The slider named `Moment`, which lies over the timeline's ruler.
pub fn moment(time: SimTime, (from, to): (SimTime, SimTime), on_moment: &Callback<SimTime>) -> Html {
    let on_moment = on_moment.clone();
    let oninput = move |event: InputEvent| {
        number_of(&event).into_iter().for_each(|ns| on_moment.emit(SimTime(ns.max(0.0) as u64)));
    };
    html! {
        <input class="gp-moment" type="range" aria-label="Moment" min={from.0.to_string()} max={to.0.max(1).to_string()}
            step="any" value={time.0.to_string()} aria-valuetext={time.to_string()} title={time.to_string()} {oninput} />
    }
}
