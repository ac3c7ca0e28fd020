//! A goroutine's stack: pairs of lines, a call and its place (Go: `runtime/traceback.go: traceback2`).

use super::header::{self, decimal, hexadecimal};
use super::lines::Lines;

/// What a goroutine was doing, from the innermost call outwards.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stack {
    /// Its calls.
    pub frames: Vec<Frame>,
    /// The `go` statement it comes from; missing for the main goroutine and those of the runtime.
    pub created_by: Option<CreatedBy>,
    /// Stacks of the goroutines it descends from, with `GODEBUG=tracebackancestors`.
    pub ancestors: Vec<Ancestor>,
}

/// One entry of a stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A call.
    Call(Call),
    /// A function of another language, without a name.
    NonGo {
        /// Program counter.
        pc: Option<u64>,
    },
    /// Frames left out: a stack shows the first and last 50.
    Elided {
        /// How many, if it says.
        frames: Option<u64>,
    },
    /// The goroutine runs on another thread, so its stack cannot be shown.
    Unavailable,
}

/// A call of a function.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// The function with its package path, such as `main.(*cup[...]).hold`.
    pub func: String,
    /// Arguments as words of memory, such as `0x1?, {0x2, 0x3}`; `...` if the call is inlined.
    pub args: String,
    /// Where it stands; missing where a dump is cut off.
    pub place: Option<Place>,
}

/// A position in the source and in the machine code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Source file.
    pub file: String,
    /// Line in the source file.
    pub line: u64,
    /// Bytes of machine code from the start of the function; missing for inlined calls.
    pub offset: Option<u64>,
    /// Registers, printed together with [`super::RuntimeIds`].
    pub registers: Option<Registers>,
}

/// Registers of a frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Registers {
    /// Frame pointer.
    pub fp: u64,
    /// Stack pointer.
    pub sp: u64,
    /// Program counter.
    pub pc: u64,
}

/// Where a goroutine was created.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreatedBy {
    /// The function with the `go` statement.
    pub func: String,
    /// The goroutine that ran it, which may have ended by now.
    pub goroutine: Option<u64>,
    /// The `go` statement.
    pub place: Option<Place>,
}

/// A goroutine that created the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ancestor {
    /// Its id.
    pub goroutine: u64,
    /// Its calls when it did.
    pub frames: Vec<Frame>,
    /// Where it was created itself.
    pub created_by: Option<CreatedBy>,
}

/// Takes the lines of a stack: up to an empty line, a header, or a line that belongs to no stack.
pub(super) fn parse(lines: &mut Lines<'_>) -> Stack {
    let mut stack = Stack::default();
    while let Some(line) = lines.peek() {
        if line.trim().is_empty() || header::parse(line).is_some() {
            break;
        }
        let mut ahead = lines.clone();
        ahead.next();
        let place = ahead.peek().and_then(place);
        if let Some(goroutine) = originator(line) {
            stack.ancestors.push(Ancestor { goroutine, ..Ancestor::default() });
        } else if let Some(creator) = line.strip_prefix("created by ") {
            if place.is_some() {
                ahead.next();
            }
            let (func, goroutine) = match creator.rsplit_once(" in goroutine ") {
                Some((func, id)) => (func, decimal(id)),
                None => (creator, None),
            };
            let (_, created_by) = stack.last();
            *created_by = Some(CreatedBy { func: func.to_owned(), goroutine, place });
        } else {
            let has_place = place.is_some();
            let Some(frame) = frame(line, place, ahead.clone().nth(1).is_none()) else { break };
            if has_place && matches!(frame, Frame::Call(_)) {
                ahead.next();
            }
            stack.last().0.push(frame);
        }
        *lines = ahead;
    }
    stack
}

impl Stack {
    /// The frames and the creator of the goroutine that is being read: of the last ancestor, if there is one.
    fn last(&mut self) -> (&mut Vec<Frame>, &mut Option<CreatedBy>) {
        match self.ancestors.last_mut() {
            Some(ancestor) => (&mut ancestor.frames, &mut ancestor.created_by),
            None => (&mut self.frames, &mut self.created_by),
        }
    }
}

fn originator(line: &str) -> Option<u64> {
    decimal(line.strip_prefix("[originating from goroutine ")?.strip_suffix("]:")?)
}

/// The frame `line`, with the place in the line behind it. Near the end of the text, which may be cut, a call counts
/// without a place too.
fn frame(line: &str, place: Option<Place>, last: bool) -> Option<Frame> {
    if line.trim_start() == "goroutine running on other thread; stack unavailable" {
        return Some(Frame::Unavailable);
    }
    if let Some(pc) = line.strip_prefix("non-Go function at pc=") {
        return Some(Frame::NonGo { pc: hexadecimal(pc).or_else(|| hexadecimal(&format!("0x{pc}"))) });
    }
    if let Some(count) = line.strip_prefix("...").and_then(|line| line.strip_suffix(" frames elided...")) {
        return Some(Frame::Elided { frames: decimal(count) });
    }
    if line.starts_with(char::is_whitespace) {
        return None;
    }
    let (func, args) = match line.strip_suffix(')').and_then(|line| line.rsplit_once('(')) {
        Some(call) => call,
        // Functions of C have no argument list.
        None if place.is_some() => (line, ""),
        None => line.rsplit_once('(')?,
    };
    if func.is_empty() || (place.is_none() && !last) {
        return None;
    }
    Some(Frame::Call(Call { func: func.to_owned(), args: args.to_owned(), place }))
}

/// The place that `line` is: white space, `FILE:LINE`, and then the offset and registers.
fn place(line: &str) -> Option<Place> {
    let mut rest = line.strip_prefix(char::is_whitespace)?.trim_start();
    let mut place = Place::default();
    let mut registers = Registers::default();
    // From the end, since the name of the file may hold anything.
    while let Some((before, detail)) = rest.rsplit_once(' ') {
        if let Some(offset) = detail.strip_prefix('+').and_then(hexadecimal) {
            place.offset = Some(offset);
            rest = before;
            break;
        }
        let register = match detail.split_once('=') {
            Some(("fp", _)) => &mut registers.fp,
            Some(("sp", _)) => &mut registers.sp,
            Some(("pc", _)) => &mut registers.pc,
            _ => break,
        };
        let Some(value) = hexadecimal(&detail[3..]) else { break };
        *register = value;
        place.registers = Some(registers);
        rest = before;
    }
    let (file, line) = rest.rsplit_once(':')?;
    if file.is_empty() || line.is_empty() {
        return None;
    }
    place.line = decimal(line)?;
    place.file = file.to_owned();
    Some(place)
}
