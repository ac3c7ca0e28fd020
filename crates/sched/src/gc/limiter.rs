//! What keeps collecting from taking all the processors' time when GOMEMLIMIT leaves too little room (`mgclimit.go`): a
//! leaky bucket that fills with the collector's time and drains with the program's.

use gopark_trace::SimTime;

/// Capacity of the bucket for each P, in nanoseconds (`capacityPerProc`).
const CAPACITY_NS: u64 = 1_000_000_000;

/// The bucket.
#[derive(Clone, Copy, Debug, Default)]
pub struct Limiter {
    fill_ns: u64,
    last: SimTime,
    /// The collector's time, and that of idle workers, when the bucket was last looked at.
    seen: (u64, u64),
    /// Nobody has to help now.
    pub is_limiting: bool,
}

impl Limiter {
    /// `collecting` and `idle` are all nanoseconds so far that went to collecting, and those of them on processors that
    /// had nothing else to do.
    pub fn update(&mut self, now: SimTime, procs: u32, collecting: u64, idle: u64) {
        let all = now.since(self.last).saturating_mul(u64::from(procs));
        let idle_since = idle.saturating_sub(self.seen.1);
        let gc = collecting.saturating_sub(self.seen.0).saturating_sub(idle_since);
        let program = all.saturating_sub(idle_since).saturating_sub(gc);
        let capacity = CAPACITY_NS * u64::from(procs);
        self.fill_ns = (self.fill_ns + gc).saturating_sub(program).min(capacity);
        self.is_limiting = self.fill_ns == capacity;
        (self.last, self.seen) = (now, (collecting, idle));
    }
}
