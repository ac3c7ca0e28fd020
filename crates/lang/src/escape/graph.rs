//! The graph of locations: what may hold things, and how what they hold flows from one to another.
//! Source: cmd/compile/internal/escape/graph.go, Go 1.27.

use super::ir::{F, Ir, N, V};
use super::leaks::Leaks;

/// A location, by its number.
pub(super) type L = u32;

/// What outlives everything.
pub(super) const HEAP: L = 0;
/// What is written through.
pub(super) const MUTATOR: L = 1;
/// What is called.
pub(super) const CALLEE: L = 2;
/// Where values go that nobody wants.
pub(super) const NOWHERE: L = 3;
const FIRST: L = 4;

/// Its address outlives it: it must be on the heap.
pub(super) const ESCAPES: u8 = 1;
/// Its address outlives the statement.
pub(super) const PERSISTS: u8 = 2;
/// What can be reached from it may be written to.
pub(super) const MUTATES: u8 = 4;
/// Literals that can be reached from it may be called.
pub(super) const CALLS: u8 = 8;

/// A location; the last fields are a walk's.
pub(super) struct Location {
    /// From where something flows to it, after so many dereferences; -1 for an address.
    pub edges: Vec<(L, i8)>,
    pub depth: i32,
    /// Which function of the batch it is in, and which literal there.
    pub owner: (u32, F),
    pub attrs: u8,
    pub is_param: bool,
    /// It is result so and so, counted from 1.
    pub result: u32,
    /// The literal that it stands for.
    pub literal: Option<F>,
    pub leaks: Leaks,
    pub is_captured: bool,
    pub is_reassigned: bool,
    pub is_addressed: bool,
    /// A literal has a copy of it.
    pub is_copied: bool,
    pub derefs: i32,
    pub walk: u32,
    pub queued_in: u32,
    pub is_queued: bool,
}

/// Where a value goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hole {
    pub to: L,
    pub derefs: i32,
    /// The address is taken, wherever it goes.
    pub is_addressed: bool,
}

impl Hole {
    pub const fn to(to: L) -> Hole {
        Hole { to, derefs: 0, is_addressed: false }
    }

    pub fn shift(self, by: i32) -> Hole {
        Hole { to: self.to, derefs: (self.derefs + by).max(-1), is_addressed: by < 0 }
    }

    pub fn deref(self) -> Hole {
        self.shift(1)
    }

    pub fn addr(self) -> Hole {
        self.shift(-1)
    }
}

/// The functions that are looked at together.
pub(super) struct Batch<'i> {
    pub irs: &'i [Ir],
    /// The first variable's location of each.
    pub bases: Vec<L>,
    pub all: Vec<Location>,
    /// Locations of expressions: which function, node, location.
    pub spills: Vec<(u32, N, L)>,
    /// Literals whose results go where nobody knows: which function, and literal.
    pub lost: Vec<Vec<bool>>,
    /// Locations of expressions in literals that nobody wants, likewise.
    pub dead: Vec<(u32, N, L)>,
}

impl<'i> Batch<'i> {
    pub fn new(irs: &'i [Ir]) -> Batch<'i> {
        let mut batch = Batch {
            irs,
            bases: Vec::new(),
            all: Vec::new(),
            spills: Vec::new(),
            lost: Vec::new(),
            dead: Vec::new(),
        };
        for attrs in [ESCAPES | PERSISTS | MUTATES | CALLS, MUTATES, CALLS, 0] {
            let l = batch.new_location((0, 0), 0, false);
            batch.all[l as usize].attrs = attrs;
        }
        debug_assert_eq!(batch.all.len() as L, FIRST);
        for (index, ir) in irs.iter().enumerate() {
            batch.bases.push(batch.all.len() as L);
            for var in &ir.vars {
                let l = batch.new_location((index as u32, var.f), 1, true);
                let _ = var;
                debug_assert!(l >= FIRST);
            }
            for (f, fun) in ir.funs.iter().enumerate() {
                for &v in &fun.params {
                    let l = batch.location(index as u32, v);
                    batch.at(l).is_param = ir.var(v).f == f as F;
                }
                for (n, &v) in fun.results.iter().enumerate() {
                    let l = batch.location(index as u32, v);
                    batch.at(l).result = n as u32 + 1;
                }
            }
            batch.lost.push(vec![false; ir.funs.len()]);
        }
        batch
    }

    pub fn at(&mut self, l: L) -> &mut Location {
        &mut self.all[l as usize]
    }

    pub fn has(&self, l: L, attr: u8) -> bool {
        self.all[l as usize].attrs & attr != 0
    }

    /// It lies in the heap, and with it what it holds.
    pub fn lose(&mut self, l: L) {
        self.at(l).attrs |= ESCAPES | PERSISTS | MUTATES | CALLS;
    }

    /// A variable's location.
    pub fn location(&self, ir: u32, v: V) -> L {
        self.bases[ir as usize] + v
    }

    pub fn new_location(&mut self, owner: (u32, F), depth: i32, persists: bool) -> L {
        self.all.push(Location {
            edges: Vec::new(),
            depth,
            owner,
            attrs: if persists { PERSISTS } else { 0 },
            is_param: false,
            result: 0,
            literal: None,
            leaks: Leaks::default(),
            is_captured: false,
            is_reassigned: false,
            is_addressed: false,
            is_copied: false,
            derefs: 0,
            walk: 0,
            queued_in: 0,
            is_queued: false,
        });
        self.all.len() as L - 1
    }

    /// What `from` holds flows to a hole.
    pub fn flow(&mut self, k: Hole, from: L) {
        if k.is_addressed {
            self.at(from).is_addressed = true;
        }
        if k.to == NOWHERE || k.to == from && k.derefs >= 0 {
            return;
        }
        if self.has(k.to, ESCAPES) && k.derefs < 0 {
            return self.lose(from);
        }
        let derefs = k.derefs.clamp(-1, 100) as i8;
        self.at(k.to).edges.push((from, derefs));
    }

    /// Whether `inner` is in a literal within `outer`.
    pub fn contains(&self, outer: (u32, F), inner: (u32, F)) -> bool {
        outer.0 == inner.0 && self.irs[outer.0 as usize].contains(outer.1, inner.1)
    }
}
