//! Short programs whose types, written out, are longer than any machine can go through: each is answered at once.

use gopark_lang::compile;
use gopark_lang::source::SourceFile;

/// The first thing said about a program of these declarations, with its position.
fn said(declarations: &str) -> String {
    let text = format!("package main\n\n{declarations}\nfunc main() {{}}\n");
    let compiled = compile(SourceFile::new("a.go", text), &mut |_| None);
    let Some(first) = compiled.diagnostics.first() else { return String::new() };
    let position = compiled.sources.position(first.span);
    format!("{position}: {}", first.message)
}

/// `count` declarations, each made of its number and the next one's.
fn chain(count: usize, declaration: impl Fn(usize, usize) -> String) -> String {
    (0..count).map(|index| declaration(index, index + 1)).collect()
}

const TOO_LARGE: &str = "type is too large for Gopark when written out";
const TOO_MANY: &str = "generic types have too many instances for Gopark";
const ANONYMOUS: &str =
    "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)";

#[test]
fn an_interface_without_name_refers_to_itself() {
    let both = "type Left interface { l() interface { Both } }\ntype Right interface { r() interface { Both } }\n\
                type Both interface { Left; Right }\nvar x, y Both\nfunc f() { x, y = y.l(), x.r() }";
    assert_eq!(said(both), format!("a.go:3:11: {ANONYMOUS}"));
    assert_eq!(said("type E interface { f() interface { E } }"), format!("a.go:3:8: {ANONYMOUS}"));
    assert_eq!(said("type E interface { f() interface { g() E } }"), "");
}

#[test]
fn an_alias_stands_for_two_of_the_one_before() {
    let last = "type A60 = int\n";
    let structs = chain(60, |n, next| format!("type A{n} = struct {{ a, b A{next} }}\n"));
    assert!(said(&format!("{structs}{last}var x A0")).ends_with(TOO_LARGE));
    let funcs = chain(60, |n, next| format!("type A{n} = func(A{next}, A{next})\n"));
    assert!(said(&format!("{funcs}{last}var x A0")).ends_with(TOO_LARGE));
    let methods = chain(60, |n, next| format!("type A{n} = interface {{ a(A{next}); b(A{next}) }}\n"));
    assert!(said(&format!("{methods}{last}var x A0")).ends_with(TOO_LARGE));
    let generic = chain(60, |n, next| format!("type A{n}[T any] = struct {{ a, b A{next}[T] }}\n"));
    assert!(said(&format!("{generic}type A60[T any] = T\nvar x A0[int]")).ends_with(TOO_LARGE));
}

#[test]
fn an_interface_names_methods_of_two_of_the_one_before() {
    let methods = |n, next| {
        format!("type I{n} interface {{ a(interface {{ I{next} }}); b(interface {{ I{next} }}) }}\n")
    };
    assert_eq!(said(&format!("{}type I60 any\nvar x any = new(I0)", chain(60, methods))), "");
}

#[test]
fn a_call_gives_two_of_its_argument() {
    let calls = "twice(".repeat(60) + "1" + &")".repeat(60);
    let function = "func twice[T any](x T) (y struct { a, b T }) { return }\n";
    assert!(said(&format!("{function}var x = {calls}")).ends_with(TOO_LARGE));
}

#[test]
fn generic_types_need_ever_more_of_themselves() {
    let endless = "type T[P any] struct { f *T[[]P]; g *T[map[int]P] }\nvar x T[int]";
    assert_eq!(said(endless), "a.go:3:8: instantiation cycle:");
    let methods = "type I[P any] interface { a() I[[]P]; b() I[*P] }\nvar x I[int]";
    assert_eq!(said(methods), "a.go:3:8: instantiation cycle:");
    let many = chain(60, |n, next| format!("type T{n}[P any] struct {{ a T{next}[[]P]; b T{next}[*P] }}\n"));
    assert!(said(&format!("{many}type T60[P any] struct {{ x P }}\nvar x T0[int]")).ends_with(TOO_MANY));
}

#[test]
fn a_generic_type_holds_two_of_the_next() {
    let last = "type T60[P any] struct { x P }\n";
    let same = chain(60, |n, next| format!("type T{n}[P any] struct {{ a, b [0]T{next}[P] }}\n"));
    assert_eq!(said(&format!("{same}{last}var x T0[int]")), "");
    let pairs = chain(60, |n, next| format!("type T{n}[P any] struct {{ a T{next}[P]; b Two[P, P] }}\n"));
    let (two, arguments) = ("type Two[A, B any] struct { a A; b B }\n", "Two[X, ".repeat(60) + "X");
    let nested = format!("type X struct {{ a, b T0[{arguments}{}] }}", "]".repeat(60));
    let cycle = said(&format!("{two}{pairs}{last}{nested}"));
    assert!(cycle.contains("invalid recursive type"), "{cycle}");
}

#[test]
fn two_types_hold_the_next_two() {
    let values = |n, next| {
        format!("type S{n} struct {{ a S{next}; b R{next} }}\ntype R{n} struct {{ a S{next}; b R{next} }}\n")
    };
    let leaf = "type S60 struct {}\ntype R60 struct {}\n";
    assert_eq!(said(&format!("{}{leaf}var x S0\nvar y = x == x", chain(60, values))), "");
    let pointers = |n, next| {
        format!("type S{n} struct {{ *S{next}; *R{next} }}\ntype R{n} struct {{ *S{next}; *R{next} }}\n")
    };
    let missing = said(&format!("{}{leaf}var x interface {{ m() }} = S0{{}}", chain(60, pointers)));
    assert!(missing.ends_with("S0 does not implement interface{m()} (missing method m)"), "{missing}");
    let embeds = |n, next| {
        format!("type I{n} interface {{ I{next}; J{next} }}\ntype J{n} interface {{ I{next}; J{next} }}\n")
    };
    let cycle = said(&format!("{}type I60 any\ntype J60 interface {{ I0 }}", chain(60, embeds)));
    assert!(cycle.ends_with("invalid recursive type I0"), "{cycle}");
}

/// Literals within literals, 60 deep, each called `calls` times.
fn nested_literals(calls: usize) -> String {
    let open: String = (0..60).map(|n| format!("f{n} := func() {{\n")).collect();
    let close = (0..60).rev().map(|n| format!("}}\n{}", format!("f{n}()\n").repeat(calls)));
    format!("{open}n++\n{}", close.collect::<String>())
}

#[test]
fn a_literal_calls_the_one_within_it_twice() {
    assert_eq!(said(&format!("var n int\nfunc f() {{\n{}}}", nested_literals(2))), "");
}

#[test]
fn inlined_literals_are_inlined_again_by_many() {
    let inner = nested_literals(2);
    let callers: String = (0..2000).map(|n| format!("func g{n}() {{ h(); h() }}\n")).collect();
    assert_eq!(said(&format!("var n int\nfunc h() {{\nf := func() {{\n{inner}}}\nf()\n}}\n{callers}")), "");
}

#[test]
fn a_variable_holds_one_of_many_functions_where_it_is_called() {
    let calls: String = (0..5000).map(|_| "f = func(x *int) *int { return x }\n_ = f(&n)\n").collect();
    assert_eq!(said(&format!("func f() {{\nn := 1\nvar f func(*int) *int\n{calls}}}")), "");
}

#[test]
fn a_function_jumps_to_a_hundred_thousand_labels() {
    let back = |n| format!("L{n}:\nif x < {n} {{ goto L{n} }}\n");
    let ahead = |n| format!("if x < {n} {{ goto L{n} }}\nx++\nL{n}:\n");
    let jumps: String = (0..50_000).map(back).chain((50_000..100_000).map(ahead)).collect();
    assert_eq!(said(&format!("func f(x int) {{\n{jumps}}}")), "");
}
