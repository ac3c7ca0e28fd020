//! A table from ids to values that is cheap to clone: pages shared until written to.

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

/// An id that indexes a [`Table`].
pub trait Key: Copy {
    /// The id as an index.
    fn index(self) -> u32;
    /// The id of an index.
    fn from_index(index: u32) -> Self;
}

const PAGE: usize = 64;

#[derive(Clone)]
struct Page<T> {
    live: u32,
    slots: [Option<T>; PAGE],
}

/// A page, and when it was last written to.
#[derive(Clone)]
struct Entry<T> {
    stamp: u64,
    page: Option<Rc<Page<T>>>,
}

thread_local! {
    /// Writes so far to any table: no two states of a page have the same stamp, whichever copies they are in.
    static STAMPS: Cell<u64> = const { Cell::new(0) };
}

#[inline]
fn stamp() -> u64 {
    STAMPS.with(|stamps| {
        stamps.set(stamps.get() + 1);
        stamps.get()
    })
}

/// Values by id, in pages of 64. Ids may have gaps and are never reused, so a page whose values are all gone is
/// dropped: a million goroutines that came and went cost eight bytes a page. Cloning the table clones one pointer a
/// page; writing to a shared page copies that page alone. That is what makes snapshots of a whole run affordable.
#[derive(Clone)]
pub struct Table<K, T> {
    pages: Vec<Entry<T>>,
    len: u32,
    key: PhantomData<K>,
}

impl<K, T> Default for Table<K, T> {
    fn default() -> Self {
        Self { pages: Vec::new(), len: 0, key: PhantomData }
    }
}

#[inline]
fn split(index: u32) -> (usize, usize) {
    (index as usize / PAGE, index as usize % PAGE)
}

/// A page to be written to. `Rc::make_mut` does the same, but is no longer inlined for pages of this size; every
/// operation of the scheduler comes by here a few times.
#[inline]
fn own<T: Clone>(page: &mut Rc<Page<T>>) -> Option<&mut Page<T>> {
    if Rc::strong_count(page) != 1 {
        return copy(page);
    }
    Rc::get_mut(page)
}

#[cold]
#[inline(never)]
fn empty<T>() -> Rc<Page<T>> {
    Rc::new(Page { live: 0, slots: [const { None }; PAGE] })
}

#[cold]
#[inline(never)]
fn copy<T: Clone>(page: &mut Rc<Page<T>>) -> Option<&mut Page<T>> {
    *page = Rc::new(Page::clone(page));
    Rc::get_mut(page)
}

impl<K: Key, T: Clone> Table<K, T> {
    /// How many values there are.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// True when there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The value of `key`, if there is one.
    #[inline]
    pub fn get(&self, key: K) -> Option<&T> {
        let (page, slot) = split(key.index());
        self.pages.get(page)?.page.as_ref()?.slots[slot].as_ref()
    }

    /// The value of `key`, to be changed.
    #[inline]
    pub fn get_mut(&mut self, key: K) -> Option<&mut T> {
        let (page, slot) = split(key.index());
        let entry = self.pages.get_mut(page)?;
        let value = own(entry.page.as_mut()?)?.slots[slot].as_mut()?;
        entry.stamp = stamp();
        Some(value)
    }

    /// Puts a value, and returns the former one.
    pub fn insert(&mut self, key: K, value: T) -> Option<T> {
        if let Some(there) = self.get_mut(key) {
            return Some(std::mem::replace(there, value));
        }
        self.put(key, value);
        None
    }

    /// The same for what is put often, inlined, and without the former one.
    #[inline(always)]
    pub fn put(&mut self, key: K, value: T) {
        let (page, slot) = split(key.index());
        if self.pages.len() <= page {
            self.extend(page);
        }
        let entry = &mut self.pages[page];
        entry.stamp = stamp();
        let Some(page) = own(entry.page.get_or_insert_with(empty)) else { return };
        if page.slots[slot].is_none() {
            page.live += 1;
            self.len += 1;
        }
        page.slots[slot] = Some(value);
    }

    /// There is a page `last`, and all before it.
    #[cold]
    fn extend(&mut self, last: usize) {
        self.pages.resize_with(last + 1, || Entry { stamp: 0, page: None });
    }

    /// Takes a value out.
    #[inline]
    pub fn remove(&mut self, key: K) -> Option<T> {
        let (index, slot) = split(key.index());
        let entry = self.pages.get_mut(index)?;
        let shared = entry.page.as_mut()?;
        shared.slots[slot].as_ref()?;
        entry.stamp = stamp();
        let page = own(shared)?;
        let old = page.slots[slot].take();
        page.live -= 1;
        self.len -= 1;
        if page.live == 0 {
            entry.page = None;
        }
        old
    }

    /// Gives so many pages at its end back, of a table that is not needed any more; true when none is left.
    pub fn shed(&mut self, most: usize) -> bool {
        self.pages.truncate(self.pages.len().saturating_sub(most));
        self.pages.is_empty()
    }

    /// Bytes of pages that are not shared with `before`; what values own elsewhere is told by `beside`.
    pub(crate) fn own_bytes(&self, before: &Self, beside: impl Fn(&T) -> usize) -> usize {
        let mut bytes = self.pages.len() * size_of::<Entry<T>>();
        for (i, entry) in self.pages.iter().enumerate() {
            let Some(page) = &entry.page else { continue };
            let was = before.pages.get(i).and_then(|entry| entry.page.as_ref());
            if was.is_none_or(|was| !Rc::ptr_eq(was, page)) {
                bytes += size_of::<Page<T>>() + page.slots.iter().flatten().map(&beside).sum::<usize>();
            }
        }
        bytes
    }

    /// Calls `changed` with every key near which something was written to since the caller came here with the same
    /// `seen`, and with its value. Whatever table comes, `seen` tells what is new in it; what is the same costs little.
    pub fn changes(&self, seen: &mut Vec<u64>, changed: impl FnMut(K, Option<&T>)) {
        self.some_changes(seen, &mut 0, usize::MAX, changed);
    }

    /// The same for those who have little time: from page `at` on, and at most so many pages. True when that was all, and the
    /// next call begins anew.
    pub fn some_changes(
        &self,
        seen: &mut Vec<u64>,
        at: &mut usize,
        mut most: usize,
        mut changed: impl FnMut(K, Option<&T>),
    ) -> bool {
        seen.resize(seen.len().max(self.pages.len()), 0);
        for (i, seen) in seen.iter_mut().enumerate().skip(*at) {
            let entry = self.pages.get(i);
            let stamp = entry.map_or(0, |entry| entry.stamp);
            if *seen != stamp {
                if most == 0 {
                    *at = i;
                    return false;
                }
                most -= 1;
                *seen = stamp;
                let page = entry.and_then(|entry| entry.page.as_deref());
                for slot in 0..PAGE {
                    if let Ok(index) = u32::try_from(i * PAGE + slot) {
                        changed(K::from_index(index), page.and_then(|page| page.slots[slot].as_ref()));
                    }
                }
            }
        }
        seen.truncate(self.pages.len());
        *at = 0;
        true
    }

    /// The first value at or after `key`.
    pub fn first_from(&self, key: K) -> Option<(K, &T)> {
        let (first, slot) = split(key.index());
        for (i, entry) in self.pages.iter().enumerate().skip(first) {
            let Some(page) = &entry.page else { continue };
            let from = if i == first { slot } else { 0 };
            for (j, value) in page.slots.iter().enumerate().skip(from) {
                if let Some(value) = value {
                    return Some((K::from_index(u32::try_from(i * PAGE + j).ok()?), value));
                }
            }
        }
        None
    }

    /// All values, by rising id.
    pub fn iter(&self) -> impl Iterator<Item = (K, &T)> {
        self.pages.iter().enumerate().filter_map(|(i, entry)| Some((i, entry.page.as_ref()?))).flat_map(
            |(i, page)| {
                page.slots.iter().enumerate().filter_map(move |(j, slot)| {
                    Some((K::from_index(u32::try_from(i * PAGE + j).ok()?), slot.as_ref()?))
                })
            },
        )
    }
}

impl<K: Key, T: Clone + PartialEq> PartialEq for Table<K, T> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len
            && self.iter().zip(other.iter()).all(|((ka, a), (kb, b))| ka.index() == kb.index() && a == b)
    }
}

impl<K: Key + std::fmt::Debug, T: Clone + std::fmt::Debug> std::fmt::Debug for Table<K, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::Table;
    use crate::ids::GId;

    #[test]
    fn a_clone_keeps_what_it_had_and_emptied_pages_go() {
        let mut table = Table::<GId, u32>::default();
        for i in 0..1_000 {
            table.insert(GId(i), i);
        }
        let before = table.clone();
        for i in 0..999 {
            assert_eq!(table.remove(GId(i)), Some(i));
        }
        *table.get_mut(GId(999)).unwrap() = 7;
        assert_eq!(table.iter().map(|(k, v)| (k.0, *v)).collect::<Vec<_>>(), [(999, 7)]);
        assert_eq!(table.pages.iter().filter(|entry| entry.page.is_some()).count(), 1);
        assert_eq!(before.len(), 1_000);
        assert_eq!(before.get(GId(999)), Some(&999));
        assert_ne!(before, table);
    }

    #[test]
    fn what_changed_is_told_once() {
        let mut table = Table::<GId, u32>::default();
        let mut seen = Vec::new();
        let mut told = |table: &Table<GId, u32>| {
            let (mut there, mut gone) = (Vec::new(), 0);
            table.changes(&mut seen, |g, value| match value {
                Some(_) => there.push(g.0),
                None => gone += 1,
            });
            (there.first().copied(), there.len(), gone)
        };
        for i in 0..200 {
            table.insert(GId(i), i);
        }
        assert_eq!(told(&table), (Some(0), 200, 56));
        let shared = table.clone();
        *table.get_mut(GId(70)).unwrap() = 1;
        for i in 192..200 {
            table.remove(GId(i));
        }
        table.insert(GId(500), 5);
        let page = size_of::<super::Page<u32>>();
        assert_eq!(table.own_bytes(&shared, |_| 0) - 8 * size_of::<super::Entry<u32>>(), 2 * page);
        assert_eq!(told(&table), (Some(64), 65, 127));
        assert_eq!(told(&table), (None, 0, 0));
        assert_eq!(told(&shared), (Some(64), 72, 120));
    }

    #[test]
    fn changes_are_told_in_parts() {
        let mut table = Table::<GId, u32>::default();
        for i in 0..300 {
            table.insert(GId(i), i);
        }
        let (mut seen, mut at, mut told) = (Vec::new(), 0, Vec::new());
        let part = |seen: &mut Vec<u64>, at: &mut usize, told: &mut Vec<u32>, table: &Table<GId, u32>| {
            table.some_changes(seen, at, 2, |g, value| told.extend(value.map(|_| g.0)))
        };
        assert!(!part(&mut seen, &mut at, &mut told, &table) && !part(&mut seen, &mut at, &mut told, &table));
        *table.get_mut(GId(0)).unwrap() = 1;
        assert!(part(&mut seen, &mut at, &mut told, &table));
        assert_eq!(told, (0..300).collect::<Vec<_>>());
        assert!(part(&mut seen, &mut at, &mut told, &table));
        assert_eq!(told[300..], (0..64).collect::<Vec<_>>());
    }
}
