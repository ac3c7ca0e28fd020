//! Programs that do something for ever: each ends in a state that has a name, or stays interruptible.

use gopark_lang::source::SourceFile;
use gopark_trace::{Ending, LimitKind, SimTime};
use gopark_vm::{Config, Input, Vm};

use crate::harness::{Checked, config, finish, machine};

fn start(body: &str, config: Config) -> Vm<Checked> {
    let text = format!("package main\n\n{body}\n");
    let compiled =
        gopark_lang::compile(SourceFile::new("main.go", text), &mut |path| gopark_vm::std::source(path));
    let errors = gopark_lang::diag::render_all(&compiled.diagnostics, &compiled.sources);
    machine(compiled.program.expect(&errors), config)
}

fn end(body: &str, config: Config) -> Option<Ending> {
    finish(&mut start(body, config), 2_000_000)
}

const HOARD: &str = "type node struct { next *node; pad [1000]byte }\n\
                     func main() { var all *node; for { all = &node{next: all} } }";

#[test]
fn a_program_that_keeps_everything_is_killed_by_the_container() {
    let mut config = config();
    config.memory_limit_bytes = Some(20 << 20);
    let mut vm = start(HOARD, config);
    assert_eq!(finish(&mut vm, 1_000_000), Some(Ending::Oom));
    assert_eq!(vm.stderr(), b"");
    let peak = vm.sink().world.counts.heap_bytes_peak;
    assert!((19 << 20..=20 << 20).contains(&peak), "{peak}");
}

#[test]
fn the_containers_limit_can_be_lowered_while_the_program_runs() {
    let mut vm = start(HOARD, config());
    while vm.stats().heap_bytes < 8 << 20 {
        assert!(vm.step());
    }
    vm.apply(Input::SetMemoryLimit(Some(64 << 20)));
    assert_eq!(vm.ended(), None);
    vm.apply(Input::SetMemoryLimit(Some(8 << 20)));
    assert_eq!(vm.ended(), Some(Ending::Oom));
    assert!(!vm.step());
}

#[test]
fn garbage_alone_never_reaches_the_limit() {
    let mut config = config();
    config.memory_limit_bytes = Some(8 << 20);
    let body = "func main() { n := 0; for i := range 200000 { s := make([]byte, 1000); n += len(s) + i&1 }; println(n) }";
    assert_eq!(end(body, config), Some(Ending::Exit { code: 0 }));
}

#[test]
fn one_huge_object_is_refused() {
    let body = "func main() { n := 1 << 40; s := make([]byte, n); println(len(s)) }";
    assert_eq!(end(body, config()), Some(Ending::Limit { limit: LimitKind::Memory }));
}

#[test]
fn a_stack_with_most_of_memory_overflows() {
    let body = "func f(above []byte) byte { var room [100000]byte; return f(room[:]) + above[0] }\n\
                func main() { println(f([]byte{1})) }";
    let mut vm = start(body, config());
    assert_eq!(finish(&mut vm, 2_000_000), Some(Ending::Fatal));
    let text = String::from_utf8_lossy(vm.stderr()).into_owned();
    assert!(text.starts_with("runtime: goroutine stack exceeds 1000000000-byte limit\n"), "{text}");
}

#[test]
fn goroutines_without_end_reach_their_bound() {
    let mut config = config();
    config.sched.limits.goroutines = 1_000;
    let body = "func main() { for { go func() { select {} }() } }";
    assert_eq!(end(body, config), Some(Ending::Limit { limit: LimitKind::Goroutines }));
}

#[test]
fn channels_without_end_are_collected_when_nobody_holds_them() {
    let mut config = config();
    config.sched.limits.objects = 100_000;
    let body = "func main() { for i := range 300000 { c := make(chan int, 1); c <- i } }";
    assert_eq!(end(body, config), Some(Ending::Exit { code: 0 }));
}

#[test]
fn output_without_end_reaches_its_bound() {
    let body = "func main() { for { println(\"0123456789012345678901234567890123456789012345678901234567890123\") } }";
    assert_eq!(end(body, config()), Some(Ending::Limit { limit: LimitKind::Output }));
}

#[test]
fn recursion_without_end_reaches_the_stack_limit() {
    let mut config = config();
    config.stack_limit_bytes = 8 << 20;
    let body = "func f(n int) int { defer func() { recover() }(); return f(n + 1) + 1 }\nfunc main() { println(f(0)) }";
    assert_eq!(end(body, config), Some(Ending::Fatal));
}

#[test]
fn a_loop_without_end_lets_time_pass_and_others_run() {
    let body = "import \"time\"\n\
                func main() { go func() { for {} }(); go func() { for {} }(); \
                time.Sleep(30 * time.Millisecond); println(\"awake\"); for {} }";
    let mut vm = start(body, config());
    while vm.now() < SimTime(150_000_000) {
        assert!(vm.step());
    }
    assert_eq!(vm.stderr(), b"awake\n");
}

#[test]
fn comparing_what_is_nested_without_end_is_bounded() {
    let body = "func main() { var a, b any = 1, 1; for range 100000 { a, b = [1]any{a}, [1]any{b} }; println(a == b) }";
    assert_eq!(end(body, config()), Some(Ending::Fatal));
}
