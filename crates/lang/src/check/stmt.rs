//! Statements.
//! Source: cmd/compile/internal/types2/stmt.go.

use super::checker::{Checker, DeclId};
use super::constant::Value;
use super::expr::Kind;
use super::info::Mode;
use super::object::{ObjId, ObjectKind, VarKind};
use super::operand::Operand;
use super::position::start_span;
use super::scope::ScopeId;
use super::types::{Basic, Ty};
use crate::ast::{
    BinaryOp, Block, CommClause, Expr, ExprId, ExprKind, Ident, SelectStmt, Stmt, StmtKind, UnaryOp,
};
use crate::diag::Diagnostic;
use crate::print;
use crate::sorted::sort_by;
use crate::source::Span;

impl<'a> Checker<'a> {
    /// A function's body.
    pub(super) fn func_body(
        &mut self,
        decl: Option<DeclId>,
        key: ExprId,
        scope: ScopeId,
        body: &'a Block<'a>,
        iota: Option<Value>,
    ) {
        let results = self.info.funcs.get(&key).map(|func| func.results.clone()).unwrap_or_default();
        let has_results = !results.is_empty();
        let mut env = self.env.clone();
        env.decl = decl;
        env.scope = scope;
        env.iota = iota;
        env.error_span = None;
        env.func = Some(key);
        env.results = results.into();
        if let Some(obj) = self.info.funcs.get(&key).and_then(|func| func.obj) {
            env.type_params = self.objects.get(obj).type_params(self.types);
        }
        env.has_call_or_receive = false;
        let outer = std::mem::replace(&mut self.env, env);
        self.stmt_list(body.statements);
        if has_results && !self.is_terminating_block(body) {
            self.error(body.rbrace, "missing return");
        }
        self.env = outer;
        self.report_unused(scope);
    }

    /// Reports the variables of a function that nobody uses.
    fn report_unused(&mut self, scope: ScopeId) {
        let mut unused: Vec<(Span, String)> = Vec::new();
        for scope in self.scopes.within_function(scope) {
            for (name, &obj) in self.scopes.names(scope).iter() {
                let object = self.objects.get(obj);
                if let ObjectKind::Var(var) = &object.kind
                    && var.kind == VarKind::Local
                    && !var.is_used
                {
                    unused.push((object.span, name.to_string()));
                }
            }
        }
        sort_by(&mut unused, Ord::cmp);
        for (span, name) in unused {
            self.error(span, format!("declared and not used: {name}"));
        }
    }

    pub(super) fn stmt_list(&mut self, list: &'a [Stmt<'a>]) {
        for stmt in list {
            self.stmt(stmt);
        }
    }

    pub(super) fn stmt(&mut self, stmt: &'a Stmt<'a>) {
        let top = self.later.len();
        self.stmt_internal(stmt);
        self.process_later(top);
    }

    fn stmt_internal(&mut self, stmt: &'a Stmt<'a>) {
        match &stmt.kind {
            StmtKind::Bad | StmtKind::Empty | StmtKind::Branch { .. } => {}
            StmtKind::Decl(decl) => self.decl_stmt(decl),
            StmtKind::Labeled { statement, .. } => self.stmt(statement),
            StmtKind::Expr(expr) => self.expr_stmt(expr),
            StmtKind::Send { channel, value, .. } => {
                let (mut ch, mut x) = (Operand::invalid(), Operand::invalid());
                self.expr(None, &mut ch, channel);
                self.generic_expr(&mut x, value, None);
                if ch.is_valid()
                    && x.is_valid()
                    && let Some(elem) = self.chan_elem(stmt.span, &ch, false)
                {
                    self.assignment(&mut x, Some(elem), "send");
                }
            }
            StmtKind::IncDec { operand, op, .. } => self.inc_dec(operand, *op),
            StmtKind::Assign { left, op: None, right, .. } => self.assign_vars(left, right),
            StmtKind::Assign { left, op: Some(op), op_span, right } => {
                self.assign_op(stmt, left, *op, *op_span, right);
            }
            StmtKind::Define { left, op_span, right } => self.short_var_decl(*op_span, left, right),
            StmtKind::Go { call } => self.suspended_call("go", call),
            StmtKind::Defer { call } => {
                if let Some(func) = self.func_mut() {
                    func.has_defer = true;
                }
                self.suspended_call("defer", call);
            }
            StmtKind::Return { results } => self.return_stmt(stmt, results),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If(node) => {
                let scope = self.env.scope;
                for arm in node.arms {
                    if let Some(init) = &arm.init {
                        self.open_scope();
                        self.stmt(init);
                    }
                    self.condition(&arm.condition, "if");
                    self.block(&arm.then);
                }
                if let Some(otherwise) = &node.otherwise {
                    self.block(otherwise);
                }
                self.env.scope = scope;
            }
            StmtKind::Switch(node) => {
                self.open_scope();
                self.optional_stmt(node.init.as_ref());
                self.switch_stmt(node);
                self.close_scope();
            }
            StmtKind::TypeSwitch(node) => {
                self.open_scope();
                self.optional_stmt(node.init.as_ref());
                self.type_switch_stmt(node);
                self.close_scope();
            }
            StmtKind::Select(node) => self.select_stmt(node),
            StmtKind::For(node) => {
                self.open_scope();
                self.optional_stmt(node.init.as_ref());
                if let Some(condition) = &node.condition {
                    self.condition(condition, "for");
                }
                self.optional_stmt(node.post.as_ref());
                if let Some(Stmt { kind: StmtKind::Define { left, .. }, .. }) = &node.post {
                    self.use_exprs(*left);
                }
                self.block(&node.body);
                self.close_scope();
            }
            StmtKind::Range(node) => self.range_stmt(stmt, node),
        }
    }

    fn optional_stmt(&mut self, stmt: Option<&'a Stmt<'a>>) {
        if let Some(stmt) = stmt {
            self.stmt(stmt);
        }
    }

    pub(super) fn block(&mut self, block: &'a Block<'a>) {
        let top = self.later.len();
        self.open_scope();
        self.stmt_list(block.statements);
        self.close_scope();
        self.process_later(top);
    }

    fn condition(&mut self, expr: &'a Expr<'a>, statement: &str) {
        let mut x = Operand::invalid();
        self.expr(None, &mut x, expr);
        if !x.is_valid() {
            return;
        }
        if self.types.all(x.ty, Basic::is_boolean) {
            self.update_type(expr, Ty::BOOL, true);
        } else {
            self.error(start_span(expr), format!("non-boolean condition in {statement} statement"));
        }
    }

    fn expr_stmt(&mut self, expr: &'a Expr<'a>) {
        let mut x = Operand::invalid();
        let kind = self.raw_expr(None, &mut x, expr, None, false);
        let what = match x.mode {
            Mode::Builtin => "must be called",
            Mode::Type => "is not an expression",
            _ if kind == Kind::Statement => return,
            _ => "is not used",
        };
        let message = format!("{} {what}", self.describe(&x));
        self.error(x.span(), message);
    }

    fn inc_dec(&mut self, operand: &'a Expr<'a>, op: BinaryOp) {
        let mut x = Operand::invalid();
        self.expr(None, &mut x, operand);
        if !x.is_valid() {
            return;
        }
        if !self.types.all(x.ty, Basic::is_numeric) {
            let (written, op, ty) = (print::expr(operand), op.text(), self.type_text(x.ty));
            self.error(
                start_span(operand),
                format!("invalid operation: {written}{op}{op} (non-numeric type {ty})"),
            );
            return;
        }
        self.assign_var(operand, None, Some(&mut x), "assignment");
    }

    fn assign_op(
        &mut self,
        stmt: &'a Stmt<'a>,
        left: &'a [Expr<'a>],
        op: BinaryOp,
        op_span: Span,
        right: &'a [Expr<'a>],
    ) {
        let ([left], [right]) = (left, right) else {
            let message = format!("assignment operation {}= requires single-valued expressions", op.text());
            return self.error(stmt.span, message);
        };
        let (mut x, mut first) = (Operand::invalid(), Operand::invalid());
        self.expr(None, &mut first, left);
        self.binary(&mut x, None, first, left, right, op, op_span);
        self.assign_var(left, None, Some(&mut x), "assignment");
    }

    fn suspended_call(&mut self, keyword: &str, call: &'a Expr<'a>) {
        if call.is_bad() {
            return;
        }
        if !matches!(call.kind, ExprKind::Call(_)) {
            self.error(start_span(call), format!("expression in {keyword} must be function call"));
            self.use_exprs([call]);
            return;
        }
        let mut x = Operand::invalid();
        let what = match self.raw_expr(None, &mut x, call, None, false) {
            Kind::Conversion => "requires function call, not conversion",
            Kind::Expression => "discards result of",
            Kind::Statement => return,
        };
        let message = format!("{keyword} {what} {}", self.describe(&x));
        self.error(x.span(), message);
    }

    fn return_stmt(&mut self, stmt: &'a Stmt<'a>, values: &'a [Expr<'a>]) {
        let results = self.env.results.clone();
        let is_named = results.first().is_some_and(|&obj| !self.objects.get(obj).name.is_empty());
        if !values.is_empty() || !is_named {
            if !values.is_empty() || !results.is_empty() {
                self.init_vars(&results, values, Some(stmt.span));
            }
            return;
        }
        for &obj in results.iter() {
            let name = self.objects.get(obj).name.clone();
            let Some(other) = self.lookup(&name).filter(|&other| other != obj) else { continue };
            let span = self.objects.get(other).span;
            let message = format!("result parameter {name} not in scope at return");
            let ty = self.type_text(self.objects.get(obj).ty);
            self.report(
                Diagnostic::error(stmt.span, message)
                    .with_note(span, format!("inner declaration of var {name} {ty}")),
            );
        }
    }

    /// Source: cmd/compile/internal/types2/assignments.go:shortVarDecl.
    fn short_var_decl(&mut self, op_span: Span, left: &'a [Expr<'a>], right: &'a [Expr<'a>]) {
        let top = self.later.len();
        let scope = self.env.scope;
        let mut seen: Vec<&Ident> = Vec::new();
        let (mut vars, mut new_vars, mut has_error) = (Vec::new(), Vec::new(), false);
        for expr in left {
            let var = self.short_var(expr, &mut seen, &mut new_vars, &mut has_error);
            vars.push(var.unwrap_or_else(|| self.new_var(VarKind::Local, "_".into(), expr.span, Ty::UNSET)));
        }
        self.init_vars(&vars, right, None);
        self.process_later(top);
        if new_vars.is_empty() && !has_error {
            self.error(op_span, "no new variables on left side of :=");
            return;
        }
        for obj in new_vars {
            self.declare(scope, None, obj);
        }
    }

    fn short_var(
        &mut self,
        expr: &'a Expr<'a>,
        seen: &mut Vec<&'a Ident<'a>>,
        new_vars: &mut Vec<ObjId>,
        has_error: &mut bool,
    ) -> Option<ObjId> {
        let Some(ident) = expr.as_name() else {
            self.use_lhs_expr(expr);
            let message = format!("non-name {} on left side of :=", print::expr(expr));
            self.error(start_span(expr), message);
            *has_error = true;
            return None;
        };
        if !ident.is_blank() {
            if seen.iter().any(|other| other.name == ident.name) {
                self.error(start_span(expr), format!("{} repeated on left side of :=", ident.name));
                *has_error = true;
                return None;
            }
            seen.push(ident);
        }
        if let Some(other) = self.scopes.get(self.env.scope, ident.name) {
            self.record_use(ident.id, other);
            let object = self.objects.get(other);
            if !matches!(object.kind, ObjectKind::Var(_)) {
                self.error(start_span(expr), format!("cannot assign to {}", ident.name));
                *has_error = true;
                return None;
            }
            let ty = object.ty;
            self.record_expr(ident.id, Mode::Variable, ty, None);
            self.mark_reassigned(expr);
            return Some(other);
        }
        let obj = self.new_var(VarKind::Local, ident.name.into(), ident.span, Ty::UNSET);
        if !ident.is_blank() {
            new_vars.push(obj);
            self.record_def(ident.id, obj);
        }
        Some(obj)
    }

    fn select_stmt(&mut self, node: &'a SelectStmt<'a>) {
        let defaults = node.clauses.iter().filter(|clause| clause.communication.is_none());
        self.report_defaults(defaults.map(|clause| clause.span).collect());
        for clause in node.clauses {
            if let Some(communication) = &clause.communication
                && !is_communication(communication)
            {
                let message = "select case must be send or receive (possibly with assignment)";
                let at = match &communication.kind {
                    StmtKind::Expr(expr) => self.node_span(expr),
                    _ => communication.span,
                };
                self.error(at, message);
                continue;
            }
            self.comm_clause(clause);
        }
    }

    fn comm_clause(&mut self, clause: &'a CommClause<'a>) {
        self.open_scope();
        self.optional_stmt(clause.communication.as_ref());
        self.stmt_list(clause.body);
        self.close_scope();
    }

    pub(super) fn report_defaults(&mut self, defaults: Vec<Span>) {
        let Some((&first, rest)) = defaults.split_first() else { return };
        for &span in rest {
            let message = format!("multiple defaults (first at {})", self.sources.position(first));
            self.error(span, message);
        }
    }
}

/// Whether a statement is a send or a receive, possibly with an assignment.
fn is_communication(stmt: &Stmt) -> bool {
    let is_receive =
        |expr: &Expr| matches!(expr.unparen().kind, ExprKind::Unary { op: UnaryOp::Receive, .. });
    match &stmt.kind {
        StmtKind::Send { .. } | StmtKind::Bad => true,
        StmtKind::Expr(expr) => is_receive(expr),
        StmtKind::Assign { right, .. } | StmtKind::Define { right, .. } => {
            matches!(&right[..], [only] if is_receive(only))
        }
        _ => false,
    }
}
