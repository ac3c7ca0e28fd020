//! A draw list as SVG text: for export, for tests and for looking at scenes without a browser.

use std::fmt::Write;

use gopark_scene::{Align, Cmd, Crowd, DrawList, Font, Ink, Look, Mark, Palette, Pen, Rect, Role, Text};

use crate::angle::sin_cos;
use crate::{MONO, SANS};

/// The whole picture as one SVG document.
pub fn render(list: &DrawList, palette: &Palette) -> String {
    let out = String::with_capacity(64 * list.marks.len() + 128 * list.cmds.len());
    let mut svg = Svg { out, palette, patterns: 0 };
    let (w, h) = (num(list.width), num(list.height));
    svg.add(format_args!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img">"#
    ));
    let sprites = svg.sprites(&list.marks);
    svg.add(format_args!(r#"<rect width="{w}" height="{h}" fill="{}"/>"#, palette.get(Role::Ground).css()));
    for cmd in &list.cmds {
        match cmd {
            Cmd::Marks { of } => svg.marks(list.marks.get(of.range()).unwrap_or_default(), &sprites),
            Cmd::Text(text) => svg.text(list.words(text), text),
            Cmd::Crowd(crowd) => svg.crowd(crowd),
            cmd => svg.shape(cmd),
        }
    }
    svg.out.push_str("</svg>\n");
    svg.out
}

/// A look at a size, in quarters of a pixel.
type Sprite = (Look, u32);

fn sprite_of(mark: &Mark) -> Sprite {
    (mark.look, (mark.r.clamp(0.25, 256.0) * 4.0).round() as u32)
}

struct Svg<'a> {
    out: String,
    palette: &'a Palette,
    patterns: u32,
}

impl Svg<'_> {
    fn add(&mut self, text: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(text);
    }

    /// Defines each look at each size once.
    fn sprites(&mut self, marks: &[Mark]) -> Vec<Sprite> {
        let mut ids = Vec::new();
        for sprite in marks.iter().map(sprite_of) {
            if !ids.contains(&sprite) {
                ids.push(sprite);
            }
        }
        if ids.is_empty() {
            return ids;
        }
        self.out.push_str("<defs>");
        let mut parts = Vec::new();
        for (id, &(look, quarters)) in ids.iter().enumerate() {
            self.add(format_args!(r#"<g id="m{id}">"#));
            parts.clear();
            look.expand(0.0, 0.0, quarters as f32 / 4.0, &mut parts);
            for part in &parts {
                self.shape(part);
            }
            self.out.push_str("</g>");
        }
        self.out.push_str("</defs>\n");
        ids
    }

    fn marks(&mut self, marks: &[Mark], sprites: &[Sprite]) {
        for mark in marks {
            let sprite = sprite_of(mark);
            let Some(id) = sprites.iter().position(|it| *it == sprite) else { continue };
            self.add(format_args!(r##"<use href="#m{id}" x="{}" y="{}""##, num(mark.x), num(mark.y)));
            if mark.alpha < 255 {
                self.add(format_args!(r#" opacity="{}""#, num(f32::from(mark.alpha) / 255.0)));
            }
            self.out.push_str("/>");
        }
        self.out.push('\n');
    }

    /// One mark, and rectangles that are filled with it.
    fn crowd(&mut self, crowd: &Crowd) {
        let (w, h) = (crowd.step_x.abs(), crowd.step_y);
        let (x, y) = (num(crowd.x - w / 2.0), num(crowd.y - h / 2.0));
        let id = self.patterns;
        self.patterns += 1;
        self.add(format_args!(
            r#"<pattern id="c{id}" x="{x}" y="{y}" width="{}" height="{}" patternUnits="userSpaceOnUse">"#,
            num(w),
            num(h)
        ));
        let mut parts = Vec::new();
        crowd.look.expand(w / 2.0, h / 2.0, crowd.r, &mut parts);
        parts.iter().for_each(|part| self.shape(part));
        self.out.push_str("</pattern>");
        for part in crowd.parts().iter().filter(|part| part.w > 0.0) {
            let (x, y, w, h) = (num(part.x), num(part.y), num(part.w), num(part.h));
            self.add(format_args!(r#"<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="url(#c{id})"/>"#));
        }
        self.out.push('\n');
    }

    fn shape(&mut self, cmd: &Cmd) {
        match *cmd {
            Cmd::Box { rect, radius, fill, line } => self.rect(rect, radius, fill, line),
            Cmd::Circle { x, y, r, fill, line } => {
                self.add(format_args!(r#"<circle cx="{}" cy="{}" r="{}""#, num(x), num(y), num(r.max(0.0))));
                self.style(fill, line);
            }
            Cmd::Arc { x, y, r, from, sweep, pen } => self.arc((x, y), r, from, sweep, pen),
            Cmd::Line { a, b, pen } => {
                self.add(format_args!(
                    r#"<path d="M{} {}L{} {}" stroke-linecap="round""#,
                    num(a.0),
                    num(a.1),
                    num(b.0),
                    num(b.1)
                ));
                self.style(None, Some(pen));
            }
            Cmd::Curve { a, c, b, pen } => {
                self.add(format_args!(
                    r#"<path d="M{} {}Q{} {} {} {}" stroke-linecap="round""#,
                    num(a.0),
                    num(a.1),
                    num(c.0),
                    num(c.1),
                    num(b.0),
                    num(b.1)
                ));
                self.style(None, Some(pen));
            }
            Cmd::Triangle { a, b, c, fill } => {
                self.add(format_args!(
                    r#"<path d="M{} {}L{} {}L{} {}Z""#,
                    num(a.0),
                    num(a.1),
                    num(b.0),
                    num(b.1),
                    num(c.0),
                    num(c.1)
                ));
                self.style(Some(fill), None);
            }
            Cmd::Text(_) | Cmd::Marks { .. } | Cmd::Crowd(_) => {}
        }
    }

    fn rect(&mut self, rect: Rect, radius: f32, fill: Option<Ink>, line: Option<Pen>) {
        self.add(format_args!(
            r#"<rect x="{}" y="{}" width="{}" height="{}" rx="{}""#,
            num(rect.x),
            num(rect.y),
            num(rect.w),
            num(rect.h),
            num(radius)
        ));
        self.style(fill, line);
    }

    fn arc(&mut self, (x, y): (f32, f32), r: f32, from: f32, sweep: f32, pen: Pen) {
        if sweep >= 0.999 {
            self.add(format_args!(r#"<circle cx="{}" cy="{}" r="{}""#, num(x), num(y), num(r)));
        } else {
            let point = |turns: f32| {
                let angle = turns * std::f32::consts::TAU;
                let (sin, cos) = sin_cos(angle);
                (num(x + r * sin), num(y - r * cos))
            };
            let ((ax, ay), (bx, by)) = (point(from), point(from + sweep));
            let (r, large) = (num(r), u8::from(sweep > 0.5));
            self.add(format_args!(
                r#"<path d="M{ax} {ay}A{r} {r} 0 {large} 1 {bx} {by}" stroke-linecap="round""#
            ));
        }
        self.style(None, Some(pen));
    }

    /// Ends an element with its colors.
    fn style(&mut self, fill: Option<Ink>, line: Option<Pen>) {
        match fill {
            Some(ink) => self.ink("fill", ink),
            None => self.out.push_str(r#" fill="none""#),
        }
        if let Some(pen) = line {
            self.ink("stroke", pen.ink);
            self.add(format_args!(r#" stroke-width="{}""#, num(pen.width)));
            if pen.dashed {
                self.add(format_args!(
                    r#" stroke-dasharray="{} {}""#,
                    num(pen.width * 3.0),
                    num(pen.width * 3.0)
                ));
            }
        }
        self.out.push_str("/>");
    }

    fn ink(&mut self, what: &str, ink: Ink) {
        self.add(format_args!(r#" {what}="{}""#, self.palette.get(ink.role).css()));
        if ink.alpha < 255 {
            self.add(format_args!(r#" {what}-opacity="{}""#, num(f32::from(ink.alpha) / 255.0)));
        }
    }

    fn text(&mut self, words: &str, text: &Text) {
        let Font { size, bold, mono } = text.font;
        let family = if mono { MONO } else { SANS }.replace('"', "'");
        let anchor = match text.align {
            Align::Start => "start",
            Align::Middle => "middle",
            Align::End => "end",
        };
        let weight = if bold { 600 } else { 400 };
        self.add(format_args!(
            r#"<text x="{}" y="{}" font-family="{family}" font-size="{}" font-weight="{weight}" text-anchor="{anchor}""#,
            num(text.x),
            num(text.y),
            num(size)
        ));
        self.ink("fill", text.ink);
        self.out.push('>');
        for c in words.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                c if c.is_control() => self.out.push(' '),
                c => self.out.push(c),
            }
        }
        self.out.push_str("</text>\n");
    }
}

/// Hundredths are finer than any screen.
pub(crate) fn num(value: f32) -> String {
    let hundredths = (f64::from(value) * 100.0).round_ties_even() as i64;
    let (sign, all) = (if hundredths < 0 { "-" } else { "" }, hundredths.unsigned_abs());
    match (all / 100, all % 100) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, part) if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        (whole, part) => format!("{sign}{whole}.{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use gopark_scene::trace::GState;
    use gopark_scene::{Cmd, Crowd, DrawList, Font, Ink, Look, Mark, Palette, Pen, Rect, Role, Span, Text};

    use super::render;

    #[test]
    fn a_draw_list_becomes_one_document() {
        let mut list = DrawList { width: 100.0, height: 40.0, ..DrawList::default() };
        let (rect, line) = (Rect::new(2.0, 2.0, 50.0, 20.0), Some(Pen::dashed(Role::Line, 1.0)));
        list.cmds.push(Cmd::Box { rect, radius: 4.0, fill: Some(Ink::new(Role::Surface, 128)), line });
        let pen = Pen::new(Role::Running, 2.0);
        list.cmds.push(Cmd::Arc { x: 20.0, y: 20.0, r: 8.0, from: 0.0, sweep: 0.25, pen });
        list.text.push_str("a<b");
        list.cmds.push(Cmd::Text(Text {
            words: Span { start: 0, end: 3 },
            x: 5.0,
            y: 15.0,
            room: 40.0,
            font: Font { size: 13.0, bold: true, mono: true },
            align: gopark_scene::Align::Middle,
            ink: Role::Text.into(),
        }));
        let look = Look::of_state(GState::Runnable);
        list.push_marks([60.0, 70.0].map(|x| Mark { x, y: 20.0, r: 3.0, alpha: 255, look }));
        expect![[r##"
            <svg xmlns="http://www.w3.org/2000/svg" width="100" height="40" viewBox="0 0 100 40" role="img"><defs><g id="m0"><circle cx="0" cy="0" r="2.7" fill="#2878d0"/></g></defs>
            <rect width="100" height="40" fill="#f3f5f8"/><rect x="2" y="2" width="50" height="20" rx="4" fill="#ffffff" fill-opacity="0.5" stroke="#cfd6df" stroke-width="1" stroke-dasharray="3 3"/><path d="M20 12A8 8 0 0 1 28 20" stroke-linecap="round" fill="none" stroke="#0a8a5f" stroke-width="2"/><text x="5" y="15" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace" font-size="13" font-weight="600" text-anchor="middle" fill="#19212c">a&lt;b</text>
            <use href="#m0" x="60" y="20"/><use href="#m0" x="70" y="20"/>
            </svg>
        "##]].assert_eq(&render(&list, &Palette::LIGHT));
    }
    #[test]
    fn a_crowd_is_a_pattern() {
        let mut list = DrawList { width: 50.0, height: 20.0, ..DrawList::default() };
        let look = Look::of_state(GState::Runnable);
        let (x, y, step_x, step_y, r) = (40.0, 5.0, -4.0, 4.0, 1.5);
        list.cmds.push(Cmd::Crowd(Crowd { x, y, step_x, step_y, rows: 3, count: 8, r, look }));
        expect![[r##"
            <svg xmlns="http://www.w3.org/2000/svg" width="50" height="20" viewBox="0 0 50 20" role="img"><rect width="50" height="20" fill="#f3f5f8"/><pattern id="c0" x="38" y="3" width="4" height="4" patternUnits="userSpaceOnUse"><circle cx="2" cy="2" r="1.35" fill="#2878d0"/></pattern><rect x="34" y="3" width="8" height="12" fill="url(#c0)"/><rect x="30" y="3" width="4" height="8" fill="url(#c0)"/>
            </svg>
        "##]]
        .assert_eq(&render(&list, &Palette::LIGHT));
    }
}
