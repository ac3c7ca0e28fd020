//! Sentences, put together without the formatting machinery.

/// A sentence in the making.
#[derive(Default)]
pub struct Words(pub String);

impl Words {
    pub fn of(text: &str) -> Self {
        Self(text.to_owned())
    }

    #[must_use]
    pub fn and(mut self, text: &str) -> Self {
        self.0.push_str(text);
        self
    }

    #[must_use]
    pub fn number(mut self, n: u32) -> Self {
        let digits = n.to_string();
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                self.0.push(',');
            }
            self.0.push(digit);
        }
        self
    }

    /// `1 goroutine`, `2 goroutines`
    #[must_use]
    pub fn goroutines(self, n: u32) -> Self {
        self.number(n).and(if n == 1 { " goroutine" } else { " goroutines" })
    }

    /// A line, with the function when it has a name: `line 20 (ask)`.
    #[must_use]
    pub fn line(self, line: u32, name: &str) -> Self {
        let words = self.and("line ").and(&line.to_string());
        if name.is_empty() { words } else { words.and(" (").and(name).and(")") }
    }
}
