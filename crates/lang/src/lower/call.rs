//! Calls: what is called, the arguments laid out in the callee's window, and the results.

use gopark_program::{FuncId, Instr, MethodId, Slot, TypeId, TypeKind};

use super::body::Body;
use super::func::FuncKey;
use super::label::text_of;
use super::methods::{Callee, Found};
use super::place::Place;
use crate::ast::{CallExpr, Expr, ExprId, ExprKind};
use crate::check::{Mode, ObjId, ObjectKind, SelectionKind};
use crate::escape::What;
use crate::source::Span;

/// Where the results of a call lie.
pub(super) struct Results {
    pub base: Slot,
    pub types: Vec<TypeId>,
}

/// How a function is called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum How {
    Call,
    Go,
    Defer,
}

/// What is called, its operand not yet computed.
enum Target<'a> {
    Func(FuncId),
    Native(u16),
    /// A function value.
    Value(&'a Expr<'a>),
    /// A method of an operand.
    Method {
        operand: &'a Expr<'a>,
        t: TypeId,
        found: Found,
    },
}

/// The types of a call.
struct Shape {
    params: Vec<TypeId>,
    results: Vec<TypeId>,
    is_variadic: bool,
}

impl<'a> Body<'_, 'a> {
    /// A call as a value: of a function with one result, a conversion, or a built-in.
    pub fn call_value(&mut self, expr: &'a Expr<'a>, call: &'a CallExpr<'a>, want: Option<Slot>) -> Slot {
        match self.info.expr(call.function.id).mode {
            Mode::Type => match call.arguments.first() {
                Some(operand) => self.conversion(expr, operand, want),
                None => self.code.alloc(1),
            },
            Mode::Builtin => self.builtin(expr, call, want),
            _ => {
                let mark = self.code.mark();
                let results = self.call(expr, call, How::Call);
                let words = results.types.first().map_or(0, |&t| self.m.words(t));
                if let Some(d) = want {
                    self.mov(d, results.base, words);
                    self.code.release(mark);
                    return d;
                }
                results.base
            }
        }
    }

    /// A call of a function. The window stays taken as far as the results go.
    pub fn call(&mut self, expr: &'a Expr<'a>, call: &'a CallExpr<'a>, how: How) -> Results {
        let outer = self.code.set_place(expr.span);
        let called = self.called_for.take();
        self.calls_of_call_first(&call.function, call.arguments);
        let shape = self.shape(&call.function);
        self.move_before(true, expr.id.0);
        let (variant, buffers, locals) =
            if how == How::Call { self.variant_of(expr.id) } else { (0, 0, None) };
        self.m.variant = variant;
        let target = self.target(&call.function);
        self.m.variant = 0;
        let is_value = matches!(target, Target::Value(_));
        let is_method = matches!(target, Target::Method { .. });
        let is_bare = !is_method && shape.params.is_empty() && shape.results.is_empty();
        let receiver = match &target {
            Target::Method { found, .. } => self.receiver_words(found, how),
            _ => 0,
        };
        let words =
            |m: &super::Module<'_>, types: &[TypeId]| -> u32 { types.iter().map(|&t| m.words(t)).sum() };
        let own_results = words(self.m, &shape.results);
        let result_words = own_results + buffers;
        let own_params = receiver + words(self.m, &shape.params);
        let locals_at = own_params;
        let own_params = own_params + u32::from(locals.is_some());
        let param_words = own_params + buffers;
        let base = self.code.window(result_words + param_words + 1);
        let first = base + (result_words + receiver) as Slot;
        let inner = self.code.mark();
        let callee = self.load_callee(target, base + result_words as Slot, how);
        self.arguments(expr.id, call, &shape, first);
        // Go counts a call to the line of its parenthesis, and a goroutine to that of its statement.
        let parenthesis = Span { start: call.function.span.end, ..expr.span };
        self.code.set_place(if how == How::Call { parenthesis } else { expr.span });
        let may_be_nil = !matches!(call.function.unparen().kind, ExprKind::Func(_));
        let is_wrapped = how != How::Call && !is_bare;
        self.wraps += u32::from(is_wrapped);
        let end = match callee {
            Ready::Value(f) if is_wrapped && may_be_nil => Some(self.start_nil(f, base, expr.span, how)),
            _ => None,
        };
        self.label_call(&call.function, is_value);
        let called = called.or_else(|| self.timer_name(&call.function, || text_of(expr)));
        self.code.label_next(called.as_deref().unwrap_or_default());
        self.note_passed(call.arguments);
        let instr = self.call_instr(callee, base, (result_words, param_words), how);
        if let Some(at) = locals {
            self.pass_locals(at, base + (result_words + locals_at) as Slot);
        }
        if buffers > 0 {
            self.pass_buffers(expr.id, buffers, base + (result_words + own_params) as Slot);
        }
        self.code.emit(instr);
        end.into_iter().for_each(|end| self.code.set(end));
        self.take_buffers(expr.id, buffers, base + own_results as Slot);
        self.code.release(inner);
        self.code.release(u32::from(base) + own_results);
        self.code.set_place(outer);
        Results { base, types: shape.results }
    }

    fn shape(&mut self, function: &'a Expr<'a>) -> Shape {
        let t = self.callee_type(function);
        match self.m.kind(t).clone() {
            TypeKind::Func { params, results, variadic } => Shape { params, results, is_variadic: variadic },
            _ => Shape { params: Vec::new(), results: Vec::new(), is_variadic: false },
        }
    }

    /// The type of what is called, its type parameters replaced.
    fn callee_type(&mut self, function: &'a Expr<'a>) -> TypeId {
        let function = function.unparen();
        let id = function.instantiated();
        if let Some(instance) = self.info.instances.get(&id) {
            let ty = instance.ty;
            return self.m.concrete(ty, &self.env);
        }
        self.type_of(function)
    }

    fn target(&mut self, function: &'a Expr<'a>) -> Target<'a> {
        let function = function.unparen();
        match &function.kind {
            ExprKind::Name(ident) => self.declared(ident.id).unwrap_or(Target::Value(function)),
            ExprKind::Index { operand, .. } if self.is_generic_func(operand) => self.target(operand),
            ExprKind::Selector { operand, member } => {
                match self.selection(function).map(|selection| selection.kind) {
                    None => self.declared(member.id).unwrap_or(Target::Value(function)),
                    Some(SelectionKind::MethodValue) => self.method_target(function, operand, member.id),
                    Some(_) => Target::Value(function),
                }
            }
            ExprKind::Func(lit) => {
                let is_plain = self.info.funcs.get(&function.id).is_some_and(|func| func.captures.is_empty());
                if is_plain { Target::Func(self.literal(function, lit).0) } else { Target::Value(function) }
            }
            _ => Target::Value(function),
        }
    }

    /// The function that an expression names or is.
    pub fn function_of(&mut self, expr: &'a Expr<'a>) -> Option<FuncId> {
        let expr = expr.unparen();
        if matches!(expr.kind, ExprKind::Func(_)) {
            return self.m.func_ids.get(&self.literal_key(expr.id)).copied();
        }
        match self.target(expr) {
            Target::Func(func) => Some(func),
            Target::Method { found: Found { callee: Callee::Func(func), .. }, .. } => Some(func),
            _ => None,
        }
    }

    fn declared(&mut self, id: ExprId) -> Option<Target<'a>> {
        let obj: ObjId = self.info.object(id)?;
        if !matches!(self.m.checked.objects.get(obj).kind, ObjectKind::Func(_)) {
            return None;
        }
        if self.m.is_native(obj) {
            return Some(Target::Native(self.m.native(obj)));
        }
        let args = self.instance_args(id);
        Some(Target::Func(self.m.func(FuncKey::Decl { obj, args, variant: self.m.variant })))
    }

    fn method_target(&mut self, function: &'a Expr<'a>, operand: &'a Expr<'a>, member: ExprId) -> Target<'a> {
        let t = self.type_of(operand);
        let Some((pkg, name)) = self.method_name(function) else { return Target::Value(function) };
        let args = self.instance_args(member);
        match self.m.find_method(t, pkg, &name, &args) {
            Some(found) => Target::Method { operand, t, found },
            None => Target::Value(function),
        }
    }

    /// Words of the receiver as it is passed: for an interface, only its data word, which the call itself fills in.
    fn receiver_words(&self, found: &Found, how: How) -> u32 {
        match found.callee {
            Callee::Iface(_) if how == How::Call => 1,
            _ => self.m.words(found.receiver),
        }
    }

    /// Computes what is needed to call, the receiver to its place in the window.
    fn load_callee(&mut self, target: Target<'a>, receiver_slot: Slot, how: How) -> Ready {
        match target {
            Target::Func(func) => Ready::Func(func),
            Target::Native(native) => Ready::Native(native),
            Target::Value(function) => Ready::Value(self.eval(function, None)),
            Target::Method { operand, t, found } => {
                let place = self.place(operand);
                match found.callee {
                    Callee::Iface(method) if how == How::Call => {
                        let iface = self.receiver(place, t, &found, None);
                        Ready::Iface(iface, method)
                    }
                    Callee::Iface(_) => {
                        self.receiver(place, t, &found, Some(receiver_slot));
                        self.check_iface(receiver_slot);
                        Ready::Func(self.m.method_func(found.receiver, found.id))
                    }
                    Callee::Func(func) => {
                        self.receiver(place, t, &found, Some(receiver_slot));
                        Ready::Func(func)
                    }
                    Callee::Native(native) => {
                        self.receiver(place, t, &found, Some(receiver_slot));
                        if how == How::Call {
                            Ready::Native(native)
                        } else {
                            Ready::Func(self.m.method_func(found.receiver, found.id))
                        }
                    }
                }
            }
        }
    }

    /// `words` are those of the results and of the parameters, receiver included.
    fn call_instr(&mut self, ready: Ready, base: Slot, words: (u32, u32), how: How) -> Instr {
        let (results, params) = (words.0.min(255) as u8, words.1 as u16);
        match (ready, how) {
            (Ready::Func(f), How::Call) => Instr::Call { base, f },
            (Ready::Func(f), How::Go) => Instr::Go { base, f },
            (Ready::Func(f), How::Defer) => Instr::Defer { base, f },
            (Ready::Value(f), How::Call) => Instr::CallClosure { results, base, f, params },
            (Ready::Value(f), How::Go) => Instr::GoClosure { results, base, f, params },
            (Ready::Value(f), How::Defer) => Instr::DeferClosure { results, base, f, params },
            (Ready::Native(native), How::Call) => Instr::CallNative { base, native },
            (Ready::Native(native), how) => {
                let obj = self.m.natives.iter().find(|&(_, &n)| n == native).map(|(&obj, _)| obj);
                let f = obj.map_or(FuncId(0), |obj| self.m.func(FuncKey::Native { obj }));
                if how == How::Go { Instr::Go { base, f } } else { Instr::Defer { base, f } }
            }
            (Ready::Iface(a, method), _) => Instr::CallIface { base, a, method: method.0 },
        }
    }

    /// Lays out the arguments from slot `first` on.
    fn arguments(&mut self, id: ExprId, call: &'a CallExpr<'a>, shape: &Shape, first: Slot) {
        if let [only] = call.arguments
            && let ExprKind::Call(inner) = &only.unparen().kind
            && matches!(self.m.types.get(self.info.ty(only.id)), crate::check::Type::Tuple(_))
        {
            self.spread(id, only, inner, shape, first);
            return;
        }
        let mut at = first;
        for (index, &t) in shape.params.iter().enumerate() {
            let words = self.m.words(t) as Slot;
            let is_packed = shape.is_variadic && index + 1 == shape.params.len() && call.spread.is_none();
            if is_packed {
                self.pack(id, call.arguments.get(index..).unwrap_or(&[]), t, at);
            } else if let Some(argument) = call.arguments.get(index) {
                let mark = self.code.mark();
                self.eval_as(argument, t, Some(at));
                self.code.release(mark);
            }
            at += words;
        }
    }

    /// The arguments for `...T` as a new slice.
    fn pack(&mut self, id: ExprId, arguments: &'a [Expr<'a>], t: TypeId, d: Slot) {
        let TypeKind::Slice(elem) = *self.m.kind(t) else { return };
        if arguments.is_empty() {
            self.zero(d, 3);
            return;
        }
        self.new_slice(id, elem, arguments.len() as u64, d);
        let bytes = self.m.bytes(elem);
        for (index, argument) in arguments.iter().enumerate() {
            let mark = self.code.mark();
            let b = self.eval_as(argument, elem, None);
            self.store_memory(elem, d, index as u32 * bytes, b);
            self.code.release(mark);
        }
    }

    fn new_slice(&mut self, id: ExprId, elem: TypeId, len: u64, d: Slot) {
        let mark = self.code.mark();
        let size = self.code.alloc(2);
        self.word(size, len);
        self.word(size + 1, len);
        self.local(What::Object(id));
        self.code.emit(Instr::MakeSlice { d, a: size, t: elem });
        self.code.release(mark);
    }

    /// `f(g())` where g has several results.
    fn spread(
        &mut self,
        id: ExprId,
        expr: &'a Expr<'a>,
        inner: &'a CallExpr<'a>,
        shape: &Shape,
        first: Slot,
    ) {
        let results = self.call(expr, inner, How::Call);
        let mut from = results.base;
        let mut values = Vec::new();
        for &t in &results.types {
            values.push((from, t));
            from += self.m.words(t) as Slot;
        }
        let mut at = first;
        for (index, &t) in shape.params.iter().enumerate() {
            if shape.is_variadic && index + 1 == shape.params.len() {
                let rest = values.get(index..).unwrap_or(&[]).to_vec();
                self.pack_values(id, &rest, t, at);
            } else if let Some(&(a, from)) = values.get(index) {
                self.convert_implicitly(a, from, t, Some(at));
            }
            at += self.m.words(t) as Slot;
        }
    }

    fn pack_values(&mut self, id: ExprId, values: &[(Slot, TypeId)], t: TypeId, d: Slot) {
        let TypeKind::Slice(elem) = *self.m.kind(t) else { return };
        if values.is_empty() {
            self.zero(d, 3);
            return;
        }
        self.new_slice(id, elem, values.len() as u64, d);
        let bytes = self.m.bytes(elem);
        for (index, &(a, from)) in values.iter().enumerate() {
            let mark = self.code.mark();
            let b = self.convert_implicitly(a, from, elem, None);
            self.store_memory(elem, d, index as u32 * bytes, b);
            self.code.release(mark);
        }
    }

    /// Calls of methods of package sync, and of what goes with it, are named after their receiver; those of the program's
    /// function values, which may be of sync.OnceFunc, after these.
    fn label_call(&mut self, function: &'a Expr<'a>, is_value: bool) {
        if is_value && self.is_own() && function.unparen().as_name().is_some() {
            self.label(function);
        }
        let ExprKind::Selector { operand, .. } = &function.unparen().kind else { return };
        let Some((Some(pkg), _)) = self.method_name(function.unparen()) else { return };
        let path = self.m.package_path(pkg);
        if path == "sync" || path.starts_with("golang.org/x/sync/") {
            self.label(operand);
        }
    }

    /// A call in a wrapper: of what a method lookup found, the receiver at `place`, the arguments in `args`.
    pub fn call_found(&mut self, place: Place, t: TypeId, found: &Found, args: Slot) -> Results {
        let (params, results) = match self.m.kind(found.signature).clone() {
            TypeKind::Func { params, results, .. } => (params, results),
            _ => (Vec::new(), Vec::new()),
        };
        let words =
            |m: &super::Module<'_>, types: &[TypeId]| -> u32 { types.iter().map(|&t| m.words(t)).sum() };
        let (result_words, arg_words) = (words(self.m, &results), words(self.m, &params));
        let receiver = self.receiver_words(found, How::Call);
        let base = self.code.window(result_words + receiver + arg_words + 1);
        let slot = base + result_words as Slot;
        let instr = match found.callee {
            Callee::Iface(method) => {
                let a = self.receiver(place, t, found, None);
                Instr::CallIface { base, a, method: method.0 }
            }
            Callee::Func(f) => {
                self.receiver(place, t, found, Some(slot));
                Instr::Call { base, f }
            }
            Callee::Native(native) => {
                self.receiver(place, t, found, Some(slot));
                Instr::CallNative { base, native }
            }
        };
        self.mov(slot + receiver as Slot, args, arg_words);
        self.code.emit(instr);
        Results { base, types: results }
    }
}

/// What a call instruction needs.
enum Ready {
    Func(FuncId),
    Native(u16),
    Value(Slot),
    Iface(Slot, MethodId),
}
