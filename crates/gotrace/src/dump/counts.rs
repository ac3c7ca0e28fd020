//! Profiles of counted stacks (Go: `runtime/pprof/pprof.go: printCountProfile`).

use super::header::{decimal, hexadecimal};
use super::lines::Lines;
use super::quoted;

/// Equal stacks counted. It has no ids, no states, no creators.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountProfile {
    /// What is counted: `goroutine`, `goroutineleak`, or something else such as `threadcreate`.
    pub name: String,
    /// How many there are.
    pub total: u64,
    /// Those with equal stacks and labels together, most numerous first.
    pub groups: Vec<Group>,
    /// Lines that belong to no group.
    pub rest: Vec<String>,
}

/// Goroutines with the same stack and labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// How many they are.
    pub count: u64,
    /// All return addresses, those of hidden runtime frames included.
    pub pcs: Vec<u64>,
    /// Their pprof labels.
    pub labels: Vec<(String, String)>,
    /// The stack from the innermost visible call outwards.
    pub frames: Vec<ProfileFrame>,
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileFrame {
    /// Program counter.
    pub pc: u64,
    /// The function, if it is known.
    pub symbol: Option<Symbol>,
}

/// Where a program counter lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Symbol {
    /// The function with its package path.
    pub func: String,
    /// Bytes of machine code from its start.
    pub offset: u64,
    /// Source file.
    pub file: String,
    /// Line in the source file.
    pub line: u64,
}

/// Whether `line` begins a profile, perhaps behind the prefix of a log.
pub(crate) fn is_profile_header(line: &str) -> bool {
    find_header(line).is_some()
}

/// Characters in front of the header, name, total.
fn find_header(line: &str) -> Option<(usize, &str, u64)> {
    let (before, total) = line.trim_end().split_once(" profile: total ")?;
    let start = before
        .rfind(|c: char| !c.is_alphanumeric() && c != '_')
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let name = &before[start..];
    if name.is_empty() || total.is_empty() {
        return None;
    }
    Some((before[..start].chars().count(), name, decimal(total)?))
}

/// Reads the profile in `text`, which has a header.
pub(super) fn parse(text: &str) -> CountProfile {
    let mut profile = CountProfile::default();
    let column = text.lines().find_map(find_header).map_or(0, |(column, ..)| column);
    for line in Lines::new(text, column) {
        if let Some((0, name, total)) = find_header(line) {
            (profile.name, profile.total) = (name.to_owned(), total);
        } else if let Some(group) = group(line) {
            profile.groups.push(group);
        } else if !line.trim().is_empty() && !add_detail(&mut profile, line) {
            profile.rest.push(line.to_owned());
        }
    }
    profile
}

/// `COUNT @ PC PC …`
fn group(line: &str) -> Option<Group> {
    let (count, pcs) = line.split_once(" @")?;
    let pcs = pcs.split_whitespace().map(hexadecimal).collect::<Option<_>>()?;
    Some(Group { count: decimal(count)?, pcs, ..Group::default() })
}

/// A line of labels, or a frame of the last group.
fn add_detail(profile: &mut CountProfile, line: &str) -> bool {
    let (Some(group), Some(detail)) = (profile.groups.last_mut(), line.strip_prefix('#')) else {
        return false;
    };
    let detail = detail.trim_start();
    if let Some(labels) = detail.strip_prefix("labels: ") {
        group.labels = quoted::labels(labels);
        return true;
    }
    let (pc, rest) = detail.split_once(char::is_whitespace).unwrap_or((detail, ""));
    let Some(pc) = hexadecimal(pc) else { return false };
    group.frames.push(ProfileFrame { pc, symbol: symbol(rest.trim_start()) });
    true
}

/// `FUNC+0xOFFSET`, white space, `FILE:LINE`.
fn symbol(text: &str) -> Option<Symbol> {
    let (func, place) = text.split_once(char::is_whitespace)?;
    let (func, offset) = func.rsplit_once('+')?;
    let (file, line) = place.trim_start().rsplit_once(':')?;
    let (offset, line) = (hexadecimal(offset)?, decimal(line)?);
    Some(Symbol { func: func.to_owned(), offset, file: file.to_owned(), line })
}
