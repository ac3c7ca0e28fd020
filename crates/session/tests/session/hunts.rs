//! The hunt for the seed of a run that goes wrong.

use gopark_session::{Catch, Deed, Hunt, Hunted, Prey, Session, State};
use gopark_trace::{Ending, Kind, SimTime};

use crate::programs::{OPTIONS, lesson, session};

/// Deadlocks when chance says so three times, and says what it said first.
const COINS: &str = r#"package main

import "fmt"

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
	first := coin()
	fmt.Println(first)
	if first && coin() && coin() {
		select {}
	}
}
"#;

/// One answer is read by nobody.
const FIRST: &str = r#"package main

import "time"

func main() {
	answers := make(chan int)
	for i := range 2 {
		go func() { answers <- i }()
	}
	<-answers
	time.Sleep(time.Second)
}
"#;

fn hunt(of: &Session, prey: Prey, seeds: u64) -> (Hunted, u64) {
    let mut hunt = Hunt::new(of, prey, seeds).expect("there is a program");
    let mut hunted = Hunted::Goes;
    while hunted == Hunted::Goes {
        // A little at a time, as in frames.
        hunted = hunt.go_on(&mut || false);
    }
    (hunted, hunt.tried)
}

#[track_caller]
fn caught(hunted: Hunted) -> Catch {
    let Hunted::Caught(caught) = hunted else { panic!("{hunted:?}") };
    caught
}

#[test]
fn the_run_that_was_caught_is_the_run_that_is_seen_then() {
    let mut shown = session(OPTIONS, COINS);
    let (hunted, tried) = hunt(&shown, Prey::Failure, 1_000);
    let caught = caught(hunted);
    assert_eq!(caught.deed, Deed::Ended(Ending::Deadlock));
    assert_eq!(caught.seed, OPTIONS.seed + tried - 1);
    shown.restart(Some(caught.seed));
    shown.run_to_end(&mut || true);
    assert_eq!(shown.state(), &State::Ended(Ending::Deadlock));
    assert_eq!(shown.time(), caught.at);
    assert!(tried > 1);
    let well = (OPTIONS.seed..caught.seed).all(|seed| {
        shown.restart(Some(seed));
        shown.run_to_end(&mut || true);
        shown.state() == &State::Ended(Ending::Exit { code: 0 })
    });
    assert!(well);
}

#[test]
fn leaks_are_caught_where_they_are_found() {
    let mut shown = session(OPTIONS, FIRST);
    let caught = caught(hunt(&shown, Prey::Leak, 1).0);
    let Deed::Leaked(g) = caught.deed else { panic!("{caught:?}") };
    shown.run_to_end(&mut || true);
    let events = shown.last_events(usize::MAX);
    let found = events.iter().find(|event| matches!(event.kind, Kind::GoLeaked { g: it, .. } if it == g));
    assert_eq!(found.map(|event| event.at), Some(caught.at));
}

#[test]
fn other_output_is_other_than_that_of_the_first_run() {
    let mut shown = session(OPTIONS, COINS);
    let caught = caught(hunt(&shown, Prey::Output, 1_000).0);
    shown.run_to_end(&mut || true);
    let first = shown.stdout();
    shown.restart(Some(caught.seed));
    shown.run_to_end(&mut || true);
    assert_ne!(shown.stdout(), first);
}

#[test]
fn what_never_goes_wrong_is_hunted_in_vain() {
    let shown = session(OPTIONS, "package main\n\nfunc main() {}\n");
    assert_eq!(hunt(&shown, Prey::Failure, 25), (Hunted::Nothing, 25));
}

#[test]
fn a_run_without_end_is_left() {
    let shown = session(OPTIONS, "package main\n\nfunc main() {\n\tfor {\n\t}\n}\n");
    let mut hunt = Hunt::new(&shown, Prey::Failure, 1).expect("there is a program");
    assert_eq!(hunt.go_on(&mut || true), Hunted::Nothing);
    assert_eq!((hunt.tried, hunt.left_early), (1, 1));
}

#[test]
fn the_runs_of_the_first_lesson_come_to_their_ends() {
    let shown = session(OPTIONS, lesson("gmp"));
    let mut hunt = Hunt::new(&shown, Prey::Leak, 3).expect("there is a program");
    assert_eq!(hunt.go_on(&mut || true), Hunted::Nothing);
    assert_eq!((hunt.tried, hunt.left_early), (3, 0));
}

#[test]
fn parameters_are_as_they_are_now() {
    let text = "package main\n\nimport \"os\"\n\nvar code = 0 //gopark:param 0..9\n\nfunc main() { os.Exit(code) }\n";
    let mut shown = session(OPTIONS, text);
    assert_eq!(hunt(&shown, Prey::Failure, 2).0, Hunted::Nothing);
    shown.set_param(0, 3);
    let caught = caught(hunt(&shown, Prey::Failure, 2).0);
    assert_eq!(caught.deed, Deed::Ended(Ending::Exit { code: 3 }));
    assert!(caught.at > SimTime::ZERO);
}
