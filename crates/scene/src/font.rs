//! How wide text is, without asking a browser: glyph advances of a wide common face, so that on a narrower one
//! there is room to spare and never text cut off.

use crate::draw::Font;

/// Sizes of text, in px before scaling. There are no others.
pub mod size {
    /// Counts, tags, lines of code.
    pub const SMALL: f32 = 11.5;
    /// Names and labels.
    pub const BODY: f32 = 13.0;
    /// The name of a place.
    pub const TITLE: f32 = 15.0;
    /// A number that is the point.
    pub const LARGE: f32 = 24.0;
}

/// Advances of ' ' to '~' in hundredths of the font size.
#[rustfmt::skip]
const ADVANCES: [u8; 95] = [
    32, 41, 47, 84, 64, 95, 79, 28, 40, 40, 51, 84, 33, 37, 33, 34,
    64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 54,
    100, 69, 69, 70, 77, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79,
    61, 79, 70, 64, 62, 74, 69, 99, 69, 62, 69, 40, 34, 40, 84, 50,
    50, 62, 64, 56, 64, 62, 36, 64, 64, 29, 29, 59, 29, 98, 64, 62,
    64, 64, 42, 53, 40, 64, 60, 82, 60, 60, 53, 64, 34, 64, 84,
];
/// Any other character.
const ADVANCE_OTHER: f32 = 0.9;
const ADVANCE_MONO: f32 = 0.605;
const BOLD: f32 = 1.1;

/// The width of `text` in px.
pub fn width(text: &str, font: Font) -> f32 {
    text.chars().map(|c| advance(c, font)).sum()
}

/// The longest beginning of `text` that fits into `room` px with an ellipsis after it: its length in bytes. The whole
/// text, without ellipsis, if that fits; `None` if not even one character does.
pub fn fit(text: &str, font: Font, room: f32) -> Option<(usize, bool)> {
    if width(text, font) <= room {
        return Some((text.len(), false));
    }
    let mut used = advance('…', font);
    let mut end = 0;
    for (at, c) in text.char_indices() {
        used += advance(c, font);
        if used > room {
            break;
        }
        end = at + c.len_utf8();
    }
    (end > 0).then_some((end, true))
}

/// `text` broken between words into lines of at most `room` px; a word wider than that has a line of its own.
pub fn wrap(text: &str, font: Font, room: f32) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for (at, _) in text.match_indices(' ').chain([(text.len(), "")]) {
        if end > start && width(&text[start..at], font) > room {
            lines.push(&text[start..end]);
            start = end + 1;
        }
        end = at;
    }
    lines.push(&text[start..]);
    lines
}

fn advance(c: char, font: Font) -> f32 {
    if font.mono {
        return ADVANCE_MONO * font.size;
    }
    let em = match c {
        ' '..='~' => f32::from(ADVANCES[c as usize - 32]) / 100.0,
        '…' => 1.0,
        '·' => 0.34,
        '–' => 0.52,
        _ => ADVANCE_OTHER,
    };
    em * font.size * if font.bold { BOLD } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::{fit, width, wrap};
    use crate::draw::Font;

    #[test]
    fn what_fits_is_measured_with_its_ellipsis() {
        let font = Font { size: 10.0, bold: false, mono: true };
        assert!((width("abcd", font) - 24.2).abs() < 0.01);
        assert_eq!(fit("abcd", font, 25.0), Some((4, false)));
        assert_eq!(fit("abcd", font, 20.0), Some((2, true)));
        assert_eq!(fit("äöü", font, 15.0), Some((2, true)));
        assert_eq!(fit("abcd", font, 5.0), None);
    }

    #[test]
    fn lines_break_between_words() {
        let font = Font { size: 10.0, bold: false, mono: true };
        assert_eq!(wrap("all asleep - deadlock!", font, 70.0), ["all asleep", "- deadlock!"]);
        assert_eq!(wrap("all", font, 70.0), ["all"]);
        assert_eq!(wrap("incomprehensibilities all", font, 70.0), ["incomprehensibilities", "all"]);
    }
}
