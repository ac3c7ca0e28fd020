//! Generic code that would need instances without end.
//! Source: cmd/compile/internal/types2/mono.go.

use crate::sorted::{SortedMap, SortedSet};

use super::checker::Checker;
use super::object::ObjId;
use super::types::{Ty, Type};
use crate::diag::Diagnostic;
use crate::source::Span;

/// How type parameters flow into each other.
#[derive(Debug, Default)]
pub(super) struct MonoGraph {
    vertices: Vec<Vertex>,
    index_of: SortedMap<ObjId, usize>,
    edges: Vec<Edge>,
    /// Parameters that receivers declare stand for those of their types.
    canonical: SortedMap<ObjId, ObjId>,
}

#[derive(Debug)]
struct Vertex {
    obj: ObjId,
    weight: u32,
    /// The last edge of the heaviest way here, and how many edges that has.
    last_edge: usize,
    len: usize,
}

/// `to` is instantiated with `ty`, which mentions `from`.
#[derive(Debug)]
struct Edge {
    to: usize,
    from: usize,
    /// 1 if the argument is larger than the parameter it mentions.
    weight: u32,
    span: Span,
    ty: Ty,
}

impl MonoGraph {
    pub(super) fn set_canonical(&mut self, param: ObjId, of_type: ObjId) {
        self.canonical.insert(param, of_type);
    }

    fn vertex(&mut self, obj: ObjId) -> usize {
        let obj = self.canonical.get(&obj).copied().unwrap_or(obj);
        let vertices = &mut self.vertices;
        *self.index_of.get_or_insert_with(obj, || {
            vertices.push(Vertex { obj, weight: 0, last_edge: 0, len: 0 });
            vertices.len() - 1
        })
    }

    /// The vertex at the end of a way longer than any without a cycle, if there is one.
    fn relax(&mut self) -> Option<usize> {
        loop {
            let mut again = false;
            for (index, edge) in self.edges.iter().enumerate() {
                let (weight, len) =
                    (self.vertices[edge.from].weight + edge.weight, self.vertices[edge.from].len + 1);
                let count = self.vertices.len();
                let to = &mut self.vertices[edge.to];
                if weight <= to.weight {
                    continue;
                }
                to.last_edge = index;
                to.len = len;
                if len >= count {
                    return Some(edge.to);
                }
                to.weight = weight;
                again = true;
            }
            if !again {
                return None;
            }
        }
    }
}

impl Checker<'_> {
    /// Notes that generic code is instantiated with these arguments.
    pub(super) fn note_instance(&mut self, span: Span, params: &[Ty], args: &[Ty], spans: &[Span]) {
        for (index, (&param, &arg)) in params.iter().zip(args).enumerate() {
            let Some(param) = self.types.as_param(param).map(|id| self.types.param(id).obj) else { continue };
            if self.objects.get(param).pkg != Some(self.pkg) {
                continue;
            }
            let span = spans.get(index).copied().unwrap_or(span);
            let mut mentioned = Vec::new();
            self.collect_params(arg, &mut mentioned, &mut SortedSet::new());
            for (obj, ty) in mentioned {
                let weight = u32::from(ty != self.types.unalias(arg));
                let (to, from) = (self.mono.vertex(param), self.mono.vertex(obj));
                self.mono.edges.push(Edge { to, from, weight, span, ty: arg });
            }
        }
    }

    /// The type parameters that a type mentions; a type declared in generic code mentions that code's.
    fn collect_params(&self, ty: Ty, found: &mut Vec<(ObjId, Ty)>, seen: &mut SortedSet<Ty>) {
        let ty = self.types.unalias(ty);
        if !seen.insert(ty) {
            return;
        }
        let mut all = |types: &[Ty]| {
            for &part in types {
                self.collect_params(part, found, seen);
            }
        };
        match self.types.get(ty) {
            Type::Param(id) => found.push((self.types.param(*id).obj, ty)),
            Type::Named(id) => {
                let named = self.types.named(*id);
                all(&named.type_args);
                all(&named.outer_params);
            }
            Type::Pointer(elem) | Type::Slice(elem) | Type::Array { elem, .. } | Type::Chan { elem, .. } => {
                all(&[*elem]);
            }
            Type::Map { key, elem } => all(&[*key, *elem]),
            Type::Signature(signature) => {
                all(&signature
                    .params
                    .iter()
                    .chain(signature.results.iter())
                    .map(|v| v.ty)
                    .collect::<Vec<_>>());
            }
            Type::Struct(fields) => all(&fields.iter().map(|field| field.ty).collect::<Vec<_>>()),
            Type::Interface(id) => {
                let methods = &self.types.interface(*id).methods;
                all(&methods.iter().map(|method| method.ty).collect::<Vec<_>>());
            }
            _ => {}
        }
    }

    /// Reports instances that need ever larger instances.
    pub(super) fn report_instance_cycles(&mut self) {
        let Some(mut at) = self.mono.relax() else { return };
        let mut stack = Vec::new();
        while !stack.contains(&at) {
            stack.push(at);
            at = self.mono.edges[self.mono.vertices[at].last_edge].from;
        }
        let start = stack.iter().position(|&vertex| vertex == at).unwrap_or(0);
        let span = self.objects.get(self.mono.vertices[at].obj).span;
        let mut diagnostic = Diagnostic::error(span, "instantiation cycle:");
        for &vertex in &stack[start..] {
            let edge = &self.mono.edges[self.mono.vertices[vertex].last_edge];
            let name = &self.objects.get(self.mono.vertices[edge.to].obj).name;
            let text = format!("{name} instantiated as {}", self.type_text(edge.ty));
            diagnostic = diagnostic.with_note(edge.span, text);
        }
        self.report(diagnostic);
    }
}
