//! The source editor: a plain text box over a colored copy of its text, so that typing, selecting, undoing and input
//! methods are the browser's own. Of a long text the copy has only what is near, for a browser lays out much text slowly.

mod highlight;
mod indent;
mod line;

use std::iter;
use std::rc::Rc;

use gopark_session::Diagnostic;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlDocument, HtmlElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::line_marks::LineMark;
use highlight::Colored;
use indent::Edit;
use line::CodeLine;

/// Properties of [`Editor`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The text.
    pub text: Rc<str>,
    /// Changes when the text was replaced from outside.
    pub revision: u32,
    /// What is wrong with it.
    pub diagnostics: Rc<[Diagnostic]>,
    /// Goroutines by line; none while the text is not the one that runs.
    pub marks: Rc<[LineMark]>,
    /// The line of what is selected on the stage.
    pub line: Option<u32>,
    /// A line that somebody wants to see, and how often somebody wanted to see one.
    pub pointed: Option<(u32, u32)>,
    /// The text can be changed.
    pub editable: bool,
    /// The reader typed.
    pub on_edit: Callback<Rc<str>>,
    /// The reader wants the program to run.
    pub on_run: Callback<()>,
}

/// Lines in a block: all of them are in the copy, or none.
const BLOCK: usize = 32;
/// Of how many lines a block has only the room.
const LINES: &str = "data-lines";
/// Blocks that are there before anybody scrolls: more than a high screen shows.
const NEAR_FIRST: usize = 4;

/// A text box named `Program`.
#[component]
pub fn Editor(props: &Props) -> Html {
    let area = use_node_ref();
    use_effect_with(props.revision, {
        let (area, text) = (area.clone(), props.text.clone());
        move |_| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                area.set_value(&text);
            }
        }
    });
    let sheet = use_node_ref();
    use_effect_with(props.pointed, {
        let sheet = sheet.clone();
        move |pointed| {
            if pointed.is_some()
                && let Some(sheet) = sheet.cast::<Element>()
                && let Ok(Some(line)) = sheet.query_selector(".gp-line--here")
            {
                line.scroll_into_view_with_bool(false);
            }
        }
    });
    // After Escape the next Tab leaves the text box, as a keyboard user expects of it.
    let leaving = use_mut_ref(|| false);
    let on_input = use_callback(props.on_edit.clone(), |event: InputEvent, on_edit| {
        on_edit.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value().into());
    });
    let on_key = use_callback(props.on_run.clone(), move |event: KeyboardEvent, on_run| {
        let area: HtmlTextAreaElement = event.target_unchecked_into();
        let is_fixed = area.read_only();
        let leaves = std::mem::replace(&mut *leaving.borrow_mut(), event.key() == "Escape");
        match event.key().as_str() {
            "Enter" if event.ctrl_key() || event.meta_key() => {
                event.prevent_default();
                on_run.emit(());
            }
            _ if is_fixed => {}
            "Enter" if !event.is_composing() => change(&event, &area, indent::new_line),
            "Tab" if leaves || event.ctrl_key() || event.meta_key() || event.alt_key() => {}
            "Tab" if event.shift_key() => change(&event, &area, indent::outdent),
            "Tab" => change(&event, &area, indent::indent),
            _ => {}
        }
    });
    let colored = use_memo(props.text.clone(), Colored::new);
    let near = use_state_eq(|| 0..NEAR_FIRST);
    let on_scroll = use_callback((colored.line_count(), colored.columns()), {
        let (near, sheet) = (near.setter(), sheet.clone());
        move |event: Event, &(count, columns)| {
            let editor: Element = event.target_unchecked_into();
            if let Some(sheet) = sheet.cast() {
                // The reader may have zoomed.
                make_room(&sheet, columns);
            }
            let height_px = sheet.cast::<Element>().map_or(0, |sheet| sheet.scroll_height()).max(1);
            let block_at = |y_px: i32| f64::from(y_px) / f64::from(height_px) * count as f64 / BLOCK as f64;
            let top_px = editor.scroll_top();
            let first = (block_at(top_px) as usize).saturating_sub(1);
            near.set(first..block_at(top_px + editor.client_height()) as usize + 2);
        }
    });
    let here = props.line.map(|line| (line as usize).saturating_sub(1) / BLOCK);
    let (mut blocks, mut far) = (Vec::new(), 0);
    for block in 0..colored.line_count().div_ceil(BLOCK) {
        let lines = block * BLOCK..((block + 1) * BLOCK).min(colored.line_count());
        if near.contains(&block) || here == Some(block) {
            blocks.extend(far_lines(block, std::mem::take(&mut far)));
            let lines = lines.map(|line| props.line_of(&colored, line));
            blocks.push(html! { <span key={block} class="gp-lines">{ for lines }</span> });
        } else {
            far += lines.len();
        }
    }
    blocks.extend(far_lines(usize::MAX, far));
    use_effect_with((colored.line_count(), colored.columns(), (*near).clone(), here), {
        let sheet = sheet.clone();
        move |&(_, columns, ..)| {
            if let Some(sheet) = sheet.cast() {
                make_room(&sheet, columns);
            }
        }
    });
    html! {
        <div class="gp-editor" part="editor" translate="no" onscroll={on_scroll}>
            <div class="gp-editor__sheet">
                <pre class="gp-editor__code" aria-hidden="true" ref={sheet}>{ for blocks }</pre>
                <textarea class="gp-editor__text" ref={area} aria-label="Program" spellcheck="false"
                    autocapitalize="off" autocomplete="off" wrap="off" readonly={!props.editable}
                    oninput={on_input} onkeydown={on_key} />
            </div>
        </div>
    }
}

impl Props {
    /// A line of the colored copy, counted from 0.
    fn line_of(&self, colored: &Colored, line: usize) -> Html {
        let number = line as u32 + 1;
        let mark = self.marks.binary_search_by_key(&number, |mark| mark.line).ok();
        let mark = mark.map(|index| self.marks[index]);
        let wrong = self.diagnostics.iter().any(|it| it.is_error && it.line == number);
        let pieces: Rc<[_]> = colored.pieces(line, &self.diagnostics).into();
        html! { <CodeLine key={number} {number} {pieces} {mark} {wrong} here={self.line == Some(number)} /> }
    }
}

/// Room for so many lines before a block.
fn far_lines(block: usize, count: usize) -> Option<Html> {
    let key = format!("before {block}");
    let lines = count.to_string();
    (count > 0).then(|| html! { <span {key} class="gp-lines gp-lines--far" data-lines={lines}></span> })
}

/// Makes room for what has no text: as wide as so many columns, and as high as its lines are to the browser, which rounds
/// them: among thousands the copy would be lines away from the text. A strict policy allows no styles but those of scripts.
fn make_room(sheet: &HtmlElement, columns: usize) {
    let mut px = 0.0;
    let blocks = || iter::successors(sheet.first_element_child(), Element::next_element_sibling);
    for block in blocks().filter(|block| !block.has_attribute(LINES)).take(1) {
        px = block.get_bounding_client_rect().height() / f64::from(block.child_element_count().max(1));
    }
    // Only a read-only style refuses what is set.
    let _ = sheet.style().set_property("--gp-columns", &format!("{columns}ch"));
    for block in blocks() {
        let lines = block.get_attribute(LINES).and_then(|lines| lines.parse::<u32>().ok());
        if let (Some(lines), Some(block)) = (lines, block.dyn_ref::<HtmlElement>()) {
            // Browsers reckon in such parts; and what writes a fraction takes ten kilobytes.
            let parts = (f64::from(lines) * px * 64.0 + 0.5) as u64;
            let _ = block.style().set_property("height", &format!("calc({parts}px / 64)"));
        }
    }
}

/// Makes the change that a key stands for, by the browser's own means, so that it can be undone.
fn change(event: &KeyboardEvent, area: &HtmlTextAreaElement, act: fn(&str, usize, usize) -> Edit) {
    let (Ok(Some(start)), Ok(Some(end))) = (area.selection_start(), area.selection_end()) else { return };
    event.prevent_default();
    let text = area.value();
    let edit = act(&text, indent::byte_of(&text, start), indent::byte_of(&text, end));
    let from = indent::utf16_of(&text, edit.start);
    let to = indent::utf16_of(&text, edit.end);
    // Where a browser refuses a selection, it has none to lose.
    let _ = area.set_selection_range(from, to);
    if !insert(area, &edit.insert) {
        let _ = area.set_range_text(&edit.insert);
        if let Ok(input) = Event::new("input") {
            let _ = area.dispatch_event(&input);
        }
    }
    let text = area.value();
    let select = (indent::utf16_of(&text, edit.select.0), indent::utf16_of(&text, edit.select.1));
    let _ = area.set_selection_range(select.0, select.1);
}

/// Types `text` in place of the selection. It is an old command without a successor that keeps the undo history.
fn insert(area: &HtmlTextAreaElement, text: &str) -> bool {
    let document = area.owner_document().and_then(|document| document.dyn_into::<HtmlDocument>().ok());
    document.is_some_and(|document| {
        let command = if text.is_empty() { "delete" } else { "insertText" };
        document.exec_command_with_show_ui_and_value(command, false, text).unwrap_or(false)
    })
}
