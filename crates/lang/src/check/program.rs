//! The program's own package, after all that it imports.

use std::rc::Rc;

use crate::slices::{pause, whole};
use crate::sorted::{SortedMap, SortedSet, sort_by};

use super::Checked;
use super::checker::{Checker, Env};
use super::info::{ExprInfo, Info, Package};
use super::library::{Importer, Library};
use super::object::{Objects, PkgId};
use super::position::func_span;
use super::reach::{Digest, exported};
use super::scope::Scopes;
use super::types::{Named, Ty, Types};
use super::universe::Universe;
use crate::arena::Arena;
use crate::ast::{DeclKind, ExprId, File, ImportSpec, Name};
use crate::diag::{Diagnostic, sort_and_dedup};
use crate::parser::parse_file;
use crate::source::{SourceFile, Sources, Span};
use crate::test_main;

/// A parsed package that is not checked yet.
pub(super) struct Parsed<'a> {
    pub path: String,
    pub files: Vec<File<'a>>,
    pub id_count: u32,
    pub is_imported: bool,
    /// The functions whose bodies are checked, by their names' ids; none: all are.
    pub called: Option<SortedSet<ExprId>>,
}

/// The program's own package, parsed.
pub(crate) struct Own<'a> {
    parsed: Parsed<'a>,
    /// Its files.
    pub(super) sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

/// Checks a program: the files of its main package and, through `importer`, every package they import, which all must be
/// found there (except `unsafe`). Never fails: what is wrong stands in [`Checked::diagnostics`].
pub fn check_program<'a>(
    main_files: Vec<SourceFile>,
    importer: &mut Importer<'_>,
    arena: &'a Arena,
) -> Checked<'a> {
    whole(async {
        let own = Own::parse(main_files.into_iter().map(Rc::new).collect(), arena).await;
        let library = Library::load(&own, importer, arena, true).await;
        own.check(&library).await
    })
}

impl<'a> Own<'a> {
    /// Parses its files. A file of tests gets the main function that runs them.
    pub(crate) async fn parse(files: Vec<Rc<SourceFile>>, arena: &'a Arena) -> Own<'a> {
        let parsed = Parsed::new("main".to_string(), false);
        let mut own = Own { parsed, sources: Sources::new(), diagnostics: Vec::new() };
        for source in files {
            let mut diagnostics = own.parsed.add(&mut own.sources, source, arena);
            own.diagnostics.append(&mut diagnostics);
            pause().await;
        }
        if let Some(text) = test_main::generate(&own.parsed.files, &own.sources, &mut own.diagnostics) {
            own.parsed.add(&mut own.sources, Rc::new(SourceFile::new(test_main::FILE_NAME, &text)), arena);
        }
        own
    }

    /// What it imports, in order.
    pub(super) fn imports(&self) -> impl Iterator<Item = &'a ImportSpec<'a>> {
        self.parsed.files.iter().flat_map(File::imports)
    }

    /// What may be exported names in its texts.
    pub(super) fn exported_words(&self) -> impl Iterator<Item = Digest> {
        self.sources.iter().flat_map(|(_, file)| exported(file.text()))
    }

    /// As in Go, what does not parse is not checked.
    pub(super) fn is_malformed(&self) -> bool {
        has_syntax_errors(&self.diagnostics)
    }

    /// Checks it after what it imports.
    pub(crate) async fn check(self, library: &Library<'a>) -> Checked<'a> {
        let Own { parsed, mut sources, mut diagnostics } = self;
        sources.extend(&library.sources);
        if !has_syntax_errors(&diagnostics) {
            diagnostics.extend(library.diagnostics.iter().cloned());
        }
        let (mut types, mut objects) = (library.types.clone(), library.objects.clone());
        let id = PkgId(library.packages.len() as u16);
        let name = parsed.name();
        types.packages[id.index()].0 = name.clone();
        let mut packages = library.packages.clone();
        let package = if has_syntax_errors(&diagnostics) {
            unchecked(parsed, name)
        } else {
            check_package(
                parsed,
                name,
                id,
                &library.imports,
                &packages,
                &mut types,
                &mut objects,
                &library.universe,
                &sources,
                &mut diagnostics,
            )
            .await
        };
        packages.push(Rc::new(package));
        sort_and_dedup(&mut diagnostics, &sources);
        Checked { sources, types, objects, packages, diagnostics, escapes: library.escapes.clone() }
    }
}

impl<'a> Parsed<'a> {
    /// A package without files yet.
    pub fn new(path: String, is_imported: bool) -> Parsed<'a> {
        Parsed { path, files: Vec::new(), id_count: 0, is_imported, called: None }
    }

    /// Parses one more file of the package; what is to be said about it.
    pub fn add(&mut self, sources: &mut Sources, file: Rc<SourceFile>, arena: &'a Arena) -> Vec<Diagnostic> {
        let Some(id) = sources.add(file.clone()) else { return Vec::new() };
        let result = parse_file(id, &file, self.id_count, arena);
        self.id_count = result.next_id;
        self.files.push(result.file);
        result.diagnostics
    }

    /// The name in its first package clause.
    pub fn name(&self) -> Name {
        self.files.first().map_or("main", |file| file.package.name).into()
    }
}

pub(super) fn has_syntax_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.message.starts_with("syntax error"))
}

pub(super) fn unchecked(parsed: Parsed<'_>, name: Name) -> Package<'_> {
    Package {
        path: parsed.path.as_str().into(),
        name,
        files: parsed.files,
        is_imported: parsed.is_imported,
        scope: SortedMap::new(),
        info: empty_info(parsed.id_count),
    }
}

fn empty_info(id_count: u32) -> Info {
    let count = id_count as usize;
    Info {
        exprs: vec![ExprInfo::default(); count],
        defs: vec![None; count],
        uses: vec![None; count],
        ..Info::default()
    }
}

#[expect(clippy::too_many_arguments, reason = "the tables of the program, which the package is added to")]
pub(super) async fn check_package<'a>(
    parsed: Parsed<'a>,
    name: Name,
    id: PkgId,
    imports: &SortedMap<String, Option<PkgId>>,
    packages: &[Rc<Package<'a>>],
    types: &mut Types,
    objects: &mut Objects,
    universe: &Universe,
    sources: &Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Package<'a> {
    let mut scopes = Scopes::default();
    let pkg_scope = scopes.open(None, false);
    let env = Env {
        decl: None,
        scope: pkg_scope,
        iota: None,
        error_span: None,
        func: None,
        results: [].into(),
        in_type_params: false,
        type_params: [].into(),
        has_call_or_receive: false,
    };
    let mut checker = Checker {
        types,
        objects,
        universe,
        sources,
        packages,
        imports_by_path: imports,
        files: &parsed.files,
        pkg: id,
        pkg_name: name.clone(),
        is_imported: parsed.is_imported,
        called: parsed.called.as_ref(),
        info: empty_info(parsed.id_count),
        diagnostics: std::mem::take(diagnostics),
        scopes,
        pkg_scope,
        env,
        decls: Vec::new(),
        decl_of: SortedMap::new(),
        order: Vec::new(),
        pending_methods: SortedMap::new(),
        path: Vec::new(),
        later: Vec::new(),
        shifted: Default::default(),
        panics: Default::default(),
        package_names: Vec::new(),
        dot_imports: SortedMap::new(),
        instance_spans: SortedMap::new(),
        variable_sizes: SortedMap::new(),
        open_params: Vec::new(),
        mono: Default::default(),
        interface_literals: Vec::new(),
        last: Vec::new(),
    };
    checker.check().await;
    let scope = checker.scopes.names(pkg_scope).clone();
    let info = checker.info;
    *diagnostics = checker.diagnostics;
    let path = parsed.path.as_str().into();
    Package { path, name, files: parsed.files, is_imported: parsed.is_imported, scope, info }
}

impl Checker<'_> {
    async fn check(&mut self) {
        self.check_package_names();
        self.collect_objects();
        self.report_direct_cycles();
        self.package_objects();
        self.process_all().await;
        self.compute_init_order();
        // What only functions use that nobody calls seems unused.
        if self.called.is_none() {
            self.report_unused_imports();
        }
        if self.diagnostics.is_empty() {
            self.report_instance_cycles();
        }
        if self.diagnostics.is_empty() {
            self.report_interface_cycles();
        }
        self.number_local_types();
        if self.diagnostics.is_empty() {
            for (span, builtin, ty) in std::mem::take(&mut self.last) {
                let ty = self.types.compiler_name(ty, self.pkg);
                self.error(span, format!("illegal types for operand: {builtin}\n\t{ty}"));
            }
        }
        if self.diagnostics.is_empty() && self.types.has_too_many_instances {
            let span = self.files.first().map_or(Span::default(), |file| file.package.span);
            self.error(span, "generic types have too many instances for Gopark");
        }
        if self.diagnostics.is_empty() && !self.is_imported {
            self.check_bodies();
            self.check_main();
        }
        self.settle_types();
    }

    /// Functions are not checked in the order of the text, so only now it is known which type is which.
    fn number_local_types(&mut self) {
        let is_local = |named: &&mut Named| named.local > 0 && named.pkg == Some(self.pkg);
        let mut locals: Vec<&mut Named> = self.types.named.iter_mut().filter(is_local).collect();
        let place = |named: &Named| {
            let span = self.objects.get(named.obj).span;
            (span.file, span.start)
        };
        sort_by(&mut locals, |a, b| place(a).cmp(&place(b)));
        let (mut last, mut number) = (None, 0);
        for named in locals {
            number += u32::from(last.replace(named.obj) != Some(named.obj));
            named.local = number;
        }
    }

    fn check_package_names(&mut self) {
        for file in self.files {
            let name = &file.package;
            if name.is_blank() {
                self.error(name.span, "invalid package name _");
            } else if *name.name != *self.pkg_name {
                let message = format!("package {}; expected package {}", name.name, self.pkg_name);
                self.error(name.span, message);
            }
        }
    }

    /// Only our own packages have functions that the machine implements.
    fn check_bodies(&mut self) {
        for file in self.files {
            for &(span, message) in file.misplaced {
                self.error(span, message);
            }
            for decl in file.decls {
                if let DeclKind::Func(func) = &decl.kind
                    && func.body.is_none()
                    && !func.name.is_blank()
                {
                    self.error(func_span(func), "missing function body");
                }
            }
        }
    }

    fn check_main(&mut self) {
        if &*self.pkg_name == "main" && self.scopes.get(self.pkg_scope, "main").is_none() {
            let span = self.files.first().map_or(Span::default(), |file| file.package.span);
            self.error(span, "function main is undeclared in the main package");
        }
    }

    /// What is still unknown after errors becomes invalid.
    fn settle_types(&mut self) {
        for index in 0..self.info.exprs.len() {
            if self.info.exprs[index].ty == Ty::UNSET {
                self.info.exprs[index] = ExprInfo::default();
            }
        }
        self.objects.settle();
        self.types.settle();
    }
}
