//! What goroutines ask for. Every operation acts for the goroutine that runs on the given P.

pub(crate) mod bubble;
mod chan;
mod cond;
mod coro;
mod goroutine;
mod mutex;
mod object;
mod rwmutex;
mod select;
mod sema;
mod syscall;
mod thread;
mod waitgroup;
mod words;
