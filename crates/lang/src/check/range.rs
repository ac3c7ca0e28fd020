//! Range loops.
//! Source: cmd/compile/internal/types2/range.go.

use super::checker::Checker;
use super::constant::Value;
use super::info::Mode;
use super::object::VarKind;
use super::operand::{Operand, Source};
use super::position::start_span;
use super::types::{Basic, ChanDir, Ty, Type};
use crate::ast::{Expr, RangeStmt, Stmt};
use crate::print;

/// The types of a range loop's variables; none where the loop gives no such variable.
type KeyValue = (Option<Ty>, Option<Ty>);

impl<'a> Checker<'a> {
    pub(super) fn range_stmt(&mut self, stmt: &'a Stmt<'a>, node: &'a RangeStmt<'a>) {
        let mut x = Operand::invalid();
        self.env.has_call_or_receive = false;
        self.expr(None, &mut x, &node.operand);
        let (key_expr, value_expr, extra) = (node.left.first(), node.left.get(1), node.left.get(2));
        if x.is_valid()
            && value_expr.is_none()
            && !self.env.has_call_or_receive
            && let Type::Array { len, .. } = self.array_behind(self.types.under(x.ty))
        {
            // Only the length matters, and that is a constant: the operand itself is not evaluated.
            let id = node.operand.unparen().id;
            self.record_expr(id, Mode::Constant, Ty::INT, Some(Value::int(len)));
        }
        let (mut key, mut value) = (Some(Ty::INVALID), Some(Ty::INVALID));
        if x.is_valid() {
            match self.range_types(x.ty) {
                Err(cause) => {
                    let colon = if cause.is_empty() { "" } else { ": " };
                    let message = format!("cannot range over {}{colon}{cause}", self.describe(&x));
                    self.error(x.span(), message);
                }
                Ok(types) => {
                    (key, value) = types;
                    let what = self.describe(&x);
                    if let (None, Some(expr)) = (key, key_expr) {
                        self.error(
                            start_span(expr),
                            format!("range over {what} permits no iteration variables"),
                        );
                    } else if let (None, Some(expr)) = (value, value_expr) {
                        self.error(
                            start_span(expr),
                            format!("range over {what} permits only one iteration variable"),
                        );
                    } else if let Some(expr) = extra {
                        self.error(start_span(expr), "range clause permits at most two iteration variables");
                    }
                }
            }
        }
        self.open_scope();
        let is_int = x.is_valid() && self.is_integer(x.ty);
        let parts = [(key_expr, key), (value_expr, value)];
        if node.define {
            self.range_define(stmt, node, parts, is_int.then_some(&mut x));
        } else if key_expr.is_some() {
            self.range_assign(parts, is_int.then_some(&mut x));
        } else if is_int {
            self.assignment(&mut x, None, "range clause");
        }
        self.block(&node.body);
        self.close_scope();
    }

    fn range_define(
        &mut self,
        stmt: &'a Stmt<'a>,
        node: &'a RangeStmt<'a>,
        parts: [(Option<&'a Expr<'a>>, Option<Ty>); 2],
        mut int: Option<&mut Operand<'a>>,
    ) {
        let mut vars = Vec::new();
        for (expr, ty) in parts {
            let Some(expr) = expr else { continue };
            let obj = match expr.as_name() {
                Some(ident) => {
                    let obj = self.new_var(VarKind::Local, ident.name.into(), ident.span, Ty::UNSET);
                    if !ident.is_blank() {
                        self.record_def(ident.id, obj);
                        vars.push(obj);
                    }
                    obj
                }
                None => {
                    let message = format!("invalid syntax tree: cannot declare {}", print::expr(expr));
                    self.error(start_span(expr), message);
                    self.new_var(VarKind::Local, "_".into(), expr.span, Ty::UNSET)
                }
            };
            let Some(ty) = ty.filter(|ty| !ty.is_invalid()) else {
                self.set_object_ty(obj, Ty::INVALID);
                self.set_used(obj, true);
                continue;
            };
            if let Some(x) = int.as_deref_mut() {
                self.init_var(obj, x, "range clause");
            } else {
                let mut y = Operand::new(Mode::Value, ty, Source::Expr(expr));
                self.init_var(obj, &mut y, "assignment");
            }
        }
        if vars.is_empty() {
            let at = node.left.first().map_or(stmt.span, |_| stmt.span);
            self.error(at, "no new variables on left side of :=");
        }
        for obj in vars {
            self.declare(self.env.scope, None, obj);
        }
    }

    fn range_assign(
        &mut self,
        parts: [(Option<&'a Expr<'a>>, Option<Ty>); 2],
        mut int: Option<&mut Operand<'a>>,
    ) {
        for (expr, ty) in parts {
            let (Some(expr), Some(ty)) = (expr, ty.filter(|ty| !ty.is_invalid())) else { continue };
            if let Some(x) = int.as_deref_mut() {
                self.assign_var(expr, None, Some(x), "range clause");
                if x.is_valid() && !self.is_integer(x.ty) {
                    let message = format!("cannot use iteration variable of type {}", self.type_text(x.ty));
                    self.error(start_span(expr), message);
                }
            } else {
                let mut y = Operand::new(Mode::Value, ty, Source::Expr(expr));
                self.assign_var(expr, None, Some(&mut y), "assignment");
            }
        }
    }

    /// What ranging over a value of a type gives, or why that is not possible.
    fn range_types(&self, ty: Ty) -> Result<KeyValue, String> {
        let under =
            self.common_under(ty, |checker, ty, under| match under.map(|under| checker.types.get(under)) {
                Some(Type::Chan { dir: ChanDir::Send, .. }) => {
                    Err(format!("receive from send-only channel {}", checker.type_text(ty)))
                }
                _ => Ok(()),
            })?;
        let Some(under) = under else { return Err("no specific type".to_string()) };
        match self.array_behind(under) {
            Type::Basic(basic) if basic.is_string() => Ok((Some(Ty::INT), Some(Ty::RUNE))),
            Type::Basic(basic) if basic.is_integer() => Ok((Some(ty), None)),
            Type::Array { elem, .. } | Type::Slice(elem) => Ok((Some(Ty::INT), Some(elem))),
            Type::Map { key, elem } => Ok((Some(key), Some(elem))),
            Type::Chan { elem, .. } => Ok((Some(elem), None)),
            Type::Signature(signature) => {
                let prefix = "func must be func(yield func(...) bool): ";
                let bad = |cause: &str| Err(format!("{prefix}{cause}"));
                let [yields] = &signature.params[..] else { return bad("wrong argument count") };
                if !signature.results.is_empty() {
                    return bad("unexpected results");
                }
                let callback = match self.common_under(yields.ty, |_, _, _| Ok(())) {
                    Ok(under) => under.and_then(|under| self.types.signature(under)),
                    Err(cause) => return bad(&format!("in yield type, {cause}")),
                };
                let Some(callback) = callback else { return bad("argument is not func") };
                if callback.params.len() > 2 {
                    return bad("yield func has too many parameters");
                }
                match &callback.results[..] {
                    [result] if self.types.identical(result.ty, Ty::BOOL) => {}
                    [result] if self.types.is(result.ty, Basic::is_boolean) => {
                        return bad("yield func returns user-defined boolean, not bool");
                    }
                    _ => return bad("yield func does not return bool"),
                }
                if callback.is_variadic {
                    let text = self.type_text(yields.ty);
                    return Err(format!("yield func of type {text} cannot be variadic"));
                }
                let param = |index: usize| callback.params.get(index).map(|param| param.ty);
                Ok((param(0), param(1)))
            }
            _ => Err(String::new()),
        }
    }
}
