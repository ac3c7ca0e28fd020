//! How functions of our standard packages that have no Go body are written and found.
//!
//! A native is a plain Rust function over a [`Cx`]: it reads its arguments from the window, may use memory, the
//! program's types, the streams and (when it is declared to act) the scheduler, sets its results, and says how it went.
//! It never calls back into Go; what needs that (`fmt` calling `String`, `sort` calling `less`) is Go over small natives.
//!
//! ```text
//! pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
//!     Native::acts_of(function, &[("Sleep", sleep), ("now", now)])
//! }
//!
//! fn sleep<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
//!     let ns = cx.int(0).max(0).cast_unsigned();
//!     if cx.vm.sched.sleep(cx.p, ns) { Err(Stop::Leave) } else { Ok(()) }
//! }
//! ```

use gopark_program::{MemKind, Program, Type, TypeId, TypeKind};
use gopark_sched::Sched;
use gopark_trace::{Ending, Fd, GId, Kind, ObjId, ObjKind, PId, Pc, Sink};

use crate::form::mem_kind;
use crate::held::Pieces;
use crate::limits;
use crate::memory::Layout;
use crate::registry::{TimerAction, TimerHandle};
use crate::stop::Stop;
use crate::task::{Frame, Task};
use crate::utf8;
use crate::vm::{self, Vm};

/// A native, found by its name.
pub struct Native<S: Sink> {
    /// It uses the scheduler, or must happen in the order of virtual time (atomics, output): it runs only while its P is
    /// the furthest behind.
    pub acts: bool,
    /// What it does.
    pub run: NativeFn<S>,
}

/// What a native does.
pub type NativeFn<S> = fn(&mut Cx<'_, S>) -> Result<(), Stop>;

impl<S: Sink> Native<S> {
    /// A native that only computes: its arguments, memory, results.
    pub const fn pure(run: NativeFn<S>) -> Self {
        Self { acts: false, run }
    }

    /// A native that uses the scheduler, writes, or reads what other goroutines write atomically.
    pub const fn acts(run: NativeFn<S>) -> Self {
        Self { acts: true, run }
    }

    /// The one of these that is called `name`, and only computes. A table weighs less than the code of a match.
    pub fn pure_of(name: &str, all: &[(&str, NativeFn<S>)]) -> Option<Self> {
        all.iter().find(|(it, _)| *it == name).map(|&(_, run)| Self::pure(run))
    }

    /// The same among those that use the scheduler, or act in order.
    pub fn acts_of(name: &str, all: &[(&str, NativeFn<S>)]) -> Option<Self> {
        all.iter().find(|(it, _)| *it == name).map(|&(_, run)| Self::acts(run))
    }
}

impl<S: Sink> Clone for Native<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S: Sink> Copy for Native<S> {}

/// A slice as it lies in a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SliceVal {
    /// Address of its first element.
    pub addr: u64,
    /// Elements.
    pub len: u64,
    /// Elements it has room for.
    pub cap: u64,
}

/// An interface as it lies in a window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IfaceVal {
    /// 0 for nil, else the dynamic type's id + 1.
    pub type_word: u64,
    /// The value itself when its type is direct, else the address of its boxed copy.
    pub data: u64,
}

impl IfaceVal {
    /// The dynamic type; none for a nil interface.
    pub fn ty(self) -> Option<TypeId> {
        u16::try_from(self.type_word.checked_sub(1)?).ok().map(TypeId)
    }
}

/// What a native sees: its goroutine, its window and the whole machine.
///
/// Argument and result numbers count *slots* (a string takes two, a slice three, an interface two).
pub struct Cx<'a, S: Sink> {
    /// The machine: `vm.mem`, `vm.sched`, `vm.program`, `vm.registry`; chance is `sched().rng()`.
    pub vm: &'a mut Vm<S>,
    /// The goroutine that calls.
    pub task: &'a mut Task,
    /// The P it runs on.
    pub p: PId,
    /// Index of result 0 in `task.words`.
    pub(crate) results: usize,
    /// Index of argument 0 in `task.words`.
    pub(crate) args: usize,
    /// It said [`Stop::Later`] before; how far it came then is in `vm.progress`.
    pub is_again: bool,
}

// Arguments and results.
impl<S: Sink> Cx<'_, S> {
    /// Argument slot `i` as it is.
    pub fn word(&self, i: usize) -> u64 {
        self.task.words.get(self.args + i).copied().unwrap_or(0)
    }

    /// Argument slot `i` as a signed integer.
    pub fn int(&self, i: usize) -> i64 {
        self.word(i).cast_signed()
    }

    /// Argument slot `i` as a bool.
    pub fn bool(&self, i: usize) -> bool {
        self.word(i) != 0
    }

    /// Argument slot `i` as a float64 (or float32, in register form).
    pub fn float(&self, i: usize) -> f64 {
        f64::from_bits(self.word(i))
    }

    /// The bytes of the string in argument slots `i`, `i + 1`.
    pub fn str(&self, i: usize) -> &[u8] {
        self.bytes(self.word(i), self.word(i + 1))
    }

    /// The slice in argument slots `i..i + 3`.
    pub fn slice(&self, i: usize) -> SliceVal {
        SliceVal { addr: self.word(i), len: self.word(i + 1), cap: self.word(i + 2) }
    }

    /// The bytes of the `[]byte` in argument slots `i..i + 3`.
    pub fn byte_slice(&self, i: usize) -> &[u8] {
        self.str(i)
    }

    /// The interface in argument slots `i`, `i + 1`.
    pub fn iface(&self, i: usize) -> IfaceVal {
        IfaceVal { type_word: self.word(i), data: self.word(i + 1) }
    }

    /// Sets result slot `i`.
    pub fn set_word(&mut self, i: usize, word: u64) {
        if let Some(slot) = self.task.words.get_mut(self.results + i) {
            *slot = word;
        }
    }

    /// Sets result slot `i` to an integer.
    pub fn set_int(&mut self, i: usize, value: i64) {
        self.set_word(i, value.cast_unsigned());
    }

    /// Sets result slot `i` to a bool.
    pub fn set_bool(&mut self, i: usize, value: bool) {
        self.set_word(i, u64::from(value));
    }

    /// Sets result slot `i` to a float64.
    pub fn set_float(&mut self, i: usize, value: f64) {
        self.set_word(i, value.to_bits());
    }

    /// Sets result slots `i`, `i + 1` to a new string of these bytes.
    ///
    /// # Errors
    /// Out of memory.
    pub fn set_string(&mut self, i: usize, bytes: &[u8]) -> Result<(), Stop> {
        let addr = self.alloc_bytes(bytes)?;
        self.set_word(i, addr);
        self.set_word(i + 1, bytes.len() as u64);
        Ok(())
    }

    /// Sets result slots `i`, `i + 1` to a new string, which is the last thing that a native does.
    pub(crate) fn set_pieces(&mut self, i: usize, text: Pieces) -> Result<(), Stop> {
        let len = text.bytes();
        let addr = if len == 0 { 0 } else { self.vm.alloc_pieces(text, len)? };
        self.set_word(i, addr);
        self.set_word(i + 1, len);
        Ok(())
    }

    /// Runes of the string in argument slots 0 and 1.
    ///
    /// # Errors
    /// [`Stop::Later`].
    pub(crate) fn count_runes(&mut self) -> Result<usize, Stop> {
        let (at, mut count) = (self.vm.progress.at, self.vm.progress.count);
        let rest = &self.str(0)[at..];
        let (len, done) = (rest.len(), utf8::each(rest, limits::TEXT_PER_STEP_MAX, &mut |_, _| count += 1));
        if done < len {
            (self.vm.progress.at, self.vm.progress.count) = (at + done, count);
            return Err(Stop::Later);
        }
        Ok(count)
    }

    /// Sets result slots `i..i + 3` to a slice.
    pub fn set_slice(&mut self, i: usize, slice: SliceVal) {
        self.set_word(i, slice.addr);
        self.set_word(i + 1, slice.len);
        self.set_word(i + 2, slice.cap);
    }

    /// Sets result slots `i..i + 3` to a new `[]byte` of these bytes.
    ///
    /// # Errors
    /// Out of memory.
    pub fn set_byte_slice(&mut self, i: usize, bytes: &[u8]) -> Result<(), Stop> {
        let addr = self.alloc_bytes(bytes)?;
        let len = bytes.len() as u64;
        self.set_slice(i, SliceVal { addr, len, cap: len });
        Ok(())
    }

    /// Sets result slots `i`, `i + 1` to an interface.
    pub fn set_iface(&mut self, i: usize, iface: IfaceVal) {
        self.set_word(i, iface.type_word);
        self.set_word(i + 1, iface.data);
    }
}

// Memory. Nothing is collected while a native runs, so addresses it holds stay good until it returns.
impl<S: Sink> Cx<'_, S> {
    /// `len` bytes at `addr`; none of them when that is not memory.
    pub fn bytes(&self, addr: u64, len: u64) -> &[u8] {
        self.vm.mem.bytes(addr, len).unwrap_or_default()
    }

    /// The string whose header (address, length) lies in memory at `addr`.
    pub fn string_at(&self, addr: u64) -> &[u8] {
        let header = self.vm.mem.word(addr).zip(self.vm.mem.word(addr + 8));
        header.map_or(&[], |(data, len)| self.bytes(data, len))
    }

    /// Loads a scalar in register form.
    ///
    /// # Errors
    /// A nil dereference panic when `addr` is not memory.
    pub fn load(&self, kind: MemKind, addr: u64) -> Result<u64, Stop> {
        self.vm.mem.load(kind, addr).ok_or(Stop::NIL)
    }

    /// Stores a scalar given in register form.
    ///
    /// # Errors
    /// A nil dereference panic when `addr` is not memory.
    pub fn store(&mut self, kind: MemKind, addr: u64, value: u64) -> Result<(), Stop> {
        self.vm.mem.store(kind, addr, value).ok_or(Stop::NIL)
    }

    /// Overwrites bytes.
    ///
    /// # Errors
    /// A nil dereference panic when they do not lie in memory.
    pub fn write_bytes(&mut self, addr: u64, bytes: &[u8]) -> Result<(), Stop> {
        self.vm.mem.write(addr, bytes).ok_or(Stop::NIL)
    }

    /// A new zeroed object: `count` values of type `t`.
    ///
    /// # Errors
    /// Out of memory.
    pub fn alloc(&mut self, t: TypeId, count: u64) -> Result<u64, Stop> {
        let bytes = u64::from(self.ty(t).bytes).saturating_mul(count);
        self.vm.alloc(bytes, Layout::of(t))
    }

    /// A new object of these bytes that holds no pointers: what strings and `[]byte` lie in. Address 0 for none.
    ///
    /// # Errors
    /// Out of memory.
    pub fn alloc_bytes(&mut self, bytes: &[u8]) -> Result<u64, Stop> {
        self.vm.alloc_bytes(bytes)
    }

    /// An interface that holds a string, of the predeclared type.
    ///
    /// # Errors
    /// Out of memory.
    pub fn string_iface(&mut self, bytes: &[u8]) -> Result<IfaceVal, Stop> {
        self.vm.string_iface("string", bytes)
    }

    /// The first word, in register form, of the value of type `t` in an interface; 0 for one without bytes.
    pub fn iface_word(&self, t: TypeId, data: u64) -> u64 {
        let ty = self.ty(t);
        if ty.is_direct() { data } else { self.vm.mem.load(mem_kind(&ty.kind), data).unwrap_or(0) }
    }

    /// An interface that holds the value of type `t` that lies in memory at `addr`, which nobody may change as long as the
    /// interface is looked at. When `t` is itself an interface type, the interface at `addr`.
    ///
    /// # Errors
    /// A nil dereference panic when `addr` is not memory.
    pub fn iface_at(&self, t: TypeId, addr: u64) -> Result<IfaceVal, Stop> {
        let word = |at| self.load(MemKind::W64, addr + at);
        let ty = self.ty(t);
        if matches!(ty.kind, TypeKind::Interface(_)) {
            return Ok(IfaceVal { type_word: word(0)?, data: word(8)? });
        }
        let data = if ty.is_direct() { word(0)? } else { addr };
        Ok(IfaceVal { type_word: u64::from(t.0) + 1, data })
    }
}

// The program.
impl<S: Sink> Cx<'_, S> {
    /// A type of the program; `kind` tells its structure (fields with offsets, element types).
    pub fn ty(&self, t: TypeId) -> &Type {
        self.vm.program.ty(t)
    }

    /// The program, shared: keep it in a local while the machine is changed.
    pub fn program(&self) -> std::rc::Rc<Program> {
        self.vm.program.clone()
    }

    /// Length of the map at `map` (a map word).
    pub fn map_len(&self, map: u64) -> u64 {
        self.vm.map_len(map)
    }
}

// The scheduler; only for natives that act.
impl<S: Sink> Cx<'_, S> {
    /// The scheduler.
    pub const fn sched(&mut self) -> &mut Sched<S> {
        &mut self.vm.sched
    }

    /// The goroutine that calls.
    pub fn g(&self) -> GId {
        self.vm.sched.curg(self.p)
    }

    /// Virtual nanoseconds since the program's start.
    pub fn now_ns(&self) -> u64 {
        self.vm.sched.now(self.p).0
    }

    /// Time passes for this P.
    pub fn charge(&mut self, ns: u64) {
        self.vm.sched.charge(self.p, ns);
    }

    /// The scheduler's object for the lock, WaitGroup or Cond that lies in memory at `addr`; made on first use and freed
    /// with the memory.
    ///
    /// # Errors
    /// A nil dereference when `addr` is not memory; the bound on objects.
    pub fn obj_at(&mut self, addr: u64, kind: ObjKind) -> Result<ObjId, Stop> {
        self.vm.obj_at(self.p, addr, kind)
    }

    /// What happens from here on is told where the program called a standard package that does it.
    pub fn stand_at_cause(&mut self) {
        if let Some(pc) = self.vm.tables.cause(self.task) {
            self.vm.sched.set_pc(self.p, pc);
        }
    }

    /// The same where the package was called whose functions' names begin so.
    pub(crate) fn stand_outside(&mut self, package: &str) {
        let is_inside = |frame: &&Frame| self.vm.program.funcs[frame.func.idx()].name.starts_with(package);
        let frames = &self.task.frames;
        if frames.last().is_some_and(|frame| is_inside(&frame))
            && let Some(caller) = frames.iter().rev().find(|frame| !is_inside(frame))
        {
            self.vm.sched.set_pc(self.p, Pc(caller.pc.saturating_sub(1)));
        }
    }

    /// Bytes go to a stream, as one write system call.
    ///
    /// # Errors
    /// The bound on output.
    pub fn write(&mut self, fd: Fd, bytes: &[u8]) -> Result<(), Stop> {
        self.vm.output.push(fd, bytes)?;
        let len = self.vm.output.len(fd);
        self.vm.sched.emit(self.p, Kind::Write { fd, len });
        let left = self.vm.sched.syscall(self.p, vm::write_ns(bytes.len()));
        if left { Err(Stop::Leave) } else { Ok(()) }
    }

    /// Arms a timer that does `action` at `when_ns` and then every `period_ns` (0: once).
    pub fn timer_start(
        &mut self,
        when_ns: u64,
        period_ns: u64,
        action: TimerAction,
    ) -> Result<TimerHandle, Stop> {
        self.vm.timer_start(self.p, when_ns, period_ns, action)
    }

    /// Stops a timer: true when it was armed, or (a channel timer) its value was not yet received; that value is
    /// dropped. Source: time/sleep.go:Stop since Go 1.23.
    pub fn timer_stop(&mut self, timer: TimerHandle) -> bool {
        self.vm.timer_stop(self.p, timer)
    }

    /// A new channel for `time.Time` values of type `elem` as timers use it: one hidden slot, `len` and `cap` 0. Its
    /// word is a channel value.
    ///
    /// # Errors
    /// Out of memory; the bound on objects.
    pub fn timer_chan(&mut self, elem: TypeId) -> Result<u64, Stop> {
        self.vm.timer_chan(self.p, elem)
    }

    /// The program ends here with this exit code.
    pub fn exit(code: i32) -> Stop {
        Stop::end(Ending::Exit { code })
    }
}
