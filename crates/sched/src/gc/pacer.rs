//! How large the heap may get, and when to begin (`mgcpacer.go`).

/// The least goal at GOGC=100 (`mgcpacer.go:defaultHeapMinimum`).
const HEAP_MIN_BYTES: u64 = 4 << 20;
/// Share of the processors' time for marking (`gcGoalUtilization`).
pub const UTILIZATION: f64 = 0.25;
/// Between the live heap and the goal, in 64ths: where a cycle begins at the earliest and at the latest.
const TRIGGER_64THS: (u64, u64) = (45, 61);
/// Of the room that GOMEMLIMIT leaves, so much is kept back (`memoryLimitHeapGoalHeadroomPercent`) ...
const HEADROOM_PERCENT: u64 = 3;
/// ... and at least so much.
const HEADROOM_MIN_BYTES: u64 = 1 << 20;
/// A cycle that has begun may allocate at least so much.
const RUNWAY_MIN_BYTES: u64 = 64 << 10;
/// While the last cycle is being swept, the next one waits for so much.
const SWEEP_MIN_BYTES: u64 = 1 << 20;
/// A goal that is missed may be missed by a tenth.
const OVERSHOOT: f64 = 1.1;

/// The pacer.
#[derive(Clone, Debug)]
pub struct Pacer {
    /// GOGC; -1: off.
    pub percent: i32,
    /// GOMEMLIMIT in bytes; the largest number: none.
    pub memory_limit: u64,
    /// Bytes allocated and not known to be garbage: live at the last cycle, and everything since.
    pub heap_live: u64,
    /// Bytes found reachable by the last cycle.
    pub heap_marked: u64,
    /// Bytes the last cycle scanned: in the heap, in stacks, in package variables.
    pub last_scan: (u64, u64, u64),
    /// Bytes of all stacks.
    pub stack_bytes: u64,
    /// Bytes the runtime holds that are not heap objects or free heap; and by how much the limit is exceeded.
    pub non_heap: (u64, u64),
    /// At which heap size the next cycle begins.
    pub trigger: u64,
    /// The heap size when the running cycle began; none while none runs.
    pub triggered: Option<u64>,
    /// See [`Self::goal`].
    percent_goal: u64,
    sweep_min_trigger: u64,
    runway: u64,
    /// Bytes allocated for each byte scanned, and of the last four cycles.
    cons_mark: f64,
    last_cons_mark: [f64; 4],
    /// Scanning that an allocation of one byte owes, and its inverse.
    pub(crate) assist_work_per_byte: f64,
    pub(crate) assist_bytes_per_work: f64,
}

impl Pacer {
    pub(crate) fn new() -> Self {
        let mut pacer = Self {
            percent: 100,
            memory_limit: u64::MAX,
            heap_live: 0,
            heap_marked: 0,
            last_scan: (0, 0, 0),
            stack_bytes: 0,
            non_heap: (0, 0),
            trigger: 0,
            triggered: None,
            percent_goal: 0,
            sweep_min_trigger: 0,
            runway: 0,
            cons_mark: 0.0,
            last_cons_mark: [0.0; 4],
            assist_work_per_byte: 0.0,
            assist_bytes_per_work: 0.0,
        };
        pacer.commit(true);
        pacer
    }

    fn last_scan_sum(&self) -> u64 {
        let (heap, stacks, globals) = self.last_scan;
        heap + stacks + globals
    }

    /// `commit`: the goal follows from what the last cycle found and from the settings.
    pub(crate) fn commit(&mut self, is_swept: bool) {
        self.sweep_min_trigger = if is_swept { 0 } else { self.heap_live + SWEEP_MIN_BYTES };
        self.percent_goal = match u64::try_from(self.percent) {
            Ok(percent) => {
                let (_, stacks, globals) = self.last_scan;
                let base = u128::from(self.heap_marked + stacks + globals);
                let more = u64::try_from(base * u128::from(percent) / 100).unwrap_or(u64::MAX);
                let least = HEAP_MIN_BYTES * percent / 100;
                self.heap_marked.saturating_add(more).max(least)
            }
            Err(_) => u64::MAX,
        };
        let ratio = self.cons_mark * (1.0 - UTILIZATION) / UTILIZATION;
        self.runway = (ratio * self.last_scan_sum() as f64) as u64;
        self.retrigger();
    }

    /// What the runtime holds has changed.
    pub(crate) fn set_memory(&mut self, mapped: u64, heap_free: u64, heap_alloc: u64) {
        let non_heap = mapped.saturating_sub(heap_free + heap_alloc);
        self.non_heap = (non_heap, mapped.saturating_sub(self.memory_limit));
        self.retrigger();
    }

    /// Where the heap may get by the end of the next cycle, or of the running one (`heapGoalInternal`).
    pub fn goal(&self) -> u64 {
        self.goal_and_min_trigger().0
    }

    fn goal_and_min_trigger(&self) -> (u64, u64) {
        let limited = self.limit_goal();
        if limited < self.percent_goal {
            return (limited, 0);
        }
        let goal = self.percent_goal.max(self.sweep_min_trigger);
        let least = self.triggered.map_or(0, |triggered| triggered.saturating_add(RUNWAY_MIN_BYTES));
        (goal.max(least), self.sweep_min_trigger)
    }

    /// `memoryLimitHeapGoal`.
    fn limit_goal(&self) -> u64 {
        if self.memory_limit == u64::MAX {
            return u64::MAX;
        }
        let (non_heap, overage) = self.non_heap;
        self.goal_below(self.memory_limit, non_heap + overage)
    }

    /// What a limit leaves to the heap beside `non_heap` bytes.
    pub fn goal_below(&self, limit: u64, non_heap: u64) -> u64 {
        let Some(room) = limit.checked_sub(non_heap).filter(|&room| room > 0) else {
            return self.heap_marked;
        };
        let headroom = (room / 100 * HEADROOM_PERCENT).max(HEADROOM_MIN_BYTES);
        let goal = room.saturating_sub(headroom).max(headroom);
        goal.max(self.heap_marked)
    }

    /// `trigger`.
    fn retrigger(&mut self) {
        let (goal, min_trigger) = self.goal_and_min_trigger();
        let Some(room) = goal.checked_sub(self.heap_marked).filter(|&room| room > 0) else {
            self.trigger = goal;
            return;
        };
        let (min, max) = TRIGGER_64THS;
        let at = |num| (room / 64).saturating_mul(num).saturating_add(self.heap_marked);
        let min_trigger = min_trigger.max(at(min));
        let max_trigger = at(max).max(goal.saturating_sub(HEAP_MIN_BYTES)).max(min_trigger);
        let trigger = goal.checked_sub(self.runway).unwrap_or(min_trigger);
        self.trigger = trigger.max(min_trigger).min(max_trigger);
    }

    /// `revise`: how much an allocation owes, given that `done` of `total` bytes are scanned. Go does not know `total`
    /// and takes all that could be scanned.
    pub(crate) fn revise(&mut self, done: u64, total: u64) {
        let percent = if self.percent < 0 { 100_000.0 } else { f64::from(self.percent) };
        let (mut goal, mut expected) = (self.goal() as f64, self.last_scan_sum() as f64);
        let (done, total) = (done as f64, total as f64);
        if done > expected {
            let triggered = self.triggered.unwrap_or(self.heap_live) as f64;
            let extended = (goal - triggered) / expected.max(1.0) * total + triggered;
            goal = extended.min((1.0 + percent / 100.0) * goal);
            expected = total;
        }
        if self.heap_live as f64 > goal {
            (goal, expected) = (goal * OVERSHOOT, total);
        }
        let work = (expected - done).max(1000.0);
        let room = (goal - self.heap_live as f64).max(1.0);
        (self.assist_work_per_byte, self.assist_bytes_per_work) = (work / room, room / work);
    }

    /// `endCycle`: how much was allocated for each byte scanned. `utilization`: the shares of processors' time that went
    /// to marking on behalf of the program, and to marking because there was nothing else to do.
    pub(crate) fn end_cycle(&mut self, work: u64, utilization: (f64, f64)) {
        let Some(allocated) = self.triggered.and_then(|triggered| self.heap_live.checked_sub(triggered))
        else {
            return;
        };
        let (busy, idle) = utilization;
        if allocated == 0 || work == 0 || busy >= 1.0 {
            return;
        }
        let current = allocated as f64 * (busy + idle) / (work as f64 * (1.0 - busy));
        self.cons_mark = self.last_cons_mark.iter().fold(current, |most, &it| most.max(it));
        self.last_cons_mark.rotate_left(1);
        self.last_cons_mark[3] = current;
    }
}
