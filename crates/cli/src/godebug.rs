//! `--godebug`, `--gogc` and `--gomemlimit`: the variables that Go's runtime reads (`runtime/extern.go`); and what it has as a
//! constant, the first stack.

use gopark_vm::Config;

/// What the simulated runtime does when `GODEBUG` says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Godebug {
    /// As it was given: what the program finds in its environment.
    pub text: String,
    /// `asyncpreemptoff=1`: loops without calls keep their processor.
    pub async_preempt_off: bool,
    /// `schedtrace=N`: the scheduler's state every so many virtual milliseconds.
    pub schedtrace_ms: Option<u64>,
    /// `scheddetail=1`: every P, M and G with it.
    pub scheddetail: bool,
    /// `gctrace=1`: a line for each collection.
    pub gctrace: bool,
}

/// Reads `NAME=VALUE,NAME=VALUE`.
///
/// # Errors
/// When a setting is not one that is simulated. Real Go would pass over it, and the reader would wait in vain.
pub fn parse(text: &str) -> Result<Godebug, String> {
    let mut godebug = Godebug { text: text.to_owned(), ..Godebug::default() };
    for setting in text.split(',').filter(|setting| !setting.is_empty()) {
        let (name, value) =
            setting.split_once('=').ok_or_else(|| format!("{setting}: expected NAME=VALUE"))?;
        let number = value.parse::<u64>().map_err(|_| format!("{setting}: {value:?} is no number"))?;
        match name {
            "asyncpreemptoff" => godebug.async_preempt_off = number == 1,
            "schedtrace" => godebug.schedtrace_ms = (number > 0).then_some(number),
            "gctrace" => godebug.gctrace = number > 0,
            "scheddetail" => godebug.scheddetail = number > 0,
            // The machine finds them in the environment.
            "adaptivestackstart" | "gcshrinkstackoff" | "panicnil" | "tracebackancestors"
            | "tracebacklabels" => {}
            _ => {
                return Err(format!(
                    "{name} is not simulated; adaptivestackstart, asyncpreemptoff, gcshrinkstackoff, gctrace, \
                     panicnil, schedtrace, scheddetail, tracebackancestors and tracebacklabels are"
                ));
            }
        }
    }
    Ok(godebug)
}

/// GOGC: a percentage, negative or `off` for no collections (`mgcpacer.go:readGOGC`).
///
/// # Errors
/// When it is neither.
pub fn percent(text: &str) -> Result<i32, String> {
    match text {
        "off" => Ok(-1),
        _ => text
            .parse::<i32>()
            .map(|percent| percent.max(-1))
            .map_err(|_| "expected a number or off".to_owned()),
    }
}

/// GOMEMLIMIT: bytes, with `B` or `KiB`, `MiB`, `GiB`, `TiB` (`string.go:parseByteCount`); `off` for none.
///
/// # Errors
/// When it is not one.
pub fn bytes(text: &str) -> Result<u64, String> {
    if text == "off" {
        return Ok(u64::MAX);
    }
    let units = [("TiB", 40), ("GiB", 30), ("MiB", 20), ("KiB", 10), ("B", 0), ("", 0)];
    let found = units.iter().find_map(|&(unit, shift)| Some((text.strip_suffix(unit)?, shift)));
    let number = found.and_then(|(number, shift)| number.parse::<u64>().ok()?.checked_mul(1 << shift));
    number.ok_or_else(|| "expected bytes like 67108864 or 64MiB, or off".to_owned())
}

/// The first stack of a goroutine.
///
/// # Errors
/// When it is none that can be asked for.
pub fn first_stack(text: &str) -> Result<u32, String> {
    let found = bytes(text).ok().and_then(Config::first_stack);
    found.ok_or_else(|| "expected a power of two from 2KiB to 64KiB".to_owned())
}
