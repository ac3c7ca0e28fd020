//! Random texts: no panic, and every place is inside the text.

use std::time::{Duration, Instant};

use gopark_lang::arena::Arena;
use gopark_lang::lexer::tokens;
use gopark_lang::parser::parse_file;
use gopark_lang::source::{FileId, SourceFile};

const SAMPLE: &str = include_str!("sample.go.txt");
const ROUNDS: u32 = 1500;
const INSERTED: &[u8] = b"(){}[];:=\"'`\n\\\0\xef\xff~";

/// The xorshift64 generator.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

/// Some bytes of the sample changed, moved or removed, whether or not they are UTF-8 afterwards.
fn broken(random: &mut Random) -> Vec<u8> {
    let mut bytes = SAMPLE.as_bytes().to_vec();
    for _ in 0..=random.below(12) {
        let at = random.below(bytes.len());
        match random.below(5) {
            0 => bytes[at] = random.below(256) as u8,
            1 => bytes.truncate(at.max(40)),
            2 => bytes.insert(at, INSERTED[random.below(INSERTED.len())]),
            3 => {
                let end = (at + random.below(30)).min(bytes.len());
                let moved: Vec<u8> = bytes.drain(at..end).collect();
                let to = random.below(bytes.len());
                bytes.splice(to..to, moved);
            }
            _ => {
                bytes.remove(at);
            }
        }
    }
    bytes
}

/// All spans in a tree's debug text, where each is written as `file:start..end`.
fn spans(debug: &str) -> Vec<(u32, u32)> {
    let number = |text: &str| text.parse::<u32>().ok();
    let words = debug.split([' ', ',', '(', ')', '{', '}']);
    words
        .filter_map(|word| word.strip_prefix("0:")?.split_once(".."))
        .filter_map(|(start, end)| Some((number(start)?, number(end)?)))
        .collect()
}

/// A number that `cargo xtask fuzz` sets.
fn setting(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[test]
#[expect(clippy::print_stdout, reason = "a failure must be repeatable from its report")]
#[expect(clippy::disallowed_methods, reason = "how long to go on is wall time")]
fn broken_sources_are_parsed_to_the_end() {
    let seed = setting("GOPARK_FUZZ_SEED").unwrap_or(0x0090_b0a7_c0de).max(1);
    println!("GOPARK_FUZZ_SEED={seed}");
    let mut random = Random(seed);
    let until = setting("GOPARK_FUZZ_SECONDS").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut round = 0;
    while until.map_or(round < ROUNDS, |until| Instant::now() < until) {
        check_spans(round, &broken(&mut random));
        round += 1;
    }
}

fn check_spans(round: u32, bytes: &[u8]) {
    let source = SourceFile::from_bytes("a.go", bytes);
    let length = source.text().len() as u32;
    let mut end = 0;
    for token in tokens(FileId(0), &source) {
        assert!(end <= token.span.start && token.span.start < token.span.end, "round {round}: {token:?}");
        end = token.span.end;
    }
    assert!(end <= length, "round {round}");
    let arena = Arena::new();
    let parsed = parse_file(FileId(0), &source, 0, &arena);
    let found = spans(&format!("{:?} {:?}", parsed.file, parsed.diagnostics));
    assert!(!found.is_empty(), "round {round}");
    for (start, end) in found {
        assert!(start <= end && end <= length, "round {round}: {start}..{end} of {length}");
    }
    let positions: Vec<u32> = parsed.diagnostics.iter().map(|diagnostic| diagnostic.span.start).collect();
    assert!(positions.is_sorted(), "round {round}: {positions:?}");
}

#[test]
fn the_sample_is_correct_and_numbered_without_repetition() {
    let source = SourceFile::new("a.go", SAMPLE);
    let arena = Arena::new();
    let parsed = parse_file(FileId(0), &source, 100, &arena);
    assert_eq!(parsed.diagnostics, []);
    let debug = format!("{:?}", parsed.file);
    let number = |rest: &str| rest.split(')').next().and_then(|number| number.parse::<u32>().ok());
    let mut all: Vec<u32> = debug.split("ExprId(").skip(1).filter_map(number).collect();
    let mut expressions: Vec<u32> = debug.split("Expr { id: ExprId(").skip(1).filter_map(number).collect();
    all.sort_unstable();
    all.dedup();
    assert_eq!((all[0], all[all.len() - 1] + 1), (100, parsed.next_id));
    expressions.sort_unstable();
    assert!(expressions.len() > 200 && expressions.windows(2).all(|pair| pair[0] < pair[1]));
}
