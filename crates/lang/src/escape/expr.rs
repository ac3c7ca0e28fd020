//! Expressions.

use super::build::{Builder, SOME_POINTER};
use super::facts::{elem, is_array, is_string, pointee};
use super::ir::{N, Op};
use crate::ast::{BinaryExpr, BinaryOp, CompositeLit, Expr, ExprKind, SliceExpr, UnaryOp};
use crate::check::{Mode, ObjectKind, SelectionKind, Ty, Type};

impl<'a> Builder<'_, '_, 'a> {
    /// An expression as a value of a type that it can be assigned to.
    pub fn expr_as(&mut self, expr: &'a Expr<'a>, ty: Ty) -> N {
        let n = self.expr(expr);
        let from = if self.info.expr(expr.id).mode == Mode::Nil { ty } else { self.ty(expr) };
        self.converted(n, from, ty)
    }

    /// A value, put into an interface if the type is one and it is none.
    pub fn converted(&mut self, n: N, from: Ty, ty: Ty) -> N {
        let types = &self.esc.types;
        if ty == Ty::INVALID || !types.is_interface(ty) || types.is_interface(from) {
            return n;
        }
        let conv = self.node(Op::ConvIface, ty, vec![n]);
        self.ir.nodes[conv as usize].at = self.ir.node(n).at;
        conv
    }

    pub fn expr(&mut self, expr: &'a Expr<'a>) -> N {
        let expr = expr.unparen();
        let outer = std::mem::replace(&mut self.at, expr.id.0);
        let n = self.expr_here(expr);
        self.at = outer;
        n
    }

    fn expr_here(&mut self, expr: &'a Expr<'a>) -> N {
        let info = self.info.expr(expr.id);
        match info.mode {
            Mode::Constant => {
                let word = info.value.as_ref().and_then(|value| value.as_i64());
                let (ty, word) =
                    (self.ty(expr), word.and_then(|word| word.try_into().ok()).unwrap_or(u32::MAX));
                return self.node_with(Op::Lit, ty, Vec::new(), 0, word);
            }
            Mode::Type | Mode::Builtin => return self.lit(),
            Mode::Nil => {
                let ty = self.ty(expr);
                return self.node(Op::Nil, ty, Vec::new());
            }
            _ => {}
        }
        match &expr.kind {
            ExprKind::Name(ident) => match self.function_named(ident.id) {
                Some(func) => func,
                None => {
                    let ty = self.ty(expr);
                    self.name(ident, ty)
                }
            },
            ExprKind::Composite(lit) => self.composite_lit(expr, lit),
            ExprKind::Func(lit) => {
                let Some(func) = self.info.funcs.get(&expr.id) else { return self.lit() };
                let f = self.function(Some(self.f), func, &lit.body, Some(expr.id));
                let ty = self.ty(expr);
                self.node_with(Op::Closure, ty, Vec::new(), 0, f)
            }
            ExprKind::Selector { operand, member } => self.selector(expr, operand, member),
            ExprKind::Index { operand, indices } => self.index(expr, operand, indices),
            ExprKind::Slice(slice) => self.slice(expr, slice),
            ExprKind::TypeAssert { operand, .. } => {
                let x = self.expr(operand);
                let ty = self.value_ty(expr);
                self.node(Op::DotType, ty, vec![x])
            }
            ExprKind::Call(call) => self.call(expr, call),
            ExprKind::Star(operand) => {
                let (x, ty) = (self.expr(operand), self.ty(expr));
                self.node(Op::Deref, ty, vec![x])
            }
            ExprKind::Unary { op, operand } => self.unary(expr, *op, operand),
            ExprKind::Binary(_) => self.binary(expr),
            _ => self.lit(),
        }
    }

    /// The type of a value, also where a second one says whether there is one.
    pub fn value_ty(&mut self, expr: &'a Expr<'a>) -> Ty {
        let ty = self.ty(expr);
        match self.esc.types.get(ty) {
            Type::Tuple(vars) => vars.first().map_or(Ty::INVALID, |var| var.ty),
            _ => ty,
        }
    }

    /// The declared function that an identifier stands for.
    pub fn function_named(&mut self, id: crate::ast::ExprId) -> Option<N> {
        let obj = self.info.object(id)?;
        if !matches!(self.esc.checked.objects.get(obj).kind, ObjectKind::Func(_)) {
            return None;
        }
        let args = self.instance_args(id);
        let index = self.callee(&super::keys::Key { obj, args });
        Some(self.node_with(Op::Func, Ty::INVALID, Vec::new(), 0, index))
    }

    pub fn instance_args(&mut self, id: crate::ast::ExprId) -> std::rc::Rc<[Ty]> {
        let Some(instance) = self.info.instances.get(&id) else { return [].into() };
        let concrete = |b: &mut Self, &arg: &Ty| {
            let arg = b.subst(arg);
            b.esc.types.canonical(arg)
        };
        instance.type_args.iter().map(|arg| concrete(self, arg)).collect()
    }

    fn unary(&mut self, expr: &'a Expr<'a>, op: UnaryOp, operand: &'a Expr<'a>) -> N {
        let ty = self.value_ty(expr);
        match op {
            UnaryOp::Address => {
                if let Some(lit) = Self::composite(operand) {
                    let x = self.composite_lit(operand.unparen(), lit);
                    return self.node(Op::PtrLit, ty, vec![x]);
                }
                let x = self.expr(operand);
                self.node(Op::Addr, ty, vec![x])
            }
            UnaryOp::Receive => {
                let x = self.expr(operand);
                self.node(Op::Recv, ty, vec![x])
            }
            _ => {
                let x = self.expr(operand);
                self.node_with(Op::Operator, ty, vec![x], 0, 1)
            }
        }
    }

    /// A chain of binary operators, as one node.
    fn binary(&mut self, expr: &'a Expr<'a>) -> N {
        let ty = self.ty(expr);
        if is_string(self.esc.types, ty) {
            let mut parts = Vec::new();
            self.string_parts(expr, &mut parts);
            return self.node(Op::AddStr, ty, parts);
        }
        let Some((first, chain)) = BinaryExpr::chain(expr) else { return self.lit() };
        let count = chain.len() as u32;
        // Constant parts of it are one literal.
        let skip = chain.iter().rposition(|(at, _)| self.info.expr(at.id).mode == Mode::Constant);
        let (first, chain) = match skip {
            Some(at) => (chain[at].0, &chain[at + 1..]),
            None => (first, &chain[..]),
        };
        let mut kids = Vec::with_capacity(chain.len() + 1);
        for (index, (_, binary)) in chain.iter().enumerate() {
            let (left, right) = (&binary.left, &binary.right);
            let mut types = (Ty::INVALID, Ty::INVALID);
            if matches!(binary.op, BinaryOp::Equal | BinaryOp::NotEqual) {
                // A value that is compared with an interface is put into one.
                types = (self.ty(right), self.ty(left));
                let nil = |b: &Self, expr: &Expr| b.info.expr(expr.id).mode == Mode::Nil;
                if nil(self, left) || nil(self, right) {
                    types = (Ty::INVALID, Ty::INVALID);
                }
            }
            if index == 0 {
                kids.push(self.expr_as(first, types.0));
            }
            kids.push(self.expr_as(right, types.1));
        }
        let count = if skip.is_some() { chain.len() as u32 } else { count };
        self.node_with(Op::Operator, ty, kids, 0, count)
    }

    fn string_parts(&mut self, expr: &'a Expr<'a>, parts: &mut Vec<N>) {
        let Some((first, chain)) = BinaryExpr::chain(expr).filter(|_| self.info.value(expr.id).is_none())
        else {
            return parts.push(self.expr(expr));
        };
        let skip = chain.iter().rposition(|(at, _)| self.info.expr(at.id).mode == Mode::Constant);
        let (first, chain) = match skip {
            Some(at) => (chain[at].0, &chain[at + 1..]),
            None => (first, &chain[..]),
        };
        parts.push(self.expr(first));
        for (_, binary) in chain {
            parts.push(self.expr(&binary.right));
        }
    }

    fn composite_lit(&mut self, expr: &'a Expr<'a>, lit: &'a CompositeLit<'a>) -> N {
        let ty = self.ty(expr);
        // In a list of pointers, `{...}` stands for `&T{...}`.
        if let Some(inner) = pointee(self.esc.types, ty) {
            let x = self.composite_of(inner, lit);
            return self.node(Op::PtrLit, ty, vec![x]);
        }
        self.composite_of(ty, lit)
    }

    fn composite_of(&mut self, ty: Ty, lit: &'a CompositeLit<'a>) -> N {
        enum Parts {
            Struct(Vec<Ty>),
            Map(Ty, Ty),
            List(Ty),
        }
        let (op, parts) = match self.esc.types.structure(ty) {
            Type::Struct(fields) => {
                (Op::StructLit, Parts::Struct(fields.iter().map(|field| field.ty).collect()))
            }
            Type::Map { key, elem } => (Op::MapLit, Parts::Map(*key, *elem)),
            Type::Array { elem, .. } => (Op::ArrayLit, Parts::List(*elem)),
            Type::Slice(elem) => (Op::SliceLit, Parts::List(*elem)),
            _ => return self.lit(),
        };
        let fields = self.esc.types.fields(ty).cloned();
        let (mut next, mut len) = (0_u32, 0);
        let mut kids = Vec::with_capacity(lit.elements.len());
        for (index, element) in lit.elements.iter().enumerate() {
            let n = match (&parts, element.key) {
                (Parts::Struct(types), key) => {
                    let name = key.and_then(|key| key.as_name());
                    let at = match (&fields, name) {
                        (Some(fields), Some(name)) => fields.iter().position(|f| *f.name == *name.name),
                        _ => Some(index),
                    };
                    let field = at.and_then(|at| types.get(at).copied()).unwrap_or(Ty::INVALID);
                    let value = self.expr_as(&element.value, field);
                    self.node(Op::KeyValue, field, vec![value])
                }
                (Parts::Map(key_ty, elem), Some(key)) => {
                    let kids = vec![self.expr_as(key, *key_ty), self.expr_as(&element.value, *elem)];
                    self.node(Op::KeyValue, *elem, kids)
                }
                (Parts::List(elem), key) => {
                    let value = self.expr_as(&element.value, *elem);
                    let index = key.and_then(|key| self.info.value(key.id)).and_then(|value| value.as_i64());
                    next = index.and_then(|index| index.try_into().ok()).unwrap_or(next).saturating_add(1);
                    len = next.max(len);
                    match key {
                        Some(_) => {
                            let key = self.lit();
                            self.node(Op::KeyValue, *elem, vec![key, value])
                        }
                        None => value,
                    }
                }
                (Parts::Map(..), None) => continue,
            };
            kids.push(n);
        }
        // Of a slice the length.
        self.node_with(op, ty, kids, 0, len)
    }

    fn selector(
        &mut self,
        expr: &'a Expr<'a>,
        operand: &'a Expr<'a>,
        member: &'a crate::ast::Ident<'a>,
    ) -> N {
        let Some(selection) = self.info.selections.get(&expr.id) else {
            // Something of a package.
            return match self.function_named(member.id) {
                Some(func) => func,
                None => {
                    let ty = self.ty(expr);
                    self.name(member, ty)
                }
            };
        };
        let ty = self.ty(expr);
        match selection.kind {
            SelectionKind::Field => {
                let x = self.expr(operand);
                let from = self.ty(operand);
                self.steps(x, from, &selection.path).0
            }
            SelectionKind::MethodValue => match self.method(expr, operand, member) {
                Some((func, receiver)) => self.node(Op::MethodValue, ty, vec![func, receiver]),
                None => {
                    let x = self.expr(operand);
                    self.node(Op::MethodValue, ty, vec![x])
                }
            },
            SelectionKind::MethodExpr => self.lit(),
        }
    }

    /// Goes through fields; the value with its type.
    pub fn steps(&mut self, x: N, from: Ty, path: &[crate::check::types::FieldStep]) -> (N, Ty) {
        let (mut x, mut ty) = (x, from);
        for step in path {
            let base = pointee(self.esc.types, ty).filter(|_| step.through_pointer).unwrap_or(ty);
            let field =
                self.esc.types.fields(base).and_then(|fields| Some(fields.get(step.field as usize)?.ty));
            let op = if step.through_pointer { Op::DotPtr } else { Op::Dot };
            ty = field.unwrap_or(Ty::INVALID);
            // Which field it is, for comparing selectors.
            x = self.node_with(op, ty, vec![x], 0, step.field);
        }
        (x, ty)
    }

    fn index(&mut self, expr: &'a Expr<'a>, operand: &'a Expr<'a>, indices: &'a [Expr<'a>]) -> N {
        let ident = match &operand.unparen().kind {
            ExprKind::Name(ident) => Some(ident.id),
            ExprKind::Selector { member, .. }
                if self.info.selections.get(&operand.unparen().id).is_none() =>
            {
                Some(member.id)
            }
            _ => None,
        };
        if let Some(func) = ident.and_then(|id| self.function_named(id)) {
            return func;
        }
        let Some(index) = indices.first() else { return self.lit() };
        let of = self.ty(operand);
        let x = self.expr(operand);
        let ty = self.value_ty(expr);
        if let Type::Map { key, .. } = *self.esc.types.structure(of) {
            let key = self.expr_as(index, key);
            return self.node(Op::IndexMap, ty, vec![x, key]);
        }
        let i = self.expr(index);
        let x = match pointee(self.esc.types, of) {
            Some(array) => self.node(Op::Deref, array, vec![x]),
            None => x,
        };
        self.node(Op::Index, ty, vec![x, i])
    }

    fn slice(&mut self, expr: &'a Expr<'a>, slice: &'a SliceExpr<'a>) -> N {
        let ty = self.ty(expr);
        let of = self.ty(&slice.operand);
        let mut x = self.expr(&slice.operand);
        if is_array(self.esc.types, of) {
            x = self.node(Op::Addr, SOME_POINTER, vec![x]);
        }
        let mut kids = vec![x];
        let mut data = 0;
        for (bit, bound) in [&slice.low, &slice.high, &slice.max].into_iter().enumerate() {
            if let Some(bound) = bound {
                data |= 1 << bit;
                kids.push(self.expr(bound));
            }
        }
        self.node_with(Op::Slice, ty, kids, 0, data)
    }

    /// The elements' type of the slice that an expression is.
    pub fn elem_of(&mut self, expr: &'a Expr<'a>) -> Ty {
        let ty = self.ty(expr);
        elem(self.esc.types, ty).unwrap_or(Ty::INVALID)
    }
}
