//! Why a goroutine does not simply go on with the next instruction: it waits, a panic, `Goexit`, the end of the program.

use gopark_program::FuncId;
use gopark_trace::{Ending, LimitKind};

/// Why an instruction, or a native, is not followed by the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// It is done, but the goroutine parked or gave its P away: it goes on after it when it runs again.
    Leave,
    /// The goroutine parked, spun, or has to let others act first: it is executed again when it runs again.
    Retry,
    /// The goroutine is no more.
    Gone,
    /// It has done enough: the next one comes in the machine's next step, for memory has to catch up.
    Hold,
    /// The call that a native deferred last comes now; its results are dropped.
    Call,
    /// The goroutine panics.
    Panic(Box<PanicText>),
    /// The goroutine panics with an interface (its two words).
    PanicValue(Box<(u64, u64)>),
    /// `runtime.Goexit`: deferred calls run, then the goroutine ends.
    Goexit,
    /// `fatal error: TEXT`; exit code 2; cannot be recovered.
    Fatal(Box<Fatal>),
    /// The stack limit was exceeded (`stack.go:newstack`) when this function began.
    StackOverflow(FuncId),
    /// The program is over.
    End(Box<Ending>),
    /// Memory is full: a bound of Gopark.
    Full,
    /// A nil pointer was used: `runtime error: invalid memory address or nil pointer dereference`.
    Nil,
    /// It is not done yet. It goes on in the machine's next step, at the same moment: the instruction is executed again, with
    /// what [`Progress`](crate::held::Progress) tells.
    Later,
}

/// A number and a pointer at most: so instructions answer in two registers.
const _: () = assert!(size_of::<Result<(), Stop>>() <= 16);

/// A fatal error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fatal {
    /// The text.
    pub text: Box<str>,
    /// It is the runtime itself that fails (`panic.go:throw`): the dump leaves nothing out.
    pub is_throw: bool,
    /// The line of Go's function that fails; 0: the one that is known of it.
    pub line: u32,
}

/// A panic that the runtime itself raises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PanicText {
    /// A `runtime.Error` whose text is `runtime error: ` and this (`runtime.errorString`).
    Error(String),
    /// The same for an index, slice bounds or a length (`runtime.boundsError`).
    Bounds(String),
    /// A `runtime.Error` whose text is this alone (`runtime.plainError`).
    Plain(String),
    /// A `*runtime.TypeAssertionError` whose text is this.
    Assertion(String),
    /// A `*runtime.PanicNilError`: the program called `panic(nil)`.
    NilPanic,
    /// A plain string, as from `panic("...")` in a standard package.
    Str(String),
}

impl Stop {
    /// A nil pointer was used.
    pub const NIL: Self = Self::Nil;

    /// A `runtime.Error` with `runtime error: ` before `text`.
    pub fn error(text: impl Into<String>) -> Self {
        Self::Panic(Box::new(PanicText::Error(text.into())))
    }

    /// A `runtime.Error` with `runtime error: ` before `text`, of an index, slice bounds or a length.
    pub fn bounds(text: impl Into<String>) -> Self {
        Self::Panic(Box::new(PanicText::Bounds(text.into())))
    }

    /// A `runtime.Error` without a prefix.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Panic(Box::new(PanicText::Plain(text.into())))
    }

    /// A failed type assertion.
    pub fn assertion(text: impl Into<String>) -> Self {
        Self::Panic(Box::new(PanicText::Assertion(text.into())))
    }

    /// `panic(text)`.
    pub fn string(text: impl Into<String>) -> Self {
        Self::Panic(Box::new(PanicText::Str(text.into())))
    }

    /// `fatal error: text`.
    pub fn fatal(text: impl Into<String>) -> Self {
        Self::Fatal(Box::new(Fatal { text: text.into().into_boxed_str(), is_throw: false, line: 0 }))
    }

    /// `fatal error: text`, of the runtime itself.
    pub fn throw(text: impl Into<String>) -> Self {
        Self::throw_at(text, 0)
    }

    /// The same at a line of Go's function.
    pub fn throw_at(text: impl Into<String>, line: u32) -> Self {
        Self::Fatal(Box::new(Fatal { text: text.into().into_boxed_str(), is_throw: true, line }))
    }

    /// A bound of Gopark was reached.
    pub fn limit(limit: LimitKind) -> Self {
        match limit {
            LimitKind::Memory => Self::Full,
            _ => Self::end(Ending::Limit { limit }),
        }
    }

    /// The program is over.
    pub fn end(how: Ending) -> Self {
        Self::End(Box::new(how))
    }

    /// How the program ends, if it does.
    pub fn ending(&self) -> Option<Ending> {
        match self {
            Self::End(how) => Some(**how),
            Self::Full => Some(Ending::Limit { limit: LimitKind::Memory }),
            _ => None,
        }
    }
}

impl From<LimitKind> for Stop {
    fn from(limit: LimitKind) -> Self {
        Self::limit(limit)
    }
}
