//! Goroutines that nobody can wake: which are found, by us and by Go, and who holds on to what they wait for.

use expect_test::{Expect, expect};
use gopark_lang::source::SourceFile;
use gopark_trace::Leaked;
use gopark_vm::Vm;

use crate::harness::{Checked, config, machine};

/// A program whose main is `body`.
fn vm_of(declarations: &str, body: &str) -> Vm<Checked> {
    let text = format!(
        "package main\n\nimport (\n\"sync\"\n\"time\"\n)\n\nvar _ sync.Mutex\n\n{declarations}\n\
         func main() {{\n{body}\ntime.Sleep(time.Second)\n}}\n"
    );
    let file = SourceFile::new("main.go", text);
    let compiled = gopark_lang::compile(file, &mut |path| gopark_vm::std::source(path));
    let why = gopark_lang::diag::render_all(&compiled.diagnostics, &compiled.sources);
    machine(compiled.program.unwrap_or_else(|| panic!("{why}")), config())
}

/// Runs `body` as main, with `leak` and `hold` to be called, until it sleeps at its end, and shows what was told.
fn check(declarations: &str, body: &str, expected: Expect) {
    let mut vm = vm_of(declarations, body);
    vm.watch_leaks();
    while vm.now().0 < 500_000_000 && vm.step() {}
    let world = vm.sink().world.clone();
    assert_eq!(vm.sink().faults, Vec::<String>::new());
    assert_eq!(vm.sched.verify(&world), Ok(()));
    let mut shown = String::new();
    for (g, it) in world.gs.iter().filter(|(_, it)| it.leaked != Leaked::No) {
        let missed = if it.leaked == Leaked::MissedByGo { ", missed by Go" } else { "" };
        let holders = vm.leak_holders(g);
        shown.push_str(&format!("{g} {}{missed}, held by {holders:?}\n", it.reason.text()));
    }
    shown.push_str(&format!("{} of {} goroutines\n", world.counts.leaked, world.gs.len()));
    expected.assert_eq(&shown);
}

#[test]
fn nobody_else_has_the_channel() {
    check(
        "func leak() { ch := make(chan int); go func() { ch <- len(\"x\") }() }",
        "leak()",
        expect![[r#"
            G6 chan send, held by []
            1 of 2 goroutines
        "#]],
    );
}

#[test]
fn what_is_not_read_any_more_holds_nothing() {
    check(
        "",
        "ch := make(chan int); go func() { <-ch }(); held := make(chan int); go func() { <-held }()\n\
         defer func() { held <- 1 }()",
        expect![[r#"
            G6 chan receive, held by []
            1 of 3 goroutines
        "#]],
    );
}

#[test]
fn go_takes_the_captured_value_for_a_way() {
    check(
        "",
        "ch := make(chan int)\nfor i := range 2 { go func() { ch <- i }() }",
        expect![[r#"
            G6 chan send, missed by Go, held by [G7]
            G7 chan send, missed by Go, held by [G6]
            2 of 3 goroutines
        "#]],
    );
}

#[test]
fn go_takes_what_shares_a_block_for_reached() {
    // Eight bytes without pointers: the block of the first is still being filled, that of the second has a neighbor that is
    // reached, and the third has one that is not.
    let leak = "func leak() { var mu sync.Mutex; mu.Lock(); go mu.Lock() }\nvar sink, held *int64";
    check(
        leak,
        "sink = new(int64); leak(); sink = nil",
        expect![[r#"
            G6 sync.Mutex.Lock, missed by Go, held by []
            1 of 2 goroutines
        "#]],
    );
    check(
        leak,
        "leak(); held = new(int64); sink = new(int64)",
        expect![[r#"
            G6 sync.Mutex.Lock, missed by Go, held by []
            1 of 2 goroutines
        "#]],
    );
    check(
        leak,
        "leak(); sink = new(int64); sink = new(int64)",
        expect![[r#"
            G6 sync.Mutex.Lock, held by []
            1 of 2 goroutines
        "#]],
    );
}

#[test]
fn two_wait_for_each_other() {
    check(
        "",
        "a, b := make(chan int), make(chan int)\n\
         go func() { <-a; b <- len(\"\") }()\ngo func() { <-b; a <- len(\"\") }()",
        expect![[r#"
            G6 chan receive, held by [G7]
            G7 chan receive, held by [G6]
            2 of 3 goroutines
        "#]],
    );
}

#[test]
fn a_sleeper_and_a_timer_bring_it_about() {
    check(
        "",
        "a := make(chan int)\ngo func() { time.Sleep(time.Hour); a <- 1 }()\ngo func() { <-a }()\n\
         go func() { <-time.After(time.Hour) }()\n\
         b := make(chan int)\ntime.AfterFunc(time.Hour, func() { b <- 1 })\ngo func() { <-b }()",
        expect![[r#"
            0 of 5 goroutines
        "#]],
    );
}

#[test]
fn locks_and_groups() {
    check(
        "type pair struct { mu sync.Mutex; rw sync.RWMutex; wg sync.WaitGroup }",
        "p := &pair{}; p.mu.Lock(); p.rw.RLock(); p.wg.Add(1)\n\
         go p.mu.Lock()\ngo func() { p.rw.Lock() }()\ngo func() { p.wg.Wait() }()\n\
         c := sync.NewCond(new(sync.Mutex)); go func() { c.L.Lock(); c.Wait() }()\n\
         go func() { select {} }()\nvar none chan int\ngo func() { <-none }()",
        expect![[r#"
            G6 sync.Mutex.Lock, held by [G7, G8]
            G7 sync.RWMutex.Lock, held by [G6, G8]
            G8 sync.WaitGroup.Wait, held by [G6, G7]
            G9 sync.Cond.Wait, held by []
            G10 select (no cases), held by []
            G11 chan receive (nil chan), held by []
            6 of 7 goroutines
        "#]],
    );
}

#[test]
fn what_a_global_holds_may_be_found() {
    check(
        "var ch = make(chan int)",
        "go func() { <-ch }()",
        expect![[r#"
        0 of 2 goroutines
    "#]],
    );
}

/// A mutex is a part of a block that is shared, and the first of those who wait for it has it next.
#[test]
fn who_has_a_lock_will_unlock_it() {
    check(
        "",
        "var mu sync.Mutex\n\
         for range 4 { go func() { mu.Lock(); time.Sleep(200 * time.Millisecond); mu.Unlock() }() }",
        expect![[r#"
            0 of 3 goroutines
        "#]],
    );
}

#[test]
fn many_timers_that_are_looked_at_count_as_work() {
    let work = |timers: &str| {
        let mut vm = vm_of("", &format!("for range {timers} {{ time.AfterFunc(time.Hour, func() {{}}) }}"));
        while vm.now().0 < 500_000_000 && vm.step() {}
        vm.find_leaks().work
    };
    assert_eq!(work("10"), work("1_000"));
    assert_eq!(work("11_000"), work("1_000") + 10_000);
}
