//! The tree of contexts, folded from events.

use gopark_trace::{ObjId, SimTime};

use crate::programs::{OPTIONS, finish, session};

const TREE: &str = "package main

import (
	\"context\"
	\"time\"
)

func wait(ctx context.Context) { <-ctx.Done() }

func main() {
	root, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	left, cancelLeft := context.WithCancel(root)
	value := context.WithValue(left, \"key\", 1)
	below, cancelBelow := context.WithCancel(value)
	defer cancelBelow()
	right, cancelRight := context.WithTimeout(root, time.Millisecond)
	defer cancelRight()
	for _, ctx := range []context.Context{root, left, below, right} {
		go wait(ctx)
	}
	time.Sleep(100 * time.Microsecond)
	cancelLeft()
	time.Sleep(10 * time.Millisecond)
}
";

#[test]
fn the_tree_of_contexts_is_told() {
    let mut session = session(OPTIONS, TREE);
    finish(&mut session);
    session.seek(SimTime(5_000_000));
    let (world, program) = (session.world().unwrap(), session.program().unwrap());
    let name = |id: ObjId| {
        let made_at = world.objs.get(id).and_then(|obj| obj.pc.some());
        made_at.and_then(|pc| program.label(pc.0)).unwrap_or("-").to_owned()
    };
    let told: Vec<_> = world
        .ctxs
        .iter()
        .map(|(id, it)| {
            let how = it.cancelled.map_or("live".to_owned(), |how| {
                let when = if how.at < SimTime(1_000_000) { "early" } else { "at its deadline" };
                format!("cancelled from {} {when}, {}", name(how.from), how.deadline)
            });
            let waiting = world.objs.get(it.done).map_or(0, |done| done.recvq.len());
            format!("{} under {}: {how}, {waiting} wait", name(id), name(it.parent))
        })
        .collect();
    let expected = [
        "root under -: live, 1 wait",
        "left under root: cancelled from left early, false, 0 wait",
        "below under left: cancelled from left early, false, 0 wait",
        "right under root: cancelled from right at its deadline, true, 0 wait",
    ];
    assert_eq!(told, expected);
}

const CARRIED: &str = "package main

import (
	\"context\"
	\"time\"
)

func idle(ctx context.Context, done chan bool) {
	done <- true
	use(ctx)
}

func use(context.Context) {}

func main() {
	root, cancel := context.WithCancel(context.Background())
	value := context.WithValue(root, \"key\", 1)
	below, cancelBelow := context.WithCancel(root)
	go idle(value, nil)
	go func() {
		time.Sleep(time.Hour)
		use(below)
	}()
	go func() { select {} }()
	time.Sleep(time.Second)
	cancelBelow()
	cancel()
}
";

#[test]
fn a_goroutine_carries_the_contexts_that_it_can_still_read() {
    let mut session = session(OPTIONS, CARRIED);
    session.seek(SimTime(500_000_000));
    while session.is_busy() {
        session.advance(0.0, &mut || true);
    }
    assert!(session.look_closely(&mut || true));
    let (world, program) = (session.world().unwrap(), session.program().unwrap());
    let told = world.gs.iter().filter(|(_, g)| !g.is_hidden()).map(|(id, g)| {
        let name = |obj| world.objs.get(obj).and_then(|it| program.label(it.pc.0)).unwrap_or("-");
        let carried: Vec<_> = session.carried(id).unwrap().into_iter().map(name).collect();
        format!("{}: {}", program.place(g.entry.0).unwrap().func, carried.join(" "))
    });
    let told: Vec<_> = told.collect();
    assert_eq!(
        told,
        ["main.main: root below", "main.idle: root", "main.main.func1: below", "main.main.func2: "]
    );
}
