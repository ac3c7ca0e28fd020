//! What keeps the picture calm: places grow at once and shrink late.

use gopark_trace::{MId, ObjId, Pc};

use crate::census::Errand;
use crate::hits::Group;

/// A waiting place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKey {
    /// An object of the program.
    Obj(ObjId),
    /// Channels that were made at this place.
    Kin(Pc),
    /// A group.
    Group(Group),
}

/// How long a place keeps room for those who left, in seconds of wall time.
const HOLD_S: f32 = 1.2;
/// How long an object at which nothing happens any more keeps its place.
const LINGER_S: f32 = 2.0;

/// Contexts go below the other places when more than so many wait there, and four times as many as at contexts.
const CONTEXTS_LAST_FROM: u32 = 8;

/// How fast sections become as high as they should be: the time constant, in seconds.
const GLIDE_S: f32 = 0.09;
/// The least time a thread is shown in one place.
const ERRAND_S: f32 = 0.35;

#[derive(Clone, Copy, Debug)]
struct HeldErrand {
    shown: Option<Errand>,
    since_s: f32,
}

/// A number that rises at once and falls late.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Held {
    value: u32,
    now: u32,
    lower_s: f32,
}

impl Held {
    pub(crate) fn hold(&mut self, now: u32, dt_s: f32) -> u32 {
        self.now = now;
        self.lower_s += dt_s;
        if now >= self.value || self.lower_s > HOLD_S {
            *self = Self { value: now, now, lower_s: 0.0 };
        }
        self.value
    }

    fn waits(&self) -> bool {
        self.now != self.value
    }
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct HeldPlace {
    pub(crate) left: Held,
    pub(crate) right: Held,
    quiet_s: f32,
    /// It is still shown only because it was in use a while ago.
    lingers: bool,
    seen: bool,
}

/// The memory of one stage.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub(crate) global: Held,
    pub(crate) loose: Held,
    pub(crate) lanes: Vec<Held>,
    pub(crate) threads: [Held; 5],
    /// Something runs or could run.
    busy: Held,
    /// Not everything was in sight in the last frame.
    tight: bool,
    contexts_last: bool,
    /// How high sections are, on their way to how high they should be, so that what is below moves along; and how much longer the
    /// global queue's lane is.
    glides: [Option<f32>; 6],
    errands: Vec<HeldErrand>,
    places: Vec<(PlaceKey, HeldPlace)>,
    dt_s: f32,
    gliding: bool,
}

impl Memory {
    /// A new frame, `dt_s` after the last one.
    pub(crate) fn begin(&mut self, dt_s: f32) {
        self.dt_s = dt_s;
        self.gliding = false;
        self.places.iter_mut().for_each(|(_, place)| place.seen = false);
    }

    /// Sections are as high as they should be at once.
    pub(crate) fn settle(&mut self) {
        self.glides = [None; 6];
    }

    /// How high section `which` is now, when it should be `h` high.
    pub(crate) fn glide(&mut self, which: usize, h: f32) -> f32 {
        let from = self.glides[which].unwrap_or(h);
        let part = self.dt_s / (self.dt_s + GLIDE_S);
        let now = from + (h - from) * part;
        let now = if (h - now).abs() < 0.5 { h } else { now };
        self.gliding |= now != h;
        self.glides[which] = Some(now);
        now
    }

    /// Where a thread without a processor is shown, when it is about `now`; what lasts too short to be seen is not
    /// shown at all.
    pub(crate) fn errand(&mut self, m: MId, now: Option<Errand>) -> Option<Errand> {
        if self.errands.len() <= m.idx() {
            self.errands.resize_with(m.idx() + 1, || HeldErrand { shown: now, since_s: ERRAND_S });
        }
        let held = &mut self.errands[m.idx()];
        held.since_s += self.dt_s;
        if held.shown != now && (held.since_s >= ERRAND_S || now == Some(Errand::Call)) {
            *held = HeldErrand { shown: now, since_s: 0.0 };
        }
        self.gliding |= held.shown != now;
        // A goroutine in a system call is drawn with its thread, so that thread is always shown.
        if held.shown == Some(Errand::Call) && now != held.shown { None } else { held.shown }
    }

    /// Whether the cards are low: where nothing runs, for a moment already, and other things are out of sight.
    pub(crate) fn folds(&mut self, busy: bool) -> bool {
        self.busy.hold(u32::from(busy), self.dt_s) == 0 && self.tight
    }

    /// Whether everything would be in sight with high cards.
    pub(crate) fn fits(&mut self, fits: bool) {
        self.gliding |= self.tight == fits;
        self.tight = !fits;
    }

    /// Whether contexts stand below the other places; between two bounds they stay where they are.
    pub(crate) fn contexts_last(&mut self, at_contexts: u32, elsewhere: u32) -> bool {
        let bound = CONTEXTS_LAST_FROM + 4 * at_contexts;
        self.contexts_last = elsewhere > bound || self.contexts_last && elsewhere > bound / 2;
        self.contexts_last
    }

    pub(crate) fn dt_s(&self) -> f32 {
        self.dt_s
    }

    /// Whether a place at rest keeps its place.
    pub(crate) fn keeps(&self, key: PlaceKey) -> bool {
        self.places.iter().any(|(it, place)| *it == key && place.quiet_s < LINGER_S)
    }

    /// Objects that keep their places though they are at rest.
    pub(crate) fn kept(&self) -> impl Iterator<Item = ObjId> + '_ {
        let kept = self.places.iter().filter(|(_, place)| place.quiet_s < LINGER_S);
        kept.filter_map(|&(key, _)| if let PlaceKey::Obj(obj) = key { Some(obj) } else { None })
    }

    /// Notes who waits at a place now, and returns for how many to keep room, left and right of its middle.
    pub(crate) fn place(&mut self, key: PlaceKey, left: u32, right: u32, in_use: bool) -> (u32, u32) {
        let at = self.places.iter().position(|(it, _)| *it == key).unwrap_or(self.places.len());
        if at == self.places.len() {
            self.places.push((key, HeldPlace::default()));
        }
        let place = &mut self.places[at].1;
        place.seen = true;
        place.lingers = !in_use && place.quiet_s < LINGER_S;
        place.quiet_s = if in_use { 0.0 } else { place.quiet_s + self.dt_s };
        (place.left.hold(left, self.dt_s), place.right.hold(right, self.dt_s))
    }

    /// Forgets places that are gone. True while something is still to shrink or to go.
    pub(crate) fn end(&mut self) -> bool {
        self.places.retain(|(_, place)| place.seen);
        let lanes = self.lanes.iter().chain(&self.threads).chain([&self.global, &self.loose, &self.busy]);
        self.gliding
            || lanes.into_iter().any(Held::waits)
            || self.places.iter().any(|(_, place)| place.left.waits() || place.right.waits() || place.lingers)
    }
}
