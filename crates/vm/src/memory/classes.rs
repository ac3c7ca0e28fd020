//! Go's size classes: which slot an object of a size gets (`internal/runtime/gc/sizeclasses.go`, `msize.go`).

/// Bytes of a heap page.
pub const PAGE_BYTES: u64 = 8192;
/// The largest object that gets a slot of a class; larger ones have spans of their own. That is decided as if each had a
/// header (`malloc.go:mallocgc`).
pub const SMALL_BYTES_MAX: u64 = 32768 - HEADER_BYTES;
/// Objects with pointers above this size carry a header ...
pub const HEADER_ABOVE_BYTES: u64 = 512;
/// ... of so many bytes.
const HEADER_BYTES: u64 = 8;

/// Slot size in bytes and pages a span, by class; class 0 is not used.
#[rustfmt::skip] // facts, densely
const CLASSES: [(u16, u8); 68] = [
    (0, 0), (8, 1), (16, 1), (24, 1), (32, 1), (48, 1), (64, 1), (80, 1), (96, 1), (112, 1), (128, 1), (144, 1),
    (160, 1), (176, 1), (192, 1), (208, 1), (224, 1), (240, 1), (256, 1), (288, 1), (320, 1), (352, 1), (384, 1),
    (416, 1), (448, 1), (480, 1), (512, 1), (576, 1), (640, 1), (704, 1), (768, 1), (896, 1), (1024, 1), (1152, 1),
    (1280, 1), (1408, 2), (1536, 1), (1792, 2), (2048, 1), (2304, 2), (2688, 1), (3072, 3), (3200, 2), (3456, 3),
    (4096, 1), (4864, 3), (5376, 2), (6144, 3), (6528, 4), (6784, 5), (6912, 6), (8192, 1), (9472, 7), (9728, 6),
    (10240, 5), (10880, 4), (12288, 3), (13568, 5), (14336, 7), (16384, 2), (18432, 9), (19072, 7), (20480, 5),
    (21760, 8), (24576, 3), (27264, 10), (28672, 7), (32768, 4),
];

/// How many classes there are.
pub const CLASS_COUNT: usize = CLASSES.len();

/// The class of small objects of `bytes`, which are at most [`SMALL_BYTES_MAX`] and a header, and not 0.
#[inline]
pub fn class_of(bytes: u64) -> usize {
    match bytes {
        0..=8 => 1,
        9..=1024 => usize::from(BY_8[bytes.div_ceil(8) as usize]),
        _ => CLASSES.partition_point(|&(size, _)| u64::from(size) < bytes),
    }
}

/// Class by size in units of 8 bytes, up to 1024 bytes.
const BY_8: [u8; 129] = {
    let mut table = [0; 129];
    let (mut i, mut class) = (1, 1);
    while i < 129 {
        if i * 8 > CLASSES[class].0 as usize {
            class += 1;
        }
        table[i] = class as u8;
        i += 1;
    }
    table
};

/// Slot size of a class.
pub fn class_bytes(class: usize) -> u64 {
    u64::from(CLASSES[class].0)
}

/// Pages of a span of a class.
pub fn class_pages(class: usize) -> u32 {
    u32::from(CLASSES[class].1)
}

/// What an object of `bytes` takes of its slot: more where Go puts a header before it, that says where its pointers are. Ours
/// needs none, but the room.
pub const fn with_header(bytes: u64, has_pointers: bool) -> u64 {
    if has_pointers && bytes > HEADER_ABOVE_BYTES && bytes <= SMALL_BYTES_MAX {
        bytes + HEADER_BYTES
    } else {
        bytes
    }
}

/// How many bytes an object of `bytes` can use, which is what `append` grows to (`msize.go:roundupsize`).
pub fn round_up_size(bytes: u64, has_pointers: bool) -> u64 {
    let header = with_header(bytes, has_pointers) - bytes;
    if bytes <= SMALL_BYTES_MAX {
        if bytes == 0 { 0 } else { class_bytes(class_of(bytes + header)) - header }
    } else {
        bytes.saturating_add(PAGE_BYTES - 1) & !(PAGE_BYTES - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_gets_the_smallest_class_that_holds_it() {
        for bytes in 1..=SMALL_BYTES_MAX {
            let class = class_of(bytes);
            assert!(class_bytes(class) >= bytes, "{bytes}");
            assert!(class == 1 || class_bytes(class - 1) < bytes, "{bytes}");
        }
    }

    #[test]
    fn append_sees_the_sizes_of_the_real_allocator() {
        assert_eq!(round_up_size(5 * 8, false), 48);
        assert_eq!(round_up_size(1024 + 8, false), 1152);
        assert_eq!(round_up_size(1024, true), 1144);
        assert_eq!(round_up_size(40_000, false), 40_960);
    }
}
