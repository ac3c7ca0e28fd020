//! Running, pausing, stepping; the speed and the moment.

use gopark_trace::SimTime;
use yew::prelude::*;

use super::icon::{self, Icon};
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
    (Command::StepBack, "Step back", icon::STEP_BACK, "One event back"),
    (Command::Step, "Step", icon::STEP, "One event on"),
    (Command::NextDecision, "Next decision", icon::NEXT_DECISION, "On until a processor picks a goroutine"),
    (Command::Restart, "Restart", icon::RESTART, "The same program from its beginning"),
];

/// Properties of [`Transport`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// It plays.
    pub playing: bool,
    /// The editor holds another text than the one on the stage.
    pub ahead: bool,
    /// Position of the speed slider.
    pub speed: u32,
    /// The moment shown.
    pub time: SimTime,
    /// How far the run is known.
    pub until: SimTime,
    /// A button was pressed.
    pub on_command: Callback<Command>,
    /// The speed slider was moved.
    pub on_speed: Callback<u32>,
    /// The moment slider was moved.
    pub on_moment: Callback<SimTime>,
}

/// Buttons and two sliders.
#[component]
pub fn Transport(props: &Props) -> Html {
    let buttons = BUTTONS.iter().map(|&(command, name, path, title)| {
        let on_command = props.on_command.clone();
        let wanted = match command {
            Command::Run => !props.playing || props.ahead,
            Command::Pause => props.playing && !props.ahead,
            _ => false,
        };
        let class = classes!("gp-button", wanted.then_some("gp-button--primary"));
        html! {
            <button type="button" {class} {title} aria-label={name} onclick={move |_| on_command.emit(command)}>
                <Icon {path} /><span class="gp-button__text">{ name }</span>
            </button>
        }
    });
    let on_speed = use_callback(props.on_speed.clone(), |event: InputEvent, on_speed| {
        number_of(&event).into_iter().for_each(|position| on_speed.emit(position as u32));
    });
    let on_moment = use_callback(props.on_moment.clone(), |event: InputEvent, on_moment| {
        number_of(&event).into_iter().for_each(|ns| on_moment.emit(SimTime(ns.max(0.0) as u64)));
    });
    let until = props.until.max(props.time).0.max(1);
    html! {
        <div class="gp-transport" role="group" aria-label="Transport">
            <div class="gp-transport__buttons">{ for buttons }</div>
            <label class="gp-slider gp-transport__speed">
                <span class="gp-slider__name">{ "Speed" }</span>
                <input type="range" aria-label="Speed" min="0" max={speed::POSITION_MAX.to_string()} step="1"
                    value={props.speed.to_string()} aria-valuetext={speed::words(props.speed)} oninput={on_speed} />
                <span class="gp-slider__value">{ speed::label(props.speed) }</span>
            </label>
            <label class="gp-slider gp-transport__moment">
                <span class="gp-slider__name">{ "Moment" }</span>
                <input type="range" aria-label="Moment" min="0" max={until.to_string()} step="any"
                    value={props.time.0.to_string()} aria-valuetext={props.time.to_string()} oninput={on_moment} />
                <span class="gp-slider__value">{ props.time.to_string() }</span>
            </label>
        </div>
    }
}
