//! One function while it is compiled: its window, its variables and where they live.

use crate::sorted::SortedMap;

use gopark_program::{Func, FuncKind, Instr, Slot, TypeId, TypeKind};

use super::Module;
use super::buffer::Buffer;
use super::code::{Code, Target};
use super::func::{Env, Finished, FuncKey, Job};
use super::jump::Flow;
use super::local::Locals;
use super::range_func::RangeBody;
use crate::ast::{Block, Directive, Expr, FuncLit};
use crate::check::{FuncInfo, Info, ObjId, PkgId, Ty, VarKind};
use crate::escape::{Key, What};
use crate::source::Span;

/// Larger variables live on the heap, in bytes; smaller ones live in slots if nothing points at them.
const SLOT_VARIABLE_BYTES_MAX: u32 = 4096;

/// Return address and saved frame pointer of a frame on a real Go stack, in bytes.
const FRAME_OVERHEAD_BYTES: u32 = 16;

/// Where a variable of the function lives.
#[derive(Clone, Copy, Debug)]
pub(super) enum Storage {
    /// In the window, in usual form.
    Slots(Slot),
    /// On the heap; its address is in this slot.
    Heap(Slot),
}

/// A result of the function.
#[derive(Clone, Copy)]
pub(super) struct ResultVar {
    pub slot: Slot,
    pub t: TypeId,
    /// The slot with its address, when closures may change it.
    pub heap: Option<Slot>,
}

/// A function while it is compiled.
pub(super) struct Body<'m, 'a> {
    pub m: &'m mut Module<'a>,
    pub pkg: PkgId,
    pub info: &'a Info,
    pub env: Env,
    pub code: Code,
    pub vars: SortedMap<ObjId, Storage>,
    /// Where its declaration begins.
    pub declared: Option<Span>,
    /// Its name, from which those of the literals in it are made.
    pub name: String,
    pub is_literal: bool,
    /// It needs its closure object.
    pub is_closure: bool,
    /// How many literals in it have names.
    pub literals: u32,
    /// How many of its `go` and `defer` statements Go wraps into functions.
    pub wraps: u32,
    pub results: Vec<ResultVar>,
    pub has_named_results: bool,
    pub result_words: u32,
    pub param_words: u32,
    pub closure: Slot,
    pub has_defer: bool,
    pub epilogue: Option<Target>,
    pub flows: Vec<Flow<'a>>,
    pub labels: SortedMap<&'a str, Target>,
    pub kind: FuncKind,
    /// What the value now computed is for, should it be a new channel.
    pub made_for: Option<String>,
    /// The same for what the next call makes: a context, or a timer's channel.
    pub called_for: Option<String>,
    /// What the literal goes to that comes next.
    pub literal_for: Option<String>,
    /// The label just before the statement now compiled.
    pub pending_label: Option<&'a str>,
    /// Slots for the addresses of variables that the statement now compiled declares on the heap.
    pub pending_cells: Vec<(ObjId, Slot)>,
    /// Pairs of slots for appends that may use memory of the stack.
    pub buffers: Vec<Buffer>,
    /// Words of them that are passed to it and come back.
    pub buffer_words: u32,
    /// Its objects of the stack.
    pub locals: Locals,
    /// Where the results of calls lie that were computed before their turn.
    pub hoisted: SortedMap<crate::ast::ExprId, Slot>,
    /// Of what is the body of a range over a function.
    pub range_body: Option<RangeBody<'a>>,
    /// How many such bodies in it have names.
    pub range_count: u32,
    /// The objects of `results`.
    pub result_objs: Vec<ObjId>,
}

impl<'a> Module<'a> {
    /// Compiles a function.
    pub fn compile(&mut self, job: Job<'a>) -> Finished {
        match job {
            Job::Lit { lit, pkg, id, env, name } => self.compile_literal(lit, pkg, id, env, name),
            Job::Key(FuncKey::Decl { obj, args, variant }) => self.compile_decl(obj, args, variant),
            Job::Key(FuncKey::Init) => self.compile_init(),
            Job::Key(key) => self.compile_wrapper(key),
        }
    }

    fn compile_decl(&mut self, obj: ObjId, args: std::rc::Rc<[Ty]>, variant: u32) -> Finished {
        let name = self.func_name(obj, &args);
        let Some(&(pkg, decl)) = self.decls.get(&obj) else { return self.empty_function(name) };
        let info = &self.checked.packages[pkg.index()].info;
        let (Some(func), Some(body)) = (info.funcs.get(&decl.name.id), &decl.body) else {
            return self.empty_function(name);
        };
        let params = self.checked.objects.get(obj).type_params(&self.types);
        let verdict = self.verdicts.get(&Key { obj, args: args.clone() }, variant);
        let mut b = Body::new(self, pkg, Env { params, args, variant, verdict }, name);
        b.begin_at(decl.span);
        b.kind = b.func_kind(decl.directives, func);
        b.open(func);
        b.open_buffers(None);
        b.run(body)
    }

    fn compile_literal(
        &mut self,
        lit: &'a FuncLit<'a>,
        pkg: PkgId,
        id: crate::ast::ExprId,
        env: Env,
        name: String,
    ) -> Finished {
        let info = &self.checked.packages[pkg.index()].info;
        let Some(func) = info.funcs.get(&id) else { return self.empty_function(name) };
        let mut b = Body::new(self, pkg, env, name);
        b.is_literal = true;
        b.locals.literal = Some(id);
        b.is_closure = !func.captures.is_empty();
        b.begin_at(lit.signature.span);
        b.open(func);
        b.load_captures(&func.captures);
        b.open_buffers(Some(id));
        b.run(&lit.body)
    }

    /// What stands for a function that could not be compiled; an error is reported.
    pub fn empty_function(&mut self, name: String) -> Finished {
        let mut b = Body::new(self, PkgId(0), Env::default(), name);
        b.reserve_window(0, 0);
        b.code.emit(Instr::Ret);
        b.close()
    }
}

impl<'m, 'a> Body<'m, 'a> {
    pub fn new(m: &'m mut Module<'a>, pkg: PkgId, env: Env, name: String) -> Body<'m, 'a> {
        let info = &m.checked.packages[pkg.index()].info;
        Body {
            m,
            pkg,
            info,
            env,
            code: Code::default(),
            vars: SortedMap::new(),
            declared: None,
            name,
            is_literal: false,
            is_closure: false,
            literals: 0,
            wraps: 0,
            results: Vec::new(),
            has_named_results: false,
            result_words: 0,
            param_words: 0,
            closure: 0,
            has_defer: false,
            epilogue: None,
            flows: Vec::new(),
            labels: SortedMap::new(),
            kind: FuncKind::Code,
            made_for: None,
            called_for: None,
            literal_for: None,
            pending_label: None,
            pending_cells: Vec::new(),
            buffers: Vec::new(),
            buffer_words: 0,
            locals: Locals::default(),
            hoisted: SortedMap::new(),
            range_body: None,
            range_count: 0,
            result_objs: Vec::new(),
        }
    }

    /// Its declaration is at `span`.
    pub fn begin_at(&mut self, span: Span) {
        self.declared = Some(span);
        self.code.set_place(span);
    }

    /// Lays out the beginning of the window.
    pub fn reserve_window(&mut self, result_words: u32, param_words: u32) {
        self.result_words = result_words;
        self.param_words = param_words;
        self.code.alloc(result_words + param_words);
        self.closure = self.code.alloc(1);
    }

    /// Lays out the window from the declaration, and moves parameters and results to the heap that must live there.
    fn open(&mut self, func: &FuncInfo) {
        let results: Vec<_> = func.results.iter().map(|&obj| (obj, self.object_type(obj))).collect();
        let params: Vec<_> =
            func.receiver.iter().chain(&func.params).map(|&obj| (obj, self.object_type(obj))).collect();
        let words = |list: &[(ObjId, TypeId)], m: &Module<'_>| list.iter().map(|&(_, t)| m.words(t)).sum();
        let (result_words, param_words) = (words(&results, self.m), words(&params, self.m));
        if self.env.variant > 0 && !self.is_literal {
            self.buffer_words = self.env.verdict.as_ref().map_or(0, |verdict| verdict.words);
        }
        let result_words: u32 = result_words;
        let all_results = result_words + self.buffer_words;
        let param_words: u32 = param_words;
        let via = self.passes_locals();
        self.reserve_window(all_results, param_words + u32::from(via) + self.buffer_words);
        self.open_locals(via.then_some((all_results + param_words) as Slot));
        self.has_defer = func.has_defer;
        if func.has_defer {
            self.epilogue = Some(self.code.target());
        }
        self.has_named_results =
            func.results.iter().any(|&obj| !self.m.checked.objects.get(obj).name.is_empty());
        if (self.has_named_results || func.has_defer) && result_words > 0 {
            self.zero(0, result_words);
        }
        let mut slot = 0;
        for (obj, t) in results {
            let heap = self.is_on_heap(obj, t).then(|| self.new_cell(obj, t));
            self.vars.insert(obj, heap.map_or(Storage::Slots(slot), Storage::Heap));
            self.results.push(ResultVar { slot, t, heap });
            self.result_objs.push(obj);
            slot += self.m.words(t) as Slot;
        }
        slot += self.buffer_words as Slot;
        for (obj, t) in params {
            let storage = if self.is_on_heap(obj, t) {
                let cell = self.new_cell(obj, t);
                self.store_memory(t, cell, 0, slot);
                Storage::Heap(cell)
            } else {
                Storage::Slots(slot)
            };
            self.vars.insert(obj, storage);
            slot += self.m.words(t) as Slot;
        }
    }

    fn run(mut self, body: &'a Block<'a>) -> Finished {
        self.block(body);
        self.code.set_place(body.rbrace);
        if let Some(epilogue) = self.epilogue {
            self.code.set(epilogue);
        }
        if !self.code.is_dead() {
            self.emit_return();
        }
        self.close()
    }

    /// The finished function.
    pub fn close(self) -> Finished {
        let code = self.code.finish(self.epilogue);
        if code.overflows {
            let message = format!("stack frame of {} is too large for Gopark (over 510 KiB)", self.name);
            self.m.error_here(message);
        }
        let func = Func {
            name: self.name,
            entry: 0,
            len: 0,
            line: 0,
            frame_words: code.frame_words.min(u32::from(u16::MAX)) as u16,
            result_words: self.result_words.min(u32::from(u16::MAX)) as u16,
            param_words: self.param_words.min(u32::from(u16::MAX)) as u16,
            is_closure: self.is_closure,
            has_defer: self.has_defer,
            epilogue: code.epilogue,
            stack_bytes: (code.stack_words * 8 + FRAME_OVERHEAD_BYTES).saturating_add(self.locals.bytes),
            locals: self.locals.window,
            kind: self.kind,
        };
        Finished { func, code, declared: self.declared }
    }

    /// Whether it is marked as computing for a given time.
    fn func_kind(&mut self, directives: &[Directive], func: &FuncInfo) -> FuncKind {
        let Some(directive) = directives.iter().find(|d| d.argument("gopark:cpu").is_some()) else {
            return FuncKind::Code;
        };
        let is_duration = |b: &mut Self, obj| {
            let t = b.object_type(obj);
            b.m.program.types[t.idx()].name == "time.Duration"
        };
        match *func.params.as_slice() {
            [param] if func.receiver.is_none() && func.results.is_empty() && is_duration(self, param) => {
                FuncKind::Cpu
            }
            _ => {
                self.error(
                    directive.span,
                    "//gopark:cpu needs a function with one parameter, of type time.Duration",
                );
                FuncKind::Code
            }
        }
    }

    /// Reports an error.
    pub fn error(&mut self, span: Span, message: impl Into<String>) {
        self.m.diagnostics.push(crate::diag::Diagnostic::error(span, message));
    }

    /// The concrete type of an object.
    pub fn object_type(&mut self, obj: ObjId) -> TypeId {
        let ty = self.m.checked.objects.get(obj).ty;
        self.m.concrete(ty, &self.env)
    }

    /// The concrete type of an expression.
    pub fn type_of(&mut self, expr: &Expr) -> TypeId {
        self.m.at = expr.span;
        let ty = self.info.ty(expr.id);
        self.m.concrete(ty, &self.env)
    }

    /// Whether a variable must live on the heap: something may point at it or change it from elsewhere, or it does not
    /// fit slots.
    pub fn is_on_heap(&self, obj: ObjId, t: TypeId) -> bool {
        let Some(var) = self.m.checked.objects.var(obj) else { return false };
        let is_shared = var.is_captured || self.m.shared.contains(&obj);
        var.is_address_taken
            || is_shared && (var.is_reassigned || var.kind == VarKind::Result)
            || !self.fits_slots(t)
    }

    /// Whether the variable with this type can live in slots: it is not large, and has no arrays inside of others,
    /// whose elements no instruction reaches there.
    fn fits_slots(&self, t: TypeId) -> bool {
        self.m.bytes(t) <= SLOT_VARIABLE_BYTES_MAX
            && match *self.m.kind(t) {
                TypeKind::Array { elem, .. } => !self.has_array(elem),
                _ => !self.has_array(t),
            }
    }

    fn has_array(&self, t: TypeId) -> bool {
        match self.m.kind(t) {
            TypeKind::Array { .. } => true,
            TypeKind::Struct(fields) => fields.iter().any(|field| self.has_array(field.ty)),
            _ => false,
        }
    }

    /// A new object for a variable, its address in a new slot.
    pub fn new_cell(&mut self, obj: ObjId, t: TypeId) -> Slot {
        let cell = self.code.declare(1);
        self.local(What::Var(obj));
        self.code.emit(Instr::New { d: cell, t });
        cell
    }

    /// `d = a`, for so many words.
    pub fn mov(&mut self, d: Slot, a: Slot, words: u32) {
        match words {
            _ if d == a => {}
            0 => {}
            1 => self.code.emit(Instr::Mov { d, a }),
            n => self.code.emit(Instr::MovN { d, a, n: n as u16 }),
        }
    }

    /// Zeroes slots.
    pub fn zero(&mut self, d: Slot, words: u32) {
        match words {
            0 => {}
            1 => self.code.emit(Instr::Imm { d, imm: 0 }),
            n => self.code.emit(Instr::Zero { d, n: n as u16 }),
        }
    }

    /// `d = word`
    pub fn word(&mut self, d: Slot, word: u64) {
        match i32::try_from(word as i64) {
            Ok(imm) => self.code.emit(Instr::Imm { d, imm }),
            Err(_) => {
                let k = self.m.data.constant(word);
                self.code.emit(Instr::Const { d, k });
            }
        }
    }

    /// The wanted slot, or new ones for a value of the type.
    pub fn dest(&mut self, want: Option<Slot>, t: TypeId) -> Slot {
        let words = self.m.words(t);
        want.unwrap_or_else(|| self.code.alloc(words))
    }

    /// New slots for a value of the type.
    pub fn temp(&mut self, t: TypeId) -> Slot {
        let words = self.m.words(t);
        self.code.alloc(words)
    }
}
