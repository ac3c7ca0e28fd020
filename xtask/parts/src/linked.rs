//! What the linker knows of a module: which function and which piece of data refers to which.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Result, ensure};
use wasmparser::{
    BinaryReaderError, DataKind, ExternalKind, KnownCustom, Linking, Name, Parser, Payload,
    RelocSectionReader, SymbolInfo, TypeRef,
};

use crate::whole::constant;

/// What can be reached through one door alone, that is, only from what one exported function refers to.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Behind {
    /// Functions, by the names that linker and compiler give them.
    pub functions: BTreeSet<String>,
    /// Data, by address: in order, apart from each other.
    pub data: Vec<Range<u32>>,
}

/// Finds what is behind the exported function `door` of a module that was linked with `--emit-relocs`.
///
/// # Errors
/// It is no such module, or has no such export.
pub fn behind(linked: &[u8], door: &str) -> Result<Behind> {
    let module = Linked::read(linked)?;
    ensure!(!module.symbols.is_empty(), "the linker left out what refers to what (--emit-relocs)");
    ensure!(module.exports.iter().any(|(name, _)| *name == door), "the module exports no {door}");
    let is_before = module.reached(&module.exports_but(door));
    let own = module.names.range(module.imported..);
    let functions = own.filter(|(function, _)| !is_before[**function as usize]);
    Ok(Behind {
        functions: functions.map(|(_, name)| (*name).to_owned()).collect(),
        data: module.data_but(&is_before),
    })
}

#[derive(Default)]
struct Linked<'a> {
    imported: u32,
    names: BTreeMap<u32, &'a str>,
    exports: Vec<(&'a str, u32)>,
    /// Where each function of its own lies in the section of code.
    code: Vec<Range<usize>>,
    segments: Vec<Segment>,
    symbols: Vec<Symbol>,
    /// At which place of the section of code which symbol is referred to; the same for data.
    from_code: Vec<(usize, u32)>,
    from_data: Vec<(usize, u32)>,
}

/// A piece of memory at the beginning.
struct Segment {
    address: u32,
    /// Where its bytes lie in the section of data.
    bytes: Range<usize>,
}

#[derive(Clone)]
enum Symbol {
    Function(u32),
    Data { segment: u32, offset: u32, len: u32 },
    Other,
}

impl<'a> Linked<'a> {
    fn read(module: &'a [u8]) -> Result<Self> {
        let mut linked = Self::default();
        let mut code_start = 0;
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        linked.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export?;
                        if export.kind == ExternalKind::Func {
                            linked.exports.push((export.name, export.index));
                        }
                    }
                }
                Payload::CodeSectionStart { range, .. } => code_start = range.start,
                Payload::CodeSectionEntry(body) => {
                    let range = body.range();
                    linked.code.push(range.start - code_start..range.end - code_start);
                }
                Payload::DataSection(section) => {
                    let start = section.range().start;
                    for data in section {
                        let data = data?;
                        let end = data.range.end - start;
                        let bytes = end - data.data.len()..end;
                        let DataKind::Active { offset_expr, .. } = &data.kind else { continue };
                        linked.segments.push(Segment { address: constant(offset_expr)?, bytes });
                    }
                }
                Payload::CustomSection(section) => {
                    let is_of_code = section.name() == "reloc.CODE";
                    match section.as_known() {
                        KnownCustom::Name(parts) => linked.names(parts)?,
                        KnownCustom::Linking(parts) => {
                            for part in parts.subsections() {
                                linked.symbols(&part?)?;
                            }
                        }
                        KnownCustom::Reloc(entries) => {
                            let to = if is_of_code { &mut linked.from_code } else { &mut linked.from_data };
                            to.extend(references(&entries)?);
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        Ok(linked)
    }

    fn names(&mut self, parts: wasmparser::NameSectionReader<'a>) -> Result<()> {
        for part in parts {
            if let Name::Function(names) = part? {
                for naming in names {
                    let naming = naming?;
                    self.names.insert(naming.index, naming.name);
                }
            }
        }
        Ok(())
    }

    fn symbols(&mut self, part: &Linking<'a>) -> Result<()> {
        let Linking::SymbolTable(symbols) = part else { return Ok(()) };
        for symbol in symbols.clone() {
            self.symbols.push(match symbol? {
                SymbolInfo::Func { index, .. } => Symbol::Function(index),
                SymbolInfo::Data { symbol: Some(data), .. } => {
                    Symbol::Data { segment: data.index, offset: data.offset, len: data.size }
                }
                _ => Symbol::Other,
            });
        }
        Ok(())
    }

    /// All exported functions but that one.
    fn exports_but(&self, door: &str) -> Vec<usize> {
        let others = self.exports.iter().filter(|(name, _)| *name != door);
        others.map(|(_, function)| *function as usize).collect()
    }

    /// Which functions, and after them which symbols, can be reached from these functions.
    fn reached(&self, from: &[usize]) -> Vec<bool> {
        let references = self.references();
        let mut is_reached = vec![false; references.len()];
        let mut open = from.to_vec();
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut is_reached[node], true) {
                open.extend(&references[node]);
            }
        }
        is_reached
    }

    /// What each function, and after them what each symbol, refers to.
    fn references(&self) -> Vec<Vec<usize>> {
        let functions = self.imported as usize + self.code.len();
        let mut references = vec![Vec::new(); functions + self.symbols.len()];
        let node = |symbol: u32| match self.symbols.get(symbol as usize) {
            Some(Symbol::Function(function)) => Some(*function as usize),
            Some(Symbol::Data { .. }) => Some(functions + symbol as usize),
            Some(Symbol::Other) | None => None,
        };
        for &(at, to) in &self.from_code {
            let body = self.code.partition_point(|body| body.end <= at);
            references[self.imported as usize + body].extend(node(to));
        }
        // Of pieces that overlap, each refers to what is in it.
        let pieces: Vec<(Range<usize>, usize)> = (0..self.symbols.len())
            .filter_map(|symbol| Some((self.bytes(symbol)?, functions + symbol)))
            .collect();
        let places: BTreeMap<usize, u32> = self.from_data.iter().copied().collect();
        for (bytes, piece) in pieces {
            references[piece].extend(places.range(bytes).filter_map(|(_, to)| node(*to)));
        }
        references
    }

    /// Where a symbol's data lie in the section of data.
    fn bytes(&self, symbol: usize) -> Option<Range<usize>> {
        let Symbol::Data { segment, offset, len } = *self.symbols.get(symbol)? else { return None };
        let start = self.segments.get(segment as usize)?.bytes.start + offset as usize;
        Some(start..start + len as usize)
    }

    /// Addresses of data that only symbols have which are not reached.
    fn data_but(&self, is_reached: &[bool]) -> Vec<Range<u32>> {
        let functions = self.imported as usize + self.code.len();
        let mut data = Vec::new();
        for segment in &self.segments {
            let mut is_behind = vec![false; segment.bytes.len()];
            for reached in [false, true] {
                let symbols = (0..self.symbols.len()).filter(|it| is_reached[functions + it] == reached);
                for bytes in symbols.filter_map(|symbol| self.bytes(symbol)) {
                    if segment.bytes.start <= bytes.start && bytes.end <= segment.bytes.end {
                        let bytes = bytes.start - segment.bytes.start..bytes.end - segment.bytes.start;
                        is_behind[bytes].fill(!reached);
                    }
                }
            }
            let mut at = segment.address;
            for run in is_behind.chunk_by(|a, b| a == b) {
                let end = at + run.len() as u32;
                if run[0] {
                    data.push(at..end);
                }
                at = end;
            }
        }
        data.sort_by_key(|range| range.start);
        data
    }
}

/// At which places which symbols are referred to; types are no symbols.
fn references(entries: &RelocSectionReader<'_>) -> Result<Vec<(usize, u32)>, BinaryReaderError> {
    let mut references = Vec::new();
    for entry in entries.entries() {
        let entry = entry?;
        if !matches!(entry.ty, wasmparser::RelocationType::TypeIndexLeb) {
            references.push((entry.offset as usize, entry.index));
        }
    }
    Ok(references)
}
