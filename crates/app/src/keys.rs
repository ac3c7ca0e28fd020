//! Single keys that work wherever nobody types.

use gopark_session::Goal;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, KeyboardEvent};

use crate::components::{Command, GOALS};
use crate::options::View;
use crate::stage::ZOOM_STEP;

/// What a key stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Key {
    /// A button of the transport.
    Command(Command),
    /// Steps go elsewhere.
    Goal(Goal),
    /// The picture becomes this many times as large.
    Zoom(f32),
    /// To the beginning of the run.
    Beginning,
    /// To the end of what is known of it.
    End,
    /// The overlay that tells the keys.
    Help,
}

/// What the key of `event` stands for, if it is one of those; `playing` and `goal` are how things are now.
pub fn key(event: &KeyboardEvent, view: View, playing: bool, goal: Goal) -> Option<Key> {
    let typed = event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented();
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok())?;
    let tag = target.tag_name();
    if typed || matches!(tag.as_str(), "TEXTAREA" | "SELECT") || is_text(&target, &tag) {
        return None;
    }
    let on_button = matches!(tag.as_str(), "BUTTON" | "SUMMARY" | "INPUT");
    of(&event.key(), playing, goal).filter(|found| match found {
        Key::Command(Command::Run | Command::Pause) => !on_button,
        // A whole page is scrolled by these, and a slider has its own ends.
        Key::Beginning | Key::End => view != View::Page && tag != "INPUT",
        _ => true,
    })
}

fn is_text(target: &Element, tag: &str) -> bool {
    tag == "INPUT" && target.get_attribute("type").is_some_and(|kind| kind == "number" || kind == "text")
}

fn of(key: &str, playing: bool, goal: Goal) -> Option<Key> {
    Some(match key {
        " " if playing => Key::Command(Command::Pause),
        " " => Key::Command(Command::Run),
        "." => Key::Command(Command::Step),
        "," => Key::Command(Command::StepBack),
        "n" => Key::Command(Command::NextDecision),
        "r" => Key::Command(Command::Restart),
        "g" => {
            let at = GOALS.iter().position(|&(it, _)| it == goal).unwrap_or(0);
            Key::Goal(GOALS[(at + 1) % GOALS.len()].0)
        }
        "+" | "=" => Key::Zoom(ZOOM_STEP),
        "-" => Key::Zoom(1.0 / ZOOM_STEP),
        "Home" => Key::Beginning,
        "End" => Key::End,
        "?" => Key::Help,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use gopark_session::Goal;

    use super::{Key, of};
    use crate::components::Command;

    #[test]
    fn keys_stand_for_buttons() {
        let key = |name| of(name, true, Goal::Leak);
        assert_eq!(key(" "), Some(Key::Command(Command::Pause)));
        assert_eq!(of(" ", false, Goal::Event), Some(Key::Command(Command::Run)));
        assert_eq!(key("g"), Some(Key::Goal(Goal::Event)), "after the last goal comes the first");
        assert_eq!(key("?"), Some(Key::Help));
        assert_eq!([key("Home"), key("End")], [Some(Key::Beginning), Some(Key::End)]);
        assert!(
            matches!((key("+"), key("-")), (Some(Key::Zoom(more)), Some(Key::Zoom(less))) if more > 1.0 && less < 1.0)
        );
        assert_eq!(key("x"), None);
    }
}
