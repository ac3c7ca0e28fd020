//! Package variables and initialization.

use gopark_program::Instr;

use super::Module;
use super::body::Body;
use super::func::{Env, Finished, FuncKey};
use crate::ast::{DeclKind, Expr, VarSpec};
use crate::check::{Checked, Initializer, Mode, ObjId, Package, PkgId, VarKind};
use crate::sorted::SortedSet;

impl<'a> Module<'a> {
    /// Gives every package variable its place, and its value where that is a constant.
    pub fn declare_globals(&mut self) {
        let checked = self.checked;
        for (obj, object) in checked.objects.iter() {
            if checked.objects.var(obj).is_some_and(|var| var.kind == VarKind::Package)
                && object.pkg.is_some()
            {
                self.at = object.span;
                let t = self.type_id(object.ty);
                let entry = &self.program.types[t.idx()];
                let offset = self.data.global(entry.bytes, &entry.pointers);
                self.report_overflow();
                self.globals.insert(obj, offset);
                if !self.is_std_file(object.span.file) {
                    self.name_locks(&object.name, t, offset);
                }
            }
        }
        gopark_sorted::sort_by(&mut self.program.variables, |a, b| a.offset.cmp(&b.offset));
        for package in &checked.packages {
            for initializer in &package.info.init_order {
                self.preset(package, initializer);
            }
        }
    }

    fn preset(&mut self, package: &'a Package<'a>, initializer: &Initializer) {
        let (&[obj], Some(value)) = (initializer.vars.as_slice(), value_of(package, initializer)) else {
            return;
        };
        let info = package.info.expr(value.id);
        let (Mode::Constant, Some(constant), Some(&offset)) =
            (info.mode, &info.value, self.globals.get(&obj))
        else {
            return;
        };
        let t = self.type_id(self.checked.objects.get(obj).ty);
        if let Some(bytes) = self.constant_bytes(constant, t) {
            self.data.write(offset, &bytes);
            self.preset.insert(obj);
        }
    }

    /// The function that initializes all packages.
    pub fn request_init(&mut self) -> gopark_program::FuncId {
        self.func(FuncKey::Init)
    }

    /// Compiles it: package by package in order of dependency, first the variables, then the `init` functions.
    pub fn compile_init(&mut self) -> Finished {
        let checked = self.checked;
        let mut b = Body::new(self, PkgId(0), Env::default(), "main.init".into());
        b.reserve_window(0, 0);
        let rare = rare_variables(checked);
        for (index, package) in checked.packages.iter().enumerate() {
            b.pkg = PkgId(index as u16);
            b.info = &package.info;
            b.name = format!("{}.init", package.path);
            b.literals = 0;
            for initializer in &package.info.init_order {
                if !initializer.vars.iter().all(|obj| rare.contains(obj)) {
                    b.initialize(package, initializer);
                }
            }
            for decl in package.files.iter().flat_map(|file| file.decls) {
                if let DeclKind::Func(func) = &decl.kind
                    && let Some(obj) = package.info.funcs.get(&func.name.id).and_then(|info| info.obj)
                    && b.m.inits.contains_key(&obj)
                {
                    b.code.set_place(func.name.span);
                    let f = b.m.func(FuncKey::Decl { obj, args: [].into(), variant: 0 });
                    let base = b.code.window(1);
                    b.code.emit(Instr::Call { base, f });
                    b.code.release(u32::from(base));
                }
            }
        }
        b.name = "main.init".into();
        b.code.emit(Instr::Ret);
        b.close()
    }
}

impl<'a> Body<'_, 'a> {
    fn initialize(&mut self, package: &'a Package<'a>, initializer: &Initializer) {
        let Some(value) = value_of(package, initializer) else { return };
        if initializer.vars.iter().all(|obj| self.m.preset.contains(obj)) {
            return;
        }
        let mark = self.code.mark();
        self.code.set_place(value.span);
        if let &[obj] = initializer.vars.as_slice() {
            let t = self.object_type(obj);
            let name = self.m.checked.objects.get(obj).name.clone();
            self.name_made_as(&name, value);
            let slot = self.eval_as(value, t, None);
            self.initialize_one(obj, slot);
        } else {
            let name = |&obj: &ObjId| self.m.checked.objects.get(obj).name.to_string();
            let names: Vec<_> = initializer.vars.iter().map(name).collect();
            self.name_context(|nth| names.get(nth).cloned(), value);
            for (&obj, (slot, from)) in initializer.vars.iter().zip(self.several(value)) {
                let t = self.object_type(obj);
                let slot = self.convert_implicitly(slot, from, t, None);
                self.initialize_one(obj, slot);
            }
        }
        self.code.release(mark);
    }

    fn initialize_one(&mut self, obj: ObjId, slot: gopark_program::Slot) {
        let t = self.object_type(obj);
        if let Some(place) = self.variable(obj) {
            self.store(place, t, slot);
        }
    }
}

/// The expression of an initializer.
fn value_of<'a>(package: &'a Package<'a>, initializer: &Initializer) -> Option<&'a Expr<'a>> {
    let file = package.files.get(initializer.spec.file as usize)?;
    let DeclKind::Var(specs) = &file.decls.get(initializer.spec.decl as usize)?.kind else { return None };
    specs.get(initializer.spec.spec as usize)?.values.get(initializer.value as usize)
}

/// Variables of standard packages that few programs use, which `//gopark:rare` says, and this one does not mention: their
/// values are not made.
fn rare_variables(checked: &Checked<'_>) -> SortedSet<ObjId> {
    let mut rare = SortedSet::new();
    for package in checked.packages.iter().filter(|package| package.is_imported) {
        for decl in package.files.iter().flat_map(|file| file.decls) {
            let DeclKind::Var(specs) = &decl.kind else { continue };
            let is_rare = |spec: &&VarSpec<'_>| {
                spec.directives.iter().any(|directive| directive.argument("gopark:rare").is_some())
            };
            let names = specs.iter().filter(is_rare).flat_map(|spec| spec.names);
            rare.extend(names.filter_map(|name| package.info.def(name.id)));
        }
    }
    if let Some(own) = checked.packages.last().filter(|_| !rare.is_empty()) {
        own.info.all_used().for_each(|obj| {
            rare.remove(&obj);
        });
    }
    rare
}
