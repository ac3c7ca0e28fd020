//! What is too large for the stack, and which objects lie there. Source: cmd/compile/internal/escape/utils.go and
//! cmd/compile/internal/walk/convert.go, Go 1.27.

use gopark_program::{GROUP_SLOTS, Group, MAP_HEADER_BYTES};

use super::Escape;
use super::facts::{elem, is_string, pointee};
use super::graph::Batch;
use super::ir::{Class, Ir, N, Op, V};
use crate::ast::ExprId;
use crate::check::{ObjId, Ty, Type, Types};

/// Bytes of a variable on the stack (`cmd/compile/internal/ir/cfg.go:MaxStackVarSize`).
const VARIABLE_BYTES_MAX: u64 = 128 << 10;
/// Bytes of what is made by an expression (`MaxImplicitStackVarSize`).
const IMPLICIT_BYTES_MAX: u64 = 64 << 10;
/// Bytes of a value in an interface (`walk/convert.go:dataWord`).
const BOXED_BYTES_MAX: u64 = 1024;
/// Bytes of what is made with a size that is known only then (`base/flag.go:VariableMakeThreshold`).
const VARIABLE_MAKE_BYTES: u16 = 32;
/// Bytes for strings that are put together, and for slices of bytes (`walk/walk.go:tmpstringbufsize`).
const STRING_BYTES: u16 = 32;
/// Variables with more bytes do not lie in slots here, nor do those with arrays in arrays.
const SLOT_BYTES_MAX: u64 = 4096;

/// What of a function makes an object that may lie on the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    /// A variable that something points at.
    Var(ObjId),
    /// An expression with this id.
    Object(ExprId),
    /// The conversion of an expression to an interface.
    Iface(ExprId),
    /// The closure of the body of a range over this function, and the cell that it shares with the function around it.
    Range(ExprId),
    RangeCell(ExprId),
}

/// An object of the stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Local {
    /// What makes it.
    pub what: What,
    /// The literal that this is in.
    pub literal: Option<ExprId>,
    /// Bytes that it takes of the frame.
    pub bytes: u32,
    /// Only so many bytes at most lie on the stack; 0: any number.
    pub most: u16,
    /// It is mostly of use for a statement only.
    pub is_passing: bool,
}

impl Escape<'_, '_> {
    fn bytes(&self, ty: Ty) -> u64 {
        if ty == Ty::INVALID { 0 } else { self.types.size_align(ty).bytes }
    }

    /// What is too large escapes, and what is not known well enough. Source: escape/utils.go:HeapAllocReason.
    pub(super) fn limit(&self, batch: &mut Batch<'_>) {
        for (index, ir) in batch.irs.iter().enumerate() {
            for (v, var) in ir.vars.iter().enumerate() {
                let is_large = var.class == Class::Auto && self.bytes(var.ty) > VARIABLE_BYTES_MAX;
                if is_large || var.is_stray {
                    batch.lose(batch.location(index as u32, v as V));
                }
            }
        }
        let spills = batch.spills.iter().chain(&batch.dead);
        for (index, n, l) in spills.copied().collect::<Vec<_>>() {
            if self.is_too_large(&batch.irs[index as usize], n) {
                batch.lose(l);
            }
        }
    }

    fn is_too_large(&self, ir: &Ir, n: N) -> bool {
        let node = ir.node(n);
        match node.op {
            Op::New | Op::PtrLit => {
                let bytes = pointee(self.types, node.ty).map(|elem| self.bytes(elem));
                bytes.is_none_or(|bytes| bytes > IMPLICIT_BYTES_MAX)
            }
            Op::MakeSlice => {
                let Some(bytes) = elem(self.types, node.ty).map(|elem| self.bytes(elem)) else { return true };
                bytes == 0 || capacity(ir, n).is_some_and(|cap| u64::from(cap) > IMPLICIT_BYTES_MAX / bytes)
            }
            // An array behind a slice is a variable.
            Op::SliceLit => self.slice_bytes(ir, n) > VARIABLE_BYTES_MAX,
            _ => false,
        }
    }

    fn slice_bytes(&self, ir: &Ir, n: N) -> u64 {
        let node = ir.node(n);
        elem(self.types, node.ty).map_or(0, |elem| self.bytes(elem))
            * u64::from(node.data.max(node.own().len() as u32))
    }

    /// The object of the stack that a node makes, should it not escape.
    pub(super) fn local_of(&self, ir: &Ir, n: N) -> Option<Local> {
        let node = ir.node(n);
        let at = ExprId(node.at);
        let types = &*self.types;
        let (mut what, mut most) = (What::Object(at), 0);
        let bytes = match node.op {
            Op::New | Op::PtrLit => {
                let elem = pointee(types, node.ty)?;
                self.is_free(elem).then(|| self.bytes(elem))?
            }
            Op::SliceLit => {
                let elem = elem(types, node.ty)?;
                self.is_free(elem).then(|| self.slice_bytes(ir, n))?
            }
            Op::MakeSlice => {
                let elem = elem(types, node.ty).filter(|&elem| self.is_free(elem))?;
                match capacity(ir, n) {
                    Some(cap) => u64::from(cap) * self.bytes(elem),
                    None => {
                        most = VARIABLE_MAKE_BYTES;
                        u64::from(most)
                    }
                }
            }
            Op::MakeMap | Op::MapLit => {
                let hint = match node.op {
                    Op::MapLit => Some(node.own().len() as u32),
                    _ if node.own().is_empty() => Some(0),
                    _ => capacity(ir, n),
                };
                let needs_tables = hint.is_some_and(|hint| u64::from(hint) > GROUP_SLOTS);
                MAP_HEADER_BYTES + if needs_tables { 0 } else { self.group_bytes(node.ty)? }
            }
            Op::ConvIface => {
                what = What::Iface(at);
                let of = ir.node(node.own()[0]).ty;
                let bytes = self.bytes(of);
                (self.is_free(of) && bytes <= BOXED_BYTES_MAX).then_some(bytes)?
            }
            Op::AddStr => {
                most = STRING_BYTES;
                u64::from(most)
            }
            Op::ConvStr => {
                let from = ir.node(node.own()[0]).ty;
                most = match (
                    is_string(types, node.ty),
                    elem(types, if is_string(types, node.ty) { from } else { node.ty }),
                ) {
                    // A rune.
                    (true, None) => 4,
                    (true, Some(_)) => STRING_BYTES,
                    (false, Some(elem)) if self.bytes(elem) == 1 => STRING_BYTES,
                    (false, _) => 4 * STRING_BYTES,
                };
                u64::from(most)
            }
            Op::Closure => {
                let fun = ir.fun(node.data);
                if fun.is_range {
                    what = What::Range(at);
                } else {
                    what = What::Object(fun.lit?);
                }
                8 + fun.captures.iter().map(|&v| self.captured_bytes(ir, v)).sum::<u64>()
            }
            Op::MethodValue => {
                let receiver = node.own().last().map_or(8, |&x| self.bytes(ir.node(x).ty));
                8 + receiver.next_multiple_of(8)
            }
            _ => return None,
        };
        let bytes = u32::try_from(bytes.checked_next_multiple_of(8)?).ok()?;
        let is_passing = matches!(node.op, Op::SliceLit | Op::ConvIface | Op::AddStr | Op::ConvStr);
        Some(Local { what, literal: None, bytes, most, is_passing })
    }

    /// Bytes of a map's first group.
    fn group_bytes(&self, ty: Ty) -> Option<u64> {
        let Type::Map { key, elem } = self.types.structure(ty) else { return None };
        let size = |ty: Ty| {
            let size = self.types.size_align(ty);
            (size.bytes, size.align)
        };
        Some(Group::of(size(*key), size(*elem)).bytes)
    }

    fn captured_bytes(&self, ir: &Ir, v: V) -> u64 {
        let bytes = self.bytes(ir.var(v).ty);
        if bytes <= 128 { bytes.next_multiple_of(8) } else { 8 }
    }

    /// The object of the stack that a variable is, should it not escape; none if it lies in slots anyway.
    pub(super) fn local_variable(&self, ir: &Ir, v: V) -> Option<Local> {
        let var = ir.var(v);
        let obj = var.obj?;
        let known = self.checked.objects.var(obj)?;
        let is_shared = known.is_address_taken || known.is_captured || ir.is_in_range(v);
        let bytes = self.bytes(var.ty);
        let needs_memory = is_shared || bytes > SLOT_BYTES_MAX || has_array_in(self.types, var.ty);
        if !needs_memory || bytes == 0 || !self.is_free(var.ty) {
            return None;
        }
        let bytes = u32::try_from(bytes.checked_next_multiple_of(8)?).ok()?;
        Some(Local { what: What::Var(obj), literal: None, bytes, most: 0, is_passing: false })
    }

    /// Whether nothing in a value is known by its address to the machine, as locks are.
    fn is_free(&self, ty: Ty) -> bool {
        let types = &*self.types;
        if let Some(id) = types.as_named(ty)
            && let Some(pkg) = types.named(id).pkg
            && self.checked.packages.get(pkg.index()).is_some_and(|package| &*package.path == "sync")
        {
            return false;
        }
        match types.structure(ty) {
            Type::Array { elem, .. } => self.is_free(*elem),
            Type::Struct(fields) => fields.iter().all(|field| self.is_free(field.ty)),
            _ => true,
        }
    }
}

/// How many elements are made room for, if that is known.
fn capacity(ir: &Ir, n: N) -> Option<u32> {
    let of = *ir.node(n).own().last()?;
    let value = ir.node(ir.static_value(of));
    (value.op == Op::Lit && value.data < u32::MAX).then_some(value.data)
}

/// Whether a variable of the type has arrays in it whose elements no instruction reaches in slots.
fn has_array_in(types: &Types, ty: Ty) -> bool {
    let has_array = |ty: Ty| match types.structure(ty) {
        Type::Array { .. } => true,
        Type::Struct(fields) => {
            fields.iter().any(|field| has_array_in(types, field.ty) || is_array(types, field.ty))
        }
        _ => false,
    };
    match types.structure(ty) {
        Type::Array { elem, .. } => has_array(*elem),
        Type::Struct(_) => has_array(ty),
        _ => false,
    }
}

fn is_array(types: &Types, ty: Ty) -> bool {
    matches!(types.structure(ty), Type::Array { .. })
}
