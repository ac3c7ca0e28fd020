//! What a dying program says before its first goroutine (Go: `runtime/panic.go: printpanics`, `signal_unix.go`).

use super::header;
use super::lines::Lines;
use super::stack::{self, Frame};

/// Why a program died, as far as it says; all empty for a dump taken from a living one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Crash {
    /// Panics, the first one first; later ones happened while the earlier were handled.
    pub panics: Vec<PanicText>,
    /// A failure the program cannot recover from, such as `all goroutines are asleep - deadlock!`.
    pub fatal_error: Option<String>,
    /// The signal, such as `SIGSEGV: segmentation violation code=…` or `SIGQUIT: quit`.
    pub signal: Option<String>,
    /// Calls of the runtime outside any goroutine.
    pub runtime_stack: Vec<Frame>,
    /// All other lines, such as the program's own output.
    pub notes: Vec<String>,
}

/// One panic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanicText {
    /// The value, as printed.
    pub text: String,
    /// What became of it.
    pub recovery: Recovery,
}

/// What became of a panic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recovery {
    /// Nobody recovered it.
    None,
    /// It was recovered.
    Recovered,
    /// It was recovered, and the same value was used to panic again.
    Repanicked,
}

/// Takes the lines in front of the first goroutine.
pub(super) fn parse(lines: &mut Lines<'_>) -> Crash {
    let mut crash = Crash::default();
    while let Some(line) = lines.peek() {
        if header::parse(line).is_some() {
            break;
        }
        lines.next();
        let nested = line.trim_start().strip_prefix("panic: ").filter(|_| !crash.panics.is_empty());
        if let Some(text) = line.strip_prefix("panic: ").or(nested) {
            crash.panics.push(panic_text(text, lines));
        } else if let Some(text) = line.strip_prefix("fatal error: ") {
            crash.fatal_error = Some(text.to_owned());
        } else if let Some(signal) = signal(line) {
            crash.signal = Some(signal.to_owned());
        } else if line == "runtime stack:" {
            crash.runtime_stack.append(&mut stack::parse(lines).frames);
        } else if !line.trim().is_empty() {
            crash.notes.push(line.to_owned());
        }
    }
    crash
}

/// A text of several lines goes on in lines that begin with a tab, but so does the next panic.
fn panic_text(first: &str, lines: &mut Lines<'_>) -> PanicText {
    let mut text = first.to_owned();
    while let Some(more) = lines.peek().and_then(|line| line.strip_prefix(char::is_whitespace)) {
        if more.trim_start().starts_with("panic: ") {
            break;
        }
        text.push('\n');
        text.push_str(more);
        lines.next();
    }
    for (suffix, recovery) in
        [(" [recovered, repanicked]", Recovery::Repanicked), (" [recovered]", Recovery::Recovered)]
    {
        if let Some(value) = text.strip_suffix(suffix) {
            return PanicText { text: value.to_owned(), recovery };
        }
    }
    PanicText { text, recovery: Recovery::None }
}

fn signal(line: &str) -> Option<&str> {
    if let Some(signal) = line.strip_prefix("[signal ") {
        return signal.strip_suffix(']');
    }
    let (name, _) = line.split_once(": ")?;
    let known = name.starts_with("SIG")
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    known.then_some(line)
}
