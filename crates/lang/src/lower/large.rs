//! Types that are too large for cmd/compile, reported at what is declared with them.
//! Source: cmd/compile/internal/types/size.go.

use super::Module;
use super::types::TYPE_BYTES_MAX;
use crate::check::types::{Layout, Type};
use crate::check::{ObjectKind, Ty};
use crate::diag::Diagnostic;
use crate::sorted::SortedSet;

/// No type has more bytes.
const ADDRESS_SPACE_BYTES: u64 = 1 << 50;

/// Elements of channels have fewer bytes.
const CHAN_ELEM_BYTES: u64 = 1 << 16;

/// Keys and elements of maps have fewer bytes.
const MAP_ENTRY_BYTES: u64 = 1 << 31;

impl Module<'_> {
    /// Reports types of the program's own package that are too large. Returns whether there are any.
    pub fn report_large(&mut self) -> bool {
        let Some(main) = self.main_pkg() else { return false };
        // What is too large has an array in it that is not small.
        if !self.types.arrays().any(|ty| self.bytes_of(ty) >= 1 << 10) {
            return false;
        }
        let (mut seen, mut ours, before) = (SortedSet::new(), Vec::new(), self.diagnostics.len());
        let checked = self.checked;
        for (_, object) in checked.objects.iter().filter(|(_, object)| object.pkg == Some(main)) {
            if !matches!(object.kind, ObjectKind::Type | ObjectKind::Var(_) | ObjectKind::Func(_)) {
                continue;
            }
            self.at = object.span;
            self.report_within(object.ty, &mut seen);
            if self.bytes_of(object.ty) > TYPE_BYTES_MAX {
                let name = self.types.format(object.ty, Some(main));
                ours.push(Diagnostic::error(object.span, format!("type {name} is too large for Gopark")));
            }
        }
        if self.diagnostics.len() == before {
            self.diagnostics.append(&mut ours);
        }
        self.diagnostics.len() > before
    }

    /// Bytes of a value; of structs within themselves, as many as are known.
    fn bytes_of(&self, ty: Ty) -> u64 {
        self.types.size_align(ty).bytes
    }

    fn report_within(&mut self, ty: Ty, seen: &mut SortedSet<Ty>) {
        if !seen.insert(ty) {
            return;
        }
        let name = |m: &Self| m.types.format(m.types.under(ty), m.main_pkg());
        match self.types.structure(ty).clone() {
            Type::Array { elem, len } => {
                self.report_within(elem, seen);
                let most = (ADDRESS_SPACE_BYTES - 1).checked_div(self.bytes_of(elem));
                if most.is_some_and(|most| len.max(0) as u64 > most) {
                    let message = format!("type {} larger than address space", name(self));
                    self.error_here(message);
                }
            }
            Type::Struct(fields) => {
                fields.iter().for_each(|field| self.report_within(field.ty, seen));
                let is_part = |bytes| bytes < ADDRESS_SPACE_BYTES;
                let bytes = self.bytes_of(ty);
                let parts_fit = fields.iter().all(|field| is_part(self.bytes_of(field.ty)));
                if parts_fit && (bytes == Layout::TOO_LARGE || !is_part(bytes)) {
                    let message = format!("type {} too large", name(self));
                    self.error_here(message);
                }
            }
            Type::Chan { elem, .. } => {
                self.report_within(elem, seen);
                if self.bytes_of(elem) >= CHAN_ELEM_BYTES {
                    self.error_here("channel element type too large (>64kB)".into());
                }
            }
            Type::Map { key, elem } => {
                for (ty, what) in [(elem, "element"), (key, "key")] {
                    self.report_within(ty, seen);
                    if self.bytes_of(ty) >= MAP_ENTRY_BYTES {
                        self.error_here(format!("map {what} type too large"));
                    }
                }
            }
            Type::Pointer(elem) | Type::Slice(elem) => self.report_within(elem, seen),
            Type::Signature(signature) => {
                let vars = signature.params.iter().chain(signature.results.iter());
                vars.for_each(|var| self.report_within(var.ty, seen));
            }
            _ => {}
        }
    }
}
