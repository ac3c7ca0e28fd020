//! One line an event, in fixed columns: what `gopark run --events` writes and tests compare.

use crate::event::{Event, Fd, Kind};

/// The event as one line, without the newline: time in nanoseconds, thread, processor, goroutine, code place, the
/// kind's name and its details.
pub fn line(event: &Event) -> String {
    let Event { at, m, p, g, pc, kind } = event;
    let (m, p, g, pc) = (m.to_string(), p.to_string(), g.to_string(), pc.to_string());
    let line = format!("{:>12} {m:<4}{p:<4}{g:<8}{pc:<7} {}", at.0, describe(kind));
    line.trim_end().to_owned()
}

fn describe(kind: &Kind) -> String {
    match kind {
        Kind::Write { fd, len } => {
            format!("Write {} len={len}", if *fd == Fd::Stdout { "stdout" } else { "stderr" })
        }
        Kind::TimerArm { timer, when } => format!("TimerArm {timer} when={}", when.0),
        Kind::End { how } => format!("End {}", plain(&format!("{how:?}"))),
        Kind::GoBlock { reason, obj } => format!("GoBlock {:?} {obj}", reason.text()),
        kind => plain(&format!("{kind:?}")),
    }
}

/// `GoStart { g: G7, from: Local }` as `GoStart g=G7 from=Local`.
fn plain(debug: &str) -> String {
    let Some((name, rest)) = debug.split_once(" { ") else { return debug.to_owned() };
    let fields = rest.strip_suffix(" }").unwrap_or(rest).replace(": ", "=").replace(", ", " ");
    format!("{name} {fields}")
}

#[cfg(test)]
mod tests {
    use super::line;
    use crate::{Event, GId, Kind, MId, PId, Pc, SimTime, Source};

    #[test]
    fn columns_are_fixed() {
        let kind = Kind::GoStart { g: GId(7), from: Source::RunNext, tick: false };
        let event = Event { at: SimTime(1_234), m: MId(0), p: PId(3), g: GId::NONE, pc: Pc::NONE, kind };
        assert_eq!(line(&event), "        1234 M0  P3  G-      @-      GoStart g=G7 from=RunNext tick=false");
    }
}
