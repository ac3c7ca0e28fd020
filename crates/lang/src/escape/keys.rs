//! Numbers for declared functions, and what is known of them: of those of a library it is kept for other programs.

use std::cell::RefCell;
use std::rc::Rc;

use super::ir::{Ir, K};
use super::leaks::Leaks;
use super::verdict::Verdict;
use crate::check::{ObjId, Ty};
use crate::sorted::{SortedMap, SortedSet};

/// A declared function for a list of type arguments.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub obj: ObjId,
    pub args: Rc<[Ty]>,
}

/// What is known of one function.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Its body, if it is inlined, and what that costs.
    pub raw: Option<Rc<Ir>>,
    pub cost: Option<i32>,
    /// Of its parameters, receiver first.
    pub leaks: Rc<[Leaks]>,
    /// Of a function that is not the program's own: what of it lies on the stack.
    pub locals: Option<Rc<Verdict>>,
    /// The functions that it calls.
    pub callees: Rc<[K]>,
}

/// A table of functions.
#[derive(Debug, Default)]
struct Table {
    numbers: SortedMap<Key, u32>,
    entries: Vec<(Key, Option<Known>)>,
}

/// What is known of the functions of a library.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    table: RefCell<Table>,
    /// How many types the library has; those of programs come after them.
    types: usize,
}

impl Kept {
    /// Nothing yet, of a library with so many types.
    pub fn new(types: usize) -> Kept {
        Kept { table: RefCell::default(), types }
    }

    /// Whether all types are the library's.
    fn has(&self, types: &[Ty]) -> bool {
        types.iter().all(|ty| ty.index() < self.types)
    }
}

/// The functions of a program: those of its library have even numbers.
pub(super) struct Keys {
    kept: Rc<Kept>,
    own: RefCell<Table>,
}

impl Keys {
    pub fn new(kept: Rc<Kept>) -> Keys {
        Keys { kept, own: RefCell::default() }
    }

    fn table(&self, k: K) -> &RefCell<Table> {
        if k.is_multiple_of(2) { &self.kept.table } else { &self.own }
    }

    /// The number of a function, of the library or not.
    pub fn number(&self, key: &Key, is_imported: bool) -> K {
        let is_own = !is_imported || !self.kept.has(&key.args);
        let Table { numbers, entries } = &mut *self.table(is_own.into()).borrow_mut();
        let number = match numbers.get(key) {
            Some(&number) => number,
            None => {
                entries.push((key.clone(), None));
                let number = entries.len() as u32 - 1;
                numbers.insert(key.clone(), number);
                number
            }
        };
        number << 1 | u32::from(is_own)
    }

    pub fn key(&self, k: K) -> Key {
        self.table(k).borrow().entries[k as usize >> 1].0.clone()
    }

    pub fn known(&self, k: K) -> Option<Known> {
        self.table(k).borrow().entries[k as usize >> 1].1.clone()
    }

    pub fn is_known(&self, k: K) -> bool {
        self.table(k).borrow().entries[k as usize >> 1].1.is_some()
    }

    /// Functions of the library of which something lies on the stack, and to which those of the program lead: what is known
    /// of others was found for another program.
    pub fn kept_locals(&self) -> Vec<K> {
        let own = self.own.borrow().entries.len() as K;
        let mut open: Vec<K> = (0..own).map(|index| index << 1 | 1).collect();
        let mut seen: SortedSet<K> = open.iter().copied().collect();
        let mut found = Vec::new();
        while let Some(k) = open.pop() {
            let Some(known) = self.known(k) else { continue };
            if k.is_multiple_of(2) && known.locals.is_some() {
                found.push(k);
            }
            open.extend(known.callees.iter().filter(|&&callee| seen.insert(callee)));
        }
        found
    }

    pub fn learn(&self, k: K, known: Known) {
        self.table(k).borrow_mut().entries[k as usize >> 1].1 = Some(known);
    }

    /// Forgets of the library's functions what tells of types that are this program's own.
    pub fn finish(&self) {
        for (_, known) in &mut self.kept.table.borrow_mut().entries {
            let is_new = known.as_ref().is_some_and(|known| {
                let has = |ty: Ty| self.kept.has(&[ty]);
                known.callees.iter().any(|k| k % 2 == 1)
                    || known.raw.as_deref().is_some_and(|ir| {
                        ir.nodes.iter().any(|node| !has(node.ty)) || ir.vars.iter().any(|var| !has(var.ty))
                    })
            });
            if is_new {
                *known = None;
            }
        }
    }
}
