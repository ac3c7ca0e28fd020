//! Maps in the hot loop: the one that was used last is known, and where its last key was found.

use gopark_program::MemKind;
use gopark_trace::PId;

use crate::map_use::MapUse;
use crate::maps::{Hit, Known, MapShape};
use crate::memory::Memory;
use crate::op::Op;
use crate::task::Window;

/// What is known as long as nothing is done slowly, for only then entries move.
///
/// In a browser its operations are calls, for the registers that they take there make all others slower by a tenth; None:
/// to be done slowly, and nothing was changed.
pub(super) struct LastMap<'a> {
    shapes: &'a [Option<MapShape>],
    /// Who runs.
    p: PId,
    known: Option<Known<'a>>,
    /// Where the last key was found that was looked up, since `m[k] += n` looks it up twice.
    found: ((u64, (u64, u64)), Hit),
}

impl<'a> LastMap<'a> {
    #[inline]
    pub fn new(shapes: &'a [Option<MapShape>], p: PId) -> Self {
        Self { shapes, p, known: None, found: ((0, (0, 0)), Hit::default()) }
    }

    /// Makes the map the one that is known.
    #[inline(always)]
    fn know(
        &mut self,
        memory: &Memory,
        map_use: &mut MapUse,
        map: u64,
        to_change: bool,
    ) -> Option<&Known<'a>> {
        if !self.known.as_ref().is_some_and(|known| known.is(map, to_change)) {
            self.known = Known::new(memory, self.shapes, map, to_change)
                .filter(|_| map_use.is_alone(map, self.p, to_change));
        }
        self.known.as_ref()
    }

    /// `MapGet`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn get(&mut self, memory: &Memory, map_use: &mut MapUse, w: &mut Window, op: &Op) -> Option<()> {
        let (map, key) = operands(w, op);
        let known = self.know(memory, map_use, map, false)?;
        let hit = known.find(memory, key);
        put(known, hit, memory, w, op)?;
        if let Some(hit) = hit {
            self.found = ((map, key), hit);
        }
        Some(())
    }

    /// `MapSet`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn set(&mut self, memory: &mut Memory, map_use: &mut MapUse, w: &Window, op: &Op) -> Option<()> {
        let (map, key) = operands(w, op);
        let found = self.found;
        let known = self.know(memory, map_use, map, true)?;
        let hit = if found.0 == (map, key) { found.1 } else { known.find(memory, key)? };
        hit.renew(memory, key)?;
        let (addr, word) = (known.elem_at(hit), w[usize::from(op.a)]);
        if known.elem == MemKind::W64 {
            memory.set_word(addr, word)
        } else {
            memory.store(known.elem, addr, word)
        }
    }

    /// `MapGet`, and when the key is there, `AddImm` and `MapSet` with it: true.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn add(
        &mut self,
        memory: &mut Memory,
        map_use: &mut MapUse,
        w: &mut Window,
        (get, add): (&Op, &Op),
    ) -> Option<bool> {
        let (map, key) = operands(w, get);
        let known = self.know(memory, map_use, map, true)?;
        match known.find(memory, key) {
            Some(hit) if known.elem == MemKind::W64 => {
                hit.renew(memory, key)?;
                memory.update_word(known.elem_at(hit), |old| {
                    w[usize::from(get.a)] = old;
                    let new = w[usize::from(add.c)].wrapping_add_signed(add.imm());
                    w[usize::from(add.a)] = new;
                    new
                })?;
                Some(true)
            }
            hit => put(known, hit, memory, w, get).map(|()| false),
        }
    }
}

/// The map, and the key's one or two words.
#[inline(always)]
fn operands(w: &Window, op: &Op) -> (u64, (u64, u64)) {
    let slot = |slot: u16| w[usize::from(slot)];
    (slot(op.b), (slot(op.c), slot(op.c + 1)))
}

/// What a `MapGet` leaves in its slots.
#[inline(always)]
fn put(known: &Known<'_>, hit: Option<Hit>, memory: &Memory, w: &mut Window, op: &Op) -> Option<()> {
    let word = hit.map_or(Some(0), |hit| memory.load(known.elem, known.elem_at(hit)))?;
    w[usize::from(op.a)] = word;
    if op.k != 0 {
        w[usize::from(op.a + 1)] = u64::from(hit.is_some());
    }
    Some(())
}
