//! Names for the locks that lie in package variables: whoever locks one first may call it otherwise.

use gopark_program::{TypeId, TypeKind, Variable};

use super::Module;
use super::data::Offset;

/// Locks that are named.
const NAMED_MAX: usize = 1_000;
/// Types that are looked into for the locks of one variable: they can hold more of each other than anybody can go through.
const LOOKED_MAX: u32 = 10_000;
/// Those of the program's own types; the fields of others have no names that a reader knows.
const OWN: &str = "main.";

impl Module<'_> {
    /// Names all locks, groups and conditions in the package variable `name` of type `t` at `offset`.
    pub fn name_locks(&mut self, name: &str, t: TypeId, offset: Offset) {
        self.look_into(name, t, offset, &mut { LOOKED_MAX });
    }

    fn look_into(&mut self, name: &str, t: TypeId, offset: Offset, left: &mut u32) {
        if self.program.variables.len() >= NAMED_MAX || *left == 0 {
            return;
        }
        *left -= 1;
        let it = &self.program.types[t.idx()];
        match (&*it.name, it.kind.clone()) {
            ("sync.Mutex" | "sync.RWMutex" | "sync.WaitGroup" | "sync.Cond", _) => {
                self.program.variables.push(Variable { offset, name: name.to_owned() });
            }
            (of, TypeKind::Struct(fields)) => {
                let is_own = !it.is_named || of.starts_with(OWN);
                for field in fields {
                    let path = format!("{name}.{}", field.name);
                    let called = if is_own && !field.is_embedded { &path } else { name };
                    self.look_into(called, field.ty, offset + field.offset, left);
                }
            }
            (_, TypeKind::Array { elem, len }) => {
                let bytes = self.program.types[elem.idx()].bytes;
                for i in 0..len.min(NAMED_MAX as u64) as u32 {
                    self.look_into(&format!("{name}[{i}]"), elem, offset + i * bytes, left);
                }
            }
            _ => {}
        }
    }
}
