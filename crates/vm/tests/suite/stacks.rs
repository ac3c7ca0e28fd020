//! Stacks as they are compared: without what differs from machine to machine (addresses, arguments, folders), and with
//! goroutines numbered in the order in which they appear.

/// How words begin that are addresses.
const ADDRESSES: [&str; 6] = ["0x", "pc=", "sp=", "gp=", "mp=", "stack="];
/// Frames of real Go have other sizes, so others fit into a stack.
const ELIDED: &str = " frames elided...";

/// A text with stacks in it.
pub fn normalized(text: &str) -> String {
    let mut numbers = Vec::new();
    let mut shown = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with("...") && line.ends_with(ELIDED) {
            shown.push_str("...");
            shown.push_str(ELIDED);
            shown.push('\n');
            continue;
        }
        let is_call = lines.peek().is_some_and(|next| next.starts_with("\t/"));
        let line = match place(line) {
            Some(line) => line,
            None if is_call && line.ends_with(')') => line[..arguments(line)].to_owned(),
            None => line
                .split(' ')
                .filter(|word| !ADDRESSES.iter().any(|start| word.starts_with(start)))
                .collect::<Vec<_>>()
                .join(" "),
        };
        // So `go test` calls the package of a file.
        let line = line.replace("command-line-arguments.", "main.");
        shown.push_str(&renumbered(&line, &mut numbers));
        shown.push('\n');
    }
    shown
}

/// A line of a file: `sync/mutex.go:46` of Go's own, `main.go:12` of the program.
fn place(line: &str) -> Option<String> {
    let at = line.find(".go:").or_else(|| line.find(".s:"))?;
    let from = line[..at].rfind('\t')? + 1;
    let number = line[at..].split_once(':')?.1;
    let number = number.split(|c: char| !c.is_ascii_digit()).next()?;
    let path = &line[from..];
    let path = &path[..path.find(':')?];
    let file = match path.rsplit_once("/go/src/") {
        Some((_, file)) => file,
        None => "main.go",
    };
    let before: Vec<&str> =
        line[..from].split_whitespace().map(|it| it.split("+0x").next().unwrap_or(it)).collect();
    let before: Vec<&str> = before.into_iter().filter(|it| !it.starts_with("0x")).collect();
    Some(format!("{}\t{file}:{number}", before.join(" ")))
}

/// Where the arguments begin: the last parenthesis that opens at depth 0, counted from the end.
fn arguments(line: &str) -> usize {
    let mut depth = 0;
    for (i, c) in line.char_indices().rev() {
        match c {
            ')' => depth += 1,
            '(' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return i;
        }
    }
    line.len()
}

/// `goroutine N` with N counted from 1 in the order of appearance.
fn renumbered(line: &str, numbers: &mut Vec<String>) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = rest.find("goroutine ") {
        let (before, after) = rest.split_at(at + "goroutine ".len());
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let number = &after[..digits];
        out.push_str(before);
        if !number.is_empty() {
            let known = numbers.iter().position(|it| it == number).unwrap_or_else(|| {
                numbers.push(number.to_owned());
                numbers.len() - 1
            });
            out.push_str(&format!("#{}", known + 1));
        }
        rest = &after[digits..];
    }
    out + rest
}
