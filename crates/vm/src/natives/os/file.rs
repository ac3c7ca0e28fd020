//! Files of the simulated disk: system calls that keep their thread for as long as the disk takes.

use gopark_trace::Sink;

use crate::disk::Errno;
use crate::native::Cx;
use crate::stop::Stop;

/// The result, or the error, and then the time.
fn done<S: Sink>(cx: &mut Cx<'_, S>, result: Result<u64, Errno>, ns: u64) -> Result<(), Stop> {
    cx.set_word(0, result.unwrap_or(0));
    cx.set_word(1, result.err().map_or(0, |errno| errno as u64));
    let (p, sched) = (cx.p, cx.sched());
    if sched.syscall(p, ns) { Err(Stop::Leave) } else { Ok(()) }
}

fn text<S: Sink>(cx: &Cx<'_, S>, i: usize) -> String {
    String::from_utf8_lossy(cx.str(i)).into_owned()
}

/// A place in a file; negative: where the last call ended.
fn place<S: Sink>(cx: &Cx<'_, S>, i: usize) -> Option<u64> {
    u64::try_from(cx.int(i)).ok()
}

/// `open(path string, flags int, ns int64) (fd, errno int)`.
pub fn open<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let opened = cx.vm.disk.open(&text(cx, 0), cx.word(2));
    done(cx, opened, cx.word(3))
}

/// `read(fd int, b []byte, place, ns int64) (n, errno int)`.
pub fn read<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (fd, to, ns) = (cx.word(0), cx.slice(1), cx.word(5));
    if fd == 0 {
        let stdin = std::rc::Rc::clone(&cx.vm.stdin);
        let rest = stdin.get(cx.vm.stdin_at..).unwrap_or_default();
        let n = rest.len().min(usize::try_from(to.len).unwrap_or(usize::MAX));
        cx.vm.stdin_at += n;
        cx.write_bytes(to.addr, &rest[..n])?;
        return done(cx, Ok(n as u64), ns);
    }
    let place = place(cx, 4);
    let bytes = cx.vm.disk.read(fd, to.len, place);
    if let Ok(bytes) = &bytes {
        cx.write_bytes(to.addr, bytes)?;
    }
    done(cx, bytes.map(|bytes| bytes.len() as u64), ns)
}

/// `writeFile(fd int, s string, place, ns int64) (n, errno int)`.
pub fn write<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (bytes, place) = (cx.str(1).to_vec(), place(cx, 3));
    let written = cx.vm.disk.write(cx.word(0), &bytes, place);
    done(cx, written, cx.word(4))
}

/// `seek(fd int, offset int64, whence int) (at, errno int)`.
pub fn seek<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let at = cx.vm.disk.seek(cx.word(0), cx.int(1), cx.word(2));
    done(cx, at, 0)
}

/// `truncate(fd int, size, ns int64) (_, errno int)`.
pub fn truncate<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let changed = cx.vm.disk.truncate(cx.word(0), cx.int(1));
    done(cx, changed, cx.word(2))
}

/// `shut(fd int, ns int64) (_, errno int)`.
pub fn close<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let closed = cx.vm.disk.close(cx.word(0));
    done(cx, closed, cx.word(1))
}

/// `change(path, to string, what int, ns int64) (_, errno int)`.
pub fn change<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let (path, to, what) = (text(cx, 0), text(cx, 2), cx.word(4));
    let disk = &mut cx.vm.disk;
    let changed = match what {
        0 => disk.mkdir(&path),
        1 => disk.remove(&path),
        3 => disk.remove_all(&path),
        _ => disk.rename(&path, &to),
    };
    done(cx, changed, cx.word(5))
}

/// `stat(path string, ns int64) (size, errno int, isDir bool)`.
pub fn stat<S: Sink>(cx: &mut Cx<'_, S>) -> Result<(), Stop> {
    let found = cx.vm.disk.stat(&text(cx, 0));
    cx.set_bool(2, found == Ok(None));
    done(cx, found.map(Option::unwrap_or_default), cx.word(2))
}
