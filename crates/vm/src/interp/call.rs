//! Calls and returns, `go` and `defer`, stacks that grow.

use gopark_program::{FuncId, FuncKind, Slot};
use gopark_trace::{Ending, GId, Kind, Sink};

use super::Machine;
use crate::cost;
use crate::godebug::Godebug;
use crate::limits;
use crate::memory::Layout;
use crate::native::Cx;
use crate::report;
use crate::stop::Stop;
use crate::task::{Deferred, Frame, Link, STACK_GUARD_BYTES, STACK_MAX_BYTES};

/// `main.main` runs here; its return is the program's.
const MAIN: GId = GId(1);
/// How often main gives way at its end to deferred calls of panics.
const YIELDS_AT_END_MAX: u32 = 1000;

impl<S: Sink> Machine<'_, S> {
    #[inline(never)]
    pub(super) fn call(&mut self, base: Slot, f: FuncId, closure: u64) -> Result<(), Stop> {
        self.save_frame();
        self.push_frame(f, self.place.base + usize::from(base), Link::Call)?;
        self.set_closure(f, closure);
        self.enter()
    }

    /// A window at `window` of the word stack becomes the running frame.
    pub(super) fn push_frame(&mut self, f: FuncId, window: usize, link: Link) -> Result<(), Stop> {
        let info = *self.tables.func(f);
        let end = window + info.frame_words as usize;
        if end > limits::STACK_WORDS_MAX {
            return Err(Stop::StackOverflow(f));
        }
        self.task.make_room(window);
        let used = self.task.own.stack_used.saturating_add(info.stack_bytes);
        if used.saturating_add(STACK_GUARD_BYTES) > self.task.own.stack_bytes {
            self.grow_stack(used, f)?;
        }
        self.task.own.stack_used = used;
        self.task.reach = self.task.reach.max(end as u32);
        self.task.frames.push(Frame { pc: info.entry, base: window as u32, func: f, link });
        (self.place.pc, self.place.base) = (info.entry as usize, window);
        Ok(())
    }

    /// The hot loop has begun a frame whose window lies beyond the words there are.
    pub(super) fn make_room(&mut self) -> Result<(), Stop> {
        if self.task.reach as usize > limits::STACK_WORDS_MAX {
            return Err(self.has_no_room());
        }
        self.task.make_room(self.place.base);
        Ok(())
    }

    /// The frame just begun has none.
    #[cold]
    #[inline(never)]
    fn has_no_room(&mut self) -> Stop {
        let func = self.task.frames.last().map_or(FuncId(0), |frame| frame.func);
        self.pop_frame();
        Stop::StackOverflow(func)
    }

    /// `stack.go:newstack`: twice the size, as often as needed; the contents are copied. Function `f` begins.
    fn grow_stack(&mut self, used: u32, f: FuncId) -> Result<(), Stop> {
        let old = u64::from(self.task.own.stack_bytes);
        let mut bytes = old;
        while u64::from(used) + u64::from(STACK_GUARD_BYTES) > bytes {
            bytes *= 2;
        }
        if bytes > self.vm.config.stack_limit_bytes.min(STACK_MAX_BYTES) {
            return Err(Stop::StackOverflow(f));
        }
        self.task.own.stack_bytes = bytes as u32;
        self.vm.heap.stack_bytes += bytes - old;
        self.place.fuel -= cost::stack_copy_ns(u64::from(self.task.own.stack_used));
        self.stand_at(self.at);
        self.vm.sched.emit(self.p, Kind::StackGrow { bytes: bytes as u32 });
        if self.vm.is_over_limit() { Err(Stop::end(Ending::Oom)) } else { Ok(()) }
    }

    /// The running frame learns its closure object.
    fn set_closure(&mut self, f: FuncId, closure: u64) {
        let info = self.tables.func(f);
        if info.is_closure {
            let slot = usize::from(info.result_words) + usize::from(info.param_words);
            self.task.words[self.place.base + slot] = closure;
        }
    }

    /// The new frame begins; a call is a safe point.
    fn enter(&mut self) -> Result<(), Stop> {
        self.enter_cpu()?;
        if self.place.fuel <= 0 { self.safepoint(true) } else { Ok(()) }
    }

    /// When the running function only consumes time, does so.
    #[inline]
    pub(super) fn enter_cpu(&mut self) -> Result<(), Stop> {
        match self.task.frames.last() {
            Some(frame) if !self.tables.func(frame.func).is_code => self.consume(frame.func),
            _ => Ok(()),
        }
    }

    /// The running function does not only consume time.
    #[inline]
    pub(super) fn is_in_code(&self) -> bool {
        self.task.frames.last().is_some_and(|frame| self.tables.func(frame.func).is_code)
    }

    fn consume(&mut self, f: FuncId) -> Result<(), Stop> {
        let info = *self.tables.func(f);
        self.at = info.entry as usize;
        let slot = self.place.base + usize::from(info.result_words);
        loop {
            let left = self.task.words[slot].cast_signed();
            if info.param_words == 0 || left <= 0 {
                return self.ret();
            }
            let now = left.min(self.place.fuel.max(0));
            self.place.fuel -= now;
            self.task.words[slot] = (left - now).cast_unsigned();
            if left > now {
                self.safepoint(false)?;
            }
        }
    }

    #[inline(never)]
    pub(super) fn call_closure(&mut self, base: Slot, f: Slot) -> Result<(), Stop> {
        let closure = self.get(f);
        let func = self.vm.func_of(closure)?;
        self.call(base, func, closure)
    }

    #[inline(never)]
    pub(super) fn call_iface(&mut self, base: Slot, a: Slot, method: u16) -> Result<(), Stop> {
        let (type_word, data) = self.get2(a);
        let func = self.tables.methods.find(type_word, method).ok_or(Stop::Nil)?;
        let first = base + self.tables.func(func).result_words;
        self.set(first, data);
        self.place.fuel -= cost::IFACE_CALL_NS;
        self.call(base, func, 0)
    }

    #[inline(never)]
    pub(super) fn closure(&mut self, d: Slot, a: Slot, n: u16) -> Result<(), Stop> {
        let func = self.arg();
        let layout = if n == 0 { Layout::NOSCAN } else { Layout::CONSERVATIVE };
        let addr = self.vm.alloc(8 + u64::from(n) * 8, layout)?;
        self.vm.mem.set_word(addr, u64::from(func)).ok_or(Stop::Nil)?;
        let a = self.place.base + usize::from(a);
        let captured = &self.task.words[a..a + usize::from(n)];
        match captured {
            [word] => self.vm.mem.set_word(addr + 8, *word),
            words => self.vm.mem.store_words(addr + 8, words),
        }
        .ok_or(Stop::Nil)?;
        self.set(d, addr);
        Ok(())
    }

    #[inline(never)]
    pub(super) fn call_native(&mut self, base: Slot, number: u16) -> Result<(), Stop> {
        let info = &self.program.natives[usize::from(number)];
        let Some(native) = self.tables.natives[usize::from(number)] else {
            return Err(Stop::fatal(format!("{} is not implemented by Gopark", info.name)));
        };
        let result_words = usize::from(info.result_words);
        if native.acts && !self.act() {
            return Err(Stop::Retry);
        }
        let results = self.place.base + usize::from(base);
        let args = results + result_words;
        // For natives that look at the stack.
        self.save_frame();
        let is_again = self.is_again;
        let mut cx = Cx { vm: self.vm, task: self.task, p: self.p, results, args, is_again };
        match (native.run)(&mut cx) {
            Ok(()) if native.acts => self.refuel(),
            Err(Stop::Call) => {
                self.refuel();
                let deferred = self.task.defers.pop().ok_or(Stop::Nil)?;
                return self.call_deferred(&deferred, Link::Call);
            }
            done => return done,
        }
        Ok(())
    }

    /// The running frame is no more.
    pub(super) fn pop_frame(&mut self) {
        if let Some(frame) = self.task.frames.pop() {
            self.task.own.stack_used -= self.tables.func(frame.func).stack_bytes;
            self.release(frame);
        }
        self.load_frame();
    }

    #[inline(never)]
    pub(super) fn ret(&mut self) -> Result<(), Stop> {
        match self.task.frames.last().map_or(Link::Root, |frame| frame.link) {
            Link::Call | Link::Defer => self.pop_frame(),
            Link::Panic => return self.deferred_by_panic_returned(),
            Link::Text(number) => return self.text_returned(number),
            Link::Root => return self.root_returned(),
            Link::Init => {
                self.pop_frame();
                let main = self.program.main.ok_or_else(|| Stop::fatal("no function main"))?;
                self.push_frame(main, 0, Link::Root)?;
                return self.enter();
            }
        }
        Ok(())
    }

    fn root_returned(&mut self) -> Result<(), Stop> {
        if !self.act() {
            return Err(Stop::Retry);
        }
        if self.g == MAIN {
            // So that the report of a panic gets out (proc.go:main).
            if self.vm.running_panic_defers > 0 && self.vm.main_gave_way < YIELDS_AT_END_MAX {
                self.vm.main_gave_way += 1;
                self.vm.sched.gosched(self.p);
                return Err(Stop::Retry);
            }
            return Err(Stop::end(Ending::Exit { code: 0 }));
        }
        Err(self.goroutine_ends())
    }

    pub(super) fn goroutine_ends(&mut self) -> Stop {
        while let Some(frame) = self.task.frames.pop() {
            self.release(frame);
        }
        let bytes = self.task.own.stack_bytes;
        self.vm.heap.stack_bytes -= u64::from(bytes);
        self.vm.registry.forget_goroutine(self.g);
        let is_kept = bytes == self.vm.heap.stacks.start_bytes;
        let next = self.vm.registry.forget_coro(self.g).map(|coro| self.vm.leave_coro(self.p, coro));
        self.vm.sched.goexit(self.p, if is_kept { bytes } else { 0 });
        if let Some(next) = next {
            self.vm.sched.coro_run(self.p, next);
        }
        Stop::Gone
    }

    /// Runs the next deferred call of this frame, after which the instruction is executed again; when there is none
    /// left, returns (or goes on).
    #[inline(never)]
    pub(super) fn ret_defer(&mut self, returns: bool) -> Result<(), Stop> {
        let depth = self.task.frames.len() as u32 - 1;
        if self.task.defers.last().is_none_or(|deferred| deferred.depth != depth) {
            return if returns { self.ret() } else { Ok(()) };
        }
        let Some(deferred) = self.task.defers.pop() else { return Ok(()) };
        self.place.pc = self.at;
        self.save_frame();
        self.call_deferred(&deferred, Link::Defer)
    }

    /// A deferred call begins above the running frame's window.
    pub(super) fn call_deferred(&mut self, deferred: &Deferred, link: Link) -> Result<(), Stop> {
        let func = deferred.func.ok_or(Stop::Nil)?;
        let top = self.task.frames.last().map_or(0, |frame| self.tables.func(frame.func).frame_words);
        self.push_frame(func, self.place.base + top as usize, link)?;
        let params = self.place.base + usize::from(self.tables.func(func).result_words);
        self.task.words[params..params + deferred.args.len()].copy_from_slice(&deferred.args);
        self.set_closure(func, deferred.closure);
        self.enter()
    }

    fn args(&self, base: Slot, f: FuncId) -> &[u64] {
        let info = self.tables.func(f);
        self.slots(base + info.result_words, u32::from(info.param_words))
    }

    #[inline(never)]
    pub(super) fn defer(&mut self, base: Slot, f: FuncId, closure: u64) -> Result<(), Stop> {
        let args = self.args(base, f).into();
        self.push_deferred(Some(f), closure, args);
        Ok(())
    }

    fn push_deferred(&mut self, func: Option<FuncId>, closure: u64, args: Box<[u64]>) {
        let depth = self.task.frames.len() as u32 - 1;
        self.task.defers.push(Deferred { depth, func, closure, args });
        self.place.fuel -= cost::DEFER_NS;
    }

    #[inline(never)]
    pub(super) fn defer_closure(&mut self, base: Slot, f: Slot) -> Result<(), Stop> {
        let closure = self.get(f);
        if closure == 0 {
            self.push_deferred(None, 0, Box::default());
            return Ok(());
        }
        let func = self.vm.func_of(closure)?;
        self.defer(base, func, closure)
    }

    /// Source: `panic.go:deferrangefunc`.
    #[inline(never)]
    pub(super) fn frame_token(&mut self, d: Slot) -> Result<(), Stop> {
        let depth = self.task.frames.len() as u64 - 1;
        self.set(d, u64::from(self.g.0) << 32 | depth);
        Ok(())
    }

    /// The call deferred last goes below those of the frames above its own, so that they stay in the order of frames.
    /// Source: `panic.go:deferprocat`.
    #[inline(never)]
    pub(super) fn defer_at(&mut self, a: Slot) -> Result<(), Stop> {
        let token = self.get(a);
        let depth = token as u32;
        if token >> 32 != u64::from(self.g.0) {
            let what = "defer in the body of a range over a function, run by another goroutine";
            return Err(Stop::fatal(format!("{what}, is not supported by Gopark")));
        }
        let defers = &mut self.task.defers;
        if let Some(mut deferred) = defers.pop() {
            deferred.depth = depth;
            let at = defers.iter().rposition(|other| other.depth <= depth).map_or(0, |last| last + 1);
            defers.insert(at, deferred);
        }
        Ok(())
    }

    #[inline(never)]
    pub(super) fn go(&mut self, base: Slot, f: FuncId, closure: u64) -> Result<(), Stop> {
        if !self.act() {
            return Err(Stop::Retry);
        }
        self.stand_at_cause();
        let info = self.tables.func(f);
        let at = self.place.base + usize::from(base) + usize::from(info.result_words);
        let args = &self.task.words[at..at + usize::from(info.param_words)];
        let g = self.vm.spawn(self.p, (f, closure), args, (self.g, self.at as u32))?;
        let most = self.vm.godebug.ancestors;
        if Godebug::IS_HEARD && most > 0 {
            self.save_frame();
            let ancestors = report::of_child(&self.program, &self.vm.registry, most, self.task);
            self.vm.registry.ancestors.insert(g, ancestors);
        }
        self.refuel();
        Ok(())
    }

    #[inline(never)]
    pub(super) fn go_closure(&mut self, base: Slot, f: Slot) -> Result<(), Stop> {
        let closure = self.get(f);
        if closure == 0 {
            return Err(Stop::fatal(report::GO_OF_NIL));
        }
        let func = self.vm.func_of(closure)?;
        self.go(base, func, closure)
    }

    /// A frame that the source does not show.
    pub(super) fn is_wrapper(&self, f: FuncId) -> bool {
        self.program.funcs[f.idx()].kind == FuncKind::Wrapper
    }
}
