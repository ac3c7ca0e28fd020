//! Calls, conversions and built-ins.

use super::build::{Builder, SOME_POINTER};
use super::facts::{elem, is_string, pointee};
use super::ir::{Class, N, Op};
use super::keys::Key;
use crate::ast::{CallExpr, Expr, ExprId, ExprKind, Ident};
use crate::check::types::{Basic, MethodRef};
use crate::check::{Adjust, Builtin, Mode, ObjectKind, SelectionKind, Ty, Type};

impl<'a> Builder<'_, '_, 'a> {
    pub fn call(&mut self, expr: &'a Expr<'a>, call: &'a CallExpr<'a>) -> N {
        match self.info.expr(call.function.id).mode {
            Mode::Type => return self.conversion(expr, call),
            Mode::Builtin => return self.builtin(expr, call),
            _ => {}
        }
        let function = call.function.unparen();
        let ty = self.ty(expr);
        let signature = self.signature(function);
        let mut kids = Vec::with_capacity(call.arguments.len() + 2);
        let mut op = Op::Call;
        match &function.kind {
            ExprKind::Selector { operand, member }
                if self.info.selections.get(&function.id).map(|s| s.kind)
                    == Some(SelectionKind::MethodValue) =>
            {
                match self.method(function, operand, member) {
                    Some((func, receiver)) => kids.extend([func, receiver]),
                    None => {
                        op = Op::CallInter;
                        kids.push(self.expr(operand));
                    }
                }
            }
            ExprKind::Selector { operand, member }
                if self.info.selections.get(&function.id).map(|s| s.kind)
                    == Some(SelectionKind::MethodExpr) =>
            {
                kids.push(self.method_expr(operand, member, function));
            }
            _ => kids.push(self.expr(function)),
        }
        let mut data = 0;
        let several = match call.arguments {
            [only] => match self.esc.types.get(self.info.ty(only.id)) {
                Type::Tuple(vars) => Some((only, vars.iter().map(|var| var.ty).collect::<Vec<Ty>>())),
                _ => None,
            },
            _ => None,
        };
        let is_variadic = self.esc.types.signature(signature).is_some_and(|s| s.is_variadic);
        match several {
            Some((only, types)) if is_variadic => {
                let all = self.spread_variadic(only, &types, signature, &mut kids);
                kids.insert(0, all);
                return self.node_with(op, ty, kids, 1, 0);
            }
            Some((only, _)) => {
                data = 1;
                kids.push(self.expr(only));
            }
            None => self.arguments(call, signature, &mut kids),
        }
        self.node_with(op, ty, kids, 0, data)
    }

    /// The results of a call as arguments, of which some belong into a slice: they lie in variables before, as the
    /// statement says that is given. Source: typecheck.go:RewriteMultiValueCall.
    fn spread_variadic(&mut self, only: &'a Expr<'a>, types: &[Ty], signature: Ty, kids: &mut Vec<N>) -> N {
        let (mut dcls, mut left, mut values) = (Vec::new(), Vec::new(), Vec::new());
        for &ty in types {
            let ty = self.subst(ty);
            let v = self.variable(None, ty, Class::Auto);
            let name = self.mention(v);
            dcls.push(self.node(Op::Dcl, Ty::INVALID, vec![name]));
            left.push(self.mention(v));
            values.push((self.mention(v), ty));
        }
        let value = self.expr(only);
        let params = self.esc.types.signature(signature).map(|s| s.params.clone());
        let params = params.iter().flat_map(|params| params.iter()).map(|param| param.ty);
        let params: Vec<Ty> = params.collect();
        if let Some((&last, fixed)) = params.split_last() {
            let elem = elem(self.esc.types, last).unwrap_or(Ty::INVALID);
            let rest = values.split_off(fixed.len().min(values.len()));
            kids.extend(values.iter().zip(fixed).map(|(&(n, from), &ty)| self.converted(n, from, ty)));
            let rest: Vec<N> = rest.iter().map(|&(n, from)| self.converted(n, from, elem)).collect();
            let op = if rest.is_empty() { Op::Nil } else { Op::SliceLit };
            kids.push(self.node(op, last, rest));
        }
        self.assign_nodes(dcls, left, vec![value])
    }

    /// The arguments as they are passed.
    fn arguments(&mut self, call: &'a CallExpr<'a>, signature: Ty, kids: &mut Vec<N>) {
        let Some(signature) = self.esc.types.signature(signature).cloned() else {
            kids.extend(call.arguments.iter().map(|arg| self.expr(arg)));
            return;
        };
        for (index, param) in signature.params.iter().enumerate() {
            let is_last = index + 1 == signature.params.len();
            if signature.is_variadic && is_last && call.spread.is_none() {
                let elem = elem(self.esc.types, param.ty).unwrap_or(Ty::INVALID);
                let rest = call.arguments.get(index..).unwrap_or(&[]);
                let values: Vec<N> = rest.iter().map(|arg| self.expr_as(arg, elem)).collect();
                let op = if values.is_empty() { Op::Nil } else { Op::SliceLit };
                kids.push(self.node(op, param.ty, values));
            } else if let Some(arg) = call.arguments.get(index) {
                kids.push(self.expr_as(arg, param.ty));
            }
        }
    }

    /// The signature of what is called, with type arguments in it.
    fn signature(&mut self, function: &'a Expr<'a>) -> Ty {
        let id = function.instantiated();
        match self.info.instances.get(&id) {
            Some(instance) => self.subst(instance.ty),
            None => self.ty(function),
        }
    }

    /// The method that a selector denotes, and its receiver as it is passed; none if it is known only when it is called.
    pub fn method(&mut self, expr: &Expr, operand: &'a Expr<'a>, member: &Ident) -> Option<(N, N)> {
        let selection = self.info.selections.get(&expr.id)?;
        let MethodRef::Declared { obj, receiver } = selection.method? else { return None };
        let key = self.method_key(obj, receiver, member.id);
        let index = self.callee(&key);
        let func = self.node_with(Op::Method, Ty::INVALID, Vec::new(), 0, index);
        let x = self.expr(operand);
        let from = self.ty(operand);
        let (x, ty) = self.steps(x, from, &selection.path);
        let receiver = match selection.adjust {
            Adjust::None => x,
            Adjust::AddressOf => self.node(Op::Addr, SOME_POINTER, vec![x]),
            Adjust::Deref => {
                let elem = pointee(self.esc.types, ty).unwrap_or(Ty::INVALID);
                self.node(Op::Deref, elem, vec![x])
            }
        };
        Some((func, receiver))
    }

    fn method_key(&mut self, obj: crate::check::ObjId, receiver: Ty, member: ExprId) -> Key {
        let receiver = self.subst(receiver);
        let of_type = self.esc.types.as_named(receiver).map(|id| self.esc.types.named(id).type_args.clone());
        let own = self.instance_args(member);
        let of_type = of_type.unwrap_or_default();
        let canonical: Vec<Ty> = of_type.iter().map(|&arg| self.esc.types.canonical(arg)).collect();
        Key { obj, args: canonical.into_iter().chain(own.iter().copied()).collect() }
    }

    fn method_expr(&mut self, operand: &'a Expr<'a>, member: &Ident, function: &Expr) -> N {
        let method = self.info.selections.get(&function.id).map(|s| (s.method, s.path.is_empty(), s.adjust));
        match method {
            Some((Some(MethodRef::Declared { obj, receiver }), true, Adjust::None)) => {
                let key = self.method_key(obj, receiver, member.id);
                let index = self.callee(&key);
                self.node_with(Op::Method, Ty::INVALID, Vec::new(), 0, index)
            }
            _ => {
                let ty = self.ty(operand);
                self.node(Op::Global, ty, Vec::new())
            }
        }
    }

    fn conversion(&mut self, expr: &'a Expr<'a>, call: &'a CallExpr<'a>) -> N {
        let Some(operand) = call.arguments.first() else { return self.lit() };
        let to = self.ty(expr);
        if self.info.expr(operand.id).mode == Mode::Nil {
            return self.node(Op::Nil, to, Vec::new());
        }
        let from = self.ty(operand);
        let x = self.expr(operand);
        let types = &self.esc.types;
        if types.is_interface(to) {
            return self.converted(x, from, to);
        }
        // What is computed with an address is not followed; our own packages know what they do with it.
        let is_address = types.basic(to).is_some_and(|basic| basic == Basic::Uintptr)
            && types.basic(from).is_some_and(|basic| basic == Basic::UnsafePointer);
        if is_address && !self.esc.checked.packages[self.ir.copies[0].pkg.index()].is_imported {
            return self.node_with(Op::Leak, to, vec![x], 0, 0);
        }
        let is_slice = |ty| matches!(types.structure(ty), Type::Slice(_));
        let op = match (is_string(types, to), is_string(types, from)) {
            (true, false) => Op::ConvStr,
            (false, true) if is_slice(to) => Op::ConvStr,
            _ if is_slice(from) && matches!(types.structure(to), Type::Array { .. }) => Op::SliceToArray,
            _ => match (types.structure(to), types.structure(from)) {
                (Type::Basic(a), Type::Basic(b)) if a.is_numeric() && b.is_numeric() && a != b => Op::Conv,
                (Type::Pointer(_), Type::Slice(_)) => Op::SliceToPointer,
                _ => Op::ConvNop,
            },
        };
        self.node(op, to, vec![x])
    }

    fn builtin(&mut self, expr: &'a Expr<'a>, call: &'a CallExpr<'a>) -> N {
        let ident = match &call.function.unparen().kind {
            ExprKind::Name(ident) => Some(ident.id),
            ExprKind::Selector { member, .. } => Some(member.id),
            _ => None,
        };
        let obj = ident.and_then(|id| self.info.object(id));
        let Some(ObjectKind::Builtin(builtin)) = obj.map(|obj| &self.esc.checked.objects.get(obj).kind)
        else {
            return self.lit();
        };
        let builtin = *builtin;
        let ty = self.ty(expr);
        let args = call.arguments;
        if let [only] = args
            && let Type::Tuple(_) = self.esc.types.get(self.info.ty(only.id))
        {
            // The operands are the results of a call; where they go is not followed.
            let kids = vec![self.expr(only)];
            return self.node_with(Op::Leak, ty, kids, 0, 1);
        }
        let plain = |b: &mut Self| -> Vec<N> {
            args.iter()
                .filter(|arg| !b.is_type(arg))
                .collect::<Vec<_>>()
                .iter()
                .map(|arg| b.expr(arg))
                .collect()
        };
        let op = match builtin {
            Builtin::Append => {
                let Some((slice, rest)) = args.split_first() else { return self.lit() };
                let elem = self.elem_of(expr);
                let mut kids = vec![self.expr(slice)];
                let is_spread = call.spread.is_some();
                for value in rest {
                    kids.push(if is_spread { self.expr(value) } else { self.expr_as(value, elem) });
                }
                return self.node_with(Op::Append, ty, kids, 0, is_spread.into());
            }
            Builtin::Panic => {
                let Some(value) = args.first() else { return self.lit() };
                let kids = vec![self.expr_as(value, Ty::EMPTY_INTERFACE)];
                return self.node(Op::Panic, Ty::INVALID, kids);
            }
            Builtin::New => {
                let Some(x) = args.first() else { return self.lit() };
                if self.is_type(x) {
                    return self.node(Op::New, ty, Vec::new());
                }
                let elem = pointee(self.esc.types, ty).unwrap_or(Ty::INVALID);
                let kids = vec![self.expr_as(x, elem)];
                return self.node(Op::PtrLit, ty, kids);
            }
            Builtin::Make => match self.esc.types.structure(ty) {
                Type::Slice(_) => Op::MakeSlice,
                Type::Map { .. } => Op::MakeMap,
                _ => Op::MakeChan,
            },
            Builtin::Delete => {
                let [map, key] = args else { return self.lit() };
                let of = self.ty(map);
                let wanted = match *self.esc.types.structure(of) {
                    Type::Map { key, .. } => key,
                    _ => Ty::INVALID,
                };
                let kids = vec![self.expr(map), self.expr_as(key, wanted)];
                return self.node_with(Op::Operator, ty, kids, 0, 1);
            }
            Builtin::Len => Op::Len,
            Builtin::Cap => Op::Cap,
            Builtin::Copy => Op::Copy,
            Builtin::Clear => Op::Clear,
            Builtin::Recover => Op::Recover,
            Builtin::Min | Builtin::Max => Op::MinMax,
            _ => {
                let kids = plain(self);
                return self.node_with(Op::Operator, ty, kids, 0, 1);
            }
        };
        let kids = plain(self);
        self.node(op, ty, kids)
    }
}
