//! Whole programs: finding, parsing and ordering packages.

use std::pin::Pin;

use crate::slices::{pause, whole};
use crate::sorted::SortedMap;

use super::Checked;
use super::checker::{Checker, Env};
use super::info::{ExprInfo, Info, Package};
use super::object::{Objects, PkgId};
use super::position::func_span;
use super::scope::Scopes;
use super::types::{Ty, Types};
use super::universe::Universe;
use crate::arena::Arena;
use crate::ast::{DeclKind, File, ImportSpec, Name};
use crate::diag::{Diagnostic, sort_and_dedup};
use crate::literal;
use crate::parser::parse_file;
use crate::source::{SourceFile, Sources, Span};
use crate::test_main;

/// Gives the source files, each with its name and text, of a package by its import path; `None` if there is none.
pub type Importer<'i> = dyn FnMut(&str) -> Option<Vec<(String, String)>> + 'i;

/// The index of a package that is being loaded, with what it imports.
type Loading<'l> = Pin<Box<dyn Future<Output = usize> + 'l>>;

/// Chains of imports longer than this are refused.
const IMPORT_DEPTH_MAX: usize = 100;

/// A parsed package that is not checked yet.
struct Parsed<'a> {
    path: String,
    files: Vec<File<'a>>,
    id_count: u32,
    is_imported: bool,
}

struct Loader<'i, 'f, 'a> {
    arena: &'a Arena,
    importer: &'i mut Importer<'f>,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
    /// In order of dependency.
    packages: Vec<Parsed<'a>>,
    /// Of each path: the index of its package, or none while it is being loaded or if it does not exist.
    by_path: SortedMap<String, Option<usize>>,
    loading: Vec<String>,
}

/// Checks a program: the files of its main package and, through `importer`, every package they import, which all must be
/// found there (except `unsafe`). Never fails: what is wrong stands in [`Checked::diagnostics`].
pub fn check_program<'a>(
    main_files: Vec<SourceFile>,
    importer: &mut Importer<'_>,
    arena: &'a Arena,
) -> Checked<'a> {
    whole(check_in_slices(main_files, importer, arena))
}

/// The same in slices: a file is parsed or a package checked in each.
pub async fn check_in_slices<'a>(
    main_files: Vec<SourceFile>,
    importer: &mut Importer<'_>,
    arena: &'a Arena,
) -> Checked<'a> {
    let mut loader = Loader {
        arena,
        importer,
        sources: Sources::new(),
        diagnostics: Vec::new(),
        packages: Vec::new(),
        by_path: SortedMap::new(),
        loading: Vec::new(),
    };
    loader.load("main".to_string(), main_files, false).await;
    let Loader { sources, mut diagnostics, packages, by_path, .. } = loader;
    let mut types = Types::new();
    let mut objects = Objects::default();
    let universe = Universe::new(&mut types, &mut objects);
    let imports = package_table(&mut types, &packages, by_path);
    let mut checked: Vec<Package<'a>> = Vec::new();
    let has_syntax_errors =
        diagnostics.iter().any(|diagnostic| diagnostic.message.starts_with("syntax error"));
    for (index, parsed) in packages.into_iter().enumerate() {
        let id = PkgId(index as u16);
        let name = types.packages[index].0.clone();
        if has_syntax_errors {
            // As in Go, what does not parse is not checked.
            checked.push(unchecked(parsed, name));
            continue;
        }
        let package = check_package(
            parsed,
            name,
            id,
            &imports,
            &checked,
            &mut types,
            &mut objects,
            &universe,
            &sources,
            &mut diagnostics,
        );
        checked.push(package);
        pause().await;
    }
    sort_and_dedup(&mut diagnostics, &sources);
    Checked { sources, types, objects, packages: checked, diagnostics }
}

/// Numbers packages, `unsafe` and missing ones after those that exist, and tells types their names.
fn package_table(
    types: &mut Types,
    packages: &[Parsed<'_>],
    by_path: SortedMap<String, Option<usize>>,
) -> SortedMap<String, Option<PkgId>> {
    for package in packages {
        let name = package.files.first().map_or(Name::from("main"), |file| file.package.name.into());
        types.packages.push((name, package.path.as_str().into()));
    }
    let mut imports = SortedMap::new();
    for (path, index) in by_path.into_entries() {
        let index = index.unwrap_or_else(|| {
            let name = path.rsplit('/').next().unwrap_or("");
            types.packages.push((name.into(), path.as_str().into()));
            types.packages.len() - 1
        });
        imports.insert(path, Some(PkgId(index as u16)));
    }
    imports
}

fn unchecked(parsed: Parsed<'_>, name: Name) -> Package<'_> {
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
fn check_package<'a>(
    parsed: Parsed<'a>,
    name: Name,
    id: PkgId,
    imports: &SortedMap<String, Option<PkgId>>,
    packages: &[Package<'a>],
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
        open_params: Vec::new(),
        mono: Default::default(),
    };
    checker.check();
    let scope = checker.scopes.names(pkg_scope).clone();
    let info = checker.info;
    *diagnostics = checker.diagnostics;
    let path = parsed.path.as_str().into();
    Package { path, name, files: parsed.files, is_imported: parsed.is_imported, scope, info }
}

impl Checker<'_> {
    fn check(&mut self) {
        self.check_package_names();
        self.collect_objects();
        self.report_direct_cycles();
        self.package_objects();
        self.process_later(0);
        self.compute_init_order();
        self.report_unused_imports();
        if self.diagnostics.is_empty() {
            self.report_instance_cycles();
        }
        if self.diagnostics.is_empty() && !self.is_imported {
            self.check_bodies();
            self.check_main();
        }
        self.settle_types();
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

impl<'a> Loader<'_, '_, 'a> {
    /// Parses a package after all it imports; its index.
    fn load<'l>(&'l mut self, path: String, files: Vec<SourceFile>, is_imported: bool) -> Loading<'l> {
        Box::pin(self.load_now(path, files, is_imported))
    }

    async fn load_now(&mut self, path: String, files: Vec<SourceFile>, is_imported: bool) -> usize {
        let mut parsed = Parsed { path, files: Vec::new(), id_count: 0, is_imported };
        for source in files {
            let Some(id) = self.sources.add(source) else { break };
            let Some(source) = self.sources.get(id) else { break };
            let mut result = parse_file(id, source, parsed.id_count, self.arena);
            parsed.id_count = result.next_id;
            self.diagnostics.append(&mut result.diagnostics);
            parsed.files.push(result.file);
            pause().await;
        }
        if !is_imported {
            self.add_test_main(&mut parsed);
        }
        self.loading.push(parsed.path.clone());
        let imports: Vec<&ImportSpec> = parsed.files.iter().flat_map(File::imports).collect();
        for spec in imports {
            self.import(spec).await;
        }
        if !is_imported {
            self.import_runtime().await;
        }
        self.loading.pop();
        self.packages.push(parsed);
        self.packages.len() - 1
    }

    /// A file of tests gets the main function that runs them.
    fn add_test_main(&mut self, parsed: &mut Parsed<'a>) {
        let Some(text) = test_main::generate(&parsed.files, &mut self.diagnostics) else { return };
        let Some(id) = self.sources.add(SourceFile::new(test_main::FILE_NAME, &text)) else { return };
        let Some(source) = self.sources.get(id) else { return };
        let result = parse_file(id, source, parsed.id_count, self.arena);
        parsed.id_count = result.next_id;
        parsed.files.push(result.file);
    }

    /// Package runtime belongs to every program, where the importer has it: its types are those of the values that
    /// runtime panics carry.
    async fn import_runtime(&mut self) {
        let path = "runtime".to_string();
        if !self.by_path.contains_key(&path)
            && let Some(files) = (self.importer)(&path)
        {
            let files = files.into_iter().map(|(name, text)| SourceFile::new(name, text)).collect();
            let index = self.load(path.clone(), files, true).await;
            self.by_path.insert(path, Some(index));
        }
    }

    async fn import(&mut self, spec: &ImportSpec<'_>) {
        let Some(bytes) = literal::string_value(&spec.path) else { return };
        let path = String::from_utf8_lossy(&bytes).into_owned();
        let at = spec.path.span;
        if let Some(fault) = path_fault(&path) {
            return self.diagnostics.push(Diagnostic::error(at, format!("invalid import path ({fault})")));
        }
        if self.loading.contains(&path) {
            let message = format!("import cycle not allowed: {} -> {path}", self.loading.join(" -> "));
            return self.diagnostics.push(Diagnostic::error(at, message));
        }
        if path == "unsafe" {
            self.by_path.insert(path, None);
            return;
        }
        // What the reader's own package imports is met at depth one.
        let is_forbidden = self.loading.len() <= 1 && path.split('/').any(|part| part == "internal");
        let missing = match self.by_path.get(&path) {
            Some(found) => found.is_none(),
            None if self.loading.len() > IMPORT_DEPTH_MAX => true,
            None => match (self.importer)(&path) {
                Some(files) if path != "main" && !files.is_empty() => {
                    let files = files.into_iter().map(|(name, text)| SourceFile::new(name, text)).collect();
                    let index = self.load(path.clone(), files, true).await;
                    self.by_path.insert(path.clone(), Some(index));
                    false
                }
                _ => true,
            },
        };
        if missing {
            self.by_path.insert(path.clone(), None);
            let message = match path.as_str() {
                "C" => "cgo is not available in Gopark".to_string(),
                _ => format!("package {path} is not available in Gopark"),
            };
            self.diagnostics.push(Diagnostic::error(at, message));
        } else if is_forbidden {
            let message = format!("use of internal package {path} not allowed");
            self.diagnostics.push(Diagnostic::error(at, message));
        }
    }
}

fn path_fault(path: &str) -> Option<String> {
    if path.is_empty() {
        return Some("empty string".to_string());
    }
    let is_bad = |ch: &char| {
        ch.is_control() || ch.is_whitespace() || "!\"#$%&'()*,:;<=>?[\\]^{|}`\u{FFFD}".contains(*ch)
    };
    let ch = path.chars().find(is_bad)?;
    let quoted = if ch.is_control() { String::new() } else { format!(" '{ch}'") };
    Some(format!("invalid character U+{:04X}{quoted}", ch as u32))
}
