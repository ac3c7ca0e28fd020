//! What the events tell of a panic: that it begins, whom it calls, who recovers, and where it is over.

use std::rc::Rc;

use expect_test::{Expect, expect};
use gopark_lang::source::SourceFile;
use gopark_program::Program;
use gopark_trace::{Event, Kind, Pc, Sink, World};
use gopark_vm::{Config, Vm};

use crate::harness::config;

/// Folds all events, and writes down those about panics and ends.
struct Told {
    world: World,
    program: Rc<Program>,
    lines: String,
}

impl Told {
    fn place(&self, pc: Pc) -> String {
        self.program.place(pc.0).map_or_else(String::new, |it| format!("{}:{}", it.func, it.line))
    }
}

impl Sink for Told {
    fn event(&mut self, event: &Event) {
        self.world.apply(event).unwrap_or_else(|fault| panic!("{fault}"));
        let what = match event.kind {
            Kind::GoDefer { entry } => format!("calls {}", self.place(entry)),
            Kind::GoUnwound { entry, left } => format!("returns from {}, left: {left:?}", self.place(entry)),
            Kind::GoPanic { .. } | Kind::GoRecover | Kind::GoDestroy | Kind::End { .. } => {
                format!("{:?}", event.kind)
            }
            _ => return,
        };
        let of = self.world.gs.get(event.g).map(|g| g.unwinding);
        self.lines += &format!("{} {}: {what} {of:?}\n", event.g, self.place(event.pc));
    }
}

/// Runs a program whose declarations these are, `main` among them.
fn run(declarations: &str, procs: u32) -> String {
    let text = format!("package main\n\n{declarations}");
    let compiled =
        gopark_lang::compile(SourceFile::new("main.go", text), &mut |path| gopark_vm::std::source(path));
    let why = gopark_lang::diag::render_all(&compiled.diagnostics, &compiled.sources);
    let program = Rc::new(compiled.program.unwrap_or_else(|| panic!("{why}")));
    let told = Told { world: World::new(), program: Rc::clone(&program), lines: String::new() };
    let sched = gopark_sched::Config { procs, ..config().sched };
    let mut vm = Vm::new(program, Config { sched, ..config() }, told);
    while vm.step() {}
    assert_eq!(vm.sched.verify(&vm.sink().world.clone()), Ok(()));
    std::mem::take(&mut vm.sink_mut().lines)
}

fn check(declarations: &str, expected: &Expect) {
    expected.assert_eq(&run(declarations, 1));
}

#[test]
fn deferred_calls_run_until_one_recovers() {
    check(
        "func main() { safe(); println(1) }
         func safe() {
             defer func() { recover() }()
             risky(nil)
         }
         func risky(p *int) { defer note(); *p = 1 }
         func note() { println(2) }",
        &expect![[r#"
            G1 main.risky:8: GoPanic { goexit: false } Some(Panic)
            G1 main.risky:8: calls main.note:9 Some(Panic)
            G1 main.risky:8: calls main.safe.func1:5 Some(Panic)
            G1 main.safe.func1:5: GoRecover Some(Recovered)
            G1 main.safe.func1:5: returns from main.safe:4, left: No Some(No)
            G1 main.main:3: End { how: Exit { code: 0 } } Some(No)
        "#]],
    );
}

#[test]
fn a_panic_within_a_panic_goes_on_when_the_inner_one_is_recovered() {
    check(
        "func main() {
             defer inner()
             panic(1)
         }
         func inner() {
             defer func() { recover() }()
             panic(2)
         }",
        &expect![[r#"
            G1 main.main:5: GoPanic { goexit: false } Some(Panic)
            G1 main.main:5: calls main.inner:7 Some(Panic)
            G1 main.inner:9: GoPanic { goexit: false } Some(Panic)
            G1 main.inner:9: calls main.inner.func1:8 Some(Panic)
            G1 main.inner.func1:8: GoRecover Some(Recovered)
            G1 main.inner.func1:8: returns from main.inner:7, left: Panic Some(Panic)
            G1 main.main:5: End { how: Panic } Some(Panic)
        "#]],
    );
}

#[test]
fn who_recovers_and_panics_again_panics() {
    check(
        "func main() {
             defer func() {
                 recover()
                 panic(2)
             }()
             panic(1)
         }",
        &expect![[r#"
            G1 main.main:8: GoPanic { goexit: false } Some(Panic)
            G1 main.main:8: calls main.main.func1:5 Some(Panic)
            G1 main.main.func1:5: GoRecover Some(Recovered)
            G1 main.main.func1:6: GoPanic { goexit: false } Some(Panic)
            G1 main.main.func1:6: End { how: Panic } Some(Panic)
        "#]],
    );
}

#[test]
fn goexit_is_no_panic() {
    check(
        "import \"runtime\"
         func main() {
             done := make(chan int)
             go func() {
                 defer close(done)
                 defer func() { recover() }()
                 defer func() {
                     defer func() { recover() }()
                     panic(1)
                 }()
                 runtime.Goexit()
             }()
             <-done
         }",
        &expect![[r#"
            G6 main.main.func1:13: GoPanic { goexit: true } Some(Goexit)
            G6 main.main.func1:13: calls main.main.func1.2:9 Some(Goexit)
            G6 main.main.func1.2:11: GoPanic { goexit: false } Some(Panic)
            G6 main.main.func1.2:11: calls main.main.func1.2.1:10 Some(Panic)
            G6 main.main.func1.2.1:10: GoRecover Some(Recovered)
            G6 main.main.func1.2.1:10: returns from main.main.func1.2:9, left: Goexit Some(Goexit)
            G6 main.main.func1:13: calls main.main.func1.1:8 Some(Goexit)
            G6 main.main.func1:13: calls close:1 Some(Goexit)
            G6 main.main.func1:13: GoDestroy None
            G1 main.main:16: End { how: Exit { code: 0 } } Some(No)
        "#]],
    );
}

#[test]
fn with_more_processors_the_same_is_told() {
    let program = "
        import \"time\"
        func work(n int) {
            for i := range 1000 { n += i }
        }
        func main() {
            for i := range 4 { go work(i) }
            for range 3 {
                time.Sleep(1)
                func() {
                    defer func() { recover() }()
                    work(1)
                    panic(1)
                }()
            }
        }";
    let of_main = |procs| {
        let told = run(program, procs);
        told.lines().filter(|it| it.starts_with("G1 ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of_main(1), of_main(4));
}
