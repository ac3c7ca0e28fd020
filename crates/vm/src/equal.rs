//! Equality and hashes of values of any type, over their bytes in memory form.

use gopark_program::{Program, Type, TypeId, TypeKind};

use crate::limits;
use crate::memory::Memory;
use crate::stop::Stop;

/// How the fault of a key begins whose type cannot be hashed; the name of the type follows.
pub const UNHASHABLE: &str = "hash of unhashable type ";

/// Compares and hashes values; borrows what it needs to follow strings and interfaces.
#[derive(Clone, Copy)]
pub struct Values<'a> {
    /// Types.
    pub program: &'a Program,
    /// Memory.
    pub memory: &'a Memory,
    /// How deep the value lies in other interfaces.
    depth: u32,
}

fn word(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

/// Up to 8 bytes as a word, padded with zeros.
fn widened(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

fn float(ty: &Type, bytes: &[u8]) -> f64 {
    if ty.bytes == 4 || matches!(ty.kind, TypeKind::Complex64) {
        f64::from(f32::from_bits(word32(bytes)))
    } else {
        f64::from_bits(word(bytes, 0))
    }
}

fn word32(bytes: &[u8]) -> u32 {
    bytes.first_chunk().map_or(0, |chunk| u32::from_le_bytes(*chunk))
}

/// A float as hashing sees it: both zeros are equal.
fn float_key(value: f64) -> u64 {
    if value == 0.0 { 0 } else { value.to_bits() }
}

impl<'a> Values<'a> {
    /// Compares and hashes values of this program in this memory.
    pub const fn new(program: &'a Program, memory: &'a Memory) -> Self {
        Self { program, memory, depth: 0 }
    }

    /// `a == b` for values of type `t`.
    ///
    /// # Errors
    /// Panics of Go: an interface holds a type that cannot be compared.
    pub fn equal(self, t: TypeId, a: &[u8], b: &[u8]) -> Result<bool, Stop> {
        let ty = self.program.ty(t);
        match &ty.kind {
            TypeKind::Float32 | TypeKind::Float64 => Ok(float(ty, a) == float(ty, b)),
            TypeKind::Complex64 | TypeKind::Complex128 => {
                let half = (ty.bytes / 2) as usize;
                Ok(float(ty, a) == float(ty, b) && float(ty, &a[half..]) == float(ty, &b[half..]))
            }
            TypeKind::String => Ok(self.string(a) == self.string(b)),
            TypeKind::Interface(_) => self.equal_ifaces((word(a, 0), word(a, 8)), (word(b, 0), word(b, 8))),
            TypeKind::Struct(fields) => {
                for field in fields.iter().filter(|field| field.name != "_") {
                    let range = self.range(field.ty, field.offset);
                    if !self.equal(field.ty, &a[range.clone()], &b[range])? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            TypeKind::Array { elem, len } => {
                for i in 0..*len {
                    let range = self.range(*elem, i as u32 * self.program.ty(*elem).bytes);
                    if !self.equal(*elem, &a[range.clone()], &b[range])? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            _ => Ok(a == b),
        }
    }

    /// `a == b` for two interfaces, each a type word and a data word.
    ///
    /// # Errors
    /// Panics of Go: both hold the same type, and it cannot be compared.
    pub fn equal_ifaces(self, a: (u64, u64), b: (u64, u64)) -> Result<bool, Stop> {
        if a.0 != b.0 {
            return Ok(false);
        }
        let Some(t) = type_of(self.program, a.0) else { return Ok(true) };
        let ty = self.program.ty(t);
        if !ty.is_comparable {
            return Err(Stop::error(format!("comparing uncomparable type {}", ty.name)));
        }
        if ty.is_direct() {
            return Ok(a.1 == b.1);
        }
        self.deeper()?.equal(t, self.boxed(ty, a.1), self.boxed(ty, b.1))
    }

    /// A hash of a value of type `t`; equal values have equal hashes.
    ///
    /// # Errors
    /// Panics of Go: an interface holds a type that cannot be a key.
    pub fn hash(self, t: TypeId, bytes: &[u8]) -> Result<u64, Stop> {
        let ty = self.program.ty(t);
        Ok(match &ty.kind {
            TypeKind::Float32 | TypeKind::Float64 => mix(float_key(float(ty, bytes))),
            TypeKind::Complex64 | TypeKind::Complex128 => {
                let imaginary = float(ty, &bytes[(ty.bytes / 2) as usize..]);
                mix(mix(float_key(float(ty, bytes))) ^ float_key(imaginary))
            }
            TypeKind::String => hash_bytes(self.string(bytes)),
            TypeKind::Interface(_) => self.hash_iface(word(bytes, 0), word(bytes, 8))?,
            TypeKind::Struct(fields) => {
                let mut hash = 1;
                for field in fields.iter().filter(|field| field.name != "_") {
                    hash = mix(hash ^ self.hash(field.ty, &bytes[self.range(field.ty, field.offset)])?);
                }
                hash
            }
            TypeKind::Array { elem, len } => {
                let mut hash = 2;
                for i in 0..*len {
                    let range = self.range(*elem, i as u32 * self.program.ty(*elem).bytes);
                    hash = mix(hash ^ self.hash(*elem, &bytes[range])?);
                }
                hash
            }
            _ if ty.is_scalar() => hash_scalar(widened(bytes), ty.bytes),
            _ => hash_bytes(bytes),
        })
    }

    fn hash_iface(self, type_word: u64, data: u64) -> Result<u64, Stop> {
        let Some(t) = type_of(self.program, type_word) else { return Ok(0) };
        let ty = self.program.ty(t);
        if !ty.is_comparable {
            return Err(Stop::error(format!("{UNHASHABLE}{}", ty.name)));
        }
        let hash = if ty.is_direct() { mix(data) } else { self.deeper()?.hash(t, self.boxed(ty, data))? };
        Ok(mix(hash ^ type_word))
    }

    /// One interface deeper.
    fn deeper(self) -> Result<Self, Stop> {
        let depth = self.depth + 1;
        if depth > limits::VALUE_DEPTH_MAX {
            return Err(Stop::fatal("interfaces are nested too deeply to be compared by Gopark"));
        }
        Ok(Self { depth, ..self })
    }

    /// The bytes of the string whose header is at the beginning of `header`.
    fn string(self, header: &[u8]) -> &'a [u8] {
        self.memory.bytes(word(header, 0), word(header, 8)).unwrap_or_default()
    }

    /// The value behind an interface's data word; what is not memory reads as nothing, which equals itself.
    fn boxed(self, ty: &Type, addr: u64) -> &'a [u8] {
        self.memory.bytes(addr, u64::from(ty.bytes)).unwrap_or_default()
    }

    fn range(self, t: TypeId, offset: u32) -> std::ops::Range<usize> {
        offset as usize..(offset + self.program.ty(t).bytes) as usize
    }
}

/// The dynamic type of an interface's type word.
#[inline]
pub fn type_of(program: &Program, type_word: u64) -> Option<TypeId> {
    let t = u16::try_from(type_word.checked_sub(1)?).ok().map(TypeId)?;
    (t.idx() < program.types.len()).then_some(t)
}

/// A hash of bytes.
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut hash = bytes.len() as u64;
    for chunk in chunks {
        hash = mix(hash ^ u64::from_le_bytes(*chunk));
    }
    mix(hash ^ short(rest))
}

/// Less than eight bytes in a word, as which no other so many have: their length is known. From four on in two parts that
/// may overlap.
#[inline]
pub fn short(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>(), bytes) {
        (Some(low), Some(high), _) => {
            u64::from(u32::from_le_bytes(*low)) | u64::from(u32::from_le_bytes(*high)) << 32
        }
        (_, _, &[first, .., last]) => {
            u64::from(first) | u64::from(bytes[bytes.len() / 2]) << 8 | u64::from(last) << 16
        }
        (_, _, &[only]) => u64::from(only),
        _ => 0,
    }
}

/// The hash of the first `len` bytes of a word, which are a scalar; the others are 0.
pub const fn hash_scalar(word: u64, len: u32) -> u64 {
    mix(len as u64 ^ word)
}

/// Scatters the bits of a word; those of the upper half depend on all of them. Fibonacci hashing of both halves at once.
#[inline]
pub const fn mix(word: u64) -> u64 {
    (word ^ (word >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
