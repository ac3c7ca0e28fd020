//! How marks get from place to place: each goroutine remembers where it is shown and eases to where it belongs.

use gopark_trace::{GId, World};

use crate::census::{Census, Home, Stand};
use crate::crowd::{Crowd, Spread};
use crate::draw::Mark;
use crate::hits::Group;
use crate::layout::{Individual, Origins};
use crate::mark::Look;

/// How long a move takes, in seconds of wall time.
const MOVE_S: f32 = 0.32;
/// Whoever comes to a processor sooner after the one before than this is there at once.
const HASTE_S: f32 = 0.16;
/// How long one that ended is still seen.
const FADE_S: f32 = 0.28;
/// How long a mark that jumped glows up.
const FLASH_S: f32 = 0.3;
/// The least time between two flashes: nothing blinks more than three times a second.
const FLASH_PAUSE_S: f32 = 0.4;
/// More moves than this in one frame become a jump.
const MOVES_MAX: usize = 2_000;
/// More steps within places than this in one frame become jumps, without a flash: one mark in a crowd looks like the
/// next.
const STEPS_MAX: usize = 120;
/// More than this who join crowds at the same time are in them at once.
const LANDINGS_MAX: usize = 400;
/// More ends than this in one frame are not shown one by one.
const GHOSTS_MAX: usize = 6;
/// How far those who ended rise while they fade, as a part of their size.
const RISE: f32 = 1.1;
/// How far a path between two places bends, as a part of its length, and at most, in px.
const BEND: f32 = 0.16;
const BEND_MAX_PX: f32 = 56.0;

/// A center and half a size.
pub(crate) type Spot = (f32, f32, f32);

#[derive(Clone, Copy, Debug)]
pub(crate) struct Body {
    pub(crate) g: GId,
    home: Home,
    look: Look,
    pub(crate) shown: Spot,
    from: Spot,
    pub(crate) to: Spot,
    /// 0 at `from`, 1 at `to`.
    part: f32,
    bend: f32,
    /// The corner of its place, with which it moves.
    origin: (f32, f32),
    /// It only moves within its place.
    inside: bool,
    /// It joins a crowd, and is no body any more once it is there.
    landing: bool,
    /// Below 1 right after a jump.
    glow: f32,
}

#[derive(Clone, Copy, Debug)]
struct Ghost {
    mark: Mark,
    left: f32,
}

/// Everybody who is no part of a crowd, or on the way there, by rising id.
#[derive(Debug, Default)]
pub(crate) struct Motion {
    pub(crate) bodies: Vec<Body>,
    pub(crate) crowds: Vec<Crowd>,
    former: Vec<Body>,
    former_crowds: Vec<Crowd>,
    landings: Vec<Spread>,
    /// How many left each crowd.
    takeoffs: Vec<(Spread, u32)>,
    ghosts: Vec<Ghost>,
    since_flash_s: f32,
    /// Who came last to each processor, and how long ago.
    comers: Vec<(GId, f32)>,
}

/// How a frame moves.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    pub(crate) dt_s: f32,
    /// Nothing moves on its way.
    pub(crate) jump: bool,
}

/// What a frame is to show.
pub(crate) struct Cast<'a> {
    pub(crate) world: &'a World,
    pub(crate) census: &'a Census,
    pub(crate) individuals: &'a [Individual],
    pub(crate) origins: &'a Origins,
}

impl Motion {
    /// Sends each goroutine to its spot and moves all on. True while something still moves.
    pub(crate) fn advance(
        &mut self,
        cast: &Cast<'_>,
        crowds: impl IntoIterator<Item = Crowd>,
        pace: Pace,
    ) -> bool {
        self.since_flash_s += pace.dt_s;
        self.comers.iter_mut().for_each(|(_, since_s)| *since_s += pace.dt_s);
        std::mem::swap(&mut self.crowds, &mut self.former_crowds);
        self.crowds.clear();
        self.crowds.extend(crowds);
        self.retarget(cast, pace);
        let begun =
            |inside| self.bodies.iter().filter(move |body| body.part == 0.0 && body.inside == inside).count();
        let (steps, fresh) = (begun(true), begun(false));
        let flash = !pace.jump && fresh > MOVES_MAX && self.since_flash_s > FLASH_PAUSE_S;
        if flash {
            self.since_flash_s = 0.0;
        }
        let jump = pace.jump || fresh > MOVES_MAX;
        let mut moving = false;
        for body in &mut self.bodies {
            let skip = body.inside && steps > STEPS_MAX && body.part == 0.0;
            body.step(pace.dt_s, jump || skip, flash && !skip);
            moving |= body.part < 1.0 || body.glow < 1.0 || body.landing;
        }
        if pace.jump {
            self.ghosts.clear();
        }
        for ghost in &mut self.ghosts {
            ghost.left -= pace.dt_s / FADE_S;
        }
        self.ghosts.retain(|ghost| ghost.left > 0.0);
        moving || !self.ghosts.is_empty()
    }

    /// Where a goroutine that is no part of a crowd is shown.
    pub(crate) fn shown(&self, g: GId) -> Option<Spot> {
        find(&self.bodies, g).map(|body| body.shown)
    }

    /// How far a goroutine has arrived at its place, 0 to 1.
    pub(crate) fn arrival(&self, g: GId) -> f32 {
        find(&self.bodies, g).map_or(0.0, |body| body.part)
    }

    /// How many of a crowd are still on their way to it.
    pub(crate) fn landing(&self, spread: Spread) -> u32 {
        self.landings.iter().filter(|it| **it == spread).count() as u32
    }

    /// Marks at rest, then those that fade, then those that move, so that what moves is above what rests.
    pub(crate) fn marks(&self) -> impl Iterator<Item = Mark> + '_ {
        let rest = self.bodies.iter().filter(|body| body.part >= 1.0);
        let moving = self.bodies.iter().filter(|body| body.part < 1.0);
        let ghosts = self.ghosts.iter().map(|ghost| {
            let left = ghost.left.clamp(0.0, 1.0);
            let (r, y) =
                (ghost.mark.r * (0.5 + 0.5 * left), ghost.mark.y - ghost.mark.r * RISE * (1.0 - left));
            Mark { alpha: (left * 200.0) as u8, r, y, ..ghost.mark }
        });
        rest.map(Body::mark).chain(ghosts).chain(moving.map(Body::mark))
    }

    /// Merges those who are to be shown with those who were; both are sorted by id.
    fn retarget(&mut self, cast: &Cast<'_>, pace: Pace) {
        let mut gone_now = 0;
        let before = self.ghosts.len();
        std::mem::swap(&mut self.bodies, &mut self.former);
        self.bodies.clear();
        self.landings.clear();
        self.takeoffs.clear();
        let mut old = 0;
        for it in cast.individuals {
            while let Some(body) = self.former.get(old).copied().filter(|body| body.g < it.g) {
                gone_now += u32::from(self.left(cast, &body, pace.jump));
                old += 1;
            }
            let (g, home, to) = (it.g, it.home, it.spot);
            let Some(look) = cast.world.gs.get(g).map(Look::of) else { continue };
            let origin = cast.origins.of(home);
            let in_haste = self.comes_in_haste(g, home);
            if let Some(body) = self.former.get(old).filter(|body| body.g == g) {
                let sent = body.sent(to, home, look, origin);
                self.bodies.push(if in_haste { sent.arrived() } else { sent });
                old += 1;
            } else {
                let (from, part) = if in_haste { (to, 1.0) } else { self.source(cast, it) };
                let bend = bend(from, to);
                let shown = from;
                let (inside, landing, glow) = (false, false, 1.0);
                self.bodies.push(Body {
                    g,
                    home,
                    look,
                    shown,
                    from,
                    to,
                    part,
                    bend,
                    origin,
                    inside,
                    landing,
                    glow,
                });
            }
        }
        for at in old..self.former.len() {
            let body = self.former[at];
            gone_now += u32::from(self.left(cast, &body, pace.jump));
        }
        if gone_now as usize > GHOSTS_MAX {
            self.ghosts.truncate(before);
        }
    }

    /// Whether somebody comes to a processor so soon after the one before that neither would ever be seen there.
    fn comes_in_haste(&mut self, g: GId, home: Home) -> bool {
        let Home::Card(p) = home else { return false };
        let p = p as usize;
        if self.comers.len() <= p {
            self.comers.resize(p + 1, (GId::NONE, HASTE_S));
        }
        let (last, since_s) = self.comers[p];
        if last == g {
            return false;
        }
        // Who is the first to be seen there follows nobody.
        self.comers[p] = (g, if last.is_none() { HASTE_S } else { 0.0 });
        since_s < HASTE_S
    }

    /// Where somebody comes from who had no body, and whether it is already where it belongs (1): out of a crowd, or out
    /// of its parent.
    fn source(&mut self, cast: &Cast<'_>, it: &Individual) -> (Spot, f32) {
        let was = cast.census.was(it.g);
        let spread = match was {
            Stand::Active => Some(Spread::Global),
            Stand::In(group) => Some(Spread::Group(group)),
            Stand::At(obj, side) => {
                let home = match cast.census.home_at(obj, side) {
                    // It may have had a place of its own in the last frame.
                    Home::Group(_) => Home::At(obj, side),
                    home => home,
                };
                Spread::of(cast.world, home)
            }
            Stand::Nowhere => None,
        };
        let former = |spread| self.former_crowds.iter().find(|crowd| Some(crowd.spread) == spread);
        let beyond = matches!(was, Stand::At(..)).then_some(Spread::Group(Group::Crowd));
        if let Some(crowd) = former(spread).or_else(|| former(beyond)) {
            if Spread::of(cast.world, it.home) == Some(crowd.spread) {
                return (it.spot, 1.0);
            }
            // Queues are left at their heads.
            let (spread, grid) = (crowd.spread, crowd.grid);
            let counted = self.takeoffs.iter().position(|(of, _)| *of == spread);
            let counted = counted.unwrap_or_else(|| {
                self.takeoffs.push((spread, 0));
                self.takeoffs.len() - 1
            });
            let ahead = &mut self.takeoffs[counted].1;
            let (x, y) = grid.spot(*ahead);
            *ahead += 1;
            return ((x, y, grid.r), 0.0);
        }
        let parent = cast.world.gs.get(it.g).map_or(GId::NONE, |g| g.parent);
        let (x, y, _) = find(&self.former, parent).map_or(it.spot, |body| body.shown);
        ((x, y, 0.0), 0.0)
    }

    /// A body that is not to be shown by itself any more ends, or joins a crowd. True when it ended.
    fn left(&mut self, cast: &Cast<'_>, body: &Body, jump: bool) -> bool {
        let active = cast.census.is_active(body.g).then_some(Home::Global);
        let Some(home) = cast.census.home(body.g).or(active) else {
            ghost(&mut self.ghosts, body);
            return true;
        };
        let spread = Spread::of(cast.world, home);
        let Some(crowd) = self.crowds.iter().find(|crowd| Some(crowd.spread) == spread) else { return false };
        let settled = if body.landing { body.part >= 1.0 } else { body.home == home };
        if jump || settled && body.home == home || self.landings.len() >= LANDINGS_MAX {
            return false;
        }
        let look = crowd.spread.look();
        let to = if body.landing && body.home == home {
            body.to
        } else {
            let behind = 1 + self.landings.iter().filter(|it| **it == crowd.spread).count() as u32;
            let (x, y) = crowd.grid.spot(crowd.count.saturating_sub(behind));
            (x, y, crowd.grid.r)
        };
        let sent = body.sent(to, home, look, cast.origins.of(home));
        self.landings.push(crowd.spread);
        self.bodies.push(Body { landing: true, ..sent });
        false
    }
}

fn find(bodies: &[Body], g: GId) -> Option<&Body> {
    bodies.binary_search_by_key(&g, |body| body.g).ok().map(|at| &bodies[at])
}

fn ghost(ghosts: &mut Vec<Ghost>, gone: &Body) {
    if ghosts.len() < 4 * GHOSTS_MAX {
        ghosts.push(Ghost { mark: gone.mark(), left: 1.0 });
    }
}

fn bend(from: Spot, to: Spot) -> f32 {
    let far = (to.0 - from.0).hypot(to.1 - from.1);
    (far * BEND).min(BEND_MAX_PX)
}

impl Body {
    fn sent(&self, to: Spot, home: Home, look: Look, origin: (f32, f32)) -> Self {
        let mut body = Self { home, look, origin, landing: false, ..*self };
        let stays = home == self.home;
        if stays {
            // When the place moves, those in it move with it.
            let by = (origin.0 - self.origin.0, origin.1 - self.origin.1);
            for spot in [&mut body.from, &mut body.to, &mut body.shown] {
                *spot = (spot.0 + by.0, spot.1 + by.1, spot.2);
            }
        }
        let far = (to.0 - body.to.0).abs() + (to.1 - body.to.1).abs() + (to.2 - body.to.2).abs();
        body.to = to;
        if far <= 0.25 {
            return body;
        }
        if stays && body.part < 1.0 {
            if body.inside {
                // The queue moves faster than its marks could: then they keep their ranks and do not wobble.
                return body.arrived();
            }
        } else {
            // A step up in the same queue goes straight; from place to place the path bends.
            body.bend = if stays { 0.0 } else { bend(body.shown, to) };
            (body.from, body.part, body.inside) = (body.shown, 0.0, stays);
        }
        body
    }

    fn arrived(self) -> Self {
        Self { shown: self.to, from: self.to, part: 1.0, ..self }
    }

    fn step(&mut self, dt_s: f32, jump: bool, flash: bool) {
        let fresh = self.part == 0.0;
        if jump {
            self.part = 1.0;
            if flash && fresh {
                self.glow = 0.35;
            }
        }
        self.glow = (self.glow + dt_s / FLASH_S).min(1.0);
        // A sliver, so that a frame of no time still tells a move that began from one that did not.
        self.part = (self.part + (dt_s / MOVE_S).max(1e-4)).min(1.0);
        let late = 1.0 - self.part;
        let part = 1.0 - late * late * late;
        let mix = |a: f32, b: f32| a + (b - a) * part;
        let (dx, dy) = (self.to.0 - self.from.0, self.to.1 - self.from.1);
        let far = dx.hypot(dy).max(1.0);
        let off = self.bend * 4.0 * part * (1.0 - part);
        // To the left of the way there, so that two who change places do not meet.
        self.shown = (
            mix(self.from.0, self.to.0) + dy / far * off,
            mix(self.from.1, self.to.1) - dx / far * off,
            mix(self.from.2, self.to.2),
        );
    }

    fn mark(&self) -> Mark {
        let (x, y, r) = self.shown;
        Mark { x, y, r, alpha: (self.glow.clamp(0.0, 1.0) * 255.0) as u8, look: self.look }
    }
}
