//! Package sync: objects of the scheduler, found by their addresses.

use gopark_sched::{Lock, Unlock};
use gopark_trace::{ObjId, ObjKind, Sink};

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

fn mutex_lock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let m = obj(cx, ObjKind::Mutex)?;
    asked(cx.vm.sched.mutex_lock(cx.p, m))
}

fn mutex_try_lock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let m = obj(cx, ObjKind::Mutex)?;
    let is_held = cx.vm.sched.mutex_trylock(cx.p, m);
    cx.set_bool(0, is_held);
    Ok(())
}

fn mutex_unlock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let m = obj(cx, ObjKind::Mutex)?;
    unlocked(cx.vm.sched.mutex_unlock(cx.p, m), "sync: unlock of unlocked mutex")
}

fn rw_rlock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let m = obj(cx, ObjKind::RwMutex)?;
    asked(cx.vm.sched.rw_rlock(cx.p, m))
}

fn rw_try_rlock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let m = obj(cx, ObjKind::RwMutex)?;
    let is_held = cx.vm.sched.rw_try_rlock(cx.p, m);
    cx.set_bool(0, is_held);
    Ok(())
}

fn rw_runlock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let m = obj(cx, ObjKind::RwMutex)?;
    unlocked(cx.vm.sched.rw_runlock(cx.p, m), "sync: RUnlock of unlocked RWMutex")
}

fn rw_lock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let m = obj(cx, ObjKind::RwMutex)?;
    asked(cx.vm.sched.rw_lock(cx.p, m))
}

fn rw_try_lock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let m = obj(cx, ObjKind::RwMutex)?;
    let is_held = cx.vm.sched.rw_try_lock(cx.p, m);
    cx.set_bool(0, is_held);
    Ok(())
}

fn rw_unlock<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let m = obj(cx, ObjKind::RwMutex)?;
    let readers = if cx.is_again { Some(cx.vm.progress.count) } else { cx.vm.sched.rw_unlock_begin(cx.p, m) };
    let unlock = match readers {
        Some(readers) => {
            release(cx, m, readers)?;
            cx.vm.sched.rw_unlock_end(cx.p, m)
        }
        None => Unlock::NotLocked,
    };
    unlocked(unlock, "sync: Unlock of unlocked RWMutex")
}

/// So many who wait at a semaphore get a token, however many they are.
fn release<S: Sink>(cx: &mut Cx<'_, S>, obj: ObjId, tokens: usize) -> Result<(), Stop> {
    cx.vm.progress.count = cx.vm.sched.semrelease_some(cx.p, obj, tokens, limits::WOKEN_PER_STEP_MAX);
    if cx.vm.progress.count > 0 { Err(Stop::Later) } else { Ok(()) }
}

fn wg_add<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let wg = outer(cx, ObjKind::WaitGroup)?;
    if cx.is_again {
        release(cx, wg, cx.vm.progress.count)?;
        cx.set_bool(0, true);
        return Ok(());
    }
    // The counter has the lower 32 bits.
    let delta = cx.int(1) as i32;
    let is_global = cx.vm.mem.is_data(cx.word(0));
    cx.vm.sched.wg_associate(cx.p, wg, is_global).map_err(Stop::fatal)?;
    let (count, waiters) = cx.vm.sched.wg_count(cx.p, wg, delta);
    if waiters > 0 {
        release(cx, wg, waiters)?;
    }
    cx.set_bool(0, count >= 0);
    Ok(())
}

fn wg_wait<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let wg = outer(cx, ObjKind::WaitGroup)?;
    match cx.vm.sched.wg_wait(cx.p, wg) {
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
