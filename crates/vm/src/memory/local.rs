//! Objects of the stack (`cmd/compile/internal/escape`): they have addresses in the same memory, in spans of their own, so
//! whoever follows pointers need not know. They count in no number of the heap, and nobody sweeps them: they lie there until
//! the frame that they belong to is no more.

use std::rc::Rc;

use super::classes::{PAGE_BYTES, SMALL_BYTES_MAX, class_bytes, class_of, class_pages, round_up_size};
use super::heap::Heap;
use super::layout::Layout;

impl Heap {
    /// A slot of the stack for `bytes` (not 0): its offset from the beginning of memory and its size. None when memory is
    /// full.
    pub fn alloc_local(&mut self, bytes: u64, layout: Layout) -> Option<(u64, u64)> {
        let is_small = bytes <= SMALL_BYTES_MAX;
        let class = if is_small { class_of(bytes) } else { 0 };
        let id = match self.partial_stack[class].last() {
            Some(&id) if is_small => id,
            _ => self.new_local_span(class, bytes)?,
        };
        let span = Rc::make_mut(self.spans[id as usize].as_mut()?);
        let free = span.slots[span.next as usize..].iter().position(Option::is_none)?;
        let slot = span.next as usize + free;
        span.slots[slot] = Some(layout);
        (span.next, span.used) = (slot as u32 + 1, span.used + 1);
        let offset = u64::from(span.page) * PAGE_BYTES + slot as u64 * span.slot_bytes;
        let slot_bytes = span.slot_bytes;
        if span.used as usize == span.slots.len() {
            self.partial_stack[class].pop();
        }
        Some((offset, slot_bytes))
    }

    #[cold]
    fn new_local_span(&mut self, class: usize, bytes: u64) -> Option<u32> {
        let (pages, slot_bytes) = match class {
            0 => {
                let bytes = round_up_size(bytes, false);
                (u32::try_from(bytes / PAGE_BYTES).ok()?, bytes)
            }
            class => (class_pages(class), class_bytes(class)),
        };
        let idle = self.pages_idle;
        let page = self.take_pages(pages)?;
        self.pages_idle = idle;
        self.stack_pages += pages;
        let id = self.put_span((page, pages), class as u8, slot_bytes, true);
        self.partial_stack[class].push(id);
        Some(id)
    }

    /// The object at `offset`, if it is one of the stack, is no more: its bytes; 0: there is none.
    pub fn release_local(&mut self, offset: u64) -> u64 {
        let Some((id, slot)) = self.slot_of(offset) else { return 0 };
        let Some(span) = self.spans[id as usize].as_mut().filter(|span| span.is_stack) else { return 0 };
        let span = Rc::make_mut(span);
        if span.slots[slot].take().is_none() {
            return 0;
        }
        let (class, bytes) = (usize::from(span.class), span.slot_bytes);
        let was_full = span.used as usize == span.slots.len();
        span.used -= 1;
        span.next = span.next.min(slot as u32);
        if class == 0 {
            self.release_stack_span(id);
        } else if was_full {
            self.partial_stack[class].push(id);
        }
        bytes
    }

    /// The pages of a span are free for whatever comes.
    fn release_stack_span(&mut self, id: u32) {
        let Some(span) = self.spans[id as usize].take() else { return };
        self.stack_pages -= span.pages;
        self.give_pages(span.page, span.pages);
        self.free_spans.push(id);
    }

    /// Gives back those that nobody uses, at the end of marking (`stack.go:freeStackSpans`).
    pub fn release_stack_spans(&mut self) {
        for class in 0..self.partial_stack.len() {
            let ids = std::mem::take(&mut self.partial_stack[class]);
            let is_used = |id: &u32| self.spans[*id as usize].as_ref().is_some_and(|span| span.used > 0);
            let (used, idle): (Vec<u32>, Vec<u32>) = ids.into_iter().partition(is_used);
            self.partial_stack[class] = used;
            idle.into_iter().for_each(|id| self.release_stack_span(id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_of_the_stack_count_nowhere_and_are_not_swept() {
        let mut heap = Heap::new(1, 100);
        let small = heap.alloc_local(24, Layout::NOSCAN);
        let large = heap.alloc_local(100_000, Layout::NOSCAN);
        assert_eq!((small, large), (Some((8192, 24)), Some((16384, 106_496))));
        assert_eq!(
            (heap.totals.allocs, heap.used_bytes, heap.pages_in_use, heap.census()),
            (0, 0, 0, (0, 0))
        );
        assert!(heap.find(8200).is_some_and(|object| object.is_stack && object.offset == 8192));
        heap.begin_marking();
        assert!(heap.mark(8192).is_some() && heap.mark(8192).is_none());
        heap.end_marking();
        assert!(heap.is_swept() && heap.find(8192).is_some());
        heap.begin_marking();
        assert!(heap.mark(8192).is_some(), "the next cycle marks it anew");
        heap.end_marking();
        assert_eq!((heap.release_local(8192), heap.release_local(8192), heap.find(8192)), (24, 0, None));
        assert_eq!((heap.release_local(16384), heap.stack_pages), (106_496, 1));
        heap.begin_marking();
        heap.end_marking();
        assert_eq!(heap.stack_pages, 0, "what nobody uses any more is given back");
        assert_eq!(
            heap.alloc_local(20, Layout::NOSCAN),
            small,
            "the last one released is the first to be used"
        );
        assert_eq!(heap.alloc(60_000, Layout::NOSCAN).map(|(offset, _)| offset), Some(16384));
        assert_eq!(heap.release_local(16384), 0, "what the heap has stays");
    }
}
