//! The tracer's words for why something stops (`runtime/traceruntime.go`, `proc.go:stwReasonStrings`).

use gopark_trace::{StopReason, StwReason, WaitReason, WorkerMode};

/// Why a goroutine waits (`traceBlockReasonStrings`).
pub fn block_reason(reason: WaitReason) -> &'static str {
    match reason {
        WaitReason::ChanReceive => "chan receive",
        WaitReason::ChanSend => "chan send",
        WaitReason::ChanReceiveNil | WaitReason::ChanSendNil | WaitReason::SelectNoCases => "forever",
        WaitReason::Select => "select",
        WaitReason::Sleep => "sleep",
        WaitReason::MutexLock
        | WaitReason::RwMutexRLock
        | WaitReason::RwMutexLock
        | WaitReason::WaitGroupWait
        | WaitReason::Semacquire => "sync",
        WaitReason::CondWait => "sync.(*Cond).Wait",
        WaitReason::IoWait => "network",
        WaitReason::GcAssistWait => "GC mark assist wait for work",
        WaitReason::WaitForGc => "wait until GC ends",
        WaitReason::GcSweepWait => "GC background sweeper wait",
        WaitReason::ForceGcIdle | WaitReason::GcScavengeWait | WaitReason::GcWorkerIdle => {
            "system goroutine wait"
        }
        WaitReason::SynctestRun | WaitReason::SynctestWait => "synctest",
        other => other.text(),
    }
}

/// Why a goroutine steps aside (`traceGoStopReasonStrings`).
pub const fn stop_reason(reason: StopReason) -> &'static str {
    match reason {
        StopReason::Gosched => "runtime.Gosched",
        // goyield tells the tracer that it was preempted.
        StopReason::Preempted | StopReason::Yield => "preempted",
    }
}

/// Why the world stops.
pub const fn stw_reason(reason: StwReason) -> &'static str {
    match reason {
        StwReason::Gomaxprocs => "GOMAXPROCS",
        StwReason::GcSweepTermination => "GC sweep termination",
        StwReason::GcMarkTermination => "GC mark termination",
        StwReason::ReadMemStats => "read mem stats",
        StwReason::Trace => "start trace",
        StwReason::Stacks => "all goroutines stack trace",
        StwReason::Unknown => "",
    }
}

/// What the tracer calls a mark worker (`traceGCMarkWorkerModeStrings`).
pub const fn worker_label(mode: WorkerMode) -> &'static str {
    match mode {
        WorkerMode::Dedicated => "GC (dedicated)",
        WorkerMode::Fractional => "GC (fractional)",
        WorkerMode::Idle => "GC (idle)",
    }
}
