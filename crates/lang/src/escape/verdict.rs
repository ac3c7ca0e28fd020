//! What is found, as the code that is made of a function needs it.

use std::rc::Rc;

use super::Escape;
use super::alias::is_same;
use super::exclusive::{BUFFER_BYTES, Moved};
use super::facts::{elem, is_array};
use super::graph::{Batch, ESCAPES};
use super::ir::{Class, F, Ir, K, N, Op, V};
use super::keys::{Key, Keys, Known};
use super::stack::{Local, What};
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
    /// Objects of the stack, in the order of their slots.
    pub locals: Vec<Local>,
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
    /// Slots for its objects of the stack, which are the caller's, and bytes of them.
    pub locals: u32,
    pub bytes: u32,
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

    /// A function with very many objects of the stack has none of those that it calls.
    fn bound(&mut self) {
        let all: u32 = self.calls.iter().map(|call| call.locals).sum::<u32>() + self.locals.len() as u32;
        if all > LOCALS_ALL_MAX {
            self.calls.retain(|call| call.locals == 0);
            self.locals.truncate(LOCALS_ALL_MAX as usize);
        }
    }

    /// Slots for objects of the stack in a literal, or outside of all, and their bytes. Those that are of use for a statement
    /// only have the same bytes (`cmd/compile/internal/liveness/mergelocals.go`).
    pub fn local_words(&self, literal: Option<ExprId>) -> (u32, u32) {
        let (mut words, mut bytes, mut shared) = (0, 0_u32, 0);
        for local in self.locals.iter().filter(|local| local.literal == literal) {
            words += 1;
            match local.is_passing {
                true => shared = local.bytes.max(shared),
                false => bytes = bytes.saturating_add(local.bytes),
            }
        }
        for call in self.calls.iter().filter(|call| call.literal == literal) {
            (words, bytes) = (words + call.locals, bytes.saturating_add(call.bytes));
        }
        (words, bytes.saturating_add(shared))
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
    pub(super) fn finish(&mut self, keys: &Keys) {
        for k in keys.kept_locals() {
            self.of(k, keys);
        }
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
            let own = keys.known(k).and_then(|known| known.locals).unwrap_or_default();
            all.push((keys.key(k), vec![own]));
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
/// Objects of the stack that a variant has, and a function with all that it calls; others lie in the heap.
const LOCALS_MAX: u32 = 200;
const LOCALS_ALL_MAX: u32 = 4000;

/// An append whose buffer does not escape, and one that grows step by step.
const LOCAL: u8 = 1;
const STEPWISE: u8 = 2;
/// One whose buffer moves to the heap.
const MOVED: u8 = 4;

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
    /// Objects that nodes make, and whether they stay: by node, sorted.
    objects: Vec<(N, Local, bool)>,
    /// Variables in memory, and whether they stay.
    variables: Vec<(V, Local, bool)>,
    /// What is made where, once for each node that makes it: by copy, and whether it stays.
    locals: Vec<(u32, Local, bool)>,
    /// Which functions there are still.
    is_seen: Vec<bool>,
}

impl Escape<'_, '_> {
    /// What makes objects in a function of a batch.
    fn pass<'p, 'i>(&'p self, ir: &'p Ir, index: u32, batch: &'p Batch<'i>) -> Pass<'p, 'i> {
        let mut objects: Vec<(N, Local, bool)> = Vec::new();
        let spills = batch.spills.iter().chain(&batch.dead);
        for &(_, n, l) in spills.filter(|spill| spill.0 == index) {
            objects.extend(self.local_of(ir, n).map(|local| (n, local, !batch.has(l, ESCAPES))));
        }
        for node in ir.nodes.iter().filter(|node| node.op == Op::Dead) {
            objects.extend(self.local_of(ir, node.data).map(|local| (node.data, local, true)));
        }
        sort_by(&mut objects, |a, b| a.0.cmp(&b.0));
        let mut variables = Vec::new();
        for v in 0..ir.vars.len() as u32 {
            let at = &batch.all[batch.location(index, v) as usize];
            // What lies in slots here is captured as such there.
            let stays = at.attrs & ESCAPES == 0 && !at.is_copied;
            variables.extend(self.local_variable(ir, v).map(|local| (v, local, stays)));
        }
        Pass {
            ir,
            index,
            batch,
            types: self.types,
            flags: vec![0; ir.nodes.len()],
            f: 0,
            taken: vec![false; ir.vars.len()],
            verdicts: vec![Verdict::default(); ir.copies.len()],
            objects,
            variables,
            locals: Vec::new(),
            is_seen: vec![false; ir.funs.len()],
        }
    }

    /// Notes what of a function that is not the program's own lies on the stack: only of itself, since others are compiled
    /// with it as they are as such.
    pub(super) fn judge_imported(&mut self, key: K, ir: &Ir, index: u32, batch: &Batch<'_>) {
        let mut pass = self.pass(ir, index, batch);
        pass.run();
        let locals = std::mem::take(&mut pass.verdicts[0].locals);
        if !locals.is_empty()
            && let Some(known) = self.keys.known(key)
        {
            let verdict = Rc::new(Verdict { locals, ..Verdict::default() });
            self.keys.learn(key, Known { locals: Some(verdict), ..known });
            self.verdicts.of(key, &self.keys);
        }
    }

    /// Notes what was found in a function of a batch, and in those that are inlined there.
    pub(super) fn judge(&mut self, key: K, ir: &Ir, index: u32, batch: &Batch<'_>, moved: Vec<Moved>) {
        let of_ir = batch.spills.iter().filter(|spill| spill.0 == index);
        let local = of_ir.filter(|&&(_, n, l)| ir.node(n).op == Op::Append && !batch.has(l, ESCAPES));
        let mut pass = self.pass(ir, index, batch);
        let mut has_any = !moved.is_empty() || !pass.objects.is_empty() || !pass.variables.is_empty();
        for &(_, n, _) in local {
            pass.flags[n as usize] = LOCAL;
            has_any = true;
        }
        for moved in &moved {
            for &append in &moved.appends {
                pass.flags[append as usize] =
                    if moved.is_cap_used { LOCAL | STEPWISE } else { LOCAL | MOVED };
            }
        }
        let of_copies = ir.copies.iter().filter_map(|copy| copy.key);
        if !has_any && !of_copies.skip(1).any(|key| self.verdicts.is_noted(key)) {
            return;
        }
        pass.run();
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
            let (locals, bytes) = verdict.local_words(None);
            let is_apart = is_apart(ir, copy as u32);
            let has_appends = !verdict.sites.is_empty() || !verdict.moves.is_empty();
            if locals > LOCALS_MAX || is_apart && !has_appends {
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
                calls.push(Call { at, literal, variant, words, locals, bytes });
            }
        }
        let mut verdict = std::mem::take(&mut verdicts[0]);
        verdict.bound();
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

/// Whether a copy is in a literal that was inlined, or in the body of a range over a function. Both are functions of their
/// own here, whose objects are not those of the function around them.
fn is_apart(ir: &Ir, copy: u32) -> bool {
    let mut at = copy;
    while at > 0 {
        let entry = &ir.copies[at as usize];
        if entry.literal.is_some() || ir.fun(entry.f).is_range {
            return true;
        }
        // Copies are made after those they are in.
        at = entry.parent.min(at - 1);
    }
    false
}

impl Pass<'_, '_> {
    /// Looks at all there is.
    fn run(&mut self) {
        self.is_seen[0] = true;
        self.ir.fun(0).body.into_iter().for_each(|body| self.see(body, false));
        for (v, local, stays) in std::mem::take(&mut self.variables) {
            let var = self.ir.var(v);
            if self.is_seen[var.f as usize] {
                self.note(var.copy, var.f, local, stays);
            }
        }
        self.keep_locals();
    }

    /// Notes what makes an object in a copy, of function `f`.
    fn note(&mut self, copy: u32, f: F, mut local: Local, stays: bool) {
        let fun = self.ir.fun(f);
        if fun.is_range && fun.copy == copy || is_apart(self.ir, copy) {
            return;
        }
        local.literal = fun.lit.filter(|_| fun.copy == copy);
        self.locals.push((copy, local, stays));
    }

    /// Those that stay. What is made at several places of one name is not known from it.
    fn keep_locals(&mut self) {
        let key = |entry: &(u32, Local, bool)| (entry.0, entry.1.literal, entry.1.what);
        sort_by(&mut self.locals, |a, b| key(a).cmp(&key(b)));
        for same in self.locals.chunk_by(|a, b| key(a) == key(b)) {
            if let &[(copy, local, true)] = same {
                let locals = &mut self.verdicts[copy as usize].locals;
                locals.push(local);
                if let What::Range(at) = local.what {
                    locals.push(Local { what: What::RangeCell(at), bytes: 24, ..local });
                }
            }
        }
    }

    fn see(&mut self, n: N, is_in_place: bool) {
        let ir = self.ir;
        let node = ir.node(n);
        if node.op == Op::Append {
            self.append(n, is_in_place);
        }
        if let Ok(index) = self.objects.binary_search_by(|object| object.0.cmp(&n)) {
            let (_, local, stays) = self.objects[index];
            self.note(node.copy, self.f, local, stays);
        }
        if node.op == Op::Dead {
            return self.dead(n);
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
            self.is_seen[node.data as usize] = true;
            self.see(body, false);
            self.f = outer;
        }
    }

    /// A literal that is only called where it was inlined: it stays, and what it makes may be its own.
    fn dead(&mut self, n: N) {
        let ir = self.ir;
        let closure = ir.node(n).data;
        if let Ok(index) = self.objects.binary_search_by(|object| object.0.cmp(&closure)) {
            self.note(ir.node(closure).copy, self.f, self.objects[index].1, true);
        }
        let mut roots = vec![closure];
        while let Some(root) = roots.pop() {
            let f = ir.node(root).data;
            self.is_seen[f as usize] = true;
            let Some(body) = ir.fun(f).body else { continue };
            let mut found = Vec::new();
            ir.walk(body, false, &mut |n| found.push(n));
            for n in found {
                if let Ok(index) = self.objects.binary_search_by(|object| object.0.cmp(&n)) {
                    let (_, local, stays) = self.objects[index];
                    self.note(ir.node(n).copy, f, local, stays);
                }
                if ir.node(n).op == Op::Closure {
                    roots.push(n);
                }
            }
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
        if !is_stepwise && self.flags[n as usize] & MOVED == 0 {
            let what = What::Object(site.at);
            let (bytes, most) = (BUFFER_BYTES as u32, BUFFER_BYTES as u16);
            let local = Local { what, literal: None, bytes, most, is_passing: false };
            self.note(node.copy, self.f, local, true);
        }
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
