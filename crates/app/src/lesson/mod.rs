//! The lesson beside the stage: its text, the prediction that the reader's own run answers, the way to the others.
//!
//! Texts are HTML from the build. Whatever in them does something is a button with `data-to`, heard by one listener of
//! the pane; [`act`] knows what each may ask for.

pub mod act;
pub mod progress;
mod quiz;
pub mod route;

use gopark_lessons::Lesson;
use web_sys::Element;
use yew::prelude::*;

pub use act::Act;
pub use progress::Done;
pub use quiz::Answer;

/// Properties of [`LessonPane`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Which lesson.
    pub lesson: &'static Lesson,
    /// Which of its programs.
    pub variant: usize,
    /// The choice that the reader predicts.
    pub picked: Option<usize>,
    /// What the run on the stage says.
    pub answer: Answer,
    /// Lessons that were answered.
    pub done: Done,
    /// Links to lessons are followed by the browser.
    pub routes: bool,
    /// A link was followed.
    pub on_act: Callback<String>,
    /// A choice was picked.
    pub on_pick: Callback<usize>,
}

/// The region named `Lesson`.
#[component]
pub fn LessonPane(props: &Props) -> Html {
    let lesson = props.lesson;
    let on_click =
        use_callback((props.routes, props.on_act.clone()), |event: MouseEvent, (routes, on_act)| {
            let target = event.target_dyn_into::<Element>();
            let Some(link) = target.and_then(|it| it.closest("[data-to], a[href]").ok().flatten()) else {
                return;
            };
            if let Some(to) = link.get_attribute("data-to") {
                on_act.emit(to);
            } else if let Some(slug) = link.get_attribute("href").filter(|_| !routes) {
                event.prevent_default();
                on_act.emit(slug.replace(route::PREFIX, "lesson:"));
            }
        });
    if lesson.slug.is_empty() {
        return Html::default();
    }
    html! {
        <section class="gp-panel gp-lesson" aria-label="Lesson" onclick={on_click}>
            { contents(props) }
            <div class="gp-lesson__text">
                <h2>{ lesson.title }</h2>
                { raw(lesson.before) }
                { quiz::view(props) }
                { variants(props) }
                { raw(lesson.after) }
                { quiz::answer(props) }
                { raw(lesson.practice) }
                { onward(lesson) }
            </div>
        </section>
    }
}

fn raw(html: &'static str) -> Html {
    Html::from_html_unchecked(AttrValue::Static(html))
}

/// All lessons; those that were answered have a mark.
fn contents(props: &Props) -> Html {
    let lessons = gopark_lessons::all();
    let at = lessons.iter().position(|it| it == props.lesson).unwrap_or(0);
    let entries = lessons.iter().enumerate().map(|(index, it)| {
        let current = (index == at).then_some("page");
        html! {
            <li class={classes!(props.done.has(index).then_some("gp-contents__done"))}>
                <a class="gp-link" href={route::href(it)} aria-current={current}>{ it.title }</a>
                if props.done.has(index) { <span class="gp-hidden">{ " (answered)" }</span> }
                <span class="gp-note">{ it.about }</span>
            </li>
        }
    });
    html! {
        <details class="gp-contents" key={props.lesson.slug}>
            <summary>{ format!("Lesson {} of {}", at + 1, lessons.len()) }
                <span class="gp-note">{ format!("{} answered", props.done.count()) }</span>
            </summary>
            <nav aria-label="Lessons"><ol>{ for entries }</ol></nav>
        </details>
    }
}

/// The programs of the lesson, when there are several.
fn variants(props: &Props) -> Html {
    let programs = &props.lesson.programs;
    if programs.len() < 2 {
        return Html::default();
    }
    let buttons = programs.iter().enumerate().map(|(index, program)| {
        html! {
            <button type="button" class="gp-pick__one" data-to={format!("variant:{}", program.name)}
                aria-pressed={(index == props.variant).to_string()}>{ program.name }</button>
        }
    });
    html! { <div class="gp-pick" role="group" aria-label="Programs">{ for buttons }</div> }
}

fn onward(lesson: &Lesson) -> Html {
    let lessons = gopark_lessons::all();
    let at = lessons.iter().position(|it| it == lesson).unwrap_or(0);
    let before = at.checked_sub(1).and_then(|index| lessons.get(index));
    let link = |to: &'static Lesson, rel, words: &str| {
        html! { <a class="gp-link" {rel} href={route::href(to)}>{ format!("{words}: {}", to.title) }</a> }
    };
    html! {
        <p class="gp-onward">
            if let Some(to) = before { { link(to, "prev", "Previous") } }
            if let Some(to) = lessons.get(at + 1) { { link(to, "next", "Next") } }
        </p>
    }
}
