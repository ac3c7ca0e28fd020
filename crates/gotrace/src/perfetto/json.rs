//! The file itself: a list of entries in the JSON of Chrome's trace event format, which <https://ui.perfetto.dev> opens.

use std::fmt::{Display, Write as _};

/// A track: which group it stands in (a process of the format), and which of its tracks it is (a thread).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Track(pub u8, pub u64);

/// Entries, as they are written.
pub struct Entries {
    text: String,
    begun: bool,
}

impl Entries {
    pub fn new() -> Self {
        Self { text: "{\"displayTimeUnit\":\"ns\",\"traceEvents\":[\n".to_owned(), begun: false }
    }

    /// What was written since the last time.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.text).into_bytes()
    }

    /// Bytes that wait to be taken.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Nothing follows.
    pub fn end(&mut self) {
        self.text.push_str("\n]}\n");
    }

    /// Begins an entry of that phase. It has to be closed.
    pub fn entry(&mut self, phase: char, Track(pid, tid): Track) -> Entry<'_> {
        if std::mem::replace(&mut self.begun, true) {
            self.text.push_str(",\n");
        }
        let text = &mut self.text;
        put(text, format_args!("{{\"ph\":\"{phase}\",\"pid\":{pid},\"tid\":{tid}"));
        Entry { text, in_args: false }
    }
}

/// An entry that is being written.
pub struct Entry<'a> {
    text: &'a mut String,
    in_args: bool,
}

impl Entry<'_> {
    /// When: the format counts microseconds.
    pub fn at(self, ns: u64) -> Self {
        put(self.text, format_args!(",\"ts\":{}.{:03}", ns / 1_000, ns % 1_000));
        self
    }

    /// A field of text.
    pub fn text(mut self, name: &str, value: &str) -> Self {
        self.name(name);
        quote(self.text, value);
        self
    }

    /// A field that is a number.
    pub fn number(mut self, name: &str, value: impl Display) -> Self {
        self.name(name);
        put(self.text, format_args!("{value}"));
        self
    }

    /// The fields that follow are the arguments.
    pub fn args(mut self) -> Self {
        self.text.push_str(",\"args\":{");
        self.in_args = true;
        self
    }

    pub fn close(self) {
        self.text.push_str(if self.in_args { "}}" } else { "}" });
    }

    fn name(&mut self, name: &str) {
        if !self.text.ends_with('{') {
            self.text.push(',');
        }
        put(self.text, format_args!("\"{name}\":"));
    }
}

/// Writing to a string cannot fail.
fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(what);
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c < ' ' => put(out, format_args!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}
