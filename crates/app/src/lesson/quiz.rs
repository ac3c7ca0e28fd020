//! A prediction, and what the run on the stage says to it.

use gopark_lessons::Quiz;
use gopark_session::{Session, measure};
use yew::prelude::*;

use super::{Props, raw};

/// What a run says to a question, at the moment shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The run is far enough to tell.
    pub ready: bool,
    /// Which of the choices are right, one bit each.
    pub right: u32,
}

impl Answer {
    /// What `session` says to `quiz` now.
    pub fn of(quiz: &Quiz, session: &Session) -> Self {
        let holds = |condition| {
            gopark_lessons::holds(condition, &mut |name| measure(session, name)).unwrap_or_default()
        };
        if quiz.choices.is_empty() || !holds(quiz.ready) {
            return Self::default();
        }
        let choices = quiz.choices.iter().zip(0..u32::BITS);
        let right = choices.fold(0, |right, (choice, bit)| right | u32::from(holds(choice.holds)) << bit);
        Self { ready: true, right }
    }

    /// Choice number `index` is right.
    pub const fn is_right(self, index: usize) -> bool {
        self.ready && self.right >> index & 1 == 1
    }
}

/// The question and its choices.
pub fn view(props: &Props) -> Html {
    let quiz = &props.lesson.quiz;
    let choices = quiz.choices.iter().enumerate().map(|(index, choice)| {
        let picked = props.picked == Some(index);
        let settled = props.picked.is_some() && props.answer.ready;
        let class = match (settled, props.answer.is_right(index)) {
            (true, true) => "gp-quiz__choice gp-quiz__choice--right",
            (true, false) if picked => "gp-quiz__choice gp-quiz__choice--wrong",
            _ => "gp-quiz__choice",
        };
        let onclick = props.on_pick.reform(move |_: MouseEvent| index);
        html! {
            <button type="button" {class} aria-pressed={picked.to_string()} {onclick}>{ raw(choice.words) }</button>
        }
    });
    html! {
        <div class="gp-quiz" role="group" aria-label="Your prediction">
            <p class="gp-quiz__question">{ raw(quiz.question) }</p>
            { for choices }
            <p class="gp-note" role="status">{ said(props) }</p>
        </div>
    }
}

/// The explanation, once the reader has predicted and the run has told; until then, where it will come from.
pub fn answer(props: &Props) -> Html {
    let open = props.picked.is_some() && props.answer.ready;
    html! {
        <details class="gp-quiz__answer" {open}>
            <summary>{ "Answer" }</summary>
            { raw(props.lesson.answer) }
        </details>
    }
}

fn said(props: &Props) -> &'static str {
    match (props.picked, props.answer.ready) {
        (None, _) => "Predict first; then your own run will tell.",
        (Some(_), false) => "Noted. Let the program run on: it has not come to the point yet.",
        (Some(picked), true) if props.answer.is_right(picked) => "As predicted: your run says so too.",
        (Some(_), true) if props.answer.right != 0 => "Your run says otherwise: see the marked answer.",
        (Some(_), true) => "Your run fits none of these: it was changed. Restart it as it was.",
    }
}
