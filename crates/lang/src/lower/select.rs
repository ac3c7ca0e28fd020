//! `select`.

use gopark_program::{Case, CaseDir, Instr, Select, Slot, TypeId};

use super::body::Body;
use crate::ast::{CommClause, Expr, SelectStmt, StmtKind};

/// What a clause does with what it received.
struct Received {
    slot: Slot,
    t: TypeId,
    ok: Slot,
}

impl<'a> Body<'_, 'a> {
    /// `select { ... }`
    pub fn select(&mut self, stmt: &'a SelectStmt<'a>) {
        let done = self.code.target();
        self.enter(done, None);
        let mut select = Select { cases: Vec::new(), has_default: false };
        let mut received = Vec::new();
        for clause in stmt.clauses {
            let outer = self.code.set_place(clause.span);
            received.push(self.case(clause, &mut select));
            self.code.set_place(outer);
        }
        let k = self.m.program.selects.len() as u32;
        let default = select.cases.len();
        self.m.program.selects.push(select);
        let d = self.code.alloc(1);
        // Of one communication Go makes the operation itself (walk/select.go).
        let mut communications = stmt.clauses.iter().filter(|clause| clause.communication.is_some());
        let only = communications.next().filter(|_| communications.next().is_none());
        let outer = only.map(|clause| self.code.set_place(clause.span));
        self.code.emit(Instr::Select { d, k });
        if let Some(outer) = outer {
            self.code.set_place(outer);
        }
        let bodies: Vec<_> = stmt.clauses.iter().map(|_| self.code.target()).collect();
        let is_default = |clause: &&CommClause| clause.communication.is_none();
        let mut table: Vec<_> = stmt
            .clauses
            .iter()
            .zip(&bodies)
            .filter(|(clause, _)| !is_default(clause))
            .map(|(_, &body)| body)
            .collect();
        debug_assert_eq!(table.len(), default);
        table.extend(
            stmt.clauses.iter().zip(&bodies).filter(|(clause, _)| is_default(clause)).map(|(_, &body)| body),
        );
        match table.as_slice() {
            [] | [_] => {}
            [first, second] => {
                self.code.jump(Instr::JmpEqImm { a: d, imm: 0, to: 0 }, *first);
                self.code.jmp(*second);
            }
            _ => self.code.jump_table(d, &table),
        }
        for (index, clause) in stmt.clauses.iter().enumerate() {
            self.code.set(bodies[index]);
            let mark = self.code.mark();
            self.code.set_place(clause.span);
            self.take(clause, received[index].as_ref());
            self.statements(clause.body);
            self.code.release(mark);
            if index + 1 < stmt.clauses.len() && !self.code.is_dead() {
                self.code.jmp(done);
            }
        }
        self.code.set(done);
        self.leave();
    }

    /// Computes the operands of a case.
    fn case(&mut self, clause: &'a CommClause<'a>, select: &mut Select) -> Option<Received> {
        let Some(communication) = &clause.communication else {
            select.has_default = true;
            return None;
        };
        if let StmtKind::Send { channel, value, .. } = &communication.kind {
            let ch = self.eval(channel, None);
            let t = self.elem_type(channel);
            let v = self.eval_as(value, t, None);
            select.cases.push(Case {
                dir: CaseDir::Send,
                ch,
                v,
                ok: Slot::MAX,
                words: self.m.words(t) as u16,
            });
            return None;
        }
        let (left, value) = match &communication.kind {
            StmtKind::Expr(expr) => (&[][..], expr),
            StmtKind::Assign { left, right, .. } | StmtKind::Define { left, right, .. } => {
                match right.first() {
                    Some(value) => (*left, value),
                    None => return None,
                }
            }
            _ => return None,
        };
        let channel = Self::received(value)?;
        let ch = self.eval(channel, None);
        let t = self.elem_type(channel);
        let is_wanted = |n: usize| {
            left.get(n).is_some_and(|e: &Expr| !e.as_name().is_some_and(crate::ast::Ident::is_blank))
        };
        let v = if is_wanted(0) { self.temp(t) } else { Slot::MAX };
        let ok = if is_wanted(1) { self.code.alloc(1) } else { Slot::MAX };
        select.cases.push(Case { dir: CaseDir::Recv, ch, v, ok, words: self.m.words(t) as u16 });
        Some(Received { slot: v, t, ok })
    }

    /// Assigns what a chosen case received.
    fn take(&mut self, clause: &'a CommClause<'a>, received: Option<&Received>) {
        let (Some(received), Some(communication)) = (received, &clause.communication) else { return };
        let left = match &communication.kind {
            StmtKind::Assign { left, .. } | StmtKind::Define { left, .. } => left,
            _ => return,
        };
        let bool_type = self.m.type_id(crate::check::Ty::BOOL);
        let values = [(received.slot, received.t), (received.ok, bool_type)];
        for (target, (slot, from)) in left.iter().zip(values) {
            if slot != Slot::MAX {
                self.assign_value(target, slot, from);
            }
        }
    }
}
