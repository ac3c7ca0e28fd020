//! No step of the machine does very much at once, whatever a program asks for: counted in events, in bytes of memory that
//! are written, and in steps.

use std::rc::Rc;

use gopark_lang::source::SourceFile;
use gopark_sched::Limits;
use gopark_trace::{Ending, Event, Sink};
use gopark_vm::{Config, Vm};

use crate::harness::config;

/// Counts events.
#[derive(Clone, Default)]
struct Count(usize);

impl Sink for Count {
    fn event(&mut self, _: &Event) {
        self.0 += 1;
    }
}

/// Events of a step at most: the wake-ups of some thousand goroutines.
const EVENTS_MAX: usize = 20_000;
/// Bytes that a step writes at most.
const BYTES_MAX: u64 = 3 << 20;
/// What many are, and much.
const MANY: &str = "50_000";
const MUCH: u64 = 24 << 20;

/// Runs a program whose main is `body`, in at least so many steps; `declared` is at the top.
fn check(name: &str, declared: &str, body: &str, steps_min: u64) {
    let body = body.replace("MANY", MANY).replace("MUCH", &MUCH.to_string());
    let text = format!("package main\n\n{declared}\n\nfunc main() {{\n{body}\n}}\n");
    let file = SourceFile::new("main.go", &text);
    let compiled = gopark_lang::compile(file, &mut |path| gopark_vm::std::source(path));
    let why = gopark_lang::diag::render_all(&compiled.diagnostics, &compiled.sources);
    let program = compiled.program.expect(&why);
    let limits = Limits { goroutines: 1 << 20, objects: 2_000_000 };
    let sched = gopark_sched::Config { limits, ..config().sched };
    let mut vm = Vm::new(Rc::new(program), Config { sched, ..config() }, Count::default());
    let (mut events, mut steps) = (0, 0);
    vm.mem.touched = 0;
    while vm.step() {
        let now = std::mem::replace(&mut events, vm.sink().0);
        assert!(events - now <= EVENTS_MAX, "{name}: {} events at once", events - now);
        let touched = std::mem::take(&mut vm.mem.touched);
        assert!(touched <= BYTES_MAX, "{name}: {touched} bytes at once");
        steps += 1;
    }
    let stderr = String::from_utf8_lossy(vm.stderr()).into_owned();
    assert_eq!((vm.ended(), stderr.as_str()), (Some(Ending::Exit { code: 0 }), "ok\n"), "{name}");
    assert!(steps >= steps_min, "{name} takes {steps} steps only");
}

#[test]
fn many_are_woken_in_parts() {
    let waits = "var all sync.WaitGroup\nall.Add(MANY)\n";
    let sync = "import \"sync\"\nimport \"time\"";
    for (name, before, each, after) in [
        ("close", "c := make(chan int)", "<-c", "close(c)"),
        ("WaitGroup", "var w sync.WaitGroup\nw.Add(1)", "w.Wait()", "w.Done()"),
        ("RWMutex", "var m sync.RWMutex\nm.Lock()", "m.RLock(); m.RUnlock()", "m.Unlock()"),
        (
            "Broadcast",
            "var m sync.Mutex\nc := sync.NewCond(&m)",
            "m.Lock(); c.Wait(); m.Unlock()",
            "m.Lock(); c.Broadcast(); m.Unlock()",
        ),
        ("Mutex", "var m sync.Mutex\nm.Lock()", "m.Lock(); m.Unlock()", "m.Unlock()"),
        ("Sleep", "", "time.Sleep(time.Until(time.Unix(0, 0).AddDate(200, 0, 0)) % time.Second)", ""),
    ] {
        let body = format!(
            "{waits}{before}\nfor range MANY {{ go func() {{ {each}; all.Done() }}() }}\n\
             time.Sleep(time.Second)\n{after}\nall.Wait()\nprintln(\"ok\")"
        );
        check(name, sync, &body, 10);
    }
}

#[test]
fn long_memory_is_worked_on_in_parts() {
    let parts = MUCH >> 20;
    for (name, body, steps_min) in [
        ("make", "b := make([]byte, MUCH)\nprintln(\"ok\", b == nil)", parts),
        (
            "copy",
            "b, c := make([]byte, MUCH), make([]byte, MUCH)\nb[0] = 1\ncopy(c, b)\nok(c[0] == 1)",
            3 * parts,
        ),
        (
            "overlap",
            "b := make([]int, MUCH/8)\nfor i := range b { b[i] = i }\ncopy(b[1:], b)\nok(b[MUCH/8-1] == MUCH/8-2 && b[1] == 0)",
            parts,
        ),
        ("clear", "b := make([]byte, MUCH)\nb[MUCH-1] = 1\nclear(b)\nok(b[MUCH-1] == 0)", 2 * parts),
        (
            "append",
            "b := make([]byte, MUCH)\nb[1] = 7\nb = append(b, 1)\nok(b[1] == 7 && b[MUCH] == 1)",
            2 * parts,
        ),
        ("new", "p := new([MUCH]byte)\nok(p[MUCH-1] == 0)", parts),
        ("channel", "c := make(chan [16]int, MUCH/128)\nc <- [16]int{3}\nok((<-c)[0] == 3)", parts),
        (
            "concat",
            "s := string(make([]byte, MUCH))\ns = \"a\" + s + \"z\"\nok(len(s) == MUCH+2 && s[0] == 'a' && s[MUCH+1] == 'z')",
            3 * parts,
        ),
        ("convert", "b := []byte(string(make([]byte, MUCH)))\nok(len(b) == MUCH)", 3 * parts),
        (
            "runes",
            "r := []rune(string(make([]byte, MUCH/8)))\ns := string(r)\nok(len(r) == MUCH/8 && len(s) == MUCH/8)",
            parts,
        ),
        (
            "map",
            "m := map[int]int{}\nfor i := range 200_000 { m[i] = i }\nok(len(m) == 200_000 && m[77_777] == 77_777)\nclear(m)\nm[1] = 2\nif len(m) != 1 { panic(len(m)) }",
            20,
        ),
    ] {
        let body = body.replace("println(\"ok\", b == nil)", "ok(b != nil)");
        check(
            name,
            "func ok(is bool) { if is { println(\"ok\") } else { println(\"wrong\") } }",
            &body,
            steps_min,
        );
    }
}

#[test]
fn long_texts_are_worked_on_in_parts() {
    let parts = MUCH >> 20;
    let declared = "import (\"fmt\"; \"strconv\"; \"strings\"; \"unicode/utf8\")\n\n\
        var s = strings.Repeat(\"abcd\", MUCH/4)\nvar _ = fmt.Sprint\nvar _ = strconv.Quote\nvar _ = utf8.RuneLen"
        .replace("MUCH", &MUCH.to_string());
    for (name, is, steps_min) in [
        ("Repeat", "len(s) == MUCH && s[MUCH-1] == 'd'", parts),
        ("Index", "strings.Index(s, \"bd\") == -1 && strings.Index(s, \"cda\") == 2", parts),
        ("LastIndex", "strings.LastIndex(s, \"bd\") == -1 && strings.LastIndex(s, \"ab\") == MUCH-4", parts),
        ("IndexByte", "strings.IndexByte(s, 'e') == -1 && strings.LastIndexByte(s, 'e') == -1", 2 * parts),
        ("Count", "strings.Count(s, \"bc\") == MUCH/4 && strings.Count(s, \"\") == MUCH+1", 2 * parts),
        ("EqualFold", "strings.EqualFold(s, s)", 4 * parts),
        ("ToUpper", "strings.ToUpper(s)[MUCH-4:] == \"ABCD\"", 4 * parts),
        ("Replace", "strings.Replace(s, \"b\", \"xy\", 3)[:18] == \"axycdaxycdaxycdabc\"", 4 * parts),
        ("ReplaceAll", "len(strings.ReplaceAll(s, \"bc\", \"\")) == MUCH/2", 4 * parts),
        ("utf8", "utf8.ValidString(s) && utf8.RuneCountInString(s) == MUCH", 5 * parts),
        ("Quote", "len(strconv.Quote(s)) == MUCH+2", 4 * parts),
        ("Sprint", "len(fmt.Sprintf(\"%s%q\", s, s)) == 2*MUCH+2", 8 * parts),
        ("hex", "len(fmt.Sprintf(\"%x\", s[:MUCH/2])) == MUCH", 2 * parts),
    ] {
        check(name, &declared, &format!("if {is} {{ println(\"ok\") }}"), steps_min);
    }
}

#[test]
fn a_turn_that_nobody_disturbs_is_divided() {
    check(
        "channels",
        "",
        "var c chan int\nfor range MANY { c = make(chan int) }\nif c != nil { println(\"ok\") }",
        20,
    );
    check("defers", "", "for range MANY { defer func() {}() }\nprintln(\"ok\")", 10);
}

#[test]
fn entries_of_a_map_are_put_in_order_in_parts() {
    check(
        "map",
        "import (\"fmt\"; \"strings\")",
        "m := map[int]string{}
        for i := range MANY { m[i*7919%MANY] = \"x\" }
        var want strings.Builder
        for i := range MANY { fmt.Fprintf(&want, \" %d:x\", i) }
        if fmt.Sprint(m) == \"map[\"+want.String()[1:]+\"]\" { println(\"ok\") }",
        200,
    );
}
