//! The heap, its collector, and pauses.

use super::{Fit, demand};
use crate::event::{Event, Kind, StwReason};
use crate::ids::PId;
use crate::time::SimTime;
use crate::world::World;

impl World {
    pub(super) fn memory(&mut self, e: &Event) -> Fit {
        let heap = &mut self.heap;
        match e.kind {
            Kind::HeapAlloc { bytes } => {
                heap.alloc_bytes = bytes;
                self.counts.heap_bytes_peak = self.counts.heap_bytes_peak.max(bytes);
            }
            Kind::HeapGoal { bytes } => heap.goal_bytes = bytes,
            Kind::GcPercent { percent } => heap.gc_percent = Some(percent),
            Kind::MemoryLimit { bytes } => heap.memory_limit_bytes = Some(bytes),
            Kind::ContainerLimit { bytes } => heap.container_limit_bytes = Some(bytes),
            Kind::GcBegin => {
                demand(!heap.gc.running, "a collection runs already")?;
                (heap.gc.running, heap.gc.begun) = (true, e.at);
                (heap.gc.scanned_bytes, heap.gc.scan_bytes) = (0, 0);
            }
            Kind::GcProgress { done, total } => {
                (heap.gc.scanned_bytes, heap.gc.scan_bytes) = (done, total);
            }
            Kind::GcEnd { live } => {
                demand(heap.gc.running, "no collection runs")?;
                (heap.gc.running, heap.gc.sweeping, heap.gc.ended) = (false, true, e.at);
                heap.gc.cycles += 1;
                heap.live_bytes = live;
            }
            Kind::GcSwept => heap.gc.sweeping = false,
            Kind::GcWorker { mode } => self.g(e.g)?.worker = Some(mode),
            Kind::GcMarkAssistBegin => return self.assist(e.g, true),
            Kind::GcMarkAssistEnd => return self.assist(e.g, false),
            Kind::StwBegin { reason } => return self.stw_begin(reason, e.at),
            Kind::StwEnd => return self.stw_end(e.at),
            _ => {}
        }
        Ok(())
    }

    fn stw_begin(&mut self, reason: StwReason, at: SimTime) -> Fit {
        demand(self.stw.is_none(), "the world is stopped already")?;
        (self.stw, self.pauses.since) = (Some(reason), at);
        Ok(())
    }

    fn stw_end(&mut self, at: SimTime) -> Fit {
        demand(self.stw.take().is_some(), "the world is not stopped")?;
        PId::sort(&mut self.idle_ps);
        let pauses = &mut self.pauses;
        pauses.last_ns = at.since(pauses.since);
        pauses.total_ns = pauses.total_ns.saturating_add(pauses.last_ns);
        pauses.count += 1;
        Ok(())
    }
}
