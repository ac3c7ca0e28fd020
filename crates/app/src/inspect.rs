//! Everything worth knowing about one selected thing.

use gopark_scene::{Hit, Names, words};
use gopark_trace::{GId, ObjId, ObjKind, PId, PState, World};

/// What the inspector says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// What was selected.
    pub hit: Hit,
    /// Its name.
    pub title: String,
    /// What it is and does, in sentences.
    pub sentence: String,
    /// Labels and values.
    pub facts: Vec<(&'static str, String)>,
    /// The source line it stands at.
    pub line: Option<u32>,
}

/// Looks at `hit` at the moment of `world`.
pub fn inspect(world: &World, names: &dyn Names, hit: Hit) -> Inspection {
    let mut facts = Vec::new();
    let mut line = None;
    let title = match hit {
        Hit::G(id) => {
            line = world.gs.get(id).and_then(|g| names.line(g.pc));
            goroutine(world, names, id, &mut facts);
            id.to_string()
        }
        Hit::P(id) => {
            processor(world, id, &mut facts);
            id.to_string()
        }
        Hit::M(id) => {
            if let Some(m) = world.ms.get(id.idx()) {
                facts.extend(m.p.some().map(|p| ("processor", p.to_string())));
                facts.extend(m.curg.some().map(|g| ("goroutine", g.to_string())));
            }
            id.to_string()
        }
        Hit::Obj(id) => {
            object(world, names, id, &mut facts);
            names.object(id).map_or_else(|| id.to_string(), str::to_owned)
        }
        Hit::GlobalQueue => {
            facts.push(("waiting to run", words::number(world.runq.len() as u64)));
            words::GLOBAL_QUEUE.to_owned()
        }
        Hit::LocalQueue(id) => format!("Run queue of {id}"),
        Hit::RunNext(id) => format!("Next on {id}"),
        _ => "Waiting".to_owned(),
    };
    Inspection { hit, title, sentence: words::describe(world, names, hit), facts, line }
}

type Facts = Vec<(&'static str, String)>;

fn goroutine(world: &World, names: &dyn Names, id: GId, facts: &mut Facts) {
    let Some(g) = world.gs.get(id) else { return };
    facts.extend(names.function(g.entry).map(|function| ("function", function.to_owned())));
    let reason = g.reason.text();
    let state = if reason.is_empty() { g.state.text().to_owned() } else { reason.to_owned() };
    facts.push(("state", state));
    facts.push(("since", g.since.to_string()));
    facts.extend(names.line(g.pc).map(|line| ("line", line.to_string())));
    facts.push(("stack", words::bytes(u64::from(g.stack_bytes))));
    facts.push(("created", g.created.to_string()));
    facts.extend(g.parent.some().map(|parent| {
        let at = names.line(g.go_pc).map(|line| format!(" at line {line}")).unwrap_or_default();
        ("created by", format!("{parent}{at}"))
    }));
    let queue = g.waits.first().and_then(|wait| {
        let queue = world.objs.get(wait.obj)?.waitq(wait.side);
        let ahead = queue.iter().position(|other| other == id)?;
        Some(("in line", format!("{} of {}", ahead + 1, queue.len())))
    });
    facts.extend(queue);
}

fn processor(world: &World, id: PId, facts: &mut Facts) {
    let Some(p) = world.ps.get(id.idx()) else { return };
    let state = match p.state {
        PState::Idle => "idle",
        PState::Running => "running",
        PState::Dead => "beyond GOMAXPROCS",
    };
    facts.push(("state", state.to_owned()));
    facts.extend(p.m.some().map(|m| ("thread", m.to_string())));
    facts.extend(p.curg.some().map(|g| ("runs", g.to_string())));
    facts.extend(p.next.some().map(|g| ("next", g.to_string())));
    facts.push(("queue", format!("{} of 256", p.runq.len())));
    facts.push(("schedtick", words::number(u64::from(p.schedtick))));
    if p.curg.is_some() {
        facts.push(("slice since", p.slice_start.to_string()));
    }
}

fn object(world: &World, names: &dyn Names, id: ObjId, facts: &mut Facts) {
    let Some(obj) = world.objs.get(id) else { return };
    facts.push(("kind", words::kind(obj.kind).to_owned()));
    if obj.kind == ObjKind::Chan {
        facts.push(("buffer", format!("{} of {}", obj.len, obj.cap)));
        facts.push(("receivers waiting", words::number(obj.recvq.len() as u64)));
        facts.push(("senders waiting", words::number(obj.sendq.len() as u64)));
    } else {
        facts.push(("waiting", words::number((obj.recvq.len() + obj.sendq.len()) as u64)));
        facts.extend(obj.holder.some().map(|g| ("held by", g.to_string())));
    }
    if matches!(obj.kind, ObjKind::WaitGroup | ObjKind::Sema) {
        facts.push(("counter", obj.count.to_string()));
    }
    facts.extend(names.line(obj.pc).map(|line| ("made at line", line.to_string())));
    facts.extend(obj.made_by.some().map(|g| ("made by", g.to_string())));
}
