//! Panics, `recover`, `Goexit` and the end of the program (`runtime/panic.go`).
//!
//! Deferred calls run on top of the frames of whoever panicked; only a recovery cuts those frames off. So a panic in a
//! deferred call finds what its predecessor left: the rest of the deferred calls, and the predecessor itself, which is
//! printed with it or vanishes when the frame of its deferred call is cut off.

use gopark_program::{FuncId, Slot};
use gopark_trace::{Ending, Kind, LimitKind, Pc, Sink, Unwinding};

use super::Machine;
use crate::cost;
use crate::equal::type_of;
use crate::limits;
use crate::report;
use crate::stop::{PanicText, Stop};
use crate::tables::text_method;
use crate::task::{Link, Panicking, Resume};

const NIL_TEXT: &str = "invalid memory address or nil pointer dereference";

impl<S: Sink> Machine<'_, S> {
    #[inline(never)]
    pub(super) fn panic_with(&mut self, a: Slot) -> Result<(), Stop> {
        match self.get2(a) {
            value @ (0, _) if self.vm.godebug.panics_with_nil => Err(Stop::PanicValue(Box::new(value))),
            (0, _) => Err(Stop::Panic(Box::new(PanicText::NilPanic))),
            value => Err(Stop::PanicValue(Box::new(value))),
        }
    }

    #[inline(never)]
    pub(super) fn fault(&mut self, k: u32) -> Result<(), Stop> {
        let message = self.program.messages.get(k as usize).map_or("", String::as_str);
        match message.strip_prefix("runtime error: ") {
            Some(NIL_TEXT) => Err(Stop::Nil),
            Some(text) => Err(Stop::error(text)),
            None => Err(Stop::plain(message)),
        }
    }

    /// What follows when an instruction did not complete.
    pub(super) fn stop(&mut self, stop: Stop) -> Result<(), Stop> {
        self.place.pc = self.at + 1;
        self.save_frame();
        self.settle();
        match stop {
            Stop::Panic(text) => self.runtime_panic(&text, None),
            Stop::Nil => self.runtime_panic(&PanicText::Error(NIL_TEXT.into()), Some(self.at as u32)),
            Stop::PanicValue(value) => self.begin(Panicking { value: *value, ..Panicking::default() }),
            Stop::Goexit => self.begin(Panicking { is_goexit: true, ..Panicking::default() }),
            Stop::Fatal(fatal) => {
                let report = if fatal.is_throw { report::throw } else { report::fatal };
                report(self.vm, self.p, self.g, self.task, &fatal);
                Err(self.end(Ending::Fatal))
            }
            Stop::StackOverflow(func) => {
                report::stack_overflow(self.vm, self.p, self.g, (self.task, func));
                Err(self.end(Ending::Fatal))
            }
            Stop::End(how) => Err(self.end(*how)),
            Stop::Full => Err(self.end(Ending::Limit { limit: LimitKind::Memory })),
            // It is not over, and nobody stops it.
            Stop::Leave | Stop::Retry | Stop::Gone | Stop::Hold | Stop::Call | Stop::Later => Err(stop),
        }
    }

    fn end(&mut self, how: Ending) -> Stop {
        self.vm.sched.end(Some(self.p), how);
        Stop::Leave
    }

    /// A panic raised by the runtime: its value is one of the types of package `runtime`.
    fn runtime_panic(&mut self, text: &PanicText, fault_pc: Option<u32>) -> Result<(), Stop> {
        let is_static = matches!(text, PanicText::Error(_) | PanicText::Plain(_));
        let (value, text) = match text {
            PanicText::Error(text) => (
                self.vm.string_iface("runtime.errorString", text.as_bytes())?,
                format!("runtime error: {text}"),
            ),
            PanicText::Bounds(text) => (
                self.vm.string_iface("runtime.boundsError", text.as_bytes())?,
                format!("runtime error: {text}"),
            ),
            PanicText::Plain(text) => {
                (self.vm.string_iface("runtime.plainError", text.as_bytes())?, text.clone())
            }
            PanicText::Assertion(text) => {
                (self.vm.pointer_iface("*runtime.TypeAssertionError", text)?, text.clone())
            }
            PanicText::NilPanic => {
                let text = "runtime error: panic called with nil argument";
                (self.vm.pointer_iface("*runtime.PanicNilError", text)?, text.to_owned())
            }
            PanicText::Str(text) => (self.vm.string_iface("string", text.as_bytes())?, text.clone()),
        };
        let value = (value.type_word, value.data);
        let text = Some(text.into_bytes().into_boxed_slice());
        self.begin(Panicking { value, text, fault_pc, is_static, is_raised: true, ..Panicking::default() })
    }

    fn begin(&mut self, mut panic: Panicking) -> Result<(), Stop> {
        self.vm.running_panic_defers += u32::from(!panic.is_goexit);
        let same = self.task.panics.iter().rev().find(|before| before.value == panic.value);
        if let Some(before) = same.filter(|before| before.is_static) {
            (panic.is_static, panic.text) = (true, before.text.clone());
        }
        self.task.panics.push(panic);
        self.unwind()
    }

    /// The next deferred call, of whatever frame; when none is left, the end.
    pub(super) fn unwind(&mut self) -> Result<(), Stop> {
        self.at = self.place.pc.saturating_sub(1);
        if !self.act() {
            self.task.own.resume = Resume::Unwind;
            return Err(Stop::Leave);
        }
        if let Some(panic) = self.task.panics.last_mut().filter(|panic| !panic.is_told) {
            panic.is_told = true;
            self.vm.sched.emit_acting(self.p, Kind::GoPanic { goexit: panic.is_goexit });
        }
        self.place.fuel -= cost::UNWIND_NS;
        let call_depth = self.task.frames.len() as u32;
        let Some(deferred) = self.task.defers.pop() else { return self.die() };
        if let Some(func) = deferred.func {
            self.tell(|entry| Kind::GoDefer { entry }, func);
        }
        if let Some(panic) = self.task.panics.last_mut() {
            (panic.owner_depth, panic.call_depth) = (deferred.depth, call_depth);
        }
        self.call_deferred(&deferred, Link::Panic)
    }

    /// Tells something of function `func`.
    fn tell(&mut self, kind: impl Fn(Pc) -> Kind, func: FuncId) {
        let entry = self.tables.func(func).entry;
        self.vm.sched.emit_acting(self.p, kind(Pc(entry)));
    }

    pub(super) fn deferred_by_panic_returned(&mut self) -> Result<(), Stop> {
        if !self.task.panics.last().is_some_and(|panic| panic.is_recovered) {
            self.pop_frame();
            return self.unwind();
        }
        if !self.act() {
            return Err(Stop::Retry);
        }
        self.pop_frame();
        let (owner, mut fault_pc) =
            self.task.panics.pop().map_or((0, None), |panic| (panic.owner_depth, panic.fault_pc));
        self.vm.running_panic_defers -= 1;
        // Panics whose deferred calls are cut off now vanish; a Goexit goes on (panic.go:recovery).
        while let Some(panic) = self.task.panics.last_mut().filter(|panic| panic.call_depth > owner) {
            if panic.is_goexit {
                panic.fault_pc = fault_pc.or(panic.fault_pc);
                self.unwound(owner);
                return self.unwind();
            }
            fault_pc = fault_pc.or(panic.fault_pc);
            self.vm.running_panic_defers -= 1;
            self.task.panics.pop();
        }
        // As long as it panics, the goroutine remembers its last signal.
        if let Some(panic) = self.task.panics.last_mut() {
            panic.fault_pc = fault_pc.or(panic.fault_pc);
        }
        self.unwound(owner);
        if let Some(frame) = self.task.frames.last() {
            let func = &self.program.funcs[frame.func.idx()];
            self.place.pc = (func.entry + func.epilogue) as usize;
        }
        Ok(())
    }

    /// Cuts off all frames above frame `depth`, whose function returns.
    fn unwound(&mut self, depth: u32) {
        if let Some(owner) = self.task.frames.get(depth as usize) {
            let left = self.task.panics.last().map_or(Unwinding::No, Panicking::unwinding);
            self.tell(|entry| Kind::GoUnwound { entry, left }, owner.func);
        }
        while self.task.frames.len() > depth as usize + 1 {
            self.pop_frame();
        }
    }

    /// Only a deferred function itself can recover, and only from the panic that called it.
    #[inline(never)]
    pub(super) fn recover(&mut self, d: Slot) -> Result<(), Stop> {
        let frames = &self.task.frames;
        let mut depth = frames.len() - 1;
        while depth > 0 && frames[depth].link == Link::Call && self.is_wrapper(frames[depth - 1].func) {
            depth -= 1;
        }
        let called = frames[depth].link == Link::Panic;
        let recovers = |panic: &Panicking| {
            called && panic.call_depth as usize == depth && !panic.is_recovered && !panic.is_goexit
        };
        if !self.task.panics.last().is_some_and(recovers) {
            self.set2(d, (0, 0));
            return Ok(());
        }
        if !self.act() {
            return Err(Stop::Retry);
        }
        self.vm.sched.emit_acting(self.p, Kind::GoRecover);
        let value = self.task.panics.last_mut().map_or((0, 0), |panic| {
            panic.is_recovered = true;
            panic.value
        });
        self.set2(d, value);
        Ok(())
    }

    /// No deferred call is left: the goroutine ends, or the program does, with the texts of all its panics.
    pub(super) fn die(&mut self) -> Result<(), Stop> {
        if let Some((number, method, data)) = self.next_text() {
            return self.call_text(number, method, data);
        }
        self.at = self.place.pc.saturating_sub(1);
        if !self.act() {
            self.task.own.resume = Resume::Die;
            return Err(Stop::Leave);
        }
        if self.task.panics.last().is_some_and(|panic| panic.is_goexit) {
            return Err(self.goroutine_ends());
        }
        report::panic(self.vm, self.p, self.g, self.task);
        Err(self.end(Ending::Panic))
    }

    /// The latest panic whose value has a method to be asked for its text (`panic.go:preprintpanics`).
    fn next_text(&mut self) -> Option<(u16, FuncId, u64)> {
        let panics = &mut self.task.panics;
        if panics.last()?.is_goexit {
            return None;
        }
        for i in (0..panics.len()).rev() {
            if i > 0 && panics[i - 1].has_value_of(&panics[i]) {
                panics[i - 1].is_repanicked = true;
                continue;
            }
            let panic = &panics[i];
            let method =
                type_of(&self.program, panic.value.0).filter(|_| panic.text.is_none()).and_then(|t| {
                    let method = |name| text_method(&self.program, t, name);
                    method("Error").or_else(|| method("String"))
                });
            if let Some(method) = method {
                return Some((u16::try_from(i).ok()?, method, panic.value.1));
            }
        }
        None
    }

    fn call_text(&mut self, number: u16, method: FuncId, data: u64) -> Result<(), Stop> {
        if self.task.frames.iter().any(|frame| matches!(frame.link, Link::Text(_))) {
            return Err(Stop::throw(self.second_panic_text()));
        }
        let top = self.task.frames.last().map_or(0, |frame| self.tables.func(frame.func).frame_words);
        self.push_frame(method, self.place.base + top as usize, Link::Text(number))?;
        let param = self.place.base + usize::from(self.tables.func(method).result_words);
        self.task.words[param] = data;
        Ok(())
    }

    /// `panic.go:preprintpanics`, when the method that should give the text panics.
    fn second_panic_text(&self) -> String {
        let value = self.task.panics.last().map_or((0, 0), |panic| panic.value);
        let Some(t) = type_of(&self.program, value.0) else {
            return "panic while printing panic value".into();
        };
        let ty = self.program.ty(t);
        if ty.name != "string" {
            return format!("panic while printing panic value: type {}", ty.name);
        }
        let words = [0, 8].map(|at| self.vm.mem.word(value.1 + at).unwrap_or(0));
        let text = String::from_utf8_lossy(self.string((words[0], words[1])));
        format!("panic while printing panic value: {text}")
    }

    pub(super) fn text_returned(&mut self, number: u16) -> Result<(), Stop> {
        // More of it has no room in the report.
        let text = self.string((self.get(0), self.get(1).min(limits::OUTPUT_BYTES_MAX as u64)));
        let text = text.into();
        self.pop_frame();
        if let Some(panic) = self.task.panics.get_mut(usize::from(number)) {
            panic.text = Some(text);
        }
        self.die()
    }
}
