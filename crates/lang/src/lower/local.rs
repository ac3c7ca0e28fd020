//! Objects of the stack: where their addresses are kept.
//!
//! A function has a slot for each, behind its parameters, so that they end with its frame. Those of a function that Go
//! inlines are whose it is inlined in: the variant of it that is called there is told where the slots are.

use gopark_program::{Instr, Slot};

use super::body::Body;
use crate::ast::ExprId;
use crate::escape::What;

/// Those of a function while it is compiled.
#[derive(Default)]
pub(super) struct Locals {
    /// The literal that it is.
    pub literal: Option<ExprId>,
    /// Each with the most bytes that it may have.
    all: Vec<(What, u16)>,
    /// Calls of variants, each with where its own are.
    calls: Vec<(ExprId, u16)>,
    /// The slot that says where the caller has them.
    via: Option<Slot>,
    /// Its own slots.
    pub window: (u16, u16),
    /// Bytes that they take of its frame.
    pub bytes: u32,
}

impl Locals {
    /// Where those of a called variant are, counted from the first of all.
    pub fn of_call(&self, call: ExprId) -> Option<u16> {
        self.calls.iter().find(|known| known.0 == call).map(|known| known.1)
    }
}

impl Body<'_, '_> {
    /// Whether those of the function are its caller's.
    pub fn passes_locals(&self) -> bool {
        let verdict = self.env.verdict.as_ref().filter(|_| self.env.variant > 0 && !self.is_literal);
        verdict.is_some_and(|verdict| verdict.local_words(None).0 > 0)
    }

    /// Takes slots for them, or notes which parameter says where they are.
    pub fn open_locals(&mut self, via: Option<Slot>) {
        let Some(verdict) = self.env.verdict.clone() else { return };
        let literal = self.locals.literal;
        let (count, bytes) = verdict.local_words(literal);
        let own = verdict.locals.iter().filter(|local| local.literal == literal);
        self.locals.all = own.map(|local| (local.what, local.most)).collect();
        let mut at = self.locals.all.len() as u16;
        for call in verdict.calls.iter().filter(|call| call.literal == literal && call.locals > 0) {
            self.locals.calls.push((call.at, at));
            at += call.locals as u16;
        }
        self.locals.via = via;
        if via.is_none() && count > 0 {
            let first = self.code.alloc(count);
            self.code.emit(Instr::Zero { d: first, n: count as u16 });
            (self.locals.window, self.locals.bytes) = ((first, count as u16), bytes);
        }
    }

    /// What the next instruction makes is of the stack, if it does not escape.
    pub fn local(&mut self, what: What) {
        let Some(index) = self.locals.all.iter().position(|known| known.0 == what) else { return };
        let most = self.locals.all[index].1;
        let first = if self.locals.via.is_some() { 0 } else { self.locals.window.0 };
        let via = self.locals.via.unwrap_or(Slot::MAX);
        self.code.emit(Instr::Local { at: first + index as Slot, via, most });
    }

    /// Tells a variant where its own are.
    pub fn pass_locals(&mut self, at: u16, d: Slot) {
        self.code.emit(match self.locals.via {
            Some(a) => Instr::AddImm { d, a, imm: at.cast_signed() },
            None => Instr::WordIndex { d, a: self.locals.window.0 + at },
        });
    }
}
