//! Expressions.

use super::{Block, ExprId, Field, Ident, InterfaceElem, Name, Signature};
use crate::source::Span;

/// An expression or a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// Its number in the package.
    pub id: ExprId,
    /// From its first byte to its last; parentheses around it are a node of their own.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind,
}

/// The kinds of expressions and types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind {
    /// What could not be parsed; the error is reported.
    Bad,
    /// `x`
    Name(Ident),
    /// `1`, `"a"`, `'a'`, `2i`
    Literal(Literal),
    /// `T{a, k: v}`; inner literals may leave out their type.
    Composite(Box<CompositeLit>),
    /// `func(x int) { ... }`
    Func(Box<FuncLit>),
    /// `(x)`
    Paren(Box<Expr>),
    /// `x.member`: a field, a method, a package's object, a method expression.
    Selector {
        /// Left of the dot.
        operand: Box<Expr>,
        /// Right of the dot.
        member: Ident,
    },
    /// `x[i]`, or an instantiation `F[A, B]`.
    Index {
        /// What is indexed or instantiated.
        operand: Box<Expr>,
        /// One or more; exactly one for an index proper.
        indices: Vec<Expr>,
    },
    /// `x[low:high:max]`
    Slice(Box<SliceExpr>),
    /// `x.(T)`
    TypeAssert {
        /// Left of the dot.
        operand: Box<Expr>,
        /// `T`.
        ty: Box<Expr>,
    },
    /// `x.(type)` outside of a type switch's header, which the type checker reports.
    TypeSwitchGuard {
        /// Left of the dot.
        operand: Box<Expr>,
    },
    /// `f(a, b...)`, also a conversion.
    Call(Box<CallExpr>),
    /// `*x`: an indirection or a pointer type.
    Star(Box<Expr>),
    /// `-x`, `<-c`, `&x`, `~T`
    Unary {
        /// The operator.
        op: UnaryOp,
        /// `x`.
        operand: Box<Expr>,
    },
    /// `x + y`, also `A | B` in a constraint.
    Binary(Box<BinaryExpr>),
    /// `[n]T`; the length is `None` for `[...]T`.
    ArrayType {
        /// `n`.
        length: Option<Box<Expr>>,
        /// `T`.
        element: Box<Expr>,
    },
    /// `[]T`
    SliceType {
        /// `T`.
        element: Box<Expr>,
    },
    /// `map[K]V`
    MapType {
        /// `K`.
        key: Box<Expr>,
        /// `V`.
        value: Box<Expr>,
    },
    /// `chan T`, `<-chan T`, `chan<- T`
    ChanType {
        /// Which operations it allows.
        dir: ChanDir,
        /// `T`.
        element: Box<Expr>,
    },
    /// `func(int) bool`
    FuncType(Box<Signature>),
    /// `struct { ... }`
    StructType {
        /// In order.
        fields: Vec<Field>,
    },
    /// `interface { ... }`
    InterfaceType {
        /// Methods and embedded elements, in order.
        elements: Vec<InterfaceElem>,
    },
}

impl Expr {
    /// The expression without any parentheses around it.
    pub fn unparen(&self) -> &Expr {
        let mut expr = self;
        while let ExprKind::Paren(inner) = &expr.kind {
            expr = inner;
        }
        expr
    }

    /// The identifier, if the expression is just one.
    pub fn as_name(&self) -> Option<&Ident> {
        match &self.kind {
            ExprKind::Name(ident) => Some(ident),
            _ => None,
        }
    }

    /// Whether this is a hole left by a reported syntax error.
    pub fn is_bad(&self) -> bool {
        matches!(self.kind, ExprKind::Bad)
    }
}

/// A literal of a basic type, as written; [`crate::literal`] computes values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// Where it stands.
    pub span: Span,
    /// Which form.
    pub kind: LiteralKind,
    /// Its source text, quotes included.
    pub text: Name,
    /// Whether the lexer reported an error in it, so that it has no value.
    pub bad: bool,
}

/// The forms of literals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiteralKind {
    /// `42`, `0x2A`, `0b1_0`
    Int,
    /// `1.5`, `1e9`, `0x1p-2`
    Float,
    /// `2i`
    Imaginary,
    /// `'a'`
    Rune,
    /// `"a"` or a raw string.
    String,
}

/// `T{a, k: v}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompositeLit {
    /// `T`; `None` where an enclosing literal implies it.
    pub ty: Option<Expr>,
    /// In order.
    pub elements: Vec<Element>,
    /// The opening brace.
    pub lbrace: Span,
    /// The closing brace.
    pub rbrace: Span,
}

/// `v` or `k: v` in a composite literal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// `k`: a field name, an index or a map key.
    pub key: Option<Box<Expr>>,
    /// `v`.
    pub value: Expr,
}

/// `func(x int) { ... }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FuncLit {
    /// Parameters and results.
    pub signature: Signature,
    /// The body; its `rbrace` is where `missing return` is reported.
    pub body: Block,
}

/// `x[low:high:max]`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SliceExpr {
    /// `x`.
    pub operand: Expr,
    /// `low`, if written.
    pub low: Option<Expr>,
    /// `high`, if written.
    pub high: Option<Expr>,
    /// `max`, if written.
    pub max: Option<Expr>,
    /// Whether there are two colons.
    pub three: bool,
}

/// `f(a, b...)`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallExpr {
    /// `f`: a function, a built-in or a type.
    pub function: Expr,
    /// In order; types among them where `f` is a built-in such as `make`.
    pub arguments: Vec<Expr>,
    /// The `...` after the last argument.
    pub spread: Option<Span>,
    /// The closing parenthesis, where Go reports `not enough arguments`.
    pub rparen: Span,
}

/// `x op y`
#[derive(Debug, PartialEq, Eq)]
pub struct BinaryExpr {
    /// The operator.
    pub op: BinaryOp,
    /// Where the operator stands, which is where Go reports a mismatch of operands.
    pub op_span: Span,
    /// `x`; in a long sum, a binary expression again.
    pub left: Expr,
    /// `y`.
    pub right: Expr,
}

impl BinaryExpr {
    /// Visits a possibly very long chain of left operands without recursion: the first operand that is no binary
    /// expression, and the binary expressions from the innermost to `expr` itself. `None` if `expr` is no binary
    /// expression.
    pub fn chain(expr: &Expr) -> Option<(&Expr, Vec<(&Expr, &BinaryExpr)>)> {
        let mut chain = Vec::new();
        let mut at = expr;
        while let ExprKind::Binary(binary) = &at.kind {
            chain.push((at, &**binary));
            at = &binary.left;
        }
        chain.reverse();
        (!chain.is_empty()).then_some((at, chain))
    }
}

impl Clone for BinaryExpr {
    /// Copies the chain of left operands from the innermost outwards; the derived clone would recurse along it.
    fn clone(&self) -> BinaryExpr {
        let copy = |left, outer: &BinaryExpr| {
            let (op, op_span, right) = (outer.op, outer.op_span, outer.right.clone());
            BinaryExpr { op, op_span, left, right }
        };
        let Some((first, chain)) = BinaryExpr::chain(&self.left) else {
            return copy(self.left.clone(), self);
        };
        let mut left = first.clone();
        for (expr, binary) in chain {
            let kind = ExprKind::Binary(Box::new(copy(left, binary)));
            left = Expr { id: expr.id, span: expr.span, kind };
        }
        copy(left, self)
    }
}

impl Drop for BinaryExpr {
    /// Unlinks the chain of left operands one by one; the derived drop would recurse along it.
    fn drop(&mut self) {
        let mut rest = std::mem::replace(&mut self.left.kind, ExprKind::Bad);
        while let ExprKind::Binary(mut binary) = rest {
            rest = std::mem::replace(&mut binary.left.kind, ExprKind::Bad);
        }
    }
}

/// Unary operators; `*` is [`ExprKind::Star`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    /// `+`
    Plus,
    /// `-`
    Neg,
    /// `!`
    Not,
    /// `^`
    Complement,
    /// `&`
    Address,
    /// `<-`
    Receive,
    /// `~`, in constraints
    Tilde,
}

impl UnaryOp {
    /// As written.
    pub fn text(self) -> &'static str {
        match self {
            UnaryOp::Plus => "+",
            UnaryOp::Neg => "-",
            UnaryOp::Not => "!",
            UnaryOp::Complement => "^",
            UnaryOp::Address => "&",
            UnaryOp::Receive => "<-",
            UnaryOp::Tilde => "~",
        }
    }
}

/// Binary operators, also those of `op=` assignments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    /// `||`
    OrOr,
    /// `&&`
    AndAnd,
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
    /// `+`
    Add,
    /// `-`
    Sub,
    /// `|`
    Or,
    /// `^`
    Xor,
    /// `*`
    Mul,
    /// `/`
    Div,
    /// `%`
    Rem,
    /// `&`
    And,
    /// `&^`
    AndNot,
    /// `<<`
    ShiftLeft,
    /// `>>`
    ShiftRight,
}

impl BinaryOp {
    /// From 1 (`||`) to 5 (`*`).
    pub fn precedence(self) -> u8 {
        use BinaryOp::*;
        match self {
            OrOr => 1,
            AndAnd => 2,
            Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual => 3,
            Add | Sub | Or | Xor => 4,
            Mul | Div | Rem | And | AndNot | ShiftLeft | ShiftRight => 5,
        }
    }

    /// Whether the result is an untyped boolean of comparing the operands.
    pub fn is_comparison(self) -> bool {
        self.precedence() == 3
    }

    /// Whether this is `<<` or `>>`.
    pub fn is_shift(self) -> bool {
        matches!(self, BinaryOp::ShiftLeft | BinaryOp::ShiftRight)
    }

    /// As written.
    pub fn text(self) -> &'static str {
        use BinaryOp::*;
        match self {
            OrOr => "||",
            AndAnd => "&&",
            Equal => "==",
            NotEqual => "!=",
            Less => "<",
            LessEqual => "<=",
            Greater => ">",
            GreaterEqual => ">=",
            Add => "+",
            Sub => "-",
            Or => "|",
            Xor => "^",
            Mul => "*",
            Div => "/",
            Rem => "%",
            And => "&",
            AndNot => "&^",
            ShiftLeft => "<<",
            ShiftRight => ">>",
        }
    }
}

/// The direction of a channel type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChanDir {
    /// `chan T`
    Both,
    /// `chan<- T`
    Send,
    /// `<-chan T`
    Receive,
}
