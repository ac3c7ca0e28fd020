//! Instructions in the form in which the hot loop executes them: an operation and its operands in fixed places, at the
//! same place in the code as the instruction itself.
//!
//! Where two instructions that often follow each other do, the first one's operation is that of both: it goes on with
//! the operands of the second, which stays where it is, for those who jump to it. So a program counter, and what an
//! instruction costs, mean the same here and in [`Instr`].

use gopark_program::{Instr, MemKind, Program};

/// What to do. Named after the instruction, or the two instructions, that it stands for.
#[rustfmt::skip] // related ones on a line
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Code {
    /// The hot loop does not know it.
    Slow,
    Mov, Mov2, Mov3, MovN, Const, Imm, Zero,
    Add, Sub, Mul, DivS, RemS, DivU, RemU, And, Or, Xor, AndNot, Shl, ShrU, ShrS, ShiftCheck, AddImm, Neg, Not, Ext,
    AddF, SubF, MulF, DivF, NegF, IntToF, Sqrt,
    Eq, Ne, LtS, LeS, LtU, LeU, EqF, LtF, LeF, NotB,
    Jmp, JmpIf, JmpIfNot, JmpEq, JmpNe, JmpLtS, JmpLeS, JmpLtU, JmpLeU,
    JmpEqImm, JmpNeImm, JmpLtImm, JmpLeImm, JmpGtImm, JmpGeImm, JmpTable,
    Load, Load64, Load8, Store, Store64, Store8, LoadN, Load2, StoreN, Store2, GLoad, GStore,
    FieldAddr, NilCheck, IndexAddr, ElemAddr, Bounds, BoundsImm,
    IndexLoad, IndexLoad64, IndexLoad8, IndexStore, IndexStore64, IndexStore8, SlotIndexLoad64,
    MapGet, MapSet, Call, CallClosure, CallIface, Ret,
    // Two at once.
    MovMov, MovCall, MovRet, ImmRet, JmpGeImmMovRet, AddRet, AddImmCall, AddImmJmp, AddImmJmpLtS, AddImmJmpLeImm, AddImmJmpLtImm, AddImmJmpLeS, AddImmIndexLoad,
    ImmMul, ImmDivS, ImmRemS, ImmDivTwos, ImmRemTwos, ConstRemTwos, ImmAnd, ImmShl, ImmShrS, ImmShrU, XorAdd, MulAdd,
    LoadLoad, LoadMulF, MulFMulF, MulFAddF, MulFSubF, AddFStore, SubFStore, SubFLoad, AddFMulF, MovSqrt,
    IndexLoadJmpLtS, IndexLoadJmpLeS, IndexLoadIndexLoad, IndexAddrLoad2,
    // More: a loop that looks for an element, one that moves elements up, `i*n + k`, and `m[k] += n`.
    AddImmIndexLoadJmpLtS, IndexStoreAddImmJmpLtS, IndexLoadJmpLeSAddImmJmpLeS, IndexLoadJmpLtSJmpNeAddImmJmpLeS,
    ImmMulAddImm, MapGetAddImmMapSet,
}

/// An operation and its operands: up to three slots, or one or two and a number.
#[derive(Clone, Copy)]
pub struct Op {
    pub code: Code,
    /// A memory kind or a count.
    pub k: u8,
    pub a: u16,
    pub b: u16,
    pub c: u16,
}

impl Op {
    const fn new(code: Code, k: u8, a: u16, b: u16, c: u16) -> Self {
        Self { code, k, a, b, c }
    }

    const fn wide(code: Code, a: u16, number: u32) -> Self {
        Self { code, k: 0, a, b: number as u16, c: (number >> 16) as u16 }
    }

    /// The number in the place of `b` and `c`.
    #[inline(always)]
    pub const fn number(&self) -> u32 {
        self.b as u32 | (self.c as u32) << 16
    }

    /// The same, signed.
    #[inline(always)]
    pub const fn signed(&self) -> i32 {
        self.number().cast_signed()
    }

    /// `b`, signed.
    #[inline(always)]
    pub const fn imm(&self) -> i64 {
        self.b.cast_signed() as i64
    }

    /// The distance in `c`.
    #[inline(always)]
    pub const fn to(&self) -> i32 {
        self.c.cast_signed() as i32
    }
}

/// The memory kind with this number.
#[inline(always)]
pub const fn kind(k: u8) -> MemKind {
    match k {
        0 => MemKind::I8,
        1 => MemKind::I16,
        2 => MemKind::I32,
        4 => MemKind::U8,
        5 => MemKind::U16,
        6 => MemKind::U32,
        7 => MemKind::F32,
        _ => MemKind::W64,
    }
}

/// All instructions of a program.
pub fn ops(program: &Program) -> Vec<Op> {
    let mut ops: Vec<Op> = program.code.iter().map(|instr| op(program, instr)).collect();
    // Where a frame has objects of the stack, more is to be done when it returns.
    for func in program.funcs.iter().filter(|func| func.locals.1 > 0) {
        let code = ops[func.entry as usize..(func.entry + func.len) as usize].iter_mut();
        code.filter(|op| op.code == Code::Ret).for_each(|op| op.code = Code::Slow);
    }
    for at in 1..ops.len() {
        // What follows is still single, whatever it will be joined with.
        let rest = &ops[at - 1..];
        ops[at - 1].code =
            more(rest).unwrap_or_else(|| joined(program, rest[0], rest[1], rest.get(2).copied()));
    }
    ops
}

#[rustfmt::skip] // one line an instruction
fn op(program: &Program, instr: &Instr) -> Op {
    use Instr as I;
    macro_rules! three { ($code:ident, $d:expr, $a:expr, $b:expr) => { Op::new(Code::$code, 0, $d, $a, $b) }; }
    match *instr {
        I::Arg(arg) => Op::wide(Code::Slow, 0, arg),
        I::Mov { d, a } => three!(Mov, d, a, 0),
        I::MovN { d, a, n: 2 } => three!(Mov2, d, a, 0),
        I::MovN { d, a, n: 3 } => three!(Mov3, d, a, 0),
        I::MovN { d, a, n } => three!(MovN, d, a, n),
        I::Const { d, k } => Op::wide(Code::Const, d, k),
        I::Imm { d, imm } => Op::wide(Code::Imm, d, imm.cast_unsigned()),
        I::Zero { d, n } => three!(Zero, d, n, 0),
        I::Add { d, a, b } => three!(Add, d, a, b),
        I::Sub { d, a, b } => three!(Sub, d, a, b),
        I::Mul { d, a, b } => three!(Mul, d, a, b),
        I::DivS { d, a, b } => three!(DivS, d, a, b),
        I::RemS { d, a, b } => three!(RemS, d, a, b),
        I::DivU { d, a, b } => three!(DivU, d, a, b),
        I::RemU { d, a, b } => three!(RemU, d, a, b),
        I::And { d, a, b } => three!(And, d, a, b),
        I::Or { d, a, b } => three!(Or, d, a, b),
        I::Xor { d, a, b } => three!(Xor, d, a, b),
        I::AndNot { d, a, b } => three!(AndNot, d, a, b),
        I::Shl { d, a, b } => three!(Shl, d, a, b),
        I::ShrU { d, a, b } => three!(ShrU, d, a, b),
        I::ShrS { d, a, b } => three!(ShrS, d, a, b),
        I::ShiftCheck { a } => three!(ShiftCheck, a, 0, 0),
        I::AddImm { d, a, imm } => Op::new(Code::AddImm, 0, d, imm.cast_unsigned(), a),
        I::Neg { d, a } => three!(Neg, d, a, 0),
        I::Not { d, a } => three!(Not, d, a, 0),
        I::Ext { d, a, kind } => Op::new(Code::Ext, kind as u8, d, a, 0),
        I::AddF { d, a, b } => three!(AddF, d, a, b),
        I::SubF { d, a, b } => three!(SubF, d, a, b),
        I::MulF { d, a, b } => three!(MulF, d, a, b),
        I::DivF { d, a, b } => three!(DivF, d, a, b),
        I::NegF { d, a } => three!(NegF, d, a, 0),
        I::IntToF { d, a } => three!(IntToF, d, a, 0),
        I::Eq { d, a, b } => three!(Eq, d, a, b),
        I::Ne { d, a, b } => three!(Ne, d, a, b),
        I::LtS { d, a, b } => three!(LtS, d, a, b),
        I::LeS { d, a, b } => three!(LeS, d, a, b),
        I::LtU { d, a, b } => three!(LtU, d, a, b),
        I::LeU { d, a, b } => three!(LeU, d, a, b),
        I::EqF { d, a, b } => three!(EqF, d, a, b),
        I::LtF { d, a, b } => three!(LtF, d, a, b),
        I::LeF { d, a, b } => three!(LeF, d, a, b),
        I::NotB { d, a } => three!(NotB, d, a, 0),
        I::Jmp { to } => Op::wide(Code::Jmp, 0, to.cast_unsigned()),
        I::JmpIf { a, to } => Op::wide(Code::JmpIf, a, to.cast_unsigned()),
        I::JmpIfNot { a, to } => Op::wide(Code::JmpIfNot, a, to.cast_unsigned()),
        I::JmpEq { a, b, to } => three!(JmpEq, a, b, to.cast_unsigned()),
        I::JmpNe { a, b, to } => three!(JmpNe, a, b, to.cast_unsigned()),
        I::JmpLtS { a, b, to } => three!(JmpLtS, a, b, to.cast_unsigned()),
        I::JmpLeS { a, b, to } => three!(JmpLeS, a, b, to.cast_unsigned()),
        I::JmpLtU { a, b, to } => three!(JmpLtU, a, b, to.cast_unsigned()),
        I::JmpLeU { a, b, to } => three!(JmpLeU, a, b, to.cast_unsigned()),
        I::JmpEqImm { a, imm, to } => three!(JmpEqImm, a, imm.cast_unsigned(), to.cast_unsigned()),
        I::JmpNeImm { a, imm, to } => three!(JmpNeImm, a, imm.cast_unsigned(), to.cast_unsigned()),
        I::JmpLtImm { a, imm, to } => three!(JmpLtImm, a, imm.cast_unsigned(), to.cast_unsigned()),
        I::JmpLeImm { a, imm, to } => three!(JmpLeImm, a, imm.cast_unsigned(), to.cast_unsigned()),
        I::JmpGtImm { a, imm, to } => three!(JmpGtImm, a, imm.cast_unsigned(), to.cast_unsigned()),
        I::JmpGeImm { a, imm, to } => three!(JmpGeImm, a, imm.cast_unsigned(), to.cast_unsigned()),
        I::Load { kind: MemKind::W64, d, a, off } => three!(Load64, d, a, off),
        I::Load { kind: MemKind::U8, d, a, off } => three!(Load8, d, a, off),
        I::Load { kind, d, a, off } => Op::new(Code::Load, kind as u8, d, a, off),
        I::Store { kind: MemKind::W64, a, off, b } => three!(Store64, b, a, off),
        I::Store { kind: MemKind::U8, a, off, b } => three!(Store8, b, a, off),
        I::Store { kind, a, off, b } => Op::new(Code::Store, kind as u8, b, a, off),
        I::LoadN { n: 1, d, a, off } => three!(Load64, d, a, off),
        I::LoadN { n: 2, d, a, off } => three!(Load2, d, a, off),
        I::LoadN { n, d, a, off } => Op::new(Code::LoadN, n, d, a, off),
        I::StoreN { n: 1, a, off, b } => three!(Store64, b, a, off),
        I::StoreN { n: 2, a, off, b } => three!(Store2, b, a, off),
        I::StoreN { n, a, off, b } => Op::new(Code::StoreN, n, b, a, off),
        I::GLoad { kind, d } => Op::new(Code::GLoad, kind as u8, d, 0, 0),
        I::GStore { kind, a } => Op::new(Code::GStore, kind as u8, a, 0, 0),
        I::FieldAddr { d, a } => three!(FieldAddr, d, a, 0),
        I::NilCheck { a } => three!(NilCheck, a, 0, 0),
        I::Bounds { a, b } => three!(Bounds, a, b, 0),
        I::BoundsImm { a } => three!(BoundsImm, a, 0, 0),
        I::IndexAddr { d, s, i } => three!(IndexAddr, d, s, i),
        I::ElemAddr { d, a, i } => three!(ElemAddr, d, a, i),
        I::IndexLoad { kind: MemKind::W64, d, s, i } => three!(IndexLoad64, d, s, i),
        I::IndexLoad { kind: MemKind::U8, d, s, i } | I::StrIndex { d, s, i } => three!(IndexLoad8, d, s, i),
        I::IndexLoad { kind, d, s, i } => Op::new(Code::IndexLoad, kind as u8, d, s, i),
        I::IndexStore { kind: MemKind::W64, s, i, b } => three!(IndexStore64, b, s, i),
        I::IndexStore { kind: MemKind::U8, s, i, b } => three!(IndexStore8, b, s, i),
        I::IndexStore { kind, s, i, b } => Op::new(Code::IndexStore, kind as u8, b, s, i),
        I::SlotIndexLoad { kind: MemKind::W64, d, a, i } => three!(SlotIndexLoad64, d, a, i),
        I::Call { base, f } => Op::wide(Code::Call, base, f.0),
        I::CallClosure { base, f, .. } => three!(CallClosure, base, f, 0),
        I::CallIface { base, a, method } => three!(CallIface, base, a, method),
        I::CallNative { base, native } if program.natives[usize::from(native)].name == "math.Sqrt" => three!(Sqrt, base, 0, 0),
        I::MapGet { ok, d, m, k } => Op::new(Code::MapGet, u8::from(ok), d, m, k),
        I::MapSet { m, k, v, .. } => three!(MapSet, v, m, k),
        I::Ret => three!(Ret, 0, 0, 0),
        I::JmpTable { a, n } => three!(JmpTable, a, n, 0),
        _ => three!(Slow, 0, 0, 0),
    }
}

/// The operation for more than two instructions.
fn more(ops: &[Op]) -> Option<Code> {
    use Code as C;
    let mut codes = [C::Slow; 5];
    codes.iter_mut().zip(ops).for_each(|(code, op)| *code = op.code);
    Some(match codes {
        [C::IndexLoad64, C::JmpLtS, C::JmpNe, C::AddImm, C::JmpLeS] => C::IndexLoadJmpLtSJmpNeAddImmJmpLeS,
        [C::IndexLoad64, C::JmpLeS, C::AddImm, C::JmpLeS, _] => C::IndexLoadJmpLeSAddImmJmpLeS,
        [C::AddImm, C::IndexLoad64, C::JmpLtS, ..] => C::AddImmIndexLoadJmpLtS,
        [C::IndexStore64, C::AddImm, C::JmpLtS, ..] => C::IndexStoreAddImmJmpLtS,
        [C::JmpGeImm, C::Mov, C::Ret, ..] => C::JmpGeImmMovRet,
        [C::Imm, C::Mul, C::AddImm, ..] if takes_number(ops[0], ops[1]) => C::ImmMulAddImm,
        [C::MapGet, _, C::AddImm, C::MapSet, _] if is_map_add(ops[0], ops[2], ops[3]) => {
            C::MapGetAddImmMapSet
        }
        _ => return None,
    })
}

/// They are `m[k] += n`.
fn is_map_add(get: Op, add: Op, set: Op) -> bool {
    let is_apart = |slot| ![get.b, get.c, get.c + 1].contains(&slot);
    let is_one = (get.k, get.a, get.b, get.c, add.a) == (0, add.c, set.b, set.c, set.a);
    is_one && is_apart(get.a) && is_apart(add.a)
}

/// The second computes with the number that the first has put into its last operand.
fn takes_number(first: Op, second: Op) -> bool {
    matches!(first.code, Code::Imm | Code::Const) && second.c == first.a && second.b != first.a
}

/// The operation for the first and what follows, when there is one for both; else the first one's own. `third` follows
/// an instruction with an `Arg`.
#[rustfmt::skip] // one line a pair
fn joined(program: &Program, first: Op, second: Op, third: Option<Op>) -> Code {
    use Code as C;
    let takes_number = takes_number(first, second);
    let divides = takes_number && !matches!(first.signed(), 0 | -1);
    // What is divided by a power of two takes no division.
    let divides_twos = |number: i64| takes_number && number > 1 && number.count_ones() == 1;
    let constant = || program.consts.get(first.number() as usize).map_or(0, |word| word.cast_signed());
    match (first.code, second.code) {
        (C::Mov, C::Mov) => C::MovMov,
        (C::Mov, C::Call) => C::MovCall,
        (C::Mov, C::Sqrt) => C::MovSqrt,
        (C::Mov, C::Ret) => C::MovRet,
        (C::Imm, C::Ret) => C::ImmRet,
        (C::Add, C::Ret) => C::AddRet,
        (C::AddImm, C::Call) => C::AddImmCall,
        (C::AddImm, C::Jmp) => C::AddImmJmp,
        (C::AddImm, C::JmpLtS) => C::AddImmJmpLtS,
        (C::AddImm, C::JmpLeS) => C::AddImmJmpLeS,
        (C::AddImm, C::IndexLoad64) => C::AddImmIndexLoad,
        (C::AddImm, C::JmpLeImm) => C::AddImmJmpLeImm,
        (C::AddImm, C::JmpLtImm) => C::AddImmJmpLtImm,
        (C::Imm, C::Mul) if takes_number => C::ImmMul,
        (C::Imm, C::DivS) if divides_twos(first.signed().into()) => C::ImmDivTwos,
        (C::Imm, C::RemS) if divides_twos(first.signed().into()) => C::ImmRemTwos,
        (C::Const, C::RemS) if divides_twos(constant()) => C::ConstRemTwos,
        (C::Imm, C::DivS) if divides => C::ImmDivS,
        (C::Imm, C::RemS) if divides => C::ImmRemS,
        (C::Imm, C::And) if takes_number => C::ImmAnd,
        (C::Imm, C::Shl) if takes_number && first.number() < 64 => C::ImmShl,
        (C::Imm, C::ShrS) if takes_number && first.number() < 64 => C::ImmShrS,
        (C::Imm, C::ShrU) if takes_number && first.number() < 64 => C::ImmShrU,
        (C::Xor, C::Add) => C::XorAdd,
        (C::Mul, C::Add) => C::MulAdd,
        (C::Load64, C::Load64) => C::LoadLoad,
        (C::Load64, C::MulF) => C::LoadMulF,
        (C::MulF, C::MulF) => C::MulFMulF,
        (C::MulF, C::AddF) => C::MulFAddF,
        (C::MulF, C::SubF) => C::MulFSubF,
        (C::AddF, C::MulF) => C::AddFMulF,
        (C::AddF, C::Store64) => C::AddFStore,
        (C::SubF, C::Store64) => C::SubFStore,
        (C::SubF, C::Load64) => C::SubFLoad,
        (C::IndexLoad64, C::JmpLtS) => C::IndexLoadJmpLtS,
        (C::IndexLoad64, C::JmpLeS) => C::IndexLoadJmpLeS,
        (C::IndexLoad64, C::IndexLoad64) => C::IndexLoadIndexLoad,
        (C::IndexAddr, _) if third.is_some_and(|third| third.code == C::Load2) => C::IndexAddrLoad2,
        _ => first.code,
    }
}
