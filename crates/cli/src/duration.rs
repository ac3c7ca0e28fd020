//! Durations as Go writes them.

/// Nanoseconds of `1h2m3.5s`, `10ms`, `7us`, `3ns`; a bare `0` is zero.
///
/// # Errors
/// In the words of Go's `time.ParseDuration`.
pub fn parse_duration(text: &str) -> Result<u64, String> {
    let invalid = || format!("time: invalid duration {text:?}");
    if text == "0" {
        return Ok(0);
    }
    let mut rest = text;
    let mut total_ns = 0.0_f64;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').ok_or_else(|| {
            if rest.parse::<f64>().is_ok() {
                format!("time: missing unit in duration {text:?}")
            } else {
                invalid()
            }
        })?;
        let number: f64 = rest[..digits].parse().map_err(|_| invalid())?;
        rest = &rest[digits..];
        let unit = &rest[..rest.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(rest.len())];
        let unit_ns = match unit {
            "ns" => 1.0,
            "us" | "µs" | "μs" => 1e3,
            "ms" => 1e6,
            "s" => 1e9,
            "m" => 60e9,
            "h" => 3600e9,
            _ => return Err(format!("time: unknown unit {unit:?} in duration {text:?}")),
        };
        total_ns += number * unit_ns;
        rest = &rest[unit.len()..];
    }
    if text.is_empty() || total_ns >= u64::MAX as f64 { Err(invalid()) } else { Ok(total_ns as u64) }
}

#[cfg(test)]
mod tests {
    use super::parse_duration;

    #[test]
    fn reads_what_go_reads() {
        let read = |text| parse_duration(text);
        assert_eq!(read("10ms"), Ok(10_000_000));
        assert_eq!(read("1h2m3.5s"), Ok(3_723_500_000_000));
        assert_eq!(read("0"), Ok(0));
        assert_eq!(read("7"), Err("time: missing unit in duration \"7\"".to_owned()));
        assert_eq!(read("7x"), Err("time: unknown unit \"x\" in duration \"7x\"".to_owned()));
        assert_eq!(read(""), Err("time: invalid duration \"\"".to_owned()));
        assert_eq!(read("-1s"), Err("time: invalid duration \"-1s\"".to_owned()));
    }
}
