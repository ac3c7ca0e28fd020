//! What is only found after checking: types that are too large, and packages that are no program.

use expect_test::{Expect, expect};
use gopark_lang::compile;
use gopark_lang::diag::render_all;
use gopark_lang::source::SourceFile;

use crate::support::std_package;

fn check(text: &str, expected: &Expect) {
    let compiled = compile(SourceFile::new("main.go", text), &mut std_package);
    expected.assert_eq(&render_all(&compiled.diagnostics, &compiled.sources));
}

#[test]
fn elements_of_channels_are_small() {
    check(
        "package main\n\ntype C chan [70000]byte\n\ntype S struct {\n\tch chan [1 << 16]byte\n}\n\n\
         var g chan [70001]byte\n\nvar fine chan [1<<16 - 1]byte\n\nfunc f(c chan [70002]byte) {}\n\nfunc main() {\n\
         \tvar s S\n\t_ = s\n\tx := make(chan [70003]byte, 1)\n\t_ = x\n\tfor range 3 {\n\
         \t\ty := make(chan struct{ a, b [40000]byte })\n\t\t_ = y\n\t}\n}\n",
        &expect![[r#"
            main.go:3:6: channel element type too large (>64kB)
            main.go:5:6: channel element type too large (>64kB)
            main.go:9:5: channel element type too large (>64kB)
            main.go:13:6: channel element type too large (>64kB)
            main.go:18:2: channel element type too large (>64kB)
            main.go:21:3: channel element type too large (>64kB)
        "#]],
    );
}

#[test]
fn types_fit_memory() {
    check(
        "package main\n\nvar g [1 << 50]byte\n\ntype T struct{ a [1 << 55]int }\n\ntype U *struct{ a, b [1<<50 - 1]byte }\n\
         \ntype V map[string][1 << 31]byte\n\nfunc main() {\n\tvar t *T\n\t_ = t\n}\n",
        &expect![[r#"
            main.go:3:5: type [1125899906842624]byte larger than address space
            main.go:5:6: type [36028797018963968]int larger than address space
            main.go:7:6: type struct{a [1125899906842623]byte; b [1125899906842623]byte} too large
            main.go:9:6: map element type too large
        "#]],
    );
}

#[test]
fn types_fit_our_memory() {
    check(
        "package main\n\nfunc f(a [1 << 30]byte) {}\n\nfunc main() {\n\tvar a [1 << 30]byte\n\tf(a)\n}\n",
        &expect![[r#"
            main.go:3:8: type [1073741824]byte is too large for Gopark
            main.go:6:6: type [1073741824]byte is too large for Gopark
        "#]],
    );
}

#[test]
fn variables_fit_the_data_segment() {
    check(
        "package main\n\nvar a [40 << 20]byte\n\nvar b, c [40 << 20]byte\n\nfunc main() {}\n",
        &expect![[r#"
            main.go:5:5: package variables are too large for Gopark (over 64 MiB)
        "#]],
    );
}

#[test]
fn a_library_is_no_program() {
    check(
        "package shapes\n\nfunc main() {}\n",
        &expect![[r#"
        main.go:1:9: package shapes is not a main package
    "#]],
    );
    check(
        "package shapes\n\nfunc Area() int { return 1 }\n",
        &expect![[r#"
        main.go:1:9: package shapes is not a main package
    "#]],
    );
    check(
        "package main\n\nfunc Area() int { return 1 }\n",
        &expect![[r#"
        main.go:1:9: function main is undeclared in the main package
    "#]],
    );
    check("package shapes\n\nimport \"testing\"\n\nfunc TestArea(t *testing.T) {}\n", &expect![[r#""#]]);
}
