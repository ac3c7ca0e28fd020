//! Appends that may use memory of the stack in Go, and where slices leave it.
//!
//! Whether such memory is taken is noted in slots. Those of a function that Go inlines are whose it is inlined in: they
//! are passed to the variant of the function that is called there, after its parameters, and come back after its results.

use gopark_program::{Instr, Slot, TypeKind};

use super::Module;
use super::body::{Body, Storage};
use crate::ast::ExprId;
use crate::escape::{Escape, Key, Site};

impl Module<'_> {
    /// Finds out which appends do, in all functions of the program's own.
    pub async fn find_escapes(&mut self) {
        let Some(main) = self.main_pkg() else { return };
        let mut own = Vec::new();
        for (&obj, (pkg, decl)) in self.decls.iter() {
            if *pkg == main && decl.body.is_some() && !self.is_generic(obj) {
                own.push(obj);
            }
        }
        let mut escape = Escape::new(self.checked, &mut self.types, &self.decls);
        for obj in own {
            escape.look_at(Key { obj, args: [].into() }).await;
        }
        self.verdicts = escape.finish();
    }
}

/// The slots of an append or of a call of a variant.
#[derive(Clone, Copy)]
pub(super) struct Buffer {
    at: ExprId,
    /// The first; an append has one more before it, for the old length.
    slot: Slot,
    words: u32,
}

impl Body<'_, '_> {
    /// Takes slots for the appends and the calls of variants in the function, or in the literal in it, that is compiled.
    pub fn open_buffers(&mut self, literal: Option<ExprId>) {
        let Some(verdict) = self.env.verdict.clone() else { return };
        // What is passed to it.
        let mut passed = (self.result_words + self.param_words - self.buffer_words) as Slot;
        let is_passed = self.buffer_words > 0;
        let sites = verdict.sites.iter().filter(|site| !site.is_stepwise);
        let parts = sites.map(|site| (site.at, site.literal, 1));
        let parts = parts.chain(verdict.calls.iter().map(|call| (call.at, call.literal, call.words)));
        for (at, _, words) in parts.filter(|part| part.1 == literal) {
            let slot = self.code.alloc(words + 1) + 1;
            if is_passed {
                self.mov(slot, passed, words);
                passed += words as Slot;
            } else {
                self.zero(slot, words);
            }
            self.buffers.push(Buffer { at, slot, words });
        }
    }

    /// Gives the words back that were passed, before the function returns.
    pub fn return_buffers(&mut self) {
        let mut to = (self.result_words - self.buffer_words) as Slot;
        if self.buffer_words > 0 {
            for buffer in self.buffers.clone() {
                self.mov(to, buffer.slot, buffer.words);
                to += buffer.words as Slot;
            }
        }
    }

    fn site(&self, is_it: impl Fn(&Site) -> bool) -> Option<&Site> {
        self.env.verdict.as_ref()?.sites.iter().find(|&site| is_it(site))
    }

    fn known_buffer(&self, at: ExprId) -> Option<Buffer> {
        self.buffers.iter().copied().find(|buffer| buffer.at == at)
    }

    /// Whether an append grows step by step, and its slots, if it may use memory of the stack.
    pub fn buffer_of(&mut self, at: ExprId) -> Option<(bool, Slot)> {
        if self.site(|site| site.at == at)?.is_stepwise {
            return Some((true, self.code.alloc(1)));
        }
        if let Some(buffer) = self.known_buffer(at) {
            return Some((false, buffer.slot - 1));
        }
        // In the body of a range over a function, which is a function of its own.
        let n = self.code.alloc(2);
        self.zero(n + 1, 1);
        Some((false, n))
    }

    /// The variant of the function that a call calls, and how many words are passed to it.
    /// Where its objects of the stack are to be, if it has any.
    pub fn variant_of(&self, call: ExprId) -> (u32, u32, Option<u16>) {
        let calls = self.env.verdict.as_ref().map_or(&[][..], |verdict| &verdict.calls);
        let Some(known) = calls.iter().find(|known| known.at == call) else { return (0, 0, None) };
        match self.locals.of_call(call) {
            // In the body of a range over a function, which has none of the function's.
            None if known.locals > 0 => (0, 0, None),
            at => (known.variant, known.words, at),
        }
    }

    /// Passes the words of a call of a variant in slots `d..`.
    pub fn pass_buffers(&mut self, call: ExprId, words: u32, d: Slot) {
        match self.known_buffer(call) {
            Some(buffer) => self.mov(d, buffer.slot, words),
            None => self.zero(d, words),
        }
    }

    /// Takes them back from slots `a..`.
    pub fn take_buffers(&mut self, call: ExprId, words: u32, a: Slot) {
        if let Some(buffer) = self.known_buffer(call) {
            self.mov(buffer.slot, a, words);
        }
    }

    /// Moves slices to the heap whose place for it is here.
    pub fn move_before(&mut self, is_call: bool, at: u32) {
        let Some(verdict) = self.env.verdict.clone() else { return };
        for moved in verdict.moves.iter().filter(|moved| moved.is_call == is_call && moved.at == at) {
            let site = self.site(|site| site.var == Some(moved.var)).map(|site| site.at);
            let buffer = site.and_then(|at| self.known_buffer(at));
            let (Some(buffer), Some(&storage)) = (buffer, self.vars.get(&moved.var)) else { continue };
            let t = self.object_type(moved.var);
            let TypeKind::Slice(elem) = *self.m.kind(t) else { continue };
            let mark = self.code.mark();
            let a = match storage {
                Storage::Slots(a) => a,
                // A literal has it too, which Go inlines.
                Storage::Heap(cell) => {
                    let a = self.code.alloc(3);
                    self.load_memory(t, cell, 0, a);
                    a
                }
            };
            self.code.emit_arg(Instr::MoveSlice { a, n: buffer.slot - 1 }, u32::from(elem.0));
            if let Storage::Heap(cell) = storage {
                self.store_memory(t, cell, 0, a);
            }
            self.code.release(mark);
        }
    }
}
