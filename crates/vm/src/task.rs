//! A goroutine as the machine keeps it: its stack of words, frames, deferred calls and panics.

use std::rc::Rc;

use gopark_program::FuncId;
use gopark_trace::{GId, Unwinding};

use crate::limits;

/// First stack of a goroutine (`stack.go:stackMin`).
pub const STACK_MIN_BYTES: u32 = 2048;
/// No stack is larger, whatever the program allows (`stack.go:maxstackceiling`).
pub const STACK_MAX_BYTES: u64 = 2_000_000_000;
/// Bytes below which a stack must not fall before it grows (`stack.go:stackGuard`).
pub const STACK_GUARD_BYTES: u32 = 928;

/// Words of a window, whatever its function uses of them: the whole range of a slot, so that no access to one needs
/// a check.
pub const WINDOW: usize = 1 << 16;

/// A window of the running goroutine.
pub type Window = [u64; WINDOW];

/// A word stack of more words goes back to the system when nobody needs it.
const STACK_KEPT_WORDS: usize = 1 << 20;
/// Word stacks that are larger get room for the largest one at once, and so many words at a time.
const LARGE_WORDS: usize = 1 << 20;

/// So many words are zeroed at once.
const FEW_WORDS: usize = 16;

/// A goroutine that runs, on a word stack of the machine's; between two goroutines it is empty.
#[derive(Debug, Default)]
pub struct Task {
    /// Which goroutine; none between two.
    pub(crate) g: GId,
    /// The windows of all frames, each beginning within its caller's, with room for a whole window above. Zeros where no
    /// window is.
    pub words: Vec<u64>,
    /// How many words may be in use.
    pub(crate) reach: u32,
    pub(crate) frames: Vec<Frame>,
    pub(crate) defers: Vec<Deferred>,
    pub(crate) panics: Vec<Panicking>,
    pub(crate) own: Own,
    /// What held its frames and words until now, to be used again.
    pub(crate) kept: Option<Rc<[u64]>>,
    /// The machine's word stack, while a goroutine runs on its own.
    pub(crate) spare: Vec<u64>,
}

/// What there is of a goroutine whether it runs or not.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Own {
    /// What to do first when it runs again.
    pub resume: Resume,
    /// The instruction at which it waits for a channel.
    pub wait_pc: u32,
    /// Bytes its frames take on a real Go stack.
    pub stack_used: u32,
    /// Bytes its Go stack has, at most [`STACK_MAX_BYTES`].
    pub stack_bytes: u32,
    /// Who started it, and where.
    pub parent: GId,
    pub go_pc: u32,
    /// When it last told where it computes, in virtual nanoseconds.
    pub sampled_ns: u64,
}

/// A call in progress.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// Where it goes on; up to date for all frames but the running one.
    pub pc: u32,
    /// Where its window begins.
    pub base: u32,
    /// Which function.
    pub func: FuncId,
    /// Who called it.
    pub link: Link,
}

/// Who called a frame, and so what its return does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// The goroutine began here: it ends.
    Root,
    /// Package initialization: `main.main` comes next.
    Init,
    /// A call: the caller goes on.
    Call,
    /// A deferred call at the caller's return: its results are dropped, the caller returns again.
    Defer,
    /// A deferred call of the last panic: it goes on, unless it was recovered.
    Panic,
    /// `Error` or `String` of the value of panic number `.0`, whose text is about to be printed.
    Text(u16),
}

/// A deferred call.
#[derive(Clone, Debug)]
pub(crate) struct Deferred {
    /// Index of the frame that deferred it.
    pub depth: u32,
    /// None: the func value was nil, which panics only when it is called.
    pub func: Option<FuncId>,
    /// Address of the closure object, when it is one.
    pub closure: u64,
    pub args: Box<[u64]>,
}

/// A panic in progress, or a `Goexit`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Panicking {
    /// The interface.
    pub value: (u64, u64),
    /// The text of the value, when known; any bytes.
    pub text: Option<Box<[u8]>>,
    pub is_recovered: bool,
    pub is_repanicked: bool,
    /// Its value is one that the runtime has once, so that two such panics with the same text have the same.
    pub is_static: bool,
    pub is_goexit: bool,
    /// The events tell of it.
    pub is_told: bool,
    /// The runtime raised it.
    pub is_raised: bool,
    /// Raised by a nil pointer, with the place.
    pub fault_pc: Option<u32>,
    /// Index of the frame of the deferred call it runs now.
    pub call_depth: u32,
    /// Index of the frame that deferred that call.
    pub owner_depth: u32,
}

impl Panicking {
    /// What it is as long as it is the last one.
    pub const fn unwinding(&self) -> Unwinding {
        match self {
            Self { is_goexit: true, .. } => Unwinding::Goexit,
            Self { is_recovered: true, .. } => Unwinding::Recovered,
            _ => Unwinding::Panic,
        }
    }

    /// Both panic with the very same value, as Go sees it (`panic.go:preprintpanics`).
    pub fn has_value_of(&self, later: &Self) -> bool {
        let is_same = self.value == later.value
            || self.is_static && later.is_static && self.value.0 == later.value.0 && self.text == later.text;
        is_same && !self.is_goexit
    }
}

/// What a goroutine does first when it runs again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Resume {
    /// Goes on at its frame's pc.
    #[default]
    Run,
    /// Executes its frame's next instruction slowly: it could not act there, or has to ask again.
    Again,
    /// Looks again whether it must stop: it could not act at the safe point. True: the point was a call.
    Safepoint(bool),
    /// Panics: the channel it was sending on was closed.
    SendOnClosed,
    /// Calls the next deferred call, of whatever frame.
    Unwind,
    /// Ends the program with the report of its panics.
    Die,
}

impl Task {
    /// Nobody runs any more, and the machine's word stack is all zeros again.
    pub(crate) fn clear(&mut self) {
        if self.spare.is_empty() {
            let reach = (self.reach as usize).min(self.words.len());
            match self.words.first_chunk_mut::<FEW_WORDS>() {
                Some(few) if reach <= FEW_WORDS => *few = [0; FEW_WORDS],
                _ => self.words[..reach].fill(0),
            }
        } else {
            self.words = std::mem::take(&mut self.spare);
        }
        if self.words.len() > STACK_KEPT_WORDS {
            self.words = Vec::new();
        }
        self.reach = 0;
        self.g = GId::NONE;
        self.frames.clear();
        self.defers.clear();
        self.panics.clear();
        self.kept = None;
    }

    /// Sees to it that there is a whole window from word `base` on.
    #[inline]
    pub(crate) fn make_room(&mut self, base: usize) {
        if self.words.len() < base + WINDOW {
            self.make_more_room(base + WINDOW);
        }
    }

    #[cold]
    fn make_more_room(&mut self, wanted: usize) {
        let len = self.words.len();
        if len == 0 {
            // Zeros of the system's own, which cost nothing until they are used.
            self.words = vec![0; wanted + WINDOW];
        } else if wanted < LARGE_WORDS {
            self.words.resize(wanted.max(len + len / 2), 0);
        } else {
            // Moving hundreds of megabytes holds a page up: there is room for the largest stack at once, if the host has it,
            // and zeros are written as it is used.
            if self.words.capacity() < limits::STACK_WORDS_MAX {
                let _ = self.words.try_reserve_exact(limits::STACK_WORDS_MAX + WINDOW - len);
            }
            self.words.resize(wanted.max(len + LARGE_WORDS), 0);
        }
    }
}

/// Words outside of windows that may hold pointers: deferred arguments, panic values.
pub(crate) fn other_roots(defers: &[Deferred], panics: &[Panicking]) -> impl Iterator<Item = u64> {
    let deferred = defers.iter().flat_map(|d| d.args.iter().copied().chain([d.closure]));
    deferred.chain(panics.iter().map(|panic| panic.value.1))
}
