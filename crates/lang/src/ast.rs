//! The syntax tree of a Go file: what was written, where, and nothing about what it means.
//!
//! Every expression and every identifier has an [`ExprId`] from one dense range per package, so that later phases
//! keep what they learn (types, constants, definitions and uses) in plain vectors beside the tree. Types are
//! expressions, as in Go's own compiler, because only the type checker can tell `f(x)` from `T(x)`. Nodes lie in an
//! [`Arena`](crate::arena::Arena), as does the text that they quote, so a tree is made and freed without asking for
//! memory node by node. What could not be parsed is [`ExprKind::Bad`], [`StmtKind::Bad`] or [`DeclKind::Bad`]; its
//! diagnostic is already reported.
//!
//! Depth is bounded: no path from the root is longer than a few times
//! [`NESTING_MAX`](crate::parser::NESTING_MAX), except along the left operands of [`BinaryExpr`], which
//! [`BinaryExpr::chain`] walks in a loop.

mod decl;
mod expr;
mod stmt;
mod types;

use std::rc::Rc;

pub use decl::*;
pub use expr::*;
pub use stmt::*;
pub use types::*;

use crate::source::{FileId, Span};

/// A name that is kept beside the tree.
pub type Name = Rc<str>;

/// The number of an expression or identifier, dense and unique within one package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ExprId(pub u32);

impl ExprId {
    /// The number as an index into a side table.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A name as written at one place: a definition, a use, a label, a selector's member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ident<'a> {
    /// Its number; equal to the expression's own when this is an [`ExprKind::Name`].
    pub id: ExprId,
    /// Where it stands.
    pub span: Span,
    /// Its text. A name missing from the source is `_`, as in Go's own parser.
    pub name: &'a str,
}

impl<'a> Ident<'a> {
    /// Whether this is the blank identifier.
    pub fn is_blank(&self) -> bool {
        self.name == "_"
    }
}

/// A `//gopark:` or `//go:` comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Directive<'a> {
    /// The whole comment, from the slashes to before the line break.
    pub span: Span,
    /// The text after the slashes, such as `gopark:param min=1 max=8`, without trailing blanks.
    pub text: &'a str,
}

impl<'a> Directive<'a> {
    /// What follows `gopark:name` (or `go:name`) if that is this directive's whole first word.
    pub fn argument(&self, first_word: &str) -> Option<&'a str> {
        let rest = self.text.strip_prefix(first_word)?;
        (rest.is_empty() || rest.starts_with([' ', '\t'])).then(|| rest.trim())
    }
}

/// One parsed file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File<'a> {
    /// Which file.
    pub id: FileId,
    /// The whole text.
    pub span: Span,
    /// The name in the package clause; `_` when the clause is missing, which is a reported error.
    pub package: Ident<'a>,
    /// Imports and top-level declarations, in order.
    pub decls: &'a [Decl<'a>],
    /// Every directive of the file, in order, whether or not it is attached to a declaration.
    pub directives: &'a [Directive<'a>],
    /// What Go says of directives above declarations that may not have them, if nothing else is wrong.
    pub misplaced: &'a [(Span, &'static str)],
}

impl<'a> File<'a> {
    /// The import specs, in order.
    pub fn imports(&self) -> impl Iterator<Item = &'a ImportSpec<'a>> {
        self.decls.iter().flat_map(|decl| match decl.kind {
            DeclKind::Import(specs) => specs,
            _ => &[],
        })
    }
}
