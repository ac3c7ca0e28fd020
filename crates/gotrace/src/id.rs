//! The names Go's files give to goroutines, processors, threads and user tasks.

use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u64);

        impl $name {
            /// The id as it stands in a file, where all ones (−1 in Go) mean "none".
            pub(crate) fn from_wire(value: u64) -> Option<Self> {
                (value != u64::MAX).then_some(Self(value))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
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
    /// A goroutine. Go reuses the ids of goroutines made for cgo callbacks.
    GoId, "G"
}
id! {
    /// A processor (P), counted from 0 up to GOMAXPROCS.
    ProcId, "P"
}
id! {
    /// A thread (M) by the operating system's thread id, which the system may give out again.
    ThreadId, "M"
}
id! {
    /// A task of `runtime/trace.NewTask`; 0 is the background task.
    TaskId, "T"
}
