//! The allocator: spans of equal slots in Go's size classes, large objects in pages of their own.
//!
//! It knows addresses as page numbers counted from the beginning of memory and holds no bytes itself. Everything it
//! decides depends only on what was asked of it before, so two runs get the same addresses.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::classes::{
    CLASS_COUNT, PAGE_BYTES, SMALL_BYTES_MAX, class_bytes, class_of, class_pages, round_up_size,
};
use super::layout::Layout;

/// No span.
const NONE: u32 = u32::MAX;

/// Slots of one size in adjacent pages.
#[derive(Clone, Debug)]
struct Span {
    page: u32,
    pages: u32,
    class: u8,
    slot_bytes: u64,
    /// Layout of the object in each slot; none when free.
    slots: Vec<Option<Layout>>,
    marks: Vec<u64>,
    /// No slot before this one is free.
    next: u32,
    used: u32,
}

/// A found object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Object {
    /// Bytes from the beginning of memory.
    pub offset: u64,
    /// Bytes of its slot.
    pub bytes: u64,
    /// What lies in it.
    pub layout: Layout,
}

/// Which pages and slots are in use.
#[derive(Clone, Debug)]
pub struct Heap {
    spans: Vec<Option<Rc<Span>>>,
    /// Span numbers that were given back.
    free_spans: Vec<u32>,
    /// Span of each page.
    page_span: Vec<u32>,
    /// Free runs of pages: first page to length.
    free_pages: BTreeMap<u32, u32>,
    /// Spans with free slots, by class; the last is used first.
    partial: Vec<Vec<u32>>,
    /// Bytes of slots in use.
    pub used_bytes: u64,
    pages_max: u32,
}

impl Heap {
    /// A heap that begins at page `first` and ends before page `pages_max`.
    pub fn new(first: u32, pages_max: u32) -> Self {
        Self {
            spans: Vec::new(),
            free_spans: Vec::new(),
            page_span: vec![NONE; first as usize],
            free_pages: BTreeMap::new(),
            partial: vec![Vec::new(); CLASS_COUNT],
            used_bytes: 0,
            pages_max,
        }
    }

    /// Pages that memory must have now.
    pub fn pages(&self) -> u32 {
        self.page_span.len() as u32
    }

    /// A slot for `bytes` (not 0): its offset from the beginning of memory and its size. None when memory is full.
    pub fn alloc(&mut self, bytes: u64, layout: Layout) -> Option<(u64, u64)> {
        if bytes > SMALL_BYTES_MAX {
            return self.alloc_large(bytes, layout);
        }
        let class = class_of(bytes);
        let id = match self.partial[class].last() {
            Some(&id) => id,
            None => {
                let id = self.new_span(class_pages(class), class as u8, class_bytes(class))?;
                self.partial[class].push(id);
                id
            }
        };
        let span = Rc::make_mut(self.spans[id as usize].as_mut()?);
        let free = span.slots[span.next as usize..].iter().position(Option::is_none)?;
        let slot = span.next as usize + free;
        span.slots[slot] = Some(layout);
        span.next = slot as u32 + 1;
        span.used += 1;
        let offset = u64::from(span.page) * PAGE_BYTES + slot as u64 * span.slot_bytes;
        let slot_bytes = span.slot_bytes;
        if span.used as usize == span.slots.len() {
            self.partial[class].pop();
        }
        self.used_bytes += slot_bytes;
        Some((offset, slot_bytes))
    }

    fn alloc_large(&mut self, bytes: u64, layout: Layout) -> Option<(u64, u64)> {
        let bytes = round_up_size(bytes, false);
        let pages = u32::try_from(bytes / PAGE_BYTES).ok()?;
        let id = self.new_span(pages, 0, bytes)?;
        let span = Rc::make_mut(self.spans[id as usize].as_mut()?);
        span.slots[0] = Some(layout);
        (span.next, span.used) = (1, 1);
        self.used_bytes += bytes;
        Some((u64::from(span.page) * PAGE_BYTES, bytes))
    }

    fn new_span(&mut self, pages: u32, class: u8, slot_bytes: u64) -> Option<u32> {
        let page = self.take_pages(pages)?;
        let count = (u64::from(pages) * PAGE_BYTES / slot_bytes) as usize;
        let span = Span {
            page,
            pages,
            class,
            slot_bytes,
            slots: vec![None; count],
            marks: vec![0; count.div_ceil(64)],
            next: 0,
            used: 0,
        };
        let id = self.free_spans.pop().unwrap_or_else(|| {
            self.spans.push(None);
            self.spans.len() as u32 - 1
        });
        self.spans[id as usize] = Some(Rc::new(span));
        self.page_span[page as usize..(page + pages) as usize].fill(id);
        Some(id)
    }

    /// First fit, else the end of memory.
    fn take_pages(&mut self, pages: u32) -> Option<u32> {
        if let Some((&page, &run)) = self.free_pages.iter().find(|&(_, &run)| run >= pages) {
            self.free_pages.remove(&page);
            if run > pages {
                self.free_pages.insert(page + pages, run - pages);
            }
            return Some(page);
        }
        let page = self.pages();
        let end = page.checked_add(pages).filter(|&end| end <= self.pages_max)?;
        self.page_span.resize(end as usize, NONE);
        Some(page)
    }

    fn give_pages(&mut self, page: u32, pages: u32) {
        self.page_span[page as usize..(page + pages) as usize].fill(NONE);
        let (mut page, mut pages) = (page, pages);
        if let Some((&before, &run)) = self.free_pages.range(..page).next_back()
            && before + run == page
        {
            self.free_pages.remove(&before);
            (page, pages) = (before, pages + run);
        }
        if let Some(run) = self.free_pages.remove(&(page + pages)) {
            pages += run;
        }
        self.free_pages.insert(page, pages);
    }

    fn slot_of(&self, offset: u64) -> Option<(u32, usize)> {
        let id = *self.page_span.get(usize::try_from(offset / PAGE_BYTES).ok()?)?;
        let span = self.spans.get(id as usize)?.as_ref()?;
        let slot = ((offset - u64::from(span.page) * PAGE_BYTES) / span.slot_bytes) as usize;
        (slot < span.slots.len()).then_some((id, slot))
    }

    /// The object that `offset` points into.
    pub fn find(&self, offset: u64) -> Option<Object> {
        let (id, slot) = self.slot_of(offset)?;
        let span = self.spans[id as usize].as_ref()?;
        let layout = span.slots[slot]?;
        let offset = u64::from(span.page) * PAGE_BYTES + slot as u64 * span.slot_bytes;
        Some(Object { offset, bytes: span.slot_bytes, layout })
    }

    /// Marks the object that `offset` points into; the object when it was not marked yet.
    pub fn mark(&mut self, offset: u64) -> Option<Object> {
        let (id, slot) = self.slot_of(offset)?;
        let span = self.spans[id as usize].as_mut()?;
        let layout = span.slots[slot]?;
        let (word, bit) = (slot / 64, 1 << (slot % 64));
        if span.marks[word] & bit != 0 {
            return None;
        }
        let span = Rc::make_mut(span);
        span.marks[word] |= bit;
        let offset = u64::from(span.page) * PAGE_BYTES + slot as u64 * span.slot_bytes;
        Some(Object { offset, bytes: span.slot_bytes, layout })
    }

    /// True when `offset` points into an object that was not marked (or into no object of the heap's pages).
    pub fn is_dead(&self, offset: u64) -> bool {
        let Some((id, slot)) = self.slot_of(offset) else { return false };
        let Some(span) = self.spans[id as usize].as_ref() else { return false };
        span.slots[slot].is_none() || span.marks[slot / 64] & 1 << (slot % 64) == 0
    }

    /// Frees every object that was not marked, clears the marks, and tells each freed object.
    pub fn sweep(&mut self, mut freed: impl FnMut(Object)) {
        self.partial.iter_mut().for_each(Vec::clear);
        let mut empty = Vec::new();
        for (id, span) in self.spans.iter_mut().enumerate() {
            let Some(span) = span else { continue };
            let span = Rc::make_mut(span);
            let base = u64::from(span.page) * PAGE_BYTES;
            for (slot, layout) in span.slots.iter_mut().enumerate() {
                let Some(was) = *layout else { continue };
                if span.marks[slot / 64] & 1 << (slot % 64) == 0 {
                    *layout = None;
                    span.used -= 1;
                    self.used_bytes -= span.slot_bytes;
                    let offset = base + slot as u64 * span.slot_bytes;
                    freed(Object { offset, bytes: span.slot_bytes, layout: was });
                }
            }
            span.marks.fill(0);
            span.next = 0;
            if span.used == 0 {
                empty.push(id as u32);
            } else if (span.used as usize) < span.slots.len() {
                self.partial[usize::from(span.class)].push(id as u32);
            }
        }
        for id in empty {
            if let Some(span) = self.spans[id as usize].take() {
                self.give_pages(span.page, span.pages);
                self.free_spans.push(id);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_and_pages_are_used_again() {
        let mut heap = Heap::new(1, 100);
        let a = heap.alloc(24, Layout::NOSCAN).map(|(offset, _)| offset);
        let big = heap.alloc(100_000, Layout::NOSCAN);
        assert_eq!(a, Some(8192));
        assert_eq!(big, Some((16384, 106_496)));
        assert_eq!(heap.used_bytes, 24 + 106_496);
        heap.mark(8192 + 5);
        let mut freed = Vec::new();
        heap.sweep(|object| freed.push(object.offset));
        assert_eq!(freed, [16384]);
        assert_eq!(heap.used_bytes, 24);
        assert_eq!(heap.alloc(50_000, Layout::NOSCAN).map(|(offset, _)| offset), Some(16384));
        assert_eq!(heap.alloc(20, Layout::NOSCAN), Some((8192 + 24, 24)));
        assert_eq!(heap.find(8192 + 47).map(|object| object.offset), Some(8192 + 24));
        assert_eq!(heap.find(8192 + 48), None);
    }

    #[test]
    fn a_full_heap_says_so() {
        let mut heap = Heap::new(0, 4);
        assert!(heap.alloc(4 * 8192, Layout::NOSCAN).is_some());
        assert_eq!(heap.alloc(1, Layout::NOSCAN), None);
    }
}
