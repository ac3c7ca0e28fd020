//! The speed slider: its positions, what they mean and how they read.

use gopark_session::Speed;
use gopark_trace::SimTime;

/// The last position: as fast as it goes.
pub const POSITION_MAX: u32 = STEPS_PER_DECADE * DECADES + 1;

const STEPS_PER_DECADE: u32 = 10;
/// From 1 µs of program time a second to 1,000 s a second.
const DECADES: u32 = 9;
const SLOWEST_NS: f64 = 1_000.0;
/// Ten steps to a decade, rounded so that they read well.
const SERIES: [f64; STEPS_PER_DECADE as usize] = [1.0, 1.25, 1.6, 2.0, 2.5, 3.2, 4.0, 5.0, 6.4, 8.0];

/// What a position of the slider means.
pub fn at(position: u32) -> Speed {
    if position >= POSITION_MAX {
        return Speed::Unbounded;
    }
    let decade = SLOWEST_NS * 10f64.powi((position / STEPS_PER_DECADE) as i32);
    Speed::NsPerSecond(decade * SERIES[(position % STEPS_PER_DECADE) as usize])
}

/// The position closest to a speed.
pub fn position(ns_per_second: u64) -> u32 {
    let is_below = |position: u32| match (at(position), at(position + 1)) {
        (Speed::NsPerSecond(here), Speed::NsPerSecond(next)) => {
            f64::midpoint(here, next) < ns_per_second as f64
        }
        _ => false,
    };
    (0..POSITION_MAX).find(|&position| !is_below(position)).unwrap_or(POSITION_MAX)
}

/// A position in words: `500µs of program time a second`.
pub fn words(position: u32) -> String {
    match at(position) {
        Speed::Unbounded => "as fast as it goes".to_owned(),
        Speed::NsPerSecond(ns) => format!("{} of program time a second", SimTime(ns as u64)),
    }
}

/// A position in few letters: `500µs/s`.
pub fn label(position: u32) -> String {
    match at(position) {
        Speed::Unbounded => "max".to_owned(),
        Speed::NsPerSecond(ns) => format!("{}/s", SimTime(ns as u64)),
    }
}

#[cfg(test)]
mod tests {
    use super::{POSITION_MAX, label, position, words};

    #[test]
    fn positions_read_well() {
        assert_eq!(words(0), "1µs of program time a second");
        assert_eq!(label(7), "5µs/s");
        assert_eq!(label(60), "1s/s");
        assert_eq!(words(POSITION_MAX), "as fast as it goes");
    }

    #[test]
    fn a_speed_finds_its_position() {
        assert_eq!(label(position(500_000)), "500µs/s");
        assert_eq!(label(position(8_000_000)), "8ms/s");
        assert_eq!(position(0), 0);
        assert_eq!(position(u64::MAX), POSITION_MAX - 1);
    }
}
