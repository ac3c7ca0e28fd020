//! Channels of which many were made at one place share one on the stage.

use gopark_sorted::sort_by;
use gopark_trace::{ObjId, ObjKind, Pc, World};

use super::Census;
use crate::names::{Libraries, Names};

/// Many channels that were made at one place, such as one for each request, and who is drawn at them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kin {
    pub(crate) pc: Pc,
    /// One of them.
    pub(crate) first: ObjId,
    pub(crate) channels: u32,
    pub(crate) recv: u32,
    pub(crate) send: u32,
}

/// So many channels in use that were made at one place share a place.
const KIN_FROM: usize = 9;
/// Of timers and of what a library made already so many, for the program does not tell one from the other.
const KIN_ALIKE: usize = 2;
/// And go on to share it as long as there are so many.
const KIN_LEAST: usize = 4;
/// Among more objects than this nobody looks for them.
const KIN_AMONG_MAX: usize = 4096;

impl Census {
    /// Takes channels of which many were made at one place out of the candidates.
    pub(super) fn gather_kin(&mut self, world: &World, names: &dyn Names) {
        let Self { candidates, kin_of, kins, selected, .. } = self;
        kin_of.clear();
        if (KIN_ALIKE..=KIN_AMONG_MAX).contains(&candidates.len()) {
            let free = |id: &ObjId| Some(*id) != *selected;
            let of = |id: ObjId| {
                let obj = world.objs.get(id)?;
                (obj.kind == ObjKind::Chan).then_some((id, obj.pc.some()?))
            };
            kin_of.extend(candidates.iter().map(|&(_, id)| id).filter(free).filter_map(of));
        }
        sort_by(kin_of, |a, b| (a.1, a.0).cmp(&(b.1, b.0)));
        let mut libraries = Libraries::new(names);
        let mut shared = Vec::new();
        for kin in kin_of.chunk_by(|a, b| a.1 == b.1) {
            let (first, pc) = kin[0];
            let was = kins.binary_search_by_key(&pc, |kin| kin.pc).is_ok();
            let is_timer = world.objs.get(first).is_some_and(|it| it.is_timer);
            let from = if is_timer || libraries.has(pc) { KIN_ALIKE } else { KIN_FROM };
            if kin.len() >= if was { from.min(KIN_LEAST) } else { from } {
                shared.push(Kin { pc, first, channels: kin.len() as u32, recv: 0, send: 0 });
            }
        }
        *kins = shared;
        kin_of.retain(|(_, pc)| kins.binary_search_by_key(pc, |kin| kin.pc).is_ok());
        sort_by(kin_of, |a, b| a.0.cmp(&b.0));
        candidates.retain(|(_, id)| kin_of.binary_search_by_key(id, |&(kin, _)| kin).is_err());
    }

    /// Counts who is drawn at each of them, and tells how many that are in all.
    pub(super) fn count_kin(&mut self) -> u32 {
        for kin in &mut self.kins {
            (kin.recv, kin.send) = (0, 0);
        }
        let mut all = 0;
        for (obj, pc) in &self.kin_of {
            let [recv, send] = self.at.get(*obj).copied().unwrap_or_default();
            if let Ok(i) = self.kins.binary_search_by_key(pc, |kin| kin.pc) {
                all += recv + send;
                self.kins[i].recv += recv;
                self.kins[i].send += send;
            }
        }
        all
    }

    /// Where a channel was made, if it shares a place with those that were made there too.
    pub(crate) fn kin(&self, obj: ObjId) -> Option<Pc> {
        self.kin_of.binary_search_by_key(&obj, |&(id, _)| id).ok().map(|i| self.kin_of[i].1)
    }

    /// The channels that share a place.
    pub(crate) fn kin_at(&self, pc: Pc) -> impl Iterator<Item = ObjId> + '_ {
        self.kin_of.iter().filter(move |(_, made)| *made == pc).map(|&(obj, _)| obj)
    }
}
