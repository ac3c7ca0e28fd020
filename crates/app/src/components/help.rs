//! What the keys do, over everything, until it is closed.

use yew::prelude::*;

use crate::options::{Options, View};

/// Where a key does something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Everywhere,
    /// A stage in somebody else's page.
    Embedded,
    Stage,
    Timeline,
    /// The program, also where it can only be read.
    Editor,
    Editable,
}

/// Keys, what they do, and where.
const KEYS: [(&str, &str, Place); 20] = [
    ("Space", "run or pause", Place::Everywhere),
    (".", "step on", Place::Everywhere),
    (",", "step back", Place::Everywhere),
    ("n", "next decision", Place::Everywhere),
    ("r", "restart", Place::Everywhere),
    ("g", "steps go to the next: event, decision, block, ...", Place::Everywhere),
    ("Home End", "to the beginning, and as far as the run is known", Place::Embedded),
    ("f", "fill the screen, or no more", Place::Embedded),
    ("[ ]", "to the marker before, or after", Place::Embedded),
    ("\u{2190} \u{2191} \u{2192} \u{2193}", "on the stage: select what lies that way", Place::Stage),
    ("+ \u{2212}", "enlarge or reduce the picture", Place::Stage),
    ("0", "on the stage: show all of it", Place::Stage),
    ("Esc", "on the stage: select nothing", Place::Stage),
    ("+ \u{2212}", "on the timeline: zoom", Place::Timeline),
    ("\u{2190} \u{2192}", "on the timeline: move the window", Place::Timeline),
    ("0", "on the timeline: show all of it", Place::Timeline),
    ("Ctrl Enter", "in the editor: run the program", Place::Editor),
    ("Tab", "in the editor: indent; after Esc: leave it", Place::Editable),
    ("Ctrl Z", "in the editor: undo", Place::Editable),
    ("?", "this", Place::Everywhere),
];

impl Place {
    /// Whether it is seen in `view`.
    fn is_in(self, view: View, editable: bool) -> bool {
        match self {
            Self::Everywhere => true,
            Self::Embedded => view != View::Page,
            Self::Stage => matches!(view, View::Page | View::Stage | View::Both),
            Self::Timeline => matches!(view, View::Page | View::Timeline),
            Self::Editor => matches!(view, View::Page | View::Both | View::Code),
            Self::Editable => editable && Self::Editor.is_in(view, editable),
        }
    }
}

/// The overlay; nothing while it is closed.
pub fn help(open: bool, options: &Options, close: &NodeRef, on_toggle: &Callback<()>) -> Html {
    if !open {
        return Html::default();
    }
    let onclick = {
        let on_toggle = on_toggle.clone();
        move |_: MouseEvent| on_toggle.emit(())
    };
    let here = KEYS.iter().filter(|(.., place)| place.is_in(options.view, options.editable));
    let keys = here.map(|&(key, what, _)| html! { <><dt><kbd>{ key }</kbd></dt><dd>{ what }</dd></> });
    html! {
        <div class="gp-help" role="dialog" aria-label="Keyboard">
            <div class="gp-help__head">
                <h2>{ "Keyboard" }</h2>
                <button type="button" class="gp-button" ref={close} {onclick}>{ "Close" }</button>
            </div>
            <dl class="gp-help__keys">{ for keys }</dl>
            <p class="gp-note">{ "Single keys work wherever you are not typing." }</p>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::KEYS;
    use crate::options::View;

    #[test]
    fn only_keys_that_do_something_are_told() {
        let told = |view, editable| {
            let here = KEYS.iter().filter(|(.., place)| place.is_in(view, editable));
            here.map(|&(key, ..)| key).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            told(View::Timeline, true),
            "Space . , n r g Home End f [ ] + \u{2212} \u{2190} \u{2192} 0 ?"
        );
        assert_eq!(told(View::Code, false), "Space . , n r g Home End f [ ] Ctrl Enter ?");
        assert!(
            told(View::Page, true).ends_with("Ctrl Enter Tab Ctrl Z ?")
                && !told(View::Page, true).contains("Home")
        );
    }
}
