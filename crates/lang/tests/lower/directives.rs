//! `//gopark:` comments.

use expect_test::{Expect, expect};
use gopark_lang::diag::render_all;
use gopark_program::FuncKind;

use crate::support::{compiled, program};

fn check_params(text: &str, expected: &Expect) {
    let compiled = compiled(&format!("package main\n{text}\nfunc main() {{}}"));
    let mut shown = render_all(&compiled.diagnostics, &compiled.sources);
    for p in compiled.program.iter().flat_map(|program| &program.params) {
        shown += &format!(
            "{} {:?} {:?} = {} in {}..{} line {}: {:?}\n",
            p.name, p.kind, p.mem, p.default, p.min, p.max, p.line, p.doc
        );
    }
    expected.assert_eq(&shown);
}

#[test]
fn parameters_are_found() {
    check_params(
        "import \"time\"
         var limit = 10 //gopark:param 1..100 how many run at once
         //gopark:param -5..5
         var small int8 = -1
         var verbose = true //gopark:param talk more
         var pause = 20 * time.Millisecond //gopark:param 1ms..10s",
        &expect![[r#"
            limit Int W64 = 10 in 1..100 line 3: "how many run at once"
            small Int I8 = -1 in -5..5 line 5: ""
            verbose Bool U8 = 1 in 0..1 line 6: "talk more"
            pause Duration W64 = 20000000 in 1000000..10000000000 line 7: ""
        "#]],
    );
}

#[test]
fn bad_directives_are_reported() {
    check_params(
        "var a = 10 //gopark:param 20..30
         var b = 10 //gopark:param
         var c = \"x\" //gopark:param 1..2
         var d, e = 1, 2 //gopark:param 1..2
         var f = len(c) //gopark:param 0..9
         var g uint8 = 1 //gopark:param 0..999
         //gopark:cpu
         func burn(n int) {}
         //gopark:param 1..2
         type t int
         //gopark:nonsense
         func h() {}",
        &expect![[r#"
            main.go:2:12: the value of the parameter lies outside of its range
            main.go:3:21: //gopark:param needs a range, as in //gopark:param 1..100
            main.go:4:22: //gopark:param needs an integer, a bool or a time.Duration
            main.go:5:26: //gopark:param needs a variable of its own with a value, as in var limit = 10
            main.go:6:25: //gopark:param needs a constant as the variable's value
            main.go:7:26: the range of the parameter does not fit uint8
            main.go:8:10: //gopark:cpu needs a function with one parameter, of type time.Duration
            main.go:10:10: warning: //gopark:param has no effect here: it belongs to a variable of the package
            main.go:12:10: warning: unknown directive: Gopark knows //gopark:param and //gopark:cpu
        "#]],
    );
}

#[test]
fn channels_of_a_parameters_size_are_known() {
    let program = program(
        "package main
         var n = 3 //gopark:param 1..9
         var c = make(chan int, n)
         func main() { a := make(chan bool, n); b := make(chan bool, n+1); _, _ = a, b }",
    );
    let at: Vec<_> =
        program.param_chans.iter().map(|&(pc, param)| (program.label(pc).unwrap(), param)).collect();
    assert_eq!(at, [("c", 0), ("a", 0)]);
}

#[test]
fn functions_that_only_compute_are_marked() {
    let program = program(
        "package main\nimport \"time\"\n//gopark:cpu\nfunc burn(d time.Duration) { for t := time.Now(); time.Since(t) < d; {} }\nfunc main() { burn(time.Second) }",
    );
    let burn = program.funcs.iter().find(|f| f.name == "main.burn").unwrap();
    assert_eq!(burn.kind, FuncKind::Cpu);
}
