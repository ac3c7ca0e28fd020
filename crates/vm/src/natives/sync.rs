//! Package sync: objects of the scheduler, found by their addresses.

use gopark_program::MemKind;
use gopark_sched::{Lock, Sched, Unlock};
use gopark_trace::{ObjId, ObjKind, PId, Sink};

use crate::limits;
use crate::native::{Cx, Native};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::acts_of(
        function,
        &[
            ("(*Mutex).Lock", mutex_lock),
            ("(*Mutex).TryLock", mutex_try_lock),
            ("(*Mutex).Unlock", mutex_unlock),
            ("(*RWMutex).RLock", rw_rlock),
            ("(*RWMutex).TryRLock", rw_try_rlock),
            ("(*RWMutex).RUnlock", rw_runlock),
            ("(*RWMutex).Lock", rw_lock),
            ("(*RWMutex).TryLock", rw_try_lock),
            ("(*RWMutex).Unlock", rw_unlock),
            ("(*WaitGroup).add", wg_add),
            ("(*WaitGroup).Wait", wg_wait),
            ("procPin", proc_pin),
            ("registerPools", register_pools),
            ("(*Cond).ticket", cond_ticket),
            ("(*Cond).wait", cond_wait),
            ("(*Cond).signal", cond_signal),
            ("(*Cond).broadcast", cond_broadcast),
        ],
    )
}

fn obj<S: Sink>(cx: &mut Cx<'_, S>, kind: ObjKind) -> Result<ObjId, Stop> {
    let at = cx.word(0);
    let obj = match cx.vm.registry.obj(at) {
        Some(obj) => obj,
        None => new_obj(cx, at, kind)?,
    };
    // It is called as whoever has it calls it, but who waits for it does so in the program.
    cx.stand_at_cause();
    Ok(obj)
}

/// What package sync has inside, such as the mutex of a Once, is called as whoever has that calls it.
#[cold]
fn new_obj<S: Sink>(cx: &mut Cx<'_, S>, at: u64, kind: ObjKind) -> Result<ObjId, Stop> {
    let pc = cx.vm.sched.pc(cx.p);
    cx.stand_outside("sync.");
    let obj = cx.obj_at(at, kind);
    cx.vm.sched.set_pc(cx.p, pc);
    obj
}

/// A lock that was asked for: who had to wait asks again.
const fn asked(lock: Lock) -> Result<(), Stop> {
    match lock {
        Lock::Held => Ok(()),
        Lock::Parked | Lock::Retry => Err(Stop::Retry),
    }
}

/// Something that is over when the goroutine runs again.
const fn waited(lock: Lock) -> Result<(), Stop> {
    match lock {
        Lock::Held => Ok(()),
        Lock::Parked => Err(Stop::Leave),
        Lock::Retry => Err(Stop::Retry),
    }
}

fn unlocked(unlock: Unlock, fatal: &str) -> Result<(), Stop> {
    match unlock {
        Unlock::Done => Ok(()),
        Unlock::Yielded => Err(Stop::Leave),
        Unlock::NotLocked => Err(Stop::fatal(fatal)),
    }
}

/// Does something with the mutex in slot 0, as it lies in memory.
fn mutex<S: Sink, T>(
    cx: &mut Cx<'_, S>,
    act: impl FnOnce(&mut Sched<S>, PId, ObjId) -> T,
) -> Result<T, Stop> {
    let (at, m) = (cx.word(0), obj(cx, ObjKind::Mutex)?);
    let word = cx.load(MemKind::U32, at)? as u32;
    if cx.vm.sched.mutex_word(m) != word {
        cx.vm.sched.mutex_adopt(cx.p, m, word);
    }
    let result = act(&mut cx.vm.sched, cx.p, m);
    cx.store(MemKind::U32, at, u64::from(cx.vm.sched.mutex_word(m)))?;
    Ok(result)
}

fn mutex_lock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    asked(mutex(cx, Sched::mutex_lock)?)
}

fn mutex_try_lock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let is_held = mutex(cx, Sched::mutex_trylock)?;
    cx.set_bool(0, is_held);
    Ok(())
}

fn mutex_unlock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    unlocked(mutex(cx, Sched::mutex_unlock)?, "sync: unlock of unlocked mutex")
}

/// Where `readerCount` and `readerWait` are in an RWMutex, behind the writers' mutex and two semaphores.
const COUNTS_OFFSET: u64 = 16;

/// The RWMutex in slot 0, as it lies in memory.
fn rw<S: Sink>(cx: &mut Cx<'_, S>) -> Result<ObjId, Stop> {
    let (at, rw) = (cx.word(0), obj(cx, ObjKind::RwMutex)?);
    let words = (cx.load(MemKind::U32, at)? as u32, cx.load(MemKind::W64, at + COUNTS_OFFSET)?);
    if cx.vm.sched.rw_words(rw) != words {
        cx.vm.sched.rw_adopt(cx.p, rw, words);
    }
    Ok(rw)
}

/// Puts into memory what it has now.
fn rw_done<S: Sink>(cx: &mut Cx<'_, S>, at: u64, rw: ObjId) -> Result<(), Stop> {
    let (word, counts) = cx.vm.sched.rw_words(rw);
    cx.store(MemKind::U32, at, u64::from(word))?;
    cx.store(MemKind::W64, at + COUNTS_OFFSET, counts)
}

fn rw_act<S: Sink, T>(
    cx: &mut Cx<'_, S>,
    act: impl FnOnce(&mut Sched<S>, PId, ObjId) -> T,
) -> Result<T, Stop> {
    let (at, rw) = (cx.word(0), rw(cx)?);
    let result = act(&mut cx.vm.sched, cx.p, rw);
    rw_done(cx, at, rw)?;
    Ok(result)
}

fn rw_rlock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    asked(rw_act(cx, Sched::rw_rlock)?)
}

fn rw_try_rlock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let is_held = rw_act(cx, Sched::rw_try_rlock)?;
    cx.set_bool(0, is_held);
    Ok(())
}

fn rw_runlock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    unlocked(rw_act(cx, Sched::rw_runlock)?, "sync: RUnlock of unlocked RWMutex")
}

fn rw_lock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    asked(rw_act(cx, Sched::rw_lock)?)
}

fn rw_try_lock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let is_held = rw_act(cx, Sched::rw_try_lock)?;
    cx.set_bool(0, is_held);
    Ok(())
}

fn rw_unlock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (at, m) = (cx.word(0), rw(cx)?);
    let readers = if cx.is_again { Some(cx.vm.progress.count) } else { cx.vm.sched.rw_unlock_begin(cx.p, m) };
    let unlock = match readers {
        Some(readers) => {
            rw_done(cx, at, m)?;
            release(cx, m, readers)?;
            cx.vm.sched.rw_unlock_end(cx.p, m)
        }
        None => Unlock::NotLocked,
    };
    rw_done(cx, at, m)?;
    unlocked(unlock, "sync: Unlock of unlocked RWMutex")
}

/// So many who wait at a semaphore get a token, however many they are.
fn release<S: Sink>(cx: &mut Cx<'_, S>, obj: ObjId, tokens: usize) -> Result<(), Stop> {
    cx.vm.progress.count = cx.vm.sched.semrelease_some(cx.p, obj, tokens, limits::WOKEN_PER_STEP_MAX);
    if cx.vm.progress.count > 0 { Err(Stop::Later) } else { Ok(()) }
}

fn wg_add<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (at, wg) = (cx.word(0), outer(cx, ObjKind::WaitGroup)?);
    if cx.is_again {
        release(cx, wg, cx.vm.progress.count)?;
        cx.set_bool(0, true);
        return Ok(());
    }
    // The counter has the lower 32 bits.
    let delta = cx.int(1) as i32;
    let (word, is_global) = (cx.load(MemKind::W64, at)?, cx.vm.mem.is_data(at));
    cx.vm.sched.wg_associate(cx.p, wg, word, is_global).map_err(Stop::fatal)?;
    let (count, waiters, word) = cx.vm.sched.wg_count(cx.p, wg, delta, word);
    cx.store(MemKind::W64, at, word)?;
    if waiters > 0 {
        release(cx, wg, waiters)?;
    }
    cx.set_bool(0, count >= 0);
    Ok(())
}

fn wg_wait<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (at, wg) = (cx.word(0), outer(cx, ObjKind::WaitGroup)?);
    let word = cx.load(MemKind::W64, at)?;
    if cx.vm.sched.wg_word(wg) != word {
        cx.vm.sched.wg_adopt(cx.p, wg, word);
    }
    let waited = cx.vm.sched.wg_wait(cx.p, wg);
    cx.store(MemKind::W64, at, cx.vm.sched.wg_word(wg))?;
    match waited {
        Ok(lock) => asked(lock),
        Err(text) => Err(Stop::string(text)),
    }
}

fn proc_pin<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let procs = cx.vm.sched.procs();
    cx.set_word(0, u64::from(cx.p.0));
    cx.set_word(1, u64::from(procs));
    Ok(())
}

fn register_pools<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    cx.vm.registry.pools = Some(cx.word(0));
    Ok(())
}

/// What the program calls through functions of package sync is known by its own name, not by that of their receivers.
fn outer<S: Sink>(cx: &mut Cx<'_, S>, kind: ObjKind) -> Result<ObjId, Stop> {
    cx.stand_at_cause();
    cx.obj_at(cx.word(0), kind)
}

fn cond_ticket<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let c = outer(cx, ObjKind::Cond)?;
    let ticket = cx.vm.sched.cond_ticket(cx.p, c);
    cx.set_word(0, u64::from(ticket));
    Ok(())
}

fn cond_wait<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let c = outer(cx, ObjKind::Cond)?;
    let ticket = u32::try_from(cx.word(1)).unwrap_or(0);
    waited(cx.vm.sched.cond_wait(cx.p, c, ticket))
}

fn cond_signal<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let c = outer(cx, ObjKind::Cond)?;
    cx.vm.sched.cond_signal(cx.p, c);
    Ok(())
}

fn cond_broadcast<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let c = outer(cx, ObjKind::Cond)?;
    let goes_on = cx.is_again || cx.vm.sched.cond_broadcast(cx.p, c);
    if goes_on && !cx.vm.sched.cond_wake(cx.p, c, limits::WOKEN_PER_STEP_MAX) {
        return Err(Stop::Later);
    }
    Ok(())
}
