//! Values: computing an expression into slots, in usual form.

use gopark_program::{Instr, Slot, TypeId, TypeKind};

use super::body::Body;
use super::func::FuncKey;
use crate::ast::{Expr, ExprKind, SliceExpr, UnaryOp};
use crate::check::{Mode, ObjId, ObjectKind, SelectionKind};
use crate::escape::What;

impl<'a> Body<'_, 'a> {
    /// Computes an expression. The result is in the wanted slot; where none is wanted, in new slots or in those where
    /// the value lies anyway, such as a variable's.
    pub fn eval(&mut self, expr: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        if let Some(slot) = self.hoisted.remove(&expr.id) {
            let t = self.value_type(expr);
            let words = self.m.words(t);
            return self.deliver(slot, words, want);
        }
        let outer = self.code.set_place(expr.span);
        let info = self.info.expr(expr.id);
        let slot = match (info.mode, &info.value) {
            (Mode::Constant, Some(value)) => {
                let t = self.type_of(expr);
                self.constant(value, t, want)
            }
            (Mode::Nil, _) => {
                let t = self.type_of(expr);
                let d = self.dest(want, t);
                let words = self.m.words(t);
                self.zero(d, words);
                d
            }
            _ => self.eval_kind(expr, want),
        };
        self.code.set_place(outer);
        match want {
            Some(d) if d != slot => {
                let t = self.value_type(expr);
                let words = self.m.words(t);
                self.deliver(slot, words, want)
            }
            _ => slot,
        }
    }

    fn eval_kind(&mut self, expr: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        match &expr.kind {
            ExprKind::Paren(inner) => self.eval(inner, want),
            ExprKind::Name(ident) => match self.info.object(ident.id) {
                Some(obj) => self.eval_object(obj, ident.id, want),
                None => self.nothing(expr, want),
            },
            ExprKind::Func(lit) => self.closure(expr, lit, want),
            ExprKind::Composite(_) => {
                let t = self.type_of(expr);
                let d = self.dest(want, t);
                self.composite_value(expr, t, d);
                d
            }
            ExprKind::Selector { member, .. } => match self.selection(expr).map(|selection| selection.kind) {
                Some(SelectionKind::Field) => self.load_place(expr, want),
                Some(SelectionKind::MethodValue) => self.method_value(expr, want),
                Some(SelectionKind::MethodExpr) => self.method_expr(expr, want),
                None => match self.info.object(member.id) {
                    Some(obj) => self.eval_object(obj, member.id, want),
                    None => self.nothing(expr, want),
                },
            },
            ExprKind::Index { operand, .. } => self.eval_index(expr, operand, want),
            ExprKind::Slice(slice) => self.slice(expr, slice, want),
            ExprKind::TypeAssert { operand, .. } => {
                let t = self.value_type(expr);
                let from = self.type_of(operand);
                let d = self.dest(want, t);
                let mark = self.code.mark();
                let a = self.eval(operand, None);
                self.code.emit_arg(Instr::Assert { d, a, t }, u32::from(from.0));
                self.code.release(mark);
                d
            }
            ExprKind::Call(call) => self.call_value(expr, call, want),
            ExprKind::Star(_) => self.load_place(expr, want),
            ExprKind::Unary { op, operand } => self.unary(expr, *op, operand, want),
            ExprKind::Binary(_) => self.binary(expr, want),
            _ => self.nothing(expr, want),
        }
    }

    /// What stands for an expression that only a reported error can leave here.
    pub fn nothing(&mut self, expr: &Expr, want: Option<Slot>) -> Slot {
        let t = self.value_type(expr);
        let d = self.dest(want, t);
        let words = self.m.words(t);
        self.zero(d, words);
        d
    }

    /// The concrete type of an expression's value; of one that also gives an `ok`, the type without it.
    pub fn value_type(&mut self, expr: &Expr) -> TypeId {
        self.m.at = expr.span;
        let info = self.info.expr(expr.id);
        let mut ty = info.ty;
        if let crate::check::Type::Tuple(vars) = self.m.types.get(ty)
            && let Some(first) = vars.first()
        {
            ty = first.ty;
        }
        self.m.concrete(ty, &self.env)
    }

    /// Computes an expression for a place of type `t`: a concrete value becomes an interface where one is asked for.
    pub fn eval_as(&mut self, expr: &'a Expr<'a>, t: TypeId, want: Option<Slot>) -> Slot {
        let info = self.info.expr(expr.id);
        if info.mode == Mode::Nil {
            let d = self.dest(want, t);
            let words = self.m.words(t);
            self.zero(d, words);
            return d;
        }
        let from = self.value_type(expr);
        if !self.m.is_interface(t) || self.m.is_interface(from) && !matches!(info.mode, Mode::Constant) {
            if let (Mode::Constant, Some(value)) = (info.mode, &info.value) {
                return self.constant(value, t, want);
            }
            return self.eval(expr, want);
        }
        let d = self.dest(want, t);
        let from = if self.m.is_interface(from) { self.default_type(expr) } else { from };
        if let (Mode::Constant, Some(value)) = (info.mode, &info.value) {
            self.constant_iface(value, from, d);
            return d;
        }
        let mark = self.code.mark();
        let a = self.eval(expr, None);
        if !self.m.program.types[from.idx()].is_direct() {
            self.local(What::Iface(expr.unparen().id));
        }
        self.make_iface(d, a, from);
        self.code.release(mark);
        d
    }

    /// Puts a value that lies in slots into an interface.
    pub fn make_iface(&mut self, d: Slot, a: Slot, t: TypeId) {
        self.m.mark_dynamic(t);
        self.code.emit(Instr::MakeIface { d, a, t });
    }

    /// A value of type `from` that lies in slots, for a place of type `to`.
    pub fn convert_implicitly(&mut self, a: Slot, from: TypeId, to: TypeId, want: Option<Slot>) -> Slot {
        if self.m.is_interface(to) && !self.m.is_interface(from) {
            let d = self.dest(want, to);
            self.make_iface(d, a, from);
            return d;
        }
        let words = self.m.words(to);
        self.deliver(a, words, want)
    }

    fn load_place(&mut self, expr: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        let t = self.value_type(expr);
        match want {
            Some(d) => {
                let mark = self.code.mark();
                let place = self.place(expr);
                self.load(place, t, Some(d));
                self.code.release(mark);
                d
            }
            None => {
                let place = self.place(expr);
                self.load(place, t, None)
            }
        }
    }

    fn eval_object(&mut self, obj: ObjId, id: crate::ast::ExprId, want: Option<Slot>) -> Slot {
        if let Some(place) = self.variable(obj) {
            let t = self.object_type(obj);
            return self.load(place, t, want);
        }
        let d = want.unwrap_or_else(|| self.code.alloc(1));
        if let ObjectKind::Func(_) = self.m.checked.objects.get(obj).kind {
            let args = self.instance_args(id);
            let func = self.m.func_value(obj, args);
            let address = self.m.data.closure(func);
            self.word(d, address);
        }
        d
    }

    /// The concrete type arguments with which a generic function is used.
    pub fn instance_args(&mut self, id: crate::ast::ExprId) -> std::rc::Rc<[crate::check::Ty]> {
        let Some(instance) = self.info.instances.get(&id) else { return [].into() };
        let env = self.env.clone();
        let args = instance.type_args.iter().map(|&arg| {
            let arg = self.m.subst(arg, &env);
            self.m.types.canonical(arg)
        });
        args.collect()
    }

    /// Whether an index expression on it is the instantiation of a generic function.
    pub fn is_generic_func(&self, operand: &Expr) -> bool {
        let ident = match &operand.unparen().kind {
            ExprKind::Name(ident) => ident,
            ExprKind::Selector { member, .. } => member,
            _ => return false,
        };
        let obj = self.info.object(ident.id);
        obj.is_some_and(|obj| matches!(self.m.checked.objects.get(obj).kind, ObjectKind::Func(_)))
    }

    fn eval_index(&mut self, expr: &'a Expr<'a>, operand: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        if self.is_generic_func(operand) {
            return self.eval(operand, want);
        }
        let t = self.type_of(operand);
        let ExprKind::Index { indices, .. } = &expr.kind else { return self.nothing(expr, want) };
        if indices.len() == 1 && !matches!(self.m.kind(t), TypeKind::String) {
            return self.load_place(expr, want);
        }
        let [index] = *indices else { return self.nothing(expr, want) };
        let d = want.unwrap_or_else(|| self.code.alloc(1));
        let mark = self.code.mark();
        let s = self.eval(operand, None);
        let i = self.index_value(index);
        self.code.emit(Instr::StrIndex { d, s, i });
        self.code.release(mark);
        d
    }

    /// An index, length or the like of any integer type, as an int: what does not fit one is negative.
    pub fn index_value(&mut self, index: &'a Expr<'a>) -> Slot {
        if let Some(value) = &self.info.expr(index.id).value {
            let d = self.code.alloc(1);
            self.word(d, value.as_word().unwrap_or(0));
            self.code.index_at(d, false);
            return d;
        }
        let slot = self.eval(index, None);
        let is_unsigned = self.is_unsigned_word(index);
        self.code.index_at(slot, is_unsigned);
        slot
    }

    /// Its values may be beyond those of an `int`.
    fn is_unsigned_word(&mut self, index: &Expr<'a>) -> bool {
        let t = self.value_type(index);
        matches!(self.m.kind(t), TypeKind::Uint | TypeKind::Uint64 | TypeKind::Uintptr)
    }

    /// The value of a constant index.
    pub fn const_index(&self, index: &Expr) -> Option<u64> {
        self.info.expr(index.id).value.as_ref()?.as_u64()
    }

    fn unary(&mut self, expr: &'a Expr<'a>, op: UnaryOp, operand: &'a Expr<'a>, want: Option<Slot>) -> Slot {
        match op {
            UnaryOp::Plus => self.eval(operand, want),
            UnaryOp::Address => self.address_of(expr, operand, want),
            UnaryOp::Receive => {
                let t = self.value_type(expr);
                let d = self.dest(want, t);
                let mark = self.code.mark();
                let ch = self.eval(operand, None);
                self.label(operand);
                self.code.emit(Instr::Recv { ok: false, d, ch, n: self.m.words(t) as u16 });
                self.code.release(mark);
                d
            }
            UnaryOp::Not => self.condition_value(expr, want),
            UnaryOp::Neg | UnaryOp::Complement => {
                let t = self.type_of(expr);
                let d = self.dest(want, t);
                let mark = self.code.mark();
                let a = self.eval(operand, None);
                self.negate(op, t, d, a);
                self.code.release(mark);
                d
            }
            UnaryOp::Tilde => self.nothing(expr, want),
        }
    }

    fn negate(&mut self, op: UnaryOp, t: TypeId, d: Slot, a: Slot) {
        let is_int = self.m.signedness(t).is_some();
        match self.m.kind(t) {
            TypeKind::Complex64 | TypeKind::Complex128 => {
                self.code.emit(Instr::NegF { d, a });
                self.code.emit(Instr::NegF { d: d + 1, a: a + 1 });
            }
            _ if !is_int => self.code.emit(Instr::NegF { d, a }),
            _ => {
                let instr = if op == UnaryOp::Neg { Instr::Neg { d, a } } else { Instr::Not { d, a } };
                self.code.emit(instr);
                self.wrap(t, d);
            }
        }
    }

    fn slice(&mut self, expr: &'a Expr<'a>, slice: &'a SliceExpr<'a>, want: Option<Slot>) -> Slot {
        let t = self.type_of(expr);
        let from = self.type_of(&slice.operand);
        let d = self.dest(want, t);
        let mark = self.code.mark();
        let (array, elem) = match *self.m.kind(from) {
            TypeKind::Array { elem, len } => (Some(len), elem),
            TypeKind::Pointer(array) => match *self.m.kind(array) {
                TypeKind::Array { elem, len } => (Some(len), elem),
                _ => (None, array),
            },
            TypeKind::Slice(elem) => (None, elem),
            _ => (None, from),
        };
        let a = match self.m.kind(from) {
            TypeKind::Array { .. } => {
                let place = self.place(&slice.operand);
                self.address(place, from)
            }
            _ => self.eval(&slice.operand, None),
        };
        let i = self.code.alloc(3);
        let bounds = [&slice.low, &slice.high, &slice.max];
        for (n, bound) in bounds.into_iter().enumerate() {
            let slot = i + n as Slot;
            match bound {
                Some(bound) => {
                    let index = self.index_value(bound);
                    self.mov(slot, index, 1);
                    let is_constant = self.info.expr(bound.id).value.is_some();
                    let is_unsigned = !is_constant && self.is_unsigned_word(bound);
                    self.code.index_at(slot, is_unsigned);
                }
                None => {
                    if n == 0 {
                        self.word(slot, 0);
                    }
                    self.code.index_at(slot, false);
                }
            }
        }
        let flags = u32::from(slice.max.is_some()) << 1 | u32::from(slice.high.is_some());
        let arg = self.m.bytes(elem) << 2 | flags;
        match (array, self.m.kind(from)) {
            (Some(len), _) => {
                self.code.emit_arg(Instr::SliceArray { d, a, i }, arg);
                self.code.emit(Instr::Arg(len.min(u64::from(u32::MAX)) as u32));
            }
            (None, TypeKind::String) => self.code.emit_arg(Instr::SliceStr { d, a, i }, flags),
            (None, _) => self.code.emit_arg(Instr::Slice { d, a, i }, arg),
        }
        self.code.release(mark);
        d
    }

    /// The type of an untyped constant's value where nothing else gives one.
    fn default_type(&mut self, expr: &Expr) -> TypeId {
        use crate::check::{Ty, Value};
        let ty = match &self.info.expr(expr.id).value {
            Some(Value::Bool(_)) => Ty::BOOL,
            Some(Value::Str(_)) => Ty::STRING,
            Some(Value::Float(_)) => Ty::FLOAT64,
            Some(Value::Complex(..)) => Ty::COMPLEX128,
            _ => Ty::INT,
        };
        self.m.type_id(ty)
    }
}

impl super::Module<'_> {
    /// The function that a declared function's value calls.
    pub fn func_value(
        &mut self,
        obj: ObjId,
        args: std::rc::Rc<[crate::check::Ty]>,
    ) -> gopark_program::FuncId {
        let key = if self.is_native(obj) {
            FuncKey::Native { obj }
        } else {
            FuncKey::Decl { obj, args, variant: 0 }
        };
        self.func(key)
    }
}
