//! Colors for Go source, from our own lexer, and marks under what is wrong.

use std::iter;
use std::ops::Range;
use std::rc::Rc;

use gopark_lang::lexer;
use gopark_lang::source::{FileId, SourceFile};
use gopark_lang::token::{Token, TokenKind};
use gopark_session::Diagnostic;
use gopark_sorted::sort_by;

/// What a piece of source is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Class {
    /// Names, operators, blanks.
    #[default]
    Plain,
    /// A keyword.
    Keyword,
    /// A string or a rune.
    Text,
    /// A number.
    Number,
    /// A comment.
    Comment,
    /// A comment that is addressed to Gopark: `//gopark:param`.
    Directive,
    /// The name of a declared function.
    Function,
    /// A name that Go declares itself: `make`, `int`, `nil`.
    Predeclared,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub class: Class,
    /// An error lies in it.
    pub wrong: bool,
    /// Its text.
    pub text: String,
}

/// Longer sources stay without colors, so that typing stays quick.
const COLORED_BYTES_MAX: usize = 200_000;

/// Names that need no declaration and deserve to be told apart.
const PREDECLARED: [&str; 43] = [
    "any",
    "append",
    "bool",
    "byte",
    "cap",
    "clear",
    "close",
    "complex128",
    "complex64",
    "copy",
    "delete",
    "error",
    "false",
    "float32",
    "float64",
    "int",
    "int16",
    "int32",
    "int64",
    "int8",
    "iota",
    "len",
    "make",
    "max",
    "min",
    "new",
    "nil",
    "panic",
    "print",
    "println",
    "recover",
    "rune",
    "string",
    "true",
    "uint",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "uintptr",
    "comparable",
    "imag",
    "real",
];

/// A source and what its parts are.
pub struct Colored {
    source: Rc<str>,
    classes: Ranges,
    /// Where each line begins.
    starts: Vec<usize>,
    columns: usize,
}

/// A tab ends at a multiple of so many columns.
const TAB_COLUMNS: usize = 4;

impl Colored {
    /// Looks at all of `source`.
    pub fn new(source: &Rc<str>) -> Self {
        let mut classes = Vec::new();
        if source.len() <= COLORED_BYTES_MAX {
            let file = SourceFile::new("main.go", &**source);
            // The lexer may have cut or repaired the text; then its positions are not ours.
            if file.text() == &**source {
                classes = classes_of(source, &lexer::tokens(FileId(0), &file));
            }
        }
        let newlines = source.match_indices('\n').map(|(at, _)| at + 1);
        let columns = source.split('\n').map(columns).max().unwrap_or(0);
        Self { source: Rc::clone(source), classes, starts: iter::once(0).chain(newlines).collect(), columns }
    }

    /// How wide the widest line is at most, in columns.
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// How many lines there are: at least one.
    pub const fn line_count(&self) -> usize {
        self.starts.len()
    }

    /// The text of lines, counted from 0, each with its end.
    pub fn text(&self, lines: Range<usize>) -> &str {
        let start = |line: usize| self.starts.get(line).map_or(self.source.len(), |&start| start);
        &self.source[start(lines.start)..start(lines.end)]
    }

    /// A line, counted from 0, as pieces.
    pub fn pieces(&self, line: usize, diagnostics: &[Diagnostic]) -> Vec<Piece> {
        let text = self.text(line..line + 1);
        let text = text.strip_suffix('\n').unwrap_or(text);
        let wrong = wrong_in(text, line as u32 + 1, diagnostics);
        pieces(text, self.starts[line], &self.classes, &wrong)
    }
}

/// How wide a line is at most: beyond ASCII a character may take two columns.
fn columns(line: &str) -> usize {
    line.chars().fold(0, |column, c| match c {
        '\t' => (column / TAB_COLUMNS + 1) * TAB_COLUMNS,
        _ => column + if c.is_ascii() { 1 } else { 2 },
    })
}

/// Ranges of bytes with a class, in order.
type Ranges = Vec<(usize, usize, Class)>;

fn classes_of(source: &str, tokens: &[Token]) -> Ranges {
    let mut ranges = Ranges::new();
    let mut declaration = None;
    for token in tokens {
        let (start, end) = (token.span.start as usize, token.span.end as usize);
        let Some(text) = source.get(start..end).filter(|text| !text.is_empty()) else { continue };
        let declares = declared_next(&mut declaration, token, source);
        let class = match token.kind {
            TokenKind::Comment if text.starts_with("//gopark:") => Class::Directive,
            TokenKind::Comment => Class::Comment,
            TokenKind::Literal(_) if text.starts_with(['"', '`', '\'']) => Class::Text,
            TokenKind::Literal(_) => Class::Number,
            TokenKind::Name if declares => Class::Function,
            TokenKind::Name if PREDECLARED.contains(&text) => Class::Predeclared,
            kind if kind.is_keyword() => Class::Keyword,
            _ => Class::Plain,
        };
        if class != Class::Plain {
            ranges.push((start, end, class));
        }
    }
    ranges
}

/// Whether `token` is the name of a function that is declared here. `declaration` remembers how deep we are in the
/// parentheses of its receiver.
fn declared_next(declaration: &mut Option<u32>, token: &Token, source: &str) -> bool {
    let start = token.span.start as usize;
    match (token.kind, *declaration) {
        (TokenKind::Func, _) if start == 0 || source.as_bytes()[start - 1] == b'\n' => *declaration = Some(0),
        (TokenKind::Lparen, Some(depth)) => *declaration = Some(depth + 1),
        (TokenKind::Rparen, Some(depth)) => *declaration = depth.checked_sub(1),
        (TokenKind::Name, Some(0)) => {
            *declaration = None;
            return true;
        }
        (TokenKind::Lbrace, Some(0)) => *declaration = None,
        _ => {}
    }
    false
}

/// Columns (in bytes, from 0) of `line` in which something is wrong.
fn wrong_in(line: &str, number: u32, diagnostics: &[Diagnostic]) -> Vec<(usize, usize)> {
    let here = diagnostics.iter().filter(|it| it.is_error && it.line <= number && number <= it.end_line);
    here.map(|it| {
        let start = if it.line == number { it.column as usize - 1 } else { 0 };
        let end = if it.end_line == number { it.end_column as usize - 1 } else { line.len() };
        (start.min(line.len()), end.clamp(start + 1, line.len().max(start + 1)))
    })
    .collect()
}

fn pieces(line: &str, line_start: usize, classes: &Ranges, wrong: &[(usize, usize)]) -> Vec<Piece> {
    let line_end = line_start + line.len();
    let first = classes.partition_point(|&(_, end, _)| end <= line_start);
    let mut cuts = vec![0, line.len()];
    let here = classes[first..].iter().take_while(|&&(start, ..)| start < line_end);
    for &(start, end, _) in here.clone() {
        cuts.push(start.saturating_sub(line_start));
        cuts.push(end.min(line_end) - line_start);
    }
    cuts.extend(wrong.iter().flat_map(|&(start, end)| [start, end.min(line.len())]));
    cuts.retain(|&cut| line.is_char_boundary(cut));
    sort_by(&mut cuts, Ord::cmp);
    cuts.dedup();
    let class_at = |at: usize| {
        let at = line_start + at;
        here.clone()
            .find(|&&(start, end, _)| start <= at && at < end)
            .map_or(Class::Plain, |&(.., class)| class)
    };
    let mut pieces: Vec<Piece> = cuts
        .windows(2)
        .map(|cut| Piece {
            class: class_at(cut[0]),
            wrong: wrong.iter().any(|&(start, end)| start <= cut[0] && cut[0] < end),
            text: line[cut[0]..cut[1]].to_owned(),
        })
        .collect();
    if wrong.iter().any(|&(start, _)| start >= line.len()) {
        pieces.push(Piece { class: Class::Plain, wrong: true, text: " ".to_owned() });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use gopark_session::Diagnostic;

    use super::{Colored, Piece};

    fn lines(source: &str, diagnostics: &[Diagnostic]) -> Vec<Vec<Piece>> {
        let colored = Colored::new(&source.into());
        (0..colored.line_count()).map(|line| colored.pieces(line, diagnostics)).collect()
    }

    fn check(source: &str, diagnostics: &[Diagnostic], expected: Expect) {
        let mut out = String::new();
        for line in lines(source, diagnostics) {
            for piece in line {
                let sign = if piece.wrong { "!" } else { "" };
                out.push_str(&format!("{:?}{sign}({}) ", piece.class, piece.text));
            }
            out.push('\n');
        }
        let out: Vec<_> = out.lines().map(str::trim_end).collect();
        expected.assert_eq(&out.join("\n"));
    }

    fn error(line: u32, column: u32, end_line: u32, end_column: u32) -> Diagnostic {
        let (file, message) = ("main.go".to_owned(), "no".to_owned());
        Diagnostic { is_error: true, file, line, column, end_line, end_column, message }
    }

    #[test]
    fn names_what_it_sees() {
        check(
            "func main() { // go\n\tx := make(chan int, 0x10)\n}",
            &[],
            expect![[r#"
                Keyword(func) Plain( ) Function(main) Plain(() { ) Comment(// go)
                Plain(	x := ) Predeclared(make) Plain(() Keyword(chan) Plain( ) Predeclared(int) Plain(, ) Number(0x10) Plain())
                Plain(})"#]],
        );
    }

    #[test]
    fn knows_which_name_is_declared() {
        check(
            "func (g *Gauge) enter(f func(n N) R) R {",
            &[],
            expect![[r#"
                Keyword(func) Plain( (g *Gauge) ) Function(enter) Plain((f ) Keyword(func) Plain((n N) R) R {)"#]],
        );
    }

    #[test]
    fn goes_on_over_lines() {
        check(
            "/* a\nb */ var s = `c\nd` //gopark:param 1..2",
            &[],
            expect![[r#"
                Comment(/* a)
                Comment(b */) Plain( ) Keyword(var) Plain( s = ) Text(`c)
                Text(d`) Plain( ) Directive(//gopark:param 1..2)"#]],
        );
    }

    #[test]
    fn marks_what_is_wrong() {
        check(
            "x := é\nfor\n",
            &[error(1, 6, 1, 8), error(2, 4, 2, 4)],
            expect![[r#"
                Plain(x := ) Plain!(é)
                Keyword(for) Plain!( )
            "#]],
        );
    }

    #[test]
    fn the_widest_line_is_known_before_it_is_laid_out() {
        for (source, columns) in [("", 0), ("a\n\tb\n", 5), ("abc\td\r\n", 6), ("é\n世界!", 5)] {
            assert_eq!(Colored::new(&source.into()).columns(), columns, "{source:?}");
        }
    }

    #[test]
    fn any_text_comes_back_whole() {
        for source in ["", "\n", "\"unclosed", "`", "\u{feff}x", "\r\n\t\0", "'é", "/*"] {
            let back: Vec<String> = lines(source, &[])
                .iter()
                .map(|line| line.iter().map(|it| it.text.as_str()).collect())
                .collect();
            assert_eq!(back.join("\n"), source);
            assert_eq!(Colored::new(&source.into()).text(0..back.len()), source);
        }
    }
}
