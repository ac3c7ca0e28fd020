//! A viewer cancels a context: a change like any other, which going back and shared links replay.

use gopark_session::{Options, Session, Share, Speed};
use gopark_trace::{Kind, ObjId, SimTime};

const TREE: &str = r#"package main

import (
	"context"
	"fmt"
	"time"
)

func listen(ctx context.Context, name string) {
	<-ctx.Done()
	fmt.Println(name, ctx.Err())
}

func main() {
	root, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	left, cancelLeft := context.WithCancel(root)
	defer cancelLeft()
	leaf, cancelLeaf := context.WithCancelCause(left)
	defer cancelLeaf(nil)
	right, cancelRight := context.WithCancel(root)
	defer cancelRight()
	go listen(left, "left")
	go listen(leaf, "leaf")
	go listen(right, "right")
	time.Sleep(100 * time.Millisecond)
	fmt.Println("root", root.Err())
}
"#;

fn started() -> Session {
    let mut session = Session::new(Options {
        procs: 2,
        seed: 1,
        memory_limit_bytes: 64 << 20,
        async_preempt: true,
        gc_percent: 100,
        go_memory_limit_bytes: u64::MAX,
        first_stack_bytes: 2048,
    });
    assert!(session.load(TREE), "{:?}", session.diagnostics());
    session.set_speed(Speed::Unbounded);
    go_to(&mut session, 10);
    session
}

fn go_to(session: &mut Session, ms: u64) {
    session.seek(SimTime(ms * 1_000_000));
    session.advance(0.0, &mut || true);
}

/// The contexts in the order in which they were made.
fn contexts(session: &Session) -> Vec<ObjId> {
    session.world().expect("a world").ctxs.iter().map(|(id, _)| id).collect()
}

fn lines(session: &Session) -> Vec<String> {
    let mut lines: Vec<String> = session.stdout().lines().map(str::to_owned).collect();
    lines.sort();
    lines
}

#[test]
fn its_subtree_ends_and_nobody_else() {
    let mut session = started();
    let [_, left, _, _] = contexts(&session)[..] else { panic!("{:?}", contexts(&session)) };
    session.cancel(left);
    go_to(&mut session, 50);
    assert_eq!(lines(&session), ["leaf context canceled", "left context canceled"]);
    go_to(&mut session, 200);
    assert!(lines(&session).contains(&"root <nil>".to_owned()), "{:?}", lines(&session));
    let told = |session: &Session| {
        let events = session.last_events(usize::MAX).into_iter();
        events.filter(|event| matches!(event.kind, Kind::CtxCancel { .. })).count()
    };
    assert!(told(&session) >= 2, "the wave is told");
}

#[test]
fn a_root_with_a_timer_can_be_cancelled_and_its_timer_is_stopped() {
    let mut session = started();
    let root = contexts(&session)[0];
    session.cancel(root);
    go_to(&mut session, 50);
    assert_eq!(lines(&session).len(), 3, "{:?}", lines(&session));
    assert!(session.world().expect("a world").timers.len() == 1, "only main's sleep is left");
}

#[test]
fn going_back_and_a_shared_link_replay_it() {
    let mut session = started();
    let leaf = contexts(&session)[2];
    session.cancel(leaf);
    go_to(&mut session, 200);
    let (text, hash) = (session.stdout(), session.events_hash());
    assert!(text.contains("leaf context canceled"), "{text}");

    go_to(&mut session, 5);
    assert_eq!(session.stdout(), "");
    go_to(&mut session, 200);
    assert_eq!((session.stdout(), session.events_hash()), (text.clone(), hash));

    let link = session.share().expect("a run").to_text();
    assert!(link.contains(&format!(" cancel {}\n", leaf.0)), "{link}");
    let mut opened = Session::new(*session.options());
    assert!(opened.open(&Share::parse(&link).expect("a link")));
    opened.advance(0.0, &mut || true);
    assert_eq!((opened.stdout(), opened.events_hash()), (text, hash));
}

#[test]
fn one_that_is_gone_is_left_alone() {
    let mut session = started();
    session.cancel(ObjId(1_000_000));
    go_to(&mut session, 200);
    assert!(session.stdout().contains("root <nil>"), "{}", session.stdout());
}
