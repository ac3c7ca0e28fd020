//! Calls of built-in functions.
//! Source: cmd/compile/internal/types2/builtins.go.

use super::checker::Checker;
use super::constant::{self, Value};
use super::expr::Kind;
use super::info::Mode;
use super::object::Builtin;
use super::operand::Operand;
use super::position::start_span;
use super::types::{Basic, ChanDir, Layout, Ty, Type, Var};
use crate::ast::{BinaryOp, CallExpr, Expr, ExprKind};
use crate::print;

/// What a call of a built-in function may be as a statement.
pub(super) fn kind(builtin: Builtin) -> Kind {
    match builtin {
        Builtin::Clear
        | Builtin::Close
        | Builtin::Copy
        | Builtin::Delete
        | Builtin::Panic
        | Builtin::Print
        | Builtin::Println
        | Builtin::Recover => Kind::Statement,
        _ => Kind::Expression,
    }
}

/// How many arguments there must be, and whether there may be more.
fn arity(builtin: Builtin) -> (usize, bool) {
    match builtin {
        Builtin::Append | Builtin::Make | Builtin::Max | Builtin::Min => (1, true),
        Builtin::Complex | Builtin::Copy | Builtin::Delete => (2, false),
        Builtin::Print | Builtin::Println => (0, true),
        Builtin::Recover => (0, false),
        _ => (1, false),
    }
}

impl<'a> Checker<'a> {
    /// Whether the call is right; then `x` is its result.
    pub(super) fn builtin_call(&mut self, x: &mut Operand<'a>, expr: &'a Expr, call: &'a CallExpr) -> bool {
        let Some(builtin) = x.builtin else { return false };
        if call.spread.is_some() && builtin != Builtin::Append {
            let message = format!("invalid operation: invalid use of ... with built-in {}", builtin.name());
            self.error(start_span(expr), message);
            self.use_exprs(&call.arguments);
            return false;
        }
        let outer = self.env.has_call_or_receive;
        let is_length = matches!(builtin, Builtin::Len | Builtin::Cap);
        if is_length {
            self.env.has_call_or_receive = false;
        }
        let mut args = Vec::new();
        let mut given = call.arguments.len();
        if !matches!(builtin, Builtin::Make | Builtin::New | Builtin::Offsetof) {
            args = self.expr_list(&call.arguments);
            given = args.len();
        }
        let ok = args.iter().all(Operand::is_valid)
            && self.check_argument_count(builtin, expr, given)
            && self.builtin_result(builtin, x, expr, call, args);
        if is_length {
            self.env.has_call_or_receive = outer;
        }
        ok
    }

    fn check_argument_count(&mut self, builtin: Builtin, expr: &'a Expr, given: usize) -> bool {
        let (wanted, is_variadic) = arity(builtin);
        let fault = match given {
            _ if given < wanted => "not enough",
            _ if given > wanted && !is_variadic => "too many",
            _ => return true,
        };
        let written = print::expr(expr);
        let message =
            format!("invalid operation: {fault} arguments for {written} (expected {wanted}, found {given})");
        self.error(start_span(expr), message);
        false
    }

    fn builtin_result(
        &mut self,
        builtin: Builtin,
        x: &mut Operand<'a>,
        expr: &'a Expr,
        call: &'a CallExpr,
        mut args: Vec<Operand<'a>>,
    ) -> bool {
        if let Some(first) = args.first() {
            *x = first.clone();
        }
        match builtin {
            Builtin::Append => self.append_call(x, expr, call, &mut args),
            Builtin::Len | Builtin::Cap => self.len_call(builtin, x),
            Builtin::Clear => {
                if !self.all_under(x.ty, |node| matches!(node, Type::Map { .. } | Type::Slice(_))) {
                    let what = self.describe(x);
                    let message = format!(
                        "invalid argument: cannot clear {what}: argument must be (or constrained by) map or slice"
                    );
                    self.error(x.span(), message);
                    return false;
                }
                no_value(x)
            }
            Builtin::Close => self.close_call(x),
            Builtin::Complex => self.complex_call(x, expr, &mut args),
            Builtin::Real | Builtin::Imag => self.part_call(builtin, x),
            Builtin::Copy => self.copy_call(x, &args),
            Builtin::Delete => self.delete_call(x, &args),
            Builtin::Make => self.make_call(x, expr, call),
            Builtin::Max | Builtin::Min => self.min_max_call(builtin, x, &mut args),
            Builtin::New => self.new_call(x, call),
            Builtin::Panic => {
                self.panics.insert(expr.id);
                self.assignment(x, Some(Ty::EMPTY_INTERFACE), "argument to panic");
                x.is_valid() && no_value(x)
            }
            Builtin::Print | Builtin::Println => {
                let context = format!("argument to built-in {}", builtin.name());
                for arg in &mut args {
                    self.assignment(arg, None, &context);
                    if !arg.is_valid() {
                        return false;
                    }
                }
                no_value(x)
            }
            Builtin::Recover => {
                if let Some(func) = self.func_mut() {
                    func.calls_recover = true;
                }
                x.mode = Mode::Value;
                x.ty = Ty::EMPTY_INTERFACE;
                true
            }
            Builtin::Alignof | Builtin::Sizeof => {
                self.assignment(x, None, &format!("argument to unsafe.{}", builtin.name()));
                if !x.is_valid() {
                    return false;
                }
                let layout = self.types.size_align(x.ty);
                if builtin == Builtin::Sizeof && layout.bytes == Layout::TOO_LARGE {
                    let message = format!("{} is too large", self.describe(x));
                    self.error(x.span(), message);
                    return false;
                }
                let bytes = if builtin == Builtin::Sizeof { layout.bytes } else { layout.align };
                self.size_result(x, x.ty, bytes);
                true
            }
            Builtin::Offsetof => self.offsetof_call(x, call),
        }
    }

    /// A constant, unless the type has no size before it is instantiated.
    fn size_result(&mut self, x: &mut Operand<'a>, ty: Ty, bytes: u64) {
        if self.has_variable_size(ty, 0) {
            x.mode = Mode::Value;
        } else {
            x.set_value(Value::int(bytes as i64));
        }
        x.ty = Ty::UINTPTR;
    }

    fn has_variable_size(&self, ty: Ty, depth: u32) -> bool {
        if self.types.as_param(ty).is_some() {
            return true;
        }
        depth < 100
            && match self.types.structure(ty) {
                Type::Array { elem, .. } => self.has_variable_size(*elem, depth + 1),
                Type::Struct(fields) => {
                    fields.iter().any(|field| self.has_variable_size(field.ty, depth + 1))
                }
                _ => false,
            }
    }

    /// The element type of a slice operand, or what it is instead.
    fn slice_elem(&self, x: &Operand<'a>) -> Result<Ty, String> {
        let mut elem = None;
        for (_, under) in self.type_terms(x.ty) {
            let Some(Type::Slice(next)) = under.map(|under| self.types.get(under)) else {
                let what = if x.is_nil() { "untyped nil".to_string() } else { self.describe(x) };
                return Err(format!("argument must be a slice; have {what}"));
            };
            match elem {
                None => elem = Some(*next),
                Some(elem) if !self.types.identical(elem, *next) => {
                    let (a, b, x) = (self.type_text(elem), self.type_text(*next), self.describe(x));
                    return Err(format!("mismatched slice element types {a} and {b} in {x}"));
                }
                Some(_) => {}
            }
        }
        elem.ok_or_else(|| format!("argument must be a slice; have {}", self.describe(x)))
    }

    fn is_bytes_or_string(&self, ty: Ty) -> (bool, bool) {
        let mut has_string = false;
        let all =
            self.type_terms(ty).iter().all(|(_, under)| match under.map(|under| self.types.get(under)) {
                Some(Type::Slice(elem)) => self.types.identical(*elem, Ty::BYTE),
                Some(Type::Basic(basic)) if basic.is_string() => {
                    has_string = true;
                    true
                }
                _ => false,
            });
        (all, has_string)
    }

    fn append_call(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a Expr,
        call: &'a CallExpr,
        args: &mut [Operand<'a>],
    ) -> bool {
        let elem = match self.slice_elem(x) {
            Ok(elem) => elem,
            Err(cause) => {
                self.error(x.span(), format!("invalid append: {cause}"));
                return false;
            }
        };
        let ty = x.ty;
        let bytes = self.types.slice_of(Ty::BYTE);
        let is_string = args.len() == 2
            && call.spread.is_some()
            && self.assignable(x, bytes).is_ok()
            && self.is_bytes_or_string(args[1].ty) == (true, true);
        if is_string {
            if self.types.is_untyped(args[1].ty) {
                self.convert_untyped(&mut args[1], Ty::STRING);
            }
        } else {
            let rest = self.types.slice_of(elem);
            let var = |ty| Var { name: "".into(), ty };
            let signature = super::types::Signature {
                params: [var(ty), var(rest)].into(),
                results: [var(ty)].into(),
                is_variadic: true,
                ..Default::default()
            };
            self.arguments(expr, call, &signature.into(), Default::default(), args, &[]);
        }
        x.mode = Mode::Value;
        x.ty = ty;
        true
    }

    fn len_call(&mut self, builtin: Builtin, x: &mut Operand<'a>) -> bool {
        let is_len = builtin == Builtin::Len;
        let (mode, value) = if self.types.as_param(x.ty).is_some() {
            let fits = self.type_terms(x.ty).iter().all(|(_, under)| {
                under.is_some_and(|under| match self.array_behind(under) {
                    Type::Basic(basic) => basic.is_string() && is_len,
                    Type::Map { .. } => is_len,
                    Type::Array { .. } | Type::Slice(_) | Type::Chan { .. } => true,
                    _ => false,
                })
            });
            (if fits { Mode::Value } else { Mode::Invalid }, None)
        } else {
            match self.array_behind(self.types.under(x.ty)) {
                Type::Basic(basic) if basic.is_string() && is_len => match (&x.value, x.mode) {
                    (Some(Value::Str(bytes)), Mode::Constant) => {
                        (Mode::Constant, Some(Value::int(bytes.len() as i64)))
                    }
                    (_, Mode::Constant) => (Mode::Constant, Some(Value::Unknown)),
                    _ => (Mode::Value, None),
                },
                Type::Array { .. } if self.env.has_call_or_receive => (Mode::Value, None),
                Type::Array { len, .. } => (Mode::Constant, Some(Value::int(len))),
                Type::Slice(_) | Type::Chan { .. } => (Mode::Value, None),
                Type::Map { .. } if is_len => (Mode::Value, None),
                _ => (Mode::Invalid, None),
            }
        };
        if mode == Mode::Invalid {
            if !self.types.under(x.ty).is_invalid() {
                let message =
                    format!("invalid argument: {} for built-in {}", self.describe(x), builtin.name());
                self.error(x.span(), message);
            }
            return false;
        }
        if mode == Mode::Value && self.types.is_untyped(x.ty) {
            self.convert_untyped(x, Ty::STRING);
        }
        (x.mode, x.ty, x.value) = (mode, Ty::INT, value);
        true
    }

    fn close_call(&mut self, x: &mut Operand<'a>) -> bool {
        for (_, under) in self.type_terms(x.ty) {
            let fault = match under.map(|under| self.types.get(under)) {
                Some(Type::Chan { dir: ChanDir::Receive, .. }) => "receive-only channel",
                Some(Type::Chan { .. }) => continue,
                _ => "non-channel",
            };
            let message = format!("invalid operation: cannot close {fault} {}", self.describe(x));
            self.error(x.span(), message);
            return false;
        }
        no_value(x)
    }

    fn complex_call(&mut self, x: &mut Operand<'a>, expr: &'a Expr, args: &mut [Operand<'a>]) -> bool {
        let [_, y] = args else { return false };
        match (self.types.is_untyped(x.ty), self.types.is_untyped(y.ty)) {
            (true, false) => self.convert_untyped(x, y.ty),
            (false, true) => self.convert_untyped(y, x.ty),
            (true, true) if x.is_constant() && y.is_constant() => {
                for operand in [&mut *x, &mut *y] {
                    let is_real = constant::to_float(&operand.const_value()).is_some();
                    if self.types.is(operand.ty, Basic::is_numeric) && is_real {
                        operand.ty = Ty::UNTYPED_FLOAT;
                    }
                }
            }
            (true, true) => {
                self.convert_untyped(x, Ty::FLOAT64);
                self.convert_untyped(y, Ty::FLOAT64);
            }
            (false, false) => {}
        }
        if !x.is_valid() || !y.is_valid() {
            return false;
        }
        if !self.types.identical(x.ty, y.ty) {
            let (written, a, b) = (print::expr(expr), self.type_text(x.ty), self.type_text(y.ty));
            self.error(x.span(), format!("invalid operation: {written} (mismatched types {a} and {b})"));
            return false;
        }
        let ty = match self.types.basic(x.ty) {
            Some(Basic::Float32) => Ty::COMPLEX64,
            Some(Basic::Float64) => Ty::COMPLEX128,
            Some(Basic::UntypedFloat) => Ty::UNTYPED_COMPLEX,
            _ => {
                let is_float = |basic| matches!(basic, Basic::Float32 | Basic::Float64);
                if self.types.as_param(x.ty).is_some() && self.types.all(x.ty, is_float) {
                    return self.unsupported_for_params(x, "complex");
                }
                let ty = self.type_text(x.ty);
                self.error(
                    x.span(),
                    format!("invalid argument: arguments have type {ty}, expected floating-point"),
                );
                return false;
            }
        };
        if x.is_constant() && y.is_constant() {
            let parts = (constant::to_float(&x.const_value()), constant::to_float(&y.const_value()));
            x.value = Some(match parts {
                (Some(Value::Float(re)), Some(Value::Float(im))) => Value::Complex(re, im),
                _ => Value::Unknown,
            });
        } else {
            x.mode = Mode::Value;
        }
        x.ty = ty;
        true
    }

    fn part_call(&mut self, builtin: Builtin, x: &mut Operand<'a>) -> bool {
        if self.types.is_untyped(x.ty) {
            if !x.is_constant() {
                self.convert_untyped(x, Ty::COMPLEX128);
                if !x.is_valid() {
                    return false;
                }
            } else if self.types.is(x.ty, Basic::is_numeric) {
                x.ty = Ty::UNTYPED_COMPLEX;
            }
        }
        let ty = match self.types.basic(x.ty) {
            Some(Basic::Complex64) => Ty::FLOAT32,
            Some(Basic::Complex128) => Ty::FLOAT64,
            Some(Basic::UntypedComplex) => Ty::UNTYPED_FLOAT,
            _ => {
                if self.types.as_param(x.ty).is_some() && self.types.all(x.ty, Basic::is_complex) {
                    return self.unsupported_for_params(x, builtin.name());
                }
                let ty = self.type_text(x.ty);
                self.error(
                    x.span(),
                    format!("invalid argument: argument has type {ty}, expected complex type"),
                );
                return false;
            }
        };
        if x.is_constant() {
            x.value = Some(match constant::to_complex(&x.const_value()) {
                Some(Value::Complex(re, _)) if builtin == Builtin::Real => Value::Float(re),
                Some(Value::Complex(_, im)) => Value::Float(im),
                _ => Value::Unknown,
            });
        } else {
            x.mode = Mode::Value;
        }
        x.ty = ty;
        true
    }

    /// Go has not decided what the types of these are.
    fn unsupported_for_params(&mut self, x: &Operand<'a>, name: &str) -> bool {
        let message = format!(
            "{} not supported as argument to built-in {name} for go1.18 (see go.dev/issue/50937)",
            self.describe(x)
        );
        self.error(x.span(), message);
        false
    }

    fn copy_call(&mut self, x: &mut Operand<'a>, args: &[Operand<'a>]) -> bool {
        let [_, y] = args else { return false };
        let to = match self.slice_elem(x) {
            Ok(elem) => elem,
            Err(cause) => {
                self.error(x.span(), format!("invalid copy: {cause}"));
                return false;
            }
        };
        let bytes = self.types.slice_of(Ty::BYTE);
        let is_special = self.assignable(x, bytes).is_ok() && self.is_bytes_or_string(y.ty).0;
        if !is_special {
            let from = match self.slice_elem(y) {
                Ok(elem) => elem,
                Err(_) if self.types.all(y.ty, Basic::is_string) => Ty::BYTE,
                Err(cause) => {
                    self.error(y.span(), format!("invalid copy: {cause}"));
                    return false;
                }
            };
            if !self.types.identical(to, from) {
                let (a, b) = (self.describe(x), self.describe(y));
                let (to, from) = (self.type_text(to), self.type_text(from));
                let message = format!(
                    "invalid copy: arguments {a} and {b} have different element types {to} and {from}"
                );
                self.error(x.span(), message);
                return false;
            }
        }
        if self.types.is_untyped(y.ty) {
            self.convert_untyped(&mut y.clone(), Ty::STRING);
        }
        x.mode = Mode::Value;
        x.ty = Ty::INT;
        true
    }

    fn delete_call(&mut self, x: &mut Operand<'a>, args: &[Operand<'a>]) -> bool {
        let mut key: Option<Ty> = None;
        for (_, under) in self.type_terms(x.ty) {
            let fault = match under.map(|under| self.types.get(under)) {
                Some(Type::Map { key: next, .. }) => match key {
                    Some(key) if !self.types.identical(key, *next) => {
                        format!("maps of {} must have identical key types", self.describe(x))
                    }
                    _ => {
                        key = Some(*next);
                        continue;
                    }
                },
                _ => format!("{} is not a map", self.describe(x)),
            };
            self.error(x.span(), format!("invalid argument: {fault}"));
            return false;
        }
        *x = args[1].clone();
        self.assignment(x, key, "argument to delete");
        x.is_valid() && no_value(x)
    }

    fn make_call(&mut self, x: &mut Operand<'a>, expr: &'a Expr, call: &'a CallExpr) -> bool {
        let first = &call.arguments[0];
        let ty = self.var_type(first);
        if ty.is_invalid() {
            return false;
        }
        let found =
            self.common_under(ty, |checker, _, under| match under.map(|under| checker.types.get(under)) {
                Some(Type::Slice(_) | Type::Map { .. } | Type::Chan { .. }) => Ok(()),
                None => Err("no specific type".to_string()),
                Some(_) => Err("type must be slice, map, or channel".to_string()),
            });
        let min = match found {
            Ok(under) => match under.map(|under| self.types.get(under)) {
                Some(Type::Slice(_)) => 2,
                _ => 1,
            },
            Err(cause) => {
                let written = print::expr(first);
                self.error(start_span(first), format!("invalid argument: cannot make {written}: {cause}"));
                return false;
            }
        };
        let given = call.arguments.len();
        if given < min || given > min + 1 {
            let written = print::expr(expr);
            let message =
                format!("invalid operation: {written} expects {min} or {} arguments; found {given}", min + 1);
            self.error(start_span(expr), message);
            return false;
        }
        let sizes: Vec<i64> =
            call.arguments[1..].iter().filter_map(|arg| self.index_value(arg, None).1).collect();
        if let [len, cap] = sizes[..]
            && len > cap
        {
            self.error(call.arguments[1].span, "invalid argument: length and capacity swapped");
        }
        x.mode = Mode::Value;
        x.ty = ty;
        true
    }

    fn min_max_call(&mut self, builtin: Builtin, x: &mut Operand<'a>, args: &mut [Operand<'a>]) -> bool {
        let op = if builtin == Builtin::Max { BinaryOp::Greater } else { BinaryOp::Less };
        for index in 0..args.len() {
            let arg = &mut args[index];
            if !self.types.all(arg.ty, Basic::is_ordered) {
                let message = format!("invalid argument: {} cannot be ordered", self.describe(arg));
                self.error(arg.span(), message);
                return false;
            }
            if index == 0 {
                continue;
            }
            self.match_types(x, arg);
            if !x.is_valid() {
                return false;
            }
            if !self.types.identical(x.ty, arg.ty) {
                let (a, b, written) = (self.type_text(x.ty), self.type_text(arg.ty), arg.text());
                let message = format!(
                    "invalid argument: mismatched types {a} (previous argument) and {b} (type of {written})"
                );
                self.error(arg.span(), message);
                return false;
            }
            if x.is_constant() && arg.is_constant() {
                if constant::compare(&arg.const_value(), op, &x.const_value()) == Some(true) {
                    *x = arg.clone();
                }
            } else {
                x.mode = Mode::Value;
            }
        }
        if !x.is_constant() {
            x.mode = Mode::Value;
            let context = format!("argument to built-in {}", builtin.name());
            self.assignment(x, Some(Ty::EMPTY_INTERFACE), &context);
            if !x.is_valid() {
                return false;
            }
        }
        for arg in args.iter() {
            if let Some(expr) = arg.syntax() {
                self.update_type(expr, x.ty, true);
            }
        }
        true
    }

    fn new_call(&mut self, x: &mut Operand<'a>, call: &'a CallExpr) -> bool {
        let arg = &call.arguments[0];
        self.raw_expr(None, x, arg, None, false);
        self.exclude_for_new(x);
        match x.mode {
            Mode::Invalid => return false,
            Mode::Type => self.valid_var_type(arg.span, x.ty),
            _ => {
                if matches!(self.types.get(x.ty), Type::Tuple(_)) || self.types.is_untyped(x.ty) {
                    self.assignment(x, None, "argument to new");
                }
                if !x.is_valid() {
                    return false;
                }
            }
        }
        x.mode = Mode::Value;
        x.value = None;
        x.ty = self.types.pointer_to(x.ty);
        true
    }

    fn offsetof_call(&mut self, x: &mut Operand<'a>, call: &'a CallExpr) -> bool {
        let arg = &call.arguments[0];
        let ExprKind::Selector { operand, member } = &arg.unparen().kind else {
            let message = format!("invalid argument: {} is not a selector expression", print::expr(arg));
            self.error(start_span(arg), message);
            self.use_exprs([arg]);
            return false;
        };
        self.expr(None, x, operand);
        if !x.is_valid() {
            return false;
        }
        let base = self.types.deref_struct(x.ty);
        let name = &member.name;
        let Ok(found) = self.types.lookup(base, false, Some(self.pkg), name) else {
            let message = format!("invalid argument: {} has no single field {name}", self.type_text(base));
            self.error(x.span(), message);
            return false;
        };
        if found.method.is_some() {
            self.error(start_span(arg), format!("invalid argument: {} is a method value", print::expr(arg)));
            return false;
        }
        if found.is_indirect {
            let base = self.type_text(base);
            self.error(
                x.span(),
                format!("invalid argument: field {name} is embedded via a pointer in {base}"),
            );
            return false;
        }
        let (mut offset, mut at) = (0u64, base);
        for step in &found.path {
            let index = step.field as usize;
            offset = offset.saturating_add(self.types.field_offsets(at).get(index).copied().unwrap_or(0));
            at = self
                .types
                .fields(at)
                .and_then(|fields| fields.get(index))
                .map_or(Ty::INVALID, |field| field.ty);
        }
        self.size_result(x, base, offset);
        true
    }
}

fn no_value(x: &mut Operand<'_>) -> bool {
    x.mode = Mode::NoValue;
    x.ty = Ty::EMPTY_TUPLE;
    x.value = None;
    true
}
