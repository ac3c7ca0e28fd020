//! The functions of our standard packages that have no Go body, by package.
//!
//! Their Go side lies in `std/`; a native and the comment over its declaration there say what it does. What computes on
//! text alone is in [`text`], testable without a machine.

mod atomic;
mod context;
mod coro;
mod fmt;
mod math;
mod metrics;
mod order;
mod os;
mod rand;
mod refl;
mod runtime;
mod runtime_dumps;
mod simnet;
mod sorted_map;
mod strconv;
mod strings;
mod sync;
mod synctest;
mod testing;
pub mod text;
mod time;
mod trace;
mod unicode;
mod utf8;

use gopark_trace::Sink;

pub use sorted_map::Entries;

use crate::native::Native;

/// The native of a full name like `time.Sleep`, `sync.(*Mutex).Lock` or `sync/atomic.AddInt32`.
pub fn find<S: Sink>(name: &str) -> Option<Native<S>> {
    let short = name.rsplit_once('/').map_or(name, |(_, short)| short);
    let (package, function) = short.split_once('.')?;
    match package {
        "atomic" => atomic::find(function),
        "context" => context::find(function),
        "debug" => runtime::find(function),
        "fmt" => fmt::find(function),
        "iter" => coro::find(function),
        "math" => math::find(function),
        "metrics" => metrics::find(function),
        "os" => os::find(function),
        "rand" | "v2" => rand::find(function),
        "refl" => refl::find(function),
        "pprof" => runtime_dumps::find(function),
        "runtime" => runtime::find(function),
        "simnet" => simnet::find(function),
        "strconv" => strconv::find(function),
        "bytes" | "io" | "strings" => strings::find(function),
        "sync" => sync::find(function),
        "synctest" => synctest::find(function),
        "testing" => testing::find(function),
        "time" => time::find(function),
        "trace" => trace::find(function),
        "unicode" => unicode::find(function),
        "utf8" => utf8::find(function),
        "weak" => runtime::find(function),
        _ => None,
    }
}
