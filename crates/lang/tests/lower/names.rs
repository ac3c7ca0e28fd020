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
        "import (\"sync\"; \"time\")
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
             jobs, _ := make(chan int), make(chan bool)
             var quit, fired = make(chan bool), time.After(1)
             v.c, _, _ = jobs, quit, fired
             v.c, results = make(chan int), jobs
             list := []chan int{make(chan int), 3: make(chan int)}
             tree := map[string][1]chan int{\"a\": {make(chan int)}}
             results = []chan int{make(chan int)}[0]
             _, _ = list, tree
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
        12:25 jobs
        13:32 quit
        13:59 fired
        15:29 v.c
        16:33 list[0]
        16:52 list[3]
        17:51 tree["a"][0]
    "#]]
    .assert_eq(&text);
}

#[test]
fn what_is_made_of_time_is_named_and_what_is_passed_on_is_noted() {
    let program = program(
        "import (\"context\"; \"golang.org/x/sync/errgroup\"; \"sync\"; \"time\")
         var beat = time.NewTicker(1)
         type s struct { t *time.Timer }
         func work() {}
         func main() {
             var wg sync.WaitGroup
             tick := time.Tick(time.Second)
             v := s{t: time.NewTimer(1)}
             v.t = time.NewTimer(2)
             select { case <-tick: case <-time.After(2 * time.Second): }
             wg.Go(func() { work() })
             wg.Go(work)
             func() { _ = time.Now().After(time.Now()) }()
             var ctx, cancel = context.WithCancel(context.Background())
             g, gctx := errgroup.WithContext(ctx)
             h, _ := errgroup.WithContext(gctx)
             _, _ = g, h
             cancel()
         }
         var root, stop = context.WithCancel(context.Background())",
    );
    let own = |pc: u32| program.place(pc).filter(|place| !place.is_std);
    let mut text = String::new();
    for pc in 0..program.code.len() as u32 {
        let Some(place) = own(pc) else { continue };
        let told = [program.label(pc).unwrap_or("-"), program.passed(pc).unwrap_or("-")];
        if told != ["-", "-"] {
            text += &format!("{} {}\n", place.line, told.join(" passed "));
        }
    }
    expect![[r#"
        2 beat.C passed -
        20 root passed -
        7 tick passed -
        8 t.C passed -
        9 v.t.C passed -
        10 time.After(2 * time.Second) passed -
        11 wg passed main.main.func1
        12 wg passed main.work
        14 ctx passed -
        15 gctx passed -
        18 cancel passed -
    "#]]
    .assert_eq(&text);
}
