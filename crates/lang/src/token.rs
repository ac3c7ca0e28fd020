//! Tokens: the words of Go.

use crate::ast::{BinaryOp, LiteralKind};
use crate::source::Span;

/// A token and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where; empty for the semicolon that a newline or the end of the file implies.
    pub span: Span,
    /// For a literal: whether an error was reported in it.
    pub bad: bool,
}

/// What made a semicolon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Semi {
    /// `;`
    Written,
    /// A newline after a token that can end a statement.
    Newline,
    /// The end of the file after such a token.
    Eof,
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "a keyword's variant is the keyword")]
pub enum TokenKind {
    /// The end of the file.
    Eof,
    /// A comment with its delimiters; only [`crate::lexer::tokens`] yields it.
    Comment,
    /// An identifier.
    Name,
    /// A literal of a basic type.
    Literal(LiteralKind),
    /// An operator that is or could be binary, except `*`.
    Binary(BinaryOp),
    /// `!`
    Not,
    /// `~`
    Tilde,
    /// `*`
    Star,
    /// `<-`
    Arrow,
    /// `+=` and its like.
    AssignOp(BinaryOp),
    /// `++` ([`BinaryOp::Add`]) or `--` ([`BinaryOp::Sub`]).
    IncDec(BinaryOp),
    /// `=`
    Assign,
    /// `:=`
    Define,
    /// `(`
    Lparen,
    /// `[`
    Lbrack,
    /// `{`
    Lbrace,
    /// `)`
    Rparen,
    /// `]`
    Rbrack,
    /// `}`
    Rbrace,
    /// `,`
    Comma,
    /// A semicolon, written or implied.
    Semi(Semi),
    /// `:`
    Colon,
    /// `.`
    Dot,
    /// `...`
    DotDotDot,
    Break,
    Case,
    Chan,
    Const,
    Continue,
    Default,
    Defer,
    Else,
    Fallthrough,
    For,
    Func,
    Go,
    Goto,
    If,
    Import,
    Interface,
    Map,
    Package,
    Range,
    Return,
    Select,
    Struct,
    Switch,
    Type,
    Var,
}

use TokenKind as T;

const KEYWORDS: [(&str, TokenKind); 25] = [
    ("break", T::Break),
    ("case", T::Case),
    ("chan", T::Chan),
    ("const", T::Const),
    ("continue", T::Continue),
    ("default", T::Default),
    ("defer", T::Defer),
    ("else", T::Else),
    ("fallthrough", T::Fallthrough),
    ("for", T::For),
    ("func", T::Func),
    ("go", T::Go),
    ("goto", T::Goto),
    ("if", T::If),
    ("import", T::Import),
    ("interface", T::Interface),
    ("map", T::Map),
    ("package", T::Package),
    ("range", T::Range),
    ("return", T::Return),
    ("select", T::Select),
    ("struct", T::Struct),
    ("switch", T::Switch),
    ("type", T::Type),
    ("var", T::Var),
];

/// The index of a keyword in [`KEYWORDS`] by [`slot`], which differs for all of them; 0 also where there is none.
const SLOTS: [u8; 64] = {
    let mut slots = [0; 64];
    let mut index = 0;
    while index < KEYWORDS.len() {
        slots[slot(KEYWORDS[index].0.as_bytes())] = index as u8;
        index += 1;
    }
    slots
};

/// Every name is looked up, so a keyword is told by three numbers and one comparison.
const fn slot(text: &[u8]) -> usize {
    (text[0] as usize + text[1] as usize * 4 + text.len() * 6) % 64
}

impl TokenKind {
    /// The keyword with this text.
    #[inline]
    pub fn keyword(text: &str) -> Option<TokenKind> {
        let bytes = text.as_bytes();
        if bytes.len() < 2 {
            return None;
        }
        let (keyword, kind) = KEYWORDS[usize::from(SLOTS[slot(bytes)])];
        (keyword == text).then_some(kind)
    }

    /// Whether this is a keyword.
    pub fn is_keyword(self) -> bool {
        KEYWORDS.iter().any(|&(_, kind)| kind == self)
    }

    /// Whether a newline after this token becomes a semicolon.
    pub fn ends_statement(self) -> bool {
        matches!(
            self,
            T::Name
                | T::Literal(_)
                | T::IncDec(_)
                | T::Rparen
                | T::Rbrack
                | T::Rbrace
                | T::Break
                | T::Continue
                | T::Fallthrough
                | T::Return
        )
    }

    /// How syntax errors name an expected token: `comma`, `keyword range`, `{`.
    /// Source: cmd/compile/internal/syntax/parser.go:tokstring.
    pub fn expected_text(self) -> String {
        match self {
            T::Comma => "comma".to_string(),
            T::Semi(_) => "semicolon or newline".to_string(),
            kind if kind.is_keyword() => format!("keyword {}", kind.text()),
            kind => kind.text().to_string(),
        }
    }

    /// The token as written; for names, literals and comments the word for them.
    pub fn text(self) -> &'static str {
        match self {
            T::Eof => "EOF",
            T::Comment => "comment",
            T::Name => "name",
            T::Literal(_) => "literal",
            T::Binary(op) => op.text(),
            T::Not => "!",
            T::Tilde => "~",
            T::Star => "*",
            T::Arrow => "<-",
            T::AssignOp(op) => assign_text(op),
            T::IncDec(BinaryOp::Add) => "++",
            T::IncDec(_) => "--",
            T::Assign => "=",
            T::Define => ":=",
            T::Lparen => "(",
            T::Lbrack => "[",
            T::Lbrace => "{",
            T::Rparen => ")",
            T::Rbrack => "]",
            T::Rbrace => "}",
            T::Comma => ",",
            T::Semi(_) => ";",
            T::Colon => ":",
            T::Dot => ".",
            T::DotDotDot => "...",
            kind => KEYWORDS.iter().find(|&&(_, keyword)| keyword == kind).map_or("", |&(text, _)| text),
        }
    }
}

/// `+=` for `+`.
fn assign_text(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+=",
        BinaryOp::Sub => "-=",
        BinaryOp::Or => "|=",
        BinaryOp::Xor => "^=",
        BinaryOp::Mul => "*=",
        BinaryOp::Div => "/=",
        BinaryOp::Rem => "%=",
        BinaryOp::And => "&=",
        BinaryOp::AndNot => "&^=",
        BinaryOp::ShiftLeft => "<<=",
        BinaryOp::ShiftRight => ">>=",
        other => other.text(),
    }
}
