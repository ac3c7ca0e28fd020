//! `select` (`select.go:selectgo`).

use gopark_trace::{ObjId, PId, Side, Sink, WaitReason};

use crate::cost;
use crate::outcome::{Recv, Select, SelectCase, Send};
use crate::sched::Sched;

impl<S: Sink> Sched<S> {
    /// Looks at the cases in a random order and takes the first that is ready; else the default; else waits at all of
    /// them. Cases of nil channels never become ready.
    pub fn select(&mut self, p: PId, cases: &[SelectCase], has_default: bool) -> Select {
        // Go compiles a select of one case into the operation itself.
        if let (&[only], false) = (cases, has_default) {
            return self.select_one(p, only);
        }
        self.spend(p, cost::SELECT + cost::SELECT_CASE * cases.len() as u64);
        for case in self.poll_order(cases) {
            let SelectCase { ch, dir } = cases[usize::from(case)];
            let ready = match dir {
                Side::Send => self.try_send(p, ch).map(|how| Select::Send { case, how }),
                Side::Recv => self.try_recv(p, ch).map(|how| Select::Recv { case, how }),
            };
            if let Some(ready) = ready {
                return ready;
            }
        }
        if has_default {
            return Select::Default;
        }
        if cases.is_empty() {
            self.block(p, WaitReason::SelectNoCases, ObjId::NONE);
            return Select::Parked;
        }
        let mut last = ObjId::NONE;
        for (case, SelectCase { ch, dir }) in live(cases) {
            self.wait_at(p, ch, dir, case, false);
            last = ch;
        }
        let only_one = live(cases).count() == 1;
        self.block(p, WaitReason::Select, if only_one { last } else { ObjId::NONE });
        Select::Parked
    }

    fn select_one(&mut self, p: PId, SelectCase { ch, dir }: SelectCase) -> Select {
        let parked = match dir {
            Side::Send if ch.is_none() => WaitReason::ChanSendNil,
            Side::Recv if ch.is_none() => WaitReason::ChanReceiveNil,
            Side::Send => match self.chan_send(p, ch) {
                Send::Parked => return Select::Parked,
                how => return Select::Send { case: 0, how },
            },
            Side::Recv => match self.chan_recv(p, ch) {
                Recv::Parked => return Select::Parked,
                how => return Select::Recv { case: 0, how },
            },
        };
        self.block(p, parked, ObjId::NONE);
        Select::Parked
    }

    /// A uniform shuffle of the cases that have a channel.
    fn poll_order(&mut self, cases: &[SelectCase]) -> Vec<u16> {
        let mut order: Vec<u16> = Vec::with_capacity(cases.len());
        for (case, _) in live(cases) {
            order.push(case);
            let j = self.rng.below(order.len() as u64) as usize;
            let last = order.len() - 1;
            order.swap(j, last);
        }
        order
    }
}

/// The cases that have a channel.
fn live(cases: &[SelectCase]) -> impl Iterator<Item = (u16, SelectCase)> {
    let numbered = cases.iter().enumerate().filter(|(_, c)| c.ch.is_some());
    numbered.map_while(|(case, c)| Some((u16::try_from(case).ok()?, *c)))
}
