//! Where the mounted stages are kept: places that are used again, each time under another generation.

use std::cell::RefCell;
use std::rc::Rc;

use gopark_app::Mounted;

/// Names a mounted stage; a number, so that scripts can keep and copy it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    slot: u32,
    generation: u32,
}

#[derive(Default)]
struct Slot {
    generation: u32,
    mounted: Option<Rc<Mounted>>,
}

thread_local! {
    static SLOTS: RefCell<Vec<Slot>> = const { RefCell::new(Vec::new()) };
}

/// Keeps a mounted stage.
pub fn put(mounted: Mounted) -> Key {
    SLOTS.with_borrow_mut(|slots| {
        let free = slots.iter().position(|slot| slot.mounted.is_none());
        let index = free.unwrap_or_else(|| {
            slots.push(Slot::default());
            slots.len() - 1
        });
        slots[index].mounted = Some(Rc::new(mounted));
        Key { slot: index as u32, generation: slots[index].generation }
    })
}

/// Takes a stage out; none when it was taken before.
pub fn take(key: Key) -> Option<Rc<Mounted>> {
    SLOTS.with_borrow_mut(|slots| {
        let slot = slots.get_mut(key.slot as usize).filter(|slot| slot.generation == key.generation)?;
        slot.generation += 1;
        slot.mounted.take()
    })
}

/// Does something with a stage; none when it was taken. The places are free meanwhile: a script that is called back may
/// mount and unmount.
pub fn with<T>(key: Key, act: impl FnOnce(&Mounted) -> T) -> Option<T> {
    let mounted = SLOTS.with_borrow(|slots| {
        let slot = slots.get(key.slot as usize).filter(|slot| slot.generation == key.generation)?;
        slot.mounted.clone()
    })?;
    Some(act(&mounted))
}
