//! Execution of instructions.
//!
//! [`hot`] is the loop that runs nearly everything; what it cannot finish by itself (allocation, the scheduler, panics,
//! faults) it leaves to the families of `slow`, which do each instruction completely. Time used is counted in `fuel`,
//! which runs down from what the scheduler allows; it is looked at only where Go looks: at calls and backward jumps.

mod call;
mod chan;
mod chans_wake;
mod compare;
mod hot;
mod iface;
mod index;
mod last_map;
mod local;
mod map;
mod memory;
mod number;
mod panic;
mod print;
mod slice;
mod slow;
mod stand;
mod string;

use std::rc::Rc;

use gopark_program::{Instr, Program, Slot, TypeId};
use gopark_sched::Trigger;
use gopark_trace::{Ending, GId, Kind, PId, Pc, Sink};

pub(crate) use chans_wake::{deliver, take_sent};
pub(crate) use local::Local;

use crate::cost;
use crate::form::Shape;
use crate::held::{Held, Progress};
use crate::limits;
use crate::op::Code;
use crate::stop::Stop;
use crate::tables::Tables;
use crate::task::{Resume, Task};
use crate::vm::Vm;

/// Runs goroutine `g` on `p` until it must go back to the scheduler.
pub(crate) fn run<S: Sink>(vm: &mut Vm<S>, p: PId, g: GId) {
    turn(vm, (p, g), None);
}

/// Goes on within an operation that was not done yet.
pub(crate) fn go_on<S: Sink>(vm: &mut Vm<S>, held: Held) {
    turn(vm, (held.p, held.g), Some(held));
}

fn turn<S: Sink>(vm: &mut Vm<S>, (p, g): (PId, GId), held: Option<Held>) {
    let Some(mut task) = vm.sit(p, g) else {
        // The scheduler knows a goroutine that the machine does not: a broken invariant, shown as such.
        vm.sched.end(None, Ending::Fatal);
        return;
    };
    vm.mem.heap.tiny.p = p.idx();
    if !Machine::new(vm, &mut task, p, g).run(held) {
        task.clear();
        vm.tasks.remove(g);
    }
    vm.end_turn(p, task);
}

/// Why the hot loop came back.
enum Exit {
    /// The instruction before `pc` has to be executed slowly.
    Slow,
    /// The word stack has no room for a whole window.
    Room,
    /// The fuel is used up at a safe point. True: at a call.
    Safepoint(bool),
}

/// A goroutine while it runs.
struct Machine<'a, S: Sink> {
    vm: &'a mut Vm<S>,
    task: &'a mut Task,
    program: Rc<Program>,
    tables: Rc<Tables<S>>,
    p: PId,
    g: GId,
    place: Place,
    /// The instruction being executed slowly.
    at: usize,
    /// Nanoseconds there were when time was last charged.
    full: i64,
    /// It was executed before, and was not done.
    is_again: bool,
    /// What the step has done so far: nanoseconds of virtual time, and more for what is executed slowly.
    work: u64,
}

/// Where it stands.
struct Place {
    /// The next instruction.
    pc: usize,
    /// Where the window begins.
    base: usize,
    /// Nanoseconds left.
    fuel: i64,
}

impl<'a, S: Sink> Machine<'a, S> {
    fn new(vm: &'a mut Vm<S>, task: &'a mut Task, p: PId, g: GId) -> Self {
        let (program, tables) = (Rc::clone(&vm.program), Rc::clone(&vm.tables));
        Self {
            vm,
            task,
            program,
            tables,
            p,
            g,
            place: Place { pc: 0, base: 0, fuel: 0 },
            at: 0,
            full: 0,
            is_again: false,
            work: 0,
        }
    }

    /// True when the goroutine still exists afterwards.
    fn run(mut self, held: Option<Held>) -> bool {
        self.load_frame();
        let mut done = match held {
            Some(held) => self.take_up(held),
            None => {
                self.refuel();
                self.stand_at(self.place.pc);
                self.resume()
            }
        };
        loop {
            done = match done {
                Ok(()) => self.go_on(),
                Err(Stop::Leave) => break,
                Err(Stop::Hold) => return self.hold(false),
                Err(Stop::Later) => return self.hold(true),
                Err(Stop::Retry) => {
                    self.place.pc = self.at;
                    self.task.own.resume = Resume::Again;
                    break;
                }
                Err(Stop::Gone) => return false,
                Err(stop) => self.stop(stop),
            };
        }
        self.settle();
        self.save_frame();
        true
    }

    /// The turn goes on in the next step as if nothing had been between: with the same instruction, or with the next.
    #[cold]
    fn hold(&mut self, again: bool) -> bool {
        if again {
            self.place.pc = self.at;
        }
        self.save_frame();
        let (p, g, fuel, full) = (self.p, self.g, self.place.fuel, self.full);
        self.vm.held = Some(Held { p, g, fuel, full, again });
        true
    }

    #[cold]
    fn take_up(&mut self, held: Held) -> Result<(), Stop> {
        (self.place.fuel, self.full) = (held.fuel, held.full);
        if !held.again {
            return Ok(());
        }
        self.place.pc += 1;
        self.is_again = true;
        let done = self.slowly();
        self.is_again = false;
        if !matches!(done, Err(Stop::Later)) {
            self.vm.progress = Progress::default();
        }
        done
    }

    /// Until something else than the next instruction follows.
    fn go_on(&mut self) -> Result<(), Stop> {
        loop {
            match self.hot() {
                Exit::Room => self.make_room()?,
                Exit::Slow => self.slowly()?,
                Exit::Safepoint(at_call) => self.safepoint(at_call)?,
            }
            // Entering the hot loop only to leave it at once takes as long as the instruction itself.
            while self.tables.ops.get(self.place.pc).is_some_and(|op| op.code == Code::Slow) {
                self.next_slowly()?;
            }
        }
    }

    /// Executes the instruction before the place.
    #[inline(always)]
    fn slowly(&mut self) -> Result<(), Stop> {
        self.at = self.place.pc - 1;
        let done = self.slow(self.program.code[self.at]);
        if self.vm.mem.cost_ns != 0 && !matches!(done, Err(Stop::Later)) {
            self.account()?;
        }
        self.work += limits::SLOW_WORK;
        let is_enough = self.work > limits::WORK_PER_STEP_MAX || self.vm.mem.is_behind();
        if is_enough && done.is_ok() { Err(Stop::Hold) } else { done }
    }

    /// Executes the one at the place.
    #[inline]
    fn next_slowly(&mut self) -> Result<(), Stop> {
        self.place.pc += 1;
        self.place.fuel -= cost::INSTR_NS;
        self.slowly()
    }

    /// What comes before the frame's own next instruction.
    fn resume(&mut self) -> Result<(), Stop> {
        match std::mem::take(&mut self.task.own.resume) {
            Resume::Run => self.enter_cpu(),
            Resume::Again if self.is_in_code() => self.next_slowly(),
            Resume::Again => self.enter_cpu(),
            Resume::Safepoint(at_call) => {
                if !at_call && !self.vm.sched.async_preempt() {
                    // It may not be stopped here, but perhaps at the very next safe point, which may be a call.
                    let sched = &mut self.vm.sched;
                    let is_short = sched.preempt_wanted(self.p) && sched.rng().below(2) == 0;
                    self.fill(if is_short { 1 } else { self.vm.sched.budget_ns(self.p) });
                }
                self.safepoint(at_call)?;
                self.enter_cpu()
            }
            Resume::SendOnClosed => {
                self.at = self.place.pc.saturating_sub(1);
                Err(Stop::plain("send on closed channel"))
            }
            Resume::Unwind => self.unwind(),
            Resume::Die => self.die(),
        }
    }

    fn load_frame(&mut self) {
        if let Some(frame) = self.task.frames.last() {
            (self.place.pc, self.place.base) = (frame.pc as usize, frame.base as usize);
        }
    }

    fn save_frame(&mut self) {
        if let Some(frame) = self.task.frames.last_mut() {
            frame.pc = self.place.pc as u32;
        }
    }

    /// Charges the time used so far.
    #[inline]
    fn settle(&mut self) {
        let used = self.used();
        self.vm.sched.charge(self.p, used);
    }

    /// Nanoseconds used since the last call.
    #[inline]
    fn used(&mut self) -> u64 {
        let used = u64::try_from(self.full - self.place.fuel).unwrap_or(0);
        self.full = self.place.fuel;
        self.work += used;
        used
    }

    /// Asks the scheduler how long the goroutine may go on; not beyond the next safe point when a collection is due or it
    /// had its time slice.
    #[inline]
    fn refuel(&mut self) {
        let budget_ns = self.vm.sched.free_ns(self.p);
        self.fill(budget_ns);
    }

    #[inline]
    fn fill(&mut self, budget_ns: u64) {
        self.place.fuel = budget_ns.min(limits::STEP_NS_MAX).cast_signed();
        self.full = self.place.fuel;
    }

    /// Before an operation of the scheduler: false when others are behind and come first.
    #[inline]
    fn act(&mut self) -> bool {
        if self.is_again {
            return true;
        }
        // The instruction's own time is charged when it is really executed.
        self.place.fuel += cost::INSTR_NS;
        let used = self.used();
        let may = self.vm.sched.arrive(self.p, used, Pc(self.at as u32));
        self.tell_stack_at(self.at);
        if may {
            self.place.fuel -= cost::INSTR_NS;
        }
        may
    }

    /// Objects were allocated: time, events, and a collection when one is due.
    fn account(&mut self) -> Result<(), Stop> {
        let ns = std::mem::take(&mut self.vm.mem.cost_ns);
        self.place.fuel -= ns.cast_signed();
        self.stand_at(self.at);
        let owes = self.vm.account(self.p)?;
        if owes || self.vm.wants_collection() {
            self.settle();
            self.refuel();
        }
        Ok(())
    }

    /// Where Go lets itself be stopped: the time slice may be over, a collection may be due.
    fn safepoint(&mut self, at_call: bool) -> Result<(), Stop> {
        self.settle();
        self.stand_at(self.place.pc);
        if self.is_wanted() {
            if !self.vm.sched.may_act(self.p) || self.serve_collector() {
                return Err(self.wait_at_safepoint(at_call));
            }
            self.refuel();
        }
        self.sample();
        if self.vm.sched.preempt_wanted(self.p) && (at_call || self.vm.sched.async_preempt()) {
            if !self.vm.sched.may_act(self.p) {
                return Err(self.wait_at_safepoint(at_call));
            }
            self.vm.sched.preempt(self.p);
            return Err(Stop::Leave);
        }
        if self.place.fuel > 0 { Ok(()) } else { Err(self.wait_at_safepoint(at_call)) }
    }

    /// The collector wants something of this goroutine.
    #[inline]
    fn is_wanted(&mut self) -> bool {
        self.vm.wants_collection() || self.vm.sched.gc_owes(self.p)
    }

    /// Pays what the goroutine owes for its allocations, or begins a collection. True: that takes time.
    fn serve_collector(&mut self) -> bool {
        if self.vm.sched.gc_owes(self.p) {
            return self.vm.sched.gc_assist(self.p);
        }
        self.vm.sched.gc_start(self.p, Trigger::Heap)
    }

    fn wait_at_safepoint(&mut self, at_call: bool) -> Stop {
        self.task.own.resume = Resume::Safepoint(at_call);
        Stop::Leave
    }

    /// Tells from time to time where it computes.
    fn sample(&mut self) {
        let now = self.vm.sched.now(self.p).0;
        if now.saturating_sub(self.task.own.sampled_ns) >= cost::SAMPLE_NS {
            self.task.own.sampled_ns = now;
            self.vm.sched.emit(self.p, Kind::CpuSample);
        }
    }

    #[inline]
    fn get(&self, slot: Slot) -> u64 {
        self.task.words[self.place.base + usize::from(slot)]
    }

    #[inline]
    fn set(&mut self, slot: Slot, word: u64) {
        self.task.words[self.place.base + usize::from(slot)] = word;
    }

    /// `n` slots from `slot` on.
    fn slots(&self, slot: Slot, n: u32) -> &[u64] {
        let at = self.place.base + usize::from(slot);
        &self.task.words[at..at + n as usize]
    }

    fn slots_mut(&mut self, slot: Slot, n: u32) -> &mut [u64] {
        let at = self.place.base + usize::from(slot);
        &mut self.task.words[at..at + n as usize]
    }

    fn set2(&mut self, slot: Slot, (a, b): (u64, u64)) {
        self.set(slot, a);
        self.set(slot + 1, b);
    }

    fn get2(&self, slot: Slot) -> (u64, u64) {
        (self.get(slot), self.get(slot + 1))
    }

    /// The next `Arg`.
    fn arg(&mut self) -> u32 {
        let arg = match self.program.code.get(self.place.pc) {
            Some(&Instr::Arg(arg)) => arg,
            _ => 0,
        };
        self.place.pc += 1;
        arg
    }

    fn arg_type(&mut self) -> TypeId {
        TypeId(self.arg() as u16)
    }

    fn shape(&self, t: TypeId) -> Shape {
        self.tables.shapes[t.idx()]
    }
}
