//! Lowering: from the checked syntax tree to a [`Program`].
//!
//! A [`Module`] holds what the whole program shares: types, data, and the list of functions asked for. Functions are
//! compiled one at a time, in one pass over their syntax, and only when something can reach them; asking for a function
//! gives its number at once. A generic function is compiled anew for each list of type arguments, so that everything
//! below this point sees concrete types only.

mod assign;
mod binary;
mod body;
mod buffer;
mod builtin;
mod call;
mod closure;
mod code;
mod composite;
mod cond;
mod constant;
mod convert;
mod data;
mod deferred;
mod func;
mod init;
mod jump;
mod label;
mod large;
mod local;
mod locks;
mod methods;
mod order;
mod param;
mod part;
mod place;
mod range;
mod range_func;
mod select;
mod selector;
mod stmt;
mod switch;
mod type_switch;
mod types;
mod value;
mod wrapper;

use crate::sorted::{SortedMap, SortedSet};

use gopark_program::{File, FuncId, Label, Line, MethodId, Program, TypeId};

use self::data::Data;
use self::func::{Finished, FuncKey, Job};
use self::methods::MethodKey;
use self::types::Origin;
use crate::ast::{DeclKind, FuncDecl};
use crate::check::{Checked, ObjId, PkgId, Ty, Types};
use crate::diag::Diagnostic;
use crate::escape::Verdicts;
use crate::slices::pause;
use crate::source::{Sources, Span};
use crate::test_main;

/// Compiles a checked program, a function in each slice. The program is only good when there is no error among the diagnostics.
pub async fn lower(checked: &Checked<'_>) -> (Program, Vec<Diagnostic>) {
    let sources = &checked.sources;
    let mut module = Module::new(checked);
    module.program.files = sources
        .iter()
        .map(|(id, file)| File { name: file.name().to_string(), is_std: module.is_std_file(id) })
        .collect();
    if module.report_large() {
        return (Program::default(), module.diagnostics);
    }
    module.declare_globals();
    module.find_params(sources);
    module.find_range_bodies();
    module.find_escapes().await;
    module.request_roots();
    module.compile_all().await;
    module.finish(sources)
}

/// What the whole program shares while it is compiled.
struct Module<'a> {
    checked: &'a Checked<'a>,
    /// The checker's types and those that type arguments make of them.
    types: Types,
    program: Program,
    type_ids: SortedMap<Ty, TypeId>,
    /// Beside `program.types`.
    origins: Vec<Origin>,
    incomplete: Vec<TypeId>,
    /// Types that interfaces may hold and whose methods are not yet asked for.
    dynamic: Vec<TypeId>,
    method_ids: SortedMap<MethodKey, MethodId>,
    /// Keys of methods, by number.
    methods: Vec<MethodKey>,
    data: Data,
    /// Package variables: bytes from the beginning of the data segment.
    globals: SortedMap<ObjId, data::Offset>,
    /// Package variables whose first value is in the data segment.
    preset: SortedSet<ObjId>,
    /// Program parameters, by their variable.
    params: SortedMap<ObjId, u16>,
    natives: SortedMap<ObjId, u16>,
    func_ids: SortedMap<FuncKey, FuncId>,
    jobs: Vec<(FuncId, Job<'a>)>,
    /// By function number.
    finished: Vec<Option<Finished>>,
    decls: SortedMap<ObjId, (PkgId, &'a FuncDecl<'a>)>,
    /// `init` functions, by their number in their package.
    inits: SortedMap<ObjId, u32>,
    /// Bodies of ranges over functions, by their operand.
    range_bodies: SortedMap<(PkgId, crate::ast::ExprId), range_func::Shared>,
    /// Variables that such bodies use and do not declare.
    shared: SortedSet<ObjId>,
    /// Which appends may use memory of the stack.
    verdicts: Verdicts,
    /// The variant of the function that is called next.
    variant: u32,
    diagnostics: Vec<Diagnostic>,
    /// Where errors are that no expression is at hand for.
    at: Span,
    is_too_large: bool,
}

impl<'a> Module<'a> {
    fn new(checked: &'a Checked<'a>) -> Module<'a> {
        let mut decls = SortedMap::new();
        let mut inits = SortedMap::new();
        for (index, package) in checked.packages.iter().enumerate() {
            let pkg = PkgId(index as u16);
            let mut init = 0;
            for decl in package.files.iter().flat_map(|file| file.decls) {
                if let DeclKind::Func(func) = &decl.kind
                    && let Some(info) = package.info.funcs.get(&func.name.id)
                    && let Some(obj) = info.obj
                {
                    decls.insert(obj, (pkg, *func));
                    if func.receiver.is_none() && func.name.name == "init" {
                        inits.insert(obj, init);
                        init += 1;
                    }
                }
            }
        }
        Module {
            checked,
            types: checked.types.clone(),
            program: Program::default(),
            type_ids: SortedMap::new(),
            origins: Vec::new(),
            incomplete: Vec::new(),
            dynamic: Vec::new(),
            method_ids: SortedMap::new(),
            methods: Vec::new(),
            data: Data::new(),
            globals: SortedMap::new(),
            preset: SortedSet::new(),
            params: SortedMap::new(),
            natives: SortedMap::new(),
            func_ids: SortedMap::new(),
            jobs: Vec::new(),
            finished: Vec::new(),
            decls,
            inits,
            range_bodies: SortedMap::new(),
            shared: SortedSet::new(),
            verdicts: Verdicts::default(),
            variant: 0,
            diagnostics: Vec::new(),
            at: Span::default(),
            is_too_large: false,
        }
    }

    /// Reports an error at the place being compiled.
    fn error_here(&mut self, message: String) {
        self.diagnostics.push(Diagnostic::error(self.at, message));
    }

    /// Reports that the data segment is full, at what did not fit.
    fn report_overflow(&mut self) {
        if std::mem::take(&mut self.data.overflows) {
            let limit = data::DATA_BYTES_MAX >> 20;
            self.error_here(format!("package variables are too large for Gopark (over {limit} MiB)"));
        }
    }

    /// Reports once that the program exceeds what numbers of 16 bits can name.
    fn too_many(&mut self, what: &str) {
        if !std::mem::replace(&mut self.is_too_large, true) {
            self.error_here(format!("program is too large for Gopark: too many {what}"));
        }
    }

    /// The name of a package; those that exist only by name, such as `unsafe`, have none here.
    fn package_path(&self, pkg: PkgId) -> &str {
        self.checked.packages.get(pkg.index()).map_or("unsafe", |package| &package.path)
    }

    fn is_std_file(&self, id: crate::source::FileId) -> bool {
        self.checked
            .packages
            .iter()
            .any(|package| package.is_imported && package.files.iter().any(|file| file.id == id))
    }

    /// The program's own package.
    fn main_pkg(&self) -> Option<PkgId> {
        let index = self.checked.packages.iter().rposition(|package| !package.is_imported)?;
        Some(PkgId(index as u16))
    }

    /// Everything that runs without being called, and all that the reader wrote, so that it is all checked for what
    /// Gopark does not support.
    fn request_roots(&mut self) {
        let init = self.request_init();
        self.program.init = Some(init);
        let Some(main) = self.main_pkg() else { return };
        let package = &self.checked.packages[main.index()];
        if self.report_library(main) {
            return;
        }
        match package.scope.get("main") {
            Some(&obj) if self.decls.contains_key(&obj) => {
                let id = self.func(FuncKey::Decl { obj, args: [].into(), variant: 0 });
                self.program.main = Some(id);
            }
            _ => {
                // As Go's linker says it.
                let at = package.files.first().map_or(Span::default(), |file| file.package.span);
                let message = "function main is undeclared in the main package";
                self.diagnostics.push(Diagnostic::error(at, message));
            }
        }
        for (&obj, &(pkg, decl)) in self.decls.clone().iter() {
            if pkg == main && decl.body.is_some() && !self.is_generic(obj) {
                self.func(FuncKey::Decl { obj, args: [].into(), variant: 0 });
            }
        }
        self.add_well_known();
    }

    /// Reports that a package is not package main, as `go run` does. One of tests may have any name.
    fn report_library(&mut self, main: PkgId) -> bool {
        let package = &self.checked.packages[main.index()];
        let has_tests = package.files.iter().any(|file| {
            self.checked.sources.get(file.id).is_some_and(|file| file.name() == test_main::FILE_NAME)
        });
        let Some(file) = package.files.first().filter(|file| file.package.name != "main" && !has_tests)
        else {
            return false;
        };
        let message = format!("package {} is not a main package", file.package.name);
        self.diagnostics.push(Diagnostic::error(file.package.span, message));
        true
    }

    fn is_generic(&self, obj: ObjId) -> bool {
        !self.checked.objects.get(obj).type_params(&self.types).is_empty()
    }

    /// Compiles what was asked for, what that asks for, and the methods of all types that interfaces may hold.
    async fn compile_all(&mut self) {
        loop {
            if let Some((id, job)) = self.jobs.pop() {
                let finished = self.compile(job);
                self.finished[id.idx()] = Some(finished);
                pause().await;
            } else if let Some(t) = self.dynamic.pop() {
                self.request_methods(t);
            } else {
                break;
            }
            if self.is_too_large {
                break;
            }
        }
    }

    fn finish(mut self, sources: &Sources) -> (Program, Vec<Diagnostic>) {
        self.report_overflow();
        self.data.finish(&mut self.program);
        self.program.method_names = self.methods.iter().map(|key| key.name.to_string()).collect();
        let mut last_line = None;
        for finished in std::mem::take(&mut self.finished).into_iter().flatten() {
            let Finished { mut func, code, declared } = finished;
            let entry = self.program.code.len() as u32;
            func.entry = entry;
            func.len = code.instrs.len() as u32;
            let line_col = |span: Span| Some(sources.get(span.file)?.line_col(span.start));
            func.line = declared.and_then(line_col).map_or(0, |at| at.line);
            self.program.code.extend(code.instrs);
            self.program
                .labels
                .extend(code.labels.into_iter().map(|(pc, text)| Label { pc: entry + pc, text }));
            self.program.passed.extend(code.passed.iter().map(|&(pc, func)| (entry + pc, func)));
            let unsigned =
                code.unsigned.iter().map(|&(pc, slot, is_unsigned)| (entry + pc, slot, is_unsigned));
            self.program.unsigned.extend(unsigned);
            self.program.param_chans.extend(code.param_chans.iter().map(|&(pc, param)| (entry + pc, param)));
            for (pc, span) in code.places {
                let Some(at) = line_col(span) else { continue };
                let column = at.col.min(u32::from(u16::MAX)) as u16;
                let line = Line { pc: entry + pc, file: span.file.0, column, line: at.line };
                if last_line.replace((line.file, line.line, column)) != Some((line.file, line.line, column)) {
                    self.program.lines.push(line);
                }
            }
            self.program.funcs.push(func);
        }
        (self.program, self.diagnostics)
    }
}
