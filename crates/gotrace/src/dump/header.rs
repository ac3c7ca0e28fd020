//! The line in front of a goroutine's stack (Go: `runtime/traceback.go: goroutineheader`).

use super::quoted;

/// Who a goroutine is and what state it is in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Its id.
    pub id: u64,
    /// Status, or what it waits for: `running`, `chan receive`, `IO wait`, … (Go: `runtime2.go: waitReasonStrings`).
    pub status: String,
    /// A leak-detecting collection found that nothing can wake it.
    pub leaked: bool,
    /// Its stack was being scanned by the collector.
    pub scan: bool,
    /// Blocked on something inside its synctest bubble.
    pub durable: bool,
    /// Minutes since a collection first saw it blocked: a lower bound. Only given from 1 on.
    pub wait_minutes: Option<u64>,
    /// Locked to its thread by `runtime.LockOSThread`.
    pub locked_to_thread: bool,
    /// Its synctest bubble.
    pub bubble: Option<u64>,
    /// Its pprof labels, if they are printed.
    pub labels: Vec<(String, String)>,
    /// Addresses and thread, if they are printed.
    pub runtime: Option<RuntimeIds>,
}

/// What the runtime prints when it failed itself, or with `GOTRACEBACK=system` or `crash`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RuntimeIds {
    /// Address of the goroutine's `g`.
    pub gp: u64,
    /// Number of the thread the goroutine is on; the only place where a dump tells the M.
    pub m: Option<u64>,
    /// Address of the thread's `m`.
    pub mp: Option<u64>,
}

/// Whether `line` is a goroutine's header, perhaps behind the prefix of a log.
pub(crate) fn is_goroutine_header(line: &str) -> bool {
    find(line.trim_end()).is_some()
}

/// The header in `line`, and the number of characters in front of it.
pub(super) fn find(line: &str) -> Option<(usize, Header)> {
    if !line.ends_with(':') {
        return None;
    }
    // The word may occur in the prefix too, but in no prefix often.
    line.match_indices("goroutine ").take(4).find_map(|(start, _)| {
        let bare = !line[..start].ends_with(|c: char| c.is_alphanumeric());
        parse(&line[start..]).filter(|_| bare).map(|header| (line[..start].chars().count(), header))
    })
}

/// The header that `line` is, if it is one.
pub(super) fn parse(line: &str) -> Option<Header> {
    let rest = line.strip_prefix("goroutine ")?.strip_suffix(':')?;
    let (id, rest) = rest.split_once(' ')?;
    let mut header = Header { id: decimal(id)?, ..Header::default() };
    let (ids, rest) = rest.split_once('[')?;
    if !ids.is_empty() {
        header.runtime = Some(runtime_ids(ids.strip_suffix(' ')?)?);
    }
    // From Go 1.27 on labels stand behind the brackets and before inside. A status holds neither `] {` nor `labels:`,
    // but a label may hold anything, so each end is looked for from the front.
    let status = match rest.strip_suffix(']') {
        Some(inside) => match inside.split_once(" labels:{") {
            Some((status, labels)) => {
                header.labels = quoted::labels(labels);
                status
            }
            None => inside,
        },
        None => {
            let (status, labels) = rest.split_once("] {")?;
            header.labels = quoted::labels(labels.strip_suffix('}')?);
            status
        }
    };
    header.set_status(status);
    Some(header)
}

impl Header {
    /// Takes apart what stands in the brackets, from the end: a wait reason may hold blanks and parentheses.
    fn set_status(&mut self, mut status: &str) {
        while let Some((before, detail)) = status.rsplit_once(", ") {
            if let Some(minutes) = detail.strip_suffix(" minutes").and_then(decimal) {
                self.wait_minutes = Some(minutes);
            } else if detail == "locked to thread" {
                self.locked_to_thread = true;
            } else if let Some(bubble) = bubble(detail) {
                self.bubble = Some(bubble);
            } else {
                break;
            }
            status = before;
        }
        for (suffix, flag) in
            [(" (durable)", &mut self.durable), (" (scan)", &mut self.scan), (" (leaked)", &mut self.leaked)]
        {
            if let Some(before) = status.strip_suffix(suffix) {
                (*flag, status) = (true, before);
            }
        }
        self.status = status.to_owned();
    }
}

/// Go 1.24 said group, later versions say bubble.
fn bubble(detail: &str) -> Option<u64> {
    let number = detail.strip_prefix("synctest ")?;
    decimal(number.strip_prefix("bubble ").or_else(|| number.strip_prefix("group "))?)
}

fn runtime_ids(text: &str) -> Option<RuntimeIds> {
    let mut ids = RuntimeIds::default();
    for part in text.split(' ') {
        match part.split_once('=')? {
            ("gp", address) => ids.gp = hexadecimal(address)?,
            ("m", "nil") => {}
            ("m", number) => ids.m = Some(decimal(number)?),
            ("mp", address) => ids.mp = Some(hexadecimal(address)?),
            _ => return None,
        }
    }
    Some(ids)
}

/// A number of decimal digits alone.
pub(super) fn decimal(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

/// A number with `0x` in front.
pub(super) fn hexadecimal(text: &str) -> Option<u64> {
    let digits = text.strip_prefix("0x")?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u64::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(line: &str, expect: &Expect) {
        let shown = match find(line) {
            None => "no header\n".to_owned(),
            Some((column, h)) => format!(
                "{column}: {} {:?} leaked={} scan={} durable={} {:?} locked={} {:?} {:?} {:?}\n",
                h.id,
                h.status,
                h.leaked,
                h.scan,
                h.durable,
                h.wait_minutes,
                h.locked_to_thread,
                h.bubble,
                h.labels,
                h.runtime
            ),
        };
        expect.assert_eq(&shown);
    }

    #[test]
    fn simple() {
        check(
            "goroutine 1 [running]:",
            &expect![[r#"
            0: 1 "running" leaked=false scan=false durable=false None locked=false None [] None
        "#]],
        );
        check(
            "goroutine 23 [chan receive, 2 minutes, locked to thread]:",
            &expect![[r#"
            0: 23 "chan receive" leaked=false scan=false durable=false Some(2) locked=true None [] None
        "#]],
        );
        check(
            "goroutine 5 [chan send (nil chan)]:",
            &expect![[r#"
            0: 5 "chan send (nil chan)" leaked=false scan=false durable=false None locked=false None [] None
        "#]],
        );
        check(
            "goroutine 5 [force gc (idle) (scan), 17 minutes]:",
            &expect![[r#"
            0: 5 "force gc (idle)" leaked=false scan=true durable=false Some(17) locked=false None [] None
        "#]],
        );
        check(
            "goroutine 6 [chan receive (leaked) (scan)]:",
            &expect![[r#"
            0: 6 "chan receive" leaked=true scan=true durable=false None locked=false None [] None
        "#]],
        );
        check(
            "goroutine 9 [select (durable), 1 minutes, synctest bubble 4]:",
            &expect![[r#"
            0: 9 "select" leaked=false scan=false durable=true Some(1) locked=false Some(4) [] None
        "#]],
        );
        check(
            "goroutine 9 [sleep, synctest group 4]:",
            &expect![[r#"
            0: 9 "sleep" leaked=false scan=false durable=false None locked=false Some(4) [] None
        "#]],
        );
    }

    #[test]
    fn runtime_ids_and_prefixes() {
        check(
            "goroutine 1 gp=0xc000002380 m=0 mp=0x55e0a0 [running]:",
            &expect![[r#"
            0: 1 "running" leaked=false scan=false durable=false None locked=false None [] Some(RuntimeIds { gp: 824633729920, m: Some(0), mp: Some(5628064) })
        "#]],
        );
        check(
            "goroutine 2 gp=0xc000002e00 m=nil [GC worker (idle)]:",
            &expect![[r#"
            0: 2 "GC worker (idle)" leaked=false scan=false durable=false None locked=false None [] Some(RuntimeIds { gp: 824633732608, m: None, mp: None })
        "#]],
        );
        check(
            "10:31:07 web-1 | goroutine 4 [IO wait]:",
            &expect![[r#"
            17: 4 "IO wait" leaked=false scan=false durable=false None locked=false None [] None
        "#]],
        );
        check(
            "ü goroutine 4 [IO wait]:",
            &expect![[r#"
            2: 4 "IO wait" leaked=false scan=false durable=false None locked=false None [] None
        "#]],
        );
    }

    #[test]
    fn labels() {
        check(
            r#"goroutine 7 [sleep] {route: "/order/{id}", tenant: blue}:"#,
            &expect![[r#"
            0: 7 "sleep" leaked=false scan=false durable=false None locked=false None [("route", "/order/{id}"), ("tenant", "blue")] None
        "#]],
        );
        check(
            r#"goroutine 7 [sleep, 3 minutes labels:{"a] {": "]:"}]:"#,
            &expect![[r#"
            0: 7 "sleep" leaked=false scan=false durable=false Some(3) locked=false None [("a] {", "]:")] None
        "#]],
        );
        check(
            r#"goroutine 7 [sleep] {k: "] {x}:"}:"#,
            &expect![[r#"
            0: 7 "sleep" leaked=false scan=false durable=false None locked=false None [("k", "] {x}:")] None
        "#]],
        );
    }

    #[test]
    fn others() {
        check(
            "goroutine 7 [sleep]",
            &expect![[r#"
            no header
        "#]],
        );
        check(
            "goroutine x [sleep]:",
            &expect![[r#"
            no header
        "#]],
        );
        check(
            "goroutine 7:",
            &expect![[r#"
            no header
        "#]],
        );
        check(
            "goroutine 99999999999999999999999 [sleep]:",
            &expect![[r#"
            no header
        "#]],
        );
        check(
            "subgoroutine 7 [sleep]:",
            &expect![[r#"
            no header
        "#]],
        );
        check(
            "goroutine profile: total 7",
            &expect![[r#"
            no header
        "#]],
        );
    }
}
