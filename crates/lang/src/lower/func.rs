//! The functions asked for, by what makes them different from each other, and their numbers.

use std::rc::Rc;

use gopark_program::{Func, FuncId, MethodId, Native, TypeId};

use super::{Module, code};
use crate::ast::{ExprId, FuncLit, Name};
use crate::check::{Builtin, ObjId, ObjectKind, PkgId, Ty};
use crate::escape::Verdict;
use crate::source::Span;

/// The most functions a program may have, wrappers and instances included.
const FUNCS_MAX: usize = 1 << 18;

/// The most instances one generic function may have; a function that asks for ever larger instances of itself ends here.
const INSTANCES_MAX: usize = 1000;

/// Which function.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FuncKey {
    /// Package initialization.
    Init,
    /// A declared function or method, for these type arguments: those of its receiver come before its own. Variants are
    /// what escape analysis tells apart.
    Decl { obj: ObjId, args: Rc<[Ty]>, variant: u32 },
    /// A function literal, for the type arguments of the function around it and its variant.
    Lit { pkg: PkgId, id: ExprId, args: Rc<[Ty]>, variant: u32 },
    /// A method as interfaces call it: its receiver is the interface's data word.
    DataWord { receiver: TypeId, method: MethodId },
    /// A method as a function: its receiver, in usual form, is the first parameter.
    MethodExpr { receiver: TypeId, method: MethodId },
    /// A closure over a receiver in usual form: the method value.
    Bound { receiver: TypeId, method: MethodId },
    /// A native as a function of its own.
    Native { obj: ObjId },
    /// A built-in that `go` or `defer` calls, with operands of these types.
    Builtin { builtin: Builtin, operands: Rc<[TypeId]> },
}

/// How to compile a function.
pub(super) enum Job<'a> {
    /// By its key alone.
    Key(FuncKey),
    /// A literal, whose key names its type arguments.
    Lit { lit: &'a FuncLit<'a>, pkg: PkgId, id: ExprId, env: Env, name: String },
}

/// Type parameters and the arguments they stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct Env {
    /// Each a type parameter of the checker.
    pub params: Rc<[Ty]>,
    /// Concrete types, canonical.
    pub args: Rc<[Ty]>,
    /// Which variant of the declared function is compiled, literals in it included.
    pub variant: u32,
    /// What escape analysis found in it.
    pub verdict: Option<Rc<Verdict>>,
}

/// A compiled function; `entry` and `len` are still to be set.
pub(super) struct Finished {
    /// Its entry in the program.
    pub func: Func,
    /// Its code.
    pub code: code::Finished,
    /// Where its declaration begins.
    pub declared: Option<Span>,
}

impl<'a> Module<'a> {
    /// The number of a function, which will be compiled if it is not yet.
    pub fn func(&mut self, key: FuncKey) -> FuncId {
        self.func_with(key.clone(), Job::Key(key))
    }

    /// The same with another way to compile it.
    pub fn func_with(&mut self, key: FuncKey, job: Job<'a>) -> FuncId {
        if let Some(&id) = self.func_ids.get(&key) {
            return id;
        }
        let id = FuncId(self.finished.len() as u32);
        if self.finished.len() >= FUNCS_MAX || self.has_too_many_instances(&key) {
            self.too_many("functions");
            return FuncId(0);
        }
        self.func_ids.insert(key, id);
        self.finished.push(None);
        self.jobs.push((id, job));
        id
    }

    /// The number of a function that is compiled by whoever asks for the number.
    pub fn reserve_func(&mut self) -> FuncId {
        self.finished.push(None);
        FuncId(self.finished.len() as u32 - 1)
    }

    fn has_too_many_instances(&self, key: &FuncKey) -> bool {
        let FuncKey::Decl { obj, args, .. } = key else { return false };
        let first = FuncKey::Decl { obj: *obj, args: [].into(), variant: 0 };
        let last = FuncKey::Decl { obj: ObjId(obj.0 + 1), args: [].into(), variant: 0 };
        !args.is_empty() && self.func_ids.range(first..last).count() >= INSTANCES_MAX
    }

    /// Whether a function is declared without a body.
    pub fn is_native(&self, obj: ObjId) -> bool {
        matches!(&self.checked.objects.get(obj).kind, ObjectKind::Func(func) if !func.has_body)
    }

    /// The number of a native.
    pub fn native(&mut self, obj: ObjId) -> u16 {
        if let Some(&native) = self.natives.get(&obj) {
            return native;
        }
        let (result_words, param_words) = self.signature_words(obj, &Env::default());
        let name = self.func_name(obj, &[]);
        if self.is_generic(obj) {
            self.error_here(format!("{name}: the machine implements no generic functions"));
        }
        if self.program.natives.len() >= usize::from(u16::MAX) {
            self.too_many("natives");
            return 0;
        }
        let native = self.program.natives.len() as u16;
        self.program.natives.push(Native { name, result_words, param_words });
        self.natives.insert(obj, native);
        native
    }

    /// Words of the results and of the parameters of a declared function, receiver included.
    pub fn signature_words(&mut self, obj: ObjId, env: &Env) -> (u16, u16) {
        let object = self.checked.objects.get(obj);
        let receiver = match &object.kind {
            ObjectKind::Func(func) => func.receiver,
            _ => None,
        };
        let signature = self.types.signature(object.ty).cloned().unwrap_or_default();
        let mut words = |ty: Ty| {
            let t = self.concrete(ty, env);
            self.words(t)
        };
        let results: u32 = signature.results.iter().map(|var| words(var.ty)).sum();
        let receiver = receiver.map_or(0, &mut words);
        let params: u32 = receiver + signature.params.iter().map(|var| words(var.ty)).sum::<u32>();
        (results.min(u32::from(u16::MAX)) as u16, params.min(u32::from(u16::MAX)) as u16)
    }

    /// A type with type parameters replaced.
    pub fn concrete(&mut self, ty: Ty, env: &Env) -> TypeId {
        let ty = self.subst(ty, env);
        self.type_id(ty)
    }

    /// The checker's type with type parameters replaced.
    pub fn subst(&mut self, ty: Ty, env: &Env) -> Ty {
        if env.args.is_empty() { ty } else { self.types.subst(ty, &env.params, &env.args) }
    }

    /// As Go prints it: `main.main`, `main.(*T).Get`, `main.Map[...]`, `main.(*List[...]).Map[...]`.
    pub fn func_name(&self, obj: ObjId, args: &[Ty]) -> String {
        let object = self.checked.objects.get(obj);
        let pkg = object.pkg.map_or("", |pkg| self.package_path(pkg));
        let (receiver, params) = match &object.kind {
            ObjectKind::Func(func) => (func.receiver, func.receiver_params.len()),
            _ => (None, 0),
        };
        let mark = |is_generic| if is_generic { "[...]" } else { "" };
        let (of_receiver, own) = (mark(params > 0), mark(args.len() > params));
        if let Some(number) = self.inits.get(&obj) {
            return format!("{pkg}.init.{number}");
        }
        let Some(receiver) = receiver else { return format!("{pkg}.{}{own}", object.name) };
        let (base, is_pointer) = self.types.deref(receiver);
        let base: Name = match self.types.as_named(base) {
            Some(id) => self.types.named(id).name.clone(),
            None => "?".into(),
        };
        if is_pointer {
            format!("{pkg}.(*{base}{of_receiver}).{}{own}", object.name)
        } else {
            format!("{pkg}.{base}{of_receiver}.{}{own}", object.name)
        }
    }
}
