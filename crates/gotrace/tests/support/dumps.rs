//! Prints dumps again, so that a test can demand that nothing of a text was lost.

use std::fmt::Write;

use gopark_gotrace::dump::{Call, CountProfile, CreatedBy, Frame, Goroutine, GoroutineDump, Place};

/// The goroutines of `dump` as Go 1.27 prints them.
pub fn goroutines(dump: &GoroutineDump) -> String {
    let mut out = String::new();
    for (index, goroutine) in dump.goroutines.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        put_goroutine(&mut out, goroutine);
    }
    out
}

fn put_goroutine(out: &mut String, goroutine: &Goroutine) {
    let (header, stack) = (&goroutine.header, &goroutine.stack);
    let _ = write!(out, "goroutine {}", header.id);
    if let Some(ids) = header.runtime {
        let _ = write!(out, " gp={:#x}", ids.gp);
        let _ = match (ids.m, ids.mp) {
            (Some(m), Some(mp)) => write!(out, " m={m} mp={mp:#x}"),
            _ => write!(out, " m=nil"),
        };
    }
    let _ = write!(out, " [{}", header.status);
    for (flag, text) in
        [(header.leaked, " (leaked)"), (header.scan, " (scan)"), (header.durable, " (durable)")]
    {
        if flag {
            out.push_str(text);
        }
    }
    if let Some(minutes) = header.wait_minutes {
        let _ = write!(out, ", {minutes} minutes");
    }
    if header.locked_to_thread {
        out.push_str(", locked to thread");
    }
    if let Some(bubble) = header.bubble {
        let _ = write!(out, ", synctest bubble {bubble}");
    }
    out.push(']');
    if !header.labels.is_empty() {
        let labels: Vec<_> =
            header.labels.iter().map(|(key, value)| format!("{}: {}", word(key), word(value))).collect();
        let _ = write!(out, " {{{}}}", labels.join(", "));
    }
    out.push_str(":\n");
    put_frames(out, &stack.frames, stack.created_by.as_ref());
    for ancestor in &stack.ancestors {
        let _ = writeln!(out, "[originating from goroutine {}]:", ancestor.goroutine);
        put_frames(out, &ancestor.frames, ancestor.created_by.as_ref());
    }
}

fn word(text: &str) -> String {
    let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_'));
    if plain { text.into() } else { format!("{text:?}") }
}

pub fn put_frames(out: &mut String, frames: &[Frame], created_by: Option<&CreatedBy>) {
    for frame in frames {
        match frame {
            Frame::Call(Call { func, args, place }) => {
                let _ = writeln!(out, "{func}({args})");
                put_place(out, place.as_ref());
            }
            Frame::NonGo { pc: Some(pc) } => {
                let _ = writeln!(out, "non-Go function at pc={pc:x}");
            }
            Frame::NonGo { pc: None } => out.push_str("non-Go function at pc=?\n"),
            Frame::Elided { frames: Some(frames) } => {
                let _ = writeln!(out, "...{frames} frames elided...");
            }
            Frame::Elided { frames: None } => out.push_str("...additional frames elided...\n"),
            Frame::Unavailable => out.push_str("\tgoroutine running on other thread; stack unavailable\n"),
        }
    }
    if let Some(CreatedBy { func, goroutine, place }) = created_by {
        let _ = match goroutine {
            Some(id) => writeln!(out, "created by {func} in goroutine {id}"),
            None => writeln!(out, "created by {func}"),
        };
        put_place(out, place.as_ref());
    }
}

fn put_place(out: &mut String, place: Option<&Place>) {
    let Some(Place { file, line, offset, registers }) = place else { return };
    let _ = write!(out, "\t{file}:{line}");
    if let Some(offset) = offset {
        let _ = write!(out, " +{offset:#x}");
    }
    if let Some(r) = registers {
        let _ = write!(out, " fp={:#x} sp={:#x} pc={:#x}", r.fp, r.sp, r.pc);
    }
    out.push('\n');
}

/// `profile` as Go prints it, with one blank between columns.
pub fn counts(profile: &CountProfile) -> String {
    let mut out = format!("{} profile: total {}\n", profile.name, profile.total);
    for group in &profile.groups {
        let _ = write!(out, "{} @", group.count);
        for pc in &group.pcs {
            let _ = write!(out, " {pc:#x}");
        }
        out.push('\n');
        if !group.labels.is_empty() {
            let labels: Vec<_> =
                group.labels.iter().map(|(key, value)| format!("{key:?}:{value:?}")).collect();
            let _ = writeln!(out, "# labels: {{{}}}", labels.join(", "));
        }
        for frame in &group.frames {
            let _ = match &frame.symbol {
                Some(s) => {
                    writeln!(out, "# {:#x} {}+{:#x} {}:{}", frame.pc, s.func, s.offset, s.file, s.line)
                }
                None => writeln!(out, "# {:#x}", frame.pc),
            };
        }
        out.push('\n');
    }
    out
}

/// `text` with one blank for each piece of white space inside a line.
pub fn single_blanks(text: &str) -> String {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ") + "\n");
    lines.collect()
}
