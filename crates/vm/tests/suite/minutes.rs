//! How long goroutines have been waiting, as dumps say it. Real Go shows the same when it is built with `-tags faketime`.

use gopark_lang::source::SourceFile;

use crate::harness::{config, finish, machine};

/// Go counts from the end of marking of the collection before the first one that finds the goroutine waiting
/// (`mgcmark.go:markroot` takes `work.tstart` before `gcMark` sets it): nothing before the second one, then too long.
#[test]
fn minutes_count_from_a_collection_before() {
    let text = r#"package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/pprof"
	"time"
)

func main() {
	debug.SetGCPercent(-1)
	c := make(chan int)
	go func() { <-c }()
	time.Sleep(30 * time.Minute)
	runtime.GC()
	time.Sleep(10 * time.Minute)
	pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
	go func() { select {} }()
	time.Sleep(5 * time.Minute)
	runtime.GC()
	time.Sleep(2 * time.Minute)
	go func() { c <- 1; select {} }()
	time.Sleep(time.Minute)
	pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
	runtime.GC()
	pprof.Lookup("goroutine").WriteTo(os.Stdout, 2)
}
"#;
    let file = SourceFile::new("main.go", text.to_owned());
    let compiled = gopark_lang::compile(file, &mut |path| gopark_vm::std::source(path));
    let mut vm = machine(compiled.program.expect("it compiles"), config());
    finish(&mut vm, 100_000);
    let shown = String::from_utf8_lossy(vm.stdout()).into_owned();
    let headers: Vec<&str> = shown.lines().filter(|line| line.ends_with("]:")).collect();
    assert_eq!(
        headers,
        [
            "goroutine 1 [running]:",
            "goroutine 7 [chan receive]:",
            "goroutine 1 [running]:",
            "goroutine 9 [select (no cases), 18 minutes]:",
            "goroutine 10 [select (no cases)]:",
            "goroutine 1 [running]:",
            "goroutine 9 [select (no cases), 18 minutes]:",
            "goroutine 10 [select (no cases), 3 minutes]:",
        ]
    );
}
