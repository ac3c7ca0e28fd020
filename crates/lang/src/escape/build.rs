//! From a function's syntax to its [`Ir`].

use super::Escape;
use super::ir::{Class, F, Fun, Inlining, Ir, K, N, Node, Op, V, Var};
use super::keys::Key;
use crate::ast::{Block, Expr, ExprId, Ident, Stmt};
use crate::check::{FuncInfo, Info, ObjId, Ty, VarKind};
use crate::sorted::SortedMap;

/// The type of pointers that the compiler makes; which they are does not matter, and a type of their own would be new.
pub(super) const SOME_POINTER: Ty = Ty::UNSAFE_POINTER;

/// A function while it is built.
pub(super) struct Builder<'b, 'm, 'a> {
    pub esc: &'b mut Escape<'m, 'a>,
    pub ir: Ir,
    pub info: &'a Info,
    pub params: std::rc::Rc<[Ty]>,
    pub args: std::rc::Rc<[Ty]>,
    pub vars: SortedMap<ObjId, V>,
    pub labels: SortedMap<&'a str, u32>,
    /// The function whose statements are built now.
    pub f: F,
    /// Where the statement begins that is built now.
    pub at: u32,
    callees: SortedMap<K, ()>,
}

/// Builds a declared function; none if it has no body.
pub(super) fn build<'a>(esc: &mut Escape<'_, 'a>, k: K) -> Option<Ir> {
    let key = esc.keys.key(k);
    let &(pkg, decl) = esc.decls.get(&key.obj)?;
    let body = decl.body.as_ref()?;
    let info = &esc.checked.packages[pkg.index()].info;
    let func = info.funcs.get(&decl.name.id)?;
    let params = esc.checked.objects.get(key.obj).type_params(esc.types);
    let copy = Inlining { parent: 0, key: Some(k), literal: None, pkg, file: body.span.file, at: 0, f: 0 };
    let ir = Ir {
        nodes: Vec::new(),
        vars: Vec::new(),
        funs: Vec::new(),
        callees: Vec::new(),
        copies: vec![copy],
        costs: Vec::new(),
    };
    let mut b = Builder {
        esc,
        ir,
        info,
        params,
        args: key.args.clone(),
        vars: SortedMap::new(),
        labels: SortedMap::new(),
        f: 0,
        at: 0,
        callees: SortedMap::new(),
    };
    b.function(None, func, body, None);
    Some(b.ir)
}

impl<'a> Builder<'_, '_, 'a> {
    /// A function with its body; its number.
    pub fn function(
        &mut self,
        parent: Option<F>,
        func: &'a FuncInfo,
        body: &'a Block<'a>,
        lit: Option<ExprId>,
    ) -> F {
        let f = self.begin(parent, lit);
        let params = func.receiver.iter().chain(&func.params);
        let params: Vec<V> = params.map(|&obj| self.declare(obj, Class::Param)).collect();
        let results: Vec<V> = func.results.iter().map(|&obj| self.declare(obj, Class::Result)).collect();
        let fun = &mut self.ir.funs[f as usize];
        (fun.params, fun.results, fun.has_defer) = (params, results, func.has_defer);
        self.end(f, parent, body);
        f
    }

    /// A new function within another, whose statements are built until [`Builder::end`].
    pub fn begin(&mut self, parent: Option<F>, lit: Option<ExprId>) -> F {
        self.ir.funs.push(Fun {
            parent,
            params: Vec::new(),
            results: Vec::new(),
            captures: Vec::new(),
            body: None,
            lit,
            copy: 0,
            has_defer: false,
            is_range: false,
        });
        self.f = self.ir.funs.len() as F - 1;
        self.f
    }

    /// Builds its body.
    pub fn end(&mut self, f: F, parent: Option<F>, body: &'a Block<'a>) {
        let body = self.block(body);
        self.ir.funs[f as usize].body = Some(body);
        self.f = parent.unwrap_or(0);
    }

    pub fn block(&mut self, block: &'a Block<'a>) -> N {
        self.list(block.statements)
    }

    pub fn list(&mut self, statements: &'a [Stmt<'a>]) -> N {
        let mut out = Vec::with_capacity(statements.len());
        statements.iter().for_each(|stmt| self.stmt(stmt, &mut out));
        self.node(Op::Block, Ty::INVALID, out)
    }

    /// A node whose children are all its own.
    pub fn node(&mut self, op: Op, ty: Ty, kids: Vec<N>) -> N {
        self.node_with(op, ty, kids, 0, 0)
    }

    /// A node of which the first `init` children are statements before it.
    pub fn node_with(&mut self, op: Op, ty: Ty, kids: Vec<N>, init: u32, data: u32) -> N {
        let ptrs = ty != Ty::INVALID && self.esc.facts.has_pointers(self.esc.types, ty);
        self.ir.nodes.push(Node { op, ty, data, init, kids: kids.into(), at: self.at, copy: 0, ptrs });
        self.ir.nodes.len() as N - 1
    }

    pub fn lit(&mut self) -> N {
        self.node_with(Op::Lit, Ty::INT, Vec::new(), 0, u32::MAX)
    }

    /// The type of an expression, with type arguments for parameters.
    pub fn ty(&mut self, expr: &Expr) -> Ty {
        let ty = self.info.ty(expr.id);
        self.subst(ty)
    }

    pub fn subst(&mut self, ty: Ty) -> Ty {
        if self.args.is_empty() { ty } else { self.esc.types.subst(ty, &self.params, &self.args) }
    }

    pub fn callee(&mut self, key: &Key) -> K {
        let k = self.esc.number(key);
        if !self.callees.contains_key(&k) {
            self.callees.insert(k, ());
            self.ir.callees.push(k);
        }
        k
    }

    /// A variable of the function that is built now.
    pub fn declare(&mut self, obj: ObjId, class: Class) -> V {
        let object = self.esc.checked.objects.get(obj);
        let is_blank = object.name.is_empty() || &*object.name == "_";
        let ty = object.ty;
        let (is_reassigned, is_addressed) = self
            .esc
            .checked
            .objects
            .var(obj)
            .map_or((true, true), |var| (var.is_reassigned, var.is_address_taken));
        let ty = self.subst(ty);
        let v = self.variable(Some(obj), ty, class);
        let var = &mut self.ir.vars[v as usize];
        (var.is_blank, var.is_reassigned, var.is_addressed) = (is_blank, is_reassigned, is_addressed);
        self.vars.insert(obj, v);
        v
    }

    /// A variable that the compiler made.
    pub fn variable(&mut self, obj: Option<ObjId>, ty: Ty, class: Class) -> V {
        let ptrs = self.esc.facts.has_pointers(self.esc.types, ty);
        let is_func = self.esc.types.signature(ty).is_some();
        self.ir.vars.push(Var {
            obj,
            ty,
            class,
            f: self.f,
            ptrs,
            is_blank: false,
            is_stray: false,
            copy: 0,
            value: None,
            funcs: (is_func && class == Class::Auto).then(Vec::new),
            is_reassigned: false,
            is_addressed: false,
        });
        self.ir.vars.len() as V - 1
    }

    /// A mention of a variable; functions on the way to where it is declared capture it.
    pub fn mention(&mut self, v: V) -> N {
        let owner = self.ir.var(v).f;
        let mut f = self.f;
        while f != owner {
            let fun = &mut self.ir.funs[f as usize];
            if !fun.captures.contains(&v) {
                fun.captures.push(v);
            }
            match fun.parent {
                Some(parent) => f = parent,
                None => break,
            }
        }
        let ty = self.ir.var(v).ty;
        self.node_with(Op::Var, ty, Vec::new(), 0, v)
    }

    /// What a name stands for, as a value or as something to assign to.
    pub fn name(&mut self, ident: &Ident<'a>, ty: Ty) -> N {
        let Some(obj) = self.info.object(ident.id) else { return self.node(Op::Blank, ty, Vec::new()) };
        match self.esc.checked.objects.var(obj) {
            Some(var) if var.kind == VarKind::Package => self.node(Op::Global, ty, Vec::new()),
            Some(_) => match self.vars.get(&obj) {
                Some(&v) => self.mention(v),
                None => {
                    // Declared where this form does not look.
                    let v = self.declare(obj, Class::Auto);
                    self.ir.vars[v as usize].is_stray = true;
                    self.mention(v)
                }
            },
            None => self.node(Op::Lit, ty, Vec::new()),
        }
    }

    /// The declaration of a new variable.
    pub fn dcl(&mut self, obj: ObjId) -> (V, N) {
        let v = self.declare(obj, Class::Auto);
        let name = self.mention(v);
        (v, self.node(Op::Dcl, Ty::INVALID, vec![name]))
    }
}
