//! Labels and jumps: every `goto`, `break`, `continue` and `fallthrough` has somewhere to go, every label a use.
//! Source of the rules and wordings: cmd/compile/internal/syntax/branches.go.

use crate::sorted::SortedMap;

use crate::ast::{Block, BranchKind, Decl, DeclKind, Ident, Stmt, StmtKind};
use crate::diag::Diagnostic;
use crate::print;
use crate::source::{SourceFile, Span};

/// Checks a function's body; the bodies of function literals in it are checked on their own.
pub(super) fn check_branches(body: &Block, source: &SourceFile, errors: &mut Vec<Diagnostic>) {
    let mut checker = Checker {
        source,
        errors,
        labels: SortedMap::new(),
        pending: SortedMap::new(),
        blocks: Vec::new(),
        time: 0,
    };
    checker.block(None, Targets::default(), None, body.span, body.statements);
    for goto in std::mem::take(&mut checker.pending).into_values().flatten() {
        let name = &goto.label.name;
        let message = match checker.labels.get_mut(name) {
            Some(label) => {
                label.used = true;
                let start = checker.blocks[label.block].start;
                format!("goto {name} jumps into block starting at {}", checker.position(start))
            }
            None => format!("label {name} not defined"),
        };
        checker.error(goto.label.span, message);
    }
    for (name, label) in std::mem::take(&mut checker.labels).into_entries() {
        if !label.used {
            checker.error(label.span, format!("label {name} defined and not used"));
        }
    }
}

struct Checker<'a> {
    source: &'a SourceFile,
    errors: &'a mut Vec<Diagnostic>,
    labels: SortedMap<&'a str, Label>,
    /// The gotos whose label has not been found yet.
    pending: SortedMap<&'a str, Vec<Goto<'a>>>,
    /// All blocks entered so far.
    blocks: Vec<BlockInfo<'a>>,
    /// Counts gotos and variables, to tell which came first.
    time: u32,
}

struct Label {
    span: Span,
    block: usize,
    /// What kind of statement it names.
    target: Target,
    used: bool,
}

struct BlockInfo<'a> {
    parent: Option<usize>,
    start: Span,
    /// The label of the statement that this block is the body of.
    label: Option<&'a str>,
    /// The last variable declared so far.
    variable: Option<Variable<'a>>,
}

/// A declared variable: its statement, its place as Go names it, and when it was seen.
#[derive(Clone, Copy)]
struct Variable<'a> {
    statement: &'a Stmt<'a>,
    span: Span,
    time: u32,
}

struct Goto<'a> {
    label: Ident<'a>,
    block: usize,
    time: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    Loop,
    /// `switch` or `select`.
    Choice,
    Other,
}

/// The clause that a statement list is directly in.
#[derive(Clone, Copy)]
struct Clause {
    is_last: bool,
    of_type_switch: bool,
}

/// Where jumps without a label may go.
#[derive(Clone, Copy, Default)]
struct Targets {
    can_break: bool,
    can_continue: bool,
    /// Whether the innermost target of `break` is a type switch.
    in_type_switch: bool,
    clause: Option<Clause>,
}

impl<'a> Checker<'a> {
    fn block(
        &mut self,
        parent: Option<usize>,
        targets: Targets,
        label: Option<&'a str>,
        start: Span,
        statements: &'a [Stmt<'a>],
    ) {
        let block = self.blocks.len();
        self.blocks.push(BlockInfo { parent, start, label, variable: None });
        let is_empty = |statement: &&Stmt| matches!(statement.kind, StmtKind::Empty);
        let count = statements.len() - statements.iter().rev().take_while(is_empty).count();
        for (index, statement) in statements[..count].iter().enumerate() {
            let clause = targets.clause.filter(|_| index + 1 == count);
            self.statement(block, Targets { clause, ..targets }, statement);
        }
    }

    fn statement(&mut self, block: usize, targets: Targets, statement: &'a Stmt<'a>) {
        let mut label = None;
        let mut statement = statement;
        while let StmtKind::Labeled { label: ident, statement: inner } = &statement.kind {
            if !ident.is_blank() {
                self.declare(block, ident, inner);
                self.resolve(block, ident);
                label = Some(ident.name);
            }
            statement = inner;
        }
        match &statement.kind {
            StmtKind::Decl(decl) => {
                if let DeclKind::Var(specs) = &decl.kind
                    && let Some(spec) = specs.first()
                {
                    self.declare_variable(block, statement, spec.span);
                }
            }
            StmtKind::Define { op_span, .. } => self.declare_variable(block, statement, *op_span),
            StmtKind::Branch { kind, label: None } => self.plain_branch(*kind, statement.span, targets),
            StmtKind::Branch { kind, label: Some(target) } => self.labeled_branch(block, *kind, target),
            _ => self.inner_blocks(block, targets, label, statement),
        }
    }

    fn declare_variable(&mut self, block: usize, statement: &'a Stmt<'a>, span: Span) {
        let time = self.tick();
        self.blocks[block].variable = Some(Variable { statement, span, time });
    }

    fn tick(&mut self) -> u32 {
        self.time = self.time.saturating_add(1);
        self.time
    }

    fn inner_blocks(
        &mut self,
        block: usize,
        targets: Targets,
        label: Option<&'a str>,
        statement: &'a Stmt<'a>,
    ) {
        let mut inner = |targets: Targets, start: Span, statements: &'a [Stmt<'a>]| {
            self.block(Some(block), targets, label, start, statements);
        };
        let nested = Targets { clause: None, ..targets };
        let looped = Targets { can_break: true, can_continue: true, ..Targets::default() };
        let chosen = |clause: Option<Clause>| Targets {
            can_break: true,
            can_continue: targets.can_continue,
            in_type_switch: clause.is_some_and(|clause| clause.of_type_switch),
            clause,
        };
        let clause = |index: usize, count: usize, of_type_switch: bool| {
            chosen(Some(Clause { is_last: index + 1 == count, of_type_switch }))
        };
        match &statement.kind {
            StmtKind::Block(body) => inner(nested, body.span, body.statements),
            StmtKind::If(stmt) => {
                for block in stmt.arms.iter().map(|arm| &arm.then).chain(&stmt.otherwise) {
                    inner(nested, block.span, block.statements);
                }
            }
            StmtKind::For(stmt) => inner(looped, stmt.body.span, stmt.body.statements),
            StmtKind::Range(stmt) => inner(looped, stmt.body.span, stmt.body.statements),
            StmtKind::Switch(stmt) => {
                for (index, case) in stmt.clauses.iter().enumerate() {
                    inner(clause(index, stmt.clauses.len(), false), case.span, case.body);
                }
            }
            StmtKind::TypeSwitch(stmt) => {
                for (index, case) in stmt.clauses.iter().enumerate() {
                    inner(clause(index, stmt.clauses.len(), true), case.span, case.body);
                }
            }
            StmtKind::Select(stmt) => {
                for case in stmt.clauses {
                    inner(chosen(None), case.span, case.body);
                }
            }
            _ => {}
        }
    }

    fn declare(&mut self, block: usize, ident: &Ident<'a>, statement: &Stmt<'a>) {
        if let Some(label) = self.labels.get(&ident.name) {
            let message = format!("label {} already defined at {}", ident.name, self.position(label.span));
            return self.error(ident.span, message);
        }
        let target = match statement.kind {
            StmtKind::For(_) | StmtKind::Range(_) => Target::Loop,
            StmtKind::Switch(_) | StmtKind::TypeSwitch(_) | StmtKind::Select(_) => Target::Choice,
            _ => Target::Other,
        };
        self.labels.insert(ident.name, Label { span: ident.span, block, target, used: false });
    }

    /// Finds the gotos before a label that jump to it.
    fn resolve(&mut self, block: usize, ident: &Ident<'a>) {
        let Some(gotos) = self.pending.remove(&ident.name) else { return };
        let (found, left): (Vec<Goto<'a>>, Vec<Goto<'a>>) =
            gotos.into_iter().partition(|goto| self.around(goto.block).any(|around| around == block));
        if !left.is_empty() {
            self.pending.insert(ident.name, left);
        }
        for goto in found {
            if let Some(label) = self.labels.get_mut(&ident.name) {
                label.used = true;
            }
            if let Some(variable) = self.blocks[block].variable
                && goto.time < variable.time
            {
                let (name, place) = (variable_text(variable.statement), self.position(variable.span));
                let message = format!("goto {} jumps over declaration of {name} at {place}", ident.name);
                self.error(goto.label.span, message);
            }
        }
    }

    fn plain_branch(&mut self, kind: BranchKind, span: Span, targets: Targets) {
        let message = match kind {
            BranchKind::Break if !targets.can_break => "break is not in a loop, switch, or select",
            BranchKind::Continue if !targets.can_continue => "continue is not in a loop",
            BranchKind::Fallthrough if targets.in_type_switch => "cannot fallthrough in type switch",
            BranchKind::Fallthrough => match targets.clause {
                None => "fallthrough statement out of place",
                Some(clause) if clause.is_last => "cannot fallthrough final case in switch",
                Some(_) => return,
            },
            _ => return,
        };
        self.error(span, message);
    }

    fn labeled_branch(&mut self, block: usize, kind: BranchKind, label: &Ident<'a>) {
        let name = &label.name;
        if kind == BranchKind::Goto {
            if !self.goto_target(block, name) {
                let time = self.tick();
                let goto = Goto { label: *label, block, time };
                self.pending.get_or_insert_with(name, Default::default).push(goto);
            }
            return;
        }
        let word = if kind == BranchKind::Break { "break" } else { "continue" };
        match self.enclosing_target(block, name) {
            None => self.error(label.span, format!("{word} label not defined: {name}")),
            Some(Target::Loop) => {}
            Some(Target::Choice) if kind == BranchKind::Break => {}
            Some(_) => self.error(label.span, format!("invalid {word} label {name}")),
        }
    }

    /// Whether the label was declared in this block or one around it.
    fn goto_target(&mut self, block: usize, name: &'a str) -> bool {
        let Some(label) = self.labels.get_mut(name) else { return false };
        label.used = true;
        let declared_in = label.block;
        self.around(block).any(|around| around == declared_in)
    }

    /// The kind of the statement around this block that has the label; `None` if no such label is defined yet.
    fn enclosing_target(&mut self, block: usize, name: &'a str) -> Option<Target> {
        let label = self.labels.get_mut(name)?;
        label.used = true;
        let target = label.target;
        let encloses = self.around(block).any(|around| self.blocks[around].label == Some(name));
        Some(if encloses { target } else { Target::Other })
    }

    /// The block and those around it, from the inside out.
    fn around(&self, block: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(block), |&block| self.blocks[block].parent)
    }

    fn position(&self, span: Span) -> String {
        let at = self.source.line_col(span.start);
        format!("{}:{}:{}", self.source.name(), at.line, at.col)
    }

    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.errors.push(Diagnostic::error(span, message));
    }
}

/// What a declaring statement declares, as Go's message shows it.
fn variable_text(statement: &Stmt) -> String {
    match &statement.kind {
        StmtKind::Define { left, .. } => print::expr_list(left),
        StmtKind::Decl(Decl { kind: DeclKind::Var(specs), .. }) => {
            let name = specs.first().and_then(|spec| spec.names.first());
            name.map_or(String::new(), |name| name.name.to_string())
        }
        _ => String::new(),
    }
}
