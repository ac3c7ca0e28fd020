//! What the viewer changes while a program runs.

use std::rc::Rc;

use gopark_trace::{Ending, Kind, ObjId, Sink};

use crate::vm::Vm;

/// A change of the viewer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// Program parameter number `param` becomes `value`; channels whose capacity it is are resized.
    SetParam {
        /// Which.
        param: u16,
        /// Its new value.
        value: i64,
    },
    /// GOMAXPROCS becomes `n`.
    SetProcs(u32),
    /// The container's memory limit, in bytes.
    SetMemoryLimit(Option<u64>),
    /// GOGC; -1: off.
    SetGcPercent(i32),
    /// GOMEMLIMIT, in bytes; the largest number: none.
    SetGoMemoryLimit(u64),
    /// A context is cancelled, as if its cancel function were called.
    Cancel(ObjId),
}

impl<S: Sink> Vm<S> {
    /// The current value of a program parameter.
    pub fn param(&self, param: u16) -> Option<i64> {
        let it = self.program.params.get(usize::from(param))?;
        let addr = gopark_program::MEMORY_BASE + u64::from(it.offset);
        self.mem.load(it.mem, addr).map(u64::cast_signed)
    }

    /// Applies a change of the viewer's; values out of a parameter's range are moved into it.
    pub fn apply(&mut self, input: Input) {
        if self.ended().is_some() {
            return;
        }
        self.mem.thaw();
        self.finish();
        match input {
            Input::SetParam { param, value } => self.set_param(param, value),
            Input::SetProcs(n) => self.sched.set_procs(None, n),
            Input::SetMemoryLimit(bytes) => {
                self.config.memory_limit_bytes = bytes;
                self.sched.emit_outside(Kind::ContainerLimit { bytes: bytes.unwrap_or(u64::MAX) });
                if self.is_over_limit() {
                    self.sched.end(None, Ending::Oom);
                }
            }
            Input::SetGcPercent(percent) => {
                self.sched.set_gc_percent(percent);
            }
            Input::SetGoMemoryLimit(bytes) => {
                self.sched.set_memory_limit(bytes);
                self.tell_pacer();
            }
            Input::Cancel(ctx) => self.cancel(ctx),
        }
    }

    /// The viewer cancels a context. Its first word is what does that (`std/context`, `cancelCtx.stop`).
    fn cancel(&mut self, ctx: ObjId) {
        let found = self.registry.objs.iter().find(|(_, obj)| **obj == ctx);
        let Some(stop) = found.and_then(|(&addr, _)| self.mem.word(addr)).filter(|&stop| stop != 0) else {
            return;
        };
        if let Some(how) = self.spawn_outside(stop).err().and_then(|stop| stop.ending()) {
            self.sched.end(None, how);
        }
    }

    fn set_param(&mut self, param: u16, value: i64) {
        let program = Rc::clone(&self.program);
        let Some(it) = program.params.get(usize::from(param)) else { return };
        let value = value.clamp(it.min, it.max.max(it.min));
        let addr = gopark_program::MEMORY_BASE + u64::from(it.offset);
        if self.mem.store(it.mem, addr, value.cast_unsigned()).is_none() {
            return;
        }
        self.sched.emit_outside(Kind::ParamSet { param, value });
        let cap = u32::try_from(value.max(0)).unwrap_or(u32::MAX);
        for addr in self.registry.chans_of(param) {
            self.resize_chan(addr, cap);
        }
    }
}
