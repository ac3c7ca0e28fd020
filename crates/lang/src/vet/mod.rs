//! What `go vet` finds wrong with concurrency in a program that compiles, and loops that never yield. Warnings, in vet's
//! wording.

pub(crate) mod calls;
mod copylocks;
mod lostcancel;
mod spin;
mod unreachable;

use crate::ast::{Block, CallExpr, DeclKind, Expr, ExprKind, FuncDecl, Stmt};
use crate::check::{Builtin, Checked, Info, ObjId, ObjectKind, Package, Ty};
use crate::diag::Diagnostic;
use crate::sorted::SortedMap;
use crate::source::Span;
use crate::visit::{Node, walk, walk_expr};

/// Looks through the program's own package, which must be free of errors. What it finds is in no order.
pub fn vet(checked: &Checked<'_>) -> Vec<Diagnostic> {
    let Some(package) = checked.packages.last() else { return Vec::new() };
    let mut vet = Vet::new(checked, package);
    for decl in package.files.iter().flat_map(|file| file.decls) {
        match &decl.kind {
            DeclKind::Func(func) => vet.func(func),
            DeclKind::Var(specs) => {
                for spec in *specs {
                    vet.copies_in_declaration(spec);
                    spec.values.iter().for_each(|value| walk_expr(value, |node| vet.node(node)));
                }
            }
            _ => {}
        }
    }
    while let Some(body) = vet.bodies.pop() {
        vet.unreachable(body);
        vet.lost_cancels(body);
    }
    vet.found
}

pub(crate) struct Vet<'a> {
    pub(crate) checked: &'a Checked<'a>,
    pub(crate) info: &'a Info,
    found: Vec<Diagnostic>,
    /// Bodies of functions and literals, still to be looked through.
    bodies: Vec<&'a Block<'a>>,
    /// The place of the program's main function, the end of which ends all.
    main: Option<Span>,
    /// What is known of types: why their values must not be copied.
    locks: SortedMap<Ty, Option<String>>,
}

impl<'a> Vet<'a> {
    pub(crate) fn new(checked: &'a Checked<'a>, package: &'a Package<'a>) -> Self {
        Self {
            checked,
            info: &package.info,
            found: Vec::new(),
            bodies: Vec::new(),
            main: None,
            locks: SortedMap::new(),
        }
    }

    fn func(&mut self, func: &'a FuncDecl<'a>) {
        self.lock_params(func.name.name, func.receiver.iter().chain(func.signature.params));
        if let Some(body) = &func.body {
            self.bodies.push(body);
            if func.name.name == "main" && func.receiver.is_none() {
                self.main = Some(body.span);
            }
            walk(body, |node| self.node(node));
        }
    }

    fn node(&mut self, node: Node<'a>) -> bool {
        match node {
            Node::Stmt(stmt) => self.stmt(stmt),
            Node::Expr(expr) => self.expr(expr),
        }
        true
    }

    fn stmt(&mut self, stmt: &'a Stmt<'a>) {
        self.copies_in_stmt(stmt);
        self.unused_result(stmt);
        self.atomic_assignment(stmt);
        self.add_in_goroutine(stmt);
        self.endless_spin(stmt);
    }

    fn expr(&mut self, expr: &'a Expr<'a>) {
        self.copies_in_expr(expr);
        if let ExprKind::Func(lit) = &expr.kind {
            self.lock_params("func", lit.signature.params.iter());
            self.bodies.push(&lit.body);
        }
    }

    fn warn(&mut self, at: Span, message: impl Into<String>) {
        self.found.push(Diagnostic::warning(at, message));
    }

    /// The object that a function's name stands for, also behind a package's.
    pub(crate) fn named(&self, function: &Expr) -> Option<ObjId> {
        let ident = match &function.unparen().kind {
            ExprKind::Name(ident) => ident,
            ExprKind::Selector { member, .. } => member,
            _ => return None,
        };
        self.info.used(ident.id)
    }

    /// Import path and name of the function of another package that is called.
    pub(crate) fn callee(&self, call: &CallExpr) -> Option<(&'a str, &'a str)> {
        let object = self.checked.objects.get(self.named(&call.function)?);
        let ObjectKind::Func(func) = &object.kind else { return None };
        let package = self.checked.packages.get(object.pkg?.index())?;
        (package.is_imported && func.receiver.is_none()).then_some((&*package.path, &*object.name))
    }

    pub(crate) fn builtin(&self, call: &CallExpr) -> Option<Builtin> {
        match self.checked.objects.get(self.named(&call.function)?).kind {
            ObjectKind::Builtin(builtin) => Some(builtin),
            _ => None,
        }
    }

    /// Whether control never comes back from a call.
    pub(crate) fn never_returns(&self, expr: &Expr) -> bool {
        let ExprKind::Call(call) = &expr.unparen().kind else { return false };
        let leaves = [
            ("os", "Exit"),
            ("runtime", "Goexit"),
            ("log", "Fatal"),
            ("log", "Fatalf"),
            ("log", "Fatalln"),
            ("log", "Panic"),
            ("log", "Panicf"),
            ("log", "Panicln"),
        ];
        self.builtin(call) == Some(Builtin::Panic)
            || self.callee(call).is_some_and(|callee| leaves.contains(&callee))
    }
}
