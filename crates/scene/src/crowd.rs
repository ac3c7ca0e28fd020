//! Crowds: so many equal marks that they are drawn as one.

use gopark_trace::{GId, ObjId, ObjKind, Pc, Side, World};

use crate::census::{Census, Home};
use crate::draw;
use crate::hits::Group;
use crate::layout::{Grid, PlaceKey, queue, waiting};
use crate::mark::Look;

/// Where a crowd is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spread {
    /// In the global queue.
    Global,
    /// Senders of a channel.
    Left(ObjId),
    /// Everybody else at an object.
    Right(ObjId),
    /// At channels that were made at this place; true: its senders.
    Kin(Pc, bool),
    /// At a context.
    Ctx(ObjId),
    /// In a group.
    Group(Group),
}

impl Spread {
    /// Where those of a home would be in a crowd, if there can be one.
    pub(crate) fn of(world: &World, home: Home) -> Option<Self> {
        match home {
            Home::Global => Some(Self::Global),
            Home::Group(group) => Some(Self::Group(group)),
            Home::Ctx(ctx) => Some(Self::Ctx(ctx)),
            Home::Kin(pc, side) => Some(Self::Kin(pc, side == Side::Send)),
            Home::At(obj, side) => {
                let channel = world.objs.get(obj).is_some_and(|it| it.kind == ObjKind::Chan);
                Some(if channel && side == Side::Send { Self::Left(obj) } else { Self::Right(obj) })
            }
            _ => None,
        }
    }

    /// The side of a place.
    pub(crate) fn at(key: PlaceKey, left: bool) -> Self {
        match key {
            PlaceKey::Obj(obj) if left => Self::Left(obj),
            PlaceKey::Obj(obj) => Self::Right(obj),
            PlaceKey::Kin(pc) => Self::Kin(pc, left),
            PlaceKey::Group(group) => Self::Group(group),
        }
    }

    /// Tells everybody in it in order, as long as `tell` wants to hear more.
    pub(crate) fn each(self, world: &World, census: &Census, tell: &mut dyn FnMut(GId, Home) -> bool) {
        match self {
            Self::Global => {
                world.runq.iter().all(|&g| tell(g, Home::Global));
            }
            Self::Left(obj) => queue(world, census, PlaceKey::Obj(obj), true, tell),
            Self::Right(obj) => queue(world, census, PlaceKey::Obj(obj), false, tell),
            Self::Kin(pc, left) => queue(world, census, PlaceKey::Kin(pc), left, tell),
            Self::Ctx(ctx) => waiting(world, census, ctx, tell),
            Self::Group(group) => queue(world, census, PlaceKey::Group(group), false, tell),
        }
    }

    /// What those in it look like, as small as they are.
    pub(crate) fn look(self) -> Look {
        use gopark_trace::GState;
        match self {
            Self::Global => Look::of_state(GState::Runnable),
            Self::Group(Group::Leaked) => Look::leaked(),
            _ => Look::of_state(GState::Waiting),
        }
    }
}

/// A crowd of one frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Crowd {
    pub(crate) spread: Spread,
    pub(crate) grid: Grid,
    /// How many there are.
    pub(crate) count: u32,
}

impl Crowd {
    /// What is painted of it while `landing` are still on their way.
    pub(crate) fn drawn(&self, landing: u32) -> draw::Crowd {
        let Grid { x, y, step_x, step_y, rows, r, each, .. } = self.grid;
        let count = self.count.saturating_sub(landing).div_ceil(each.max(1));
        draw::Crowd { x, y, step_x, step_y, rows, count, r, look: self.spread.look() }
    }
}

/// Fewer than this are drawn one by one, however small.
pub(crate) const CROWD_FROM: u32 = 256;
