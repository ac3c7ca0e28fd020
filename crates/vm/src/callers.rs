//! The callers of the running function, as `runtime.Caller` counts them (`runtime/extern.go`).

use gopark_program::Program;

use crate::report::{SOURCE_DIR, STD_DIR};
use crate::task::{Link, Task};

/// Where a caller is.
#[derive(Default)]
pub struct Caller {
    /// The instruction that called.
    pub pc: u32,
    /// The file, with its folder.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The function's number.
    pub func: u32,
}

/// The running function's caller number `skip`; 0 is the function itself.
pub fn caller(program: &Program, task: &Task, skip: usize) -> Option<Caller> {
    let mut skip = skip;
    let mut above = Link::Call;
    for frame in task.frames.iter().rev() {
        // A deferred call at the return goes on at the very instruction that called.
        let pc = if above == Link::Defer { frame.pc } else { frame.pc.saturating_sub(1) };
        above = frame.link;
        if skip == 0 {
            let place = program.place(pc)?;
            let dir = if place.is_std { STD_DIR } else { SOURCE_DIR };
            let file = format!("{dir}{}", place.file);
            return Some(Caller { pc, file, line: place.line, func: frame.func.0 });
        }
        skip -= 1;
        if frame.link == Link::Panic {
            if skip == 0 {
                let file = format!("{STD_DIR}runtime/panic.go");
                return Some(Caller { pc, file, line: GOPANIC_LINE, func: u32::MAX });
            }
            skip -= 1;
        }
    }
    None
}

/// Where `gopanic` calls deferred functions (`panic.go:gopanic` of go1.27.3).
pub const GOPANIC_LINE: u32 = 859;
