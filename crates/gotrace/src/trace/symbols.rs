//! The texts and stacks of a trace. In the file their ids die with the generation; here each different text and
//! stack gets one id for the whole trace, numbered in the order in which events first use them.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::limits::{STACK_FRAMES_MAX, TEXT_BYTES_MAX};

/// A text of [`Symbols`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(u32);

impl TextId {
    /// The empty text.
    pub const EMPTY: Self = Self(0);
}

/// A stack of [`Symbols`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StackId(u32);

impl StackId {
    /// No stack.
    pub const NONE: Self = Self(0);
}

/// One call in a stack; inlined calls have frames of their own, with the same PC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Frame {
    /// Program counter.
    pub pc: u64,
    /// Name of the function with its package path.
    pub func: TextId,
    /// Source file.
    pub file: TextId,
    /// Line in the source file.
    pub line: u32,
}

/// All texts and stacks that the events of one trace name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbols {
    texts: Vec<Rc<str>>,
    text_ids: BTreeMap<Rc<str>, TextId>,
    stacks: Vec<Rc<[Frame]>>,
    stack_ids: BTreeMap<Rc<[Frame]>, StackId>,
}

impl Default for Symbols {
    fn default() -> Self {
        Self::new()
    }
}

impl Symbols {
    /// Nothing but the empty text and the empty stack.
    #[must_use]
    pub fn new() -> Self {
        let text: Rc<str> = Rc::from("");
        let stack: Rc<[Frame]> = Rc::from([]);
        Self {
            texts: vec![Rc::clone(&text)],
            text_ids: BTreeMap::from([(text, TextId::EMPTY)]),
            stacks: vec![Rc::clone(&stack)],
            stack_ids: BTreeMap::from([(stack, StackId::NONE)]),
        }
    }

    /// The text of `id`; empty for an id of another trace.
    #[must_use]
    pub fn text(&self, id: TextId) -> &str {
        self.texts.get(id.0 as usize).map_or("", |text| text)
    }

    /// The frames of `id`, from the innermost outwards; none for an id of another trace.
    #[must_use]
    pub fn stack(&self, id: StackId) -> &[Frame] {
        self.stacks.get(id.0 as usize).map_or(&[], |stack| stack)
    }

    /// The id of `text`, new or old. Like Go's runtime it keeps the first [`TEXT_BYTES_MAX`] bytes at most.
    pub fn intern_text(&mut self, text: &str) -> TextId {
        let text = &text[..text.floor_char_boundary(TEXT_BYTES_MAX)];
        if let Some(&id) = self.text_ids.get(text) {
            return id;
        }
        let id = TextId(u32::try_from(self.texts.len()).unwrap_or(0));
        let text: Rc<str> = Rc::from(text);
        self.texts.push(Rc::clone(&text));
        self.text_ids.insert(text, id);
        id
    }

    /// The id of the stack `frames`, new or old. It keeps the innermost [`STACK_FRAMES_MAX`] frames at most.
    pub fn intern_stack(&mut self, frames: &[Frame]) -> StackId {
        let frames = &frames[..frames.len().min(STACK_FRAMES_MAX)];
        if let Some(&id) = self.stack_ids.get(frames) {
            return id;
        }
        let id = StackId(u32::try_from(self.stacks.len()).unwrap_or(0));
        let frames: Rc<[Frame]> = Rc::from(frames);
        self.stacks.push(Rc::clone(&frames));
        self.stack_ids.insert(frames, id);
        id
    }
}
