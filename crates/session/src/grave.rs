//! What is not needed any more is given back a little at a time: a million goroutines at once would hold up a page.

use std::cell::RefCell;

use gopark_trace::World;

use crate::engine::Machine;
use crate::limits::TABLE_PAGES_AT_ONCE;

/// A large thing that nobody looks at any more.
pub(crate) enum Remains {
    /// A world.
    World(Box<World>),
    /// A machine.
    Machine(Box<dyn Machine>),
}

thread_local! {
    /// It belongs to no session: what a session leaves when it ends is given back by the others.
    static GRAVE: RefCell<Vec<Remains>> = const { RefCell::new(Vec::new()) };
}

/// Gives something back in the time to come.
pub(crate) fn bury(remains: Remains) {
    GRAVE.with_borrow_mut(|grave| grave.push(remains));
}

/// Gives some of it back, which takes about a millisecond; true when nothing is left.
pub fn dig() -> bool {
    GRAVE.with_borrow_mut(|grave| {
        let is_empty = match grave.last_mut() {
            None => return true,
            Some(Remains::World(world)) => world.shed(TABLE_PAGES_AT_ONCE),
            Some(Remains::Machine(machine)) => machine.shed(),
        };
        if is_empty {
            grave.pop();
        }
        grave.is_empty()
    })
}

#[cfg(test)]
mod tests {
    use gopark_trace::{GId, World};

    use super::{Remains, bury, dig};

    #[test]
    fn large_things_go_in_parts() {
        let mut world = World::new();
        for g in 0..20_000 {
            world.timer_when.insert(gopark_trace::TimerId(g), gopark_trace::SimTime::ZERO);
        }
        assert!(world.gs.get(GId(1)).is_none() && dig());
        bury(Remains::World(Box::new(world)));
        let parts = (1..).find(|_| dig());
        assert_eq!(parts, Some(20_000_usize.div_ceil(64 * 64)));
    }
}
