//! Type inference.
//! Source: cmd/compile/internal/types2/infer.go.

use std::rc::Rc;

use super::assign::Target;
use super::call::WrittenArgs;
use super::checker::Checker;
use super::info::Mode;
use super::operand::{Operand, Source};
use super::types::{Basic, Signature, Term, Ty, Type};
use super::unify::{Match, Unifier};
use crate::ast::{CallExpr, Expr};
use crate::print;
use crate::source::Span;

/// Inferred types that mention other parameters are resolved in so many rounds at most.
const ROUNDS_MAX: u32 = 100;

/// Why inference failed; nothing if that is reported already.
type Failure = Option<(Span, String)>;

/// What inference works on.
struct Problem<'p, 'a> {
    /// Where to report what has no better place.
    span: Span,
    type_params: Vec<Ty>,
    /// Those known beforehand.
    type_args: Vec<Option<Ty>>,
    params: Vec<Ty>,
    arguments: &'p [Operand<'a>],
    /// The argument is what the parameter is assigned to, not the other way around.
    is_reverse: bool,
}

impl<'a> Checker<'a> {
    /// Infers the missing type arguments of a call's function and of generic functions among its arguments: the
    /// instantiated signature and the types of the parameters.
    pub(super) fn infer_call(
        &mut self,
        expr: &'a Expr<'a>,
        call: &'a CallExpr<'a>,
        signature: &Rc<Signature>,
        written: WrittenArgs,
        params: &[Ty],
        (arguments, partial): (&mut [Operand<'a>], &[WrittenArgs]),
    ) -> Option<(Rc<Signature>, Vec<Ty>)> {
        let count = signature.type_params.len();
        let mut type_params = self.rename_params(&signature.type_params);
        let params: Vec<Ty> =
            params.iter().map(|&ty| self.types.subst(ty, &signature.type_params, &type_params)).collect();
        let own_params = type_params.clone();
        let mut type_args: Vec<Option<Ty>> = written.types.iter().copied().map(Some).collect();
        type_args.resize(count, None);
        let mut generic_arguments = Vec::new();
        for (index, x) in arguments.iter_mut().enumerate() {
            if !x.is_valid() || !self.is_generic_function(x.ty) {
                continue;
            }
            let Some(generic) = self.types.signature(x.ty).cloned() else { continue };
            let renamed = self.rename_params(&generic.type_params);
            let plain = self.types.without_params(x.ty);
            let plain = self.types.subst(plain, &generic.type_params, &renamed);
            // It is still a generic function, which messages show.
            if let Some(signature) = self.types.signature(plain) {
                let generic = Signature { type_params: renamed.clone().into(), ..(**signature).clone() };
                x.ty = self.types.intern(Type::Signature(Rc::new(generic)));
            }
            generic_arguments.push((index, generic, renamed.len()));
            type_params.extend(renamed);
            type_args.extend(partial.get(index).iter().flat_map(|args| &args.types).copied().map(Some));
            type_args.resize(type_params.len(), None);
        }
        let span = self.node_span(expr);
        let problem =
            Problem { span, type_params, type_args, params: params.clone(), arguments, is_reverse: false };
        let inferred = match self.infer(problem) {
            Ok(inferred) => inferred,
            Err(failure) => {
                if let Some((span, message)) = failure {
                    let function = print::expr(&call.function);
                    self.error(span, format!("in call to {function}, {message}"));
                }
                return None;
            }
        };
        let own_args = &inferred[..count];
        let mut instance = signature.clone();
        if count > 0 {
            instance = self.instantiate_signature(&call.function, span, signature, own_args, &written)?;
        }
        let params = params.iter().map(|&ty| self.types.subst(ty, &own_params, own_args)).collect();
        let mut next = count;
        for (index, generic, len) in generic_arguments {
            let args = inferred[next..next + len].to_vec();
            next += len;
            let x = &mut arguments[index];
            let Some(function) = x.syntax() else { continue };
            let signature = self.instantiate_signature(
                function,
                function.span,
                &generic,
                &args,
                &WrittenArgs::default(),
            )?;
            x.ty = self.types.intern(Type::Signature(signature));
            self.record(x);
        }
        Some((instance, params))
    }

    /// Infers the type arguments of a generic function from what it is assigned to.
    pub(super) fn infer_target(
        &mut self,
        target: Option<&Target>,
        x: &Operand<'a>,
        signature: &Rc<Signature>,
        written: &WrittenArgs,
    ) -> Option<Vec<Ty>> {
        let type_params = self.rename_params(&signature.type_params);
        let mut params = Vec::new();
        let mut arguments = Vec::new();
        let span = x.syntax().map_or(x.span(), |expr| self.node_span(expr));
        if let Some(target) = target {
            let plain = self.types.without_params(x.ty);
            params.push(self.types.subst(plain, &signature.type_params, &type_params));
            let source = Source::Text(target.description.clone(), span);
            arguments.push(Operand::new(Mode::Value, self.types.under(target.ty), source));
        }
        let mut type_args: Vec<Option<Ty>> = written.types.iter().copied().map(Some).collect();
        type_args.resize(type_params.len(), None);
        let arguments = &arguments;
        let problem = Problem { span, type_params, type_args, params, arguments, is_reverse: true };
        match self.infer(problem) {
            Ok(inferred) => Some(inferred),
            Err(failure) => {
                if let Some((span, message)) = failure {
                    self.error(span, message);
                }
                None
            }
        }
    }

    /// Fresh copies of type parameters, so that a generic function that calls itself is not confused with its callee.
    fn rename_params(&mut self, params: &[Ty]) -> Vec<Ty> {
        let mut fresh = Vec::with_capacity(params.len());
        for &param in params {
            let Some(id) = self.types.as_param(param) else { continue };
            let (obj, name, index) = {
                let entry = self.types.param(id);
                (entry.obj, entry.name.clone(), entry.index)
            };
            let hides_at = self.types.param(id).hides_at.clone();
            let copy = self.types.new_param(obj, name, index);
            if let Type::Param(id) = *self.types.get(copy) {
                self.types.param_mut(id).hides_at = hides_at;
            }
            fresh.push(copy);
        }
        for (&param, &new) in params.iter().zip(&fresh) {
            let Some(id) = self.types.as_param(param) else { continue };
            let constraint = self.types.param(id).constraint;
            let constraint = self.types.subst(constraint, params, &fresh);
            if let Type::Param(id) = *self.types.get(new) {
                self.types.param_mut(id).constraint = constraint;
            }
        }
        fresh
    }

    fn infer(&mut self, problem: Problem<'_, 'a>) -> Result<Vec<Ty>, Failure> {
        let Problem { span, type_params, type_args, params, arguments, is_reverse } = problem;
        if let Some(all) = type_args.iter().copied().collect::<Option<Vec<Ty>>>() {
            return Ok(all);
        }
        if arguments.iter().any(|x| !x.is_valid()) {
            return Err(None);
        }
        let known: (Vec<Ty>, Vec<Ty>) = type_params
            .iter()
            .zip(&type_args)
            .filter_map(|(&param, &arg)| arg.map(|arg| (param, arg)))
            .unzip();
        let params: Vec<Ty> = params.iter().map(|&ty| self.types.subst(ty, &known.0, &known.1)).collect();
        let mut u = Unifier::new(&type_params, &type_args);
        let mut untyped = Vec::new();
        for (index, (x, &param)) in arguments.iter().zip(&params).enumerate() {
            let ty = self.types.without_params(x.ty);
            if !self.types.mentions(param, &type_params) && !self.types.mentions(ty, &type_params) {
                continue;
            }
            if !self.types.is_untyped(x.ty) {
                if !self.unify(&mut u, param, ty, Match::ASSIGN) {
                    return Err(Some(self.mismatch(&u, &type_params, param, x, is_reverse)));
                }
            } else if self.types.as_param(param).is_some() && !x.is_nil() {
                untyped.push(index);
            }
        }
        self.use_constraints(&mut u, &type_params, span)?;
        self.use_untyped(&mut u, &type_params, &params, arguments, &untyped)?;
        self.resolve(&u, &type_params, &type_args, span)
    }

    fn mismatch(
        &mut self,
        u: &Unifier,
        type_params: &[Ty],
        param: Ty,
        x: &Operand<'a>,
        is_reverse: bool,
    ) -> (Span, String) {
        let (given, written) = (self.type_text(x.ty), x.text());
        let inferred = u.inferred();
        if inferred.iter().all(Option::is_none) {
            let names: Vec<String> = type_params.iter().map(|&param| self.type_text(param)).collect();
            let (param, names) = (self.type_text(param), and_list(&names));
            return (
                x.span(),
                format!("type {given} of {written} does not match {param} (cannot infer {names})"),
            );
        }
        let known: (Vec<Ty>, Vec<Ty>) = type_params
            .iter()
            .zip(&inferred)
            .filter_map(|(&param, &arg)| arg.map(|arg| (param, arg)))
            .unzip();
        let substituted = self.types.subst(param, &known.0, &known.1);
        let (shown, param_text) = (self.type_text(substituted), self.type_text(param));
        let message = if substituted == param {
            format!("type {given} of {written} does not match {param_text}")
        } else if is_reverse {
            format!("inferred type {shown} for {param_text} does not match type {given} of {written}")
        } else {
            format!("type {given} of {written} does not match inferred type {shown} for {param_text}")
        };
        (x.span(), message)
    }

    /// Learns from constraints that admit one type only, and from their methods.
    fn use_constraints(&mut self, u: &mut Unifier, type_params: &[Ty], span: Span) -> Result<(), Failure> {
        for _ in 0..ROUNDS_MAX {
            let before = u.unknown_count();
            for (index, &param) in type_params.iter().enumerate() {
                let known = u.at(index);
                if let Some((core, is_single)) = self.core_term(param) {
                    match known {
                        Some(ty) if !self.unify(u, ty, core.ty, Match::INEXACT) => {
                            return Err(Some((span, self.unsatisfied(param, ty, ""))));
                        }
                        None if is_single && !core.is_tilde => u.set(index, core.ty),
                        _ => {}
                    }
                }
                if let Some(ty) = known.filter(|&ty| !self.types.mentions(ty, type_params)) {
                    self.use_methods(u, param, ty, span)?;
                }
            }
            if u.unknown_count() == before {
                break;
            }
        }
        Ok(())
    }

    fn unsatisfied(&self, param: Ty, ty: Ty, cause: &str) -> String {
        let constraint = self.types.as_param(param).map_or(Ty::INVALID, |id| self.types.param(id).constraint);
        let space = if cause.is_empty() { "" } else { " " };
        let (param, ty, constraint) = (self.type_text(param), self.type_text(ty), self.type_text(constraint));
        format!("{param} (type {ty}) does not satisfy {constraint}{space}{cause}")
    }

    fn use_methods(&mut self, u: &mut Unifier, param: Ty, ty: Ty, span: Span) -> Result<(), Failure> {
        for method in &self.types.type_set(param).methods.clone() {
            let found =
                self.types.lookup(ty, false, method.pkg, &method.name).ok().and_then(|found| found.method);
            let matches = match found {
                Some(found) => {
                    let found = self.signature_of(found);
                    self.unify(u, found, method.ty, Match::EXACT)
                }
                None => false,
            };
            if !matches {
                let cause = self.lacks_method(ty, param).unwrap_or_default();
                return Err(Some((span, self.unsatisfied(param, ty, &cause))));
            }
        }
        Ok(())
    }

    /// The type that all types of a parameter's constraint share, and whether the constraint has only that one.
    fn core_term(&self, param: Ty) -> Option<(Term, bool)> {
        let terms = self.types.type_set(param).terms.clone()?;
        if let [only] = terms[..] {
            return Some((only, true));
        }
        let ty = self.common_type(param)?;
        Some((Term { is_tilde: terms.iter().any(|term| term.is_tilde), ty }, false))
    }

    /// Parameters known only by untyped constants get those constants' default type.
    fn use_untyped(
        &mut self,
        u: &mut Unifier,
        type_params: &[Ty],
        params: &[Ty],
        arguments: &[Operand<'a>],
        untyped: &[usize],
    ) -> Result<(), Failure> {
        let mut largest: Vec<(usize, Ty)> = Vec::new();
        for &index in untyped {
            let param = self.types.unalias(params[index]);
            let Some(position) = type_params.iter().position(|&other| other == param) else { continue };
            if u.at(position).is_some() {
                continue;
            }
            let x = &arguments[index];
            let Some((_, max)) = largest.iter_mut().find(|(other, _)| *other == position) else {
                largest.push((position, x.ty));
                continue;
            };
            let numeric = |ty: Ty| self.types.is(ty, Basic::is_numeric);
            if *max != x.ty && !(numeric(*max) && numeric(x.ty)) {
                let (a, b, param) = (self.type_text(*max), self.type_text(x.ty), self.type_text(param));
                return Err(Some((x.span(), format!("mismatched types {a} and {b} (cannot infer {param})"))));
            }
            *max = (*max).max(x.ty);
        }
        for (position, ty) in largest {
            u.set(position, self.types.default_type(ty));
        }
        Ok(())
    }

    /// Replaces parameters within inferred types, and reports what is still missing.
    fn resolve(
        &mut self,
        u: &Unifier,
        type_params: &[Ty],
        type_args: &[Option<Ty>],
        span: Span,
    ) -> Result<Vec<Ty>, Failure> {
        let mut inferred = u.inferred();
        for _ in 0..=type_params.len() {
            let known: (Vec<Ty>, Vec<Ty>) = type_params
                .iter()
                .zip(&inferred)
                .filter_map(|(&param, &arg)| arg.map(|arg| (param, arg)))
                .unzip();
            let mut changed = false;
            for (index, slot) in inferred.iter_mut().enumerate() {
                let Some(ty) = slot.filter(|_| type_args[index].is_none()) else { continue };
                let next = self.types.subst(ty, &known.0, &known.1);
                changed |= next != ty;
                *slot = Some(next);
            }
            if !changed {
                break;
            }
        }
        let mut result = Vec::with_capacity(inferred.len());
        for (&param, ty) in type_params.iter().zip(&inferred) {
            match ty.filter(|&ty| !self.types.mentions(ty, type_params)) {
                Some(ty) => result.push(ty),
                None => {
                    let Some(id) = self.types.as_param(param) else { return Err(None) };
                    let entry = self.types.param(id);
                    let position = self.sources.position(self.objects.get(entry.obj).span);
                    return Err(Some((
                        span,
                        format!("cannot infer {} (declared at {position})", entry.name),
                    )));
                }
            }
        }
        Ok(result)
    }
}

/// `A`, `A and B`, `A, B, and C`
fn and_list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first} and {second}"),
        [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
    }
}
