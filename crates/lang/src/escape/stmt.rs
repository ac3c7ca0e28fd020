//! Statements.

use super::build::Builder;
use super::ir::{Class, N, Op, V};
use crate::ast::{
    BranchKind, CaseClause, DeclKind, Expr, ExprKind, IfStmt, RangeStmt, Stmt, StmtKind, VarSpec,
};
use crate::check::{Mode, Ty, Type};

impl<'a> Builder<'_, '_, 'a> {
    /// Builds a statement; it may be several nodes.
    pub fn stmt(&mut self, stmt: &'a Stmt<'a>, out: &mut Vec<N>) {
        let outer = std::mem::replace(&mut self.at, stmt.span.start);
        self.stmt_here(stmt, out);
        self.at = outer;
    }

    fn stmt_here(&mut self, stmt: &'a Stmt<'a>, out: &mut Vec<N>) {
        let n = match &stmt.kind {
            StmtKind::Bad | StmtKind::Empty => return,
            StmtKind::Decl(decl) => {
                if let DeclKind::Var(specs) = &decl.kind {
                    specs.iter().for_each(|spec| self.var_spec(spec, out));
                }
                return;
            }
            StmtKind::Labeled { label, statement } => {
                let index = self.label(label.name);
                out.push(self.node_with(Op::Label, Ty::INVALID, Vec::new(), 0, index));
                return self.stmt(statement, out);
            }
            StmtKind::Expr(expr) => self.expr(expr),
            StmtKind::Send { channel, value, .. } => {
                let ch = self.expr(channel);
                let ty = self.ty(channel);
                let elem = match self.esc.types.structure(ty) {
                    Type::Chan { elem, .. } => *elem,
                    _ => Ty::INVALID,
                };
                let value = self.expr_as(value, elem);
                self.node(Op::Send, Ty::INVALID, vec![ch, value])
            }
            StmtKind::IncDec { operand, .. } => {
                let (x, one) = (self.expr(operand), self.lit());
                self.node(Op::Update, Ty::INVALID, vec![x, one])
            }
            StmtKind::Assign { left, op: Some(_), right, .. } => {
                let (Some(x), Some(y)) = (left.first(), right.first()) else { return };
                let kids = vec![self.expr(x), self.expr(y)];
                self.node(Op::Update, Ty::INVALID, kids)
            }
            StmtKind::Assign { left, right, .. } | StmtKind::Define { left, right, .. } => {
                self.assignment(left, right)
            }
            StmtKind::Go { call } => self.launch(Op::Go, call),
            StmtKind::Defer { call } => self.launch(Op::Defer, call),
            StmtKind::Return { results } => self.return_stmt(results),
            StmtKind::Branch { kind: BranchKind::Goto, label: Some(label) } => {
                let index = self.label(label.name);
                self.node_with(Op::Goto, Ty::INVALID, Vec::new(), 0, index)
            }
            StmtKind::Branch { kind: BranchKind::Fallthrough, .. } => return,
            StmtKind::Branch { .. } => self.node(Op::Branch, Ty::INVALID, Vec::new()),
            StmtKind::Block(block) => self.block(block),
            StmtKind::If(stmt) => self.if_stmt(stmt),
            StmtKind::Switch(stmt) => {
                let mut kids = Vec::new();
                stmt.init.iter().for_each(|init| self.stmt(init, &mut kids));
                let init = kids.len() as u32;
                kids.extend(stmt.tag.iter().map(|tag| self.expr(tag)));
                let data = stmt.tag.is_some().into();
                kids.extend(stmt.clauses.iter().map(|clause| self.case(clause)));
                self.node_with(Op::Switch, Ty::INVALID, kids, init, data)
            }
            StmtKind::TypeSwitch(stmt) => {
                let mut kids = Vec::new();
                stmt.init.iter().for_each(|init| self.stmt(init, &mut kids));
                let init = kids.len() as u32;
                kids.push(self.expr(&stmt.operand));
                for clause in stmt.clauses {
                    let obj = self.info.clause_vars.get(&clause.id).copied();
                    let v = obj.map(|obj| self.declare(obj, Class::Auto));
                    let body = self.list(clause.body);
                    let data = v.map_or(0, |v| v + 1);
                    kids.push(self.node_with(Op::Case, Ty::INVALID, vec![body], 0, data));
                }
                self.node_with(Op::TypeSwitch, Ty::INVALID, kids, init, 0)
            }
            StmtKind::Select(stmt) => {
                let mut kids = Vec::new();
                for clause in stmt.clauses {
                    let mut case = Vec::new();
                    clause.communication.iter().for_each(|comm| self.communication(comm, &mut case));
                    case.push(self.list(clause.body));
                    kids.push(self.node(Op::Case, Ty::INVALID, case));
                }
                self.node(Op::Select, Ty::INVALID, kids)
            }
            StmtKind::For(stmt) => {
                let mut kids = Vec::new();
                stmt.init.iter().for_each(|init| self.stmt(init, &mut kids));
                let init = kids.len() as u32;
                kids.extend(stmt.condition.iter().map(|condition| self.expr(condition)));
                stmt.post.iter().for_each(|post| self.stmt(post, &mut kids));
                kids.push(self.block(&stmt.body));
                self.node_with(Op::For, Ty::INVALID, kids, init, 0)
            }
            StmtKind::Range(stmt) => self.range(stmt),
        };
        out.push(n);
    }

    /// What is received has two parts in a select, whether they are named or not.
    fn communication(&mut self, comm: &'a Stmt<'a>, out: &mut Vec<N>) {
        self.stmt(comm, out);
        let Some(&n) = out.last() else { return };
        let blank = |b: &mut Self| b.node(Op::Blank, Ty::INVALID, Vec::new());
        let node = self.ir.node(n);
        if node.op == Op::Recv {
            let kids = vec![blank(self), blank(self), n];
            out.pop();
            out.push(self.node(Op::As2Multi, Ty::INVALID, kids));
        } else if node.op == Op::As && node.own().len() == 2 {
            let mut kids = node.kids.to_vec();
            kids.insert(kids.len() - 1, blank(self));
            let node = &mut self.ir.nodes[n as usize];
            (node.op, node.kids) = (Op::As2Multi, kids.into());
            self.ir.note_values(n);
        }
    }

    fn label(&mut self, name: &'a str) -> u32 {
        let count = self.labels.len() as u32;
        *self.labels.get_or_insert_with(name, || count)
    }

    fn case(&mut self, clause: &'a CaseClause<'a>) -> N {
        let mut kids: Vec<N> = clause.expressions.iter().map(|expr| self.expr(expr)).collect();
        kids.push(self.list(clause.body));
        self.node(Op::Case, Ty::INVALID, kids)
    }

    fn if_stmt(&mut self, stmt: &'a IfStmt<'a>) -> N {
        let mut kids = Vec::new();
        for arm in stmt.arms {
            let condition = self.arm_condition(arm.init.as_ref(), &arm.condition);
            kids.extend([condition, self.block(&arm.then)]);
        }
        kids.extend(stmt.otherwise.iter().map(|otherwise| self.block(otherwise)));
        self.node(Op::If, Ty::INVALID, kids)
    }

    /// The condition with the statement before it.
    fn arm_condition(&mut self, init: Option<&'a Stmt<'a>>, condition: &'a Expr<'a>) -> N {
        let Some(init) = init else { return self.expr(condition) };
        let mut kids = Vec::new();
        self.stmt(init, &mut kids);
        kids.push(self.expr(condition));
        self.node(Op::Block, Ty::INVALID, kids)
    }

    fn var_spec(&mut self, spec: &'a VarSpec<'a>, out: &mut Vec<N>) {
        if spec.values.is_empty() {
            for name in spec.names {
                let Some(obj) = self.info.def(name.id) else { continue };
                let (v, dcl) = self.dcl(obj);
                let x = self.mention(v);
                out.push(self.node_with(Op::As, Ty::INVALID, vec![dcl, x], 1, 0));
            }
            return;
        }
        let objs: Vec<_> = spec.names.iter().map(|name| self.info.def(name.id)).collect();
        let values = spec.values;
        let types: Vec<Ty> = objs
            .iter()
            .map(|obj| obj.map_or(Ty::INVALID, |obj| self.esc.checked.objects.get(obj).ty))
            .collect();
        let types: Vec<Ty> = types.into_iter().map(|ty| self.subst(ty)).collect();
        let right = self.right_sides(values, &types);
        let mut kids = Vec::new();
        let mut left = Vec::new();
        for obj in objs {
            left.push(match obj {
                Some(obj) => {
                    let (v, dcl) = self.dcl(obj);
                    kids.push(dcl);
                    self.mention(v)
                }
                None => self.node(Op::Blank, Ty::INVALID, Vec::new()),
            });
        }
        out.push(self.assign_nodes(kids, left, right));
    }

    fn assignment(&mut self, left: &'a [Expr<'a>], right: &'a [Expr<'a>]) -> N {
        // The right side does not see what the left side declares.
        let types: Vec<Ty> = left.iter().map(|expr| self.left_type(expr)).collect();
        let right = self.right_sides(right, &types);
        let mut dcls = Vec::new();
        let mut targets = Vec::new();
        for expr in left {
            let new = expr.as_name().and_then(|name| self.info.def(name.id));
            targets.push(match new {
                Some(obj) => {
                    let (v, dcl) = self.dcl(obj);
                    dcls.push(dcl);
                    self.mention(v)
                }
                None => self.expr(expr),
            });
        }
        self.assign_nodes(dcls, targets, right)
    }

    /// The type of what is assigned to.
    pub fn left_type(&mut self, expr: &'a Expr<'a>) -> Ty {
        if let Some(name) = expr.unparen().as_name() {
            let Some(obj) = self.info.object(name.id) else { return Ty::INVALID };
            let ty = self.esc.checked.objects.get(obj).ty;
            return self.subst(ty);
        }
        self.ty(expr)
    }

    /// Values, converted to the types of what they are assigned to if there are as many.
    fn right_sides(&mut self, right: &'a [Expr<'a>], types: &[Ty]) -> Vec<N> {
        let is_even = right.len() == types.len();
        let value = |b: &mut Self, (index, expr)| {
            if is_even { b.expr_as(expr, types[index]) } else { b.expr(expr) }
        };
        right.iter().enumerate().map(|pair| value(self, pair)).collect()
    }

    /// The node of an assignment.
    pub fn assign_nodes(&mut self, mut kids: Vec<N>, left: Vec<N>, right: Vec<N>) -> N {
        let init = kids.len() as u32;
        let op = match (left.len(), right.len()) {
            (1, 1) => Op::As,
            (l, r) if l == r => Op::As2,
            _ => Op::As2Multi,
        };
        kids.extend(left);
        kids.extend(right);
        let n = self.node_with(op, Ty::INVALID, kids, init, 0);
        self.ir.note_values(n);
        n
    }

    fn return_stmt(&mut self, values: &'a [Expr<'a>]) -> N {
        // That of the function around the bodies of ranges over functions.
        let mut f = self.f;
        while self.ir.fun(f).is_range {
            match self.ir.fun(f).parent {
                Some(parent) => f = parent,
                None => break,
            }
        }
        let results = self.ir.fun(f).results.clone();
        let types: Vec<Ty> = results.iter().map(|&v| self.ir.var(v).ty).collect();
        let right = self.right_sides(values, &types);
        if f == self.f || values.is_empty() {
            return self.node(Op::Return, Ty::INVALID, right);
        }
        let left: Vec<N> = results.iter().map(|&v| self.mention(v)).collect();
        let assign = self.assign_nodes(Vec::new(), left, right);
        let ret = self.node(Op::Return, Ty::INVALID, Vec::new());
        self.node(Op::Block, Ty::INVALID, vec![assign, ret])
    }

    fn range(&mut self, stmt: &'a RangeStmt<'a>) -> N {
        let ty = self.ty(&stmt.operand);
        if self.esc.types.signature(ty).is_some() {
            return self.range_func(stmt, ty);
        }
        let x = self.expr(&stmt.operand);
        let mut dcls = Vec::new();
        let mut left = Vec::new();
        for expr in stmt.left {
            left.push(self.loop_variable(expr, stmt.define, &mut dcls));
        }
        let data = left.len() as u32;
        let init = dcls.len() as u32;
        let mut kids = dcls;
        kids.push(x);
        kids.extend(left);
        kids.push(self.block(&stmt.body));
        self.node_with(Op::Range, ty, kids, init, data)
    }

    fn loop_variable(&mut self, expr: &'a Expr<'a>, define: bool, dcls: &mut Vec<N>) -> N {
        let new = expr.as_name().filter(|_| define).map(|name| self.info.def(name.id));
        match new {
            Some(Some(obj)) => {
                let (v, dcl) = self.dcl(obj);
                let var = &mut self.ir.vars[v as usize];
                (var.is_reassigned, var.funcs) = (true, None);
                dcls.push(dcl);
                self.mention(v)
            }
            Some(None) => self.node(Op::Blank, Ty::INVALID, Vec::new()),
            None => self.expr(expr),
        }
    }

    /// The body becomes a literal that the operand is called with.
    fn range_func(&mut self, stmt: &'a RangeStmt<'a>, ty: Ty) -> N {
        let fun = self.expr(&stmt.operand);
        let yields =
            self.esc.types.signature(ty).and_then(|signature| signature.params.first().map(|p| p.ty));
        let types: Vec<Ty> = yields
            .and_then(|ty| self.esc.types.signature(ty).cloned())
            .map(|signature| signature.params.iter().map(|param| param.ty).collect())
            .unwrap_or_default();
        let parent = self.f;
        let f = self.begin(Some(parent), None);
        self.ir.funs[f as usize].is_range = true;
        let mut params: Vec<V> = Vec::new();
        let mut body = Vec::new();
        for (index, &ty) in types.iter().enumerate() {
            let left = stmt.left.get(index);
            let new = left.and_then(|expr| expr.as_name()).filter(|_| stmt.define);
            if let Some(obj) = new.and_then(|name| self.info.def(name.id)) {
                params.push(self.declare(obj, Class::Param));
                continue;
            }
            let v = self.variable(None, ty, Class::Param);
            params.push(v);
            if let Some(expr) = left.filter(|_| !stmt.define) {
                let (x, y) = (self.expr(expr), self.mention(v));
                body.push(self.assign_nodes(Vec::new(), vec![x], vec![y]));
            }
        }
        let result = self.variable(None, Ty::BOOL, Class::Result);
        let statements = self.block(&stmt.body);
        body.push(statements);
        let more = self.lit();
        body.push(self.node(Op::Return, Ty::INVALID, vec![more]));
        let body = self.node(Op::Block, Ty::INVALID, body);
        let fun_of = &mut self.ir.funs[f as usize];
        (fun_of.params, fun_of.results, fun_of.body) = (params, vec![result], Some(body));
        self.f = parent;
        let literal = self.node_with(Op::Closure, ty, Vec::new(), 0, f);
        self.ir.nodes[literal as usize].at = stmt.operand.id.0;
        let call = self.node(Op::Call, Ty::INVALID, vec![fun, literal]);
        self.ir.nodes[call as usize].at = u32::MAX;
        call
    }

    /// `go` and `defer`: the arguments are computed at once.
    fn launch(&mut self, op: Op, expr: &'a Expr<'a>) -> N {
        let call = self.expr(expr);
        let mut kids = Vec::new();
        if matches!(self.ir.node(call).op, Op::Call | Op::CallInter) {
            let node = &mut self.ir.nodes[call as usize];
            kids.extend(&node.kids[..std::mem::take(&mut node.init) as usize]);
            let args = node.kids[kids.len()..].to_vec();
            let mut new = args;
            let skip = usize::from(self.ir.node(call).op == Op::Call);
            let (mut dcls, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new());
            for arg in new.iter_mut().skip(skip) {
                if !self.is_computed(*arg) {
                    continue;
                }
                let ty = self.ir.node(*arg).ty;
                let v = self.variable(None, ty, Class::Auto);
                self.ir.vars[v as usize].is_reassigned = true;
                let name = self.mention(v);
                dcls.push(self.node(Op::Dcl, Ty::INVALID, vec![name]));
                left.push(self.mention(v));
                right.push(*arg);
                *arg = self.mention(v);
            }
            self.ir.nodes[call as usize].kids = new.into();
            if !left.is_empty() {
                let init = dcls.len() as u32;
                dcls.extend(left);
                dcls.extend(right);
                kids.push(self.node_with(Op::As2, Ty::INVALID, dcls, init, 0));
            }
        }
        let init = kids.len() as u32;
        kids.push(call);
        self.node_with(op, Ty::INVALID, kids, init, 0)
    }

    fn is_computed(&self, n: N) -> bool {
        !matches!(self.ir.node(n).op, Op::Lit | Op::Nil | Op::Func | Op::Method)
    }

    /// Whether an expression denotes a type.
    pub fn is_type(&self, expr: &Expr) -> bool {
        self.info.expr(expr.id).mode == Mode::Type
    }

    /// A literal without the parentheses around it.
    pub fn composite(expr: &'a Expr<'a>) -> Option<&'a crate::ast::CompositeLit<'a>> {
        match &expr.unparen().kind {
            ExprKind::Composite(lit) => Some(lit),
            _ => None,
        }
    }
}
