//! Method values `x.m` and method expressions `T.m`.

use gopark_program::{Instr, Slot, TypeId, TypeKind};

use super::body::Body;
use super::func::FuncKey;
use super::methods::{Callee, Found};
use super::place::Place;
use crate::ast::{Expr, ExprKind, Name};
use crate::check::{Adjust, PkgId, Ty};
use crate::escape::What;

impl<'a> Body<'_, 'a> {
    /// The package and the name of the method that a selector denotes.
    pub fn method_name(&self, expr: &Expr) -> Option<(Option<PkgId>, Name)> {
        let method = self.selection(expr)?.method?;
        let entry = self.m.types.method_entry(method)?;
        Some((entry.pkg, entry.name))
    }

    /// `x.m` as a value: a closure over the receiver.
    pub fn method_value(&mut self, expr: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        let d = want.unwrap_or_else(|| self.code.alloc(1));
        let ExprKind::Selector { operand, member } = &expr.kind else { return d };
        let Some((pkg, name)) = self.method_name(expr) else { return d };
        let t = self.type_of(operand);
        let args = self.instance_args(member.id);
        let Some(found) = self.m.find_method(t, pkg, &name, &args) else { return d };
        let mark = self.code.mark();
        let place = self.place(operand);
        let receiver = self.receiver(place, t, &found, None);
        if matches!(found.callee, Callee::Iface(_)) {
            self.check_iface(receiver);
        }
        self.count_wrapper(&args);
        let func = self.m.func(FuncKey::Bound { receiver: found.receiver, method: found.id });
        let n = self.m.words(found.receiver) as u16;
        self.local(What::Object(expr.id));
        self.code.emit_arg(Instr::Closure { d, a: receiver, n }, func.0);
        self.code.release(mark);
        d
    }

    /// Go wraps a method with type arguments of its own in a literal, which counts where others are named.
    fn count_wrapper(&mut self, own_args: &[Ty]) {
        self.literals += u32::from(!own_args.is_empty());
    }

    /// Panics as a nil dereference when the interface is nil.
    pub fn check_iface(&mut self, iface: Slot) {
        let is_set = self.code.target();
        self.code.jump(Instr::JmpNeImm { a: iface, imm: 0, to: 0 }, is_set);
        self.code.emit(Instr::NilCheck { a: iface });
        self.code.set(is_set);
    }

    /// `T.m` as a value.
    pub fn method_expr(&mut self, expr: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        let d = want.unwrap_or_else(|| self.code.alloc(1));
        let Some((pkg, name)) = self.method_name(expr) else { return d };
        let ExprKind::Selector { operand, member } = &expr.kind else { return d };
        let receiver = self.type_of(operand);
        let args = self.instance_args(member.id);
        let Some(found) = self.m.find_method(receiver, pkg, &name, &args) else { return d };
        self.count_wrapper(&args);
        let func = self.m.method_func(receiver, found.id);
        let address = self.m.data.closure(func);
        self.word(d, address);
        d
    }

    /// The receiver that a method takes, from the value or variable that it is called on.
    pub fn receiver(&mut self, place: Place, t: TypeId, found: &Found, want: Option<Slot>) -> Slot {
        let (place, t) = self.follow(place, t, &found.path);
        match found.adjust {
            Adjust::None => self.load(place, t, want),
            Adjust::AddressOf => {
                let addr = self.address(place, t);
                self.deliver(addr, 1, want)
            }
            Adjust::Deref => {
                let addr = self.load(place, t, None);
                let elem = match *self.m.kind(t) {
                    TypeKind::Pointer(elem) => elem,
                    _ => t,
                };
                self.load(Place::Memory { addr, off: 0, is_checked: false }, elem, want)
            }
        }
    }
}
