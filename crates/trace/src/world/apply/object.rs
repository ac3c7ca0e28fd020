//! Places to wait.

use super::{Fit, IDS_MAX, demand};
use crate::event::{Event, Kind, ObjKind, Side};
use crate::ids::{GId, ObjId};
use crate::queue::WaitQ;
use crate::world::{Obj, Wait, World};

impl World {
    pub(super) fn object(&mut self, e: &Event) -> Fit {
        match e.kind {
            Kind::ObjNew { obj, kind, cap } => {
                demand(obj.0 < IDS_MAX, "no object has that number")?;
                demand(self.objs.get(obj).is_none(), "the object exists already")?;
                self.objs.insert(obj, Obj::new(kind, cap, e));
            }
            Kind::ObjFree { obj } => {
                let it = self.obj(obj)?;
                demand(it.recvq.is_empty() && it.sendq.is_empty(), "someone waits there")?;
                self.objs.remove(obj);
            }
            Kind::WaitBegin { obj, side, at_head } => self.wait_begin(e.g, obj, side, at_head)?,
            Kind::ChanLen { obj, len } => self.obj(obj)?.len = len,
            Kind::ChanClose { obj } => self.obj(obj)?.closed = true,
            Kind::ChanResize { obj, cap } => self.obj(obj)?.cap = cap,
            Kind::LockHolder { obj, holder } => self.obj(obj)?.holder = holder,
            Kind::LockReaders { obj, readers } => self.obj(obj)?.readers = readers,
            Kind::LockStarving { obj, on } => self.obj(obj)?.starving = on,
            Kind::Counter { obj, value } => self.obj(obj)?.count = value,
            _ => {}
        }
        Ok(())
    }

    fn wait_begin(&mut self, g: GId, obj: ObjId, side: Side, at_head: bool) -> Fit {
        let it = self.gs.get_mut(g).ok_or("no such goroutine")?;
        let q = self.objs.get_mut(obj).ok_or("no such object")?.waitq_mut(side);
        let ticket = if at_head { q.push_front(g) } else { q.push_back(g) };
        it.waits.push(Wait { obj, side, ticket });
        Ok(())
    }
}

impl Obj {
    fn new(kind: ObjKind, cap: u32, e: &Event) -> Self {
        Self {
            kind,
            pc: e.pc,
            made_by: e.g,
            cap,
            len: 0,
            closed: false,
            holder: GId::NONE,
            readers: 0,
            starving: false,
            count: 0,
            recvq: WaitQ::default(),
            sendq: WaitQ::default(),
        }
    }
}
