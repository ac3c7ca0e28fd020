//! What goroutines do at every moment, once as a trace tells it and once as its replay shows it.

use std::collections::BTreeMap;

use gopark_gotrace::trace::{Event, EventKind, GoStatus};
use gopark_gotrace::{GoId, read_trace};
use gopark_trace::{GId, GState, Recording, World};

/// Demands that both are the same after each event; tells how many states were compared.
pub fn compare(bytes: &[u8], recording: &Recording) -> usize {
    let replayed = recording.events.range(0..recording.events.len());
    let mut replayed = replayed.iter().peekable();
    let (mut world, mut compared, mut first_ns) = (World::new(), 0, None);
    let mut expected: BTreeMap<GoId, GState> = BTreeMap::new();
    for event in read_trace(bytes).expect("a trace").map_while(Result::ok) {
        let now = event.time_ns - *first_ns.get_or_insert(event.time_ns);
        while let Some(event) = replayed.next_if(|event| event.at.0 <= now) {
            world.apply(event).unwrap_or_else(|fault| panic!("{fault}: {event:?}"));
        }
        for (g, state) in changes(&event) {
            match state {
                Some(state) => expected.insert(g, state),
                None => expected.remove(&g),
            };
            let shown = world.gs.get(GId(g.0 as u32)).map(|g| g.state);
            assert_eq!(shown, state, "{g} after {event:?}");
            compared += 1;
        }
    }
    assert!(replayed.all(|event| world.apply(event).is_ok()), "what is left does not fit");
    let shown: BTreeMap<_, _> = world.gs.iter().map(|(g, it)| (GoId(g.0.into()), it.state)).collect();
    assert_eq!(shown, expected);
    let (runs, waits) = (|state| state == GState::Running, |state| state == GState::Waiting);
    for (id, g) in world.gs.iter() {
        assert_eq!(g.p.is_some() && runs(g.state), runs(g.state), "{id} runs on a processor");
        assert!(waits(g.state) || g.waits.is_empty(), "{id} stands in a queue");
    }
    compared
}

/// Whose state an event tells, and which it is then.
fn changes(event: &Event) -> Vec<(GoId, Option<GState>)> {
    let here = || event.context.g.expect("an event of a goroutine");
    match event.kind {
        EventKind::GoStatus { g, status, .. } => vec![(
            g,
            Some(match status {
                GoStatus::Runnable => GState::Runnable,
                GoStatus::Running => GState::Running,
                GoStatus::Syscall => GState::Syscall,
                GoStatus::Waiting => GState::Waiting,
            }),
        )],
        EventKind::GoCreate { g, blocked, .. } => {
            vec![(g, Some(if blocked { GState::Waiting } else { GState::Runnable }))]
        }
        EventKind::GoCreateSyscall { g } => vec![(g, Some(GState::Syscall))],
        EventKind::GoStart { g } => vec![(g, Some(GState::Running))],
        EventKind::GoUnblock { g, .. } => vec![(g, Some(GState::Runnable))],
        EventKind::GoStop { .. } | EventKind::GoSyscallEndBlocked => vec![(here(), Some(GState::Runnable))],
        EventKind::GoBlock { .. } => vec![(here(), Some(GState::Waiting))],
        EventKind::GoDestroy | EventKind::GoDestroySyscall => vec![(here(), None)],
        EventKind::GoSyscallBegin { .. } => vec![(here(), Some(GState::Syscall))],
        EventKind::GoSyscallEnd => vec![(here(), Some(GState::Running))],
        EventKind::GoSwitch { g, destroy } => {
            vec![(here(), (!destroy).then_some(GState::Waiting)), (g, Some(GState::Running))]
        }
        _ => Vec::new(),
    }
}
