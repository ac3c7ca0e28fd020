//! The items about looking: the number of goroutines, and profiles.

use gopark_lang::review::What;

use super::seen::Seen;
use super::words::Words;
use super::{Judgement, Place, Verdict, first};

/// Goroutines are counted.
pub fn counted(seen: &Seen<'_>) -> Judgement {
    let again = first(seen, |what| what == What::Counts { again: true });
    if let Some(remark) = again {
        let words = Words::of("Their number is read again and again, at ").line(remark.line, "").and(".");
        return Judgement::new(Verdict::Kept, words.0, &[Place::Line(remark.line)]);
    }
    if let Some(remark) = first(seen, |what| what == What::Counts { again: false }) {
        let words = Words::of("Their number is read at ").line(remark.line, "");
        let words = words.and(", but not again and again: one number shows no growth.");
        return Judgement::new(Verdict::Unknown, words.0, &[Place::Line(remark.line)]);
    }
    if !seen.can_start() {
        return Judgement::new(Verdict::Unknown, "There is nothing to count.".to_owned(), &[]);
    }
    let words = "Nobody reads runtime.NumGoroutine or runtime/metrics: a leak would not be seen.".to_owned();
    Judgement::new(Verdict::Broken, words, &[])
}

/// Profiles can be had.
pub fn profiled(seen: &Seen<'_>) -> Judgement {
    if let Some(remark) = first(seen, |what| what == What::Profile) {
        let words = Words::of("Goroutine profiles can be had, by ").line(remark.line, "");
        let words = words.and(". In production that port is not for everybody.");
        return Judgement::new(Verdict::Kept, words.0, &[Place::Line(remark.line)]);
    }
    if let Some(remark) = first(seen, |what| what == What::Serves) {
        let words = Words::of("Requests are served at ").line(remark.line, "");
        let words = words.and(", and net/http/pprof is not imported: nobody can ask where goroutines stand.");
        return Judgement::new(Verdict::Broken, words.0, &[Place::Line(remark.line)]);
    }
    let words = "The program serves nothing, so there is no port to ask; here the dump tells.".to_owned();
    Judgement::new(Verdict::Unknown, words, &[])
}
