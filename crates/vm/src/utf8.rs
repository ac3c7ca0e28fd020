//! UTF-8 as Go reads and writes it: an invalid byte is the replacement character, one byte wide (`unicode/utf8`).

/// U+FFFD.
pub const RUNE_ERROR: u32 = 0xfffd;

/// The first rune of `bytes` and its width in bytes; width 1 for an invalid byte, 0 at the end.
pub fn decode(bytes: &[u8]) -> (u32, usize) {
    let Some(&first) = bytes.first() else { return (RUNE_ERROR, 0) };
    let width = match first {
        0..0x80 => return (u32::from(first), 1),
        0xc2..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0..0xf5 => 4,
        _ => return (RUNE_ERROR, 1),
    };
    let text = bytes.get(..width).and_then(|bytes| str::from_utf8(bytes).ok());
    text.and_then(|text| text.chars().next()).map_or((RUNE_ERROR, 1), |rune| (u32::from(rune), width))
}

/// Tells each rune and its bytes until at least `most` bytes are done; how many were.
pub fn each(bytes: &[u8], most: usize, tell: &mut dyn FnMut(u32, &[u8])) -> usize {
    let mut at = 0;
    while at < bytes.len().min(most) {
        let (rune, width) = decode(&bytes[at..]);
        tell(rune, &bytes[at..at + width]);
        at += width;
    }
    at
}

/// Appends a rune; what is none becomes U+FFFD.
pub fn encode(rune: i64, bytes: &mut Vec<u8>) {
    let rune = u32::try_from(rune).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
    bytes.extend_from_slice(rune.encode_utf8(&mut [0; 4]).as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_bytes_are_replaced_one_by_one() {
        let mut rest = &b"a\xc3\xa9\xff\xe2\x82\xf0\x9f\x98\x80\xed\xa0\x80"[..];
        let mut seen = Vec::new();
        while !rest.is_empty() {
            let (rune, width) = decode(rest);
            seen.push((rune, width));
            rest = &rest[width..];
        }
        let bad = (RUNE_ERROR, 1);
        assert_eq!(seen, [(97, 1), (233, 2), bad, bad, bad, (0x1f600, 4), bad, bad, bad]);
    }

    #[test]
    fn what_is_no_rune_is_encoded_as_one() {
        let mut bytes = Vec::new();
        for rune in [0x65e5, -1, 0xd800, 0x11_0000] {
            encode(rune, &mut bytes);
        }
        assert_eq!(bytes, "日\u{fffd}\u{fffd}\u{fffd}".as_bytes());
    }
}
