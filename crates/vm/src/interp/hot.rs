//! The loop that runs nearly everything. It borrows what it needs once and allocates nothing; an instruction that it
//! cannot finish it hands over untouched.
//!
//! An instruction takes a nanosecond, so the fuel and the program counter change together as long as nothing jumps. The
//! loop therefore counts nothing; it keeps the place at which the fuel would be used up, `dry`, and jumps move both.

use gopark_program::{FuncId, MEMORY_BASE, MemKind};
use gopark_trace::{PId, Sink};

use super::last_map::LastMap;
use super::{Exit, Machine, Place};
use crate::cost;
use crate::float;
use crate::form::cut;
use crate::map_use::MapUse;
use crate::memory::Memory;
use crate::op::{Code, Op, kind};
use crate::tables::{self, Callee};
use crate::task::{Frame, Link, STACK_GUARD_BYTES, Task, WINDOW, Window};

const _: () = assert!(cost::INSTR_NS == 1, "a place in the code is a nanosecond");

#[inline(always)]
fn get(w: &Window, slot: u16) -> u64 {
    w[usize::from(slot)]
}

#[inline(always)]
fn int(w: &Window, slot: u16) -> i64 {
    get(w, slot).cast_signed()
}

#[inline(always)]
fn float(w: &Window, slot: u16) -> f64 {
    f64::from_bits(get(w, slot))
}

#[inline(always)]
fn set(w: &mut Window, slot: u16, word: u64) {
    w[usize::from(slot)] = word;
}

#[inline(always)]
fn mov(w: &mut Window, op: &Op) {
    set(w, op.a, get(w, op.b));
}

#[inline(always)]
fn imm(w: &mut Window, op: &Op) {
    set(w, op.a, i64::from(op.signed()).cast_unsigned());
}

#[inline(always)]
fn add_imm(w: &mut Window, op: &Op) {
    set(w, op.a, get(w, op.c).wrapping_add_signed(op.imm()));
}

#[inline(always)]
fn words(w: &mut Window, op: &Op, compute: impl Fn(u64, u64) -> u64) {
    set(w, op.a, compute(get(w, op.b), get(w, op.c)));
}

#[inline(always)]
fn ints(w: &mut Window, op: &Op, compute: impl Fn(i64, i64) -> i64) {
    set(w, op.a, compute(int(w, op.b), int(w, op.c)).cast_unsigned());
}

/// The second of two instructions, the first of which put `number` into its last operand.
#[inline(always)]
fn with_number(w: &mut Window, first: &Op, second: &Op, compute: impl Fn(i64, i64) -> i64) {
    imm(w, first);
    set(w, second.a, compute(int(w, second.b), i64::from(first.signed())).cast_unsigned());
}

/// What is added to `a` before it is divided by a power of two, since quotients are rounded towards zero.
#[inline(always)]
const fn rounding(a: i64, twos: i64) -> i64 {
    (a >> 63) & (twos - 1)
}

/// The remainder of `a` by a power of two.
#[inline(always)]
const fn rem_twos(a: i64, twos: i64) -> i64 {
    let rounding = rounding(a, twos);
    ((a + rounding) & (twos - 1)) - rounding
}

#[inline(always)]
fn is(w: &mut Window, op: &Op, holds: impl Fn(u64, u64) -> bool) {
    words(w, op, |a, b| u64::from(holds(a, b)));
}

#[inline(always)]
fn is_int(w: &mut Window, op: &Op, holds: impl Fn(i64, i64) -> bool) {
    ints(w, op, |a, b| i64::from(holds(a, b)));
}

#[inline(always)]
fn is_float(w: &mut Window, op: &Op, holds: impl Fn(f64, f64) -> bool) {
    set(w, op.a, u64::from(holds(float(w, op.b), float(w, op.c))));
}

#[inline(always)]
fn floats(w: &mut Window, op: &Op, compute: impl Fn(f64, f64) -> f64) {
    let (a, b) = (float(w, op.b), float(w, op.c));
    set(w, op.a, float::bits_of(compute(a, b), a, b));
}

#[inline(always)]
fn shift(count: u64) -> u32 {
    count.min(64) as u32
}

/// The address that a load or store names.
#[inline(always)]
fn addr(w: &Window, op: &Op) -> u64 {
    get(w, op.b).wrapping_add(u64::from(op.c))
}

/// The address of element `c` of the slice in slot `b`, when it is there.
#[inline(always)]
fn element(w: &Window, op: &Op, bytes: u64) -> Option<u64> {
    let i = get(w, op.c);
    (i < get(w, op.b + 1)).then(|| get(w, op.b).wrapping_add(i.wrapping_mul(bytes)))
}

impl<S: Sink> Machine<'_, S> {
    /// Executes until something has to be done slowly.
    pub(super) fn hot(&mut self) -> Exit {
        run(
            &self.tables,
            &self.program.consts,
            (&mut self.vm.mem, &mut self.vm.map_use, self.p),
            self.task,
            &mut self.place,
        )
    }
}

#[rustfmt::skip] // one line an instruction
#[expect(clippy::too_many_lines, reason = "one line an instruction")]
#[inline(never)]
fn run(code: &tables::Code, consts: &[u64], (memory, map_use, p): (&mut Memory, &mut MapUse, PId), task: &mut Task, place: &mut Place) -> Exit {
    let ops = &code.ops[..];
    let callees = &code.callees[..];
    let methods = &code.methods;
    let (mut pc, mut base) = (place.pc, place.base);
    let mut dry = place.fuel + pc as i64;
    let mut last_map = LastMap::NONE;
    let Task { words: stack, frames, own, reach, .. } = task;
    let stack = &mut stack[..];
    // Bytes of its Go stack that further calls may take.
    let whole = own.stack_bytes.cast_signed() - STACK_GUARD_BYTES.cast_signed();
    let mut left = whole - own.stack_used.cast_signed();
    let exit = 'run: loop {
        let Some(w) = stack.get_mut(base..).and_then(<[u64]>::first_chunk_mut::<WINDOW>) else {
            break Exit::Room;
        };
        macro_rules! jump {
            ($to:expr) => {{
                let to = $to;
                pc = pc.wrapping_add_signed(to as isize);
                dry += i64::from(to);
                if to < 0 && pc as i64 >= dry {
                    break 'run Exit::Safepoint(false);
                }
            }};
        }
        macro_rules! slow { () => { break 'run Exit::Slow }; }
        macro_rules! skip_arg { () => {{ pc += 1; dry += 1; }}; }
        macro_rules! branch { ($op:expr, $is:expr) => { if $is { jump!($op.to()) } }; }
        macro_rules! put { ($op:expr, $word:expr) => { if let Some(word) = $word { set(w, $op.a, word) } else { slow!() } }; }
        macro_rules! done { ($done:expr) => { if $done.is_none() { slow!() } }; }
        macro_rules! next { () => {{ let op = &ops[pc]; pc += 1; op }}; }
        macro_rules! load { ($op:expr, $kind:expr) => { put!($op, memory.load($kind, addr(w, $op))) }; }
        macro_rules! store { ($op:expr, $kind:expr) => { done!(memory.store($kind, addr(w, $op), get(w, $op.a))) }; }
        macro_rules! index_load {
            ($op:expr, $kind:expr) => { put!($op, element(w, $op, u64::from($kind.bytes())).and_then(|addr| memory.load($kind, addr))) };
        }
        macro_rules! index_store {
            ($op:expr, $kind:expr) => { done!(element(w, $op, u64::from($kind.bytes())).and_then(|addr| memory.store($kind, addr, get(w, $op.a)))) };
        }
        macro_rules! load_words {
            ($op:expr, $n:expr) => {{
                let (addr, d) = (addr(w, $op), usize::from($op.a));
                let Some(slots) = w.get_mut(d..d + $n) else { slow!() };
                done!(memory.load_words(addr, slots));
            }};
        }
        macro_rules! store_words {
            ($op:expr, $n:expr) => {{
                let (addr, b) = (addr(w, $op), usize::from($op.a));
                let Some(slots) = w.get(b..b + $n) else { slow!() };
                done!(memory.store_words(addr, slots));
            }};
        }
        macro_rules! call {
            ($b:expr, $f:expr, $prepare:expr) => {{
                let f: FuncId = $f;
                let Some(callee) = callees.get(f.idx()) else { slow!() };
                let rest = left - callee.stack_bytes.cast_signed();
                if rest < 0 { slow!() }
                let Some(frame) = frames.last_mut() else { slow!() };
                frame.pc = pc as u32;
                $prepare(callee);
                base += usize::from($b);
                frames.push(Frame { pc: callee.entry, base: base as u32, func: f, link: Link::Call });
                left = rest;
                let end = base as u32 + callee.frame_words;
                if end > *reach { *reach = end }
                dry += i64::from(callee.entry) - pc as i64;
                pc = callee.entry as usize;
                if pc as i64 >= dry { break 'run Exit::Safepoint(true); }
                continue 'run;
            }};
        }
        macro_rules! ret {
            () => {{
                let [.., caller, frame] = &frames[..] else { slow!() };
                if frame.link != Link::Call { slow!() }
                left += callees[frame.func.idx()].stack_bytes.cast_signed();
                dry += i64::from(caller.pc) - pc as i64;
                (pc, base) = (caller.pc as usize, caller.base as usize);
                frames.pop();
                continue 'run;
            }};
        }
        loop {
            let op = next!();
            match op.code {
                Code::Slow => slow!(),
                Code::Mov => mov(w, op),
                Code::Mov2 => { let (a, b) = (get(w, op.b), get(w, op.b + 1)); set(w, op.a, a); set(w, op.a + 1, b); }
                Code::Mov3 => { let (a, b, c) = (get(w, op.b), get(w, op.b + 1), get(w, op.b + 2)); set(w, op.a, a); set(w, op.a + 1, b); set(w, op.a + 2, c); }
                Code::MovN => w.copy_within(usize::from(op.b)..usize::from(op.b) + usize::from(op.c), usize::from(op.a)),
                Code::Const => set(w, op.a, consts[op.number() as usize]),
                Code::Imm => imm(w, op),
                Code::Zero => w[usize::from(op.a)..usize::from(op.a) + usize::from(op.b)].fill(0),
                Code::Add => words(w, op, u64::wrapping_add),
                Code::Sub => words(w, op, u64::wrapping_sub),
                Code::Mul => words(w, op, u64::wrapping_mul),
                Code::DivS => { if get(w, op.c) == 0 { slow!() } ints(w, op, i64::wrapping_div); }
                Code::RemS => { if get(w, op.c) == 0 { slow!() } ints(w, op, i64::wrapping_rem); }
                Code::DivU => put!(op, get(w, op.b).checked_div(get(w, op.c))),
                Code::RemU => put!(op, get(w, op.b).checked_rem(get(w, op.c))),
                Code::And => words(w, op, |a, b| a & b),
                Code::Or => words(w, op, |a, b| a | b),
                Code::Xor => words(w, op, |a, b| a ^ b),
                Code::AndNot => words(w, op, |a, b| a & !b),
                Code::Shl => words(w, op, |a, b| a.checked_shl(shift(b)).unwrap_or(0)),
                Code::ShrU => words(w, op, |a, b| a.checked_shr(shift(b)).unwrap_or(0)),
                Code::ShrS => ints(w, op, |a, b| a >> shift(b.cast_unsigned()).min(63)),
                Code::ShiftCheck => { if int(w, op.a) < 0 { slow!() } }
                Code::AddImm => add_imm(w, op),
                Code::Neg => set(w, op.a, get(w, op.b).wrapping_neg()),
                Code::Not => set(w, op.a, !get(w, op.b)),
                Code::Ext => set(w, op.a, cut(kind(op.k), get(w, op.b))),
                Code::AddF => floats(w, op, |a, b| a + b),
                Code::SubF => floats(w, op, |a, b| a - b),
                Code::MulF => floats(w, op, |a, b| a * b),
                Code::DivF => floats(w, op, |a, b| a / b),
                Code::NegF => set(w, op.a, (-float(w, op.b)).to_bits()),
                Code::IntToF => set(w, op.a, (int(w, op.b) as f64).to_bits()),
                Code::Sqrt => { let x = float(w, op.a + 1); set(w, op.a, float::bits_of(x.sqrt(), x, x)); }
                Code::Eq => is(w, op, |a, b| a == b),
                Code::Ne => is(w, op, |a, b| a != b),
                Code::LtS => is_int(w, op, |a, b| a < b),
                Code::LeS => is_int(w, op, |a, b| a <= b),
                Code::LtU => is(w, op, |a, b| a < b),
                Code::LeU => is(w, op, |a, b| a <= b),
                Code::EqF => is_float(w, op, |a, b| a == b),
                Code::LtF => is_float(w, op, |a, b| a < b),
                Code::LeF => is_float(w, op, |a, b| a <= b),
                Code::NotB => set(w, op.a, get(w, op.b) ^ 1),
                Code::Jmp => jump!(op.signed()),
                Code::JmpIf => { if get(w, op.a) != 0 { jump!(op.signed()) } }
                Code::JmpIfNot => { if get(w, op.a) == 0 { jump!(op.signed()) } }
                Code::JmpEq => branch!(op, get(w, op.a) == get(w, op.b)),
                Code::JmpNe => branch!(op, get(w, op.a) != get(w, op.b)),
                Code::JmpLtS => branch!(op, int(w, op.a) < int(w, op.b)),
                Code::JmpLeS => branch!(op, int(w, op.a) <= int(w, op.b)),
                Code::JmpLtU => branch!(op, get(w, op.a) < get(w, op.b)),
                Code::JmpLeU => branch!(op, get(w, op.a) <= get(w, op.b)),
                Code::JmpEqImm => branch!(op, int(w, op.a) == op.imm()),
                Code::JmpNeImm => branch!(op, int(w, op.a) != op.imm()),
                Code::JmpLtImm => branch!(op, int(w, op.a) < op.imm()),
                Code::JmpLeImm => branch!(op, int(w, op.a) <= op.imm()),
                Code::JmpGtImm => branch!(op, int(w, op.a) > op.imm()),
                Code::JmpGeImm => branch!(op, int(w, op.a) >= op.imm()),
                Code::Load => load!(op, kind(op.k)),
                Code::Load64 => load!(op, MemKind::W64),
                Code::Load8 => load!(op, MemKind::U8),
                Code::Store => store!(op, kind(op.k)),
                Code::Store64 => store!(op, MemKind::W64),
                Code::Store8 => store!(op, MemKind::U8),
                Code::LoadN => load_words!(op, usize::from(op.k)),
                Code::Load2 => load_words!(op, 2),
                Code::StoreN => store_words!(op, usize::from(op.k)),
                Code::Store2 => store_words!(op, 2),
                Code::GLoad => { put!(op, memory.load(kind(op.k), MEMORY_BASE + u64::from(ops[pc].number()))); skip_arg!(); }
                Code::GStore => { done!(memory.store(kind(op.k), MEMORY_BASE + u64::from(ops[pc].number()), get(w, op.a))); skip_arg!(); }
                Code::FieldAddr => {
                    let from = get(w, op.b);
                    if from < MEMORY_BASE { slow!() }
                    set(w, op.a, from.wrapping_add(u64::from(ops[pc].number())));
                    skip_arg!();
                }
                Code::NilCheck => { if get(w, op.a) < MEMORY_BASE { slow!() } }
                Code::IndexAddr => { put!(op, element(w, op, u64::from(ops[pc].number()))); skip_arg!(); }
                Code::ElemAddr => { set(w, op.a, get(w, op.b).wrapping_add(get(w, op.c).wrapping_mul(u64::from(ops[pc].number())))); skip_arg!(); }
                Code::Bounds => { if get(w, op.a) >= get(w, op.b) { slow!() } }
                Code::BoundsImm => { if get(w, op.a) >= u64::from(ops[pc].number()) { slow!() } skip_arg!(); }
                Code::IndexLoad => { let kind = kind(op.k); index_load!(op, kind); }
                Code::IndexLoad64 => index_load!(op, MemKind::W64),
                Code::IndexLoad8 => index_load!(op, MemKind::U8),
                Code::IndexStore => { let kind = kind(op.k); index_store!(op, kind); }
                Code::IndexStore64 => index_store!(op, MemKind::W64),
                Code::IndexStore8 => index_store!(op, MemKind::U8),
                Code::SlotIndexLoad64 => put!(op, w.get(usize::from(op.b) + get(w, op.c) as usize).copied()),
                Code::JmpTable => {
                    let (value, n) = (get(w, op.a), usize::from(op.b));
                    let to = if value < n as u64 { ops[pc + value as usize].signed() } else { 0 };
                    pc += n;
                    dry += n as i64;
                    // As its family in `slow` has it, it is no place to stop at.
                    pc = pc.wrapping_add_signed(to as isize);
                    dry += i64::from(to);
                }
                Code::MapGet => { done!(last_map.get(memory, (&code.maps, map_use, p), w, op)); skip_arg!(); dry -= cost::MAP_NS; }
                Code::MapSet => { done!(last_map.set(memory, (&code.maps, map_use, p), w, op)); dry -= cost::MAP_NS; }
                Code::MapGetAddImmMapSet => match last_map.add(memory, (&code.maps, map_use, p), w, (op, &ops[pc + 1])) {
                    Some(true) => { pc += 3; dry += 1 - 2 * cost::MAP_NS; }
                    Some(false) => { skip_arg!(); dry -= cost::MAP_NS; }
                    None => slow!(),
                },
                Code::Call => call!(op.a, FuncId(op.number()), |_: &Callee| {}),
                Code::CallClosure => {
                    let closure = get(w, op.b);
                    let Some(f) = memory.word(closure).and_then(|word| u32::try_from(word).ok()) else { slow!() };
                    call!(op.a, FuncId(f), |callee: &Callee| {
                        if callee.closure_slot != u16::MAX { set(w, op.a + callee.closure_slot, closure) }
                    })
                }
                Code::CallIface => {
                    let (type_word, data) = (get(w, op.b), get(w, op.b + 1));
                    let Some(f) = methods.find(type_word, op.c) else { slow!() };
                    call!(op.a, f, |callee: &Callee| {
                        set(w, op.a + callee.result_words, data);
                        dry -= cost::IFACE_CALL_NS;
                    })
                }
                Code::Ret => ret!(),

                Code::MovMov => { mov(w, op); mov(w, next!()); }
                Code::MovCall => { mov(w, op); let op = next!(); call!(op.a, FuncId(op.number()), |_: &Callee| {}) }
                Code::MovSqrt => { mov(w, op); let op = next!(); let x = float(w, op.a + 1); set(w, op.a, float::bits_of(x.sqrt(), x, x)); }
                Code::MovRet => { mov(w, op); pc += 1; ret!() }
                Code::JmpGeImmMovRet => {
                    if int(w, op.a) >= op.imm() { jump!(op.to()); continue }
                    mov(w, next!());
                    pc += 1;
                    ret!()
                }
                Code::ImmRet => { imm(w, op); pc += 1; ret!() }
                Code::AddRet => { words(w, op, u64::wrapping_add); pc += 1; ret!() }
                Code::AddImmCall => { add_imm(w, op); let op = next!(); call!(op.a, FuncId(op.number()), |_: &Callee| {}) }
                Code::AddImmJmp => { add_imm(w, op); let op = next!(); jump!(op.signed()) }
                Code::AddImmJmpLtS => { add_imm(w, op); let op = next!(); branch!(op, int(w, op.a) < int(w, op.b)) }
                Code::AddImmJmpLeS => { add_imm(w, op); let op = next!(); branch!(op, int(w, op.a) <= int(w, op.b)) }
                Code::AddImmIndexLoad => { add_imm(w, op); let op = next!(); index_load!(op, MemKind::W64); }
                Code::AddImmJmpLeImm => { add_imm(w, op); let op = next!(); branch!(op, int(w, op.a) <= op.imm()) }
                Code::AddImmJmpLtImm => { add_imm(w, op); let op = next!(); branch!(op, int(w, op.a) < op.imm()) }
                Code::ImmMul => with_number(w, op, next!(), i64::wrapping_mul),
                Code::ImmMulAddImm => { with_number(w, op, next!(), i64::wrapping_mul); add_imm(w, next!()); }
                Code::ImmDivS => with_number(w, op, next!(), |a, b| a.checked_div(b).unwrap_or(0)),
                Code::ImmRemS => with_number(w, op, next!(), |a, b| a.checked_rem(b).unwrap_or(0)),
                Code::ImmDivTwos => with_number(w, op, next!(), |a, twos| (a + rounding(a, twos)) >> twos.trailing_zeros()),
                Code::ImmRemTwos => with_number(w, op, next!(), rem_twos),
                Code::ConstRemTwos => {
                    let twos = consts[op.number() as usize];
                    set(w, op.a, twos);
                    let op = next!();
                    set(w, op.a, rem_twos(int(w, op.b), twos.cast_signed()).cast_unsigned());
                }
                Code::ImmAnd => with_number(w, op, next!(), |a, b| a & b),
                Code::ImmShl => with_number(w, op, next!(), |a, b| a << (b & 63)),
                Code::ImmShrS => with_number(w, op, next!(), |a, b| a >> (b & 63)),
                Code::ImmShrU => with_number(w, op, next!(), |a, b| (a.cast_unsigned() >> (b & 63)).cast_signed()),
                Code::XorAdd => { words(w, op, |a, b| a ^ b); words(w, next!(), u64::wrapping_add); }
                Code::MulAdd => { words(w, op, u64::wrapping_mul); words(w, next!(), u64::wrapping_add); }
                Code::LoadLoad => { load!(op, MemKind::W64); let op = next!(); load!(op, MemKind::W64); }
                Code::LoadMulF => { load!(op, MemKind::W64); floats(w, next!(), |a, b| a * b); }
                Code::MulFMulF => { floats(w, op, |a, b| a * b); floats(w, next!(), |a, b| a * b); }
                Code::MulFAddF => { floats(w, op, |a, b| a * b); floats(w, next!(), |a, b| a + b); }
                Code::MulFSubF => { floats(w, op, |a, b| a * b); floats(w, next!(), |a, b| a - b); }
                Code::AddFMulF => { floats(w, op, |a, b| a + b); floats(w, next!(), |a, b| a * b); }
                Code::AddFStore => { floats(w, op, |a, b| a + b); let op = next!(); store!(op, MemKind::W64); }
                Code::SubFStore => { floats(w, op, |a, b| a - b); let op = next!(); store!(op, MemKind::W64); }
                Code::SubFLoad => { floats(w, op, |a, b| a - b); let op = next!(); load!(op, MemKind::W64); }
                Code::IndexLoadJmpLtS => { index_load!(op, MemKind::W64); let op = next!(); branch!(op, int(w, op.a) < int(w, op.b)) }
                Code::IndexLoadJmpLeS => { index_load!(op, MemKind::W64); let op = next!(); branch!(op, int(w, op.a) <= int(w, op.b)) }
                Code::AddImmIndexLoadJmpLtS => {
                    add_imm(w, op);
                    let op = next!();
                    index_load!(op, MemKind::W64);
                    let op = next!();
                    branch!(op, int(w, op.a) < int(w, op.b));
                }
                Code::IndexStoreAddImmJmpLtS => {
                    index_store!(op, MemKind::W64);
                    add_imm(w, next!());
                    let op = next!();
                    branch!(op, int(w, op.a) < int(w, op.b));
                }
                Code::IndexLoadJmpLeSAddImmJmpLeS => {
                    index_load!(op, MemKind::W64);
                    let op = next!();
                    if int(w, op.a) <= int(w, op.b) { jump!(op.to()); continue }
                    add_imm(w, next!());
                    let op = next!();
                    branch!(op, int(w, op.a) <= int(w, op.b));
                }
                Code::IndexLoadJmpLtSJmpNeAddImmJmpLeS => {
                    index_load!(op, MemKind::W64);
                    let op = next!();
                    if int(w, op.a) < int(w, op.b) { jump!(op.to()); continue }
                    let op = next!();
                    if get(w, op.a) != get(w, op.b) { jump!(op.to()); continue }
                    add_imm(w, next!());
                    let op = next!();
                    branch!(op, int(w, op.a) <= int(w, op.b));
                }
                Code::IndexLoadIndexLoad => { index_load!(op, MemKind::W64); let op = next!(); index_load!(op, MemKind::W64); }
                Code::IndexAddrLoad2 => {
                    put!(op, element(w, op, u64::from(ops[pc].number())));
                    skip_arg!();
                    let op = next!();
                    load_words!(op, 2);
                }
            }
        }
    };
    own.stack_used = (whole - left).cast_unsigned();
    (place.pc, place.base, place.fuel) = (pc, base, dry - pc as i64);
    exit
}
