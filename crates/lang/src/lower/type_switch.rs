//! `switch x := y.(type)`.

use gopark_program::{Instr, Slot, TypeId};

use super::body::Body;
use crate::ast::{CaseClause, TypeSwitchStmt};
use crate::check::Mode;

impl<'a> Body<'_, 'a> {
    /// `switch init; x := y.(type) { ... }`
    pub fn type_switch(&mut self, stmt: &'a TypeSwitchStmt<'a>) {
        let label = self.pending_label.take();
        if let Some(init) = &stmt.init {
            self.stmt(init);
        }
        self.pending_label = label;
        let done = self.code.target();
        self.enter(done, None);
        let from = self.value_type(&stmt.operand);
        let iface = self.eval_apart(&stmt.operand, from);
        let bodies: Vec<_> = stmt.clauses.iter().map(|_| self.code.target()).collect();
        let default = stmt.clauses.iter().position(|clause| clause.is_default).map_or(done, |at| bodies[at]);
        for (clause, &body) in stmt.clauses.iter().zip(&bodies) {
            for expr in clause.expressions {
                self.code.set_place(expr.span);
                if self.info.expr(expr.id).mode == Mode::Nil {
                    self.code.jump(Instr::JmpEqImm { a: iface, imm: 0, to: 0 }, body);
                    continue;
                }
                let mark = self.code.mark();
                let t = self.type_of(expr);
                let d = self.code.alloc(1);
                self.code.emit(Instr::IsType { d, a: iface, t });
                self.jump_if_slot(d, true, body);
                self.code.release(mark);
            }
        }
        self.code.jmp(default);
        for (index, clause) in stmt.clauses.iter().enumerate() {
            self.code.set(bodies[index]);
            let mark = self.code.mark();
            self.bind(clause, iface, from);
            self.statements(clause.body);
            self.code.release(mark);
            if index + 1 < stmt.clauses.len() && !self.code.is_dead() {
                self.code.jmp(done);
            }
        }
        self.code.set(done);
        self.leave();
    }

    /// Gives a clause its variable.
    fn bind(&mut self, clause: &'a CaseClause<'a>, iface: Slot, from: TypeId) {
        let Some(&obj) = self.info.clause_vars.get(&clause.id) else { return };
        let (place, t) = self.declare(obj);
        let mark = self.code.mark();
        let is_unpacked = match clause.expressions {
            [only] => self.info.expr(only.id).mode != Mode::Nil,
            _ => false,
        };
        let value = if is_unpacked && !self.m.is_interface(t) {
            let d = self.temp(t);
            self.code.emit_arg(Instr::Assert { d, a: iface, t }, u32::from(from.0));
            d
        } else {
            iface
        };
        self.store(place, t, value);
        self.code.release(mark);
    }
}
