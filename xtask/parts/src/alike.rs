//! Puts functions that are alike beside each other. Compression looks back thirty kilobytes, and the page's module is fifty
//! times as long: in the order in which functions come, most of what they share is out of sight.

use std::collections::BTreeMap;
use std::convert::Infallible;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, CustomSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

use crate::publish::gzip;

/// What is looked for in functions: stretches of so many bytes, of which one in so many counts, so that there are not too
/// many. Which length is best nobody knows before.
const STRETCH_BYTES: [usize; 3] = [4, 5, 6];
const SAMPLE: u64 = 4;
/// What is in more functions than that tells nothing.
const SHARERS_MAX: usize = 1000;

/// The same module with its functions in the order that compresses best, and without what linkers and debuggers like to know.
pub fn reordered(module: &[u8]) -> Result<Vec<u8>> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(&module[body.range()]),
            _ => {}
        }
    }
    let mut best: Option<(usize, Vec<u8>)> = None;
    for stretch_bytes in STRETCH_BYTES {
        let module = in_order(module, imported, order(&bodies, stretch_bytes))?;
        let len = gzip(&module)?.len();
        if best.as_ref().is_none_or(|best| len < best.0) {
            best = Some((len, module));
        }
    }
    best.map(|(_, module)| module).context("there is an order")
}

fn in_order(module: &[u8], imported: u32, order: Vec<usize>) -> Result<Vec<u8>> {
    let mut places = vec![0; order.len()];
    for (to, &from) in (0..).zip(&order) {
        places[from] = to;
    }
    let mut out = Module::new();
    Reordered { imported, order, places }.parse_core_module(&mut out, Parser::new(0), module)?;
    Ok(out.finish())
}

/// The numbers of `bodies`, each followed by what is most like it of those that are left.
fn order(bodies: &[&[u8]], stretch_bytes: usize) -> Vec<usize> {
    let samples: Vec<Vec<u64>> = bodies.iter().map(|body| sample(body, stretch_bytes)).collect();
    let mut sharers: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (body, sample) in samples.iter().enumerate() {
        for &stretch in sample {
            sharers.entry(stretch).or_default().push(body);
        }
    }
    let mut by_size: Vec<usize> = (0..bodies.len()).collect();
    by_size.sort_by_key(|&body| (bodies[body].len(), body));
    let (mut is_left, mut shared) = (vec![true; bodies.len()], vec![0_u64; bodies.len()]);
    let mut order = Vec::with_capacity(bodies.len());
    let mut next = by_size.pop();
    while let Some(body) = next {
        is_left[body] = false;
        order.push(body);
        let mut found = Vec::new();
        for stretch in &samples[body] {
            let Some(with) = sharers.get_mut(stretch) else { continue };
            with.retain(|&other| is_left[other]);
            for &other in with.iter().filter(|_| with.len() <= SHARERS_MAX) {
                if shared[other] == 0 {
                    found.push(other);
                }
                shared[other] += 1;
            }
        }
        // The part of all their stretches that they share; fractions are compared without division.
        let part = |other: usize| {
            (shared[other], (samples[body].len() + samples[other].len()) as u64 - shared[other])
        };
        next = found.iter().copied().max_by(|&a, &b| {
            let ((a_shared, a_all), (b_shared, b_all)) = (part(a), part(b));
            (a_shared * b_all).cmp(&(b_shared * a_all)).then(b.cmp(&a))
        });
        found.iter().for_each(|&other| shared[other] = 0);
        while next.is_none() {
            match by_size.pop() {
                Some(body) => next = is_left[body].then_some(body),
                None => break,
            }
        }
    }
    order
}

/// Stretches of a function's bytes, by their hashes.
fn sample(body: &[u8], stretch_bytes: usize) -> Vec<u64> {
    let hash = |stretch: &[u8]| {
        let number = stretch.iter().fold(0, |number, &byte| number << 8 | u64::from(byte));
        number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 24
    };
    let mut sample: Vec<u64> =
        body.windows(stretch_bytes).map(hash).filter(|hash| hash % SAMPLE == 0).collect();
    sample.sort_unstable();
    sample.dedup();
    sample
}

struct Reordered {
    imported: u32,
    /// At each place: which function.
    order: Vec<usize>,
    /// Of each function: its place.
    places: Vec<u32>,
}

impl Reencode for Reordered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Infallible>> {
        let own = function.checked_sub(self.imported);
        Ok(own.map_or(function, |own| self.imported + self.places[own as usize]))
    }

    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &from in &self.order {
            functions.function(types[from]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for place in 0..self.order.len() {
            self.parse_function_body(code, bodies[self.order[place]].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        EntityType, ExportKind, ExportSection, Function, ImportSection, TypeSection, ValType,
    };

    use super::*;

    /// A module whose functions each give back two constants and call the next one; the first is imported.
    fn module(constants: &[i32]) -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("page", "call", EntityType::Function(0));
        let (mut functions, mut exports, mut code) =
            (FunctionSection::new(), ExportSection::new(), CodeSection::new());
        for (i, &constant) in (0..).zip(constants) {
            functions.function(1);
            exports.export(&format!("f{i}"), ExportKind::Func, i + 1);
            let mut function = Function::new([]);
            function.instructions().call(0).i32_const(constant).i32_const(constant).i32_add();
            function.instructions().call((i + 1) % constants.len() as u32 + 1).i32_add().end();
            code.function(&function);
        }
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module.finish()
    }

    /// For each export: the constant of its function, and that of the function that it calls.
    fn meaning(module: &[u8]) -> Vec<(i32, i32)> {
        let (mut exports, mut bodies) = (Vec::new(), Vec::new());
        for payload in Parser::new(0).parse_all(module) {
            match payload.unwrap() {
                Payload::ExportSection(section) => {
                    exports.extend(section.into_iter().map(|export| export.unwrap().index as usize - 1));
                }
                Payload::CodeSectionEntry(body) => {
                    let (mut constant, mut called) = (0, 0);
                    for operator in body.get_operators_reader().unwrap() {
                        match operator.unwrap() {
                            wasmparser::Operator::I32Const { value } => constant = value,
                            wasmparser::Operator::Call { function_index } => called = function_index,
                            _ => {}
                        }
                    }
                    bodies.push((constant, called as usize - 1));
                }
                _ => {}
            }
        }
        exports.iter().map(|&at: &usize| (bodies[at].0, bodies[bodies[at].1].0)).collect()
    }

    #[test]
    fn functions_stand_elsewhere_and_do_the_same() {
        let alike = [1_000_001, 2, 3_000_003, 1_000_001, 5, 3_000_003, 7, 1_000_001];
        let before = module(&alike);
        let after = reordered(&before).unwrap();
        assert_eq!(meaning(&before), meaning(&after));
        assert_ne!(before, after);
        wasmparser::validate(&after).unwrap();
    }

    #[test]
    fn alike_bodies_follow_each_other() {
        let (a, b) = ((0..200).collect::<Vec<u8>>(), (0..=255).rev().collect::<Vec<u8>>());
        let (mut a2, mut b2) = (a.clone(), b.clone());
        (a2[0], b2[0]) = (9, 9);
        let order = order(&[&a, &b, &[1, 2], &a2, &b2], 5);
        let place = |body: usize| order.iter().position(|&it| it == body).unwrap();
        assert_eq!((place(0).abs_diff(place(3)), place(1).abs_diff(place(4))), (1, 1));
        assert_eq!(order.len(), 5);
    }
}
