//! Functions.

/// A function of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FuncId(pub u32);

impl FuncId {
    /// The id as an index.
    pub const fn idx(self) -> usize {
        self.0 as usize
    }
}

/// A compiled function; its code is `Program::code[entry..entry + len]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Func {
    /// As Go prints it: `main.main`, `main.(*T).Get`, `main.main.func1`, `sync.(*WaitGroup).Wait`.
    pub name: String,
    /// Index of its first instruction.
    pub entry: u32,
    /// How many instructions it has.
    pub len: u32,
    /// The line at which its declaration begins, from 1; 0: it has none.
    pub line: u32,
    /// Words of its window.
    pub frame_words: u16,
    /// Words of its results.
    pub result_words: u16,
    /// Words of its parameters, receiver first.
    pub param_words: u16,
    /// It finds its captured variables through the closure slot.
    pub is_closure: bool,
    /// It has deferred calls (its returns are `RetDefer`, or `RunDefers` and `Ret`).
    pub has_defer: bool,
    /// With `has_defer`: the instruction, counted from `entry`, at which the frame goes on after one of its deferred
    /// calls has recovered a panic. It is a `RetDefer`, or a `RunDefers` followed by the fetching of results and `Ret`.
    /// Source: runtime/panic.go:recovery, which returns to the function's own deferreturn sequence.
    pub epilogue: u32,
    /// Bytes its frame takes on a real Go stack, as estimated from what it declares and calls.
    pub stack_bytes: u32,
    /// The slots with the addresses of its objects of the stack, which it zeroes first of all: the first, and how many.
    pub locals: (u16, u16),
    /// What happens when it is called.
    pub kind: FuncKind,
}

/// What happens when a function is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FuncKind {
    /// Its code runs.
    Code,
    /// `//gopark:cpu`: it consumes the virtual time given by its only parameter (nanoseconds), preemptibly, and its code
    /// is not run.
    Cpu,
    /// Its code is a wrapper that the source does not show (method values, promoted methods): left out of stack traces.
    Wrapper,
}

/// A function declared without a body in one of our standard packages, implemented by the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Native {
    /// Full name: `time.Sleep`, `sync.(*Mutex).Lock`.
    pub name: String,
    /// Words of its results.
    pub result_words: u16,
    /// Words of its parameters, receiver first.
    pub param_words: u16,
}
