//! Channels and select: the scheduler decides, and values are moved here.

use gopark_program::{Case, CaseDir, Slot, TypeId, TypeKind};
use gopark_sched::{Recv, Select, SelectCase, Send};
use gopark_trace::{ObjId, ObjKind, Side, Sink, WaitReason};

use super::{Machine, deliver, take_sent};
use crate::chans::{self, Chan};
use crate::limits;
use crate::stop::Stop;

/// Where a received value goes; `Slot::MAX`: nowhere.
#[derive(Clone, Copy)]
struct Into {
    value: Slot,
    ok: Slot,
}

impl<S: Sink> Machine<'_, S> {
    #[inline(never)]
    pub(super) fn make_chan(&mut self, d: Slot, a: Slot, t: TypeId) -> Result<(), Stop> {
        if !self.act() {
            return Err(Stop::Retry);
        }
        let TypeKind::Chan { elem, .. } = self.program.ty(t).kind else {
            return Err(Stop::fatal("not a channel"));
        };
        let (size, shape) = (self.get(a), self.shape(elem));
        let bytes = size.checked_mul(u64::from(shape.bytes).max(1));
        if size.cast_signed() < 0 || bytes.is_none_or(|bytes| bytes > limits::OBJECT_BYTES_MAX) {
            // Without bytes, as many as it likes may wait in Go.
            let is_fine = shape.bytes == 0 && size.cast_signed() >= 0;
            return Err(if is_fine { Stop::Full } else { Stop::plain("makechan: size out of range") });
        }
        let obj = self.vm.sched.obj_new(self.p, ObjKind::Chan, size as u32)?;
        let has_pointers = !self.program.ty(elem).pointers.is_empty();
        let addr = chans::make(&mut self.vm.mem, obj, elem, shape, size as u32, (has_pointers, false))?;
        let made_at = self.tables.param_chans.binary_search_by_key(&(self.at as u32), |&(pc, _)| pc);
        if let Ok(i) = made_at {
            self.vm.registry.param_chans.insert(addr, self.tables.param_chans[i].1);
        }
        self.set(d, addr);
        self.done()
    }

    /// The operation took its time.
    fn done(&mut self) -> Result<(), Stop> {
        self.refuel();
        Ok(())
    }

    /// The goroutine waits at this instruction.
    fn parked(&mut self) -> Stop {
        self.task.own.wait_pc = self.at as u32;
        Stop::Leave
    }

    #[inline(never)]
    pub(super) fn send(&mut self, ch: Slot, v: Slot) -> Result<(), Stop> {
        if !self.act() {
            return Err(Stop::Retry);
        }
        self.stand_at_cause();
        let Some(chan) = self.chan(ch)? else {
            self.vm.sched.park(self.p, WaitReason::ChanSendNil);
            return Err(self.parked());
        };
        self.inside(chan.obj, "send on")?;
        let how = self.vm.sched.chan_send(self.p, chan.obj);
        self.sent(how, chan, v)
    }

    #[inline(never)]
    pub(super) fn recv(&mut self, ok: bool, d: Slot, ch: Slot) -> Result<(), Stop> {
        if !self.act() {
            return Err(Stop::Retry);
        }
        self.stand_at_cause();
        let Some(mut chan) = self.chan(ch)? else {
            self.vm.sched.park(self.p, WaitReason::ChanReceiveNil);
            return Err(self.parked());
        };
        self.inside(chan.obj, "receive on")?;
        let ok = if ok { d + self.shape(chan.elem).words as Slot } else { Slot::MAX };
        if chan.is_timer {
            self.vm.timer_look(self.p, chan.addr);
            chan = chans::read(&self.vm.mem, chan.addr).ok_or(Stop::Nil)?;
        }
        let how = self.vm.sched.chan_recv(self.p, chan.obj);
        self.received(how, chan, Into { value: d, ok })
    }

    /// The channel in a slot; none for nil.
    fn chan(&self, slot: Slot) -> Result<Option<Chan>, Stop> {
        match self.get(slot) {
            0 => Ok(None),
            addr => {
                let chan = chans::read(&self.vm.mem, addr);
                chan.filter(|chan| chan.elem.idx() < self.tables.shapes.len()).map(Some).ok_or(Stop::Nil)
            }
        }
    }

    /// Channels of a bubble of testing/synctest are only used in it.
    fn inside(&self, obj: ObjId, what: &str) -> Result<(), Stop> {
        if !self.vm.sched.is_outside(self.p, obj) {
            return Ok(());
        }
        Err(Stop::fatal([what, " synctest channel from outside bubble"].concat()))
    }

    /// Moves the value of slots `v..` to where a send puts it.
    fn sent(&mut self, how: Send, mut chan: Chan, v: Slot) -> Result<(), Stop> {
        let shape = self.shape(chan.elem);
        match how {
            Send::Handoff(woken) => {
                let v = self.place.base + usize::from(v);
                deliver(self.vm, self.p, woken, &self.task.words[v..v + shape.words as usize], true);
            }
            Send::Buffered => {
                let v = self.place.base + usize::from(v);
                chan.push(&mut self.vm.mem, shape, &self.task.words[v..v + shape.words as usize])?;
            }
            Send::Parked => return Err(self.parked()),
            Send::Closed => return Err(Stop::plain("send on closed channel")),
            Send::Full => {}
        }
        self.done()
    }

    /// Fetches the value of a receive from where it is.
    fn received(&mut self, how: Recv, mut chan: Chan, into: Into) -> Result<(), Stop> {
        let shape = self.shape(chan.elem);
        let mut unwanted;
        let value = if into.value == Slot::MAX {
            unwanted = vec![0; shape.words as usize];
            &mut unwanted[..]
        } else {
            let d = self.place.base + usize::from(into.value);
            &mut self.task.words[d..d + shape.words as usize]
        };
        match how {
            Recv::Handoff(woken) => take_sent(self.vm, Some(self.p), woken, value),
            Recv::Buffered(admitted) => {
                chan.pop(&mut self.vm.mem, shape, value);
                if let Some(woken) = admitted {
                    let mut sent = vec![0; shape.words as usize];
                    take_sent(self.vm, Some(self.p), woken, &mut sent);
                    chan.push(&mut self.vm.mem, shape, &sent)?;
                }
            }
            Recv::Closed => value.fill(0),
            Recv::Parked => {
                if chan.is_timer {
                    self.vm.timers_block(self.p, self.g, vec![chan.addr]);
                }
                return Err(self.parked());
            }
        }
        if into.ok != Slot::MAX {
            self.set(into.ok, u64::from(how != Recv::Closed));
        }
        self.done()
    }

    #[inline(never)]
    pub(super) fn close(&mut self, ch: Slot) -> Result<(), Stop> {
        if !self.act() {
            return Err(Stop::Retry);
        }
        let Some(chan) = self.chan(ch)? else { return Err(Stop::plain("close of nil channel")) };
        self.inside(chan.obj, "close of")?;
        if !self.is_again && !self.vm.sched.close_begin(self.p, chan.obj) {
            return Err(Stop::plain("close of closed channel"));
        }
        self.close_on(chan)?;
        self.done()
    }

    /// All who wait leave their queues, then they are readied from the last one on, then they learn of it.
    fn close_on(&mut self, chan: Chan) -> Result<(), Stop> {
        const MOST: usize = limits::WOKEN_PER_STEP_MAX;
        let mut progress = std::mem::take(&mut self.vm.progress);
        if progress.at == 0 {
            if !self.vm.sched.close_unblock(chan.obj, MOST, &mut progress.woken) {
                self.vm.progress = progress;
                return Err(Stop::Later);
            }
            (progress.at, progress.count) = (1, progress.woken.len());
        }
        let from = progress.count.saturating_sub(MOST);
        for woken in progress.woken[from..progress.count].iter().rev() {
            self.vm.sched.close_ready(self.p, *woken);
        }
        progress.count = from;
        if from > 0 {
            self.vm.progress = progress;
            return Err(Stop::Later);
        }
        let zero = vec![0; self.shape(chan.elem).words as usize];
        for _ in 0..MOST {
            let Some(woken) = progress.woken.pop() else { return Ok(()) };
            deliver(self.vm, self.p, woken, &zero, false);
        }
        if progress.woken.is_empty() {
            return Ok(());
        }
        self.vm.progress = progress;
        Err(Stop::Later)
    }

    #[inline(never)]
    pub(super) fn chan_size(&mut self, d: Slot, ch: Slot, is_cap: bool) -> Result<(), Stop> {
        if !self.act() {
            return Err(Stop::Retry);
        }
        let size = match self.chan(ch)? {
            Some(chan) if chan.is_timer => 0,
            Some(chan) if is_cap => self.vm.sched.chan_cap(chan.obj),
            Some(chan) => self.vm.sched.chan_len(chan.obj),
            None => 0,
        };
        self.set(d, u64::from(size));
        Ok(())
    }

    #[inline(never)]
    pub(super) fn select(&mut self, d: Slot, k: u32) -> Result<(), Stop> {
        if !self.act() {
            return Err(Stop::Retry);
        }
        self.stand_at_cause();
        let program = std::rc::Rc::clone(&self.program);
        let select = &program.selects[k as usize];
        let mut cases = Vec::with_capacity(select.cases.len());
        let mut timers = Vec::new();
        for case in &select.cases {
            let chan = self.chan(case.ch)?;
            let ch = chan.map_or(ObjId::NONE, |chan| chan.obj);
            self.inside(ch, "select on")?;
            if let Some(chan) = chan.filter(|chan| chan.is_timer) {
                self.vm.timer_look(self.p, chan.addr);
                timers.push(chan.addr);
            }
            let dir = if case.dir == CaseDir::Send { Side::Send } else { Side::Recv };
            cases.push(SelectCase { ch, dir });
        }
        let case = match self.vm.sched.select(self.p, &cases, select.has_default) {
            Select::Parked => {
                if !timers.is_empty() {
                    self.vm.timers_block(self.p, self.g, timers);
                }
                return Err(self.parked());
            }
            Select::Default => {
                self.refuel();
                select.cases.len() as u64
            }
            Select::Send { case, how } => {
                let (chosen, chan) = self.chosen(&select.cases, case)?;
                self.sent(how, chan, chosen.v)?;
                u64::from(case)
            }
            Select::Recv { case, how } => {
                let (chosen, chan) = self.chosen(&select.cases, case)?;
                let into = Into { value: chosen.v, ok: chosen.ok };
                self.received(how, chan, into)?;
                u64::from(case)
            }
        };
        self.set(d, case);
        Ok(())
    }

    fn chosen(&self, cases: &[Case], case: u16) -> Result<(Case, Chan), Stop> {
        let chosen = cases[usize::from(case)];
        Ok((chosen, self.chan(chosen.ch)?.ok_or(Stop::Nil)?))
    }
}
