//! Programs made of parts of programs: the front end neither panics nor breaks its promises.

use gopark_lang::lexer::tokens;
use gopark_lang::source::{FileId, SourceFile};

use crate::support::{compiled, program, std_package};

/// Programs of each run.
const ROUNDS: u64 = 60;

const SEED: u64 = 0x60_9a_2c_11;

/// Source: Vigna's splitmix64.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}

const CORPUS: [&str; 4] = [
    include_str!("data/values.go"),
    include_str!("data/flow.go"),
    include_str!("data/generics.go"),
    include_str!("data/order.go"),
];

#[test]
fn the_corpus_compiles() {
    for text in CORPUS {
        program(text);
    }
}

#[test]
fn programs_with_tokens_changed_do_no_harm() {
    let mut random = Random(SEED);
    let mut sound = 0;
    for round in 0..ROUNDS {
        let text = CORPUS[random.below(CORPUS.len())];
        let source = SourceFile::new("main.go", text);
        let tokens = tokens(FileId(0), &source);
        let tokens: Vec<_> = tokens.iter().filter(|token| token.span.start < token.span.end).collect();
        let mut changed = text.to_string();
        for _ in 0..1 + random.below(2) {
            let at = tokens[random.below(tokens.len())];
            // Most often a token of the same kind, so that many programs stay sound.
            let any = random.below(4) == 0;
            let others: Vec<_> = tokens.iter().filter(|token| any || token.kind == at.kind).collect();
            let with = source.slice(others[random.below(others.len())].span);
            if changed.is_char_boundary(at.span.start as usize)
                && changed.is_char_boundary(at.span.end as usize)
            {
                changed.replace_range(at.span.start as usize..at.span.end as usize, with);
            }
        }
        let result = std::panic::catch_unwind(|| compiled(&changed).program.is_some());
        sound += u32::from(result.unwrap_or_else(|_| panic!("seed {SEED:#x} round {round}:\n{changed}")));
    }
    assert!(sound > 5, "only {sound} of the changed programs still compiled");
}

#[test]
fn standard_packages_keep_their_promises() {
    let paths = [
        "bufio",
        "bytes",
        "context",
        "errors",
        "fmt",
        "io",
        "math",
        "os",
        "sort",
        "strconv",
        "strings",
        "sync",
        "sync/atomic",
        "time",
    ];
    let imports: String = paths
        .iter()
        .filter(|path| std_package(path).is_some())
        .map(|path| format!("import _ {path:?}\n"))
        .collect();
    assert!(imports.lines().count() > 5);
    program(&format!("package main\n{imports}\nfunc main() {{}}"));
}
