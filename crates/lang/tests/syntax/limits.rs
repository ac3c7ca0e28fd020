//! Bounds: however deep or long the source, the stack of a page is enough.

use gopark_lang::arena::Arena;
use gopark_lang::ast::{BinaryExpr, DeclKind};
use gopark_lang::parser::{CHAIN_MAX, NESTING_MAX, parse_file};
use gopark_lang::print;
use gopark_lang::source::SourceFile;

/// What WebAssembly has by default.
const STACK_BYTES: usize = 1 << 20;

/// The diagnostics of a source, parsed and printed on a small stack.
fn diagnostics(text: String) -> Vec<String> {
    let parse = move || {
        let arena = Arena::new();
        let parsed = parse_file(Default::default(), &SourceFile::new("a.go", text), 0, &arena);
        print::tree(&parsed.file);
        parsed.diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect()
    };
    let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn(parse).expect("a thread starts");
    thread.join().expect("parsing does not panic")
}

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    let forms = [
        ("var x = ", "(", ""),
        ("var x = ", "- ", ""),
        ("var x = ", "[]int{", ""),
        ("var x = ", "T{{", ""),
        ("var x = ", "f(", ""),
        ("var x = ", "a[", ""),
        ("var x = ", "func() { x = ", ""),
        ("var x = ", "<-", ""),
        ("var x = y", ".z", ""),
        ("var x = y", "()", ""),
        ("var x = y", "[0]", ""),
        ("var x ", "[]", "int"),
        ("var x ", "*", "int"),
        ("var x ", "map[", ""),
        ("var x ", "struct{ x ", ""),
        ("var x ", "interface{ m(", ""),
        ("var x ", "func(", ""),
        ("type T[P ", "interface{ ~", ""),
        ("func f() {", "{", ""),
        ("func f() {", "if x {", ""),
        ("func f() {", "for {", ""),
        ("func f() {", "switch { case x:", ""),
        ("func f() {", "L: ", ""),
        ("func f() {", "go func() {", ""),
    ];
    for (before, repeated, after) in forms {
        for count in [NESTING_MAX as usize * 2, 100_000] {
            let messages = diagnostics(format!("package p\n{before}{}{after}", repeated.repeat(count)));
            let deep =
                messages.iter().filter(|message| *message == "syntax error: nested too deeply").count();
            assert_eq!(deep, 1, "{count} times {repeated:?}: {messages:?}");
        }
    }
}

#[test]
fn moderate_nesting_is_fine() {
    let depth = NESTING_MAX as usize / 4;
    let source = format!("package p\nvar x = {}1{}", "(".repeat(depth), ")".repeat(depth));
    assert_eq!(diagnostics(source), Vec::<String>::new());
}

#[test]
fn chains_of_operators_may_be_long() {
    let sum = |count: u32| format!("package p\nvar x = a{}", " + a".repeat(count as usize));
    assert_eq!(diagnostics(sum(CHAIN_MAX)), Vec::<String>::new());
    assert_eq!(diagnostics(sum(CHAIN_MAX + 1)), ["syntax error: too many operators in one expression"]);
}

#[test]
fn branches_of_an_if_statement_may_be_many() {
    let branches =
        |count: u32| format!("package p\nfunc f() {{ {}{{}} }}", "if x {} else ".repeat(count as usize));
    assert_eq!(diagnostics(branches(CHAIN_MAX)), Vec::<String>::new());
    assert_eq!(diagnostics(branches(CHAIN_MAX + 1)), ["syntax error: too many branches in one if statement"]);
}

#[test]
fn chains_are_walked_from_the_inside_out() {
    let arena = Arena::new();
    let source = SourceFile::new("a.go", "package p\nvar x = a + b - c");
    let parsed = parse_file(Default::default(), &source, 0, &arena);
    let DeclKind::Var(specs) = &parsed.file.decls[0].kind else { panic!("the file declares a variable") };
    let (first, chain) = BinaryExpr::chain(&specs[0].values[0]).expect("the value is a sum");
    assert_eq!(print::expr(first), "a");
    let steps: Vec<String> = chain.iter().map(|(expr, _)| print::expr(expr)).collect();
    assert_eq!(steps, ["a + b", "a + b - c"]);
}

#[test]
fn long_sources_are_cut_with_an_error() {
    let messages = diagnostics(format!("package p\n//{}", "x".repeat(9 << 20)));
    assert_eq!(messages, ["source file is longer than 8 MiB"]);
}
