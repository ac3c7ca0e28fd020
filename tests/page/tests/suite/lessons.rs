//! Lessons: opened by their links, predicted and answered by the run, their parameters and links tried; in light and dark,
//! on a desk and on a phone.

use std::path::Path;
use std::time::Duration;

use page_tests::{Key, Page, Theme};
use serde_json::Value;

use crate::support::{PATIENCE, await_status, moment_ns, open_lesson, status};

/// Parameters of the program: those with a note of their own.
const PARAMS: &str = "return [...document.querySelectorAll('.gp-param input')].map(input => input.ariaLabel)";

/// Moves a parameter as a reader does, to another value that is near.
const MOVE: &str = "
    const input = document.querySelector(`.gp-param input[aria-label=\"${arguments[0]}\"]`);
    if (input.type === 'checkbox') { input.click(); return; }
    const at = input.value;
    input.stepUp();
    if (input.value === at) input.stepDown();
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));";

/// The value of a parameter as the run has it.
const SHOWN: &str = "
    const input = document.querySelector(`.gp-param input[aria-label=\"${arguments[0]}\"]`);
    return input?.closest('.gp-param')?.querySelector('.gp-slider__value').textContent";

/// How long a run goes at its lesson's own speed before it is hurried on.
const LESSONS_SPEED: Duration = Duration::from_secs(12);

/// The links of the lesson that do something: those of the text, then those that choose a program.
const LINKS: &str = "
    const all = [...document.querySelectorAll('.gp-lesson [data-to]')];
    const chooses = link => link.matches('.gp-pick__one');
    return [...all.filter(link => !chooses(link)), ...all.filter(chooses)].map(link => link.dataset.to)";

/// The lessons that the links of the lesson lead to.
const TO_LESSONS: &str = "
    const all = [...document.querySelectorAll('.gp-lesson__text a')];
    return all.map(link => link.hash.replace('#/lesson/', ''))";

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn slugs(page: &Page) -> Vec<String> {
    let all = texts(&page.script(
        "return [...document.querySelectorAll('[aria-label=Lessons] option')].map(option => option.value)",
        &[],
    ));
    assert_eq!(all.len(), 15, "{all:?}");
    all
}

/// A window of another width and theme, with every lesson in it, and a picture of each.
#[track_caller]
fn each_lesson(theme: Theme, width: u32, mut visit: impl FnMut(&Page, &str)) {
    let page = Page::open(width, 800, theme);
    let folder = std::env::var("GOPARK_SHOTS").expect("`cargo xtask test page` says where pictures go");
    for slug in slugs(&page) {
        open_lesson(&page, &slug);
        page.wait_until(&format!("{slug} runs"), PATIENCE, |page| moment_ns(page) > 0.0);
        assert!(page.select(".gp-ahead").is_empty(), "{slug} does not compile");
        let overflow = page.script("return document.documentElement.scrollWidth - innerWidth", &[]);
        assert!(overflow.as_f64() <= Some(0.0), "{slug} is wider than the window");
        visit(&page, &slug);
        let shot = format!("lesson-{slug}-{theme:?}-{width}.png").to_lowercase();
        page.screenshot(&Path::new(&folder).join(shot));
    }
    assert_eq!(page.console_errors(), [""; 0]);
}

/// Predicts, lets the program run as fast as it goes, and reads the answer.
fn answer(page: &Page, slug: &str) {
    page.script("document.querySelectorAll('.gp-quiz__choice')[1].click()", &[]);
    let says = |page: &Page| {
        let said = page.script("return document.querySelector('.gp-quiz [role=status]').innerText", &[]);
        said.as_str().is_some_and(|said| said.contains("our run says"))
    };
    // What is asked of a moment in the middle is seen at the lesson's own speed; who asks for the end may hurry.
    if !page.comes_to(LESSONS_SPEED, says) {
        page.slider("Speed").press(Key::End);
    }
    page.wait_until(&format!("the run answers the question of {slug}"), PATIENCE * 2, says);
    let right = page.script("return document.querySelectorAll('.gp-quiz__choice--right').length", &[]);
    assert_eq!(right, 1, "{slug}: one of the choices is right");
    let open = page.script("return document.querySelector('.gp-quiz__answer').open", &[]);
    assert_eq!(open, true, "{slug}: the answer opens");
}

/// Moves each of the program's parameters; the run takes them in.
fn react(page: &Page, slug: &str) {
    for name in texts(&page.script(PARAMS, &[])) {
        // A run that is over in no time has said so before one can read what it took in.
        let shown = |page: &Page| page.script(SHOWN, &[name.as_str().into()]);
        let before = shown(page);
        page.script(MOVE, &[name.as_str().into()]);
        page.wait_until(&format!("{slug} takes {name}"), PATIENCE, |page| shown(page) != before);
    }
}

/// Follows every link of the text that does something to the stage; those to lessons name one that there is.
fn follow(page: &Page, slug: &str) {
    let lessons = slugs(page);
    for to in texts(&page.script(TO_LESSONS, &[])) {
        assert!(lessons.contains(&to), "{slug}: a link to the lesson {to:?}");
    }
    for to in texts(&page.script(LINKS, &[])) {
        let (kind, _) = to.split_once(':').expect("a kind");
        page.script("window.saidBefore = document.querySelector('.gp [role=status]').innerText", &[]);
        page.script(
            "document.querySelector(`.gp-lesson [data-to=\"${CSS.escape(arguments[0])}\"]`).click()",
            &[to.as_str().into()],
        );
        match kind {
            "set" | "again" => {
                let (name, value) = to[kind.len() + 1..].split_once('=').expect("a name and a value");
                // A run that is over in no time has said so before one can read what it took in.
                page.wait_until(&format!("{slug} takes {to}"), PATIENCE, |page| {
                    status(page).contains(&format!("{name} is "))
                        || page.script(SHOWN, &[name.into()]) == value
                });
            }
            "variant" => {
                let name = to["variant:".len()..].to_owned();
                page.wait_until(&format!("{slug}/{name} is open"), PATIENCE, |page| {
                    let pressed =
                        "return document.querySelector('.gp-lesson .gp-pick__one[aria-pressed=true]')?.innerText";
                    page.script(pressed, &[]) == name.as_str() && page.select(".gp-ahead").is_empty()
                });
            }
            // What can be selected when is the matter of a test of its own (crates/app/src/lesson/act.rs).
            "select" | "moment" | "speed" => {}
            _ => panic!("{slug}: a link to {to}"),
        }
    }
}

/// All of it in one window: the question, the parameters, the links.
#[track_caller]
fn each_lesson_is_worked_through(theme: Theme, width: u32) {
    each_lesson(theme, width, |page, slug| {
        answer(page, slug);
        react(page, slug);
        follow(page, slug);
        open_lesson(page, slug);
    });
}

#[test]
fn each_lesson_is_worked_through_on_a_desk_in_light() {
    each_lesson_is_worked_through(Theme::Light, 1280);
}

#[test]
fn each_lesson_is_worked_through_on_a_desk_in_dark() {
    each_lesson_is_worked_through(Theme::Dark, 1280);
}

#[test]
fn each_lesson_is_worked_through_on_a_phone_in_light() {
    each_lesson_is_worked_through(Theme::Light, 360);
}

#[test]
fn each_lesson_is_worked_through_on_a_phone_in_dark() {
    each_lesson_is_worked_through(Theme::Dark, 360);
}

/// What the text speaks of stays in sight while one reads.
#[test]
fn on_a_phone_the_text_follows_the_stage_which_stays() {
    let page = Page::open(360, 740, Theme::Light);
    open_lesson(&page, "context");
    let tops = |page: &Page| {
        let script = "return ['.gp-stage', '.gp-lesson', '.gp-timeline'].map(it =>
            document.querySelector(it).getBoundingClientRect().top)";
        let tops: Vec<f64> = serde_json::from_value(page.script(script, &[])).expect("numbers");
        tops
    };
    let [stage, lesson, timeline] = tops(&page)[..] else { panic!("three") };
    assert!(stage < lesson && lesson < 740.0 && lesson < timeline, "{stage}, {lesson}, {timeline}");
    page.script("document.querySelector('.gp-quiz').scrollIntoView({ block: 'end' })", &[]);
    page.wait_until("the stage is still there", PATIENCE, |page| (0.0..100.0).contains(&tops(page)[0]));
}

/// Five seconds of the lesson's own pace; how long a visitor waits for its beginning, `cargo xtask bench page` says.
#[test]
fn within_five_seconds_of_a_first_visit_one_thing_is_seen_to_happen() {
    let page = Page::open(1280, 800, Theme::Light);
    assert_eq!(page.script("return localStorage.length", &[]).as_u64().map(|n| n < 5), Some(true));
    let seen = "
        const rows = () => [...document.querySelectorAll('table[aria-label=Goroutines] tbody tr')];
        const states = () => rows().map(row => row.cells[2].innerText);
        const moment = () => +document.querySelector('input[aria-label=Moment]')?.value;
        while (!['running', 'runnable'].every(state => states().includes(state))) {
            if (moment() > 1e9) return `only ${states()}`;
            await new Promise(requestAnimationFrame);
        }
        return moment();";
    let at_ns = page.script_async(seen);
    assert_eq!(
        page.slider("Speed").attribute("aria-valuetext").as_deref(),
        Some("200µs of program time a second")
    );
    assert!(at_ns.as_f64().is_some_and(|ns| 0.0 < ns && ns < 5.0 * 200_000.0), "seen at {at_ns}");
    assert_eq!(
        page.script("return document.querySelector('.gp-lesson h2').innerText", &[]),
        "How goroutines run"
    );
}

#[test]
fn what_was_answered_is_kept_and_the_way_leads_on_and_back() {
    let page = Page::open(1280, 800, Theme::Light);
    open_lesson(&page, "semaphore");
    page.wait_until("the choices are there", PATIENCE, |page| page.select(".gp-quiz__choice").len() == 3);
    page.select(".gp-quiz__choice")[1].click();
    let lesson = |page: &Page| page.select(".gp-lesson")[0].text();
    page.wait_until("the run agrees", PATIENCE, |page| {
        lesson(page).contains("your run says so too") && lesson(page).contains("1 answered")
    });
    page.reload();
    page.wait_until("it is still answered", PATIENCE, |page| {
        !page.select(".gp-lesson").is_empty() && lesson(page).contains("1 answered")
    });
    let is_at = |slug: &'static str| {
        move |page: &Page| page.script("return location.hash", &[]) == format!("#/lesson/{slug}")
    };
    page.script("document.querySelector('.gp-onward [rel=next]').click()", &[]);
    page.wait_until("the next one is open", PATIENCE, is_at("preemption"));
    page.wait_until("its text is there", PATIENCE, |page| lesson(page).contains("Who lets go"));
    page.script("document.querySelector('.gp-onward [rel=prev]').click()", &[]);
    page.wait_until("the one before is open", PATIENCE, is_at("semaphore"));
    page.script("history.back()", &[]);
    page.wait_until("so does the browser's way back", PATIENCE, is_at("preemption"));
    let listed = texts(&page.script(
        "return [...document.querySelectorAll('.gp-contents nav a')].map(link => link.hash.slice('#/lesson/'.length))",
        &[],
    ));
    assert_eq!(listed, slugs(&page), "the contents list them all");
}

#[test]
fn the_checklist_judges_the_program_in_the_editor_and_shows_its_evidence() {
    let page = Page::open(1280, 800, Theme::Light);
    open_lesson(&page, "checklist");
    let items = |page: &Page| {
        texts(&page.script(
            "return [...document.querySelectorAll('.gp-checklist__verdict')].map(it => it.innerText)",
            &[],
        ))
    };
    page.wait_until("six items are judged", PATIENCE, |page| items(page).len() == 6);
    page.slider("Speed").press(Key::End);
    page.wait_until("all are broken", PATIENCE, |page| items(page) == ["broken"; 6]);
    let show = |words: &str| {
        page.script(
            "[...document.querySelectorAll('.gp-checklist__items button')].find(it => it.innerText.startsWith(arguments[0])).click()",
            &[words.into()],
        )
    };
    show("line 18");
    page.wait_until("the line is marked", PATIENCE, |page| {
        let here = "return document.querySelector('.gp-line--here')?.innerText";
        page.script(here, &[]).as_str().is_some_and(|line| line.contains("for {"))
    });
    show("G");
    page.wait_until("the goroutine is selected", PATIENCE, |page| {
        page.region("Inspector").text().contains("main.audit")
    });
    page.text_box("Program").replace_text("package main\n\nfunc main() {}\n");
    page.button("Run").click();
    page.wait_until("another program is judged", PATIENCE, |page| {
        items(page) == ["kept", "cannot tell", "kept", "cannot tell", "cannot tell", "kept"]
    });
}

#[test]
fn the_dump_is_that_of_the_moment_shown() {
    let page = Page::open(1280, 800, Theme::Light);
    open_lesson(&page, "detect");
    let dump = |page: &Page| {
        let text = page.script("return document.querySelector('.gp-dump')?.innerText", &[]);
        text.as_str().unwrap_or_default().to_owned()
    };
    page.wait_until("goroutines are dumped while it runs", PATIENCE, |page| {
        dump(page).contains("goroutine 1 [") && dump(page).contains("main.main()")
    });
    page.slider("Speed").press(Key::End);
    await_status(&page, "Finished");
    page.wait_until("the leaked ones are there", PATIENCE, |page| {
        dump(page).matches("[chan send").count() == 20
            && dump(page).contains("created by main.search in goroutine 1")
    });
    page.script(
        "const moment = document.querySelector('[aria-label=Moment]');
         moment.value = 0; moment.dispatchEvent(new InputEvent('input', { bubbles: true }))",
        &[],
    );
    page.wait_until("at the beginning there are none", PATIENCE, |page| !dump(page).contains("[chan send"));
}
