//! Maps. A nil map reads as empty.

use gopark_program::{Slot, TypeId};
use gopark_trace::Sink;

use super::Machine;
use crate::cost;
use crate::map_use::Use;
use crate::maps::{self, Hit, Iter, KeyKind, MapShape};
use crate::stop::Stop;

impl<S: Sink> Machine<'_, S> {
    fn map_shape(&self, t: TypeId) -> Result<MapShape, Stop> {
        self.tables.maps[t.idx()].ok_or_else(|| Stop::fatal("not a map"))
    }

    /// The shape of a map that is not nil.
    fn shape_of(&self, map: u64) -> Result<MapShape, Stop> {
        let t = maps::type_of(&self.vm.mem, map).filter(|t| t.idx() < self.tables.maps.len());
        self.map_shape(t.ok_or(Stop::Nil)?)
    }

    fn key_bytes(&self, shape: &MapShape, k: Slot) -> Vec<u8> {
        let mut bytes = Vec::new();
        shape.key().to_bytes(&self.vm.mem, self.slots(k, shape.key().words), &mut bytes);
        bytes
    }

    /// The entry of the key in slots `k..`, if it is there and easy to find; None also when it has to be looked for with all
    /// that may go wrong.
    fn find(&self, shape: &MapShape, map: u64, k: Slot) -> Option<Hit> {
        shape.find(&self.vm.mem, map, self.easy_key(shape, k))
    }

    /// Such a key.
    fn easy_key(&self, shape: &MapShape, k: Slot) -> (u64, u64) {
        (self.get(k), if shape.key_kind() == KeyKind::Str { self.get(k + 1) } else { 0 })
    }

    /// The goroutine is about to use a map: fails as Go does when it sees that another P is at it.
    fn use_map(&mut self, map: u64, how: Use) -> Result<(), Stop> {
        if map == 0 || self.vm.map_use.is_alone(map, self.p, how == Use::Write) {
            return Ok(());
        }
        let used = u64::try_from(self.full - self.place.fuel).unwrap_or(0);
        let now = self.vm.sched.now(self.p).0 + used;
        match self.vm.map_use.conflict(map, self.p, now, how) {
            Some(text) if !self.is_at_once() => Err(Stop::fatal(text)),
            _ => Ok(()),
        }
    }

    /// The map is that of a `sync.Map`, or of the network that no program has in Go: each operation on it is an instant.
    fn is_at_once(&self) -> bool {
        let func = self.program.func_at(self.at as u32);
        func.is_some_and(|func| {
            ["sync.(*Map).", "internal/simnet."].iter().any(|it| func.name.starts_with(it))
        })
    }

    pub(super) fn make_map(&mut self, d: Slot, a: Slot, t: TypeId) -> Result<(), Stop> {
        let hint = self.get(a).cast_signed();
        let map = match self.local_map(t, hint)? {
            Some(map) => map,
            None => self.vm.maps(t)?.make(hint)?,
        };
        self.set(d, map);
        Ok(())
    }

    /// A map of the stack, if the program says that it lies there and there is room.
    fn local_map(&mut self, t: TypeId, hint: i64) -> Result<Option<u64>, Stop> {
        let Some(mut local) = self.vm.local else { return Ok(None) };
        let (bytes, layout) = self.vm.maps(t)?.local();
        let map = local.take(&mut self.vm.mem, bytes, layout);
        self.vm.local = Some(local);
        if let Some(map) = map {
            self.vm.maps(t)?.make_local(map, hint)?;
        }
        Ok(map)
    }

    pub(super) fn map_get(&mut self, ok: bool, d: Slot, m: Slot, k: Slot) -> Result<(), Stop> {
        let t = self.arg_type();
        let (shape, map) = (self.map_shape(t)?, self.get(m));
        self.use_map(map, Use::Read)?;
        let found = if shape.key_kind() == KeyKind::Any {
            let key = self.key_bytes(&shape, k);
            self.vm.maps(t)?.get(map, &key)?
        } else {
            self.find(&shape, map, k).and_then(|hit| shape.elem_of(&self.vm.mem, hit.entry))
        };
        let elem = shape.elem();
        match found {
            Some(addr) => {
                let d = self.place.base + usize::from(d);
                let slots = &mut self.task.words[d..d + elem.words as usize];
                elem.load(&self.vm.mem, addr, slots).ok_or(Stop::Nil)?;
            }
            None => self.slots_mut(d, elem.words).fill(0),
        }
        if ok {
            self.set(d + elem.words as Slot, u64::from(found.is_some()));
        }
        self.place.fuel -= cost::MAP_NS;
        Ok(())
    }

    pub(super) fn map_set(&mut self, m: Slot, k: Slot, v: Slot) -> Result<(), Stop> {
        let map = self.get(m);
        if map == 0 {
            return Err(Stop::plain("assignment to entry in nil map"));
        }
        self.use_map(map, Use::Write)?;
        let shape = self.shape_of(map)?;
        let addr = match self.find(&shape, map, k) {
            Some(hit) => {
                let key = self.easy_key(&shape, k);
                hit.renew(&mut self.vm.mem, key).ok_or(Stop::Nil)?;
                shape.elem_of(&self.vm.mem, hit.entry).ok_or(Stop::Nil)?
            }
            None => {
                let key = self.key_bytes(&shape, k);
                maps::Maps { program: &self.program, memory: &mut self.vm.mem, shape }.set(map, &key)?
            }
        };
        let (elem, v) = (shape.elem(), self.place.base + usize::from(v));
        let slots = &self.task.words[v..v + elem.words as usize];
        elem.store(&mut self.vm.mem, addr, slots).ok_or(Stop::Nil)?;
        self.place.fuel -= cost::MAP_NS;
        Ok(())
    }

    pub(super) fn map_delete(&mut self, m: Slot, k: Slot) -> Result<(), Stop> {
        let map = self.get(m);
        if map != 0 {
            self.use_map(map, Use::Write)?;
            let shape = self.shape_of(map)?;
            let key = self.key_bytes(&shape, k);
            maps::Maps { program: &self.program, memory: &mut self.vm.mem, shape }.delete(map, &key)?;
            self.place.fuel -= cost::MAP_NS;
        }
        Ok(())
    }

    pub(super) fn map_len(&mut self, d: Slot, m: Slot) {
        let len = maps::len(&self.vm.mem, self.get(m));
        self.set(d, len);
    }

    pub(super) fn map_clear(&mut self, m: Slot) -> Result<(), Stop> {
        let map = self.get(m);
        if map != 0 {
            self.use_map(map, Use::Write)?;
            let shape = self.shape_of(map)?;
            if !self.is_again {
                self.place.fuel -= cost::copy_ns(maps::len(&self.vm.mem, map) * 8);
            }
            maps::Maps { program: &self.program, memory: &mut self.vm.mem, shape }.clear(map)?;
        }
        Ok(())
    }

    pub(super) fn map_iter(&mut self, it: Slot, m: Slot) -> Result<(), Stop> {
        let map = self.get(m);
        let mut iter = Iter::default();
        if map != 0 {
            self.use_map(map, Use::Iterate)?;
            let shape = self.shape_of(map)?;
            let draw = self.vm.sched.rng().next_u64();
            iter = maps::Maps { program: &self.program, memory: &mut self.vm.mem, shape }.iterate(map, draw);
        }
        self.slots_mut(it, 4).copy_from_slice(&iter.pack());
        Ok(())
    }

    pub(super) fn map_next(&mut self, it: Slot, k: Slot, v: Slot) -> Result<(), Stop> {
        let Some(words) = self.slots(it, 4).first_chunk() else { return Ok(()) };
        let mut iter = Iter::unpack(*words);
        if iter.map == 0 {
            return Ok(());
        }
        self.use_map(iter.map, Use::Iterate)?;
        let shape = self.shape_of(iter.map)?;
        let maps = maps::Maps { program: &self.program, memory: &mut self.vm.mem, shape };
        let Some((key, elem)) = maps.next(&mut iter)? else { return Ok(()) };
        self.slots_mut(it, 4).copy_from_slice(&iter.pack());
        for (shape, slot, addr) in [(shape.key(), k, key), (shape.elem(), v, elem)] {
            if slot != Slot::MAX {
                let at = self.place.base + usize::from(slot);
                let slots = &mut self.task.words[at..at + shape.words as usize];
                shape.load(&self.vm.mem, addr, slots).ok_or(Stop::Nil)?;
            }
        }
        self.place.pc += 1;
        Ok(())
    }
}
