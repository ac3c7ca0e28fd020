//! Contexts: a tree of things that are cancelled together.

use super::{Fit, demand};
use crate::event::{Event, ObjKind};
use crate::ids::ObjId;
use crate::time::SimTime;
use crate::world::{Cancelled, Ctx, World};

impl World {
    pub(super) fn ctx_new(&mut self, obj: ObjId, parent: ObjId, deadline: SimTime) -> Fit {
        let is_one = self.objs.get(obj).is_some_and(|it| it.kind == ObjKind::Context);
        demand(is_one, "no such context")?;
        demand(parent.is_none() || parent.0 < obj.0, "a context is younger than its parent")?;
        demand(self.ctxs.get(obj).is_none(), "the context exists already")?;
        self.ctxs.insert(obj, Ctx { parent, done: ObjId::NONE, deadline, cancelled: None });
        Ok(())
    }

    pub(super) fn ctx_cancel(&mut self, obj: ObjId, deadline: bool, e: &Event) -> Fit {
        let it = self.ctx(obj)?;
        demand(it.cancelled.is_none(), "the context is cancelled already")?;
        let parent = it.parent;
        // Children are cancelled after their parents, and keep them in memory.
        let above = self.ctxs.get(parent).and_then(|it| it.cancelled);
        let from = above.map_or(obj, |above| above.from);
        self.ctx(obj)?.cancelled = Some(Cancelled { at: e.at, by: e.g, from, deadline });
        Ok(())
    }

    pub(super) fn ctx(&mut self, obj: ObjId) -> Fit<&mut Ctx> {
        self.ctxs.get_mut(obj).ok_or("no such context")
    }
}

#[cfg(test)]
mod tests {
    use crate::{Event, GId, Kind, MId, ObjId, ObjKind, PId, Pc, SimTime, World};

    #[test]
    fn a_wave_knows_where_it_began() {
        let mut world = World::new();
        let mut at = 0;
        let mut tell = |world: &mut World, kind| {
            at += 1;
            let (m, p, g, pc) = (MId::NONE, PId::NONE, GId(7), Pc::NONE);
            world.apply(&Event { at: SimTime(at), m, p, g, pc, kind })
        };
        // 0 and 1 under it, 2 under 1, 3 beside them.
        for (obj, parent) in [(0, ObjId::NONE), (1, ObjId(0)), (2, ObjId(1)), (3, ObjId(0))] {
            let obj = ObjId(obj);
            tell(&mut world, Kind::ObjNew { obj, kind: ObjKind::Context, cap: 0 }).expect("it is new");
            tell(&mut world, Kind::CtxNew { obj, parent, deadline: SimTime::NEVER }).expect("it fits");
        }
        let cancel = |obj| Kind::CtxCancel { obj: ObjId(obj), deadline: false };
        for obj in [1, 2, 0, 3] {
            tell(&mut world, cancel(obj)).expect("it was live");
        }
        let begun = |obj| world.ctxs.get(ObjId(obj)).and_then(|it| it.cancelled).map(|how| how.from.0);
        assert_eq!([0, 1, 2, 3].map(begun), [Some(0), Some(1), Some(1), Some(0)]);
        assert!(tell(&mut world.clone(), cancel(3)).is_err(), "nothing is cancelled twice");
        tell(&mut world, Kind::ObjFree { obj: ObjId(3) }).expect("nobody waits there");
        assert!(world.ctxs.get(ObjId(3)).is_none());
    }
}
