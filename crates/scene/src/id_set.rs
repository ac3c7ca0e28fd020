//! Goroutines as bits.

use gopark_trace::GId;

/// A set of goroutines.
#[derive(Debug, Default)]
pub(crate) struct IdSet {
    words: Vec<u64>,
    len: u32,
}

impl IdSet {
    pub(crate) fn len(&self) -> u32 {
        self.len
    }

    pub(crate) fn has(&self, g: GId) -> bool {
        self.words.get(g.idx() / 64).is_some_and(|word| word & 1 << (g.idx() % 64) != 0)
    }

    /// Puts it in (true) or takes it out.
    pub(crate) fn set(&mut self, g: GId, on: bool) {
        if self.has(g) == on {
            return;
        }
        let word = g.idx() / 64;
        if self.words.len() <= word {
            self.words.resize(word + 1, 0);
        }
        self.words[word] ^= 1 << (g.idx() % 64);
        if on { self.len += 1 } else { self.len -= 1 }
    }

    /// All of them, by rising id.
    pub(crate) fn iter(&self) -> impl Iterator<Item = GId> + '_ {
        self.words.iter().enumerate().filter(|(_, word)| **word != 0).flat_map(|(i, &word)| {
            (0..64).filter(move |bit| word & 1 << bit != 0).map(move |bit| GId(i as u32 * 64 + bit))
        })
    }
}

#[cfg(test)]
mod tests {
    use gopark_trace::GId;

    use super::IdSet;

    #[test]
    fn members_come_and_go() {
        let mut set = IdSet::default();
        for id in [70, 3, 63, 64, 3] {
            set.set(GId(id), true);
        }
        set.set(GId(64), false);
        set.set(GId(9_999), false);
        assert_eq!((set.len(), set.has(GId(63)), set.has(GId(64))), (3, true, false));
        assert_eq!(set.iter().map(|g| g.0).collect::<Vec<_>>(), [3, 63, 70]);
    }
}
