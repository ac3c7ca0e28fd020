//! Type identity.

use super::{Field, Method, Signature, Ty, Type, Types, Var};
use crate::check::object::{PkgId, is_exported};

/// Comparisons of parts within one question of identity; beyond it types count as different, which only a program
/// written for that purpose can reach.
const STEPS_MAX: u32 = 100_000;

impl Types {
    /// Whether two types are identical in Go's sense.
    pub fn identical(&self, a: Ty, b: Ty) -> bool {
        Comparison { types: self, steps: 0, ignore_tags: false, interfaces: Vec::new() }.types(a, b)
    }

    /// Whether two types are identical when struct tags are ignored.
    pub fn identical_ignoring_tags(&self, a: Ty, b: Ty) -> bool {
        Comparison { types: self, steps: 0, ignore_tags: true, interfaces: Vec::new() }.types(a, b)
    }

    /// Whether names `a` and `b`, each seen from its package, are the same name.
    pub fn same_name(a: &str, a_pkg: Option<PkgId>, b: &str, b_pkg: Option<PkgId>) -> bool {
        a == b && (is_exported(a) || a_pkg == b_pkg)
    }
}

struct Comparison<'a> {
    types: &'a Types,
    steps: u32,
    ignore_tags: bool,
    /// Interfaces being compared: meeting the same two again, nothing has told them apart.
    interfaces: Vec<(Ty, Ty)>,
}

impl Comparison<'_> {
    fn types(&mut self, a: Ty, b: Ty) -> bool {
        let (a, b) = (self.types.unalias(a), self.types.unalias(b));
        if a == b {
            return true;
        }
        self.steps += 1;
        if self.steps > STEPS_MAX {
            return false;
        }
        match (self.types.get(a), self.types.get(b)) {
            (Type::Basic(_), Type::Basic(_)) => basic(a) == basic(b),
            (Type::Pointer(a), Type::Pointer(b)) | (Type::Slice(a), Type::Slice(b)) => self.types(*a, *b),
            (Type::Array { elem: a, len: m }, Type::Array { elem: b, len: n }) => {
                m == n && self.types(*a, *b)
            }
            (Type::Map { key: k, elem: a }, Type::Map { key: l, elem: b }) => {
                self.types(*k, *l) && self.types(*a, *b)
            }
            (Type::Chan { dir: d, elem: a }, Type::Chan { dir: e, elem: b }) => d == e && self.types(*a, *b),
            (Type::Struct(a), Type::Struct(b)) => self.fields(a, b),
            (Type::Tuple(a), Type::Tuple(b)) => self.vars(a, b),
            (Type::Signature(a), Type::Signature(b)) => self.signatures(a, b),
            (Type::Interface(_), Type::Interface(_)) => self.interfaces(a, b),
            (Type::Union(a), Type::Union(b)) => {
                a.len() == b.len()
                    && a.iter().zip(b.iter()).all(|(a, b)| a.is_tilde == b.is_tilde && self.types(a.ty, b.ty))
            }
            (Type::Named(a), Type::Named(b)) => {
                let (a, b) = (self.types.named(*a), self.types.named(*b));
                a.origin.is_some()
                    && a.origin == b.origin
                    && a.type_args.len() == b.type_args.len()
                    && a.type_args.iter().zip(b.type_args.iter()).all(|(&a, &b)| self.types(a, b))
            }
            _ => false,
        }
    }

    fn vars(&mut self, a: &[Var], b: &[Var]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.types(a.ty, b.ty))
    }

    fn fields(&mut self, a: &[Field], b: &[Field]) -> bool {
        a.len() == b.len()
            && a.iter().zip(b).all(|(a, b)| {
                a.is_embedded == b.is_embedded
                    && Types::same_name(&a.name, Some(a.pkg), &b.name, Some(b.pkg))
                    && (self.ignore_tags || a.tag == b.tag)
                    && self.types(a.ty, b.ty)
            })
    }

    fn signatures(&mut self, a: &Signature, b: &Signature) -> bool {
        if !a.type_params.is_empty() || !b.type_params.is_empty() {
            return a.type_params == b.type_params
                && a.is_variadic == b.is_variadic
                && self.vars(&a.params, &b.params)
                && self.vars(&a.results, &b.results);
        }
        a.is_variadic == b.is_variadic && self.vars(&a.params, &b.params) && self.vars(&a.results, &b.results)
    }

    fn interfaces(&mut self, a: Ty, b: Ty) -> bool {
        if self.interfaces.contains(&(a, b)) {
            return true;
        }
        self.interfaces.push((a, b));
        let same = self.interface_sets(a, b);
        self.interfaces.pop();
        same
    }

    fn interface_sets(&mut self, a: Ty, b: Ty) -> bool {
        let (a, b) = (self.types.type_set(a), self.types.type_set(b));
        if a.is_comparable != b.is_comparable || a.methods.len() != b.methods.len() {
            return false;
        }
        let same_terms = match (&a.terms, &b.terms) {
            (None, None) => true,
            (Some(a), Some(b)) => {
                let mut within = |a: &[super::Term], b: &[super::Term]| {
                    a.iter().all(|s| b.iter().any(|t| s.is_tilde == t.is_tilde && self.types(s.ty, t.ty)))
                };
                within(a, b) && within(b, a)
            }
            _ => false,
        };
        let same = |a: &Method, b: &Method| Types::same_name(&a.name, a.pkg, &b.name, b.pkg);
        same_terms
            && a.methods.iter().zip(b.methods.iter()).all(|(a, b)| same(a, b) && self.types(a.ty, b.ty))
    }
}

/// `byte` is `uint8`, `rune` is `int32`.
pub(super) fn basic(ty: Ty) -> Ty {
    match ty {
        Ty::BYTE => Ty::UINT8,
        Ty::RUNE => Ty::INT32,
        _ => ty,
    }
}
