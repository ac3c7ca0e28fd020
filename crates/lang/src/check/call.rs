//! Calls and conversions.

use std::rc::Rc;

use super::checker::Checker;
use super::expr::Kind;
use super::info::Mode;
use super::operand::{Operand, Source};
use super::position::start_span;
use super::types::{Signature, Ty, Type, Var};
use crate::ast::{CallExpr, Expr, ExprKind};
use crate::print;
use crate::source::Span;

/// Type arguments written at a use of a generic function, and where.
#[derive(Clone, Debug, Default)]
pub(super) struct WrittenArgs {
    pub types: Vec<Ty>,
    pub spans: Vec<Span>,
}

impl<'a> Checker<'a> {
    /// Source: cmd/compile/internal/types2/call.go:callExpr.
    pub(super) fn call_expr(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        call: &'a CallExpr<'a>,
    ) -> Kind {
        let mut instance = None;
        if let ExprKind::Index { operand, indices } = &call.function.kind {
            *x = Operand::invalid();
            if self.index_expr(x, &call.function, operand, indices) {
                instance = Some(*indices);
            }
            x.expr = Source::Expr(&call.function);
            self.record(x);
        } else {
            self.expr_or_type(x, &call.function, true);
        }
        let kind = match x.mode {
            Mode::Invalid => {
                self.use_exprs(call.arguments);
                Kind::Statement
            }
            Mode::Type => {
                self.convert_call(x, expr, call);
                Kind::Conversion
            }
            Mode::Builtin => {
                let kind = x.builtin.map_or(Kind::Statement, super::builtin::kind);
                if !self.builtin_call(x, expr, call) {
                    x.invalidate();
                }
                if x.is_valid() && !x.is_constant() {
                    self.env.has_call_or_receive = true;
                }
                kind
            }
            _ => {
                self.function_call(x, expr, call, instance);
                Kind::Statement
            }
        };
        x.expr = Source::Expr(expr);
        kind
    }

    fn convert_call(&mut self, x: &mut Operand<'a>, expr: &'a Expr<'a>, call: &'a CallExpr<'a>) {
        self.non_generic(None, x);
        if !x.is_valid() {
            return;
        }
        let ty = x.ty;
        x.invalidate();
        if !self.is_complete(ty) {
            return;
        }
        let written = self.type_text(ty);
        match call.arguments {
            [] => self.error(start_span(expr), format!("missing argument in conversion to {written}")),
            [argument] => {
                let target = self.target(ty, "conversion");
                self.expr(target.as_ref(), x, argument);
                if !x.is_valid() {
                    return;
                }
                if self.types.is_interface(ty) && !self.types.type_set(ty).is_method_set() {
                    let message = format!(
                        "cannot use interface {written} in conversion (contains specific type constraints or is comparable)"
                    );
                    self.error(start_span(expr), message);
                    return;
                }
                if call.spread.is_some() {
                    self.error(
                        start_span(argument),
                        format!("invalid use of ... in conversion to {written}"),
                    );
                    return;
                }
                self.conversion(x, ty);
            }
            [.., last] => {
                self.use_exprs(call.arguments);
                self.error(start_span(last), format!("too many arguments in conversion to {written}"));
            }
        }
    }

    fn function_call(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        call: &'a CallExpr<'a>,
        instance: Option<&'a [Expr<'a>]>,
    ) {
        let found =
            self.common_under(x.ty, |checker, ty, under| match under.map(|under| checker.types.get(under)) {
                None | Some(Type::Signature(_)) => Ok(()),
                Some(_) => Err(format!("{} is not a function", checker.type_text(ty))),
            });
        let signature = match &found {
            Ok(Some(under)) => self.types.signature(*under).cloned(),
            _ => None,
        };
        let Some(mut signature) = signature else {
            let cause = found.err().unwrap_or_else(|| "no specific type".to_string());
            let message = format!("invalid operation: cannot call {}: {cause}", self.describe(x));
            self.error(x.span(), message);
            return x.invalidate();
        };
        let is_generic = !signature.type_params.is_empty();
        let mut written = WrittenArgs::default();
        if let Some(indices) = instance {
            let Some(types) = self.type_list(indices) else {
                self.use_exprs(call.arguments);
                return x.invalidate();
            };
            written = WrittenArgs { types, spans: indices.iter().map(start_span).collect() };
            let (got, want) = (written.types.len(), signature.type_params.len());
            if got > want {
                self.error(start_span(&indices[want]), format!("got {got} type arguments but want {want}"));
                self.use_exprs(call.arguments);
                return x.invalidate();
            }
            if got == want {
                let (function, types) = (&call.function, &written.types);
                let instance =
                    self.instantiate_signature(function, function.span, &signature, types, &written);
                let Some(instance) = instance else { return x.invalidate() };
                signature = instance;
                written = WrittenArgs::default();
            }
        }
        let (mut arguments, partial) = self.argument_list(call.arguments);
        let result = self.arguments(expr, call, &signature, written, &mut arguments, &partial);
        let Some(signature) = result else {
            // The arguments are wrong; the results are known all the same, unless they depend on them.
            let is_open = !signature.type_params.is_empty()
                && signature
                    .results
                    .iter()
                    .any(|result| self.types.mentions(result.ty, &signature.type_params));
            if is_open {
                return x.invalidate();
            }
            return self.call_result(x, &signature);
        };
        if is_generic {
            let ty = self.types.intern(Type::Signature(signature.clone()));
            self.record_expr(call.function.id, Mode::Value, ty, None);
        }
        self.call_result(x, &signature);
    }

    fn call_result(&mut self, x: &mut Operand<'a>, signature: &Signature) {
        x.value = None;
        match &signature.results[..] {
            [] => {
                x.mode = Mode::NoValue;
            }
            [result] => {
                x.mode = Mode::Value;
                x.ty = result.ty;
                if !self.is_complete(result.ty) {
                    return x.invalidate();
                }
            }
            results => {
                x.mode = Mode::Value;
                x.ty = self.types.intern(Type::Tuple(results.into()));
            }
        }
        self.env.has_call_or_receive = true;
    }

    /// The arguments of a call: expressions, or the results of one call. Generic functions may be among them, some with a
    /// part of their type arguments.
    fn argument_list(&mut self, list: &'a [Expr<'a>]) -> (Vec<Operand<'a>>, Vec<WrittenArgs>) {
        let mut values = Vec::with_capacity(list.len());
        let mut partial = Vec::with_capacity(list.len());
        for expr in list {
            let mut x = Operand::invalid();
            partial.push(self.argument(&mut x, expr));
            if list.len() == 1
                && x.is_valid()
                && let Type::Tuple(vars) = self.types.get(x.ty).clone()
            {
                let part = |var: &Var| Operand::new(Mode::Value, var.ty, Source::Expr(expr));
                return (vars.iter().map(part).collect(), Vec::new());
            }
            if x.is_valid() && matches!(self.types.get(x.ty), Type::Tuple(_)) {
                let message = format!("multiple-value {} in single-value context", self.describe(&x));
                self.error(x.span(), message);
                x.invalidate();
            }
            values.push(x);
        }
        (values, partial)
    }

    fn argument(&mut self, x: &mut Operand<'a>, expr: &'a Expr<'a>) -> WrittenArgs {
        let mut partial = WrittenArgs::default();
        if let ExprKind::Index { operand, indices } = &expr.kind {
            *x = Operand::invalid();
            x.expr = Source::Expr(expr);
            if self.index_expr(x, expr, operand, indices) {
                partial = self.function_instance(None, x, Some((expr, indices)), false);
            }
            x.expr = Source::Expr(expr);
            self.record(x);
        } else {
            self.raw_expr(None, x, expr, None, true);
        }
        self.exclude_for_argument(x);
        partial
    }

    /// Checks the arguments of a call against the parameters; the signature, instantiated if it was generic, or `None`
    /// after an error.
    /// Source: cmd/compile/internal/types2/call.go:arguments.
    pub(super) fn arguments(
        &mut self,
        expr: &'a Expr<'a>,
        call: &'a CallExpr<'a>,
        signature: &Rc<Signature>,
        written: WrittenArgs,
        arguments: &mut [Operand<'a>],
        partial: &[WrittenArgs],
    ) -> Option<Rc<Signature>> {
        let params = self.parameters_for(expr, call, signature, arguments)?;
        let mut signature = signature.clone();
        let mut types: Vec<Ty> = params.iter().map(|param| param.ty).collect();
        let has_generic_argument = arguments.iter().any(|x| x.is_valid() && self.is_generic_function(x.ty));
        if !signature.type_params.is_empty() || has_generic_argument {
            let (instance, instantiated) =
                self.infer_call(expr, call, &signature, written, &types, (arguments, partial))?;
            (signature, types) = (instance, instantiated);
        }
        let context = format!("argument to {}", print::expr(&call.function));
        for (x, &ty) in arguments.iter_mut().zip(&types) {
            self.assignment(x, Some(ty), &context);
        }
        Some(signature)
    }

    /// One parameter for each argument, or an error about their number.
    fn parameters_for(
        &mut self,
        expr: &'a Expr<'a>,
        call: &'a CallExpr<'a>,
        signature: &Signature,
        arguments: &[Operand<'a>],
    ) -> Option<Vec<Var>> {
        let function = print::expr(&call.function);
        let mut params = signature.params.to_vec();
        let has_dots = call.spread.is_some();
        let given = arguments.len();
        let mut wanted = params.len();
        if signature.is_variadic {
            if has_dots {
                if call.arguments.len() == 1 && given > 1 {
                    let argument = print::expr(&call.arguments[0]);
                    self.error(start_span(expr), format!("cannot use ... with {given}-valued {argument}"));
                    return None;
                }
            } else if given + 1 >= wanted {
                let last = params.pop()?;
                let elem = match self.types.structure(last.ty) {
                    Type::Slice(elem) => *elem,
                    _ => Ty::INVALID,
                };
                while params.len() < given {
                    params.push(Var { name: last.name.clone(), ty: elem });
                }
                wanted = given;
            } else {
                wanted -= 1;
            }
        } else if has_dots {
            self.error(start_span(expr), format!("cannot use ... in call to non-variadic {function}"));
            return None;
        }
        if given == wanted {
            return Some(params);
        }
        let (at, qualifier) = match arguments {
            _ if given > wanted => (arguments[wanted].span(), "too many"),
            [.., last] => (last.span(), "not enough"),
            [] => (expr.span, "not enough"),
        };
        let have: Vec<Ty> = arguments.iter().map(|x| x.ty).collect();
        let want = Self::var_types(signature);
        let have = self.types_summary(&have, false, has_dots);
        let want = self.types_summary(&want, signature.is_variadic, false);
        self.error(at, format!("{qualifier} arguments in call to {function}\n\thave {have}\n\twant {want}"));
        None
    }

    pub(super) fn is_generic_function(&self, ty: Ty) -> bool {
        matches!(self.types.get(ty), Type::Signature(signature) if !signature.type_params.is_empty())
    }
}
