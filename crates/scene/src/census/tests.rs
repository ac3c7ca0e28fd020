//! What libraries make takes no places from what the program made.

use gopark_trace::{ObjId, ObjKind, Pc, Side, TIMER_CAP, WaitReason};

use super::Census;
use crate::hits::Group;
use crate::names::Names;
use crate::testing::{self, Tale};

const LIBRARY: Pc = Pc(5);
const PROGRAM: Pc = Pc(50);

/// What lies below the program's first instruction is a library's.
struct Linked;

impl Names for Linked {
    fn function(&self, pc: Pc) -> Option<&str> {
        pc.some().map(|pc| if pc < PROGRAM { "net/http.(*persistConn).readLoop" } else { "main.main" })
    }
    fn line(&self, pc: Pc) -> Option<u32> {
        (pc >= PROGRAM).then_some(pc.0)
    }
    fn object(&self, _: ObjId) -> Option<&str> {
        None
    }
}

/// A channel that is made at `made`, and a goroutine that waits for it at `waits`.
fn waiter(tale: &mut Tale, made: Pc, waits: Pc) -> ObjId {
    tale.pc = made;
    let obj = tale.obj(ObjKind::Chan, 0);
    tale.pc = waits;
    tale.waiter(1, WaitReason::ChanReceive, &[(obj, Side::Recv)]);
    obj
}

/// A tale whose second processor is free to run somebody.
fn begin() -> Tale {
    let mut tale = testing::idle();
    tale.wake(1);
    tale
}

fn taken(tale: &Tale, selected: Option<ObjId>) -> Census {
    let mut census = Census::default();
    census.take(&tale.world, &Linked, None, selected);
    census
}

#[test]
fn what_a_library_does_inside_has_one_place() {
    let mut tale = begin();
    let ours = waiter(&mut tale, PROGRAM, PROGRAM);
    let lent = waiter(&mut tale, PROGRAM, LIBRARY);
    let used = waiter(&mut tale, LIBRARY, PROGRAM);
    let theirs = waiter(&mut tale, LIBRARY, LIBRARY);
    // What it keeps for later has none, as long as nobody of the program waits there.
    tale.pc = LIBRARY;
    tale.obj(ObjKind::Chan, 1);
    let census = taken(&tale, None);
    let shown: Vec<_> = census.objs.iter().map(|it| (it.obj, it.recv)).collect();
    assert_eq!(shown, [(ours, 1), (lent, 1), (used, 1)]);
    assert_eq!(census.groups[Group::Library as usize], 1);
    // Who asks for it sees it, but those inside stay where they are.
    let census = taken(&tale, Some(theirs));
    assert_eq!(census.objs.last().map(|it| (it.obj, it.recv)), Some((theirs, 0)));
    assert_eq!(census.groups[Group::Library as usize], 1);
}

#[test]
fn who_selects_inside_a_library_stands_at_what_the_program_made() {
    let mut tale = begin();
    tale.pc = LIBRARY;
    let theirs = tale.obj(ObjKind::Chan, 0);
    tale.pc = PROGRAM;
    let ours = tale.obj(ObjKind::Chan, 0);
    tale.pc = LIBRARY;
    tale.waiter(1, WaitReason::Select, &[(theirs, Side::Recv), (ours, Side::Send)]);
    let shown: Vec<_> = taken(&tale, None).objs.iter().map(|it| (it.obj, it.send)).collect();
    assert_eq!(shown, [(ours, 1)]);
}

#[test]
fn two_of_a_library_and_two_timers_that_were_made_at_one_place_share_one() {
    let mut tale = begin();
    for pc in [Pc(3), Pc(4), Pc(4)] {
        waiter(&mut tale, pc, PROGRAM);
    }
    for _ in 0..2 {
        tale.pc = PROGRAM;
        let timer = tale.obj(ObjKind::Chan, TIMER_CAP);
        tale.waiter(1, WaitReason::ChanReceive, &[(timer, Side::Recv)]);
        waiter(&mut tale, Pc(60), PROGRAM);
    }
    let census = taken(&tale, None);
    let shared: Vec<_> = census.kins.iter().map(|kin| (kin.pc, kin.recv)).collect();
    assert_eq!(shared, [(Pc(4), 2), (PROGRAM, 2)]);
    assert_eq!(census.objs.len(), 3);
}
