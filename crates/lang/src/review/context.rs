//! Contexts: who gets one and does not look at it, where the way down is cut.

use super::facts::{Facts, Launch};
use super::{Remark, What, within};
use crate::ast::Name;
use crate::check::{ObjId, Type, VarKind};
use crate::source::Span;

impl Facts<'_> {
    pub fn contexts(&self, remarks: &mut Vec<Remark>) {
        for body in &self.bodies {
            let has_context = self.params(body).any(|param| self.is_context(param));
            let looks = self
                .mentions
                .iter()
                .any(|&(at, obj)| within(body.span, at) && self.params(body).any(|param| param == obj));
            if has_context && !looks && self.waits_in(&self.reach(body)) {
                // The line of the opening brace is that of `func`.
                remarks.push(self.remark(What::Deaf, body.span, body.name.clone()));
            }
        }
        for &root in &self.roots {
            self.cut(root, remarks);
        }
        for launch in &self.launches {
            let gets_one = self.mentions.iter().any(|&(at, _)| within(launch.span, at));
            if let Some(body) = self.begins_with(launch)
                && !gets_one
                && !self.holds_context(launch)
                && self.at_hand(launch.span)
                && self.waits_in(&self.reach(body))
            {
                remarks.push(self.remark(What::NoContext, launch.span, body.name.clone()));
            }
        }
    }

    fn is_context(&self, obj: ObjId) -> bool {
        let ty = self.vet.checked.objects.get(obj).ty;
        self.carries_context(ty) && !matches!(self.vet.checked.types.structure(ty), Type::Pointer(_))
    }

    /// A new root in a function that was given a context, unless something better takes its place.
    fn cut(&self, root: Span, remarks: &mut Vec<Remark>) {
        let objects = &self.vet.checked.objects;
        let given = |param: ObjId| self.carries_context(objects.get(param).ty);
        let around = || self.bodies.iter().filter(|body| within(body.span, root));
        if !around().any(|body| self.params(body).any(given)) {
            return;
        }
        let mut remark = self.remark(What::CutContext, root, Name::from(""));
        let target = self.assigned.iter().find(|(.., value)| *value == root).map(|(obj, at, _)| (*obj, *at));
        if let Some((target, at)) = target {
            for &(obj, later, _) in &self.assigned {
                if obj == target && later.start > at.start {
                    match self.conditions(later).into_iter().next() {
                        Some((name, value)) => remark.when.push((name, !value)),
                        None => return,
                    }
                }
            }
        }
        remark.name = around().next_back().map_or_else(|| Name::from(""), |body| body.name.clone());
        remarks.push(remark);
    }

    /// Whether a variable with a context could be used at a place.
    fn at_hand(&self, at: Span) -> bool {
        self.vet.checked.objects.iter().any(|(_, object)| {
            let crate::check::ObjectKind::Var(var) = &object.kind else { return false };
            let is_local = matches!(var.kind, VarKind::Local | VarKind::Param);
            let is_here = object.pkg.is_some_and(|pkg| pkg.index() + 1 == self.vet.checked.packages.len());
            is_local
                && is_here
                && !object.name.is_empty()
                && &*object.name != "_"
                && object.span.start < at.start
                && self.bodies.iter().any(|body| var.owner == Some(body.id) && within(body.span, at))
                && self.carries_context(object.ty)
        })
    }

    /// Whether the receiver of the method that is started has a context in one of its fields.
    fn holds_context(&self, launch: &Launch) -> bool {
        let types = &self.vet.checked.types;
        let func = launch.func.map(|func| &self.vet.checked.objects.get(func).kind);
        let Some(crate::check::ObjectKind::Func(func)) = func else { return false };
        let Some(mut receiver) = func.receiver else { return false };
        if let Type::Pointer(to) = types.structure(receiver) {
            receiver = *to;
        }
        let fields = types.fields(receiver);
        fields.is_some_and(|fields| fields.iter().any(|field| self.carries_context(field.ty)))
    }
}
