//! Conditions on a run, such as `peak = limit + 1 & time < 10ms`: what a lesson's text claims and asks.

/// Operators; those of two letters first.
const OPERATORS: [&str; 9] = ["!=", "<=", ">=", "≤", "≥", "=", "<", ">", "~"];
/// Units of numbers: times in nanoseconds, sizes in bytes.
const UNITS: [(&str, i64); 8] = [
    ("ns", 1),
    ("us", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("KB", 1 << 10),
    ("MB", 1 << 20),
    ("GB", 1 << 30),
    ("k", 1_000),
];

/// Whether all parts of a condition hold, when `measure` tells the numbers that it names; None when it does not know
/// one of them. A part without an operator asks whether it is anything but 0; `~` means within a twentieth.
pub fn holds(condition: &str, measure: &mut dyn FnMut(&str) -> Option<i64>) -> Option<bool> {
    let mut all = true;
    for part in condition.split('&') {
        let found = OPERATORS.iter().find_map(|op| Some((*op, part.rsplit_once(op)?)));
        let (op, (left, right)) = found.unwrap_or(("!=", (part, "0")));
        let (left, right) = (sum(left, measure)?, sum(right, measure)?);
        all &= match op {
            "!=" => left != right,
            "<=" | "≤" => left <= right,
            ">=" | "≥" => left >= right,
            "~" => left.abs_diff(right) <= right.unsigned_abs() / 20,
            "=" => left == right,
            "<" => left < right,
            _ => left > right,
        };
    }
    Some(all)
}

/// Terms added up: numbers and names of measures.
fn sum(text: &str, measure: &mut dyn FnMut(&str) -> Option<i64>) -> Option<i64> {
    let mut total = 0i64;
    for term in text.split('+') {
        let term = term.trim();
        let value = match number(term) {
            Some(value) => value,
            None => measure(term)?,
        };
        total = total.saturating_add(value);
    }
    Some(total)
}

/// A number with or without a unit: `10,000`, `2s`, `64 MB`.
pub fn number(text: &str) -> Option<i64> {
    let text = text.trim();
    let digits = text.bytes().take_while(|byte| byte.is_ascii_digit() || *byte == b',').count();
    let mut value = None;
    for digit in text[..digits].bytes().filter(u8::is_ascii_digit) {
        value = Some(value.unwrap_or(0i64).saturating_mul(10).saturating_add(i64::from(digit - b'0')));
    }
    let unit = text[digits..].trim();
    let factor =
        if unit.is_empty() { Some(1) } else { UNITS.iter().find(|(name, _)| *name == unit).map(|it| it.1) };
    Some(value?.saturating_mul(factor?))
}

#[cfg(test)]
mod tests {
    use super::{holds, number};

    fn check(condition: &str) -> Option<bool> {
        holds(condition, &mut |name| match name {
            "peak" => Some(11),
            "limit" => Some(10),
            "says: no way" => Some(0),
            _ => None,
        })
    }

    #[test]
    fn conditions_compare_sums() {
        assert_eq!(check("peak = limit + 1"), Some(true));
        assert_eq!(check("peak>=11 & limit < 10"), Some(false));
        assert_eq!(check("peak != 11 & limit ≤ 10"), Some(false));
        assert_eq!(
            (check("limit ~ 10"), check("100 ~ 105"), check("100 ~ 106")),
            (Some(true), Some(true), Some(false))
        );
        assert_eq!(check("says: no way"), Some(false));
        assert_eq!(check("peak"), Some(true));
        assert_eq!(check("pique = 11"), None);
    }

    #[test]
    fn numbers_have_units() {
        assert_eq!(number("10,007"), Some(10_007));
        assert_eq!(number("2s"), Some(2_000_000_000));
        assert_eq!(number("64 MB"), Some(64 << 20));
        assert_eq!((number(""), number("2 miles"), number("-1")), (None, None, None));
    }
}
