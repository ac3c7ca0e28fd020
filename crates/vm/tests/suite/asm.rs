//! Programs put together by hand.

use gopark_program::{ChanDir, Func, FuncId, FuncKind, Instr, Line, Program, Type, TypeId, TypeKind};

pub const INT: TypeId = TypeId(0);
pub const STRING: TypeId = TypeId(1);
pub const CHAN: TypeId = TypeId(2);
pub const MAP: TypeId = TypeId(3);
pub const ANY: TypeId = TypeId(4);
pub const POINTER: TypeId = TypeId(5);

/// A program under construction, with a few types.
pub struct Asm {
    pub program: Program,
}

impl Asm {
    pub fn new() -> Self {
        let chan = TypeKind::Chan { dir: ChanDir::Both, elem: INT };
        let map = TypeKind::Map { key: INT, elem: INT };
        let types = vec![
            ty("int", TypeKind::Int, 8, &[]),
            ty("string", TypeKind::String, 16, &[0]),
            ty("chan int", chan, 8, &[0]),
            ty("map[int]int", map, 8, &[0]),
            ty("interface {}", TypeKind::Interface(Vec::new()), 16, &[1]),
            ty("*int", TypeKind::Pointer(INT), 8, &[0]),
        ];
        let file = gopark_program::File { name: "main.go".into(), is_std: false };
        let program = Program { types, files: vec![file], data_bytes: 64, ..Program::default() };
        Self { program }
    }

    /// Adds a function; line `n` of the file is its n-th instruction. The one called `main.main` is where it begins.
    pub fn func(&mut self, name: &str, results: u16, params: u16, code: &[Instr]) -> FuncId {
        let entry = self.program.code.len() as u32;
        let id = FuncId(self.program.funcs.len() as u32);
        let has_defer = code.iter().any(|i| matches!(i, Instr::Defer { .. } | Instr::DeferClosure { .. }));
        let epilogue = code.iter().position(|i| *i == Instr::RetDefer).unwrap_or(0) as u32;
        self.program.funcs.push(Func {
            name: name.into(),
            entry,
            len: code.len() as u32,
            line: entry + 1,
            frame_words: 32,
            result_words: results,
            param_words: params,
            is_closure: false,
            has_defer,
            epilogue,
            stack_bytes: 96,
            locals: (0, 0),
            kind: if name.ends_with("cpu") { FuncKind::Cpu } else { FuncKind::Code },
        });
        let line = |i: usize| Line { pc: entry + i as u32, file: 0, column: 1, line: i as u32 + 1 };
        self.program.lines.extend((0..code.len()).map(line));
        self.program.code.extend_from_slice(code);
        if name == "main.main" {
            self.program.main = Some(id);
        }
        id
    }

    /// The slots of a string constant's address and length, as two instructions.
    pub fn string(&mut self, text: &str, d: u16) -> [Instr; 2] {
        let addr = gopark_program::MEMORY_BASE + self.program.data.len() as u64;
        self.program.data.extend_from_slice(text.as_bytes());
        self.program.data_bytes = self.program.data.len() as u32 + 64;
        self.program.consts.push(addr);
        let k = self.program.consts.len() as u32 - 1;
        [Instr::Const { d, k }, Instr::Imm { d: d + 1, imm: text.len() as i32 }]
    }
}

fn ty(name: &str, kind: TypeKind, bytes: u32, pointers: &[u32]) -> Type {
    Type {
        name: name.into(),
        is_named: false,
        kind,
        bytes,
        align: 8,
        pointers: pointers.to_vec(),
        is_comparable: true,
        methods: Vec::new(),
    }
}

/// `println` of one operand.
pub fn println(t: TypeId, slot: u16) -> [Instr; 2] {
    [Instr::Print { newline: true, n: 1 }, Instr::Arg(u32::from(t.0) << 16 | u32::from(slot))]
}
