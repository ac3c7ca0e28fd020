//! Comparisons of strings, interfaces and composite values.

use gopark_program::Slot;
use gopark_trace::Sink;

use super::Machine;
use crate::cost;
use crate::equal::Values;
use crate::stop::Stop;

impl<S: Sink> Machine<'_, S> {
    fn values(&self) -> Values<'_> {
        Values::new(&self.program, &self.vm.mem)
    }

    /// The bytes of a string; a torn one reads as empty.
    pub(super) fn string(&self, (addr, len): (u64, u64)) -> &[u8] {
        self.vm.mem.bytes(addr, len).unwrap_or_default()
    }

    pub(super) fn compare_strings(
        &mut self,
        d: Slot,
        a: Slot,
        b: Slot,
        is: fn(&[u8], &[u8]) -> bool,
    ) -> Result<(), Stop> {
        let (a, b) = (self.get2(a), self.get2(b));
        let holds = is(self.string(a), self.string(b));
        self.set(d, u64::from(holds));
        self.place.fuel -= cost::copy_ns(a.1.min(b.1));
        Ok(())
    }

    pub(super) fn equal_ifaces(&mut self, d: Slot, a: Slot, b: Slot) -> Result<(), Stop> {
        let equal = self.values().equal_ifaces(self.get2(a), self.get2(b))?;
        self.set(d, u64::from(equal));
        Ok(())
    }

    pub(super) fn equal_values(&mut self, d: Slot, a: Slot, b: Slot) -> Result<(), Stop> {
        let t = self.arg_type();
        let shape = self.shape(t);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        shape.to_bytes(&self.vm.mem, self.slots(a, shape.words), &mut left);
        shape.to_bytes(&self.vm.mem, self.slots(b, shape.words), &mut right);
        let equal = self.values().equal(t, &left, &right)?;
        self.set(d, u64::from(equal));
        self.place.fuel -= cost::copy_ns(u64::from(shape.bytes));
        Ok(())
    }
}
