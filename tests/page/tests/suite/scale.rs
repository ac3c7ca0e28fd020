//! Much at a time: crowds, a picture that is enlarged, and a page that stays at hand.

use page_tests::{Page, Role, Theme};

use crate::support::{PATIENCE, await_status, longest_task_ms, open, run_fast, watch_main_thread};

/// The most that the main thread may be busy at a stretch, in ms.
const BUSY_MS_MAX: f64 = 50.0;

const CROWD: &str = "package main\n\nfunc main() {\n\tgate := make(chan int)\n\tfor range 20000 {\n\t\tgo func() {\n\t\t\tfor range gate {\n\t\t\t}\n\t\t}()\n\t}\n\tfor n := 0; ; n++ {\n\t\tgate <- n\n\t}\n}\n";

/// Programs that have much to do: imports, goroutines, allocation, computing, leaks.
const HEAVY: [(&str, &str); 5] = [
    ("crowd", CROWD),
    (
        "imports",
        "package main\n\nimport (\n\t\"context\"\n\t\"fmt\"\n\t\"net/http\"\n\t\"sort\"\n\t\"strings\"\n\t\"sync\"\n\t\"time\"\n)\n\nfunc main() {\n\tvar mu sync.Mutex\n\tmu.Lock()\n\tctx, cancel := context.WithTimeout(context.Background(), time.Second)\n\tdefer cancel()\n\ts := []string{\"b\", \"a\"}\n\tsort.Strings(s)\n\tfmt.Println(strings.Join(s, \",\"), http.StatusOK, ctx.Err())\n}\n",
    ),
    (
        "garbage",
        "package main\n\nvar last [64][]byte\n\nfunc main() {\n\tfor i := range 100000 {\n\t\tlast[i%64] = make([]byte, 1<<16)\n\t}\n}\n",
    ),
    ("computing", "package main\n\nfunc main() {\n\tn := 0\n\tfor i := 0; ; i++ {\n\t\tn += i * i\n\t}\n}\n"),
    (
        "leaks",
        "package main\n\nimport \"time\"\n\nfunc main() {\n\tfor range 3000 {\n\t\tch := make(chan int)\n\t\tgo func() { ch <- 1 }()\n\t}\n\tfor {\n\t\ttime.Sleep(time.Millisecond)\n\t}\n}\n",
    ),
];

#[test]
fn the_main_thread_is_never_busy_for_long() {
    let page = open();
    watch_main_thread(&page);
    for (name, program) in HEAVY {
        run_fast(&page, program);
        await_status(&page, "The program starts");
        page.script_async("await new Promise(done => setTimeout(done, 3000))");
        page.button("Pause").click();
        // To the middle of the run.
        page.script(
            "const { handle } = document.querySelector('go-park'); handle.seek(handle.duration() / 2)",
            &[],
        );
        page.script_async("await new Promise(done => setTimeout(done, 500))");
        let busy = longest_task_ms(&page);
        assert!(busy <= BUSY_MS_MAX, "{name}: the main thread was busy for {busy} ms");
    }
}

#[test]
fn a_picture_is_enlarged_and_moved() {
    let page = Page::open(1280, 800, Theme::Light);
    page.wait_until("goroutines are there", PATIENCE, |page| page.table("Goroutines").rows().len() > 5);
    let size = |page: &Page| {
        let script = "const view = document.querySelector('.gp-stage__scroller');
            return [view.scrollWidth / view.clientWidth, view.scrollLeft, view.scrollTop]";
        let all: Vec<f64> = serde_json::from_value(page.script(script, &[])).expect("numbers");
        all
    };
    assert_eq!(size(&page)[..2], [1.0, 0.0]);
    for _ in 0..4 {
        page.button("Enlarge").click();
    }
    page.wait_until("it is larger", PATIENCE, |page| size(page)[0] > 2.0);
    assert!(size(&page)[1] > 0.0, "the middle stays in the middle");
    page.find(Role::Region, "Stage").type_text("-");
    page.wait_until("it is smaller again", PATIENCE, |page| size(page)[0] < 2.0);
    page.button("Whole picture").click();
    page.wait_until("all of it is seen", PATIENCE, |page| size(page)[..2] == [1.0, 0.0]);
    assert_eq!(page.console_errors(), [""; 0]);
}
