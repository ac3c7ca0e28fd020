//! The name, the lessons to choose from, and light or dark.

use gopark_lessons::Lesson;
use web_sys::{EventInit, File, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::state::Theme;

/// Properties of [`Header`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The lesson that was picked.
    pub lesson: &'static Lesson,
    /// Light or dark.
    pub theme: Theme,
    /// Another lesson is picked.
    pub on_lesson: Callback<&'static Lesson>,
    /// Another theme is chosen.
    pub on_theme: Callback<Theme>,
    /// The overlay that tells the keys is to open or close.
    pub on_help: Callback<()>,
    /// A second run stands beside the first.
    pub twin: bool,
    /// It is to come or to go.
    pub on_twin: Callback<()>,
    /// What is on the stage has happened: there is nothing to compare it with, and no link to it.
    pub recorded: bool,
    /// A file is to be opened.
    pub on_file: Callback<File>,
}

/// The top of the page.
#[component]
pub fn Header(props: &Props) -> Html {
    let lessons = gopark_lessons::all().iter().map(|lesson| {
        html! { <option value={lesson.slug} selected={lesson == props.lesson}>{ lesson.title }</option> }
    });
    let on_lesson = use_callback(props.on_lesson.clone(), |event: Event, on_lesson| {
        let slug = event.target_unchecked_into::<HtmlSelectElement>().value();
        gopark_lessons::find(&slug).into_iter().for_each(|lesson| on_lesson.emit(lesson));
    });
    let on_theme = use_callback(props.on_theme.clone(), |event: Event, on_theme| {
        on_theme.emit(Theme::named(&event.target_unchecked_into::<HtmlSelectElement>().value()));
    });
    let on_help = use_callback(props.on_help.clone(), |_: MouseEvent, on_help| on_help.emit(()));
    let on_twin = use_callback(props.on_twin.clone(), |_: MouseEvent, on_twin| on_twin.emit(()));
    let on_file = use_callback(props.on_file.clone(), |event: Event, on_file| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_file.emit(file);
        }
        // The same file can be opened once more.
        input.set_value("");
    });
    let on_share = Callback::from(|event: MouseEvent| {
        // Whoever holds the page makes the link: the address is theirs.
        let init = EventInit::new();
        init.set_bubbles(true);
        let share = Event::new_with_event_init_dict("gp-share", &init);
        if let (Some(target), Ok(share)) = (event.target(), share) {
            let _ = target.dispatch_event(&share);
        }
    });
    let themes = [(Theme::System, "Auto"), (Theme::Light, "Light"), (Theme::Dark, "Dark")];
    let themes = themes.into_iter().map(|(theme, words)| {
        html! { <option value={theme.name()} selected={theme == props.theme}>{ words }</option> }
    });
    html! {
        <header class="gp-header">
            <h1 class="gp-header__name">{ "Gopark" }</h1>
            <p class="gp-header__claim">{ "a Go runtime you can see" }</p>
            <select class="gp-select gp-header__lesson" aria-label="Lessons" onchange={on_lesson}>
                { for lessons }
            </select>
            <label class="gp-button gp-file" title="Show what really happened: an execution trace of Go's, or a goroutine dump">
                { "Open" }<input type="file" class="gp-hidden" aria-label="Open a trace or dump" onchange={on_file} />
            </label>
            if !props.recorded {
                <button type="button" class="gp-button" title="A second run beside this one, with one thing changed"
                    aria-pressed={props.twin.to_string()} onclick={on_twin}>{ "Compare" }</button>
                <button type="button" class="gp-button" title="A link to this program at this very moment"
                    onclick={on_share}>{ "Share" }</button>
            }
            <button type="button" class="gp-button gp-header__help" aria-label="Keyboard" title="Keyboard (?)"
                onclick={on_help}>{ "?" }</button>
            <select class="gp-select gp-header__theme" aria-label="Theme" onchange={on_theme}>{ for themes }</select>
        </header>
    }
}
