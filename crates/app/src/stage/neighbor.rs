//! Which thing of the picture comes next in a direction, for the arrow keys.

use gopark_scene::{Hit, Hits, Rect};

/// A direction on the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Left,
    Right,
    Up,
    Down,
}

impl Way {
    /// The way an arrow key points.
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowLeft" => Some(Self::Left),
            "ArrowRight" => Some(Self::Right),
            "ArrowUp" => Some(Self::Up),
            "ArrowDown" => Some(Self::Down),
            _ => None,
        }
    }
}

/// More goroutines than this are a crowd through which nobody walks one by one.
const MARKS_WALKED_MAX: usize = 400;
/// How much worse it is to be off the way than to be far along it.
const ASIDE: f32 = 2.5;

/// What comes after `from` that way; the first thing there is, when nothing is selected or it is gone.
pub fn neighbor(hits: &Hits, from: Option<Hit>, way: Way) -> Option<Hit> {
    let Some(start) = from.and_then(|hit| hits.find(hit)) else {
        return hits.regions.first().map(|&(_, hit)| hit);
    };
    let marks =
        hits.marks.iter().take(if hits.marks.len() > MARKS_WALKED_MAX { 0 } else { MARKS_WALKED_MAX });
    let marks = marks.map(|mark| {
        let rect = Rect::new(mark.x - mark.r, mark.y - mark.r, 2.0 * mark.r, 2.0 * mark.r);
        (rect, Hit::G(mark.g))
    });
    let all = hits.regions.iter().copied().chain(marks);
    let others = all.filter(|&(_, hit)| Some(hit) != from);
    let ranked = others.filter_map(|(rect, hit)| Some((distance(&start, &rect, way)?, hit)));
    ranked.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, hit)| hit)
}

/// How far `to` is from `from`; none when it does not lie that way.
fn distance(from: &Rect, to: &Rect, way: Way) -> Option<f32> {
    let ((fx, fy), (tx, ty)) = (from.center(), to.center());
    let (dx, dy) = (tx - fx, ty - fy);
    let (along, aside) = match way {
        Way::Left => (-dx, dy),
        Way::Right => (dx, dy),
        Way::Up => (-dy, dx),
        Way::Down => (dy, dx),
    };
    (along > 0.5 && aside.abs() <= along * 3.0).then(|| along + ASIDE * aside.abs())
}

#[cfg(test)]
mod tests {
    use gopark_scene::{Hit, Hits, Rect};
    use gopark_trace::PId;

    use super::{Way, neighbor};

    #[test]
    fn arrows_walk_the_way_they_point() {
        let regions = vec![
            (Rect::new(0.0, 0.0, 100.0, 10.0), Hit::GlobalQueue),
            (Rect::new(0.0, 20.0, 40.0, 10.0), Hit::P(PId(0))),
            (Rect::new(60.0, 20.0, 40.0, 10.0), Hit::P(PId(1))),
        ];
        let hits = Hits { regions, marks: Vec::new() };
        let go = |from, way| neighbor(&hits, from, way);
        assert_eq!(go(None, Way::Down), Some(Hit::GlobalQueue));
        assert_eq!(go(Some(Hit::P(PId(0))), Way::Right), Some(Hit::P(PId(1))));
        assert_eq!(go(Some(Hit::P(PId(1))), Way::Right), None);
        assert_eq!(go(Some(Hit::P(PId(1))), Way::Up), Some(Hit::GlobalQueue));
        assert_eq!(go(Some(Hit::P(PId(9))), Way::Up), Some(Hit::GlobalQueue));
    }
}
