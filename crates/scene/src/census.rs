//! Who is where: how many wait at each place, kept from frame to frame. Only goroutines and objects that changed since
//! the last frame are looked at, so that a hundred thousand who wait cost nothing.

mod kin;
#[cfg(test)]
mod tests;

use gopark_sorted::{SortedMap, sort_by};
use gopark_trace::{
    Cancelled, Ctx, G, GId, GState, Key, Leaked, MId, Obj, ObjId, ObjKind, Pc, Side, SimTime, Table,
    WaitReason, World,
};

use crate::hits::Group;
use crate::id_set::IdSet;
use crate::names::{Libraries, Names};

pub(crate) use kin::Kin;

/// Where a goroutine is drawn. Each has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
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
    /// At a shown object, in one of its queues.
    At(ObjId, Side),
    /// At one of many channels that were made at this place.
    Kin(Pc, Side),
    /// At the Done channel of a shown context, and nowhere else.
    Ctx(ObjId),
    /// In a group.
    Group(Group),
    /// On no queue at this very moment.
    Loose,
}

/// Where a goroutine is, as far as it tells by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stand {
    /// It does not exist, or is not to be seen.
    Nowhere,
    /// It runs or could run: on a processor, in a run queue, in a system call.
    Active,
    /// It waits at an object, in one of its queues.
    At(ObjId, Side),
    /// It waits for something else.
    In(Group),
}

/// A shown object and who is drawn at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ObjTally {
    pub(crate) obj: ObjId,
    pub(crate) kind: ObjKind,
    pub(crate) recv: u32,
    pub(crate) send: u32,
}

/// A shown context and how many are drawn at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CtxTally {
    pub(crate) ctx: ObjId,
    pub(crate) done: ObjId,
    pub(crate) count: u32,
}

/// Everything the layout must find room for.
#[derive(Debug, Default)]
pub(crate) struct Census {
    /// Objects with a place of their own, by rising id.
    pub(crate) objs: Vec<ObjTally>,
    /// Channels that share a place with those made at the same one, by rising place.
    pub(crate) kins: Vec<Kin>,
    /// Where each of them was made, by rising id.
    kin_of: Vec<(ObjId, Pc)>,
    /// Objects in use that have no place.
    pub(crate) objs_beyond: u32,
    /// Contexts that are shown, by rising id.
    pub(crate) ctxs: Vec<CtxTally>,
    /// Contexts that are not.
    pub(crate) ctxs_beyond: u32,
    /// Contexts that are cancelled.
    pub(crate) cancelled: u32,
    pub(crate) groups: [u32; Group::ALL.len()],
    pub(crate) loose: u32,
    /// Who is not where it was in the last frame, and where that was; by rising id.
    pub(crate) moved: Vec<(GId, Stand)>,
    /// Not all that changed was looked at: it was too much for one frame.
    pub(crate) unfinished: bool,
    /// What of the world was looked at, and where to go on.
    gs: Seen,
    seen_objs: Seen,
    seen_ctxs: Seen,
    /// From where each cancelled context was, those who began a wave and when, and how many each wave has reached.
    waves: Table<ObjId, ObjId>,
    begun: SortedMap<ObjId, SimTime>,
    reached: Table<ObjId, u32>,
    /// Contexts that are not cancelled.
    live: u32,
    /// The Done channel of each context, and the context of each Done channel.
    dones: Table<ObjId, ObjId>,
    ctx_of: Table<ObjId, ObjId>,
    /// Where everybody waits; those who are active are not here.
    waits: Table<GId, Stand>,
    active: IdSet,
    /// Those who wait for something that is no object, by group.
    members: [IdSet; Group::ALL.len()],
    /// How many are drawn at each object, on each side, if it has a place of its own; and in all.
    at: Table<ObjId, [u32; 2]>,
    at_all: u32,
    /// Objects that are worth a place, and how much.
    used: Table<ObjId, u32>,
    /// Others that keep their place for a while.
    kept: Vec<ObjId>,
    selected: Option<ObjId>,
    /// Frames since something changed that was not chosen from yet.
    put_off: u32,
    candidates: Vec<(u32, ObjId)>,
    chosen: Vec<ObjId>,
}

/// How much of a table was looked at.
#[derive(Debug, Default)]
struct Seen {
    at: usize,
    stamps: Vec<u64>,
}

impl Seen {
    /// What changed on so many pages of it at most; true when that is all.
    fn follow<T: Clone, K: Key>(
        &mut self,
        table: &Table<K, T>,
        most: usize,
        changed: impl FnMut(K, Option<&T>),
    ) -> bool {
        table.some_changes(&mut self.stamps, &mut self.at, most, changed)
    }
}

/// Pages of 64 goroutines that are looked at in a frame: 130,000.
const G_PAGES_PER_FRAME_MAX: usize = 1 << 11;
/// The same of objects, and of contexts.
const OBJ_PAGES_PER_FRAME_MAX: usize = 1 << 9;

/// Objects with a place of their own; the rest share [`Group::Crowd`].
pub(crate) const OBJS_SHOWN_MAX: usize = 40;
/// Where there are more objects or contexts, those that are shown are chosen anew not in each frame in which something
/// changed, but in each so-many-th.
const CHOSEN_AT_ONCE_MAX: usize = 10_000;
const CHOSEN_EVERY: u32 = 8;
/// So many of those who wait for something of a library are asked whether they are the program's.
const WAITERS_ASKED_MAX: usize = 1024;
/// Contexts that are shown.
const CTXS_SHOWN_MAX: usize = 96;
/// Waves of cancellation that are still shown when they are over.
const WAVES_SHOWN_MAX: usize = 3;

impl Census {
    /// Takes stock of `world`. Objects of `kept` get a place though nothing happens there, and `selected` has one to itself.
    pub(crate) fn take(
        &mut self,
        world: &World,
        names: &dyn Names,
        kept: impl IntoIterator<Item = ObjId>,
        selected: Option<ObjId>,
    ) {
        let (ctxs_changed, ctxs_known) = self.follow_ctxs(world);
        // Where somebody stands who waits depends on which channels are of contexts.
        self.moved.clear();
        let gs_known = ctxs_known && self.follow_gs(world, names);
        let (objs_changed, objs_known) = self.follow_objs(world, names);
        let is_due = self.is_due(world, ctxs_changed | objs_changed, selected != self.selected);
        self.unfinished = !(gs_known && objs_known && self.put_off == 0);
        if is_due {
            self.choose_ctxs(world);
        }
        let changed = is_due || selected != self.selected;
        self.selected = selected;
        self.choose_objs(world, names, kept.into_iter().chain(selected), changed);
        let mut beyond = self.at_all;
        for tally in &mut self.ctxs {
            tally.count = self.at.get(tally.done).map_or(0, |sides| sides.iter().sum());
            beyond -= tally.count;
        }
        self.objs.clear();
        for &obj in &self.chosen {
            let Some(kind) = world.objs.get(obj).map(|it| it.kind) else { continue };
            let [recv, send] = self.at.get(obj).copied().unwrap_or_default();
            beyond -= recv + send;
            self.objs.push(ObjTally { obj, kind, recv, send });
        }
        beyond -= self.count_kin();
        for group in Group::ALL {
            self.groups[group as usize] = self.members[group as usize].len();
        }
        self.groups[Group::Crowd as usize] += beyond;
        self.loose = self.active.len().saturating_sub(queued(world));
    }

    /// Whether it is time to choose who is shown: where there is much to choose from, some changes are put off.
    fn is_due(&mut self, world: &World, changed: bool, at_once: bool) -> bool {
        let is_gone = |tally: &CtxTally| world.ctxs.get(tally.ctx).is_none();
        let few = self.used.len().max(world.ctxs.len()) <= CHOSEN_AT_ONCE_MAX;
        let at_once = few || at_once || self.ctxs.is_empty() || self.ctxs.iter().any(is_gone);
        let waits = changed || self.put_off > 0;
        let is_due = waits && (at_once || self.put_off >= CHOSEN_EVERY);
        self.put_off = if waits && !is_due { self.put_off + 1 } else { 0 };
        is_due
    }

    /// Where a goroutine that waits is drawn.
    pub(crate) fn home(&self, g: GId) -> Option<Home> {
        Some(match *self.waits.get(g)? {
            Stand::At(obj, side) => self.home_at(obj, side),
            Stand::In(group) => Home::Group(group),
            Stand::Nowhere | Stand::Active => return None,
        })
    }

    /// Where those are drawn who wait at an object.
    pub(crate) fn home_at(&self, obj: ObjId, side: Side) -> Home {
        match self.shown_ctx(obj) {
            Some(ctx) => Home::Ctx(ctx),
            None if self.obj(obj).is_some() => Home::At(obj, side),
            None => self.kin(obj).map_or(Home::Group(Group::Crowd), |pc| Home::Kin(pc, side)),
        }
    }

    /// Whether a goroutine is to be seen, and does not wait.
    pub(crate) fn is_active(&self, g: GId) -> bool {
        self.active.has(g)
    }

    /// Where a goroutine was in the last frame.
    pub(crate) fn was(&self, g: GId) -> Stand {
        let moved = self.moved.binary_search_by_key(&g, |&(id, _)| id);
        moved.map_or_else(|_| self.stand(g), |i| self.moved[i].1)
    }

    fn stand(&self, g: GId) -> Stand {
        match self.waits.get(g) {
            Some(stand) => *stand,
            None if self.active.has(g) => Stand::Active,
            None => Stand::Nowhere,
        }
    }

    /// Those who belong to a group, in no particular order but always the same.
    pub(crate) fn members(&self, world: &World, group: Group) -> Vec<GId> {
        let mut all: Vec<_> = self.members[group as usize].iter().collect();
        if group == Group::Crowd {
            let beyond = |obj| self.home_at(obj, Side::Recv) == Home::Group(Group::Crowd);
            for (obj, _) in self.at.iter().filter(|(obj, _)| beyond(*obj)) {
                let Some(it) = world.objs.get(obj) else { continue };
                let both = it.recvq.iter().chain(it.sendq.iter());
                all.extend(
                    both.filter(|g| matches!(self.waits.get(*g), Some(Stand::At(at, _)) if *at == obj)),
                );
            }
            sort_by(&mut all, Ord::cmp);
            all.dedup();
        }
        all
    }

    /// Those who wait at an object without being in its queue.
    pub(crate) fn unqueued(&self, obj: ObjId, side: Side) -> impl Iterator<Item = GId> + '_ {
        self.waits.iter().filter(move |(_, stand)| **stand == Stand::At(obj, side)).map(|(g, _)| g)
    }

    /// Active goroutines on no queue.
    pub(crate) fn loose(&self, world: &World) -> Vec<GId> {
        if self.loose == 0 {
            return Vec::new();
        }
        let mut queued = IdSet::default();
        on_queues(world).for_each(|g| queued.set(g, true));
        self.active.iter().filter(|&g| !queued.has(g)).collect()
    }

    /// The place of an object, if it has one of its own.
    pub(crate) fn obj(&self, obj: ObjId) -> Option<usize> {
        self.objs.binary_search_by_key(&obj, |tally| tally.obj).ok()
    }

    /// Whether a goroutine is drawn at that object, on that side.
    pub(crate) fn stands_at(&self, g: GId, obj: ObjId, side: Side) -> bool {
        self.waits.get(g) == Some(&Stand::At(obj, side))
    }

    /// How many are drawn at an object, on one side.
    pub(crate) fn count_at(&self, obj: ObjId, side: Side) -> u32 {
        self.at.get(obj).map_or(0, |sides| sides[side as usize])
    }

    /// The context whose Done channel an object is, if it is shown.
    pub(crate) fn shown_ctx(&self, obj: ObjId) -> Option<ObjId> {
        let ctx = *self.ctx_of.get(obj)?;
        self.ctxs.binary_search_by_key(&ctx, |tally| tally.ctx).ok().map(|_| ctx)
    }

    /// Whether anything about contexts changed, and whether that is all.
    fn follow_ctxs(&mut self, world: &World) -> (bool, bool) {
        let mut changed = false;
        let mut seen = std::mem::take(&mut self.seen_ctxs);
        let done = seen.follow(&world.ctxs, OBJ_PAGES_PER_FRAME_MAX, |ctx, it| {
            changed = true;
            self.follow_wave(ctx, it);
            let Self { dones, ctx_of, .. } = self;
            let done = it.and_then(|it| it.done.some());
            let was = match done {
                Some(done) => dones.insert(ctx, done),
                None => dones.remove(ctx),
            };
            if was != done {
                was.and_then(|was| ctx_of.remove(was));
                done.and_then(|done| ctx_of.insert(done, ctx));
            }
        });
        self.seen_ctxs = seen;
        (changed, done)
    }

    fn follow_wave(&mut self, ctx: ObjId, it: Option<&Ctx>) {
        // A live context is in no wave.
        let wave = it.map(|it| it.cancelled.map_or(ObjId::NONE, |how| how.from));
        let was = match wave {
            Some(wave) => self.waves.insert(ctx, wave),
            None => self.waves.remove(ctx),
        };
        for (wave, by) in [(was, u32::MAX), (wave, 1)] {
            let Some(wave) = wave else { continue };
            if wave.is_none() {
                self.live = self.live.wrapping_add(by);
                continue;
            }
            self.cancelled = self.cancelled.wrapping_add(by);
            let reached = self.reached.get(wave).copied().unwrap_or(0).wrapping_add(by);
            if reached == 0 {
                self.reached.remove(wave)
            } else {
                self.reached.insert(wave, reached)
            };
        }
        let began = it.and_then(|it| it.cancelled).filter(|how| how.from == ctx);
        match began {
            Some(how) => drop(self.begun.insert(ctx, how.at)),
            None if was == Some(ctx) => drop(self.begun.remove(&ctx)),
            None => {}
        }
    }

    /// Live contexts, and those of the latest waves of cancellation; the oldest of them when they are too many, for they
    /// are the roots.
    fn choose_ctxs(&mut self, world: &World) {
        let mut latest = [None; WAVES_SHOWN_MAX];
        for (&from, &at) in self.begun.iter() {
            let oldest = latest.iter_mut().min();
            oldest.into_iter().for_each(|oldest| *oldest = (*oldest).max(Some((at, from))));
        }
        let latest = latest.map(|it| it.map(|(_, from)| from));
        let shown = |how: &Cancelled| latest.contains(&Some(how.from));
        let all = world.ctxs.iter().filter(|(_, it)| it.cancelled.as_ref().is_none_or(shown));
        self.ctxs.clear();
        self.ctxs.extend(all.take(CTXS_SHOWN_MAX).map(|(ctx, it)| CtxTally { ctx, done: it.done, count: 0 }));
        let reached = latest.iter().flatten().filter_map(|from| self.reached.get(*from));
        let all = self.live + reached.sum::<u32>();
        self.ctxs_beyond = all.saturating_sub(self.ctxs.len() as u32);
    }

    /// True when that is all.
    fn follow_gs(&mut self, world: &World, names: &dyn Names) -> bool {
        let mut libraries = [Libraries::new(names), Libraries::new(names)];
        let mut seen = std::mem::take(&mut self.gs);
        let done = seen.follow(&world.gs, G_PAGES_PER_FRAME_MAX, |g, it| {
            let was = self.stand(g);
            let is = it.map_or(Stand::Nowhere, |it| stand(it, world, &mut libraries, &self.ctx_of));
            if is != was {
                self.count(g, was, false);
                self.count(g, is, true);
                self.moved.push((g, was));
            }
        });
        self.gs = seen;
        done
    }

    fn count(&mut self, g: GId, stand: Stand, on: bool) {
        match stand {
            Stand::Nowhere => return,
            Stand::Active => return self.active.set(g, on),
            Stand::In(group) => self.members[group as usize].set(g, on),
            Stand::At(obj, side) => {
                let mut sides = self.at.get(obj).copied().unwrap_or_default();
                let by = if on { 1 } else { u32::MAX };
                sides[side as usize] = sides[side as usize].wrapping_add(by);
                self.at_all = self.at_all.wrapping_add(by);
                if sides == [0; 2] {
                    self.at.remove(obj)
                } else {
                    self.at.insert(obj, sides)
                };
            }
        }
        if on {
            self.waits.insert(g, stand)
        } else {
            self.waits.remove(g)
        };
    }

    /// Whether anything about objects changed, and whether that is all.
    fn follow_objs(&mut self, world: &World, names: &dyn Names) -> (bool, bool) {
        let mut changed = false;
        let mut libraries = [Libraries::new(names), Libraries::new(names)];
        let Self { seen_objs, used, ctx_of, .. } = self;
        let done = seen_objs.follow(&world.objs, OBJ_PAGES_PER_FRAME_MAX, |id, obj| {
            let weight = obj.and_then(|obj| weight(id, obj, world, &mut libraries, ctx_of));
            if used.get(id).copied() != weight {
                changed = true;
                match weight {
                    Some(weight) => used.insert(id, weight),
                    None => used.remove(id),
                };
            }
        });
        (changed, done)
    }

    fn choose_objs(
        &mut self,
        world: &World,
        names: &dyn Names,
        kept: impl IntoIterator<Item = ObjId>,
        changed: bool,
    ) {
        let mut dones: Vec<_> = self.ctxs.iter().map(|tally| tally.done).collect();
        sort_by(&mut dones, Ord::cmp);
        let Self { candidates, used, .. } = self;
        candidates.clear();
        candidates.extend(kept.into_iter().map(|id| (0, id)));
        candidates.retain(|&(_, id)| {
            used.get(id).is_none() && world.objs.get(id).is_some_and(|it| it.kind != ObjKind::Context)
        });
        sort_by(candidates, Ord::cmp);
        candidates.dedup();
        let same = self.kept.iter().eq(candidates.iter().map(|(_, id)| id));
        if same && !changed {
            return;
        }
        self.kept.clear();
        self.kept.extend(candidates.iter().map(|&(_, id)| id));
        candidates.extend(used.iter().map(|(id, &weight)| (weight, id)));
        candidates.retain(|(_, id)| dones.binary_search(id).is_err());
        self.gather_kin(world, names);
        let candidates = &mut self.candidates;
        self.objs_beyond = 0;
        if candidates.len() > OBJS_SHOWN_MAX {
            let by = |&(weight, id): &(u32, ObjId)| (std::cmp::Reverse(weight), id);
            candidates.select_nth_unstable_by_key(OBJS_SHOWN_MAX, by);
            let beyond = &candidates[OBJS_SHOWN_MAX..];
            self.objs_beyond = beyond.iter().filter(|&&(weight, _)| weight > 0).count() as u32;
            candidates.truncate(OBJS_SHOWN_MAX);
        }
        self.chosen.clear();
        self.chosen.extend(candidates.iter().map(|&(_, id)| id));
        sort_by(&mut self.chosen, Ord::cmp);
    }
}

/// Where a goroutine stands; `ctx_of` knows the Done channels, `libraries` who made what and who is where.
fn stand(
    g: &G,
    world: &World,
    [making, being]: &mut [Libraries<'_>; 2],
    ctx_of: &Table<ObjId, ObjId>,
) -> Stand {
    if g.is_hidden() {
        return Stand::Nowhere;
    }
    if g.state != GState::Waiting {
        return Stand::Active;
    }
    if g.leaked != Leaked::No {
        return Stand::In(Group::Leaked);
    }
    // What libraries do among themselves is no matter of the program.
    let mut inside = |obj| world.objs.get(obj).is_some_and(|it| is_library(it, making)) && being.has(g.pc);
    // Who also waits for something else than a cancellation is shown there.
    let elsewhere = || g.waits.iter().filter(|wait| ctx_of.get(wait.obj).is_none());
    let own = elsewhere().find(|wait| !inside(wait.obj));
    let (obj, side) = match own.or(elsewhere().next()).or(g.waits.first()) {
        Some(wait) => (wait.obj, wait.side),
        None => (g.obj, Side::Recv),
    };
    if own.is_none() && ctx_of.get(obj).is_none() && inside(obj) {
        return Stand::In(Group::Library);
    }
    if obj.is_some() {
        return Stand::At(obj, side);
    }
    Stand::In(match g.reason {
        WaitReason::Sleep => Group::Sleep,
        WaitReason::IoWait => Group::Io,
        WaitReason::ChanReceiveNil | WaitReason::ChanSendNil | WaitReason::SelectNoCases => Group::Forever,
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

/// Whether a library made it for itself.
fn is_library(obj: &Obj, making: &mut Libraries<'_>) -> bool {
    !matches!(obj.kind, ObjKind::Context | ObjKind::Line) && making.has(obj.pc)
}

/// How much an object is worth a place; none: it has none unless somebody asks for it. An empty buffer has one if it is
/// the program's own, and what a library made as long as a goroutine of the program stands there.
fn weight(
    id: ObjId,
    obj: &Obj,
    world: &World,
    libraries: &mut [Libraries<'_>; 2],
    ctx_of: &Table<ObjId, ObjId>,
) -> Option<u32> {
    let waiting = (obj.recvq.len() + obj.sendq.len()) as u32;
    let counts = matches!(obj.kind, ObjKind::WaitGroup | ObjKind::Sema) && obj.count != 0;
    let in_use = waiting > 0 || obj.len > 0 || obj.holder.is_some() || obj.readers > 0 || counts;
    if is_library(obj, &mut libraries[0]) {
        let stands = |g| matches!(stand(g, world, libraries, ctx_of), Stand::At(at, _) if at == id);
        let all = obj.recvq.iter().chain(obj.sendq.iter()).take(WAITERS_ASKED_MAX);
        return all.filter_map(|g| world.gs.get(g)).any(stands).then_some(waiting + 1);
    }
    let buffered = obj.kind == ObjKind::Chan && obj.cap > 0;
    (obj.kind != ObjKind::Context && (in_use || buffered)).then(|| waiting + u32::from(in_use))
}

/// How many are on a processor, in a run queue or with a thread in a system call.
fn queued(world: &World) -> u32 {
    let one = |is: bool| usize::from(is);
    let on_ps = world.ps.iter().map(|p| one(p.curg.is_some()) + one(p.next.is_some()) + p.runq.len());
    let calls = world.ms.iter().filter(|m| m.p.is_none() && m.curg.is_some()).count();
    (on_ps.sum::<usize>() + world.runq.len() + calls) as u32
}

/// Everybody on a processor, in a run queue or with a thread in a system call.
fn on_queues(world: &World) -> impl Iterator<Item = GId> + '_ {
    let on_ps = world
        .ps
        .iter()
        .flat_map(|p| p.curg.some().into_iter().chain(p.next.some()).chain(p.runq.iter().copied()));
    let calls = world.ms.iter().filter(|m| m.p.is_none()).filter_map(|m| m.curg.some());
    on_ps.chain(world.runq.iter().copied()).chain(calls)
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
