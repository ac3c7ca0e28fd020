//! Constants into slots and into bytes.

use gopark_program::{MemKind, Slot, TypeId, TypeKind};

use super::Module;
use super::body::Body;
use crate::ast::Expr;
use crate::check::Value;

impl Body<'_, '_> {
    /// A constant of a type.
    pub fn constant(&mut self, value: &Value, t: TypeId, want: Option<Slot>) -> Slot {
        if self.m.is_interface(t) {
            let default = match value {
                Value::Bool(_) => crate::check::Ty::BOOL,
                Value::Str(_) => crate::check::Ty::STRING,
                Value::Float(_) => crate::check::Ty::FLOAT64,
                Value::Complex(..) => crate::check::Ty::COMPLEX128,
                Value::Int(_) | Value::Unknown => crate::check::Ty::INT,
            };
            let from = self.m.type_id(default);
            let d = self.dest(want, t);
            self.constant_iface(value, from, d);
            return d;
        }
        let d = self.dest(want, t);
        if matches!(self.m.kind(t), TypeKind::Slice(_)) {
            return d;
        }
        let words = self.m.constant_words(value, t);
        for (index, &word) in words.iter().enumerate() {
            self.word(d + index as Slot, word);
        }
        d
    }

    /// An interface that holds a constant of type `from`, which lies in the data segment.
    pub fn constant_iface(&mut self, value: &Value, from: TypeId, d: Slot) {
        self.m.mark_dynamic(from);
        let bytes = self.m.constant_bytes(value, from).unwrap_or_default();
        let boxed = self.m.data.boxed(&bytes);
        self.word(d, u64::from(from.0) + 1);
        self.word(d + 1, boxed);
    }

    /// The value of a constant integer expression that fits an instruction.
    pub fn small_constant(&self, expr: &Expr) -> Option<i16> {
        let word = self.info.expr(expr.id).value.as_ref()?.as_word()?;
        i16::try_from(word as i64).ok()
    }
}

impl Module<'_> {
    /// A constant in usual form.
    pub fn constant_words(&mut self, value: &Value, t: TypeId) -> Vec<u64> {
        match *self.kind(t) {
            TypeKind::String => {
                let bytes = value.as_bytes().unwrap_or(&[]);
                vec![self.data.string(bytes), bytes.len() as u64]
            }
            TypeKind::Float32 => vec![f64::from(value.as_f32().unwrap_or(0.0)).to_bits()],
            TypeKind::Float64 => vec![value.as_f64().unwrap_or(0.0).to_bits()],
            TypeKind::Complex64 => {
                let (re, im) = value.as_c128().unwrap_or((0.0, 0.0));
                vec![f64::from(re as f32).to_bits(), f64::from(im as f32).to_bits()]
            }
            TypeKind::Complex128 => {
                let (re, im) = value.as_c128().unwrap_or((0.0, 0.0));
                vec![re.to_bits(), im.to_bits()]
            }
            _ => vec![self.cut(value.as_word().unwrap_or(0), t)],
        }
    }

    /// An integer cut to the width of its type, as a conversion in generic code cuts it.
    fn cut(&self, word: u64, t: TypeId) -> u64 {
        match self.mem_kind(t) {
            Some(MemKind::I8) => word as i8 as u64,
            Some(MemKind::I16) => word as i16 as u64,
            Some(MemKind::I32) => word as i32 as u64,
            Some(MemKind::U8) => u64::from(word as u8),
            Some(MemKind::U16) => u64::from(word as u16),
            Some(MemKind::U32) => u64::from(word as u32),
            _ => word,
        }
    }

    /// A constant in memory form; none for what is no plain value.
    pub fn constant_bytes(&mut self, value: &Value, t: TypeId) -> Option<Vec<u8>> {
        let words = match *self.kind(t) {
            TypeKind::Interface(_) => return None,
            TypeKind::Float32 => vec![u64::from(value.as_f32().unwrap_or(0.0).to_bits())],
            TypeKind::Complex64 => {
                let (re, im) = value.as_c128().unwrap_or((0.0, 0.0));
                vec![u64::from((re as f32).to_bits()) | u64::from((im as f32).to_bits()) << 32]
            }
            _ => self.constant_words(value, t),
        };
        let mut bytes: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        bytes.truncate(self.bytes(t) as usize);
        Some(bytes)
    }
}
