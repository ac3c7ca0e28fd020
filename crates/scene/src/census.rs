//! Who is where: one home for each goroutine, and how many are in each place. Walks everything once a frame, so it
//! keeps its memory and allocates nothing for a goroutine.

use gopark_sorted::sort_by;
use gopark_trace::{
    Cancelled, Ctx, G, GId, GState, Leaked, MId, ObjId, ObjKind, PState, Side, WaitReason, World,
};

use crate::hits::Group;
use crate::mark::Look;

/// Where a goroutine is drawn. Each has exactly one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Home {
    /// Not found yet.
    #[default]
    Unknown,
    /// Large on a processor's card.
    Card(u32),
    /// In a processor's runnext.
    Next(u32),
    /// In a processor's queue.
    Queue(u32),
    /// In the global queue.
    Global,
    /// With a thread in a system call that has no processor.
    Call(u32),
    /// At a shown object (an index into [`Census::objs`]), in one of its queues.
    At(u32, Side),
    /// At the Done channel of a shown context (an index into [`Census::ctxs`]), and nowhere else.
    Ctx(u32),
    /// In a group.
    Group(Group),
    /// On no queue at this very moment.
    Loose,
}

/// A shown object and who is drawn at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ObjTally {
    pub(crate) obj: ObjId,
    pub(crate) kind: ObjKind,
    pub(crate) recv: u32,
    pub(crate) send: u32,
}

impl ObjTally {
    pub(crate) fn side(&self, side: Side) -> u32 {
        match side {
            Side::Recv => self.recv,
            Side::Send => self.send,
        }
    }
}

/// A shown context and how many are drawn at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CtxTally {
    pub(crate) ctx: ObjId,
    pub(crate) count: u32,
}

/// Everything the layout must find room for.
#[derive(Debug, Default)]
pub(crate) struct Census {
    /// Goroutines alive, by rising id; a rank is an index here.
    pub(crate) ids: Vec<GId>,
    pub(crate) homes: Vec<Home>,
    pub(crate) looks: Vec<Look>,
    /// Objects with a place of their own, by rising id.
    pub(crate) objs: Vec<ObjTally>,
    /// Objects in use that have no place of their own.
    pub(crate) objs_beyond: u32,
    /// Contexts that are shown.
    pub(crate) ctxs: Vec<CtxTally>,
    /// Contexts that are not.
    pub(crate) ctxs_beyond: u32,
    pub(crate) groups: [u32; Group::ALL.len()],
    pub(crate) loose: u32,
    /// Done channels of shown contexts by rising id, each with its context's index.
    dones: Vec<(ObjId, u32)>,
    rank_of: Vec<u32>,
    obj_index: Vec<u32>,
    candidates: Vec<(u32, ObjId)>,
}

const NOBODY: u32 = u32::MAX;

/// Objects with a place of their own; the rest share [`Group::Crowd`].
pub(crate) const OBJS_SHOWN_MAX: usize = 40;
/// Contexts that are shown.
const CTXS_SHOWN_MAX: usize = 96;
/// Waves of cancellation that are still shown when they are over.
const WAVES_SHOWN_MAX: usize = 3;

impl Census {
    /// Takes stock of `world`. Objects for which `keep` holds get a place though nothing happens there.
    pub(crate) fn take(&mut self, world: &World, keep: impl Fn(ObjId) -> bool) {
        self.choose_ctxs(world);
        self.choose_objs(world, keep);
        self.list(world);
        self.groups = [0; Group::ALL.len()];
        self.loose = 0;
        self.on_queues(world);
        self.elsewhere(world);
    }

    /// The index of a goroutine among those alive.
    pub(crate) fn rank(&self, g: GId) -> Option<usize> {
        self.rank_of.get(g.idx()).filter(|&&rank| rank != NOBODY).map(|&rank| rank as usize)
    }

    /// The place of an object, if it has one of its own.
    pub(crate) fn obj(&self, obj: ObjId) -> Option<usize> {
        self.obj_index.get(obj.idx()).filter(|&&i| i != NOBODY).map(|&i| i as usize)
    }

    /// Live contexts, and those of the latest waves of cancellation; the oldest of them when they are too many, for they
    /// are the roots.
    fn choose_ctxs(&mut self, world: &World) {
        self.ctxs.clear();
        self.dones.clear();
        let begun = |(id, it): (ObjId, &Ctx)| Some((it.cancelled.filter(|how| how.from == id)?.at, id));
        let mut waves: Vec<_> = world.ctxs.iter().filter_map(begun).collect();
        sort_by(&mut waves, Ord::cmp);
        let old = waves.len().saturating_sub(WAVES_SHOWN_MAX);
        let shown = |how: &Cancelled| waves[old..].iter().any(|&(_, from)| from == how.from);
        let all = world.ctxs.iter().filter(|(_, it)| it.cancelled.as_ref().is_none_or(shown));
        self.ctxs_beyond = 0;
        for (ctx, it) in all {
            if self.ctxs.len() == CTXS_SHOWN_MAX {
                self.ctxs_beyond += 1;
                continue;
            }
            if it.done.is_some() {
                self.dones.push((it.done, self.ctxs.len() as u32));
            }
            self.ctxs.push(CtxTally { ctx, count: 0 });
        }
        sort_by(&mut self.dones, Ord::cmp);
    }

    fn ctx_of_done(&self, obj: ObjId) -> Option<u32> {
        self.dones.binary_search_by_key(&obj, |&(done, _)| done).ok().map(|i| self.dones[i].1)
    }

    fn choose_objs(&mut self, world: &World, keep: impl Fn(ObjId) -> bool) {
        for tally in &self.objs {
            if let Some(i) = self.obj_index.get_mut(tally.obj.idx()) {
                *i = NOBODY;
            }
        }
        self.objs.clear();
        self.candidates.clear();
        for (id, obj) in world.objs.iter() {
            let waiting = (obj.recvq.len() + obj.sendq.len()) as u32;
            let counts = matches!(obj.kind, ObjKind::WaitGroup | ObjKind::Sema) && obj.count != 0;
            let in_use = waiting > 0 || obj.len > 0 || obj.holder.is_some() || obj.readers > 0 || counts;
            let buffered = obj.kind == ObjKind::Chan && obj.cap > 0;
            if (in_use || buffered || keep(id))
                && obj.kind != ObjKind::Context
                && self.ctx_of_done(id).is_none()
            {
                self.candidates.push((waiting + u32::from(in_use), id));
            }
        }
        self.objs_beyond = 0;
        if self.candidates.len() > OBJS_SHOWN_MAX {
            sort_by(&mut self.candidates, |a, b| (b.0, a.1).cmp(&(a.0, b.1)));
            let beyond = &self.candidates[OBJS_SHOWN_MAX..];
            self.objs_beyond = beyond.iter().filter(|&&(weight, _)| weight > 0).count() as u32;
            self.candidates.truncate(OBJS_SHOWN_MAX);
            sort_by(&mut self.candidates, |a, b| a.1.cmp(&b.1));
        }
        for &(_, obj) in &self.candidates {
            let Some(it) = world.objs.get(obj) else { continue };
            if self.obj_index.len() <= obj.idx() {
                self.obj_index.resize(obj.idx() + 1, NOBODY);
            }
            self.obj_index[obj.idx()] = self.objs.len() as u32;
            self.objs.push(ObjTally { obj, kind: it.kind, recv: 0, send: 0 });
        }
    }

    fn list(&mut self, world: &World) {
        for id in self.ids.drain(..) {
            if let Some(rank) = self.rank_of.get_mut(id.idx()) {
                *rank = NOBODY;
            }
        }
        self.looks.clear();
        for (id, g) in shown(world) {
            if self.rank_of.len() <= id.idx() {
                self.rank_of.resize(id.idx() + 1, NOBODY);
            }
            self.rank_of[id.idx()] = self.ids.len() as u32;
            self.ids.push(id);
            self.looks.push(Look::of(g));
        }
        self.homes.clear();
        self.homes.resize(self.ids.len(), Home::Unknown);
    }

    fn settle(&mut self, g: GId, home: Home) {
        if let Some(rank) = self.rank(g)
            && self.homes[rank] == Home::Unknown
        {
            self.homes[rank] = home;
        }
    }

    fn on_queues(&mut self, world: &World) {
        for (i, p) in world.ps.iter().enumerate().filter(|(_, p)| p.state != PState::Dead) {
            let i = i as u32;
            self.settle(p.curg, Home::Card(i));
            self.settle(p.next, Home::Next(i));
            for &g in &p.runq {
                self.settle(g, Home::Queue(i));
            }
        }
        for &g in &world.runq {
            self.settle(g, Home::Global);
        }
        for (i, m) in world.ms.iter().enumerate() {
            if m.p.is_none() {
                self.settle(m.curg, Home::Call(i as u32));
            }
        }
    }

    fn elsewhere(&mut self, world: &World) {
        for (rank, (_, g)) in shown(world).enumerate() {
            if self.homes[rank] == Home::Unknown {
                let home = if g.state == GState::Waiting { self.waiting(g) } else { Home::Loose };
                match home {
                    Home::At(i, Side::Recv) => self.objs[i as usize].recv += 1,
                    Home::At(i, Side::Send) => self.objs[i as usize].send += 1,
                    Home::Ctx(i) => self.ctxs[i as usize].count += 1,
                    Home::Group(group) => self.groups[group as usize] += 1,
                    _ => self.loose += 1,
                }
                self.homes[rank] = home;
            }
        }
    }

    fn waiting(&self, g: &G) -> Home {
        if g.leaked != Leaked::No {
            return Home::Group(Group::Leaked);
        }
        // Who also waits for something else than a cancellation is shown there.
        let elsewhere = g.waits.iter().find(|wait| self.ctx_of_done(wait.obj).is_none());
        let (obj, side) = match elsewhere.or(g.waits.first()) {
            Some(wait) => (wait.obj, wait.side),
            None => (g.obj, Side::Recv),
        };
        if let Some(i) = self.ctx_of_done(obj) {
            return Home::Ctx(i);
        }
        if let Some(i) = self.obj(obj) {
            return Home::At(i as u32, side);
        }
        Home::Group(match g.reason {
            _ if obj.is_some() => Group::Crowd,
            WaitReason::Sleep => Group::Sleep,
            WaitReason::IoWait => Group::Io,
            WaitReason::ChanReceiveNil | WaitReason::ChanSendNil | WaitReason::SelectNoCases => {
                Group::Forever
            }
            WaitReason::None
            | WaitReason::GcAssistWait
            | WaitReason::WaitForGc
            | WaitReason::ForceGcIdle
            | WaitReason::GcSweepWait
            | WaitReason::GcScavengeWait
            | WaitReason::GcWorkerIdle
            | WaitReason::FinalizerWait
            | WaitReason::CleanupWait => Group::Runtime,
            _ => Group::Crowd,
        })
    }
}

/// What a thread without a processor is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Errand {
    /// In a system call.
    Call,
    /// Awake: on its way to a processor, or to sleep.
    Awake,
    /// In the network poller.
    Netpoll,
    /// sysmon.
    Sysmon,
    /// Asleep.
    Idle,
}

/// The errand of a thread that has no processor.
pub(crate) fn errand(world: &World, m: MId) -> Option<Errand> {
    use gopark_trace::MState;
    let it = world.ms.get(m.idx()).filter(|it| it.p.is_none())?;
    Some(match it.state {
        _ if it.curg.is_some() => Errand::Call,
        MState::Gone => return None,
        MState::Parked | MState::LockedWait => Errand::Idle,
        MState::Netpoll => Errand::Netpoll,
        MState::Awake | MState::Spinning if m == MId(1) => Errand::Sysmon,
        MState::Awake | MState::Spinning => Errand::Awake,
    })
}

/// Goroutines that have a place on the stage.
fn shown(world: &World) -> impl Iterator<Item = (GId, &G)> {
    world.gs.iter().filter(|(_, g)| !g.is_hidden())
}
