//! Numbers in texts. `[10,000](claim:peak=10,001)` is checked by runs; `[10 ms](fact:time_slice)` by the function of
//! `facts` that has the name; a number that stands elsewhere must be one that claims nothing.

use gopark_lessons::number;

use crate::facts::FACTS;
use crate::markdown::{lessons, links};
use crate::runs::{SEEDS, holds, run, shown};

/// Words with digits in them that claim nothing about a run.
const NAMES: [&str; 4] = ["1.14", "1.25", "1.27", "P0"];

#[test]
fn what_texts_claim_holds_on_every_seed() {
    let mut faults = Vec::new();
    for link in lessons().iter().flat_map(|lesson| links(lesson).0) {
        let Some(claim) = link.to.strip_prefix("claim:") else { continue };
        let (setup, condition) = claim.split_once('@').unwrap_or(("", claim));
        for seed in SEEDS {
            let session = run(link.lesson, setup, condition, seed);
            if holds(&session, condition) != Some(true) {
                let found = shown(&session, condition);
                faults.push(format!("{}: {} ({claim}), seed {seed}: {found}", link.lesson.slug, link.words));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_claim_says_the_number_that_is_checked() {
    for link in lessons().iter().flat_map(|lesson| links(lesson).0) {
        let checked = ["claim:", "set:", "again:"].iter().any(|kind| link.to.starts_with(kind));
        for word in numbers(&link.words).filter(|_| checked) {
            let said = number(&word).expect("digits");
            let found = numbers(&link.to).filter_map(|word| number(&word));
            let near = |n: i64| n == said || n == said + 1 || n + 1 == said;
            assert!(
                found.into_iter().any(near),
                "{}: {:?} against {:?}",
                link.lesson.slug,
                link.words,
                link.to
            );
        }
    }
}

#[test]
fn no_number_stands_without_a_claim() {
    let mut faults = Vec::new();
    for lesson in lessons() {
        let (links, outside) = links(lesson);
        for word in outside.split_whitespace() {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            if word.contains(|c: char| c.is_ascii_digit()) && !NAMES.contains(&word) {
                faults.push(format!("{}: {word}", lesson.slug));
            }
        }
        for fact in links.iter().filter_map(|link| link.to.strip_prefix("fact:")) {
            if !FACTS.iter().any(|(name, _)| *name == fact) {
                faults.push(format!("{}: no fact is named {fact}", lesson.slug));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_text_is_read_in_two_minutes() {
    for lesson in lessons() {
        let (links, outside) = links(lesson);
        let words = outside.split_whitespace().count()
            + links.iter().map(|link| link.words.split_whitespace().count()).sum::<usize>();
        assert!((150..=400).contains(&words), "{}: {words} words", lesson.slug);
    }
}

#[test]
fn facts_hold() {
    for (_, fact) in FACTS {
        fact();
    }
}

/// Runs of digits, with their commas.
fn numbers(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != ',');
    words.map(|word| word.trim_matches(',').to_owned()).filter(|word| !word.is_empty())
}
