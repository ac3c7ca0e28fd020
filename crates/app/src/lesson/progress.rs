//! Which lessons were answered, kept in the reader's browser.

use crate::storage;

const DONE: &str = "gopark.done";

/// The lessons that were answered, by their place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done(u64);

impl Done {
    /// Those of earlier visits.
    pub fn load() -> Self {
        let slugs = storage::get(DONE).unwrap_or_default();
        let lessons = gopark_lessons::all().iter().zip(0..u64::BITS);
        Self(lessons.fold(0, |done, (lesson, bit)| {
            done | u64::from(slugs.split(' ').any(|slug| slug == lesson.slug)) << bit
        }))
    }

    /// Remembers them.
    pub fn save(self) {
        let lessons = gopark_lessons::all().iter().enumerate();
        let mut slugs = String::new();
        for (_, lesson) in lessons.filter(|&(index, _)| self.has(index)) {
            slugs.push_str(lesson.slug);
            slugs.push(' ');
        }
        storage::set(DONE, slugs.trim_end());
    }

    /// Whether lesson number `index` is among them.
    pub const fn has(self, index: usize) -> bool {
        self.0 >> index & 1 == 1
    }

    /// With lesson number `index`.
    #[must_use]
    pub const fn with(self, index: usize) -> Self {
        Self(self.0 | 1 << index)
    }

    /// How many.
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }
}
