//! The lines of a dump without what a log put around them.

/// Lines with a margin of some characters cut off in front, and white space at the end.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    rest: std::str::Lines<'a>,
    margin_chars: usize,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str, margin_chars: usize) -> Self {
        Self { rest: text.lines(), margin_chars }
    }

    pub fn peek(&self) -> Option<&'a str> {
        self.clone().next()
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let line = self.rest.next()?;
        // An empty line may have lost the margin's last blanks.
        let start = line.char_indices().nth(self.margin_chars).map_or(line.len(), |(start, _)| start);
        Some(line[start..].trim_end())
    }
}
