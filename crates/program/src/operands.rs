//! What follows from an instruction's variant alone: how many `Arg`s belong to it, where it may jump, and which slots
//! it touches. For those who check or print code; the machine itself needs none of it.

use crate::code::Program;
use crate::instr::{Instr, Slot};
use crate::types::{TypeId, TypeKind};

/// A run of slots that an instruction reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first slot.
    pub slot: Slot,
    /// How many.
    pub words: u32,
}

impl Instr {
    /// How many `Arg`s follow the instruction.
    pub const fn arg_count(&self) -> u32 {
        use Instr::*;
        match *self {
            SliceArray { .. } => 2,
            Print { n, .. } | JmpTable { n, .. } => n as u32,
            EqVal { .. }
            | LoadBytes { .. }
            | StoreBytes { .. }
            | FieldAddr { .. }
            | GLoad { .. }
            | GStore { .. }
            | SlotLoadBytes { .. }
            | SlotStoreBytes { .. }
            | BoundsImm { .. }
            | IndexAddr { .. }
            | ElemAddr { .. }
            | SlotIndexLoadBytes { .. }
            | SlotIndexStoreBytes { .. }
            | Slice { .. }
            | SliceStr { .. }
            | AppendSlice { .. }
            | AppendRoom { .. }
            | Copy { .. }
            | ClearSlice { .. }
            | SliceToArray { .. }
            | MapGet { .. }
            | Assert { .. }
            | Closure { .. } => 1,
            _ => 0,
        }
    }

    /// The distance it may jump, counted from the instruction after it; those of a table are its `Arg`s.
    pub const fn jump(&self) -> Option<i32> {
        use Instr::*;
        match *self {
            Jmp { to } | JmpIf { to, .. } | JmpIfNot { to, .. } => Some(to),
            JmpEq { to, .. }
            | JmpNe { to, .. }
            | JmpLtS { to, .. }
            | JmpLeS { to, .. }
            | JmpLtU { to, .. }
            | JmpLeU { to, .. }
            | JmpEqImm { to, .. }
            | JmpNeImm { to, .. }
            | JmpLtImm { to, .. }
            | JmpLeImm { to, .. }
            | JmpGtImm { to, .. }
            | JmpGeImm { to, .. } => Some(to as i32),
            _ => None,
        }
    }

    /// Whether the instruction after it is never reached from it.
    pub const fn ends_block(&self) -> bool {
        use Instr::*;
        matches!(self, Jmp { .. } | Ret | RetDefer | Panic { .. } | Fault { .. })
    }

    /// The slots it touches, as far as the instruction and its `Arg`s tell; `args` are those `Arg`s.
    #[allow(clippy::too_many_lines, reason = "an arm for every form of operands; nothing to take apart")]
    pub fn slots(&self, program: &Program, args: &[u32]) -> Vec<Range> {
        let mut ranges = Vec::new();
        let mut add = |slot: Slot, words: u32| ranges.push(Range { slot, words });
        let arg = args.first().copied().unwrap_or(0);
        let words = |t: TypeId| program.types.get(t.idx()).map_or(0, super::types::Type::words);
        let bytes = |n: u32| n.div_ceil(8);
        use Instr::*;
        match *self {
            Arg(_) | Jmp { .. } | Ret | RetDefer | RunDefers | Fault { .. } => {}
            Mov { d, a }
            | AddImm { d, a, .. }
            | Neg { d, a }
            | Not { d, a }
            | Ext { d, a, .. }
            | NegF { d, a }
            | IntToF { d, a }
            | UintToF { d, a }
            | FToInt { d, a }
            | FToUint { d, a }
            | NotB { d, a }
            | Load { d, a, .. }
            | FieldAddr { d, a }
            | MapLen { d, m: a }
            | MakeMap { d, a, .. }
            | MakeChan { d, a, .. }
            | ChanLen { d, ch: a }
            | ChanCap { d, ch: a } => {
                add(d, 1);
                add(a, 1);
            }
            MovN { d, a, n } => {
                add(d, u32::from(n));
                add(a, u32::from(n));
            }
            Const { d, .. }
            | Imm { d, .. }
            | New { d, .. }
            | GLoad { d, .. }
            | Select { d, .. }
            | FrameToken { d } => add(d, 1),
            Zero { d, n } => add(d, u32::from(n)),
            Recover { d } => add(d, 2),
            Add { d, a, b }
            | Sub { d, a, b }
            | Mul { d, a, b }
            | DivS { d, a, b }
            | RemS { d, a, b }
            | DivU { d, a, b }
            | RemU { d, a, b }
            | And { d, a, b }
            | Or { d, a, b }
            | Xor { d, a, b }
            | AndNot { d, a, b }
            | Shl { d, a, b }
            | ShrS { d, a, b }
            | ShrU { d, a, b }
            | AddF { d, a, b }
            | SubF { d, a, b }
            | MulF { d, a, b }
            | DivF { d, a, b }
            | Eq { d, a, b }
            | Ne { d, a, b }
            | LtS { d, a, b }
            | LeS { d, a, b }
            | LtU { d, a, b }
            | LeU { d, a, b }
            | EqF { d, a, b }
            | LtF { d, a, b }
            | LeF { d, a, b }
            | ElemAddr { d, a, i: b } => {
                add(d, 1);
                add(a, 1);
                add(b, 1);
            }
            AddC { d, a, b }
            | SubC { d, a, b }
            | MulC { d, a, b }
            | DivC { d, a, b }
            | Concat { d, a, b } => {
                add(d, 2);
                add(a, 2);
                add(b, 2);
            }
            EqC { d, a, b }
            | EqStr { d, a, b }
            | LtStr { d, a, b }
            | LeStr { d, a, b }
            | EqIface { d, a, b }
            | Copy { d, a, b } => {
                add(d, 1);
                add(a, 2);
                add(b, 2);
            }
            EqVal { d, a, b } => {
                let n = words(TypeId(arg as u16));
                add(d, 1);
                add(a, n);
                add(b, n);
            }
            JmpIf { a, .. }
            | JmpIfNot { a, .. }
            | JmpEqImm { a, .. }
            | JmpNeImm { a, .. }
            | JmpLtImm { a, .. }
            | JmpLeImm { a, .. }
            | JmpGtImm { a, .. }
            | JmpGeImm { a, .. }
            | JmpTable { a, .. }
            | ShiftCheck { a }
            | NilCheck { a }
            | GStore { a, .. }
            | BoundsImm { a }
            | MapClear { m: a }
            | Close { ch: a } => add(a, 1),
            JmpEq { a, b, .. }
            | JmpNe { a, b, .. }
            | JmpLtS { a, b, .. }
            | JmpLeS { a, b, .. }
            | JmpLtU { a, b, .. }
            | JmpLeU { a, b, .. }
            | Store { a, b, .. }
            | Bounds { a, b } => {
                add(a, 1);
                add(b, 1);
            }
            LoadN { n, d, a, .. } => {
                add(d, u32::from(n));
                add(a, 1);
            }
            StoreN { n, a, b, .. } => {
                add(a, 1);
                add(b, u32::from(n));
            }
            LoadBytes { d, a } => {
                add(d, bytes(arg));
                add(a, 1);
            }
            StoreBytes { a, b } => {
                add(a, 1);
                add(b, bytes(arg));
            }
            SlotLoad { kind, d, a, off } => {
                add(d, 1);
                add(a, bytes(u32::from(off) + kind.bytes()));
            }
            SlotStore { kind, a, off, b } => {
                add(a, bytes(u32::from(off) + kind.bytes()));
                add(b, 1);
            }
            SlotLoadBytes { d, a, off } => {
                add(d, bytes(arg));
                add(a, bytes(u32::from(off).saturating_add(arg)));
            }
            SlotStoreBytes { a, off, b } => {
                add(a, bytes(u32::from(off).saturating_add(arg)));
                add(b, bytes(arg));
            }
            IndexAddr { d, s, i } | IndexLoad { d, s, i, .. } | IndexStore { s, i, b: d, .. } => {
                add(d, 1);
                add(s, 2);
                add(i, 1);
            }
            SlotIndexLoad { d, a, i, .. } | SlotIndexStore { a, i, b: d, .. } => {
                add(d, 1);
                add(a, 1);
                add(i, 1);
            }
            SlotIndexLoadBytes { d, a, i } | SlotIndexStoreBytes { a, i, b: d } => {
                add(d, bytes(arg));
                add(a, 1);
                add(i, 1);
            }
            StrIndex { d, s, i } => {
                add(d, 1);
                add(s, 2);
                add(i, 1);
            }
            Slice { d, a, i } => {
                add(d, 3);
                add(a, 3);
                add(i, bound_words(arg));
            }
            SliceArray { d, a, i } => {
                add(d, 3);
                add(a, 1);
                add(i, bound_words(arg));
            }
            SliceStr { d, a, i } => {
                add(d, 2);
                add(a, 2);
                add(i, bound_words(arg));
            }
            MakeSlice { d, a, .. } => {
                add(d, 3);
                add(a, 2);
            }
            AppendSlice { d, a, b } => {
                add(d, 3);
                add(a, 3);
                add(b, 3);
            }
            AppendRoom { d, a, n } => {
                add(d, 3);
                add(a, 3);
                add(n, 1);
            }
            AppendStr { d, a, b } => {
                add(d, 3);
                add(a, 3);
                add(b, 2);
            }
            ClearSlice { a } => add(a, 2),
            SliceToArray { d, a } => {
                add(d, 1);
                add(a, 2);
            }
            ConcatN { d, a, n } => {
                add(d, 2);
                add(a, 2 * u32::from(n));
            }
            StrFromRune { d, a } => {
                add(d, 2);
                add(a, 1);
            }
            StrFromBytes { d, a } | StrFromRunes { d, a } => {
                add(d, 2);
                add(a, 3);
            }
            BytesFromStr { d, a } | RunesFromStr { d, a } => {
                add(d, 3);
                add(a, 2);
            }
            StrRune { d, s, i } => {
                add(d, 2);
                add(s, 2);
                add(i, 1);
            }
            MapGet { ok, d, m, k } => {
                let (key, elem) = match program.types.get(arg as usize).map(|t| &t.kind) {
                    Some(&TypeKind::Map { key, elem }) => (words(key), words(elem)),
                    _ => (0, 0),
                };
                add(d, elem + u32::from(ok));
                add(m, 1);
                add(k, key);
            }
            MapSet { m, k, v } => {
                add(m, 1);
                add(k, 0);
                add(v, 0);
            }
            MapDelete { m, k } => {
                add(m, 1);
                add(k, 0);
            }
            MapIter { it, m } => {
                add(it, 2);
                add(m, 1);
            }
            MapNext { it, k, v } => {
                add(it, 2);
                for slot in [k, v] {
                    if slot != Slot::MAX {
                        add(slot, 0);
                    }
                }
            }
            MakeIface { d, a, t } => {
                add(d, 2);
                add(a, words(t));
            }
            Assert { d, a, t } => {
                add(d, words(t));
                add(a, 2);
            }
            AssertOk { d, a, t } => {
                add(d, words(t) + 1);
                add(a, 2);
            }
            IsType { d, a, .. } => {
                add(d, 1);
                add(a, 2);
            }
            Call { base, f } | Go { base, f } | Defer { base, f } => {
                let func = program.funcs.get(f.idx());
                add(base, func.map_or(0, |f| u32::from(f.result_words) + u32::from(f.param_words)));
            }
            CallNative { base, native } => {
                let func = program.natives.get(usize::from(native));
                add(base, func.map_or(0, |f| u32::from(f.result_words) + u32::from(f.param_words)));
            }
            CallClosure { base, f } | GoClosure { base, f } | DeferClosure { base, f } => {
                add(base, 0);
                add(f, 1);
            }
            CallIface { base, a, .. } => {
                add(base, 1);
                add(a, 2);
            }
            Closure { d, a, n } => {
                add(d, 1);
                add(a, u32::from(n));
            }
            Panic { a } => add(a, 2),
            DeferAt { a } => add(a, 1),
            Print { .. } => {
                for &arg in args {
                    add(arg as Slot, words(TypeId((arg >> 16) as u16)));
                }
            }
            Send { ch, v } => {
                add(ch, 1);
                add(v, 0);
            }
            Recv { ok, d, ch } => {
                add(ch, 1);
                if d != Slot::MAX {
                    add(d, u32::from(ok));
                }
            }
        }
        ranges
    }
}

/// Slots that hold the bounds of a slice expression: lo, and hi and max as the `Arg`'s flags say.
const fn bound_words(arg: u32) -> u32 {
    if arg & 2 != 0 {
        3
    } else if arg & 1 != 0 {
        2
    } else {
        1
    }
}
