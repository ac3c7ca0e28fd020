//! `--godebug`, the runtime's own switches (`runtime/extern.go`).

/// What the simulated runtime does when `GODEBUG` says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Godebug {
    /// `asyncpreemptoff=1`: loops without calls keep their processor.
    pub async_preempt_off: bool,
    /// `schedtrace=N`: the scheduler's state every so many virtual milliseconds.
    pub schedtrace_ms: Option<u64>,
    /// `scheddetail=1`: every P, M and G with it.
    pub scheddetail: bool,
}

/// Reads `NAME=VALUE,NAME=VALUE`.
///
/// # Errors
/// When a setting is not one that is simulated. Real Go would pass over it, and the reader would wait in vain.
pub fn parse(text: &str) -> Result<Godebug, String> {
    let mut godebug = Godebug::default();
    for setting in text.split(',').filter(|setting| !setting.is_empty()) {
        let (name, value) =
            setting.split_once('=').ok_or_else(|| format!("{setting}: expected NAME=VALUE"))?;
        let number = value.parse::<u64>().map_err(|_| format!("{setting}: {value:?} is no number"))?;
        match name {
            "asyncpreemptoff" => godebug.async_preempt_off = number == 1,
            "schedtrace" => godebug.schedtrace_ms = (number > 0).then_some(number),
            "scheddetail" => godebug.scheddetail = number > 0,
            _ => {
                return Err(format!(
                    "{name} is not simulated; asyncpreemptoff, schedtrace and scheddetail are"
                ));
            }
        }
    }
    Ok(godebug)
}
