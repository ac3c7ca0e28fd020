//! Package os: the streams and the end.

mod file;

use std::rc::Rc;

use gopark_trace::{Fd, Sink};

use crate::native::{Cx, Native};
use crate::stop::Stop;

pub fn find<S: Sink>(function: &str) -> Option<Native<S>> {
    Native::acts_of(
        function,
        &[
            ("arg", arg),
            ("view", super::strings::view),
            ("Exit", exit),
            ("write", write),
            ("env", env),
            ("open", file::open),
            ("read", file::read),
            ("writeFile", file::write),
            ("seek", file::seek),
            ("truncate", file::truncate),
            ("shut", file::close),
            ("change", file::change),
            ("stat", file::stat),
            ("pollOpen", super::simnet::open),
            ("pollReport", super::simnet::report),
            ("pollWait", super::simnet::wait),
        ],
    )
}

fn arg<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let args = Rc::clone(&cx.vm.args);
    nth(cx, &args)
}

fn env<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let env = Rc::clone(&cx.vm.env);
    nth(cx, &env)
}

/// String number `args[0]`, and whether there is one.
fn nth<S: Sink>(cx: &mut Cx<'_, S>, args: &[String]) -> Result<(), Stop> {
    let arg = usize::try_from(cx.word(0)).ok().and_then(|i| args.get(i));
    cx.set_string(0, arg.map_or(&[], |arg| arg.as_bytes()))?;
    cx.set_bool(2, arg.is_some());
    Ok(())
}

fn exit<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    // A process's exit status is 8 bits of what it gives.
    Err(Cx::<S>::exit(i32::from(cx.word(0) as u8)))
}

fn write<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let fd = if cx.int(0) == 2 { Fd::Stderr } else { Fd::Stdout };
    let bytes = cx.str(1).to_vec();
    cx.write(fd, &bytes)
}
