//! Switches.

use super::checker::Checker;
use super::constant::{self, Value};
use super::info::Mode;
use super::object::{ObjectKind, VarKind};
use super::operand::{Operand, Source};
use super::position::start_span;
use super::types::{Basic, Ty, Type};
use crate::ast::{BinaryOp, CaseClause, Expr, Ident, SwitchStmt, TypeSwitchStmt};
use crate::source::Span;

/// A constant case seen before: its value, type and place.
type SeenValue = (String, Ty, Span);
/// A type of a type switch seen before; `None` is `nil`.
type SeenType = (Option<Ty>, Span);

impl<'a> Checker<'a> {
    /// Source: cmd/compile/internal/types2/stmt.go:switchStmt.
    pub(super) fn switch_stmt(&mut self, node: &'a SwitchStmt<'a>) {
        let mut x = Operand::invalid();
        match &node.tag {
            Some(tag) => {
                self.expr(None, &mut x, tag);
                self.assignment(&mut x, None, "switch expression");
                if x.is_valid() && !self.types.is_comparable(x.ty) && !self.types.has_nil(x.ty) {
                    let (what, ty) = (self.describe(&x), self.type_text(x.ty));
                    self.error(x.span(), format!("cannot switch on {what} ({ty} is not comparable)"));
                    x.invalidate();
                }
            }
            None => {
                let span = node.clauses.first().map_or(node.rbrace, |clause| clause.span);
                x = Operand::new(Mode::Constant, Ty::BOOL, Source::Text("true".to_string(), span));
                x.value = Some(Value::Bool(true));
            }
        }
        self.report_clause_defaults(node.clauses);
        let mut seen = Vec::new();
        for clause in node.clauses {
            self.case_values(&x, clause.expressions, &mut seen);
            self.open_scope();
            self.stmt_list(clause.body);
            self.close_scope();
        }
    }

    fn report_clause_defaults(&mut self, clauses: &[CaseClause]) {
        let defaults = clauses.iter().filter(|clause| clause.is_default);
        self.report_defaults(defaults.map(|clause| clause.span).collect());
    }

    fn case_values(&mut self, x: &Operand<'a>, list: &'a [Expr<'a>], seen: &mut Vec<SeenValue>) {
        for expr in list {
            let mut v = Operand::invalid();
            self.expr(None, &mut v, expr);
            if !x.is_valid() || !v.is_valid() {
                continue;
            }
            self.convert_untyped(&mut v, x.ty);
            if !v.is_valid() {
                continue;
            }
            let (mut result, mut tag) = (v.clone(), x.clone());
            self.comparison(&mut result, &mut tag, BinaryOp::Equal, true);
            if !result.is_valid() || !v.is_constant() {
                continue;
            }
            let value = match v.const_value() {
                Value::Bool(_) | Value::Unknown | Value::Complex(..) => continue,
                value => format!("{:?}", constant::to_int(&value).unwrap_or(value)),
            };
            let same = |(other, ty, _): &&SeenValue| *other == value && self.types.identical(*ty, v.ty);
            if let Some((.., other)) = seen.iter().find(same) {
                let message = format!("duplicate case {} in expression switch", self.describe(&v));
                self.error_with_note(v.span(), message, *other, "previous case");
                continue;
            }
            let at = v.syntax().map_or(v.span(), |expr| self.node_span(expr));
            seen.push((value, v.ty, at));
        }
    }

    /// Source: cmd/compile/internal/types2/stmt.go:typeSwitchStmt.
    pub(super) fn type_switch_stmt(&mut self, node: &'a TypeSwitchStmt<'a>) {
        let mut binding = node.binding.as_ref();
        if let Some(ident) = binding.filter(|ident| ident.is_blank()) {
            self.error(ident.span, "no new variable on left side of :=");
            binding = None;
        }
        let mut x = Operand::invalid();
        self.expr(None, &mut x, &node.operand);
        let mut is_interface = false;
        if x.is_valid() {
            let what = self.describe(&x);
            if self.types.as_param(x.ty).is_some() {
                self.error(x.span(), format!("cannot use type switch on type parameter value {what}"));
            } else if matches!(self.types.structure(x.ty), Type::Interface(_)) {
                is_interface = true;
            } else {
                self.error(x.span(), format!("{what} is not an interface"));
            }
        }
        let operand = is_interface.then_some(&x);
        self.report_clause_defaults(node.clauses);
        let mut seen = Vec::new();
        let mut vars = Vec::new();
        for clause in node.clauses {
            let ty = self.case_types(operand, clause.expressions, &mut seen);
            self.open_scope();
            if let Some(ident) = binding {
                let obj = self.new_var(VarKind::Local, ident.name.into(), ident.span, ty);
                self.declare(self.env.scope, None, obj);
                self.info.clause_vars.insert(clause.id, obj);
                vars.push(obj);
            }
            self.stmt_list(clause.body);
            self.close_scope();
        }
        if let Some(ident) = binding {
            self.report_unused_binding(ident, &vars);
        }
    }

    fn report_unused_binding(&mut self, ident: &Ident, vars: &[super::object::ObjId]) {
        let is_used = vars.iter().any(|&obj| self.is_used(obj));
        for &obj in vars {
            self.set_used(obj, true);
        }
        if !is_used {
            self.error(ident.span, format!("{} declared and not used", ident.name));
        }
    }

    /// The type of the variable of a clause with these types.
    fn case_types(&mut self, x: Option<&Operand<'a>>, list: &'a [Expr<'a>], seen: &mut Vec<SeenType>) -> Ty {
        let mut last = None;
        for expr in list {
            let ty = if self.is_nil_name(expr) {
                let mut nil = Operand::invalid();
                self.expr(None, &mut nil, expr);
                last = None;
                None
            } else {
                let ty = self.var_type(expr);
                last = Some(ty);
                if ty.is_invalid() {
                    continue;
                }
                Some(ty)
            };
            let same = |(other, _): &&SeenType| match (*other, ty) {
                (None, None) => true,
                (Some(a), Some(b)) => self.types.identical(a, b),
                _ => false,
            };
            if let Some(&(_, other)) = seen.iter().find(same) {
                let text = ty.map_or("nil".to_string(), |ty| self.type_text(ty));
                let message = format!("duplicate case {text} in type switch");
                self.error_with_note(start_span(expr), message, other, "previous case");
                continue;
            }
            seen.push((ty, start_span(expr)));
            if let (Some(x), Some(ty)) = (x, ty) {
                self.type_assertion(expr, x, ty, true);
            }
        }
        match last {
            Some(ty) if list.len() == 1 => ty,
            _ => x.map_or(Ty::INVALID, |x| x.ty),
        }
    }

    fn is_nil_name(&self, expr: &Expr) -> bool {
        let obj = expr.unparen().as_name().and_then(|ident| self.lookup(ident.name));
        obj.is_some_and(|obj| matches!(self.objects.get(obj).kind, ObjectKind::Nil))
    }

    pub(super) fn is_integer(&self, ty: Ty) -> bool {
        self.types.is(ty, Basic::is_integer)
    }
}
