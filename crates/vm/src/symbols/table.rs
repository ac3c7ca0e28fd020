//! What stack traces of real Go show where our standard packages do without: the functions behind our natives, and the
//! lines of Go's own files (go1.27.3, `src/`).

use gopark_trace::WaitReason;

/// A function of Go's runtime or standard packages, at the place where it calls.
#[derive(Clone, Copy)]
pub struct Known {
    pub name: &'static str,
    pub file: &'static str,
    pub line: u32,
}

macro_rules! known {
    ($($name:literal $file:literal $line:literal)*) => {
        &[$(Known { name: $name, file: $file, line: $line }),*]
    };
}

/// Functions that are not ours. Their numbers are their addresses.
#[rustfmt::skip]
static FOREIGN: &[Known] = known! {
    "runtime.goexit" "runtime/asm_amd64.s" 1264
    "runtime.main" "runtime/proc.go" 302
    "runtime.gopanic" "runtime/panic.go" 859
    "runtime.Goexit" "runtime/panic.go" 694
    "runtime.gopark" "runtime/proc.go" 480
    "internal/sync.runtime_SemacquireMutex" "runtime/sema.go" 95
    "internal/sync.(*Mutex).lockSlow" "internal/sync/mutex.go" 149
    "internal/sync.(*Mutex).Lock" "internal/sync/mutex.go" 70
    "sync.(*Mutex).Lock" "sync/mutex.go" 46
    "sync.(*RWMutex).Lock" "sync/rwmutex.go" 150
    "sync.runtime_SemacquireRWMutex" "runtime/sema.go" 105
    "sync.(*RWMutex).Lock" "sync/rwmutex.go" 155
    "sync.runtime_SemacquireRWMutexR" "runtime/sema.go" 100
    "sync.(*RWMutex).RLock" "sync/rwmutex.go" 74
    "sync.runtime_SemacquireWaitGroup" "runtime/sema.go" 114
    "sync.(*WaitGroup).Wait" "sync/waitgroup.go" 206
    "sync.runtime_notifyListWait" "runtime/sema.go" 617
    "time.Sleep" "runtime/time.go" 368
    "runtime.Gosched" "runtime/proc.go" 403
    "internal/sync.fatal" "runtime/panic.go" 1205
    "internal/sync.(*Mutex).unlockSlow" "internal/sync/mutex.go" 204
    "internal/sync.(*Mutex).Unlock" "internal/sync/mutex.go" 198
    "sync.(*Mutex).Unlock" "sync/mutex.go" 65
    "sync.fatal" "runtime/panic.go" 1175
    "sync.(*RWMutex).rUnlockSlow" "sync/rwmutex.go" 132
    "sync.(*RWMutex).RUnlock" "sync/rwmutex.go" 122
    "sync.(*RWMutex).Unlock" "sync/rwmutex.go" 212
    "time.goFunc" "time/sleep.go" 182
};

/// What stands below a goroutine's first function, and below `main.main`.
pub const GOEXIT: u8 = 0;
pub const RUNTIME_MAIN: u8 = 1;
/// What calls deferred functions.
pub const GOPANIC: u8 = 2;
pub const CALLED_GOEXIT: u8 = 3;
/// What creates the goroutine of `time.AfterFunc`.
pub const GO_FUNC: u8 = 27;
/// Where a goroutine parks that waits at a channel.
const GOPARK: &[u8] = &[4];

/// A foreign function by its number.
pub fn foreign(number: u8) -> Option<Known> {
    FOREIGN.get(usize::from(number)).copied()
}

/// The functions that real Go has on the stack where we have a native, innermost first.
pub fn behind(native: &str, reason: WaitReason) -> &'static [u8] {
    match native {
        "sync.(*Mutex).Lock" => &[5, 6, 7, 8],
        "sync.(*RWMutex).Lock" if reason == WaitReason::RwMutexLock => &[10, 11],
        "sync.(*RWMutex).Lock" => &[5, 6, 7, 8, 9],
        "sync.(*RWMutex).RLock" => &[12, 13],
        "sync.(*WaitGroup).Wait" => &[14, 15],
        "sync.(*Cond).wait" => &[16],
        "time.Sleep" => &[17],
        "runtime.Gosched" => &[18],
        "sync.(*Mutex).Unlock" => &[19, 20, 21, 22],
        "sync.(*RWMutex).RUnlock" => &[23, 24, 25],
        "sync.(*RWMutex).Unlock" => &[23, 26],
        _ => &[],
    }
}

/// What is on the stack of a goroutine that waits for `reason` outside of any native.
pub const fn parked(reason: WaitReason) -> &'static [u8] {
    if matches!(reason, WaitReason::None) { &[] } else { GOPARK }
}

/// Our own functions that real Go has too, with the line at which its own calls on: the one that matters in a trace. A
/// function that calls at several has our line with its name.
#[rustfmt::skip]
static LINES: &[Known] = known! {
    "context.(*afterFuncCtx).cancel.func1" "context/context.go" 359
    "context.(*afterFuncCtx).cancel" "context/context.go" 359
    "runtime.Callers" "runtime/extern.go" 341
    "runtime/debug.PrintStack" "runtime/debug/stack.go" 18
    "runtime/debug.Stack" "runtime/debug/stack.go" 26
    "runtime/pprof.(*Profile).WriteTo" "runtime/pprof/pprof.go" 405
    "runtime/pprof.writeGoroutine" "runtime/pprof/pprof.go" 779
    "runtime/pprof.writeGoroutineLeak" "runtime/pprof/pprof.go" 803
    "runtime/pprof.writeGoroutineStacks" "runtime/pprof/pprof.go" 816
    "runtime/pprof.writeRuntimeProfile" "runtime/pprof/pprof.go" 848
    "sort.Slice" "sort/slice.go" 29
    "sync.(*Cond).Wait" "sync/cond.go" 71
    "sync.(*Once).Do" "sync/once.go" 69
    "sync.(*Once).doSlow:19" "sync/once.go" 74
    "sync.(*Once).doSlow" "sync/once.go" 78
    "sync.(*WaitGroup).Add" "sync/waitgroup.go" 118
    "sync.(*WaitGroup).Done" "sync/waitgroup.go" 156
    "sync.(*WaitGroup).Go" "sync/waitgroup.go" 238
    "sync.(*WaitGroup).Go.func1" "sync/waitgroup.go" 258
    "sync.(*WaitGroup).Go.func1.1" "sync/waitgroup.go" 251
};

/// Where real Go has line `line` of a function of our standard packages.
pub fn line_of(name: &str, line: u32) -> Option<Known> {
    let is_it = |known: &&Known| match known.name.strip_prefix(name) {
        Some(ours) => ours.is_empty() || ours.strip_prefix(':').is_some_and(|it| it.parse() == Ok(line)),
        None => false,
    };
    LINES.iter().find(is_it).copied()
}
