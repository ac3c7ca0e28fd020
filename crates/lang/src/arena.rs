//! Where syntax trees lie: their nodes and the text they quote are freed at once, with the arena.

use bumpalo::Bump;

/// Holds the trees of one compilation. What lies in it is never dropped, so it takes only what needs no dropping.
#[derive(Debug, Default)]
pub struct Arena(Bump);

impl Arena {
    /// An empty arena.
    pub fn new() -> Arena {
        Arena::default()
    }

    /// Keeps a node.
    pub(crate) fn node<T: Copy>(&self, node: T) -> &T {
        self.0.alloc(node)
    }

    /// Keeps a list, as long as it is.
    pub(crate) fn list<T: Copy>(&self, list: &[T]) -> &[T] {
        if list.is_empty() { &[] } else { self.0.alloc_slice_copy(list) }
    }

    /// Keeps the end of a list under construction, from an index on, and takes it off.
    pub(crate) fn rest<T: Copy>(&self, list: &mut Vec<T>, from: usize) -> &[T] {
        let rest = self.list(&list[from..]);
        list.truncate(from);
        rest
    }

    /// Keeps a text.
    pub(crate) fn text(&self, text: &str) -> &str {
        self.0.alloc_str(text)
    }
}
