//! A module that is to be divided, and which of its functions go where.

use std::ops::Range;

use anyhow::{Result, bail};
use wasm_encoder::EntityType;
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasmparser::{
    ConstExpr, CustomSectionReader, Data, DataKind, Element, ElementItems, ElementKind, ExternalKind,
    FunctionBody, KnownCustom, Name, Operator, Parser, Payload, TypeRef, TypeSectionReader,
};

use crate::linked::Behind;

#[derive(Default)]
pub struct Whole<'a> {
    pub types: Option<TypeSectionReader<'a>>,
    /// Types of all functions, the imported ones first.
    pub functions: Vec<u32>,
    pub imported: u32,
    pub exports: Vec<(&'a str, u32)>,
    /// In which table, from which place on, which functions.
    pub elements: Vec<(u32, u32, Vec<u32>)>,
    /// From which address on, which bytes.
    pub data: Vec<(u32, &'a [u8])>,
    bodies: Vec<FunctionBody<'a>>,
    tables: Vec<EntityType>,
    memories: Vec<EntityType>,
    globals: Vec<EntityType>,
    /// Of each function, whether it is in the second part.
    is_second: Vec<bool>,
}

impl<'a> Whole<'a> {
    /// Reads a module. What is `behind` the door is in its second part.
    pub fn read(module: &'a [u8], behind: &Behind) -> Result<Self> {
        let mut whole = Self::default();
        let mut second = Vec::new();
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(section) => whole.types = Some(section),
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        match import?.ty {
                            TypeRef::Func(ty) => whole.functions.push(ty),
                            TypeRef::Table(ty) => {
                                whole.tables.push(RoundtripReencoder.table_type(ty)?.into());
                            }
                            TypeRef::Memory(ty) => {
                                whole.memories.push(RoundtripReencoder.memory_type(ty)?.into());
                            }
                            TypeRef::Global(ty) => {
                                whole.globals.push(RoundtripReencoder.global_type(ty)?.into());
                            }
                            other => bail!("{other:?} is imported"),
                        }
                    }
                    whole.imported = whole.functions.len() as u32;
                }
                Payload::FunctionSection(section) => {
                    for ty in section {
                        whole.functions.push(ty?);
                    }
                }
                Payload::TableSection(section) => {
                    for table in section {
                        whole.tables.push(RoundtripReencoder.table_type(table?.ty)?.into());
                    }
                }
                Payload::MemorySection(section) => {
                    for memory in section {
                        whole.memories.push(RoundtripReencoder.memory_type(memory?)?.into());
                    }
                }
                Payload::GlobalSection(section) => {
                    for global in section {
                        whole.globals.push(RoundtripReencoder.global_type(global?.ty)?.into());
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            whole.exports.push((export.name, export.index));
                        }
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        whole.elements.push(entries(&element?)?);
                    }
                }
                Payload::CodeSectionEntry(body) => whole.bodies.push(body),
                Payload::DataSection(section) => {
                    for data in section {
                        whole.data.push(bytes(&data?)?);
                    }
                }
                Payload::CustomSection(section) => second.extend(named(&section, behind)?),
                _ => {}
            }
        }
        whole.is_second = vec![false; whole.functions.len()];
        second.into_iter().for_each(|function| whole.is_second[function as usize] = true);
        Ok(whole)
    }

    pub fn is_second(&self, function: u32) -> bool {
        self.is_second[function as usize]
    }

    /// The functions of one of the parts that are not imported.
    pub fn own(&self, second: bool) -> impl Iterator<Item = u32> {
        (self.imported..self.functions.len() as u32)
            .filter(move |function| self.is_second(*function) == second)
    }

    pub fn body(&self, function: u32) -> FunctionBody<'a> {
        self.bodies[(function - self.imported) as usize].clone()
    }

    /// The number that each function has in one of the parts, which imports these.
    pub fn places(&self, imported: impl IntoIterator<Item = u32>, second: bool) -> Vec<u32> {
        let mut places = vec![u32::MAX; self.functions.len()];
        for (place, function) in (0..).zip(imported.into_iter().chain(self.own(second))) {
            places[function as usize] = place;
        }
        places
    }

    /// Tables, memories and globals, each with a letter for its kind and its number there.
    pub fn shared(&self) -> impl Iterator<Item = (char, u32, EntityType)> {
        let kinds = [('t', &self.tables), ('m', &self.memories), ('g', &self.globals)];
        kinds.into_iter().flat_map(|(kind, all)| (0..).zip(all).map(move |(index, ty)| (kind, index, *ty)))
    }

    /// Functions of the first part that the second one calls, in order.
    pub fn lent(&self) -> Result<Vec<u32>> {
        let mut lent = Vec::new();
        for (function, body) in (self.imported..).zip(&self.bodies) {
            for operator in body.get_operators_reader()? {
                let (Operator::Call { function_index: called }
                | Operator::RefFunc { function_index: called }) = operator?
                else {
                    continue;
                };
                match (self.is_second(function), self.is_second(called)) {
                    (false, true) => {
                        bail!("function {function} of the first part calls {called} of the second")
                    }
                    (true, false) => lent.push(called),
                    _ => {}
                }
            }
        }
        lent.sort_unstable();
        lent.dedup();
        Ok(lent)
    }

    /// What memory holds there at the beginning.
    pub fn bytes(&self, range: &Range<u32>) -> Option<&'a [u8]> {
        self.data.iter().find_map(|(address, bytes)| {
            let (start, end) = (range.start.checked_sub(*address)?, range.end.checked_sub(*address)?);
            bytes.get(start as usize..end as usize)
        })
    }
}

fn entries(element: &Element<'_>) -> Result<(u32, u32, Vec<u32>)> {
    match (&element.kind, &element.items) {
        (ElementKind::Active { table_index, offset_expr }, ElementItems::Functions(functions)) => {
            let functions = functions.clone().into_iter().collect::<Result<_, _>>()?;
            Ok((table_index.unwrap_or(0), constant(offset_expr)?, functions))
        }
        _ => bail!("a table has other entries than functions"),
    }
}

fn bytes<'a>(data: &Data<'a>) -> Result<(u32, &'a [u8])> {
    match &data.kind {
        DataKind::Active { memory_index: 0, offset_expr } => Ok((constant(offset_expr)?, data.data)),
        _ => bail!("there are data that are not in memory from the beginning"),
    }
}

/// A place in a table or in memory.
pub fn constant(expression: &ConstExpr<'_>) -> Result<u32> {
    match expression.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        other => bail!("a place is {other:?}"),
    }
}

/// The functions that are behind the door, by their names.
fn named(section: &CustomSectionReader<'_>, behind: &Behind) -> Result<Vec<u32>> {
    let KnownCustom::Name(parts) = section.as_known() else { return Ok(Vec::new()) };
    let mut functions = Vec::new();
    for part in parts {
        if let Name::Function(names) = part? {
            for naming in names {
                let naming = naming?;
                if behind.functions.contains(naming.name) {
                    functions.push(naming.index);
                }
            }
        }
    }
    Ok(functions)
}
