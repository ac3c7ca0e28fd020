//! How control goes: which functions a goroutine goes through, which loops it never leaves, how often a place is reached.

use super::facts::{Body, Facts, Launch, Loop, Wait};
use super::{Repeats, within};
use crate::ast::{BranchKind, Name};
use crate::check::ObjId;
use crate::source::Span;

impl Facts<'_> {
    /// The innermost body around a place.
    pub fn body_of(&self, span: Span) -> Option<&Body> {
        let around = self.bodies.iter().filter(|body| within(body.span, span));
        around.min_by_key(|body| body.span.end - body.span.start)
    }

    /// The body of a declared function.
    pub fn body_by(&self, func: ObjId) -> Option<&Body> {
        self.bodies.iter().find(|body| body.obj == Some(func))
    }

    /// The body that a goroutine begins with.
    pub fn begins_with(&self, launch: &Launch) -> Option<&Body> {
        match launch.literal {
            Some(span) => self.bodies.iter().find(|body| body.span == span),
            None => self.body_by(launch.func?),
        }
    }

    /// A body and those of the functions that are called there, and so on: everything that a goroutine goes through.
    pub fn reach(&self, from: &Body) -> Vec<Span> {
        let mut spans = vec![from.span];
        let mut next = 0;
        while let Some(&span) = spans.get(next) {
            next += 1;
            for &(at, func) in &self.calls {
                if self.is_here(span, at)
                    && let Some(body) = self.body_by(func)
                    && !spans.contains(&body.span)
                {
                    spans.push(body.span);
                }
            }
        }
        spans
    }

    /// Whether a place in a body belongs to whoever executes the body, and not to a goroutine that is started there.
    pub fn is_here(&self, body: Span, at: Span) -> bool {
        let starts = |literal: Span| literal != body && within(body, literal) && within(literal, at);
        within(body, at) && !self.launches.iter().filter_map(|launch| launch.literal).any(starts)
    }

    /// Whether somebody who goes through `spans` waits there: for somebody else, or for time in a loop.
    pub fn waits_in(&self, spans: &[Span]) -> bool {
        let is_wait = |&(at, wait): &(Span, Wait)| {
            let is_long = wait == Wait::Other || self.loops.iter().any(|it| within(it.body, at));
            is_long && !self.is_tried(at) && spans.iter().any(|&span| self.is_here(span, at))
        };
        // A sleep may be long as well, when nothing else is done.
        let sleeps = |&(at, wait): &(Span, Wait)| {
            wait == Wait::Sleep && spans.iter().any(|&span| self.is_here(span, at))
        };
        self.waits.iter().any(is_wait) || self.waits.iter().any(sleeps)
    }

    fn is_tried(&self, at: Span) -> bool {
        self.tries.iter().any(|&it| within(it, at))
    }

    /// How often a place is reached: by the loops around it, the requests of a handler, and the loops around the calls of
    /// its function.
    pub fn repeats(&self, at: Span) -> Repeats {
        let Some(body) = self.body_of(at) else { return Repeats::Once };
        let own = self.looped(at, body);
        if self.is_handler(body) {
            return Repeats::Open;
        }
        let calls = self.calls.iter().filter(|(_, func)| body.obj == Some(*func));
        let called = calls.filter_map(|&(call, _)| Some(self.looped(call, self.body_of(call)?))).max();
        own.max(called.unwrap_or(Repeats::Once))
    }

    fn looped(&self, at: Span, body: &Body) -> Repeats {
        let around = self.loops.iter().filter(|it| within(it.body, at) && within(body.span, it.span));
        around.map(|it| it.repeats).max().unwrap_or(Repeats::Once)
    }

    /// A function that takes a request.
    fn is_handler(&self, body: &Body) -> bool {
        let objects = &self.vet.checked.objects;
        self.params(body).any(|param| {
            let ty = objects.get(param).ty;
            self.carries_context(ty)
                && matches!(self.vet.checked.types.structure(ty), crate::check::Type::Pointer(_))
        })
    }

    /// The parameters of a body's function.
    pub fn params(&self, body: &Body) -> impl Iterator<Item = ObjId> {
        self.vet.info.funcs.get(&body.id).into_iter().flat_map(|func| func.params.iter().copied())
    }

    /// Whether the innermost loop around a `go` statement has to wait in every turn.
    pub fn is_held(&self, launch: &Launch) -> bool {
        if launch.in_group && self.has_limit {
            return true;
        }
        let Some(body) = self.body_of(launch.span) else { return false };
        let around =
            self.loops.iter().filter(|it| within(it.body, launch.span) && within(body.span, it.span));
        let Some(innermost) = around.min_by_key(|it| it.body.end - it.body.start) else { return false };
        self.waits.iter().any(|&(at, wait)| {
            let is_in_turn = within(innermost.body, at) && self.is_here(body.span, at);
            wait == Wait::Other && is_in_turn && !within(launch.span, at) && !self.is_tried(at)
        })
    }

    /// Whether nothing leaves a `for`; with the values of the switches under which that is so.
    pub fn is_endless(&self, it: &Loop<'_>) -> Option<Vec<(Name, bool)>> {
        if it.is_range {
            return None;
        }
        let mut when = Vec::new();
        if let Some(condition) = it.condition {
            when.push(self.forced(condition, true)?);
        }
        let mut leaves = self.leaves.iter().copied();
        let is_left = leaves.any(|at| self.is_own(it, at))
            || self
                .branches
                .iter()
                .any(|(at, kind, label)| self.is_own(it, *at) && self.is_jump_out(it, *at, *kind, *label));
        (!is_left).then_some(when)
    }

    /// Whether a statement in a loop is its own, and not of a literal in it.
    fn is_own(&self, it: &Loop<'_>, at: Span) -> bool {
        let body = |span| self.body_of(span).map(|body| body.span);
        within(it.body, at) && body(at) == body(it.span)
    }

    fn is_jump_out(&self, it: &Loop<'_>, at: Span, kind: BranchKind, label: Option<&str>) -> bool {
        match (kind, label) {
            (BranchKind::Goto, _) => true,
            (BranchKind::Fallthrough, _) | (BranchKind::Continue, None) => false,
            (kind, Some(label)) => {
                let labeled = self.labels.iter().find(|(name, span)| *name == label && within(*span, at));
                labeled.is_some_and(|(_, span)| match *span == it.span {
                    true => kind == BranchKind::Break,
                    false => !within(it.body, *span),
                })
            }
            (BranchKind::Break, None) => {
                let around = self.breakables.iter().filter(|span| within(**span, at));
                around.min_by_key(|span| span.end - span.start) == Some(&it.span)
            }
        }
    }
}
