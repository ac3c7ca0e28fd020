//! How long our own work took in the latest frames, for the benchmark.

const FRAMES_KEPT_MAX: usize = 1_200;

/// The latest frames' times.
#[derive(Clone, Debug, Default)]
pub struct FrameTimes {
    ms: Vec<f64>,
    next: usize,
}

impl FrameTimes {
    /// Notes a frame that took `ms`.
    pub fn push(&mut self, ms: f64) {
        if self.ms.len() < FRAMES_KEPT_MAX {
            self.ms.push(ms);
        } else {
            self.ms[self.next] = ms;
            self.next = (self.next + 1) % FRAMES_KEPT_MAX;
        }
    }

    /// The latest frame took so much longer.
    pub fn add(&mut self, ms: f64) {
        let latest = self.next.checked_sub(1).unwrap_or(self.ms.len().saturating_sub(1));
        if let Some(latest) = self.ms.get_mut(latest) {
            *latest += ms;
        }
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// All that are kept, oldest first.
    pub fn to_vec(&self) -> Vec<f64> {
        let (newer, older) = self.ms.split_at(self.next.min(self.ms.len()));
        [older, newer].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::{FRAMES_KEPT_MAX, FrameTimes};

    #[test]
    fn keeps_the_latest() {
        let mut times = FrameTimes::default();
        for i in 0..FRAMES_KEPT_MAX + 3 {
            times.push(i as f64);
        }
        let kept = times.to_vec();
        assert_eq!((kept.len(), kept[0], kept[FRAMES_KEPT_MAX - 1]), (1_200, 3.0, 1_202.0));
    }

    #[test]
    fn the_latest_takes_what_comes_after_it() {
        let mut times = FrameTimes::default();
        for frames in [1, FRAMES_KEPT_MAX - 1, 1] {
            (0..frames).for_each(|_| times.push(1.0));
            times.add(2.0);
            assert_eq!(times.to_vec().last(), Some(&3.0));
        }
        assert_eq!(times.to_vec().iter().filter(|&&ms| ms == 3.0).count(), 2);
    }
}
