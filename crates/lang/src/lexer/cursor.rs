//! A position in a source text, and the classes of bytes that are passed in runs.

use crate::diag::Diagnostic;
use crate::source::{FileId, Span};

const BOM: char = '\u{feff}';

/// Blanks other than the newline.
pub(super) const BLANK: u8 = 1;
/// The newline, a class of its own because it may be a semicolon.
pub(super) const NEWLINE: u8 = 2;
/// Letters, digits and `_`, of ASCII.
pub(super) const NAME: u8 = 4;
/// What a string in double quotes holds as it is.
pub(super) const STRING: u8 = 8;

/// The classes that each byte belongs to. NUL, which stands for the end, belongs to none.
const CLASSES: [u8; 256] = {
    let mut classes = [STRING; 256];
    let mut byte = 0;
    while byte < 128 {
        match byte as u8 {
            b' ' | b'\t' | b'\r' => classes[byte] |= BLANK,
            b'\n' => classes[byte] = NEWLINE,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => classes[byte] |= NAME,
            0 | b'"' | b'\\' => classes[byte] = 0,
            _ => {}
        }
        byte += 1;
    }
    classes
};

/// Reads characters and reports those that no Go source may contain, skipping them: it never stands at one.
/// Source: cmd/compile/internal/syntax/source.go:nextch.
pub(super) struct Cursor<'a> {
    file: FileId,
    pub(super) text: &'a str,
    /// Whether there may be characters that no source may contain.
    suspect: bool,
    /// Offsets at which malformed bytes were replaced, not yet passed.
    malformed: &'a [u32],
    pub(super) offset: u32,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(file: FileId, text: &'a str, malformed: &'a [u32]) -> Cursor<'a> {
        let suspect = !malformed.is_empty() || text.contains('\0') || text.contains(BOM);
        let mut cursor = Cursor { file, text, suspect, malformed, offset: 0, diagnostics: Vec::new() };
        cursor.skip_invalid();
        cursor
    }

    /// The current byte; 0 at the end.
    #[inline]
    pub(super) fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.offset as usize).copied().unwrap_or(0)
    }

    /// The current character; `None` at the end.
    pub(super) fn ch(&self) -> Option<char> {
        self.text[self.offset as usize..].chars().next()
    }

    /// Moves to the next character.
    #[inline]
    pub(super) fn bump(&mut self) {
        let width = match self.byte() {
            0 => 0,
            1..0x80 => 1,
            _ => self.width(),
        };
        self.offset += width;
        if self.suspect {
            self.skip_invalid();
        }
    }

    /// Moves past the current character if it is this byte.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.byte() == byte;
        if found {
            self.bump();
        }
        found
    }

    /// Moves past all bytes of some classes.
    #[inline]
    pub(super) fn pass(&mut self, classes: u8) {
        if self.suspect {
            while CLASSES[usize::from(self.byte())] & classes != 0 {
                self.bump();
            }
            return;
        }
        let bytes = self.text.as_bytes();
        let mut at = self.offset as usize;
        while let Some(&byte) = bytes.get(at)
            && CLASSES[usize::from(byte)] & classes != 0
        {
            at += 1;
        }
        self.offset = at as u32;
    }

    /// Moves to the next such character, or to the end.
    pub(super) fn pass_to(&mut self, stop: char) {
        let rest = &self.text[self.offset as usize..];
        let end = self.offset + rest.find(stop).unwrap_or(rest.len()) as u32;
        if !self.suspect {
            self.offset = end;
        }
        while self.offset < end {
            self.bump();
        }
    }

    /// The bytes after the current character.
    pub(super) fn rest(&self) -> &'a [u8] {
        &self.text.as_bytes()[(self.offset + self.width()) as usize..]
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

    fn width(&self) -> u32 {
        self.ch().map_or(0, char::len_utf8) as u32
    }

    #[cold]
    fn skip_invalid(&mut self) {
        loop {
            let ch = self.ch();
            let malformed = ch == Some(char::REPLACEMENT_CHARACTER) && self.at_malformed();
            let complaint = match ch {
                Some('\0') => Some("invalid NUL character"),
                Some(BOM) if self.offset > 0 => Some("invalid BOM in the middle of the file"),
                Some(BOM) => None,
                _ if malformed => Some("invalid UTF-8 encoding"),
                _ => return,
            };
            if let Some(message) = complaint {
                self.error(message);
            }
            self.offset += self.width();
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
