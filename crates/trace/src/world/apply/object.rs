//! Places to wait.

use super::{Fit, IDS_MAX, demand};
use crate::event::{Event, ObjKind, Side, TIMER_CAP};
use crate::ids::{GId, ObjId};
use crate::queue::WaitQ;
use crate::world::{Obj, Wait, World};

impl World {
    pub(super) fn obj_new(&mut self, obj: ObjId, kind: ObjKind, cap: u32, e: &Event) -> Fit {
        demand(obj.0 < IDS_MAX, "no object has that number")?;
        demand(self.objs.get(obj).is_none(), "the object exists already")?;
        self.objs.insert(obj, Obj::new(kind, cap, e));
        Ok(())
    }

    pub(super) fn obj_free(&mut self, obj: ObjId) -> Fit {
        let it = self.obj(obj)?;
        demand(it.recvq.is_empty() && it.sendq.is_empty(), "someone waits there")?;
        self.objs.remove(obj);
        self.ctxs.remove(obj);
        Ok(())
    }

    #[inline(always)]
    pub(super) fn wait_begin(&mut self, obj: ObjId, side: Side, at_head: bool, e: &Event) -> Fit {
        let it = self.gs.get_mut(e.g).ok_or("no such goroutine")?;
        let q = self.objs.get_mut(obj).ok_or("no such object")?.waitq_mut(side);
        let ticket = if at_head { q.push_front(e.g) } else { q.push_back(e.g) };
        it.waits.push(Wait { obj, side, ticket });
        // As for every event, but here it is at hand.
        if e.pc.is_some() {
            (it.pc, self.last_acted) = (e.pc, (e.g, e.pc));
        }
        Ok(())
    }
}

impl Obj {
    fn new(kind: ObjKind, cap: u32, e: &Event) -> Self {
        let is_timer = kind == ObjKind::Chan && cap == TIMER_CAP;
        Self {
            kind,
            pc: e.pc,
            made_by: e.g,
            cap: if is_timer { 0 } else { cap },
            len: 0,
            closed: false,
            is_timer,
            holder: GId::NONE,
            readers: 0,
            starving: false,
            count: 0,
            recvq: WaitQ::default(),
            sendq: WaitQ::default(),
        }
    }
}
