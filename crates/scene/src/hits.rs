//! What lies under a point.

use gopark_trace::{GId, MId, ObjId, PId, Pc};

use crate::geom::Rect;

/// Something that can be pointed at, selected and described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A goroutine.
    G(GId),
    /// A processor.
    P(PId),
    /// A thread.
    M(MId),
    /// Something goroutines wait at.
    Obj(ObjId),
    /// Many channels that were made at one place.
    Kin(Pc),
    /// A place for those who wait for something that is no object.
    Group(Group),
    /// The global run queue.
    GlobalQueue,
    /// The local run queue of a processor.
    LocalQueue(PId),
    /// The single slot of a processor for who runs next.
    RunNext(PId),
    /// The heap and the stacks.
    Memory,
}

impl Hit {
    /// A short name for scripts and links: `g7`, `p0`, `m3`, `o12`; places that hold many have words.
    pub fn name(self) -> String {
        match self {
            Self::G(g) => format!("g{}", g.0),
            Self::P(p) => format!("p{}", p.0),
            Self::M(m) => format!("m{}", m.0),
            Self::Obj(obj) => format!("o{}", obj.0),
            Self::Kin(pc) => format!("made{}", pc.0),
            Self::Group(group) => format!("group{}", group as u8),
            Self::GlobalQueue => "runq".to_owned(),
            Self::LocalQueue(p) => format!("runq{}", p.0),
            Self::RunNext(p) => format!("runnext{}", p.0),
            Self::Memory => "memory".to_owned(),
        }
    }
}

/// Goroutines that wait, but not at an object of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Group {
    /// Asleep until a moment.
    Sleep,
    /// For the network poller.
    Io,
    /// For nothing that could ever come: nil channels, `select {}`.
    Forever,
    /// The runtime's own workers and those who wait for the collector.
    Runtime,
    /// At objects of their own, too many to be shown one by one.
    Crowd,
    /// For ever, as is known: nobody can reach what they wait for. They are the sediment on the floor.
    Leaked,
    /// Inside libraries, for what these made themselves.
    Library,
}

impl Group {
    /// All of them, in the order they are laid out.
    pub const ALL: [Self; 7] =
        [Self::Sleep, Self::Io, Self::Forever, Self::Crowd, Self::Library, Self::Runtime, Self::Leaked];
}

/// A goroutine's mark, for pointing at it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkSpot {
    /// Whose.
    pub g: GId,
    /// Center.
    pub x: f32,
    /// Center.
    pub y: f32,
    /// Half its size.
    pub r: f32,
}

/// Regions of one frame, in the order they were drawn (which is a sensible order for the Tab key too).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// Places, later ones above earlier ones.
    pub regions: Vec<(Rect, Hit)>,
    /// Goroutines, above all places.
    pub marks: Vec<MarkSpot>,
}

/// How far beside a small mark a finger may land, in px.
const SLOP_PX: f32 = 4.0;

impl Hits {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.regions.clear();
        self.marks.clear();
    }

    /// The topmost thing at the point: the nearest goroutine, else the last place drawn there.
    pub fn hit_test(&self, x: f32, y: f32) -> Option<Hit> {
        let mut best: Option<(f32, GId)> = None;
        for mark in &self.marks {
            let far = ((mark.x - x).powi(2) + (mark.y - y).powi(2)).sqrt();
            if far <= mark.r.max(mark.r.min(SLOP_PX) + SLOP_PX) && best.is_none_or(|(least, _)| far < least) {
                best = Some((far, mark.g));
            }
        }
        if let Some((_, g)) = best {
            return Some(Hit::G(g));
        }
        self.regions.iter().rev().find(|(rect, _)| rect.contains(x, y)).map(|&(_, hit)| hit)
    }

    /// Where `hit` is, if it is shown.
    pub fn find(&self, hit: Hit) -> Option<Rect> {
        if let Hit::G(g) = hit {
            let mark = self.marks.iter().find(|mark| mark.g == g)?;
            return Some(Rect::new(mark.x - mark.r, mark.y - mark.r, 2.0 * mark.r, 2.0 * mark.r));
        }
        self.regions.iter().find(|&&(_, other)| other == hit).map(|&(rect, _)| rect)
    }
}
