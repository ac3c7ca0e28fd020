//! A position in a source text, character by character.

use crate::diag::Diagnostic;
use crate::source::{FileId, SourceFile, Span};

const BOM: char = '\u{feff}';

/// Reads characters and reports those that no Go source may contain, skipping them.
/// Source: cmd/compile/internal/syntax/source.go:nextch.
pub(super) struct Cursor<'a> {
    file: FileId,
    pub(super) text: &'a str,
    /// Offsets at which malformed bytes were replaced, not yet passed.
    malformed: &'a [u32],
    /// The current character; `None` at the end.
    pub(super) ch: Option<char>,
    /// Its offset.
    pub(super) offset: u32,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(file: FileId, source: &'a SourceFile) -> Cursor<'a> {
        let (text, malformed) = (source.text(), source.malformed());
        let mut cursor = Cursor { file, text, malformed, ch: None, offset: 0, diagnostics: Vec::new() };
        cursor.load();
        cursor
    }

    /// Moves to the next character.
    pub(super) fn bump(&mut self) {
        if let Some(ch) = self.ch {
            self.offset += ch.len_utf8() as u32;
            self.load();
        }
    }

    /// Moves past the current character if it is this one.
    pub(super) fn eat(&mut self, ch: char) -> bool {
        let found = self.ch == Some(ch);
        if found {
            self.bump();
        }
        found
    }

    /// The bytes after the current character.
    pub(super) fn rest(&self) -> &'a [u8] {
        let after = self.offset as usize + self.ch.map_or(0, char::len_utf8);
        &self.text.as_bytes()[after..]
    }

    pub(super) fn span_from(&self, start: u32) -> Span {
        Span::new(self.file, start, self.offset)
    }

    /// Reports an error at the current character.
    pub(super) fn error(&mut self, message: impl Into<String>) {
        self.error_at(self.offset, message);
    }

    pub(super) fn error_at(&mut self, offset: u32, message: impl Into<String>) {
        let width = self.text[offset as usize..].chars().next().map_or(0, char::len_utf8) as u32;
        self.diagnostics.push(Diagnostic::error(Span::new(self.file, offset, offset + width), message));
    }

    fn load(&mut self) {
        loop {
            self.ch = self.text[self.offset as usize..].chars().next();
            let malformed = self.ch == Some(char::REPLACEMENT_CHARACTER) && self.at_malformed();
            let complaint = match self.ch {
                Some('\0') => Some("invalid NUL character"),
                Some(BOM) if self.offset > 0 => Some("invalid BOM in the middle of the file"),
                Some(BOM) => None,
                _ if malformed => Some("invalid UTF-8 encoding"),
                _ => return,
            };
            if let Some(message) = complaint {
                self.error(message);
            }
            self.offset += self.ch.map_or(0, char::len_utf8) as u32;
        }
    }

    fn at_malformed(&mut self) -> bool {
        while let [first, rest @ ..] = self.malformed {
            if *first > self.offset {
                return false;
            }
            self.malformed = rest;
            if *first == self.offset {
                return true;
            }
        }
        false
    }
}
