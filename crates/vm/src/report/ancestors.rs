//! Who started whom, for dumps (`GODEBUG=tracebackancestors=N`; `proc.go:saveAncestors`,
//! `traceback.go:printAncestorTraceback`).

use std::rc::Rc;

use gopark_program::Program;
use gopark_trace::{GId, WaitReason};

use super::dump::{FRAMES_AT_EACH_END, created, place};
use crate::registry::Registry;
use crate::symbols::{self, Symbol, is_shown};
use crate::task::Task;

/// A goroutine as it stood when it started another.
#[derive(Debug)]
pub struct Ancestor {
    g: GId,
    /// Return addresses, innermost first.
    stack: Vec<u64>,
    /// Where it was started itself; none: by a timer.
    go_pc: Option<u32>,
}

/// The ancestors of a goroutine, the nearest first.
pub type Ancestors = Rc<[Rc<Ancestor>]>;

/// Those that goroutine `task` gives to one that it starts.
#[cold]
pub fn of_child(program: &Program, registry: &Registry, most: usize, task: &Task) -> Ancestors {
    let stack = symbols::stack(program, task, WaitReason::None, task.g == GId(1));
    let stack = stack.iter().take(FRAMES_AT_EACH_END).map(|symbol| symbol.addr).collect();
    let go_pc = task.own.parent.is_some().then_some(task.own.go_pc);
    let nearest = Rc::new(Ancestor { g: task.g, stack, go_pc });
    let further = registry.ancestors.get(&task.g).map(|all| &**all).unwrap_or_default();
    [nearest].into_iter().chain(further.iter().cloned()).take(most).collect()
}

/// Those of goroutine `g`.
pub fn write((program, registry): (&Program, &Registry), g: GId, out: &mut String) {
    for ancestor in registry.ancestors.get(&g).map(|all| &**all).unwrap_or_default() {
        out.push_str(&format!("[originating from goroutine {}]:\n", ancestor.g.0));
        for &addr in &ancestor.stack {
            if let Some(symbol) = Symbol::after(program, addr).filter(|symbol| is_shown(symbol.name)) {
                out.push_str(&format!("{}(...)\n", symbol.name));
                place(&symbol, out);
            }
        }
        if ancestor.stack.len() == FRAMES_AT_EACH_END {
            out.push_str("...additional frames elided...\n");
        }
        let creator = match ancestor.go_pc {
            Some(pc) => Symbol::of_pc(program, pc),
            None => Symbol::timer_creator(),
        };
        if let Some(creator) = creator.filter(|creator| ancestor.g != GId(1) && is_shown(creator.name)) {
            created(&creator, None, out);
        }
    }
}
