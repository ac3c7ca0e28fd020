//! Statements.

use gopark_program::{Instr, Slot, TypeId};

use super::body::{Body, Storage};
use super::call::How;
use super::code::Target;
use super::place::Place;
use crate::ast::{Block, DeclKind, Expr, ExprKind, IfStmt, Stmt, StmtKind, VarSpec};
use crate::check::{Mode, ObjId};

impl<'a> Body<'_, 'a> {
    /// A block: the slots of its variables are free after it.
    pub fn block(&mut self, block: &'a Block<'a>) {
        self.statements(block.statements);
    }

    /// The same without braces.
    pub fn statements(&mut self, statements: &'a [Stmt<'a>]) {
        let mark = self.code.mark();
        for statement in statements {
            self.stmt(statement);
        }
        self.code.release(mark);
    }

    /// A statement. Those that declare variables leave their slots taken.
    pub fn stmt(&mut self, stmt: &'a Stmt<'a>) {
        self.code.set_place(stmt.span);
        let mark = self.code.mark();
        let declares =
            matches!(stmt.kind, StmtKind::Decl(_) | StmtKind::Define { .. } | StmtKind::Labeled { .. });
        if !matches!(
            stmt.kind,
            StmtKind::For(_)
                | StmtKind::Range(_)
                | StmtKind::Switch(_)
                | StmtKind::TypeSwitch(_)
                | StmtKind::Select(_)
        ) {
            self.pending_label = None;
        }
        self.move_before(false, stmt.span.start);
        self.stmt_kind(stmt);
        if !declares {
            self.code.release(mark);
        }
    }

    fn stmt_kind(&mut self, stmt: &'a Stmt<'a>) {
        match &stmt.kind {
            StmtKind::Bad | StmtKind::Empty => {}
            StmtKind::Decl(decl) => {
                if let DeclKind::Var(specs) = &decl.kind {
                    specs.iter().for_each(|spec| self.var_spec(spec));
                }
            }
            StmtKind::Labeled { label, statement } => self.labeled(label, statement),
            StmtKind::Expr(expr) => self.effect_of(expr),
            StmtKind::Send { channel, arrow, value } => {
                let ch = self.eval(channel, None);
                let t = self.elem_type(channel);
                let v = self.eval_as(value, t, None);
                self.code.set_place(*arrow);
                self.code.set_place(stmt.span);
                self.label(channel);
                self.code.emit(Instr::Send { ch, v, n: self.m.words(t) as u16 });
            }
            StmtKind::IncDec { operand, op, .. } => self.inc_dec(operand, *op),
            StmtKind::Assign { left, op, right, .. } => match (op, *left, *right) {
                (Some(op), [left], [right]) => self.assign_op(left, *op, right),
                _ => self.assign(left, right),
            },
            StmtKind::Define { left, right, .. } => self.assign(left, right),
            StmtKind::Go { call } => self.start(call, How::Go),
            StmtKind::Defer { call } => self.start(call, How::Defer),
            StmtKind::Return { results } => self.return_stmt(results),
            StmtKind::Branch { kind, label } => self.branch(*kind, label.as_ref()),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If(stmt) => self.if_stmt(stmt),
            StmtKind::Switch(stmt) => self.switch(stmt),
            StmtKind::TypeSwitch(stmt) => self.type_switch(stmt),
            StmtKind::Select(stmt) => self.select(stmt),
            StmtKind::For(stmt) => self.for_loop(stmt),
            StmtKind::Range(stmt) => self.range(stmt),
        }
    }

    /// An expression whose value is not wanted.
    fn effect_of(&mut self, expr: &'a Expr<'a>) {
        if let Some(channel) = Self::received(expr) {
            let ch = self.eval(channel, None);
            self.label(channel);
            self.code.emit(Instr::Recv { ok: false, d: Slot::MAX, ch, n: 0 });
            return;
        }
        match &expr.unparen().kind {
            ExprKind::Call(call)
                if !matches!(self.info.expr(call.function.id).mode, Mode::Builtin | Mode::Type) =>
            {
                self.call(expr, call, How::Call);
            }
            _ => {
                self.eval(expr, None);
            }
        }
    }

    /// The element type of a channel expression.
    pub fn elem_type(&mut self, channel: &Expr) -> TypeId {
        let t = self.type_of(channel);
        match *self.m.kind(t) {
            gopark_program::TypeKind::Chan { elem, .. } => elem,
            _ => t,
        }
    }

    /// `var a, b T = x, y`
    fn var_spec(&mut self, spec: &'a VarSpec<'a>) {
        if !spec.values.is_empty() {
            let names: Vec<_> = spec.names.iter().map(|name| self.info.def(name.id)).collect();
            let texts: Vec<_> = spec.names.iter().map(|name| name.name.to_string()).collect();
            self.declare_all(&names, &texts, spec.values);
            return;
        }
        for name in spec.names {
            let Some(obj) = self.info.def(name.id) else { continue };
            let t = self.object_type(obj);
            if self.is_on_heap(obj, t) {
                let cell = self.new_cell(obj, t);
                self.vars.insert(obj, Storage::Heap(cell));
            } else {
                let words = self.m.words(t);
                let slot = self.code.declare(words);
                self.zero(slot, words);
                self.vars.insert(obj, Storage::Slots(slot));
            }
        }
    }

    /// Declares a variable whose first value is about to be set through the place.
    pub fn declare(&mut self, obj: ObjId) -> (Place, TypeId) {
        let t = self.object_type(obj);
        if self.is_on_heap(obj, t) {
            let cell = self.new_cell(obj, t);
            self.vars.insert(obj, Storage::Heap(cell));
            return (Place::Memory { addr: cell, off: 0, is_checked: true }, t);
        }
        let words = self.m.words(t);
        let slot = self.code.declare(words);
        self.vars.insert(obj, Storage::Slots(slot));
        (Place::Value(slot), t)
    }

    fn if_stmt(&mut self, stmt: &'a IfStmt<'a>) {
        let done = self.code.target();
        for (index, arm) in stmt.arms.iter().enumerate() {
            let otherwise = self.code.target();
            if let Some(init) = &arm.init {
                self.stmt(init);
            }
            self.code.set_place(arm.condition.span);
            let is_last = index + 1 == stmt.arms.len() && stmt.otherwise.is_none();
            match self.lone_branch(&arm.then) {
                Some(target) => self.jump_if(&arm.condition, true, target),
                None => {
                    self.jump_if(&arm.condition, false, otherwise);
                    self.block(&arm.then);
                    if !is_last && !self.code.is_dead() {
                        self.code.jmp(done);
                    }
                }
            }
            self.code.set(otherwise);
        }
        if let Some(otherwise) = &stmt.otherwise {
            self.block(otherwise);
        }
        self.code.set(done);
    }

    /// Where a block goes that is nothing but a branch.
    fn lone_branch(&self, block: &Block<'a>) -> Option<Target> {
        match block.statements {
            [Stmt { kind: StmtKind::Branch { kind, label }, .. }] => {
                self.branch_target(*kind, label.map(|label| label.name))
            }
            _ => None,
        }
    }

    fn return_stmt(&mut self, values: &'a [Expr<'a>]) {
        match values {
            [] => {}
            [value] if self.results.len() > 1 => {
                if let ExprKind::Call(call) = &value.unparen().kind {
                    let results = self.call(value, call, How::Call);
                    let mut from = results.base;
                    let targets = self.results.clone();
                    for (target, &t) in targets.iter().zip(&results.types) {
                        let slot = self.convert_implicitly(from, t, target.t, None);
                        self.set_result(*target, slot);
                        from += self.m.words(t) as Slot;
                    }
                }
            }
            [value] => {
                let Some(&target) = self.results.first() else { return };
                if target.heap.is_none()
                    && !self.has_defer
                    && !(self.has_named_results && self.writes_early(value))
                {
                    self.eval_as(value, target.t, Some(target.slot));
                } else {
                    let slot = self.eval_as(value, target.t, None);
                    self.set_result(target, slot);
                }
            }
            values => {
                self.calls_first(values);
                let targets = self.results.clone();
                let is_direct = !self.has_named_results && !self.has_defer;
                let mut slots = Vec::new();
                for (target, value) in targets.iter().zip(values) {
                    slots.push(if is_direct {
                        let mark = self.code.mark();
                        let slot = self.eval_as(value, target.t, Some(target.slot));
                        self.code.release(mark);
                        slot
                    } else {
                        self.eval_apart(value, target.t)
                    });
                }
                for (target, slot) in targets.iter().zip(slots) {
                    self.set_result(*target, slot);
                }
            }
        }
        self.emit_return();
    }

    /// Computes a value into slots that no assignment changes.
    pub fn eval_apart(&mut self, value: &'a Expr<'a>, t: TypeId) -> Slot {
        let d = self.temp(t);
        self.eval_as(value, t, Some(d))
    }

    fn set_result(&mut self, result: super::body::ResultVar, slot: Slot) {
        match result.heap {
            Some(cell) => self.store_memory(result.t, cell, 0, slot),
            None => {
                let words = self.m.words(result.t);
                self.mov(result.slot, slot, words);
            }
        }
    }

    /// Leaves the function with the results as they are.
    pub fn emit_return(&mut self) {
        if self.range_return() {
            return;
        }
        self.return_buffers();
        let on_heap: Vec<_> = self.results.iter().copied().filter(|result| result.heap.is_some()).collect();
        if on_heap.is_empty() {
            self.code.emit(if self.has_defer { Instr::RetDefer } else { Instr::Ret });
            return;
        }
        if self.has_defer {
            self.code.emit(Instr::RunDefers);
        }
        for result in on_heap {
            if let Some(cell) = result.heap {
                self.load_memory(result.t, cell, 0, result.slot);
            }
        }
        self.code.emit(Instr::Ret);
    }

    /// Whether computing the value may write to the wanted slot before everything it uses is read.
    pub fn writes_early(&self, value: &Expr) -> bool {
        let info = self.info.expr(value.id);
        if matches!(info.mode, Mode::Constant | Mode::Nil) {
            return false;
        }
        match &value.kind {
            ExprKind::Paren(inner) => self.writes_early(inner),
            ExprKind::Composite(_) => true,
            // One of several results, or parts of a value in turn.
            ExprKind::Call(call) => {
                self.info.expr(call.function.id).mode == Mode::Type
                    && call.arguments.first().is_some_and(|operand| self.writes_early(operand))
            }
            _ => false,
        }
    }
}
