//! Go's `// errorcheck` tests: a comment `// ERROR "pattern"` stands on each line that has an error.

use gopark_lang::source::SourceFile;

/// Files of Go's that are nested more deeply than we allow, to try the compiler's own limits.
const TOO_DEEP: [&str; 2] = ["issue2615.go", "issue29312.go"];

/// Complains about diagnostics in a file that asks for none. Some files that ask have theirs on other lines than the
/// patterns.
pub fn unasked(source: &SourceFile, ours: &[String]) -> Vec<String> {
    let only_comments = ours.len() == 1 && ours[0].ends_with("package statement must be first");
    let asks = source.line_text(1).starts_with("// errorcheck") && source.text().contains("ERROR");
    let excused = only_comments || TOO_DEEP.iter().any(|name| source.name().ends_with(name));
    if excused || asks { Vec::new() } else { ours.to_vec() }
}

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
