//! Expressions, types and signatures.

use std::fmt::Write as _;

use super::Writer;
use crate::ast::{
    BinaryExpr, ChanDir, CompositeLit, Expr, ExprKind, Field, Ident, InterfaceElem, Param, Signature,
    SliceExpr, TypeParam,
};

impl Writer {
    pub(super) fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Bad => self.text.push_str("BAD"),
            ExprKind::Name(ident) => self.text.push_str(ident.name),
            ExprKind::Literal(literal) => self.text.push_str(literal.text),
            ExprKind::Composite(literal) => self.composite(literal),
            ExprKind::Func(func) => {
                self.text.push_str("(func");
                self.signature(&func.signature);
                self.text.push(' ');
                self.block(&func.body);
                self.text.push(')');
            }
            ExprKind::Paren(inner) => self.form("paren", &[inner]),
            ExprKind::Selector { operand, member } => {
                self.text.push_str("(. ");
                self.expr(operand);
                let _ = write!(self.text, " {})", member.name);
            }
            ExprKind::Index { operand, indices } => {
                let parts: Vec<&Expr> = std::iter::once(&**operand).chain(*indices).collect();
                self.form("index", &parts);
            }
            ExprKind::Slice(slice) => self.slice(slice),
            ExprKind::TypeAssert { operand, ty } => self.form("assert", &[operand, ty]),
            ExprKind::TypeSwitchGuard { operand } => self.form("guard", &[operand]),
            ExprKind::Call(call) => {
                let parts: Vec<&Expr> = std::iter::once(&call.function).chain(call.arguments).collect();
                self.form(if call.spread.is_some() { "call..." } else { "call" }, &parts);
            }
            ExprKind::Star(operand) => self.form("*", &[operand]),
            ExprKind::Unary { op, operand } => self.form(op.text(), &[operand]),
            ExprKind::Binary(_) => self.binary(expr),
            _ => self.type_expr(expr),
        }
    }

    fn type_expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::ArrayType { length: Some(length), element } => self.form("array", &[length, element]),
            ExprKind::ArrayType { length: None, element } => self.form("array ...", &[element]),
            ExprKind::SliceType { element } => self.form("[]", &[element]),
            ExprKind::MapType { key, value } => self.form("map", &[key, value]),
            ExprKind::ChanType { dir, element } => {
                let word = match dir {
                    ChanDir::Both => "chan",
                    ChanDir::Send => "chan<-",
                    ChanDir::Receive => "<-chan",
                };
                self.form(word, &[element]);
            }
            ExprKind::FuncType(signature) => {
                self.text.push_str("(func");
                self.signature(signature);
                self.text.push(')');
            }
            ExprKind::StructType { fields } => {
                self.text.push_str("(struct");
                fields.iter().for_each(|field| self.field(field));
                self.text.push(')');
            }
            ExprKind::InterfaceType { elements } => {
                self.text.push_str("(interface");
                elements.iter().for_each(|element| self.interface_elem(element));
                self.text.push(')');
            }
            _ => {}
        }
    }

    /// `(word a b c)`
    pub(super) fn form(&mut self, word: &str, parts: &[&Expr]) {
        let _ = write!(self.text, "({word}");
        for part in parts {
            self.text.push(' ');
            self.expr(part);
        }
        self.text.push(')');
    }

    pub(super) fn exprs(&mut self, exprs: &[Expr]) {
        for (index, expr) in exprs.iter().enumerate() {
            if index > 0 {
                self.text.push(' ');
            }
            self.expr(expr);
        }
    }

    fn binary(&mut self, expr: &Expr) {
        let Some((first, chain)) = BinaryExpr::chain(expr) else { return };
        for (_, binary) in chain.iter().rev() {
            let _ = write!(self.text, "({} ", binary.op.text());
        }
        self.expr(first);
        for (_, binary) in chain {
            self.text.push(' ');
            self.expr(&binary.right);
            self.text.push(')');
        }
    }

    fn composite(&mut self, literal: &CompositeLit) {
        self.text.push_str("(lit ");
        match &literal.ty {
            Some(ty) => self.expr(ty),
            None => self.text.push('_'),
        }
        for element in literal.elements {
            self.text.push(' ');
            if let Some(key) = &element.key {
                self.expr(key);
                self.text.push_str(": ");
            }
            self.expr(&element.value);
        }
        self.text.push(')');
    }

    fn slice(&mut self, slice: &SliceExpr) {
        self.text.push_str(if slice.three { "(slice3 " } else { "(slice " });
        self.expr(&slice.operand);
        let bounds = if slice.three {
            vec![&slice.low, &slice.high, &slice.max]
        } else {
            vec![&slice.low, &slice.high]
        };
        for bound in bounds {
            self.text.push(' ');
            match bound {
                Some(bound) => self.expr(bound),
                None => self.text.push('_'),
            }
        }
        self.text.push(')');
    }

    fn field(&mut self, field: &Field) {
        self.text.push_str(" (");
        if field.is_embedded() {
            self.text.push_str("embed ");
        }
        self.names_before(field.names);
        self.expr(&field.ty);
        if let Some(tag) = &field.tag {
            let _ = write!(self.text, " {}", tag.text);
        }
        self.text.push(')');
    }

    fn interface_elem(&mut self, element: &InterfaceElem) {
        match element {
            InterfaceElem::Method { name, signature } => {
                let _ = write!(self.text, " ({}", name.name);
                self.signature(signature);
            }
            InterfaceElem::Embedded(ty) => {
                self.text.push_str(" (embed ");
                self.expr(ty);
            }
        }
        self.text.push(')');
    }

    pub(super) fn names(&mut self, names: &[Ident]) {
        let names: Vec<&str> = names.iter().map(|name| name.name).collect();
        self.text.push_str(&names.join(" "));
    }

    fn names_before(&mut self, names: &[Ident]) {
        self.names(names);
        if !names.is_empty() {
            self.text.push(' ');
        }
    }

    /// ` [P any] (x y int, rest ...string) -> (error)`
    pub(super) fn signature(&mut self, signature: &Signature) {
        self.type_params(signature.type_params);
        self.text.push_str(" (");
        self.params(signature.params);
        self.text.push(')');
        if !signature.results.is_empty() {
            self.text.push_str(" -> (");
            self.params(signature.results);
            self.text.push(')');
        }
    }

    fn params(&mut self, params: &[Param]) {
        for (index, param) in params.iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            self.param(param);
        }
    }

    pub(super) fn param(&mut self, param: &Param) {
        self.names_before(param.names);
        if param.variadic.is_some() {
            self.text.push_str("...");
        }
        self.expr(&param.ty);
    }

    pub(super) fn type_params(&mut self, params: &[TypeParam]) {
        if params.is_empty() {
            return;
        }
        self.text.push_str(" [");
        for (index, param) in params.iter().enumerate() {
            if index > 0 {
                self.text.push_str(", ");
            }
            self.names_before(param.names);
            self.expr(&param.constraint);
        }
        self.text.push(']');
    }
}
