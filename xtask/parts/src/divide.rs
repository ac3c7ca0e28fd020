//! Divides a module in two that share memory, tables and globals: what is before a door, and what is behind it.
//!
//! The second one imports from the first one what it calls there. The first one never calls the second by name; it gets
//! there by the table, whose places for functions of the second are empty until that is there.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ops::Range;

use anyhow::{Context as _, Result};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    FunctionSection, ImportSection, Module, TypeSection,
};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, DataSectionReader, ElementSectionReader, ExportSectionReader,
    ExternalKind, FunctionSectionReader, Parser,
};

use crate::linked::Behind;
use crate::whole::Whole;

/// The name under which the second module imports the first one.
const FIRST: &str = "";

/// A module in two parts.
#[derive(Debug)]
pub struct Divided {
    /// What starts: it exports what the whole did, but for the door.
    pub first: Vec<u8>,
    /// What is behind the door, and exports it.
    pub second: Vec<u8>,
}

/// Divides a module. Functions that have no name, or one that is not `behind` the door, are in the first part; `mark`
/// is the name of one more export of that part.
///
/// # Errors
/// It is no module as we build them, or a function of the first part calls one of the second.
pub fn divided(module: &[u8], behind: &Behind, mark: &str) -> Result<Divided> {
    let whole = Whole::read(module, behind)?;
    let lent = whole.lent()?;
    let mut first = Module::new();
    let places = whole.places(0..whole.imported, false);
    let mut part = First { whole: &whole, places, lent: &lent, behind: &behind.data, mark };
    part.parse_core_module(&mut first, Parser::new(0), module)?;
    Ok(Divided { first: first.finish(), second: second(&whole, &lent, behind)? })
}

/// The name by which the second part knows something of the first one.
fn lent_name(kind: char, index: u32) -> String {
    format!("{kind}{index}-")
}

struct First<'a> {
    whole: &'a Whole<'a>,
    /// The number that each function has here.
    places: Vec<u32>,
    lent: &'a [u32],
    behind: &'a [Range<u32>],
    mark: &'a str,
}

type Reencoded<T = ()> = Result<T, Error<Infallible>>;

impl Reencode for First<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Reencoded<u32> {
        Ok(self.places[function as usize])
    }

    /// Names are not those of this part any more.
    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader<'_>) -> Reencoded {
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        out: &mut FunctionSection,
        _: FunctionSectionReader<'_>,
    ) -> Reencoded {
        for function in self.whole.own(false) {
            out.function(self.whole.functions[function as usize]);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, out: &mut CodeSection, _: CodeSectionReader<'_>) -> Reencoded {
        for function in self.whole.own(false) {
            self.parse_function_body(out, self.whole.body(function))?;
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        out: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Reencoded {
        for export in section {
            let export = export?;
            if export.kind != ExternalKind::Func || !self.whole.is_second(export.index) {
                self.parse_export(out, export)?;
            }
        }
        for &function in self.lent {
            out.export(&lent_name('f', function), ExportKind::Func, self.places[function as usize]);
        }
        for (kind, index, ty) in self.whole.shared() {
            let kind_of = |ty| match ty {
                EntityType::Table(_) => ExportKind::Table,
                EntityType::Memory(_) => ExportKind::Memory,
                _ => ExportKind::Global,
            };
            out.export(&lent_name(kind, index), kind_of(ty), index);
        }
        out.export(self.mark, ExportKind::Memory, 0);
        Ok(())
    }

    fn parse_element_section(&mut self, out: &mut ElementSection, _: ElementSectionReader<'_>) -> Reencoded {
        entries(self.whole, &self.places, false, out);
        Ok(())
    }

    fn parse_data_section(&mut self, out: &mut DataSection, _: DataSectionReader<'_>) -> Reencoded {
        for (address, bytes) in &self.whole.data {
            // Zeros take no more room, compressed, than a gap does.
            let mut bytes = bytes.to_vec();
            for range in self.behind {
                let place = |at: u32| (at.saturating_sub(*address) as usize).min(bytes.len());
                let range = place(range.start)..place(range.end);
                bytes[range].fill(0);
            }
            out.active(0, &ConstExpr::i32_const(address.cast_signed()), bytes);
        }
        Ok(())
    }
}

struct Second<'a> {
    /// The number that each function has here.
    places: &'a [u32],
}

impl Reencode for Second<'_> {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Reencoded<u32> {
        Ok(self.places[function as usize])
    }
}

fn second(whole: &Whole<'_>, lent: &[u32], behind: &Behind) -> Result<Vec<u8>> {
    let places = whole.places(lent.iter().copied(), true);
    let mut part = Second { places: &places };
    let mut types = TypeSection::new();
    part.parse_type_section(&mut types, whole.types.clone().context("a module without types")?)?;
    let mut imports = ImportSection::new();
    for &function in lent {
        let ty = EntityType::Function(whole.functions[function as usize]);
        imports.import(FIRST, &lent_name('f', function), ty);
    }
    for (kind, index, ty) in whole.shared() {
        imports.import(FIRST, &lent_name(kind, index), ty);
    }
    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for function in whole.own(true) {
        functions.function(whole.functions[function as usize]);
        part.parse_function_body(&mut code, whole.body(function))?;
    }
    let mut exports = ExportSection::new();
    for &(name, function) in whole.exports.iter().filter(|(_, function)| whole.is_second(*function)) {
        exports.export(name, ExportKind::Func, places[function as usize]);
    }
    let mut elements = ElementSection::new();
    entries(whole, &places, true, &mut elements);
    let mut data = DataSection::new();
    for range in &behind.data {
        let bytes = whole.bytes(range).with_context(|| format!("there are no data at {range:?}"))?;
        data.active(0, &ConstExpr::i32_const(range.start.cast_signed()), bytes.iter().copied());
    }
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&exports);
    module.section(&elements).section(&code).section(&data);
    Ok(module.finish())
}

/// The entries of tables that are functions of one of the parts.
fn entries(whole: &Whole<'_>, places: &[u32], second: bool, out: &mut ElementSection) {
    for (table, start, functions) in &whole.elements {
        let mut at = *start;
        for run in functions.chunk_by(|a, b| whole.is_second(*a) == whole.is_second(*b)) {
            if whole.is_second(run[0]) == second {
                let run: Vec<u32> = run.iter().map(|function| places[*function as usize]).collect();
                let offset = ConstExpr::i32_const(at.cast_signed());
                out.active(
                    Some(*table).filter(|table| *table > 0),
                    &offset,
                    Elements::Functions(Cow::Owned(run)),
                );
            }
            at += run.len() as u32;
        }
    }
}
