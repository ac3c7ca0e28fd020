//! Worlds stored at intervals, so that going back costs little.

use gopark_trace::{EventLog, Fault, World};

use crate::grave::{self, Remains};
use crate::limits::{EVENTS_PER_KEYFRAME, KEYFRAME_BYTES_MAX, KEYFRAMES_MAX};

/// The world after every so many events; they stand further apart in a long run, and where much changes from one to
/// the next, for what does not change they share.
pub struct Keyframes {
    worlds: Vec<World>,
    /// Bytes that each world does not share with the one before it.
    own_bytes: Vec<usize>,
    /// Events from one to the next.
    spacing: usize,
}

impl Default for Keyframes {
    fn default() -> Self {
        Self { worlds: Vec::new(), own_bytes: Vec::new(), spacing: EVENTS_PER_KEYFRAME }
    }
}

impl Keyframes {
    /// Stores `world` if it stands at a multiple of the interval that is not stored yet.
    pub fn pass(&mut self, world: &World) {
        if world.events != (self.worlds.len() * self.spacing) as u64 {
            return;
        }
        self.own_bytes.push(self.worlds.last().map_or(0, |last| world.own_bytes(last)));
        self.worlds.push(world.clone());
        while self.worlds.len() > KEYFRAMES_MAX
            || self.own_bytes.iter().sum::<usize>() > KEYFRAME_BYTES_MAX && self.worlds.len() > 2
        {
            for (nth, world) in std::mem::take(&mut self.worlds).into_iter().enumerate() {
                if nth % 2 == 0 {
                    self.worlds.push(world);
                } else {
                    grave::bury(Remains::World(Box::new(world)));
                }
            }
            self.spacing *= 2;
            self.weigh();
        }
    }

    fn weigh(&mut self) {
        let pairs = self.worlds.iter().zip(self.worlds.iter().skip(1));
        self.own_bytes =
            std::iter::once(0).chain(pairs.map(|(before, world)| world.own_bytes(before))).collect();
    }

    /// After how many events the last stored world before event `n` stands.
    pub fn before(&self, n: usize) -> usize {
        (n / self.spacing).min(self.worlds.len().saturating_sub(1)) * self.spacing
    }

    /// The world after `n` events; worlds passed on the way are stored.
    ///
    /// # Errors
    /// When an event does not fit.
    pub fn world_at(&mut self, n: usize, events: &mut EventLog) -> Result<World, Fault> {
        let i = (n / self.spacing).min(self.worlds.len().saturating_sub(1));
        let mut world = self.worlds.get(i).cloned().unwrap_or_default();
        while let Some(event) = events.get(world.events as usize).filter(|_| (world.events as usize) < n) {
            world.apply(&event)?;
            self.pass(&world);
        }
        Ok(world)
    }

    /// Forgets worlds after more than `n` events.
    pub fn truncate(&mut self, n: usize) {
        let from = (n / self.spacing + 1).min(self.worlds.len());
        self.worlds.drain(from..).for_each(|world| grave::bury(Remains::World(Box::new(world))));
        self.own_bytes.truncate(from);
    }

    /// They are not needed any more.
    pub fn bury(mut self) {
        self.worlds.drain(..).for_each(|world| grave::bury(Remains::World(Box::new(world))));
    }
}

#[cfg(test)]
mod tests {
    use gopark_trace::{Event, EventLog, GId, Kind, MId, PId, Pc, SimTime, World};

    use super::Keyframes;
    use crate::limits::{EVENTS_PER_KEYFRAME, KEYFRAMES_MAX};

    #[test]
    fn a_long_run_keeps_few_worlds_and_finds_each_moment() {
        let (m, p, g) = (MId::NONE, PId::NONE, GId::NONE);
        let event = |at| Event { at: SimTime(at), m, p, g, pc: Pc::NONE, kind: Kind::HeapGoal { bytes: at } };
        let events: Vec<_> = (0..3 * (KEYFRAMES_MAX * EVENTS_PER_KEYFRAME) as u64).map(event).collect();
        let mut log = EventLog::default();
        log.append(&mut events.clone());
        let mut keyframes = Keyframes::default();
        let mut world = World::new();
        keyframes.pass(&world);
        for event in &events {
            world.apply(event).expect("a goal fits");
            keyframes.pass(&world);
        }
        assert!(keyframes.worlds.len() <= KEYFRAMES_MAX);
        for n in [1, 9_000, 100_000, events.len() / 2, events.len()] {
            let world = keyframes.world_at(n, &mut log).expect("goals fit");
            assert_eq!((world.events, world.heap.goal_bytes), (n as u64, n as u64 - 1));
        }
        keyframes.truncate(20_000);
        assert_eq!(keyframes.world_at(20_000, &mut log).expect("goals fit").events, 20_000);
    }
}
