//! What was found, in the words that cmd/compile has for it with `-m`, so that both can be compared.

use std::rc::Rc;

use super::Escape;
use super::graph::{Batch, ESCAPES};
use super::ir::{Ir, K, Op};
use super::keys::Key;
use super::leaks::{Leaks, Sink};
use crate::arena::Arena;
use crate::ast::{DeclKind, ExprId, FuncDecl};
use crate::check::{Importer, Library, Own, PkgId, VarKind};
use crate::diag::has_errors;
use crate::slices::whole;
use crate::sorted::SortedMap;
use crate::source::SourceFile;
use crate::visit::{Node, walk};

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// The line that it is about.
    pub line: u32,
    /// `moved to heap: x`, `leaking param: p`; of parameters and expressions `escapes to heap` or `does not escape` alone,
    /// of an append with that word before it. And `can inline f with cost n`, of functions without type parameters.
    pub text: String,
}

/// What is found in a program of one file; none if it has errors. Without inlining it is what `-l` gives.
pub fn explain(file: SourceFile, std: &mut Importer<'_>, is_inlining: bool) -> Option<Vec<Remark>> {
    let arena = Arena::new();
    whole(async {
        let own = Own::parse(vec![Rc::new(file)], &arena).await;
        let library = Library::load(&own, std, &arena, false).await;
        let checked = own.check(&library).await;
        if has_errors(&checked.diagnostics) {
            return None;
        }
        let mut decls = SortedMap::new();
        let mut own = Vec::new();
        for (index, package) in checked.packages.iter().enumerate() {
            for decl in package.files.iter().flat_map(|file| file.decls) {
                if let DeclKind::Func(func) = &decl.kind
                    && let Some(obj) = package.info.funcs.get(&func.name.id).and_then(|info| info.obj)
                {
                    decls.insert(obj, (PkgId(index as u16), *func));
                    if !package.is_imported {
                        own.push(obj);
                    }
                }
            }
        }
        let mut types = checked.types.clone();
        let mut escape = Escape::new(&checked, &mut types, &decls);
        (escape.is_inlining, escape.observer) = (is_inlining, Some(remark as Observer));
        for obj in own {
            if checked.objects.get(obj).type_params(&checked.types).is_empty() {
                escape.look_at(Key { obj, args: [].into() }).await;
            }
        }
        Some(escape.remarks)
    })
}

/// Sees what was found in a batch: its functions, and the leaks of each with its literals.
pub(super) type Observer =
    fn(&mut Escape<'_, '_>, keys: &[K], irs: &[Ir], batch: &Batch<'_>, leaks: &[Vec<Vec<Leaks>>]);

/// Notes what was found in a batch.
fn remark(escape: &mut Escape<'_, '_>, keys: &[K], irs: &[Ir], batch: &Batch<'_>, leaks: &[Vec<Vec<Leaks>>]) {
    let mut remarks = std::mem::take(&mut escape.remarks);
    for (index, (&key, ir)) in keys.iter().zip(irs).enumerate() {
        let known = escape.keys.known(key).and_then(|known| known.cost);
        let key = &escape.keys.key(key);
        let Some(&(_, decl)) = escape.decls.get(&key.obj) else { continue };
        if !escape.is_imported(key.obj) {
            let cost = known.filter(|_| key.args.is_empty());
            escape.remark_on(&mut remarks, cost, decl, (index as u32, ir), batch, &leaks[index]);
        }
    }
    escape.remarks = remarks;
}

impl Escape<'_, '_> {
    fn remark_on(
        &self,
        remarks: &mut Vec<Remark>,
        cost: Option<i32>,
        decl: &FuncDecl<'_>,
        (index, ir): (u32, &Ir),
        batch: &Batch<'_>,
        leaks: &[Vec<Leaks>],
    ) {
        let line_of = |span: crate::source::Span| {
            self.checked.sources.get(span.file).map_or(0, |file| file.line_col(span.start).line)
        };
        let mut lines: SortedMap<ExprId, u32> = SortedMap::new();
        decl.body.iter().for_each(|body| {
            walk(body, |node| {
                if let Node::Expr(expr) = node {
                    lines.insert(expr.id, line_of(expr.span));
                }
                true
            });
        });
        if let Some(cost) = cost {
            let text = format!("can inline {} with cost {cost}", decl.name.name);
            remarks.push(Remark { line: line_of(decl.name.span), text });
        }
        for (v, var) in ir.vars.iter().enumerate() {
            let l = batch.location(index, v as u32);
            let Some(obj) = var.obj.filter(|_| batch.has(l, ESCAPES)) else { continue };
            let object = self.checked.objects.get(obj);
            let kind = self.checked.objects.var(obj).map(|var| var.kind);
            if var.copy == 0 && kind.is_some_and(|kind| kind != VarKind::Package) {
                let text = format!("moved to heap: {}", object.name);
                remarks.push(Remark { line: line_of(object.span), text });
            }
        }
        for (f, params) in leaks.iter().enumerate() {
            let fun = ir.fun(f as u32);
            for (&v, leaks) in fun.params.iter().zip(params).filter(|_| fun.copy == 0 && !fun.is_range) {
                let (var, l) = (ir.var(v), batch.location(index, v));
                let Some(obj) = var.obj.filter(|_| var.ptrs && !var.is_blank && !batch.has(l, ESCAPES))
                else {
                    continue;
                };
                let object = self.checked.objects.get(obj);
                let results: Vec<String> = fun
                    .results
                    .iter()
                    .enumerate()
                    .map(|(n, &v)| {
                        let name = ir.var(v).obj.map(|obj| self.checked.objects.get(obj).name.to_string());
                        name.filter(|name| !name.is_empty()).unwrap_or_else(|| format!("~r{n}"))
                    })
                    .collect();
                for text in texts(&object.name, leaks, &results) {
                    remarks.push(Remark { line: line_of(object.span), text });
                }
            }
        }
        for &(_, n, l) in batch.spills.iter().filter(|spill| spill.0 == index) {
            let node = ir.node(n);
            let Some(&line) = lines.get(&ExprId(node.at)).filter(|_| node.copy == 0) else { continue };
            let what = if node.op == Op::Append { "append " } else { "" };
            let verdict = if batch.has(l, ESCAPES) { "escapes to heap" } else { "does not escape" };
            remarks.push(Remark { line, text: format!("{what}{verdict}") });
        }
    }
}

/// Source: cmd/compile/internal/escape/escape.go:reportLeaks.
fn texts(name: &str, leaks: &Leaks, results: &[String]) -> Vec<String> {
    let mut texts = Vec::new();
    match leaks.get(Sink::Heap) {
        Some(0) => texts.push(format!("leaking param: {name}")),
        Some(_) => texts.push(format!("leaking param content: {name}")),
        None => {}
    }
    for (n, derefs) in leaks.results() {
        let result = results.get(n).map_or("?", String::as_str);
        texts.push(format!("leaking param: {name} to result {result} level={derefs}"));
    }
    if texts.is_empty() {
        texts.push("does not escape".to_string());
    }
    texts
}
