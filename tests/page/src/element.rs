//! An element of the page, and what a reader can do with it.

use std::fmt;

use serde_json::{Value, json};

use crate::page::Page;

/// The key under which WebDriver passes references to elements.
const REFERENCE: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of a page that is still open.
pub struct Element<'p> {
    page: &'p Page,
    id: String,
}

/// A key that is no character.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Key {
    Backspace,
    Delete,
    Down,
    End,
    Enter,
    Escape,
    Home,
    Left,
    PageDown,
    PageUp,
    Right,
    Space,
    Tab,
    Up,
}

impl Key {
    /// How WebDriver writes the key.
    pub(crate) fn code(self) -> char {
        match self {
            Self::Backspace => '\u{e003}',
            Self::Tab => '\u{e004}',
            Self::Enter => '\u{e007}',
            Self::Escape => '\u{e00c}',
            Self::Space => ' ',
            Self::PageUp => '\u{e00e}',
            Self::PageDown => '\u{e00f}',
            Self::End => '\u{e010}',
            Self::Home => '\u{e011}',
            Self::Left => '\u{e012}',
            Self::Up => '\u{e013}',
            Self::Right => '\u{e014}',
            Self::Down => '\u{e015}',
            Self::Delete => '\u{e017}',
        }
    }
}

impl<'p> Element<'p> {
    /// The element that WebDriver refers to by `reference`, if it does refer to one.
    pub(crate) fn from_reference(page: &'p Page, reference: &Value) -> Option<Self> {
        Some(Self { page, id: reference[REFERENCE].as_str()?.to_owned() })
    }

    /// The reference to pass to a script.
    pub fn reference(&self) -> Value {
        json!({ REFERENCE: self.id })
    }

    /// The browser's word for the element's role; empty when the element is gone.
    pub fn role(&self) -> String {
        self.ask("computedrole")
    }

    /// The accessible name; empty when the element is gone.
    pub fn name(&self) -> String {
        self.ask("computedlabel")
    }

    /// What the element says to a reader, hidden parts left out.
    pub fn text(&self) -> String {
        self.property("innerText").as_str().unwrap_or_default().to_owned()
    }

    /// What a text box holds.
    pub fn value(&self) -> String {
        self.property("value").as_str().unwrap_or_default().to_owned()
    }

    /// A property of the element's object in the page.
    pub fn property(&self, name: &str) -> Value {
        self.page.driver().get(&self.path(&format!("property/{name}"))).unwrap_or_default()
    }

    /// An attribute, when it is there.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let value = self.page.driver().get(&self.path(&format!("attribute/{name}"))).unwrap_or_default();
        value.as_str().map(str::to_owned)
    }

    /// Whether a reader can use it.
    pub fn is_enabled(&self) -> bool {
        self.page.driver().get(&self.path("enabled")).is_ok_and(|it| it == true)
    }

    /// The cells of a table, row by row.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let rows = self.page.script(
            "return [...arguments[0].querySelectorAll('tr, [role=row]')].map(row =>
                [...row.querySelectorAll('th, td, [role=cell], [role=columnheader], [role=rowheader]')]
                    .map(cell => cell.innerText.trim()))",
            &[self.reference()],
        );
        serde_json::from_value(rows).expect("rows of texts")
    }

    /// Clicks in the middle of it.
    #[track_caller]
    pub fn click(&self) {
        self.command("click", &json!({}));
    }

    /// Types at the cursor, as on a keyboard.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.command("value", &json!({ "text": text }));
    }

    /// Presses one key.
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.type_text(&key.code().to_string());
    }

    /// Replaces everything in a text box by selecting it and putting `text` in its place at once, as pasting does.
    #[track_caller]
    pub fn replace_text(&self, text: &str) {
        let done = self.page.script(
            "arguments[0].focus(); arguments[0].select();
             return document.execCommand('insertText', false, arguments[1])",
            &[self.reference(), json!(text)],
        );
        assert!(done == true, "{self} does not take text");
    }

    /// Gives a text box another text and tells the page, without the browser's own work of typing it.
    pub fn set_text(&self, text: &str) {
        self.page.script(
            "arguments[0].value = arguments[1];
             arguments[0].dispatchEvent(new InputEvent('input', { bubbles: true }))",
            &[self.reference(), json!(text)],
        );
    }

    /// Moves a slider to `target` with the arrow keys.
    #[track_caller]
    pub fn set_slider(&self, target: f64) {
        let number = |name: &str| self.property(name).as_str().and_then(|it| it.parse::<f64>().ok());
        let now = number("value").unwrap_or_else(|| panic!("{self} has no number"));
        let step = number("step").filter(|&step| step > 0.0).unwrap_or(1.0);
        let count = ((target - now) / step).round();
        let key = if count < 0.0 { Key::Left } else { Key::Right };
        // The largest slider of the page has a few thousand steps.
        let count = count.abs().min(10_000.0) as usize;
        self.type_text(&key.code().to_string().repeat(count));
        assert_eq!(number("value"), Some(target), "{self} did not move there");
    }

    fn ask(&self, what: &str) -> String {
        let answer = self.page.driver().get(&self.path(what)).unwrap_or_default();
        answer.as_str().unwrap_or_default().to_owned()
    }

    #[track_caller]
    fn command(&self, what: &str, body: &Value) {
        if let Err(refusal) = self.page.driver().post(&self.path(what), body) {
            panic!("{self} refused `{what}`: {}", refusal.0);
        }
    }

    fn path(&self, rest: &str) -> String {
        format!("/element/{}/{rest}", self.id)
    }
}

impl fmt::Display for Element<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} \"{}\"", self.role(), self.name())
    }
}
