//! The tree of contexts: a row for each generation, children under their parents.

use gopark_trace::{GId, ObjId, World};

use super::Metrics;
use super::grid::{Grid, dense, stepped};
use super::grid_for;
use crate::census::{Census, CtxTally, Home};
use crate::geom::Rect;

/// A context in the tree.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) ctx: ObjId,
    /// Index of the node above it.
    pub(crate) above: Option<usize>,
    pub(crate) center: (f32, f32),
    pub(crate) r: f32,
    /// The part of its row that is its own.
    pub(crate) rect: Rect,
    /// Where its name has to end: at the next one in its row.
    pub(crate) name_end: f32,
    /// Those who wait for its cancellation alone, and how many they are.
    pub(crate) grid: Grid,
    pub(crate) count: u32,
}

/// Where the tree is.
#[derive(Clone, Debug, Default)]
pub(crate) struct Contexts {
    /// With its head; of no height when there is none.
    pub(crate) rect: Rect,
    pub(crate) head: Rect,
    /// Parents before their children.
    pub(crate) nodes: Vec<Node>,
    /// How many there was no room for.
    pub(crate) beyond: u32,
    /// There is room for names.
    pub(crate) named: bool,
}

/// The least width of a leaf.
const LEAF: f32 = 26.0;
/// The width from which on it is named.
const LEAF_NAMED: f32 = 92.0;
/// The most.
const LEAF_MAX: f32 = 200.0;
/// From one generation to the next.
const PITCH: f32 = 42.0;
/// The height of a generation.
const BAND: f32 = 20.0;

pub(super) fn contexts(world: &World, census: &Census, m: &Metrics, y: f32) -> Contexts {
    if census.ctxs.is_empty() {
        return Contexts { rect: Rect::new(m.margin, y, m.inner(), 0.0), ..Contexts::default() };
    }
    let pad = m.place_pad();
    let inner = m.inner() - 2.0 * pad;
    let mut tree = Tree::grow(world, census, (inner / m.px(LEAF)) as usize);
    tree.place();
    let leaf = (inner / tree.leaves.max(1) as f32).min(m.px(LEAF_MAX));
    let left = m.margin + pad + (inner - leaf * tree.leaves as f32) / 2.0;
    let top = y + pad + m.place_head();
    let (pitch, band) = (m.px(PITCH), m.px(BAND));
    let nodes: Vec<Node> = tree
        .nodes
        .iter()
        .map(|it| {
            let row = top + it.depth as f32 * pitch;
            let rect = Rect::new(left + it.from * leaf, row, (it.to - it.from) * leaf, band);
            let (x, y) = rect.center();
            let r = m.px(7.0).min(leaf * 0.28);
            // Those who wait stand at its left, the first one next to it.
            let room = Rect::new(rect.x, row, (rect.w / 2.0 - r - m.px(3.0)).max(1.0), band);
            let CtxTally { ctx, count, .. } = census.ctxs[it.tally];
            let held = stepped(count.max(1));
            let grid = grid_for(held, dense(held, room.w, room.h, m.k), &room, true);
            let next = tree.nodes.iter().filter(|next| next.depth == it.depth && next.from >= it.to);
            let begin = |next: &Draft| match census.ctxs[next.tally].count {
                0 => left + (next.from + next.to) / 2.0 * leaf - r - m.px(4.0),
                _ => left + next.from * leaf,
            };
            let name_end = next.map(begin).fold(m.margin + pad + inner, f32::min);
            Node { ctx, above: it.above, center: (x, y), r, rect, name_end, grid, count }
        })
        .collect();
    let generations = tree.nodes.iter().map(|it| it.depth + 1).max().unwrap_or(1) as f32;
    let h = 2.0 * pad + m.place_head() + (generations - 1.0) * pitch + band;
    Contexts {
        rect: Rect::new(m.margin, y, m.inner(), h),
        head: Rect::new(m.margin + pad, y + pad - m.px(2.0), inner, m.place_head()),
        nodes,
        beyond: census.ctxs_beyond + tree.beyond,
        named: leaf >= m.px(LEAF_NAMED),
    }
}

#[derive(Clone, Copy)]
struct Draft {
    tally: usize,
    above: Option<usize>,
    depth: u32,
    /// The leaves it stands over, counted from the left.
    from: f32,
    to: f32,
}

struct Tree {
    nodes: Vec<Draft>,
    leaves: u32,
    beyond: u32,
}

impl Tree {
    /// Contexts are older than those under them, so one way through finds every parent before its children.
    fn grow(world: &World, census: &Census, leaves_max: usize) -> Self {
        let mut tree = Self { nodes: Vec::new(), leaves: 0, beyond: 0 };
        let mut is_leaf: Vec<bool> = Vec::new();
        for (tally, it) in census.ctxs.iter().enumerate() {
            let parent = world.ctxs.get(it.ctx).map_or(ObjId::NONE, |ctx| ctx.parent);
            let at = |node: &Draft| census.ctxs[node.tally].ctx;
            let above = tree.nodes.binary_search_by_key(&parent, at).ok();
            let adds = above.is_none_or(|above| !is_leaf[above]);
            if adds && tree.leaves as usize >= leaves_max {
                tree.beyond += 1;
                continue;
            }
            tree.leaves += u32::from(adds);
            if let Some(above) = above {
                is_leaf[above] = false;
            }
            let depth = above.map_or(0, |above| tree.nodes[above].depth + 1);
            tree.nodes.push(Draft { tally, above, depth, from: 0.0, to: 0.0 });
            is_leaf.push(true);
        }
        tree
    }

    /// Each stands over its leaves, siblings from the oldest to the youngest.
    fn place(&mut self) {
        let mut widths = vec![0u32; self.nodes.len()];
        for i in (0..self.nodes.len()).rev() {
            widths[i] = widths[i].max(1);
            if let Some(above) = self.nodes[i].above {
                widths[above] += widths[i];
            }
        }
        // Where the next child of each begins; the last one is for roots.
        let mut next = vec![0.0; self.nodes.len() + 1];
        for i in 0..self.nodes.len() {
            let place = self.nodes[i].above.unwrap_or(self.nodes.len());
            let from = next[place];
            next[place] += widths[i] as f32;
            next[i] = from;
            (self.nodes[i].from, self.nodes[i].to) = (from, next[place]);
        }
    }
}

impl Contexts {
    /// How much room it takes, with the gap to what is below or above it.
    pub(super) fn room(&self, m: &Metrics) -> f32 {
        if self.nodes.is_empty() { 0.0 } else { self.rect.h + m.gap }
    }

    /// The same, lower by so much.
    pub(super) fn lower(&mut self, by: f32) {
        self.rect.y += by;
        self.head.y += by;
        for node in &mut self.nodes {
            node.center.1 += by;
            node.rect.y += by;
            node.grid.y += by;
        }
    }

    /// The node of a context.
    pub(crate) fn node(&self, ctx: ObjId) -> Option<&Node> {
        self.nodes.iter().find(|node| node.ctx == ctx)
    }

    /// Calls `put` with each goroutine that waits for a cancellation alone.
    pub(super) fn spots(
        &self,
        world: &World,
        census: &Census,
        put: &mut impl FnMut(GId, Home, (f32, f32), f32) -> bool,
    ) {
        for node in self.nodes.iter().filter(|node| node.count > 0 && !node.grid.crowd) {
            let mut at = 0;
            waiting(world, census, node.ctx, &mut |g, home| {
                at += u32::from(put(g, home, node.grid.spot(at), node.grid.r));
                true
            });
        }
    }
}

/// Tells everybody who waits for a cancellation alone, in order, as long as `tell` wants to hear more.
pub(crate) fn waiting(world: &World, census: &Census, ctx: ObjId, tell: &mut dyn FnMut(GId, Home) -> bool) {
    let done = world.ctxs.get(ctx).map_or(ObjId::NONE, |ctx| ctx.done);
    let Some(channel) = world.objs.get(done) else { return };
    let home = Home::Ctx(ctx);
    let mut here = channel.recvq.iter().filter(|g| census.home(*g) == Some(home));
    here.all(|g| tell(g, home));
}
