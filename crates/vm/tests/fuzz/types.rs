//! The types of generated programs.

use std::fmt;

use gopark_sched::Rng;

pub const INTS: [&str; 10] =
    ["int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64"];
/// Struct types a program declares.
pub const STRUCTS: usize = 3;

#[derive(Clone, PartialEq, Eq)]
pub enum Type {
    /// By its place in [`INTS`].
    Int(usize),
    Float,
    Bool,
    Text,
    Slice(Box<Self>),
    /// With three elements.
    Array(Box<Self>),
    /// Of strings.
    Map(Box<Self>),
    /// By its number: `s0`, `s1` and so on.
    Struct(usize),
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(i) => f.write_str(INTS[*i]),
            Self::Float => f.write_str("float64"),
            Self::Bool => f.write_str("bool"),
            Self::Text => f.write_str("string"),
            Self::Slice(elem) => write!(f, "[]{elem}"),
            Self::Array(elem) => write!(f, "[3]{elem}"),
            Self::Map(elem) => write!(f, "map[string]{elem}"),
            Self::Struct(i) => write!(f, "s{i}"),
        }
    }
}

impl Type {
    pub const INT: Self = Self::Int(0);

    pub fn scalar(rng: &mut Rng) -> Self {
        match rng.below(8) {
            0 => Self::Float,
            1 => Self::Bool,
            2 => Self::Text,
            3 => Self::INT,
            _ => Self::Int(rng.below(INTS.len() as u64) as usize),
        }
    }

    pub fn any(rng: &mut Rng) -> Self {
        match rng.below(10) {
            0 | 1 => Self::Slice(Box::new(Self::elem(rng))),
            2 => Self::Array(Box::new(Self::elem(rng))),
            3 => Self::Map(Box::new(Self::elem(rng))),
            4 => Self::Struct(rng.below(STRUCTS as u64) as usize),
            _ => Self::scalar(rng),
        }
    }

    fn elem(rng: &mut Rng) -> Self {
        match rng.below(6) {
            0 => Self::Struct(rng.below(STRUCTS as u64) as usize),
            1 => Self::Slice(Box::new(Self::scalar(rng))),
            _ => Self::scalar(rng),
        }
    }

    /// The types of a struct's fields, `a`, `b` and `c`: the same in every program.
    pub fn fields(number: usize) -> [Self; 3] {
        match number {
            0 => [Self::INT, Self::Text, Self::Int(1)],
            1 => [Self::Float, Self::Bool, Self::Struct(0)],
            _ => [Self::Int(6), Self::Array(Box::new(Self::Int(9))), Self::Int(3)],
        }
    }

    pub const fn is_ordered(&self) -> bool {
        matches!(self, Self::Int(_) | Self::Float | Self::Text)
    }
}
