//! What stands where in a package.

use super::{Remark, What};
use crate::ast::{
    BinaryOp, Block, BranchKind, CallExpr, DeclKind, Expr, ExprId, ExprKind, ForStmt, IfStmt, Name,
    RangeStmt, Stmt, StmtKind, UnaryOp, VarSpec,
};
use crate::check::types::MethodRef;
use crate::check::{Builtin, Checked, ObjId, Package, Ty, Type};
use crate::source::Span;
use crate::vet::Vet;
use crate::vet::calls::call_of;
use crate::visit::{Node, walk, walk_expr};

use super::Repeats;

/// Functions of package context that give a new root.
const ROOTS: [&str; 2] = ["Background", concat!("TO", "DO")];

/// Everything that was noted. Places are the spans of what stands there.
pub(super) struct Facts<'a> {
    pub vet: Vet<'a>,
    pub bodies: Vec<Body>,
    pub loops: Vec<Loop<'a>>,
    pub launches: Vec<Launch>,
    /// Calls of functions and methods of this package.
    pub calls: Vec<(Span, ObjId)>,
    /// Operations that may take long.
    pub waits: Vec<(Span, Wait)>,
    /// What a `select` with a default tries, and does not wait for.
    pub tries: Vec<Span>,
    /// `break` leaves these.
    pub breakables: Vec<Span>,
    pub branches: Vec<(Span, BranchKind, Option<&'a str>)>,
    pub labels: Vec<(&'a str, Span)>,
    /// Statements and calls that leave the function, or the program.
    pub leaves: Vec<Span>,
    /// Channels that are closed: where, and what they carry.
    pub closes: Vec<(Span, Ty)>,
    /// Where a variable that carries a context is mentioned.
    pub mentions: Vec<(Span, ObjId)>,
    /// `context.Background()` and `context.TODO()`.
    pub roots: Vec<Span>,
    /// Assignments: the variable, where, and the value.
    pub assigned: Vec<(ObjId, Span, Span)>,
    /// Blocks that are reached only while a switch of the program has that value.
    pub guarded: Vec<(Span, Name, bool)>,
    /// `//gopark:param` switches.
    switches: Vec<(ObjId, Name)>,
    /// The number of goroutines of an errgroup is limited.
    pub has_limit: bool,
    /// Calls that count goroutines, give profiles, serve requests.
    seen: Vec<(Span, What)>,
}

/// A function's body.
pub(super) struct Body {
    pub span: Span,
    pub name: Name,
    /// Its key in the tables of the checker.
    pub id: ExprId,
    pub obj: Option<ObjId>,
}

/// A loop.
pub(super) struct Loop<'a> {
    pub span: Span,
    pub body: Span,
    pub repeats: Repeats,
    /// Of `for`, when there is one; None as well for ranges.
    pub condition: Option<&'a Expr<'a>>,
    /// What it ranges over, when that is a channel: the type of what it carries.
    pub carries: Option<Ty>,
    pub is_range: bool,
}

/// A statement that starts a goroutine.
pub(super) struct Launch {
    pub span: Span,
    /// The body of the literal that is started.
    pub literal: Option<Span>,
    /// The function or method of this package that is started.
    pub func: Option<ObjId>,
    /// It is a method of an errgroup.
    pub in_group: bool,
}

/// What an operation waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wait {
    /// Time.
    Sleep,
    /// Somebody else.
    Other,
}

impl<'a> Facts<'a> {
    pub fn collect(checked: &'a Checked<'a>, package: &'a Package<'a>) -> Self {
        let mut facts = Self {
            vet: Vet::new(checked, package),
            bodies: Vec::new(),
            loops: Vec::new(),
            launches: Vec::new(),
            calls: Vec::new(),
            waits: Vec::new(),
            tries: Vec::new(),
            breakables: Vec::new(),
            branches: Vec::new(),
            labels: Vec::new(),
            leaves: Vec::new(),
            closes: Vec::new(),
            mentions: Vec::new(),
            roots: Vec::new(),
            assigned: Vec::new(),
            guarded: Vec::new(),
            switches: Vec::new(),
            has_limit: false,
            seen: Vec::new(),
        };
        for file in &package.files {
            for import in file.imports() {
                if import.path.text.trim_matches(['"', '`']) == "net/http/pprof" {
                    facts.seen.push((import.span, What::Profile));
                }
            }
            for decl in file.decls {
                if let DeclKind::Var(specs) = &decl.kind {
                    specs.iter().for_each(|spec| facts.switch(spec));
                }
            }
        }
        for decl in package.files.iter().flat_map(|file| file.decls) {
            match &decl.kind {
                DeclKind::Func(func) => {
                    let obj = facts.vet.info.def(func.name.id);
                    if let Some(body) = &func.body {
                        facts.body(body, func.name.name.into(), func.name.id, obj);
                    }
                }
                DeclKind::Var(specs) => {
                    for value in specs.iter().flat_map(|spec| spec.values) {
                        walk_expr(value, |node| facts.node(node));
                    }
                }
                _ => {}
            }
        }
        facts
    }

    /// The variables of package level that a reader switches.
    fn switch(&mut self, spec: &VarSpec) {
        let is_param = spec.directives.iter().any(|it| it.argument("gopark:param").is_some());
        for name in spec.names.iter().filter(|_| is_param) {
            if let Some(obj) = self.vet.info.def(name.id) {
                self.switches.push((obj, name.name.into()));
            }
        }
    }

    fn body(&mut self, body: &'a Block<'a>, name: Name, id: ExprId, obj: Option<ObjId>) {
        self.bodies.push(Body { span: body.span, name, id, obj });
        walk(body, |node| self.node(node));
    }

    fn node(&mut self, node: Node<'a>) -> bool {
        match node {
            Node::Stmt(stmt) => self.stmt(stmt),
            Node::Expr(expr) => self.expr(expr),
        }
        true
    }

    fn stmt(&mut self, stmt: &'a Stmt<'a>) {
        let span = stmt.span;
        match &stmt.kind {
            StmtKind::Go { call } => {
                if let Some(call) = call_of(call) {
                    self.launch(span, &call.function, false);
                }
            }
            StmtKind::Send { .. } => self.waits.push((span, Wait::Other)),
            StmtKind::If(node) => self.branch_on(node),
            StmtKind::For(node) => self.for_loop(span, node),
            StmtKind::Range(node) => self.range_loop(span, node),
            StmtKind::Select(node) => {
                self.breakables.push(span);
                let communications = node.clauses.iter().map(|clause| clause.communication.as_ref());
                if communications.clone().any(|it| it.is_none()) {
                    self.tries.extend(communications.flatten().map(|it| it.span));
                } else {
                    self.waits.push((span, Wait::Other));
                }
            }
            StmtKind::Switch(_) | StmtKind::TypeSwitch(_) => self.breakables.push(span),
            StmtKind::Branch { kind, label } => {
                self.branches.push((span, *kind, label.map(|label| label.name)));
            }
            StmtKind::Labeled { label, statement } => self.labels.push((label.name, statement.span)),
            StmtKind::Return { .. } => self.leaves.push(span),
            StmtKind::Assign { left, right, .. } | StmtKind::Define { left, right, .. } => {
                for (to, value) in left.iter().zip(*right) {
                    let obj = to.as_name().and_then(|name| self.vet.info.object(name.id));
                    self.assigned.extend(obj.map(|obj| (obj, span, value.unparen().span)));
                }
            }
            _ => {}
        }
    }

    fn for_loop(&mut self, span: Span, node: &'a ForStmt<'a>) {
        let condition = node.condition.as_ref();
        let is_counted = node.init.is_some() || node.post.is_some();
        let mut repeats = if is_counted && condition.is_some() { Repeats::Counted } else { Repeats::Open };
        if let Some(condition) = condition {
            walk_expr(condition, |inner| {
                if let Node::Expr(Expr { kind: ExprKind::Call(call), .. }) = inner
                    && self.vet.builtin(call) == Some(Builtin::Len)
                {
                    repeats = Repeats::Open;
                }
                true
            });
        }
        self.breakables.push(span);
        let (body, carries) = (node.body.span, None);
        self.loops.push(Loop { span, body, repeats, condition, carries, is_range: false });
    }

    fn range_loop(&mut self, span: Span, node: &'a RangeStmt<'a>) {
        let types = &self.vet.checked.types;
        let operand = node.operand.unparen();
        let structure = types.structure(self.vet.info.ty(operand.id));
        let carries = if let Type::Chan { elem, .. } = structure { Some(*elem) } else { None };
        let is_number = matches!(structure, Type::Basic(_) | Type::Array { .. });
        let is_literal = matches!(operand.kind, ExprKind::Composite(_));
        let repeats = if is_number || is_literal { Repeats::Counted } else { Repeats::Open };
        if carries.is_some() {
            self.waits.push((span, Wait::Other));
        }
        self.breakables.push(span);
        let (body, condition) = (node.body.span, None);
        self.loops.push(Loop { span, body, repeats, condition, carries, is_range: true });
    }

    /// What is reached only while a switch has a value.
    fn branch_on(&mut self, node: &'a IfStmt<'a>) {
        for arm in node.arms {
            if let Some((name, value)) = self.forced(&arm.condition, false) {
                self.guarded.push((arm.then.span, name, !value));
            }
        }
        if let ([arm], Some(otherwise)) = (node.arms, &node.otherwise)
            && let Some((name, value)) = self.forced(&arm.condition, true)
        {
            self.guarded.push((otherwise.span, name, !value));
        }
    }

    /// The switch, and its value, that makes a condition come to `to` whatever else is the case.
    pub fn forced(&self, condition: &Expr, to: bool) -> Option<(Name, bool)> {
        match &condition.unparen().kind {
            ExprKind::Name(ident) => {
                let obj = self.vet.info.used(ident.id)?;
                let (_, name) = self.switches.iter().find(|(switch, _)| *switch == obj)?;
                Some((name.clone(), to))
            }
            ExprKind::Unary { op: UnaryOp::Not, operand } => self.forced(operand, !to),
            ExprKind::Binary(binary) => {
                let one_is_enough = match binary.op {
                    BinaryOp::OrOr => to,
                    BinaryOp::AndAnd => !to,
                    _ => false,
                };
                let either = || self.forced(&binary.left, to).or_else(|| self.forced(&binary.right, to));
                one_is_enough.then(either).flatten()
            }
            _ => None,
        }
    }

    fn expr(&mut self, expr: &'a Expr<'a>) {
        match &expr.kind {
            ExprKind::Func(lit) => {
                self.bodies.push(Body { span: lit.body.span, name: Name::from(""), id: expr.id, obj: None });
            }
            ExprKind::Unary { op: UnaryOp::Receive, .. } => self.waits.push((expr.span, Wait::Other)),
            ExprKind::Name(ident) => {
                if let Some(obj) = self.vet.info.used(ident.id)
                    && self.carries_context(self.vet.checked.objects.get(obj).ty)
                {
                    self.mentions.push((expr.span, obj));
                }
            }
            ExprKind::Call(call) => self.call(expr, call),
            _ => {}
        }
    }

    fn call(&mut self, expr: &'a Expr<'a>, call: &'a CallExpr<'a>) {
        let span = expr.span;
        if self.vet.builtin(call) == Some(Builtin::Close)
            && let Some(channel) = call.arguments.first()
            && let Type::Chan { elem, .. } = self.vet.checked.types.structure(self.vet.info.ty(channel.id))
        {
            self.closes.push((span, *elem));
        }
        if self.vet.never_returns(expr) {
            self.leaves.push(span);
        }
        if let Some(obj) = self.own(&call.function) {
            self.calls.push((span, obj));
        }
        match self.vet.callee(call) {
            Some(("time", "Sleep")) => self.waits.push((span, Wait::Sleep)),
            Some(("context", name)) if ROOTS.contains(&name) => self.roots.push(span),
            Some(("runtime", "NumGoroutine") | ("runtime/metrics", "Read")) => {
                self.seen.push((span, What::Counts { again: false }));
            }
            Some(("runtime/pprof", _)) => self.seen.push((span, What::Profile)),
            Some(("net/http", "Serve" | "ServeTLS" | "ListenAndServe" | "ListenAndServeTLS")) => {
                self.seen.push((span, What::Serves));
            }
            _ => {}
        }
        let ExprKind::Selector { member, .. } = &call.function.unparen().kind else { return };
        let is_of = |path, name| self.vet.is_method_of(call, path, name);
        match member.name {
            "Go" => {
                let in_group = is_of("golang.org/x/sync/errgroup", "Group");
                if let Some(func) = call.arguments.first().filter(|_| in_group || is_of("sync", "WaitGroup"))
                {
                    self.launch(span, func, in_group);
                }
            }
            "SetLimit" => self.has_limit |= is_of("golang.org/x/sync/errgroup", "Group"),
            "Acquire" | "Wait" => self.waits.push((span, Wait::Other)),
            name if name.contains("Serve") && is_of("net/http", "Server") => {
                self.seen.push((span, What::Serves));
            }
            _ => {}
        }
    }

    fn launch(&mut self, span: Span, func: &Expr, in_group: bool) {
        let func = func.unparen();
        let literal = if let ExprKind::Func(lit) = &func.kind { Some(lit.body.span) } else { None };
        self.launches.push(Launch { span, literal, func: self.own(func), in_group });
    }

    /// The function or method of this package that an expression names.
    fn own(&self, func: &Expr) -> Option<ObjId> {
        let func = func.unparen();
        let method = self.vet.info.selections.get(&func.id).and_then(|selection| selection.method);
        let obj = match method {
            Some(MethodRef::Declared { obj, .. }) => obj,
            Some(MethodRef::Interface { .. }) => return None,
            None => self.vet.named(func)?,
        };
        let pkg = self.vet.checked.objects.get(obj).pkg?;
        (pkg.index() + 1 == self.vet.checked.packages.len()).then_some(obj)
    }

    /// A context, or a request, which has one.
    pub fn carries_context(&self, ty: Ty) -> bool {
        let types = &self.vet.checked.types;
        let (ty, wanted) = match types.structure(ty) {
            Type::Pointer(to) => (*to, ("net/http", "Request")),
            _ => (ty, ("context", "Context")),
        };
        let Some(id) = types.as_named(ty) else { return false };
        let named = types.named(id);
        let package = named.pkg.and_then(|pkg| self.vet.checked.packages.get(pkg.index()));
        package.is_some_and(|package| (&*package.path, &*named.name) == wanted)
    }

    /// The line of a place.
    pub fn line(&self, span: Span) -> u32 {
        self.vet.checked.sources.get(span.file).map_or(0, |file| file.line_col(span.start).line)
    }

    /// What is counted, profiled and served.
    pub fn watching(&self, remarks: &mut Vec<Remark>) {
        let first = self.mentions.iter().map(|(span, _)| *span).min();
        remarks.extend(first.map(|span| self.remark(What::Context, span, Name::from(""))));
        for &(span, what) in &self.seen {
            let what = match what {
                What::Counts { .. } => What::Counts { again: self.repeats(span) > Repeats::Once },
                what => what,
            };
            remarks.push(self.remark(what, span, Name::from("")));
        }
    }

    /// A remark about a place, under the conditions of that place.
    pub fn remark(&self, what: What, span: Span, name: Name) -> Remark {
        Remark { what, line: self.line(span), name, when: self.conditions(span) }
    }

    /// The switches, and their values, under which a place is reached.
    pub fn conditions(&self, span: Span) -> Vec<(Name, bool)> {
        let around = self.guarded.iter().filter(|(block, ..)| super::within(*block, span));
        around.map(|(_, name, value)| (name.clone(), *value)).collect()
    }
}
