//! A run told once more is the same run, with stacks.

use gopark_session::Session;
use gopark_trace::{CodePlace, Pc, SimTime, TapeReader, Told};

use crate::programs::{OPTIONS, finish, session};

const CALLS: &str = "package main

import (
	\"context\"
	\"runtime/trace\"
	\"time\"
)

var n = 3 //gopark:param 1..9

func work(done chan<- int) {
	time.Sleep(time.Millisecond)
	done <- n
}

func main() {
	done := make(chan int)
	trace.WithRegion(context.Background(), \"rounds\", func() {
		for range 40 {
			go work(done)
			<-done
		}
	})
}
";

/// Whether the tape of the moment shown tells the events before it; and its stacks by name, its notes and places.
fn told(session: &Session) -> (bool, String) {
    let mut taping = session.tape().expect("something has happened");
    let (mut reader, mut events, mut text) = (TapeReader::default(), Vec::new(), String::new());
    let mut places: Vec<(Pc, CodePlace)> = Vec::new();
    let mut goes = true;
    while goes {
        goes = taping.go_on(&mut || false);
        let piece = taping.take();
        let mut rest = &*piece;
        while let Some(told) = reader.next(&mut rest).expect("it can be read") {
            match told {
                Told::Event(event) => events.push(event),
                Told::Place(pc, place) => places.push((pc, place)),
                Told::Note(_, note) => text += &format!("{note:?}\n"),
                Told::Stack(_, stack) => {
                    let name = |pc: &Pc| {
                        let (_, place) = places.iter().find(|(of, _)| of == pc).expect("it was told before");
                        format!("{} {}:{}", place.func, place.file, place.line)
                    };
                    text += &(stack.iter().map(name).collect::<Vec<_>>().join(", ") + "\n");
                }
            }
        }
    }
    assert!((taping.progress() - 1.0).abs() < 1e-9);
    (events == session.last_events(usize::MAX), text)
}

#[test]
fn up_to_the_moment_shown_and_with_what_was_changed() {
    let mut session = session(OPTIONS, CALLS);
    assert_eq!(session.tape().err().as_deref(), Some("nothing has happened yet"));
    session.seek(SimTime(10_000_000));
    session.set_param(0, 5);
    session.set_procs(2);
    finish(&mut session);
    let (is_same, text) = told(&session);
    assert!(is_same);
    for line in [
        "Region { on: true, task: 0, name: \"rounds\" }",
        "main.work main.go:12\n",
        "main.main.func1 main.go:19, runtime/trace.WithRegion /usr/local/go/src/runtime/trace/annotation.go:60, main.main main.go:18\n",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
    session.seek(SimTime(20_000_000));
    for _ in 0..3 {
        session.step();
        assert!(told(&session).0);
    }
}
