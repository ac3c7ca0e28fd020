//! The counts.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::marks::marks;
use super::ours::Said;
use super::tests::Test;

/// What was counted, by line of `errorcheck.txt`.
#[derive(Default)]
pub struct Tally {
    counts: BTreeMap<String, usize>,
    differences: String,
}

const MARKED: &str = "marked lines";
const MATCHED: &str = "marked lines reported with words that match";
const SAME: &str = "marked lines reported with the words of Go 1.27.3";
const SILENT: &str = "marked lines of which Go 1.27.3 says nothing either";
const MISSED: &str = "marked lines missed";
const TOO_MUCH: &str = "reports on unmarked lines that Go 1.27.3 does not make";

impl Tally {
    pub fn exclude(&mut self, reason: &str) {
        self.add(&format!("files excluded: {reason}"), 1);
    }

    /// Counts a test: what is said about it by us and, where that is not what is marked, by Go.
    pub fn count(&mut self, test: &Test, ours: &[Said], theirs: impl Fn() -> Vec<Said>) {
        let marks = marks(&test.text);
        self.add("files", 1);
        self.add(MARKED, marks.len());
        let is_marked = |said: &Said| marks.iter().any(|mark| mark.line == said.0);
        if marks.iter().all(|mark| mark.is_met(ours)) && ours.iter().all(is_marked) {
            return self.add(MATCHED, marks.len());
        }
        let theirs = theirs();
        let mut differences = String::new();
        for mark in &marks {
            let there = |said: &[Said]| -> Vec<String> {
                said.iter().filter(|said| said.0 == mark.line).map(|said| said.1.clone()).collect()
            };
            let (our, their) = (there(ours), there(&theirs));
            let how = match () {
                () if mark.is_met(ours) => MATCHED,
                () if our.is_empty() && their.is_empty() => SILENT,
                () if our == their => SAME,
                () => {
                    differences += &format!("{} ours {our:?} Go {their:?}\n", mark.describe());
                    MISSED
                }
            };
            self.add(how, 1);
        }
        for said in ours.iter().filter(|said| !is_marked(said) && !theirs.contains(said)) {
            differences += &format!("{}: {}\n", said.0, said.1);
            self.add(TOO_MUCH, 1);
        }
        if !differences.is_empty() {
            self.differences += &format!("== {}\n{differences}", test.name);
        }
    }

    /// Lists what is missing, for the reader of a failure.
    pub fn write_differences(&self) {
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("errorcheck_differences.txt");
        fs::write(path, &self.differences).expect("writable");
    }

    pub fn write(&self) {
        let line = |(what, count): (&String, &usize)| format!("{count:5} {what}\n");
        let text: String = self.counts.iter().map(line).collect();
        fs::write(path(), text).expect("writable");
    }

    /// Fails where fewer lines than nine in ten are reported with words that match, or more is wrong than recorded.
    pub fn compare(&self) {
        let count = |what: &str| self.counts.get(what).copied().unwrap_or(0);
        let (matched, marked) = (count(MATCHED), count(MARKED));
        assert!(matched * 10 >= marked * 9, "{matched} of {marked} marked lines are reported");
        let recorded =
            fs::read_to_string(path()).expect("errorcheck.txt is there; UPDATE_EXPECT=1 writes it");
        for line in recorded.lines() {
            let (before, what) = line.trim_start().split_once(' ').expect("count and name");
            let before: usize = before.parse().expect("a count");
            let is_wrong = what == MISSED || what == TOO_MUCH;
            assert!(!is_wrong || count(what) <= before, "{what}: {}, but {before} recorded", count(what));
        }
    }

    fn add(&mut self, what: &str, count: usize) {
        *self.counts.entry(what.to_owned()).or_default() += count;
    }
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/errorcheck.txt")
}
