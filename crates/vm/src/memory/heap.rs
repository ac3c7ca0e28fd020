//! The allocator: spans of equal slots in Go's size classes, large objects in pages of their own.
//!
//! After marking, a span keeps its garbage until somebody sweeps it: the background sweeper, in order of address, or
//! whoever wants a slot of its class (`mcentral.go:cacheSpan`).
//!
//! It knows addresses as page numbers counted from the beginning of memory and holds no bytes itself. Everything it
//! decides depends only on what was asked of it before, so two runs get the same addresses.

use gopark_sorted::SortedMap;
use std::rc::Rc;

use super::classes::{
    CLASS_COUNT, PAGE_BYTES, SMALL_BYTES_MAX, class_bytes, class_of, class_pages, round_up_size,
};
use super::layout::Layout;
use super::tiny::Tiny;

/// No span.
const NONE: u32 = u32::MAX;
/// So many spans are swept for a new one at most.
const RECLAIM_SPANS_MAX: u32 = 256;

/// Slots of one size in adjacent pages.
#[derive(Clone, Debug)]
pub(super) struct Span {
    pub(super) page: u32,
    pub(super) pages: u32,
    pub(super) class: u8,
    pub(super) slot_bytes: u64,
    /// Layout of the object in each slot; none when free.
    pub(super) slots: Vec<Option<Layout>>,
    marks: Vec<u64>,
    /// No slot before this one is free.
    pub(super) next: u32,
    pub(super) used: u32,
    /// The cycle after which it was swept.
    swept: u32,
    /// Its objects are of the stack.
    pub(super) is_stack: bool,
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
    /// It is of the stack, and so no part of the heap's numbers.
    pub is_stack: bool,
}

/// Which pages and slots are in use.
#[derive(Clone, Debug)]
pub struct Heap {
    pub(super) spans: Vec<Option<Rc<Span>>>,
    /// Span numbers that were given back.
    pub(super) free_spans: Vec<u32>,
    /// Span of each page.
    page_span: Vec<u32>,
    /// Free runs of pages: first page to length.
    free_pages: SortedMap<u32, u32>,
    /// Spans with free slots, by class; the last is used first.
    partial: Vec<Vec<u32>>,
    /// The same of the stack.
    pub(super) partial_stack: Vec<Vec<u32>>,
    /// Pages of the stack.
    pub stack_pages: u32,
    /// Spans to be swept, by class; some of them may be swept already.
    unswept: Vec<Vec<u32>>,
    /// How many are to be swept, and the first one that may be.
    unswept_count: u32,
    sweep_next: u32,
    /// Cycles whose marking is over.
    cycle: u32,
    /// New objects are marked.
    is_marking: bool,
    /// Bytes of slots in use, garbage that was not swept included.
    pub used_bytes: u64,
    /// What was ever allocated and freed.
    pub totals: Totals,
    /// The same by size.
    pub sizes: Sizes,
    /// Pages of spans, and pages that were used before and are kept for the next span.
    pub pages_in_use: u32,
    /// See [`Self::pages_in_use`].
    pub pages_idle: u32,
    /// Blocks that are being filled.
    pub tiny: Tiny,
    /// Channels that were freed: offsets from the beginning of memory, for whoever keeps something about them.
    freed_chans: Vec<u64>,
    pages_max: u32,
    /// Objects of the stack that are no more, though their slots are kept.
    #[cfg(feature = "stale")]
    pub(super) retired: SortedMap<u64, ()>,
}

/// What was ever allocated and freed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Objects and their bytes.
    pub allocs: u64,
    /// See [`Self::allocs`].
    pub alloc_bytes: u64,
    /// Those of them that were freed.
    pub frees: u64,
    /// See [`Self::frees`].
    pub freed_bytes: u64,
    /// Bytes of spans that were swept in order to allocate.
    pub swept_bytes: u64,
}

/// Slots that were ever taken and freed, by class; those of large objects are the first.
#[derive(Clone, Debug)]
pub struct Sizes {
    /// Taken.
    pub allocs: [u64; CLASS_COUNT],
    /// Freed.
    pub frees: [u64; CLASS_COUNT],
}

/// `Rc::make_mut`, inlined as far as it is usual.
#[inline]
fn own(span: &mut Rc<Span>) -> Option<&mut Span> {
    if Rc::strong_count(span) != 1 {
        return Some(Rc::make_mut(span));
    }
    Rc::get_mut(span)
}

impl Heap {
    /// A heap that begins at page `first` and ends before page `pages_max`.
    pub fn new(first: u32, pages_max: u32) -> Self {
        Self {
            spans: Vec::new(),
            free_spans: Vec::new(),
            page_span: vec![NONE; first as usize],
            free_pages: SortedMap::new(),
            partial: vec![Vec::new(); CLASS_COUNT],
            partial_stack: vec![Vec::new(); CLASS_COUNT],
            stack_pages: 0,
            unswept: vec![Vec::new(); CLASS_COUNT],
            unswept_count: 0,
            sweep_next: 0,
            cycle: 0,
            is_marking: false,
            used_bytes: 0,
            totals: Totals::default(),
            sizes: Sizes { allocs: [0; CLASS_COUNT], frees: [0; CLASS_COUNT] },
            pages_in_use: 0,
            pages_idle: 0,
            tiny: Tiny::default(),
            freed_chans: Vec::new(),
            pages_max,
            #[cfg(feature = "stale")]
            retired: SortedMap::new(),
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
            None => self.span_with_room(class)?,
        };
        let is_marking = self.is_marking;
        let span = own(self.spans[id as usize].as_mut()?)?;
        let mut slot = span.next as usize;
        if span.slots.get(slot)?.is_some() {
            slot += span.slots[slot..].iter().position(Option::is_none)?;
        }
        span.slots[slot] = Some(layout);
        span.marks[slot / 64] |= u64::from(is_marking) << (slot % 64);
        span.next = slot as u32 + 1;
        span.used += 1;
        let offset = u64::from(span.page) * PAGE_BYTES + slot as u64 * span.slot_bytes;
        let slot_bytes = span.slot_bytes;
        if span.used as usize == span.slots.len() {
            self.partial[class].pop();
        }
        self.count(class, slot_bytes);
        Some((offset, slot_bytes))
    }

    fn count(&mut self, class: usize, bytes: u64) {
        self.sizes.allocs[class] += 1;
        self.used_bytes += bytes;
        self.totals.allocs += 1;
        self.totals.alloc_bytes += bytes;
    }

    /// A span of `class` with a free slot: one that garbage leaves, or a new one.
    fn span_with_room(&mut self, class: usize) -> Option<u32> {
        while let Some(id) = self.unswept[class].pop() {
            let swept = self.sweep_span(id, true);
            self.totals.swept_bytes += swept;
            if let Some(&id) = self.partial[class].last() {
                return Some(id);
            }
        }
        let id = self.new_span(class_pages(class), class as u8, class_bytes(class))?;
        self.partial[class].push(id);
        Some(id)
    }

    fn alloc_large(&mut self, bytes: u64, layout: Layout) -> Option<(u64, u64)> {
        let bytes = round_up_size(bytes, false);
        let pages = u32::try_from(bytes / PAGE_BYTES).ok()?;
        let id = self.new_span(pages, 0, bytes)?;
        let is_marking = self.is_marking;
        let span = Rc::make_mut(self.spans[id as usize].as_mut()?);
        span.slots[0] = Some(layout);
        span.marks[0] = u64::from(is_marking);
        (span.next, span.used) = (1, 1);
        let offset = u64::from(span.page) * PAGE_BYTES;
        self.count(0, bytes);
        Some((offset, bytes))
    }

    /// `mheap.go:reclaim`: before the heap grows, as many pages of garbage are swept, if they are found soon.
    fn reclaim(&mut self, pages: u32) {
        let in_use = self.pages_in_use;
        for _ in 0..RECLAIM_SPANS_MAX {
            if self.is_swept() || in_use - self.pages_in_use >= pages {
                break;
            }
            let slots = self.sweep(1);
            self.totals.swept_bytes += if slots > 0 { PAGE_BYTES } else { 0 };
        }
    }

    fn new_span(&mut self, pages: u32, class: u8, slot_bytes: u64) -> Option<u32> {
        self.reclaim(pages);
        let page = self.take_pages(pages)?;
        self.pages_in_use += pages;
        Some(self.put_span((page, pages), class, slot_bytes, false))
    }

    /// A span in these pages.
    pub(super) fn put_span(
        &mut self,
        (page, pages): (u32, u32),
        class: u8,
        slot_bytes: u64,
        is_stack: bool,
    ) -> u32 {
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
            swept: self.cycle,
            is_stack,
        };
        let id = self.free_spans.pop().unwrap_or_else(|| {
            self.spans.push(None);
            self.spans.len() as u32 - 1
        });
        self.spans[id as usize] = Some(Rc::new(span));
        self.page_span[page as usize..(page + pages) as usize].fill(id);
        id
    }

    /// First fit, else the end of memory.
    pub(super) fn take_pages(&mut self, pages: u32) -> Option<u32> {
        let fit = self.free_pages.iter().find(|&(_, &run)| run >= pages).map(|(&page, &run)| (page, run));
        if let Some((page, run)) = fit {
            self.free_pages.remove(&page);
            if run > pages {
                self.free_pages.insert(page + pages, run - pages);
            }
            self.pages_idle = self.pages_idle.saturating_sub(pages);
            return Some(page);
        }
        let page = self.pages();
        let end = page.checked_add(pages).filter(|&end| end <= self.pages_max)?;
        self.page_span.resize(end as usize, NONE);
        Some(page)
    }

    pub(super) fn give_pages(&mut self, page: u32, pages: u32) {
        self.page_span[page as usize..(page + pages) as usize].fill(NONE);
        let (mut page, mut pages) = (page, pages);
        if let Some((&before, &run)) = self.free_pages.before(&page)
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

    pub(super) fn slot_of(&self, offset: u64) -> Option<(u32, usize)> {
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
        #[cfg(feature = "stale")]
        if self.retired.contains_key(&offset) {
            return None;
        }
        Some(Object { offset, bytes: span.slot_bytes, layout, is_stack: span.is_stack })
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
        #[cfg(feature = "stale")]
        if self.retired.contains_key(&offset) {
            return None;
        }
        Some(Object { offset, bytes: span.slot_bytes, layout, is_stack: span.is_stack })
    }

    /// True when `offset` points into an object that was not marked (or into no object of the heap's pages).
    pub fn is_dead(&self, offset: u64) -> bool {
        let Some((id, slot)) = self.slot_of(offset) else { return false };
        let Some(span) = self.spans[id as usize].as_ref() else { return false };
        span.slots[slot].is_none() || span.marks[slot / 64] & 1 << (slot % 64) == 0
    }

    /// An object begins at byte `at` of the block at `offset`. It counts as allocated and freed, as in Go.
    pub fn add_part(&mut self, offset: u64, at: u64) {
        if let Some((id, slot)) = self.slot_of(offset)
            && let Some(span) = self.spans[id as usize].as_mut()
            && let Some(block) = &mut Rc::make_mut(span).slots[slot]
        {
            *block = block.with_part(at);
        }
        self.totals.allocs += 1;
        self.totals.frees += 1;
    }

    /// Marking begins: what is allocated from now on is marked, and so are the blocks being filled
    /// (`mgcmark.go:gcMarkTinyAllocs`): their bytes. Everything must be swept.
    pub fn begin_marking(&mut self) -> u64 {
        self.is_marking = true;
        let blocks: Vec<u64> = self.tiny.offsets().collect();
        blocks.into_iter().filter_map(|offset| self.mark(offset)).map(|block| block.bytes).sum()
    }

    /// Marking is over: from now on what is not marked is garbage, to be swept.
    pub fn end_marking(&mut self) {
        self.is_marking = false;
        self.tiny.clear();
        self.cycle += 1;
        self.partial.iter_mut().for_each(Vec::clear);
        (self.unswept_count, self.sweep_next) = (0, 0);
        for (id, span) in self.spans.iter_mut().enumerate() {
            if let Some(span) = span.as_mut().filter(|span| span.is_stack) {
                Rc::make_mut(span).marks.fill(0);
            } else if let Some(span) = span {
                self.unswept[usize::from(span.class)].push(id as u32);
                self.unswept_count += 1;
            }
        }
        self.release_stack_spans();
    }

    /// The span at `offset` was swept since marking ended.
    pub fn is_swept_at(&self, offset: u64) -> bool {
        let span = self.slot_of(offset).and_then(|(id, _)| self.spans[id as usize].as_ref());
        span.is_none_or(|span| span.is_stack || span.swept == self.cycle)
    }

    /// Nothing is left to sweep.
    pub const fn is_swept(&self) -> bool {
        self.unswept_count == 0
    }

    /// Sweeps up to `spans` spans: how many slots that were.
    pub fn sweep(&mut self, spans: u32) -> u64 {
        let (mut left, mut slots) = (spans, 0);
        while left > 0 && !self.is_swept() {
            let id = self.sweep_next;
            self.sweep_next += 1;
            if let Some(Some(span)) = self.spans.get(id as usize)
                && !span.is_stack
                && span.swept != self.cycle
            {
                slots += span.slots.len() as u64;
                self.sweep_span(id, false);
                left -= 1;
            }
        }
        if self.is_swept() {
            self.unswept.iter_mut().for_each(Vec::clear);
        }
        slots
    }

    /// Frees every object of a span that was not marked, and clears the marks; `keep`: the span stays, even when it is
    /// empty. Bytes of the span; 0: it was swept already.
    fn sweep_span(&mut self, id: u32, keep: bool) -> u64 {
        let Some(Some(span)) = self.spans.get_mut(id as usize) else { return 0 };
        if span.swept == self.cycle {
            return 0;
        }
        let span = Rc::make_mut(span);
        let (base, class) = (u64::from(span.page) * PAGE_BYTES, usize::from(span.class));
        let used = span.used;
        for (slot, layout) in span.slots.iter_mut().enumerate() {
            if layout.is_some() && span.marks[slot / 64] & 1 << (slot % 64) == 0 {
                if layout.take() == Some(Layout::CHAN) {
                    self.freed_chans.push(base + slot as u64 * span.slot_bytes);
                }
                span.used -= 1;
            }
        }
        span.marks.fill(0);
        (span.next, span.swept) = (0, self.cycle);
        let freed = u64::from(used - span.used);
        let (slots, bytes, now_used) =
            (span.slots.len(), u64::from(span.pages) * PAGE_BYTES, span.used as usize);
        self.used_bytes -= freed * span.slot_bytes;
        self.sizes.frees[class] += freed;
        self.totals.frees += freed;
        self.totals.freed_bytes += freed * span.slot_bytes;
        self.unswept_count -= 1;
        if now_used == 0 && !keep {
            if let Some(span) = self.spans[id as usize].take() {
                self.pages_in_use -= span.pages;
                self.pages_idle += span.pages;
                self.give_pages(span.page, span.pages);
                self.free_spans.push(id);
            }
        } else if now_used < slots {
            self.partial[class].push(id);
        }
        bytes
    }

    /// Channels that were freed since the last call.
    pub fn take_freed_chans(&mut self) -> Vec<u64> {
        std::mem::take(&mut self.freed_chans)
    }

    /// Forgets so many spans of a heap that is not needed any more; true when none is left.
    pub fn shed(&mut self, most: usize) -> bool {
        self.spans.truncate(self.spans.len().saturating_sub(most));
        self.spans.is_empty()
    }

    /// Gives idle pages back to the system, but for `keep`.
    pub fn release(&mut self, keep: u32) {
        self.pages_idle = self.pages_idle.min(keep);
    }

    /// Objects and their bytes, counted one by one: what the totals must come to.
    pub fn census(&self) -> (u64, u64) {
        let (mut objects, mut bytes) = (0, 0);
        for span in self.spans.iter().flatten().filter(|span| !span.is_stack) {
            let used = span.slots.iter().flatten().count() as u64;
            objects += used;
            bytes += used * span.slot_bytes;
        }
        (objects, bytes)
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
        heap.end_marking();
        assert_eq!((heap.used_bytes, heap.is_swept()), (24 + 106_496, false));
        heap.sweep(10);
        assert_eq!((heap.used_bytes, heap.is_swept(), heap.census()), (24, true, (1, 24)));
        assert_eq!((heap.pages_in_use, heap.pages_idle), (1, 13));
        assert_eq!(heap.alloc(50_000, Layout::NOSCAN).map(|(offset, _)| offset), Some(16384));
        assert_eq!(heap.alloc(20, Layout::NOSCAN), Some((8192 + 24, 24)));
        assert_eq!(heap.find(8192 + 47).map(|object| object.offset), Some(8192 + 24));
        assert_eq!(heap.find(8192 + 48), None);
    }

    #[test]
    fn who_allocates_sweeps_for_itself_and_what_is_new_stays() {
        let mut heap = Heap::new(0, 100);
        let old: Vec<_> =
            (0..3).map(|_| heap.alloc(4096, Layout::NOSCAN).map(|(offset, _)| offset)).collect();
        heap.begin_marking();
        let new = heap.alloc(4096, Layout::NOSCAN).map(|(offset, _)| offset);
        heap.mark(old[2].unwrap_or(0));
        heap.end_marking();
        // The first span is garbage as a whole, the second holds what was marked and what is new.
        assert_eq!(heap.alloc(4096, Layout::NOSCAN).map(|(offset, _)| offset), old[0]);
        assert_eq!(heap.totals.swept_bytes, 16384);
        assert!(heap.is_swept());
        assert_eq!(heap.census(), (3, 3 * 4096));
        assert!(heap.find(new.unwrap_or(0)).is_some() && heap.find(old[1].unwrap_or(0)).is_none());
    }

    #[test]
    fn a_full_heap_says_so() {
        let mut heap = Heap::new(0, 4);
        assert!(heap.alloc(4 * 8192, Layout::NOSCAN).is_some());
        assert_eq!(heap.alloc(1, Layout::NOSCAN), None);
    }
}
