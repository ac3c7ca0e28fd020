//! UTF-8 as Go reads and writes it: anything wrong is U+FFFD, one byte wide.

/// What stands for bytes or numbers that are no code point.
pub const REPLACEMENT: u32 = 0xfffd;

/// The first code point of `bytes` and its width in bytes; U+FFFD and 1 for a wrong byte, and 0 for nothing.
pub fn decode(bytes: &[u8]) -> (u32, usize) {
    let Some(&first) = bytes.first() else { return (REPLACEMENT, 0) };
    let width = match first {
        0..0x80 => return (u32::from(first), 1),
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return (REPLACEMENT, 1),
    };
    let text = bytes.get(..width).and_then(|b| std::str::from_utf8(b).ok());
    text.and_then(|t| t.chars().next()).map_or((REPLACEMENT, 1), |c| (u32::from(c), width))
}

/// Appends a code point; U+FFFD for a number that is none.
pub fn encode(r: i64, out: &mut Vec<u8>) {
    let c = u32::try_from(r).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// How many code points `bytes` hold, each wrong byte counted as one.
pub fn count(bytes: &[u8]) -> usize {
    let mut at = 0;
    let mut count = 0;
    while at < bytes.len() {
        at += decode(&bytes[at..]).1;
        count += 1;
    }
    count
}
