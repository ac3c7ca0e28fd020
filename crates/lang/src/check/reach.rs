//! What a program can come to in the packages that it imports, found out by names alone before anything is checked.
//!
//! A declaration is reached when its name stands in the program or in a declaration that is reached, and a method with its
//! type: so whatever can be called is reached, and more than that. Variables of packages have initial values in any case.
//! Only bodies of functions that are reached are checked and compiled, which is less than half of them in most programs.

use crate::sorted::{SortedMap, SortedSet};

use super::object::is_exported;
use super::program::{Own, Parsed};
use super::signature::receiver_parts;
use crate::ast::{Decl, DeclKind, ExprId, ExprKind, FuncDecl, Ident};
use crate::source::Sources;

/// What is reached.
#[derive(Default)]
pub(super) struct Reach {
    /// Of each package: the functions, by their names' ids.
    pub functions: Vec<SortedSet<ExprId>>,
    /// Exported names that reach something more.
    pub beyond: SortedSet<Digest>,
}

/// A name as a number, with the package in which it means something if it is not exported. Two names that share one are
/// both reached when one of them is.
pub(super) type Digest = u32;

struct Search<'n> {
    /// Each with the number of its package, and whether it is reached.
    decls: Vec<(usize, Decl<'n>, bool)>,
    /// What is exported, and what is not.
    by_name: [SortedMap<Digest, Vec<usize>>; 2],
    /// Declarations that are reached and were not looked at.
    open: Vec<usize>,
}

impl Reach {
    /// Looks for it from a program's own package.
    pub fn new<'n>(own: &'n Own<'_>, packages: &'n [Parsed<'_>], sources: &'n Sources) -> Reach {
        let mut search = Search { decls: Vec::new(), by_name: Default::default(), open: Vec::new() };
        for (package, parsed) in packages.iter().enumerate() {
            for &decl in parsed.files.iter().flat_map(|file| file.decls) {
                search.add(package, decl);
            }
        }
        search.reach_roots(packages);
        own.exported_words().for_each(|word| search.reach((0, word)));
        while let Some(number) = search.open.pop() {
            let (package, decl, _) = search.decls[number];
            let text = sources.get(decl.span.file).map_or("", |file| file.slice(decl.span));
            words(text).for_each(|word| search.reach(key(package, word)));
        }
        search.finish(packages.len())
    }
}

impl<'n> Search<'n> {
    fn add(&mut self, package: usize, decl: Decl<'n>) {
        for name in names(&decl) {
            let (is_local, digest) = key(package, name);
            let decls = self.by_name[is_local].get_or_insert_with(digest, Vec::new);
            if decls.last() != Some(&self.decls.len()) {
                decls.push(self.decls.len());
            }
        }
        self.decls.push((package, decl, false));
    }

    /// What nobody has to mention: initial values, `init` functions, the types of package runtime, which are those of the
    /// values that runtime panics carry, and aliases, whose methods are those of another type.
    fn reach_roots(&mut self, packages: &[Parsed<'_>]) {
        for number in 0..self.decls.len() {
            let (package, decl, _) = self.decls[number];
            match decl.kind {
                DeclKind::Var(_) => self.reach_decl(number),
                DeclKind::Func(func) if func.name.name == "init" => self.reach_decl(number),
                DeclKind::Type(specs) => {
                    let is_runtime = packages[package].path == "runtime";
                    for spec in specs.iter().filter(|spec| spec.is_alias || is_runtime) {
                        self.reach(key(package, spec.name.name));
                    }
                }
                _ => {}
            }
        }
    }

    fn reach(&mut self, (is_local, digest): (usize, Digest)) {
        // Whoever mentions it next finds nothing more.
        if let Some(decls) = self.by_name[is_local].get_mut(&digest).map(std::mem::take) {
            decls.into_iter().for_each(|number| self.reach_decl(number));
        }
    }

    fn reach_decl(&mut self, number: usize) {
        if !std::mem::replace(&mut self.decls[number].2, true) {
            self.open.push(number);
        }
    }

    fn finish(self, packages: usize) -> Reach {
        let mut reach = Reach { functions: vec![SortedSet::new(); packages], ..Reach::default() };
        for (package, decl, is_reached) in &self.decls {
            match decl.kind {
                DeclKind::Func(func) if *is_reached => {
                    reach.functions[*package].insert(func.name.id);
                }
                _ => {}
            }
        }
        let left = self.by_name[0].iter().filter(|(_, decls)| !decls.is_empty());
        reach.beyond = left.map(|(&digest, _)| digest).collect();
        reach
    }
}

/// Where a name that a package mentions is looked for, and as what.
fn key(package: usize, name: &str) -> (usize, Digest) {
    match is_exported(name) {
        true => (0, digest(0, name)),
        false => (1, digest(package as u32, name)),
    }
}

fn digest(seed: u32, name: &str) -> Digest {
    name.bytes()
        .fold(seed, |digest, byte| (digest.rotate_left(5) ^ u32::from(byte)).wrapping_mul(0x9e37_79b1))
}

/// The names by which a declaration is reached; a method by that of its type.
fn names<'n>(decl: &Decl<'n>) -> Vec<&'n str> {
    let all = |idents: &'n [Ident<'n>]| idents.iter().map(|ident| ident.name);
    match decl.kind {
        DeclKind::Const(specs) => specs.iter().flat_map(|spec| all(spec.names)).collect(),
        DeclKind::Type(specs) => specs.iter().map(|spec| spec.name.name).collect(),
        DeclKind::Func(func) => vec![receiver(func).unwrap_or(func.name.name)],
        _ => Vec::new(),
    }
}

fn receiver<'n>(func: &'n FuncDecl<'n>) -> Option<&'n str> {
    match receiver_parts(&func.receiver.as_ref()?.ty).base.kind {
        ExprKind::Name(name) => Some(name.name),
        _ => None,
    }
}

/// What may be names in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii();
    text.split(move |ch: char| ch.is_ascii() && !is_part(ch as u8)).filter(|word| !word.is_empty())
}

/// What may be exported names in it.
pub(super) fn exported(text: &str) -> impl Iterator<Item = Digest> {
    words(text).filter(|word| is_exported(word)).map(|word| digest(0, word))
}
