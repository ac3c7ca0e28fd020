//! Interfaces without a name that refer to themselves, as in `type E interface { f() interface { E } }`.
//! Source: cmd/compile/internal/noder/irgen.go:cycleFinder.

use super::checker::Checker;
use super::types::{Ty, Type};
use crate::sorted::{SortedMap, sort_by};

impl Checker<'_> {
    /// Reports them; only of a package without other errors.
    pub(super) fn report_interface_cycles(&mut self) {
        let mut literals = std::mem::take(&mut self.interface_literals);
        sort_by(&mut literals, |(a, _), (b, _)| (a.file, a.start, b.end).cmp(&(b.file, b.start, a.end)));
        let mut open = SortedMap::new();
        let mut outer = None;
        for (span, ty) in literals {
            if outer.is_some_and(|(file, end)| file == span.file && span.start < end) {
                continue;
            }
            outer = Some((span.file, span.end));
            if self.has_interface_cycle(ty, &mut open) {
                self.error(
                    span,
                    "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)",
                );
                // One report for each cycle is enough.
                for is_open in open.values_mut() {
                    *is_open = false;
                }
            }
        }
    }

    /// Whether an interface's methods lead to an interface that is being looked at; of each one already met, `open` says
    /// whether it is.
    fn has_interface_cycle(&self, ty: Ty, open: &mut SortedMap<Ty, bool>) -> bool {
        self.types.type_set(ty).methods.iter().any(|method| self.leads_to_open(method.ty, open))
    }

    fn leads_to_open(&self, ty: Ty, open: &mut SortedMap<Ty, bool>) -> bool {
        let ty = self.types.unalias(ty);
        let mut go = |ty: Ty| self.leads_to_open(ty, open);
        match self.types.get(ty) {
            Type::Basic(_) | Type::Named(_) | Type::Param(_) | Type::Alias(_) | Type::Union(_) => false,
            Type::Pointer(elem) | Type::Array { elem, .. } | Type::Chan { elem, .. } | Type::Slice(elem) => {
                go(*elem)
            }
            Type::Map { key, elem } => go(*key) || go(*elem),
            Type::Struct(fields) => fields.iter().any(|field| go(field.ty)),
            Type::Tuple(vars) => vars.iter().any(|var| go(var.ty)),
            Type::Signature(signature) => {
                signature.params.iter().chain(signature.results.iter()).any(|var| go(var.ty))
            }
            Type::Interface(_) if ty == Ty::EMPTY_INTERFACE => false,
            Type::Interface(_) => {
                if let Some(&is_open) = open.get(&ty) {
                    return is_open;
                }
                open.insert(ty, true);
                let found = self.has_interface_cycle(ty, open);
                if !found {
                    open.insert(ty, false);
                }
                found
            }
        }
    }
}
