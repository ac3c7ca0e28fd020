//! The tree of contexts, and how far a cancellation has come in it.

use gopark_trace::{Ctx, SimTime};

use super::sheet::Style;
use super::{Scene, Sheet};
use crate::draw::{Cmd, Ink, Pen};
use crate::hits::Hit;
use crate::layout::Node;
use crate::palette::Role;
use crate::words;

impl Scene<'_> {
    pub(super) fn contexts(&self, sheet: &mut Sheet<'_>) {
        let tree = &self.layout.contexts;
        if tree.nodes.is_empty() {
            return;
        }
        sheet.framed(tree.rect, 14.0, Some(Role::Surface), Pen::new(Role::Line, 1.0));
        let remark = words::contexts_remark(self.census.cancelled, tree.beyond);
        let count = words::number(self.world.ctxs.len() as u64);
        self.head(sheet, tree.head, (words::CONTEXTS, ""), &remark, None, &count);
        for node in &tree.nodes {
            if let Some(above) = node.above.and_then(|above| tree.nodes.get(above)) {
                self.branch(sheet, above, node);
            }
        }
        for node in &tree.nodes {
            let Some(ctx) = self.world.ctxs.get(node.ctx) else { continue };
            sheet.hit(node.rect, Hit::Obj(node.ctx));
            knot(sheet, node, ctx, self.now);
            if tree.named {
                let x = node.center.0 + node.r + sheet.px(6.0);
                let room = node.name_end - x - sheet.px(2.0);
                let name = words::context_label(self.world, self.names, node.ctx, self.now);
                let ink = if ctx.cancelled.is_some() { Role::Muted } else { Role::Text };
                sheet.text(&name, x, node.center.1 + sheet.px(4.0), room, Style::SmallCode, ink);
            }
        }
    }

    /// From a context to one under it; what a wave has passed is marked.
    fn branch(&self, sheet: &mut Sheet<'_>, above: &Node, node: &Node) {
        let passed = |node: &Node| self.world.ctxs.get(node.ctx).and_then(|ctx| ctx.cancelled);
        let by_wave = passed(above).zip(passed(node)).is_some_and(|(up, down)| up.from == down.from);
        let pen = if by_wave { Pen::new(Role::Warn, 2.0) } else { Pen::new(Role::Line, 1.4) };
        let a = (above.center.0, above.center.1 + above.r);
        let b = (node.center.0, node.center.1 - node.r);
        // It leaves straight down, so that siblings fan out from one stem.
        let c = (b.0, (a.1 + b.1) / 2.0 - sheet.px(2.0));
        sheet.push(Cmd::Curve { a, c, b, pen: Pen { width: sheet.px(pen.width), ..pen } });
    }
}

/// Live: a ring, in which a deadline is a pie that shrinks. Cancelled: crossed; filled where the wave began.
fn knot(sheet: &mut Sheet<'_>, node: &Node, ctx: &Ctx, now: SimTime) {
    let ((x, y), r) = (node.center, node.r);
    let Some(how) = ctx.cancelled else {
        let line = Some(Pen::new(Role::Thread, sheet.px(1.8)));
        sheet.push(Cmd::Circle { x, y, r, fill: Some(Ink::from(Role::Surface)), line });
        if ctx.deadline != SimTime::NEVER {
            let left = words::dial_part(ctx.deadline.since(now));
            let pen = Pen::new(Role::Waiting, r * 0.8);
            sheet.push(Cmd::Arc { x, y, r: r * 0.42, from: 0.0, sweep: left, pen });
        }
        return;
    };
    let began = how.from == node.ctx;
    let role = if began { Role::Warn } else { Role::Muted };
    let line = Some(Pen::new(role, sheet.px(1.8)));
    let fill = Ink::from(if began { Role::Warn } else { Role::Surface });
    sheet.push(Cmd::Circle { x, y, r, fill: Some(fill), line });
    let s = r * 0.45;
    let pen = Pen::new(if began { Role::Surface } else { role }, 1.6);
    sheet.line((x - s, y - s), (x + s, y + s), pen);
    sheet.line((x - s, y + s), (x + s, y - s), pen);
}
