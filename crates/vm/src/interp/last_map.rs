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
pub(super) struct LastMap<'a>(Option<Known<'a>>);

/// What it takes to get to know another: shapes of map types, who uses which map, and who runs.
pub(super) type Others<'a, 'b> = (&'a [Option<MapShape>], &'b mut MapUse, PId);

impl<'a> LastMap<'a> {
    /// None yet.
    pub const NONE: Self = Self(None);

    /// Makes the map the one that is known.
    #[inline(always)]
    fn know(
        &mut self,
        memory: &Memory,
        (shapes, map_use, p): Others<'a, '_>,
        map: u64,
        to_change: bool,
    ) -> Option<&mut Known<'a>> {
        if !self.0.as_ref().is_some_and(|known| known.is(map, to_change)) {
            let known = Known::new(memory, shapes, map, to_change);
            self.0 = known.filter(|_| map_use.is_alone(map, p, to_change));
        }
        self.0.as_mut()
    }

    /// `MapGet`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn get(&mut self, memory: &Memory, others: Others<'a, '_>, w: &mut Window, op: &Op) -> Option<()> {
        let (map, key) = operands(w, op);
        let known = self.know(memory, others, map, false)?;
        let hit = known.read(memory, key);
        put(known, hit, memory, w, op)
    }

    /// `MapSet`.
    #[cfg_attr(target_arch = "wasm32", inline(never))]
    #[cfg_attr(not(target_arch = "wasm32"), inline(always))]
    pub fn set(&mut self, memory: &mut Memory, others: Others<'a, '_>, w: &Window, op: &Op) -> Option<()> {
        let (map, key) = operands(w, op);
        let known = self.know(memory, others, map, true)?;
        let hit = known.find_again(memory, key)?;
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
        others: Others<'a, '_>,
        w: &mut Window,
        (get, add): (&Op, &Op),
    ) -> Option<bool> {
        let (map, key) = operands(w, get);
        let known = self.know(memory, others, map, true)?;
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
