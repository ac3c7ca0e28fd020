//! What the keys do, over everything, until it is closed.

use yew::prelude::*;

/// Keys and what they do.
const KEYS: [(&str, &str); 20] = [
    ("Space", "run or pause"),
    (".", "step on"),
    (",", "step back"),
    ("n", "next decision"),
    ("r", "restart"),
    ("g", "steps go to the next: event, decision, block, ..."),
    ("Home End", "in somebody else's page: to the beginning, and as far as the run is known"),
    ("f", "in somebody else's page: fill the screen, or no more"),
    ("[ ]", "in somebody else's page: to the marker before, or after"),
    ("\u{2190} \u{2191} \u{2192} \u{2193}", "on the stage: select what lies that way"),
    ("+ \u{2212}", "enlarge or reduce the picture"),
    ("0", "on the stage: show all of it"),
    ("Esc", "select nothing; in the editor: the next Tab leaves it"),
    ("+ \u{2212}", "on the timeline: zoom"),
    ("\u{2190} \u{2192}", "on the timeline: move the window"),
    ("0", "on the timeline: show all of it"),
    ("Ctrl Enter", "in the editor: run the program"),
    ("Tab", "in the editor: indent"),
    ("Ctrl Z", "in the editor: undo"),
    ("?", "this"),
];

/// The overlay; nothing while it is closed.
pub fn help(open: bool, close: &NodeRef, on_toggle: &Callback<()>) -> Html {
    if !open {
        return Html::default();
    }
    let onclick = {
        let on_toggle = on_toggle.clone();
        move |_: MouseEvent| on_toggle.emit(())
    };
    let keys = KEYS.iter().map(|&(key, what)| html! { <><dt><kbd>{ key }</kbd></dt><dd>{ what }</dd></> });
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
