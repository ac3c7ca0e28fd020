//! `for ... range` over an iterator function.
//!
//! The loop's body becomes a closure that the iterator calls. It captures the variables it shares with the function
//! around it as a literal would. What leaves the loop for anywhere else (`return`, `break` of an outer statement,
//! `goto`) is a number that the closure leaves in a cell before it returns false; after the iterator has returned, the
//! function around it goes where the number says. Source: cmd/compile/internal/rangefunc/rewrite.go.

use crate::sorted::SortedSet;

use gopark_program::{FuncId, Instr, MemKind, Slot, TypeId, TypeKind};

use super::Module;
use super::body::{Body, ResultVar, Storage};
use crate::ast::{Block, BranchKind, ExprId, ExprKind, Ident, RangeStmt, StmtKind};
use crate::check::{FuncInfo, Info, ObjId, PkgId, Ty, Type};
use crate::escape::What;
use crate::visit::{Node, walk};

/// What the body of a range over a function shares with the function around it.
#[derive(Clone, Default)]
pub(super) struct Shared {
    captures: Vec<ObjId>,
    returns: bool,
    defers: bool,
}

/// How the body leaves the loop for somewhere else than its end.
#[derive(Clone, PartialEq, Eq)]
enum Exit<'a> {
    Return,
    Branch(BranchKind, &'a str),
}

/// The part of a [`Body`] that only the body of a range over a function has.
pub(super) struct RangeBody<'a> {
    /// The loop's own label.
    label: Option<&'a str>,
    /// Labels within the body.
    labels: SortedSet<&'a str>,
    /// Slot of the cell's address.
    cell: Slot,
    exits: Vec<Exit<'a>>,
}

/// In the cell's first word: the body may be called.
const READY: i64 = 0;
/// It has returned false.
const DONE: i64 = -1;
/// The iterator has returned.
const EXHAUSTED: i64 = -2;
/// It runs, or has panicked.
const RUNS: i64 = -3;

/// Where the number of the exit lies in the cell, in bytes.
const EXIT_OFFSET: u16 = 8;
/// Where, if the body defers calls, the token of the frame lies that they are deferred for.
const TOKEN_OFFSET: u16 = 16;

impl<'a> Module<'a> {
    /// Finds all ranges over functions, and what their bodies share.
    pub fn find_range_bodies(&mut self) {
        let checked = self.checked;
        for (index, package) in checked.packages.iter().enumerate() {
            let pkg = PkgId(index as u16);
            let info = &package.info;
            for decl in package.files.iter().flat_map(|file| file.decls) {
                match &decl.kind {
                    crate::ast::DeclKind::Func(func) => {
                        if let (Some(body), Some(func)) = (&func.body, info.funcs.get(&func.name.id)) {
                            self.find_in(pkg, info, func, body);
                        }
                    }
                    crate::ast::DeclKind::Var(specs) => {
                        for value in specs.iter().flat_map(|spec| spec.values) {
                            crate::visit::walk_expr(value, |node| self.find_in_literal(pkg, info, node));
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// Looks into a literal, but not further: it has looked into those within it.
    fn find_in_literal(&mut self, pkg: PkgId, info: &'a Info, node: Node<'a>) -> bool {
        let Node::Expr(expr) = node else { return true };
        let ExprKind::Func(lit) = &expr.kind else { return true };
        if let Some(func) = info.funcs.get(&expr.id) {
            self.find_in(pkg, info, func, &lit.body);
        }
        false
    }

    fn find_in(&mut self, pkg: PkgId, info: &'a Info, func: &'a FuncInfo, body: &'a Block<'a>) {
        let mut literals = vec![(func, body)];
        while let Some((func, body)) = literals.pop() {
            walk(body, |node| match node {
                Node::Expr(expr) => match &expr.kind {
                    ExprKind::Func(lit) => {
                        literals.extend(info.funcs.get(&expr.id).map(|func| (func, &lit.body)));
                        false
                    }
                    _ => true,
                },
                Node::Stmt(stmt) => {
                    if let StmtKind::Range(range) = &stmt.kind {
                        self.note_range(pkg, info, func, range);
                    }
                    true
                }
            });
        }
    }

    fn note_range(&mut self, pkg: PkgId, info: &Info, func: &FuncInfo, range: &'a RangeStmt<'a>) {
        let ty = info.ty(range.operand.id);
        let is_func = |ty: Ty| matches!(self.types.structure(ty), Type::Signature(_));
        let may_be_func = match self.types.as_param(ty) {
            Some(_) => {
                let set = self.types.type_set(ty);
                set.terms.as_ref().is_none_or(|terms| terms.iter().any(|term| is_func(term.ty)))
            }
            None => is_func(ty),
        };
        if !may_be_func {
            return;
        }
        let mut captures = SortedSet::new();
        let (mut returns, mut defers) = (false, false);
        let mut depth_free = |node: Node<'a>| {
            match node {
                Node::Expr(expr) => {
                    if let Some(ident) = expr.as_name()
                        && let Some(obj) = info.used(ident.id)
                        && self.is_outside(obj, range)
                    {
                        captures.insert(obj);
                    }
                }
                Node::Stmt(stmt) => {
                    returns |= matches!(stmt.kind, StmtKind::Return { .. });
                    defers |= matches!(stmt.kind, StmtKind::Defer { .. });
                }
            }
            true
        };
        walk(&range.body, &mut depth_free);
        if !range.define {
            for left in range.left {
                crate::visit::walk_expr(left, &mut depth_free);
            }
        }
        if returns {
            captures.extend(func.results.iter().copied());
        }
        self.shared.extend(captures.iter().copied());
        let shared = Shared { captures: captures.iter().copied().collect(), returns, defers };
        self.range_bodies.insert((pkg, range.operand.id), shared);
    }

    /// Whether it is a local variable declared outside of the loop.
    fn is_outside(&self, obj: ObjId, range: &RangeStmt) -> bool {
        let object = self.checked.objects.get(obj);
        let is_local = self.checked.objects.var(obj).is_some_and(|var| var.owner.is_some());
        let at = object.span.start;
        let is_in_body = range.body.span.contains(at);
        let is_iteration_variable = range.define && range.left.iter().any(|left| left.span.contains(at));
        is_local && !is_in_body && !is_iteration_variable
    }
}

impl<'a> Body<'_, 'a> {
    /// `for k, v := range f { ... }`
    pub fn range_func(&mut self, stmt: &'a RangeStmt<'a>, t: TypeId, label: Option<&'a str>) {
        let yield_type = match self.m.kind(t) {
            TypeKind::Func { params, .. } => params.first().copied(),
            _ => None,
        };
        let params = match yield_type.map(|t| self.m.kind(t).clone()) {
            Some(TypeKind::Func { params, .. }) => params,
            _ => return,
        };
        let f = self.eval_apart(&stmt.operand, t);
        let shared = self.m.range_bodies.get(&(self.pkg, stmt.operand.id)).cloned().unwrap_or_default();
        let cell = self.range_cell(stmt.operand.id, shared.defers);
        let (func, exits) = self.range_body(stmt, &params, &shared, label);
        let base = self.code.window(2);
        self.range_closure(stmt.operand.id, func, &shared, cell, base);
        self.code.emit(Instr::CallClosure { results: 0, base, f, params: 1 });
        let outer = self.code.set_place(stmt.body.rbrace);
        self.check_returned(cell);
        self.code.set_place(outer);
        self.set_cell(cell, 0, EXHAUSTED);
        self.take_exits(cell, &exits);
    }

    /// A slot with the address of a new cell.
    fn range_cell(&mut self, id: ExprId, defers: bool) -> Slot {
        let len = if defers { 3 } else { 2 };
        let t = self.m.types.intern(Type::Array { elem: Ty::INT, len });
        let t = self.m.type_id(t);
        let cell = self.code.alloc(1);
        self.local(What::RangeCell(id));
        self.code.emit(Instr::New { d: cell, t });
        if defers {
            let mark = self.code.mark();
            let token = self.code.alloc(1);
            match &self.range_body {
                Some(outer) => {
                    let a = outer.cell;
                    self.code.emit(Instr::Load { kind: MemKind::W64, d: token, a, off: TOKEN_OFFSET });
                }
                None => self.code.emit(Instr::FrameToken { d: token }),
            }
            self.code.emit(Instr::Store { kind: MemKind::W64, a: cell, off: TOKEN_OFFSET, b: token });
            self.code.release(mark);
        }
        cell
    }

    /// The closure of a loop's body, to slot `d`.
    fn range_closure(&mut self, id: ExprId, func: FuncId, shared: &Shared, cell: Slot, d: Slot) {
        let mark = self.code.mark();
        let words: u32 = shared.captures.iter().map(|&obj| self.capture_words(obj)).sum::<u32>() + 1;
        let a = self.code.alloc(words);
        let mut at = a;
        for &obj in &shared.captures {
            let words = self.capture_words(obj);
            if let Some(&(Storage::Slots(slot) | Storage::Heap(slot))) = self.vars.get(&obj) {
                self.mov(at, slot, words);
            }
            at += words as Slot;
        }
        self.mov(at, cell, 1);
        self.local(What::Range(id));
        self.code.emit_arg(Instr::Closure { d, a, n: words as u16 }, func.0);
        self.code.release(mark);
    }

    fn set_cell(&mut self, cell: Slot, off: u16, value: i64) {
        let mark = self.code.mark();
        let b = self.code.alloc(1);
        self.word(b, value as u64);
        self.code.emit(Instr::Store { kind: MemKind::W64, a: cell, off, b });
        self.code.release(mark);
    }

    /// Goes where the body wanted to.
    fn take_exits(&mut self, cell: Slot, exits: &[Exit<'a>]) {
        if exits.is_empty() {
            return;
        }
        let a = self.code.alloc(1);
        self.code.emit(Instr::Load { kind: MemKind::W64, d: a, a: cell, off: EXIT_OFFSET });
        for (index, exit) in exits.iter().enumerate() {
            let next = self.code.target();
            self.code.jump(Instr::JmpNeImm { a, imm: index as i16 + 1, to: 0 }, next);
            match exit {
                Exit::Return => self.emit_return(),
                Exit::Branch(kind, label) => self.branch_to(*kind, Some(label)),
            }
            self.code.set(next);
        }
    }

    /// Compiles the body.
    fn range_body(
        &mut self,
        stmt: &'a RangeStmt<'a>,
        params: &[TypeId],
        shared: &Shared,
        label: Option<&'a str>,
    ) -> (FuncId, Vec<Exit<'a>>) {
        self.range_count += 1;
        let name = format!("{}-range{}", self.name, self.range_count);
        let func = self.m.reserve_func();
        let (pkg, env, outer_results) = (self.pkg, self.env.clone(), self.result_objs.clone());
        let mut b = Body::new(&mut *self.m, pkg, env, name);
        b.is_literal = true;
        b.is_closure = true;
        b.begin_at(stmt.range);
        let param_words = params.iter().map(|&t| b.m.words(t)).sum();
        b.reserve_window(1, param_words);
        let cell = b.load_shared(&shared.captures);
        if shared.returns {
            b.take_results(&outer_results);
        }
        b.has_named_results = true;
        b.range_body = Some(RangeBody { label, labels: labels_in(&stmt.body), cell, exits: Vec::new() });
        b.check_ready(cell);
        let mut values = Vec::new();
        let mut at = 1;
        for &t in params {
            values.push((at, t));
            at += b.m.words(t) as Slot;
        }
        b.round(stmt, &values);
        b.range_next();
        let exits = b.range_body.take().map(|range| range.exits).unwrap_or_default();
        b.results.clear();
        let finished = b.close();
        self.m.finished[func.idx()] = Some(finished);
        (func, exits)
    }

    /// Fetches the captured variables and, last, the address of the cell.
    fn load_shared(&mut self, captures: &[ObjId]) -> Slot {
        let words: u32 = captures.iter().map(|&obj| self.capture_words(obj)).sum::<u32>() + 1;
        let first = self.code.declare(words);
        self.load_captured_words(first, words);
        self.place_captures(captures, first);
        first + (words - 1) as Slot
    }

    /// The results of the function around it, which a `return` in the body sets.
    fn take_results(&mut self, outer: &[ObjId]) {
        self.result_objs = outer.to_vec();
        for &obj in outer {
            let t = self.object_type(obj);
            let heap = match self.vars.get(&obj) {
                Some(&Storage::Heap(slot)) => Some(slot),
                _ => None,
            };
            self.results.push(ResultVar { slot: 0, t, heap });
        }
    }

    /// Panics as Go does when the iterator calls the body out of turn.
    fn check_ready(&mut self, cell: Slot) {
        let mark = self.code.mark();
        let state = self.code.alloc(1);
        let [ready, over, panicked] = [(); 3].map(|()| self.code.target());
        self.code.emit(Instr::Load { kind: MemKind::W64, d: state, a: cell, off: 0 });
        // It stays so if the body panics, and if it is called out of turn, whose panic the iterator must not recover either.
        self.set_cell(cell, 0, RUNS);
        self.code.jump(Instr::JmpEqImm { a: state, imm: READY as i16, to: 0 }, ready);
        self.code.jump(Instr::JmpEqImm { a: state, imm: EXHAUSTED as i16, to: 0 }, over);
        self.code.jump(Instr::JmpEqImm { a: state, imm: RUNS as i16, to: 0 }, panicked);
        self.fault(
            "runtime error: range function continued iteration after function for loop body returned false",
        );
        self.code.set(over);
        self.fault("runtime error: range function continued iteration after whole loop exit");
        self.code.set(panicked);
        self.fault("runtime error: range function continued iteration after loop body panic");
        self.code.set(ready);
        self.code.release(mark);
    }

    /// The same when the iterator has recovered from a panic of the body.
    fn check_returned(&mut self, cell: Slot) {
        let mark = self.code.mark();
        let (a, fine) = (self.code.alloc(1), self.code.target());
        self.code.emit(Instr::Load { kind: MemKind::W64, d: a, a: cell, off: 0 });
        self.code.jump(Instr::JmpNeImm { a, imm: RUNS as i16, to: 0 }, fine);
        self.fault("runtime error: range function recovered a loop body panic and did not resume panicking");
        self.code.set(fine);
        self.code.release(mark);
    }

    /// A panic with the text `message`.
    pub fn fault(&mut self, message: &str) {
        let messages = &mut self.m.program.messages;
        let k = messages.iter().position(|other| other == message).unwrap_or(messages.len());
        if k == messages.len() {
            messages.push(message.to_string());
        }
        self.code.emit(Instr::Fault { k: k as u32 });
    }

    /// The body wants the next values.
    fn range_next(&mut self) {
        let Some(cell) = self.range_body.as_ref().map(|range| range.cell) else { return };
        self.set_cell(cell, 0, READY);
        self.word(0, 1);
        self.code.emit(Instr::Ret);
    }

    fn range_exit(&mut self, exit: Exit<'a>) {
        let Some(range) = &mut self.range_body else { return };
        let cell = range.cell;
        let index = range.exits.iter().position(|other| *other == exit).unwrap_or(range.exits.len());
        if index == range.exits.len() {
            range.exits.push(exit);
        }
        self.set_cell(cell, EXIT_OFFSET, index as i64 + 1);
        self.range_break(cell);
    }

    /// The body wants no more values.
    fn range_break(&mut self, cell: Slot) {
        self.set_cell(cell, 0, DONE);
        self.word(0, 0);
        self.code.emit(Instr::Ret);
    }

    /// In the body of a range over a function: the call just deferred is one of the function around it.
    pub fn range_defer(&mut self) {
        let Some(range) = &self.range_body else { return };
        let mark = self.code.mark();
        let a = range.cell;
        let token = self.code.alloc(1);
        self.code.emit(Instr::Load { kind: MemKind::W64, d: token, a, off: TOKEN_OFFSET });
        self.code.emit(Instr::DeferAt { a: token });
        self.code.release(mark);
    }

    /// In the body of a range over a function: `return`, its values already set. False elsewhere.
    pub fn range_return(&mut self) -> bool {
        let is_range = self.range_body.is_some();
        if is_range {
            self.range_exit(Exit::Return);
        }
        is_range
    }

    /// In the body of a range over a function: a branch to what is not in it. False elsewhere.
    pub fn range_branch(&mut self, kind: BranchKind, label: Option<&'a str>) -> bool {
        let Some(range) = &self.range_body else { return false };
        let is_own = label.is_none() || label == range.label;
        match kind {
            BranchKind::Goto if label.is_some_and(|label| range.labels.contains(label)) => return false,
            BranchKind::Continue if is_own => self.range_next(),
            BranchKind::Break if is_own => {
                let cell = range.cell;
                self.range_break(cell);
            }
            BranchKind::Fallthrough => return false,
            _ => {
                if let Some(label) = label {
                    self.range_exit(Exit::Branch(kind, label));
                }
            }
        }
        true
    }

    /// `break`, `continue`, `goto`, `fallthrough`
    pub fn branch(&mut self, kind: BranchKind, label: Option<&Ident<'a>>) {
        self.branch_to(kind, label.map(|label| label.name));
    }
}

/// The labels that a block declares, those in function literals left out.
fn labels_in<'a>(block: &'a Block<'a>) -> SortedSet<&'a str> {
    let mut labels = SortedSet::new();
    walk(block, |node| match node {
        Node::Expr(_) => false,
        Node::Stmt(stmt) => {
            if let StmtKind::Labeled { label, .. } = &stmt.kind {
                labels.insert(label.name);
            }
            true
        }
    });
    labels
}
