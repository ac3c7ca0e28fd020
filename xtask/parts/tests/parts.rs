//! A small module is divided, and does in two parts what it did as a whole.

use std::sync::{Arc, Mutex};

use wasm_encoder::{CustomSection, DataSymbolDefinition, Encode, LinkingSection, Section, SymbolTable};
use wasmi::{Engine, Extern, Instance, Linker, Module, Store};
use wasmparser::{Parser, Payload};
use xtask_parts::{Behind, behind, divided, reordered};

/// It runs what the door has put into the table's place 2, once there is something. Data at 16 are everybody's, at 20 and
/// at 28 the secret's.
const WHOLE: &str = r#"(module
    (import "page" "note" (func $note (param i32)))
    (memory (export "memory") 1)
    (table 3 funcref)
    (global $depth (mut i32) (i32.const 0))
    (func $run (export "run") (result i32)
        (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
        (if (i32.load (i32.const 0))
            (then (return (call_indirect (result i32) (i32.load (i32.const 0))))))
        (call $shared))
    (func $shared (result i32)
        (call $note (global.get $depth))
        (i32.load8_u (i32.const 16)))
    (func $door (export "door") (i32.store (i32.const 0) (i32.const 2)))
    (func $secret (result i32)
        (call $note (i32.const 99))
        (global.set $depth (i32.const 40))
        (i32.add (call $deeper) (call $shared)))
    (func $deeper (result i32)
        (i32.add (i32.load8_u (i32.const 20)) (i32.load8_u (i32.const 28))))
    (elem (i32.const 1) func $shared $secret)
    (data (i32.const 16) "\05\00\00\00\07\00\00\00\09\00\00\00\0b"))"#;

/// The functions that are not imported, in order, with the functions and data that they refer to.
const REFERENCES: [(&str, &[&str]); 5] = [
    ("run", &["shared", "called"]),
    ("shared", &["note", "everybody"]),
    ("door", &["secret", "called"]),
    ("secret", &["note", "deeper", "shared"]),
    ("deeper", &["hidden", "more"]),
];
const FUNCTIONS: [&str; 6] = ["note", "run", "shared", "door", "secret", "deeper"];
/// Data of the segment: offset and length. Nobody knows whose the third are.
const DATA: [(&str, u32, u32); 3] = [("everybody", 0, 4), ("hidden", 4, 4), ("more", 12, 1)];

/// The module as a linker writes it that was asked what refers to what.
fn linked() -> Vec<u8> {
    let mut module = wat::parse_str(WHOLE).expect("it is well written");
    let names: Vec<&str> =
        FUNCTIONS.into_iter().chain(DATA.map(|(name, ..)| name)).chain(["called"]).collect();
    let symbol = |name: &str| names.iter().position(|it| *it == name).expect("a symbol") as u32;
    let mut symbols = SymbolTable::new();
    for (index, name) in (0..).zip(FUNCTIONS) {
        // Imported functions have their names from the import.
        let is_imported = index == 0;
        let flags = if is_imported { SymbolTable::WASM_SYM_UNDEFINED } else { 0 };
        symbols.function(flags, index, Some(name).filter(|_| !is_imported));
    }
    for (name, offset, size) in DATA {
        symbols.data(0, name, Some(DataSymbolDefinition { index: 0, offset, size }));
    }
    symbols.data(SymbolTable::WASM_SYM_UNDEFINED, "called", None);
    LinkingSection::new().symbol_table(&symbols).append_to(&mut module);
    let (mut code_start, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(&module) {
        match payload.expect("a whole module") {
            Payload::CodeSectionStart { range, .. } => code_start = range.start,
            Payload::CodeSectionEntry(body) => bodies.push(body.range().start - code_start),
            _ => {}
        }
    }
    let mut entries = Vec::new();
    let all = REFERENCES.iter().zip(bodies).flat_map(|((_, to), at)| to.iter().map(move |to| (at, *to)));
    let count = REFERENCES.iter().map(|(_, to)| to.len()).sum::<usize>();
    // Of the section of code, which is the eighth here.
    7_u32.encode(&mut entries);
    count.encode(&mut entries);
    for (at, to) in all {
        let is_function = FUNCTIONS.contains(&to);
        // Of a call, or of an address, to which something may be added.
        entries.push(if is_function { 0 } else { 3 });
        at.encode(&mut entries);
        symbol(to).encode(&mut entries);
        if !is_function {
            entries.push(0);
        }
    }
    CustomSection { name: "reloc.CODE".into(), data: entries.into() }.append_to(&mut module);
    module
}

/// A page in which modules run: what was noted, and the first module.
struct Page {
    store: Store<Arc<Mutex<Vec<i32>>>>,
    linker: Linker<Arc<Mutex<Vec<i32>>>>,
}

impl Page {
    fn new() -> Self {
        let store = Store::new(&Engine::default(), Arc::default());
        let mut linker = Linker::new(store.engine());
        let note = |caller: wasmi::Caller<'_, Arc<Mutex<Vec<i32>>>>, n: i32| {
            caller.data().lock().expect("nobody broke it").push(n);
        };
        linker.func_wrap("page", "note", note).expect("a new name");
        Self { store, linker }
    }

    fn start(&mut self, module: &[u8]) -> Instance {
        let module = Module::new(self.store.engine(), module).expect("a module");
        self.linker.instantiate_and_start(&mut self.store, &module).expect("it starts")
    }

    fn noted(&self) -> Vec<i32> {
        self.store.data().lock().expect("nobody broke it").clone()
    }

    fn run(&mut self, of: Instance) -> i32 {
        let run = of.get_typed_func::<(), i32>(&self.store, "run").expect("it is exported");
        run.call(&mut self.store, ()).expect("it returns")
    }

    fn open(&mut self, of: Instance) {
        let door = of.get_typed_func::<(), ()>(&self.store, "door").expect("it is exported");
        door.call(&mut self.store, ()).expect("it returns");
    }
}

fn found() -> Behind {
    behind(&linked(), "door").expect("the linker says what refers to what")
}

#[test]
fn what_only_the_door_leads_to_is_found() {
    let Behind { functions, data } = found();
    assert_eq!(functions.into_iter().collect::<Vec<_>>(), ["deeper", "door", "secret"]);
    assert_eq!(data, [20..24, 28..29]);
}

#[test]
fn two_parts_do_what_the_whole_did() {
    let whole = wat::parse_str(WHOLE).expect("it is well written");
    let mut page = Page::new();
    let it = page.start(&whole);
    let results = [
        page.run(it),
        {
            page.open(it);
            page.run(it)
        },
        page.run(it),
    ];
    assert_eq!((results, page.noted()), ([5, 23, 23], vec![1, 99, 40, 99, 40]));

    let parts = divided(&whole, &found(), "engine.wasm").expect("it can be divided");
    for orders in [[false, false], [true, true]] {
        let [first, second] = [(&parts.first, orders[0]), (&parts.second, orders[1])]
            .map(|(part, anew)| if anew { reordered(part).expect("a module") } else { part.clone() });
        let mut page = Page::new();
        let it = page.start(&first);
        assert!(it.get_export(&page.store, "door").is_none());
        assert!(it.get_export(&page.store, "engine.wasm").is_some());
        let alone = page.run(it);
        let exports: Vec<(String, Extern)> =
            it.exports(&page.store).map(|export| (export.name().to_owned(), export.into_extern())).collect();
        for (name, export) in exports {
            page.linker.define("", &name, export).expect("a new name");
        }
        let behind = page.start(&second);
        page.open(behind);
        assert_eq!(([alone, page.run(it), page.run(it)], page.noted()), (results, vec![1, 99, 40, 99, 40]));
    }
}

#[test]
fn the_first_part_has_nothing_of_what_is_behind_the_door() {
    let whole = wat::parse_str(WHOLE).expect("it is well written");
    let parts = divided(&whole, &found(), "engine.wasm").expect("it can be divided");
    let mut page = Page::new();
    let it = page.start(&parts.first);
    let memory = it.get_memory(&page.store, "memory").expect("it is exported");
    assert_eq!(memory.data(&page.store)[16..29], [5, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0]);
    let bodies = |module: &[u8]| {
        let payloads = Parser::new(0).parse_all(module);
        payloads.filter(|it| matches!(it, Ok(Payload::CodeSectionEntry(_)))).count()
    };
    assert_eq!([bodies(&whole), bodies(&parts.first), bodies(&parts.second)], [5, 2, 3]);
}

#[test]
fn what_cannot_be_divided_is_said() {
    let whole = wat::parse_str(WHOLE).expect("it is well written");
    let why = |result: anyhow::Result<Behind>| result.expect_err("it is refused").to_string();
    assert_eq!(why(behind(&whole, "door")), "the linker left out what refers to what (--emit-relocs)");
    assert_eq!(why(behind(&linked(), "window")), "the module exports no window");
    let shared = Behind { functions: ["shared".to_owned()].into(), data: Vec::new() };
    let error = divided(&whole, &shared, "").expect_err("run calls it");
    assert_eq!(error.to_string(), "function 1 of the first part calls 2 of the second");
}
