//! What follows from an instruction's variant alone: how many `Arg`s belong to it, where it may jump, and which slots
//! it touches. For those who check or print code; the machine itself needs none of it.

use crate::code::{CaseDir, Program};
use crate::func::FuncId;
use crate::instr::{Instr, Slot};
use crate::types::{TypeId, TypeKind};

/// A run of slots that an instruction reads or writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// The first slot.
    pub slot: Slot,
    /// How many.
    pub words: u32,
    /// What is done with them.
    pub role: Role,
}

/// What an instruction does with slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It reads them.
    Read,
    /// It reads some, from the first one on; how many is not known from the instruction.
    ReadFrom,
    /// It writes all of them.
    Write,
    /// It writes some of them, or so many that are not known from the instruction.
    Part,
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
            | CopyBytes { .. }
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
            | AppendBuf { .. }
            | MoveSlice { .. }
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

    /// The slots it reads and writes, those it reads last of all; `args` are its `Arg`s.
    #[allow(clippy::too_many_lines, reason = "an arm for every form of operands; nothing to take apart")]
    pub fn slots(&self, program: &Program, args: &[u32]) -> Vec<Range> {
        let mut ranges = Vec::new();
        let mut add = |role: Role, slot: Slot, words: u32| ranges.push(Range { slot, words, role });
        let arg = args.first().copied().unwrap_or(0);
        let words = |t: TypeId| program.types.get(t.idx()).map_or(0, super::types::Type::words);
        let bytes = |n: u32| n.div_ceil(8);
        use Instr::*;
        use Role::*;
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
            | IntToF32 { d, a }
            | UintToF32 { d, a }
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
                add(Write, d, 1);
                add(Read, a, 1);
            }
            MovN { d, a, n } => {
                add(Write, d, u32::from(n));
                add(Read, a, u32::from(n));
            }
            Const { d, .. } | Imm { d, .. } | New { d, .. } | GLoad { d, .. } | FrameToken { d } => {
                add(Write, d, 1);
            }
            Zero { d, n } => add(Write, d, u32::from(n)),
            WordIndex { d, .. } => add(Write, d, 1),
            // The address there keeps nothing alive.
            Local { at, via: u16::MAX, .. } => add(Part, at, 1),
            Local { via, .. } => add(Read, via, 1),
            Recover { d } => add(Write, d, 2),
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
                add(Write, d, 1);
                add(Read, a, 1);
                add(Read, b, 1);
            }
            AddC { d, a, b }
            | SubC { d, a, b }
            | MulC { d, a, b }
            | DivC { d, a, b }
            | Concat { d, a, b } => {
                add(Write, d, 2);
                add(Read, a, 2);
                add(Read, b, 2);
            }
            EqC { d, a, b }
            | EqStr { d, a, b }
            | LtStr { d, a, b }
            | LeStr { d, a, b }
            | EqIface { d, a, b }
            | Copy { d, a, b } => {
                add(Write, d, 1);
                add(Read, a, 2);
                add(Read, b, 2);
            }
            EqVal { d, a, b } => {
                let n = words(TypeId(arg as u16));
                add(Write, d, 1);
                add(Read, a, n);
                add(Read, b, n);
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
            | Close { ch: a } => add(Read, a, 1),
            JmpEq { a, b, .. }
            | JmpNe { a, b, .. }
            | JmpLtS { a, b, .. }
            | JmpLeS { a, b, .. }
            | JmpLtU { a, b, .. }
            | JmpLeU { a, b, .. }
            | Store { a, b, .. }
            | Bounds { a, b } => {
                add(Read, a, 1);
                add(Read, b, 1);
            }
            LoadN { n, d, a, .. } => {
                add(Write, d, u32::from(n));
                add(Read, a, 1);
            }
            StoreN { n, a, b, .. } => {
                add(Read, a, 1);
                add(Read, b, u32::from(n));
            }
            LoadBytes { d, a } => {
                add(Write, d, bytes(arg));
                add(Read, a, 1);
            }
            StoreBytes { a, b } => {
                add(Read, a, 1);
                add(Read, b, bytes(arg));
            }
            CopyBytes { a, b } => {
                add(Read, a, 1);
                add(Read, b, 1);
            }
            SlotLoad { kind, d, a, off } => {
                add(Write, d, 1);
                add(Read, a, bytes(u32::from(off) + kind.bytes()));
            }
            SlotStore { kind, a, off, b } => {
                add(Part, a, bytes(u32::from(off) + kind.bytes()));
                add(Read, b, 1);
            }
            SlotLoadBytes { d, a, off } => {
                add(Write, d, bytes(arg));
                add(Read, a, bytes(u32::from(off).saturating_add(arg)));
            }
            SlotStoreBytes { a, off, b } => {
                add(Part, a, bytes(u32::from(off).saturating_add(arg)));
                add(Read, b, bytes(arg));
            }
            IndexStore { s, i, b, .. } => {
                add(Read, s, 2);
                add(Read, i, 1);
                add(Read, b, 1);
            }
            SlotIndexLoad { d, a, i, .. } => {
                add(Write, d, 1);
                add(ReadFrom, a, 1);
                add(Read, i, 1);
            }
            SlotIndexStore { a, i, b, .. } => {
                add(Part, a, 1);
                add(Read, i, 1);
                add(Read, b, 1);
            }
            SlotIndexLoadBytes { d, a, i } => {
                add(Write, d, bytes(arg));
                add(ReadFrom, a, 1);
                add(Read, i, 1);
            }
            SlotIndexStoreBytes { a, i, b } => {
                add(Part, a, 1);
                add(Read, i, 1);
                add(Read, b, bytes(arg));
            }
            IndexAddr { d, s, i } | IndexLoad { d, s, i, .. } | StrIndex { d, s, i } => {
                add(Write, d, 1);
                add(Read, s, 2);
                add(Read, i, 1);
            }
            Slice { d, a, i } => {
                add(Write, d, 3);
                add(Read, a, 3);
                add(Read, i, bound_words(arg));
            }
            SliceArray { d, a, i } => {
                add(Write, d, 3);
                add(Read, a, 1);
                add(Read, i, bound_words(arg));
            }
            SliceStr { d, a, i } => {
                add(Write, d, 2);
                add(Read, a, 2);
                add(Read, i, bound_words(arg));
            }
            MakeSlice { d, a, .. } => {
                add(Write, d, 3);
                add(Read, a, 2);
            }
            AppendSlice { d, a, b } => {
                add(Write, d, 3);
                add(Read, a, 3);
                add(Read, b, 3);
            }
            AppendRoom { d, a, n } => {
                add(Write, d, 3);
                add(Read, a, 3);
                add(Write, n, 1);
            }
            AppendBuf { steps, d, a, n } => {
                add(Write, d, 3);
                add(Read, a, 3);
                if !steps {
                    add(Read, n + 1, 1);
                }
                add(Write, n, if steps { 1 } else { 2 });
            }
            MoveSlice { a, n } => {
                add(Read, a, 3);
                add(Read, n + 1, 1);
                add(Write, a + 2, 1);
                add(Write, n + 1, 1);
            }
            AppendStr { d, a, b } => {
                add(Write, d, 3);
                add(Read, a, 3);
                add(Read, b, 2);
            }
            ClearSlice { a } => add(Read, a, 2),
            SliceToArray { d, a } => {
                add(Write, d, 1);
                add(Read, a, 2);
            }
            ConcatN { d, a, n } => {
                add(Write, d, 2);
                add(Read, a, 2 * u32::from(n));
            }
            StrFromRune { d, a } => {
                add(Write, d, 2);
                add(Read, a, 1);
            }
            StrFromBytes { d, a } | StrFromRunes { d, a } => {
                add(Write, d, 2);
                add(Read, a, 3);
            }
            BytesFromStr { d, a } | RunesFromStr { d, a } => {
                add(Write, d, 3);
                add(Read, a, 2);
            }
            StrRune { d, s, i } => {
                add(Write, d, 2);
                add(Read, s, 2);
                add(Read, i, 1);
            }
            MapGet { ok, d, m, k } => {
                let (key, elem) = match program.types.get(arg as usize).map(|t| &t.kind) {
                    Some(&TypeKind::Map { key, elem }) => (words(key), words(elem)),
                    _ => (0, 0),
                };
                add(Write, d, elem + u32::from(ok));
                add(Read, m, 1);
                add(Read, k, key);
            }
            MapSet { n, m, k, v } => {
                add(Read, m, 1);
                for (slot, words) in [(k, n & 15), (v, n >> 4)] {
                    add(if words < 15 { Read } else { ReadFrom }, slot, u32::from(words));
                }
            }
            MapDelete { m, k, n } => {
                add(Read, m, 1);
                add(Read, k, u32::from(n));
            }
            MapIter { it, m } => {
                add(Write, it, 4);
                add(Read, m, 1);
            }
            MapNext { it, k, v } => {
                for slot in [k, v] {
                    if slot != Slot::MAX {
                        add(Part, slot, 0);
                    }
                }
                add(Read, it, 4);
            }
            MakeIface { d, a, t } => {
                add(Write, d, 2);
                add(Read, a, words(t));
            }
            Assert { d, a, t } => {
                add(Write, d, words(t));
                add(Read, a, 2);
            }
            AssertOk { d, a, t } => {
                add(Write, d, words(t) + 1);
                add(Read, a, 2);
            }
            IsType { d, a, .. } => {
                add(Write, d, 1);
                add(Read, a, 2);
            }
            Call { base, f } => {
                let (results, params) = call_words(program, f);
                add(Write, base, results);
                add(Read, base.saturating_add(results as Slot), params);
            }
            Go { base, f } | Defer { base, f } => {
                let (results, params) = call_words(program, f);
                add(Read, base.saturating_add(results as Slot), params);
            }
            CallNative { base, native } => {
                let func = program.natives.get(usize::from(native));
                let (results, params) = func.map_or((0, 0), |f| (f.result_words, f.param_words));
                add(Write, base, u32::from(results));
                add(Read, base.saturating_add(results), u32::from(params));
            }
            CallClosure { results, base, f, params } => {
                add(Write, base, u32::from(results));
                add(Read, base.saturating_add(Slot::from(results)), u32::from(params));
                add(Read, f, 1);
            }
            GoClosure { results, base, f, params } | DeferClosure { results, base, f, params } => {
                add(Read, base.saturating_add(Slot::from(results)), u32::from(params));
                add(Read, f, 1);
            }
            CallIface { base, a, .. } => {
                add(ReadFrom, base, 1);
                add(Read, a, 2);
            }
            Closure { d, a, n } => {
                add(Write, d, 1);
                add(Read, a, u32::from(n));
            }
            Panic { a } => add(Read, a, 2),
            DeferAt { a } => add(Read, a, 1),
            Print { .. } => {
                for &arg in args {
                    add(Read, arg as Slot, words(TypeId((arg >> 16) as u16)));
                }
            }
            Send { ch, v, n } => {
                add(Read, ch, 1);
                add(Read, v, u32::from(n));
            }
            Recv { ok, d, ch, n } => {
                if d != Slot::MAX {
                    add(Write, d, u32::from(n) + u32::from(ok));
                }
                add(Read, ch, 1);
            }
            Select { d, k } => {
                add(Write, d, 1);
                for case in program.selects.get(k as usize).map_or(&[][..], |select| &select.cases) {
                    let role = if case.dir == CaseDir::Send { Read } else { Write };
                    if case.v != Slot::MAX {
                        add(role, case.v, u32::from(case.words));
                    }
                    if case.ok != Slot::MAX {
                        add(Write, case.ok, 1);
                    }
                    add(Read, case.ch, 1);
                }
            }
        }
        ranges
    }
}

/// Words of a function's results and of its parameters.
fn call_words(program: &Program, f: FuncId) -> (u32, u32) {
    program.funcs.get(f.idx()).map_or((0, 0), |f| (u32::from(f.result_words), u32::from(f.param_words)))
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
