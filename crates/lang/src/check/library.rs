//! What a program imports: finding, parsing, ordering and checking packages.

use std::pin::Pin;
use std::rc::Rc;

use crate::slices::pause;
use crate::sorted::{SortedMap, SortedSet};

use super::info::Package;
use super::object::{Objects, PkgId};
use super::program::{Own, Parsed, check_package, has_syntax_errors, unchecked};
use super::reach::{Digest, Reach};
use super::types::Types;
use super::universe::Universe;
use crate::arena::Arena;
use crate::ast::{File, ImportSpec};
use crate::diag::Diagnostic;
use crate::escape::Kept;
use crate::literal;
use crate::source::{SourceFile, Sources};

/// Gives the source files, each with its name and text, of a package by its import path; `None` if there is none.
pub type Importer<'i> = dyn FnMut(&str) -> Option<Vec<(String, String)>> + 'i;

/// The index of a package that is being loaded, with what it imports.
type Loading<'l> = Pin<Box<dyn Future<Output = usize> + 'l>>;

/// Chains of imports longer than this are refused.
const IMPORT_DEPTH_MAX: usize = 100;

/// Everything that a program imports, and the tables of types and objects as they are before its own package adds to
/// them. It can be kept from one program to the next when that one has the same imports and mentions no more of them.
pub(crate) struct Library<'a> {
    /// How many files the program has, after which those of the library are numbered.
    first_file: usize,
    /// The program's import paths as written, in order.
    asked: Vec<String>,
    pub(super) sources: Vec<Rc<SourceFile>>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Exported names that no program which it serves may mention: they lead to functions whose bodies were not checked.
    beyond: SortedSet<Digest>,
    /// In order of dependency.
    pub(super) packages: Vec<Rc<Package<'a>>>,
    /// By import path; missing packages have numbers after the program's own.
    pub(super) imports: SortedMap<String, Option<PkgId>>,
    pub(super) types: Types,
    pub(super) objects: Objects,
    pub(super) universe: Universe,
    /// What escape analysis has found in it so far.
    pub(super) escapes: Rc<Kept>,
    is_checked: bool,
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

impl<'a> Library<'a> {
    /// Finds and checks what a program imports, in slices: a file is parsed or a package checked in each. Unless all bodies
    /// of functions are wanted, only those that the program can come to are checked.
    pub(crate) async fn load(
        own: &Own<'_>,
        importer: &mut Importer<'_>,
        arena: &'a Arena,
        is_whole: bool,
    ) -> Library<'a> {
        let mut loader = Loader {
            arena,
            importer,
            sources: own.sources.clone(),
            diagnostics: Vec::new(),
            packages: Vec::new(),
            by_path: SortedMap::new(),
            loading: vec!["main".to_string()],
        };
        for spec in own.imports() {
            loader.import(spec).await;
        }
        loader.import_runtime().await;
        let Loader { sources, diagnostics, mut packages, by_path, .. } = loader;
        let mut reach = Reach::default();
        if !is_whole {
            reach = Reach::new(own, &packages, &sources);
            for (package, functions) in packages.iter_mut().zip(reach.functions) {
                package.called = Some(functions);
            }
        }
        let (mut types, mut objects) = (Types::new(), Objects::default());
        let universe = Universe::new(&mut types, &mut objects);
        let imports = package_table(&mut types, &packages, by_path);
        let first_file = own.sources.len();
        let mut library = Library {
            first_file,
            asked: asked(own).map(str::to_string).collect(),
            sources: sources.files().skip(first_file).cloned().collect(),
            is_checked: !own.is_malformed() && !has_syntax_errors(&diagnostics),
            diagnostics,
            beyond: reach.beyond,
            packages: Vec::new(),
            imports,
            types,
            objects,
            universe,
            escapes: Rc::default(),
        };
        for parsed in packages {
            library.add(parsed, &sources).await;
            pause().await;
        }
        library.escapes = Rc::new(Kept::new(library.types.count()));
        library
    }

    /// Checks one more package.
    async fn add(&mut self, parsed: Parsed<'a>, sources: &Sources) {
        let name = parsed.name();
        let package = if self.is_checked {
            check_package(
                parsed,
                name,
                PkgId(self.packages.len() as u16),
                &self.imports,
                &self.packages,
                &mut self.types,
                &mut self.objects,
                &self.universe,
                sources,
                &mut self.diagnostics,
            )
            .await
        } else {
            unchecked(parsed, name)
        };
        self.packages.push(Rc::new(package));
    }

    /// Whether it may serve other programs: all was found and checked, and nothing is wrong with it.
    pub(crate) fn is_sound(&self) -> bool {
        self.is_checked && self.diagnostics.is_empty()
    }

    /// Whether it may serve this program, which imports the same and comes to nothing more in it.
    pub(crate) fn suits(&self, own: &Own<'_>) -> bool {
        self.is_sound()
            && self.first_file == own.sources.len()
            && asked(own).eq(self.asked.iter().map(String::as_str))
            && !own.exported_words().any(|word| self.beyond.contains(&word))
    }
}

/// The import paths of a program as written.
fn asked<'a>(own: &Own<'a>) -> impl Iterator<Item = &'a str> {
    own.imports().map(|spec| spec.path.text)
}

/// Numbers packages, first those that exist, then the program's own, then `unsafe` and missing ones, and tells types
/// their names.
fn package_table(
    types: &mut Types,
    packages: &[Parsed<'_>],
    by_path: SortedMap<String, Option<usize>>,
) -> SortedMap<String, Option<PkgId>> {
    types.packages = packages.iter().map(|package| (package.name(), package.path.as_str().into())).collect();
    types.packages.push(("main".into(), "main".into()));
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

impl<'a> Loader<'_, '_, 'a> {
    /// Parses a package after all it imports; its index.
    fn load<'l>(&'l mut self, path: String, files: Vec<(String, String)>) -> Loading<'l> {
        Box::pin(self.load_now(path, files))
    }

    async fn load_now(&mut self, path: String, files: Vec<(String, String)>) -> usize {
        let mut parsed = Parsed::new(path, true);
        for (name, text) in files {
            let file = Rc::new(SourceFile::new(name, text));
            let mut diagnostics = parsed.add(&mut self.sources, file, self.arena);
            self.diagnostics.append(&mut diagnostics);
            pause().await;
        }
        self.loading.push(parsed.path.clone());
        let imports: Vec<&ImportSpec> = parsed.files.iter().flat_map(File::imports).collect();
        for spec in imports {
            self.import(spec).await;
        }
        self.loading.pop();
        self.packages.push(parsed);
        self.packages.len() - 1
    }

    /// Package runtime belongs to every program, where the importer has it: its types are those of the values that
    /// runtime panics carry.
    async fn import_runtime(&mut self) {
        let path = "runtime".to_string();
        if !self.by_path.contains_key(&path)
            && let Some(files) = (self.importer)(&path)
        {
            let index = self.load(path.clone(), files).await;
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
                    let index = self.load(path.clone(), files).await;
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
