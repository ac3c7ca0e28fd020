//! Package testing: where a log line comes from.

use gopark_trace::Sink;

use crate::callers::{Caller, caller};
use crate::native::{Cx, Native, Outcome};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    (function == "frame").then(|| Native::pure(frame))
}

fn frame<S: Sink>(cx: &mut Cx<'_, S>) -> Result<Outcome, Stop> {
    let program = cx.program();
    let up = usize::try_from(cx.int(0)).unwrap_or(usize::MAX);
    let found = caller(&program, cx.task, up);
    cx.set_bool(4, found.is_some());
    let Caller { file, line, func, .. } = found.unwrap_or_default();
    cx.set_string(0, file.as_bytes())?;
    cx.set_word(2, u64::from(line));
    cx.set_word(3, u64::from(func));
    Ok(Outcome::Done)
}
