//! `switch` over values.

use crate::sorted::SortedMap;

use gopark_program::{Instr, Slot, TypeId};

use super::body::Body;
use super::code::Target;
use crate::ast::{CaseClause, Expr, SwitchStmt};

/// Fewer cases than this are compared one after the other.
const TABLE_CASES_MIN: usize = 4;
/// A table has at most this many entries for each case.
const TABLE_ENTRIES_PER_CASE_MAX: i128 = 4;

impl<'a> Body<'_, 'a> {
    /// `switch init; tag { ... }`
    pub fn switch(&mut self, stmt: &'a SwitchStmt<'a>) {
        let label = self.pending_label.take();
        if let Some(init) = &stmt.init {
            self.stmt(init);
        }
        self.pending_label = label;
        let done = self.code.target();
        self.enter(done, None);
        let bodies: Vec<_> = stmt.clauses.iter().map(|_| self.code.target()).collect();
        let default = stmt.clauses.iter().position(|clause| clause.is_default).map_or(done, |at| bodies[at]);
        match &stmt.tag {
            Some(tag) => self.dispatch(tag, stmt.clauses, &bodies, default),
            None => {
                for (clause, &body) in stmt.clauses.iter().zip(&bodies) {
                    for expr in clause.expressions {
                        self.jump_if(expr, true, body);
                    }
                }
            }
        }
        self.code.jmp(default);
        for (index, clause) in stmt.clauses.iter().enumerate() {
            self.code.set(bodies[index]);
            if let Some(flow) = self.flows.last_mut() {
                flow.fallthrough_to = bodies.get(index + 1).copied();
            }
            self.statements(clause.body);
            if index + 1 < stmt.clauses.len() && !self.code.is_dead() {
                self.code.jmp(done);
            }
        }
        self.code.set(done);
        self.leave();
    }

    fn dispatch(
        &mut self,
        tag: &'a Expr<'a>,
        clauses: &'a [CaseClause<'a>],
        bodies: &[Target],
        default: Target,
    ) {
        let t = self.value_type(tag);
        let slot = self.eval_apart(tag, t);
        if self.dispatch_by_table(slot, t, clauses, bodies, default) {
            return;
        }
        for (clause, &body) in clauses.iter().zip(bodies) {
            for expr in clause.expressions {
                let mark = self.code.mark();
                self.code.set_place(expr.span);
                self.jump_if_equal(slot, t, expr, body);
                self.code.release(mark);
            }
        }
    }

    fn jump_if_equal(&mut self, tag: Slot, t: TypeId, expr: &'a Expr<'a>, body: Target) {
        let other = self.value_type(expr);
        let is_mixed = self.m.is_interface(other) && !self.m.is_interface(t);
        if self.m.signedness(t).is_some() && !is_mixed {
            if let Some(imm) = self.small_constant(expr) {
                self.code.jump(Instr::JmpEqImm { a: tag, imm, to: 0 }, body);
                return;
            }
            let b = self.eval_as(expr, t, None);
            self.code.jump(Instr::JmpEq { a: tag, b, to: 0 }, body);
            return;
        }
        let d = self.code.alloc(1);
        if self.info.expr(expr.id).mode == crate::check::Mode::Nil {
            self.code.jump(Instr::JmpEqImm { a: tag, imm: 0, to: 0 }, body);
            return;
        }
        if is_mixed {
            let a = self.convert_implicitly(tag, t, other, None);
            let b = self.eval(expr, None);
            self.equal(other, d, a, b);
        } else {
            let b = self.eval_as(expr, t, None);
            self.equal(t, d, tag, b);
        }
        self.jump_if_slot(d, true, body);
    }

    /// Jumps by a table when all cases are integer constants close to each other.
    fn dispatch_by_table(
        &mut self,
        slot: Slot,
        t: TypeId,
        clauses: &'a [CaseClause<'a>],
        bodies: &[Target],
        default: Target,
    ) -> bool {
        if self.m.signedness(t).is_none() {
            return false;
        }
        let mut targets = SortedMap::new();
        for (clause, &body) in clauses.iter().zip(bodies) {
            for expr in clause.expressions {
                let value = self.info.expr(expr.id).value.as_ref().and_then(crate::check::Value::as_i64);
                let Some(value) = value else { return false };
                targets.get_or_insert_with(value, || body);
            }
        }
        let (Some((&first, _)), Some((&last, _))) = (targets.iter().next(), targets.iter().next_back())
        else {
            return false;
        };
        let entries = i128::from(last) - i128::from(first) + 1;
        if targets.len() < TABLE_CASES_MIN || entries > targets.len() as i128 * TABLE_ENTRIES_PER_CASE_MAX {
            return false;
        }
        let a = self.code.alloc(1);
        match i16::try_from(first).ok().and_then(i16::checked_neg) {
            Some(imm) => self.code.emit(Instr::AddImm { d: a, a: slot, imm }),
            None => {
                let b = self.code.alloc(1);
                self.word(b, first as u64);
                self.code.emit(Instr::Sub { d: a, a: slot, b });
            }
        }
        let table: Vec<_> =
            (first..=last).map(|value| targets.get(&value).copied().unwrap_or(default)).collect();
        self.code.jump_table(a, &table);
        true
    }
}
