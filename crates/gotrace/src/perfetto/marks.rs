//! What happens at a moment and lasts for none.

use gopark_trace::{Ending, Event, Fd, Kind};

use super::{OTHERS, Perfetto, goroutine, proc};
use crate::export::words::worker_label;

impl Perfetto {
    /// Marks what `event` tells and no slice shows: on the track of a processor or a goroutine, or across all.
    pub(super) fn mark(&mut self, event: &Event) {
        let (on_proc, on_goroutine) = (event.p.some().map(proc), event.g.some().map(goroutine));
        let (track, words) = match event.kind {
            Kind::PreemptRequest => (on_proc, "preemption is asked for".to_owned()),
            Kind::RunqSteal { victim, n } => (on_proc, format!("steals {n} from {victim}")),
            Kind::RunqStealNext { victim } => (on_proc, format!("steals what is next on {victim}")),
            Kind::RunqOverflow { n, .. } => (on_proc, format!("{n} more go to the global queue")),
            Kind::TimerFire { .. } => (on_proc, "a timer fires".to_owned()),
            Kind::GcWorker { mode } => (on_proc, worker_label(mode).to_owned()),
            Kind::StackGrow { bytes } => (on_goroutine, format!("its stack grows to {bytes} bytes")),
            Kind::GoPanic { goexit: false } => (on_goroutine, "panics".to_owned()),
            Kind::GoPanic { goexit: true } => (on_goroutine, "runtime.Goexit".to_owned()),
            Kind::GoRecover => (on_goroutine, "recovers".to_owned()),
            Kind::ChanClose { .. } => (on_goroutine, "closes a channel".to_owned()),
            Kind::CtxCancel { .. } => (on_goroutine, "cancels a context".to_owned()),
            Kind::Write { fd: Fd::Stdout, .. } => (on_goroutine, "writes to stdout".to_owned()),
            Kind::Write { fd: Fd::Stderr, .. } => (on_goroutine, "writes to stderr".to_owned()),
            Kind::GoLeaked { g, .. } => (Some(goroutine(g)), "leaked".to_owned()),
            Kind::ProcsChange { n } => (None, format!("GOMAXPROCS is {n}")),
            Kind::GcPercent { percent } => (None, format!("GOGC is {percent}")),
            Kind::MemoryLimit { bytes } => (None, format!("GOMEMLIMIT is {bytes} bytes")),
            Kind::ContainerLimit { bytes } => (None, format!("the container may have {bytes} bytes")),
            Kind::ParamSet { param, value } => (None, format!("parameter {param} is {value}")),
            Kind::End { how } => (None, ending(how)),
            _ => return,
        };
        let at = self.now_ns;
        let entry = self.entries.entry('i', track.unwrap_or(OTHERS)).at(at).text("name", &words);
        // A mark is as high as its thread, or as all there is.
        entry.text("s", if track.is_some() { "t" } else { "g" }).close();
    }
}

fn ending(how: Ending) -> String {
    match how {
        Ending::Exit { code } => format!("exit status {code}"),
        Ending::Panic => "panic".to_owned(),
        Ending::Deadlock => "all goroutines are asleep - deadlock!".to_owned(),
        Ending::Fatal => "fatal error".to_owned(),
        Ending::Oom => "out of memory".to_owned(),
        Ending::Limit { .. } => "a limit of Gopark is reached".to_owned(),
        Ending::Recording => "the recording ends".to_owned(),
    }
}
