//! Everything worth knowing about one selected thing.

use gopark_program::Program;
use gopark_scene::{Hit, Names, called, words};
use gopark_session::Session;
use gopark_trace::{Ctx, GId, ObjId, ObjKind, PId, PState, SimTime, World};

use crate::names::ProgramNames;

/// Calls shown of a stack.
const CALLS_MAX: usize = 24;
/// Changes shown of a stack's size.
const GROWTHS_MAX: usize = 12;
/// Things a goroutine holds that are listed.
const HELD_MAX: usize = 8;
/// Objects that are looked at for those it holds.
const OBJS_SEARCHED_MAX: usize = 50_000;

/// What the inspector says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// What was selected.
    pub hit: Hit,
    /// Its name.
    pub title: String,
    /// What it is and does, in sentences.
    pub sentence: String,
    /// Why it does not go on, and who could change that.
    pub why: String,
    /// Labels and values.
    pub facts: Vec<Fact>,
    /// The calls in progress, the latest first: what, and its frame in bytes.
    pub calls: Vec<(String, String)>,
    /// How many more there are.
    pub calls_beyond: usize,
    /// How its stack grew: when, and to what size.
    pub growths: Vec<(String, String)>,
    /// The source line it stands at.
    pub line: Option<u32>,
    /// It is a context that can still be cancelled.
    pub can_cancel: bool,
}

/// A label, a value, and where that leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What is told.
    pub label: &'static str,
    /// It.
    pub value: String,
    /// What can be selected from here.
    pub to: Option<Hit>,
}

/// Looks at `hit` at the moment that `session` shows.
pub fn inspect(session: &Session, program: &Program, world: &World, hit: Hit) -> Inspection {
    let names = ProgramNames { program, world };
    let mut it = Inspection {
        hit,
        title: title(world, &names, hit),
        sentence: words::describe(world, &names, hit),
        why: String::new(),
        facts: Vec::new(),
        calls: Vec::new(),
        calls_beyond: 0,
        growths: Vec::new(),
        line: None,
        can_cancel: false,
    };
    match hit {
        Hit::G(id) => {
            it.line = world.gs.get(id).and_then(|g| names.line(g.pc));
            it.why = words::why(world, &names, id);
            goroutine(world, session.time(), &names, id, &mut it.facts);
            let carried = session.carried(id).unwrap_or_default().into_iter().take(HELD_MAX);
            let called = |ctx| words::context_name(world, &names, ctx);
            it.facts.extend(carried.map(|ctx| linked("carries", called(ctx), Hit::Obj(ctx))));
            let note = session.recording().and_then(|recording| recording.note(id));
            it.facts.extend(note.map(|note| fact("in the file", note.to_owned())));
            stack(session, program, id, &mut it);
        }
        Hit::P(id) => processor(world, id, &mut it.facts),
        Hit::M(id) => {
            if let Some(m) = world.ms.get(id.idx()) {
                it.facts.extend(m.p.some().map(|p| linked("processor", p.to_string(), Hit::P(p))));
                it.facts.extend(m.curg.some().map(|g| linked("goroutine", g.to_string(), Hit::G(g))));
            }
        }
        Hit::Obj(id) => {
            let ctx = world.ctxs.get(id);
            it.can_cancel = world.end.is_none() && ctx.is_some_and(|ctx| ctx.cancelled.is_none());
            object(world, &names, id, &mut it.facts);
        }
        Hit::GlobalQueue => {
            it.facts.push(fact("waiting to run", words::number(world.runq.len() as u64)));
            it.facts.extend(world.runq.front().map(|&g| linked("first", g.to_string(), Hit::G(g))));
        }
        _ => {}
    }
    it
}

fn title(world: &World, names: &ProgramNames<'_>, hit: Hit) -> String {
    match hit {
        Hit::G(id) => id.to_string(),
        Hit::P(id) => id.to_string(),
        Hit::M(id) => id.to_string(),
        Hit::Obj(id) => words::called_object(world, names, id),
        Hit::GlobalQueue => words::GLOBAL_QUEUE.to_owned(),
        Hit::LocalQueue(id) => format!("Run queue of {id}"),
        Hit::RunNext(id) => format!("Next on {id}"),
        Hit::Kin(_) => words::CHANNELS.to_owned(),
        Hit::Group(group) => words::group(group).to_owned(),
        Hit::Memory => words::MEMORY.to_owned(),
    }
}

type Facts = Vec<Fact>;

const fn fact(label: &'static str, value: String) -> Fact {
    Fact { label, value, to: None }
}

const fn linked(label: &'static str, value: String, to: Hit) -> Fact {
    Fact { label, value, to: Some(to) }
}

fn goroutine(world: &World, now: SimTime, names: &dyn Names, id: GId, facts: &mut Facts) {
    let Some(g) = world.gs.get(id) else { return };
    let function = called(names, g);
    facts.extend(function.map(|function| fact("function", function.to_owned())));
    let entry = names.function(g.entry).filter(|&entry| function != Some(entry));
    facts.extend(entry.map(|entry| fact("started as", entry.to_owned())));
    let reason = g.reason.text();
    let state = if reason.is_empty() { g.state.text().to_owned() } else { reason.to_owned() };
    facts.push(fact("state", state));
    let so_long = SimTime(now.since(g.since));
    facts.push(fact("since", format!("{}, for {so_long}", g.since)));
    facts.extend(names.line(g.pc).map(|line| fact("line", line.to_string())));
    let called = |obj: ObjId| words::called_object(world, names, obj);
    let ctx_of = |done| world.ctxs.iter().take(OBJS_SEARCHED_MAX).find(|(_, ctx)| ctx.done == done);
    for wait in g.waits.iter().take(HELD_MAX) {
        facts.push(match ctx_of(wait.obj) {
            Some((ctx, _)) => {
                let done = format!("Done of {}", words::context_name(world, names, ctx));
                linked("waits for", done, Hit::Obj(ctx))
            }
            None => linked("waits for", called(wait.obj), Hit::Obj(wait.obj)),
        });
    }
    let held = world.objs.iter().take(OBJS_SEARCHED_MAX).filter(|(_, obj)| obj.holder == id);
    facts.extend(held.take(HELD_MAX).map(|(obj, _)| linked("holds", called(obj), Hit::Obj(obj))));
    let queue = g.waits.first().and_then(|wait| {
        let queue = world.objs.get(wait.obj)?.waitq(wait.side);
        let ahead = queue.iter().position(|other| other == id)?;
        Some(fact("in line", format!("{} of {}", ahead + 1, queue.len())))
    });
    facts.extend(queue);
    if g.stack_bytes > 0 {
        facts.push(fact("stack", words::bytes(u64::from(g.stack_bytes))));
    }
    if !world.is_recorded || g.created > SimTime::ZERO {
        facts.push(fact("created", g.created.to_string()));
    }
    facts.extend(g.parent.some().map(|parent| {
        let at = names.line(g.go_pc).map(|line| format!(" at line {line}")).unwrap_or_default();
        linked("created by", format!("{parent}{at}"), Hit::G(parent))
    }));
}

fn stack(session: &Session, program: &Program, id: GId, it: &mut Inspection) {
    if let Some((calls, all)) = session.calls(id, CALLS_MAX) {
        it.calls_beyond = all - calls.len();
        for call in calls {
            let Some(place) = program.place(call.pc) else { continue };
            let at = if place.is_std { String::new() } else { format!(":{}", place.line) };
            let frame = u64::from(call.stack_bytes);
            let frame = if frame > 0 { words::bytes(frame) } else { String::new() };
            it.calls.push((format!("{}{at}", place.func), frame));
        }
    }
    let Some(history) = session.history() else { return };
    let now = session.time();
    let of_it = history.stacks.iter().filter(|&&(g, at, _)| g == id && at <= now).take(GROWTHS_MAX);
    it.growths = of_it.map(|&(_, at, n)| (at.to_string(), words::bytes(u64::from(n)))).collect();
}

fn processor(world: &World, id: PId, facts: &mut Facts) {
    let Some(p) = world.ps.get(id.idx()) else { return };
    let state = match p.state {
        PState::Idle => "idle",
        PState::Running => "running",
        PState::Dead => "beyond GOMAXPROCS",
    };
    facts.push(fact("state", state.to_owned()));
    facts.extend(p.m.some().map(|m| linked("thread", m.to_string(), Hit::M(m))));
    facts.extend(p.curg.some().map(|g| linked("runs", g.to_string(), Hit::G(g))));
    facts.extend(p.next.some().map(|g| linked("next", g.to_string(), Hit::G(g))));
    facts.push(fact("queue", format!("{} of 256", p.runq.len())));
    let to_global = 61 - p.schedtick % 61;
    let tick = format!(
        "{}; in {to_global} it looks at the global queue first",
        words::number(u64::from(p.schedtick))
    );
    facts.push(fact("schedtick", tick));
    if p.curg.is_some() {
        facts.push(fact("slice since", p.slice_start.to_string()));
    }
}

fn context(world: &World, names: &dyn Names, id: ObjId, ctx: &Ctx, facts: &mut Facts) {
    let called = |id: ObjId| words::context_name(world, names, id);
    facts.extend(ctx.parent.some().map(|parent| linked("under", called(parent), Hit::Obj(parent))));
    let below = world.ctxs.iter().filter(|(_, it)| it.parent == id).take(HELD_MAX);
    facts.extend(below.map(|(child, _)| linked("above", called(child), Hit::Obj(child))));
    if ctx.deadline != SimTime::NEVER {
        facts.push(fact("deadline", ctx.deadline.to_string()));
    }
    if let Some(how) = &ctx.cancelled {
        facts.push(fact("cancelled at", how.at.to_string()));
        facts.extend(how.by.some().map(|g| linked("cancelled by", g.to_string(), Hit::G(g))));
        if how.from != id {
            facts.push(linked("the wave began at", called(how.from), Hit::Obj(how.from)));
        }
        facts.push(fact("error", if how.deadline { "DeadlineExceeded" } else { "Canceled" }.to_owned()));
    }
    let Some(done) = world.objs.get(ctx.done) else { return };
    let waiting = done.recvq.iter().take(HELD_MAX);
    facts.extend(waiting.map(|g| linked("waits on Done", g.to_string(), Hit::G(g))));
    if let more @ 1.. = done.recvq.len().saturating_sub(HELD_MAX) {
        facts.push(fact("waits on Done", format!("and {} more", words::number(more as u64))));
    }
}

fn object(world: &World, names: &dyn Names, id: ObjId, facts: &mut Facts) {
    let Some(obj) = world.objs.get(id) else { return };
    if let Some(ctx) = world.ctxs.get(id) {
        context(world, names, id, ctx, facts);
    }
    let kind = if obj.is_timer { words::TIMER } else { words::kind(obj.kind) };
    facts.push(fact("kind", kind.to_owned()));
    if obj.kind == ObjKind::Chan {
        if !obj.is_timer {
            facts.push(fact("buffer", format!("{} of {}", obj.len, obj.cap)));
        }
        facts.push(fact("receivers waiting", words::number(obj.recvq.len() as u64)));
        facts.push(fact("senders waiting", words::number(obj.sendq.len() as u64)));
    } else if obj.kind != ObjKind::Context {
        facts.push(fact("waiting", words::number((obj.recvq.len() + obj.sendq.len()) as u64)));
        facts.extend(obj.holder.some().map(|g| linked("held by", g.to_string(), Hit::G(g))));
    }
    for (label, queue) in [("next to receive", &obj.recvq), ("next to send", &obj.sendq)] {
        let label = if obj.kind == ObjKind::Chan { label } else { "next in line" };
        facts.extend(queue.iter().next().map(|g| linked(label, g.to_string(), Hit::G(g))));
    }
    if matches!(obj.kind, ObjKind::WaitGroup | ObjKind::Sema) {
        facts.push(fact("counter", obj.count.to_string()));
    }
    let made = if obj.kind == ObjKind::Line { "line" } else { "made at line" };
    facts.extend(names.line(obj.pc).map(|line| fact(made, line.to_string())));
    facts.extend(obj.made_by.some().map(|g| linked("made by", g.to_string(), Hit::G(g))));
}
