//! The stage: remembers where everything was, so that it can move.

use gopark_trace::{Event, GId, MId, ObjId, PId, SimTime, World};

use crate::census::Census;
use crate::crowd::Crowd;
use crate::draw::DrawList;
use crate::flight::{Flights, Whereabouts};
use crate::geom::Rect;
use crate::hits::{Hit, Hits, MarkSpot};
use crate::layout::{Individual, Layout, Memory, Talk, saying};
use crate::motion::{Cast, Motion, Pace};
use crate::names::Names;
use crate::view::{Scene, Sheet, crowded};

/// The room there is, in CSS px; from 320 x 280 to 2560 x 1440 and beyond.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// Width; the picture is never wider.
    pub width: f32,
    /// Height; the picture uses it, and is taller when it must be (the page scrolls).
    pub height: f32,
}

/// What a frame is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The moment to show.
    pub world: &'a World,
    /// When that is: nothing may have happened in the world for a while.
    pub now: SimTime,
    /// What happened since the last frame, oldest first; empty after a jump in time.
    pub events: &'a [Event],
    /// How the program calls things.
    pub names: &'a dyn Names,
    /// The room there is.
    pub viewport: Viewport,
    /// Wall time since the last frame, in seconds.
    pub dt_s: f32,
}

/// What the page needs to show one moment.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// What to paint.
    pub draw: DrawList,
    /// What lies where.
    pub hits: Hits,
    /// Something still moves: ask for another frame though the world stands still.
    pub moving: bool,
}

/// Turns worlds into frames. One stage shows one run.
#[derive(Default)]
pub struct Stage {
    frame: Frame,
    census: Census,
    memory: Memory,
    talks: Vec<Talk>,
    layout: Layout,
    individuals: Vec<Individual>,
    motion: Motion,
    flights: Flights,
    viewport: Option<Viewport>,
    reduced_motion: bool,
    selected: Option<Hit>,
    hovered: Option<Hit>,
    decision: Option<(PId, String)>,
    dim: f32,
    turn: f32,
}

/// How long the world takes to dim when it stops, in seconds.
const DIM_S: f32 = 0.4;
/// Turns a second of what turns.
const TURNS_PER_S: f32 = 0.4;

impl Stage {
    /// A stage on which nothing was shown yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Everything jumps to its place instead of moving there.
    pub fn set_reduced_motion(&mut self, on: bool) {
        self.reduced_motion = on;
    }

    /// Marks `hit` as selected; shows what it is tied to.
    pub fn select(&mut self, hit: Option<Hit>) {
        self.selected = hit;
    }

    /// Marks `hit` as pointed at.
    pub fn hover(&mut self, hit: Option<Hit>) {
        self.hovered = hit;
    }

    /// Says the rule behind a decision at the processor that made it; None: nothing is said.
    pub fn explain(&mut self, decision: Option<(PId, String)>) {
        self.decision = decision;
    }

    /// What is selected.
    pub fn selected(&self) -> Option<Hit> {
        self.selected
    }

    /// The last frame.
    pub fn last(&self) -> &Frame {
        &self.frame
    }

    /// What lies at a point of the last frame, which showed `world`: also one of a crowd.
    pub fn hit_test(&self, world: &World, x: f32, y: f32) -> Option<Hit> {
        let hit = self.frame.hits.hit_test(x, y);
        if matches!(hit, Some(Hit::G(_))) {
            return hit;
        }
        let at = |crowd: &Crowd| Some((crowd.spread, crowd.grid.at(crowd.count, x, y)?));
        let Some((spread, mut at)) = self.motion.crowds.iter().find_map(at) else { return hit };
        let mut found = None;
        spread.each(world, &self.census, &mut |g, _| {
            found = (at == 0).then_some(g);
            at = at.saturating_sub(1);
            found.is_none()
        });
        found.map(Hit::G).or(hit)
    }

    /// Where something is in the last frame, which showed `world`.
    pub fn find(&self, world: &World, hit: Hit) -> Option<Rect> {
        let found = self.frame.hits.find(hit);
        let Hit::G(g) = hit else { return found };
        found.or_else(|| {
            let (x, y, r) = crowded(world, &self.census, &self.motion.crowds, g)?;
            Some(Rect::new(x - r, y - r, 2.0 * r, 2.0 * r))
        })
    }

    /// The frame for the moment of `input`.
    pub fn frame(&mut self, input: &Input<'_>) -> &Frame {
        let dt_s = if input.dt_s.is_finite() { input.dt_s.clamp(0.0, 1.0) } else { 0.0 };
        self.memory.begin(dt_s);
        let selected = if let Some(Hit::Obj(obj)) = self.selected { Some(obj) } else { None };
        self.census.take(input.world, input.names, self.memory.kept(), selected);
        let resized = self.viewport.replace(input.viewport) != Some(input.viewport);
        let jump = self.reduced_motion || resized;
        if jump {
            self.memory.settle();
        }
        let mut moving = self.talk(input, dt_s);
        let Self { census, talks, memory, .. } = self;
        self.layout = Layout::compute(input.world, census, input.viewport, talks, memory);
        moving |= self.memory.end() | self.census.unfinished;
        moving |= self.travel(input, dt_s, jump);
        moving |= self.weather(input, dt_s);
        self.draw(input);
        self.frame.moving = moving;
        &self.frame
    }

    fn talk(&mut self, input: &Input<'_>, dt_s: f32) -> bool {
        let mut unsaid = false;
        self.talks.resize_with(input.world.ps.len(), Talk::default);
        for (talk, p) in self.talks.iter_mut().zip(&input.world.ps) {
            unsaid |= talk.listen(saying(input.world, input.names, p), dt_s);
        }
        unsaid
    }

    fn travel(&mut self, input: &Input<'_>, dt_s: f32, jump: bool) -> bool {
        let (world, census) = (input.world, &self.census);
        self.layout.individuals(world, census, &mut self.individuals);
        let (individuals, origins) = (&*self.individuals, &self.layout.origins());
        let cast = Cast { world, census, individuals, origins };
        let mut moving = self.motion.advance(&cast, self.layout.crowds(world), Pace { dt_s, jump });
        if jump {
            self.flights.clear();
        } else {
            let at = Map { world: input.world, census, layout: &self.layout, motion: &self.motion };
            moving |= self.flights.advance(input.events, &at, dt_s);
        }
        moving
    }

    /// The light, and what turns.
    fn weather(&mut self, input: &Input<'_>, dt_s: f32) -> bool {
        let target = f32::from(u8::from(input.world.stw.is_some()));
        let step = if self.reduced_motion { 1.0 } else { dt_s / DIM_S };
        self.dim += (target - self.dim).max(-step).min(step);
        if !self.reduced_motion && !input.events.is_empty() {
            self.turn = (self.turn + dt_s * TURNS_PER_S).fract();
        }
        (self.dim - target).abs() > 0.001
    }

    fn draw(&mut self, input: &Input<'_>) {
        let Frame { draw, hits, .. } = &mut self.frame;
        draw.clear();
        hits.clear();
        draw.width = self.layout.metrics.width;
        draw.height = self.layout.height;
        let k = self.layout.metrics.k;
        let mut sheet = Sheet { draw, hits, k, clears: false };
        let scene = Scene {
            world: input.world,
            now: input.now,
            names: input.names,
            census: &self.census,
            layout: &self.layout,
            talks: &self.talks,
            motion: &self.motion,
            selected: self.selected,
            hovered: self.hovered,
            decision: self.decision.as_ref(),
            dim: self.dim,
            turn: self.turn,
        };
        scene.draw_below(&mut sheet);
        sheet.draw.push_marks(self.motion.marks());
        self.flights.draw(k, &mut sheet.draw.cmds);
        let spots = self.motion.bodies.iter().map(|body| {
            let (x, y, r) = body.shown;
            MarkSpot { g: body.g, x, y, r }
        });
        sheet.hits.marks.extend(spots);
        scene.draw_above(&mut sheet);
    }
}

/// Where things are in this frame.
struct Map<'a> {
    world: &'a World,
    census: &'a Census,
    layout: &'a Layout,
    motion: &'a Motion,
}

impl Whereabouts for Map<'_> {
    fn g(&self, g: GId) -> Option<(f32, f32)> {
        self.motion.shown(g).map(|(x, y, _)| (x, y))
    }

    fn obj(&self, obj: ObjId) -> Option<(f32, f32)> {
        let place = self.layout.place_of(self.census, obj)?;
        let rect = if place.core_rect.w > 0.0 { place.core_rect } else { place.head };
        Some(rect.center())
    }

    fn p(&self, p: PId) -> Option<(f32, f32)> {
        self.layout.cards.iter().find(|card| card.p == p).map(|card| card.body)
    }

    fn wave(&self, ctx: ObjId) -> Option<((f32, f32), (f32, f32))> {
        let tree = &self.layout.contexts;
        let node = tree.node(ctx)?;
        let how = self.world.ctxs.get(ctx)?.cancelled?;
        let from = match node.above.and_then(|above| tree.nodes.get(above)).filter(|_| how.from != ctx) {
            Some(above) => above.center,
            None => self.g(how.by)?,
        };
        Some((from, node.center))
    }

    fn m(&self, m: MId) -> Option<(f32, f32)> {
        self.layout.threads.chips.iter().find(|chip| chip.m == m).map(|chip| chip.rect.center())
    }
}

#[cfg(test)]
mod tests;
