//! Right programs with one thing changed, as a slip of the hand or of the mind would.

use std::path::{Path, PathBuf};
use std::{fs, iter};

use gopark_lang::lexer::tokens;
use gopark_lang::source::{FileId, SourceFile};

/// Source: Vigna's splitmix64.
pub struct Random(pub u64);

impl Random {
    /// A number below `bound`, which must not be 0.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % bound as u64) as usize
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}

/// Longer programs are left out.
const BYTES_MAX: usize = 16_000;

/// The programs of our own tests and lessons, and those among Go's tests that are run.
pub fn programs(go_tests: &Path) -> Vec<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders = vec![crates.join("lang/tests/lower/data")];
    folders.extend(["facts", "go", "testing"].map(|name| crates.join("vm/test_data").join(name)));
    let lessons = fs::read_dir(crates.join("lessons")).expect("the lessons are there");
    let mut lessons: Vec<PathBuf> = lessons.map(|entry| entry.unwrap().path()).collect();
    lessons.sort();
    folders.extend(lessons.into_iter().filter(|path| path.is_dir()));
    let mut programs: Vec<String> = folders.iter().flat_map(|folder| texts(folder)).collect();
    let folders = ["", "chan", "fixedbugs", "interface", "ken", "typeparam"].map(|name| go_tests.join(name));
    let is_run = |text: &String| {
        text.starts_with("// run\n")
            && !text.contains("line :")
            && !text.contains("line /")
            && text.len() < BYTES_MAX
    };
    programs.extend(folders.iter().flat_map(|folder| texts(folder)).filter(is_run));
    programs
}

/// The Go files of a folder.
fn texts(folder: &Path) -> Vec<String> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "go"));
    files.sort();
    files.iter().map(|file| String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned()).collect()
}

/// What is changed, each with a function that does it to the tokens if it can.
pub const CHANGES: [(&str, Change); 14] = [
    ("another name", |random, tokens| {
        let (at, other) = (some(random, tokens, is_name)?, some(random, tokens, is_name)?);
        tokens[at].text = tokens[other].text.clone();
        Some(())
    }),
    ("a name misspelled", |random, tokens| {
        let at = some(random, tokens, is_name)?;
        tokens[at].text.push('x');
        Some(())
    }),
    ("another operator", |random, tokens| {
        let at = some(random, tokens, |text| OPERATORS.contains(&text))?;
        tokens[at].text = random.of(&OPERATORS).to_string();
        Some(())
    }),
    ("another value", |random, tokens| {
        let at = some(random, tokens, |text| is_literal(text) || matches!(text, "nil" | "true" | "false"))?;
        tokens[at].text = random.of(&VALUES).to_string();
        Some(())
    }),
    ("a value for a name", |random, tokens| {
        let at = some(random, tokens, is_name)?;
        tokens[at].text = random.of(&VALUES).to_string();
        Some(())
    }),
    ("another type", |random, tokens| {
        let at = some(random, tokens, |text| TYPES.contains(&text))?;
        tokens[at].text = random.of(&TYPES).to_string();
        Some(())
    }),
    ("an element less", |random, tokens| {
        let (start, end) = element(random, tokens)?;
        tokens.drain(start..end);
        Some(())
    }),
    ("an element more", |random, tokens| {
        let (start, end) = element(random, tokens)?;
        let copy: Vec<Token> = tokens[start..end].to_vec();
        tokens.splice(start..start, copy);
        Some(())
    }),
    ("something before a name", |random, tokens| {
        let at = some(random, tokens, is_name)?;
        tokens[at].text.insert_str(0, random.of(&PREFIXES));
        Some(())
    }),
    ("something behind a name", |random, tokens| {
        let at = some(random, tokens, is_name)?;
        tokens[at].text += random.of(&SUFFIXES);
        Some(())
    }),
    ("a line less", |random, tokens| {
        let (start, end) = line(random, tokens)?;
        tokens.drain(start..end);
        Some(())
    }),
    ("a line twice", |random, tokens| {
        let (start, end) = line(random, tokens)?;
        let copy: Vec<Token> = tokens[start..end].to_vec();
        tokens.splice(start..start, copy);
        Some(())
    }),
    ("a line elsewhere", |random, tokens| {
        let (start, end) = line(random, tokens)?;
        let moved: Vec<Token> = tokens.drain(start..end).collect();
        let (to, _) = line(random, tokens)?;
        tokens.splice(to..to, moved);
        Some(())
    }),
    ("a line more", |random, tokens| {
        let (start, _) = line(random, tokens)?;
        let space = format!("\n{}", random.of(&STATEMENTS));
        tokens[start].space.insert_str(0, &space);
        Some(())
    }),
];

type Change = fn(&mut Random, &mut Vec<Token>) -> Option<()>;

const OPERATORS: [&str; 30] = [
    "+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "&^", "&&", "||", "==", "!=", "<", "<=", ">", ">=",
    "!", "<-", "=", ":=", "+=", "-=", "*=", "<<=", "++", "--", "...",
];

const VALUES: [&str; 20] = [
    "1",
    "0",
    "-1",
    "1.5",
    "'a'",
    "\"s\"",
    "nil",
    "true",
    "1 << 70",
    "1e400",
    "2i",
    "300",
    "func() {}",
    "[]int{1}",
    "struct{}{}",
    "map[string]int{}",
    "int",
    "len",
    "iota",
    "_",
];

const TYPES: [&str; 16] = [
    "int",
    "string",
    "bool",
    "byte",
    "uint8",
    "int64",
    "float64",
    "error",
    "any",
    "rune",
    "complex128",
    "uintptr",
    "[]int",
    "*int",
    "chan int",
    "func()",
];

const PREFIXES: [&str; 9] = ["&", "*", "!", "-", "<-", "^", "[]", "fmt.", "go "];

const SUFFIXES: [&str; 13] =
    ["()", ".x", "[0]", ".(int)", "{}", "(1)", "++", "[int]", "...", "[1:2]", ".String()", " + 1", "[\"s\"]"];

const STATEMENTS: [&str; 24] = [
    "x := 1",
    "var x int",
    "return",
    "return 1",
    "return nil, nil",
    "break",
    "continue",
    "goto L",
    "L:",
    "fallthrough",
    "case 1:",
    "defer f",
    "go func() {}",
    "x++",
    "_ = x",
    "if x := 1; x {}",
    "for i := range 3 {}",
    "switch {}",
    "type T struct { T }",
    "const c = 1",
    "var y = y",
    "import \"os\"",
    "f(1)",
    "select {}",
];

/// A part of a program and what stands before it.
#[derive(Clone)]
pub struct Token {
    space: String,
    text: String,
}

/// The program after the change.
pub fn changed(text: &str, change: Change, random: &mut Random) -> Option<String> {
    let source = SourceFile::new("a.go", text);
    let mut end = 0;
    let mut parts = Vec::new();
    for token in tokens(FileId(0), &source) {
        let (start, after) = (token.span.start as usize, token.span.end as usize);
        parts.push(Token { space: text[end..start].to_string(), text: text[start..after].to_string() });
        end = after;
    }
    change(random, &mut parts)?;
    let rest = text[end..].to_string();
    Some(parts.into_iter().flat_map(|token| [token.space, token.text]).chain(iter::once(rest)).collect())
}

fn is_name(text: &str) -> bool {
    text.starts_with(|ch: char| ch.is_alphabetic() || ch == '_') && !KEYWORDS.contains(&text)
}

const KEYWORDS: [&str; 25] = [
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

fn is_literal(text: &str) -> bool {
    text.starts_with(|ch: char| ch.is_ascii_digit() || matches!(ch, '"' | '\'' | '`'))
}

/// The index of some token of that kind, behind the package clause.
fn some(random: &mut Random, tokens: &[Token], is: impl Fn(&str) -> bool) -> Option<usize> {
    let all: Vec<usize> = (2..tokens.len()).filter(|&index| is(&tokens[index].text)).collect();
    (!all.is_empty()).then(|| all[random.below(all.len())])
}

/// Some element of a list, from its first token to the comma behind it.
fn element(random: &mut Random, tokens: &[Token]) -> Option<(usize, usize)> {
    let comma = some(random, tokens, |text| text == ",")?;
    let mut depth = 0;
    let mut start = comma;
    while start > 0 {
        match tokens[start - 1].text.as_str() {
            ")" | "]" | "}" => depth += 1,
            "(" | "[" | "{" if depth == 0 => break,
            "(" | "[" | "{" => depth -= 1,
            "," | ";" | "=" | ":=" | "return" if depth == 0 => break,
            _ => {}
        }
        start -= 1;
    }
    Some((start, comma + 1))
}

/// Some line that neither opens nor closes a block.
fn line(random: &mut Random, tokens: &[Token]) -> Option<(usize, usize)> {
    let begins: Vec<usize> = (2..tokens.len()).filter(|&index| tokens[index].space.contains('\n')).collect();
    let lines: Vec<(usize, usize)> = begins.windows(2).map(|pair| (pair[0], pair[1])).collect();
    let is_whole = |&(start, end): &(usize, usize)| {
        let count = |brackets: [&str; 3]| {
            tokens[start..end].iter().filter(|token| brackets.contains(&token.text.as_str())).count()
        };
        count(["(", "[", "{"]) == count([")", "]", "}"]) && tokens[start].text != "}"
    };
    let lines: Vec<(usize, usize)> = lines.into_iter().filter(is_whole).collect();
    (!lines.is_empty()).then(|| lines[random.below(lines.len())])
}
