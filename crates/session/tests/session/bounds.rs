//! Programs that never end, and text that is no program: the session stays usable, and says what happened.

use gopark_session::{Session, State};
use gopark_trace::{Ending, LimitKind};

use crate::programs::{OPTIONS, session};

/// Runs in small portions, as frames do, until the end; fails when it does not end.
fn run(text: &str) -> Session {
    let mut session = session(OPTIONS, text);
    for _ in 0..2_000 {
        let mut looks = 0;
        let mut keep_going = || {
            looks += 1;
            looks < 2_000
        };
        if session.run_to_end(&mut keep_going) {
            return session;
        }
    }
    panic!("it does not end: {:?} at {}", session.state(), session.time());
}

#[test]
fn allocating_for_ever_ends_at_the_containers_limit() {
    let text = "package main\n\nvar all [][]byte\n\nfunc main() {\n\tfor {\n\t\tall = append(all, make([]byte, 1<<16))\n\t}\n}\n";
    assert_eq!(run(text).state(), &State::Ended(Ending::Oom));
}

#[test]
fn garbage_is_collected() {
    let text = "package main\n\nvar last []byte\n\nfunc main() {\n\tfor range 20000 {\n\t\tlast = make([]byte, 1<<16)\n\t}\n}\n";
    assert_eq!(run(text).state(), &State::Ended(Ending::Exit { code: 0 }));
}

#[test]
fn recursing_for_ever_overflows_the_stack() {
    let text = "package main\n\nfunc f(n int) int { return f(n+1) + 1 }\n\nfunc main() { println(f(0)) }\n";
    let session = run(text);
    // 256 MiB of container hold no stack of 512 MiB.
    assert_eq!(session.state(), &State::Ended(Ending::Oom));
}

#[test]
fn spawning_for_ever_ends_at_a_limit() {
    let text = "package main\n\nfunc main() {\n\tfor {\n\t\tgo func() { select {} }()\n\t}\n}\n";
    let how = run(text).state().clone();
    let limit = |limit| State::Ended(Ending::Limit { limit });
    assert!(
        [State::Ended(Ending::Oom), limit(LimitKind::Goroutines), limit(LimitKind::Events)].contains(&how),
        "{how:?}"
    );
}

#[test]
fn a_loop_for_ever_can_be_paused_and_left() {
    let mut session = session(OPTIONS, "package main\n\nfunc main() {\n\tfor {\n\t}\n}\n");
    let mut looks = 0;
    assert!(!session.run_to_end(&mut || {
        looks += 1;
        looks < 100
    }));
    assert_eq!(session.state(), &State::Paused);
    assert!(session.time().0 > 0);
}

#[test]
fn errors_leave_the_stage_as_it_was() {
    let mut session = session(OPTIONS, "package main\n\nfunc main() { println(1) }\n");
    session.step();
    let cursor = session.cursor();
    assert!(!session.load("package main\n\nfunc main() {\n\tx := 1\n\ty := \"a\" + 1\n}\n"));
    let told: Vec<_> = session.diagnostics().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "main.go:4:2: declared and not used: x",
            "main.go:5:2: declared and not used: y",
            "main.go:5:7: invalid operation: \"a\" + 1 (mismatched types untyped string and untyped int)",
        ]
    );
    assert_eq!(session.cursor(), cursor);
    assert!(session.program().is_some());
}

#[test]
fn text_that_is_no_program() {
    let mut session = Session::new(OPTIONS);
    for text in [
        "",
        "hello",
        "package main",
        "package main\nfunc main() {",
        "\0",
        "package main\nimport \"nope\"\nfunc main() {}",
    ] {
        assert!(!session.load(text), "{text:?}");
        assert!(!session.diagnostics().is_empty(), "{text:?}");
        assert_eq!(session.state(), &State::Empty);
    }
}

#[test]
fn internal_packages_are_not_the_readers() {
    let mut session = Session::new(OPTIONS);
    assert!(!session.load("package main\n\nimport \"internal/refl\"\n\nfunc main() { _ = refl.Kind }\n"));
    let told: Vec<_> = session.diagnostics().iter().map(ToString::to_string).collect();
    assert_eq!(told, ["main.go:3:8: use of internal package internal/refl not allowed"]);
}

const GATE: &str = "package main

func main() {
	gate, done := make(chan bool), make(chan int, 20_000)
	for n := range 20_000 {
		go func() {
			<-gate
			done <- n
		}()
	}
	for len(done) == 0 {
		go func() { done <- 0 }()
		close(gate)
		println(\"closed\")
	}
	for range 20_001 {
		<-done
	}
}
";

#[test]
fn no_step_wakes_more_than_a_few_thousand() {
    let mut session = session(OPTIONS, GATE);
    let mut most = 0;
    while !session.is_over() {
        let before = session.event_count();
        session.run_to_end(&mut || false);
        most = most.max(session.event_count() - before);
    }
    assert_eq!(session.stderr(), "closed\n");
    let events = session.last_events(usize::MAX);
    assert!(events.is_sorted_by_key(|event| event.at), "they are in the order of their moments");
    // Each goroutine that is woken tells that it is, and that it stands in a queue.
    assert!((8_000..20_000).contains(&most), "{most} events in one step");
}
