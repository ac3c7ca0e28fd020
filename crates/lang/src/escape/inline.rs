//! Inlining: calls are replaced by the bodies of what they call, as Go does before it looks at what escapes.
//! Source: cmd/compile/internal/inline and noder/reader.go:unifiedInlineCall, Go 1.27.

use std::rc::Rc;

use super::Escape;
use super::cost::{BUDGET, BUDGET_CALLED_ONCE};
use super::ir::{Class, F, Fun, Inlining, Ir, K, N, Node, Op, V};
use crate::check::{PkgId, Ty};
use crate::sorted::SortedMap;

/// Functions with more nodes only take in what is very small.
const BIG_NODES: usize = 5000;
/// What they take in costs at most this.
const BIG_COST: i32 = 20;
/// Nodes that inlining may make of one function.
const NODES_MAX: usize = 100_000;
/// Nodes that it may make of the program's own functions together: so many, and so many for each of theirs.
pub(super) const ROOM: usize = 1_000_000;
const ROOM_EACH: usize = 20;
/// How often a function is looked through for calls that have become known.
const ROUNDS_MAX: u32 = 20;

/// A function with all in it that Go inlines.
pub(super) fn expand(esc: &mut Escape<'_, '_>, raw: &Ir, is_own: bool) -> Ir {
    let count = raw.nodes.len();
    // What a library's functions take is no matter of the program, which may find them looked at already.
    let mut nodes_max = NODES_MAX;
    if is_own {
        esc.room = esc.room.saturating_add(count * ROOM_EACH);
        nodes_max = nodes_max.min(count.saturating_add(esc.room));
    }

    let mut x = Expansion {
        ir: raw.clone(),
        uses: vec![0; raw.funs.len()],
        seen: vec![false; raw.nodes.len()],
        is_big: raw.nodes.len() >= BIG_NODES,
    };
    let mut sites = Vec::new();
    for f in 0..x.ir.funs.len() as F {
        if let Some(body) = x.ir.fun(f).body {
            x.find_sites(body, f, &mut sites);
        }
    }
    for _ in 0..ROUNDS_MAX {
        let mut next = 0;
        let mut is_done = true;
        while next < sites.len() {
            let (n, f) = sites[next];
            next += 1;
            if x.ir.nodes.len() < nodes_max && x.inline(esc, n, f) {
                is_done = false;
                x.find_sites(n, f, &mut sites);
            }
        }
        if is_done {
            break;
        }
    }
    if is_own {
        esc.room = esc.room.saturating_sub(x.ir.nodes.len() - count);
    }
    x.ir
}

struct Expansion {
    ir: Ir,
    /// How many calls of a literal there are.
    uses: Vec<u32>,
    /// Calls that are known already.
    seen: Vec<bool>,
    is_big: bool,
}

enum Target {
    Declared(K),
    Literal(F),
}

impl Expansion {
    /// Calls, the inner ones first, and how often literals are called.
    fn find_sites(&mut self, root: N, f: F, sites: &mut Vec<(N, F)>) {
        let (mut found, mut literals) = (Vec::new(), Vec::new());
        let mut stack = vec![root];
        while let Some(n) = stack.pop() {
            let node = self.ir.node(n);
            if node.op == Op::Closure && self.ir.fun(node.data).copy > 0 {
                literals.push(node.data);
            }
            if node.op == Op::Call {
                found.push(n);
            }
            if let (Op::Go | Op::Defer, Some((&call, init))) = (node.op, node.kids.split_last()) {
                // The call itself is not.
                stack.extend(init.iter().chain(self.ir.node(call).kids.iter()));
                continue;
            }
            stack.extend(node.kids.iter());
        }
        self.seen.resize(self.ir.nodes.len(), false);
        // Parents before children and the last first: the other way round it is Go's order.
        for n in found.into_iter().rev() {
            if std::mem::replace(&mut self.seen[n as usize], true) {
                continue;
            }
            if let Some(Target::Literal(literal)) = self.target(n, f) {
                self.uses[literal as usize] += 1;
            }
            sites.push((n, f));
        }
        for literal in literals {
            if let Some(body) = self.ir.fun(literal).body {
                self.find_sites(body, literal, sites);
            }
        }
    }

    fn target(&self, n: N, f: F) -> Option<Target> {
        let node = self.ir.node(n);
        let value = self.ir.node(self.ir.static_value(*node.own().first()?));
        match value.op {
            Op::Func | Op::Method => Some(Target::Declared(value.data)),
            Op::Closure => {
                let fun = self.ir.fun(value.data);
                let is_near = fun.captures.is_empty() || fun.parent == Some(f);
                is_near.then_some(Target::Literal(value.data))
            }
            _ => None,
        }
    }

    /// Inlines a call, if it can be.
    fn inline(&mut self, esc: &Escape<'_, '_>, n: N, f: F) -> bool {
        if !esc.is_inlining || self.ir.node(n).op != Op::Call {
            return false;
        }
        let Some(target) = self.target(n, f) else { return false };
        let max = if self.is_big { BIG_COST } else { BUDGET };
        match target {
            Target::Declared(key) => {
                let Some(known) = esc.keys.known(key) else { return false };
                let (Some(raw), Some(cost)) = (known.raw.clone(), known.cost) else { return false };
                if cost > max || self.is_within(n, Some(key), None) {
                    return false;
                }
                let copy = &raw.copies[0];
                let (pkg, file) = (copy.pkg, copy.file);
                self.replace(n, f, Some(&raw), 0, Some(key), (pkg, file))
            }
            Target::Literal(literal) => {
                let Some(cost) = self.ir.costs[literal as usize] else { return false };
                let is_once = self.uses[literal as usize] == 1;
                let max = if is_once { BUDGET_CALLED_ONCE } else { 2 * max };
                if cost > max || self.is_within(n, None, Some(literal)) {
                    return false;
                }
                let copy = &self.ir.copies[self.ir.fun(literal).copy as usize];
                let place = (copy.pkg, copy.file);
                self.replace(n, f, None, literal, None, place)
            }
        }
    }

    /// Whether a node is in the body of the function already, inlined.
    fn is_within(&self, n: N, key: Option<K>, literal: Option<F>) -> bool {
        let mut at = self.ir.node(n).copy;
        loop {
            let copy = &self.ir.copies[at as usize];
            let is_it = key.is_some() && copy.key == key || literal.is_some() && copy.literal == literal;
            if at > 0 && is_it {
                return true;
            }
            if at == 0 {
                return false;
            }
            at = copy.parent;
        }
    }

    /// Replaces a call by the body of a function.
    fn replace(
        &mut self,
        n: N,
        f: F,
        raw: Option<&Rc<Ir>>,
        of: F,
        key: Option<K>,
        (pkg, file): (PkgId, crate::source::FileId),
    ) -> bool {
        let call = self.ir.node(n).clone();
        let copy = self.ir.copies.len() as u32;
        let literal = key.is_none().then_some(of);
        self.ir.copies.push(Inlining { parent: call.copy, key, pkg, file, at: call.at, literal, f });
        let source = raw.map(|raw| raw.fun(of)).unwrap_or(self.ir.fun(of)).clone();
        let Some(body) = source.body else { return false };
        let mut copier = Copier {
            x: self,
            raw: raw.cloned(),
            of,
            f,
            copy,
            copies: SortedMap::new(),
            vars: SortedMap::new(),
            funs: SortedMap::new(),
            results: Vec::new(),
            is_delayed: false,
            literals: 0,
            base: source.copy,
            call: &call,
        };
        copier.is_delayed = copier.may_delay(&source, body);
        let mut kids: Vec<N> = call.kids[..call.init as usize].to_vec();
        let own = call.own();
        // The function may be what an inlined call gave.
        if copier.x.ir.node(own[0]).op == Op::Inlined {
            kids.push(own[0]);
        }
        // The literal that stands where it is called is made here nevertheless.
        if copier.x.ir.node(own[0]).op == Op::Closure {
            let dead = copier.make(Op::Dead, Vec::new(), 0);
            copier.x.ir.nodes[dead as usize].data = own[0];
            kids.push(dead);
        }
        copier.parameters(&source, &own[1..], call.data == 1, &mut kids);
        for &result in &source.results {
            let v = copier.var(result);
            copier.results.push(v);
        }
        if !copier.is_delayed {
            for v in copier.results.clone() {
                copier.x.ir.vars[v as usize].is_reassigned = true;
                let name = copier.name(v);
                let dcl = copier.make(Op::Dcl, vec![name], 0);
                let name = copier.name(v);
                kids.push(dcl);
                kids.push(copier.make(Op::As, vec![name], 0));
            }
        }
        kids.push(copier.node(body));
        let results: Vec<N> = copier.results.clone().into_iter().map(|v| copier.name(v)).collect();
        let data = results.len() as u32;
        kids.extend(results);
        let node = &mut self.ir.nodes[n as usize];
        (node.op, node.data, node.init, node.kids) = (Op::Inlined, data, 0, kids.into());
        true
    }
}

/// A body that is being copied to where it was called.
struct Copier<'x, 'c> {
    x: &'x mut Expansion,
    /// The function it is of; the literal is of the expansion itself if there is none.
    raw: Option<Rc<Ir>>,
    of: F,
    /// Where it is copied to.
    f: F,
    copy: u32,
    copies: SortedMap<u32, u32>,
    vars: SortedMap<V, V>,
    funs: SortedMap<F, F>,
    results: Vec<V>,
    is_delayed: bool,
    /// How many literals around the node are within the function.
    literals: u32,
    /// Which copy the source is itself.
    base: u32,
    call: &'c Node,
}

impl Copier<'_, '_> {
    fn source(&self) -> &Ir {
        self.raw.as_deref().unwrap_or(&self.x.ir)
    }

    /// Whether results need not exist before the only return.
    fn may_delay(&self, source: &Fun, body: N) -> bool {
        let ir = self.source();
        let mut returns = 0;
        ir.walk(body, false, &mut |n| {
            let node = ir.node(n);
            if node.op == Op::Return {
                returns += 1 + u32::from(node.own().is_empty());
            }
        });
        returns == 1 && source.results.iter().all(|&v| ir.var(v).is_blank)
    }

    fn make(&mut self, op: Op, kids: Vec<N>, init: u32) -> N {
        let (at, copy) = (self.call.at, self.call.copy);
        let kids = kids.into();
        self.x.ir.nodes.push(Node { op, ty: Ty::INVALID, data: 0, init, kids, at, copy, ptrs: false });
        self.x.ir.nodes.len() as N - 1
    }

    fn name(&mut self, v: V) -> N {
        let n = self.make(Op::Var, Vec::new(), 0);
        let var = self.x.ir.var(v);
        let (ty, ptrs) = (var.ty, var.ptrs);
        let node = &mut self.x.ir.nodes[n as usize];
        (node.ty, node.ptrs, node.data) = (ty, ptrs, v);
        n
    }

    /// `params = args`
    fn parameters(&mut self, source: &Fun, args: &[N], is_spread: bool, kids: &mut Vec<N>) {
        let (mut assign, mut left) = (Vec::new(), Vec::new());
        for &param in &source.params {
            let v = self.var(param);
            if self.x.ir.var(v).is_blank {
                left.push(self.make(Op::Blank, Vec::new(), 0));
                continue;
            }
            let name = self.name(v);
            assign.push(self.make(Op::Dcl, vec![name], 0));
            left.push(self.name(v));
        }
        let init = assign.len() as u32;
        let op = if is_spread { Op::As2Multi } else { Op::As2 };
        if left.is_empty() {
            kids.extend(args);
            return;
        }
        assign.extend(left);
        assign.extend(args);
        let assign = self.make(op, assign, init);
        // It is the call's.
        self.x.ir.nodes[assign as usize].data = 1;
        self.x.ir.note_values(assign);
        kids.push(assign);
    }

    /// The variable that stands for one of the source.
    fn var(&mut self, v: V) -> V {
        let source = self.source();
        let var = source.var(v);
        let is_outside = var.f != self.of && !source.contains(self.of, var.f);
        if is_outside {
            return v;
        }
        if let Some(&known) = self.vars.get(&v) {
            return known;
        }
        let mut var = var.clone();
        let of_body = var.f == self.of;
        if of_body {
            (var.f, var.class) = (self.f, Class::Auto);
        } else {
            var.f = self.fun(var.f);
        }
        // Their values are copied after them.
        (var.value, var.copy) = (None, self.copy);
        var.funcs = var.funcs.map(|_| Vec::new());
        self.x.ir.vars.push(var);
        let new = self.x.ir.vars.len() as V - 1;
        self.vars.insert(v, new);
        new
    }

    /// The literal that stands for one of the source; its body is copied.
    fn fun(&mut self, f: F) -> F {
        if f == self.of {
            return self.f;
        }
        if let Some(&known) = self.funs.get(&f) {
            return known;
        }
        let source = self.source();
        let (fun, cost) = (source.fun(f).clone(), source.costs[f as usize]);
        let new = self.x.ir.funs.len() as F;
        self.funs.insert(f, new);
        self.x.ir.funs.push(Fun { body: None, copy: self.copy, ..fun.clone() });
        self.x.ir.costs.push(cost);
        self.x.uses.push(0);
        let parent = fun.parent.map(|parent| self.fun(parent));
        self.x.ir.funs[new as usize].parent = parent;
        let vars = |c: &mut Self, list: &[V]| list.iter().map(|&v| c.var(v)).collect::<Vec<V>>();
        let (params, results) = (vars(self, &fun.params), vars(self, &fun.results));
        let captures = vars(self, &fun.captures);
        self.literals += 1;
        let body = fun.body.map(|body| self.node(body));
        self.literals -= 1;
        let entry = &mut self.x.ir.funs[new as usize];
        (entry.params, entry.results, entry.captures, entry.body) = (params, results, captures, body);
        new
    }

    /// A copy of a tree.
    fn node(&mut self, n: N) -> N {
        let source = self.source().node(n).clone();
        let mut node = source.clone();
        node.copy = self.copy_of(source.copy);
        match source.op {
            Op::Var => node.data = self.var(source.data),
            Op::Closure => node.data = self.fun(source.data),
            Op::Case if source.data > 0 => node.data = self.var(source.data - 1) + 1,
            _ => {}
        }
        node.kids = source.kids.iter().map(|&kid| self.node(kid)).collect();
        if source.op == Op::Return && self.literals == 0 {
            node = self.returned(node);
        }
        self.x.ir.nodes.push(node);
        let new = self.x.ir.nodes.len() as N - 1;
        self.x.ir.note_values(new);
        new
    }

    /// What stands for a return: an assignment to the results.
    fn returned(&mut self, mut node: Node) -> Node {
        let values = node.own().to_vec();
        node.op = Op::Block;
        if values.is_empty() {
            return node;
        }
        let results = self.results.clone();
        let (mut kids, mut left) = (node.kids[..node.init as usize].to_vec(), Vec::new());
        for &v in &results {
            if self.is_delayed {
                let name = self.name(v);
                kids.push(self.make(Op::Dcl, vec![name], 0));
            }
            left.push(self.name(v));
        }
        node.op = if values.len() == results.len() { Op::As2 } else { Op::As2Multi };
        node.init = kids.len() as u32;
        kids.extend(left);
        kids.extend(values);
        node.kids = kids.into();
        node
    }

    /// Which copy a node belongs to that belonged to this one.
    fn copy_of(&mut self, copy: u32) -> u32 {
        if copy == self.base {
            return self.copy;
        }
        if let Some(&known) = self.copies.get(&copy) {
            return known;
        }
        let entry = self.source().copies[copy as usize].clone();
        // Copies are made after those they are in.
        let parent = if copy > self.base { self.copy_of(entry.parent) } else { self.copy };
        self.x.ir.copies.push(Inlining { parent, ..entry });
        let new = self.x.ir.copies.len() as u32 - 1;
        self.copies.insert(copy, new);
        new
    }
}
