//! What an interface asks for: methods, and for constraints the types it admits.

use std::rc::Rc;

use super::{Interface, InterfaceId, Method, Ty, Type, Types};
use crate::check::object::is_exported;
use crate::sorted::{SortedMap, sort_by};

/// `T` or `~T` in a union.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Term {
    /// Whether all types with the underlying type are meant.
    pub is_tilde: bool,
    /// `T`.
    pub ty: Ty,
}

/// All that an interface asks for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TypeSet {
    /// All methods, embedded ones included, sorted by name (exported ones first, as Go's runtime has them).
    pub methods: Vec<Method>,
    /// The types admitted; `None` for all.
    pub terms: Option<Vec<Term>>,
    /// Whether types must be comparable.
    pub is_comparable: bool,
}

impl TypeSet {
    /// Whether all types are in it.
    pub fn is_all(&self) -> bool {
        self.methods.is_empty() && self.terms.is_none() && !self.is_comparable
    }

    /// Whether no type is in it.
    pub fn is_empty(&self) -> bool {
        self.terms.as_ref().is_some_and(Vec::is_empty)
    }

    /// Whether it may be the type of a variable.
    pub fn is_method_set(&self) -> bool {
        self.terms.is_none() && !self.is_comparable
    }
}

/// What is known of interfaces while one is worked out.
type OpenSets = SortedMap<InterfaceId, Rc<TypeSet>>;

impl Types {
    /// The type set of an interface type (or of the constraint of a type parameter); of any other type, everything.
    pub fn type_set(&self, ty: Ty) -> Rc<TypeSet> {
        self.type_set_within(ty, &mut SortedMap::new())
    }

    /// The same, given the sets known so far of interfaces that are not complete; those being worked out are empty in it.
    fn type_set_within(&self, ty: Ty, open: &mut OpenSets) -> Rc<TypeSet> {
        let Type::Interface(id) = *self.structure(ty) else { return Rc::default() };
        let interface = self.interface(id);
        if let Some(set) = interface.type_set.get() {
            return set.clone();
        }
        if let Some(set) = open.get(&id) {
            return set.clone();
        }
        open.insert(id, Rc::default());
        let (set, is_complete) = self.compute_type_set(interface, open);
        let set = Rc::new(set);
        if is_complete {
            let _ = interface.type_set.set(set.clone());
        }
        open.insert(id, set.clone());
        set
    }

    /// The set, and whether all parts of it were known.
    fn compute_type_set(&self, interface: &Interface, open: &mut OpenSets) -> (TypeSet, bool) {
        let mut set = TypeSet { methods: interface.methods.clone(), ..TypeSet::default() };
        let mut is_complete = interface.is_complete;
        for &(embedded, _) in &interface.embeds {
            let under = self.under(embedded);
            let terms = match self.get(under) {
                Type::Interface(id) => {
                    let inner = self.type_set_within(under, open);
                    is_complete &= self.interface(*id).type_set.get().is_some();
                    for method in &inner.methods {
                        if !set
                            .methods
                            .iter()
                            .any(|m| Types::same_name(&m.name, m.pkg, &method.name, method.pkg))
                        {
                            set.methods.push(method.clone());
                        }
                    }
                    set.is_comparable |= inner.is_comparable;
                    inner.terms.clone()
                }
                Type::Union(terms) => self.union_terms_within(terms, open),
                _ if under.is_invalid() => {
                    is_complete &= embedded.is_invalid();
                    None
                }
                _ => Some(vec![Term { is_tilde: false, ty: embedded }]),
            };
            set.terms = match (set.terms.take(), terms) {
                (None, terms) | (terms, None) => terms,
                (Some(a), Some(b)) => Some(self.intersect(&a, &b)),
            };
        }
        if set.is_comparable
            && let Some(terms) = &mut set.terms
        {
            terms.retain(|term| self.is_comparable_strictly(term.ty));
            set.is_comparable = false;
        }
        sort_by(&mut set.methods, |a, b| {
            (!is_exported(&a.name), &a.name, a.pkg).cmp(&(!is_exported(&b.name), &b.name, b.pkg))
        });
        (set, is_complete)
    }

    /// The terms of a union with those of the interfaces in it; `None` if it admits all types.
    pub(in crate::check) fn union_terms(&self, terms: &[Term]) -> Option<Vec<Term>> {
        self.union_terms_within(terms, &mut SortedMap::new())
    }

    fn union_terms_within(&self, terms: &[Term], open: &mut OpenSets) -> Option<Vec<Term>> {
        let mut all: Vec<Term> = Vec::new();
        for term in terms {
            let under = self.under(term.ty);
            if matches!(self.get(under), Type::Interface(_)) {
                all.extend(self.type_set_within(under, open).terms.clone()?);
            } else if !under.is_invalid() && (!term.is_tilde || self.identical(under, term.ty)) {
                all.push(*term);
            }
        }
        let mut kept: Vec<Term> = Vec::new();
        for term in all {
            if kept.iter().any(|other| self.includes(*other, term)) {
                continue;
            }
            kept.retain(|&other| !self.includes(term, other));
            kept.push(term);
        }
        Some(kept)
    }

    /// Whether every type of `inner` is one of `outer`.
    fn includes(&self, outer: Term, inner: Term) -> bool {
        if outer.is_tilde {
            self.identical(self.under(outer.ty), self.under(inner.ty))
        } else {
            !inner.is_tilde && self.identical(outer.ty, inner.ty)
        }
    }

    fn intersect(&self, a: &[Term], b: &[Term]) -> Vec<Term> {
        let mut both = Vec::new();
        for &x in a {
            for &y in b {
                if self.includes(x, y) {
                    both.push(y);
                } else if self.includes(y, x) {
                    both.push(x);
                }
            }
        }
        both
    }

    /// Whether some type is admitted by both terms.
    pub(in crate::check) fn overlap(&self, a: Term, b: Term) -> bool {
        self.includes(a, Term { is_tilde: false, ..b }) || self.includes(b, Term { is_tilde: false, ..a })
    }

    /// Whether a type is one of those the terms admit.
    pub(in crate::check) fn terms_include(&self, terms: &[Term], ty: Ty) -> bool {
        terms.iter().any(|&term| self.includes(term, Term { is_tilde: false, ty }))
    }

    /// Whether every type of `inner` is admitted by `outer`.
    pub(in crate::check) fn terms_within(&self, inner: &[Term], outer: &[Term]) -> bool {
        inner.iter().all(|&term| outer.iter().any(|&other| self.includes(other, term)))
    }
}
