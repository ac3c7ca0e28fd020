//! Operations on all the types that a type parameter stands for at once.
//! Source: cmd/compile/internal/types2/under.go.

use super::checker::Checker;
use super::types::{ChanDir, Ty, Type};

impl Checker<'_> {
    /// The types that a type stands for with their underlying types: itself, or for a type parameter those its
    /// constraint admits; one pair without underlying type if that admits types without limit.
    pub(super) fn type_terms(&self, ty: Ty) -> Vec<(Ty, Option<Ty>)> {
        if self.types.as_param(ty).is_none() {
            return vec![(ty, Some(self.types.under(ty)))];
        }
        match &self.types.type_set(ty).terms {
            Some(terms) if !terms.is_empty() => {
                terms.iter().map(|term| (term.ty, Some(self.types.under(term.ty)))).collect()
            }
            _ => vec![(ty, None)],
        }
    }

    /// The underlying type that all types of `ty` share (for channels, the most restricted), if each passes `test`.
    pub(super) fn common_under(
        &self,
        ty: Ty,
        test: impl Fn(&Self, Ty, Option<Ty>) -> Result<(), String>,
    ) -> Result<Option<Ty>, String> {
        let mut common: Option<(Ty, Ty)> = None;
        for (ty, under) in self.type_terms(ty) {
            test(self, ty, under)?;
            let Some(under) = under else { return Err("no specific type".to_string()) };
            let Some((first, shared)) = common else {
                common = Some((ty, under));
                continue;
            };
            if let (Type::Chan { dir: a, elem: x }, Type::Chan { dir: b, elem: y }) =
                (self.types.get(shared), self.types.get(under))
            {
                let names = || (self.type_text(first), self.type_text(ty));
                if !self.types.identical(*x, *y) {
                    let (first, ty) = names();
                    return Err(format!("channels {first} and {ty} have different element types"));
                }
                if a != b {
                    if *a == ChanDir::Both {
                        common = Some((ty, under));
                    } else if *b != ChanDir::Both {
                        let (first, ty) = names();
                        return Err(format!("channels {first} and {ty} have conflicting directions"));
                    }
                }
            } else if !self.types.identical(shared, under) {
                let (first, ty) = (self.type_text(first), self.type_text(ty));
                return Err(format!("{first} and {ty} have different underlying types"));
            }
        }
        Ok(common.map(|(_, under)| under))
    }

    /// The underlying type that all types of `ty` share.
    pub(super) fn common_type(&self, ty: Ty) -> Option<Ty> {
        self.common_under(ty, |_, _, _| Ok(())).ok().flatten()
    }

    /// Whether all types of `ty` have underlying types that pass `test`.
    pub(super) fn all_under(&self, ty: Ty, test: impl Fn(&Type) -> bool) -> bool {
        let terms = self.type_terms(ty);
        !terms.is_empty()
            && terms.iter().all(|(_, under)| under.is_some_and(|under| test(self.types.get(under))))
    }

    /// The array behind a pointer to one; otherwise the structure itself.
    pub(super) fn array_behind(&self, under: Ty) -> Type {
        if let Type::Pointer(base) = self.types.get(under)
            && let array @ Type::Array { .. } = self.types.structure(*base)
        {
            return array.clone();
        }
        self.types.get(under).clone()
    }
}
