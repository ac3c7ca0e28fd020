//! What packages strings and unicode/utf8 ask of UTF-8 beyond [`crate::utf8`].

pub use crate::utf8::{RUNE_ERROR, decode, each, encode};

/// The last code point of `bytes` and its width in bytes; U+FFFD and 1 for a wrong byte, and 0 for nothing.
pub fn decode_last(bytes: &[u8]) -> (u32, usize) {
    let starts = (1..=4).filter_map(|width| bytes.len().checked_sub(width)).rev();
    let mut whole =
        starts.map(|at| (decode(&bytes[at..]), bytes.len() - at)).filter(|((_, width), len)| width == len);
    whole.next().map_or((RUNE_ERROR, usize::from(!bytes.is_empty())), |(decoded, _)| decoded)
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
