//! Scopes: names and what they stand for, each within another.

use crate::sorted::SortedMap;

use super::object::ObjId;
use crate::ast::Name;

/// A scope: an index into [`Scopes`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct ScopeId(u32);

#[derive(Debug, Default)]
struct Scope {
    parent: Option<ScopeId>,
    names: SortedMap<Name, ObjId>,
    children: Vec<ScopeId>,
    is_function: bool,
}

/// All scopes of a package.
#[derive(Debug, Default)]
pub(super) struct Scopes {
    all: Vec<Scope>,
}

impl Scopes {
    pub(super) fn open(&mut self, parent: Option<ScopeId>, is_function: bool) -> ScopeId {
        let id = ScopeId(self.all.len() as u32);
        self.all.push(Scope { parent, is_function, ..Scope::default() });
        if let Some(parent) = parent {
            self.all[parent.0 as usize].children.push(id);
        }
        id
    }

    pub(super) fn parent(&self, scope: ScopeId) -> Option<ScopeId> {
        self.all[scope.0 as usize].parent
    }

    /// The object of a name declared in this very scope.
    pub(super) fn get(&self, scope: ScopeId, name: &str) -> Option<ObjId> {
        self.all[scope.0 as usize].names.get(name).copied()
    }

    /// Declares a name; the object that already has it, if any.
    pub(super) fn insert(&mut self, scope: ScopeId, name: Name, obj: ObjId) -> Option<ObjId> {
        let names = &mut self.all[scope.0 as usize].names;
        if let Some(&other) = names.get(&name) {
            return Some(other);
        }
        names.insert(name, obj);
        None
    }

    /// The object of a name in this scope or one around it, and the scope that declares it.
    pub(super) fn lookup(&self, scope: ScopeId, name: &str) -> Option<(ScopeId, ObjId)> {
        let mut at = Some(scope);
        while let Some(scope) = at {
            if let Some(obj) = self.get(scope, name) {
                return Some((scope, obj));
            }
            at = self.parent(scope);
        }
        None
    }

    pub(super) fn names(&self, scope: ScopeId) -> &SortedMap<Name, ObjId> {
        &self.all[scope.0 as usize].names
    }

    /// The scopes in this one that belong to the same function, and this one.
    pub(super) fn within_function(&self, scope: ScopeId) -> Vec<ScopeId> {
        let mut found = vec![scope];
        let mut next = 0;
        while next < found.len() {
            let children = self.all[found[next].0 as usize].children.iter().copied();
            found.extend(children.filter(|child| !self.all[child.0 as usize].is_function));
            next += 1;
        }
        found
    }
}

impl ScopeId {
    pub(super) fn number(self) -> u32 {
        self.0
    }
}
