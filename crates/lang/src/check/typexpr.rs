//! Names and type expressions.

use super::checker::{Checker, Later};
use super::constant;
use super::info::Mode;
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::{Operand, Source};
use super::position::start_span;
use super::types::{Basic, ChanDir, EXTENT_MAX, Ty, Type};
use super::untyped::represent;
use crate::ast::{self, Expr, ExprKind, Ident};
use crate::print;
use crate::source::Span;

impl<'a> Checker<'a> {
    /// What a name stands for.
    /// Source: cmd/compile/internal/types2/typexpr.go:ident.
    pub(super) fn ident(
        &mut self,
        x: &mut Operand<'a>,
        expr: &'a Expr<'a>,
        ident: &'a Ident<'a>,
        wants_type: bool,
    ) {
        *x = Operand::invalid();
        x.expr = Source::Expr(expr);
        let Some((scope, obj)) = self.lookup_scope(ident.name) else {
            if ident.is_blank() {
                self.error(ident.span, "cannot use _ as value or type");
            } else {
                self.error(ident.span, format!("undefined: {}", ident.name));
            }
            return;
        };
        self.record_use(ident.id, obj);
        let object = self.objects.get(obj);
        let is_type = matches!(object.kind, ObjectKind::Type);
        let is_own = object.pkg == Some(self.pkg);
        if !is_type && wants_type {
            let message = format!("{} ({}) is not a type", object.name, self.object_kind(obj));
            self.error(ident.span, message);
            if is_own {
                self.note_use(obj);
            }
            return;
        }
        if object.ty == Ty::UNSET || (is_type && wants_type && is_own) {
            self.object_decl(obj);
        }
        if let Some(scope) = scope {
            self.note_dot_import(scope, ident.name);
        }
        self.object_operand(x, obj, ident.span);
    }

    /// Makes an operand of an object, which must be declared already.
    fn object_operand(&mut self, x: &mut Operand<'a>, obj: ObjId, at: Span) {
        let object = self.objects.get(obj);
        let ty = object.ty;
        match &object.kind {
            ObjectKind::Package { .. } => {
                let message = format!("use of package {} not in selector", object.name);
                return self.error(at, message);
            }
            ObjectKind::Const(value) => {
                let value = value.clone();
                self.add_dependency(obj);
                if ty.is_invalid() {
                    return;
                }
                if Some(obj) == self.universe.iota {
                    let Some(iota) = self.env.iota.clone() else {
                        return self.error(at, "cannot use iota outside constant declaration");
                    };
                    x.set_value(iota);
                } else {
                    x.set_value(value);
                }
            }
            ObjectKind::Type => x.mode = Mode::Type,
            ObjectKind::Var(_) => {
                if object.pkg == Some(self.pkg) {
                    self.note_use(obj);
                }
                self.add_dependency(obj);
                if ty.is_invalid() {
                    return;
                }
                x.mode = Mode::Variable;
            }
            ObjectKind::Func(_) => {
                self.add_dependency(obj);
                x.mode = Mode::Value;
            }
            ObjectKind::Builtin(builtin) => {
                x.builtin = Some(*builtin);
                x.mode = Mode::Builtin;
            }
            ObjectKind::Nil => x.mode = Mode::Nil,
            ObjectKind::Label => return,
        }
        x.ty = ty;
    }

    /// The words for an object's kind.
    fn object_kind(&self, obj: ObjId) -> &'static str {
        let object = self.objects.get(obj);
        match &object.kind {
            ObjectKind::Package { .. } => "package name",
            ObjectKind::Const(_) => "constant",
            ObjectKind::Type if matches!(self.types.get(object.ty), Type::Alias(_)) => "type alias",
            ObjectKind::Type if self.types.as_param(object.ty).is_some() => "type parameter",
            ObjectKind::Type => "defined type",
            ObjectKind::Var(var) => match var.kind {
                VarKind::Package => "package-level variable",
                VarKind::Local => "local variable",
                VarKind::Receiver => "receiver",
                VarKind::Param => "parameter",
                VarKind::Result => "result variable",
            },
            ObjectKind::Func(func) if func.receiver.is_some() => "method",
            ObjectKind::Func(_) => "function",
            ObjectKind::Label => "label",
            ObjectKind::Builtin(_) => "built-in function",
            ObjectKind::Nil => "untyped nil",
        }
    }

    /// A type.
    pub(super) fn typ(&mut self, expr: &'a Expr<'a>) -> Ty {
        self.declared_type(expr, None)
    }

    /// The type of a variable, which no constraint may be.
    pub(super) fn var_type(&mut self, expr: &'a Expr<'a>) -> Ty {
        let ty = self.typ(expr);
        self.valid_var_type(expr.span, ty);
        ty
    }

    pub(super) fn valid_var_type(&mut self, span: Span, ty: Ty) {
        if !ty.is_invalid() && self.types.as_param(ty).is_none() {
            self.later.push(Later::VarType { span, ty });
        }
    }

    /// A type, possibly the right side of the declaration of `def`.
    pub(super) fn declared_type(&mut self, expr: &'a Expr<'a>, def: Option<ObjId>) -> Ty {
        let mut ty = self.type_internal(expr, def);
        if self.is_generic(ty) {
            let message = format!("cannot use generic type {} without instantiation", self.type_text(ty));
            self.error(start_span(expr), message);
            ty = Ty::INVALID;
        }
        ty = self.bounded(expr.span, ty);
        self.record_expr(expr.id, Mode::Type, ty, None);
        ty
    }

    /// A type, unless it is too long to be worked with.
    pub(super) fn bounded(&mut self, span: Span, ty: Ty) -> Ty {
        if self.types.extent(ty) <= EXTENT_MAX {
            return ty;
        }
        self.error(span, "type is too large for Gopark when written out");
        Ty::INVALID
    }

    /// A generic type without its arguments; if it is none, the reason.
    pub(super) fn generic_type(&mut self, expr: &'a Expr<'a>) -> (Ty, Option<String>) {
        let mut ty = self.type_internal(expr, None);
        let mut cause = None;
        if !self.types.unalias(ty).is_invalid() && !self.is_generic(ty) {
            cause = Some(format!("{} is not a generic type", self.type_text(ty)));
            ty = Ty::INVALID;
        }
        self.record_expr(expr.id, Mode::Type, ty, None);
        (ty, cause)
    }

    fn type_internal(&mut self, expr: &'a Expr<'a>, def: Option<ObjId>) -> Ty {
        match &expr.kind {
            ExprKind::Bad => Ty::INVALID,
            ExprKind::Name(ident) => {
                let mut x = Operand::invalid();
                self.ident(&mut x, expr, ident, true);
                self.operand_type(&x)
            }
            ExprKind::Selector { operand, member } => {
                let mut x = Operand::invalid();
                self.selector(&mut x, expr, operand, member, true);
                self.operand_type(&x)
            }
            ExprKind::Index { operand, indices } => self.instantiated_type(operand, indices),
            ExprKind::Paren(inner) => self.declared_type(inner, def),
            ExprKind::ArrayType { length, element } => {
                let len = match length {
                    Some(length) => self.array_length(length),
                    None => {
                        self.error(
                            start_span(expr),
                            "invalid use of [...] array (outside a composite literal)",
                        );
                        None
                    }
                };
                let elem = self.var_type(element);
                len.map_or(Ty::INVALID, |len| self.types.intern(Type::Array { elem, len }))
            }
            ExprKind::SliceType { element } => {
                let elem = self.var_type(element);
                self.types.slice_of(elem)
            }
            ExprKind::StructType { fields } => self.struct_type(fields),
            ExprKind::Star(base) => {
                let base = self.var_type(base);
                if base.is_invalid() { Ty::INVALID } else { self.types.pointer_to(base) }
            }
            ExprKind::FuncType(signature) => self.func_type(signature),
            ExprKind::InterfaceType { elements } => self.interface_type(expr.span, elements),
            ExprKind::MapType { key, value } => {
                let key_span = start_span(key);
                let (key, elem) = (self.var_type(key), self.var_type(value));
                self.later.push(Later::MapKey { span: key_span, key });
                self.types.intern(Type::Map { key, elem })
            }
            ExprKind::ChanType { dir, element } => {
                let dir = match dir {
                    ast::ChanDir::Both => ChanDir::Both,
                    ast::ChanDir::Send => ChanDir::Send,
                    ast::ChanDir::Receive => ChanDir::Receive,
                };
                let elem = self.var_type(element);
                self.types.intern(Type::Chan { dir, elem })
            }
            _ => {
                self.error(start_span(expr), format!("{} is not a type", print::expr(expr)));
                self.use_exprs([expr]);
                Ty::INVALID
            }
        }
    }

    fn operand_type(&mut self, x: &Operand<'a>) -> Ty {
        let what = match x.mode {
            Mode::Type => return x.ty,
            Mode::Invalid => return Ty::INVALID,
            Mode::NoValue => "used as type",
            _ => "is not a type",
        };
        let message = format!("{} {what}", self.describe(x));
        self.error(x.span(), message);
        Ty::INVALID
    }

    fn array_length(&mut self, expr: &'a Expr<'a>) -> Option<i64> {
        if let Some(ident) = expr.as_name() {
            match self.lookup(ident.name).map(|obj| &self.objects.get(obj).kind) {
                None => {
                    let message = format!("undefined array length {} or missing type constraint", ident.name);
                    self.error(ident.span, message);
                    return None;
                }
                Some(ObjectKind::Const(_)) => {}
                Some(_) => {
                    self.error(ident.span, format!("invalid array length {}", ident.name));
                    return None;
                }
            }
        }
        let mut x = Operand::invalid();
        self.expr(None, &mut x, expr);
        if !x.is_constant() {
            if x.is_valid() {
                let message = format!("array length {} must be constant", self.describe(&x));
                self.error(x.span(), message);
            }
            return None;
        }
        let is_integer = self.types.is(x.ty, Basic::is_integer);
        if (is_integer || self.types.is_untyped(x.ty))
            && let Some(value) = constant::to_int(&x.const_value())
            && represent(&value, Basic::Int).is_some()
            && let Some(len) = value.as_i64().filter(|&len| len >= 0)
        {
            if self.types.is_untyped(x.ty) {
                self.update_type(expr, Ty::INT, true);
            }
            return Some(len);
        }
        if x.const_value() == constant::Value::Unknown {
            return None;
        }
        let message = if is_integer {
            format!("invalid array length {}", self.describe(&x))
        } else {
            format!("array length {} must be integer", self.describe(&x))
        };
        self.error(x.span(), message);
        None
    }

    /// The types of a list of type arguments; `None` if one is wrong.
    pub(super) fn type_list(&mut self, list: &'a [Expr<'a>]) -> Option<Vec<Ty>> {
        let types: Vec<Ty> = list.iter().map(|expr| self.var_type(expr)).collect();
        (!types.iter().any(|ty| ty.is_invalid())).then_some(types)
    }
}
