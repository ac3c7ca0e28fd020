//! Contexts: who cancels whom, and who waits for it.

use gopark_trace::{Cancelled, ObjId, SimTime, World};

use super::text::{count, number, short, shorter_function};
use crate::names::Names;

/// The name of the tree of contexts.
pub const CONTEXTS: &str = "Contexts";

/// How much of a dial `left_ns` are: full is ten seconds, each tenth of it a sixth less.
pub(crate) fn dial_part(left_ns: u64) -> f32 {
    // The exponent of a float is its logarithm, and its mantissa nearly what is missing.
    let log2 = (left_ns.max(1) as f32).to_bits() as f32 / (1 << 23) as f32 - 127.0;
    (log2 * std::f32::consts::LOG10_2 - 4.0).clamp(0.0, 6.0) / 6.0
}

/// What a context is called in the tree: as the program calls it, and how long after `now` it ends at the latest.
pub fn context_label(world: &World, names: &dyn Names, id: ObjId, now: SimTime) -> String {
    // That it is a context is said by the place where it is shown.
    let own = own_name(world, names, id, |function| shorter_function(short(function)));
    let name = own.map_or_else(|| id.to_string(), |(_, name)| name);
    match world.ctxs.get(id) {
        Some(ctx) if ctx.cancelled.is_none() && ctx.deadline != SimTime::NEVER => {
            format!("{name} {}", SimTime(ctx.deadline.since(now)))
        }
        _ => name,
    }
}

/// A context as the program calls it, or else by the line or the library's function that makes it.
pub fn context_name(world: &World, names: &dyn Names, id: ObjId) -> String {
    match own_name(world, names, id, |function| function.rsplit('/').next().unwrap_or_default()) {
        Some((true, name)) => name,
        Some((false, place)) => format!("context of {place}"),
        None => format!("context {}", id.0),
    }
}

/// The name that the program gives a context, or where it is made; true: it is a name.
fn own_name(
    world: &World,
    names: &dyn Names,
    id: ObjId,
    shortened: fn(&str) -> &str,
) -> Option<(bool, String)> {
    let pc = world.objs.get(id)?.pc;
    match (names.line(pc), names.function(pc)) {
        // What a library calls it says less than which one it is.
        (None, Some(function)) => Some((false, shortened(function).to_owned())),
        (line, _) => match names.object(id) {
            Some(name) => Some((true, name.to_owned())),
            None => line.map(|line| (false, format!("line {line}"))),
        },
    }
}

/// How many of the contexts are cancelled, and how many are not drawn.
pub(crate) fn contexts_remark(over: u32, beyond: u32) -> String {
    let mut remark = match over {
        0 => String::new(),
        n => format!("{} cancelled", number(u64::from(n))),
    };
    if beyond > 0 {
        remark =
            format!("{remark}{}{} not shown", if over > 0 { ", " } else { "" }, number(u64::from(beyond)));
    }
    remark
}

/// How a context was cancelled.
pub fn cancelled(world: &World, names: &dyn Names, id: ObjId, how: &Cancelled) -> String {
    let by = if how.by.is_some() { format!(" by {}", how.by) } else { String::new() };
    let what = if how.deadline { "a deadline passed" } else { "its function was called" };
    if how.from == id {
        let what = if how.deadline { "its deadline passed" } else { what };
        return format!("cancelled at {}{by}: {what}", how.at);
    }
    let from = context_name(world, names, how.from);
    let why =
        if how.deadline { format!("the deadline of {from} passed") } else { format!("{from} was cancelled") };
    format!("cancelled at {}{by}: {why}, and all under it follow", how.at)
}

/// A context in a sentence.
pub(super) fn context(world: &World, names: &dyn Names, id: ObjId) -> String {
    let Some(ctx) = world.ctxs.get(id) else { return "It is gone.".to_owned() };
    let mut parts = vec![format!("{} (context)", context_name(world, names, id))];
    if ctx.parent.is_some() {
        parts.push(format!("under {}", context_name(world, names, ctx.parent)));
    }
    let children = world.ctxs.iter().filter(|(_, it)| it.parent == id).count();
    if children > 0 {
        parts.push(format!("{} under it", count(children, "context", "contexts")));
    }
    match &ctx.cancelled {
        Some(how) => parts.push(cancelled(world, names, id, how)),
        None if ctx.deadline != SimTime::NEVER => {
            parts.push(format!("cancelled at {} at the latest", ctx.deadline));
        }
        None => parts.push("not cancelled".to_owned()),
    }
    parts.push(match world.objs.get(ctx.done).map(|done| done.recvq.len()) {
        None => "nobody has asked for its Done channel".to_owned(),
        Some(1) => "1 waits for its Done channel".to_owned(),
        Some(n) => format!("{} wait for its Done channel", number(n as u64)),
    });
    format!("{}.", parts.join("; "))
}
