//! Worlds stored at intervals, so that going back costs little.

use gopark_trace::World;

use crate::grave::{self, Remains};
use crate::limits::{EVENTS_PER_KEYFRAME, EVENTS_PER_WEIGHING, KEYFRAME_BYTES_MAX, KEYFRAMES_MAX};

/// The world after every so many events; they stand further apart in a long run, and where much changes from one to
/// the next, for what does not change they share.
pub struct Keyframes {
    worlds: Vec<World>,
    /// Bytes that each world does not share with the one before it; those of the last may not be known yet.
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
    #[inline]
    pub fn pass(&mut self, world: &World) {
        if world.events.is_multiple_of(EVENTS_PER_WEIGHING) {
            self.weigh_one();
            if world.events == (self.worlds.len() * self.spacing) as u64 {
                self.worlds.push(world.clone());
            }
        }
    }

    /// Looks what one world takes; when all are known and that is too much, every other one goes.
    fn weigh_one(&mut self) {
        let weighed = self.own_bytes.len();
        if let Some(world) = self.worlds.get(weighed) {
            let before = weighed.checked_sub(1).map(|before| &self.worlds[before]);
            self.own_bytes.push(before.map_or(0, |before| world.own_bytes(before)));
        } else if weighed > KEYFRAMES_MAX
            || weighed > 2 && self.own_bytes.iter().sum::<usize>() > KEYFRAME_BYTES_MAX
        {
            let mut nth = 0;
            let gone = self.worlds.extract_if(.., |_| {
                nth += 1;
                nth % 2 == 0
            });
            gone.for_each(|world| grave::bury(Remains::World(Box::new(world))));
            self.own_bytes.clear();
            self.spacing *= 2;
        }
    }

    /// After how many events the last stored world before event `n` stands.
    pub fn before(&self, n: usize) -> usize {
        (n / self.spacing).min(self.worlds.len().saturating_sub(1)) * self.spacing
    }

    /// That world.
    pub fn world_before(&self, n: usize) -> World {
        self.worlds.get(self.before(n) / self.spacing).cloned().unwrap_or_default()
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
    use gopark_trace::{Event, GId, Kind, MId, PId, Pc, SimTime, World};

    use super::Keyframes;
    use crate::limits::{EVENTS_PER_KEYFRAME, KEYFRAMES_MAX};

    #[test]
    fn a_long_run_keeps_few_worlds_and_finds_each_moment() {
        let (m, p, g) = (MId::NONE, PId::NONE, GId::NONE);
        let event = |at| Event { at: SimTime(at), m, p, g, pc: Pc::NONE, kind: Kind::HeapGoal { bytes: at } };
        let events: Vec<_> = (0..3 * (KEYFRAMES_MAX * EVENTS_PER_KEYFRAME) as u64).map(event).collect();
        let mut keyframes = Keyframes::default();
        let mut world = World::new();
        keyframes.pass(&world);
        for event in &events {
            world.apply(event).expect("a goal fits");
            keyframes.pass(&world);
        }
        assert!(keyframes.worlds.len() <= KEYFRAMES_MAX);
        for n in [1, 9_000, 100_000, events.len() / 2, events.len()] {
            let (world, before) = (keyframes.world_before(n), keyframes.before(n));
            assert_eq!(world.events as usize, before);
            assert!((before..before + keyframes.spacing).contains(&n));
            assert_eq!(world.heap.goal_bytes, world.events.saturating_sub(1));
        }
        keyframes.truncate(20_000);
        assert!(keyframes.world_before(usize::MAX).events <= 20_000);
    }
}
