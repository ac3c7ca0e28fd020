//! Objects coming and going.

use gopark_trace::{Kind, LimitKind, ObjId, ObjKind, PId, SimTime, Sink, TIMER_CAP};

use crate::sched::Sched;
use crate::state::Obj;

impl<S: Sink> Sched<S> {
    /// A new object; `cap` is a channel's capacity, or `TIMER_CAP` for a timer's, and of anything else the number of the package variable that it is.
    ///
    /// # Errors
    /// When the bound on objects is reached.
    pub fn obj_new(&mut self, p: PId, kind: ObjKind, cap: u32) -> Result<ObjId, LimitKind> {
        if self.objs.len() >= self.limits.objects as usize {
            return Err(LimitKind::Objects);
        }
        let mut new = Obj::new(kind, cap);
        if kind == ObjKind::Chan {
            new.bubble = self.bubble_of(self.curg(p));
        }
        let obj = self.insert_obj(p, new);
        if kind == ObjKind::RwMutex {
            let inner = self.insert_obj(p, Obj::new(ObjKind::Mutex, cap));
            if let Some(it) = self.objs.get_mut(obj) {
                it.inner = inner;
            }
        }
        Ok(obj)
    }

    /// Context `obj`, which `obj_new` made, hangs under `parent` and is cancelled at `deadline` at the latest.
    pub fn ctx_new(&mut self, p: PId, obj: ObjId, parent: ObjId, deadline: SimTime) {
        self.emit_now(p, Kind::CtxNew { obj, parent, deadline });
    }

    /// Channel `done` is the Done channel of context `obj`.
    pub fn ctx_done(&mut self, p: PId, obj: ObjId, done: ObjId) {
        self.emit_now(p, Kind::CtxDone { obj, done });
    }

    /// Context `obj` is cancelled; `deadline`: because one has passed.
    pub fn ctx_cancel(&mut self, p: PId, obj: ObjId, deadline: bool) {
        self.emit_now(p, Kind::CtxCancel { obj, deadline });
    }

    fn insert_obj(&mut self, p: PId, new: Obj) -> ObjId {
        let obj = ObjId(self.obj_next);
        self.obj_next += 1;
        let (kind, cap) = (new.kind, if new.is_timer { TIMER_CAP } else { new.cap });
        self.objs.insert(obj, new);
        self.emit_now(p, Kind::ObjNew { obj, kind, cap });
        obj
    }

    /// The object was collected. Somebody who waits at it keeps it, since nobody else can reach either.
    pub fn obj_free(&mut self, obj: ObjId) {
        let waited_at = |it: &Obj| !it.recvq.is_empty() || !it.sendq.is_empty();
        let Some(it) = self.objs.get(obj) else { return };
        let inner = it.inner;
        if waited_at(it) || self.objs.get(inner).is_some_and(waited_at) {
            return;
        }
        for gone in [obj, inner] {
            if self.objs.remove(gone).is_some() {
                self.emit_outside(Kind::ObjFree { obj: gone });
            }
        }
    }
}
