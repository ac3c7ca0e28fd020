//! Packing many equal marks into a space, in an order the eye can follow.

use std::ops::RangeInclusive;

/// Sides of a cell, in px before scaling, from comfortable to the least that is still a mark.
const LADDER: [f32; 20] = [
    38.0, 33.0, 28.0, 24.0, 20.0, 18.0, 16.0, 14.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.5,
    2.0,
];

/// Cells where there is a place to be seen in.
pub(super) const USUAL: RangeInclusive<f32> = 4.0..=28.0;
/// Cells where the place cannot grow: in a crowd, a texture.
pub(super) const CRAMMED: RangeInclusive<f32> = LEAST..=28.0;
/// The least that is still a mark.
pub(super) const LEAST: f32 = 2.0;

/// How much of its cell a mark fills.
const FILL: f32 = 0.42;

/// Cells in columns, first column first, each column starting where the last one ended, so that who moves up by one
/// always moves to a neighbor.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Grid {
    /// Center of the first cell.
    pub x: f32,
    /// Center of the first cell.
    pub y: f32,
    /// Width of a cell; negative when the columns run to the left.
    pub step_x: f32,
    /// Height of a cell.
    pub step_y: f32,
    /// Cells in a column.
    pub rows: u32,
    /// Half the size of a mark.
    pub r: f32,
    /// Each mark has its name beside it.
    pub named: bool,
    /// How many goroutines a mark stands for; 0 is one, too.
    pub each: u32,
    /// Marks are so small and so many that they are drawn as one crowd.
    pub crowd: bool,
}

impl Grid {
    /// The center of the mark of the `i`th goroutine.
    pub fn spot(&self, i: u32) -> (f32, f32) {
        let rows = self.rows.max(1);
        let i = i / self.each.max(1);
        let (column, row) = (i / rows, i % rows);
        let row = if column.is_multiple_of(2) { row } else { rows - 1 - row };
        (self.x + column as f32 * self.step_x, self.y + row as f32 * self.step_y)
    }

    /// The first of those whose mark is at a point; `count` of them are there.
    pub fn at(&self, count: u32, x: f32, y: f32) -> Option<u32> {
        let cell = |from: f32, step: f32, at: f32| {
            let cell = ((at - from) / step + 0.5).floor();
            (cell >= 0.0 && step != 0.0).then_some(cell as u32)
        };
        let (column, row) = (cell(self.x, self.step_x, x)?, cell(self.y, self.step_y, y)?);
        if row >= self.rows {
            return None;
        }
        let row = if column.is_multiple_of(2) { row } else { self.rows - 1 - row };
        let i = column.checked_mul(self.rows)?.checked_add(row)?.checked_mul(self.each.max(1))?;
        (i < count).then_some(i)
    }
}

/// How `n` marks are packed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Packed {
    pub(super) cell: f32,
    pub(super) rows: u32,
    /// How many a mark stands for.
    pub(super) each: u32,
}

impl Packed {
    pub(super) fn height(&self) -> f32 {
        self.cell * self.rows as f32
    }
}

/// The largest cells of those `sides` with which `n` marks fit into `w` x `h`; the smallest ones, as high as they
/// must, if none do. `k` scales the sides.
pub(super) fn pack(sides: &RangeInclusive<f32>, n: u32, w: f32, h: f32, k: f32) -> Packed {
    let mut packed = Packed { cell: *sides.end() * k, rows: 1, each: 1 };
    for side in LADDER.into_iter().filter(|side| sides.contains(side)) {
        // Whole px, or halves of the smallest, lest marks shimmer.
        let cell = if side < *USUAL.start() { (side * k * 2.0).floor() / 2.0 } else { (side * k).floor() };
        let columns = ((w / cell).floor() as u32).max(1);
        packed = Packed { cell, rows: n.div_ceil(columns).max(1), each: 1 };
        if packed.height() <= h + 0.01 {
            break;
        }
    }
    packed
}

/// Where `n` do not fit into `w` x `h` even as the smallest marks, one stands for 2, 5, 10 and so on.
pub(super) fn dense(n: u32, w: f32, h: f32, k: f32) -> Packed {
    let packed = pack(&CRAMMED, n, w, h, k);
    let steps = (0..8).flat_map(|power| [2, 5, 10].map(|step| step * 10u32.pow(power)));
    let fewer = |each| Packed { each, ..pack(&CRAMMED, n.div_ceil(each), w, h, k) };
    let fits = |packed: &Packed| packed.height() <= h + 0.01;
    if fits(&packed) { packed } else { steps.map(fewer).find(fits).unwrap_or(packed) }
}

/// A grid whose columns run to the right from the left end of `area` (or to the left from its right end), centered in
/// its height.
pub(super) fn grid(packed: Packed, area: &crate::geom::Rect, leftward: bool) -> Grid {
    let half = packed.cell / 2.0;
    Grid {
        x: if leftward { (area.right() - half).floor() } else { (area.x + half).ceil() },
        y: (area.y + ((area.h - packed.height()) / 2.0).max(0.0)).floor() + half,
        step_x: if leftward { -packed.cell } else { packed.cell },
        step_y: packed.cell,
        rows: packed.rows,
        r: packed.cell * FILL,
        named: false,
        each: packed.each,
        crowd: false,
    }
}

/// `n` or a little more, in steps, so that a place does not change its size with each who comes: 1, 2, 3, 4, 6, 8, 12,
/// 16, then by an eighth.
pub(super) fn stepped(n: u32) -> u32 {
    if n <= 4 {
        return n;
    }
    let step = if n <= 16 { n.next_power_of_two() / 4 } else { n.next_power_of_two() / 16 };
    n.div_ceil(step) * step
}

#[cfg(test)]
mod tests {
    use super::{Grid, USUAL, dense, pack, stepped};

    #[test]
    fn who_moves_up_moves_to_a_neighbor() {
        let grid = Grid { x: 0.0, y: 0.0, step_x: -10.0, step_y: 10.0, rows: 4, r: 4.0, ..Grid::default() };
        for i in 1..50 {
            let ((ax, ay), (bx, by)) = (grid.spot(i - 1), grid.spot(i));
            assert!((ax - bx).abs() + (ay - by).abs() <= 10.0, "{i}");
        }
    }

    #[test]
    fn marks_are_as_large_as_the_space_allows() {
        assert_eq!(
            (pack(&USUAL, 1, 300.0, 40.0, 1.0).cell, pack(&USUAL, 1, 300.0, 40.0, 1.0).rows),
            (28.0, 1)
        );
        assert_eq!(
            (pack(&USUAL, 200, 1000.0, 200.0, 1.0).cell, pack(&USUAL, 200, 1000.0, 200.0, 1.0).rows),
            (28.0, 6)
        );
        let crowd = pack(&USUAL, 10_000, 1000.0, 300.0, 1.0);
        assert!(crowd.height() <= 300.0 && crowd.cell >= 5.0, "{crowd:?}");
        assert!(pack(&USUAL, 100_000, 300.0, 300.0, 1.0).height() > 300.0);
    }

    #[test]
    fn a_point_finds_who_is_there() {
        let grid = Grid {
            x: 100.0,
            y: 50.0,
            step_x: -10.0,
            step_y: 10.0,
            rows: 4,
            r: 4.0,
            each: 5,
            ..Grid::default()
        };
        for i in (0..200).step_by(5) {
            let (x, y) = grid.spot(i + 3);
            assert_eq!(grid.at(200, x + 4.0, y - 4.0), Some(i));
        }
        let (x, y) = grid.spot(200);
        assert_eq!(
            (grid.at(200, x, y), grid.at(200, 120.0, 50.0), grid.at(200, 100.0, 95.0)),
            (None, None, None)
        );
    }

    #[test]
    fn more_than_fit_share_marks() {
        let alone = dense(100_000, 1_230.0, 560.0, 1.0);
        assert!(alone.each == 1 && alone.cell >= 2.0, "{alone:?}");
        let shared = dense(1_000_000, 1_230.0, 560.0, 1.0);
        assert!(shared.each == 10 && shared.height() <= 560.0, "{shared:?}");
    }

    #[test]
    fn sizes_change_in_steps() {
        let steps: Vec<_> = [0, 1, 4, 5, 6, 7, 9, 13, 17, 100, 10_000].map(stepped).into();
        assert_eq!(steps, [0, 1, 4, 6, 6, 8, 12, 16, 18, 104, 10_240]);
    }
}
