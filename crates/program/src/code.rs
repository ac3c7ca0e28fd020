//! The whole program.

use crate::func::{Func, FuncId, Native};
use crate::instr::{Instr, Slot};
use crate::param::Param;
use crate::place::{File, Label, Line, Place, Variable};
use crate::types::{MethodId, Type, TypeId};

/// A compiled program.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// Instructions of all functions, one after another. A `Pc` is an index into it.
    pub code: Vec<Instr>,
    /// Functions, by rising `entry`.
    pub funcs: Vec<Func>,
    /// Runs package initialization in Go's order; then `main` runs. Both take and return nothing.
    pub init: Option<FuncId>,
    /// `main.main`.
    pub main: Option<FuncId>,
    /// Words for `Instr::Const`.
    pub consts: Vec<u64>,
    /// Messages for `Instr::Fault`.
    pub messages: Vec<String>,
    /// First content of memory: string bytes, static closures, initialized globals.
    pub data: Vec<u8>,
    /// Size of the data segment with its zeroed globals.
    pub data_bytes: u32,
    /// Word offsets of pointers within the data segment's globals: the roots of the collector.
    pub roots: Vec<u32>,
    /// Types.
    pub types: Vec<Type>,
    /// Method names, by number.
    pub method_names: Vec<String>,
    /// Functions implemented by the machine.
    pub natives: Vec<Native>,
    /// Select statements.
    pub selects: Vec<Select>,
    /// Program parameters.
    pub params: Vec<Param>,
    /// `MakeChan` instructions whose capacity is parameter `.1` itself: changing it resizes the channels made there.
    pub param_chans: Vec<(u32, u16)>,
    /// Types that natives must know, found by name (`error`, `string`, `[]uint8`, `runtime.Error`, ...).
    pub well_known: Vec<(String, TypeId)>,
    /// Source files.
    pub files: Vec<File>,
    /// Source lines, by rising `pc`.
    pub lines: Vec<Line>,
    /// Names of things, by rising `pc`.
    pub labels: Vec<Label>,
    /// Calls that pass on a function which the program names, by rising `pc`.
    pub passed: Vec<(u32, FuncId)>,
    /// Slots that hold indexes and from where on, by rising `pc`, with those that have no sign and 64 bits, and with others
    /// in the same slots.
    pub unsigned: Vec<(u32, Slot, bool)>,
    /// Locks, groups and conditions in package variables, by rising offset.
    pub variables: Vec<Variable>,
}

/// A select statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Select {
    /// Its cases, in source order; the default is not among them.
    pub cases: Vec<Case>,
    /// It has a default.
    pub has_default: bool,
}

/// A case of a select statement; all operands are evaluated before the select runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// Send or receive.
    pub dir: CaseDir,
    /// Slot of the channel.
    pub ch: Slot,
    /// Send: slot of the value. Receive: where the value goes (`u16::MAX`: not wanted).
    pub v: Slot,
    /// Receive: where the bool goes (`u16::MAX`: not wanted).
    pub ok: Slot,
    /// Words of the value.
    pub words: u16,
}

/// Which way a case goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaseDir {
    /// `case ch <- v`
    Send,
    /// `case v, ok = <-ch`
    Recv,
}

impl Program {
    /// The function that holds instruction `pc`.
    pub fn func_at(&self, pc: u32) -> Option<&Func> {
        let i = self.funcs.partition_point(|f| f.entry <= pc).checked_sub(1)?;
        self.funcs.get(i).filter(|f| pc < f.entry + f.len.max(1))
    }

    /// Where instruction `pc` comes from.
    pub fn place(&self, pc: u32) -> Option<Place<'_>> {
        let func = self.func_at(pc)?;
        let line = self.lines.get(self.lines.partition_point(|l| l.pc <= pc).checked_sub(1)?)?;
        let file = self.files.get(usize::from(line.file))?;
        let (line, column) = (line.line, u32::from(line.column));
        Some(Place { func: &func.name, file: &file.name, line, column, is_std: file.is_std })
    }

    /// What the source calls the thing made or worked on at `pc`.
    pub fn label(&self, pc: u32) -> Option<&str> {
        let i = self.labels.binary_search_by_key(&pc, |l| l.pc).ok()?;
        Some(&self.labels[i].text)
    }

    /// Instruction `pc` takes slot `index` for an index without a sign.
    pub fn is_unsigned(&self, pc: u32, index: Slot) -> bool {
        let begin = self.func_at(pc).map_or(0, |func| func.entry);
        let until = self.unsigned.partition_point(|&(at, ..)| at <= pc);
        let known = self.unsigned[..until].iter().rev().take_while(|&&(at, ..)| at >= begin);
        known.into_iter().find(|&&(_, slot, _)| slot == index).is_some_and(|it| it.2)
    }

    /// The function that the call at `pc` passes on: `f` of `group.Go(f)`.
    pub fn passed(&self, pc: u32) -> Option<&str> {
        let i = self.passed.binary_search_by_key(&pc, |&(at, _)| at).ok()?;
        Some(&self.funcs.get(self.passed[i].1.idx())?.name)
    }

    /// The number, counted from 1, of the variable that lies at that byte of the data segment; 0: it has none.
    pub fn variable_at(&self, offset: u64) -> u32 {
        let found = self.variables.binary_search_by_key(&offset, |it| u64::from(it.offset));
        found.map_or(0, |i| i as u32 + 1)
    }

    /// The name of variable number `n`, counted from 1.
    pub fn variable(&self, n: u32) -> Option<&str> {
        Some(&self.variables.get(n.checked_sub(1)? as usize)?.name)
    }

    /// A type.
    pub fn ty(&self, t: TypeId) -> &Type {
        &self.types[t.idx()]
    }

    /// The function that implements `method` for `t`'s interface data word.
    pub fn find_method(&self, t: TypeId, method: MethodId) -> Option<FuncId> {
        let methods = &self.ty(t).methods;
        methods.binary_search_by_key(&method, |m| m.id).ok().map(|i| methods[i].func)
    }

    /// A type that natives must know.
    pub fn well_known(&self, name: &str) -> Option<TypeId> {
        self.well_known.iter().find(|(n, _)| n == name).map(|&(_, t)| t)
    }
}

#[cfg(test)]
mod tests {
    use crate::instr::Instr;

    #[test]
    fn an_instruction_is_eight_bytes() {
        assert_eq!(size_of::<Instr>(), 8);
    }
}
