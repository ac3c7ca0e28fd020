//! Every question is answered by the run it is asked about, and by one of its choices.

use crate::markdown::lessons;
use crate::runs::{SEEDS, holds, run, shown};

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
