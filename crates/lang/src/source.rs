//! Source texts and places in them.

use std::fmt;
use std::rc::Rc;

/// The longest source text accepted, in bytes. A longer text is cut here and reported by the parser.
pub const SOURCE_BYTES_MAX: usize = 8 << 20;

/// A source file of one compilation: its index in a [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(pub u16);

/// A range of bytes in one source file; `end` is exclusive.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The file both offsets are in.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The bytes `start..end` of a file.
    pub fn new(file: FileId, start: u32, end: u32) -> Span {
        Span { file, start, end }
    }

    /// The empty span at an offset.
    pub fn at(file: FileId, offset: u32) -> Span {
        Span { file, start: offset, end: offset }
    }

    /// From the start of this span to the end of another one in the same file.
    pub fn to(self, last: Span) -> Span {
        Span { file: self.file, start: self.start, end: last.end.max(self.start) }
    }

    /// Whether the offset is one of this span's bytes.
    pub fn contains(self, offset: u32) -> bool {
        self.start <= offset && offset < self.end
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}..{}", self.file.0, self.start, self.end)
    }
}

/// A line and a column, both counted from 1; the column counts bytes, as Go's does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineCol {
    /// The line, from 1.
    pub line: u32,
    /// The column in bytes, from 1.
    pub col: u32,
}

/// One Go source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    name: String,
    text: String,
    line_starts: Vec<u32>,
    malformed: Vec<u32>,
    is_cut: bool,
}

impl SourceFile {
    /// A source file, named as diagnostics shall name it. A text longer than [`SOURCE_BYTES_MAX`] is cut.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> SourceFile {
        let mut text: String = text.into();
        let is_cut = text.len() > SOURCE_BYTES_MAX;
        if is_cut {
            text.truncate(text.floor_char_boundary(SOURCE_BYTES_MAX));
        }
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
        SourceFile { name: name.into(), text, line_starts, malformed: Vec::new(), is_cut }
    }

    /// A source file from bytes of unknown encoding: each malformed sequence becomes U+FFFD, which the lexer
    /// reports as `invalid UTF-8 encoding`.
    pub fn from_bytes(name: impl Into<String>, bytes: &[u8]) -> SourceFile {
        let mut text = String::with_capacity(bytes.len());
        let mut malformed = Vec::new();
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            if !chunk.invalid().is_empty() {
                malformed.push(text.len() as u32);
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
        SourceFile { malformed, ..SourceFile::new(name, text) }
    }

    /// Whether the text was longer than [`SOURCE_BYTES_MAX`].
    pub fn is_cut(&self) -> bool {
        self.is_cut
    }

    /// The offsets at which malformed bytes were replaced.
    pub(crate) fn malformed(&self) -> &[u32] {
        &self.malformed
    }

    /// The name in diagnostics, such as `main.go`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span; empty when the span does not fit this file.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// The number of lines; a final newline starts a last, empty line.
    pub fn line_count(&self) -> u32 {
        self.line_starts.len() as u32
    }

    /// The line and column of an offset; an offset past the end counts as the end.
    pub fn line_col(&self, offset: u32) -> LineCol {
        let offset = offset.min(self.text.len() as u32);
        let line = self.line_starts.partition_point(|&start| start <= offset);
        LineCol { line: line as u32, col: offset - self.line_starts[line - 1] + 1 }
    }

    /// The offset at which a line (from 1) starts, if the file has that line.
    pub fn line_start(&self, line: u32) -> Option<u32> {
        self.line_starts.get((line as usize).checked_sub(1)?).copied()
    }

    /// A line (from 1) without its line break; empty when the file has no such line.
    pub fn line_text(&self, line: u32) -> &str {
        let Some(start) = self.line_start(line) else { return "" };
        self.text[start as usize..].split('\n').next().unwrap_or("").trim_end_matches('\r')
    }
}

/// The source files of one compilation, in the order they were added.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Rc<SourceFile>>,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Sources {
        Sources::default()
    }

    /// Adds a file; `None` when there are as many files as [`FileId`] can name.
    pub fn add(&mut self, file: impl Into<Rc<SourceFile>>) -> Option<FileId> {
        let id = FileId(u16::try_from(self.files.len()).ok()?);
        self.files.push(file.into());
        Some(id)
    }

    /// How many files there are.
    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    /// All files.
    pub(crate) fn files(&self) -> impl Iterator<Item = &Rc<SourceFile>> {
        self.files.iter()
    }

    /// Adds files, as many as can be named.
    pub(crate) fn extend(&mut self, files: &[Rc<SourceFile>]) {
        self.files.extend_from_slice(files);
    }

    /// A file by its id.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(usize::from(id.0)).map(Rc::as_ref)
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(index as u16), &**file))
    }

    /// `main.go:3:7`, or `?` for a file that was never added.
    pub fn position(&self, span: Span) -> String {
        let Some(file) = self.get(span.file) else { return "?".to_string() };
        let at = file.line_col(span.start);
        format!("{}:{}:{}", file.name(), at.line, at.col)
    }

    /// The text of a span; empty when the span fits no file.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.file).map_or("", |file| file.slice(span))
    }
}
