//! Maps and sets in the order of their keys, as sorted runs of entries.
//!
//! The page keeps dozens of tables with different keys. Each instance of the standard library's B-tree is about nine
//! kilobytes of WebAssembly, each of these is a few hundred bytes, and keys that come in order (most are ids) are
//! appended. Runs are short, so that an insertion anywhere moves little.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Bound, Index, RangeBounds};
use std::rc::Rc;

/// The most entries in a run.
const RUN_MAX: usize = 128;

/// A map in the order of its keys.
#[derive(Clone)]
pub struct SortedMap<K, V, R = Vec<(K, V)>> {
    /// Sorted within and among each other; none is empty.
    runs: Vec<R>,
    len: usize,
    entries: PhantomData<(K, V)>,
}

/// A set in the order of its values.
#[derive(Clone)]
pub struct SortedSet<K, R = Vec<(K, ())>>(SortedMap<K, (), R>);

/// A map that shares with its clones the runs that neither has changed: a snapshot of half a million timers costs as many
/// pointers as there are runs of them.
pub type SharedMap<K, V> = SortedMap<K, V, Rc<Vec<(K, V)>>>;

/// The same of a set.
pub type SharedSet<K> = SortedSet<K, Rc<Vec<(K, ())>>>;

/// How a map keeps its runs.
pub trait Run<T>: From<Vec<T>> {
    /// The run.
    fn entries(&self) -> &Vec<T>;
    /// The run, to be changed.
    fn own(&mut self) -> &mut Vec<T>;
}

impl<T> Run<T> for Vec<T> {
    #[inline]
    fn entries(&self) -> &Vec<T> {
        self
    }

    #[inline]
    fn own(&mut self) -> &mut Vec<T> {
        self
    }
}

impl<T: Clone> Run<T> for Rc<Vec<T>> {
    #[inline]
    fn entries(&self) -> &Vec<T> {
        self
    }

    #[inline]
    fn own(&mut self) -> &mut Vec<T> {
        Rc::make_mut(self)
    }
}

/// Sorts, and keeps the order of equals. All calls share one sort, of numbers: each instance of the standard library's is
/// about four kilobytes of WebAssembly.
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let order = order(items.len(), &mut |a, b| compare(&items[a], &items[b]));
    let mut target = vec![0; items.len()];
    for (to, &from) in order.iter().enumerate() {
        target[from] = to;
    }
    for at in 0..items.len() {
        while target[at] != at {
            let to = target[at];
            items.swap(at, to);
            target.swap(at, to);
        }
    }
}

/// Where a key is, or where it would go.
type Place = (usize, usize);

impl<K: Ord, V> SortedMap<K, V> {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// All values, in the order of their keys, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.runs.iter_mut().flatten().map(|(_, value)| value)
    }

    /// All entries, in the order of the keys.
    pub fn into_entries(self) -> impl Iterator<Item = (K, V)> {
        self.runs.into_iter().flatten()
    }

    /// All values, in the order of their keys.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.into_entries().map(|(_, value)| value)
    }
}

impl<K: Ord + Clone, V: Clone> SharedMap<K, V> {
    /// Bytes of runs that are not shared with `before`.
    pub fn own_bytes(&self, before: &Self) -> usize {
        let mut others = before.runs.iter().peekable();
        let is_own = |run: &&Rc<Vec<(K, V)>>| {
            while others.next_if(|other| other[0].0 < run[0].0).is_some() {}
            others.peek().is_none_or(|other| !Rc::ptr_eq(other, run))
        };
        let own = self.runs.iter().filter(is_own).count();
        own * RUN_MAX * size_of::<(K, V)>() + self.runs.len() * size_of::<usize>()
    }
}

impl<K: Ord, V, R: Run<(K, V)>> SortedMap<K, V, R> {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (run, at) = self.find(key).ok()?;
        Some(&self.runs[run].entries()[at].1)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let (run, at) = self.find(key).ok()?;
        Some(&mut self.runs[run].own()[at].1)
    }

    /// Whether the key has a value.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Sets a key's value and returns the one it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok((run, at)) => Some(std::mem::replace(&mut self.runs[run].own()[at].1, value)),
            Err(place) => {
                self.put(place, (key, value));
                None
            }
        }
    }

    /// The value of a key, which gets that of `make` if it has none.
    pub fn get_or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> &mut V {
        let (run, at) = match self.find(&key) {
            Ok(place) => place,
            Err(place) => self.put(place, (key, make())),
        };
        &mut self.runs[run].own()[at].1
    }

    /// Takes a key out and returns its value.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.find(key).ok()?;
        Some(self.take(place).1)
    }

    /// All entries, in the order of the keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.runs.iter().flat_map(R::entries).map(|(key, value)| (key, value))
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.runs.iter().flat_map(R::entries).map(|(key, _)| key)
    }

    /// All values, in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.runs.iter().flat_map(R::entries).map(|(_, value)| value)
    }

    /// The first entry.
    #[inline]
    pub fn first(&self) -> Option<(&K, &V)> {
        let (key, value) = self.runs.first()?.entries().first()?;
        Some((key, value))
    }

    /// The last entry whose key is less than `key`.
    pub fn before(&self, key: &K) -> Option<(&K, &V)> {
        let (run, at) = self.find(key).unwrap_or_else(|place| place);
        let (key, value) = match at.checked_sub(1) {
            Some(at) => self.runs.get(run)?.entries().get(at)?,
            None => self.runs.get(run.checked_sub(1)?)?.entries().last()?,
        };
        Some((key, value))
    }

    /// Gives back so many runs of 128 entries at most; true when nothing is left. It is for maps that nobody needs any more:
    /// how many entries are left is not counted.
    pub fn shed(&mut self, most: usize) -> bool {
        self.runs.truncate(self.runs.len().saturating_sub(most));
        self.runs.is_empty()
    }

    /// Takes all entries out.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Takes out what is not to be kept.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        for run in &mut self.runs {
            run.own().retain_mut(|(key, value)| keep(key, value));
        }
        self.runs.retain(|run| !run.entries().is_empty());
        self.len = self.runs.iter().map(|run| run.entries().len()).sum();
    }

    /// The entries whose keys lie in a range.
    pub fn range(&self, range: impl RangeBounds<K>) -> impl Iterator<Item = (&K, &V)> {
        let (run, at) = match range.start_bound() {
            Bound::Unbounded => (0, 0),
            Bound::Included(key) => self.find(key).unwrap_or_else(|place| place),
            Bound::Excluded(key) => self.find(key).map_or_else(|place| place, |(run, at)| (run, at + 1)),
        };
        let rest = self.runs[run.min(self.runs.len())..].iter().flat_map(R::entries).skip(at);
        rest.map(|(key, value)| (key, value)).take_while(move |(key, _)| match range.end_bound() {
            Bound::Unbounded => true,
            Bound::Included(end) => *key <= end,
            Bound::Excluded(end) => *key < end,
        })
    }

    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<Place, Place>
    where
        K: Borrow<Q>,
    {
        let run = self.runs.partition_point(|run| run.entries()[0].0.borrow() <= key).saturating_sub(1);
        match self.runs.get(run) {
            None => Err((0, 0)),
            Some(run_of) => match run_of.entries().binary_search_by(|(other, _)| other.borrow().cmp(key)) {
                Ok(at) => Ok((run, at)),
                Err(at) => Err((run, at)),
            },
        }
    }

    fn put(&mut self, (run, at): Place, entry: (K, V)) -> Place {
        self.len += 1;
        let Some(entries) = self.runs.get_mut(run) else {
            self.runs.push(vec![entry].into());
            return (run, 0);
        };
        let entries = entries.own();
        if entries.len() < RUN_MAX {
            entries.insert(at, entry);
            return (run, at);
        }
        // Keys that come in order fill their runs; others halve them.
        let cut = if at == RUN_MAX { RUN_MAX } else { RUN_MAX / 2 };
        let rest = entries.split_off(cut);
        self.runs.insert(run + 1, rest.into());
        let place = if at < cut { (run, at) } else { (run + 1, at - cut) };
        self.runs[place.0].own().insert(place.1, entry);
        place
    }

    fn take(&mut self, (run, at): Place) -> (K, V) {
        self.len -= 1;
        let entries = self.runs[run].own();
        let entry = entries.remove(at);
        if entries.is_empty() {
            self.runs.remove(run);
        }
        entry
    }
}

impl<K: Ord> SortedSet<K> {
    /// An empty set.
    pub fn new() -> Self {
        Self::default()
    }

    /// All values, in order.
    pub fn into_values(self) -> impl Iterator<Item = K> {
        self.0.into_entries().map(|(value, ())| value)
    }
}

impl<K: Ord, R: Run<(K, ())>> SortedSet<K, R> {
    /// How many values there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the value is in the set.
    pub fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(key)
    }

    /// Adds a value and returns whether it is new.
    pub fn insert(&mut self, key: K) -> bool {
        self.0.insert(key, ()).is_none()
    }

    /// Takes a value out and returns whether it was there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.remove(key).is_some()
    }

    /// All values, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.0.keys()
    }

    /// The least value.
    #[inline]
    pub fn first(&self) -> Option<&K> {
        Some(self.0.first()?.0)
    }

    /// As [`SortedMap::shed`].
    pub fn shed(&mut self, most: usize) -> bool {
        self.0.shed(most)
    }

    /// Takes the least value out.
    pub fn pop_first(&mut self) -> Option<K> {
        (!self.is_empty()).then(|| self.0.take((0, 0)).0)
    }
}

/// Equal entries, however they are divided.
impl<K: Ord, V: PartialEq, R: Run<(K, V)>> PartialEq for SortedMap<K, V, R> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<K: Ord + fmt::Debug, V: fmt::Debug, R: Run<(K, V)>> fmt::Debug for SortedMap<K, V, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Ord + fmt::Debug, R: Run<(K, ())>> fmt::Debug for SortedSet<K, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl<K, V, R> Default for SortedMap<K, V, R> {
    fn default() -> Self {
        SortedMap { runs: Vec::new(), len: 0, entries: PhantomData }
    }
}

impl<K, R> Default for SortedSet<K, R> {
    fn default() -> Self {
        SortedSet(SortedMap::default())
    }
}

impl<K: Ord + Borrow<Q>, Q: Ord + ?Sized, V, R: Run<(K, V)>> Index<&Q> for SortedMap<K, V, R> {
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        self.get(key).expect("the key has a value")
    }
}

impl<K: Ord, V, R: Run<(K, V)>> FromIterator<(K, V)> for SortedMap<K, V, R> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = SortedMap::default();
        map.extend(entries);
        map
    }
}

impl<K: Ord, V, R: Run<(K, V)>> Extend<(K, V)> for SortedMap<K, V, R> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, R: Run<(K, ())>> FromIterator<K> for SortedSet<K, R> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut set = SortedSet::default();
        set.extend(keys);
        set
    }
}

impl<K: Ord, R: Run<(K, ())>> Extend<K> for SortedSet<K, R> {
    fn extend<I: IntoIterator<Item = K>>(&mut self, keys: I) {
        for key in keys {
            self.insert(key);
        }
    }
}

/// The numbers below `len` in the order that `compare` gives them: merged runs, each twice as long as before.
fn order(len: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    if (1..len).all(|at| compare(at - 1, at).is_le()) {
        return order;
    }
    let mut merged = order.clone();
    let mut width = 1;
    while width < len {
        for start in (0..len).step_by(2 * width) {
            let (middle, end) = ((start + width).min(len), (start + 2 * width).min(len));
            let (mut left, mut right) = (start, middle);
            for slot in &mut merged[start..end] {
                let goes_left = right == end || left < middle && compare(order[left], order[right]).is_le();
                let from = if goes_left { &mut left } else { &mut right };
                *slot = order[*from];
                *from += 1;
            }
        }
        std::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn is_the_same_as_a_tree() {
        for seed in 1..=200_u64 {
            let mut random = seed;
            let mut next = |below: u64| {
                random =
                    random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (random >> 33) % below
            };
            let (mut tree, mut map) = (BTreeMap::new(), SortedMap::new());
            let keys = 1 + next(1000);
            for step in 0..2000 {
                let key = next(keys);
                match next(4) {
                    0 => assert_eq!(map.remove(&key), tree.remove(&key), "seed {seed}, step {step}"),
                    1 => assert_eq!(map.get(&key), tree.get(&key), "seed {seed}, step {step}"),
                    2 => assert_eq!(map.get_or_insert_with(key, || step), tree.entry(key).or_insert(step)),
                    _ => {
                        assert_eq!(map.insert(key, step), tree.insert(key, step), "seed {seed}, step {step}");
                    }
                }
            }
            assert_eq!(map.len(), tree.len(), "seed {seed}");
            assert!(map.iter().eq(tree.iter()), "seed {seed}");
            let (from, to) = (keys / 3, keys / 2);
            assert!(map.range(from..to).eq(tree.range(from..to)), "seed {seed}");
            assert!(map.range(from..=to).eq(tree.range(from..=to)), "seed {seed}");
            assert!((0..=keys).all(|key| map.before(&key) == tree.range(..key).next_back()), "seed {seed}");
            assert_eq!(map.first(), tree.first_key_value(), "seed {seed}");
            map.retain(|key, _| key % 3 > 0);
            tree.retain(|key, _| key % 3 > 0);
            assert!(map.iter().eq(tree.iter()) && map.len() == tree.len(), "seed {seed}");
            assert_eq!(map, tree.into_iter().rev().collect(), "seed {seed}");
        }
    }

    #[test]
    fn clones_share_what_neither_has_changed() {
        let mut map: SharedMap<u32, u32> = (0..10_000).map(|i| (i, i)).collect();
        let before = map.clone();
        let shared = map.own_bytes(&before);
        assert!(map.own_bytes(&SharedMap::default()) >= 10_000 * size_of::<(u32, u32)>());
        map.insert(5_000, 1);
        assert_eq!(map.own_bytes(&before) - shared, RUN_MAX * size_of::<(u32, u32)>());
        for key in 0..200 {
            map.remove(&key);
        }
        assert!(map.own_bytes(&before) - shared <= 3 * RUN_MAX * size_of::<(u32, u32)>());
        assert!(before.iter().map(|(_, &value)| value).eq(0..10_000), "the clone is as it was");
        assert_eq!((map.len(), map.first(), map[&5_000]), (9_800, Some((&200, &200)), 1));
    }

    #[test]
    fn what_nobody_needs_goes_in_parts() {
        let mut set: SortedSet<usize> = (0..10 * RUN_MAX).collect();
        assert!(!set.shed(3) && set.iter().copied().eq(0..7 * RUN_MAX));
        assert!(!set.shed(6) && set.shed(6) && set.shed(6) && set.is_empty());
    }

    #[test]
    fn sorting_keeps_the_order_of_equals() {
        for seed in 1..=200_u64 {
            let mut items: Vec<(u64, u64)> =
                (0..seed).map(|i| (i.wrapping_mul(seed * 7919 + 13) % 17, i)).collect();
            let mut expected = items.clone();
            expected.sort_by_key(|item| item.0);
            sort_by(&mut items, |a, b| a.0.cmp(&b.0));
            assert_eq!(items, expected, "seed {seed}");
        }
    }

    #[test]
    fn a_set_gives_its_values_in_order() {
        let mut set: SortedSet<u32> = (0..1000).map(|i| i * 7919 % 1000).collect();
        assert!(!set.insert(5));
        assert!(set.iter().copied().eq(0..1000));
        assert!((0..1000).all(|i| set.pop_first() == Some(i)));
        assert!(set.is_empty());
    }
}
