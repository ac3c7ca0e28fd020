//! Statements.

use super::{BinaryOp, Decl, Expr, ExprId, Ident};
use crate::source::Span;

/// A statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stmt<'a> {
    /// From its first byte to its last, without the semicolon.
    pub span: Span,
    /// What it is.
    pub kind: StmtKind<'a>,
}

/// The kinds of statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StmtKind<'a> {
    /// What could not be parsed; the error is reported.
    Bad,
    /// Nothing, as between two semicolons.
    Empty,
    /// `var`, `const` or `type`.
    Decl(Decl<'a>),
    /// `label: statement`
    Labeled {
        /// The label.
        label: Ident<'a>,
        /// The statement it names.
        statement: &'a Stmt<'a>,
    },
    /// A call or receive for its effect. The parser accepts any expression.
    Expr(Expr<'a>),
    /// `channel <- value`
    Send {
        /// Left of the arrow.
        channel: &'a Expr<'a>,
        /// The arrow.
        arrow: Span,
        /// Right of the arrow.
        value: &'a Expr<'a>,
    },
    /// `x++` or `x--`
    IncDec {
        /// `x`.
        operand: Expr<'a>,
        /// [`BinaryOp::Add`] or [`BinaryOp::Sub`].
        op: BinaryOp,
        /// The operator.
        op_span: Span,
    },
    /// `a, b = c, d`, or `a op= b`
    Assign {
        /// Left of the operator; exactly one with an operation.
        left: &'a [Expr<'a>],
        /// The operation of `op=`.
        op: Option<BinaryOp>,
        /// The operator, where Go reports a mismatch of `op=`.
        op_span: Span,
        /// Right of the operator; exactly one with an operation.
        right: &'a [Expr<'a>],
    },
    /// `a, b := c, d`. The parser accepts any expression on the left.
    Define {
        /// Left of the operator.
        left: &'a [Expr<'a>],
        /// The operator, where Go reports `no new variables`.
        op_span: Span,
        /// Right of the operator.
        right: &'a [Expr<'a>],
    },
    /// `go f(x)`
    Go {
        /// The call. The parser accepts any expression without parentheses around it.
        call: Expr<'a>,
    },
    /// `defer f(x)`
    Defer {
        /// The call. The parser accepts any expression without parentheses around it.
        call: Expr<'a>,
    },
    /// `return a, b`
    Return {
        /// In order.
        results: &'a [Expr<'a>],
    },
    /// `break`, `continue`, `goto`, `fallthrough`
    Branch {
        /// Which.
        kind: BranchKind,
        /// Always there for `goto`, never for `fallthrough`.
        label: Option<Ident<'a>>,
    },
    /// `{ ... }`
    Block(Block<'a>),
    /// `if init; condition { ... } else ...`
    If(&'a IfStmt<'a>),
    /// `switch init; tag { ... }`
    Switch(&'a SwitchStmt<'a>),
    /// `switch init; x := y.(type) { ... }`
    TypeSwitch(&'a TypeSwitchStmt<'a>),
    /// `select { ... }`
    Select(&'a SelectStmt<'a>),
    /// `for init; condition; post { ... }`
    For(&'a ForStmt<'a>),
    /// `for k, v := range x { ... }`
    Range(&'a RangeStmt<'a>),
}

/// Which jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchKind {
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// `goto`
    Goto,
    /// `fallthrough`
    Fallthrough,
}

/// Statements in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// From the opening to the closing brace, both included.
    pub span: Span,
    /// In order.
    pub statements: &'a [Stmt<'a>],
    /// The closing brace; empty, at the next token, when it is missing.
    pub rbrace: Span,
}

/// `if ... else if ... else ...`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfStmt<'a> {
    /// The first and those after `else`, each in the scope of those before it. Never empty. Chains may be longer than
    /// statements may be nested.
    pub arms: &'a [IfArm<'a>],
    /// The block after the last `else`.
    pub otherwise: Option<Block<'a>>,
}

/// `if init; condition { ... }`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfArm<'a> {
    /// Before the semicolon.
    pub init: Option<Stmt<'a>>,
    /// The condition.
    pub condition: Expr<'a>,
    /// Run when it holds.
    pub then: Block<'a>,
}

/// `switch init; tag { ... }`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SwitchStmt<'a> {
    /// Before the semicolon.
    pub init: Option<Stmt<'a>>,
    /// `None` stands for `true`.
    pub tag: Option<Expr<'a>>,
    /// In order.
    pub clauses: &'a [CaseClause<'a>],
    /// The opening brace.
    pub lbrace: Span,
    /// The closing brace.
    pub rbrace: Span,
}

/// `switch init; x := y.(type) { ... }`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypeSwitchStmt<'a> {
    /// Before the semicolon.
    pub init: Option<Stmt<'a>>,
    /// `x`; each clause has its own variable of that name, known by [`CaseClause::id`].
    pub binding: Option<Ident<'a>>,
    /// `y`.
    pub operand: Expr<'a>,
    /// In order; their expressions are types or `nil`.
    pub clauses: &'a [CaseClause<'a>],
    /// The opening brace.
    pub lbrace: Span,
    /// The closing brace.
    pub rbrace: Span,
}

/// `case a, b: ...` or `default: ...`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseClause<'a> {
    /// A number of its own, for the variable that a type switch declares in each clause.
    pub id: ExprId,
    /// From `case` to the end of the body.
    pub span: Span,
    /// Empty for `default`.
    pub expressions: &'a [Expr<'a>],
    /// Whether this is `default`.
    pub is_default: bool,
    /// The colon.
    pub colon: Span,
    /// The statements after the colon.
    pub body: &'a [Stmt<'a>],
}

/// `select { ... }`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SelectStmt<'a> {
    /// In order.
    pub clauses: &'a [CommClause<'a>],
    /// The opening brace.
    pub lbrace: Span,
    /// The closing brace.
    pub rbrace: Span,
}

/// `case v := <-c: ...` or `default: ...`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CommClause<'a> {
    /// From `case` to the end of the body.
    pub span: Span,
    /// `None` for `default`. The parser accepts any simple statement.
    pub communication: Option<Stmt<'a>>,
    /// The colon.
    pub colon: Span,
    /// The statements after the colon.
    pub body: &'a [Stmt<'a>],
}

/// `for init; condition; post { ... }`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForStmt<'a> {
    /// Run once.
    pub init: Option<Stmt<'a>>,
    /// `None` stands for `true`.
    pub condition: Option<Expr<'a>>,
    /// Run after each round.
    pub post: Option<Stmt<'a>>,
    /// The body.
    pub body: Block<'a>,
}

/// `for k, v := range x { ... }`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RangeStmt<'a> {
    /// Left of the operator; Go allows at most two, the parser any number.
    pub left: &'a [Expr<'a>],
    /// Whether the operator is `:=`.
    pub define: bool,
    /// The keyword `range`.
    pub range: Span,
    /// `x`: a slice, array, string, map, channel, integer or iterator function.
    pub operand: Expr<'a>,
    /// The body.
    pub body: Block<'a>,
}
