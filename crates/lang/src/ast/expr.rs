//! Expressions.

use super::{Block, ExprId, Field, Ident, InterfaceElem, Signature};
use crate::source::Span;

/// An expression or a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expr<'a> {
    /// Its number in the package.
    pub id: ExprId,
    /// From its first byte to its last; parentheses around it are a node of their own.
    pub span: Span,
    /// What it is.
    pub kind: ExprKind<'a>,
}

/// The kinds of expressions and types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExprKind<'a> {
    /// What could not be parsed; the error is reported.
    Bad,
    /// `x`
    Name(Ident<'a>),
    /// `1`, `"a"`, `'a'`, `2i`
    Literal(Literal<'a>),
    /// `T{a, k: v}`; inner literals may leave out their type.
    Composite(&'a CompositeLit<'a>),
    /// `func(x int) { ... }`
    Func(&'a FuncLit<'a>),
    /// `(x)`
    Paren(&'a Expr<'a>),
    /// `x.member`: a field, a method, a package's object, a method expression.
    Selector {
        /// Left of the dot.
        operand: &'a Expr<'a>,
        /// Right of the dot.
        member: Ident<'a>,
    },
    /// `x[i]`, or an instantiation `F[A, B]`.
    Index {
        /// What is indexed or instantiated.
        operand: &'a Expr<'a>,
        /// One or more; exactly one for an index proper.
        indices: &'a [Expr<'a>],
    },
    /// `x[low:high:max]`
    Slice(&'a SliceExpr<'a>),
    /// `x.(T)`
    TypeAssert {
        /// Left of the dot.
        operand: &'a Expr<'a>,
        /// `T`.
        ty: &'a Expr<'a>,
    },
    /// `x.(type)` outside of a type switch's header, which the type checker reports.
    TypeSwitchGuard {
        /// Left of the dot.
        operand: &'a Expr<'a>,
    },
    /// `f(a, b...)`, also a conversion.
    Call(&'a CallExpr<'a>),
    /// `*x`: an indirection or a pointer type.
    Star(&'a Expr<'a>),
    /// `-x`, `<-c`, `&x`, `~T`
    Unary {
        /// The operator.
        op: UnaryOp,
        /// `x`.
        operand: &'a Expr<'a>,
    },
    /// `x + y`, also `A | B` in a constraint.
    Binary(&'a BinaryExpr<'a>),
    /// `[n]T`; the length is `None` for `[...]T`.
    ArrayType {
        /// `n`.
        length: Option<&'a Expr<'a>>,
        /// `T`.
        element: &'a Expr<'a>,
    },
    /// `[]T`
    SliceType {
        /// `T`.
        element: &'a Expr<'a>,
    },
    /// `map[K]V`
    MapType {
        /// `K`.
        key: &'a Expr<'a>,
        /// `V`.
        value: &'a Expr<'a>,
    },
    /// `chan T`, `<-chan T`, `chan<- T`
    ChanType {
        /// Which operations it allows.
        dir: ChanDir,
        /// `T`.
        element: &'a Expr<'a>,
    },
    /// `func(int) bool`
    FuncType(&'a Signature<'a>),
    /// `struct { ... }`
    StructType {
        /// In order.
        fields: &'a [Field<'a>],
    },
    /// `interface { ... }`
    InterfaceType {
        /// Methods and embedded elements, in order.
        elements: &'a [InterfaceElem<'a>],
    },
}

impl<'a> Expr<'a> {
    /// Which name type arguments belong to when this is called: `f` in `f[int](x)`, `Map` in `slices.Map(x)`.
    pub(crate) fn instantiated(&self) -> ExprId {
        let name = match &self.kind {
            ExprKind::Index { operand, .. } => operand.unparen(),
            _ => self,
        };
        match &name.kind {
            ExprKind::Name(ident) => ident.id,
            ExprKind::Selector { member, .. } => member.id,
            _ => self.id,
        }
    }

    /// The expression without any parentheses around it.
    pub fn unparen(&self) -> &Expr<'a> {
        let mut expr = self;
        while let ExprKind::Paren(inner) = &expr.kind {
            expr = inner;
        }
        expr
    }

    /// The identifier, if the expression is just one.
    pub fn as_name(&self) -> Option<&Ident<'a>> {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Literal<'a> {
    /// Where it stands.
    pub span: Span,
    /// Which form.
    pub kind: LiteralKind,
    /// Its source text, quotes included.
    pub text: &'a str,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CompositeLit<'a> {
    /// `T`; `None` where an enclosing literal implies it.
    pub ty: Option<Expr<'a>>,
    /// In order.
    pub elements: &'a [Element<'a>],
    /// The opening brace.
    pub lbrace: Span,
    /// The closing brace.
    pub rbrace: Span,
}

/// `v` or `k: v` in a composite literal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Element<'a> {
    /// `k`: a field name, an index or a map key.
    pub key: Option<&'a Expr<'a>>,
    /// `v`.
    pub value: Expr<'a>,
}

/// `func(x int) { ... }`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FuncLit<'a> {
    /// Parameters and results.
    pub signature: Signature<'a>,
    /// The body; its `rbrace` is where `missing return` is reported.
    pub body: Block<'a>,
}

/// `x[low:high:max]`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceExpr<'a> {
    /// `x`.
    pub operand: Expr<'a>,
    /// The opening bracket, which is where Go says that the expression is.
    pub lbrack: Span,
    /// `low`, if written.
    pub low: Option<Expr<'a>>,
    /// `high`, if written.
    pub high: Option<Expr<'a>>,
    /// `max`, if written.
    pub max: Option<Expr<'a>>,
    /// Whether there are two colons.
    pub three: bool,
}

/// `f(a, b...)`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallExpr<'a> {
    /// `f`: a function, a built-in or a type.
    pub function: Expr<'a>,
    /// In order; types among them where `f` is a built-in such as `make`.
    pub arguments: &'a [Expr<'a>],
    /// The `...` after the last argument.
    pub spread: Option<Span>,
    /// The closing parenthesis, where Go reports `not enough arguments`.
    pub rparen: Span,
}

/// The innermost operand of a chain of binary expressions, and those from the innermost outwards.
pub type Chain<'e, 'a> = (&'e Expr<'a>, Vec<(&'e Expr<'a>, &'e BinaryExpr<'a>)>);

/// `x op y`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BinaryExpr<'a> {
    /// The operator.
    pub op: BinaryOp,
    /// Where the operator stands, which is where Go reports a mismatch of operands.
    pub op_span: Span,
    /// `x`; in a long sum, a binary expression again.
    pub left: Expr<'a>,
    /// `y`.
    pub right: Expr<'a>,
}

impl<'a> BinaryExpr<'a> {
    /// Visits a possibly very long chain of left operands without recursion: the first operand that is no binary
    /// expression, and the binary expressions from the innermost to `expr` itself. `None` if `expr` is no binary
    /// expression.
    pub fn chain<'e>(expr: &'e Expr<'a>) -> Option<Chain<'e, 'a>> {
        let mut chain = Vec::new();
        let mut at = expr;
        while let ExprKind::Binary(binary) = &at.kind {
            chain.push((at, *binary));
            at = &binary.left;
        }
        chain.reverse();
        (!chain.is_empty()).then_some((at, chain))
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
