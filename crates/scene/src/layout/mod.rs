//! Where everything goes. A layout is computed anew for each frame from what is there; it remembers only how large
//! places were a moment ago.

mod contexts;
mod gauge;
mod grid;
mod memory;
mod metrics;
mod procs;
mod talk;
mod threads;
mod waits;

#[cfg(test)]
mod tests;

use gopark_sorted::sort_by;
use gopark_trace::{Ending, GId, MId, ObjId, Pc, World};

use crate::census::{Census, Home};
use crate::crowd::{CROWD_FROM, Crowd, Spread};
use crate::draw::Font;
use crate::font;
use crate::geom::Rect;
use crate::hits::Group;
use crate::stage::Viewport;
use crate::words;

pub(crate) use contexts::{Contexts, Node, waiting};
pub(crate) use gauge::Gauge;
pub(crate) use grid::Grid;
pub(crate) use memory::{Memory, PlaceKey};
pub(crate) use metrics::Metrics;
pub(crate) use procs::{Card, CardKind};
pub(crate) use talk::{Doing, Saying, Talk, saying};
pub(crate) use threads::{Chip, Threads};
pub(crate) use waits::{Core, Place, Zone, queue};

use grid::{CRAMMED, Packed, USUAL, dense, grid, pack, stepped};

/// The global run queue.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conveyor {
    /// With its label.
    pub(crate) rect: Rect,
    pub(crate) lane: Rect,
    pub(crate) grid: Grid,
    /// For those on no queue.
    pub(crate) bay: Rect,
    pub(crate) bay_grid: Grid,
}

/// How it ended.
#[derive(Clone, Debug, Default)]
pub(crate) struct Banner {
    pub(crate) rect: Rect,
    /// For the words.
    pub(crate) words: Rect,
    pub(crate) lines: Vec<String>,
}

/// Where everything is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Layout {
    pub(crate) metrics: Metrics,
    pub(crate) height: f32,
    /// How the program ended, when it did.
    pub(crate) banner: Option<Banner>,
    pub(crate) conveyor: Conveyor,
    pub(crate) cards: Vec<Card>,
    pub(crate) threads: Threads,
    pub(crate) gauge: Gauge,
    /// The label over the waiting places.
    pub(crate) waiting: Rect,
    pub(crate) contexts: Contexts,
    pub(crate) places: Vec<Place>,
}

/// Where places are, for those who move with them.
pub(crate) struct Origins {
    cards: Vec<(f32, f32)>,
    objs: Vec<(ObjId, (f32, f32))>,
    kins: Vec<(Pc, (f32, f32))>,
    groups: [(f32, f32); Group::ALL.len()],
    contexts: (f32, f32),
    conveyor: (f32, f32),
}

impl Origins {
    pub(crate) fn of(&self, home: Home) -> (f32, f32) {
        let at = match home {
            Home::Card(i) | Home::Next(i) | Home::Queue(i) => self.cards.get(i as usize),
            Home::Global | Home::Loose => Some(&self.conveyor),
            Home::At(obj, _) => self.objs.iter().find(|(id, _)| *id == obj).map(|(_, at)| at),
            Home::Kin(pc, _) => self.kins.iter().find(|(made, _)| *made == pc).map(|(_, at)| at),
            Home::Ctx(_) => Some(&self.contexts),
            Home::Group(group) => self.groups.get(group as usize),
            Home::Call(_) => None,
        };
        at.copied().unwrap_or_default()
    }
}

impl Layout {
    /// Finds a place for everything in the census.
    pub(crate) fn compute(
        world: &World,
        census: &Census,
        viewport: Viewport,
        talks: &[Talk],
        memory: &mut Memory,
    ) -> Self {
        let m = Metrics::of(viewport, world.procs());
        let mut y = m.margin;
        let banner = world.end.map(|how| banner(how, &m, y));
        if let Some(banner) = &banner {
            y = banner.rect.bottom() + m.gap;
        }
        let conveyor = conveyor(world, census, &m, y, memory);
        y += memory.glide(0, conveyor.rect.bottom() + m.below_conveyor() - y);
        let (cards, columns, below) = procs::cards(world, &m, y, memory);
        let folded = procs::height(&m, cards.len()) - (below - y);
        y += memory.glide(1, below + m.section() - y);
        let on_cards = |id: MId| talks.iter().any(|talk| talk.saying.m == id);
        let threads = threads::threads(world, &on_cards, &m, y, memory);
        let mut gauge = gauge::gauge(&m, y);
        let bottom = if m.gauge_beside() { gauge.rect.bottom() } else { 0.0 };
        y += memory.glide(2, threads.rect.bottom().max(bottom) + m.section() - y);
        let waiting = Rect::new(m.margin, y, m.inner(), m.px(16.0));
        y += m.label();
        let mut contexts = contexts::contexts(world, census, &m, y);
        let at_contexts = census.ctxs.iter().map(|it| it.count).sum();
        let at_objs = census.objs.iter().map(|it| it.recv + it.send);
        let at_kins = census.kins.iter().map(|it| it.recv + it.send);
        let last = memory.contexts_last(at_contexts, at_objs.chain(at_kins).chain(census.groups).sum());
        let places_y = y + memory.glide(3, if last { 0.0 } else { contexts.room(&m) });
        let (places, mut below) = waits::places(world, census, &m, places_y, columns, memory);
        contexts.lower(memory.glide(4, if last { below + m.gap - y } else { 0.0 }));
        if last {
            below += contexts.room(&m);
        }
        if !m.gauge_beside() {
            gauge = gauge::gauge(&m, below + m.section());
            below = gauge.rect.bottom();
        }
        memory.fits(below + folded + m.margin <= m.height);
        let height = (below + m.margin).max(m.height);
        Self { metrics: m, height, banner, conveyor, cards, threads, gauge, waiting, contexts, places }
    }

    /// The corner of each place.
    pub(crate) fn origins(&self) -> Origins {
        let corner = |rect: &Rect| (rect.x, rect.y);
        let mut origins = Origins {
            cards: self.cards.iter().map(|card| corner(&card.rect)).collect(),
            objs: Vec::with_capacity(self.places.len()),
            kins: Vec::new(),
            groups: [(0.0, 0.0); Group::ALL.len()],
            contexts: corner(&self.contexts.rect),
            conveyor: corner(&self.conveyor.rect),
        };
        for place in &self.places {
            match place.key {
                PlaceKey::Obj(obj) => origins.objs.push((obj, corner(&place.rect))),
                PlaceKey::Kin(pc) => origins.kins.push((pc, corner(&place.rect))),
                PlaceKey::Group(group) => origins.groups[group as usize] = corner(&place.rect),
            }
        }
        origins
    }

    /// Where those stand who wait at an object.
    pub(crate) fn place_of(&self, census: &Census, obj: ObjId) -> Option<&Place> {
        let key = census.kin(obj).map_or(PlaceKey::Obj(obj), PlaceKey::Kin);
        self.places.iter().find(|place| place.key == key)
    }

    /// Everybody who is drawn by itself, by rising id.
    pub(crate) fn individuals(&self, world: &World, census: &Census, all: &mut Vec<Individual>) {
        all.clear();
        let mut put = |g: GId, home: Home, (x, y): (f32, f32), r: f32| {
            if census.is_active(g) == is_active(home) && world.gs.get(g).is_some() {
                all.push(Individual { g, home, spot: (x, y, r) });
                return true;
            }
            false
        };
        for card in &self.cards {
            let Some(p) = world.ps.get(card.p.idx()) else { continue };
            let i = card.p.0;
            put(p.curg, Home::Card(i), card.body, card.body_r);
            put(p.next, Home::Next(i), card.next.center(), card.next_r);
            for (at, &g) in p.runq.iter().enumerate() {
                put(g, Home::Queue(i), card.grid.spot(at as u32), card.grid.r);
            }
        }
        if !self.conveyor.grid.crowd {
            for (at, &g) in world.runq.iter().enumerate() {
                put(g, Home::Global, self.conveyor.grid.spot(at as u32), self.conveyor.grid.r);
            }
        }
        for chip in self.threads.chips.iter().filter(|chip| chip.g.is_some()) {
            put(chip.g, Home::Call(chip.m.0), chip.spot, chip.r);
        }
        self.contexts.spots(world, census, &mut put);
        for place in &self.places {
            place.spots(world, census, &mut put);
        }
        for (at, g) in census.loose(world).into_iter().enumerate() {
            put(g, Home::Loose, self.conveyor.bay_grid.spot(at as u32), self.conveyor.bay_grid.r);
        }
        // In a world that does not fit somebody may be in two places: the first one counts.
        sort_by(all, |a, b| a.g.cmp(&b.g));
        all.dedup_by_key(|it| it.g);
    }

    /// Those who are not.
    pub(crate) fn crowds(&self, world: &World) -> impl Iterator<Item = Crowd> + '_ {
        let queued = world.runq.len() as u32;
        let global = Crowd { spread: Spread::Global, grid: self.conveyor.grid, count: queued };
        let zones = self.places.iter().flat_map(|place| {
            [(true, &place.left), (false, &place.right)].map(|(left, zone)| Crowd {
                spread: Spread::at(place.key, left),
                grid: zone.grid,
                count: zone.count,
            })
        });
        let contexts = self.contexts.nodes.iter().map(|node| Crowd {
            spread: Spread::Ctx(node.ctx),
            grid: node.grid,
            count: node.count,
        });
        std::iter::once(global)
            .chain(contexts)
            .chain(zones)
            .filter(|crowd| crowd.grid.crowd && crowd.count > 0)
    }
}

/// A goroutine that is drawn by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Individual {
    pub(crate) g: GId,
    pub(crate) home: Home,
    /// Its center and half its size.
    pub(crate) spot: (f32, f32, f32),
}

/// Whether those of a home could go on.
fn is_active(home: Home) -> bool {
    !matches!(home, Home::At(..) | Home::Kin(..) | Home::Ctx(_) | Home::Group(_))
}

/// A grid for `n`, or a crowd.
fn grid_for(n: u32, packed: Packed, area: &Rect, leftward: bool) -> Grid {
    let grid = grid(packed, area, leftward);
    Grid { crowd: n > CROWD_FROM && grid.r < crate::mark::BODY_FROM_PX, ..grid }
}

fn banner(how: Ending, m: &Metrics, y: f32) -> Banner {
    let (left, right) = (m.px(36.0), m.px(16.0));
    let room = m.inner() - left - right;
    let font = Font { size: m.px(font::size::BODY), bold: true, mono: false };
    let lines: Vec<_> =
        font::wrap(&words::ending(how), font, room).into_iter().map(ToOwned::to_owned).collect();
    let rect = Rect::new(m.margin, y, m.inner(), m.px(22.0 + 18.0 * lines.len() as f32));
    Banner { rect, words: Rect::new(rect.x + left, rect.y, room, rect.h), lines }
}

/// One lane while few wait, higher when it must be.
fn conveyor(world: &World, census: &Census, m: &Metrics, y: f32, memory: &mut Memory) -> Conveyor {
    let dt = memory.dt_s();
    let queued = stepped(memory.global.hold(world.runq.len() as u32, dt));
    let loose = stepped(memory.loose.hold(census.loose, dt));
    let top = y + m.conveyor_label();
    let pad = m.px(8.0);
    let beside = if m.in_line() { m.px(212.0) } else { 0.0 };
    let bay_w = m.inner()
        * if m.in_line() {
            0.16
        } else if m.labeled() {
            0.4
        } else {
            0.3
        };
    let lane_w = m.inner() - if m.in_line() { beside + bay_w + m.px(8.0) } else { 0.0 };
    let room = lane_w - 2.0 * pad;
    let one = m.px(20.0);
    let most = m.px(200.0).min(m.height * 0.3);
    let packed = [one, m.px(56.0), m.px(96.0), m.px(160.0)]
        .map(|h| pack(&USUAL, queued, room, h, m.k))
        .into_iter()
        .find(|packed| packed.cell >= m.px(9.0) && packed.height() <= most.max(one))
        .unwrap_or_else(|| {
            // Single marks need more room before they are given up.
            let packed = pack(&CRAMMED, queued, room, most, m.k);
            if packed.height() <= most { packed } else { dense(queued, room, m.height * 0.55, m.k) }
        });
    let inner_h = packed.height().max(one);
    // The tail ends before the bay while somebody is there.
    let bay_gap = if m.in_line() && loose == 0 { bay_w + m.px(8.0) } else { 0.0 };
    let end = memory.glide(5, bay_gap);
    let lane = Rect::new(m.margin + beside, top, lane_w + end, inner_h - one + m.conveyor_lane());
    let bay_right = m.margin + m.inner();
    let (bay_y, bay_h) = match m.in_line() {
        true => (y, m.conveyor_lane()),
        // Beside the label, where there is always room for a few.
        false => (y - m.px(2.0), m.conveyor_label() - m.px(2.0)),
    };
    let bay = Rect::new(bay_right - bay_w, bay_y, bay_w, bay_h);
    let bay_packed = pack(&CRAMMED, loose.max(1), bay_w, bay.h, m.k);
    let inside = Rect::new(lane.x + pad, lane.y, room, lane.h);
    Conveyor {
        rect: Rect::new(m.margin, y, m.inner(), lane.bottom() - y),
        lane,
        grid: grid_for(queued, packed, &inside, false),
        bay,
        bay_grid: grid(bay_packed, &bay, true),
    }
}
