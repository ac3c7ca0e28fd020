//! Which family executes an instruction completely.

use gopark_program::Instr as I;
use gopark_program::Slot;
use gopark_trace::Sink;

use super::Machine;
use crate::form::cut;
use crate::stop::Stop;

/// For what always goes on.
macro_rules! then {
    ($done:expr) => {{
        $done;
        Ok(())
    }};
}

impl<S: Sink> Machine<'_, S> {
    /// Calls, goroutines, channels, panics; everything else is further down. None of them is inlined, so that coming by here
    /// saves no registers.
    pub(super) fn slow(&mut self, instr: I) -> Result<(), Stop> {
        match instr {
            I::Call { base, f } => self.call(base, f, 0),
            I::CallNative { base, native } => self.call_native(base, native),
            I::CallClosure { base, f, .. } => self.call_closure(base, f),
            I::CallIface { base, a, method } => self.call_iface(base, a, method),
            I::Closure { d, a, n } => self.closure(d, a, n),
            I::Ret => self.ret(),
            I::RetDefer => self.ret_defer(true),
            I::RunDefers => self.ret_defer(false),
            I::Go { base, f } => self.go(base, f, 0),
            I::GoClosure { base, f, .. } => self.go_closure(base, f),
            I::Defer { base, f } => self.defer(base, f, 0),
            I::DeferClosure { base, f, .. } => self.defer_closure(base, f),
            I::FrameToken { d } => self.frame_token(d),
            I::DeferAt { a } => self.defer_at(a),
            I::Panic { a } => self.panic_with(a),
            I::Recover { d } => self.recover(d),
            I::Fault { k } => self.fault(k),
            I::Print { newline, n } => self.print(newline, n),
            I::MakeChan { d, a, t } => self.make_chan(d, a, t),
            I::Send { ch, v, .. } => self.send(ch, v),
            I::Recv { ok, d, ch, .. } => self.recv(ok, d, ch),
            I::Close { ch } => self.close(ch),
            I::ChanLen { d, ch } => self.chan_size(d, ch, false),
            I::ChanCap { d, ch } => self.chan_size(d, ch, true),
            I::Select { d, k } => self.select(d, k),
            _ => self.data(instr),
        }
    }

    /// Memory, slices, strings, maps, interfaces.
    #[inline(never)]
    fn data(&mut self, instr: I) -> Result<(), Stop> {
        match instr {
            I::Load { kind, d, a, off } => self.load(kind, d, a, off),
            I::Store { kind, a, off, b } => self.store(kind, a, off, b),
            I::LoadN { n, d, a, off } => self.load_n(n, d, a, off),
            I::StoreN { n, a, off, b } => self.store_n(n, a, off, b),
            I::LoadBytes { d, a } => self.load_bytes(d, a),
            I::StoreBytes { a, b } => self.store_bytes(a, b),
            I::CopyBytes { a, b } => self.copy_bytes(a, b),
            I::FieldAddr { d, a } => self.field_addr(d, a),
            I::NilCheck { a } => self.nil_check(a),
            I::GLoad { kind, d } => self.global_load(kind, d),
            I::GStore { kind, a } => self.global_store(kind, a),
            I::SlotLoad { kind, d, a, off } => then!(self.slot_load(kind, d, a, u64::from(off))),
            I::SlotStore { kind, a, off, b } => then!(self.slot_store(kind, a, u64::from(off), b)),
            I::SlotLoadBytes { d, a, off } => then!(self.slot_load_bytes(d, a, off)),
            I::SlotStoreBytes { a, off, b } => then!(self.slot_store_bytes(a, off, b)),
            I::New { d, t } => self.new_object(d, t),
            I::WordIndex { d, a } => then!(self.set(d, (self.place.base + usize::from(a)) as u64)),
            I::Local { at, via, most } => self.local(at, via, most),
            I::Bounds { a, b } => self.bounds(a, self.get(b)),
            I::BoundsImm { a } => self.bounds_imm(a),
            I::IndexAddr { d, s, i } => self.index_addr(d, s, i),
            I::IndexLoad { kind, d, s, i } => self.index_load(kind, d, s, i),
            I::IndexStore { kind, s, i, b } => self.index_store(kind, s, i, b),
            I::ElemAddr { d, a, i } => then!(self.elem_addr(d, a, i)),
            I::SlotIndexLoad { kind, d, a, i } => then!(self.slot_index_load(kind, d, a, i)),
            I::SlotIndexStore { kind, a, i, b } => then!(self.slot_index_store(kind, a, i, b)),
            I::SlotIndexLoadBytes { d, a, i } => then!(self.slot_index_load_bytes(d, a, i)),
            I::SlotIndexStoreBytes { a, i, b } => then!(self.slot_index_store_bytes(a, i, b)),
            I::StrIndex { d, s, i } => self.str_index(d, s, i),
            I::Slice { d, a, i } => self.slice(d, a, i),
            I::SliceArray { d, a, i } => self.slice_array(d, a, i),
            I::SliceStr { d, a, i } => self.slice_str(d, a, i),
            I::MakeSlice { d, a, t } => self.make_slice(d, a, t),
            I::AppendSlice { d, a, b } => self.append_slice(d, a, b),
            I::AppendRoom { d, a, n } => self.append_room(d, a, n),
            I::AppendBuf { steps, d, a, n } => self.append_buf(steps, d, a, n),
            I::MoveSlice { a, n } => self.move_slice(a, n),
            I::AppendStr { d, a, b } => self.append_str(d, a, b),
            I::Copy { d, a, b } => self.copy(d, a, b),
            I::ClearSlice { a } => self.clear_slice(a),
            I::SliceToArray { d, a } => self.slice_to_array(d, a),
            I::MakeMap { d, a, t } => self.make_map(d, a, t),
            I::MapGet { ok, d, m, k } => self.map_get(ok, d, m, k),
            I::MapSet { m, k, v, .. } => self.map_set(m, k, v),
            I::MapDelete { m, k, .. } => self.map_delete(m, k),
            I::MapLen { d, m } => then!(self.map_len(d, m)),
            I::MapClear { m } => self.map_clear(m),
            I::MapIter { it, m } => self.map_iter(it, m),
            I::MapNext { it, k, v } => self.map_next(it, k, v),
            I::MakeIface { d, a, t } => self.make_iface(d, a, t),
            I::Assert { d, a, t } => self.assert(d, a, t),
            I::AssertOk { d, a, t } => self.assert_ok(d, a, t),
            I::IsType { d, a, t } => then!(self.is_type(d, a, t)),
            _ => self.value(instr),
        }
    }

    /// Numbers, strings, comparisons, jump tables.
    fn value(&mut self, instr: I) -> Result<(), Stop> {
        match instr {
            I::DivS { .. } | I::RemS { .. } => Err(Stop::error("integer divide by zero")),
            I::DivU { d, a, b } => self.div_unsigned(d, a, b, |a, b| a / b),
            I::RemU { d, a, b } => self.div_unsigned(d, a, b, |a, b| a % b),
            I::ShiftCheck { .. } => Err(Stop::error("negative shift amount")),
            I::Ext { d, a, kind } => then!(self.set(d, cut(kind, self.get(a)))),
            I::NegF { d, a } => then!(self.set(d, (-f64::from_bits(self.get(a))).to_bits())),
            I::IntToF32 { d, a } => {
                then!(self.set(d, f64::from(self.get(a).cast_signed() as f32).to_bits()))
            }
            I::UintToF32 { d, a } => then!(self.set(d, f64::from(self.get(a) as f32).to_bits())),
            I::UintToF { d, a } => then!(self.set(d, (self.get(a) as f64).to_bits())),
            I::FToInt { d, a } => then!(self.float_to_int(d, a)),
            I::FToUint { d, a } => then!(self.float_to_uint(d, a)),
            I::AddC { d, a, b } => then!(self.complex(d, a, b, |a, b| (a.0 + b.0, a.1 + b.1))),
            I::SubC { d, a, b } => then!(self.complex(d, a, b, |a, b| (a.0 - b.0, a.1 - b.1))),
            I::MulC { d, a, b } => then!(self.complex(d, a, b, super::number::mul)),
            I::DivC { d, a, b } => then!(self.complex(d, a, b, super::number::div)),
            I::EqC { d, a, b } => then!(self.equal_complex(d, a, b)),
            I::EqStr { d, a, b } => self.compare_strings(d, a, b, |a, b| a == b),
            I::LtStr { d, a, b } => self.compare_strings(d, a, b, |a, b| a < b),
            I::LeStr { d, a, b } => self.compare_strings(d, a, b, |a, b| a <= b),
            I::EqIface { d, a, b } => self.equal_ifaces(d, a, b),
            I::EqVal { d, a, b } => self.equal_values(d, a, b),
            I::JmpTable { a, n } => then!(self.jump_table(a, n)),
            I::Concat { d, a, b } => self.concat(d, &[self.get2(a), self.get2(b)]),
            I::ConcatN { d, a, n } => self.concat_n(d, a, n),
            I::StrFromRune { d, a } => self.str_from_rune(d, a),
            I::StrFromBytes { d, a } => self.str_from_bytes(d, a),
            I::BytesFromStr { d, a } => self.bytes_from_str(d, a),
            I::StrFromRunes { d, a } => self.str_from_runes(d, a),
            I::RunesFromStr { d, a } => self.runes_from_str(d, a),
            I::StrRune { d, s, i } => then!(self.str_rune(d, s, i)),
            // Everything else the hot loop finishes; an `Arg` is never reached.
            _ => Ok(()),
        }
    }

    /// `n` distances follow; they count from after the table.
    fn jump_table(&mut self, a: Slot, n: u16) {
        let (table, value) = (self.place.pc, self.get(a));
        let after = table + usize::from(n);
        self.place.pc = after;
        if value < u64::from(n)
            && let Some(&I::Arg(to)) = self.program.code.get(table + value as usize)
        {
            self.place.pc = after.wrapping_add_signed(to.cast_signed() as isize);
        }
    }
}
