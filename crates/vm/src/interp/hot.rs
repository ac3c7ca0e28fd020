//! The loop that runs nearly everything. It borrows what it needs once and allocates nothing; an instruction that it
//! cannot finish it hands over untouched.

use gopark_program::{Instr, MEMORY_BASE, Slot};
use gopark_trace::Sink;

use super::{Exit, Machine};
use crate::cost;
use crate::float;
use crate::form::cut;
use crate::task::{Frame, Link, STACK_GUARD_BYTES};

#[inline(always)]
fn get(w: &[u64], slot: Slot) -> u64 {
    w[usize::from(slot)]
}

#[inline(always)]
fn int(w: &[u64], slot: Slot) -> i64 {
    get(w, slot).cast_signed()
}

#[inline(always)]
fn float(w: &[u64], slot: Slot) -> f64 {
    f64::from_bits(get(w, slot))
}

#[inline(always)]
fn float_op(w: &mut [u64], d: Slot, a: Slot, b: Slot, compute: impl Fn(f64, f64) -> f64) {
    let (a, b) = (float(w, a), float(w, b));
    set(w, d, float::bits_of(compute(a, b), a, b));
}

#[inline(always)]
fn set(w: &mut [u64], slot: Slot, word: u64) {
    w[usize::from(slot)] = word;
}

#[inline(always)]
fn set_if(w: &mut [u64], slot: Slot, is: bool) {
    set(w, slot, u64::from(is));
}

#[inline(always)]
fn shift(count: u64) -> u32 {
    count.min(64) as u32
}

/// The address of element `i` of the slice in slot `s`, when it is there.
#[inline(always)]
fn element(w: &[u64], s: Slot, i: Slot, bytes: u64) -> Option<u64> {
    let i = get(w, i);
    (i < get(w, s + 1)).then(|| get(w, s).wrapping_add(i.wrapping_mul(bytes)))
}

impl<S: Sink> Machine<'_, S> {
    /// Executes until something has to be done slowly.
    #[rustfmt::skip] // one line an instruction
    pub(super) fn hot(&mut self) -> Exit {
        let code = &self.program.code[..];
        let consts = &self.program.consts[..];
        let funcs = &self.tables.funcs[..];
        let memory = &mut self.vm.mem;
        let task = &mut *self.task;
        let (mut pc, mut base, mut fuel) = (self.pc, self.base, self.fuel);
        let exit = 'run: loop {
            let w = &mut task.words[base..];
            macro_rules! jump {
                ($to:expr) => {{
                    pc = pc.wrapping_add_signed($to as isize);
                    if $to < 0 && fuel <= 0 {
                        break 'run Exit::Safepoint(false);
                    }
                }};
            }
            macro_rules! branch { ($is:expr, $to:expr) => { if $is { jump!($to) } }; }
            loop {
                let instr = code[pc];
                pc += 1;
                fuel -= cost::INSTR_NS;
                macro_rules! slow { () => { break 'run Exit::Slow(instr) }; }
                macro_rules! put { ($d:expr, $word:expr) => { if let Some(word) = $word { set(w, $d, word) } else { slow!() } }; }
                match instr {
                    Instr::Mov { d, a } => set(w, d, get(w, a)),
                    Instr::MovN { d, a, n } => w.copy_within(usize::from(a)..usize::from(a) + usize::from(n), usize::from(d)),
                    Instr::Const { d, k } => set(w, d, consts[k as usize]),
                    Instr::Imm { d, imm } => set(w, d, i64::from(imm).cast_unsigned()),
                    Instr::Zero { d, n } => w[usize::from(d)..usize::from(d) + usize::from(n)].fill(0),
                    Instr::Add { d, a, b } => set(w, d, get(w, a).wrapping_add(get(w, b))),
                    Instr::Sub { d, a, b } => set(w, d, get(w, a).wrapping_sub(get(w, b))),
                    Instr::Mul { d, a, b } => set(w, d, get(w, a).wrapping_mul(get(w, b))),
                    Instr::DivS { d, a, b } if get(w, b) != 0 => set(w, d, int(w, a).wrapping_div(int(w, b)).cast_unsigned()),
                    Instr::RemS { d, a, b } if get(w, b) != 0 => set(w, d, int(w, a).wrapping_rem(int(w, b)).cast_unsigned()),
                    Instr::And { d, a, b } => set(w, d, get(w, a) & get(w, b)),
                    Instr::Or { d, a, b } => set(w, d, get(w, a) | get(w, b)),
                    Instr::Xor { d, a, b } => set(w, d, get(w, a) ^ get(w, b)),
                    Instr::AndNot { d, a, b } => set(w, d, get(w, a) & !get(w, b)),
                    Instr::Shl { d, a, b } => set(w, d, get(w, a).checked_shl(shift(get(w, b))).unwrap_or(0)),
                    Instr::ShrU { d, a, b } => set(w, d, get(w, a).checked_shr(shift(get(w, b))).unwrap_or(0)),
                    Instr::ShrS { d, a, b } => set(w, d, (int(w, a) >> shift(get(w, b)).min(63)).cast_unsigned()),
                    Instr::ShiftCheck { a } if int(w, a) >= 0 => {}
                    Instr::AddImm { d, a, imm } => set(w, d, get(w, a).wrapping_add_signed(i64::from(imm))),
                    Instr::Neg { d, a } => set(w, d, get(w, a).wrapping_neg()),
                    Instr::Not { d, a } => set(w, d, !get(w, a)),
                    Instr::Ext { d, a, kind } => set(w, d, cut(kind, get(w, a))),
                    Instr::AddF { d, a, b } => float_op(w, d, a, b, |a, b| a + b),
                    Instr::SubF { d, a, b } => float_op(w, d, a, b, |a, b| a - b),
                    Instr::MulF { d, a, b } => float_op(w, d, a, b, |a, b| a * b),
                    Instr::DivF { d, a, b } => float_op(w, d, a, b, |a, b| a / b),
                    Instr::IntToF { d, a } => set(w, d, (int(w, a) as f64).to_bits()),
                    Instr::Eq { d, a, b } => set_if(w, d, get(w, a) == get(w, b)),
                    Instr::Ne { d, a, b } => set_if(w, d, get(w, a) != get(w, b)),
                    Instr::LtS { d, a, b } => set_if(w, d, int(w, a) < int(w, b)),
                    Instr::LeS { d, a, b } => set_if(w, d, int(w, a) <= int(w, b)),
                    Instr::LtU { d, a, b } => set_if(w, d, get(w, a) < get(w, b)),
                    Instr::LeU { d, a, b } => set_if(w, d, get(w, a) <= get(w, b)),
                    Instr::EqF { d, a, b } => set_if(w, d, float(w, a) == float(w, b)),
                    Instr::LtF { d, a, b } => set_if(w, d, float(w, a) < float(w, b)),
                    Instr::LeF { d, a, b } => set_if(w, d, float(w, a) <= float(w, b)),
                    Instr::NotB { d, a } => set(w, d, get(w, a) ^ 1),
                    Instr::Jmp { to } => jump!(to),
                    Instr::JmpIf { a, to } => branch!(get(w, a) != 0, to),
                    Instr::JmpIfNot { a, to } => branch!(get(w, a) == 0, to),
                    Instr::JmpEq { a, b, to } => branch!(get(w, a) == get(w, b), to),
                    Instr::JmpNe { a, b, to } => branch!(get(w, a) != get(w, b), to),
                    Instr::JmpLtS { a, b, to } => branch!(int(w, a) < int(w, b), to),
                    Instr::JmpLeS { a, b, to } => branch!(int(w, a) <= int(w, b), to),
                    Instr::JmpLtU { a, b, to } => branch!(get(w, a) < get(w, b), to),
                    Instr::JmpLeU { a, b, to } => branch!(get(w, a) <= get(w, b), to),
                    Instr::JmpEqImm { a, imm, to } => branch!(int(w, a) == i64::from(imm), to),
                    Instr::JmpNeImm { a, imm, to } => branch!(int(w, a) != i64::from(imm), to),
                    Instr::JmpLtImm { a, imm, to } => branch!(int(w, a) < i64::from(imm), to),
                    Instr::JmpLeImm { a, imm, to } => branch!(int(w, a) <= i64::from(imm), to),
                    Instr::JmpGtImm { a, imm, to } => branch!(int(w, a) > i64::from(imm), to),
                    Instr::JmpGeImm { a, imm, to } => branch!(int(w, a) >= i64::from(imm), to),
                    Instr::Load { kind, d, a, off } => put!(d, memory.load(kind, get(w, a).wrapping_add(u64::from(off)))),
                    Instr::Store { kind, a, off, b } => {
                        if memory.store(kind, get(w, a).wrapping_add(u64::from(off)), get(w, b)).is_none() { slow!() }
                    }
                    Instr::IndexLoad { kind, d, s, i } => {
                        put!(d, element(w, s, i, u64::from(kind.bytes())).and_then(|addr| memory.load(kind, addr)));
                    }
                    Instr::IndexStore { kind, s, i, b } => {
                        let addr = element(w, s, i, u64::from(kind.bytes()));
                        if addr.and_then(|addr| memory.store(kind, addr, get(w, b))).is_none() { slow!() }
                    }
                    Instr::StrIndex { d, s, i } => put!(d, element(w, s, i, 1).and_then(|addr| memory.load(gopark_program::MemKind::U8, addr))),
                    Instr::Bounds { a, b } if get(w, a) < get(w, b) => {}
                    Instr::NilCheck { a } if get(w, a) >= MEMORY_BASE => {}
                    Instr::Call { base: b, f } => {
                        let info = &funcs[f.idx()];
                        let (window, used) = (base + usize::from(b), task.stack_used + u64::from(info.stack_bytes));
                        let fits = window + info.frame_words as usize <= base + w.len() && used + STACK_GUARD_BYTES <= task.stack_bytes;
                        let Some(frame) = task.frames.last_mut().filter(|_| fits && info.is_code) else { slow!() };
                        frame.pc = pc as u32;
                        task.frames.push(Frame { pc: info.entry, base: window as u32, func: f, link: Link::Call });
                        task.stack_used = used;
                        (pc, base) = (info.entry as usize, window);
                        if fuel <= 0 { break 'run Exit::Safepoint(true); }
                        continue 'run;
                    }
                    Instr::Ret => {
                        let (Some(frame), true) = (task.frames.last(), task.frames.len() > 1) else { slow!() };
                        if frame.link != Link::Call { slow!() }
                        task.stack_used -= u64::from(funcs[frame.func.idx()].stack_bytes);
                        task.frames.pop();
                        let caller = &task.frames[task.frames.len() - 1];
                        (pc, base) = (caller.pc as usize, caller.base as usize);
                        continue 'run;
                    }
                    _ => slow!(),
                }
            }
        };
        (self.pc, self.base, self.fuel) = (pc, base, fuel);
        exit
    }
}
