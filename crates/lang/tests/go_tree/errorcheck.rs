//! Go's `// errorcheck` tests: a comment `// ERROR "pattern"` stands on each line that has an error.

use gopark_lang::source::SourceFile;

/// Compares the lines that ask for a syntax error with the lines that got one.
pub fn compare(source: &SourceFile, ours: &[String]) -> Vec<String> {
    if !source.line_text(1).starts_with("// errorcheck") {
        return Vec::new();
    }
    let wanted: Vec<u32> =
        (1..=source.line_count()).filter(|&line| source.line_text(line).contains("// ERROR ")).collect();
    let line_of = |message: &String| message.strip_prefix(source.name())?.split(':').nth(1)?.parse().ok();
    let mut got: Vec<u32> = ours.iter().filter_map(line_of).collect();
    got.dedup();
    let name = source.name();
    if wanted == got {
        Vec::new()
    } else {
        vec![format!("{name}: errors in lines {got:?} instead of {wanted:?}: {ours:#?}")]
    }
}
