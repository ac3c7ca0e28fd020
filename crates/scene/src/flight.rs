//! Small things that fly once and are gone: a value handed over, a request to stop.

use gopark_trace::{Event, Kind, MId, ObjId, PId};

use crate::draw::{Cmd, Ink};
use crate::palette::Role;

/// How long a flight takes, in seconds of wall time.
const FLIGHT_S: f32 = 0.42;
/// With more events than this in a frame, single flights say nothing any more.
const EVENTS_MAX: usize = 160;
const FLIGHTS_MAX: usize = 96;

#[derive(Clone, Copy, Debug)]
struct Flight {
    from: (f32, f32),
    to: (f32, f32),
    role: Role,
    part: f32,
}

/// Where things are, for those who fly between them.
pub(crate) trait Whereabouts {
    /// Where a goroutine is shown.
    fn g(&self, g: gopark_trace::GId) -> Option<(f32, f32)>;
    /// The middle of an object's place.
    fn obj(&self, obj: ObjId) -> Option<(f32, f32)>;
    /// The middle of a processor's card.
    fn p(&self, p: PId) -> Option<(f32, f32)>;
    /// From where a cancellation comes to a context, and where that is.
    fn wave(&self, ctx: ObjId) -> Option<((f32, f32), (f32, f32))>;
    /// A thread without a processor.
    fn m(&self, m: MId) -> Option<(f32, f32)>;
}

/// All flights of a stage.
#[derive(Debug, Default)]
pub(crate) struct Flights {
    list: Vec<Flight>,
}

impl Flights {
    /// Lets what happened take off, and moves all on. True while something flies.
    pub(crate) fn advance(&mut self, events: &[Event], at: &impl Whereabouts, dt_s: f32) -> bool {
        for flight in &mut self.list {
            flight.part += dt_s / FLIGHT_S;
        }
        self.list.retain(|flight| flight.part < 1.0);
        if events.len() <= EVENTS_MAX {
            for event in events {
                if self.list.len() < FLIGHTS_MAX
                    && let Some((from, to, role)) = ends(event, at)
                {
                    self.list.push(Flight { from, to, role, part: 0.0 });
                }
            }
        }
        !self.list.is_empty()
    }

    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.list.clear();
    }

    pub(crate) fn draw(&self, k: f32, cmds: &mut Vec<Cmd>) {
        for flight in &self.list {
            let part = crate::geom::ease(flight.part);
            let (dx, dy) = (flight.to.0 - flight.from.0, flight.to.1 - flight.from.1);
            let off = 0.5 * part * (1.0 - part);
            let (x, y) = (flight.from.0 + dx * part + dy * off, flight.from.1 + dy * part - dx * off);
            let fill = Some(Ink::from(flight.role).faded((1.0 - flight.part) * 4.0));
            cmds.push(Cmd::Circle { x, y, r: 4.5 * k, fill, line: None });
        }
    }
}

type Ends = ((f32, f32), (f32, f32), Role);

fn ends(event: &Event, at: &impl Whereabouts) -> Option<Ends> {
    match event.kind {
        Kind::ChanHandoff { from, to, .. } => Some((at.g(from)?, at.g(to)?, Role::Value)),
        Kind::PreemptRequest => Some((at.m(MId(1))?, at.p(event.p)?, Role::Warn)),
        Kind::ProcSteal => Some((at.m(MId(1))?, at.p(event.p)?, Role::Thread)),
        Kind::CtxCancel { obj, .. } => {
            let (from, to) = at.wave(obj)?;
            Some((from, to, Role::Warn))
        }
        Kind::Counter { obj, .. } | Kind::ChanClose { obj } => {
            Some((at.g(event.g)?, at.obj(obj)?, Role::Accent))
        }
        _ => None,
    }
}
