//! The program in the editor: changed, run, wrong, and never lost.

use page_tests::{Key, Role};

use crate::support::{PATIENCE, await_status, open, output, run_fast};

const HELLO: &str =
    "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"hello from\", 6*7)\n}\n";

#[test]
fn an_edited_program_runs_and_writes() {
    let page = open();
    run_fast(&page, HELLO);
    await_status(&page, "Finished");
    assert_eq!(output(&page).trim(), "hello from 42");
}

#[test]
fn errors_are_listed_with_their_places_and_lose_nothing() {
    let page = open();
    run_fast(&page, HELLO);
    await_status(&page, "Finished");
    let wrong = "package main\n\nfunc main() {\n\tx := undefinedName\n\tvar y int = \"text\"\n}\n";
    page.text_box("Program").replace_text(wrong);
    page.button("Run").click();
    await_status(&page, "does not compile");
    let problems = page.find(Role::Group, "Problems").text();
    for place in ["main.go:4:7", "undefined: undefinedName", "main.go:5:14"] {
        assert!(problems.contains(place), "{place} is missing in {problems:?}");
    }
    assert_eq!(output(&page).trim(), "hello from 42", "the run before is still there");
    page.reload();
    assert_eq!(page.text_box("Program").value(), wrong, "the text survives a reload");
    page.button("Back to the original").click();
    page.wait_until("the original is back", PATIENCE, |page| {
        page.text_box("Program").value().contains("sem := make(chan struct{}, limit)")
    });
}

#[test]
fn the_colored_copy_lies_under_the_text_however_long_that_is() {
    let page = open();
    let line = "\tx := []int{1, 2, 3} // and so on, until nobody can see all of it at once any more\n";
    for lines in [5, 5_000] {
        page.text_box("Program").set_text(&format!("package main\n{}", line.repeat(lines)));
        page.wait_until("the copy is as large as the text", PATIENCE, |page| {
            page.script(
                "const box = document.querySelector('[aria-label=Program]');
                 const copy = document.querySelector('.gp-editor__code');
                 return copy.querySelectorAll('.gp-line').length > 5
                     && Math.abs(box.scrollHeight - copy.scrollHeight) <= 1 && box.scrollWidth <= copy.scrollWidth",
                &[],
            ) == true
        });
    }
}

#[test]
fn tab_indents_and_escape_lets_go() {
    let page = open();
    let editor = page.text_box("Program");
    editor.replace_text("package main");
    editor.press(Key::Enter);
    editor.press(Key::Tab);
    editor.type_text("x");
    assert_eq!(editor.value(), "package main\n\tx");
    let focused = "return document.activeElement.getAttribute('aria-label')";
    assert_eq!(page.script(focused, &[]), "Program");
    page.press(Key::Escape);
    page.press(Key::Tab);
    assert_ne!(page.script(focused, &[]), "Program");
    assert_eq!(editor.value(), "package main\n\tx");
}
