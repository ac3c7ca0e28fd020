//! Every question is answered by the run it is asked about, and by one of its choices.

use crate::markdown::lessons;
use crate::runs::{SEEDS, holds, run, shown};

/// Who answers late, or lets the program run on, hears the same.
#[test]
fn what_is_right_stays_right_to_the_end() {
    for lesson in lessons() {
        let quiz = &lesson.quiz;
        let right = |setup| {
            let session = run(lesson, setup, "", 1);
            let ready = holds(&session, quiz.ready) == Some(true);
            ready.then(|| quiz.choices.iter().map(|it| holds(&session, it.holds)).collect::<Vec<_>>())
        };
        let (asked, at_the_end) = (right("ready"), right(""));
        // What is asked of one moment need not be there at another.
        assert!(at_the_end.is_none() || at_the_end == asked, "{}: {asked:?}, {at_the_end:?}", lesson.slug);
    }
}

#[test]
fn one_choice_of_each_question_is_right() {
    let mut faults = Vec::new();
    for lesson in lessons() {
        for seed in SEEDS {
            let session = run(lesson, "ready", "", seed);
            let quiz = &lesson.quiz;
            if holds(&session, quiz.ready) != Some(true) {
                faults.push(format!(
                    "{}, seed {seed}: not ready: {}",
                    lesson.slug,
                    shown(&session, quiz.ready)
                ));
            }
            let right = quiz.choices.iter().filter(|choice| holds(&session, choice.holds) == Some(true));
            if right.count() != 1 {
                let all: Vec<_> = quiz.choices.iter().map(|choice| shown(&session, choice.holds)).collect();
                faults.push(format!("{}, seed {seed}: {}", lesson.slug, all.join(" | ")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
