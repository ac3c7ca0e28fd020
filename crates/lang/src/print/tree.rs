//! The tree as s-expressions, one declaration or statement a line.

mod nodes;

use std::fmt::Write as _;

use crate::ast::{
    Block, CaseClause, CommClause, Decl, DeclKind, Directive, Expr, File, FuncDecl, Stmt, StmtKind, TypeSpec,
};

/// The whole file, such as `(func main () (call println "hi"))`, indented by nesting.
pub fn tree(file: &File) -> String {
    let mut writer = Writer { text: String::new(), indent: 0 };
    writer.line(&format!("(package {})", file.package.name));
    for decl in file.decls {
        writer.decl(decl);
    }
    writer.text
}

struct Writer {
    text: String,
    indent: usize,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.open(line);
        self.text.push('\n');
    }

    /// Starts a line.
    fn open(&mut self, line: &str) {
        let _ = write!(self.text, "{:1$}{line}", "", self.indent * 2);
    }

    fn decl(&mut self, decl: &Decl) {
        match &decl.kind {
            DeclKind::Bad => self.line("BAD"),
            DeclKind::Import(specs) => {
                for spec in *specs {
                    let name = spec.name.as_ref().map_or(String::new(), |name| format!("{} ", name.name));
                    self.line(&format!("(import {name}{})", spec.path.text));
                }
            }
            DeclKind::Const(specs) => {
                for spec in *specs {
                    self.open(&format!("(const@{} ", spec.iota));
                    self.values(spec.names, spec.ty.as_ref(), spec.values);
                    self.directives(spec.directives);
                }
            }
            DeclKind::Var(specs) => {
                for spec in *specs {
                    self.open("(var ");
                    self.values(spec.names, spec.ty.as_ref(), spec.values);
                    self.directives(spec.directives);
                }
            }
            DeclKind::Type(specs) => specs.iter().for_each(|spec| self.type_spec(spec)),
            DeclKind::Func(func) => self.func(func),
        }
    }

    fn directives(&mut self, directives: &[Directive]) {
        for directive in directives {
            let _ = write!(self.text, " ; {}", directive.text);
        }
        self.text.push('\n');
    }

    fn values(&mut self, names: &[crate::ast::Ident], ty: Option<&Expr>, values: &[Expr]) {
        self.names(names);
        if let Some(ty) = ty {
            self.text.push_str(": ");
            self.expr(ty);
        }
        if !values.is_empty() {
            self.text.push_str(" = ");
            self.exprs(values);
        }
        self.text.push(')');
    }

    fn type_spec(&mut self, spec: &TypeSpec) {
        self.open(&format!("(type {}", spec.name.name));
        self.type_params(spec.type_params);
        self.text.push_str(if spec.is_alias { " = " } else { " " });
        self.expr(&spec.ty);
        self.text.push(')');
        self.directives(spec.directives);
    }

    fn func(&mut self, func: &FuncDecl) {
        self.open("(func ");
        if let Some(receiver) = &func.receiver {
            self.text.push('(');
            self.param(receiver);
            self.text.push_str(") ");
        }
        self.text.push_str(func.name.name);
        self.signature(&func.signature);
        if let Some(body) = &func.body {
            self.text.push(' ');
            self.block(body);
        }
        self.text.push(')');
        self.directives(func.directives);
    }

    /// `{`, the statements on lines of their own, `}`.
    fn block(&mut self, block: &Block) {
        self.body(block.statements, "{", "}");
    }

    fn body(&mut self, statements: &[Stmt], open: &str, close: &str) {
        self.text.push_str(open);
        if statements.is_empty() {
            return self.text.push_str(close);
        }
        self.text.push('\n');
        self.indent += 1;
        for statement in statements {
            if let StmtKind::Decl(decl) = &statement.kind {
                self.decl(decl);
                continue;
            }
            self.open("");
            self.stmt(statement);
            self.text.push('\n');
        }
        self.indent -= 1;
        self.open(close);
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Bad => self.text.push_str("BAD"),
            StmtKind::Empty => self.text.push_str("(empty)"),
            StmtKind::Decl(decl) => {
                // Labeled; the declaration writes whole lines.
                self.text.push('\n');
                self.decl(decl);
                self.open("");
            }
            StmtKind::Labeled { label, statement } => {
                let _ = write!(self.text, "(label {} ", label.name);
                self.stmt(statement);
                self.text.push(')');
            }
            StmtKind::Block(block) => self.block(block),
            StmtKind::If(_) | StmtKind::For(_) | StmtKind::Range(_) => self.branching(stmt),
            StmtKind::Switch(_) | StmtKind::TypeSwitch(_) | StmtKind::Select(_) => self.choosing(stmt),
            _ => self.simple(stmt),
        }
    }

    fn simple(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Expr(expr) => self.expr(expr),
            StmtKind::Send { channel, value, .. } => self.form("send", &[channel, value]),
            StmtKind::IncDec { operand, op, .. } => self.form(&format!("{0}{0}", op.text()), &[operand]),
            StmtKind::Assign { left, op, right, .. } => {
                self.assign(&format!("{}=", op.map_or("", |op| op.text())), left, right);
            }
            StmtKind::Define { left, right, .. } => self.assign(":=", left, right),
            StmtKind::Go { call } => self.form("go", &[call]),
            StmtKind::Defer { call } => self.form("defer", &[call]),
            StmtKind::Return { results } => self.form("return", &results.iter().collect::<Vec<_>>()),
            StmtKind::Branch { kind, label } => {
                let label = label.as_ref().map_or(String::new(), |label| format!(" {}", label.name));
                let _ = write!(self.text, "({}{label})", format!("{kind:?}").to_lowercase());
            }
            _ => {}
        }
    }

    fn assign(&mut self, operator: &str, left: &[Expr], right: &[Expr]) {
        let _ = write!(self.text, "({operator} (");
        self.exprs(left);
        self.text.push(')');
        for expr in right {
            self.text.push(' ');
            self.expr(expr);
        }
        self.text.push(')');
    }

    fn part(&mut self, name: &str, stmt: Option<&Stmt>) {
        if let Some(stmt) = stmt {
            let _ = write!(self.text, " {name}=");
            self.stmt(stmt);
        }
    }

    fn branching(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::If(stmt) => {
                for (index, arm) in stmt.arms.iter().enumerate() {
                    self.text.push_str(if index == 0 { "(if" } else { " else (if" });
                    self.part("init", arm.init.as_ref());
                    self.text.push(' ');
                    self.expr(&arm.condition);
                    self.text.push(' ');
                    self.block(&arm.then);
                }
                if let Some(otherwise) = &stmt.otherwise {
                    self.text.push_str(" else ");
                    self.block(otherwise);
                }
                self.text.extend(stmt.arms.iter().skip(1).map(|_| ')'));
            }
            StmtKind::For(stmt) => {
                self.text.push_str("(for");
                self.part("init", stmt.init.as_ref());
                if let Some(condition) = &stmt.condition {
                    self.text.push(' ');
                    self.expr(condition);
                }
                self.part("post", stmt.post.as_ref());
                self.text.push(' ');
                self.block(&stmt.body);
            }
            StmtKind::Range(stmt) => {
                self.text.push_str("(range ");
                if !stmt.left.is_empty() {
                    self.assign(if stmt.define { ":=" } else { "=" }, stmt.left, &[]);
                    self.text.push(' ');
                }
                self.expr(&stmt.operand);
                self.text.push(' ');
                self.block(&stmt.body);
            }
            _ => {}
        }
        self.text.push(')');
    }

    fn choosing(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Switch(stmt) => {
                self.text.push_str("(switch");
                self.part("init", stmt.init.as_ref());
                if let Some(tag) = &stmt.tag {
                    self.text.push(' ');
                    self.expr(tag);
                }
                self.clauses(stmt.clauses, Writer::case_clause);
            }
            StmtKind::TypeSwitch(stmt) => {
                self.text.push_str("(typeswitch");
                self.part("init", stmt.init.as_ref());
                let binding = stmt.binding.as_ref().map_or("_", |binding| binding.name);
                let _ = write!(self.text, " {binding} ");
                self.expr(&stmt.operand);
                self.clauses(stmt.clauses, Writer::case_clause);
            }
            StmtKind::Select(stmt) => {
                self.text.push_str("(select");
                self.clauses(stmt.clauses, Writer::comm_clause);
            }
            _ => {}
        }
        self.text.push(')');
    }

    fn clauses<C>(&mut self, clauses: &[C], write: impl Fn(&mut Writer, &C)) {
        self.indent += 1;
        for clause in clauses {
            self.text.push('\n');
            self.open("");
            write(self, clause);
        }
        self.indent -= 1;
    }

    fn case_clause(&mut self, clause: &CaseClause) {
        self.text.push_str(if clause.is_default { "(default" } else { "(case " });
        self.exprs(clause.expressions);
        self.body(clause.body, " {", "}");
        self.text.push(')');
    }

    fn comm_clause(&mut self, clause: &CommClause) {
        match &clause.communication {
            Some(communication) => {
                self.text.push_str("(case ");
                self.stmt(communication);
            }
            None => self.text.push_str("(default"),
        }
        self.body(clause.body, " {", "}");
        self.text.push(')');
    }
}
