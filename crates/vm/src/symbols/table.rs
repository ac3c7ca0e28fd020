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
    "runtime.gopark" "runtime/proc.go" 474
    "runtime.goparkunlock" "runtime/proc.go" 480
    "runtime.chanrecv" "runtime/chan.go" 667
    "runtime.chanrecv" "runtime/chan.go" 536
    "runtime.chanrecv1" "runtime/chan.go" 509
    "runtime.chanrecv2" "runtime/chan.go" 514
    "runtime.chansend" "runtime/chan.go" 283
    "runtime.chansend" "runtime/chan.go" 181
    "runtime.chansend1" "runtime/chan.go" 161
    "runtime.selectgo" "runtime/select.go" 351
    "runtime.block" "runtime/select.go" 104
    "runtime.semacquire1" "runtime/sema.go" 192
    "runtime.throw" "runtime/panic.go" 1243
    "runtime.newstack" "runtime/stack.go" 1207
    "runtime.morestack" "runtime/asm_amd64.s" 650
    "runtime.forcegchelper" "runtime/proc.go" 387
    "runtime.init.7" "runtime/proc.go" 375
    "runtime.bgsweep" "runtime/mgcsweep.go" 279
    "runtime.bgsweep" "runtime/mgcsweep.go" 324
    "runtime.gcenable.gowrap1" "runtime/mgc.go" 214
    "runtime.gcenable" "runtime/mgc.go" 214
    "runtime.(*scavengerState).park" "runtime/mgcscavenge.go" 425
    "runtime.bgscavenge" "runtime/mgcscavenge.go" 653
    "runtime.gcenable.gowrap2" "runtime/mgc.go" 215
    "runtime.gcenable" "runtime/mgc.go" 215
    "runtime.updateMaxProcsGoroutine" "runtime/proc.go" 7146
    "runtime.defaultGOMAXPROCSUpdateEnable" "runtime/proc.go" 7134
    "runtime.gcBgMarkWorker" "runtime/mgc.go" 1807
    "runtime.gcBgMarkStartWorkers.gowrap1" "runtime/mgc.go" 1711
    "runtime.gcBgMarkStartWorkers" "runtime/mgc.go" 1711
    "runtime.(*cleanupQueue).dequeue" "runtime/mcleanup.go" 522
    "runtime.runCleanups" "runtime/mcleanup.go" 718
    "runtime.(*cleanupQueue).createGs" "runtime/mcleanup.go" 672
    "internal/runtime/maps.fatal" "runtime/panic.go" 1195
    "internal/runtime/maps.(*Iter).Next" "internal/runtime/maps/table.go" 882
    "runtime.runFinalizers" "runtime/mfinal.go" 210
    "runtime.createfing" "runtime/mfinal.go" 172
    "runtime.gopanic" "runtime/panic.go" 876
    "runtime.preprintpanics" "runtime/panic.go" 724
    "runtime.preprintpanics" "runtime/panic.go" 726
    "runtime.preprintpanics.func1" "runtime/panic.go" 709
    "runtime.preprintpanics.func1" "runtime/panic.go" 711
    "runtime.panicmem" "runtime/panic.go" 336
    "runtime.sigpanic" "runtime/signal_unix.go" 931
    "runtime.panicBounds64" "runtime/panic.go" 236
    "runtime.panicBounds" "runtime/asm_amd64.s" 1622
    "runtime.panicdivide" "runtime/panic.go" 315
    "runtime.panicshift" "runtime/panic.go" 307
    "runtime.checkmcount" "runtime/proc.go" 990
    "runtime/debug.setMaxThreads" "runtime/proc.go" 7919
    "sync.(*Mutex).TryLock" "sync/mutex.go" 55
    "sync.(*RWMutex).RLock" "sync/rwmutex.go" 72
    "sync.(*RWMutex).TryRLock" "sync/rwmutex.go" 93
    "sync.(*RWMutex).RUnlock" "sync/rwmutex.go" 120
    "sync.(*RWMutex).TryLock" "sync/rwmutex.go" 174
    "sync.(*RWMutex).Unlock" "sync/rwmutex.go" 209
    "sync.(*WaitGroup).Wait" "sync/waitgroup.go" 165
    "sync.(*WaitGroup).Add" "sync/waitgroup.go" 104
    "sync.(*Once).Do" "sync/once.go" 67
    "sync.(*Cond).Wait" "sync/cond.go" 68
    "sync.(*Cond).Signal" "sync/cond.go" 83
    "sync.(*Cond).Broadcast" "sync/cond.go" 94
    "runtime.SetFinalizer.func2" "runtime/mfinal.go" 539
    "runtime.systemstack" "runtime/asm_amd64.s" 531
    "runtime.systemstack_switch" "runtime/asm_amd64.s" 481
    "runtime.gopanic" "runtime/panic.go" 878
    "runtime.fatal" "runtime/panic.go" 1267
    "runtime.checkdead" "runtime/proc.go" 6519
    "runtime.checkdead" "runtime/proc.go" 6477
    "runtime.mput" "runtime/proc.go" 7256
    "runtime.stopm" "runtime/proc.go" 3021
    "runtime.findRunnable" "runtime/proc.go" 3811
    "runtime.schedule" "runtime/proc.go" 4179
    "runtime.park_m" "runtime/proc.go" 4319
    "runtime.mcall" "runtime/asm_amd64.s" 463
};

/// Where functions of packages sync and time use what they are called with, when that is nil: the function of ours, the place in
/// real Go, and how far into its operand that reaches. [`CALLER`]: in real Go whoever calls it does that.
#[rustfmt::skip]
static NILS: &[(&str, u8, u16)] = &[
    ("sync.(*Mutex).Lock", 8, 0), ("sync.(*Mutex).TryLock", 78, 0), ("sync.(*Mutex).Unlock", 22, 0),
    ("sync.(*RWMutex).Lock", 9, 0), ("sync.(*RWMutex).RLock", 79, 16), ("sync.(*RWMutex).TryRLock", 80, 16),
    ("sync.(*RWMutex).RUnlock", 81, 16), ("sync.(*RWMutex).TryLock", 82, 0), ("sync.(*RWMutex).Unlock", 83, 16),
    ("sync.(*WaitGroup).Wait", 84, 0), ("sync.(*WaitGroup).add", CALLER, 0), ("sync.(*WaitGroup).Add", 85, 0),
    ("sync.(*Once).Do", 86, 0), ("sync.(*Cond).check", CALLER, 48), ("sync.(*Cond).Wait", 87, 48),
    ("sync.(*Cond).Signal", 88, 48), ("sync.(*Cond).Broadcast", 89, 48),
    ("sync/atomic.(*Value).differs", CALLER, 0),
];

/// No function: see [`NILS`].
const CALLER: u8 = u8::MAX;

/// See [`NILS`]: the place, none when its caller has it, and the address.
pub fn nil_in(name: &str) -> Option<(Option<u8>, u16)> {
    let &(_, number, offset) = NILS.iter().find(|it| it.0 == name)?;
    Some(((number != CALLER).then_some(number), offset))
}

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

/// What parks a goroutine that waits for `reason`, innermost first, as dumps show it that leave out nothing; `is_ok`: it
/// receives with `ok`.
pub fn parking(reason: WaitReason, is_ok: bool) -> &'static [u8] {
    use WaitReason as W;
    match (reason, is_ok) {
        (W::None, _) => &[],
        (W::ChanReceive, false) => &[28, 30, 32],
        (W::ChanReceive, true) => &[28, 30, 33],
        (W::ChanReceiveNil, false) => &[28, 31, 32],
        (W::ChanReceiveNil, true) => &[28, 31, 33],
        (W::ChanSend, _) => &[28, 34, 36],
        (W::ChanSendNil, _) => &[28, 35, 36],
        (W::Select, _) => &[28, 37],
        (W::SelectNoCases, _) => &[28, 38],
        (W::MutexLock | W::RwMutexLock | W::RwMutexRLock | W::WaitGroupWait | W::Semacquire, _) => {
            &[28, 29, 39]
        }
        (W::CondWait, _) => &[28, 29],
        _ => &[28],
    }
}

/// What raises a panic of the runtime itself, called by the function that fails; `is_fault`: a nil pointer was used.
pub fn raises(error: &str, text: &str, is_fault: bool) -> &'static [u8] {
    match (error, text) {
        _ if is_fault => &[70, 71],
        ("runtime.boundsError", _) => &[72, 73],
        (_, text) if text.ends_with("zero") => &[74],
        (_, text) if text.ends_with("amount") => &[75],
        _ => &[],
    }
}

/// What ends the program after a panic, where the runtime's own functions are shown.
pub const DIES: &[u8] = &[93];
/// What asks the value of a panic for its text.
pub const PRINTS_ERROR: [u8; 2] = [66, 65];
pub const PRINTS_STRING: [u8; 2] = [67, 65];

/// What fails, as the same dumps show it, on the thread's own stack and on the goroutine's; `is_fault`: after a nil pointer
/// was used.
pub fn throw_by(text: &str, is_fault: bool) -> (&'static [u8], &'static [u8]) {
    match text {
        "thread exhaustion" => return (&[], &[40, 76, 77]),
        "runtime.SetFinalizer: finalizer already set" => return (&[40, 90, 91], &[92]),
        _ => {}
    }
    let inner: &[u8] = match text.strip_prefix("panic while printing panic value: ") {
        None => &[40],
        Some(_) if is_fault => &[40, 69, 2, 70, 71],
        Some(what) if what.starts_with("type ") => &[40, 69, 2],
        Some(_) => &[40, 68, 2],
    };
    (&[], inner)
}
/// What finds that a stack is too small, on the thread's own stack.
pub const NEWSTACK: &[u8] = &[40, 41, 42];
/// What finds that all goroutines are asleep, on the thread's own stack; `is_over`: that there is none.
pub const fn checkdead(is_over: bool) -> &'static [u8] {
    if is_over { &[94, 96, 97, 98, 99, 100, 101, 102] } else { &[94, 95, 97, 98, 99, 100, 101, 102] }
}

/// What reports a fatal error.
pub const FATAL: u8 = 94;

/// What calls the report of a fatal error in a goroutine's name, where that is shown.
pub fn fatal_by(text: &str) -> &'static [u8] {
    match text {
        "concurrent map iteration and map write" => &[61, 62],
        "concurrent map writes" | "concurrent map read and map write" => &[61],
        _ => &[],
    }
}

/// A goroutine of the runtime itself that runs no code of ours: its frames, innermost first, and what created it.
pub struct System {
    pub frames: &'static [u8],
    pub creator: u8,
}

/// The one in this state; `is_first`: before the first collection.
pub fn system(state: &str, is_first: bool) -> Option<System> {
    let (frames, creator): (&[u8], u8) = match state {
        "force gc (idle)" => (&[28, 29, 43], 44),
        "GC sweep wait" if is_first => (&[28, 29, 45, 47], 48),
        "GC sweep wait" => (&[28, 29, 46, 47], 48),
        "GC scavenge wait" => (&[28, 29, 49, 50, 51], 52),
        "GOMAXPROCS updater (idle)" => (&[28, 29, 53], 54),
        "GC worker (idle)" => (&[28, 55, 56], 57),
        "cleanup wait" => (&[28, 29, 58, 59], 60),
        "finalizer wait" => (&[28, 63], 64),
        _ => return None,
    };
    Some(System { frames, creator })
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
    "context.(*cancelCtx).propagateCancel" "context/context.go" 523
    "context.(*cancelCtx).propagateCancel.func2" "context/context.go" 524
    "iter.Pull[...]" "iter/iter.go" 271
    "iter.Pull[...].func1.1" "iter/iter.go" 287
    "iter.Pull[...].func1" "iter/iter.go" 301
    "iter.Pull[...].func2:77" "iter/iter.go" 326
    "iter.Pull[...].func2" "iter/iter.go" 317
    "iter.Pull[...].func3:86" "iter/iter.go" 337
    "iter.Pull[...].func3" "iter/iter.go" 346
    "iter.Pull2[...]" "iter/iter.go" 387
    "iter.Pull2[...].func1.1" "iter/iter.go" 403
    "iter.Pull2[...].func1" "iter/iter.go" 417
    "iter.Pull2[...].func2:147" "iter/iter.go" 443
    "iter.Pull2[...].func2" "iter/iter.go" 434
    "iter.Pull2[...].func3:156" "iter/iter.go" 454
    "iter.Pull2[...].func3" "iter/iter.go" 463
    "log.Panic" "log/log.go" 451
    "log.Panicf" "log/log.go" 460
    "log.Panicln" "log/log.go" 469
    "log.(*Logger).Panic" "log/log.go" 310
    "log.(*Logger).Panicf" "log/log.go" 319
    "log.(*Logger).Panicln" "log/log.go" 328
    "runtime.AddCleanup[...].func1" "runtime/mcleanup.go" 183
    "runtime.Callers" "runtime/extern.go" 341
    "runtime.(*cleanupQueue).createGs" "runtime/mcleanup.go" 672
    "runtime.callCleanup[...]" "runtime/mcleanup.go" 204
    "runtime.createfing" "runtime/mfinal.go" 172
    "runtime.GoroutineProfile" "runtime/mprof.go" 1649
    "runtime.runCleanups" "runtime/mcleanup.go" 745
    "runtime.runFinalizers" "runtime/mfinal.go" 272
    "runtime.SetFinalizer" "runtime/mfinal.go" 439
    "runtime/debug.PrintStack" "runtime/debug/stack.go" 18
    "runtime/debug.SetMaxThreads" "runtime/debug/garbage.go" 136
    "runtime/debug.Stack" "runtime/debug/stack.go" 26
    "runtime/pprof.(*Profile).WriteTo" "runtime/pprof/pprof.go" 405
    "runtime/pprof.Do" "runtime/pprof/runtime.go" 57
    "runtime/pprof.writeGoroutine:22" "runtime/pprof/pprof.go" 781
    "runtime/pprof.writeGoroutine" "runtime/pprof/pprof.go" 779
    "runtime/pprof.writeGoroutineLeak:34" "runtime/pprof/pprof.go" 807
    "runtime/pprof.writeGoroutineLeak" "runtime/pprof/pprof.go" 803
    "runtime/pprof.writeGoroutineStacks" "runtime/pprof/pprof.go" 816
    "runtime/pprof.writeRuntimeProfile" "runtime/pprof/pprof.go" 848
    "sort.Slice" "sort/slice.go" 29
    "sync.(*Pool).Get" "sync/pool.go" 136
    "sync.(*Pool).pin" "sync/pool.go" 208
    "sync.(*Pool).Put" "sync/pool.go" 112
    "sync.(*Cond).Wait:20" "sync/cond.go" 70
    "sync.(*Cond).Wait:22" "sync/cond.go" 72
    "sync.(*Cond).Wait" "sync/cond.go" 71
    "sync.(*Once).Do" "sync/once.go" 69
    "sync.(*Once).doSlow:20" "sync/once.go" 74
    "sync.(*Once).doSlow" "sync/once.go" 78
    "sync.OnceFunc.func1:48" "sync/oncefunc.go" 37
    "sync.OnceFunc.func1" "sync/oncefunc.go" 22
    "sync.OnceFunc.func1.1" "sync/oncefunc.go" 33
    "sync.OnceFunc.func1.1.1" "sync/oncefunc.go" 30
    "sync.OnceValue[...].func1:74" "sync/oncefunc.go" 70
    "sync.OnceValue[...].func1" "sync/oncefunc.go" 58
    "sync.OnceValue[...].func1.1" "sync/oncefunc.go" 66
    "sync.OnceValue[...].func1.1.1" "sync/oncefunc.go" 63
    "sync.OnceValues[...].func1:102" "sync/oncefunc.go" 105
    "sync.OnceValues[...].func1" "sync/oncefunc.go" 93
    "sync.OnceValues[...].func1.1" "sync/oncefunc.go" 101
    "sync.OnceValues[...].func1.1.1" "sync/oncefunc.go" 98
    "sync.(*rlocker).Lock" "sync/rwmutex.go" 246
    "sync.(*rlocker).Unlock" "sync/rwmutex.go" 247
    "sync.(*WaitGroup).Add" "sync/waitgroup.go" 118
    "sync.(*WaitGroup).Done" "sync/waitgroup.go" 156
    "sync.(*WaitGroup).Go:29" "sync/waitgroup.go" 237
    "sync.(*WaitGroup).Go" "sync/waitgroup.go" 238
    "sync.(*WaitGroup).Go.func1" "sync/waitgroup.go" 258
    "sync.(*WaitGroup).Go.func1.1" "sync/waitgroup.go" 251
    "sync/atomic.(*Value).Store:17" "sync/atomic/value.go" 49
    "sync/atomic.(*Value).Store:20" "sync/atomic/value.go" 78
    "sync/atomic.(*Value).Swap:29" "sync/atomic/value.go" 92
    "sync/atomic.(*Value).Swap:32" "sync/atomic/value.go" 121
    "sync/atomic.(*Value).CompareAndSwap:43" "sync/atomic/value.go" 136
    "sync/atomic.(*Value).CompareAndSwap:46" "sync/atomic/value.go" 142
    "sync/atomic.(*Value).CompareAndSwap:49" "sync/atomic/value.go" 172
    "testing.(*M).Run" "testing/testing.go" 2602
    "testing.(*T).Run:127" "testing/testing.go" 2260
    "testing.(*T).Run" "testing/testing.go" 2268
    "testing.runTests" "testing/testing.go" 2742
    "testing.runTests.func1" "testing/testing.go" 2744
    "testing.tRunner" "testing/testing.go" 2195
    "testing.tRunner.func1" "testing/testing.go" 2128
    "testing.tRunner.func1.2" "testing/testing.go" 2125
    "time.NewTicker" "time/tick.go" 38
    "time.(*Ticker).Reset" "time/tick.go" 68
    "time.(*Ticker).Stop" "time/tick.go" 54
    "time.(*Timer).Reset" "time/sleep.go" 139
    "time.(*Timer).Stop" "time/sleep.go" 86
};

/// Functions of [`LINES`] and the line at which they go on behind their call.
static AFTER: &[(&str, u32)] = &[("sync.(*WaitGroup).Go", 260), ("sync.(*WaitGroup).Go.func1", 259)];

/// See [`AFTER`].
pub fn line_after(name: &str) -> Option<u32> {
    line_in(AFTER, name)
}

/// Methods that use a nil receiver at these lines of Go's, at its very beginning.
#[rustfmt::skip]
static NIL_LINES: &[(&str, &[(&str, u32)])] = &[
    ("sync/atomic.(*Value)", &[("Load", 30), ("Store", 54), ("Swap", 97), ("CompareAndSwap", 145)]),
    ("sync.(*Map)", &[
        ("Load", 48), ("Store", 53), ("Clear", 58), ("LoadOrStore", 65), ("LoadAndDelete", 71), ("Delete", 77), ("Swap", 83),
        ("CompareAndSwap", 90), ("CompareAndDelete", 99), ("Range", 114),
    ]),
    ("time.(*Ticker)", &[("Stop", 54), ("Reset", 70)]),
];

/// See [`NIL_LINES`].
pub fn nil_line(name: &str) -> Option<u32> {
    let (of, method) = name.rsplit_once('.')?;
    let methods = NIL_LINES.iter().find(|it| it.0 == of)?.1;
    line_in(methods, method)
}

#[inline(never)]
fn line_in(table: &[(&str, u32)], name: &str) -> Option<u32> {
    table.iter().find(|it| it.0 == name).map(|it| it.1)
}

/// The first line of a type's methods in `sync/atomic/type.go`, and how far behind it the others are.
#[rustfmt::skip]
static ATOMICS: &[(&str, u32)] = &[
    ("Bool", 19), ("Pointer[...]", 58), ("Int32", 80), ("Int64", 114), ("Uint32", 147), ("Uint64", 181), ("Uintptr", 214),
];
static ATOMIC_METHODS: &[(&str, u32)] =
    &[("Load", 0), ("Store", 3), ("Swap", 6), ("CompareAndSwap", 10), ("Add", 14), ("And", 18), ("Or", 22)];

/// The line of a method of a type of package `sync/atomic`, none of which has more than one that matters.
#[inline(never)]
fn atomic_line(name: &str) -> Option<u32> {
    let (of, method) = name.strip_prefix("sync/atomic.(*")?.rsplit_once(").")?;
    Some(line_in(ATOMICS, of)? + line_in(ATOMIC_METHODS, method)?)
}

/// Where real Go has line `line` of a function of our standard packages.
pub fn line_of(name: &str, line: u32) -> Option<Known> {
    if let Some(line) = atomic_line(name) {
        return Some(Known { name: "", file: "sync/atomic/type.go", line });
    }
    let is_it = |known: &&Known| match known.name.strip_prefix(name) {
        Some(ours) => ours.is_empty() || ours.strip_prefix(':').is_some_and(|it| it.parse() == Ok(line)),
        None => false,
    };
    LINES.iter().find(is_it).copied()
}
