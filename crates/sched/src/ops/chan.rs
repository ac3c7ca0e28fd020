//! Channels (`chan.go`): the scheduler counts, orders and wakes; values are the caller's.

use gopark_trace::{GId, Kind, ObjId, PId, Side, Sink, WaitReason};

use crate::cost;
use crate::outcome::{Recv, Send, Woken};
use crate::sched::Sched;

impl<S: Sink> Sched<S> {
    /// `ch <- v` (`chansend`).
    pub fn chan_send(&mut self, p: PId, ch: ObjId) -> Send {
        self.spend(p, cost::CHAN);
        self.try_send(p, ch).unwrap_or_else(|| {
            self.block_at(p, ch, Side::Send, WaitReason::ChanSend);
            Send::Parked
        })
    }

    /// `<-ch` (`chanrecv`).
    pub fn chan_recv(&mut self, p: PId, ch: ObjId) -> Recv {
        self.spend(p, cost::CHAN);
        self.try_recv(p, ch).unwrap_or_else(|| {
            self.block_at(p, ch, Side::Recv, WaitReason::ChanReceive);
            Recv::Parked
        })
    }

    /// A timer sends the time: never blocks.
    pub fn chan_timer_send(&mut self, p: PId, ch: ObjId) -> Send {
        self.try_send(p, ch).unwrap_or(Send::Full)
    }

    /// A send that cannot block; None when it would.
    pub(crate) fn try_send(&mut self, p: PId, ch: ObjId) -> Option<Send> {
        let it = self.objs.get_mut(ch)?;
        if it.closed {
            return Some(Send::Closed);
        }
        if let Some(to) = it.recvq.front() {
            let from = self.curg(p);
            self.emit_now(p, Kind::ChanHandoff { obj: ch, from, to });
            return Some(Send::Handoff(self.complete(p, ch, Side::Recv, to)));
        }
        if it.len < it.cap {
            it.len += 1;
            self.tell_len(p, ch);
            return Some(Send::Buffered);
        }
        None
    }

    fn tell_len(&mut self, p: PId, ch: ObjId) {
        if let Some(it) = self.objs.get(ch).filter(|it| !it.is_timer) {
            let len = it.len;
            self.emit_now(p, Kind::ChanLen { obj: ch, len });
        }
    }

    /// A receive that cannot block; None when it would.
    pub(crate) fn try_recv(&mut self, p: PId, ch: ObjId) -> Option<Recv> {
        let it = self.objs.get_mut(ch)?;
        if it.len > 0 {
            // A full buffer with waiting senders rotates: its length stays, unless the viewer made it smaller.
            let admits = it.len <= it.cap;
            let sender = it.sendq.front().filter(|_| admits && !it.closed);
            if let Some(from) = sender {
                let to = self.curg(p);
                self.emit_now(p, Kind::ChanHandoff { obj: ch, from, to });
                return Some(Recv::Buffered(Some(self.complete(p, ch, Side::Send, from))));
            }
            it.len -= 1;
            self.tell_len(p, ch);
            return Some(Recv::Buffered(None));
        }
        if it.closed {
            return Some(Recv::Closed);
        }
        let from = it.sendq.front()?;
        let to = self.curg(p);
        self.emit_now(p, Kind::ChanHandoff { obj: ch, from, to });
        Some(Recv::Handoff(self.complete(p, ch, Side::Send, from)))
    }

    /// `close(ch)` (`closechan`): receivers, then senders, leave their queues, and are then readied in reverse. One that
    /// selects on it more than once goes by its first case. None when it is closed already.
    pub fn chan_close(&mut self, p: PId, ch: ObjId) -> Option<Vec<Woken>> {
        if !self.close_begin(p, ch) {
            return None;
        }
        let mut woken = Vec::new();
        self.close_unblock(ch, usize::MAX, &mut woken);
        woken.reverse();
        for woken in &woken {
            self.close_ready(p, *woken);
        }
        Some(woken)
    }

    /// How many wait at a channel.
    pub fn chan_waiting(&self, ch: ObjId) -> usize {
        self.objs.get(ch).map_or(0, |it| it.recvq.len() + it.sendq.len())
    }

    /// The beginning of [`Self::chan_close`], for those who wake many in parts; false: it is closed already.
    pub fn close_begin(&mut self, p: PId, ch: ObjId) -> bool {
        self.spend(p, cost::CHAN);
        let Some(it) = self.objs.get_mut(ch).filter(|it| !it.closed) else { return false };
        it.closed = true;
        self.emit_now(p, Kind::ChanClose { obj: ch });
        true
    }

    /// At most so many leave their queues and are put behind `woken`; true when none is left. Then they are readied from the
    /// last one on.
    pub fn close_unblock(&mut self, ch: ObjId, most: usize, woken: &mut Vec<Woken>) -> bool {
        let until = woken.len().saturating_add(most);
        for side in [Side::Recv, Side::Send] {
            while let Some(g) = self.objs.get_mut(ch).and_then(|it| it.waitq(side).front()) {
                if woken.len() == until {
                    return false;
                }
                woken.push(Woken::new(g, self.unblock_from(g, (ch, side))));
            }
        }
        true
    }

    /// One of them is readied.
    pub fn close_ready(&mut self, p: PId, woken: Woken) {
        self.goready(p, woken.g());
    }

    /// Somebody waits to receive from it.
    pub fn is_received_from(&self, ch: ObjId) -> bool {
        self.objs.get(ch).is_some_and(|it| !it.recvq.is_empty())
    }

    /// `len(ch)`.
    pub fn chan_len(&self, ch: ObjId) -> u32 {
        self.objs.get(ch).map_or(0, |it| it.len)
    }

    /// `cap(ch)`.
    pub fn chan_cap(&self, ch: ObjId) -> u32 {
        self.objs.get(ch).map_or(0, |it| it.cap)
    }

    /// The viewer changes a live channel's capacity: a power of the stage, not of Go. Growing admits waiting senders at
    /// once, in order; their values go to the tail of the buffer. Shrinking lets those inside finish first.
    pub fn chan_resize(&mut self, ch: ObjId, cap: u32) -> Vec<Woken> {
        let Some(it) = self.objs.get_mut(ch) else { return Vec::new() };
        if it.cap == cap {
            return Vec::new();
        }
        it.cap = cap;
        self.emit_outside(Kind::ChanResize { obj: ch, cap });
        let mut admitted = Vec::new();
        while let Some(it) = self.objs.get_mut(ch)
            && it.len < it.cap
            && !it.closed
            && let Some(g) = it.sendq.front()
        {
            it.len += 1;
            let len = it.len;
            self.emit_outside(Kind::ChanLen { obj: ch, len });
            let case = self.unblock_from(g, (ch, Side::Send));
            self.emit_outside(Kind::GoUnblock { g });
            self.inject(self.now, g);
            admitted.push(Woken::new(g, case));
        }
        admitted
    }

    /// The other side's wait is over.
    fn complete(&mut self, p: PId, ch: ObjId, side: Side, g: GId) -> Woken {
        Woken::new(g, self.make_ready_from(p, g, (ch, side)))
    }
}
