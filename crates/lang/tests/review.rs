//! What a checklist asks of a program's source.

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};
use gopark_lang::review::Remark;
use gopark_lang::source::SourceFile;

fn std_package(path: &str) -> Option<Vec<(String, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vm/std").join(path);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).ok()?.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    let read = |file: PathBuf| (file.display().to_string(), fs::read_to_string(file).unwrap());
    Some(files.into_iter().map(read).collect())
}

/// Remarks on a program without its clause and imports.
fn check(imports: &str, program: &str, expected: Expect) {
    let imports: String = imports.split_whitespace().map(|path| format!("import {path:?};")).collect();
    let text = format!("package main; {imports}{program}");
    let compiled = gopark_lang::compile(SourceFile::new("main.go", text), &mut std_package);
    assert!(compiled.program.is_some(), "{:?}", compiled.diagnostics);
    let all: Vec<String> = compiled.remarks.iter().map(shown).collect();
    expected.assert_eq(&all.concat());
}

fn shown(remark: &Remark) -> String {
    let when: Vec<String> = remark.when.iter().map(|(name, value)| format!(" {name}={value}")).collect();
    let line = format!("{}: {:?} {}{}", remark.line, remark.what, remark.name, when.concat());
    line.trim_end().to_owned() + "\n"
}

#[test]
fn loops_that_are_left_are_not_endless() {
    check(
        "",
        r#"
func forever() { for { work() } }
func labeled(ch chan int) {
outer:
	for {
		switch <-ch {
		case 1:
			break
		case 2:
			break outer
		}
	}
}
func inner() {
	for {
		func() { return }()
		for { break }
	}
}
func fails() { for { panic("no") } }
func work() {}
func main() {
	go forever()
	go labeled(nil)
	go inner()
	go fails()
	go func() { forever() }()
}
"#,
        expect![[r#"
            2: Endless { launch: 27 }
            2: Endless { launch: 23 } forever
            15: Endless { launch: 25 } inner
            23: Launch { repeats: Once, is_held: false } forever
            24: Launch { repeats: Once, is_held: false } labeled
            25: Launch { repeats: Once, is_held: false } inner
            26: Launch { repeats: Once, is_held: false } fails
            27: Launch { repeats: Once, is_held: false }
        "#]],
    );
}

#[test]
fn who_waits_in_every_turn_is_held() {
    check(
        "sync golang.org/x/sync/errgroup",
        r#"
func main() {
	sem := make(chan int, 3)
	items := []int{1, 2}
	for range items {
		sem <- 1
		go func() { <-sem }()
	}
	for range items {
		select {
		case sem <- 1:
		default:
		}
		go func() { <-sem }()
	}
	for range 10 {
		go func() { sem <- 1 }()
	}
	for i := 0; i < len(items); i++ {
		done := make(chan int)
		go func() { done <- 1 }()
		<-done
	}
	var wg sync.WaitGroup
	for range items {
		wg.Go(func() {})
	}
	var g errgroup.Group
	g.SetLimit(3)
	for range items {
		g.Go(func() error { return nil })
	}
}
"#,
        expect![[r#"
            7: Launch { repeats: Open, is_held: true }
            14: Launch { repeats: Open, is_held: false }
            17: Launch { repeats: Counted, is_held: false }
            21: Launch { repeats: Open, is_held: true }
            26: Launch { repeats: Open, is_held: false }
            31: Launch { repeats: Open, is_held: true }
        "#]],
    );
}

#[test]
fn contexts_that_are_not_passed_on() {
    check(
        "context net/http time",
        r#"
var mended = false //gopark:param
func deaf(ctx context.Context) { time.Sleep(1) }
func quick(ctx context.Context) {}
func cut(ctx context.Context) { wait(context.Background()) }
func root() { wait(context.TODO()) }
func wait(ctx context.Context) { <-ctx.Done() }
func handle(w http.ResponseWriter, r *http.Request) {
	ctx := context.Background()
	if mended {
		ctx = r.Context()
	}
	go wait(ctx)
}
type holder struct{ ctx context.Context }
func (h *holder) wait() { <-h.ctx.Done() }
func main() {
	go time.Sleep(1)
	ctx := context.Background()
	go func() { time.Sleep(1) }()
	go func() { <-ctx.Done() }()
	h := &holder{ctx}
	go h.wait()
	go deaf(ctx)
	quick(ctx)
	cut(ctx)
	root()
	http.ListenAndServe("", http.HandlerFunc(handle))
}
"#,
        expect![[r#"
            3: Deaf deaf
            5: Deaf cut
            5: CutContext cut
            7: Context
            9: CutContext handle mended=false
            13: Launch { repeats: Open, is_held: false } wait
            18: Launch { repeats: Once, is_held: false }
            20: Launch { repeats: Once, is_held: false }
            20: NoContext
            21: Launch { repeats: Once, is_held: false }
            23: Launch { repeats: Once, is_held: false } wait
            24: Launch { repeats: Once, is_held: false } deaf
            28: Serves
        "#]],
    );
}

#[test]
fn switches_decide_what_holds() {
    check(
        "runtime time",
        r#"
var ends = true    //gopark:param
var closes = false //gopark:param
func spin() {
	for !ends || time.Now().IsZero() {
	}
}
func read(ch chan int) { for range ch {} }
func count() { println(runtime.NumGoroutine()) }
func main() {
	ch := make(chan int)
	if closes { close(ch) } else { go spin() }
	go read(ch)
	for range 3 { count() }
	println(runtime.NumGoroutine())
}
"#,
        expect![[r#"
            5: Endless { launch: 12 } spin ends=false closes=false
            8: OpenRange { launch: 13 } read closes=false
            9: Counts { again: true }
            12: Launch { repeats: Once, is_held: false } spin closes=false
            13: Launch { repeats: Once, is_held: false } read
            15: Counts { again: false }
        "#]],
    );
}
