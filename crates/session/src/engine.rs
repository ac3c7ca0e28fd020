//! The compiler and the machine, behind a door. They are the larger half of a page's module, and what a page shows first
//! needs neither: the release build puts what can be reached through this door alone into a file of its own
//! (`xtask/src/parts.rs`), which is loaded while the first moments are already seen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gopark_lang::source::SourceFile;
use gopark_lang::{Compiler, Order};
use gopark_program::Program;
use gopark_trace::{Ending, Event, GId, ObjId, SimTime, Tape};
use gopark_vm::{Call, Config, Input, Vm};

use crate::compile::Compiled;
use crate::recorder::Recorder;

/// What compiles programs and makes machines.
pub(crate) trait Engine {
    /// Begins to compile a text.
    fn compile(&self, name: &str, text: &str) -> Box<dyn Compilation>;

    /// A machine at the beginning of a program; it looks out for leaks.
    fn machine(&self, program: &Rc<Program>, config: Config) -> Box<dyn Machine>;
}

/// A program on its way through the compiler.
pub(crate) trait Compilation {
    /// A few ms of it; what became of it, which is told once.
    fn go_on(&mut self) -> Option<Compiled>;
}

/// A machine of [`gopark_vm`] that is recorded; all but the first four and the last are its methods.
pub(crate) trait Machine {
    /// Another one in the same state.
    fn copy(&self) -> Box<dyn Machine>;
    /// Events that nobody has taken yet.
    fn events(&mut self) -> &mut Vec<Event>;
    /// From now on all goes to a tape of so many events.
    fn begin_tape(&mut self, events: u64);
    fn tape(&mut self) -> Option<&mut Tape>;
    fn step(&mut self) -> bool;
    fn wait_until(&mut self, at: SimTime);
    fn apply(&mut self, input: Input);
    fn now(&self) -> SimTime;
    fn upcoming(&self) -> Option<SimTime>;
    fn ended(&self) -> Option<Ending>;
    fn prepare_clone(&self) -> bool;
    fn thaw(&mut self) -> bool;
    fn is_held(&self) -> bool;
    fn shed(&mut self) -> bool;
    fn stdout(&self) -> &[u8];
    fn stderr(&self) -> &[u8];
    fn calls(&self, g: GId, most: usize) -> (Vec<Call>, usize);
    fn carried(&self, g: GId) -> Vec<ObjId>;
    fn leak_holders(&mut self, g: GId) -> Vec<GId>;
    fn dump(&self) -> String;
    /// Until when it knows what happens, if it does not run a program but tells again what one did.
    fn kept_until(&self) -> Option<SimTime>;
}

thread_local! {
    static ENGINE: Cell<Option<&'static dyn Engine>> = const { Cell::new(None) };
}

/// The engine; none in a page that has not loaded it yet.
pub(crate) fn engine() -> Option<&'static dyn Engine> {
    #[cfg(not(target_family = "wasm"))]
    install();
    ENGINE.get()
}

/// Programs can be compiled and run.
pub fn is_there() -> bool {
    engine().is_some()
}

/// Opens the door: from now on programs can be compiled and run. Elsewhere than in a page it is always open.
pub fn install() {
    // If the optimizer knew that there is but one engine, it would call it past the door.
    ENGINE.set(Some(std::hint::black_box(&Here)));
}

/// The compiler and the machines of this very module.
struct Here;

thread_local! {
    /// One for all, so that each edit finds the standard packages as the last one left them.
    static COMPILER: RefCell<Compiler> = RefCell::new(Compiler::new(gopark_vm::std::source));
}

impl Engine for Here {
    fn compile(&self, name: &str, text: &str) -> Box<dyn Compilation> {
        let files = vec![SourceFile::new(name, text)];
        Box::new(COMPILER.with_borrow(|compiler| compiler.order(files)))
    }

    fn machine(&self, program: &Rc<Program>, config: Config) -> Box<dyn Machine> {
        let mut vm = Vm::new(Rc::clone(program), config, Recorder::default());
        vm.watch_leaks();
        Box::new(vm)
    }
}

impl Compilation for Rc<Order> {
    fn go_on(&mut self) -> Option<Compiled> {
        COMPILER.with_borrow_mut(Compiler::go_on);
        self.take().map(Compiled::new)
    }
}

impl Machine for Vm<Recorder> {
    fn copy(&self) -> Box<dyn Machine> {
        Box::new(self.clone())
    }

    fn events(&mut self) -> &mut Vec<Event> {
        &mut self.sink_mut().events
    }

    fn begin_tape(&mut self, events: u64) {
        self.sink_mut().begin_tape(events);
    }

    fn tape(&mut self) -> Option<&mut Tape> {
        self.sink_mut().tape.as_deref_mut()
    }

    fn step(&mut self) -> bool {
        Self::step(self)
    }

    fn wait_until(&mut self, at: SimTime) {
        Self::wait_until(self, at);
    }

    fn apply(&mut self, input: Input) {
        Self::apply(self, input);
    }

    fn now(&self) -> SimTime {
        Self::now(self)
    }

    fn upcoming(&self) -> Option<SimTime> {
        Self::upcoming(self)
    }

    fn ended(&self) -> Option<Ending> {
        Self::ended(self)
    }

    fn prepare_clone(&self) -> bool {
        Self::prepare_clone(self)
    }

    fn thaw(&mut self) -> bool {
        Self::thaw(self)
    }

    fn is_held(&self) -> bool {
        Self::is_held(self)
    }

    fn shed(&mut self) -> bool {
        Self::shed(self)
    }

    fn stdout(&self) -> &[u8] {
        Self::stdout(self)
    }

    fn stderr(&self) -> &[u8] {
        Self::stderr(self)
    }

    fn calls(&self, g: GId, most: usize) -> (Vec<Call>, usize) {
        Self::calls(self, g, most)
    }

    fn carried(&self, g: GId) -> Vec<ObjId> {
        Self::carried(self, g)
    }

    fn leak_holders(&mut self, g: GId) -> Vec<GId> {
        Self::leak_holders(self, g)
    }

    fn dump(&self) -> String {
        Self::dump(self)
    }

    fn kept_until(&self) -> Option<SimTime> {
        None
    }
}
