//! Functions that the source does not show: between an interface's data word and a method, around promoted methods,
//! natives and built-ins.

use gopark_program::{FuncId, FuncKind, Instr, MethodId, Slot, TypeId, TypeKind};

use super::Module;
use super::body::Body;
use super::func::{Env, Finished, FuncKey};
use super::methods::{Callee, MethodKey};
use super::place::Place;
use crate::check::{Adjust, Builtin, ObjId, PkgId};

/// How a wrapper finds the receiver.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    DataWord,
    Param,
    Captured,
}

impl Module<'_> {
    /// Compiles a wrapper.
    pub fn compile_wrapper(&mut self, key: FuncKey) -> Finished {
        match key {
            FuncKey::DataWord { receiver, method } => self.method_wrapper(receiver, method, From::DataWord),
            FuncKey::MethodExpr { receiver, method } => self.method_wrapper(receiver, method, From::Param),
            FuncKey::Bound { receiver, method } => self.method_wrapper(receiver, method, From::Captured),
            FuncKey::Native { obj } => self.native_wrapper(obj),
            FuncKey::Builtin { builtin, operands } => self.builtin_wrapper(builtin, &operands),
            FuncKey::Init | FuncKey::Decl { .. } | FuncKey::Lit { .. } => self.empty_function("?".into()),
        }
    }

    fn method_wrapper(&mut self, t: TypeId, method: MethodId, from: From) -> Finished {
        let MethodKey { pkg, name: method_name, args, .. } = self.methods[usize::from(method.0)].clone();
        let type_name = &self.program.types[t.idx()].name;
        let name = match (type_name.strip_prefix('*'), from) {
            (Some(base), From::Captured) => format!("{}.{method_name}-fm", pointer_name(base)),
            (Some(base), _) => format!("{}.{method_name}", pointer_name(base)),
            (None, From::Captured) => format!("{type_name}.{method_name}-fm"),
            (None, _) => format!("{type_name}.{method_name}"),
        };
        let Some(found) = self.find_method(t, pkg, &method_name, &args) else {
            return self.empty_function(name);
        };
        let (params, results) = match self.kind(found.signature).clone() {
            TypeKind::Func { params, results, .. } => (params, results),
            _ => (Vec::new(), Vec::new()),
        };
        let words = |m: &Self, types: &[TypeId]| -> u32 { types.iter().map(|&t| m.words(t)).sum() };
        let (arg_words, result_words) = (words(self, &params), words(self, &results));
        let is_direct = self.program.types[t.idx()].is_direct();
        let receiver_words = match from {
            From::DataWord => 1,
            From::Param => self.words(t),
            From::Captured => 0,
        };
        let mut b = Body::new(self, PkgId(0), Env::default(), name);
        b.kind = FuncKind::Wrapper;
        b.is_closure = from == From::Captured;
        b.reserve_window(result_words, receiver_words + arg_words);
        let slot = result_words as Slot;
        let place = match from {
            From::DataWord if !is_direct => Place::Memory { addr: slot, off: 0, is_checked: true },
            From::DataWord | From::Param => Place::Value(slot),
            From::Captured => {
                let captured = b.temp(t);
                let words = b.m.words(t);
                b.load_captured_words(captured, words);
                Place::Value(captured)
            }
        };
        // Where Go wraps a method with type arguments of its own, a nil pointer panics as any other does.
        let is_plain = found.path.is_empty() && args.is_empty();
        if from != From::Captured && is_plain && found.adjust == Adjust::Deref {
            b.refuse_nil(slot, t, &method_name);
        }
        let results = b.call_found(place, t, &found, slot + receiver_words as Slot);
        b.mov(0, results.base, result_words);
        b.code.emit(Instr::Ret);
        b.close()
    }

    fn native_wrapper(&mut self, obj: ObjId) -> Finished {
        let native = self.native(obj);
        let entry = self.program.natives[usize::from(native)].clone();
        let (results, params) = (u32::from(entry.result_words), u32::from(entry.param_words));
        let mut b = Body::new(self, PkgId(0), Env::default(), entry.name);
        b.kind = FuncKind::Wrapper;
        b.reserve_window(results, params);
        let base = b.code.window(results + params + 1);
        b.mov(base + results as Slot, results as Slot, params);
        b.code.emit(Instr::CallNative { base, native });
        b.mov(0, base, results);
        b.code.emit(Instr::Ret);
        b.close()
    }

    fn builtin_wrapper(&mut self, builtin: Builtin, types: &[TypeId]) -> Finished {
        let words: u32 = types.iter().map(|&t| self.words(t)).sum();
        let mut b = Body::new(self, PkgId(0), Env::default(), builtin.name().to_string());
        b.kind = FuncKind::Wrapper;
        b.reserve_window(0, words);
        let mut operands = Vec::new();
        let mut at = 0;
        for &t in types {
            operands.push((at, t));
            at += b.m.words(t) as Slot;
        }
        let d = b.code.alloc(1);
        // A deferred `recover()` is not called by a deferred function, so it recovers nothing.
        if builtin != Builtin::Recover {
            b.effect(builtin, &operands, d);
        }
        b.code.emit(Instr::Ret);
        b.close()
    }

    /// The function that takes a receiver in usual form as its first parameter: the method itself where it does.
    pub fn method_func(&mut self, receiver: TypeId, method: MethodId) -> FuncId {
        let MethodKey { pkg, name, args, .. } = self.methods[usize::from(method.0)].clone();
        match self.find_method(receiver, pkg, &name, &args) {
            Some(found) if found.path.is_empty() && found.adjust == Adjust::None => match found.callee {
                Callee::Func(func) => func,
                _ => self.func(FuncKey::MethodExpr { receiver, method }),
            },
            _ => self.func(FuncKey::MethodExpr { receiver, method }),
        }
    }
}

impl Body<'_, '_> {
    /// A panic if the pointer in a slot, of type `t`, is nil: a method of values is called with it
    /// (`runtime/error.go:panicwrap`).
    fn refuse_nil(&mut self, slot: Slot, t: TypeId, method: &str) {
        let name = self.m.program.types[t.idx()].name.trim_start_matches('*').to_string();
        let bare = name.rsplit_once('.').map_or(name.as_str(), |(_, bare)| bare);
        let fine = self.code.target();
        self.code.jump(Instr::JmpNeImm { a: slot, imm: 0, to: 0 }, fine);
        self.fault(&format!("value method {name}.{method} called using nil *{bare} pointer"));
        self.code.set(fine);
    }
}

/// `main.(*T)` for the pointer to `main.T`.
fn pointer_name(base: &str) -> String {
    let at = base.find('.').filter(|&at| !base[..at].contains(['[', ' ']));
    match at {
        Some(at) => format!("{}.(*{})", &base[..at], &base[at + 1..]),
        None => format!("(*{base})"),
    }
}
