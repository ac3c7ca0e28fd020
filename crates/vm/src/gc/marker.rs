//! Finding everything that is reachable, a slice at a time.

use gopark_program::{MEMORY_BASE, Program};
use gopark_sched::Marked;
use gopark_trace::{GId, Sink};

use crate::limits;
use crate::memory::{Layout, Memory, Object, pointers};
use crate::registry::TimerHandle;
use crate::roots;
use crate::task::{Task, other_roots};
use crate::vm::Vm;

/// Larger objects are scanned in parts (`mgcmark.go:maxObletBytes`).
const PART_BYTES: u64 = 128 << 10;

/// Deferred calls that are looked through together.
const DEFERS_AT_ONCE: usize = 256;

/// How far the search is.
#[derive(Clone, Debug, Default)]
pub struct Marker {
    /// What it found so far.
    pub found: Marked,
    next: Next,
    /// Objects whose pointers were not followed yet.
    grey: Vec<Object>,
    words: Vec<u64>,
}

#[derive(Clone, Copy, Debug)]
enum Next {
    /// The stack of this goroutine or the next one, from this frame on, and then from this part of its deferred calls on.
    Stack(GId, usize),
    Globals,
    Timers(TimerHandle),
    Grey,
}

impl Default for Next {
    fn default() -> Self {
        Self::Stack(GId(0), 0)
    }
}

impl Marker {
    /// Nothing is found yet but `live` bytes.
    pub fn new(live: u64) -> Self {
        Self { found: Marked { live, ..Marked::default() }, ..Self::default() }
    }

    /// One slice; true when everything is found.
    pub fn step<S: Sink>(&mut self, vm: &mut Vm<S>) -> bool {
        let (mut left, mut room) = (limits::WORDS_PER_STEP_MAX, Task::default());
        while left > 0 {
            let done = match self.next {
                Next::Stack(g, from) => self.stack(vm, (g, from), left, &mut room),
                Next::Globals => self.globals(vm),
                Next::Timers(from) => self.timers(vm, from),
                Next::Grey => match self.grey.pop() {
                    Some(object) => self.object(vm, object),
                    None => return true,
                },
            };
            let mut words = std::mem::take(&mut self.words);
            for word in words.drain(..) {
                self.shade(&vm.program, &mut vm.mem, word);
            }
            self.words = words;
            left = left.saturating_sub(done + 1);
        }
        false
    }

    /// Frames of one stack, until about `most` words are done; with the last one, it may shrink.
    fn stack<S: Sink>(
        &mut self,
        vm: &mut Vm<S>,
        (g, from): (GId, usize),
        most: usize,
        task: &mut Task,
    ) -> usize {
        let Some((g, Some(parked))) = vm.tasks.first_from(g) else {
            self.next = vm.tasks.first_from(g).map_or(Next::Globals, |(g, _)| Next::Stack(GId(g.0 + 1), 0));
            return 1;
        };
        let (code, words) = ((&*vm.program, &*vm.tables), &mut self.words);
        parked.show(task);
        let waiting = roots::waiting(&vm.program, task, vm.sched.wait_reason(g));
        let mut done = 16;
        for i in from..task.frames.len() {
            if done >= most {
                self.next = Next::Stack(g, i);
                return done;
            }
            done += code.1.func(task.frames[i].func).frame_words as usize;
            roots::frame_words(code, task, i, waiting, &mut |word| words.push(word));
        }
        let (defers, panics) = parked.others();
        for (i, part) in
            defers.chunks(DEFERS_AT_ONCE).enumerate().skip(from.saturating_sub(task.frames.len()))
        {
            if done >= most {
                self.next = Next::Stack(g, task.frames.len() + i);
                return done;
            }
            words.extend(other_roots(part, &[]));
            done += DEFERS_AT_ONCE;
        }
        words.extend(other_roots(&[], panics));
        words.extend(vm.registry.coro_of(g));
        self.found.stack_scan += u64::from(task.own.stack_used);
        self.next = Next::Stack(GId(g.0 + 1), 0);
        vm.stack_scanned(g);
        done
    }

    fn globals<S: Sink>(&mut self, vm: &Vm<S>) -> usize {
        let roots = &vm.program.roots;
        let at = |&root: &u32| vm.mem.word(MEMORY_BASE + u64::from(root) * 8).unwrap_or(0);
        self.words.extend(roots.iter().map(at));
        vm.special_words(&mut |word| self.words.push(word));
        self.found.globals_scan = u64::from(vm.program.data_bytes);
        self.next = Next::Timers(TimerHandle(0));
        roots.len()
    }

    fn timers<S: Sink>(&mut self, vm: &Vm<S>, from: TimerHandle) -> usize {
        let mut seen = 0;
        self.next = Next::Grey;
        for (&handle, timer) in vm.registry.timers.range(from..) {
            if seen == limits::REGISTRY_PER_STEP_MAX {
                self.next = Next::Timers(handle);
                break;
            }
            seen += 1;
            if timer.armed.is_some() {
                self.words.push(timer.action.target());
            }
        }
        seen
    }

    fn object<S: Sink>(&mut self, vm: &Vm<S>, object: Object) -> usize {
        let words = &mut self.words;
        pointers(&vm.program, &vm.mem, object, &mut |word| words.push(word));
        words.len()
    }

    fn shade(&mut self, program: &Program, memory: &mut Memory, word: u64) {
        let found = word.checked_sub(MEMORY_BASE).and_then(|offset| memory.heap.mark(offset));
        let Some(object) = found else { return };
        if !object.is_stack {
            self.found.live += object.bytes;
        }
        if !object.layout.has_pointers(program) {
            return;
        }
        // Channels are scanned for their buffers, which Go need not do where they lie in the same object.
        if object.layout != Layout::CHAN && !object.is_stack {
            self.found.heap_scan += object.bytes;
        }
        if object.bytes <= PART_BYTES {
            self.grey.push(object);
            return;
        }
        let stride = object.layout.stride_bytes(program);
        let part = (PART_BYTES / stride).max(1) * stride;
        let ends = (0..object.bytes).step_by(part as usize);
        self.grey.extend(ends.map(|at| {
            let bytes = part.min(object.bytes - at);
            Object { offset: object.offset + at, bytes, ..object }
        }));
    }
}
