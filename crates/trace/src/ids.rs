//! Ids: newtypes over `u32`, formatted as Go people say them (`G7`, `P0`, `M3`).

use std::fmt;

use crate::table::Key;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// Nobody: the event has no such context, the slot is empty.
            pub const NONE: Self = Self(u32::MAX);

            /// True for [`Self::NONE`].
            #[inline]
            pub const fn is_none(self) -> bool {
                self.0 == u32::MAX
            }

            /// False for [`Self::NONE`].
            #[inline]
            pub const fn is_some(self) -> bool {
                self.0 != u32::MAX
            }

            /// The id as an option.
            #[inline]
            pub fn some(self) -> Option<Self> {
                self.is_some().then_some(self)
            }

            /// The id as an index.
            #[inline]
            pub const fn idx(self) -> usize {
                self.0 as usize
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::NONE
            }
        }

        impl Key for $name {
            #[inline]
            fn index(self) -> u32 {
                self.0
            }
            #[inline]
            fn from_index(index: u32) -> Self {
                Self(index)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                if self.is_none() { write!(f, concat!($prefix, "-")) } else { write!(f, concat!($prefix, "{}"), self.0) }
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

id! {
    /// A goroutine, by the number Go prints (`goroutine 7`). Never reused; numbers have gaps, since every P
    /// takes them in batches of 16 (`proc.go:newproc1`, `_GoidCacheBatch`).
    GId, "G"
}
id! {
    /// A thread. M0 runs `main.main` first, M1 is sysmon.
    MId, "M"
}
id! {
    /// A processor, `0..GOMAXPROCS`.
    PId, "P"
}

impl PId {
    /// Puts processors in order.
    pub fn sort(ps: &mut [Self]) {
        gopark_sorted::sort_by(ps, Self::cmp);
    }
}

id! {
    /// Something goroutines wait at: a channel, a lock, a WaitGroup. Never reused.
    ObjId, "O"
}
id! {
    /// A timer. Never reused.
    TimerId, "T"
}
id! {
    /// A place in the program: the index of an instruction in the whole program's code. The compiled program maps
    /// it to a function and a line.
    Pc, "@"
}
