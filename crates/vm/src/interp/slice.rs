//! Slices: slicing, `make`, `append`, `copy` (`runtime/slice.go`).

use gopark_program::{Slot, TypeId};
use gopark_trace::{LimitKind, Sink};

use super::Machine;
use crate::cost;
use crate::limits;
use crate::memory::{Layout, classes::round_up_size};
use crate::native::SliceVal;
use crate::stop::Stop;

/// Capacities below this double; larger ones grow by a quarter, smoothly (`slice.go:nextslicecap`).
const DOUBLE_BELOW: u64 = 256;

/// What a slice may use of the stack, in bytes (`cmd/compile/internal/base/flag.go`, `VariableMakeThreshold`, Go 1.27).
const STACK_BYTES: u64 = 32;

/// The capacity that `append` aims at.
fn next_cap(needed: u64, old_cap: u64) -> u64 {
    if needed > old_cap * 2 {
        return needed;
    }
    if old_cap < DOUBLE_BELOW {
        return old_cap * 2;
    }
    let mut cap = old_cap;
    while cap < needed {
        cap += (cap + 3 * DOUBLE_BELOW) / 4;
    }
    cap
}

/// Bounds of a slice: low, high, max.
type Bounds = (u64, u64, Option<u64>);

/// `low <= high <= max <= cap`.
fn is_in_range((low, high, max): Bounds, cap: u64) -> bool {
    low <= high && high <= max.unwrap_or(cap) && max.is_none_or(|max| max <= cap)
}

/// What is out of range, worded as Go words it (`error.go:boundsErrorFmts`). `of` says what `cap` is: "capacity" or "length";
/// `is_unsigned` which of the bounds have no sign.
#[cold]
fn out_of_range((low, high, max): Bounds, (cap, of): (u64, &str), is_unsigned: [bool; 3]) -> Stop {
    let (nth, limit) = match max {
        Some(max) if max > cap => (2, cap),
        Some(max) if high > max => (1, max),
        None if high > cap => (1, cap),
        _ => (0, high),
    };
    let bound = [low, high, max.unwrap_or_default()][nth];
    let is_negative = bound.cast_signed() < 0 && !is_unsigned[nth];
    let bound = if is_negative { bound.cast_signed().to_string() } else { bound.to_string() };
    // What a negative bound is compared with is not told.
    let limit = if is_negative { String::new() } else { limit.to_string() };
    let is_last = nth == if max.is_some() { 2 } else { 1 };
    let with = if is_last && !is_negative { format!(" with {of} {limit}") } else { String::new() };
    let (before, after) =
        ([":", "::"].get(nth.wrapping_sub(1)).map_or("", |it| it), if is_last { "" } else { ":" });
    let limit = if is_last { "" } else { &limit };
    let end = if max.is_some() && nth == 0 { ":" } else { "" };
    Stop::bounds(format!("slice bounds out of range [{before}{bound}{after}{limit}{end}]{with}"))
}

impl<S: Sink> Machine<'_, S> {
    pub(super) fn slice_at(&self, slot: Slot) -> SliceVal {
        SliceVal { addr: self.get(slot), len: self.get(slot + 1), cap: self.get(slot + 2) }
    }

    pub(super) fn set_slice(&mut self, slot: Slot, slice: SliceVal) {
        self.set(slot, slice.addr);
        self.set(slot + 1, slice.len);
        self.set(slot + 2, slice.cap);
    }

    fn cut_slice(&mut self, d: Slot, of: SliceVal, i: Slot, arg: u32, noun: &str) -> Result<(), Stop> {
        let (elem_bytes, has_max, has_high) = (u64::from(arg >> 2), arg & 2 != 0, arg & 1 != 0);
        let low = self.get(i);
        let high = if has_high { self.get(i + 1) } else { of.len };
        let max = has_max.then(|| self.get(i + 2));
        if !is_in_range((low, high, max), of.cap) {
            let is_unsigned = [0, 1, 2].map(|nth| self.program.is_unsigned(self.at as u32, i + nth));
            return Err(out_of_range((low, high, max), (of.cap, noun), is_unsigned));
        }
        let cap = max.unwrap_or(of.cap) - low;
        // With no capacity left the address stays, so that it does not point to the next object (slice.go).
        let addr = if cap == 0 { of.addr } else { of.addr.wrapping_add(low.wrapping_mul(elem_bytes)) };
        self.set_slice(d, SliceVal { addr, len: high - low, cap });
        Ok(())
    }

    pub(super) fn slice(&mut self, d: Slot, a: Slot, i: Slot) -> Result<(), Stop> {
        let arg = self.arg();
        let of = self.slice_at(a);
        // Without an explicit high bound it is the length that low exceeds.
        self.cut_slice(d, of, i, arg, "capacity")
    }

    pub(super) fn slice_array(&mut self, d: Slot, a: Slot, i: Slot) -> Result<(), Stop> {
        let (arg, len) = (self.arg(), u64::from(self.arg()));
        self.nil_check(a)?;
        let of = SliceVal { addr: self.get(a), len, cap: len };
        self.cut_slice(d, of, i, arg, "length")
    }

    pub(super) fn slice_str(&mut self, d: Slot, a: Slot, i: Slot) -> Result<(), Stop> {
        let has_high = self.arg() & 1 != 0;
        let (addr, len) = self.get2(a);
        let low = self.get(i);
        let high = if has_high { self.get(i + 1) } else { len };
        if !is_in_range((low, high, None), len) {
            let is_unsigned = [0, 1, 2].map(|nth| self.program.is_unsigned(self.at as u32, i + nth));
            return Err(out_of_range((low, high, None), (len, "length"), is_unsigned));
        }
        let addr = if high == low { addr } else { addr.wrapping_add(low) };
        self.set2(d, (addr, high - low));
        Ok(())
    }

    pub(super) fn make_slice(&mut self, d: Slot, a: Slot, t: TypeId) -> Result<(), Stop> {
        let (len, cap) = self.get2(a);
        let bytes = u64::from(self.shape(t).bytes);
        let fits = |n: u64| n.checked_mul(bytes).is_some_and(|total| total < 1 << 48) && n.cast_signed() >= 0;
        if !fits(len) {
            return Err(Stop::error("makeslice: len out of range"));
        }
        if !fits(cap) || len > cap {
            return Err(Stop::error("makeslice: cap out of range"));
        }
        let addr = self.vm.alloc(cap * bytes, Layout::of(t))?;
        self.set_slice(d, SliceVal { addr, len, cap });
        Ok(())
    }

    /// `slice` with room for `more` elements of `bytes`, its length raised by them.
    fn grow(&mut self, slice: SliceVal, more: u64, bytes: u64, layout: Layout) -> Result<SliceVal, Stop> {
        let len = slice.len.saturating_add(more);
        if len.cast_signed() < 0 {
            return Err(Stop::error("growslice: len out of range"));
        }
        if len <= slice.cap {
            return Ok(SliceVal { len, ..slice });
        }
        if bytes == 0 {
            let addr = self.vm.alloc(0, layout)?;
            return Ok(SliceVal { addr, len, cap: len });
        }
        let wanted = next_cap(len, slice.cap).checked_mul(bytes);
        let wanted = wanted.filter(|&bytes| bytes <= limits::OBJECT_BYTES_MAX);
        let wanted = wanted.ok_or(Stop::limit(LimitKind::Memory))?;
        let cap = round_up_size(wanted, layout.has_pointers(&self.program)) / bytes;
        let addr = self.vm.alloc(cap * bytes, layout)?;
        let old_bytes = slice.len.saturating_mul(bytes);
        self.vm.mem.copy(addr, slice.addr, old_bytes).ok_or(Stop::Nil)?;
        self.place.fuel -= cost::copy_ns(old_bytes);
        Ok(SliceVal { addr, len, cap })
    }

    pub(super) fn append_slice(&mut self, d: Slot, a: Slot, b: Slot) -> Result<(), Stop> {
        let t = self.arg_type();
        let (old, more) = (self.slice_at(a), self.get2(b));
        self.append(d, old, more, u64::from(self.shape(t).bytes), Layout::of(t))
    }

    pub(super) fn append_str(&mut self, d: Slot, a: Slot, b: Slot) -> Result<(), Stop> {
        self.append(d, self.slice_at(a), self.get2(b), 1, Layout::NOSCAN)
    }

    fn append(
        &mut self,
        d: Slot,
        old: SliceVal,
        (addr, n): (u64, u64),
        bytes: u64,
        layout: Layout,
    ) -> Result<(), Stop> {
        if n == 0 {
            self.set_slice(d, old);
            return Ok(());
        }
        let new = self.grow(old, n, bytes, layout)?;
        let (to, more) = (new.addr.saturating_add(old.len.saturating_mul(bytes)), n.saturating_mul(bytes));
        self.vm.mem.copy(to, addr, more).ok_or(Stop::Nil)?;
        self.place.fuel -= cost::copy_ns(more);
        self.set_slice(d, new);
        Ok(())
    }

    pub(super) fn append_room(&mut self, d: Slot, a: Slot, n: Slot) -> Result<(), Stop> {
        let arg = self.arg();
        let (old, t) = (self.slice_at(a), TypeId(arg as u16));
        let new = self.grow(old, u64::from(arg >> 16), u64::from(self.shape(t).bytes), Layout::of(t))?;
        self.set(n, old.len);
        self.set_slice(d, new);
        Ok(())
    }

    /// Slot `n+1` holds the address of the memory turned round, so that it keeps nothing alive.
    pub(super) fn append_buf(&mut self, steps: bool, d: Slot, a: Slot, n: Slot) -> Result<(), Stop> {
        let arg = self.arg();
        let (old, t) = (self.slice_at(a), TypeId(arg as u16));
        let (bytes, layout) = (u64::from(self.shape(t).bytes), Layout::of(t));
        let more = u64::from(arg >> 16);
        let len = old.len.saturating_add(more);
        let is_small = len > old.cap && bytes > 0 && len <= STACK_BYTES / bytes;
        let cap = match is_small {
            true if steps => Some(round_up_size(len * bytes, layout.has_pointers(&self.program)) / bytes),
            true if old.len == 0 && self.get(n + 1) == 0 => Some(STACK_BYTES / bytes),
            _ => None,
        };
        if steps || cap.is_none() {
            self.vm.local = None;
        }
        let new = match cap {
            Some(cap) => {
                let addr = self.vm.alloc(cap * bytes, layout)?;
                self.vm.mem.copy(addr, old.addr, old.len * bytes).ok_or(Stop::Nil)?;
                SliceVal { addr, len, cap }
            }
            None => self.grow(old, more, bytes, layout)?,
        };
        if !steps && cap.is_some() {
            self.set(n + 1, !new.addr);
        }
        self.set(n, old.len);
        self.set_slice(d, new);
        Ok(())
    }

    pub(super) fn move_slice(&mut self, a: Slot, n: Slot) -> Result<(), Stop> {
        let t = self.arg_type();
        let slice = self.slice_at(a);
        if !slice.addr == self.get(n + 1) {
            let (bytes, has_pointers) =
                (u64::from(self.shape(t).bytes), Layout::of(t).has_pointers(&self.program));
            let cap = match slice.len {
                0 => 0,
                len => round_up_size(len * bytes, has_pointers) / bytes.max(1),
            };
            self.set(a + 2, cap.min(slice.cap));
            // It is used, and no longer there.
            self.set(n + 1, 1);
        }
        Ok(())
    }

    pub(super) fn copy(&mut self, d: Slot, a: Slot, b: Slot) -> Result<(), Stop> {
        let bytes = u64::from(self.arg());
        let ((to, to_len), (from, from_len)) = (self.get2(a), self.get2(b));
        let n = to_len.min(from_len);
        let bytes = n.saturating_mul(bytes);
        self.vm.mem.copy(to, from, bytes).ok_or(Stop::Nil)?;
        self.place.fuel -= cost::copy_ns(bytes);
        self.set(d, n);
        Ok(())
    }

    pub(super) fn clear_slice(&mut self, a: Slot) -> Result<(), Stop> {
        let bytes = u64::from(self.arg());
        let (addr, len) = self.get2(a);
        let bytes = len.saturating_mul(bytes);
        self.vm.mem.zero(addr, bytes).ok_or(Stop::Nil)?;
        self.place.fuel -= cost::copy_ns(bytes);
        Ok(())
    }

    pub(super) fn slice_to_array(&mut self, d: Slot, a: Slot) -> Result<(), Stop> {
        let len = u64::from(self.arg());
        let (addr, has) = self.get2(a);
        if has < len {
            return Err(Stop::bounds(format!(
                "cannot convert slice with length {has} to array or pointer to array with length {len}"
            )));
        }
        self.set(d, addr);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capacities_grow_as_in_go() {
        // What go1.27.3 prints for cap(s) while appending ints one by one.
        let mut caps = vec![0];
        for len in 1..2000 {
            let cap = caps[caps.len() - 1];
            if len > cap {
                caps.push(round_up_size(next_cap(len, cap) * 8, false) / 8);
            }
        }
        assert_eq!(caps, [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 848, 1280, 1792, 2560]);
    }

    #[test]
    fn slicing_out_of_range_is_worded_as_in_go() {
        let text = |range, cap, of: &str| match out_of_range(range, (cap, of), [false; 3]) {
            _ if is_in_range(range, cap) => "Ok(())".to_owned(),
            Stop::Panic(text) => format!("{text:?}"),
            other => format!("{other:?}"),
        };
        let neg = (-1_i64).cast_unsigned();
        let lines = [
            text((5, 3, None), 10, "capacity"),
            text((0, 5, None), 3, "capacity"),
            text((0, 5, None), 3, "length"),
            text((0, neg, None), 3, "length"),
            text((neg, 2, None), 3, "length"),
            text((0, 1, Some(9)), 3, "capacity"),
            text((0, 3, Some(2)), 3, "capacity"),
            text((2, 1, Some(2)), 3, "capacity"),
            text((0, 3, Some(3)), 3, "capacity"),
        ];
        expect_test::expect![[r#"
            Bounds("slice bounds out of range [5:3]")
            Bounds("slice bounds out of range [:5] with capacity 3")
            Bounds("slice bounds out of range [:5] with length 3")
            Bounds("slice bounds out of range [:-1]")
            Bounds("slice bounds out of range [-1:]")
            Bounds("slice bounds out of range [::9] with capacity 3")
            Bounds("slice bounds out of range [:3:2]")
            Bounds("slice bounds out of range [2:1:]")
            Ok(())"#]]
        .assert_eq(&lines.join("\n"));
    }
}
