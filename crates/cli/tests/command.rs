//! `gopark` as a person types it, and beside the real `go` on the same files.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn lesson(slug: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../lessons").join(slug).join("main.go")
}

fn gopark(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gopark")).args(args).output().expect("gopark starts")
}

fn run(slug: &str, args: &[&str]) -> Output {
    let file = lesson(slug);
    gopark(&[&["run", file.to_str().unwrap()], args].concat())
}

/// A program of its own file, run.
fn run_text(name: &str, text: &str, args: &[&str]) -> Output {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, text).unwrap();
    gopark(&[&["run", file.to_str().unwrap()], args].concat())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_parameter_is_set() {
    let output = run("semaphore", &["--set", "limit=3"]);
    assert_eq!(text(&output.stdout), "processed 10000 items\nmost in flight at once: 3\n");
    let output = run("semaphore", &["--set", "limt=3"]);
    assert_eq!(
        text(&output.stderr),
        "gopark: --set limt=3: the program has no parameter limt; it has: limit, wait\n"
    );
    assert_eq!(output.status.code(), Some(1));
    let output = run("semaphore", &["--set", "limit=101"]);
    assert_eq!(text(&output.stderr), "gopark: --set limit=101: limit goes from 1 to 100\n");
    let output = run("semaphore", &["--set", "wait=1h"]);
    assert_eq!(text(&output.stderr), "gopark: --set wait=1h: wait goes from 100µs to 10ms\n");
}

#[test]
fn the_command_that_a_hunt_tells_shows_what_it_found() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hunted.go");
    let program = "package main

func coin() bool {
	heads, tails := make(chan bool, 1), make(chan bool, 1)
	heads <- true
	tails <- false
	select {
	case side := <-heads:
		return side
	case side := <-tails:
		return side
	}
}

func main() {
	if coin() && coin() && coin() {
		select {}
	}
}
";
    std::fs::write(&file, program).unwrap();
    let output = gopark(&["hunt", file.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stdout);
    let (found, again) = said.split_once('\n').expect("two lines");
    assert!(found.contains(": all goroutines are asleep, after "), "{said}");
    let again: Vec<&str> = again.split_whitespace().skip(1).collect();
    let output = gopark(&again);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("all goroutines are asleep - deadlock!"));
    std::fs::write(&file, "package main\n\nfunc main() {}\n").unwrap();
    let output = gopark(&["hunt", file.to_str().unwrap(), "--seeds", "20", "--for", "leak"]);
    assert_eq!((text(&output.stdout).as_str(), output.status.code()), ("nothing under 20 seeds\n", Some(0)));
}

#[test]
fn numbers_come_as_one_line_of_json() {
    let stderr = text(&run("semaphore", &["--stats"]).stderr);
    let stats: serde_json::Value = serde_json::from_str(&stderr).expect("one line of JSON");
    assert_eq!(stats["goroutines_created"], 10_001);
    assert_eq!(stats["goroutines_peak"], 11);
    for name in ["virtual_ns", "events", "goroutines_left", "stack_bytes_peak", "heap_bytes_peak"] {
        assert!(stats[name].as_u64().is_some_and(|n| n > 0), "{name} of {stats}");
    }
}

#[test]
fn the_fingerprint_depends_on_the_seed_and_on_nothing_else() {
    let hash = |args: &[&str]| text(&run("semaphore", &[&["--events-hash"], args].concat()).stderr);
    let first = hash(&[]);
    assert_eq!(first.trim().len(), 16);
    assert_eq!(first, hash(&[]));
    assert_ne!(first, hash(&["--seed", "2"]));
    assert_ne!(first, hash(&["--procs", "2"]));
}

#[test]
fn until_stops_at_a_moment_and_events_are_lines() {
    let output = run("semaphore", &["--until", "200us", "--events", "-"]);
    assert_eq!(output.status.code(), Some(0));
    let events = text(&output.stdout);
    let times: Vec<u64> =
        events.lines().map(|l| l.split_whitespace().next().unwrap().parse().unwrap()).collect();
    assert!(times.len() > 20 && times.is_sorted());
    assert!(*times.last().unwrap() <= 200_000, "{:?}", times.last());
}

#[test]
fn until_is_where_time_stands_though_nothing_happens() {
    let sleep = "package main\n\nimport \"time\"\n\nfunc main() { time.Sleep(time.Hour) }\n";
    let stats = text(&run_text("sleep.go", sleep, &["--until", "10ms", "--stats"]).stderr);
    assert!(stats.starts_with("{\"virtual_ns\":10000000,"), "{stats}");
}

#[test]
fn exit_codes_are_the_programs() {
    let exit = "package main\n\nimport \"os\"\n\nfunc main() { os.Exit(3) }\n";
    assert_eq!(run_text("exit.go", exit, &[]).status.code(), Some(3));
    let panic = "package main\n\nfunc main() { panic(\"no\") }\n";
    let output = run_text("panic.go", panic, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).starts_with("panic: no\n\ngoroutine 1 [running]:\nmain.main()\n"),
        "{}",
        text(&output.stderr)
    );
    let deadlock = "package main\n\nfunc main() { select {} }\n";
    let output = run_text("deadlock.go", deadlock, &[]);
    assert_eq!(output.status.code(), Some(2));
    let expected = "fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [select (no cases)]:\nmain.main()\n";
    assert!(text(&output.stderr).starts_with(expected), "{}", text(&output.stderr));
    let oom = "package main\n\nvar all [][]byte\n\nfunc main() {\n\tfor {\n\t\tall = append(all, make([]byte, 1<<20))\n\t}\n}\n";
    assert_eq!(run_text("oom.go", oom, &["--memory-limit", "64"]).status.code(), Some(137));
}

#[test]
fn check_prints_every_error_at_its_place() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("check.go");
    std::fs::write(&file, "package main\n\nimport \"os\"\n\nfunc main() {\n\tx := 1\n\ty = 2\n}\n").unwrap();
    let name = file.to_str().unwrap();
    let output = gopark(&["check", name]);
    let expected = format!(
        "{name}:3:8: \"os\" imported and not used\n{name}:6:2: declared and not used: x\n{name}:7:2: undefined: y\n"
    );
    assert_eq!((text(&output.stdout), output.status.code()), (expected, Some(1)));
    std::fs::write(&file, b"package main\n\nfunc f() {}\nfunc f() {}\n\nfunc main() { _ = \"\xff\" }\n")
        .unwrap();
    let output = gopark(&["check", name]);
    let expected = format!(
        "{name}:4:6: f redeclared in this block\n\t{name}:3:6: other declaration of f\n{name}:6:20: invalid UTF-8 encoding\n"
    );
    assert_eq!((text(&output.stdout), output.status.code()), (expected, Some(1)));
    let output = gopark(&["check", lesson("semaphore").to_str().unwrap()]);
    assert_eq!((text(&output.stdout), output.status.code()), (String::new(), Some(0)));
}

#[test]
fn a_missing_file_is_said_so() {
    let output = gopark(&["run", "nowhere.go"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("gopark: nowhere.go: "), "{}", text(&output.stderr));
}

#[test]
fn a_closed_pipe_ends_the_command_quietly() {
    let text = "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfor i := range 100000 {\n\t\tfmt.Println(i)\n\t}\n}\n";
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pipe.go");
    std::fs::write(&file, text).unwrap();
    for args in [&[][..], &["--events", "-"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_gopark"))
            .arg("run")
            .arg(&file)
            .args(args)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("gopark starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(141), "{args:?}");
        assert!(!text_of_gopark(&output.stderr), "{}", self::text(&output.stderr));
    }
}

/// Whether gopark itself said something.
fn text_of_gopark(stderr: &[u8]) -> bool {
    text(stderr).lines().any(|line| line.starts_with("gopark:") || line.contains("panicked"))
}

#[test]
fn events_and_what_the_program_prints_do_not_mix() {
    let text_of =
        "package main\n\nfunc main() {\n\tprintln(1)\n}\n".replace("println(1)", "print(\"to stderr\\n\")");
    let output = run_text("apart.go", &text_of, &["--events", "-"]);
    assert!(
        text(&output.stdout).lines().all(|line| line.trim_start().starts_with(|c: char| c.is_ascii_digit()))
    );
    let output = run("semaphore", &["--events", "-", "--until", "3s"]);
    assert!(text(&output.stdout).lines().all(|line| line.len() > 30), "only events");
    assert_eq!(text(&output.stderr), "processed 10000 items\nmost in flight at once: 10\n");
}

#[test]
fn scheddetail_lists_dead_goroutines_as_real_go_does() {
    let program = "package main\n\nimport (\n\t\"sync\"\n\t\"time\"\n)\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tfor range 70 {\n\t\twg.Go(func() {})\n\t}\n\twg.Wait()\n\tfor range 5 {\n\t\tgo func() { select {} }()\n\t}\n\ttime.Sleep(25 * time.Millisecond)\n}\n";
    let args = ["--godebug", "schedtrace=10,scheddetail=1", "--procs", "1"];
    let lines = text(&run_text("dead.go", program, &args).stderr);
    let second = lines.split("SCHED 10ms").nth(1).unwrap().split("SCHED ").next().unwrap();
    assert!(second.contains(" runqsize=0 gfreecnt=32 timerslen=1\n"), "{second}");
    // What real Go 1.27 shows of this program: the new ones have Gs of those that ended, from the global list on.
    let gs: Vec<_> = second.lines().filter_map(|line| line.strip_prefix("  G")).collect();
    assert_eq!(gs.len(), 75);
    let waiting: Vec<_> = gs[5..].iter().filter(|g| !g.ends_with(": status=6() m=nil lockedm=nil")).collect();
    let expected =
        [80, 79, 78, 77, 76].map(|g| format!("{g}: status=4(select (no cases)) m=nil lockedm=nil"));
    assert_eq!(waiting, expected.iter().collect::<Vec<_>>());
}

#[test]
fn the_first_stack_is_what_was_asked_for_and_no_stack_shrinks_below_it() {
    let program = "package main\n\nimport (\n\t\"runtime\"\n\t\"sync\"\n)\n\nfunc deep(n int) int {\n\tvar room [100]int\n\tif n == 0 {\n\t\treturn room[0]\n\t}\n\treturn deep(n-1) + room[n%100]\n}\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tstop := make(chan int)\n\tfor range 100 {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tdeep(40)\n\t\t\twg.Done()\n\t\t\t<-stop\n\t\t}()\n\t}\n\twg.Wait()\n\tfor range 8 {\n\t\truntime.GC()\n\t}\n\tvar stats runtime.MemStats\n\truntime.ReadMemStats(&stats)\n\tprintln(stats.StackInuse >> 10)\n}\n";
    let kilobytes =
        |args: &[&str]| -> u64 { text(&run_text("deep.go", program, args).stderr).trim().parse().unwrap() };
    let (go, eight) = (kilobytes(&[]), kilobytes(&["--first-stack", "8KiB"]));
    // A hundred stacks and a few more, in spans of 32 KB.
    assert!((200..600).contains(&go), "{go}");
    assert!((go + 550..go + 700).contains(&eight), "{eight}");
    let refused = run_text("deep.go", program, &["--first-stack", "3000"]);
    assert!(text(&refused.stderr).contains("expected a power of two from 2KiB to 64KiB"));
}

#[test]
fn schedtrace_tells_the_scheduler_every_so_many_virtual_milliseconds() {
    let spin = "package main\n\nimport \"time\"\n\nfunc spin() {\n\tfor {\n\t}\n}\n\nfunc main() {\n\tfor range 5 {\n\t\tgo spin()\n\t}\n\ttime.Sleep(25 * time.Millisecond)\n}\n";
    let lines = text(&run_text("spin.go", spin, &["--godebug", "schedtrace=10", "--procs", "2"]).stderr);
    let lines: Vec<_> = lines.lines().collect();
    assert_eq!(
        lines[0],
        "SCHED 0ms: gomaxprocs=2 idleprocs=1 threads=2 spinningthreads=0 needspinning=0 idlethreads=0 runqueue=0 [ 1 0 ] schedticks=[ 0 0 ]"
    );
    assert!(
        lines[1].starts_with("SCHED 10ms: gomaxprocs=2 idleprocs=0 threads=3 spinningthreads=0 "),
        "{}",
        lines[1]
    );
    assert!(lines.len() >= 3 && lines[2].starts_with("SCHED 20ms: "), "{lines:?}");
    let args = ["--godebug", "schedtrace=10,scheddetail=1", "--procs", "1"];
    let lines = text(&run_text("spin.go", spin, &args).stderr);
    let second = lines.split("SCHED 10ms").nth(1).unwrap().split("SCHED ").next().unwrap();
    let second: Vec<_> = second.lines().collect();
    assert!(
        second[0].ends_with(" gcwaiting=false nmidlelocked=0 stopwait=0 sysmonwait=false"),
        "{}",
        second[0]
    );
    assert!(second[1].starts_with("  P0: status=1 schedtick="), "{}", second[1]);
    assert!(second[1].contains(" m=0 runqsize=4 gfreecnt=0 timerslen=1"), "{}", second[1]);
    assert!(second.contains(&"  G1: status=4(sleep) m=nil lockedm=nil"), "{second:?}");
    assert!(second.contains(&"  G10: status=2() m=0 lockedm=nil"), "{second:?}");
    // The runtime's own goroutines, as real Go has them in a program without package os.
    let own: Vec<_> =
        second.iter().filter(|line| line.starts_with("  G") && line.contains("status=4(")).collect();
    assert_eq!(
        own[1..],
        [
            "  G2: status=4(force gc (idle)) m=nil lockedm=nil",
            "  G3: status=4(GC sweep wait) m=nil lockedm=nil",
            "  G4: status=4(GC scavenge wait) m=nil lockedm=nil",
            "  G5: status=4(GOMAXPROCS updater (idle)) m=nil lockedm=nil"
        ]
        .iter()
        .collect::<Vec<_>>()
    );
    let said = text(&run_text("spin.go", spin, &["--godebug", "madvdontneed=1"]).stderr);
    assert!(said.contains("madvdontneed is not simulated"), "{said}");
}

#[test]
fn who_asks_for_a_core_is_killed_and_is_shown_what_the_thread_did() {
    let program = "package main\n\nfunc main() {\n\tselect {}\n}\n";
    let output = run_text("core.go", program, &["--env", "GOTRACEBACK=crash"]);
    assert_eq!(output.status.code(), Some(134));
    let said = text(&output.stderr);
    let said: Vec<_> = said.lines().filter(|line| !line.starts_with('\t')).collect();
    // In real Go another thread may find it out, too.
    assert_eq!(
        said[..14],
        [
            "fatal error: all goroutines are asleep - deadlock!",
            "",
            "runtime stack:",
            "runtime.fatal(...)",
            "runtime.checkdead(...)",
            "runtime.mput(...)",
            "runtime.stopm(...)",
            "runtime.findRunnable(...)",
            "runtime.schedule(...)",
            "runtime.park_m(...)",
            "runtime.mcall(...)",
            "",
            "goroutine 1 gp=0xc000002000 m=nil [select (no cases)]:",
            "runtime.gopark(...)",
        ]
    );
    let ended = run_text("core.go", program, &["--env", "GOTRACEBACK=system"]);
    assert_eq!(ended.status.code(), Some(2));
}

#[test]
fn the_environment_and_the_standard_input_are_those_asked_for() {
    let program = "package main\n\nimport (\n\t\"fmt\"\n\t\"io\"\n\t\"os\"\n)\n\nfunc main() {\n\tb, err := io.ReadAll(os.Stdin)\n\tfmt.Printf(\"%q %v %q\\n\", b, err, os.Environ())\n}\n";
    assert_eq!(text(&run_text("env.go", program, &[]).stdout), "\"\" <nil> []\n");
    let input = Path::new(env!("CARGO_TARGET_TMPDIR")).join("input.txt");
    std::fs::write(&input, "some\ninput").unwrap();
    let args = ["--env", "A=b", "--godebug", "gctrace=0", "--stdin", input.to_str().unwrap()];
    let shown = text(&run_text("env.go", program, &args).stdout);
    assert_eq!(shown, "\"some\\ninput\" <nil> [\"A=b\" \"GODEBUG=gctrace=0\"]\n");
}

#[test]
fn a_file_blocks_its_thread_and_sysmon_gives_the_processor_to_another() {
    let program = "package main\n\nimport (\n\t\"os\"\n\t\"runtime\"\n)\n\nfunc main() {\n\tos.Setenv(\"GOPARK_DISK_LATENCY\", \"3ms\")\n\tdone := make(chan bool)\n\tgo func() {\n\t\tos.WriteFile(\"/tmp/a\", []byte(\"x\"), 0o644)\n\t\tdone <- true\n\t}()\n\truntime.Gosched()\n\tfor i := 0; i < 1000000; i++ {\n\t}\n\tprintln(\"counted\")\n\t<-done\n}\n";
    let events = text(&run_text("disk.go", program, &["--procs", "1", "--events", "-"]).stdout);
    let at = |what: &str| events.lines().position(|line| line.contains(what));
    let (begun, taken, counted) = (at("GoSyscallBegin"), at("ProcSteal"), at("Write stderr"));
    assert!(begun.is_some() && begun < taken && taken < counted, "{begun:?} {taken:?} {counted:?}");
    assert!(at("GoSyscallEndBlocked") > taken, "{events}");
}

#[test]
fn without_asynchronous_preemption_a_loop_keeps_its_processor() {
    let hog = "package main\n\nimport \"runtime\"\n\nfunc main() {\n\tgo func() {\n\t\tfor {\n\t\t}\n\t}()\n\truntime.Gosched()\n\tprintln(1)\n}\n";
    let args = ["--procs", "1", "--until", "100ms"];
    assert_eq!(text(&run_text("hog.go", hog, &args).stderr), "1\n");
    let off = run_text("hog.go", hog, &[&["--godebug", "asyncpreemptoff=1"], &args[..]].concat());
    assert_eq!(text(&off.stderr), "");
}

#[test]
fn without_asynchronous_preemption_a_loop_with_calls_is_stopped_at_one_of_them() {
    let program = "package main\n\nimport (\n\t\"runtime\"\n\t\"sync\"\n)\n\nvar mu sync.Mutex\n\n//go:noinline\nfunc touch() {\n\tmu.Lock()\n\tmu.Unlock()\n}\n\nfunc main() {\n\tgo func() {\n\t\tfor {\n\t\t\ttouch()\n\t\t}\n\t}()\n\truntime.Gosched()\n\tprintln(1)\n}\n";
    let args = ["--procs", "1", "--until", "100ms", "--godebug", "asyncpreemptoff=1"];
    assert_eq!(text(&run_text("locks.go", program, &args).stderr), "1\n");
}

#[test]
fn the_scheduler_of_race_builds_puts_every_other_one_at_the_tail() {
    let program = "package main\n\nimport \"sync\"\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tfor i := range 6 {\n\t\twg.Go(func() { print(i) })\n\t}\n\twg.Wait()\n}\n";
    let shown = |seed: &str, more: &[&str]| {
        let args = [&["--procs", "1", "--seed", seed], more].concat();
        text(&run_text("randomize.go", program, &args).stderr)
    };
    assert_eq!((shown("1", &[]), shown("2", &[])), ("501234".to_owned(), "501234".to_owned()));
    let orders: std::collections::BTreeSet<String> =
        ["1", "2", "3", "4"].map(|seed| shown(seed, &["--randomize"])).into();
    assert!(orders.len() > 1, "{orders:?}");
}

#[test]
fn how_a_run_begins_is_kept() {
    let kept = |name: &str, program: &str, args: &[&str]| {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&file, program).unwrap();
        gopark(&[&["preview", file.to_str().unwrap()], args].concat())
    };
    let program = "package main\n\nfunc main() { go println(1); select {} }\n";
    let [two, four] = ["2", "4"].map(|procs| text(&kept("kept.go", program, &["--procs", procs]).stdout));
    assert!(two.len() > 100 && two.ends_with('\n') && two != four);
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("kept.txt");
    assert!(kept("kept.go", program, &["--out", out.to_str().unwrap()]).stdout.is_empty());
    assert_eq!(std::fs::read_to_string(out).unwrap(), four);
    let broken = kept("broken.go", "package main\n\nfunc main() { x }\n", &[]);
    assert_eq!(
        (broken.status.code(), text(&broken.stderr).as_str()),
        (Some(1), "main.go:3:15: undefined: x\n")
    );
}

#[test]
fn a_book_of_mdbook_gets_its_stages() {
    use std::io::Write as _;
    assert_eq!(gopark(&["mdbook", "supports", "html"]).status.code(), Some(0));
    assert_eq!(gopark(&["mdbook", "supports", "epub"]).status.code(), Some(1));
    let chapter = |path: &str, sub_items: serde_json::Value| {
        let content = "```go,gopark\npackage main\n```\n";
        serde_json::json!({ "Chapter": { "name": "A", "content": content, "path": path, "sub_items": sub_items } })
    };
    let sections = serde_json::json!([
        chapter("a.md", serde_json::json!([chapter("deep/b.md", serde_json::json!([]))])),
        "Separator"
    ]);
    let sent = serde_json::json!([{ "renderer": "html" }, { "sections": sections }]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_gopark"))
        .arg("mdbook")
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(sent.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let book: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &book["sections"][0]["Chapter"];
    let stage =
        "<div><go-park><pre><code class=\"nohighlight\">package main&#10;</code></pre></go-park></div>\n";
    assert_eq!(
        first["content"],
        format!("<script type=\"module\" src=\"go-park/auto.js\"></script>\n\n{stage}")
    );
    let second = &first["sub_items"][0]["Chapter"]["content"];
    assert_eq!(*second, format!("<script type=\"module\" src=\"../go-park/auto.js\"></script>\n\n{stage}"));
}

fn recorded(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../gotrace/test_data/recorded").join(name)
}

fn replay(file: &Path, args: &[&str]) -> Output {
    gopark(&[&["replay", file.to_str().unwrap()], args].concat())
}

#[test]
fn a_trace_of_real_go_is_replayed() {
    let trace = recorded("workerpool-127.trace");
    let shown = text(&replay(&trace, &["--at", "20ms"]).stdout);
    assert!(
        shown.starts_with("Go execution trace (go 1.26), 81.08ms in all\nRun queues are inferred: "),
        "{shown}"
    );
    for row in [
        "20ms: 7 goroutines (3 running, 2 runnable, 2 waiting) on 4 processors and 5 threads.",
        "G22      waiting    main.worker                             14 to send at worker:14",
        "G24      running    main.worker                             14 on P1",
    ] {
        assert!(shown.contains(row), "{row} in\n{shown}");
    }
    let output = replay(&trace, &["--events", "-", "--stats"]);
    let events = text(&output.stdout);
    assert!(events.starts_with("           0 M-  P-  G-      @-      Recorded\n"), "{events}");
    assert!(events.ends_with("End Recording\n"));
    assert!(text(&output.stderr).contains(&format!("\"events\":{},", events.lines().count())));
    let picture = gopark(&["poster", trace.to_str().unwrap(), "--at", "20ms"]);
    let svg = text(&picture.stdout);
    assert!(svg.starts_with("<svg") && svg.contains("worker:14"), "{svg}");
}

#[test]
fn a_dump_of_real_go_is_shown() {
    let shown = text(&replay(&recorded("leak-127.debug2.txt"), &["--all"]).stdout);
    assert_eq!(
        shown
            .matches("waiting    main.query.func1                        24 to send at query.func1:24")
            .count(),
        36
    );
    assert!(shown.contains("55 goroutines (1 running, 54 waiting)"), "{shown}");
}

#[test]
fn a_file_that_cannot_be_replayed_says_why() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no.trace");
    let told = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        let output = replay(&file, &[]);
        assert_eq!(output.status.code(), Some(1));
        text(&output.stderr).replace(file.to_str().unwrap(), "FILE")
    };
    assert_eq!(
        told(b"go 1.31 trace\0\0\0"),
        "gopark: FILE: this trace has the format of go 1.31; the newest that can be read is go 1.26\n"
    );
    assert_eq!(
        told(b"go 1.11 trace\0\0\0"),
        "gopark: FILE: this trace has the format of go 1.11; traces can be read from Go 1.22 on\n"
    );
    assert_eq!(told(b"hello\n"), "gopark: FILE: this is neither a Go execution trace nor a goroutine dump\n");
    let bytes = std::fs::read(recorded("workerpool-127.trace")).unwrap();
    let broken = told(&bytes[..4_000]);
    assert!(
        broken.contains("not complete: the program did not stop its tracer, or the file is cut"),
        "{broken}"
    );
}
