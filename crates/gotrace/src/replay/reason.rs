//! Why a goroutine waits: the tracer's word for it, or that of a dump, and what the stack adds.

use gopark_trace::WaitReason;

use super::names::{Call, is_std};

/// By the tracer's word (`runtime/traceruntime.go: traceBlockReasonStrings`) and where it waits.
pub fn of_trace(word: &str, stack: &[Call<'_>]) -> WaitReason {
    let by_stack = of_stack(stack);
    let or = |reason| if by_stack == WaitReason::Unknown { reason } else { by_stack };
    match word {
        "chan receive" => WaitReason::ChanReceive,
        "chan send" => WaitReason::ChanSend,
        "select" => WaitReason::Select,
        "sleep" => WaitReason::Sleep,
        "network" => WaitReason::IoWait,
        "sync.(*Cond).Wait" => WaitReason::CondWait,
        "GC mark assist wait for work" => WaitReason::GcAssistWait,
        "GC background sweeper wait" => WaitReason::GcSweepWait,
        "wait until GC ends" => WaitReason::WaitForGc,
        "preempted" => WaitReason::Preempted,
        "forever" => match by_stack {
            WaitReason::ChanReceive => WaitReason::ChanReceiveNil,
            WaitReason::ChanSend => WaitReason::ChanSendNil,
            _ => WaitReason::SelectNoCases,
        },
        "sync" => or(WaitReason::Semacquire),
        "synctest" => or(WaitReason::SynctestRun),
        _ => or(WaitReason::Unknown),
    }
}

/// By what a dump prints (`runtime/runtime2.go: waitReasonStrings`).
pub fn of_dump(status: &str) -> WaitReason {
    let named = WaitReason::ALL.into_iter().find(|reason| reason.text() == status && !status.is_empty());
    named.unwrap_or(WaitReason::Unknown)
}

/// By the calls of Go's own packages in which it waits; unknown when they do not tell.
pub fn of_stack(stack: &[Call<'_>]) -> WaitReason {
    let own = stack.iter().take_while(|call| is_std(call.func));
    own.filter_map(|call| of_func(call.func)).next().unwrap_or(WaitReason::Unknown)
}

fn of_func(func: &str) -> Option<WaitReason> {
    Some(match func {
        "runtime.chanrecv" | "runtime.chanrecv1" | "runtime.chanrecv2" => WaitReason::ChanReceive,
        "runtime.chansend" | "runtime.chansend1" => WaitReason::ChanSend,
        "runtime.selectgo" => WaitReason::Select,
        "runtime.block" => WaitReason::SelectNoCases,
        "runtime.coroswitch" | "runtime.coroswitch_m" => WaitReason::Coroutine,
        "time.Sleep" | "runtime.timeSleep" => WaitReason::Sleep,
        "internal/poll.runtime_pollWait" => WaitReason::IoWait,
        "sync.(*Mutex).Lock" | "internal/sync.(*Mutex).lockSlow" | "internal/sync.(*Mutex).Lock" => {
            WaitReason::MutexLock
        }
        "sync.(*RWMutex).RLock" => WaitReason::RwMutexRLock,
        "sync.(*RWMutex).Lock" => WaitReason::RwMutexLock,
        "sync.(*Cond).Wait" => WaitReason::CondWait,
        "sync.(*WaitGroup).Wait" => WaitReason::WaitGroupWait,
        "internal/synctest.Run" => WaitReason::SynctestRun,
        "internal/synctest.Wait" => WaitReason::SynctestWait,
        "runtime.gcBgMarkWorker" => WaitReason::GcWorkerIdle,
        "runtime.bgsweep" => WaitReason::GcSweepWait,
        "runtime.bgscavenge" => WaitReason::GcScavengeWait,
        "runtime.forcegchelper" => WaitReason::ForceGcIdle,
        "runtime.runfinq" | "runtime.runFinalizers" => WaitReason::FinalizerWait,
        "runtime.runCleanups" => WaitReason::CleanupWait,
        "runtime.ReadTrace" | "runtime.traceReadCPU" => WaitReason::TraceReader,
        _ => return None,
    })
}

/// Whether those who wait for it are shown at the line where they do: it is something of the program.
pub const fn has_line(reason: WaitReason) -> bool {
    matches!(
        reason,
        WaitReason::ChanReceive
            | WaitReason::ChanSend
            | WaitReason::Select
            | WaitReason::MutexLock
            | WaitReason::RwMutexRLock
            | WaitReason::RwMutexLock
            | WaitReason::CondWait
            | WaitReason::WaitGroupWait
            | WaitReason::Semacquire
            | WaitReason::Coroutine
            | WaitReason::SynctestRun
            | WaitReason::SynctestWait
            | WaitReason::Unknown
    )
}

#[cfg(test)]
mod tests {
    use gopark_trace::WaitReason;

    use super::{Call, of_dump, of_trace};

    fn check(word: &str, funcs: &[&str], expected: WaitReason) {
        let stack: Vec<_> = funcs.iter().map(|func| Call { func, file: "", line: 1 }).collect();
        assert_eq!(of_trace(word, &stack), expected, "{word} in {funcs:?}");
    }

    #[test]
    fn a_stack_tells_what_the_word_does_not() {
        check("sync", &["sync.(*WaitGroup).Wait", "main.main"], WaitReason::WaitGroupWait);
        check(
            "sync",
            &["internal/sync.(*Mutex).lockSlow", "sync.(*Mutex).Lock", "main.f"],
            WaitReason::MutexLock,
        );
        check("sync", &["main.f"], WaitReason::Semacquire);
        check("sync", &["main.f", "sync.(*Once).Do", "sync.(*WaitGroup).Wait"], WaitReason::Semacquire);
        check("forever", &["runtime.chanrecv1", "main.f"], WaitReason::ChanReceiveNil);
        check("forever", &["runtime.block", "main.f"], WaitReason::SelectNoCases);
        check("system goroutine wait", &["runtime.gcBgMarkWorker"], WaitReason::GcWorkerIdle);
        check("something of Go 1.40", &[], WaitReason::Unknown);
    }

    #[test]
    fn what_a_dump_prints_is_found() {
        assert_eq!(of_dump("chan send (nil chan)"), WaitReason::ChanSendNil);
        assert_eq!(of_dump("sync.Mutex.Lock"), WaitReason::MutexLock);
        assert_eq!((of_dump("page trace flush"), of_dump("")), (WaitReason::Unknown, WaitReason::Unknown));
    }
}
