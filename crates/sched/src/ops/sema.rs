//! Semaphores under locks (`sema.go`): who is woken must still take the token that was released, and somebody who comes
//! before it runs may have taken it.

use gopark_trace::{GId, ObjId, PId, Sink};

use crate::sched::Sched;

impl<S: Sink> Sched<S> {
    /// `cansemacquire`: takes a token if there is one.
    pub(crate) fn can_semacquire(&mut self, obj: ObjId) -> bool {
        let Some(it) = self.objs.get_mut(obj).filter(|it| it.sema > 0) else { return false };
        it.sema -= 1;
        true
    }

    /// So many tokens more; at most `most` of them now: how many are left.
    pub fn semrelease_some(&mut self, p: PId, obj: ObjId, tokens: usize, most: usize) -> usize {
        for _ in 0..tokens.min(most) {
            self.semrelease(p, obj);
        }
        tokens.saturating_sub(most)
    }

    /// `semrelease`: one token more; the first who waits for one is woken.
    pub(crate) fn semrelease(&mut self, p: PId, obj: ObjId) -> Option<GId> {
        let it = self.objs.get_mut(obj)?;
        it.sema += 1;
        let head = it.recvq.front()?;
        self.make_ready(p, head);
        Some(head)
    }
}
