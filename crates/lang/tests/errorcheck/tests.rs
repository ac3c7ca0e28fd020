//! Which of Go's tests of errors there are, and which say something about other things than errors.

use std::fs;
use std::path::Path;

/// A test of one file.
pub struct Test {
    /// Its path in the folder of tests.
    pub name: String,
    pub text: String,
    /// Why it isn't ours to pass.
    pub excluded: Option<&'static str>,
}

const OPTIMIZER: &str = "is about what the optimizer says";
const LANGUAGE: &str = "is about an older language";

/// Flags of the compiler, the first that begins so counts.
const EXCLUDED_FLAGS: [(&str, &str); 6] = [
    ("-0", OPTIMIZER),
    ("-m", OPTIMIZER),
    ("-live", OPTIMIZER),
    ("-+", "is about the runtime's own restrictions"),
    ("-std", "is about assembly in the standard library"),
    ("-lang", LANGUAGE),
];

/// All whose first line is `// errorcheck` and flags, by name.
pub fn all(root: &Path) -> Vec<Test> {
    let mut tests = Vec::new();
    visit(root, root, &mut tests);
    tests.sort_by(|a, b| a.name.cmp(&b.name));
    tests
}

fn visit(root: &Path, dir: &Path, tests: &mut Vec<Test>) {
    let entries = fs::read_dir(dir).unwrap_or_else(|why| panic!("{}: {why}", dir.display()));
    for entry in entries {
        let path = entry.expect("readable").path();
        if path.is_dir() && path.extension().is_none() {
            visit(root, &path, tests);
        } else if path.extension().is_some_and(|e| e == "go") {
            tests.extend(test(root, &path));
        }
    }
}

fn test(root: &Path, path: &Path) -> Option<Test> {
    let bytes = fs::read(path).expect("readable");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let mut words = text.lines().next()?.strip_prefix("// ")?.split_whitespace();
    if words.next() != Some("errorcheck") {
        return None;
    }
    let flags: Vec<&str> = words.collect();
    let excluded = EXCLUDED_FLAGS.iter().find(|(flag, _)| flags.iter().any(|f| f.starts_with(flag)));
    let name = path.strip_prefix(root).expect("in the folder").to_string_lossy().into_owned();
    Some(Test { name, excluded: excluded.map(|&(_, reason)| reason), text })
}
