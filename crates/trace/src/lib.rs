//! Ids, virtual time, the event stream and the world folded from it.
//!
//! This is the boundary between those who make events (`sched`, `vm`) and those who look at them
//! (`session`, `scene`, `app`). It knows nothing of either side. Whatever is on the screen is folded from
//! [`Event`]s by [`World::apply`]; when the page needs more, an event is added here, never a getter there.

mod event;
mod few;
mod hash;
mod history;
mod ids;
mod log;
mod metrics;
mod queue;
mod recording;
mod sink;
mod table;
mod tape;
mod text;
mod time;
mod world;

pub use event::{
    Ending, Event, Fd, Kind, LimitKind, ObjKind, RunqPlace, Side, Source, StopReason, StwReason, TIMER_CAP,
    Unwinding, WaitReason, WorkerMode,
};
pub use few::Few;
pub use hash::EventHash;
pub use history::{Doing, History, Lane, Sample, Samples, Span, What};
pub use ids::{GId, MId, ObjId, PId, Pc, TimerId};
pub use log::{EventLog, Kinds};
pub use metrics::{METRICS, Metric};
pub use queue::{Ticket, WaitQ};
pub use recording::{Recording, SITES_MAX, Site, Sites, short};
pub use sink::{Note, Sink, Tee};
pub use table::{Key, Table};
pub use tape::{CodePlace, Tape, TapeReader, Told, Torn};
pub use text::line;
pub use time::SimTime;
pub use world::{
    Cancelled, Counts, Ctx, Fault, G, GState, Gc, Heap, Leaked, M, MState, Obj, P, PState, Retaken, Wait,
    World,
};
