//! Things that last: stop-the-world, the mark phase, sweeping, mark assists.

use super::{Bound, Ordering, Range};
use crate::id::GoId;
use crate::limits::OPEN_RANGES_MAX;
use crate::trace::event::{Context, EventKind};

impl Ordering {
    pub(super) fn apply_range(
        &mut self,
        at: &Context,
        seq: u64,
        kind: &mut EventKind,
    ) -> Result<Bound, String> {
        match kind {
            EventKind::StwBegin { kind, .. } => {
                let (_, g) = at.needs_p_and_g()?;
                self.open_range(g, Range::StopTheWorld(*kind))?;
            }
            EventKind::StwEnd { kind } => {
                let (_, g) = at.needs_p_and_g()?;
                let ranges = &mut self.goroutine(g)?.ranges;
                let open = ranges.iter().position(|range| matches!(range, Range::StopTheWorld(_)));
                let open = open.ok_or_else(|| format!("{g} starts a world that it has not stopped"))?;
                if let Range::StopTheWorld(begun) = ranges.swap_remove(open) {
                    *kind = begun;
                }
            }
            EventKind::GcMarkAssistBegin { .. } => {
                let (_, g) = at.needs_p_and_g()?;
                self.open_range(g, Range::MarkAssist)?;
            }
            EventKind::GcMarkAssistActive { g } => {
                if self.first {
                    self.open_range(*g, Range::MarkAssist)?;
                } else if !self.goroutine(*g)?.ranges.contains(&Range::MarkAssist) {
                    return Err(format!("{g} is said to assist marking but has not begun"));
                }
            }
            EventKind::GcMarkAssistEnd => {
                let (_, g) = at.needs_p_and_g()?;
                let ranges = &mut self.goroutine(g)?.ranges;
                let open = ranges.iter().position(|&range| range == Range::MarkAssist);
                ranges.swap_remove(open.ok_or_else(|| format!("{g} ends a mark assist it has not begun"))?);
            }
            EventKind::GcSweepActive { .. }
            | EventKind::GcSweepBegin { .. }
            | EventKind::GcSweepEnd { .. } => {
                self.apply_sweep(at, kind)?;
            }
            EventKind::GcActive | EventKind::GcBegin { .. } | EventKind::GcEnd => {
                self.apply_gc(at, seq, kind)?;
            }
            _ => return Err("not an event of a range".into()),
        }
        Ok(at.bound())
    }

    fn open_range(&mut self, g: GoId, range: Range) -> Result<(), String> {
        let ranges = &mut self.goroutine(g)?.ranges;
        if ranges.contains(&range) || ranges.len() == OPEN_RANGES_MAX {
            return Err(format!("{g} begins what it has begun already"));
        }
        ranges.push(range);
        Ok(())
    }

    fn apply_sweep(&mut self, at: &Context, kind: &EventKind) -> Result<(), String> {
        let first = self.first;
        let (p, wanted, then) = match kind {
            EventKind::GcSweepActive { p } => (*p, !first, true),
            EventKind::GcSweepBegin { .. } => (at.needs_p()?, false, true),
            _ => (at.needs_p()?, true, false),
        };
        let proc = self.proc(p)?;
        if proc.sweeping != wanted {
            let word = if proc.sweeping { "sweeping already" } else { "not sweeping" };
            return Err(format!("{p} is {word}"));
        }
        proc.sweeping = then;
        Ok(())
    }

    /// Begin, end and "active" share one count, since they may come from different threads. It begins with
    /// whatever comes first, and that one needs no context.
    fn apply_gc(&mut self, at: &Context, seq: u64, kind: &EventKind) -> Result<(), String> {
        let gc = &mut self.gc;
        let adopts = match kind {
            EventKind::GcActive => self.first,
            EventKind::GcBegin { .. } => gc.running.is_none(),
            _ => false,
        };
        if adopts && gc.running.is_some() {
            return Err("the collector is said to be active after its first event".into());
        }
        let wanted = match kind {
            EventKind::GcBegin { .. } => Some(false),
            _ => Some(true),
        };
        if !adopts && gc.running != wanted {
            return Err("the mark phase does not begin and end in turn".into());
        }
        gc.seq = seq;
        gc.running = Some(!matches!(kind, EventKind::GcEnd));
        if adopts { Ok(()) } else { at.needs_p_and_g().map(|_| ()) }
    }
}
