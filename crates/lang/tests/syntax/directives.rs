//! Directives and the declarations they belong to.

use expect_test::expect;

use super::check;

#[test]
fn directives_above_and_behind_variables() {
    check(
        "//gopark:param min=1\nvar a = 1 // no directive\nvar b = 2 //gopark:param max=9\n// words\n//gopark:param x\n\n// more words\nvar c, d int\nvar e int",
        expect![[r#"
            (var a = 1) ; gopark:param min=1
            (var b = 2) ; gopark:param max=9
            (var c d: int) ; gopark:param x
            (var e: int)
        "#]],
    );
}

#[test]
fn directives_in_groups() {
    check(
        "//gopark:param ignored\nvar (\n\t//gopark:param one\n\ta = 1\n\tb = 2 //gopark:param two\n\tc = []int{ //gopark:param no\n\t\t1,\n\t} //gopark:param three\n)\nconst (\n\tk = 1 //gopark:const\n)\n//gopark:type\ntype T int",
        expect![[r#"
            (var a = 1) ; gopark:param one
            (var b = 2) ; gopark:param two
            (var c = (lit ([] int) 1)) ; gopark:param three
            (const@0 k = 1) ; gopark:const
            (type T int) ; gopark:type
        "#]],
    );
}

#[test]
fn directives_of_functions() {
    check(
        "//go:noinline\n//gopark:cpu\nfunc f() {\n\t//gopark:inner\n\tx()\n}\nfunc g() { //gopark:cpu\n\ty()\n}\nfunc h() {\n} //gopark:cpu behind\n//gopark:param\nfunc k()\nfunc l() {\n\t//gopark:local\n\tvar v int\n}",
        expect![[r#"
            (func f () {
              (call x)
            }) ; go:noinline ; gopark:cpu
            (func g () {
              (call y)
            }) ; gopark:cpu
            (func h () {}) ; gopark:cpu behind
            (func k ()) ; gopark:param
            (func l () {
              (var v: int) ; gopark:local
            })
        "#]],
    );
}

#[test]
fn the_argument_follows_the_first_word() {
    let source =
        gopark_lang::source::SourceFile::new("a.go", "package p\n//gopark:param  min=1 \nvar x int\n");
    let arena = gopark_lang::arena::Arena::new();
    let parsed = gopark_lang::parser::parse_file(Default::default(), &source, 0, &arena);
    let directive = &parsed.file.directives[0];
    assert_eq!(directive.argument("gopark:param"), Some("min=1"));
    assert_eq!(directive.argument("gopark:par"), None);
    assert_eq!(source.slice(directive.span), "//gopark:param  min=1 ");
}
