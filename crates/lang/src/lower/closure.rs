//! Function literals: closures over the variables they use.
//!
//! A variable that is never assigned to after its declaration is copied into the closure; any other lives on the heap,
//! and the closure holds its address. Both ends follow from the variable alone, so a literal is compiled on its own.

use gopark_program::{FuncId, Instr, Slot};

use super::body::{Body, Storage};
use super::func::{FuncKey, Job};
use crate::ast::{Expr, ExprId, FuncLit};
use crate::check::ObjId;
use crate::escape::What;

impl<'a> Body<'_, 'a> {
    /// A function literal as a value.
    pub fn closure(&mut self, expr: &'a Expr<'a>, lit: &'a FuncLit<'a>, want: Option<Slot>) -> Slot {
        let (func, captures) = self.literal(expr, lit);
        let d = want.unwrap_or_else(|| self.code.alloc(1));
        if captures.is_empty() {
            let address = self.m.data.closure(func);
            self.word(d, address);
            return d;
        }
        let mark = self.code.mark();
        let words: u32 = captures.iter().map(|&obj| self.capture_words(obj)).sum();
        let a = self.code.alloc(words);
        let mut at = a;
        for obj in captures {
            let words = self.capture_words(obj);
            if let Some(&(Storage::Slots(slot) | Storage::Heap(slot))) = self.vars.get(&obj) {
                self.mov(at, slot, words);
            }
            at += words as Slot;
        }
        self.local(What::Object(expr.id));
        self.code.emit_arg(Instr::Closure { d, a, n: words as u16 }, func.0);
        self.code.release(mark);
        d
    }

    /// The function of a literal, and the variables it captures.
    pub fn literal(&mut self, expr: &'a Expr<'a>, lit: &'a FuncLit<'a>) -> (FuncId, Vec<ObjId>) {
        let captures = self.info.funcs.get(&expr.id).map(|func| func.captures.clone()).unwrap_or_default();
        let key = self.literal_key(expr.id);
        let name = self.literal_name();
        let job = Job::Lit { lit, pkg: self.pkg, id: expr.id, env: self.env.clone(), name };
        (self.m.func_with(key, job), captures)
    }

    /// What a literal is found by.
    pub fn literal_key(&self, id: ExprId) -> FuncKey {
        FuncKey::Lit { pkg: self.pkg, id, args: self.env.args.clone(), variant: self.env.variant }
    }

    /// The name of the next literal. Source: cmd/compile/internal/ir/func.go:closureName.
    pub fn literal_name(&mut self) -> String {
        self.literals += 1;
        let n = self.literals;
        if self.is_literal { format!("{}.{n}", self.name) } else { format!("{}.func{n}", self.name) }
    }

    /// Words that a captured variable takes in a closure.
    pub fn capture_words(&mut self, obj: ObjId) -> u32 {
        let t = self.object_type(obj);
        if self.is_on_heap(obj, t) { 1 } else { self.m.words(t) }
    }

    /// Fetches the captured words at the beginning of a literal.
    pub fn load_captures(&mut self, captures: &[ObjId]) {
        let words: u32 = captures.iter().map(|&obj| self.capture_words(obj)).sum();
        let first = self.code.declare(words);
        self.load_captured_words(first, words);
        self.place_captures(captures, first);
    }

    /// Says where the captured variables lie that were fetched to slots `first..`.
    pub fn place_captures(&mut self, captures: &[ObjId], first: Slot) {
        let mut at = first;
        for &obj in captures {
            let t = self.object_type(obj);
            let storage = if self.is_on_heap(obj, t) { Storage::Heap(at) } else { Storage::Slots(at) };
            self.vars.insert(obj, storage);
            at += self.capture_words(obj) as Slot;
        }
    }

    /// All captured words, to slots `d..`.
    pub fn load_captured_words(&mut self, d: Slot, words: u32) {
        let a = self.closure;
        match u8::try_from(words) {
            Ok(0) => {}
            Ok(n) => self.code.emit(Instr::LoadN { n, d, a, off: 8 }),
            Err(_) => {
                let start = self.code.alloc(1);
                self.code.emit(Instr::AddImm { d: start, a, imm: 8 });
                self.code.emit_arg(Instr::LoadBytes { d, a: start }, words * 8);
            }
        }
    }
}
