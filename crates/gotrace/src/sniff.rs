//! Tells Go's files apart by how they begin.

use crate::dump::{is_goroutine_header, is_profile_header};

/// What a file seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// An execution trace of any version; [`crate::read_trace`] says whether this version can be read.
    Trace,
    /// Goroutine stacks as text: `debug=2`, a panic, SIGQUIT; for [`crate::parse_dump`].
    GoroutineDump,
    /// Counted stacks as text: `debug=1`; for [`crate::parse_dump`].
    CountProfile,
    /// Compressed with gzip: inflate it and look again. A pprof protobuf is such a file too.
    Gzip,
    /// A report of Go's race detector, which is no dump.
    RaceReport,
    /// None of these.
    Unknown,
}

/// Bytes looked at: a crash text may be long before the first goroutine comes.
const LOOK_BYTES_MAX: usize = 1 << 20;

/// Tells what `bytes`, the beginning or the whole of a file, seem to be.
#[must_use]
pub fn sniff(bytes: &[u8]) -> FileKind {
    if bytes.starts_with(b"go 1.") && bytes.get(7..13) == Some(b" trace") {
        return FileKind::Trace;
    }
    if bytes.starts_with(&[0x1f, 0x8b]) {
        return FileKind::Gzip;
    }
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOK_BYTES_MAX)]);
    let mut race = false;
    for line in head.lines() {
        if race_banner(line) {
            race = true;
        } else if is_profile_header(line) {
            return FileKind::CountProfile;
        } else if is_goroutine_header(line) {
            return if race { FileKind::RaceReport } else { FileKind::GoroutineDump };
        }
    }
    if race { FileKind::RaceReport } else { FileKind::Unknown }
}

fn race_banner(line: &str) -> bool {
    line.trim() == "WARNING: DATA RACE"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_files_apart() {
        let check = |text: &str, kind| assert_eq!(sniff(text.as_bytes()), kind, "{text:?}");
        check("go 1.26 trace\0\0\0", FileKind::Trace);
        check("go 1.5 trace\0\0\0\0", FileKind::Unknown);
        check("go 1.11 trace\0\0\0", FileKind::Trace);
        check("panic: oh\n\ngoroutine 1 [running]:\nmain.main()\n", FileKind::GoroutineDump);
        check("10:31 web-1 goroutine 7 gp=0x1 m=0 [select]:\n", FileKind::GoroutineDump);
        check("goroutine profile: total 3\n", FileKind::CountProfile);
        check("goroutineleak profile: total 0\n", FileKind::CountProfile);
        check(
            "==================\nWARNING: DATA RACE\nWrite at 0x00c by goroutine 7:\n",
            FileKind::RaceReport,
        );
        check("the goroutine 7 [stopped]", FileKind::Unknown);
        check("", FileKind::Unknown);
        assert_eq!(sniff(&[0x1f, 0x8b, 8]), FileKind::Gzip);
    }
}
