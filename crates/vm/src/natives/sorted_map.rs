//! Copies of a map's entries in the order in which package fmt prints them, made in parts: a map may have a million.

use std::cmp::Ordering;

use gopark_program::{Program, Type, TypeId, TypeKind};
use gopark_trace::Sink;

use super::order::Order;
use crate::limits::ENTRIES_PER_STEP_MAX;
use crate::maps::Iter;
use crate::native::{Cx, SliceVal};
use crate::stop::Stop;

/// How far that is.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    /// Where the search for them goes on; none: it is over, or has not begun.
    search: Option<Iter>,
    /// Where key and element of each are, in sorted runs of that many.
    found: Vec<(u64, u64)>,
    run: usize,
    /// Runs twice as long, so far, and how many of the first of two runs are in the last of them.
    merged: Vec<(u64, u64)>,
    first: usize,
    /// The lists of copies, of keys and of elements, and how many copies there are.
    lists: Vec<u64>,
    copied: usize,
}

/// The keys and the elements of a map, each a `[]any`. They are copies: methods that show one may change where it came from.
pub fn lists<S: Sink>(cx: &mut Cx<'_, S>, map: u64, types: (TypeId, TypeId)) -> Result<[SliceVal; 2], Stop> {
    let known = cx.vm.progress.entries.take();
    let mut it = known.unwrap_or_else(|| {
        let search = cx.vm.map_iterate(map);
        Box::new(Entries { search, run: 1, ..Entries::default() })
    });
    let mut left = ENTRIES_PER_STEP_MAX;
    it.find(cx, &mut left)?;
    it.sort(cx, types.0, &mut left);
    it.copy(cx, types, &mut left)?;
    if left == 0 {
        cx.vm.progress.entries = Some(it);
        return Err(Stop::Later);
    }
    let len = it.found.len() as u64;
    let list = |i: usize| SliceVal { addr: it.lists.get(i).copied().unwrap_or(0), len, cap: len };
    Ok([list(0), list(1)])
}

/// One more of so many; false: none is left.
const fn take(left: &mut usize) -> bool {
    *left = left.saturating_sub(1);
    *left > 0
}

impl Entries {
    fn find<S: Sink>(&mut self, cx: &mut Cx<'_, S>, left: &mut usize) -> Result<(), Stop> {
        while let Some(search) = &mut self.search
            && take(left)
        {
            match cx.vm.map_next(search)? {
                Some(entry) => self.found.push(entry),
                None => self.search = None,
            }
        }
        Ok(())
    }

    /// Merges pairs of runs to runs twice as long, until there is one only.
    fn sort<S: Sink>(&mut self, cx: &Cx<'_, S>, key: TypeId, left: &mut usize) {
        let order = Order { program: &cx.vm.program, memory: &cx.vm.mem };
        let Self { found, run, merged, first, .. } = self;
        let len = found.len();
        while *run < len && take(left) {
            let done = merged.len();
            if done == len {
                std::mem::swap(found, merged);
                merged.clear();
                *run *= 2;
                continue;
            }
            let low = done & !(2 * *run - 1);
            let (mid, high) = ((low + *run).min(len), (low + 2 * *run).min(len));
            let (i, j) = (low + *first, mid + (done - low - *first));
            let is_less = || order.compare(key, found[j].0, found[i].0) == Ordering::Less;
            if i == mid || j < high && is_less() {
                merged.push(found[j]);
            } else {
                merged.push(found[i]);
                *first += 1;
            }
            if done + 1 == high {
                *first = 0;
            }
        }
    }

    fn copy<S: Sink>(
        &mut self,
        cx: &mut Cx<'_, S>,
        (key, elem): (TypeId, TypeId),
        left: &mut usize,
    ) -> Result<(), Stop> {
        if *left == 0 {
            return Ok(());
        }
        let program = cx.program();
        let (any, len) = (any(&program)?, self.found.len());
        for (nth, t) in [key, elem].into_iter().enumerate() {
            if self.lists.len() == nth {
                self.lists.push(cx.alloc(any, len as u64)?);
                if cx.vm.mem.is_behind() {
                    *left = 0;
                }
            }
            while self.copied < (nth + 1) * len && take(left) {
                let i = self.copied - nth * len;
                let (key, elem) = self.found[i];
                let copy = copied(cx, &program, t, if nth == 0 { key } else { elem })?;
                cx.vm.store_value(any, self.lists[nth] + 16 * i as u64, &copy);
                self.copied += 1;
            }
            if *left == 0 {
                break;
            }
        }
        Ok(())
    }
}

/// An interface that holds a copy of what lies in memory.
fn copied<S: Sink>(cx: &mut Cx<'_, S>, program: &Program, t: TypeId, at: u64) -> Result<[u64; 2], Stop> {
    let mut v = cx.iface_at(t, at)?;
    let ty = program.ty(t);
    if !ty.is_direct() && !matches!(ty.kind, TypeKind::Interface(_)) {
        v.data = cx.alloc(t, 1)?;
        cx.vm.mem.copy(v.data, at, u64::from(ty.bytes)).ok_or(Stop::Nil)?;
    }
    Ok([v.type_word, v.data])
}

/// The type `any`, which those who ask for lists know.
fn any(program: &Program) -> Result<TypeId, Stop> {
    let is_any = |ty: &Type| matches!(&ty.kind, TypeKind::Interface(methods) if methods.is_empty());
    let at = program.types.iter().position(is_any).and_then(|i| u16::try_from(i).ok());
    at.map(TypeId).ok_or(Stop::NIL)
}
