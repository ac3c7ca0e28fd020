//! Interfaces: making them and asserting what they hold (`runtime/iface.go`).

use gopark_program::{MethodId, Program, Slot, TypeId, TypeKind};
use gopark_trace::Sink;

use super::Machine;
use crate::equal::type_of;
use crate::memory::Layout;
use crate::stop::Stop;

/// The first method, by name, that `t` lacks of those asked for.
fn missing<'a>(program: &'a Program, t: TypeId, wanted: &[MethodId]) -> Option<&'a str> {
    let lacks = |id: &&MethodId| program.find_method(t, **id).is_none();
    let names = wanted.iter().filter(lacks).filter_map(|id| program.method_names.get(usize::from(id.0)));
    names.map(|name| name.rsplit('.').next().unwrap_or(name)).min()
}

/// The methods that interface type `t` asks for; none when it is no interface.
fn interface(program: &Program, t: TypeId) -> Option<&[MethodId]> {
    match &program.ty(t).kind {
        TypeKind::Interface(methods) => Some(methods),
        _ => None,
    }
}

/// What is all there is in a type (`cmd/compile/internal/types/type.go:SoleComponent`).
fn sole(program: &Program, mut t: TypeId) -> TypeId {
    loop {
        t = match &program.ty(t).kind {
            TypeKind::Struct(fields) if fields.len() == 1 => fields[0].ty,
            TypeKind::Array { elem, len: 1 } => *elem,
            _ => return t,
        }
    }
}

impl<S: Sink> Machine<'_, S> {
    pub(super) fn make_iface(&mut self, d: Slot, a: Slot, t: TypeId) -> Result<(), Stop> {
        let shape = self.shape(t);
        let data = if self.program.ty(t).is_direct() {
            self.get(a)
        } else if let Some(shared) = self.shared(a, t) {
            shared
        } else {
            let data = self.vm.alloc(u64::from(shape.bytes), Layout::of(t))?;
            let a = self.place.base + usize::from(a);
            let slots = &self.task.words[a..a + shape.words as usize];
            shape.store(&mut self.vm.mem, data, slots).ok_or(Stop::Nil)?;
            data
        };
        self.set2(d, (u64::from(t.0) + 1, data));
        Ok(())
    }

    /// Where a value lies of which there is one for all: empty strings, nil slices, small numbers (`iface.go:convT64`,
    /// `convTstring`, `convTslice`).
    fn shared(&self, a: Slot, t: TypeId) -> Option<u64> {
        let ty = self.program.ty(t);
        let is_empty = match self.program.ty(sole(&self.program, t)).kind {
            TypeKind::String => self.get(a + 1) == 0,
            TypeKind::Slice(_) => self.get(a) == 0,
            _ => false,
        };
        if is_empty {
            return Some(self.vm.mem.zeros());
        }
        if ty.bytes != u32::from(ty.align) || !ty.pointers.is_empty() {
            return None;
        }
        let value = self.shape(t).form.in_memory(self.get(a)) & (u64::MAX >> (64 - ty.bytes * 8));
        u8::try_from(value).ok().map(|byte| self.vm.mem.byte_at(byte))
    }

    /// Whether an interface with this type word holds `t`, or something that implements `t`.
    fn holds(&self, type_word: u64, t: TypeId) -> bool {
        let Some(dynamic) = type_of(&self.program, type_word) else { return false };
        match interface(&self.program, t) {
            Some(methods) => missing(&self.program, dynamic, methods).is_none(),
            None => dynamic == t,
        }
    }

    /// `a.(t)` that is known to hold, into slots `d..`.
    fn unpack(&mut self, d: Slot, (type_word, data): (u64, u64), t: TypeId) -> Result<(), Stop> {
        if interface(&self.program, t).is_some() {
            self.set2(d, (type_word, data));
        } else if self.program.ty(t).is_direct() {
            self.set(d, data);
        } else {
            let shape = self.shape(t);
            let d = self.place.base + usize::from(d);
            let slots = &mut self.task.words[d..d + shape.words as usize];
            shape.load(&self.vm.mem, data, slots).ok_or(Stop::Nil)?;
        }
        Ok(())
    }

    pub(super) fn assert(&mut self, d: Slot, a: Slot, t: TypeId) -> Result<(), Stop> {
        let of = self.arg_type();
        let iface = self.get2(a);
        if !self.holds(iface.0, t) {
            return Err(Stop::assertion(self.assertion_text(iface.0, t, of)));
        }
        self.unpack(d, iface, t)?;
        Ok(())
    }

    /// `error.go:TypeAssertionError.Error`.
    fn assertion_text(&self, type_word: u64, t: TypeId, of: TypeId) -> String {
        let name = |t: TypeId| &self.program.ty(t).name;
        let wanted = name(t);
        match (type_of(&self.program, type_word), interface(&self.program, t)) {
            (None, Some(_)) => format!("interface conversion: interface is nil, not {wanted}"),
            (None, None) => format!("interface conversion: {} is nil, not {wanted}", name(of)),
            (Some(dynamic), Some(methods)) => {
                let method = missing(&self.program, dynamic, methods).unwrap_or_default();
                let dynamic = name(dynamic);
                format!("interface conversion: {dynamic} is not {wanted}: missing method {method}")
            }
            (Some(dynamic), None) => {
                let (of, dynamic) = (name(of), name(dynamic));
                let scopes = if dynamic == wanted { " (types from different scopes)" } else { "" };
                format!("interface conversion: {of} is {dynamic}, not {wanted}{scopes}")
            }
        }
    }

    pub(super) fn assert_ok(&mut self, d: Slot, a: Slot, t: TypeId) -> Result<(), Stop> {
        let iface = self.get2(a);
        let (holds, words) = (self.holds(iface.0, t), self.shape(t).words);
        if holds {
            self.unpack(d, iface, t)?;
        } else {
            self.slots_mut(d, words).fill(0);
        }
        self.set(d + words as Slot, u64::from(holds));
        Ok(())
    }

    pub(super) fn is_type(&mut self, d: Slot, a: Slot, t: TypeId) {
        let holds = self.holds(self.get(a), t);
        self.set(d, u64::from(holds));
    }
}
