//! Breaking Go files at random.

use gopark_lang::lexer::tokens;
use gopark_lang::source::{FileId, SourceFile};

/// The splitmix64 generator.
pub struct Random {
    state: u64,
}

impl Random {
    pub fn new(seed: u64) -> Random {
        Random { state: seed }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which must not be 0.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}

/// What may be put in: tokens that open, close or separate things, and malformed ones.
const PIECES: [&str; 52] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ":",
    ".",
    "...",
    "=",
    ":=",
    "+",
    "*",
    "<-",
    "&",
    "~",
    "|",
    "!",
    "++",
    "\n",
    "x",
    "_",
    "1",
    "\"s\"",
    "'a'",
    "'",
    "\"",
    "`",
    "0x",
    "1_",
    "\\",
    "@",
    "é",
    "if",
    "else",
    "for",
    "range",
    "switch",
    "case",
    "default",
    "select",
    "func",
    "var",
    "type",
    "struct{",
    "interface{",
    "chan",
    "map[",
    "return",
    "goto L",
];

/// The source with one to three changes, each to a token or a character.
pub fn mutated(source: &SourceFile, random: &mut Random) -> SourceFile {
    let mut text = source.text().to_string();
    for _ in 0..=random.below(3) {
        text = mutate_once(text, random);
    }
    SourceFile::new("main.go", text)
}

fn mutate_once(text: String, random: &mut Random) -> String {
    let source = SourceFile::new("", text.clone());
    let tokens = tokens(FileId(0), &source);
    if tokens.len() < 2 {
        return text;
    }
    let span = tokens[random.below(tokens.len())].span;
    let (start, end) = (span.start as usize, span.end as usize);
    let piece = PIECES[random.below(PIECES.len())];
    match random.below(6) {
        0 | 1 => text[..start].to_string() + &text[end..],
        2 => format!("{} {piece} {}", &text[..start], &text[start..]),
        3 => format!("{}{piece}{}", &text[..start], &text[end..]),
        4 => format!("{}{}", &text[..end], &text[start..]),
        _ => {
            let other = tokens[random.below(tokens.len())].span;
            let moved = &text[other.start as usize..other.end as usize];
            format!("{}{moved}{}", &text[..start], &text[end..])
        }
    }
}
