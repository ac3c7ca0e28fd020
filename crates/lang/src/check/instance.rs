//! Instances of generic types and functions.

use std::rc::Rc;

use super::assign::Target;
use super::call::WrittenArgs;
use super::checker::{Checker, Later};
use super::info::{Instance, Mode};
use super::operand::{Operand, Source};
use super::position::start_span;
use super::signature::instantiated_ident;
use super::types::{Signature, Ty, Type};
use crate::ast::{Expr, Name};
use crate::print;
use crate::source::Span;

impl<'a> Checker<'a> {
    /// `G[A, B]` as a type.
    /// Source: cmd/compile/internal/types2/typexpr.go:instantiatedType.
    pub(super) fn instantiated_type(&mut self, generic: &'a Expr<'a>, list: &'a [Expr<'a>]) -> Ty {
        let (ty, cause) = self.generic_type(generic);
        if let Some(cause) = cause {
            let list = print::expr_list(list);
            let message = format!("invalid operation: {}[{list}] ({cause})", print::expr(generic));
            self.error(generic.span, message);
        }
        if ty.is_invalid() {
            return ty;
        }
        let Some(args) = self.type_list(list) else { return Ty::INVALID };
        let (name, params) = match self.types.get(ty) {
            Type::Named(id) => {
                (self.types.named(*id).name.clone(), self.types.named(*id).type_params.clone())
            }
            Type::Alias(id) => {
                (self.types.alias(*id).name.clone(), self.types.alias(*id).type_params.clone())
            }
            _ => return Ty::INVALID,
        };
        let args: Rc<[Ty]> = args.into();
        let (span, spans) = (self.node_span(generic), list.iter().map(start_span).collect());
        // What an alias stands for is known at once; a defined type with wrong arguments is a type whose structure nobody
        // knows.
        if args.len() != params.len() && matches!(self.types.get(ty), Type::Alias(_)) {
            self.check_instance(span, &name, &params, &args, &[]);
            return Ty::INVALID;
        }
        let instance = self.types.instantiate(ty, &args);
        if args.len() == params.len() {
            self.instance_spans.get_or_insert_with(instance, || start_span(generic));
            if let Some(ident) = instantiated_ident(generic) {
                self.info.instances.insert(ident.id, Instance { type_args: args.clone(), ty: instance });
            }
        }
        self.later.push(Later::Instance { span, name, params, args, spans });
        instance
    }

    /// Checks type arguments against the constraints.
    pub(super) fn check_instance(
        &mut self,
        span: Span,
        name: &Name,
        params: &[Ty],
        args: &[Ty],
        spans: &[Span],
    ) {
        let (have, want) = (args.len(), params.len());
        if have != want {
            let qualifier = if have < want { "not enough" } else { "too many" };
            let message = format!("{qualifier} type arguments for type {name}: have {have}, want {want}");
            return self.error(span, message);
        }
        for (index, (&param, &arg)) in params.iter().zip(args).enumerate() {
            let Some(id) = self.types.as_param(param) else { continue };
            let constraint = self.types.param(id).constraint;
            let constraint = self.types.subst(constraint, params, args);
            if let Err(cause) = self.implements(arg, constraint, true) {
                let at = spans.get(index).copied().unwrap_or(span);
                return self.error(at, cause);
            }
        }
        self.note_instance(span, params, args, spans);
    }

    /// A generic function's signature with all its type arguments; records the use.
    pub(super) fn instantiate_signature(
        &mut self,
        function: &'a Expr<'a>,
        span: Span,
        generic: &Rc<Signature>,
        args: &[Ty],
        written: &WrittenArgs,
    ) -> Option<Rc<Signature>> {
        let ty = self.types.intern(Type::Signature(generic.clone()));
        let instance = self.types.instantiate_signature(ty, args);
        let type_args: Rc<[Ty]> = args.into();
        if let Some(ident) = instantiated_ident(function) {
            self.info.instances.insert(ident.id, Instance { type_args: type_args.clone(), ty: instance });
        }
        self.later.push(Later::Instance {
            span,
            name: "".into(),
            params: generic.type_params.clone(),
            args: type_args,
            spans: written.spans.clone(),
        });
        self.types.signature(instance).cloned()
    }

    /// Instantiates the generic function `x`: with the type arguments written, those that `target` implies, and those
    /// inferred. Without `infer`, `x` is left generic when some are missing, for the call that it is an argument of; then
    /// the result is those written.
    /// Source: cmd/compile/internal/types2/call.go:funcInst.
    pub(super) fn function_instance(
        &mut self,
        target: Option<&Target>,
        x: &mut Operand<'a>,
        index: Option<(&'a Expr<'a>, &'a [Expr<'a>])>,
        infer: bool,
    ) -> WrittenArgs {
        let mut written = WrittenArgs::default();
        let Some(signature) = self.types.signature(x.ty).cloned() else {
            x.invalidate();
            return written;
        };
        if let Some((expr, list)) = index {
            x.expr = Source::Expr(expr);
            let Some(types) = self.type_list(list) else {
                x.invalidate();
                return written;
            };
            written = WrittenArgs { types, spans: list.iter().map(start_span).collect() };
        }
        let (got, want) = (written.types.len(), signature.type_params.len());
        if got > want {
            let message = format!("got {got} type arguments but want {want}");
            self.error(written.spans[got - 1], message);
            x.invalidate();
            return written;
        }
        let mut args = written.types.clone();
        if got < want {
            if !infer {
                return written;
            }
            match self.infer_target(target, x, &signature, &written) {
                Some(inferred) => args = inferred,
                None => {
                    x.invalidate();
                    return written;
                }
            }
        }
        let Some(expr) = x.syntax() else {
            x.invalidate();
            return written;
        };
        match self.instantiate_signature(expr, x.span(), &signature, &args, &written) {
            Some(instance) => {
                x.ty = self.types.intern(Type::Signature(instance));
                x.mode = Mode::Value;
            }
            None => x.invalidate(),
        }
        WrittenArgs::default()
    }
}
