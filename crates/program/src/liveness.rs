//! Which slots of a window still matter at an instruction: those that are read later on before they are written. What
//! lies in any other is left over, and holds nothing alive (cmd/compile/internal/liveness).

use crate::code::Program;
use crate::disasm::args_at;
use crate::func::Func;
use crate::instr::Instr;
use crate::operands::{Range, Role};
use crate::types::MethodId;

/// A function of more instructions times words of its window's set than this is not worked out: all its slots matter.
const SETS_MAX: usize = 1 << 20;

/// The slots that matter, for every instruction of a function.
#[derive(Debug)]
pub struct Liveness {
    /// Words of one set.
    stride: usize,
    /// A set for each instruction; none at all when all slots matter.
    sets: Vec<u64>,
}

/// An instruction with what matters here.
struct Step {
    at: usize,
    ranges: Vec<Range>,
    next: Vec<usize>,
}

impl Liveness {
    /// Works it out for a function of a valid program.
    pub fn new(program: &Program, func: &Func) -> Self {
        let stride = usize::from(func.frame_words).div_ceil(64);
        let len = func.len as usize;
        if len * stride > SETS_MAX {
            return Self { stride, sets: Vec::new() };
        }
        let mut live = Self { stride, sets: vec![0; len * stride] };
        let steps = steps(program, func);
        let epilogue = func.has_defer.then_some(func.epilogue as usize);
        let mut set = vec![0; stride];
        loop {
            let mut changed = false;
            for step in steps.iter().rev() {
                set.fill(0);
                // Whatever calls may panic, and a deferred call may recover that.
                for &next in step.next.iter().chain(&epilogue) {
                    for (word, more) in set.iter_mut().zip(live.set(next)) {
                        *word |= more;
                    }
                }
                transfer(&step.ranges, func.frame_words, &mut set);
                let old = &mut live.sets[step.at * stride..][..stride];
                changed |= *old != set[..];
                old.copy_from_slice(&set);
            }
            if !changed {
                return live;
            }
        }
    }

    /// Which of the 64 slots from `64 * i` on matter before instruction number `at` of the function, a bit for each.
    pub fn word(&self, at: u32, i: usize) -> u64 {
        if self.sets.is_empty() { u64::MAX } else { self.set(at as usize).get(i).copied().unwrap_or(0) }
    }

    fn set(&self, at: usize) -> &[u64] {
        self.sets.get(at * self.stride..(at + 1) * self.stride).unwrap_or(&[])
    }
}

/// What matters before an instruction, from what matters after it.
fn transfer(ranges: &[Range], frame_words: u16, set: &mut [u64]) {
    for is_read in [false, true] {
        for range in ranges {
            let words = match range.role {
                Role::Write if !is_read => range.words,
                Role::Read if is_read => range.words,
                Role::ReadFrom if is_read => u32::from(frame_words),
                _ => continue,
            };
            let first = u32::from(range.slot);
            for slot in first..(first + words).min(u32::from(frame_words)) {
                let (word, bit) = (&mut set[slot as usize / 64], 1 << (slot % 64));
                if is_read {
                    *word |= bit;
                } else {
                    *word &= !bit;
                }
            }
        }
    }
}

fn steps(program: &Program, func: &Func) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut at = 0;
    while at < func.len {
        let pc = func.entry + at;
        let (instr, args) = (program.code[pc as usize], args_at(program, pc));
        let after = at + 1 + args.len() as u32;
        let target = |distance: i32| (i64::from(after) + i64::from(distance)) as usize;
        let mut next: Vec<usize> = instr.jump().map(target).into_iter().collect();
        if !instr.ends_block() {
            next.push(after as usize);
        }
        let mut ranges = instr.slots(program, &args);
        match instr {
            Instr::JmpTable { .. } => next.extend(args.iter().map(|&to| target(to as i32))),
            Instr::MapNext { .. } => next.push(after as usize + 1),
            Instr::Ret | Instr::RetDefer => {
                ranges.push(Range { slot: 0, words: u32::from(func.result_words), role: Role::Read });
            }
            Instr::CallIface { base, method, .. } => {
                ranges.retain(|range| range.role != Role::ReadFrom);
                let (results, end) = method_words(program, method);
                ranges.push(Range { slot: base, words: results, role: Role::Write });
                let slot = base.saturating_add(results as u16 + 1);
                ranges.push(Range { slot, words: end.saturating_sub(results + 1), role: Role::Read });
            }
            _ => {}
        }
        steps.push(Step { at: at as usize, ranges, next });
        at = after;
    }
    steps
}

/// Of all methods of that name: the fewest words of results, and the most of results and parameters.
fn method_words(program: &Program, method: u16) -> (u32, u32) {
    let methods = program.types.iter().flat_map(|ty| &ty.methods).filter(|m| m.id == MethodId(method));
    let mut words = (u32::from(u16::MAX), 0);
    for func in methods.filter_map(|m| program.funcs.get(m.func.idx())) {
        let results = u32::from(func.result_words);
        words = (words.0.min(results), words.1.max(results + u32::from(func.param_words)));
    }
    (words.0.min(words.1), words.1)
}
