//! Numbers of a world under the names that `runtime/metrics` has for them (`runtime/metrics/description.go`).

use crate::world::{MState, World};

/// One of those numbers.
#[derive(Clone, Copy)]
pub struct Metric {
    /// Its name; what stands behind the colon is its unit.
    pub name: &'static str,
    of: fn(&World) -> u64,
}

/// Those that can be read off a world, by name. Goroutines of the runtime count as they do in Go.
pub const METRICS: [Metric; 13] = [
    metric("/gc/cycles/total:gc-cycles", |w| u64::from(w.heap.gc.cycles)),
    metric("/gc/heap/goal:bytes", |w| w.heap.goal_bytes),
    metric("/gc/heap/live:bytes", |w| w.heap.live_bytes),
    metric("/memory/classes/heap/objects:bytes", |w| w.heap.alloc_bytes),
    metric("/memory/classes/heap/stacks:bytes", |w| w.counts.stack_bytes),
    metric("/sched/gomaxprocs:threads", |w| w.procs() as u64),
    metric("/sched/goroutines-created:goroutines", |w| w.counts.created),
    metric("/sched/goroutines/not-in-go:goroutines", |w| u64::from(w.counts.syscall)),
    metric("/sched/goroutines/runnable:goroutines", |w| u64::from(w.counts.runnable)),
    metric("/sched/goroutines/running:goroutines", |w| u64::from(w.counts.running)),
    metric("/sched/goroutines/waiting:goroutines", |w| u64::from(w.counts.waiting)),
    metric("/sched/goroutines:goroutines", |w| w.goroutines() as u64),
    metric("/sched/threads/total:threads", |w| {
        w.ms.iter().filter(|m| m.state != MState::Gone).count() as u64
    }),
];

const fn metric(name: &'static str, of: fn(&World) -> u64) -> Metric {
    Metric { name, of }
}

impl Metric {
    /// Its value at the moment of `world`.
    pub fn value(&self, world: &World) -> u64 {
        (self.of)(world)
    }

    /// What it is counted in: `bytes`, `goroutines`, `threads`, `gc-cycles`.
    pub fn unit(&self) -> &'static str {
        self.name.rsplit_once(':').map_or("", |(_, unit)| unit)
    }
}

#[cfg(test)]
mod tests {
    use super::METRICS;
    use crate::{Event, GId, Kind, MId, PId, Pc, SimTime, World};

    #[test]
    fn a_world_has_them_by_name_with_their_units() {
        assert!(METRICS.iter().map(|metric| metric.name).is_sorted());
        let mut world = World::new();
        let (m, p) = (MId(0), PId(0));
        let kinds = [
            Kind::MStart,
            Kind::ProcsChange { n: 2 },
            Kind::ProcHandoff,
            Kind::GoCreate { g: GId(1), entry: Pc(0) },
            Kind::HeapGoal { bytes: 4 << 20 },
        ];
        for kind in kinds {
            let event = Event { at: SimTime(1), m, p, g: GId::NONE, pc: Pc::NONE, kind };
            world.apply(&event).expect("it fits");
        }
        let shown: Vec<_> = METRICS
            .iter()
            .map(|metric| (metric.name, metric.value(&world), metric.unit()))
            .filter(|(_, value, _)| *value > 0)
            .collect();
        let expected = [
            ("/gc/heap/goal:bytes", 4 << 20, "bytes"),
            ("/memory/classes/heap/stacks:bytes", 2048, "bytes"),
            ("/sched/gomaxprocs:threads", 2, "threads"),
            ("/sched/goroutines-created:goroutines", 1, "goroutines"),
            ("/sched/goroutines/runnable:goroutines", 1, "goroutines"),
            ("/sched/goroutines:goroutines", 1, "goroutines"),
            ("/sched/threads/total:threads", 1, "threads"),
        ];
        assert_eq!(shown, expected);
    }
}
