//! The order in which package variables are initialized.
//! Source: cmd/compile/internal/types2/initorder.go.

use crate::sorted::{SortedMap, SortedSet};

use super::checker::Checker;
use super::info::Initializer;
use super::object::{ObjId, ObjectKind};
use crate::diag::Diagnostic;

impl Checker<'_> {
    pub(super) fn compute_init_order(&mut self) {
        let position: SortedMap<ObjId, usize> =
            self.order.iter().enumerate().map(|(index, &obj)| (obj, index)).collect();
        let nodes: Vec<ObjId> = self.order.iter().copied().filter(|&obj| !self.is_func(obj)).collect();
        let mut needs: SortedMap<ObjId, SortedSet<ObjId>> = SortedMap::new();
        let mut needed_by: SortedMap<ObjId, Vec<ObjId>> = SortedMap::new();
        for &obj in &nodes {
            let deps = self.value_deps(obj);
            for &dep in deps.iter() {
                needed_by.get_or_insert_with(dep, Default::default).push(obj);
            }
            needs.insert(obj, deps);
        }
        // Constants first, then by the number of what is missing, then by place.
        let rank = |checker: &Self, obj: ObjId, missing: usize| {
            let is_const = matches!(checker.objects.get(obj).kind, ObjectKind::Const(_));
            (!is_const, missing, position.get(&obj).copied().unwrap_or(0), obj)
        };
        let mut queue: SortedSet<_> = nodes.iter().map(|&obj| rank(self, obj, needs[&obj].len())).collect();
        let mut missing: SortedMap<ObjId, usize> =
            needs.iter().map(|(&obj, deps)| (obj, deps.len())).collect();
        let mut emitted = SortedSet::new();
        while let Some((_, count, _, obj)) = queue.pop_first() {
            if count > 0
                && let Some(cycle) = self.find_path(obj)
            {
                self.report_init_cycle(&cycle);
            }
            for &user in needed_by.get(&obj).into_iter().flatten() {
                let Some(count) = missing.get_mut(&user) else { continue };
                if queue.remove(&rank(self, user, *count)) {
                    *count -= 1;
                    queue.insert(rank(self, user, *count));
                }
            }
            self.emit_initializer(obj, &mut emitted);
        }
    }

    fn emit_initializer(&mut self, obj: ObjId, emitted: &mut SortedSet<usize>) {
        let decl = self.decl_of[&obj];
        let declaration = &self.decls[decl];
        let Some((spec, value)) = declaration.spec else { return };
        if !emitted.insert(decl) {
            return;
        }
        let vars = if declaration.lhs.is_empty() { vec![obj] } else { declaration.lhs.clone() };
        self.info.init_order.push(Initializer { vars, spec, value });
    }

    fn is_func(&self, obj: ObjId) -> bool {
        matches!(self.objects.get(obj).kind, ObjectKind::Func(_) | ObjectKind::Type)
    }

    fn direct_deps(&self, obj: ObjId) -> impl Iterator<Item = ObjId> {
        self.decl_of.get(&obj).into_iter().flat_map(|&decl| self.decls[decl].deps.iter().copied())
    }

    /// The variables and constants that one needs, directly or through functions.
    fn value_deps(&self, obj: ObjId) -> SortedSet<ObjId> {
        let mut found = SortedSet::new();
        let mut seen = SortedSet::new();
        let mut pending: Vec<ObjId> = self.direct_deps(obj).collect();
        while let Some(dep) = pending.pop() {
            if !seen.insert(dep) {
                continue;
            }
            if self.is_func(dep) {
                pending.extend(self.direct_deps(dep));
            } else {
                found.insert(dep);
            }
        }
        found
    }

    /// The way from an object's dependencies back to it, last step first.
    fn find_path(&self, obj: ObjId) -> Option<Vec<ObjId>> {
        let mut seen: SortedSet<_> = SortedSet::from_iter([obj]);
        let mut stack = vec![(obj, self.direct_deps(obj).collect::<Vec<_>>(), 0)];
        while let Some((_, deps, next)) = stack.last_mut() {
            let Some(&dep) = deps.get(*next) else {
                stack.pop();
                continue;
            };
            *next += 1;
            if dep == obj {
                let mut path: Vec<ObjId> = stack.iter().map(|(obj, ..)| *obj).collect();
                path.reverse();
                path.insert(0, obj);
                path.pop();
                return Some(path);
            }
            if seen.insert(dep) {
                stack.push((dep, self.direct_deps(dep).collect(), 0));
            }
        }
        None
    }

    fn report_init_cycle(&mut self, cycle: &[ObjId]) {
        let Some(&obj) = cycle.first() else { return };
        let name = |obj: ObjId| self.objects.get(obj).name.clone();
        let span = |obj: ObjId| self.objects.get(obj).span;
        if cycle.len() == 1 {
            let message = format!("initialization cycle: {} refers to itself", name(obj));
            return self.error(span(obj), message);
        }
        let mut diagnostic = Diagnostic::error(span(obj), format!("initialization cycle for {}", name(obj)));
        let mut from = obj;
        for &next in cycle.iter().rev() {
            diagnostic = diagnostic.with_note(span(from), format!("{} refers to {}", name(from), name(next)));
            from = next;
        }
        self.report(diagnostic);
    }
}
