//! The code of one function while it is being written: instructions with symbolic jump targets, the window's slots, and
//! where in the source each instruction comes from.

use gopark_program::{FuncId, Instr, Slot};

use crate::source::Span;

/// A place in the code to jump to, known or not yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Target(u32);

/// Slots a window may have: the rest of the 16-bit range means "none" or is a safety margin for calls.
const WINDOW_WORDS_MAX: u32 = 0xff00;

/// Functions at most this long have jump distances of 16 bits throughout.
const SHORT_CODE_MAX: usize = 30_000;

/// Code under construction.
#[derive(Default)]
pub(super) struct Code {
    instrs: Vec<Instr>,
    /// Where each instruction that jumps goes, by rising index; a table's `Arg`s are among them.
    jumps: Vec<(u32, Target)>,
    targets: Vec<Option<u32>>,
    /// The highest instruction that a target was set to.
    fence: Option<u32>,
    places: Vec<(u32, Span)>,
    labels: Vec<(u32, String)>,
    passed: Vec<(u32, FuncId)>,
    unsigned: Vec<(u32, Slot, bool)>,
    /// Indexes of `MakeChan` whose capacity is the parameter with this number.
    param_chans: Vec<(u32, u16)>,
    at: Span,
    top: u32,
    max: u32,
    declared: u32,
    outgoing: u32,
    overflows: bool,
}

/// Finished code.
pub(super) struct Finished {
    /// With all jumps resolved.
    pub instrs: Vec<Instr>,
    /// Where runs of instructions come from.
    pub places: Vec<(u32, Span)>,
    /// Names of things, by rising index.
    pub labels: Vec<(u32, String)>,
    /// Calls that pass on a function.
    pub passed: Vec<(u32, FuncId)>,
    /// Which slots are indexes that have no sign, from where on.
    pub unsigned: Vec<(u32, Slot, bool)>,
    /// Channels sized by a parameter.
    pub param_chans: Vec<(u32, u16)>,
    /// Words of the window.
    pub frame_words: u32,
    /// Words of declared variables and of the largest outgoing call.
    pub stack_words: u32,
    /// The window is larger than slots can name.
    pub overflows: bool,
    /// Where the target given to [`Code::finish`] lies.
    pub epilogue: u32,
}

impl Code {
    /// The next instruction's index.
    pub fn here(&self) -> u32 {
        self.instrs.len() as u32
    }

    /// What follows comes from `span`; gives what was current before.
    pub fn set_place(&mut self, span: Span) -> Span {
        std::mem::replace(&mut self.at, span)
    }

    /// Appends an instruction.
    pub fn emit(&mut self, instr: Instr) {
        let here = self.here();
        if self
            .places
            .last()
            .is_none_or(|&(_, span)| span.start != self.at.start || span.file != self.at.file)
        {
            match self.places.last_mut() {
                Some(last) if last.0 == here => last.1 = self.at,
                _ => self.places.push((here, self.at)),
            }
        }
        self.instrs.push(instr);
    }

    /// Appends an instruction and its `Arg`.
    pub fn emit_arg(&mut self, instr: Instr, arg: u32) {
        self.emit(instr);
        self.emit(Instr::Arg(arg));
    }

    /// Names what the next instruction works on.
    pub fn label_next(&mut self, text: &str) {
        let here = self.here();
        if !text.is_empty() && self.labels.last().is_none_or(|(at, _)| *at != here) {
            self.labels.push((here, text.to_string()));
        }
    }

    /// The next instruction calls something that it passes this function.
    pub fn passed_next(&mut self, func: FuncId) {
        self.passed.push((self.here(), func));
    }

    /// From here on slot `index` is an index, with a sign or without.
    pub fn index_at(&mut self, index: Slot, is_unsigned: bool) {
        if is_unsigned || self.unsigned.iter().any(|&(_, slot, _)| slot == index) {
            self.unsigned.push((self.here(), index, is_unsigned));
        }
    }

    /// The next instruction makes a channel whose capacity is parameter `param`.
    pub fn param_chan_next(&mut self, param: u16) {
        self.param_chans.push((self.here(), param));
    }

    /// A new target, to be set later.
    pub fn target(&mut self) -> Target {
        self.targets.push(None);
        Target(self.targets.len() as u32 - 1)
    }

    /// Sets a target to the next instruction.
    pub fn set(&mut self, target: Target) {
        self.targets[target.0 as usize] = Some(self.here());
        self.fence = Some(self.here());
    }

    /// Appends a jumping instruction, whose distance is filled in at the end.
    pub fn jump(&mut self, instr: Instr, target: Target) {
        self.jumps.push((self.here(), target));
        self.emit(instr);
    }

    /// Appends a jump.
    pub fn jmp(&mut self, target: Target) {
        self.jump(Instr::Jmp { to: 0 }, target);
    }

    /// Appends a jump table.
    pub fn jump_table(&mut self, a: Slot, targets: &[Target]) {
        self.emit(Instr::JmpTable { a, n: targets.len() as u16 });
        for &target in targets {
            self.jump(Instr::Arg(0), target);
        }
    }

    /// Whether the next instruction cannot be reached: nothing falls through to it and no target is set there.
    pub fn is_dead(&self) -> bool {
        self.instrs.last().is_some_and(Instr::ends_block) && self.fence != Some(self.here())
    }

    /// Takes `words` slots from the top of the window.
    pub fn alloc(&mut self, words: u32) -> Slot {
        let slot = self.top;
        self.top = self.top.saturating_add(words);
        if self.top > WINDOW_WORDS_MAX {
            self.overflows = true;
            self.top = slot;
        }
        self.max = self.max.max(self.top);
        slot as Slot
    }

    /// Takes slots for a declared variable.
    pub fn declare(&mut self, words: u32) -> Slot {
        self.declared = self.declared.saturating_add(words);
        self.alloc(words)
    }

    /// Takes slots for an outgoing call.
    pub fn window(&mut self, words: u32) -> Slot {
        self.outgoing = self.outgoing.max(words);
        self.alloc(words)
    }

    /// The top of the window, to be given to [`Code::release`].
    pub fn mark(&self) -> u32 {
        self.top
    }

    /// Gives back all slots taken since the mark.
    pub fn release(&mut self, mark: u32) {
        self.top = mark.min(self.top);
    }

    /// Resolves all jumps.
    pub fn finish(mut self, epilogue: Option<Target>) -> Finished {
        if self.instrs.len() > SHORT_CODE_MAX {
            self.lengthen_jumps();
        }
        let table_ends = self.table_ends();
        for &(at, target) in &self.jumps {
            let to = self.targets[target.0 as usize].unwrap_or(self.instrs.len() as u32);
            let from = table_ends.get(at as usize).copied().filter(|&end| end > 0).unwrap_or(at + 1);
            set_distance(&mut self.instrs[at as usize], to as i32 - from as i32);
        }
        let epilogue = epilogue.and_then(|target| self.targets[target.0 as usize]).unwrap_or(0);
        Finished {
            instrs: self.instrs,
            places: self.places,
            labels: self.labels,
            passed: self.passed,
            unsigned: self.unsigned,
            param_chans: self.param_chans,
            frame_words: self.max,
            stack_words: self.declared + self.outgoing,
            overflows: self.overflows,
            epilogue,
        }
    }

    /// For each `Arg` of a jump table, the end of the table, from which it counts; 0 elsewhere.
    fn table_ends(&self) -> Vec<u32> {
        let mut ends = Vec::new();
        for (at, instr) in self.instrs.iter().enumerate() {
            if let Instr::JmpTable { n, .. } = *instr {
                ends.resize(self.instrs.len(), 0);
                let end = at + 1 + usize::from(n);
                ends[at + 1..end].fill(end as u32);
            }
        }
        ends
    }

    /// Puts two jumps behind every jump of 16 bits, which then only has to choose between them.
    fn lengthen_jumps(&mut self) {
        let mut moved = Vec::with_capacity(self.instrs.len() + 1);
        let mut instrs = Vec::with_capacity(self.instrs.len() * 2);
        let mut jumps = Vec::with_capacity(self.jumps.len());
        let mut pending = std::mem::take(&mut self.jumps).into_iter().peekable();
        for (at, &instr) in self.instrs.iter().enumerate() {
            moved.push(instrs.len() as u32);
            let target = pending.next_if(|&(from, _)| from as usize == at).map(|(_, target)| target);
            let is_long = matches!(
                instr,
                Instr::Jmp { .. } | Instr::JmpIf { .. } | Instr::JmpIfNot { .. } | Instr::Arg(_)
            );
            instrs.push(instr);
            match target {
                Some(target) if is_long => jumps.push((instrs.len() as u32 - 1, target)),
                Some(target) => {
                    if let Some(last) = instrs.last_mut() {
                        set_distance(last, 1);
                    }
                    instrs.push(Instr::Jmp { to: 1 });
                    jumps.push((instrs.len() as u32, target));
                    instrs.push(Instr::Jmp { to: 0 });
                }
                None => {}
            }
        }
        moved.push(instrs.len() as u32);
        let new = |at: &mut u32| *at = moved[*at as usize];
        self.targets.iter_mut().flatten().for_each(new);
        self.places.iter_mut().for_each(|(at, _)| new(at));
        self.labels.iter_mut().for_each(|(at, _)| new(at));
        self.passed.iter_mut().for_each(|(at, _)| new(at));
        self.unsigned.iter_mut().for_each(|(at, ..)| new(at));
        self.param_chans.iter_mut().for_each(|(at, _)| new(at));
        self.instrs = instrs;
        self.jumps = jumps;
    }
}

fn set_distance(instr: &mut Instr, distance: i32) {
    use Instr::*;
    match instr {
        Arg(to) => *to = distance as u32,
        Jmp { to } | JmpIf { to, .. } | JmpIfNot { to, .. } => *to = distance,
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
        | JmpGeImm { to, .. } => *to = distance as i16,
        _ => {}
    }
}
