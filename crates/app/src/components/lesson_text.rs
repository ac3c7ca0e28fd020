//! A lesson's text: paragraphs, lists and code, which is all the Markdown that lessons use.

use gopark_lessons::Lesson;
use yew::prelude::*;

/// Properties of [`LessonText`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Whose text.
    pub lesson: &'static Lesson,
}

/// The text without its title.
#[component]
pub fn LessonText(props: &Props) -> Html {
    let blocks = props.lesson.text.split("\n\n").skip(1).map(|block| {
        let items: Vec<&str> = block.lines().filter_map(|line| line.strip_prefix("- ")).collect();
        if items.is_empty() {
            html! { <p>{ for inline(block) }</p> }
        } else {
            html! { <ul>{ for items.into_iter().map(|item| html! { <li>{ for inline(item) }</li> }) }</ul> }
        }
    });
    html! {
        <details class="gp-lesson" open=true>
            <summary class="gp-lesson__title">{ props.lesson.title }</summary>
            { for blocks }
        </details>
    }
}

/// Text with `code` in it.
fn inline(text: &'static str) -> impl Iterator<Item = Html> {
    text.trim().split('`').enumerate().map(|(index, part)| {
        if index % 2 == 1 {
            html! { <code>{ part }</code> }
        } else {
            html! { part }
        }
    })
}
