//! Marks as pixels. Ten thousand draw calls cost a browser far more than ten thousand small copies cost us, so each
//! look at each size is rendered once, by distance to its shapes, and then copied into a buffer that the browser
//! gets in one piece.

use gopark_scene::{Cmd, Ink, Look, Mark, Palette, Pen, Rect};

use crate::angle::{atan2, sin_cos};

/// A mark as pixels, a square.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// Its width and height.
    pub side: i32,
    /// Red, green, blue and alpha, not multiplied.
    pub pixels: Vec<[u8; 4]>,
}

/// Look, size in quarters of a device px, and where in its pixel the center lies, in steps of a part of it.
type Key = (Look, u16, u8, u8);

/// All stamps made so far, for one palette and one scale.
#[derive(Debug, Default)]
pub struct Stamps {
    made_for: Option<(Palette, f32, f32)>,
    /// Where in them each is, by key.
    index: Vec<(Key, u32)>,
    stamps: Vec<Stamp>,
    bytes: usize,
    parts: Vec<Cmd>,
    /// The marks of one call, by band.
    bands: Vec<Vec<Placed>>,
}

/// A mark that found its stamp: where its left top corner goes, in device px.
#[derive(Clone, Copy, Debug)]
pub struct Placed {
    /// Which stamp; see [`Stamps::get`].
    pub stamp: u32,
    /// Left edge.
    pub left: i32,
    /// Top edge.
    pub top: i32,
    /// How much of it is seen.
    pub alpha: u8,
}

/// Stamps kept before all are forgotten.
const BYTES_MAX: usize = 24 << 20;
/// The largest mark, half its side in device px.
const R_MAX: f32 = 256.0;

/// A piece of the screen, in device px.
#[derive(Clone, Debug, Default)]
pub struct Patch {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
    /// Red, green, blue and alpha of each pixel, not multiplied.
    pub pixels: Vec<u8>,
}

/// Height of a patch in device px, before it is cut to what is in it. No pixel is in two patches: a browser does not lay one
/// over the other, it puts one in the other's place.
const BAND: i32 = 192;

impl Stamps {
    /// Starts a frame; what was made for other colors or another scale is forgotten. True when something was.
    ///
    /// `scale` is device px for each px of the picture, and `zoom` CSS px for each.
    pub fn begin(&mut self, palette: &Palette, scale: f32, zoom: f32) -> bool {
        let forget = self.made_for != Some((*palette, scale, zoom)) || self.bytes > BYTES_MAX;
        if forget {
            self.made_for = Some((*palette, scale, zoom));
            self.forget();
        }
        forget
    }

    /// Stamps are made anew from here on.
    pub fn forget(&mut self) {
        self.index.clear();
        self.stamps.clear();
        self.bytes = 0;
    }

    /// A stamp by its number.
    pub fn get(&self, stamp: u32) -> &Stamp {
        &self.stamps[stamp as usize]
    }

    /// Finds or makes the stamp of a mark, shifted left and up by `scroll` px of the picture; none when it is not on a screen
    /// of `width` x `height` device px.
    pub fn place(&mut self, mark: &Mark, scroll: (f32, f32), (width, height): (i32, i32)) -> Option<Placed> {
        let (palette, scale, zoom) = self.made_for?;
        let (x, y) = ((mark.x - scroll.0) * scale, (mark.y - scroll.1) * scale);
        let r = (mark.r * scale).min(R_MAX);
        let seen = y + r >= 0.0 && y - r < height as f32 && x + r >= 0.0 && x - r < width as f32;
        seen.then(|| {
            let (stamp, left, top) = self.stamp(mark.look, (x, y, r), &palette, scale / zoom);
            Placed { stamp, left, top, alpha: mark.alpha }
        })
    }

    /// Paints `marks`, shifted left and up by `scroll` px of the picture, into patches of a screen of `width` x `height` device px, and
    /// gives each patch to `done`. `patch` is memory to be used again.
    ///
    /// # Errors
    /// What `done` says.
    pub fn paint<E>(
        &mut self,
        marks: &[Mark],
        scroll: (f32, f32),
        (width, height): (i32, i32),
        patch: &mut Patch,
        mut done: impl FnMut(&mut Patch) -> Result<(), E>,
    ) -> Result<(), E> {
        let count = ((height + BAND - 1) / BAND).clamp(1, 256) as usize;
        self.bands.resize_with(count, Vec::new);
        for band in &mut self.bands {
            band.clear();
        }
        for mark in marks {
            if let Some(placed) = self.place(mark, scroll, (width, height)) {
                let bottom = placed.top + self.get(placed.stamp).side - 1;
                let band = |y: i32| (y.max(0) / BAND).min(count as i32 - 1) as usize;
                self.bands[band(placed.top)..=band(bottom)].iter_mut().for_each(|band| band.push(placed));
            }
        }
        for (top, band) in (0..).step_by(BAND as usize).zip(&self.bands) {
            let mut bounds = Bounds::NONE;
            for placed in band {
                bounds.add(placed, self.stamps[placed.stamp as usize].side);
            }
            if !patch.begin(&bounds, width, (top, height.min(top + BAND))) {
                continue;
            }
            for placed in band {
                patch.copy(&self.stamps[placed.stamp as usize], placed);
            }
            done(patch)?;
        }
        Ok(())
    }

    /// The stamp of a mark, and where its left top corner goes.
    fn stamp(
        &mut self,
        look: Look,
        (x, y, r): (f32, f32, f32),
        palette: &Palette,
        scale: f32,
    ) -> (u32, i32, i32) {
        // Large marks in coarser steps: there an eighth of a pixel is not seen.
        let (step, phases) = if r > 8.0 { (2.0, 2.0) } else { (4.0, 4.0) };
        let size = ((r * step).round() * 4.0 / step).max(1.0) as u16;
        let phase = |v: f32| {
            let whole = v.floor();
            let part = ((v - whole) * phases).round();
            if part >= phases { (whole as i32 + 1, 0) } else { (whole as i32, part as u8) }
        };
        let ((px, phase_x), (py, phase_y)) = (phase(x), phase(y));
        let Self { index, stamps, bytes, parts, .. } = self;
        let key = (look, size, phase_x, phase_y);
        let found = index.binary_search_by(|(other, _)| other.cmp(&key));
        let at = found.map(|i| index[i].1).unwrap_or_else(|i| {
            let offset = (f32::from(phase_x) / phases, f32::from(phase_y) / phases);
            let stamp = Stamp::render(look, f32::from(size) / 4.0, offset, palette, scale, parts);
            *bytes += stamp.pixels.len() * 4;
            stamps.push(stamp);
            index.insert(i, (key, stamps.len() as u32 - 1));
            index[i].1
        });
        let half = stamps[at as usize].side / 2;
        (at, px - half, py - half)
    }
}

#[derive(Clone, Copy, Debug)]
struct Bounds {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
}

impl Bounds {
    const NONE: Self = Self { left: i32::MAX, top: i32::MAX, right: i32::MIN, bottom: i32::MIN };

    fn add(&mut self, placed: &Placed, side: i32) {
        self.left = self.left.min(placed.left);
        self.top = self.top.min(placed.top);
        self.right = self.right.max(placed.left + side);
        self.bottom = self.bottom.max(placed.top + side);
    }
}

impl Patch {
    /// Becomes empty pixels over what of `bounds` is in a screen of `width` between two heights; false when nothing is.
    fn begin(&mut self, bounds: &Bounds, width: i32, (from, to): (i32, i32)) -> bool {
        let (left, right) = (bounds.left.clamp(0, width), bounds.right.clamp(0, width));
        let (top, bottom) = (bounds.top.clamp(from, to), bounds.bottom.clamp(from, to));
        (self.x, self.y, self.w, self.h) = (left, top, right - left, bottom - top);
        if self.w <= 0 || self.h <= 0 {
            return false;
        }
        self.pixels.clear();
        self.pixels.resize(4 * self.w as usize * self.h as usize, 0);
        true
    }

    fn copy(&mut self, stamp: &Stamp, placed: &Placed) {
        let (x, y) = (placed.left - self.x, placed.top - self.y);
        let from_x = (-x).max(0);
        let to_x = stamp.side.min(self.w - x);
        for row in (-y).max(0)..stamp.side.min(self.h - y) {
            if from_x >= to_x {
                return;
            }
            let source = (row * stamp.side) as usize;
            let source = &stamp.pixels[source + from_x as usize..source + to_x as usize];
            let target = 4 * ((y + row) * self.w + x + from_x) as usize;
            let target = &mut self.pixels[target..target + 4 * source.len()];
            for (from, to) in source.iter().zip(target.chunks_exact_mut(4)) {
                if from[3] != 0 {
                    over(*from, placed.alpha, to);
                }
            }
        }
    }
}

/// `from`, weakened to `alpha`, laid over `to`.
#[inline]
fn over(from: [u8; 4], alpha: u8, to: &mut [u8]) {
    let a = u32::from(from[3]) * u32::from(alpha) / 255;
    let under = u32::from(to[3]);
    if under == 0 || a == 255 {
        to.copy_from_slice(&[from[0], from[1], from[2], a as u8]);
        return;
    }
    let rest = under * (255 - a) / 255;
    let sum = (a + rest).max(1);
    for (to, &from) in to.iter_mut().zip(&from[..3]) {
        *to = ((u32::from(from) * a + u32::from(*to) * rest) / sum) as u8;
    }
    to[3] = sum.min(255) as u8;
}

impl Stamp {
    /// Renders a mark of `r` device px whose center lies `offset` to the right of and below a pixel's corner.
    fn render(
        look: Look,
        r: f32,
        offset: (f32, f32),
        palette: &Palette,
        scale: f32,
        parts: &mut Vec<Cmd>,
    ) -> Self {
        let half = r.ceil() as i32 + 1;
        let side = 2 * half + 1;
        parts.clear();
        // In CSS px, where strokes have the widths they were designed with.
        look.expand(0.0, 0.0, r / scale, parts);
        let mut sums = vec![[0.0_f32; 4]; (side * side) as usize];
        for part in parts.iter() {
            let mut lay = |ink: Ink, distance: &dyn Fn(f32, f32) -> f32| {
                let color = palette.get(ink.role);
                let color = [color.0, color.1, color.2].map(|c| f32::from(c) / 255.0);
                let strength = f32::from(ink.alpha) / 255.0;
                for (i, sum) in sums.iter_mut().enumerate() {
                    let (column, row) = (i as i32 % side, i as i32 / side);
                    let x = (column - half) as f32 + 0.5 - offset.0;
                    let y = (row - half) as f32 + 0.5 - offset.1;
                    let cover = (0.5 - distance(x / scale, y / scale) * scale).clamp(0.0, 1.0) * strength;
                    for (sum, color) in sum.iter_mut().zip(color.into_iter().chain([1.0])) {
                        *sum = *sum * (1.0 - cover) + color * cover;
                    }
                }
            };
            shape(part, &mut lay);
        }
        let straight = |[r, g, b, a]: [f32; 4]| {
            let byte = |v: f32| (v * 255.0).round().clamp(0.0, 255.0) as u8;
            if a <= 0.0 { [0; 4] } else { [byte(r / a), byte(g / a), byte(b / a), byte(a)] }
        };
        Self { side, pixels: sums.into_iter().map(straight).collect() }
    }
}

/// Takes the color of a shape and the distance to it in CSS px, negative inside.
type Lay<'a> = dyn FnMut(Ink, &dyn Fn(f32, f32) -> f32) + 'a;

/// Calls `lay` with the color of each part of a shape and the distance to it, negative inside.
fn shape(cmd: &Cmd, lay: &mut Lay<'_>) {
    match *cmd {
        Cmd::Box { rect, radius, fill, line } => {
            filled_and_lined(&|x, y| to_box(rect, radius, x, y), fill, line, lay);
        }
        Cmd::Circle { x: cx, y: cy, r, fill, line } => {
            filled_and_lined(&|x, y| (x - cx).hypot(y - cy) - r, fill, line, lay);
        }
        Cmd::Arc { x: cx, y: cy, r, from, sweep, pen } => {
            lay(pen.ink, &|x, y| to_arc(x - cx, y - cy, r, from, sweep) - pen.width / 2.0);
        }
        Cmd::Line { a, b, pen } => lay(pen.ink, &|x, y| to_segment(a, b, x, y) - pen.width / 2.0),
        // Marks have none of these.
        Cmd::Curve { .. } | Cmd::Triangle { .. } | Cmd::Text(_) | Cmd::Marks { .. } | Cmd::Crowd(_) => {}
    }
}

fn filled_and_lined(
    distance: &dyn Fn(f32, f32) -> f32,
    fill: Option<Ink>,
    line: Option<Pen>,
    lay: &mut Lay<'_>,
) {
    if let Some(ink) = fill {
        lay(ink, distance);
    }
    if let Some(pen) = line {
        lay(pen.ink, &|x, y| distance(x, y).abs() - pen.width / 2.0);
    }
}

fn to_box(rect: Rect, radius: f32, x: f32, y: f32) -> f32 {
    let (cx, cy) = rect.center();
    let radius = radius.min(rect.w / 2.0).min(rect.h / 2.0);
    let (dx, dy) = ((x - cx).abs() - rect.w / 2.0 + radius, (y - cy).abs() - rect.h / 2.0 + radius);
    dx.max(0.0).hypot(dy.max(0.0)) + dx.max(dy).min(0.0) - radius
}

fn to_arc(x: f32, y: f32, r: f32, from: f32, sweep: f32) -> f32 {
    let turns = (atan2(x, -y) / std::f32::consts::TAU - from).rem_euclid(1.0);
    if turns <= sweep {
        return (x.hypot(y) - r).abs();
    }
    let end = |turns: f32| {
        let angle = turns * std::f32::consts::TAU;
        let (sin, cos) = sin_cos(angle);
        (x - r * sin).hypot(y + r * cos)
    };
    end(from).min(end(from + sweep))
}

fn to_segment(a: (f32, f32), b: (f32, f32), x: f32, y: f32) -> f32 {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let along = ((x - a.0) * dx + (y - a.1) * dy) / (dx * dx + dy * dy).max(1e-9);
    let along = along.clamp(0.0, 1.0);
    (x - a.0 - dx * along).hypot(y - a.1 - dy * along)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use gopark_scene::{Gaze, Look, Mark, Palette, Role, Shape};

    use super::{Patch, Stamps};

    fn mark(shape: Shape, x: f32, y: f32, r: f32) -> Mark {
        let look = Look { shape, role: Role::Waiting, gaze: Gaze::Asleep, notches: 0 };
        Mark { x, y, r, alpha: 255, look }
    }

    /// How much of each pixel is covered: nothing, a third, two thirds, all.
    fn check(marks: &[Mark], expected: &Expect) {
        let mut stamps = Stamps::default();
        stamps.begin(&Palette::LIGHT, 1.0, 1.0);
        let mut out = String::new();
        let done = |patch: &mut Patch| {
            for row in patch.pixels.chunks_exact(4 * patch.w as usize) {
                let line: String = row
                    .chunks_exact(4)
                    .map(|pixel| [' ', '.', 'o', '#'][usize::from(pixel[3]) * 3 / 255])
                    .collect();
                out.push('|');
                out.push_str(line.trim_end());
                out.push('\n');
            }
            Ok::<(), ()>(())
        };
        stamps.paint(marks, (0.0, 0.0), (60, 30), &mut Patch::default(), done).expect("it is painted");
        expected.assert_eq(&out);
    }

    #[test]
    fn the_shapes_can_be_told_apart() {
        let marks = [
            mark(Shape::Disc, 7.0, 7.0, 6.0),
            mark(Shape::Ring, 21.0, 7.0, 6.0),
            mark(Shape::Square, 35.0, 7.0, 6.0),
            mark(Shape::Ringed, 49.0, 7.0, 6.0),
        ];
        check(
            &marks,
            &expect![[r#"
                |
                |                                              .oooo.
                |    o####o        o####o     .##########.    oo....oo
                |   o######o      oo####oo    .##########.   o..####..o
                |  o########o    oo######oo   .##########.  o.o######o.o
                |  ##########    ##########   .##########.  #.########.#
                | .##########.  .o########o.  .##########.  o.########.o
                | .##########.  .o########o.  .##########.  o.########.o
                |  ##########    ##########   .##########.  #.########.#
                |  o########o    oo######oo   .##########.  o.o######o.o
                |   o######o      oo####oo    .##########.   o..####..o
                |    o####o        o####o     .##########.    oo....oo
                |                                              .oooo.
                |
                |
            "#]],
        );
    }

    #[test]
    fn patches_do_not_cover_each_other() {
        const SIDE: i32 = 600;
        let seen = |marks: &[Mark]| {
            let mut stamps = Stamps::default();
            stamps.begin(&Palette::LIGHT, 1.0, 1.0);
            let mut screen = vec![0_u8; (SIDE * SIDE) as usize];
            let done = |patch: &mut Patch| {
                for (i, pixel) in patch.pixels.chunks_exact(4).enumerate() {
                    let (x, y) = (patch.x + i as i32 % patch.w, patch.y + i as i32 / patch.w);
                    screen[(y * SIDE + x) as usize] = pixel[3];
                }
                Ok::<(), ()>(())
            };
            stamps
                .paint(marks, (0.0, 0.0), (SIDE, SIDE), &mut Patch::default(), done)
                .expect("it is painted");
            screen
        };
        // Side by side, above, on and below the edges of what is painted at once.
        let marks: Vec<_> = (0..50)
            .map(|i| mark(Shape::Ringed, 10.0 + 11.5 * i as f32, 150.0 + 7.25 * i as f32, 5.5))
            .collect();
        let mut apart = vec![0; (SIDE * SIDE) as usize];
        for mark in &marks {
            apart.iter_mut().zip(seen(&[*mark])).for_each(|(all, one)| *all |= one);
        }
        assert!(seen(&marks) == apart, "each is seen whole");
    }

    #[test]
    fn small_ones_can_too() {
        let shapes = [Shape::Disc, Shape::Ring, Shape::Square, Shape::Ringed];
        let marks: Vec<_> = shapes
            .iter()
            .enumerate()
            .map(|(i, &shape)| mark(shape, 5.0 + 8.0 * i as f32, 5.0, 3.0))
            .collect();
        check(
            &marks,
            &expect![[r#"
                |
                |   ..     .oo.   ......   .oo.
                |  ####   .#..#.  .####.  . .. .
                | .####.  o.  .o  .####.  o.##.o
                | .####.  o.  .o  .####.  o.##.o
                |  ####   .#..#.  .####.  . .. .
                |   ..     .oo.   ......   .oo.
                |
                |
            "#]],
        );
    }

    #[test]
    fn what_leaves_the_screen_is_cut() {
        let marks = [mark(Shape::Disc, 0.0, 0.0, 6.0), mark(Shape::Disc, 30.0, 600.0, 6.0)];
        check(
            &marks,
            &expect![[r#"
                |#####.
                |#####
                |####o
                |###o
                |##o
                |
                |
                |
            "#]],
        );
    }
}
