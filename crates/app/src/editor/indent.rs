//! What the Tab and Enter keys do to a text.

/// A change of a text: `insert` takes the place of the bytes from `start` to `end`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// First byte that goes.
    pub start: usize,
    /// One past the last byte that goes.
    pub end: usize,
    /// What comes.
    pub insert: String,
    /// What is selected afterwards.
    pub select: (usize, usize),
}

/// Tab: a tab for a cursor, one more level for selected lines.
pub fn indent(text: &str, start: usize, end: usize) -> Edit {
    if !text[start..end].contains('\n') {
        return Edit { start, end, insert: "\t".to_owned(), select: (start + 1, start + 1) };
    }
    let from = line_start(text, start);
    let insert = text[from..end].split('\n').map(|line| format!("\t{line}")).collect::<Vec<_>>().join("\n");
    let select = (from, from + insert.len());
    Edit { start: from, end, insert, select }
}

/// Shift+Tab: one level less for the lines that the selection touches.
pub fn outdent(text: &str, start: usize, end: usize) -> Edit {
    let from = line_start(text, start);
    let lines = text[from..end].split('\n');
    let shorter: Vec<&str> = lines.map(|line| line.strip_prefix('\t').unwrap_or(line)).collect();
    let insert = shorter.join("\n");
    let gone = text[from..end].len() - insert.len();
    let select = if start == end {
        let at = start.saturating_sub(gone).max(from);
        (at, at)
    } else {
        (from, from + insert.len())
    };
    Edit { start: from, end, insert, select }
}

/// Enter: a new line as deep as this one, and deeper after an opening bracket.
pub fn new_line(text: &str, start: usize, end: usize) -> Edit {
    let before = &text[line_start(text, start)..start];
    let mut insert = String::from("\n");
    insert.extend(before.chars().take_while(|c| c.is_whitespace()));
    if before.trim_end().ends_with(['{', '(', '[', ':']) {
        insert.push('\t');
    }
    let at = start + insert.len();
    Edit { start, end, insert, select: (at, at) }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The byte at an offset in UTF-16 units, which is how browsers count.
pub fn byte_of(text: &str, utf16: u32) -> usize {
    let mut left = utf16 as usize;
    for (at, c) in text.char_indices() {
        if left < c.len_utf16() {
            return at;
        }
        left -= c.len_utf16();
    }
    text.len()
}

/// The offset in UTF-16 units of a byte.
pub fn utf16_of(text: &str, byte: usize) -> u32 {
    text[..byte].encode_utf16().count() as u32
}

#[cfg(test)]
mod tests {
    use super::{Edit, byte_of, indent, new_line, outdent, utf16_of};

    /// `text` holds `|` where the selection starts and ends (or once, for a cursor).
    fn check(act: fn(&str, usize, usize) -> Edit, text: &str, expected: &str) {
        let start = text.find('|').unwrap();
        let end = text.rfind('|').unwrap().max(start + 1) - usize::from(text.matches('|').count() == 2);
        let end = if text.matches('|').count() == 1 { start } else { end };
        let plain = text.replace('|', "");
        let edit = act(&plain, start, end);
        let mut out = format!("{}{}{}", &plain[..edit.start], edit.insert, &plain[edit.end..]);
        out.insert(edit.select.1, '|');
        if edit.select.0 != edit.select.1 {
            out.insert(edit.select.0, '|');
        }
        assert_eq!(out, expected);
    }

    #[test]
    fn tab_indents() {
        check(indent, "a|b", "a\t|b");
        check(indent, "x\n\ta|\nb|\nc", "x\n|\t\ta\n\tb|\nc");
    }

    #[test]
    fn shift_tab_goes_back() {
        check(outdent, "\ta|b", "a|b");
        check(outdent, "a|b", "a|b");
        check(outdent, "|\ta\n\t\tb|\nc", "|a\n\tb|\nc");
    }

    #[test]
    fn enter_keeps_the_depth() {
        check(new_line, "\tif x {|", "\tif x {\n\t\t|");
        check(new_line, "\ta()|", "\ta()\n\t|");
    }

    #[test]
    fn browsers_count_in_utf16() {
        let text = "a\u{1f600}é!";
        for (byte, utf16) in [(0, 0), (1, 1), (5, 3), (7, 4), (8, 5)] {
            assert_eq!((byte_of(text, utf16), utf16_of(text, byte)), (byte, utf16));
        }
        assert_eq!(byte_of(text, 99), text.len());
    }
}
