//! What flows where in a function: each statement and expression adds to the graph.
//! Source: cmd/compile/internal/escape/{stmt,expr,assign,call}.go, Go 1.27.

mod call;

use super::Escape;
use super::alias::is_self_assignment;
use super::facts::{elem, is_array, is_direct};
use super::graph::{Batch, HEAP, Hole, L, MUTATOR, NOWHERE};
use super::ir::{F, Ir, K, N, Op, V};
use crate::check::Ty;
use crate::sorted::SortedMap;

const HEAP_HOLE: Hole = Hole::to(HEAP);
const DISCARD: Hole = Hole::to(NOWHERE);
/// Results of a call that are followed into another one.
const RESULTS_MAX: usize = 256;
const MUTATOR_HOLE: Hole = Hole::to(MUTATOR);

/// A function while what flows in it is found.
pub(super) struct Flow<'f, 'e, 'm, 'a, 'i> {
    esc: &'f mut Escape<'m, 'a>,
    keys: &'e [K],
    batch: &'f mut Batch<'i>,
    ir: &'i Ir,
    /// Which of the batch it is.
    index: u32,
    f: F,
    depth: i32,
    /// Labels, and whether a `goto` goes back to them.
    labels: SortedMap<u32, bool>,
    /// What nobody wants.
    is_dead: bool,
    /// Literals with what they flow to.
    literals: Vec<(Hole, F)>,
}

/// Finds what flows in one function of a batch; `keys` are those of the batch.
pub(super) fn find<'i>(
    esc: &mut Escape<'_, '_>,
    keys: &[K],
    batch: &mut Batch<'i>,
    irs: &'i [Ir],
    index: u32,
) {
    let ir = &irs[index as usize];
    let mut flow = Flow {
        esc,
        keys,
        batch,
        ir,
        index,
        f: 0,
        depth: 1,
        labels: SortedMap::new(),
        is_dead: false,
        literals: Vec::new(),
    };
    flow.function(0);
    for (k, f) in std::mem::take(&mut flow.literals) {
        flow.captured(k, f);
    }
}

impl Flow<'_, '_, '_, '_, '_> {
    fn function(&mut self, f: F) {
        let (outer, depth) = (std::mem::replace(&mut self.f, f), std::mem::replace(&mut self.depth, 1));
        let labels = std::mem::take(&mut self.labels);
        if let Some(body) = self.ir.fun(f).body {
            self.find_loops(body);
            self.stmt(body);
        }
        (self.f, self.depth, self.labels) = (outer, depth, labels);
    }

    /// Labels that a `goto` behind them goes to begin loops.
    fn find_loops(&mut self, body: N) {
        let mut labels = SortedMap::new();
        self.ir.walk(body, false, &mut |n| {
            let node = self.ir.node(n);
            match node.op {
                Op::Label => {
                    labels.get_or_insert_with(node.data, || false);
                }
                Op::Goto => {
                    labels.get_mut(&node.data).into_iter().for_each(|goes_back| *goes_back = true);
                }
                _ => {}
            }
        });
        self.labels = labels;
    }

    /// What a literal captures flows into it, the address if it is captured by reference. Source: escape.go:flowClosure.
    fn captured(&mut self, k: Hole, f: F) {
        for &v in &self.ir.fun(f).captures {
            let l = self.location(v);
            let at = &self.batch.all[l as usize];
            let bytes = self.esc.types.size_align(self.ir.var(v).ty).bytes;
            let by_value = !at.is_addressed && !at.is_reassigned && bytes <= 128;
            self.batch.at(l).is_copied |= by_value;
            self.batch.flow(if by_value { k } else { k.addr() }, l);
        }
    }

    fn location(&self, v: V) -> L {
        self.batch.location(self.index, v)
    }

    fn new_location(&mut self, persists: bool) -> L {
        self.batch.new_location((self.index, self.f), self.depth, persists)
    }

    /// A new object, whose address flows to `k`.
    fn spill(&mut self, k: Hole, n: N) -> Hole {
        let l = self.new_location(false);
        let of = if self.is_dead { &mut self.batch.dead } else { &mut self.batch.spills };
        of.push((self.index, n, l));
        self.batch.flow(k.addr(), l);
        Hole::to(l)
    }

    fn tee(&mut self, holes: &[Hole]) -> Hole {
        match *holes {
            [] => DISCARD,
            [only] => only,
            _ => {
                let l = self.new_location(false);
                holes.iter().for_each(|&k| self.batch.flow(k, l));
                Hole::to(l)
            }
        }
    }

    fn list(&mut self, nodes: &[N]) {
        nodes.iter().for_each(|&n| self.stmt(n));
    }

    /// Statements whose labels do not make what follows a loop.
    fn block(&mut self, n: N) {
        let depth = self.depth;
        self.stmt(n);
        self.depth = depth;
    }

    fn stmt(&mut self, n: N) {
        let ir = self.ir;
        let node = ir.node(n);
        self.list(&node.kids[..node.init as usize]);
        let own = node.own();
        match node.op {
            Op::Block => self.list(own),
            Op::Dcl => self.dcl(own[0]),
            Op::Label => {
                self.depth += i32::from(self.labels.get(&node.data) == Some(&true));
            }
            Op::If => {
                for pair in own.chunks(2) {
                    match *pair {
                        [condition, then] => {
                            self.discard_with_init(condition);
                            self.block(then);
                        }
                        [otherwise] => self.block(otherwise),
                        _ => {}
                    }
                }
            }
            Op::For => {
                self.depth += 1;
                node.kids[..node.init as usize].iter().for_each(|&init| self.renew(init));
                let Some((&body, rest)) = own.split_last() else { return };
                rest.iter().for_each(|&n| self.discard_with_init(n));
                self.block(body);
                self.depth -= 1;
            }
            Op::Range => self.range(n),
            Op::Switch => {
                for &kid in own {
                    if ir.node(kid).op == Op::Case { self.case(kid) } else { self.discard(kid) }
                }
            }
            Op::TypeSwitch => {
                let mut holes = Vec::new();
                for &case in &own[1..] {
                    let Some(v) = ir.node(case).data.checked_sub(1) else { continue };
                    let l = self.location(v);
                    self.batch.at(l).depth = self.depth;
                    if ir.var(v).ptrs {
                        holes.push(self.dot_type(Hole::to(l), ir.var(v).ty));
                    }
                }
                let k = self.tee(&holes);
                self.expr(k, own[0]);
                own[1..].iter().for_each(|&case| self.case(case));
            }
            Op::Select => own.iter().for_each(|&case| self.select_case(case)),
            Op::Send => {
                self.discard(own[0]);
                self.expr(HEAP_HOLE, own[1]);
            }
            Op::As => self.assign(&own[..1], &own[1..], node.init > 0),
            Op::Update => self.assign(&own[..1], &own[1..], false),
            Op::As2 => {
                let (left, right) = own.split_at(own.len() / 2);
                self.assign(left, right, node.init > 0);
            }
            Op::As2Multi => {
                let Some((&value, left)) = own.split_last() else { return };
                let ks: Vec<Hole> = left.iter().map(|&x| self.addr(x)).collect();
                self.several(&ks, value);
                self.reassigned(&ks, left, &node.kids[..node.init as usize]);
            }
            Op::Return => {
                let results = ir.fun(self.f).results.clone();
                let ks: Vec<Hole> = results.iter().map(|&v| Hole::to(self.location(v))).collect();
                match *own {
                    [value] if ks.len() > 1 => self.several(&ks, value),
                    _ => own.iter().zip(&ks).for_each(|(&value, &k)| self.expr(k, value)),
                }
                if !own.is_empty() {
                    ks.iter().for_each(|k| self.batch.at(k.to).is_reassigned = true);
                }
            }
            Op::Go | Op::Defer => self.launch(node.op, own[0]),
            Op::Branch | Op::Goto => {}
            _ => self.expr_here(DISCARD, n),
        }
    }

    fn case(&mut self, n: N) {
        let Some((&body, rest)) = self.ir.node(n).own().split_last() else { return };
        rest.iter().for_each(|&n| self.discard(n));
        self.block(body);
    }

    fn select_case(&mut self, n: N) {
        let Some((&body, rest)) = self.ir.node(n).own().split_last() else { return };
        self.list(rest);
        self.block(body);
    }

    fn dcl(&mut self, name: N) {
        if let Some(v) = self.ir.as_var(name) {
            let l = self.location(v);
            self.batch.at(l).depth = self.depth;
        }
    }

    /// Variables of a loop that something may point at are new in each round, with the value of the one before.
    /// Source: cmd/compile/internal/loopvar.
    fn renew(&mut self, init: N) {
        let node = self.ir.node(init);
        for &dcl in node.kids[..node.init as usize].iter().filter(|&&n| self.ir.node(n).op == Op::Dcl) {
            let Some(v) = self.ir.as_var(self.ir.node(dcl).own()[0]) else { continue };
            let obj = self.ir.var(v).obj.and_then(|obj| self.esc.checked.objects.var(obj));
            if obj.is_some_and(|var| var.is_address_taken || var.is_captured) {
                let l = self.location(v);
                let before = self.batch.new_location((self.index, self.f), self.depth - 1, true);
                self.batch.at(l).depth = self.depth;
                self.batch.flow(Hole::to(before), l);
                self.batch.flow(Hole::to(l), before);
            }
        }
    }

    /// A condition, which may have statements before it, or a statement.
    fn discard_with_init(&mut self, n: N) {
        self.stmt(n);
    }

    fn range(&mut self, n: N) {
        let node = self.ir.node(n);
        let own = node.own();
        let l = self.new_location(true);
        self.expr(Hole::to(l), own[0]);
        self.depth += 1;
        // Variables of the loop are new in each round.
        node.kids[..node.init as usize].iter().for_each(|&dcl| self.stmt(dcl));
        let count = node.data as usize;
        let ks: Vec<Hole> = own[1..=count].iter().map(|&x| self.addr(x)).collect();
        if let Some(&value) = ks.get(1) {
            let k = if is_array(self.esc.types, node.ty) { value } else { value.deref() };
            self.batch.flow(k, l);
        }
        ks.iter().for_each(|k| self.batch.at(k.to).is_reassigned = true);
        if let Some(&body) = own.last() {
            self.block(body);
        }
        self.depth -= 1;
    }

    fn launch(&mut self, op: Op, call: N) {
        let node = self.ir.node(call);
        if !matches!(node.op, Op::Call | Op::CallInter) {
            return self.expr(DISCARD, call);
        }
        // In the body of a range over a function, it is deferred for the function around that.
        if op == Op::Defer && self.depth == 1 && !self.ir.fun(self.f).is_range {
            let l = self.new_location(true);
            if node.op == Op::Call && node.own().len() == 1 {
                return self.expr(Hole::to(l), node.own()[0]);
            }
            return self.call(&[], call);
        }
        // The literal around the call is on the heap, with all it holds.
        node.own().iter().for_each(|&n| self.expr(HEAP_HOLE, n));
    }

    /// `left = right`; to the right may be less.
    fn assign(&mut self, left: &[N], right: &[N], is_declaring: bool) {
        let ks: Vec<Hole> = left.iter().map(|&x| self.addr(x)).collect();
        for (index, &value) in right.iter().enumerate() {
            let is_self = is_self_assignment(self.ir, left[index], value);
            let k = if is_self { DISCARD } else { ks[index] };
            self.expr(k, value);
        }
        if !is_declaring {
            ks.iter().for_each(|k| self.batch.at(k.to).is_reassigned = true);
        }
    }

    fn reassigned(&mut self, ks: &[Hole], left: &[N], dcls: &[N]) {
        let declares = |ir: &Ir, v: V| dcls.iter().any(|&dcl| ir.as_var(ir.node(dcl).own()[0]) == Some(v));
        for (k, &x) in ks.iter().zip(left) {
            let is_new = self.ir.as_var(x).is_some_and(|v| declares(self.ir, v));
            if !is_new {
                self.batch.at(k.to).is_reassigned = true;
            }
        }
    }

    /// Several values of a call or of a form with two.
    fn several(&mut self, ks: &[Hole], n: N) {
        let node = self.ir.node(n);
        match node.op {
            Op::Call | Op::CallInter | Op::Inlined => {
                self.list(&node.kids[..node.init as usize]);
                self.call(ks, n);
            }
            _ => self.expr(ks.first().copied().unwrap_or(DISCARD), n),
        }
    }

    /// Where a value goes that is assigned to an expression.
    fn addr(&mut self, n: N) -> Hole {
        let ir = self.ir;
        let node = ir.node(n);
        let own = node.own();
        match node.op {
            Op::Blank => DISCARD,
            Op::Var => Hole::to(self.location(node.data)),
            Op::Dot => self.addr(own[0]),
            Op::Index => {
                self.discard(own[1]);
                if is_array(self.esc.types, ir.node(own[0]).ty) {
                    return self.addr(own[0]);
                }
                self.expr(MUTATOR_HOLE, own[0]);
                HEAP_HOLE
            }
            Op::Deref | Op::DotPtr => {
                self.expr(MUTATOR_HOLE, own[0]);
                HEAP_HOLE
            }
            Op::IndexMap => {
                self.discard(own[0]);
                self.expr(HEAP_HOLE, own[1]);
                HEAP_HOLE
            }
            _ => HEAP_HOLE,
        }
    }

    fn discard(&mut self, n: N) {
        self.expr(DISCARD, n);
    }

    fn discards(&mut self, nodes: &[N]) {
        nodes.iter().for_each(|&n| self.discard(n));
    }

    fn dot_type(&self, k: Hole, ty: Ty) -> Hole {
        if self.esc.types.is_interface(ty) || is_direct(self.esc.types, ty) { k } else { k.deref() }
    }

    fn expr(&mut self, k: Hole, n: N) {
        let node = self.ir.node(n);
        self.list(&node.kids[..node.init as usize]);
        self.expr_here(k, n);
    }

    fn expr_here(&mut self, mut k: Hole, n: N) {
        let ir = self.ir;
        let node = ir.node(n);
        let own = node.own();
        if k.derefs >= 0 && !node.ptrs && node.op != Op::Leak {
            k.to = NOWHERE;
        }
        match node.op {
            Op::Var => {
                let l = self.location(node.data);
                self.batch.flow(k, l);
            }
            Op::Addr => self.expr(k.addr(), own[0]),
            Op::Deref | Op::DotPtr | Op::SliceToArray => self.expr(k.deref(), own[0]),
            Op::Dot | Op::ConvNop | Op::SliceToPointer => self.expr(k, own[0]),
            Op::DotType => {
                let k = self.dot_type(k, node.ty);
                self.expr(k, own[0]);
            }
            Op::Index => {
                let is_array = is_array(self.esc.types, ir.node(own[0]).ty);
                self.expr(if is_array { k } else { k.deref() }, own[0]);
                self.discard(own[1]);
            }
            Op::Slice => {
                self.expr(k, own[0]);
                self.discards(&own[1..]);
            }
            Op::ConvIface => {
                let ty = ir.node(own[0]).ty;
                if ty != Ty::INVALID && !is_direct(self.esc.types, ty) {
                    k = self.spill(k, n);
                }
                self.expr(k, own[0]);
            }
            Op::MinMax => own.iter().for_each(|&x| self.expr(k, x)),
            Op::Call | Op::CallInter | Op::Inlined => self.call(&[k], n),
            Op::Append => self.append(k, n),
            Op::Copy => {
                self.expr(MUTATOR_HOLE, own[0]);
                let has_pointers = self.elem_has_pointers(ir.node(own[1]).ty);
                self.expr(if has_pointers { HEAP_HOLE.deref() } else { DISCARD }, own[1]);
            }
            Op::Clear => self.expr(MUTATOR_HOLE, own[0]),
            Op::Panic => self.expr(HEAP_HOLE, own[0]),
            Op::Leak => self.several(&[HEAP_HOLE; RESULTS_MAX], own[0]),
            Op::New | Op::MakeSlice | Op::MakeMap | Op::ConvStr | Op::AddStr => {
                self.spill(k, n);
                self.discards(own);
            }
            Op::PtrLit | Op::ArrayLit | Op::SliceLit | Op::StructLit => {
                if matches!(node.op, Op::PtrLit | Op::SliceLit) {
                    k = self.spill(k, n);
                }
                for &element in own {
                    let value = ir.node(element);
                    let value =
                        if value.op == Op::KeyValue { value.own().last().copied() } else { Some(element) };
                    value.into_iter().for_each(|value| self.expr(k, value));
                }
            }
            Op::MapLit => {
                self.spill(k, n);
                let parts = own.iter().flat_map(|&element| ir.node(element).own());
                parts.for_each(|&part| self.expr(HEAP_HOLE, part));
            }
            Op::MethodValue => {
                let mut k = self.spill(k, n);
                let Some(&receiver) = own.last() else { return };
                if own.len() == 2 {
                    let ks = [HEAP_HOLE; 8];
                    let callee = self.callee_of(own[0]);
                    let to = self.argument_hole(&callee, &ks, 0);
                    k = self.tee(&[to, k]);
                } else {
                    k = self.tee(&[HEAP_HOLE, k]);
                }
                self.expr(k, receiver);
            }
            Op::Closure => self.closure(k, n),
            // What is in it is part of a function of its own here.
            Op::Dead => {
                let outer = std::mem::replace(&mut self.is_dead, true);
                self.function(ir.node(node.data).data);
                self.is_dead = outer;
            }
            Op::Lit | Op::Nil | Op::Blank | Op::Global | Op::Func | Op::Method => {}
            _ if matches!(node.op, Op::Block) => {
                // A condition with a statement before it.
                if let Some((&value, rest)) = own.split_last() {
                    self.list(rest);
                    self.stmt(value);
                }
            }
            _ => self.discards(own),
        }
    }

    fn elem_has_pointers(&mut self, slice: Ty) -> bool {
        let elem = elem(self.esc.types, slice);
        elem.is_some_and(|elem| self.esc.facts.has_pointers(self.esc.types, elem))
    }

    fn append(&mut self, k: Hole, n: N) {
        let ir = self.ir;
        let node = ir.node(n);
        let own = node.own();
        let mut to = self.tee(&[k, MUTATOR_HOLE]);
        if self.elem_has_pointers(node.ty) {
            to = self.tee(&[to, HEAP_HOLE.deref()]);
        }
        self.expr(to, own[0]);
        for &value in &own[1..] {
            let k = match node.data {
                0 => HEAP_HOLE,
                _ if self.elem_has_pointers(ir.node(value).ty) => HEAP_HOLE.deref(),
                _ => DISCARD,
            };
            self.expr(k, value);
        }
        let store = self.spill(k, n);
        self.batch.at(store.to).depth = 0;
    }

    fn closure(&mut self, k: Hole, n: N) {
        let f = self.ir.node(n).data;
        let k = self.spill(k, n);
        self.batch.at(k.to).literal = Some(f);
        self.literals.push((k, f));
        for &v in &self.ir.fun(f).captures {
            let (l, depth) = (self.location(v), self.depth);
            let at = self.batch.at(l);
            if !std::mem::replace(&mut at.is_captured, true) && at.depth == depth {
                at.is_reassigned = false;
            }
        }
        self.function(f);
    }
}
