//! What is worked out once about a program before it runs.

use std::cell::RefCell;
use std::ops::Deref;
use std::rc::Rc;

use gopark_program::{FuncId, FuncKind, Liveness, Program, TypeKind};
use gopark_trace::{Pc, Sink, WaitReason};

use crate::form::{self, Shape};
use crate::maps::MapShape;
use crate::native::Native;
use crate::natives;
use crate::op::{self, Op};
use crate::task::{Frame, STACK_MAX_BYTES, Task};

/// A function, as calls need it.
#[derive(Clone, Copy, Debug)]
pub struct FuncInfo {
    /// First instruction.
    pub entry: u32,
    /// Words of its window.
    pub frame_words: u32,
    /// Words of its results.
    pub result_words: u16,
    /// Words of its parameters.
    pub param_words: u16,
    /// Bytes its frame takes on a real stack, at most [`STACK_MAX_BYTES`].
    pub stack_bytes: u32,
    /// The slots with the addresses of its objects of the stack: the first, and how many.
    pub locals: (u16, u16),
    /// Its code runs when it is called.
    pub is_code: bool,
    /// It finds its captured variables through the slot after its parameters.
    pub is_closure: bool,
    /// It belongs to a standard package.
    pub is_std: bool,
    /// What a goroutine of the runtime's own that begins with it waits for; none: it is not the runtime's own.
    pub idles: WaitReason,
}

/// The same, as the hot loop needs it: little, and quickly found.
#[derive(Clone, Copy, Debug)]
pub struct Callee {
    /// First instruction.
    pub entry: u32,
    /// Words of its window.
    pub frame_words: u32,
    /// Bytes its frame takes on a real stack; more than any stack has, where it has no code that runs.
    pub stack_bytes: u32,
    /// Words of its results.
    pub result_words: u16,
    /// The slot through which it finds its captured variables; [`u16::MAX`]: it has none.
    pub closure_slot: u16,
}

impl Callee {
    const fn new(info: &FuncInfo) -> Self {
        Self {
            entry: info.entry,
            frame_words: info.frame_words,
            stack_bytes: if info.is_code { info.stack_bytes } else { i32::MAX.cast_unsigned() },
            result_words: info.result_words,
            closure_slot: if info.is_closure { info.result_words + info.param_words } else { u16::MAX },
        }
    }
}

/// Which function implements which method of which type, by open addressing.
#[derive(Debug)]
pub struct Methods {
    /// Type and method in one number, and the function; never full.
    slots: Vec<(u32, FuncId)>,
}

impl Methods {
    /// No type has this number.
    const FREE: u32 = u32::MAX;

    fn new(program: &Program) -> Self {
        let count: usize = program.types.iter().map(|t| t.methods.len()).sum();
        let mut methods =
            Self { slots: vec![(Self::FREE, FuncId(0)); (count * 2).next_power_of_two().max(2)] };
        for (t, ty) in program.types.iter().enumerate() {
            for method in &ty.methods {
                let key = (t as u32) << 16 | u32::from(method.id.0);
                let mut at = methods.first(key);
                while methods.slots[at].0 != Self::FREE {
                    at = methods.after(at);
                }
                methods.slots[at] = (key, method.func);
            }
        }
        methods
    }

    /// The function for `method` of an interface with this type word.
    #[inline]
    pub fn find(&self, type_word: u64, method: u16) -> Option<FuncId> {
        let t = u16::try_from(type_word.checked_sub(1)?).ok()?;
        let key = u32::from(t) << 16 | u32::from(method);
        let mut at = self.first(key);
        loop {
            match self.slots[at] {
                (found, f) if found == key => return Some(f),
                (Self::FREE, _) => return None,
                _ => at = self.after(at),
            }
        }
    }

    fn first(&self, key: u32) -> usize {
        ((u64::from(key.wrapping_mul(0x9e37_79b1)) * self.slots.len() as u64) >> 32) as usize
    }

    const fn after(&self, at: usize) -> usize {
        (at + 1) % self.slots.len()
    }
}

/// Everything that depends on the program alone.
pub struct Tables<S: Sink> {
    /// What no listener makes a difference to.
    code: Code,
    /// Natives; none when the machine has no such function.
    pub natives: Vec<Option<Native<S>>>,
}

/// What of it does not depend on who listens either. So the hot loop is compiled once, in this crate, for speed,
/// whatever those who run programs are compiled for.
pub struct Code {
    /// Shapes of types.
    pub shapes: Vec<Shape>,
    /// Shapes of map types.
    pub maps: Vec<Option<MapShape>>,
    /// The program's code, as the hot loop executes it.
    pub ops: Vec<Op>,
    /// Functions.
    pub funcs: Vec<FuncInfo>,
    /// The same, for calls.
    pub callees: Vec<Callee>,
    /// Methods.
    pub methods: Methods,
    /// Which slots matter in each function, for those that were asked about.
    pub liveness: RefCell<Vec<Option<Rc<Liveness>>>>,
    /// For each pc that makes channels with a parameter's capacity, the parameter.
    pub param_chans: Vec<(u32, u16)>,
}

impl<S: Sink> Tables<S> {
    /// Works it out.
    pub fn new(program: &Program) -> Self {
        let shapes = form::shapes(program);
        let types = 0..program.types.len() as u16;
        let maps = types.map(|t| MapShape::new(program, &shapes, gopark_program::TypeId(t))).collect();
        let mut param_chans = program.param_chans.clone();
        gopark_sorted::sort_by(&mut param_chans, Ord::cmp);
        let funcs: Vec<_> = program.funcs.iter().map(|func| info(program, func)).collect();
        let code = Code {
            shapes,
            maps,
            ops: op::ops(program),
            callees: funcs.iter().map(Callee::new).collect(),
            funcs,
            methods: Methods::new(program),
            liveness: RefCell::new(vec![None; program.funcs.len()]),
            param_chans,
        };
        let natives = program.natives.iter().map(|native| natives::find(&native.name)).collect();
        Self { code, natives }
    }
}

impl<S: Sink> Deref for Tables<S> {
    type Target = Code;

    #[inline]
    fn deref(&self) -> &Code {
        &self.code
    }
}

impl Code {
    /// Which slots of a function's window matter where.
    pub fn liveness(&self, program: &Program, f: FuncId) -> Rc<Liveness> {
        let known = &mut self.liveness.borrow_mut()[f.idx()];
        Rc::clone(known.get_or_insert_with(|| Rc::new(Liveness::new(program, &program.funcs[f.idx()]))))
    }

    /// The newest call in progress that stands in the program itself, when a standard package is at work.
    pub fn cause(&self, task: &Task) -> Option<Pc> {
        let is_std = |frame: &&Frame| self.func(frame.func).is_std;
        let mut frames = task.frames.iter().rev();
        frames.next().filter(is_std)?;
        frames.find(|frame| !is_std(frame)).map(|frame| Pc(frame.pc.saturating_sub(1)))
    }

    /// A function.
    #[inline]
    pub fn func(&self, f: FuncId) -> &FuncInfo {
        &self.funcs[f.idx()]
    }
}

fn info(program: &Program, func: &gopark_program::Func) -> FuncInfo {
    FuncInfo {
        entry: func.entry,
        frame_words: u32::from(func.frame_words),
        result_words: func.result_words,
        param_words: func.param_words,
        stack_bytes: func.stack_bytes.min(STACK_MAX_BYTES as u32),
        locals: func.locals,
        is_code: func.kind != FuncKind::Cpu,
        is_closure: func.is_closure,
        is_std: program.place(func.entry).is_none_or(|place| place.is_std),
        idles: match &*func.name {
            "runtime.runFinalizers" => WaitReason::FinalizerWait,
            "runtime.runCleanups" => WaitReason::CleanupWait,
            _ => WaitReason::None,
        },
    }
}

/// The number of the method called `name` with no parameters and a string result, on type `t`.
pub fn text_method(program: &Program, t: gopark_program::TypeId, name: &str) -> Option<FuncId> {
    let is_text = |f: FuncId| {
        let func = &program.funcs[f.idx()];
        func.param_words == 1 && func.result_words == 2
    };
    let methods = program.ty(t).methods.iter();
    let mut named =
        methods.filter(|m| program.method_names.get(usize::from(m.id.0)).is_some_and(|n| n == name));
    named
        .next()
        .map(|m| m.func)
        .filter(|&f| is_text(f) && !matches!(program.ty(t).kind, TypeKind::Interface(_)))
}
