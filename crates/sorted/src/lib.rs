//! Maps and sets in the order of their keys, as sorted runs of entries.
//!
//! The page keeps dozens of tables with different keys. Each instance of the standard library's B-tree is about nine
//! kilobytes of WebAssembly, each of these is a few hundred bytes, and keys that come in order (most are ids) are
//! appended. Runs are short, so that an insertion anywhere moves little.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::ops::{Bound, Index, RangeBounds};

/// The most entries in a run.
const RUN_MAX: usize = 128;

/// A map in the order of its keys.
#[derive(Clone)]
pub struct SortedMap<K, V> {
    /// Sorted within and among each other; none is empty.
    runs: Vec<Vec<(K, V)>>,
    len: usize,
}

/// A set in the order of its values.
#[derive(Clone)]
pub struct SortedSet<K>(SortedMap<K, ()>);

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
        SortedMap { runs: Vec::new(), len: 0 }
    }

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
        Some(&self.runs[run][at].1)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let (run, at) = self.find(key).ok()?;
        Some(&mut self.runs[run][at].1)
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
            Ok((run, at)) => Some(std::mem::replace(&mut self.runs[run][at].1, value)),
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
        &mut self.runs[run][at].1
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
        self.runs.iter().flatten().map(|(key, value)| (key, value))
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> {
        self.runs.iter().flatten().map(|(key, _)| key)
    }

    /// All values, in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> {
        self.runs.iter().flatten().map(|(_, value)| value)
    }

    /// All values, in the order of their keys, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.runs.iter_mut().flatten().map(|(_, value)| value)
    }

    /// The first entry.
    #[inline]
    pub fn first(&self) -> Option<(&K, &V)> {
        let (key, value) = self.runs.first()?.first()?;
        Some((key, value))
    }

    /// The last entry whose key is less than `key`.
    pub fn before(&self, key: &K) -> Option<(&K, &V)> {
        let (run, at) = self.find(key).unwrap_or_else(|place| place);
        let (key, value) = match at.checked_sub(1) {
            Some(at) => self.runs.get(run)?.get(at)?,
            None => self.runs.get(run.checked_sub(1)?)?.last()?,
        };
        Some((key, value))
    }

    /// Takes all entries out.
    pub fn clear(&mut self) {
        *self = Self::new();
    }

    /// Takes out what is not to be kept.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        for run in &mut self.runs {
            run.retain_mut(|(key, value)| keep(key, value));
        }
        self.runs.retain(|run| !run.is_empty());
        self.len = self.runs.iter().map(Vec::len).sum();
    }

    /// All entries, in the order of the keys.
    pub fn into_entries(self) -> impl Iterator<Item = (K, V)> {
        self.runs.into_iter().flatten()
    }

    /// All values, in the order of their keys.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.into_entries().map(|(_, value)| value)
    }

    /// The entries whose keys lie in a range.
    pub fn range(&self, range: impl RangeBounds<K>) -> impl Iterator<Item = (&K, &V)> {
        let (run, at) = match range.start_bound() {
            Bound::Unbounded => (0, 0),
            Bound::Included(key) => self.find(key).unwrap_or_else(|place| place),
            Bound::Excluded(key) => self.find(key).map_or_else(|place| place, |(run, at)| (run, at + 1)),
        };
        let rest = self.runs[run.min(self.runs.len())..].iter().flatten().skip(at);
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
        let run = self.runs.partition_point(|run| run[0].0.borrow() <= key).saturating_sub(1);
        match self.runs.get(run) {
            None => Err((0, 0)),
            Some(entries) => match entries.binary_search_by(|(other, _)| other.borrow().cmp(key)) {
                Ok(at) => Ok((run, at)),
                Err(at) => Err((run, at)),
            },
        }
    }

    fn put(&mut self, (run, at): Place, entry: (K, V)) -> Place {
        self.len += 1;
        let Some(entries) = self.runs.get_mut(run) else {
            self.runs.push(vec![entry]);
            return (run, 0);
        };
        if entries.len() < RUN_MAX {
            entries.insert(at, entry);
            return (run, at);
        }
        // Keys that come in order fill their runs; others halve them.
        let cut = if at == RUN_MAX { RUN_MAX } else { RUN_MAX / 2 };
        let rest = entries.split_off(cut);
        self.runs.insert(run + 1, rest);
        let place = if at < cut { (run, at) } else { (run + 1, at - cut) };
        self.runs[place.0].insert(place.1, entry);
        place
    }

    fn take(&mut self, (run, at): Place) -> (K, V) {
        self.len -= 1;
        let entry = self.runs[run].remove(at);
        if self.runs[run].is_empty() {
            self.runs.remove(run);
        }
        entry
    }
}

impl<K: Ord> SortedSet<K> {
    /// An empty set.
    pub fn new() -> Self {
        SortedSet(SortedMap::new())
    }

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

    /// All values, in order.
    pub fn into_values(self) -> impl Iterator<Item = K> {
        self.0.into_entries().map(|(value, ())| value)
    }

    /// The least value.
    #[inline]
    pub fn first(&self) -> Option<&K> {
        Some(self.0.first()?.0)
    }

    /// Takes the least value out.
    pub fn pop_first(&mut self) -> Option<K> {
        (!self.is_empty()).then(|| self.0.take((0, 0)).0)
    }
}

/// Equal entries, however they are divided.
impl<K: Ord, V: PartialEq> PartialEq for SortedMap<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<K: Ord + fmt::Debug, V: fmt::Debug> fmt::Debug for SortedMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K: Ord + fmt::Debug> fmt::Debug for SortedSet<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

impl<K: Ord, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        SortedMap::new()
    }
}

impl<K: Ord> Default for SortedSet<K> {
    fn default() -> Self {
        SortedSet::new()
    }
}

impl<K: Ord + Borrow<Q>, Q: Ord + ?Sized, V> Index<&Q> for SortedMap<K, V> {
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        self.get(key).expect("the key has a value")
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = SortedMap::new();
        map.extend(entries);
        map
    }
}

impl<K: Ord, V> Extend<(K, V)> for SortedMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord> FromIterator<K> for SortedSet<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut set = SortedSet::new();
        set.extend(keys);
        set
    }
}

impl<K: Ord> Extend<K> for SortedSet<K> {
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
