//! Which appends may use memory of the stack, from which the capacities follow that a program sees.
//!
//! Since Go 1.25 a slice whose buffer does not leave its function gets 32 bytes of the stack with its first append, since
//! Go 1.26 also one whose buffer leaves it at one place only. Nothing lives on a stack here; what is found decides what
//! `cap` gives. It takes what cmd/compile does before: inlining ([`inline`]), the removal of what nobody reads
//! ([`dead`]), escape analysis ([`flow`], [`graph`], [`solve`]), and the search for slices that alone know their buffer
//! ([`exclusive`]), on functions in the form that they have there ([`ir`]).

mod alias;
mod build;
mod call;
mod cost;
mod dead;
mod exclusive;
mod explain;
mod expr;
mod facts;
mod flow;
mod graph;
mod inline;
mod ir;
mod keys;
mod leaks;
mod order;
mod solve;
mod stack;
mod stmt;
mod verdict;

use std::rc::Rc;

use crate::ast::FuncDecl;
use crate::check::{Checked, ObjId, ObjectKind, PkgId, Types};
use crate::sorted::SortedMap;

pub use explain::{Remark, explain};
use facts::Facts;
use ir::K;
use keys::Keys;
pub(crate) use keys::{Kept, Key};
use leaks::{Leaks, Sink};
pub(crate) use stack::What;
pub(crate) use verdict::{Site, Verdict, Verdicts};

/// What is known of functions, those before which all that they call was looked at.
pub(crate) struct Escape<'m, 'a> {
    checked: &'a Checked<'a>,
    types: &'m mut Types,
    decls: &'m SortedMap<ObjId, (PkgId, &'a FuncDecl<'a>)>,
    facts: Facts,
    keys: Keys,
    verdicts: Verdicts,
    /// How many nodes inlining may still make in the program's own functions.
    room: usize,
    /// Whether calls are inlined, as without `-l`.
    is_inlining: bool,
    /// Who puts what was found into words, if somebody asks, and the words.
    observer: Option<explain::Observer>,
    remarks: Vec<Remark>,
}

/// Natives of these packages keep nothing of what they are given.
const DISCREET: [&str; 8] =
    ["bytes", "math", "math/bits", "strings", "sync", "sync/atomic", "unicode/utf8", "internal/bytealg"];
/// But these do.
const OPEN: [(&str, &str); 1] = [("sync", "registerPools")];
/// Those of others that keep nothing.
const DISCREET_TOO: [(&str, &str); 1] = [("runtime", "bySize")];
/// Natives of these are instructions in Go.
const INTRINSIC: [&str; 3] = ["math", "math/bits", "sync/atomic"];

/// Functions of packages that Go does not inline, though ours are small enough.
const NOT_INLINED: [&str; 22] = [
    "bytes.Fields",
    "bytes.Join",
    "bytes.TrimSpace",
    "fmt.Append",
    "fmt.Appendf",
    "fmt.Appendln",
    "fmt.Sprint",
    "fmt.Sprintf",
    "fmt.Sprintln",
    "os.Getenv",
    "slices.Insert",
    "slices.Replace",
    "slices.Sorted",
    "slices.SortedFunc",
    "sort.Float64s",
    "sort.Ints",
    "sort.Sort",
    "sort.Stable",
    "sort.Strings",
    "strings.FieldsFunc",
    "strings.Join",
    "strings.TrimSpace",
];

impl<'m, 'a> Escape<'m, 'a> {
    pub fn new(
        checked: &'a Checked<'a>,
        types: &'m mut Types,
        decls: &'m SortedMap<ObjId, (PkgId, &'a FuncDecl<'a>)>,
    ) -> Escape<'m, 'a> {
        let keys = Keys::new(checked.escapes.clone());
        Escape {
            checked,
            types,
            decls,
            facts: Facts::default(),
            keys,
            verdicts: Verdicts::default(),
            room: inline::ROOM,
            is_inlining: true,
            observer: None,
            remarks: Vec::new(),
        }
    }

    /// What was found.
    pub fn finish(mut self) -> Verdicts {
        self.verdicts.finish(&self.keys);
        self.keys.finish();
        self.verdicts
    }

    fn path(&self, obj: ObjId) -> &str {
        let pkg = self.checked.objects.get(obj).pkg;
        pkg.and_then(|pkg| self.checked.packages.get(pkg.index())).map_or("", |package| &package.path)
    }

    fn is_native(&self, obj: ObjId) -> bool {
        matches!(&self.checked.objects.get(obj).kind, ObjectKind::Func(func) if !func.has_body)
    }

    fn is_intrinsic(&self, obj: ObjId) -> bool {
        self.is_native(obj) && INTRINSIC.contains(&self.path(obj))
    }

    /// Whether Go does not inline a function, whatever it costs here.
    fn is_never_inlined(&self, obj: ObjId) -> bool {
        if self
            .decls
            .get(&obj)
            .is_some_and(|(_, decl)| decl.directives.iter().any(|d| d.text == "go:noinline"))
        {
            return true;
        }
        let (path, name) = (self.path(obj), &*self.checked.objects.get(obj).name);
        NOT_INLINED.iter().any(|full| full.rsplit_once('.') == Some((path, name)))
    }

    /// Where the parameters of a function leak to.
    fn leaks(&self, k: K) -> Rc<[Leaks]> {
        self.keys.known(k).map_or_else(|| [].into(), |known| known.leaks)
    }

    fn is_imported(&self, obj: ObjId) -> bool {
        let pkg = self.checked.objects.get(obj).pkg;
        pkg.and_then(|pkg| self.checked.packages.get(pkg.index())).is_some_and(|package| package.is_imported)
    }

    fn number(&self, key: &Key) -> K {
        self.keys.number(key, self.is_imported(key.obj))
    }

    fn leaks_of_native(&mut self, obj: ObjId) -> Rc<[Leaks]> {
        let object = self.checked.objects.get(obj);
        let (path, name) = (self.path(obj), &*object.name);
        let keeps_nothing = DISCREET.contains(&path) || DISCREET_TOO.contains(&(path, name));
        let is_discreet = self.is_native(obj) && keeps_nothing && !OPEN.contains(&(path, name));
        let signature = self.types.signature(object.ty).filter(|_| is_discreet);
        let Some(signature) = signature.cloned() else { return [].into() };
        // What they give may be what they were given.
        let mut leaks = Leaks::default();
        for (n, result) in signature.results.iter().enumerate() {
            if self.facts.has_pointers(self.types, result.ty) {
                leaks.add(Sink::Result(n), 0);
            }
        }
        [leaks; 8].into()
    }
}
