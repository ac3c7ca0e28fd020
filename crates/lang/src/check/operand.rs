//! Operands: what the checker knows of an expression while it works on it.

use super::checker::Checker;
use super::constant::Value;
use super::info::Mode;
use super::object::Builtin;
use super::position::start_span;
use super::types::{Ty, Type};
use crate::ast::{Expr, ExprKind};
use crate::print;
use crate::source::Span;

/// An expression with what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Operand<'a> {
    pub mode: Mode,
    pub ty: Ty,
    pub value: Option<Value>,
    pub expr: Source<'a>,
    pub builtin: Option<Builtin>,
}

/// What an operand is in the source.
#[derive(Clone, Debug)]
pub(super) enum Source<'a> {
    /// Nothing.
    None,
    /// An expression.
    Expr(&'a Expr<'a>),
    /// A value that no expression stands for alone, such as `2nd function result`.
    Text(String, Span),
}

impl<'a> Operand<'a> {
    pub(super) fn invalid() -> Operand<'a> {
        Operand { mode: Mode::Invalid, ty: Ty::INVALID, value: None, expr: Source::None, builtin: None }
    }

    pub(super) fn new(mode: Mode, ty: Ty, expr: Source<'a>) -> Operand<'a> {
        Operand { mode, ty, value: None, expr, builtin: None }
    }

    pub(super) fn is_valid(&self) -> bool {
        self.mode != Mode::Invalid
    }

    pub(super) fn invalidate(&mut self) {
        self.mode = Mode::Invalid;
    }

    pub(super) fn is_nil(&self) -> bool {
        self.mode == Mode::Nil
    }

    pub(super) fn is_constant(&self) -> bool {
        self.mode == Mode::Constant
    }

    pub(super) fn const_value(&self) -> Value {
        self.value.clone().unwrap_or(Value::Unknown)
    }

    pub(super) fn set_value(&mut self, value: Value) {
        self.mode = Mode::Constant;
        self.value = Some(value);
    }

    /// The syntax, if an expression stands for it.
    pub(super) fn syntax(&self) -> Option<&'a Expr<'a>> {
        match &self.expr {
            Source::Expr(expr) => Some(expr),
            _ => None,
        }
    }

    /// Where errors about it are reported.
    pub(super) fn span(&self) -> Span {
        match &self.expr {
            Source::Expr(expr) => start_span(expr),
            Source::Text(_, span) => *span,
            Source::None => Span::default(),
        }
    }

    /// The expression as written.
    pub(super) fn text(&self) -> String {
        match &self.expr {
            Source::Expr(expr) => print::expr(expr),
            Source::Text(text, _) => text.clone(),
            Source::None => String::new(),
        }
    }
}

fn mode_text(mode: Mode) -> &'static str {
    match mode {
        Mode::Invalid => "invalid operand",
        Mode::NoValue => "no value",
        Mode::Builtin => "built-in",
        Mode::Type => "type",
        Mode::Constant => "constant",
        Mode::Variable => "variable",
        Mode::MapIndex => "map index expression",
        Mode::Value => "value",
        Mode::Nil => "nil",
        Mode::CommaOk => "comma, ok expression",
    }
}

impl Checker<'_> {
    /// An operand as messages describe it: `x (variable of type int)`.
    /// Source: cmd/compile/internal/types2/operand.go:operandString.
    pub(super) fn describe(&self, x: &Operand<'_>) -> String {
        if x.is_nil() {
            return match x.ty {
                Ty::INVALID => "nil (with invalid type)".to_string(),
                Ty::UNTYPED_NIL => "nil".to_string(),
                ty => format!("nil (of type {})", self.type_text(ty)),
            };
        }
        let mut expr = x.text();
        if expr.is_empty() {
            expr = match x.mode {
                Mode::Builtin => x.builtin.map_or(String::new(), |builtin| builtin.name().to_string()),
                Mode::Type => self.type_text(x.ty),
                Mode::Constant => x.const_value().to_string(),
                _ => String::new(),
            };
        }
        let mut text = String::new();
        let has_mode_only = matches!(x.mode, Mode::Invalid | Mode::NoValue | Mode::Builtin | Mode::Type);
        let is_untyped = !has_mode_only && self.types.is_untyped(x.ty);
        if is_untyped {
            text.push_str(&self.type_text(x.ty));
            text.push(' ');
        }
        text.push_str(mode_text(x.mode));
        if let (Mode::Constant, Some(value)) = (x.mode, &x.value) {
            let value = value.to_string();
            if value != expr {
                text.push(' ');
                text.push_str(&value);
            }
        }
        if !has_mode_only && !is_untyped {
            text.push_str(&self.describe_type(x.ty));
        }
        if expr.is_empty() { text } else { format!("{expr} ({text})") }
    }

    fn describe_type(&self, ty: Ty) -> String {
        if ty.is_invalid() {
            return " with invalid type".to_string();
        }
        let generic = if self.is_generic(ty) { "generic " } else { "" };
        let param = self.types.as_param(ty);
        let mut what = String::new();
        if param.is_none() && matches!(self.types.get(ty), Type::Alias(_) | Type::Named(_)) {
            what = match self.composite_kind(ty) {
                "" => self.types.basic(ty).map_or("", |basic| basic.short_name()).to_string(),
                kind => kind.to_string(),
            } + " ";
        }
        let mut text = format!(" of {generic}{what}type {}", self.type_text(ty));
        if let Some(id) = param {
            let constraint = self.types.param(id).constraint;
            text.push_str(&format!(" constrained by {}", self.type_text(constraint)));
            if self.types.type_set(ty).is_empty() {
                text.push_str(" with empty type set");
            }
        }
        text
    }

    /// `array`, `slice` and so on; empty for a basic type.
    pub(super) fn composite_kind(&self, ty: Ty) -> &'static str {
        match self.types.structure(ty) {
            Type::Array { .. } => "array",
            Type::Slice(_) => "slice",
            Type::Struct(_) => "struct",
            Type::Pointer(_) => "pointer",
            Type::Signature(_) => "func",
            Type::Interface(_) => "interface",
            Type::Map { .. } => "map",
            Type::Chan { .. } => "chan",
            Type::Tuple(_) => "tuple",
            Type::Union(_) => "union",
            _ => "",
        }
    }
}

/// How messages name the operation of an expression whose constant result is too large: `addition `.
pub(super) fn operation_name(expr: Option<&Expr>) -> &'static str {
    use crate::ast::{BinaryOp, UnaryOp};
    match expr.map(|expr| &expr.kind) {
        Some(ExprKind::Unary { op: UnaryOp::Complement, .. }) => "bitwise complement ",
        Some(ExprKind::Binary(binary)) => match binary.op {
            BinaryOp::Add => "addition ",
            BinaryOp::Sub => "subtraction ",
            BinaryOp::Xor => "bitwise XOR ",
            BinaryOp::Mul => "multiplication ",
            BinaryOp::ShiftLeft => "shift ",
            _ => "",
        },
        _ => "",
    }
}
