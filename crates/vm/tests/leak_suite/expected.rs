//! What Go's test expects, read from its source.

use std::path::Path;

use crate::run::Suite;

/// A program and its leaks.
pub struct Case {
    pub name: String,
    /// Which of its leaks appear depends on the schedule.
    pub is_flaky: bool,
    /// Patterns for `function(args) [wait reason]`.
    pub leaks: Vec<String>,
}

/// The cases of the programs in `suite`.
pub fn cases(test: &Path, suite: &Suite) -> Vec<Case> {
    let text = std::fs::read_to_string(test).unwrap_or_else(|why| panic!("{}: {why}", test.display()));
    let mut cases: Vec<Case> = Vec::new();
    let mut is_open = false;
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
        for (call, is_flaky) in [("makeTest(\"", false), ("makeFlakyTest(\"", true)] {
            if let Some(rest) = line.strip_prefix(call) {
                let name = rest.split('"').next().unwrap_or_default().to_owned();
                cases.push(Case { name, is_flaky, leaks: Vec::new() });
                is_open = !line.ends_with("\"),");
            }
        }
        if is_open && line.starts_with('`') {
            let leak = line.split('`').nth(1).unwrap_or_default().to_owned();
            cases.last_mut().expect("a case is open").leaks.push(leak);
            is_open = !line.ends_with("`),");
        } else if line == ")," {
            is_open = false;
        }
    }
    cases.retain(|case| suite.has(&case.name));
    cases
}
