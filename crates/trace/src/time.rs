//! Virtual time.

use std::fmt;
use std::ops::{Add, AddAssign, Sub};

/// A moment of program time: nanoseconds since the program's start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SimTime(pub u64);

impl SimTime {
    /// The program's start.
    pub const ZERO: Self = Self(0);
    /// Later than everything.
    pub const NEVER: Self = Self(u64::MAX);

    /// The moment `ns` nanoseconds later; [`Self::NEVER`] when that is past the end of time.
    #[inline]
    #[must_use]
    pub const fn plus(self, ns: u64) -> Self {
        Self(self.0.saturating_add(ns))
    }

    /// Nanoseconds from `earlier` to `self`; 0 when `earlier` is not earlier.
    #[inline]
    pub const fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl Add<u64> for SimTime {
    type Output = Self;
    #[inline]
    fn add(self, ns: u64) -> Self {
        self.plus(ns)
    }
}

impl AddAssign<u64> for SimTime {
    #[inline]
    fn add_assign(&mut self, ns: u64) {
        *self = self.plus(ns);
    }
}

impl Sub for SimTime {
    type Output = u64;
    #[inline]
    fn sub(self, earlier: Self) -> u64 {
        self.since(earlier)
    }
}

/// With the unit a reader needs: `850ns`, `12.34µs`, `1.204ms`, `3.5s`.
impl fmt::Display for SimTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ns = self.0;
        let (unit, name, digits) = match ns {
            0..1_000 => return f.pad(&format!("{ns}ns")),
            1_000..1_000_000 => (1_000, "µs", 3),
            1_000_000..1_000_000_000 => (1_000_000, "ms", 3),
            _ => (1_000_000_000, "s", 3),
        };
        let fraction = (ns % unit) / (unit / 1_000);
        let text = format!("{}.{fraction:0digits$}", ns / unit);
        let text = text.trim_end_matches('0').trim_end_matches('.');
        f.pad(&format!("{text}{name}"))
    }
}

#[cfg(test)]
mod tests {
    use super::SimTime;

    #[test]
    fn display_names_the_unit_a_reader_needs() {
        let shown = |ns| SimTime(ns).to_string();
        assert_eq!(shown(0), "0ns");
        assert_eq!(shown(999), "999ns");
        assert_eq!(shown(12_340), "12.34µs");
        assert_eq!(shown(1_204_000), "1.204ms");
        assert_eq!(shown(3_500_000_000), "3.5s");
        assert_eq!(shown(10_000_000), "10ms");
    }
}
