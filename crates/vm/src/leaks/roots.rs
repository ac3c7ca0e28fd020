//! The words of a goroutine that hold something alive: exactly those that its code can still read.

use gopark_program::Program;
use gopark_trace::Sink;

use crate::tables::Tables;
use crate::task::{Frame, Link, Task};

/// Shows `visit` the words of a goroutine that matter; `wait_pc`: the channel operation it waits in.
pub fn words<S: Sink>(
    (program, tables): (&Program, &Tables<S>),
    task: &Task,
    wait_pc: Option<u32>,
    visit: &mut dyn FnMut(u64),
) {
    for (i, frame) in task.frames.iter().enumerate() {
        let above = task.frames.get(i + 1);
        let pc = if above.is_none() { wait_pc.unwrap_or(frame.pc) } else { frame.pc };
        let func = &program.funcs[frame.func.idx()];
        let live = tables.liveness(program, frame.func);
        let at = pc.wrapping_sub(func.entry);
        let window = task.words.get(frame.base as usize..).unwrap_or(&[]);
        for (slot, &word) in window.iter().enumerate().take(end(frame, above, func.frame_words)) {
            if live.is_live(at, slot) || func.has_defer && live.is_live(func.epilogue, slot) {
                visit(word);
            }
        }
    }
    for deferred in &task.defers {
        deferred.args.iter().copied().chain([deferred.closure]).for_each(&mut *visit);
    }
    task.panics.iter().for_each(|panic| visit(panic.value.1));
}

/// What a called function has for itself begins within its caller's window.
fn end(frame: &Frame, above: Option<&Frame>, frame_words: u16) -> usize {
    match above {
        Some(above) if above.link == Link::Call => (above.base - frame.base) as usize,
        _ => usize::from(frame_words),
    }
}
