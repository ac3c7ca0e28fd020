//! Names of functions and labels of things, as Go and the reader know them.

use expect_test::{Expect, expect};

use crate::support::program;

fn check_names(text: &str, expected: &Expect) {
    let program = program(text);
    let mut names: Vec<_> =
        program.funcs.iter().map(|f| f.name.as_str()).filter(|name| name.contains("main.")).collect();
    names.sort_unstable();
    expected.assert_eq(&names.join("\n"));
}

#[test]
fn functions_are_named_as_go_names_them() {
    check_names(
        "type t[T any] struct { v T }
         func (t[T]) get() {}
         func (p *t[T]) set() { func() { func() {}(); func() {}() }() }
         func id[T any](v T) T { return v }
         func init() {}
         func init() { go func() {}() }
         var g = func() int { return 1 }
         func main() {
             var x t[int]
             x.get(); x.set(); id[string](\"\"); defer func() {}()
             for range func(func() bool) {} {}
             f := x.get
             f()
         }",
        &expect![[r#"
            main.(*t[...]).set
            main.(*t[...]).set.func1
            main.(*t[...]).set.func1.1
            main.(*t[...]).set.func1.2
            main.id[...]
            main.init
            main.init.0
            main.init.1
            main.init.1.func1
            main.init.func1
            main.main
            main.main-range1
            main.main.func1
            main.main.func2
            main.t[...].get
            main.t[int].get-fm"#]],
    );
}

#[test]
fn things_are_named_after_what_the_source_calls_them() {
    let program = program(
        "import \"sync\"
         type s struct { mu sync.Mutex; c chan int }
         func main() {
             results := make(chan int, 3)
             v := s{c: make(chan int)}
             v.c = make(chan int)
             v.mu.Lock()
             results <- 1
             <-v.c
             for range results {}
             close(v.c)
         }",
    );
    let labels: Vec<_> = program.labels.iter().filter(|l| !program.place(l.pc).unwrap().is_std).collect();
    let text: String = labels
        .iter()
        .map(|label| {
            let place = program.place(label.pc).unwrap();
            format!("{}:{} {}\n", place.line, place.column, label.text)
        })
        .collect();
    expect![[r#"
        4:25 results
        5:24 c
        6:20 v.c
        7:23 v.mu
        8:14 results
        9:14 v.c
        10:18 results
        11:14 v.c
    "#]]
    .assert_eq(&text);
}
