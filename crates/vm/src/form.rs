//! The two forms of values: how each type lies in slots and in memory.

use gopark_program::{MemKind, Program, Type, TypeKind};

use crate::float;
use crate::memory::{Memory, unpack};

/// How values of a type go between slots and memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One slot in register form.
    Scalar(MemKind),
    /// Two float32 in memory, two slots that hold float64.
    Complex64,
    /// Whole words, the same in both.
    Words,
    /// Bytes that do not fill their last word.
    Bytes,
    /// Too large for slots: there is the address of a value, or 0 for zeros.
    Large,
}

/// What the machine needs of a type all the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// How it goes between slots and memory.
    pub form: Form,
    /// Size in memory.
    pub bytes: u32,
    /// Slots.
    pub words: u32,
}

impl Form {
    /// A word in a slot as it lies in memory, where the bits above its size do not count.
    pub fn in_memory(self, word: u64) -> u64 {
        if self == Self::Scalar(MemKind::F32) { u64::from(float::to_single(word)) } else { word }
    }
}

/// The shapes of all types.
pub fn shapes(program: &Program) -> Vec<Shape> {
    program.types.iter().map(|t| Shape { form: form(t), bytes: t.bytes, words: t.words() }).collect()
}

fn form(t: &Type) -> Form {
    match t.kind {
        TypeKind::Complex64 => Form::Complex64,
        _ if t.is_large() => Form::Large,
        _ if t.is_scalar() => Form::Scalar(mem_kind(&t.kind)),
        _ if t.bytes.is_multiple_of(8) => Form::Words,
        _ => Form::Bytes,
    }
}

/// How a scalar type lies in memory.
pub const fn mem_kind(kind: &TypeKind) -> MemKind {
    match kind {
        TypeKind::Int8 => MemKind::I8,
        TypeKind::Int16 => MemKind::I16,
        TypeKind::Int32 => MemKind::I32,
        TypeKind::Bool | TypeKind::Uint8 => MemKind::U8,
        TypeKind::Uint16 => MemKind::U16,
        TypeKind::Uint32 => MemKind::U32,
        TypeKind::Float32 => MemKind::F32,
        _ => MemKind::W64,
    }
}

impl Shape {
    /// Loads a value into slots; of one too large for them, where it lies, so whoever may change it there has to copy it
    /// first. None when it does not lie in memory.
    pub fn load(self, memory: &Memory, addr: u64, slots: &mut [u64]) -> Option<()> {
        match self.form {
            Form::Scalar(kind) => slots[0] = memory.load(kind, addr)?,
            Form::Complex64 => {
                slots[0] = memory.load(MemKind::F32, addr)?;
                slots[1] = memory.load(MemKind::F32, addr + 4)?;
            }
            Form::Words => memory.load_words(addr, &mut slots[..self.words as usize])?,
            Form::Bytes => memory.load_bytes(addr, u64::from(self.bytes), slots)?,
            Form::Large => slots[0] = addr,
        }
        Some(())
    }

    /// Stores a value from slots. None when it does not lie in memory.
    pub fn store(self, memory: &mut Memory, addr: u64, slots: &[u64]) -> Option<()> {
        match self.form {
            Form::Scalar(kind) => memory.store(kind, addr, slots[0]),
            Form::Complex64 => {
                memory.store(MemKind::F32, addr, slots[0])?;
                memory.store(MemKind::F32, addr + 4, slots[1])
            }
            Form::Words => memory.store_words(addr, &slots[..self.words as usize]),
            Form::Bytes => memory.store_bytes(addr, u64::from(self.bytes), slots),
            Form::Large => copy_or_zero(memory, addr, slots[0], u64::from(self.bytes)),
        }
    }

    /// The value in slots as its bytes in memory.
    pub fn to_bytes(self, memory: &Memory, slots: &[u64], bytes: &mut Vec<u8>) {
        bytes.clear();
        bytes.resize(self.bytes as usize, 0);
        match self.form {
            Form::Large => {
                let value = memory.bytes(slots[0], u64::from(self.bytes));
                value.into_iter().for_each(|value| bytes.copy_from_slice(value));
            }
            Form::Scalar(MemKind::F32) => put_f32(bytes, 0, slots[0]),
            Form::Complex64 => {
                put_f32(bytes, 0, slots[0]);
                put_f32(bytes, 4, slots[1]);
            }
            _ => unpack(slots, bytes),
        }
    }
}

/// Copies bytes, or zeros where `from` is 0. None when one does not lie in memory.
pub fn copy_or_zero(memory: &mut Memory, to: u64, from: u64, bytes: u64) -> Option<()> {
    if from == 0 { memory.zero(to, bytes) } else { memory.copy(to, from, bytes) }
}

fn put_f32(bytes: &mut [u8], at: usize, value: u64) {
    bytes[at..at + 4].copy_from_slice(&float::to_single(value).to_le_bytes());
}

/// A word whose low bits are a scalar in memory form, widened to register form.
#[inline]
pub fn extend(kind: MemKind, word: u64) -> u64 {
    match kind {
        MemKind::I8 => i64::from(word as i8).cast_unsigned(),
        MemKind::I16 => i64::from(word as i16).cast_unsigned(),
        MemKind::I32 => i64::from(word as i32).cast_unsigned(),
        MemKind::W64 => word,
        MemKind::U8 => u64::from(word as u8),
        MemKind::U16 => u64::from(word as u16),
        MemKind::U32 => u64::from(word as u32),
        MemKind::F32 => float::from_single(word as u32),
    }
}

/// A word in register form cut to `kind` and widened again (`Instr::Ext`).
#[inline]
pub fn cut(kind: MemKind, word: u64) -> u64 {
    match kind {
        MemKind::F32 => float::from_single(float::to_single(word)),
        kind => extend(kind, word),
    }
}
