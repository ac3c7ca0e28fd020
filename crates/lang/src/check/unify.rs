//! Unification: finding type arguments that make types equal.
//! Source: cmd/compile/internal/types2/unify.go.

use super::checker::Checker;
use super::types::{ChanDir, Method, Ty, Type, Types, Var};

const DEPTH_MAX: u32 = 50;

/// How exactly types must agree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Match {
    /// The second type's value is assigned to the first type: only their outermost structure may differ.
    pub assign: bool,
    /// Named types must be the same.
    pub exact: bool,
}

impl Match {
    pub(super) const INEXACT: Match = Match { assign: false, exact: false };
    pub(super) const ASSIGN: Match = Match { assign: true, exact: false };
    pub(super) const EXACT: Match = Match { assign: false, exact: true };

    /// For the parts of types matched so.
    fn parts(self) -> Match {
        Match { exact: self.exact || self.assign, ..self }
    }
}

/// Type parameters and what is known of them. Parameters found to be equal share a slot.
#[derive(Debug)]
pub(super) struct Unifier {
    params: Vec<Ty>,
    slot_of: Vec<usize>,
    slots: Vec<Option<Ty>>,
    depth: u32,
    interfaces: Vec<(Ty, Ty)>,
}

impl Unifier {
    pub(super) fn new(params: &[Ty], args: &[Option<Ty>]) -> Unifier {
        Unifier {
            params: params.to_vec(),
            slot_of: (0..params.len()).collect(),
            slots: args.to_vec(),
            depth: 0,
            interfaces: Vec::new(),
        }
    }

    pub(super) fn at(&self, index: usize) -> Option<Ty> {
        self.slots[self.slot_of[index]]
    }

    pub(super) fn set(&mut self, index: usize, ty: Ty) {
        self.slots[self.slot_of[index]] = Some(ty);
    }

    pub(super) fn inferred(&self) -> Vec<Option<Ty>> {
        (0..self.params.len()).map(|index| self.at(index)).collect()
    }

    pub(super) fn unknown_count(&self) -> usize {
        self.inferred().iter().filter(|ty| ty.is_none()).count()
    }

    fn index_of(&self, types: &Types, ty: Ty) -> Option<usize> {
        let ty = types.unalias(ty);
        self.params.iter().position(|&param| param == ty)
    }

    /// Makes two parameters one; false if both are known already.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.slot_of[a], self.slot_of[b]);
        if a == b {
            return true;
        }
        let (from, to) = match (self.slots[a], self.slots[b]) {
            (Some(_), Some(_)) => return false,
            (Some(_), None) => (b, a),
            _ => (a, b),
        };
        for slot in self.slot_of.iter_mut().filter(|slot| **slot == from) {
            *slot = to;
        }
        true
    }
}

impl Checker<'_> {
    pub(super) fn unify(&mut self, u: &mut Unifier, x: Ty, y: Ty, mode: Match) -> bool {
        if u.depth > DEPTH_MAX {
            return false;
        }
        u.depth += 1;
        let result = self.unify_types(u, x, y, mode);
        u.depth -= 1;
        result
    }

    fn unify_types(&mut self, u: &mut Unifier, x: Ty, y: Ty, mode: Match) -> bool {
        let (mut x, mut y) = (x, y);
        if self.types.unalias(x) == self.types.unalias(y) {
            return true;
        }
        if self.types.as_named(x).is_some() || u.index_of(self.types, y).is_some() {
            std::mem::swap(&mut x, &mut y);
        }
        if !mode.exact
            && self.types.as_named(y).is_some()
            && self.is_type_literal(x)
            && !self.types.is_interface(x)
        {
            y = self.types.under(y);
            if self.types.unalias(x) == self.types.unalias(y) {
                return true;
            }
        }
        match (u.index_of(self.types, x), u.index_of(self.types, y)) {
            (Some(a), Some(b)) => {
                if u.join(a, b) {
                    return true;
                }
                return match (u.at(a), u.at(b)) {
                    (Some(x), Some(y)) => self.unify(u, x, y, mode),
                    _ => false,
                };
            }
            (Some(a), None) => return self.unify_param(u, a, y, mode),
            _ => {}
        }
        if !mode.exact {
            let (xi, yi) = (self.types.is_interface(x), self.types.is_interface(y));
            if xi && yi {
                return self.unify_interfaces(u, x, y, false);
            }
            if xi {
                return self.unify_methods(u, x, y);
            }
            if yi {
                return self.unify_methods(u, y, x);
            }
        }
        if self.types.as_param(y).is_some() {
            std::mem::swap(&mut x, &mut y);
        }
        self.unify_structures(u, x, y, mode)
    }

    fn is_type_literal(&self, ty: Ty) -> bool {
        !matches!(self.types.get(self.types.unalias(ty)), Type::Named(_) | Type::Param(_))
    }

    /// Matches the parameter `index` with a type that is none of the parameters.
    fn unify_param(&mut self, u: &mut Unifier, index: usize, y: Ty, mode: Match) -> bool {
        let Some(x) = u.at(index) else {
            u.set(index, y);
            return true;
        };
        if !self.unify(u, x, y, mode) {
            return false;
        }
        let (xi, yi) = (self.types.is_interface(x), self.types.is_interface(y));
        let (xn, yn) = (self.types.as_named(x).is_some(), self.types.as_named(y).is_some());
        if xi && yi {
            if xn && yn {
                return self.types.identical(x, y);
            }
            if self.types.type_set(x).methods.len() != self.types.type_set(y).methods.len() {
                return false;
            }
        } else if xi || yi {
            return false;
        }
        if !mode.exact && !xn {
            let is_restricted =
                matches!(self.types.structure(y), Type::Chan { dir, .. } if *dir != ChanDir::Both);
            if yn || is_restricted {
                u.set(index, y);
            }
        }
        true
    }

    /// Interfaces match if the methods they share do; if `all` each must have the other's.
    fn unify_interfaces(&mut self, u: &mut Unifier, x: Ty, y: Ty, all: bool) -> bool {
        let (a, b) = (self.types.type_set(x), self.types.type_set(y));
        if a.is_comparable != b.is_comparable
            || a.terms != b.terms
            || all && a.methods.len() != b.methods.len()
        {
            return false;
        }
        if u.interfaces.contains(&(x, y)) {
            return true;
        }
        u.interfaces.push((x, y));
        let (few, many) = if a.methods.len() <= b.methods.len() { (&a, &b) } else { (&b, &a) };
        let result = few.methods.iter().all(|method| {
            let same = |m: &&Method| Types::same_name(&m.name, m.pkg, &method.name, method.pkg);
            match many.methods.iter().find(same) {
                Some(other) => self.unify(u, method.ty, other.ty, Match::EXACT),
                None => false,
            }
        });
        u.interfaces.pop();
        result
    }

    /// An interface matches a type that has its methods.
    fn unify_methods(&mut self, u: &mut Unifier, interface: Ty, ty: Ty) -> bool {
        let set = self.types.type_set(interface);
        set.methods.iter().all(|method| {
            let found = self.types.lookup(ty, false, method.pkg, &method.name).ok();
            let Some(found) = found.and_then(|found| found.method) else { return false };
            let found = self.signature_of(found);
            self.unify(u, method.ty, found, Match::EXACT)
        })
    }

    fn unify_vars(&mut self, u: &mut Unifier, a: &[Var], b: &[Var], mode: Match) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.unify(u, a.ty, b.ty, mode))
    }

    fn unify_structures(&mut self, u: &mut Unifier, x: Ty, y: Ty, mode: Match) -> bool {
        let (x, y) = (self.types.unalias(x), self.types.unalias(y));
        let parts = mode.parts();
        match (self.types.get(x).clone(), self.types.get(y).clone()) {
            (Type::Basic(_), Type::Basic(_)) => self.types.identical(x, y),
            (Type::Pointer(a), Type::Pointer(b)) | (Type::Slice(a), Type::Slice(b)) => {
                self.unify(u, a, b, parts)
            }
            (Type::Array { elem: a, len: m }, Type::Array { elem: b, len: n }) => {
                m == n && self.unify(u, a, b, parts)
            }
            (Type::Map { key: k, elem: a }, Type::Map { key: l, elem: b }) => {
                self.unify(u, k, l, parts) && self.unify(u, a, b, parts)
            }
            (Type::Chan { dir: d, elem: a }, Type::Chan { dir: e, elem: b }) => {
                (!mode.exact || d == e) && self.unify(u, a, b, parts)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                a.len() == b.len()
                    && a.iter().zip(b.iter()).all(|(f, g)| {
                        f.is_embedded == g.is_embedded
                            && f.tag == g.tag
                            && Types::same_name(&f.name, Some(f.pkg), &g.name, Some(g.pkg))
                            && self.unify(u, f.ty, g.ty, parts)
                    })
            }
            (Type::Tuple(a), Type::Tuple(b)) => self.unify_vars(u, &a, &b, mode),
            (Type::Signature(a), Type::Signature(b)) => {
                a.type_params.len() == b.type_params.len()
                    && a.is_variadic == b.is_variadic
                    && self.unify_vars(u, &a.params, &b.params, parts)
                    && self.unify_vars(u, &a.results, &b.results, parts)
            }
            (Type::Interface(_), Type::Interface(_)) => self.unify_interfaces(u, x, y, true),
            (Type::Named(a), Type::Named(b)) => {
                let (a, b) = (self.types.named(a).clone(), self.types.named(b).clone());
                a.type_args.len() == b.type_args.len()
                    && a.type_args.iter().zip(b.type_args.iter()).all(|(&a, &b)| self.unify(u, a, b, mode))
                    && a.origin.is_some()
                    && a.origin == b.origin
            }
            (Type::Param(_), _) => match self.common_type(x) {
                Some(core) => self.unify(u, core, y, Match::ASSIGN),
                None => false,
            },
            _ => false,
        }
    }
}
