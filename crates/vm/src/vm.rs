//! The machine: a compiled program, its memory and its goroutines, on the scheduler.

use std::rc::Rc;

use gopark_program::{FuncId, Program, TypeId, TypeKind};
use gopark_sched::{self as sched, Next, Sched};
use gopark_trace::{Ending, Fd, GId, Kind, ObjId, ObjKind, PId, Pc, SimTime, Sink, Table, WaitReason};

use crate::cost;
use crate::disk::Disk;
use crate::gc::{GcConfig, HeapState, Specials};
use crate::godebug::Godebug;
use crate::held::{Held, Progress};
use crate::interp::{self, Local};
use crate::leaks::LeakWatch;
use crate::limits;
use crate::map_use::MapUse;
use crate::maps::{self, Iter, Maps};
use crate::memory::{BLOCK_BYTES, HEADER_ABOVE_BYTES, Layout, Memory, with_header};
use crate::native::IfaceVal;
use crate::output::Output;
use crate::parked::Parked;
use crate::registry::Registry;
use crate::report::{self, Traceback};
use crate::seats::Seats;
use crate::stop::Stop;
use crate::tables::Tables;
use crate::task::{Frame, Link, STACK_MIN_BYTES};

/// The number of the signal that a core is asked for with.
const SIGABRT: i32 = 6;

/// How a program is run. There is no default: the one who runs it decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Config {
    /// The scheduler's part.
    pub sched: sched::Config,
    /// Bytes of heap, stacks and goroutines at which the container's OOM killer ends the program; none: no limit.
    pub memory_limit_bytes: Option<u64>,
    /// The largest stack of a goroutine in bytes; Go's own limit is [`Config::STACK_LIMIT_GO_BYTES`]
    /// (`runtime/debug.SetMaxStack`).
    pub stack_limit_bytes: u64,
    /// The first stack of a goroutine in bytes, a power of two and at least Go's [`Config::FIRST_STACK_GO_BYTES`].
    pub first_stack_bytes: u32,
    /// The collector.
    pub gc: GcConfig,
}

impl Config {
    /// Go's limit on 64-bit machines (`proc.go:main`).
    pub const STACK_LIMIT_GO_BYTES: u64 = 1_000_000_000;
    /// Go's first stack (`stack.go:stackMin`).
    pub const FIRST_STACK_GO_BYTES: u32 = STACK_MIN_BYTES;
    /// The largest that can be asked for.
    pub const FIRST_STACK_MAX_BYTES: u32 = 64 << 10;

    /// So many bytes as a first stack, if that can be asked for.
    pub fn first_stack(bytes: u64) -> Option<u32> {
        let possible = Self::FIRST_STACK_GO_BYTES..=Self::FIRST_STACK_MAX_BYTES;
        u32::try_from(bytes).ok().filter(|bytes| bytes.is_power_of_two() && possible.contains(bytes))
    }
}

/// Numbers about a run that are not in its events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Bytes of heap objects, live and dead.
    pub heap_bytes: u64,
    /// Bytes of all goroutines' stacks.
    pub stack_bytes: u64,
    /// Bytes that count against the memory limit.
    pub total_bytes: u64,
    /// Collections so far.
    pub collections: u32,
}

/// A running program. A clone is a snapshot that can be run on by itself.
pub struct Vm<S: Sink> {
    /// The program.
    pub program: Rc<Program>,
    /// Its memory.
    pub mem: Memory,
    /// The scheduler.
    pub sched: Sched<S>,
    /// Locks and timers.
    pub registry: Registry,
    /// What it wrote.
    pub output: Output,
    /// The arguments it was started with, without its name; read when its packages are initialized.
    pub args: Rc<[String]>,
    /// The environment it was started with, as `NAME=VALUE`.
    pub(crate) env: Rc<[String]>,
    /// What that sets in the runtime.
    pub(crate) godebug: Godebug,
    /// What it can read from standard input, and how much of it was read.
    pub stdin: Rc<[u8]>,
    pub(crate) stdin_at: usize,
    pub(crate) disk: Disk,
    pub(crate) tables: Rc<Tables<S>>,
    /// Goroutines; those that run or sit are taken out.
    pub(crate) tasks: Table<GId, Option<Parked>>,
    pub(crate) heap: HeapState,
    /// Finalizers and cleanups.
    pub(crate) specials: Specials,
    pub(crate) map_use: MapUse,
    /// When collections began.
    pub(crate) collected_at: Vec<(SimTime, SimTime)>,
    /// When the last collection was done with marking; zero: there was none.
    pub(crate) marked_at: SimTime,
    /// Panics that run deferred calls (`panic.go:runningPanicDefers`), and how often main has given way to them at its end.
    pub(crate) running_panic_defers: u32,
    pub(crate) main_gave_way: u32,
    /// A goroutine is within an operation that takes long, and nothing else happens.
    pub(crate) held: Option<Held>,
    /// How far that is.
    pub(crate) progress: Progress,
    /// Leaked goroutines are looked for while it runs.
    pub(crate) leak_watch: Option<LeakWatch>,
    /// What the program's last search for leaked goroutines found, by number.
    pub(crate) leaked: Vec<GId>,
    pub(crate) config: Config,
    /// How much the program wants to be shown when it fails.
    pub(crate) traceback: Option<Traceback>,
    /// Where they run or sit.
    pub(crate) seats: Seats,
    /// What is made next is of the stack.
    pub(crate) local: Option<Local>,
}

impl<S: Sink + Clone> Clone for Vm<S> {
    fn clone(&self) -> Self {
        Self {
            program: Rc::clone(&self.program),
            mem: self.mem.clone(),
            sched: self.sched.clone(),
            registry: self.registry.clone(),
            output: self.output.clone(),
            args: Rc::clone(&self.args),
            env: Rc::clone(&self.env),
            godebug: self.godebug,
            traceback: self.traceback,
            stdin: Rc::clone(&self.stdin),
            stdin_at: self.stdin_at,
            disk: self.disk.clone(),
            tables: Rc::clone(&self.tables),
            tasks: self.standing().into_owned(),
            heap: self.heap.clone(),
            specials: self.specials.clone(),
            map_use: self.map_use.clone(),
            collected_at: self.collected_at.clone(),
            marked_at: self.marked_at,
            running_panic_defers: self.running_panic_defers,
            main_gave_way: self.main_gave_way,
            held: self.held,
            progress: self.progress.clone(),
            leak_watch: self.leak_watch,
            leaked: self.leaked.clone(),
            config: self.config,
            seats: Seats::default(),
            local: None,
        }
    }
}

impl<S: Sink> Vm<S> {
    /// A program about to begin. One that breaks its promises ends at once with a fatal error that says which.
    pub fn new(program: Rc<Program>, config: Config, sink: S) -> Self {
        let sched = Sched::new(&config.sched, sink);
        let mut vm = Self {
            mem: Memory::new(&program.data, program.data_bytes),
            tables: Rc::new(Tables::new(&program)),
            program,
            sched,
            registry: Registry::default(),
            output: Output::default(),
            args: Rc::default(),
            env: Rc::default(),
            godebug: Godebug::default(),
            traceback: None,
            stdin: Rc::default(),
            stdin_at: 0,
            disk: Disk::new(),
            tasks: Table::default(),
            heap: HeapState::new(&config.gc, config.first_stack_bytes),
            specials: Specials::default(),
            map_use: MapUse::new(),
            collected_at: Vec::new(),
            marked_at: SimTime::ZERO,
            running_panic_defers: 0,
            main_gave_way: 0,
            held: None,
            progress: Progress::default(),
            leak_watch: None,
            leaked: Vec::new(),
            config,
            seats: Seats::default(),
            local: None,
        };
        let broken = gopark_program::validate(&vm.program).err();
        match (broken, vm.program.main) {
            (Some(why), _) => vm.refuse(&format!("invalid program: {why}")),
            (None, None) => vm.refuse("function main is undeclared in the main package"),
            (None, Some(main)) => vm.begin(main),
        }
        vm
    }

    fn begin(&mut self, main: FuncId) {
        let (first, link) = self.program.init.map_or((main, Link::Root), |init| (init, Link::Init));
        let info = *self.tables.func(first);
        let frame = Frame { pc: info.entry, base: 0, func: first, link };
        let (len, used) = (info.frame_words as usize, info.stack_bytes);
        let mut parked = Parked::new(frame, len, used, (0, [&[]; 2]));
        let has_os = self.program.funcs.iter().any(|f| f.name.starts_with("os."));
        let g = self.sched.start(Pc(self.tables.func(main).entry), has_os);
        self.give_stack((g, None), &mut parked);
        self.tasks.insert(g, Some(parked));
        if self.config.gc.percent != GcConfig::GO.percent {
            self.sched.set_gc_percent(self.config.gc.percent);
        }
        if self.config.gc.memory_limit_bytes != GcConfig::GO.memory_limit_bytes {
            self.sched.set_memory_limit(self.config.gc.memory_limit_bytes);
            self.tell_pacer();
        }
        let bytes = self.sched.gc().pacer.goal();
        self.sched.emit_outside(Kind::HeapGoal { bytes });
    }

    fn refuse(&mut self, why: &str) {
        let text = format!("fatal error: {why}\n");
        report::write(self, None, &text);
        self.sched.end(None, Ending::Fatal);
    }

    /// Goes on by one decision of the scheduler and what follows from it. False when the program is over.
    pub fn step(&mut self) -> bool {
        self.mem.thaw();
        if self.is_held() {
            self.go_on();
            return true;
        }
        self.watch_step();
        self.bury_chans(usize::MAX);
        match self.sched.next() {
            Next::Run { p, g } => interp::run(self, p, g),
            Next::Timer { p, t } => self.timer_fired(p, t),
            Next::Gc(task) => self.collect(task),
            Next::Busy => {}
            Next::Deadlock => {
                report::of_all(self, "all goroutines are asleep - deadlock!");
                self.sched.end(None, Ending::Deadlock);
            }
            Next::NoGoroutines => {
                // There are no stacks of the program's to show.
                report::of_all(self, "no goroutines (main called runtime.Goexit) - deadlock!");
                self.sched.end(None, Ending::Deadlock);
            }
            Next::TooManyThreads => {
                report::too_many_threads(self);
                self.sched.end(None, Ending::Fatal);
            }
            Next::Over => return false,
        }
        true
    }

    /// Prepares a clone: brings as much up to date as takes a few milliseconds of real time; true when nothing is left to
    /// do.
    pub fn prepare_clone(&self) -> bool {
        self.mem.share_some(limits::PAGES_PER_STEP_MAX)
    }

    /// Makes a clone usable, as far as a few milliseconds of real time allow; true when it is.
    pub fn thaw(&mut self) -> bool {
        self.mem.thaw_some(limits::PAGES_PER_STEP_MAX)
    }

    /// Gives some memory of a machine back that is not needed any more, as much as takes a few milliseconds of real time;
    /// true when little is left.
    pub fn shed(&mut self) -> bool {
        const PAGES: usize = limits::TABLE_PAGES_PER_STEP_MAX;
        self.tasks.shed(PAGES) & self.sched.shed(PAGES) & self.mem.shed(limits::PAGES_PER_STEP_MAX)
    }

    /// The moment up to which everything has happened.
    pub fn now(&self) -> SimTime {
        self.sched.time()
    }

    /// When the next step happens; None: nothing will happen any more but the report that says so.
    pub fn upcoming(&self) -> Option<SimTime> {
        if self.is_held() { Some(self.now()) } else { self.sched.upcoming() }
    }

    /// Lets time pass up to `at`, if no step is due before.
    pub fn wait_until(&mut self, at: SimTime) {
        self.finish();
        self.sched.wait_until(at);
    }

    /// How the program ended, when it did.
    pub fn ended(&self) -> Option<Ending> {
        self.sched.ended()
    }

    /// The environment that the program finds, as `NAME=VALUE`; said before it begins.
    pub fn set_env(&mut self, env: Vec<String>) {
        self.godebug = Godebug::of_env(&env);
        self.env = env.into();
    }

    /// The exit code of the process, as a shell sees it, when the program is over. Whoever asks for a core is killed by
    /// SIGABRT (`signal_unix.go:crash`).
    pub fn exit_code(&self) -> Option<i32> {
        Some(match self.ended()? {
            Ending::Panic | Ending::Fatal | Ending::Deadlock if report::is_core_wanted(self) => 128 + SIGABRT,
            how => how.exit_code(),
        })
    }

    /// Everything written to stdout.
    pub fn stdout(&self) -> &[u8] {
        self.output.bytes(Fd::Stdout)
    }

    /// Everything written to stderr.
    pub fn stderr(&self) -> &[u8] {
        self.output.bytes(Fd::Stderr)
    }

    /// Where events go.
    pub const fn sink(&self) -> &S {
        self.sched.sink()
    }

    /// Where events go, to be emptied.
    pub const fn sink_mut(&mut self) -> &mut S {
        self.sched.sink_mut()
    }

    /// How long g has been waiting, as far as a dump says: since the end of marking of the collection before the first one
    /// that saw it wait (`mgcmark.go:markroot`, which takes `work.tstart` before the cycle sets it).
    pub(crate) fn waited_ns(&self, g: GId) -> u64 {
        let Some(since) = self.sched.waits_since(g) else { return 0 };
        let first = self.collected_at.partition_point(|&(at, _)| at < since);
        let before = self.collected_at[first..].iter().map(|&(_, before)| before);
        let seen = before.into_iter().find(|&before| before != SimTime::ZERO);
        seen.map_or(0, |at| self.sched.time().since(at))
    }

    /// Numbers about the run.
    pub fn stats(&self) -> Stats {
        Stats {
            heap_bytes: self.mem.heap.used_bytes,
            stack_bytes: self.heap.stack_bytes,
            total_bytes: self.total_bytes(),
            collections: self.sched.gc().marked,
        }
    }

    /// A new goroutine that calls `func` with `args`, and its closure when it is one.
    ///
    /// # Errors
    /// The bounds on goroutines and memory.
    pub(crate) fn spawn(
        &mut self,
        p: PId,
        (func, closure): (FuncId, u64),
        args: &[u64],
        (parent, go_pc): (GId, u32),
    ) -> Result<GId, Stop> {
        let info = self.tables.func(func);
        let g = match info.idles {
            WaitReason::None => self.sched.go(p, Pc(info.entry))?,
            reason => self.spawn_system(p, reason),
        };
        self.registry.inherit_labels(parent, g);
        self.furnish((g, Some(p)), (func, closure), args, (parent, go_pc))?;
        Ok(g)
    }

    /// A new coroutine, which waits at `coro` and will call the function there with it.
    ///
    /// # Errors
    /// The bounds on goroutines and memory; no function.
    #[cold]
    pub(crate) fn spawn_coro(&mut self, p: PId, coro: u64, from: (GId, u32)) -> Result<(), Stop> {
        let closure = self.mem.word(coro + 8).ok_or(Stop::Nil)?;
        let func = self.func_of(closure)?;
        let g = self.sched.coro_new(p)?;
        self.mem.store_words(coro, &[u64::from(g.0)]).ok_or(Stop::Nil)?;
        self.registry.coros.insert(g, coro);
        self.registry.inherit_labels(from.0, g);
        self.furnish((g, Some(p)), (func, closure), &[coro], from)
    }

    /// p's goroutine, a coroutine, is about to end: who waits at `coro` goes on then.
    #[cold]
    pub(crate) fn leave_coro(&mut self, p: PId, coro: u64) -> GId {
        let next = GId(self.mem.word(coro).unwrap_or(0) as u32);
        let _ = self.mem.store_words(coro, &[0]);
        self.sched.coro_wake(p, next);
        next
    }

    /// A new goroutine from outside of the program that calls a closure (a func word of type `func()`).
    ///
    /// # Errors
    /// The bounds on goroutines and memory; no closure.
    pub(crate) fn spawn_outside(&mut self, closure: u64) -> Result<(), Stop> {
        let func = self.func_of(closure)?;
        let g = self.sched.go_outside(Pc(self.tables.func(func).entry))?;
        self.furnish((g, None), (func, closure), &[], (GId::NONE, u32::MAX))
    }

    /// The bytes of the stack of goroutine g that the scheduler just made, on p.
    #[inline]
    fn give_stack(&mut self, (g, p): (GId, Option<PId>), parked: &mut Parked) {
        let bytes = match self.sched.recycled() {
            Some(_) => self.heap.stacks.start_bytes,
            None => self.config.first_stack_bytes,
        };
        parked.own.stack_bytes = bytes;
        self.heap.stack_bytes += u64::from(bytes);
        if bytes != STACK_MIN_BYTES {
            let kind = Kind::StackSet { g, bytes };
            match p {
                Some(p) => self.sched.emit(p, kind),
                None => self.sched.emit_outside(kind),
            }
        }
    }

    /// The stack of a goroutine that the scheduler just made.
    #[inline]
    fn furnish(
        &mut self,
        (g, p): (GId, Option<PId>),
        (func, closure): (FuncId, u64),
        args: &[u64],
        (parent, go_pc): (GId, u32),
    ) -> Result<(), Stop> {
        let info = *self.tables.func(func);
        let frame = Frame { pc: info.entry, base: 0, func, link: Link::Root };
        let closure = [closure];
        let args = [args, if info.is_closure { &closure } else { &[] }];
        let (len, used) = (info.frame_words as usize, info.stack_bytes);
        let mut parked = Parked::new(frame, len, used, (usize::from(info.result_words), args));
        (parked.own.parent, parked.own.go_pc) = (parent, go_pc);
        self.give_stack((g, p), &mut parked);
        self.tasks.put(g, Some(parked));
        if self.is_over_limit() { Err(Stop::end(Ending::Oom)) } else { Ok(()) }
    }

    /// The function of a closure object.
    ///
    /// # Errors
    /// A nil dereference.
    pub(crate) fn func_of(&self, closure: u64) -> Result<FuncId, Stop> {
        let word = self.mem.word(closure).ok_or(Stop::Nil)?;
        let func = u32::try_from(word).ok().map(FuncId).filter(|f| f.idx() < self.tables.funcs.len());
        func.ok_or(Stop::Nil)
    }

    /// A new zeroed object; a large one not before the machine has caught up.
    ///
    /// # Errors
    /// Out of memory.
    pub fn alloc(&mut self, bytes: u64, layout: Layout) -> Result<u64, Stop> {
        if let Some(addr) = self.local.as_mut().and_then(|local| local.take(&mut self.mem, bytes, layout)) {
            return Ok(addr);
        }
        let is_usual = (BLOCK_BYTES..HEADER_ABOVE_BYTES).contains(&bytes);
        let has_pointers = !is_usual && layout.has_pointers(&self.program);
        let is_tiny = (1..BLOCK_BYTES).contains(&bytes) && !has_pointers;
        let layout = if is_tiny { Layout::BLOCK } else { layout };
        let bytes = with_header(bytes, has_pointers);
        self.mem.alloc_later(bytes, layout).ok_or(Stop::Full)
    }

    /// A new object of bytes without pointers; 0 for none.
    ///
    /// # Errors
    /// Out of memory.
    pub fn alloc_bytes(&mut self, bytes: &[u8]) -> Result<u64, Stop> {
        if bytes.is_empty() {
            return Ok(0);
        }
        let addr = self.alloc(bytes.len() as u64, Layout::NOSCAN)?;
        self.mem.write(addr, bytes).ok_or(Stop::Nil)?;
        Ok(addr)
    }

    /// A value from slots into memory.
    pub fn store_value(&mut self, t: TypeId, addr: u64, slots: &[u64]) {
        self.tables.shapes[t.idx()].store(&mut self.mem, addr, slots);
    }

    /// An interface of the well-known type `name` (underlying string) that holds these bytes; of type `string` when the
    /// program does not have it, nil when it has neither.
    ///
    /// # Errors
    /// Out of memory.
    pub fn string_iface(&mut self, name: &str, bytes: &[u8]) -> Result<IfaceVal, Stop> {
        let program = Rc::clone(&self.program);
        let Some(t) = program.well_known(name).or_else(|| program.well_known("string")) else {
            return Ok(IfaceVal::default());
        };
        let data = self.alloc_bytes(bytes)?;
        let boxed = self.alloc(16, Layout::of(t))?;
        self.mem.store_words(boxed, &[data, bytes.len() as u64]);
        Ok(IfaceVal { type_word: u64::from(t.0) + 1, data: boxed })
    }

    /// An interface of the well-known pointer type `name`, to a new struct whose first field, if it has one, is the
    /// string `text`; the text itself when the program does not have the type.
    ///
    /// # Errors
    /// Out of memory.
    pub(crate) fn pointer_iface(&mut self, name: &str, text: &str) -> Result<IfaceVal, Stop> {
        let program = Rc::clone(&self.program);
        let pointer = program.well_known(name);
        let target = pointer.and_then(|t| match program.ty(t).kind {
            TypeKind::Pointer(target) => Some((t, target)),
            _ => None,
        });
        let Some((t, target)) = target else { return self.string_iface("string", text.as_bytes()) };
        let bytes = u64::from(program.ty(target).bytes);
        let data = self.alloc(bytes, Layout::of(target))?;
        if bytes >= 16 {
            let chars = self.alloc_bytes(text.as_bytes())?;
            self.mem.store_words(data, &[chars, text.len() as u64]);
        }
        Ok(IfaceVal { type_word: u64::from(t.0) + 1, data })
    }

    /// Operations on maps of type `t`.
    ///
    /// # Errors
    /// When `t` is no map type, which the compiler excludes.
    pub(crate) fn maps(&mut self, t: TypeId) -> Result<Maps<'_>, Stop> {
        let shape = self.tables.maps[t.idx()].ok_or_else(|| Stop::fatal("not a map"))?;
        Ok(Maps { program: &self.program, memory: &mut self.mem, shape })
    }

    /// An iteration over the entries of a map, if it has any, in no particular order but always the same.
    pub(crate) fn map_iterate(&mut self, map: u64) -> Option<Iter> {
        Some(self.maps_at(map)?.iterate(map, 0))
    }

    /// Addresses of key and element of its next entry.
    ///
    /// # Errors
    /// Never, for a map of the program.
    pub(crate) fn map_next(&mut self, it: &mut Iter) -> Result<Option<(u64, u64)>, Stop> {
        self.maps_at(it.map).map_or(Ok(None), |maps| maps.next(it))
    }

    fn maps_at(&mut self, map: u64) -> Option<Maps<'_>> {
        let t = maps::type_of(&self.mem, map).filter(|_| map != 0)?;
        self.maps(t).ok()
    }

    /// Length of a map.
    pub fn map_len(&self, map: u64) -> u64 {
        maps::len(&self.mem, map)
    }

    /// The scheduler's object for what lies at `addr`.
    ///
    /// # Errors
    /// A nil dereference; the bound on objects.
    #[inline]
    pub fn obj_at(&mut self, p: PId, addr: u64, kind: ObjKind) -> Result<ObjId, Stop> {
        match self.registry.obj(addr) {
            Some(obj) => Ok(obj),
            None => self.new_obj_at(p, addr, kind),
        }
    }

    fn new_obj_at(&mut self, p: PId, addr: u64, kind: ObjKind) -> Result<ObjId, Stop> {
        self.mem.bytes(addr, 1).ok_or(Stop::Nil)?;
        let variable = self.program.variable_at(addr.wrapping_sub(gopark_program::MEMORY_BASE));
        let obj = self.sched.obj_new(p, kind, variable)?;
        self.registry.objs.insert(addr, obj);
        Ok(obj)
    }
}

/// How long one write to a stream takes beside the system call itself.
pub(crate) const fn write_ns(bytes: usize) -> u64 {
    cost::WRITE_SYSCALL_NS + (bytes / limits::WRITE_BYTES_PER_NS) as u64
}
