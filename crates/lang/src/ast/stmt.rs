//! Statements.

use super::{BinaryOp, Decl, Expr, ExprId, Ident};
use crate::source::Span;

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stmt {
    /// From its first byte to its last, without the semicolon.
    pub span: Span,
    /// What it is.
    pub kind: StmtKind,
}

/// The kinds of statements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StmtKind {
    /// What could not be parsed; the error is reported.
    Bad,
    /// Nothing, as between two semicolons.
    Empty,
    /// `var`, `const` or `type`.
    Decl(Decl),
    /// `label: statement`
    Labeled {
        /// The label.
        label: Ident,
        /// The statement it names.
        statement: Box<Stmt>,
    },
    /// A call or receive for its effect. The parser accepts any expression.
    Expr(Expr),
    /// `channel <- value`
    Send {
        /// Left of the arrow.
        channel: Box<Expr>,
        /// The arrow.
        arrow: Span,
        /// Right of the arrow.
        value: Box<Expr>,
    },
    /// `x++` or `x--`
    IncDec {
        /// `x`.
        operand: Expr,
        /// [`BinaryOp::Add`] or [`BinaryOp::Sub`].
        op: BinaryOp,
        /// The operator.
        op_span: Span,
    },
    /// `a, b = c, d`, or `a op= b`
    Assign {
        /// Left of the operator; exactly one with an operation.
        left: Vec<Expr>,
        /// The operation of `op=`.
        op: Option<BinaryOp>,
        /// The operator, where Go reports a mismatch of `op=`.
        op_span: Span,
        /// Right of the operator; exactly one with an operation.
        right: Vec<Expr>,
    },
    /// `a, b := c, d`. The parser accepts any expression on the left.
    Define {
        /// Left of the operator.
        left: Vec<Expr>,
        /// The operator, where Go reports `no new variables`.
        op_span: Span,
        /// Right of the operator.
        right: Vec<Expr>,
    },
    /// `go f(x)`
    Go {
        /// The call. The parser accepts any expression without parentheses around it.
        call: Expr,
    },
    /// `defer f(x)`
    Defer {
        /// The call. The parser accepts any expression without parentheses around it.
        call: Expr,
    },
    /// `return a, b`
    Return {
        /// In order.
        results: Vec<Expr>,
    },
    /// `break`, `continue`, `goto`, `fallthrough`
    Branch {
        /// Which.
        kind: BranchKind,
        /// Always there for `goto`, never for `fallthrough`.
        label: Option<Ident>,
    },
    /// `{ ... }`
    Block(Block),
    /// `if init; condition { ... } else ...`
    If(Box<IfStmt>),
    /// `switch init; tag { ... }`
    Switch(Box<SwitchStmt>),
    /// `switch init; x := y.(type) { ... }`
    TypeSwitch(Box<TypeSwitchStmt>),
    /// `select { ... }`
    Select(Box<SelectStmt>),
    /// `for init; condition; post { ... }`
    For(Box<ForStmt>),
    /// `for k, v := range x { ... }`
    Range(Box<RangeStmt>),
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// From the opening to the closing brace, both included.
    pub span: Span,
    /// In order.
    pub statements: Vec<Stmt>,
    /// The closing brace; empty, at the next token, when it is missing.
    pub rbrace: Span,
}

/// `if ... else if ... else ...`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IfStmt {
    /// The first and those after `else`, each in the scope of those before it. Never empty. Chains may be longer than
    /// statements may be nested.
    pub arms: Vec<IfArm>,
    /// The block after the last `else`.
    pub otherwise: Option<Block>,
}

/// `if init; condition { ... }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IfArm {
    /// Before the semicolon.
    pub init: Option<Stmt>,
    /// The condition.
    pub condition: Expr,
    /// Run when it holds.
    pub then: Block,
}

/// `switch init; tag { ... }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SwitchStmt {
    /// Before the semicolon.
    pub init: Option<Stmt>,
    /// `None` stands for `true`.
    pub tag: Option<Expr>,
    /// In order.
    pub clauses: Vec<CaseClause>,
    /// The opening brace.
    pub lbrace: Span,
    /// The closing brace.
    pub rbrace: Span,
}

/// `switch init; x := y.(type) { ... }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeSwitchStmt {
    /// Before the semicolon.
    pub init: Option<Stmt>,
    /// `x`; each clause has its own variable of that name, known by [`CaseClause::id`].
    pub binding: Option<Ident>,
    /// `y`.
    pub operand: Expr,
    /// In order; their expressions are types or `nil`.
    pub clauses: Vec<CaseClause>,
    /// The opening brace.
    pub lbrace: Span,
    /// The closing brace.
    pub rbrace: Span,
}

/// `case a, b: ...` or `default: ...`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseClause {
    /// A number of its own, for the variable that a type switch declares in each clause.
    pub id: ExprId,
    /// From `case` to the end of the body.
    pub span: Span,
    /// Empty for `default`.
    pub expressions: Vec<Expr>,
    /// Whether this is `default`.
    pub is_default: bool,
    /// The colon.
    pub colon: Span,
    /// The statements after the colon.
    pub body: Vec<Stmt>,
}

/// `select { ... }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SelectStmt {
    /// In order.
    pub clauses: Vec<CommClause>,
    /// The opening brace.
    pub lbrace: Span,
    /// The closing brace.
    pub rbrace: Span,
}

/// `case v := <-c: ...` or `default: ...`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommClause {
    /// From `case` to the end of the body.
    pub span: Span,
    /// `None` for `default`. The parser accepts any simple statement.
    pub communication: Option<Stmt>,
    /// The colon.
    pub colon: Span,
    /// The statements after the colon.
    pub body: Vec<Stmt>,
}

/// `for init; condition; post { ... }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForStmt {
    /// Run once.
    pub init: Option<Stmt>,
    /// `None` stands for `true`.
    pub condition: Option<Expr>,
    /// Run after each round.
    pub post: Option<Stmt>,
    /// The body.
    pub body: Block,
}

/// `for k, v := range x { ... }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeStmt {
    /// Left of the operator; Go allows at most two, the parser any number.
    pub left: Vec<Expr>,
    /// Whether the operator is `:=`.
    pub define: bool,
    /// The keyword `range`.
    pub range: Span,
    /// `x`: a slice, array, string, map, channel, integer or iterator function.
    pub operand: Expr,
    /// The body.
    pub body: Block,
}
