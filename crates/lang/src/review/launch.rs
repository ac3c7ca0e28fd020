//! Goroutines: where they are started, and what keeps them from ending.

use super::facts::Facts;
use super::{Remark, What};
use crate::ast::Name;
use crate::check::Ty;
use crate::source::Span;

impl Facts<'_> {
    pub fn launches(&self, remarks: &mut Vec<Remark>) {
        for launch in &self.launches {
            let body = self.begins_with(launch);
            let name = body.map_or_else(|| Name::from(""), |body| body.name.clone());
            let what = What::Launch { repeats: self.repeats(launch.span), is_held: self.is_held(launch) };
            remarks.push(self.remark(what, launch.span, name.clone()));
            if let Some(body) = body {
                let line = self.line(launch.span);
                self.stuck(line, launch.span, &self.reach(body), &name, remarks);
            }
        }
    }

    /// Loops on a goroutine's way that it never leaves.
    fn stuck(&self, launch: u32, at: Span, spans: &[Span], name: &Name, remarks: &mut Vec<Remark>) {
        for it in self.loops.iter().filter(|it| spans.iter().any(|&span| self.is_here(span, it.span))) {
            let (what, when) = match (self.is_endless(it), it.carries) {
                (Some(when), _) => (What::Endless { launch }, when),
                (None, Some(carried)) => match self.is_open(carried) {
                    Some(when) => (What::OpenRange { launch }, when),
                    None => continue,
                },
                _ => continue,
            };
            let mut remark = self.remark(what, it.span, name.clone());
            remark.when.extend(when);
            remark.when.extend(self.conditions(at));
            remarks.push(remark);
        }
    }

    /// Whether no channel that carries that is ever closed; with the values of the switches under which that is so.
    fn is_open(&self, carried: Ty) -> Option<Vec<(Name, bool)>> {
        let types = &self.vet.checked.types;
        let mut when = Vec::new();
        for &(at, _) in self.closes.iter().filter(|(_, other)| types.identical(*other, carried)) {
            let (name, value) = self.conditions(at).into_iter().next()?;
            when.push((name, !value));
        }
        Some(when)
    }
}
