//! Values that hold a lock and are copied. Source: x/tools/go/analysis/passes/copylock.

use super::Vet;
use crate::ast::{DeclKind, Expr, ExprKind, Param, Stmt, StmtKind, VarSpec};
use crate::check::{Builtin, Mode, PkgId, Ty, Type};
use crate::print;

impl<'a> Vet<'a> {
    /// `f(mu sync.Mutex)`
    pub fn lock_params(&mut self, name: &str, params: impl Iterator<Item = &'a Param<'a>>) {
        for param in params.filter(|param| param.variadic.is_none()) {
            if let Some(lock) = self.lock(self.info.ty(param.ty.id)) {
                self.warn(param.ty.span, format!("{name} passes lock by value: {lock}"));
            }
        }
    }

    /// `var a = b`
    pub fn copies_in_declaration(&mut self, spec: &'a VarSpec<'a>) {
        for (name, value) in spec.names.iter().zip(spec.values) {
            if let Some(lock) = self.copied(value) {
                let message = format!("variable declaration copies lock value to {}: {lock}", name.name);
                self.warn(value.span, message);
            }
        }
    }

    pub fn copies_in_stmt(&mut self, stmt: &'a Stmt<'a>) {
        match &stmt.kind {
            StmtKind::Assign { left, right, .. } | StmtKind::Define { left, right, .. } => {
                for (to, value) in left.iter().zip(*right) {
                    self.copies(value, || format!("assignment copies lock value to {}", print::expr(to)));
                }
            }
            StmtKind::Return { results } => {
                for result in *results {
                    self.copies(result, || "return copies lock value".to_string());
                }
            }
            StmtKind::Decl(decl) => {
                if let DeclKind::Var(specs) = &decl.kind {
                    specs.iter().for_each(|spec| self.copies_in_declaration(spec));
                }
            }
            StmtKind::Range(range) => {
                for left in range.left {
                    self.copies_to(left, "range var", "copies lock");
                }
            }
            StmtKind::For(node) => {
                let Some(StmtKind::Define { left, right, .. }) = node.init.as_ref().map(|init| &init.kind)
                else {
                    return;
                };
                if right.iter().any(|value| self.copied(value).is_some()) {
                    return;
                }
                for left in *left {
                    self.copies_to(left, "for loop iteration copies lock value to", "");
                }
            }
            _ => {}
        }
    }

    pub fn copies_in_expr(&mut self, expr: &'a Expr<'a>) {
        match &expr.kind {
            ExprKind::Call(call) => {
                use Builtin::{Alignof, Cap, Len, New, Offsetof, Sizeof};
                let is_harmless = self
                    .builtin(call)
                    .is_some_and(|builtin| [Alignof, Cap, Len, New, Offsetof, Sizeof].contains(&builtin));
                if is_harmless || self.info.expr(call.function.id).mode == Mode::Type {
                    return;
                }
                for argument in call.arguments {
                    let function = &call.function;
                    self.copies(argument, || format!("call of {} copies lock value", print::expr(function)));
                }
            }
            ExprKind::Composite(lit) => {
                for element in lit.elements {
                    let value = &element.value;
                    self.copies(value, || format!("literal copies lock value from {}", print::expr(value)));
                }
            }
            _ => {}
        }
    }

    fn copies(&mut self, value: &Expr, what: impl FnOnce() -> String) {
        if let Some(lock) = self.copied(value) {
            let message = format!("{}: {lock}", what());
            self.warn(value.span, message);
        }
    }

    /// A loop's variable.
    fn copies_to(&mut self, left: &Expr, before: &str, after: &str) {
        let Some(name) = left.as_name().filter(|name| !name.is_blank()) else { return };
        let Some(obj) = self.info.object(name.id) else { return };
        if let Some(lock) = self.lock(self.checked.objects.get(obj).ty) {
            let after = if after.is_empty() { String::new() } else { format!(" {after}") };
            self.warn(left.span, format!("{before} {}{after}: {lock}", name.name));
        }
    }

    /// The lock in a value that is not made here.
    fn copied(&mut self, value: &Expr) -> Option<String> {
        let value = value.unparen();
        let is_new = match &value.kind {
            ExprKind::Composite(_) | ExprKind::Call(_) => true,
            ExprKind::Star(operand) => matches!(operand.unparen().kind, ExprKind::Call(_)),
            _ => false,
        };
        let info = self.info.expr(value.id);
        let is_value = matches!(info.mode, Mode::Value | Mode::Variable | Mode::MapIndex | Mode::CommaOk);
        if is_new || !is_value { None } else { self.lock(info.ty) }
    }

    /// Why values of a type must not be copied: `T contains sync.Mutex`.
    fn lock(&mut self, ty: Ty) -> Option<String> {
        if let Some(known) = self.locks.get(&ty) {
            return known.clone();
        }
        // Types that contain themselves are errors, but nothing may hang on them.
        self.locks.insert(ty, None);
        let lock = self.find_lock(ty);
        self.locks.insert(ty, lock.clone());
        lock
    }

    fn find_lock(&mut self, ty: Ty) -> Option<String> {
        let types = &self.checked.types;
        let fields = match types.structure(ty) {
            Type::Array { elem, .. } => return self.lock(*elem),
            Type::Struct(fields) => Some(fields.clone()),
            Type::Tuple(vars) => {
                let vars = vars.clone();
                let inner = vars.iter().find_map(|var| self.lock(var.ty))?;
                return Some(format!("{} contains {inner}", self.checked.types.format(ty, None)));
            }
            _ => None,
        };
        if let Some(id) = types.as_named(ty) {
            let named = types.named(id);
            let path = named.pkg.and_then(|pkg| self.checked.packages.get(pkg.index())).map(|p| &*p.path);
            let is_lock = ["Lock", "Unlock"].iter().all(|name| self.has_pointer_method(ty, name));
            if is_lock {
                return Some(types.format(ty, None));
            }
            if let Some(path @ ("sync" | "sync/atomic")) = path.filter(|_| fields.is_some()) {
                let name = types.format(ty, named.pkg);
                return (name != "Value").then(|| format!("{path}.{name} contains {path}.noCopy"));
            }
        }
        let inner = fields?.iter().find_map(|field| self.lock(field.ty))?;
        Some(format!("{} contains {inner}", self.checked.types.format(ty, None)))
    }

    fn has_pointer_method(&self, ty: Ty, name: &str) -> bool {
        let pkg = self.checked.packages.len().checked_sub(1).map(|last| PkgId(last as u16));
        let lookup = |is_addressable| {
            self.checked.types.lookup(ty, is_addressable, pkg, name).is_ok_and(|found| found.method.is_some())
        };
        lookup(true) && !lookup(false)
    }
}
