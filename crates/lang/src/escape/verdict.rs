//! What is found, as the code that is made of a function needs it.

use std::rc::Rc;

use super::Escape;
use super::alias::is_same;
use super::exclusive::{BUFFER_BYTES, Moved};
use super::facts::{elem, is_array};
use super::graph::{Batch, ESCAPES};
use super::ir::{Class, F, Ir, K, N, Op};
use super::keys::{Key, Keys};
use crate::ast::ExprId;
use crate::check::{ObjId, Ty, Type, Types};
use crate::sorted::{SortedMap, sort_by};

/// An append that may use memory of the stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Site {
    /// The append.
    pub at: ExprId,
    /// The literal that it is in.
    pub literal: Option<ExprId>,
    /// It grows from one size to the next and may do so again; otherwise it takes all at once, and once only.
    pub is_stepwise: bool,
    /// The variable that is appended to.
    pub var: Option<ObjId>,
}

/// A place before which a slice moves to the heap, with no more room than it needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Move {
    /// A call with this [`ExprId`], or a statement that begins there.
    pub is_call: bool,
    /// Which, or where.
    pub at: u32,
    /// The slice.
    pub var: ObjId,
}

/// What was found in a function, literals in it included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub sites: Vec<Site>,
    pub moves: Vec<Move>,
    /// Calls of functions that Go inlines, and that behave another way then.
    pub calls: Vec<Call>,
    /// Words in which the appends and calls that are not in literals note which buffers are taken.
    pub words: u32,
}

/// A call of a variant of a function.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Call {
    /// The call.
    pub at: ExprId,
    /// The literal that it is in.
    pub literal: Option<ExprId>,
    /// Which variant.
    pub variant: u32,
    /// Words that are passed to it and come back: who calls has the buffers.
    pub words: u32,
}

impl Verdict {
    fn is_empty(&self) -> bool {
        *self == Verdict::default()
    }

    fn count_words(&mut self) {
        let sites = self.sites.iter().filter(|site| site.literal.is_none() && !site.is_stepwise).count();
        let calls = self.calls.iter().filter(|call| call.literal.is_none()).map(|call| call.words);
        self.words = sites as u32 + calls.sum::<u32>();
    }
}

/// What was found in a program: of each function what it is as such, and its variants.
#[derive(Default)]
pub(crate) struct Verdicts {
    numbers: SortedMap<K, u32>,
    all: Vec<(Key, Vec<Rc<Verdict>>)>,
}

impl Verdicts {
    /// Puts the functions in order, to be found by their keys.
    pub fn finish(&mut self) {
        sort_by(&mut self.all, |a, b| a.0.cmp(&b.0));
    }

    /// Of a function, as such or in a variant.
    pub fn get(&self, key: &Key, variant: u32) -> Option<Rc<Verdict>> {
        let index = self.all.binary_search_by(|entry| entry.0.cmp(key)).ok()?;
        let verdict = self.all[index].1.get(variant as usize)?;
        (!verdict.is_empty()).then(|| verdict.clone())
    }

    /// Those of a function; the first is what it is as such.
    fn of(&mut self, k: K, keys: &Keys) -> &mut Vec<Rc<Verdict>> {
        let all = &mut self.all;
        let index = *self.numbers.get_or_insert_with(k, || {
            all.push((keys.key(k), vec![Rc::default()]));
            all.len() as u32 - 1
        });
        &mut self.all[index as usize].1
    }

    fn is_noted(&self, k: K) -> bool {
        self.numbers.contains_key(&k)
    }

    /// The variant of a function with this verdict.
    fn variant(&mut self, k: K, keys: &Keys, verdict: Verdict) -> u32 {
        let variants = self.of(k, keys);
        if verdict.words == 0 && *variants[0] == verdict {
            return 0;
        }
        if let Some(index) = variants[1..].iter().position(|known| **known == verdict) {
            return index as u32 + 1;
        }
        if variants.len() > VARIANTS_MAX {
            return 0;
        }
        variants.push(Rc::new(verdict));
        variants.len() as u32 - 1
    }
}

/// Variants of one function.
const VARIANTS_MAX: usize = 20;
/// Appends of one function that are told apart; those after them grow as if their buffers escaped.
const SITES_MAX: usize = 1000;
/// Words for buffers that are passed to one.
const WORDS_MAX: u32 = 64;

/// An append whose buffer does not escape, and one that grows step by step.
const LOCAL: u8 = 1;
const STEPWISE: u8 = 2;

/// The appends of a function with what becomes of them.
struct Pass<'p, 'i> {
    ir: &'p Ir,
    index: u32,
    batch: &'p Batch<'i>,
    types: &'p Types,
    /// Those whose buffer does not escape, and those that grow step by step.
    flags: Vec<u8>,
    f: F,
    /// Slices, by variable, that have their buffer from an append before.
    taken: Vec<bool>,
    /// By copy.
    verdicts: Vec<Verdict>,
}

impl Escape<'_, '_> {
    /// Notes what was found in a function of a batch, and in those that are inlined there.
    pub(super) fn judge(&mut self, key: K, ir: &Ir, index: u32, batch: &Batch<'_>, moved: Vec<Moved>) {
        let of_ir = batch.spills.iter().filter(|spill| spill.0 == index);
        let local = of_ir.filter(|&&(_, n, l)| ir.node(n).op == Op::Append && !batch.has(l, ESCAPES));
        let mut pass = Pass {
            ir,
            index,
            batch,
            types: self.types,
            flags: vec![0; ir.nodes.len()],
            f: 0,
            taken: vec![false; ir.vars.len()],
            verdicts: vec![Verdict::default(); ir.copies.len()],
        };
        let mut has_any = !moved.is_empty();
        for &(_, n, _) in local {
            pass.flags[n as usize] = LOCAL;
            has_any = true;
        }
        for moved in &moved {
            for &append in &moved.appends {
                pass.flags[append as usize] = if moved.is_cap_used { LOCAL | STEPWISE } else { LOCAL };
            }
        }
        let of_copies = ir.copies.iter().filter_map(|copy| copy.key);
        if !has_any && !of_copies.skip(1).any(|key| self.verdicts.is_noted(key)) {
            return;
        }
        ir.fun(0).body.into_iter().for_each(|body| pass.see(body, false));
        moved.iter().filter(|moved| !moved.is_cap_used).for_each(|moved| pass.moves(moved));
        let mut verdicts = pass.verdicts;
        // Those inlined in others come after them.
        for copy in (1..ir.copies.len()).rev() {
            let entry = &ir.copies[copy];
            let mut verdict = std::mem::take(&mut verdicts[copy]);
            let Some(key) = entry.key else { continue };
            verdict.count_words();
            let words = verdict.words;
            if verdict.is_empty() && !self.verdicts.is_noted(key) || words > WORDS_MAX {
                continue;
            }
            let variant = self.verdicts.variant(key, &self.keys, verdict);
            let calls = &mut verdicts[declared(ir, entry.parent) as usize].calls;
            let at = ExprId(entry.at);
            if variant > 0 && !calls.iter().any(|call| call.at == at) {
                let around = &ir.copies[entry.parent as usize];
                let literal = match around.literal {
                    Some(literal) => ir.fun(literal).lit,
                    None if ir.fun(entry.f).copy == entry.parent => ir.fun(entry.f).lit,
                    None => None,
                };
                calls.push(Call { at, literal, variant, words });
            }
        }
        let mut verdict = std::mem::take(&mut verdicts[0]);
        verdict.count_words();
        if !verdict.is_empty() {
            self.verdicts.of(key, &self.keys)[0] = Rc::new(verdict);
        }
    }
}

/// The copy of a declared function that a copy of a literal belongs to: that in which the literal stands.
fn declared(ir: &Ir, copy: u32) -> u32 {
    let mut at = copy;
    while let Some(literal) = ir.copies[at as usize].literal {
        let around = ir.fun(literal).copy;
        // Copies are made after those they are in.
        at = around.min(at.saturating_sub(1));
    }
    at
}

impl Pass<'_, '_> {
    fn see(&mut self, n: N, is_in_place: bool) {
        let ir = self.ir;
        let node = ir.node(n);
        if node.op == Op::Append {
            self.append(n, is_in_place);
        }
        for (index, &kid) in node.kids.iter().enumerate() {
            let is_value = node.op == Op::As && index + 1 == node.kids.len();
            let is_in_place =
                is_value && ir.node(kid).op == Op::Append && self.is_in_place(node.own()[0], kid);
            self.see(kid, is_in_place);
        }
        if node.op == Op::Closure
            && let Some(body) = ir.fun(node.data).body
        {
            let outer = std::mem::replace(&mut self.f, node.data);
            self.see(body, false);
            self.f = outer;
        }
    }

    /// Whether `x = append(x, ...)` grows x where it is in memory. Source: ssagen/ssa.go, OAS.
    fn is_in_place(&self, x: N, append: N) -> bool {
        is_same(self.ir, x, self.ir.node(append).own()[0]) && !self.is_in_registers(x)
    }

    /// Source: ssagen/ssa.go:canSSA.
    fn is_in_registers(&self, n: N) -> bool {
        let mut at = n;
        loop {
            let node = self.ir.node(at);
            match node.op {
                Op::Dot => at = node.own()[0],
                Op::Index if is_array(self.types, self.ir.node(node.own()[0]).ty) => at = node.own()[0],
                Op::Var => {
                    let var = self.ir.var(node.data);
                    let location = &self.batch.all[self.batch.location(self.index, node.data) as usize];
                    let is_kept = var.class == Class::Result && self.ir.fun(self.f).has_defer;
                    return var.f == self.f
                        && !location.is_addressed
                        && location.attrs & ESCAPES == 0
                        && !is_kept
                        && is_small(self.types, var.ty);
                }
                _ => return false,
            }
        }
    }

    fn append(&mut self, n: N, is_in_place: bool) {
        let node = self.ir.node(n);
        let bytes = elem(self.types, node.ty).map_or(0, |elem| self.types.size_align(elem).bytes);
        let is_fitting = (1..=BUFFER_BYTES).contains(&bytes);
        let is_plain = node.data == 0 && node.own().len() > 1;
        if is_in_place || !is_fitting || !is_plain || self.flags[n as usize] & LOCAL == 0 {
            return;
        }
        let is_stepwise = self.flags[n as usize] & STEPWISE != 0;
        let v = self.ir.as_var(node.own()[0]);
        if let Some(v) = v
            && !is_stepwise
            && self.ir.var(v).f == self.f
            && std::mem::replace(&mut self.taken[v as usize], true)
        {
            return;
        }
        let copy = &self.ir.copies[node.copy as usize];
        let fun = self.ir.fun(self.f);
        let literal = match copy.literal {
            Some(literal) if fun.copy != node.copy => self.ir.fun(literal).lit,
            _ if fun.copy == node.copy => fun.lit,
            _ => None,
        };
        let var = v.and_then(|v| self.ir.var(v).obj);
        let site = Site { at: ExprId(node.at), literal, is_stepwise, var };
        let of = declared(self.ir, node.copy);
        let sites = &mut self.verdicts[of as usize].sites;
        if sites.len() < SITES_MAX && !sites.iter().any(|known| known.at == site.at) {
            sites.push(site);
        }
    }

    fn moves(&mut self, moved: &Moved) {
        let (var, at) = (self.ir.var(moved.v), self.ir.node(moved.at));
        let of = declared(self.ir, var.copy);
        let Some(obj) = var.obj.filter(|_| declared(self.ir, at.copy) == of) else { return };
        let is_call = at.op == Op::As2 && at.data == 1;
        let entry = Move { is_call, at: at.at, var: obj };
        let moves = &mut self.verdicts[of as usize].moves;
        if moves.len() < SITES_MAX && !moves.contains(&entry) {
            moves.push(entry);
        }
    }
}

/// Whether a value can be held in registers. Source: cmd/compile/internal/ssa/value.go:CanSSA.
fn is_small(types: &Types, ty: Ty) -> bool {
    if types.size_align(ty).bytes > 32 {
        return false;
    }
    match types.structure(ty) {
        Type::Array { len, elem } => *len <= 1 && is_small(types, *elem),
        Type::Struct(fields) => fields.len() <= 4 && fields.iter().all(|field| is_small(types, field.ty)),
        _ => true,
    }
}
