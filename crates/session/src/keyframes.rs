//! Worlds stored at intervals, so that going back costs little.

use gopark_trace::{Event, Fault, World};

use crate::limits::EVENTS_PER_KEYFRAME;

/// The world after every 8192nd event.
#[derive(Debug, Default)]
pub struct Keyframes(Vec<World>);

impl Keyframes {
    /// Stores `world` if it stands at a multiple of the interval that is not stored yet.
    pub fn pass(&mut self, world: &World) {
        if world.events == (self.0.len() * EVENTS_PER_KEYFRAME) as u64 {
            self.0.push(world.clone());
        }
    }

    /// The world after `n` events; worlds passed on the way are stored.
    ///
    /// # Errors
    /// When an event does not fit.
    pub fn world_at(&mut self, n: usize, events: &[Event]) -> Result<World, Fault> {
        let i = (n / EVENTS_PER_KEYFRAME).min(self.0.len().saturating_sub(1));
        let mut world = self.0.get(i).cloned().unwrap_or_default();
        for event in &events[world.events as usize..n] {
            world.apply(event)?;
            self.pass(&world);
        }
        Ok(world)
    }

    /// Forgets worlds after more than `n` events.
    pub fn truncate(&mut self, n: usize) {
        self.0.truncate(n / EVENTS_PER_KEYFRAME + 1);
    }
}
