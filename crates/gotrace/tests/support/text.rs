//! The text form in which traces can be written down (`internal/trace/raw` of the Go tree), turned into bytes.

/// Type bytes by the names of the text form.
const CODES: &[(u8, &str)] = &[
    (1, "EventBatch"),
    (2, "Stacks"),
    (3, "Stack"),
    (4, "Strings"),
    (5, "String"),
    (6, "CPUSamples"),
    (7, "CPUSample"),
    (8, "Frequency"),
    (9, "ProcsChange"),
    (10, "ProcStart"),
    (11, "ProcStop"),
    (12, "ProcSteal"),
    (13, "ProcStatus"),
    (14, "GoCreate"),
    (15, "GoCreateSyscall"),
    (16, "GoStart"),
    (17, "GoDestroy"),
    (18, "GoDestroySyscall"),
    (19, "GoStop"),
    (20, "GoBlock"),
    (21, "GoUnblock"),
    (22, "GoSyscallBegin"),
    (23, "GoSyscallEnd"),
    (24, "GoSyscallEndBlocked"),
    (25, "GoStatus"),
    (26, "STWBegin"),
    (27, "STWEnd"),
    (28, "GCActive"),
    (29, "GCBegin"),
    (30, "GCEnd"),
    (31, "GCSweepActive"),
    (32, "GCSweepBegin"),
    (33, "GCSweepEnd"),
    (34, "GCMarkAssistActive"),
    (35, "GCMarkAssistBegin"),
    (36, "GCMarkAssistEnd"),
    (37, "HeapAlloc"),
    (38, "HeapGoal"),
    (39, "GoLabel"),
    (40, "UserTaskBegin"),
    (41, "UserTaskEnd"),
    (42, "UserRegionBegin"),
    (43, "UserRegionEnd"),
    (44, "UserLog"),
    (45, "GoSwitch"),
    (46, "GoSwitchDestroy"),
    (47, "GoCreateBlocked"),
    (48, "GoStatusStack"),
    (49, "ExperimentalBatch"),
    (50, "Sync"),
    (51, "ClockSnapshot"),
    (52, "EndOfGeneration"),
    (129, "SpanAlloc"),
];

/// Bytes of a trace whose text form is `text`. The size of a batch may be left out: it is filled in then. As in real
/// traces, sizes take ten bytes.
pub fn trace(text: &str) -> Vec<u8> {
    let mut lines = text.lines().map(|line| line.split('#').next().unwrap_or("").trim());
    let version =
        lines.next().and_then(|line| line.strip_prefix("Trace Go")).expect("a header `Trace Go1.NN`");
    let mut out = format!("go {version} trace\0\0\0").into_bytes();
    let mut size_at = None;
    for line in text.lines().skip(1).map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
    {
        if let Some(quoted) = line.strip_prefix("data=") {
            let data = unquote(quoted);
            put(&mut out, data.len() as u64);
            out.extend_from_slice(&data);
            continue;
        }
        let (name, args) = line.split_once(' ').unwrap_or((line, ""));
        let args: Vec<u64> =
            args.split_whitespace().map_while(|arg| arg.split_once('=')?.1.parse().ok()).collect();
        if !name.contains('=') {
            let code =
                CODES.iter().find(|(_, known)| *known == name).unwrap_or_else(|| panic!("no event {name}"));
            if matches!(code.0, 1 | 49 | 52) {
                fill_size(&mut out, size_at.take());
            }
            out.push(code.0);
            if code.0 == 1 {
                for &arg in &args[..3] {
                    put(&mut out, arg);
                }
                match args.get(3) {
                    Some(&size) => put_padded(&mut out, size),
                    None => {
                        put_padded(&mut out, 0);
                        size_at = Some(out.len());
                    }
                }
                continue;
            }
            for arg in args {
                put(&mut out, arg);
            }
        } else {
            // A frame of a stack: pc= func= file= line=
            for arg in line.split_whitespace().filter_map(|arg| arg.split_once('=')) {
                put(&mut out, arg.1.parse().expect("a number"));
            }
        }
    }
    fill_size(&mut out, size_at);
    out
}

fn fill_size(out: &mut [u8], start: Option<usize>) {
    let Some(start) = start else { return };
    let mut size = Vec::new();
    put_padded(&mut size, (out.len() - start) as u64);
    out[start - 10..start].copy_from_slice(&size);
}

pub fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn put_padded(out: &mut Vec<u8>, value: u64) {
    for index in 0..10 {
        let more = if index < 9 { 0x80 } else { 0 };
        out.push((value >> (7 * index) & 0x7f) as u8 | more);
    }
}

fn take(bytes: &mut &[u8]) -> u64 {
    let mut value = 0;
    for (index, &byte) in bytes.iter().enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte < 0x80 {
            *bytes = &bytes[index + 1..];
            return value;
        }
    }
    panic!("a cut number");
}

/// The sound trace `bytes` with the base time of each batch replaced by what `map` makes of its thread and time.
pub fn map_batch_times(bytes: &[u8], mut map: impl FnMut(u64, u64) -> u64) -> Vec<u8> {
    let (header, mut rest) = bytes.split_at(16);
    let mut out = header.to_vec();
    while let Some((&kind, after)) = rest.split_first() {
        rest = after;
        out.push(kind);
        if kind == 52 {
            continue;
        }
        assert_eq!(kind, 1, "a batch");
        let [generation, m, time, size] = [(); 4].map(|()| take(&mut rest));
        for number in [generation, m, map(m, time), size] {
            put(&mut out, number);
        }
        let (payload, after) = rest.split_at(size as usize);
        out.extend_from_slice(payload);
        rest = after;
    }
    out
}

/// The bytes of a string in Go's quotes.
pub fn unquote(quoted: &str) -> Vec<u8> {
    let inner = quoted.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).expect("quotes");
    let mut out = Vec::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            continue;
        }
        let escape = chars.next().expect("something behind the backslash");
        let hex = |chars: &mut std::str::Chars<'_>, count| {
            let digits: String = chars.take(count).collect();
            u32::from_str_radix(&digits, 16).expect("hexadecimal digits")
        };
        match escape {
            'n' => out.push(b'\n'),
            't' => out.push(b'\t'),
            'r' => out.push(b'\r'),
            'a' => out.push(7),
            'b' => out.push(8),
            'v' => out.push(11),
            'f' => out.push(12),
            'x' => out.push(hex(&mut chars, 2) as u8),
            'u' | 'U' => {
                let value = hex(&mut chars, if escape == 'u' { 4 } else { 8 });
                let c = char::from_u32(value).expect("a character");
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
            other => out.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    out
}
