//! What only the program knows: how places in it are called.

use gopark_trace::{G, ObjId, Pc};

/// Names for what the events number. Implemented by whoever has the program.
pub trait Names {
    /// The function that holds the instruction, e.g. `main.worker`.
    fn function(&self, pc: Pc) -> Option<&str>;
    /// The source line of the instruction, counted from 1.
    fn line(&self, pc: Pc) -> Option<u32>;
    /// What the program calls the object, e.g. `sem`.
    fn object(&self, obj: ObjId) -> Option<&str>;
    /// The function that a call passes on, e.g. `main.main.func1` of `group.Go(func() { ... })`.
    fn passed(&self, _: Pc) -> Option<&str> {
        None
    }
}

/// What a goroutine is called by: the function that it was started with; where that is a library's (`group.Go`), the
/// program's own that it was given to run, or else that it is in.
pub fn called<'a>(names: &'a dyn Names, g: &G) -> Option<&'a str> {
    if names.line(g.entry).is_some() {
        return names.function(g.entry);
    }
    let inside = names.line(g.pc).is_some();
    names.passed(g.go_pc).or_else(|| names.function(if inside { g.pc } else { g.entry }))
}

/// Which code is a library's, asked for one place after the other.
pub(crate) struct Libraries<'a> {
    names: &'a dyn Names,
    last: Option<(Pc, bool)>,
}

impl<'a> Libraries<'a> {
    pub(crate) fn new(names: &'a dyn Names) -> Self {
        Self { names, last: None }
    }

    /// Whether the instruction is a library's. Many in a row ask for the same one.
    pub(crate) fn has(&mut self, pc: Pc) -> bool {
        match self.last {
            Some((last, is)) if last == pc => is,
            _ => {
                let is = self.names.function(pc).is_some() && self.names.line(pc).is_none();
                self.last = Some((pc, is));
                is
            }
        }
    }
}

/// Knows no names; ids speak for themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoNames;

impl Names for NoNames {
    fn function(&self, _: Pc) -> Option<&str> {
        None
    }
    fn line(&self, _: Pc) -> Option<u32> {
        None
    }
    fn object(&self, _: ObjId) -> Option<&str> {
        None
    }
}

#[cfg(test)]
mod tests {
    use gopark_trace::{GId, ObjId, Pc};

    use super::{Names, called};
    use crate::testing;

    /// Instructions below 10 are a library's.
    struct Group;

    impl Names for Group {
        fn function(&self, pc: Pc) -> Option<&str> {
            Some(if pc.0 < 10 { "errgroup.(*Group).Go.func1" } else { "main.fetch" })
        }
        fn line(&self, pc: Pc) -> Option<u32> {
            (pc.0 >= 10).then_some(pc.0)
        }
        fn object(&self, _: ObjId) -> Option<&str> {
            None
        }
        fn passed(&self, pc: Pc) -> Option<&str> {
            (pc == Pc(20)).then_some("main.main.func1")
        }
    }

    #[test]
    fn what_a_library_starts_is_called_by_what_it_runs() {
        let tale = testing::idle();
        let mut g = tale.world.gs.get(GId(1)).expect("main").clone();
        let mut told = |entry, pc, go_pc| {
            (g.entry, g.pc, g.go_pc) = (Pc(entry), Pc(pc), Pc(go_pc));
            called(&Group, &g).map(str::to_owned)
        };
        let names = [told(12, 3, 20), told(3, 4, 20), told(3, 12, 20), told(3, 12, 21), told(3, 4, 21)];
        let library = "errgroup.(*Group).Go.func1";
        let expected = ["main.fetch", "main.main.func1", "main.main.func1", "main.fetch", library];
        assert_eq!(names, expected.map(|name| Some(name.to_owned())));
    }
}
