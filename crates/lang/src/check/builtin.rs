//! Calls of built-in functions.
//! Source: cmd/compile/internal/types2/builtins.go.

use super::checker::Checker;
use super::constant::Value;
use super::expr::Kind;
use super::info::Mode;
use super::object::Builtin;
use super::operand::Operand;
use super::position::start_span;
use super::types::{Basic, ChanDir, Ty, Type, Var};
use crate::ast::{CallExpr, Expr};
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
    pub(super) fn builtin_call(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        call: &'a CallExpr<'a>,
    ) -> bool {
        let Some(builtin) = x.builtin else { return false };
        if call.spread.is_some() && builtin != Builtin::Append {
            let message = format!("invalid operation: invalid use of ... with built-in {}", builtin.name());
            self.error(start_span(expr), message);
            self.use_exprs(call.arguments);
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
            args = self.expr_list(call.arguments);
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

    fn check_argument_count(&mut self, builtin: Builtin, expr: &'a Expr<'a>, given: usize) -> bool {
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
        expr: &'a Expr<'a>,
        call: &'a CallExpr<'a>,
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
                    // Of generic functions it is said of each instance, when code is made of it.
                    if matches!(self.types.structure(arg.ty), Type::Struct(_) | Type::Array { .. })
                        && !self.types.mentions(arg.ty, &self.env.type_params)
                    {
                        self.last.push((self.node_span(expr), builtin.name(), arg.ty));
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
            Builtin::Alignof | Builtin::Sizeof => self.size_call(builtin, x),
            Builtin::Offsetof => self.offsetof_call(x, call),
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
        expr: &'a Expr<'a>,
        call: &'a CallExpr<'a>,
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

    fn make_call(&mut self, x: &mut Operand<'a>, expr: &'a Expr<'a>, call: &'a CallExpr<'a>) -> bool {
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

    fn new_call(&mut self, x: &mut Operand<'a>, call: &'a CallExpr<'a>) -> bool {
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
}

fn no_value(x: &mut Operand<'_>) -> bool {
    x.mode = Mode::NoValue;
    x.ty = Ty::EMPTY_TUPLE;
    x.value = None;
    true
}
