//! `print` and `println` (`runtime/print.go`).

use gopark_program::{Slot, TypeId, TypeKind};
use gopark_trace::{Fd, Kind, Sink};

use super::Machine;
use crate::stop::Stop;
use crate::text;
use crate::vm::write_ns;

impl<S: Sink> Machine<'_, S> {
    /// Operands follow, each a type and a slot. Go writes directly, past the scheduler.
    #[inline(never)]
    pub(super) fn print(&mut self, newline: bool, n: u16) -> Result<(), Stop> {
        if !self.act() {
            return Err(Stop::Retry);
        }
        let mut out = Vec::new();
        for i in 0..n {
            let arg = self.arg();
            if newline && i > 0 {
                out.push(b' ');
            }
            self.print_value(TypeId((arg >> 16) as u16), arg as Slot, &mut out);
        }
        if newline {
            out.push(b'\n');
        }
        self.vm.output.push(Fd::Stderr, &out)?;
        let len = self.vm.output.len(Fd::Stderr);
        self.vm.sched.emit(self.p, Kind::Write { fd: Fd::Stderr, len });
        self.vm.sched.charge(self.p, write_ns(out.len()));
        self.refuel();
        Ok(())
    }

    fn print_value(&self, t: TypeId, slot: Slot, out: &mut Vec<u8>) {
        let kind = &self.program.ty(t).kind;
        let word = |i: u16| self.get(slot + i);
        match kind {
            TypeKind::String => out.extend_from_slice(self.string(self.get2(slot))),
            TypeKind::Slice(_) => {
                out.extend_from_slice(format!("[{}/{}]{:#x}", word(1), word(2), word(0)).as_bytes());
            }
            TypeKind::Interface(_) => {
                out.extend_from_slice(format!("({:#x},{:#x})", word(0), word(1)).as_bytes());
            }
            _ => {
                let second = if self.shape(t).words > 1 { word(1) } else { 0 };
                out.extend_from_slice(text::scalar(kind, word(0), second).as_bytes());
            }
        }
    }
}
